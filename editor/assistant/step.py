"""A step: one thing that is done to a document, as a value; a plan is a tuple of steps.

Four kinds: a filter, an operation of the engine, a selection, an action on the document as a whole. All of them are
declared as `inference.api.Operation`, so that one form and one check serve every step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from editor.filters.apply import filters
from editor.filters.unknown import frozen
from inference.api import ModelInfo, Operation, Parameter, UserError, able, discover, operations, parameters, validated

Kind = Literal["filter", "operation", "selection", "action"]
KINDS: tuple[Kind, ...] = ("filter", "operation", "selection", "action")
OPERATIONS = ("style", "upscale", "background", "remove", "outpaint", "inpaint", "edit", "generate", "detail")
SELECTING = ("background", "find", "damage")  # operations whose answer becomes the selection
NAMES = {("selection", "background"): "Select subject", ("selection", "find"): "Select by words",
         ("selection", "damage"): "Select damage"}
_ASKED = ("width", "height", "words", "prompt")  # never left out of a step's sentence
_QUIET = ("steps", "guidance", "sampler", "negative_prompt", "seed")  # the engine's own business


@dataclass(frozen=True)
class Step:
    """`params` is an instance of the parameter dataclass of what `kind` and `id` name."""

    kind: Kind
    id: str
    params: Any

    @property
    def declared(self) -> Operation:
        return declaration(self.kind, self.id)

    @property
    def text(self) -> str:
        """Its name, in English."""
        return NAMES.get((self.kind, self.id), self.declared.text)

    def with_(self, **values: Any) -> Step:
        return dataclasses.replace(self, params=dataclasses.replace(self.params, **values))


Plan = tuple[Step, ...]


def declarations(kind: Kind) -> tuple[Operation, ...]:
    """What there is of a kind."""
    if kind == "filter":
        return filters()
    if kind == "operation":
        return tuple(o for o in operations() if o.id in OPERATIONS)
    own: tuple[Operation, ...] = discover("editor.assistant", "ACTIONS" if kind == "action" else "SELECTIONS")
    return own if kind == "action" else (*(o for o in operations() if o.id in SELECTING), *own)


def declaration(kind: Kind, step_id: str) -> Operation:
    """Raises UserError for a step that does not exist."""
    found = next((o for o in declarations(kind) if o.id == step_id), None) if kind in KINDS else None
    if found is None:
        raise UserError("There is no step called {name}.", name=f"{kind}.{step_id}")
    return found


def make_step(kind: Kind, step_id: str, **values: Any) -> Step:
    """A step with these values; numbers are clamped into their ranges. Raises UserError for what is not declared."""
    declared = declaration(kind, step_id).parameters
    known = {item.name: item for item in parameters(declared)}
    for name, value in values.items():
        if name not in known:
            raise UserError("{step} has no parameter {name}.", step=step_id, name=name)
        _typed(known[name], value)
    return Step(kind, step_id, validated(declared(**values)))


def _typed(item: Parameter, value: Any) -> None:
    """Raises UserError for a value that no such parameter has; `validated` checks numbers and choices."""
    wanted: dict[str, type | tuple[type, ...]] = {"text": str, "choice": str, "flag": bool, "font": str}
    kinds = wanted.get(item.kind)
    wrong = kinds is not None and not isinstance(value, kinds)
    if wrong or (item.kind in ("number", "integer") and isinstance(value, bool)):
        raise UserError("{label} cannot be {value}.", label=item.label, value=value)
    if item.kind == "image" and value is not None:
        raise UserError("{label} cannot be said in words.", label=item.label)


def changed(one: Step) -> dict[str, Any]:
    """The parameters that differ from the declared defaults, or that a sentence always says."""
    return {item.name: getattr(one.params, item.name) for item in parameters(one.params)
            if not item.hidden and item.kind != "image"
            and (getattr(one.params, item.name) != item.default or (item.name in _ASKED and item.default is None))}


def told(one: Step) -> tuple[Parameter, ...]:
    """The parameters worth editing in a list of steps: pictures, hidden ones and the engine's own left out."""
    return tuple(item for item in parameters(one.params)
                 if not item.hidden and item.kind != "image" and item.name not in _QUIET)


def as_json(plan: Plan) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "id": one.id, "parameters": changed(one)} for one in plan]


def from_json(data: Any) -> Plan:
    """The steps that `as_json` wrote, or that somebody else did. Raises UserError."""
    made = []
    for entry in data if isinstance(data, list) else [None]:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("parameters", {}), Mapping):
            raise UserError("This is no list of steps.")
        values = {str(name): frozen(value) for name, value in entry.get("parameters", {}).items()}
        made.append(make_step(entry.get("kind", "action"), str(entry.get("id", "")), **values))
    return tuple(made)


def engine_operation(one: Step) -> str:
    """The operation of the engine that a step runs, "" for none."""
    if one.kind == "operation" or (one.kind == "selection" and one.id in SELECTING):
        return one.id
    return "outpaint" if (one.kind, one.id) == ("action", "extend") else ""


def needs_model(one: Step) -> bool:
    """Whether nothing built in can do it."""
    operation = engine_operation(one)
    if operation == "inpaint":
        return bool(one.params.prompt.strip()) or one.params.mode in ("add", "replace", "refine")
    return operation in ("find", "edit", "detail")


_MODELS = {
    "find": UserError("“{what}” must be found by words, for which no model is installed.",
                      "Install SAM 3 or CLIPSeg under Models, or select it yourself."),
    "edit": UserError("“{what}” needs a model that follows instructions, and none is installed.",
                      "Install one such as FLUX.1 Kontext or Qwen-Image-Edit under Models."),
    "inpaint": UserError("“{what}” must be painted by a model, and none is installed.",
                         "Install one such as Stable Diffusion XL under Models."),
    "detail": UserError("Adding detail needs a diffusion model, and none is installed.",
                        "Install one such as Stable Diffusion XL under Models."),
}


def lacking(one: Step, models: tuple[ModelInfo, ...]) -> UserError | None:
    """What must be installed before the step can run, as a sentence; None when it can."""
    operation = engine_operation(one)
    if not needs_model(one) or able(models, operation):
        return None
    told_ = _MODELS[operation]
    what = getattr(one.params, "words", "") or getattr(one.params, "prompt", "")
    return UserError(told_.message, told_.hint, what=what)
