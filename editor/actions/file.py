"""The File menu: new, open, save, export, close."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from editor.actions import clipboard
from editor.actions.action import Action, Surroundings, has_document, session_of
from editor.actions.batches import ask_batch
from editor.actions.sizes import PRESETS
from editor.background import waited
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels, convert
from editor.formats.files import format_for_writing, format_of, loses_layers, open_document, save_document
from editor.session import Session
from editor.text import tr
from editor.workspace import Workspace
from inference.api import UserError, choice, integer, number, parameters

DEPTHS = {"uint8": "8 bit", "uint16": "16 bit", "float32": "32-bit float"}
RECENT = 12


@dataclass(frozen=True)
class NewDocument:
    preset: str = choice("Preset", "", {name: preset.text for name, preset in PRESETS.items()})
    width: int = integer("Width", 1920, 1, 30000, unit="px")
    height: int = integer("Height", 1080, 1, 30000, unit="px")
    dpi: float = number("Resolution", 300.0, 1.0, 9600.0, unit="dpi", step=1)
    depth: str = choice("Depth", "uint8", DEPTHS)
    background: str = choice("Background", "white", {"white": "White", "black": "Black", "colour": "Background colour",
                                                     "transparent": "Transparent"})

    def followed(self, before: NewDocument) -> NewDocument:
        """A preset sets the size; another size is no preset any more."""
        if self.preset != before.preset and self.preset:
            preset = PRESETS[self.preset]
            width, height = preset.px
            return dataclasses.replace(self, width=width, height=height, dpi=preset.dpi or self.dpi)
        sized = (self.width, self.height) == (before.width, before.height)
        return self if sized else dataclasses.replace(self, preset="")


def blank(values: NewDocument, background: tuple[float, float, float, float]) -> Document:
    fills = {"white": (1.0, 1.0, 1.0, 1.0), "black": (0.0, 0.0, 0.0, 1.0), "colour": (*background[:3], 1.0)}
    pixels = Pixels(4, values.depth)
    if values.background != "transparent":
        colour = convert(np.array(fills[values.background], np.float32), values.depth)
        pixels = pixels.write(0, 0, np.broadcast_to(colour, (values.height, values.width, 4)))
    layer = PixelLayer(name=tr("Background"), pixels=pixels)
    return Document(width=values.width, height=values.height, dtype=values.depth, layers=(layer,),
                    dpi=(values.dpi, values.dpi))


def new(surroundings: Surroundings) -> None:
    workspace = surroundings.workspace
    start = NewDocument()
    if clipboard.has_picture():
        array = clipboard.take().array
        start = dataclasses.replace(start, width=array.shape[1], height=array.shape[0])
    values = surroundings.ask(tr("New picture"), start)
    if values is not None:
        add(workspace, blank(values, workspace.background), "New")


def add(workspace: Workspace, document: Document, label: str) -> Session:
    """A session without a file, with a title that no other has."""
    session = Session(document, label, budget=workspace.settings.values.history_mb << 20)
    taken = {s.title for s in workspace.sessions}
    number = 1
    while tr("Untitled {n}", n=number) in taken:
        number += 1
    session.title = tr("Untitled {n}", n=number)
    workspace.add(session)
    return session


def open_files(surroundings: Surroundings) -> None:
    paths = surroundings.open_paths()
    if paths:
        surroundings.open(paths)


def recent(workspace: Workspace) -> list[Path]:
    return [Path(p) for p in workspace.settings.state.get("recent", []) if Path(p).is_file()]


def remember(workspace: Workspace, path: Path) -> None:
    kept = [str(path), *(p for p in workspace.settings.state.get("recent", []) if p != str(path))]
    workspace.settings.remember("recent", kept[:RECENT])


def open_recent(surroundings: Surroundings) -> None:
    paths = recent(surroundings.workspace)
    if not paths:
        raise UserError("There are no recent files.", "Open a file first.")
    options = {str(path): f"{path.name}  ({path.parent})" for path in paths}
    fields = [("file", str, choice("File", str(paths[0]), options))]
    values: Any = surroundings.ask(tr("Open recent"), dataclasses.make_dataclass("Recent", fields, frozen=True)())
    if values is not None:
        surroundings.open([Path(values.file)])


# ---- saving

def save(surroundings: Surroundings) -> None:
    """To its own file; a new document, or one that its format cannot hold, asks where to."""
    session = session_of(surroundings)
    path = session.path
    if path is None or not _can_hold(session.document, path):
        save_as(surroundings)
    else:
        _write(surroundings, session, path, _remembered(surroundings.workspace, path))


def _can_hold(document: Document, path: Path) -> bool:
    try:
        return not loses_layers(document, path)
    except UserError:  # opened from a format that cannot be written
        return False


def save_as(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    path = surroundings.save_path(suggested(session), False)
    if path is not None:
        options = _asked(surroundings, path)
        if options is not None:
            _write(surroundings, session, path, options)


def suggested(session: Session) -> Path:
    start = session.path or Path(session.name or tr("Untitled"))
    if start.suffix and _can_hold(session.document, start):
        return start
    return start.with_name(f"{start.stem}.limn")


def _write(surroundings: Surroundings, session: Session, path: Path, options: Any) -> None:
    """In a thread. A flat copy of a layered document leaves the document unsaved: its layers are in no file."""
    document = session.document
    waited(lambda: save_document(document, path, options), held=False)
    if _can_hold(document, path):
        session.saved(document, path)
    remember(surroundings.workspace, path)


def export(surroundings: Surroundings) -> None:
    """A copy in any format; the document stays with its own file."""
    session = session_of(surroundings)
    start = session.path or Path(session.name or tr("Untitled"))
    path = surroundings.save_path(start.with_name(f"{start.stem}.png"), True)
    if path is None:
        return
    options = _asked(surroundings, path)
    if options is not None:
        document = session.document
        waited(lambda: save_document(document, path, options), held=False)


def _remembered(workspace: Workspace, path: Path) -> Any:
    """The options last used for the format; its defaults the first time."""
    found = format_for_writing(path)
    names = {item.name for item in parameters(found.options)}
    stored = workspace.settings.state.get("save_options", {}).get(found.id, {})
    return found.options(**{name: value for name, value in stored.items() if name in names})


def _asked(surroundings: Surroundings, path: Path) -> Any:
    """The options of the format as the user sets them; None when that was cancelled."""
    options = _remembered(surroundings.workspace, path)
    if not parameters(options):
        return options
    found = format_for_writing(path)
    title = tr("Save as {format}", format=tr(found.text))
    chosen = surroundings.ask_saving(title, options, session_of(surroundings).document, path)
    if chosen is not None:
        settings = surroundings.workspace.settings
        kept = {**settings.state.get("save_options", {}), found.id: dataclasses.asdict(chosen)}
        settings.remember("save_options", kept)
    return chosen


def revert(surroundings: Surroundings) -> None:
    """Back to the file, as a step that can be undone."""
    session = session_of(surroundings)
    path = session.path
    if path is None:
        raise UserError("The picture was never saved.", "There is no file to go back to.")
    document = waited(lambda: open_document(path))
    session.commit("Revert", document)
    session.saved(document, path)


def close(surroundings: Surroundings) -> None:
    surroundings.close_session(session_of(surroundings))


def open_as_layer(surroundings: Surroundings) -> None:
    session_of(surroundings)
    place(surroundings.workspace, surroundings.open_paths())


def place(workspace: Workspace, paths: Iterable[Path]) -> None:
    """Each file as a layer of its own, in the middle of the canvas of the document in front. Raises UserError."""
    from editor.document.content import pasted
    from editor.formats.raster import flat

    session = workspace.session
    assert session is not None
    for path in paths:
        format_of(path)
        array = waited(lambda path=path: flat(open_document(path)))  # type: ignore[misc]
        active = session.active_layer
        document, made = pasted(session.document, array, path.stem, None, active.id if active else None)
        session.commit("Place", document, active=made)


def _quit(surroundings: Surroundings) -> None:
    surroundings.window_command("quit")


def _close_all(surroundings: Surroundings) -> None:
    surroundings.window_command("close_all")


def has_file(workspace: Workspace) -> bool:
    session = workspace.session
    return session is not None and session.path is not None and not session.history.is_saved


ACTIONS = (
    Action("file.new", "New…", new, "File", "Ctrl+N", "file-plus"),
    Action("file.open", "Open…", open_files, "File", "Ctrl+O", "folder-open"),
    Action("file.open_recent", "Open recent…", open_recent, "", "Ctrl+Alt+O", "clock",
           enabled=lambda workspace: bool(workspace.settings.state.get("recent"))),
    Action("file.place", "Place as layer…", open_as_layer, "File", icon="image-plus", enabled=has_document),
    Action("file.save", "Save", save, "File", "Ctrl+S", "save", enabled=has_document, separator=True),
    Action("file.save_as", "Save as…", save_as, "File", "Ctrl+Shift+S", "save", enabled=has_document),
    Action("file.export", "Export…", export, "File", "Ctrl+Alt+Shift+S", "download",
           hint="Save a copy in any format.", enabled=has_document),
    Action("file.batch", "Batch…", ask_batch, "File", "", "images", "The same for many pictures, one after the other."),
    Action("file.revert", "Revert", revert, "File", "F12", "rotate-ccw", enabled=has_file),
    Action("file.close", "Close", close, "File", "Ctrl+W", "x", enabled=has_document, separator=True),
    Action("file.close_all", "Close all", _close_all, "File", "Ctrl+Alt+W", enabled=has_document),
    Action("file.quit", "Quit", _quit, "File", "Ctrl+Q", separator=True),
)
