"""The modes of the masked operation: which there are, what "automatic" comes to, what the button says. No widgets."""

from __future__ import annotations

from typing import Any

from editor.document.geometry import Rect
from editor.session import Session
from editor.text import tr
from inference.api import Operation, parameters

NEEDS_MODEL = ("add", "replace", "refine")
MODES_OF = "inpaint"  # the operation whose modes the menu offers
OTHERS = (("edit", "Edit by instruction"),)  # modes that are operations of their own
TEXTS = {"fill": "Fill selection", "expand": "Expand into selection", "add": "Add in selection",
         "remove": "Remove selected", "replace": "Replace background", "refine": "Refine selection",
         "custom": "Make selection anew"}


def modes(operation: Operation) -> dict[str, str]:
    """Mode -> its English name; empty for an operation without modes."""
    found = next((p for p in parameters(operation.parameters) if p.name == "mode"), None)
    return dict(found.options) if found else {}


def effective_mode(params: Any, session: Session | None, model: str | None) -> str:
    """What "auto" comes to for this selection: the engine decides by the same rules."""
    if params.mode != "auto":
        return str(params.mode)
    if model is not None and params.strength < 1.0:
        return "refine"
    selection = session.document.selection if session is not None else None
    if session is None or selection is None:
        return "fill"
    whole = session.document.rect
    bounds = selection.content_bounds().intersect(whole)
    return "expand" if spans(bounds, whole) else "fill"


def spans(bounds: Rect, whole: Rect) -> bool:
    """The selection reaches across one way, as a strip that was added to the canvas does, but is not everything."""
    across, down = bounds.w == whole.w, bounds.h == whole.h
    return across != down


def mode_text(params: Any, session: Session | None, model: str | None) -> str:
    return tr(TEXTS[effective_mode(params, session, model)])
