"""What a model family states about itself: how to recognise it, how to load it, what it can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inference.api import ModelInfo, Operation, Report, operations
from inference.checkpoints import Contents, kind
from inference.devices import Plan


@dataclass(frozen=True)
class Family:
    """`detect` tells whether a file or folder is of this family; `load(path, plan, report)` returns a model with
    the methods that its `traits` promise; `kind` is the ModelInfo kind. Traits: "text" (text_to_image), "image"
    (image_to_image), "mask" (inpaint), "enlarge" (enlarge). `known` families without `load` are recognised only.
    """

    id: str
    name: str
    kind: str
    detect: Callable[[Contents], bool]
    load: Callable[[Contents, Plan, Report], Any] | None = None
    traits: frozenset[str] = frozenset()
    order: int = 100

    def runs(self, operation: Operation) -> bool:
        return self.load is not None and bool(operation.traits) and operation.traits <= self.traits


def family_of(found: Contents) -> Family | None:
    from inference.api import discover

    for family in discover("inference.families", "FAMILY"):
        if family.detect(found):
            return family  # type: ignore[no-any-return]
    return None


def described(found: Contents) -> ModelInfo:
    """What the store tells the window about one model."""
    family = family_of(found)
    what = family.kind if family else kind(found)
    loads = family is not None and family.load is not None
    able = tuple(op.id for op in operations() if family and family.runs(op))
    problem = ""
    if family is not None and not loads:
        problem = f"{family.name} models are recognised but not supported yet."
    elif family is None:
        problem = {"lora": "LoRA files are recognised but not supported yet.",
                   "vae": "This is a VAE alone, not a whole model.",
                   "checkpoint": "This checkpoint is of a family that is not supported yet."}.get(
                       what, "It is not known what kind of model this is.")
    return ModelInfo(str(found.path), found.path.stem if found.path.is_file() else found.path.name, what,
                     family.id if family and loads else "", able, found.size_bytes, problem)
