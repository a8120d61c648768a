"""From a sentence to marks: every word looked up, the longest phrase first, in English and Chinese at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from editor.assistant import words_chinese, words_english

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』|《([^》]+)》|(?<!\w)\'([^\']+)\'(?!\w)|‘([^’]+)’')
_TOKEN = re.compile(
    r"\x00[0-9]+|[0-9]+:[0-9]+|[0-9]+\s*[x×*]\s*[0-9]+(?!\w)|[0-9]+(?:\.[0-9]+)?|[a-z]+(?:'[a-z]+)*|b&w|[\u3400-\u9fff]|[^\s\w]")
_LONGEST = 8  # tokens of a phrase
_BREAKS = {",": "and", ";": "then", ".": "then", "。": "then", "；": "then", "!": "then", "！": "then", "\n": "then",
           "，": "and", "、": "and"}
_SILENT = frozenset("?？:：()（）-–—…~'\"+#/")


@dataclass(frozen=True)
class Mark:
    """One word or phrase and what it means. `kind` is "word" where the dictionaries do not know it; `start` and `end`
    are its place in the sentence."""

    kind: str
    value: str
    text: str
    start: int
    end: int

    @property
    def number(self) -> float:
        return float(self.value)


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for table in (words_english.WORDS, words_chinese.WORDS):
        for mark, phrases in table.items():
            kind, _, value = mark.partition(":")
            for phrase in phrases.split(";"):
                tokens = tuple(_TOKEN.findall(phrase.strip().lower()))
                if tokens:
                    found.setdefault(tokens, (kind, value))
    return found


def is_chinese(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None


def marks(sentence: str) -> tuple[Mark, ...]:
    """The sentence, mark by mark; what is quoted is one mark, and unknown letters that touch are one word."""
    quotes: list[tuple[str, int]] = []

    def kept(match: re.Match[str]) -> str:
        place = next(i for i, group in enumerate(match.groups(), 1) if group is not None)
        quotes.append((sentence[match.start(place):match.end(place)], match.end()))
        return f"\x00{len(quotes) - 1}".ljust(len(match[0]))

    plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in sentence)  # places stay the same
    text = _QUOTED.sub(kept, plain.replace("\x00", " ")).replace("’", "'").replace("-", " ")
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[Mark] = []
    at = 0
    while at < len(tokens):
        count, mark = _next(tokens, at, quotes, sentence)
        at += count
        if mark is not None:
            found.append(mark)
    return tuple(_joined(found, sentence))


def _next(
    tokens: list[tuple[str, int, int]], at: int, quotes: list[tuple[str, int]], sentence: str,
) -> tuple[int, Mark | None]:
    token, start, end = tokens[at]
    if token.startswith("\x00"):
        written, last = quotes[int(token[1:])]
        return 1, Mark("quote", written, sentence[start:last], start, last)
    if re.fullmatch(r"[0-9]+:[0-9]+", token):
        return 1, Mark("ratio", token, token, start, end)
    if (size := re.fullmatch(r"([0-9]+)\s*[x×*]\s*([0-9]+)", token)) is not None:
        return 1, Mark("pixels", f"{size[1]}x{size[2]}", token, start, end)
    if token[0] in "0123456789":
        return 1, Mark("num", token, token, start, end)
    for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
        part = tuple(t for t, _, _ in tokens[at:at + count])
        known = _phrases().get(part) or (_phrases().get((part[0].removesuffix("s"),)) if count == 1 and len(token) > 3
                                         and token.endswith("s") else None)
        if known is not None:
            last = tokens[at + count - 1][2]
            return count, Mark(*known, sentence[start:last], start, last)
    if token in _BREAKS:
        return 1, Mark("sep", _BREAKS[token], token, start, end)
    if token in _SILENT:
        return 1, None
    return 1, Mark("word", token, sentence[start:end], start, end)


def _joined(found: list[Mark], sentence: str) -> list[Mark]:
    """Unknown Chinese characters beside each other are one word."""
    made: list[Mark] = []
    for mark in found:
        last = made[-1] if made else None
        if mark.kind == "word" and last is not None and last.kind == "word" and last.end == mark.start and is_chinese(
                mark.text):
            made[-1] = Mark("word", last.value + mark.value, sentence[last.start:mark.end], last.start, mark.end)
        else:
            made.append(mark)
    return made
