"""What a person shows of an object: places inside it, places outside it, and a box around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inference.api.errors import UserError

Point = tuple[float, float]


@dataclass(frozen=True)
class Hints:
    """All in px of the picture; `box` is (x, y, w, h). As text: "x,y x,y" and "x,y,w,h", for forms and recipes."""

    inside: tuple[Point, ...] = ()
    outside: tuple[Point, ...] = ()
    box: tuple[float, float, float, float] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.inside and self.box is None

    def texts(self) -> dict[str, str]:
        """The fields `inside`, `outside` and `box` of the operation that selects objects."""
        return {"inside": _points_text(self.inside), "outside": _points_text(self.outside),
                "box": ",".join(_number(v) for v in self.box) if self.box else ""}


def hints_of(inside: str, outside: str, box: str) -> Hints:
    """From texts. Raises UserError for what is neither points nor a box."""
    corner = _numbers(box)
    if len(corner) not in (0, 4) or (corner and min(corner[2:]) <= 0):
        raise UserError("{text} is not a box.", "Write it as x,y,width,height in pixels.", text=box)
    return Hints(_points(inside), _points(outside), (corner[0], corner[1], corner[2], corner[3]) if corner else None)


def _points(text: str) -> tuple[Point, ...]:
    values = _numbers(text)
    if len(values) % 2:
        raise UserError("{text} are not points.", "Write them as x,y x,y in pixels.", text=text)
    return tuple(zip(values[::2], values[1::2], strict=True))


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in re.split(r"[\s,;]+", text.strip()) if part]
    except ValueError:
        raise UserError("{text} are not points.", "Write them as x,y x,y in pixels.", text=text) from None


def _points_text(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
