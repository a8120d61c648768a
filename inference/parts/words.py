"""Tokenizers of text encoders, built from the words in resources/tokenizers: classes of transformers, no download.

What is stored is what cannot be computed. Qwen's words are its merges in order (Qwen2's vocab.json is bytes, merges and
marks). Of Mistral's Tekken the words in the order of their rank are stored; its merges are every way to put a word
together from two others, in the order of the ranks of word and parts (as transformers converts tiktoken files,
MistralConverter). T5 is a unigram model with SentencePiece's table of characters. Sources: NOTICE in each folder.
"""

from __future__ import annotations

import base64
import json
import lzma
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parents[2] / "resources" / "tokenizers"
_CLIP_WORDS, _T5_WORDS, _QWEN_WORDS, _MISTRAL_WORDS = 49408, 32100, 151643, 131072
_FIRST = 1000  # Mistral's marks come before its words


def _letters() -> dict[int, str]:
    """GPT-2's table between bytes and printable characters, in the order of its vocabulary (openai/gpt-2,
    encoder.py)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in plain}
    return table | {byte: chr(256 + i) for i, byte in enumerate(b for b in range(256) if b not in table)}


LETTERS = _letters()
# Qwen 2, 2.5 and 3 have the same numbers up to <|video_pad|>; the later ones were added by 2.5 and 3.
QWEN_MARKS = (
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>", "<|object_ref_end|>", "<|box_start|>",
    "<|box_end|>", "<|quad_start|>", "<|quad_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
    "<|image_pad|>", "<|video_pad|>", "<tool_call>", "</tool_call>", "<|fim_prefix|>", "<|fim_middle|>",
    "<|fim_suffix|>", "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>", "<tool_response>", "</tool_response>", "<think>",
    "</think>")
_QWEN_SPECIAL = 14  # so many of them are marks that decoding leaves out
# The part of Qwen3's chat template that a prompt needs: what diffusers asks of it for Z-Image and FLUX.2 Klein.
QWEN_CHAT = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}"
    "{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}"
    "{% endif %}")
# The same of Mistral Small 3 (its model card, "V7-Tekken"), for FLUX.2 dev.
MISTRAL_CHAT = (
    "{{ bos_token }}{% for m in messages %}{% set open, close = ('[SYSTEM_PROMPT]', '[/SYSTEM_PROMPT]') "
    "if m.role == 'system' else ('[INST]', '[/INST]') %}{{ open }}{% if m.content is string %}{{ m.content }}"
    "{% else %}{% for part in m.content %}{{ '[IMG]' if part.type == 'image' else part.text }}{% endfor %}{% endif %}"
    "{{ close }}{% endfor %}")
# How text falls into words before they are looked up: "pattern" of Mistral's tekken.json.
_TEKKEN = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|"
           r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}|"
           r" ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
_MOST = {"t5": 512, "qwen": 131072, "mistral": 131072}  # tokens; a pipeline says how many it wants


def clip(pad: str = "<|endoftext|>") -> Any:
    """CLIP's. OpenCLIP pads with "!", its word 0. Raises ValueError when this installation is incomplete."""
    from transformers import CLIPTokenizer

    made = CLIPTokenizer.from_pretrained(PLACE / "clip", local_files_only=True, pad_token=pad)
    return _whole(made, _CLIP_WORDS)  # without its vocabulary it loads without an error and knows two words


def t5() -> Any:
    """That of T5 v1.1, all sizes: 32 000 pieces and 100 marks."""
    from transformers import T5Tokenizer

    stored = json.loads(_text("t5/pieces.json.xz"))
    pieces = [(piece, float(score)) for piece, score in stored["pieces"]]
    pieces += [(f"<extra_id_{i}>", 0.0) for i in range(99, -1, -1)]
    return _whole(T5Tokenizer(vocab=pieces, _spm_precompiled_charsmap=base64.b64decode(stored["normalizer"]),
                              model_max_length=_MOST["t5"]), _T5_WORDS)


def qwen() -> Any:
    """That of Qwen 2.5 and Qwen 3, words and pictures."""
    from transformers import Qwen2Tokenizer

    merges = _text("qwen/merges.txt.xz").split("\n")
    words = merged(merges)
    words |= {mark: number for number, mark in enumerate(QWEN_MARKS, len(words))}
    made = Qwen2Tokenizer(vocab=words, merges=[tuple(merge.split(" ")) for merge in merges],
                          model_max_length=_MOST["qwen"], eos_token="<|im_end|>")
    made.add_tokens([_core().AddedToken(mark, special=i < _QWEN_SPECIAL, normalized=False)
                     for i, mark in enumerate(QWEN_MARKS)])
    made.chat_template = QWEN_CHAT
    return _whole(made, _QWEN_WORDS + len(QWEN_MARKS))


def mistral() -> Any:
    """Tekken as Mistral Small 3.x has it. Prompts are padded in front, as FLUX.2 was trained."""
    from tokenizers import decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    base = _core()
    marks, words = tekken(_text("mistral/words.txt.xz").split("\n"))
    core = base.Tokenizer(models.BPE(vocab=words | marks, merges=splits(words), fuse_unk=False, byte_fallback=False,
                                ignore_merges=True))
    core.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(base.Regex(_TEKKEN), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    core.decoder = decoders.ByteLevel()
    core.add_special_tokens([base.AddedToken(mark, special=True, normalized=False) for mark in marks])
    core.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B",
                                                        special_tokens=[("<s>", marks["<s>"])])
    made = PreTrainedTokenizerFast(tokenizer_object=core, bos_token="<s>", eos_token="</s>", unk_token="<unk>",
                                   pad_token="<pad>", padding_side="left", model_max_length=_MOST["mistral"])
    made.chat_template = MISTRAL_CHAT
    return _whole(made, _MISTRAL_WORDS)


def qwen_processor() -> Any:
    """Words and pictures for Qwen2.5-VL, with the published sizes of pictures (Qwen-Image-Edit)."""
    from transformers import Qwen2VLImageProcessor, Qwen2VLProcessor, Qwen2VLVideoProcessor

    area = {"shortest_edge": 56 * 56, "longest_edge": 12845056}  # px: of pictures in all
    return Qwen2VLProcessor(image_processor=Qwen2VLImageProcessor(size=area), tokenizer=qwen(),
                            video_processor=Qwen2VLVideoProcessor(), chat_template=QWEN_CHAT)


def mistral_processor() -> Any:
    """What diffusers asks for prompts for FLUX.2 dev; its pictures are not used."""
    from transformers import PixtralImageProcessor, PixtralProcessor

    return PixtralProcessor(image_processor=PixtralImageProcessor(), tokenizer=mistral(), patch_size=14,
                            spatial_merge_size=2, chat_template=MISTRAL_CHAT)


# Class that a pipeline names for its words -> what makes it. Gemma's words are under terms of its own: not here.
MAKERS: dict[str, Callable[[], Any]] = {
    "CLIPTokenizer": clip, "T5Tokenizer": t5, "T5TokenizerFast": t5, "Qwen2Tokenizer": qwen,
    "Qwen2TokenizerFast": qwen, "Qwen2VLProcessor": qwen_processor, "PixtralProcessor": mistral_processor}


def merged(merges: Iterable[str]) -> dict[str, int]:
    """Words of a byte pair encoding to their numbers: the bytes, then one for each merge ("a b")."""
    words = [*LETTERS.values(), *(merge.replace(" ", "", 1) for merge in merges)]
    return {word: number for number, word in enumerate(words)}


def tekken(lines: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """(marks, words) to their numbers: 20 marks that have a use, reserved ones up to 1000, then words by rank."""
    named = lines[:20]
    marks = {mark: number for number, mark in enumerate([*named, *(f"<SPECIAL_{n}>" for n in range(20, _FIRST))])}
    return marks, {word: number for number, word in enumerate(lines[20:], _FIRST)}


def splits(words: dict[str, int]) -> list[tuple[str, str]]:
    """The merges of a vocabulary that states ranks only."""
    made = []
    for word in words:
        pairs = [(word[:at], word[at:]) for at in range(1, len(word)) if word[:at] in words and word[at:] in words]
        made += sorted(pairs, key=lambda pair: (words[pair[0]], words[pair[1]]))
    return made


def _core() -> Any:
    """The library below transformers; its own types do not name all it has."""
    import tokenizers

    return tokenizers


def _text(name: str) -> str:
    return lzma.decompress((PLACE / name).read_bytes()).decode("utf-8")


def _whole(made: Any, count: int) -> Any:
    if len(made) != count:
        raise ValueError("the tokenizer of this installation is incomplete")
    return made
