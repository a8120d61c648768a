"""Prompts for models that read with CLIP: weighted words, and more than the 75 tokens that it takes at once.

Weights move the embedding of each token along the line from that of the empty prompt at the same place through its
own: e + w (t - e), as ComfyUI (comfy/sd1_clip.py) and compel do it. Long prompts are read in pieces of 75 tokens, each
between its own begin and end marks, and the embeddings laid one after the other, as AUTOMATIC1111's web UI does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from inference.families.inversions import vectors
from inference.prompts import Span, spans

PIECE = 75  # tokens between the begin and end marks of CLIP's 77
Tokens = list[tuple[int, float]]


def worded(pipe: Any, prompt: str, negative: str, weighting: bool) -> dict[str, Any]:
    """The arguments of a pipeline for these prompts: the words themselves where CLIP reads them as they are, so that
    pixels are those of the bare pipeline; embeddings where words are weighted or there are too many."""
    first, second = spans(prompt), spans(negative)
    tokenizer = getattr(pipe, "tokenizer", None) or getattr(pipe, "tokenizer_2", None)  # XL's refiner has the second
    plain = all(span.weight == 1.0 and "<ti-" not in span.text for span in (*first, *second))
    if not weighting or tokenizer is None or (
            plain and all(len(tokens(tokenizer, each)) <= PIECE for each in (first, second))):
        return {"prompt": _words(first), **({"negative_prompt": _words(second)} if second else {})}
    return _embedded(pipe, first, second)


def tokens(tokenizer: Any, pieces: Sequence[Span]) -> Tokens:
    """Token numbers with their weights, without begin and end marks."""
    found: Tokens = []
    for span in pieces:
        words = vectors(tokenizer, span.text)
        numbers = tokenizer(words, add_special_tokens=False, truncation=False, verbose=False).input_ids
        found += [(number, span.weight) for number in numbers]
    return found


def pieces(found: Tokens, count: int) -> list[Tokens]:
    """At least `count` pieces of at most 75 tokens; the last ones may be empty."""
    cut = [found[i:i + PIECE] for i in range(0, len(found), PIECE)]
    return cut + [[] for _ in range(count - len(cut))]


def _words(found: Sequence[Span]) -> str:
    return "".join(span.text for span in found)


def _embedded(pipe: Any, first: Sequence[Span], second: Sequence[Span]) -> dict[str, Any]:
    """`prompt_embeds` and its like for Stable Diffusion 1 (one encoder) and XL (two, of which the second pools)."""
    import torch

    readers = [(pipe.tokenizer, pipe.text_encoder)]
    wide = getattr(pipe, "tokenizer_2", None) is not None
    if wide:
        readers = [(pipe.tokenizer, pipe.text_encoder), (pipe.tokenizer_2, pipe.text_encoder_2)]
        readers = [(tokenizer, encoder) for tokenizer, encoder in readers if encoder is not None]
    made: dict[str, list[Any]] = {"": [], "negative_": []}
    pooled: dict[str, Any] = {}
    for tokenizer, encoder in readers:
        both = {"": tokens(tokenizer, first), "negative_": tokens(tokenizer, second)}
        count = max(1, *(-(-len(each) // PIECE) for each in both.values()))
        for name, each in both.items():
            read, pool = _read(tokenizer, encoder, pieces(each, count), wide, pipe._execution_device)
            made[name].append(read)
            pooled[name] = pool
    most = max(each.shape[1] for lists in made.values() for each in lists)
    arguments = {f"{name}prompt_embeds": torch.cat([_padded(each, most) for each in lists], dim=-1)
                 for name, lists in made.items()}
    if wide:
        if not second and pipe.config.get("force_zeros_for_empty_prompt"):
            arguments["negative_prompt_embeds"] = torch.zeros_like(arguments["negative_prompt_embeds"])
            pooled["negative_"] = torch.zeros_like(pooled["negative_"])
        arguments |= {f"{name}pooled_prompt_embeds": pool for name, pool in pooled.items()}
    return arguments


def _padded(read: Any, length: int) -> Any:
    """Two encoders may cut a prompt into different numbers of pieces: the shorter repeats its last one."""
    import torch

    lacking = (length - read.shape[1]) // (PIECE + 2)
    return torch.cat([read, *[read[:, -(PIECE + 2):]] * lacking], dim=1) if lacking else read


def _read(tokenizer: Any, encoder: Any, cut: list[Tokens], wide: bool, device: Any) -> tuple[Any, Any]:
    """(1, 77 * pieces, width) and the pooled first piece, None where the encoder has none."""
    import torch

    rows = [_row(tokenizer, piece) for piece in (*cut, [])]
    numbers = torch.tensor([[number for number, _ in row] for row in rows], device=device)
    weights = torch.tensor([[weight for _, weight in row] for row in rows], device=device)
    with torch.no_grad():
        out = encoder(numbers, output_hidden_states=wide)
    read = out.hidden_states[-2] if wide else out[0]  # XL reads the last layer but one
    pooled = out[0][:1] if wide and out[0].ndim == 2 else None
    nothing = read[-1:]
    scaled = torch.where(weights[:-1, :, None] == 1.0, read[:-1],
                         nothing + (read[:-1] - nothing) * weights[:-1, :, None].to(read.dtype))
    return scaled.reshape(1, -1, read.shape[-1]), pooled


def _row(tokenizer: Any, piece: Tokens) -> Tokens:
    """77 tokens: begin, the piece, end, padding."""
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
    row = [(tokenizer.bos_token_id, 1.0), *piece, (tokenizer.eos_token_id, 1.0)]
    return row + [(pad, 1.0)] * (PIECE + 2 - len(row))
