"""Tables of colours as other programs write them: .cube (Adobe / Iridas, "Cube LUT Specification 1.0") and .3dl."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from editor.document.pixels import Array
from inference.api import UserError

SMALLEST, LARGEST = 2, 128  # points along an edge of a cube
LONGEST = 65536  # of a one-dimensional table
HINT = "Choose a .cube or .3dl file."


@dataclass(frozen=True, eq=False)
class Table:
    """`points` (n, n, n, 3), blue slowest, or (n, 3) of a table for each channel; `low` and `high` (3,) are the colours
    of the first and the last point."""

    points: Array
    low: Array
    high: Array
    title: str = ""


@lru_cache(8)
def parsed(text: str) -> Table:
    """The table in the text of a .cube or .3dl file. Raises UserError for anything else."""
    try:
        words = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        return _cube(words) if any(w[0].upper().startswith("LUT_") for w in words) else _three_dl(words)
    except (ValueError, IndexError) as error:
        raise UserError("The file holds no table of colours.", HINT) from error


def _cube(words: list[list[str]]) -> Table:
    edge, length, title = 0, 0, ""
    low, high = np.zeros(3, np.float32), np.ones(3, np.float32)
    rows: list[list[str]] = []
    for line in words:
        key = line[0].upper()
        if key == "TITLE":
            title = " ".join(line[1:]).strip('"')
        elif key == "LUT_3D_SIZE":
            edge = int(line[1])
        elif key == "LUT_1D_SIZE":
            length = int(line[1])
        elif key == "DOMAIN_MIN":
            low = np.array(line[1:4], np.float32)
        elif key == "DOMAIN_MAX":
            high = np.array(line[1:4], np.float32)
        elif key in ("LUT_3D_INPUT_RANGE", "LUT_1D_INPUT_RANGE"):
            low, high = (np.full(3, float(v), np.float32) for v in line[1:3])
        elif not key[0].isalpha():
            rows.append(line[:3])
    if (low.shape, high.shape) != ((3,), (3,)) or not bool((high > low).all()):
        raise ValueError("domain")
    return _table(rows, edge, length, low, high, title)


def _table(rows: list[list[str]], edge: int, length: int, low: Array, high: Array, title: str) -> Table:
    if not (SMALLEST <= edge <= LARGEST or (not edge and SMALLEST <= length <= LONGEST)):
        raise ValueError("size")
    points = np.array(rows, np.float32)
    if points.shape != ((edge ** 3 or length), 3) or not bool(np.isfinite(points).all()):
        raise ValueError("points")
    return Table(points.reshape(edge, edge, edge, 3) if edge else points, low, high, title)


def _three_dl(words: list[list[str]]) -> Table:
    """Whole numbers, red slowest; a first line names the input levels. Their range is the smallest that is a power of
    two and holds them all."""
    numbers = [line for line in words if all(part.lstrip("-").isdigit() for part in line)]
    rows = np.array([line for line in numbers if len(line) == 3], np.float32)
    edge = round(len(rows) ** (1 / 3))
    if edge ** 3 != len(rows) or not SMALLEST <= edge <= LARGEST or rows.min() < 0:
        raise ValueError("points")
    bits = max(int(np.ceil(np.log2(float(rows.max()) + 1))), 8)
    points = (rows / np.float32(2 ** bits - 1)).reshape(edge, edge, edge, 3).transpose(2, 1, 0, 3)
    return Table(np.ascontiguousarray(points), np.zeros(3, np.float32), np.ones(3, np.float32))
