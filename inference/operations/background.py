"""Remove background: what stands in front becomes a mask; nothing of the picture is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, integer
from inference.depths import rgb8
from inference.operations._shared import selection
from inference.region import Mask

if TYPE_CHECKING:
    from inference.engine import Engine

_SOFT = 1.3  # contrast about the middle of a matte: hair stays soft


@dataclass(frozen=True)
class Background:
    shift: int = integer("Shift edge", 0, -40, 40, unit="px",
                         help="Below 0 the edge moves inwards and takes no rim of the old background along.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    """One picture: white where the subject is. Without a model it is a guess from colours and place."""
    params: Background = request.params

    def one(part: Report) -> tuple[Mask, dict[str, Any]]:
        from inference.builtin.cutout import shifted, subject
        from inference.builtin.edges import refined

        assert request.image is not None  # the engine checked `needs`
        seen = rgb8(request.image)
        if request.model is None:
            return shifted(subject(seen, part), params.shift), {"method": "GrabCut"}
        model = engine.model(request, part.part(0.0, 0.2))
        return shifted(refined(model.matte(seen, part.part(0.2, 0.9)), seen, _SOFT), params.shift), {}

    return selection(request, engine, report, one)


OPERATION = Operation(
    "background", "Cut out", Background, run, icon="image-minus", menu="AI", order=37,
    help="Hides the background of the layer with a mask. Without a model, what the subject is is guessed from "
         "colours: good on plain backgrounds.",
    traits=frozenset({"matte"}), needs=frozenset({"image"}), gives="mask")
