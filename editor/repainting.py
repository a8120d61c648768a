"""Which model a press of the button runs: the chosen one, or its sibling that was trained for masks. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from editor.contexts import effective_mode
from editor.document.document import Document
from editor.document.region import Region
from editor.guides import GuideSource
from inference.api import MAPS, ModelInfo, Operation, repainter

_MODE_OF = {"remove": "remove", "outpaint": "expand"}  # of operations without a choice of modes


def mode_of(operation: Operation, params: Any, document: Document | None, regions: Sequence[Region]) -> str:
    """How the operation repaints here, "" where it does not repaint."""
    if hasattr(params, "mode"):
        return effective_mode(params, document, "any", regions)
    if operation.id == "generate" and document is not None and (document.selection is not None or regions):
        return "add"
    return _MODE_OF.get(operation.id, "")


def runs(
    operation: Operation, params: Any, chosen: ModelInfo | None, models: Iterable[ModelInfo],
    document: Document | None = None, guides: Sequence[GuideSource] = (), wanted: bool = True,
) -> ModelInfo | None:
    """The model that would run where the user chose `chosen` (None: the built-in method, which stays). `wanted`: the
    user leaves it to the program."""
    if chosen is None or not wanted:
        return chosen
    mode = mode_of(operation, params, document, document.regions if document is not None else ())
    if not mode:
        return chosen
    on = [source.kind for source in guides if source.on]
    return repainter(chosen, mode, float(getattr(params, "strength", 1.0)), models, any(k in MAPS for k in on),
                     any(k not in MAPS for k in on))
