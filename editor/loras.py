"""LoRAs and embeddings in a prompt: the tags that are there, added, weighed, taken out. Pure functions of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inference.api import ModelInfo

USUAL = 0.8  # weight of a LoRA that was just added: at 1 many are too strong
_TAG = re.compile(r"(?<!\\)<lora:(?P<name>[^:<>]+?)(?::(?P<weight>[+-]?\d*\.?\d+))?>", re.IGNORECASE)


@dataclass(frozen=True)
class Tag:
    """`<lora:name:weight>` at `start`..`end` of the text."""

    name: str
    weight: float
    start: int
    end: int


def tags(text: str) -> tuple[Tag, ...]:
    return tuple(Tag(m["name"].strip(), float(m["weight"] or 1.0), m.start(), m.end()) for m in _TAG.finditer(text))


def with_lora(text: str, name: str, weight: float = USUAL) -> str:
    """At the end; a LoRA that is there already stays as it is."""
    if any(tag.name.casefold() == name.casefold() for tag in tags(text)):
        return text
    return f"{text.rstrip()} <lora:{name}:{weight:g}>".lstrip()


def with_words(text: str, words: str) -> str:
    """The name of an embedding, or the words a LoRA was trained on, at the end after a comma."""
    kept = text.rstrip().rstrip(",")
    return f"{kept}, {words}" if kept else words


def weighed(text: str, index: int, weight: float) -> str:
    """Tag number `index` with another weight."""
    tag = tags(text)[index]
    return f"{text[:tag.start]}<lora:{tag.name}:{round(weight, 2):g}>{text[tag.end:]}"


def without(text: str, index: int) -> str:
    tag = tags(text)[index]
    return re.sub(r"[ \t]{2,}", " ", text[:tag.start] + text[tag.end:]).strip()


def fitting(kind: str, family: str, models: Iterable[ModelInfo]) -> tuple[ModelInfo, ...]:
    """Installed LoRAs or embeddings for a family, by name; those of unknown family are offered too."""
    found = [m for m in models if m.kind == kind and m.family in (family, "") and not m.problem]
    return tuple(sorted(found, key=lambda m: m.name.lower()))


def matched(facts: object, name: str) -> int | None:
    """How many layers the LoRA `name` changed in the run that left these facts ([{file, layers}, ...]); None when it
    was not worn there."""
    for fact in facts if isinstance(facts, list | tuple) else ():
        if str(fact.get("file", "")).rpartition(".")[0].casefold() == name.casefold():
            return int(fact.get("layers", 0))
    return None


def idle(facts: object) -> tuple[str, ...]:
    """Names of the LoRAs that changed nothing."""
    return tuple(str(fact.get("file", "")) for fact in (facts if isinstance(facts, list | tuple) else ())
                 if not fact.get("layers"))
