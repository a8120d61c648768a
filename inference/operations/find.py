"""Select by words: the things that words name become the selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, number, text
from inference.depths import rgb8
from inference.operations._shared import selection
from inference.region import Mask

if TYPE_CHECKING:
    from inference.engine import Engine

_FADES = 0.15  # of certainty, on both sides of the limit


@dataclass(frozen=True)
class Find:
    words: str = text("Words", "", help="What to select, in English: the sky; a dog and a ball.")
    certainty: float = number("Certainty", 0.35, 0.05, 0.95, step=0.05,
                              help="How sure the model has to be. Less selects more.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    """One picture: white where the model sees what the words name."""
    params: Find = request.params

    def one(part: Report) -> tuple[Mask, dict[str, Any]]:
        import numpy as np

        from inference.builtin.edges import refined

        assert request.image is not None  # the engine checked `needs`
        seen = rgb8(request.image)
        model = engine.model(request, part.part(0.0, 0.2))
        sure = model.find(seen, params.words, part.part(0.2, 0.9))
        clear = np.clip((sure - params.certainty) / (2 * _FADES) + 0.5, 0, 1).astype(np.float32)
        return refined(clear, seen), {"certainty": round(float(sure.max()), 3)}

    return selection(request, engine, report, one)


OPERATION = Operation(
    "find", "Pick by words", Find, run, icon="text-search", menu="AI", order=38,
    help="Selects what words name. Needs a model that reads words, such as SAM 3 or CLIPSeg.",
    traits=frozenset({"find"}), needs=frozenset({"image", "model"}), gives="selection")
