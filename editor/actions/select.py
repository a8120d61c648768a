"""The Select menu: the selection as a whole, its edge, saved selections, quick mask."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editor.actions.action import Action, Surroundings, has_document, has_layer, has_selection, layer_of, session_of
from editor.background import waited
from editor.document import selection as selections
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Pixels
from editor.text import tr
from editor.workspace import Workspace
from inference.api import UserError, choice, number, text

Change = Callable[[Pixels, float, Rect], Pixels | None]


@dataclass(frozen=True)
class Amount:
    px: float = number("By", 5.0, 0.5, 500.0, unit="px", scale="log")


@dataclass(frozen=True)
class Radius:
    px: float = number("Radius", 5.0, 0.5, 500.0, unit="px", scale="log")


@dataclass(frozen=True)
class Width:
    px: float = number("Width", 5.0, 1.0, 500.0, unit="px", scale="log")


@dataclass(frozen=True)
class Tolerance:
    tolerance: float = number("Tolerance", 32.0, 0.0, 255.0, step=1.0)


@dataclass(frozen=True)
class Name:
    name: str = text("Name")


def _commit(surroundings: Surroundings, label: str, selection: Pixels | None) -> None:
    session = session_of(surroundings)
    if selection is not session.document.selection:
        session.commit(label, session.document.with_(selection=selection))


def everything(surroundings: Surroundings) -> None:
    _commit(surroundings, "Select all", selections.everything(session_of(surroundings).document.rect))


def nothing(surroundings: Surroundings) -> None:
    _commit(surroundings, "Deselect", None)


def reselect(surroundings: Surroundings) -> None:
    last = last_selection(surroundings.workspace)
    if last is not None:
        _commit(surroundings, "Reselect", last)


def last_selection(workspace: Workspace) -> Pixels | None:
    """The newest selection of the history that fits the present canvas."""
    session = workspace.session
    if session is None or session.document.selection is not None:
        return None
    states = session.history.states[:session.history.index]
    size = session.document.rect
    return next((s.document.selection for s in reversed(states)
                 if s.document.selection is not None and s.document.rect == size), None)


def invert(surroundings: Surroundings) -> None:
    document = session_of(surroundings).document
    _commit(surroundings, "Invert selection", selections.inverted(document.selection, document.rect))


def _change(label: str, title: str, start: Any, change: Change) -> Callable[[Surroundings], None]:
    """Asks for an amount in px and changes the edge by it."""

    def run(surroundings: Surroundings) -> None:
        document = session_of(surroundings).document
        if document.selection is None:
            raise UserError("Nothing is selected.", "Select a part of the picture first.")
        values = surroundings.ask(tr(title), start)
        if values is not None:
            result = change(document.selection, values.px, document.rect)
            if result is None:
                raise UserError("Nothing would be left of the selection.", "Choose a smaller number.")
            _commit(surroundings, label, result)

    return run


def from_layer(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    found = selections.from_alpha(session.document, layer_of(session))
    if found is None:
        raise UserError("The layer is empty, so nothing can be selected from it.")
    _commit(surroundings, "Select the layer's pixels", found)


def from_mask(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    _commit(surroundings, "Select from mask", selections.from_mask(session.document, layer_of(session)))


def save(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    document = session.document
    if document.selection is None:
        raise UserError("Nothing is selected.", "Select a part of the picture first.")
    taken = {name for name, _ in document.channels}
    number_ = next(n for n in range(1, len(taken) + 2) if tr("Selection {n}", n=n) not in taken)
    values = surroundings.ask(tr("Save selection"), Name(tr("Selection {n}", n=number_)))
    if values is not None and values.name.strip():
        session.commit("Save selection", with_channel(document, values.name.strip(), document.selection))


def with_channel(document: Document, name: str, selection: Pixels) -> Document:
    """With a saved selection; one of the same name is replaced."""
    rest = tuple(c for c in document.channels if c[0] != name)
    return document.with_(channels=(*rest, (name, selection)))


def _chosen(surroundings: Surroundings, title: str) -> str | None:
    """One of the saved selections, by its name."""
    names = [name for name, _ in session_of(surroundings).document.channels]
    if not names:
        raise UserError("There is no saved selection.", "Save one first.")
    fields = [("channel", str, choice("Selection", names[-1], {name: name for name in names}))]
    values: Any = surroundings.ask(title, dataclasses.make_dataclass("Channel", fields, frozen=True)())
    return None if values is None else str(values.channel)


def load(surroundings: Surroundings) -> None:
    name = _chosen(surroundings, tr("Load selection"))
    if name is not None:
        _commit(surroundings, "Load selection", dict(session_of(surroundings).document.channels)[name])


def delete(surroundings: Surroundings) -> None:
    name = _chosen(surroundings, tr("Delete saved selection"))
    if name is not None:
        session = session_of(surroundings)
        kept = tuple(c for c in session.document.channels if c[0] != name)
        session.commit("Delete saved selection", session.document.with_(channels=kept))


def quick_mask(surroundings: Surroundings) -> None:
    """Painting changes the selection, shown as a red veil."""
    workspace = surroundings.workspace
    workspace.set_target("pixels" if workspace.target == "selection" else "selection")


def subject(surroundings: Surroundings) -> None:
    """What stands in front, by a background model where one is installed."""
    from editor.sight_requests import subject as request_for

    session, workspace = session_of(surroundings), surroundings.workspace
    request, placement = request_for(session, workspace.engine.models)
    workspace.engine.submit(request, tr(placement.name), (session, placement))


def by_words(surroundings: Surroundings) -> None:
    surroundings.window_command("operation:find")


def refine(surroundings: Surroundings) -> None:
    surroundings.window_command("select_and_mask")


def colour_range(surroundings: Surroundings) -> None:
    surroundings.window_command("colour_range")


def _take_in(label: str, touching: bool) -> Callable[[Surroundings], None]:
    """Asks for a tolerance and takes in what is alike."""

    def run(surroundings: Surroundings) -> None:
        from editor.document.selection_range import similar

        session = session_of(surroundings)
        values = surroundings.ask(tr(label), Tolerance())
        if values is not None:
            _commit(surroundings, label, waited(lambda: similar(session.document, values.tolerance, touching)))

    return run


def focus(surroundings: Surroundings) -> None:
    from editor.document.selection_range import in_focus

    document = session_of(surroundings).document
    found = waited(lambda: in_focus(document))
    if found is None:
        raise UserError("Nothing was found.")
    _commit(surroundings, "Focus area", found)


def has_channels(workspace: Workspace) -> bool:
    return workspace.session is not None and bool(workspace.session.document.channels)


def has_mask(workspace: Workspace) -> bool:
    layer = workspace.session.active_layer if workspace.session else None
    return layer is not None and layer.mask is not None


EDGE = "Select/Modify"

ACTIONS = (
    Action("select.all", "All", everything, "Select", "Ctrl+A", "square-dashed", enabled=has_document),
    Action("select.none", "Deselect", nothing, "Select", "Ctrl+D", "circle-slash", enabled=has_selection),
    Action("select.reselect", "Reselect", reselect, "Select", "Ctrl+Shift+D", "history",
           enabled=lambda workspace: last_selection(workspace) is not None),
    Action("select.invert", "Invert selection", invert, "Select", "Ctrl+Shift+I", "contrast", enabled=has_document),
    Action("select.subject", "Select subject", subject, "Select", "Ctrl+Alt+S", "user-round",
           hint="Without a background model it is a guess from colours and place.", enabled=has_document,
           separator=True),
    Action("select.words", "Select by words…", by_words, "Select", "", "text-search",
           hint="Needs an installed model that reads words, such as SAM 3 or CLIPSeg.", enabled=has_document),
    Action("select.colour_range", "Colour range…", colour_range, "Select", "", "pipette",
           hint="Select by sampled colours, or by tones.", enabled=has_document),
    Action("select.focus", "Focus area", focus, "Select", "", "scan-eye", hint="Selects what is sharp.",
           enabled=has_document),
    Action("select.take_in", "Grow to similar", _take_in("Grow to similar", True), "Select",
           hint="Takes in what is alike and touches the selection.", enabled=has_selection),
    Action("select.similar", "Similar", _take_in("Similar", False), "Select",
           hint="Takes in what is alike anywhere in the picture.", enabled=has_selection),
    Action("select.refine", "Select and mask…", refine, "Select", "Ctrl+Alt+R", "circle-dashed",
           hint="Refine the border of the selection: hair, fur, leaves.", enabled=has_selection),
    Action("select.grow", "Grow…", _change("Grow selection", "Grow selection", Amount(), selections.grow), EDGE,
           icon="expand", enabled=has_selection),
    Action("select.shrink", "Shrink…", _change("Shrink selection", "Shrink selection", Amount(), selections.shrink),
           EDGE, enabled=has_selection),
    Action("select.feather", "Feather…", _change("Feather", "Feather", Radius(), selections.feather), EDGE, "Shift+F6",
           "blend", enabled=has_selection),
    Action("select.border", "Border…", _change("Border", "Border", Width(), selections.border), EDGE,
           enabled=has_selection),
    Action("select.smooth", "Smooth…", _change("Smooth selection", "Smooth selection", Radius(), selections.smooth),
           EDGE, "", "spline", enabled=has_selection),
    Action("select.from_layer", "From the layer's pixels", from_layer, "Select", "", "layers", enabled=has_layer,
           separator=True),
    Action("select.from_mask", "From the layer mask", from_mask, "Select", enabled=has_mask),
    Action("select.save", "Save selection…", save, "Select", icon="save", enabled=has_selection, separator=True),
    Action("select.load", "Load selection…", load, "Select", icon="folder-open", enabled=has_channels),
    Action("select.delete", "Delete saved selection…", delete, "Select", icon="trash-2", enabled=has_channels),
    Action("select.quick_mask", "Quick mask", quick_mask, "Select", "Q", "circle-dot-dashed",
           hint="Paint the selection with brush and eraser.", enabled=has_document,
           checked=lambda workspace: workspace.target == "selection", separator=True),
)
