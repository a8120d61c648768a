"""Damage: finds scratches, dust and hairs on a photograph; what it finds becomes a selection to look at and fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, integer, number
from inference.operations._shared import selection
from inference.region import Mask

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Damage:
    sensitivity: float = number("Sensitivity", 60.0, 0.0, 100.0, unit="%", step=1.0,
                                help="More finds fainter damage, and more that is none.")
    widest: int = integer("Widest", 6, 2, 40, unit="px", help="Wider things are left alone.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    """One picture: white where something seems damaged, black elsewhere."""
    params: Damage = request.params

    def find(part: Report) -> tuple[Mask, dict[str, Any]]:
        from inference.builtin.damage import damage

        assert request.image is not None  # the engine checked `needs`
        return damage(request.image, params.sensitivity / 100, params.widest, part), {}

    return selection(request, engine, report, find)


OPERATION = Operation(
    "damage", "Find damage", Damage, run, icon="scan-search", menu="AI", order=35,
    help="Selects scratches, dust and hairs of an old photo. Look at the selection, then fill it with Inpaint.",
    needs=frozenset({"image"}), gives="selection")
