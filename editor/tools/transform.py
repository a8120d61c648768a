"""Free transform: a box whose inside moves, whose handles scale and whose outside rotates; Enter resamples."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, pi, radians, sin

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.transform import Matrix, corners, lifted, matrix, placed
from editor.document.transform_preview import Sketch
from editor.tools._handles import PLACES, Place, Point, handles, under
from editor.tools.overlay import Label, Path, Shape
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import choice

METHODS = {"cubic": "Bicubic", "lanczos": "Lanczos", "linear": "Bilinear", "nearest": "Nearest neighbour"}
SMALLEST = 0.5  # px a side may shrink to
TURN = radians(15)  # Shift rotates in steps of this


@dataclass(frozen=True)
class TransformOptions:
    method: str = choice("Resampling", "cubic", METHODS)


@dataclass(frozen=True)
class Pose:
    """What has become of a box: its middle in document px, signed scales, clockwise angle in radians."""

    rect: Rect
    x: float
    y: float
    sx: float = 1.0
    sy: float = 1.0
    angle: float = 0.0

    @staticmethod
    def of(rect: Rect) -> Pose:
        return Pose(rect, rect.x + rect.w / 2, rect.y + rect.h / 2)

    @property
    def matrix(self) -> Matrix:
        middle = self.rect.x + self.rect.w / 2, self.rect.y + self.rect.h / 2
        return matrix(self.x - middle[0], self.y - middle[1], self.angle, self.sx, self.sy, middle)

    def turned(self, u: float, v: float) -> Point:
        """A vector of the box's own axes in the document's."""
        return u * cos(self.angle) - v * sin(self.angle), u * sin(self.angle) + v * cos(self.angle)

    def own(self, dx: float, dy: float) -> Point:
        """The other way round."""
        return dx * cos(self.angle) + dy * sin(self.angle), dy * cos(self.angle) - dx * sin(self.angle)

    def at(self, place: Place) -> Point:
        dx, dy = self.turned(place[0] * self.sx * self.rect.w / 2, place[1] * self.sy * self.rect.h / 2)
        return self.x + dx, self.y + dy

    def covers(self, x: float, y: float) -> bool:
        u, v = self.own(x - self.x, y - self.y)
        return abs(u) <= abs(self.sx) * self.rect.w / 2 and abs(v) <= abs(self.sy) * self.rect.h / 2


def scaled(pose: Pose, place: Place, dx: float, dy: float, keep: bool, centre: bool) -> Pose:
    """The pose after a handle went by (dx, dy). `keep` holds the ratio, `centre` the middle; else the opposite
    handle stays. Dragging through the other side mirrors."""
    u, v = pose.own(dx, dy)
    reach = 2.0 if centre else 1.0
    w, h = pose.sx * pose.rect.w, pose.sy * pose.rect.h
    new_w = w + reach * place[0] * u
    new_h = h + reach * place[1] * v
    if keep:
        part = [(new_w * w + new_h * h) / (w * w + h * h)] if place[0] and place[1] else [
            new_w / w if place[0] else new_h / h]
        new_w, new_h = w * part[0], h * part[0]
    new_w, new_h = _apart(new_w, w), _apart(new_h, h)
    shift = (0.0, 0.0) if centre else pose.turned(place[0] * (new_w - w) / 2, place[1] * (new_h - h) / 2)
    return replace(pose, x=pose.x + shift[0], y=pose.y + shift[1], sx=new_w / pose.rect.w, sy=new_h / pose.rect.h)


def _apart(size: float, before: float) -> float:
    """Never quite nothing."""
    return size if abs(size) >= SMALLEST else SMALLEST * (1 if before >= 0 else -1)


def free(scene: Scene, event: Pointer) -> Gesture:
    options = scene.options if isinstance(scene.options, TransformOptions) else TransformOptions()
    floating = lifted(scene.document, scene.layer_id)
    begin = pose = Pose.of(floating.rect)
    shown: Document | None = None
    sketch = Sketch.of(floating, scene.zoom)

    def preview(now: Pose) -> Document:
        return sketch.placed(now.matrix, scene.document.rect)

    while event.kind != "accept":
        if event.kind == "press":
            start, grip, press = pose, Grip.at(pose, event, scene.zoom), event
            event = yield Step(document=shown, overlay=overlay(pose, grip.place), hint=facts(pose))
            while True:
                new = grip.drag(start, press, event)
                if new != pose:
                    pose, shown = new, preview(new)
                if event.kind == "release":
                    break
                mark = Label(event.x, event.y, facts(pose))
                event = yield Step(document=shown, overlay=(*overlay(pose, grip.place), mark), hint=facts(pose))
        elif event.kind == "key":
            pose = nudged(pose, event)
            shown = preview(pose)
        elif event.kind == "options" and isinstance(event.options, TransformOptions):
            options = event.options
        hot = under(points_of(pose), event.x, event.y, scene.zoom)
        event = yield Step(document=shown, overlay=overlay(pose, hot), hint=facts(pose))
    if pose == begin:
        return None
    return Step(document=placed(floating, pose.matrix, options.method), label="Transform")


@dataclass(frozen=True)
class Grip:
    """What a press took hold of: a handle, the inside (`inside`), or the outside, which rotates."""

    place: Place | None
    inside: bool

    @staticmethod
    def at(pose: Pose, event: Pointer, zoom: float) -> Grip:
        return Grip(under(points_of(pose), event.x, event.y, zoom), pose.covers(event.x, event.y))

    def drag(self, pose: Pose, press: Pointer, event: Pointer) -> Pose:
        dx, dy = event.x - press.x, event.y - press.y
        if self.place is not None:
            return scaled(pose, self.place, dx, dy, event.shift, event.alt)
        if self.inside:
            if event.shift:
                dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
            return replace(pose, x=pose.x + round(dx), y=pose.y + round(dy))
        if hypot(event.x - pose.x, event.y - pose.y) < 1e-6:
            return pose
        turn = atan2(event.y - pose.y, event.x - pose.x) - atan2(press.y - pose.y, press.x - pose.x)
        angle = pose.angle + turn
        angle = round(angle / TURN) * TURN if event.shift else angle
        return replace(pose, angle=(angle + pi) % (2 * pi) - pi)


def nudged(pose: Pose, event: Pointer) -> Pose:
    step = 10 if event.shift else 1
    dx = {"Left": -step, "Right": step}.get(event.key, 0)
    dy = {"Up": -step, "Down": step}.get(event.key, 0)
    return replace(pose, x=pose.x + dx, y=pose.y + dy)


def points_of(pose: Pose) -> dict[Place, Point]:
    return {place: pose.at(place) for place in PLACES}


def facts(pose: Pose) -> str:
    w, h = abs(pose.sx) * pose.rect.w, abs(pose.sy) * pose.rect.h
    return f"{w:.0f} x {h:.0f} px, {degrees(pose.angle):.1f}°"


def overlay(pose: Pose, hot: Place | None) -> tuple[Shape, ...]:
    outline = Path(corners(pose.rect, pose.matrix), closed=True, style="solid")
    return (outline, *handles(points_of(pose), hot))


TOOL = Tool("transform", "Free transform", "scaling", free, TransformOptions, "",
            "Drag inside to move, handles to scale (Shift keeps the ratio), outside to rotate. Enter applies.",
            "arrow", "transform", 250, keep_alive=True, own_alt=True, latest=True)
