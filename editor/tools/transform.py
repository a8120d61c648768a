"""Free transform: a box whose inside moves, whose handles scale and whose outside rotates; corners may be pulled
apart, tilted in perspective, the inside bent by a mesh. Enter resamples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot, pi, radians

import numpy as np

from editor.document.document import Document
from editor.document.transform import lifted, placed
from editor.document.transform_preview import Sketch
from editor.tools import _pose
from editor.tools._handles import GRAB, Place, handles, under
from editor.tools._pose import CORNERS, Pose, points_of
from editor.tools.overlay import Handle, Label, Path, Shape
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import choice, number

METHODS = {"cubic": "Bicubic", "lanczos": "Lanczos", "linear": "Bilinear", "nearest": "Nearest neighbour"}
MODES = {"free": "Free", "distort": "Distort", "perspective": "Perspective", "warp": "Warp"}
MESHES = {"3": "3 x 3", "4": "4 x 4", "5": "5 x 5"}
TURN = radians(15)  # Shift rotates in steps of this
FAR = 32000.0
MOST = 9999.0  # %
Hot = Place | int | None  # a handle of the box, or a point of the mesh
ROUNDING = 0.051  # what a number in the bar may differ from the pose's own


@dataclass(frozen=True)
class TransformOptions:
    mode: str = choice("Mode", "free", MODES, help="What dragging a handle does. Ctrl distorts, Ctrl+Alt+Shift tilts.")
    mesh: str = choice("Mesh", "4", MESHES, help="The points that Warp bends by.")
    x: float = number("X", 0.0, -FAR, FAR, unit="px", step=0.5, help="The middle of the box.")
    y: float = number("Y", 0.0, -FAR, FAR, unit="px", step=0.5, help="The middle of the box.")
    w: float = number("W", 100.0, -MOST, MOST, unit="%", step=0.1, help="Below zero it is mirrored.")
    h: float = number("H", 100.0, -MOST, MOST, unit="%", step=0.1, help="Below zero it is mirrored.")
    angle: float = number("Angle", 0.0, -360.0, 360.0, unit="°", step=0.1)
    method: str = choice("Resampling", "cubic", METHODS)


def free(scene: Scene, event: Pointer) -> Gesture:
    options = scene.options if isinstance(scene.options, TransformOptions) else TransformOptions()
    floating = lifted(scene.document, scene.layer_id)
    sketch = Sketch.of(floating, scene.zoom)
    begin = Pose.of(floating.rect)
    pose = dressed(begin, options)
    shown: Document | None = None
    before: list[Pose] = []  # each change, to be taken back

    def preview(now: Pose) -> Document:
        return scene.document if now == begin else sketch.placed(now.map, scene.document.rect)

    def step(hot: Hot = None, at: Pointer | None = None) -> Step:
        told = numbers(pose, options)
        mark = () if at is None else (Label(at.x, at.y, facts(pose)),)
        return Step(document=shown, overlay=(*overlay(pose, options, hot), *mark), hint=facts(pose), options=told)

    while event.kind != "accept":
        if event.kind == "press":
            start, grip, press = pose, grip_at(pose, options, event, scene.zoom), event
            event = yield step(grip.hot)
            while True:
                new = grip.drag(start, press, event)
                if new != pose:
                    pose, shown = new, preview(new)
                if event.kind == "release":
                    break
                event = yield step(grip.hot, event)
            before += [start] if pose != start else []
        elif event.kind == "key" and event.key == "Undo":
            pose = dressed(before.pop() if before else pose, options)
            shown = preview(pose)
        elif event.kind == "key":
            before.append(pose)
            pose = nudged(pose, event)
            shown = preview(pose)
        elif event.kind == "options" and isinstance(event.options, TransformOptions):
            new = dressed(typed(pose, numbers(pose, options), event.options), event.options)
            options = event.options
            if new != pose:
                before.append(pose)
                pose, shown = new, preview(new)
        event = yield step(grip_at(pose, options, event, scene.zoom).hot)
    if _pose.flat(pose):
        pose = replace(pose, nodes=None)
    if pose == begin:
        return None
    return Step(document=placed(floating, pose.map, options.method), label="Transform")


def dressed(pose: Pose, options: TransformOptions) -> Pose:
    """With a mesh while it is being warped; one that bends nothing goes when another mode is chosen."""
    if options.mode == "warp":
        return _pose.with_mesh(pose, int(options.mesh))
    return replace(pose, nodes=None) if _pose.flat(pose) else pose


# ---- the numbers in the bar


def numbers(pose: Pose, options: TransformOptions) -> TransformOptions:
    return replace(options, x=round(pose.x, 1), y=round(pose.y, 1), w=round(pose.sx * 100, 1),
                   h=round(pose.sy * 100, 1), angle=round(degrees(pose.angle), 1))


def typed(pose: Pose, told: TransformOptions, now: TransformOptions) -> Pose:
    """The pose with those numbers that are not what the bar was told."""
    def is_new(name: str) -> bool:
        return abs(getattr(now, name) - getattr(told, name)) > ROUNDING

    if is_new("x") or is_new("y"):
        pose = replace(pose, x=now.x if is_new("x") else pose.x, y=now.y if is_new("y") else pose.y)
    least = [_pose.SMALLEST / pose.rect.w, _pose.SMALLEST / pose.rect.h]
    if is_new("w"):
        pose = replace(pose, sx=now.w / 100 if abs(now.w / 100) > least[0] else least[0])
    if is_new("h"):
        pose = replace(pose, sy=now.h / 100 if abs(now.h / 100) > least[1] else least[1])
    return replace(pose, angle=radians(now.angle)) if is_new("angle") else pose


def facts(pose: Pose) -> str:
    w, h = abs(pose.sx) * pose.rect.w, abs(pose.sy) * pose.rect.h
    return f"{w:.0f} x {h:.0f} px, {degrees(pose.angle):.1f}°"


# ---- what a drag does


@dataclass(frozen=True, eq=False)
class Grip:
    """What a press took hold of: `drag(pose at the press, press, now)` is the pose then; `hot` the handle."""

    drag: Callable[[Pose, Pointer, Pointer], Pose]
    hot: Hot = None


def grip_at(pose: Pose, options: TransformOptions, event: Pointer, zoom: float) -> Grip:
    if options.mode == "warp":
        return _warp_grip(pose, event, zoom)
    place = under(points_of(pose), event.x, event.y, zoom)
    if place is not None:
        mode = options.mode
        return Grip(lambda start, press, now: pull(start, place, press, now, mode), place)
    return Grip(move if pose.covers(event.x, event.y) else turn)


def pull(pose: Pose, place: Place, press: Pointer, now: Pointer, mode: str) -> Pose:
    """A handle of the box dragged. As in Photoshop, Ctrl distorts and Ctrl+Alt+Shift tilts in any mode."""
    dx, dy = now.x - press.x, now.y - press.y
    if (now.ctrl and now.alt and now.shift) or mode == "perspective":
        return _pose.tilted(pose, place, dx, dy)
    if now.ctrl or mode == "distort":
        return _pose.distorted(pose, place, dx, dy, now.shift, now.alt)
    return _pose.scaled(pose, place, dx, dy, now.shift, now.alt)


def move(pose: Pose, press: Pointer, now: Pointer) -> Pose:
    dx, dy = now.x - press.x, now.y - press.y
    if now.shift:
        dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
    return replace(pose, x=pose.x + round(dx), y=pose.y + round(dy))


def turn(pose: Pose, press: Pointer, now: Pointer) -> Pose:
    if hypot(now.x - pose.x, now.y - pose.y) < 1e-6:
        return pose
    by = atan2(now.y - pose.y, now.x - pose.x) - atan2(press.y - pose.y, press.x - pose.x)
    angle = pose.angle + by
    angle = round(angle / TURN) * TURN if now.shift else angle
    return replace(pose, angle=(angle + pi) % (2 * pi) - pi)


def _warp_grip(pose: Pose, event: Pointer, zoom: float) -> Grip:
    """A point of the mesh, or the surface between them."""
    points = np.array(_pose.node_points(pose))
    far = np.hypot(points[:, 0] - event.x, points[:, 1] - event.y)
    index = int(far.argmin())
    if far[index] <= GRAB / max(zoom, 1e-6):
        x, y = points[index]

        def node(start: Pose, press: Pointer, now: Pointer) -> Pose:
            return _pose.node_moved(start, index, float(x) + now.x - press.x, float(y) + now.y - press.y)

        return Grip(node, index)
    if event.kind != "press":
        return Grip(lambda start, press, now: start)
    counts = _pose.surface_at(pose, event.x, event.y)
    if counts is None:
        return Grip(lambda start, press, now: start)
    return Grip(lambda start, press, now: _pose.pulled(start, counts, (press.x, press.y), (now.x, now.y)))


def nudged(pose: Pose, event: Pointer) -> Pose:
    step = 10 if event.shift else 1
    dx = {"Left": -step, "Right": step}.get(event.key, 0)
    dy = {"Up": -step, "Down": step}.get(event.key, 0)
    return replace(pose, x=pose.x + dx, y=pose.y + dy)


def overlay(pose: Pose, options: TransformOptions, hot: Hot) -> tuple[Shape, ...]:
    if options.mode == "warp":
        lines = _pose.mesh_lines(pose)
        half = len(lines) // 2
        edges = (0, half - 1, half, len(lines) - 1)
        net = tuple(Path(line, style="solid" if i in edges else "guide") for i, line in enumerate(lines))
        return (*net, *(Handle(x, y, i == hot) for i, (x, y) in enumerate(_pose.node_points(pose))))
    outline = Path(tuple(pose.at(place) for place in CORNERS), closed=True, style="solid")
    return (outline, *handles(points_of(pose), hot if isinstance(hot, tuple) else None))


TOOL = Tool("transform", "Free transform", "scaling", free, TransformOptions, "",
            "Drag inside to move, handles to scale (Shift keeps the ratio), outside to rotate; Ctrl distorts. "
            "Enter applies.", "arrow", "transform", 250, keep_alive=True, own_alt=True, latest=True, undoes=True)
