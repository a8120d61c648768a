"""Control map: lines, edges or colours of the picture as a layer, to be edited and to guide a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, choice, number
from inference.controlmaps import KINDS
from inference.depths import converted, rgb8, rgba
from inference.operations._shared import Array, variants

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class ControlMap:
    kind: str = choice("Kind", "canny", {**KINDS, "depth": "Depth (needs a model)", "pose": "Pose (needs a model)"},
                       help="What the ControlNet that will read it was trained on.")
    detail: float = number("Detail", 0.5, 0.0, 1.0, step=0.05, help="From the strongest lines to every fine one.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    image = request.image
    assert image is not None  # the engine checked `needs`

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        part.step(0.1, "Drawing the control map")
        return converted(rgba(_drawn(rgb8(image), request.params, engine, part)), image.dtype), {}

    return variants(request, engine, report, one)


def _drawn(picture: Array, params: ControlMap, engine: Engine, report: Report) -> Array:
    """By an installed network of the kind, else by classical means; depth and poses have none of those."""
    from inference.controlmaps import control_map
    from inference.guides import network_map

    made = network_map(picture, params.kind, engine.helpers, report)
    return control_map(picture, params.kind, params.detail) if made is None else made


OPERATION = Operation(
    "controlmap", "Control map", ControlMap, run, icon="spline", menu="AI", order=90,
    help="Draws edges, lines or soft colours of the picture on a layer: a guide for models with a ControlNet.",
    needs=frozenset({"image"}))
