"""Prompts that were read: the same words again cost nothing, and text encoders need not come back to the device."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

LIMIT = 256 << 20  # bytes of embeddings kept; those of one prompt are 0.2 to 8 MB
_PLAIN = (str, int, float, bool, type(None))


class Encodings:
    """What text encoders made of prompts, the least recently used forgotten first. `worn` names what changes the
    encoders (LoRAs with their weights); what the tokenizers were taught is looked up each time."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self.worn: Hashable = ()

    def given(self, pipe: Any, key: Hashable, work: Callable[[], Any]) -> Any:
        """`work()`, or what it gave for the same key before. Its tensors must not be written into."""
        whole = (type(pipe).__name__, self.worn, _taught(pipe), key)
        if whole in self._kept:
            self._kept.move_to_end(whole)
            return self._kept[whole][0]
        made = work()
        self._kept[whole] = made, _bytes(made)
        while sum(size for _, size in self._kept.values()) > self._limit:
            self._kept.popitem(last=False)
        return made

    def through(self, pipe: Any) -> None:
        """Let this pipeline read words by way of what is kept. Readings that pictures take part in are not kept."""
        read = getattr(type(pipe), "encode_prompt", None)
        if read is None:
            return

        @functools.wraps(read)  # pipelines look at its signature
        def remembered(*given: Any, **named: Any) -> Any:
            key = _key((given, named))
            if key is None:
                return read(pipe, *given, **named)
            return self.given(pipe, key, lambda: read(pipe, *given, **named))

        pipe.encode_prompt = remembered


def _taught(pipe: Any) -> Hashable:
    """The words that embeddings added to the tokenizers."""
    found = (getattr(pipe, name, None) for name in ("tokenizer", "tokenizer_2", "tokenizer_3"))
    return tuple(tuple(getattr(each, "added_tokens_encoder", ())) for each in found if each is not None)


def _key(value: Any) -> Hashable:
    """None for what cannot be compared: tensors, pictures."""
    if isinstance(value, _PLAIN):
        return (value,)
    if isinstance(value, dict):
        value = [list(pair) for pair in sorted(value.items())]
    if isinstance(value, (list, tuple)):
        inner = [_key(each) for each in value]
        return None if any(each is None for each in inner) else tuple(inner)
    return str(value) if type(value).__module__ == "torch" and type(value).__name__ in ("device", "dtype") else None


def _bytes(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return sum(_bytes(each) for each in value)
    return int(getattr(value, "nbytes", 0))
