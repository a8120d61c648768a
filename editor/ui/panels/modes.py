"""The modes of the masked operation: which there are, what "automatic" comes to, what the button says. No widgets."""

from __future__ import annotations

from typing import Any

from editor.contexts import effective_mode, expands
from editor.session import Session
from editor.text import tr
from inference.api import Operation, parameters

NEEDS_MODEL = ("add", "replace", "refine")
MODES_OF = "inpaint"  # the operation whose modes the menu offers
OTHERS = (("edit", "Edit by instruction"),)  # modes that are operations of their own
TEXTS = {"fill": "Fill selection", "expand": "Expand into selection", "add": "Add in selection",
         "remove": "Remove selected", "replace": "Replace background", "refine": "Refine selection",
         "custom": "Make selection anew"}

OF_REGIONS = {"fill": "Fill regions", "refine": "Refine regions", "remove": "Remove what the regions hold"}


def modes(operation: Operation) -> dict[str, str]:
    """Mode -> its English name; empty for an operation without modes."""
    found = next((p for p in parameters(operation.parameters) if p.name == "mode"), None)
    return dict(found.options) if found else {}


def present_mode(params: Any, session: Session | None, model: str | None) -> str:
    """What "auto" comes to in this document, with its selection and regions."""
    if session is None:
        return effective_mode(params, None, model)
    return effective_mode(params, session.document, model, session.regions)


def mode_text(params: Any, session: Session | None, model: str | None) -> str:
    mode = present_mode(params, session, model)
    if mode == "expand" and session is not None and not session.regions and expands(session.document, params):
        return tr("Expand into the margin")
    if session is not None and session.document.selection is None and session.regions and mode in OF_REGIONS:
        return tr(OF_REGIONS[mode])
    return tr(TEXTS[mode])
