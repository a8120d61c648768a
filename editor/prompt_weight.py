"""The weight of a piece of a prompt, changed in steps: what Ctrl+Up and Ctrl+Down do. No widgets."""

from __future__ import annotations

import re

STEP = 0.1
_WEIGHTED = re.compile(r"\((?P<words>[^()]*?):(?P<weight>[+-]?\d*\.?\d+)\)")
_LORA = re.compile(r"<lora:(?P<words>[^:<>]+?)(?::(?P<weight>[+-]?\d*\.?\d+))?>", re.IGNORECASE)
_WORD = re.compile(r"[^\s,()\[\]{}|<>:]+")


def reweighted(text: str, start: int, end: int, by: int) -> tuple[str, int, int]:
    """The text with the selected piece (start == end: the word there) `by` steps of 0.1 heavier, and what is to be
    selected then. A piece that weighs 1 again loses its brackets; a LoRA tag changes its own number."""
    for pattern in (_LORA, _WEIGHTED):
        for found in pattern.finditer(text):
            if found.start() <= start and end <= found.end():
                return _put(text, found.start(), found.end(), found["words"], float(found["weight"] or 1.0), by,
                            pattern is _LORA)
    if start == end:
        word = next((w for w in _WORD.finditer(text) if w.start() <= start <= w.end()), None)
        if word is None:
            return text, start, end
        start, end = word.span()
    words = text[start:end].strip()
    if not words:
        return text, start, end
    start = text.index(words, start)
    end = start + len(words)
    return _put(text, start, end, text[start:end], 1.0, by, False)


def _put(text: str, start: int, end: int, words: str, weight: float, by: int, lora: bool) -> tuple[str, int, int]:
    weight = min(max(round(weight + STEP * by, 2), -2.0 if lora else 0.0), 2.0)
    if lora:
        piece, inner = f"<lora:{words}:{weight:g}>", 0
    elif weight == 1.0:
        piece, inner = words, 0
    else:
        piece, inner = f"({words}:{weight:g})", 1
    length = len(piece) if lora else len(words)
    return text[:start] + piece + text[end:], start + inner, start + inner + length
