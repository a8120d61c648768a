"""Crop: a frame with handles, which may reach beyond the canvas; Enter cuts."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from editor.document.geometry import Rect
from editor.document.margin import has_margin
from editor.document.selection_shape import bounds
from editor.document.transform import crop
from editor.tools._handles import Place, Point, handles, of_box, under
from editor.tools.overlay import Label, Path, Shade, Shape
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import choice, flag

RATIOS = {"free": "Free", "original": "Original", "1:1": "1:1", "3:2": "3:2", "4:3": "4:3", "16:9": "16:9",
          "2:3": "2:3", "3:4": "3:4", "4:5": "4:5", "9:16": "9:16"}
FILLS = {"": "Empty", "built in": "Fill", "model": "Fill by a model"}
SNAP = 6.0  # screen px from the edge of the canvas
Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in document px


@dataclass(frozen=True)
class CropOptions:
    ratio: str = choice("Ratio", "free", RATIOS)
    fill: str = choice("New area", "", FILLS, help="What lies beyond the old edge: nothing, or made up to fit.")
    delete: bool = flag("Delete cropped pixels", True, help="Off keeps them outside the canvas.")


def ratio_of(options: CropOptions, whole: Rect) -> float | None:
    """Width to height, None when it is free."""
    if options.ratio == "free":
        return None
    if options.ratio == "original":
        return whole.w / whole.h
    w, h = options.ratio.split(":")
    return int(w) / int(h)


def frame(scene: Scene, event: Pointer) -> Gesture:
    """The whole life of the frame: drags of handles, of the inside, of a new frame from outside; then Enter."""
    options = scene.options if isinstance(scene.options, CropOptions) else CropOptions()
    whole = scene.document.rect
    begin = bounds(scene.document)
    begin = whole if begin.is_empty else begin
    box: Box = begin.x, begin.y, begin.right, begin.bottom
    ratio = ratio_of(options, whole)
    box = fitted(box, ratio) if ratio else box
    while event.kind != "accept":
        if event.kind == "press":
            box = yield from _drag(scene, event, box, ratio)
        elif event.kind == "options" and isinstance(event.options, CropOptions):
            if event.options.ratio != options.ratio:
                ratio = ratio_of(event.options, whole)
                box = fitted(box, ratio) if ratio else box
            options = event.options
        elif event.kind == "key":
            box = nudged(box, event)
        hot = under(of_box(*box), event.x, event.y, scene.zoom)
        event = yield Step(overlay=overlay(box, hot), hint=size_of(box))
    document = crop(scene.document, to_rect(box), options.delete)
    if document is scene.document:
        return None
    fills = options.fill if not whole.covers(to_rect(box)) and has_margin(document) else ""
    return Step(document=document.with_(selection=None) if fills else document, label="Crop",
                fills=fills)  # type: ignore[arg-type]


def _drag(scene: Scene, press: Pointer, box: Box, ratio: float | None) -> Generator[Step, Pointer, Box]:
    """One drag; returns the new box."""
    place = under(of_box(*box), press.x, press.y, scene.zoom)
    inside = box[0] <= press.x <= box[2] and box[1] <= press.y <= box[3]
    start = kept = box
    event = press
    if place is None and not inside:
        start, place = (press.x, press.y, press.x, press.y), (1, 1)
    while event.kind != "release":
        box = dragged(start, place, press, event, ratio, scene)
        mark = Label(event.x, event.y, size_of(box))
        event = yield Step(overlay=(*overlay(box, place), mark), hint=size_of(box))
    box = dragged(start, place, press, event, ratio, scene)
    return box if to_rect(box).area > 1 else kept


def dragged(start: Box, place: Place | None, press: Pointer, event: Pointer, ratio: float | None, scene: Scene) -> Box:
    """The box after a handle, or all of it when `place` is None, went from `press` to `event`."""
    dx, dy = event.x - press.x, event.y - press.y
    whole, reach = scene.document.rect, SNAP / max(scene.zoom, 1e-6)
    if place is None:
        x, y = _near(start[0] + dx, (0.0, whole.w - (start[2] - start[0])), reach), _near(
            start[1] + dy, (0.0, whole.h - (start[3] - start[1])), reach)
        return x, y, x + start[2] - start[0], y + start[3] - start[1]
    edges = list(start)
    if place[0]:
        at = 0 if place[0] < 0 else 2
        edges[at] = _near(edges[at] + dx, (0.0, whole.w), reach)
    if place[1]:
        at = 1 if place[1] < 0 else 3
        edges[at] = _near(edges[at] + dy, (0.0, whole.h), reach)
    width, height = start[2] - start[0], start[3] - start[1]
    if ratio is None and event.shift and width > 0 and height > 0:
        ratio = width / height
    if ratio is not None:
        edges = _kept(edges, start, place, ratio)
    return min(edges[0], edges[2]), min(edges[1], edges[3]), max(edges[0], edges[2]), max(edges[1], edges[3])


def _kept(edges: list[float], start: Box, place: Place, ratio: float) -> list[float]:
    """The dragged edges brought to a ratio; what is not dragged stays, or grows to both sides."""
    w, h = edges[2] - edges[0], edges[3] - edges[1]
    if place[0] and place[1]:
        size = max(abs(w), abs(h) * ratio)
        across, down = (size if w >= 0 else -size), (size if h >= 0 else -size) / ratio
        x, y = edges[0] if place[0] > 0 else edges[2], edges[1] if place[1] > 0 else edges[3]
        x0, y0 = x if place[0] > 0 else x - across, y if place[1] > 0 else y - down
        return [x0, y0, x0 + across, y0 + down]
    if place[0]:
        middle, half = (start[1] + start[3]) / 2, abs(w) / ratio / 2
        return [edges[0], middle - half, edges[2], middle + half]
    middle, half = (start[0] + start[2]) / 2, abs(h) * ratio / 2
    return [middle - half, edges[1], middle + half, edges[3]]


def _near(value: float, lines: tuple[float, float], reach: float) -> float:
    """Whole px, and the edge of the canvas when it is near."""
    return next((line for line in lines if abs(value - line) <= reach), float(round(value)))


def fitted(box: Box, ratio: float) -> Box:
    """The largest box of a ratio inside `box`, about the same middle."""
    w, h = box[2] - box[0], box[3] - box[1]
    w, h = (h * ratio, h) if w > h * ratio else (w, w / ratio)
    x, y = (box[0] + box[2] - w) / 2, (box[1] + box[3] - h) / 2
    return x, y, x + w, y + h


def nudged(box: Box, event: Pointer) -> Box:
    step = 10 if event.shift else 1
    dx = {"Left": -step, "Right": step}.get(event.key, 0)
    dy = {"Up": -step, "Down": step}.get(event.key, 0)
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def to_rect(box: Box) -> Rect:
    return Rect(round(box[0]), round(box[1]), max(round(box[2] - box[0]), 0), max(round(box[3] - box[1]), 0))


def size_of(box: Box) -> str:
    rect = to_rect(box)
    return f"{rect.w} x {rect.h} px"


def overlay(box: Box, hot: Place | None) -> tuple[Shape, ...]:
    """The frame with thirds and handles, everything outside darkened."""
    x0, y0, x1, y1 = box
    thirds: list[Shape] = []
    for part in (1 / 3, 2 / 3):
        x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
        thirds += [Path(((x, y0), (x, y1)), style="guide"), Path(((x0, y), (x1, y)), style="guide")]
    points: dict[Place, Point] = of_box(*box)
    edge = Path(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), closed=True, style="solid")
    return (Shade(x0, y0, x1 - x0, y1 - y0), *thirds, edge, *handles(points, hot))


TOOL = Tool("crop", "Crop", "crop", frame, CropOptions, "C",
            "Drag the frame; beyond the edge it enlarges the canvas. Enter crops, Escape gives up.", "cross", "crop",
            240, keep_alive=True)
