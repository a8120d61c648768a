"""What a prompt can say: comments, wildcards tied to the seed, weights, LoRAs. Pure functions of text.

The syntax is the one people know from AUTOMATIC1111's web UI and krita-ai-diffusion:
    # a comment, to the end of the line        {red|green} one of them, chosen by the seed, nested at will
    (word) 1.1 times, (word:1.3) 1.3 times, [word] 1 / 1.1 times, nested       <lora:name:0.7> adapter weights
    \\( \\) \\[ \\] \\{ \\} \\| \\# \\\\ and \\< are the characters themselves
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

STEP = 1.1  # of one pair of brackets
_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
_LORA = re.compile(r"(?<!\\)<lora:([^:<>]+?)(?::([+-]?\d*\.?\d+))?>", re.IGNORECASE)
_WEIGHT = re.compile(r":\s*([+-]?\d*\.?\d+)\s*$")
_SPECIAL = "()[]{}|#<\\"
_MOST = 10.0  # weights beyond that are slips of the finger


@dataclass(frozen=True)
class Span:
    """A piece of a prompt and how much it weighs, 1 = as usual."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Prompt:
    """`text` is the evaluated prompt, to be kept with the picture: no comments, wildcards chosen. `spans` are its
    words without markup; `loras` (name, weight) in order of appearance."""

    text: str
    spans: tuple[Span, ...] = ()
    loras: tuple[tuple[str, float], ...] = ()

    @property
    def words(self) -> str:
        """For models that know no weights."""
        return "".join(span.text for span in self.spans)

    @property
    def weighted(self) -> bool:
        return any(span.weight != 1.0 for span in self.spans)


def evaluated(text: str, seed: int) -> Prompt:
    """Everything that `text` says. The same text and seed give the same prompt on every machine."""
    chosen = tidy(expanded(without_comments(text), seed))
    words, loras = loras_in(chosen)
    return Prompt(chosen, spans(tidy(words)), loras)


def without_comments(text: str) -> str:
    """A `#` begins a comment at the start of a word only: "C# code" has none."""
    return _COMMENT.sub("", text)


def tidy(text: str) -> str:
    """One space where comments and tags left several, no empty lines."""
    return "\n".join(line for line in (re.sub(r"[ \t]+", " ", raw).strip() for raw in text.splitlines()) if line)


def expanded(text: str, seed: int) -> str:
    """One of the alternatives of every `{a|b}`, inner ones too. A brace without its partner stands for itself."""
    chance = random.Random(f"prompt {seed}")
    made, rest = _alternative(text, 0, chance, 0)
    while rest < len(text):  # a closing brace too many
        more, end = _alternative(text, rest + 1, chance, 0)
        made, rest = made + text[rest] + more, end
    return made


def _alternative(text: str, place: int, chance: random.Random, depth: int) -> tuple[str, int]:
    """Text up to the `|` or `}` that ends this alternative (depth > 0), and where that is."""
    made = []
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            made.append(text[place:place + 2])
            place += 2
        elif sign == "{":
            group, place = _group(text, place, chance, depth)
            made.append(group)
        elif sign == "}" or (sign == "|" and depth):
            return "".join(made), place
        else:
            made.append(sign)
            place += 1
    return "".join(made), place


def _group(text: str, start: int, chance: random.Random, depth: int) -> tuple[str, int]:
    options, place = [], start
    while place < len(text) and (place == start or text[place] == "|"):
        option, place = _alternative(text, place + 1, chance, depth + 1)
        options.append(option)
    if place >= len(text):  # never closed
        return "{" + "|".join(options), place
    if len(options) == 1:
        return "{" + options[0] + "}", place + 1
    return options[chance.randrange(len(options))], place + 1


def loras_in(text: str) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The text without its tags, and (name, weight) of each; a tag without a number weighs 1."""
    found = tuple((name.strip(), float(weight) if weight else 1.0) for name, weight in _LORA.findall(text))
    return _LORA.sub("", text), found


def spans(text: str) -> tuple[Span, ...]:
    """The text cut where the weight changes, markup gone. Brackets without partners stand for themselves."""
    made: list[Span] = []
    _read(text, 1.0, made)
    merged: list[Span] = []
    for span in made:
        if merged and merged[-1].weight == span.weight:
            merged[-1] = Span(merged[-1].text + span.text, span.weight)
        elif span.text:
            merged.append(span)
    return tuple(merged)


def _read(text: str, weight: float, made: list[Span]) -> None:
    place = 0
    while place < len(text):
        sign = text[place]
        if sign == "\\" and place + 1 < len(text) and text[place + 1] in _SPECIAL:
            made.append(Span(text[place + 1], weight))
            place += 2
            continue
        end = _partner(text, place) if sign in "([" else -1
        if end < 0:
            made.append(Span(sign, weight))
            place += 1
            continue
        inner, factor = text[place + 1:end], STEP if sign == "(" else 1 / STEP
        number = _WEIGHT.search(inner) if sign == "(" else None
        if number:
            inner, factor = inner[:number.start()], float(number.group(1))
        _read(inner, min(max(round(weight * factor, 6), -_MOST), _MOST), made)
        place = end + 1


def _partner(text: str, start: int) -> int:
    """Where the bracket at `start` is closed, -1 when it is not."""
    opening, closing, depth, place = text[start], {"(": ")", "[": "]"}[text[start]], 0, start
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == opening:
            depth += 1
        elif text[place] == closing:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return -1
