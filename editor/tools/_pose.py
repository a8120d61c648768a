"""What has become of a box: moved, scaled, turned, its corners pulled apart, its inside bent. Values and geometry.

A pose is three maps one after the other: a mesh inside the box, a perspective of its corners, then scale, turn and
move about its middle. The first two are said in the box's own px, so they stay as they are while the box is moved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, sin

import numpy as np

from editor.document.geometry import Rect
from editor.document.pixels import Array
from editor.document.transform import Matrix, matrix
from editor.document.warp import Map, Mesh, Perspective, corner_points, projected, quad_matrix, spline
from editor.tools._handles import PLACES, Place, Point

SMALLEST = 0.5  # px a side may shrink to
CORNERS: tuple[Place, ...] = ((-1, -1), (1, -1), (1, 1), (-1, 1))  # clockwise, as `corner_points`
LEAST_TURN = 1e-3  # of the box's area: what a corner must keep so that the box does not fold
Quad = tuple[Point, Point, Point, Point]
Nodes = tuple[Point, ...]


@dataclass(frozen=True)
class Pose:
    """Its middle in document px, signed scales, clockwise angle in radians; `quad`, its corners, and `nodes`, the
    points of a square grid by rows, in px of the document before it was moved."""

    rect: Rect
    x: float
    y: float
    sx: float = 1.0
    sy: float = 1.0
    angle: float = 0.0
    quad: Quad | None = None
    nodes: Nodes | None = None

    @staticmethod
    def of(rect: Rect) -> Pose:
        return Pose(rect, *_middle(rect))

    @property
    def matrix(self) -> Matrix:
        """The last of the three maps."""
        middle = _middle(self.rect)
        return matrix(self.x - middle[0], self.y - middle[1], self.angle, self.sx, self.sy, middle)

    @property
    def plane(self) -> Array:
        """The last two together, (3, 3)."""
        moved = np.vstack([self.matrix, (0, 0, 1)])
        return moved if self.quad is None else moved @ quad_matrix(self.rect, np.array(self.quad))

    @property
    def map(self) -> Matrix | Map:
        if self.nodes is not None:
            side = round(len(self.nodes) ** 0.5)
            return Mesh(self.rect, np.array(self.nodes).reshape(side, side, 2), self.plane)
        return self.matrix if self.quad is None else Perspective(self.plane)

    @property
    def corners(self) -> Array:
        """(4, 2), before the box was moved."""
        return corner_points(self.rect) if self.quad is None else np.array(self.quad)

    def turned(self, u: float, v: float) -> Point:
        """A vector of the box's own axes in the document's."""
        return u * cos(self.angle) - v * sin(self.angle), u * sin(self.angle) + v * cos(self.angle)

    def own(self, dx: float, dy: float) -> Point:
        """The other way round."""
        return dx * cos(self.angle) + dy * sin(self.angle), dy * cos(self.angle) - dx * sin(self.angle)

    def local(self, place: Place) -> Point:
        """A handle before scale, turn and move, from the middle of the box."""
        at = self.corners[[i for i, corner in enumerate(CORNERS) if _beside(corner, place)]].mean(axis=0)
        middle = _middle(self.rect)
        return float(at[0]) - middle[0], float(at[1]) - middle[1]

    def at(self, place: Place) -> Point:
        u, v = self.local(place)
        dx, dy = self.turned(u * self.sx, v * self.sy)
        return self.x + dx, self.y + dy

    def covers(self, x: float, y: float) -> bool:
        corners = np.array([self.at(place) for place in CORNERS])
        edges, far = np.roll(corners, -1, axis=0) - corners, np.array((x, y)) - corners
        sides = edges[:, 0] * far[:, 1] - edges[:, 1] * far[:, 0]
        return bool((sides >= 0).all() or (sides <= 0).all())


def points_of(pose: Pose) -> dict[Place, Point]:
    return {place: pose.at(place) for place in PLACES}


def _middle(rect: Rect) -> Point:
    return rect.x + rect.w / 2, rect.y + rect.h / 2


def _beside(corner: Place, place: Place) -> bool:
    """A corner belongs to itself and to the two edges it ends."""
    return all(p in (0, c) for c, p in zip(corner, place, strict=True))


# ---- scaling


def scaled(pose: Pose, place: Place, dx: float, dy: float, keep: bool, centre: bool) -> Pose:
    """The pose after a handle went by (dx, dy). `keep` holds the ratio, `centre` the middle; else the opposite
    handle stays. Dragging through the other side mirrors."""
    u, v = pose.own(dx, dy)
    here = pose.local(place)
    fixed = (0.0, 0.0) if centre else pose.local((-place[0], -place[1]))
    reach = [h - f if p else 0.0 for h, f, p in zip(here, fixed, place, strict=True)]
    w, h = pose.sx * reach[0], pose.sy * reach[1]
    new_w, new_h = w + u if place[0] else w, h + v if place[1] else h
    if keep:
        part = (new_w * w + new_h * h) / max(w * w + h * h, 1e-9)
        sx, sy = pose.sx * part, pose.sy * part
    else:
        sx = new_w / reach[0] if abs(reach[0]) > 1e-6 else pose.sx
        sy = new_h / reach[1] if abs(reach[1]) > 1e-6 else pose.sy
    sx, sy = _apart(sx, pose.sx, pose.rect.w), _apart(sy, pose.sy, pose.rect.h)
    shift = pose.turned((pose.sx - sx) * fixed[0], (pose.sy - sy) * fixed[1])
    return replace(pose, x=pose.x + shift[0], y=pose.y + shift[1], sx=sx, sy=sy)


def _apart(scale: float, before: float, size: int) -> float:
    """Never quite nothing."""
    least = SMALLEST / size
    return scale if abs(scale) >= least else least * (1 if before >= 0 else -1)


# ---- corners


def distorted(pose: Pose, place: Place, dx: float, dy: float, along: bool = False, both: bool = False) -> Pose:
    """A corner goes where it is taken, an edge with its two corners. `along` keeps to one axis of the box; with
    `both` the opposite side goes the other way. The pose as it was, where the box would fold."""
    u, v = _unscaled(pose, dx, dy)
    if along:
        u, v = (u, 0.0) if abs(u * pose.sx) >= abs(v * pose.sy) else (0.0, v)
    corners = pose.corners.copy()
    for i, corner in enumerate(CORNERS):
        if _beside(corner, place):
            corners[i] += u, v
        elif both and _beside((-corner[0], -corner[1]), place):
            corners[i] -= u, v
    return _with_corners(pose, corners)


def tilted(pose: Pose, place: Place, dx: float, dy: float) -> Pose:
    """Perspective: a corner goes along an edge, and the corner at the other end of it as far the other way. An edge
    is sheared along itself."""
    u, v = _unscaled(pose, dx, dy)
    corners = pose.corners.copy()
    if place[0] and place[1]:
        level = abs(u * pose.sx) >= abs(v * pose.sy)
        step = np.array((u, 0.0) if level else (0.0, v))
        partner = (-place[0], place[1]) if level else (place[0], -place[1])
        corners[CORNERS.index(place)] += step
        corners[CORNERS.index(partner)] -= step
        return _with_corners(pose, corners)
    step = np.array((0.0, v) if place[0] else (u, 0.0))
    for i, corner in enumerate(CORNERS):
        if _beside(corner, place):
            corners[i] += step
    return _with_corners(pose, corners)


def _unscaled(pose: Pose, dx: float, dy: float) -> Point:
    u, v = pose.own(dx, dy)
    return u / pose.sx, v / pose.sy


def _with_corners(pose: Pose, corners: Array) -> Pose:
    """Only while each corner turns the same way: a box with a dent would reach to infinity."""
    edges = np.roll(corners, -1, axis=0) - corners
    turns = edges[:, 0] * np.roll(edges[:, 1], -1) - edges[:, 1] * np.roll(edges[:, 0], -1)
    if not (turns > LEAST_TURN * pose.rect.area).all():
        return pose
    if np.allclose(corners, corner_points(pose.rect), atol=1e-6):
        return replace(pose, quad=None)
    return replace(pose, quad=tuple((float(x), float(y)) for x, y in corners))  # type: ignore[arg-type]


# ---- mesh


def even_nodes(rect: Rect, side: int) -> Nodes:
    xs, ys = np.linspace(rect.x, rect.right, side), np.linspace(rect.y, rect.bottom, side)
    return tuple((float(x), float(y)) for y in ys for x in xs)


def with_mesh(pose: Pose, side: int) -> Pose:
    """The same shape with a mesh of side x side points; splines of other points bend a little differently."""
    if pose.nodes is None:
        return replace(pose, nodes=even_nodes(pose.rect, side))
    if len(pose.nodes) == side * side:
        return pose
    old = round(len(pose.nodes) ** 0.5)
    rows = spline(old, np.linspace(0, 1, side))
    nodes = np.einsum("pi,qj,ijc->pqc", rows, rows, np.array(pose.nodes).reshape(old, old, 2))
    return replace(pose, nodes=_nodes(nodes))


def flat(pose: Pose) -> bool:
    """Whether the mesh bends nothing."""
    return pose.nodes is None or bool(np.allclose(
        pose.nodes, even_nodes(pose.rect, round(len(pose.nodes) ** 0.5)), atol=1e-6))


def node_points(pose: Pose) -> list[Point]:
    """The points of the mesh in the document."""
    return [(float(x), float(y)) for x, y in projected(pose.plane, np.array(pose.nodes))]


def node_moved(pose: Pose, index: int, x: float, y: float) -> Pose:
    """One point of the mesh taken to a place in the document."""
    nodes = np.array(pose.nodes)
    nodes[index] = projected(np.linalg.inv(pose.plane), np.array([(x, y)]))[0]
    return replace(pose, nodes=_nodes(nodes))


def surface_at(pose: Pose, x: float, y: float) -> Array | None:
    """How much each point of the mesh counts at a place in the document, None outside the mesh."""
    mesh = pose.map
    assert isinstance(mesh, Mesh)
    steps = np.linspace(0, 1, 65)
    points = mesh.grid(steps, steps)
    far = np.hypot(points[..., 0] - x, points[..., 1] - y)
    row, column = np.unravel_index(int(far.argmin()), far.shape)
    near = points[max(row - 1, 0):row + 2, max(column - 1, 0):column + 2]
    if far[row, column] > np.hypot(*(near[-1, -1] - near[0, 0])):
        return None
    side = len(mesh.nodes)
    return np.outer(spline(side, steps[[row]])[0], spline(side, steps[[column]])[0]).ravel()


def pulled(pose: Pose, counts: Array, start: Point, end: Point) -> Pose:
    """The surface pulled from one place to another: the least change of the points that does it."""
    back = projected(np.linalg.inv(pose.plane), np.array([start, end]))
    step = back[1] - back[0]
    nodes = np.array(pose.nodes) + counts[:, None] * step / (counts @ counts)
    return replace(pose, nodes=_nodes(nodes))


def mesh_lines(pose: Pose, steps: int = 25) -> list[tuple[Point, ...]]:
    """The lines of the grid in the document: the rows, then the columns."""
    mesh = pose.map
    assert isinstance(mesh, Mesh)
    fine, ends = np.linspace(0, 1, steps), np.linspace(0, 1, len(mesh.nodes))
    lines = [*mesh.grid(fine, ends), *mesh.grid(ends, fine).transpose(1, 0, 2)]
    return [tuple((float(x), float(y)) for x, y in line) for line in lines]


def _nodes(array: Array) -> Nodes:
    return tuple((float(x), float(y)) for x, y in array.reshape(-1, 2))
