"""Where the document lies on the screen: a frozen transform with zoom, centre, rotation and mirror. No widget.

Zoom 1 means one document px on one device px. Screen px are the widget's logical px, y down.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, floor, log2, radians, sin

from editor.document.geometry import EMPTY, Rect

STEPS = (1 / 64, 1 / 48, 1 / 32, 1 / 24, 1 / 16, 1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3,
         1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
MIN_ZOOM, MAX_ZOOM = STEPS[0], STEPS[-1]
MARGIN = 24.0  # screen px left free around a fitted document
SNAP = 1e-6  # relative; a zoom this close to a step counts as being on it

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """`width`, `height` of the document in px; `view_w`, `view_h` of the widget in screen px; (`x`, `y`) is the
    document point at the widget's centre; `angle` in degrees, clockwise; `mirror` flips left and right."""

    width: int = 1
    height: int = 1
    view_w: float = 1.0
    view_h: float = 1.0
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    mirror: bool = False
    dpr: float = 1.0

    # ---- the transform

    @property
    def scale(self) -> float:
        """Screen px per document px."""
        return self.zoom / self.dpr

    @property
    def is_upright(self) -> bool:
        """Rows of the document are rows of the screen, left to right."""
        return self.angle == 0.0 and not self.mirror

    @property
    def matrix(self) -> Matrix:
        """(m11, m12, m21, m22, dx, dy) as QTransform takes them: sx = m11 x + m21 y + dx, sy = m12 x + m22 y + dy.

        At right angles the document's corner is put on a whole device px, so that 100 % is sharp.
        """
        m11, m12, m21, m22 = self._linear()
        dx = self.view_w / 2 - (m11 * self.x + m21 * self.y)
        dy = self.view_h / 2 - (m12 * self.x + m22 * self.y)
        if self.angle % 90 == 0:
            dx, dy = round(dx * self.dpr) / self.dpr, round(dy * self.dpr) / self.dpr
        return m11, m12, m21, m22, dx, dy

    def to_screen(self, x: float, y: float) -> Point:
        m11, m12, m21, m22, dx, dy = self.matrix
        return m11 * x + m21 * y + dx, m12 * x + m22 * y + dy

    def to_document(self, sx: float, sy: float) -> Point:
        i11, i12, i21, i22, dx, dy = self.inverse
        return i11 * sx + i21 * sy + dx, i12 * sx + i22 * sy + dy

    @property
    def inverse(self) -> Matrix:
        """The matrix from screen to document, in the order of `matrix`."""
        m11, m12, m21, m22, dx, dy = self.matrix
        det = m11 * m22 - m12 * m21
        i11, i12, i21, i22 = m22 / det, -m12 / det, -m21 / det, m11 / det
        return i11, i12, i21, i22, -(i11 * dx + i21 * dy), -(i12 * dx + i22 * dy)

    def rect_to_screen(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        """(x0, y0, x1, y1): the hull on the screen of a document rectangle."""
        return _hull(self.to_screen(*p) for p in ((x, y), (x + w, y), (x, y + h), (x + w, y + h)))

    def rect_to_document(self, sx: float, sy: float, w: float, h: float) -> tuple[float, float, float, float]:
        """(x0, y0, x1, y1): the hull in the document of a screen rectangle, not clipped."""
        corners = ((sx, sy), (sx + w, sy), (sx, sy + h), (sx + w, sy + h))
        return _hull(self.to_document(*p) for p in corners)

    @property
    def visible(self) -> Rect:
        """The document rectangle that covers all that can be seen; empty when nothing can."""
        hull = Rect.hull(*self.rect_to_document(0, 0, self.view_w, self.view_h))
        return hull.intersect(Rect(0, 0, self.width, self.height)) if hull.area else EMPTY

    @property
    def level(self) -> int:
        """The coarsest level of a mip pyramid that still has a sample for every device px."""
        return max(0, floor(log2(1.0 / self.zoom) + SNAP))

    # ---- moves

    def resized(self, view_w: float, view_h: float, dpr: float) -> View:
        """The widget has another size; the point at its centre stays."""
        return replace(self, view_w=max(view_w, 1.0), view_h=max(view_h, 1.0), dpr=dpr)

    def panned(self, sx: float, sy: float) -> View:
        """The document moves by (sx, sy) screen px."""
        x, y = self._delta(sx, sy)
        return self.centred(self.x - x, self.y - y)

    def centred(self, x: float, y: float) -> View:
        """With a document point at the centre; the centre of the view never leaves the document."""
        return replace(self, x=min(max(x, 0.0), float(self.width)), y=min(max(y, 0.0), float(self.height)))

    def zoomed(self, zoom: float, sx: float | None = None, sy: float | None = None) -> View:
        """At another zoom, with the document point under (sx, sy), or at the centre, where it was."""
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        ox = 0.0 if sx is None else sx - self.view_w / 2
        oy = 0.0 if sy is None else sy - self.view_h / 2
        before, after = self._delta(ox, oy), replace(self, zoom=zoom)._delta(ox, oy)
        return replace(self, zoom=zoom, x=self.x + before[0] - after[0], y=self.y + before[1] - after[1])

    def stepped(self, steps: int, sx: float | None = None, sy: float | None = None) -> View:
        """In (positive) or out by whole zoom steps."""
        zoom = self.zoom
        for _ in range(abs(steps)):
            zoom = _next_step(zoom) if steps > 0 else _previous_step(zoom)
        return self.zoomed(zoom, sx, sy)

    def rotated(self, degrees: float, sx: float | None = None, sy: float | None = None) -> View:
        """Turned clockwise, with the document point under (sx, sy), or at the centre, where it was."""
        turned = self.turned_to(self.angle + degrees)
        ox = 0.0 if sx is None else sx - self.view_w / 2
        oy = 0.0 if sy is None else sy - self.view_h / 2
        before, after = self._delta(ox, oy), turned._delta(ox, oy)
        return replace(turned, x=self.x + before[0] - after[0], y=self.y + before[1] - after[1])

    def turned_to(self, angle: float) -> View:
        return replace(self, angle=(angle + 180.0) % 360.0 - 180.0)

    def mirrored(self) -> View:
        """Left and right swapped on the screen, whatever the rotation."""
        return replace(self, mirror=not self.mirror, angle=-self.angle)

    def fitted(self, rect: tuple[float, float, float, float] | None = None, largest: float = MAX_ZOOM) -> View:
        """All of a document rectangle (x, y, w, h), or of the document, in view, with a margin."""
        x, y, w, h = rect or (0.0, 0.0, float(self.width), float(self.height))
        x0, y0, x1, y1 = replace(self, zoom=self.dpr).rect_to_screen(x, y, max(w, 1e-3), max(h, 1e-3))
        room_w, room_h = max(self.view_w - 2 * MARGIN, 16.0), max(self.view_h - 2 * MARGIN, 16.0)
        zoom = min(room_w / max(x1 - x0, 1e-6), room_h / max(y1 - y0, 1e-6)) * self.dpr
        return self.zoomed(min(zoom, largest)).centred(x + w / 2, y + h / 2)

    # ---- inside

    def _linear(self) -> tuple[float, float, float, float]:
        c, s = _cos_sin(self.angle)
        flip = -self.scale if self.mirror else self.scale
        return flip * c, flip * s, -self.scale * s, self.scale * c

    def _delta(self, sx: float, sy: float) -> Point:
        """A screen vector in document px."""
        m11, m12, m21, m22 = self._linear()
        det = m11 * m22 - m12 * m21
        return (m22 * sx - m21 * sy) / det, (-m12 * sx + m11 * sy) / det


def _cos_sin(angle: float) -> Point:
    """Exact at right angles, so that an upright view maps pixels to pixels."""
    quarter = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}.get(angle % 360.0)
    return quarter or (cos(radians(angle)), sin(radians(angle)))


def _hull(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _next_step(zoom: float) -> float:
    return STEPS[min(bisect_right(STEPS, zoom * (1 + SNAP)), len(STEPS) - 1)]


def _previous_step(zoom: float) -> float:
    return STEPS[max(bisect_left(STEPS, zoom * (1 - SNAP)) - 1, 0)]
