"""Overlays are data: a tool says what to show, in document px; the canvas draws it at screen width."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points. `style`: "solid", "ants" (a selection being drawn) or "guide" (thin helper line)."""

    points: tuple[tuple[float, float], ...]
    closed: bool = False
    style: str = "ants"


@dataclass(frozen=True, slots=True)
class Ellipse:
    x: float
    y: float
    w: float
    h: float
    style: str = "ants"


@dataclass(frozen=True, slots=True)
class Handle:
    """A small square to grab, `hot` when the pointer is on it."""

    x: float
    y: float
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Shade:
    """Everything outside the rectangle is darkened (crop)."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Label:
    """A short text beside a point, such as a size or an angle."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place that was clicked: on the object (plus) or outside it (minus)."""

    x: float
    y: float
    plus: bool = True


Shape = Dot | Path | Ellipse | Handle | Shade | Label
