"""Smart select: click on an object, or drag a box around it, and the engine finds where it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot

from editor.tools._selecting import MODES, mode_of, sampled_layer
from editor.tools.marquee import CLICK
from editor.tools.overlay import Dot, Path, Shape
from editor.tools.tool import Gesture, Pointer, Scene, Search, Step, Tool
from inference.api import choice, flag, number, text
from inference.api.hints import Hints

LABEL = "Smart select"
METHODS = {"auto": "Best that is installed", "quick": "Quickest that is installed", "colours": "Colours and edges"}


@dataclass(frozen=True)
class SmartOptions:
    mode: str = choice("Mode", "replace", MODES)
    feather: float = number("Feather", 0.0, 0.0, 250.0, unit="px", step=0.5)
    all_layers: bool = flag("Sample all layers", True)
    method: str = choice("Method", "auto", METHODS,
                         help="A segmentation model knows what things are. Without one, colours and edges decide.")
    words: str = text("Words", "", help="What to select, such as: the sky; a dog and a ball. Press Return. Needs a "
                                        "model that reads words: SAM 3 or CLIPSeg.")


def smart(scene: Scene, event: Pointer) -> Gesture:
    start, dragged = event, False
    shown = resting(scene)
    event = yield Step(overlay=shown)
    while event.kind != "release":
        dragged = dragged or hypot(event.sx - start.sx, event.sy - start.sy) > CLICK
        frame = _frame(start, event)
        size = f"{abs(event.x - start.x):.0f} x {abs(event.y - start.y):.0f} px"
        event = yield Step(overlay=(frame,) if dragged else shown, hint=size if dragged else "")
    search = boxed(scene, start, event) if dragged else clicked(scene, start)
    return None if search is None else Step(errand=search, hint="Looking for the object")


def clicked(scene: Scene, event: Pointer) -> Search | None:
    """The search of before with one more point; a new one with Shift, or where there is none."""
    if not scene.document.rect.contains(int(event.x // 1), int(event.y // 1)):
        return None
    point, before = (event.x, event.y), scene.search
    if before is None or before.words or event.shift:
        return _new(scene, event, Hints(inside=(point,)))
    hints = before.hints
    added = replace(hints, outside=(*hints.outside, point)) if event.alt else replace(
        hints, inside=(*hints.inside, point))
    return replace(before, hints=added, layer_id=sampled_layer(scene), method=scene.options.method,
                   feather=scene.options.feather)


def boxed(scene: Scene, start: Pointer, event: Pointer) -> Search | None:
    """What is in the box, as a new object."""
    whole = scene.document.rect
    left, right = sorted((min(max(start.x, 0.0), whole.w), min(max(event.x, 0.0), whole.w)))
    top, bottom = sorted((min(max(start.y, 0.0), whole.h), min(max(event.y, 0.0), whole.h)))
    if right - left < 1 or bottom - top < 1:
        return None
    return _new(scene, start, Hints(box=(left, top, right - left, bottom - top)))


def named(scene: Scene) -> Search | None:
    """What the words of the options name, all of it."""
    options = scene.options
    if not options.words.strip():
        return None
    return Search(Hints(), scene.document.selection, options.mode, options.feather, sampled_layer(scene),
                  "quick" if options.method == "quick" else "auto", LABEL, options.words.strip())


def resting(scene: Scene) -> tuple[Shape, ...]:
    """The clicks and the box that the selection comes from."""
    search = scene.search
    if search is None:
        return ()
    shown: list[Shape] = []
    if search.hints.box is not None:
        x, y, w, h = search.hints.box
        shown.append(Path(((x, y), (x + w, y), (x + w, y + h), (x, y + h)), closed=True, style="guide"))
    shown += [Dot(x, y) for x, y in search.hints.inside]
    return (*shown, *(Dot(x, y, plus=False) for x, y in search.hints.outside))


def _new(scene: Scene, event: Pointer, hints: Hints) -> Search:
    options = scene.options
    return Search(hints, scene.document.selection, mode_of(scene, event), options.feather, sampled_layer(scene),
                  options.method, LABEL)


def _frame(start: Pointer, event: Pointer) -> Path:
    corners = ((start.x, start.y), (event.x, start.y), (event.x, event.y), (start.x, event.y))
    return Path(corners, closed=True)


TOOL = Tool("smart", "Smart select", "mouse-pointer-click", smart, SmartOptions, "W",
            "Click on an object, or drag a box around it. Click again to add to it, Alt-click takes away; Shift adds "
            "another object. Or write what to select.", "cross", "wand", 129, resting=resting, entered=named)
