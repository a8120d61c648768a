"""What a model family states about itself: how to recognise it, how to load it, what it can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inference.api import Operation, Report, discover
from inference.checkpoints import Contents
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
    for family in discover("inference.families", "FAMILY"):
        if family.detect(found):
            return family  # type: ignore[no-any-return]
    return None


def family_named(kind: str) -> Family | None:
    """The family that loads every file of a kind which the user chose, None when only the file can tell."""
    return next((family for family in discover("inference.families", "FAMILY")
                 if kind and family.id == kind), None)
