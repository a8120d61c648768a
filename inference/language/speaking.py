"""A language model held to the lists of steps that may be: it chooses among the tokens that are allowed, no others."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from typing import Any

from inference.api import Report
from inference.language.automaton import ending, is_whole, machine, walked
from inference.language.tokens import Vocabulary, token_bytes

MOST_TOKENS = 320
_PIECE = 256  # tokens that are read at once
_RESERVE = 40  # tokens, in which any step can be closed that one more token may open


class Held:
    """A logits processor of transformers: (tokens so far, scores) -> scores, -inf where a token may not come.

    When the tokens that are left are as few as the shortest ending needs, that ending is all that may come: whatever
    the model, what it writes is whole. `report` hears of every token, and may raise Cancelled.
    """

    def __init__(self, vocabulary: Vocabulary, steps: Sequence[Mapping[str, Any]], prompt: int, ends: Sequence[int],
                 report: Report, most: int = MOST_TOKENS) -> None:
        self._vocabulary, self._state, self._seen = vocabulary, machine(steps), prompt
        self._first, self._ends, self._most, self._report = prompt, list(ends), most, report

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        import torch

        for number in input_ids[0, self._seen:].tolist():
            self._state = walked(self._state, self._vocabulary.texts.get(number, b""))
        self._seen = input_ids.shape[1]
        used = self._seen - self._first
        self._report.step(min(used / self._most, 1.0), "Reading the sentence")
        numbers = torch.as_tensor(self._allowed(self._most - used), device=scores.device)
        held = torch.full_like(scores, float("-inf"))
        held[:, numbers] = scores[:, numbers].nan_to_num(nan=0.0, neginf=-1e30, posinf=1e30)
        return held

    def _allowed(self, left: int) -> Any:
        if is_whole(self._state):
            return self._ends
        shortest = ending(self._state)
        if left <= len(shortest) + _RESERVE:
            return [self._vocabulary.single[shortest[0]]]
        return self._vocabulary.allowed(self._state)


class Speaking:
    """A causal language model of transformers with its tokenizer."""

    def __init__(self, model: Any, tokenizer: Any, device: str) -> None:
        self._model, self._tokenizer, self._device = model, tokenizer, device
        self._vocabulary = Vocabulary(token_bytes(tokenizer))
        self._key: tuple[int, ...] = ()
        self._cache: Any = None

    def understand(self, head: str, wish: str, steps: Sequence[Mapping[str, Any]], report: Report) -> str:
        """A list of steps as JSON, for a prompt of two parts; the same for the same prompt (the most likely token each
        time). What was read of the `head` is kept: the next sentence begins there."""
        import torch

        report.step(0.0, "Reading the sentence")
        asked = self._asked(head + wish)
        ends = self._ends()
        held = Held(self._vocabulary, steps, asked.shape[1], ends, report.part(0.4, 1.0))
        with torch.inference_mode():
            begun = self._begun(self._asked(head), asked, report.part(0.0, 0.4))
            made = self._model.generate(
                input_ids=asked, attention_mask=torch.ones_like(asked), logits_processor=[held], do_sample=False,
                past_key_values=begun, use_cache=True,
                num_beams=1, max_new_tokens=MOST_TOKENS + 1, eos_token_id=ends, pad_token_id=ends[0],
                temperature=None, top_p=None, top_k=None, repetition_penalty=1.0)
        numbers = made[0, asked.shape[1]:].tolist()
        text = b"".join(self._vocabulary.texts.get(number, b"") for number in numbers).decode("utf-8", "replace")
        json.loads(text)
        return text

    def _begun(self, head: Any, asked: Any, report: Report) -> Any:
        """A copy of the cache of what `head` and `asked` begin with alike, read in pieces, between which it can be
        stopped."""
        same = min(head.shape[1], asked.shape[1])
        differing = (head[0, :same] != asked[0, :same]).nonzero()
        shared = head[:, :int(differing[0]) if len(differing) else same - 1]
        key = tuple(shared[0].tolist())
        if key != self._key:
            self._key, cache = (), None
            for at in range(0, len(key), _PIECE):
                report.step(at / len(key), "Reading the sentence")
                cache = self._model(input_ids=shared[:, at:at + _PIECE], past_key_values=cache,
                                    use_cache=True).past_key_values
            self._key, self._cache = key, cache
        return copy.deepcopy(self._cache)

    def _asked(self, prompt: str) -> Any:
        """The prompt as a turn of a conversation where the model knows such, as plain text else."""
        if getattr(self._tokenizer, "chat_template", None):
            prompt = self._tokenizer.apply_chat_template(
                [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True,
                enable_thinking=False)
            return self._tokenizer(prompt, return_tensors="pt", add_special_tokens=False)["input_ids"].to(self._device)
        return self._tokenizer(prompt + "\n", return_tensors="pt")["input_ids"].to(self._device)

    def _ends(self) -> list[int]:
        found = getattr(self._model.generation_config, "eos_token_id", None)
        ends = list(found) if isinstance(found, (list, tuple)) else [] if found is None else [int(found)]
        own = self._tokenizer.eos_token_id
        ends += [own] if own is not None and own not in ends else []
        if not ends:
            raise ValueError("its vocabulary has no mark for the end")
        return ends
