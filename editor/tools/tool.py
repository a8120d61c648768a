"""What a tool is: a generator function for one gesture (after napari's drag functions).

    def gesture(scene: Scene, event: Pointer) -> Gesture:
        ...                           # the press
        while event.kind == "move":
            event = yield Step(document=preview)
        ...                           # the release
        return Step(document=result, label="Brush")

The canvas sends a Pointer for each event and shows every yielded Step. A gesture of several clicks (polygon,
transform) goes on after a release until it returns; "accept" (Enter, double click) asks it to finish. Escape
closes the generator, and nothing has happened. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, Literal

from editor.document.document import Document
from editor.document.pixels import Pixels
from editor.document.selection_shape import Mode
from editor.tools.overlay import Shape
from inference.api.hints import Hints

Colour = tuple[float, float, float, float]  # straight sRGB red, green, blue, alpha, each 0-1


@dataclass(frozen=True, slots=True)
class Pointer:
    """One event. `x`, `y` in document px (subpixel), `sx`, `sy` in screen px; `pressure` 0-1; `time_s` monotonic."""

    kind: Literal["press", "move", "release", "hover", "accept", "key", "options"]
    x: float
    y: float
    sx: float = 0.0
    sy: float = 0.0
    pressure: float = 1.0
    time_s: float = 0.0
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    right: bool = False
    key: str = ""  # with kind "key": "Backspace", "Left", ...
    options: Any = None  # with kind "options": what the options bar says now (sent to keep_alive tools)


@dataclass(frozen=True, eq=False)
class Scene:
    """What a gesture starts from. `target` says what painting changes: the layer's pixels, its mask, or the
    selection (quick mask). `zoom` is screen px per document px, for handles and grab distances."""

    document: Document
    layer_id: int | None
    options: Any = None
    foreground: Colour = (0.0, 0.0, 0.0, 1.0)
    background: Colour = (1.0, 1.0, 1.0, 1.0)
    target: Literal["pixels", "mask", "selection"] = "pixels"
    zoom: float = 1.0
    anchor: tuple[float, float] | None = None  # where the last stroke ended: shift+click draws a line from it
    source: tuple[float, ...] | None = None  # clone stamp: (x, y), and the offset (dx, dy) once a stroke set it
    borrowed: bool = False  # the tool stands in for the chosen one while a key is held
    search: Search | None = None  # what the present selection answers, or the answer on its way will


@dataclass(frozen=True, eq=False)
class Errand:
    """What a gesture asks of the engine when it is over: an operation on a layer, only where `mask` (document px) says.

    The answer goes into the layer as one step of the history, labelled `label`. `all_layers`: the engine sees the
    merged picture instead of the layer alone. `again`: where a model is installed that can do it, its version is
    offered beside the built-in one.
    """

    operation: str
    mask: Pixels
    layer_id: int
    label: str
    all_layers: bool = False
    again: bool = False


@dataclass(frozen=True, eq=False)
class Search:
    """What a gesture asks the engine to find: the object that `hints` (document px) show. It is put together with
    `base`, the selection there was before, by `mode`. `layer_id` None: in the merged picture. `method`: by the
    best installed model ("auto"), the smallest ("quick"), or by colours and edges ("colours"). `instead` is the
    selection to take at once where no model is installed."""

    hints: Hints
    base: Pixels | None
    mode: Mode = "replace"
    feather: float = 0.0
    layer_id: int | None = None
    method: str = "auto"
    label: str = ""
    words: str = ""  # what to find, in place of hints
    instead: Pixels | None = None


@dataclass(frozen=True, eq=False)
class Step:
    """What a gesture shows or, as its return value, does. `document` None leaves the document as it is.

    `pan` in screen px since the last step; `zoom` a factor about (zoom_x, zoom_y) in document px;
    `zoom_to` a rectangle (x, y, w, h) to fit. `foreground` and `background` set the colours.
    `layer_id` makes another layer the active one; `hint` is shown in the status bar (a size, an angle).
    `anchor` and `source`, when not None, are kept for the scenes of the next gestures. Steps that return with the
    same non-empty `key` one after the other are one step of the history. `options` is what the options bar shows from
    now on; the gesture that says so is not told of it.
    """

    document: Document | None = None
    overlay: tuple[Shape, ...] = ()
    label: str = ""
    hint: str = ""
    foreground: Colour | None = None
    background: Colour | None = None
    pan: tuple[float, float] | None = None
    zoom: float | None = None
    zoom_at: tuple[float, float] = (0.0, 0.0)
    zoom_to: tuple[float, float, float, float] | None = None
    layer_id: int | None = None
    anchor: tuple[float, float] | None = None
    source: tuple[float, ...] | None = None
    key: str = ""
    fills: Literal["", "built in", "model"] = ""  # of a step that enlarged the canvas: how its margin is to be filled
    options: Any = None
    errand: Errand | Search | None = None  # of the last step: `document` is shown until the answer is there


Gesture = Generator[Step, Pointer, Step | None]


@dataclass(frozen=True)
class NoOptions:
    """For tools without an options bar."""


@dataclass(frozen=True)
class Tool:
    """`options` is a frozen dataclass of declared parameters: the options bar is drawn from it.

    `group` puts tools that share a place of the tool bar (and its shortcut) together. `cursor` is one of
    cross, brush (a circle of `options.size` px), hand, zoom, move, picker, arrow. `keep_alive`: the gesture
    starts when the tool is chosen, not at the first press (crop, transform). `own_alt`: Alt means something to
    the tool itself and does not bring up the colour picker. `resting(scene)` is what it shows between gestures,
    `entered(scene)` what the Return key in a text of its options asks for. `latest`: only where the pointer is
    now matters, not its way there, so moves that come while an earlier one is computed may be left out. `pulse`: while
    the button is held still its last move comes again and again. `double_click`: that asks the gesture to finish.
    `undoes`: while it runs it takes back its own parts, at the key "Undo".
    """

    id: str
    text: str
    icon: str
    gesture: Callable[[Scene, Pointer], Gesture]
    options: type = NoOptions
    shortcut: str = ""
    hint: str = ""
    cursor: str = "cross"
    group: str = ""
    order: int = 100
    keep_alive: bool = False
    targets: frozenset[str] = field(default_factory=lambda: frozenset({"pixels"}))
    own_alt: bool = False
    resting: Callable[[Scene], tuple[Shape, ...]] | None = None
    entered: Callable[[Scene], Search | None] | None = None
    latest: bool = False
    pulse: bool = False
    double_click: bool = True
    undoes: bool = False
