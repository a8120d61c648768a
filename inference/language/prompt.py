"""What a language model is told: the steps that there are, some sentences with their steps, and the user's sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TASK = """You turn a wish about a picture into editing steps. Answer with JSON only:
{"steps":[{"step":"NAME","parameter":value}],"missed":["words no step fits"]}
Use only the steps below, in the order in which they are to be done. Leave out parameters that the wish says nothing \
about. For a part of the picture, select it first and end with selection.none. What no step can do goes into "missed".
Steps:"""


def prompt_for(
    sentence: str, steps: Sequence[Mapping[str, Any]], examples: Sequence[Sequence[str]],
) -> tuple[str, str]:
    """What is the same for every sentence, and what follows it."""
    lines = [_TASK, *(_line(one) for one in steps), "", "Examples:"]
    for wish, answer in examples:
        lines += [f"Wish: {wish}", f"Answer: {answer}"]
    return "\n".join((*lines, "")), f"\nWish: {sentence}\nAnswer:"


def _line(one: Mapping[str, Any]) -> str:
    values = ", ".join(_value(item) for item in one["parameters"])
    return f"{one['step']}({values}) {one['text']}"


def _value(item: Mapping[str, Any]) -> str:
    if item["kind"] in ("number", "integer"):
        return f"{item['name']} {item['lo']:g}..{item['hi']:g}{item.get('unit', '')}"
    if item["kind"] == "choice":
        return f"{item['name']} {'|'.join(item['options'])}"
    return f"{item['name']} true|false" if item["kind"] == "flag" else f"{item['name']} text"
