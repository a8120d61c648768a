"""What a language model is asked when the grammar does not understand a sentence, and its answer as steps.

The model is told every step that there is and can say nothing else; what it says goes through the same checks as
everything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from editor.assistant.grammar import Understanding, understood
from editor.assistant.step import KINDS, Plan, Step, changed, declarations, from_json, told
from inference.api import ModelInfo, Parameter, Request, UserError, able, operation_named

_SAYABLE = ("number", "integer", "choice", "text", "flag")
_LEFT_OUT = ("operation.detail", "operation.outpaint", "filter.curves", "filter.levels", "filter.median",
             "filter.channel_mixer", "filter.black_white", "filter.colour_table", "selection.grow")
_MOST_VALUES = 4  # of a step: the later ones are refinements that nobody says
_ONLY = {"operation.inpaint": ("prompt",), "operation.remove": (), "operation.generate": ("prompt",),
         "operation.edit": ("prompt",), "filter.grayscale": (), "filter.colour_balance": (
             "midtones_red", "midtones_green", "midtones_blue"), "action.extend": (
             "left", "right", "top", "bottom", "ratio"), "selection.find": ("words",)}
_LONGEST = 40  # characters of what a model says it does not understand
_EXAMPLES = (
    "turn my photo into a cartoon, then make it a bit warmer", "blur the background a lot",
    "remove the person on the left and repair the scratches", "replace the sky with a sunset",
    "crop to 16:9, upscale to 4000 px wide and sharpen", "把天空调暗，然后变成黑白")


def request_for(sentence: str, model: ModelInfo) -> Request:
    operation = operation_named("understand")
    params = operation.parameters(sentence=sentence, allowed=json.dumps(sayable(), ensure_ascii=False),
                                  examples=json.dumps(examples(), ensure_ascii=False))
    return Request(operation.id, params, model=model.path)


def reader(models: tuple[ModelInfo, ...]) -> ModelInfo | None:
    """The language model that is asked: the smallest, which answers soonest."""
    return min(able(models, "understand"), key=lambda model: model.size_bytes, default=None)


@cache
def sayable() -> list[dict[str, Any]]:
    """Every step as plain values: its name "filter.invert", its title, its parameters."""
    found = []
    for kind in KINDS:
        for declared in declarations(kind):
            name = f"{kind}.{declared.id}"
            if name not in _LEFT_OUT:
                one = Step(kind, declared.id, declared.parameters())
                found.append({"step": name, "text": one.text, "parameters": [_plain(item) for item in _said(one)]})
    return found


def _said(one: Step) -> list[Parameter]:
    found = [item for item in told(one) if item.kind in _SAYABLE]
    only = _ONLY.get(f"{one.kind}.{one.id}")
    return found[:_MOST_VALUES] if only is None else [item for item in found if item.name in only]


def _plain(item: Parameter) -> dict[str, Any]:
    made: dict[str, Any] = {"name": item.name, "kind": item.kind}
    if item.kind in ("number", "integer"):
        made |= {"lo": item.lo, "hi": item.hi, "unit": item.unit}
    return made | ({"options": list(item.options)} if item.kind == "choice" else {})


@cache
def examples() -> list[tuple[str, str]]:
    """Sentences with the answers that the grammar gives."""
    return [(sentence, _written(understood(sentence).plan)) for sentence in _EXAMPLES]


def _written(plan: Plan) -> str:
    steps = [{"step": f"{one.kind}.{one.id}", **_told(one)} for one in plan]
    return json.dumps({"steps": steps, "missed": []}, ensure_ascii=False, separators=(",", ":"))


def _told(one: Step) -> dict[str, Any]:
    sayable_ = {item.name for item in _said(one)}
    return {name: value for name, value in changed(one).items() if name in sayable_}


def heard(answer: str) -> Understanding:
    """A model's answer as steps. Raises UserError for what is no list of steps."""
    try:
        data = json.loads(answer)
        steps = [_as_step(entry) for entry in data["steps"]]
        words = [str(word).strip()[:_LONGEST] for word in data["missed"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UserError("The language model gave no list of steps.", "Say it in other words.") from None
    return Understanding(from_json(steps), tuple(dict.fromkeys(word for word in words if word)))


def _as_step(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a model wrote for a step, as `from_json` takes it."""
    kind, _, name = str(entry["step"]).partition(".")
    return {"kind": kind, "id": name, "parameters": {key: value for key, value in entry.items() if key != "step"}}

