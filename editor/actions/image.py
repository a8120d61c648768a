"""The Image menu: size, canvas, crop, rotation, depth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from editor.actions.action import Action, Surroundings, has_document, has_selection, session_of
from editor.background import waited
from editor.document.content import at_depth
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.resize import extended, scaled
from editor.document.turning import Turn, cropped_to_selection, trimmed, turned
from editor.text import tr
from editor.workspace import Workspace
from inference.api import choice, flag, integer

METHODS = {"lanczos": "Lanczos (sharp)", "cubic": "Cubic", "linear": "Linear (soft)", "nearest": "Nearest (pixel art)"}
ANCHORS = {"nw": "Top left", "n": "Top", "ne": "Top right", "w": "Left", "c": "Middle", "e": "Right",
           "sw": "Bottom left", "s": "Bottom", "se": "Bottom right"}


@dataclass(frozen=True)
class ImageSize:
    width: int = integer("Width", 1, 1, 30000, unit="px")
    height: int = integer("Height", 1, 1, 30000, unit="px")
    proportions: bool = flag("Keep proportions", True, help="Where only one of the two changes, the other follows.")
    method: str = choice("Method", "lanczos", METHODS)
    ratio: float = 0.0  # width to height of the picture, 0 where it does not matter

    def followed(self, before: ImageSize) -> ImageSize:
        """The other edge follows the one that was changed."""
        if not self.proportions or not self.ratio or (self.width, self.height) == (before.width, before.height):
            return self
        if self.height == before.height:
            return replace(self, height=max(1, round(self.width / self.ratio)))
        return replace(self, width=max(1, round(self.height * self.ratio)))


@dataclass(frozen=True)
class CanvasSize:
    width: int = integer("Width", 1, 1, 30000, unit="px")
    height: int = integer("Height", 1, 1, 30000, unit="px")
    anchor: str = choice("Picture at", "c", ANCHORS)


def image_size(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    document = session.document
    start = ImageSize(document.width, document.height, ratio=document.width / document.height)
    values = surroundings.ask(tr("Image size"), start)
    if values is not None:
        width, height = proportional(values, document)
        if (width, height) != (document.width, document.height):
            session.commit("Image size", waited(lambda: scaled(document, width, height, values.method)))


def proportional(values: ImageSize, document: Document) -> tuple[int, int]:
    """The size asked for; where proportions are kept and only one edge was changed, the other follows."""
    width, height = values.width, values.height
    if values.proportions and (width == document.width) != (height == document.height):
        if height == document.height:
            height = max(1, round(width * document.height / document.width))
        else:
            width = max(1, round(height * document.width / document.height))
    return width, height


def canvas_size(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    document = session.document
    values = surroundings.ask(tr("Canvas size"), CanvasSize(document.width, document.height))
    if values is not None:
        session.commit("Canvas size", extended(document, canvas_rect(document, values)))


def canvas_rect(document: Document, values: CanvasSize) -> Rect:
    """The new canvas in px of the old one."""
    across = {"w": 0.0, "e": 1.0}
    x = next((across[c] for c in values.anchor if c in across), 0.5)
    y = {"n": 0.0, "s": 1.0}.get(values.anchor[0], 0.5)
    return Rect(-round((values.width - document.width) * x), -round((values.height - document.height) * y),
                values.width, values.height)


def crop_to_selection(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    session.commit("Crop", cropped_to_selection(session.document))


def trim(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    session.commit("Trim", trimmed(session.document))


def _turn(turn: Turn, label: str) -> Callable[[Surroundings], None]:
    def run(surroundings: Surroundings) -> None:
        session = session_of(surroundings)
        document = session.document
        session.commit(label, waited(lambda: turned(document, turn)))

    return run


def _depth(dtype: str) -> Callable[[Surroundings], None]:
    def run(surroundings: Surroundings) -> None:
        session = session_of(surroundings)
        document = session.document
        if document.dtype != dtype:
            session.commit("Depth", waited(lambda: at_depth(document, dtype)))

    return run


def _is_depth(dtype: str) -> Callable[[Workspace], bool]:
    return lambda workspace: workspace.session is not None and workspace.session.document.dtype == dtype


def resolution(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    start = Resolution(round(session.document.dpi[0]) if session.document.dpi else 72)
    values = surroundings.ask(tr("Resolution"), start)
    if values is not None:
        session.commit("Resolution", session.document.with_(dpi=(float(values.dpi), float(values.dpi))))


@dataclass(frozen=True)
class Resolution:
    dpi: int = integer("Resolution", 72, 1, 9600, unit="dpi", help="For printing; no pixel changes.")


DEPTH, ROTATE = "Image/Mode", "Image/Rotate and flip"

ACTIONS = (
    Action("image.size", "Image size…", image_size, "Image", "Ctrl+Alt+I", "scaling", enabled=has_document),
    Action("image.canvas", "Canvas size…", canvas_size, "Image", "Ctrl+Alt+C", "maximize", enabled=has_document),
    Action("image.resolution", "Resolution…", resolution, "Image", enabled=has_document),
    Action("image.crop", "Crop to selection", crop_to_selection, "Image", icon="crop", enabled=has_selection,
           separator=True),
    Action("image.trim", "Trim", trim, "Image", hint="Cut off empty edges.", enabled=has_document),
    Action("image.rotate_right", "Rotate right", _turn("right", "Rotate"), ROTATE, icon="rotate-cw",
           enabled=has_document),
    Action("image.rotate_left", "Rotate left", _turn("left", "Rotate"), ROTATE, icon="rotate-ccw",
           enabled=has_document),
    Action("image.rotate_180", "Rotate by 180°", _turn("half", "Rotate"), ROTATE, icon="rotate-cw",
           enabled=has_document),
    Action("image.flip_horizontal", "Flip horizontally", _turn("horizontal", "Flip"), ROTATE,
           icon="flip-horizontal-2", enabled=has_document, separator=True),
    Action("image.flip_vertical", "Flip vertically", _turn("vertical", "Flip"), ROTATE, enabled=has_document),
    *(Action(f"image.{dtype}", text, _depth(dtype), DEPTH, enabled=has_document, checked=_is_depth(dtype))
      for dtype, text in (("uint8", "8 bit"), ("uint16", "16 bit"), ("float32", "32-bit float"))),
)

