"""Magnetic lasso: a line that clings to the edges beside the pointer."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot

from editor.document.livewire import Point, Wire, laid, length_of
from editor.document.selection_shape import Mode, from_polygon
from editor.tools._selecting import SelectOptions, mode_of, sampled_layer, selected
from editor.tools.lasso import NEAR
from editor.tools.overlay import Handle, Path, Shape
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import flag, number

SPACING = (10.0, 130.0)  # screen px between anchors at the highest and the lowest frequency


@dataclass(frozen=True)
class MagneticOptions(SelectOptions):
    width: float = number("Width", 10.0, 1.0, 100.0, unit="px", step=1.0,
                          help="How far from the pointer an edge is looked for, in px of the screen.")
    contrast: float = number("Contrast", 10.0, 0.0, 100.0, unit="%", step=1.0,
                             help="Edges that are fainter do not count.")
    frequency: float = number("Frequency", 57.0, 0.0, 100.0, step=1.0, help="How often an anchor is set by itself.")
    all_layers: bool = flag("Sample all layers", True)


@dataclass
class Line:
    """Anchors, and the way to each from the one before."""

    wire: Wire
    anchors: list[Point]
    ways: list[list[Point]] = field(default_factory=list)

    @property
    def points(self) -> list[Point]:
        return [self.anchors[0], *(p for way in self.ways for p in way[1:])]

    def fix(self, way: list[Point]) -> None:
        self.ways.append(way)
        self.anchors.append(way[-1])
        self.wire.anchor(*way[-1], snap=False)

    def take_back(self) -> None:
        if self.ways:
            self.ways.pop()
            self.anchors.pop()
            self.wire.anchor(*self.anchors[-1], snap=False)


def magnetic(scene: Scene, event: Pointer) -> Gesture:
    """Each press sets an anchor; Enter, a double click or the first anchor closes; Backspace takes one back; with Alt
    the line is straight."""
    options, mode = scene.options, mode_of(scene, event)
    layer_id = sampled_layer(scene)
    wire = Wire(scene.document, layer_id, scene.zoom, options.width, options.contrast / 100)
    line = Line(wire, [wire.anchor(event.x, event.y)])
    spacing = (SPACING[0] + (SPACING[1] - SPACING[0]) * (1 - options.frequency / 100)) / scene.zoom
    way, near = [line.anchors[0]], False
    while True:
        event = yield Step(overlay=_overlay(line, way, near))
        first = line.anchors[0]
        near = len(line.ways) > 1 and hypot(event.x - first[0], event.y - first[1]) * scene.zoom < NEAR
        if event.kind == "accept" or (event.kind == "press" and near):
            break
        if event.kind == "key":
            if event.key == "Backspace":
                line.take_back()
            way = [line.anchors[-1]]
        elif event.kind == "press":
            line.fix(_way(line, event))
            way = [line.anchors[-1]]
        elif event.kind in ("move", "hover"):
            way = _way(line, event)
            while not event.alt and length_of(way) > 1.7 * spacing:
                done = _part(way, spacing)
                line.fix(way[:done])
                way = _way(line, event)
                if len(way) < 3:
                    break
    return _closed(scene, line, layer_id, mode)


def _closed(scene: Scene, line: Line, layer_id: int | None, mode: Mode) -> Step | None:
    if len(line.ways) < 2:
        return None
    end = line.wire.to(*line.anchors[0], snap=False)
    reach = 1.5 / min(scene.zoom, 1.0)
    points = [p for run in _runs([*line.ways, end]) for p in laid(scene.document, layer_id, run, reach)]
    shape = from_polygon(points, scene.document.rect, scene.options.antialias)
    return Step(document=selected(scene, shape, mode), label="Magnetic lasso")


def _runs(ways: list[list[Point]]) -> list[list[Point]]:
    """The ways along edges joined to long ones; straight ones, of two points, by themselves."""
    runs: list[list[Point]] = []
    for way in ways:
        if runs and len(way) > 2 and len(runs[-1]) > 2:
            runs[-1] = [*runs[-1], *way[1:]]
        else:
            runs.append(way)
    return runs


def _way(line: Line, event: Pointer) -> list[Point]:
    if event.alt:
        return [line.anchors[-1], (event.x, event.y)]
    return line.wire.to(event.x, event.y)


def _part(way: list[Point], length: float) -> int:
    """How many points from the start are that long together; at least two."""
    so_far = 0.0
    for i in range(1, len(way)):
        so_far += hypot(way[i][0] - way[i - 1][0], way[i][1] - way[i - 1][1])
        if so_far >= length:
            return max(i + 1, 2)
    return len(way)


def _overlay(line: Line, way: list[Point], near: bool) -> tuple[Shape, ...]:
    first = line.anchors[0]
    return (Path((*line.points, *way[1:]), closed=near), *(Handle(x, y) for x, y in line.anchors[1:]),
            Handle(*first, hot=near))


TOOL = Tool("magnetic", "Magnetic lasso", "magnet", magnetic, MagneticOptions, "L",
            "Move along an edge: the line clings to it. A click sets an anchor, Backspace takes one back, Alt draws "
            "straight, Enter or a double click closes.", "cross", "lasso", 122, latest=True)
