"""Segment: the object that clicks and a box show becomes the selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, UserError, text
from inference.depths import rgb8
from inference.operations._shared import selection
from inference.region import Mask

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Segment:
    inside: str = text("Inside", help="Points on the object, as x,y x,y in pixels.")
    outside: str = text("Outside", help="Points that do not belong to it.")
    box: str = text("Box", help="Around the object, as x,y,width,height in pixels.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    """One picture: white where the object is. Without a model its colours and edges decide."""
    from inference.api.hints import hints_of

    params: Segment = request.params
    hints = hints_of(params.inside, params.outside, params.box)
    if hints.is_empty:
        raise UserError("It is not said which object is meant.", "Give a point on it, or a box around it.")

    def one(part: Report) -> tuple[Mask, dict[str, Any]]:
        from inference.builtin.cutout import cut_out
        from inference.builtin.edges import refined

        assert request.image is not None  # the engine checked `needs`
        seen = rgb8(request.image)
        if request.model is None:
            return cut_out(seen, hints, part), {"method": "GrabCut"}
        model = engine.model(request, part.part(0.0, 0.2))
        return refined(model.segment(seen, hints, part.part(0.2, 0.9)), seen), {}

    return selection(request, engine, report, one)


OPERATION = Operation(
    "segment", "Select object", Segment, run, icon="mouse-pointer-click", order=36,
    help="Selects the object that points or a box show.", traits=frozenset({"points"}), needs=frozenset({"image"}),
    gives="selection")
