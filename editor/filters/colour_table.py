"""Colour table: a look from another program, as a .cube or .3dl file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from editor.document.pixels import Array
from editor.filters.cube import Table, parsed
from editor.filters.plain import through
from editor.filters.tone import Curve, mapped
from inference.api import Operation, content, integer


@dataclass(frozen=True)
class ColourTable:
    table: str = content("Table", ("cube", "3dl"), help="A file with a look (LUT), as editors of film write it.")
    amount: int = integer("Amount", 100, 0, 100, unit="%")


def run(pixels: Array, params: ColourTable, scale: float) -> Array:
    """Raises UserError for a table that cannot be read."""
    if not params.table or not params.amount:
        return pixels
    table = parsed(params.table)
    if table.points.ndim == 2:
        return mapped(pixels, tones, params)
    from editor.filters._kernels import looked_up

    return through(looked_up, pixels, table.points, table.low, table.high - table.low, np.float32(params.amount / 100))


def tones(params: ColourTable) -> list[Curve]:
    table = parsed(params.table)
    return [partial(_toned, table, channel, np.float32(params.amount / 100)) for channel in range(3)]


def _toned(table: Table, channel: int, amount: np.float32, values: Array) -> Array:
    places = np.linspace(table.low[channel], table.high[channel], len(table.points))
    new = np.interp(values, places, table.points[:, channel]).astype(np.float32)
    return np.asarray(values + (new - values) * amount)


OPERATION = Operation("colour_table", "Colour table (LUT)", ColourTable, run, icon="swatch-book",
                      menu="Adjustments", order=67)
