"""What in a prompt is more than words: comments, weights, wildcards, LoRA tags, escaped signs. For colours; no Qt.

The syntax is that of inference.prompts; tests compare the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.loras import tags

HELP = (("(word)  (word:1.3)  [word]", "weighs more, 1.3 times, less"), ("Ctrl+Up, Ctrl+Down", "changes the weight"),
        ("{red|green|blue}", "one of them, chosen by the seed"), ("# words", "a comment, to the end of the line"),
        ("<lora:name:0.8>", "a LoRA and its weight"), ("\\( \\{ \\#", "the sign itself"))
_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
_NUMBER = re.compile(r":\s*[+-]?\d*\.?\d+\s*$")


@dataclass(frozen=True)
class Mark:
    """`kind` is comment, lora, escape, wildcard, weight (the signs that weigh) or weighted (the words)."""

    start: int
    length: int
    kind: str


def marks(text: str) -> tuple[Mark, ...]:
    """In order; of two that overlap the later one counts."""
    found = [*_brackets(text)]
    found += [Mark(tag.start, tag.end - tag.start, "lora") for tag in tags(text)]
    found += [Mark(m.start(), 2, "escape") for m in re.finditer(r"\\[()\[\]{}|#<\\]", text)]
    found += [Mark(m.start(), len(m[0]), "comment") for m in _COMMENT.finditer(text)]
    return tuple(found)


def has_weights(text: str) -> bool:
    """Whether words weigh more or less than others, outside comments."""
    return any(mark.kind == "weight" for mark in marks(_COMMENT.sub("", text)))


def _brackets(text: str) -> list[Mark]:
    made: list[Mark] = []
    opened: list[tuple[str, int, list[int]]] = []
    place = 0
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 1
        elif sign in "([{":
            opened.append((sign, place, []))
        elif sign == "|" and opened and opened[-1][0] == "{":
            opened[-1][2].append(place)
        elif sign in ")]}" and opened and opened[-1][0] == {")": "(", "]": "[", "}": "{"}[sign]:
            made += _pair(text, *opened.pop(), place)
        place += 1
    return sorted(made, key=lambda mark: -mark.length)


def _pair(text: str, sign: str, start: int, bars: list[int], end: int) -> list[Mark]:
    if sign == "{":
        return [Mark(place, 1, "wildcard") for place in (start, *bars, end)] if bars else []
    number = _NUMBER.search(text[start + 1:end]) if sign == "(" else None
    last = end - len(number[0]) if number else end
    return [Mark(start, end + 1 - start, "weighted"), Mark(start, 1, "weight"), Mark(last, end + 1 - last, "weight")]
