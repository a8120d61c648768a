"""Describe: the picture in words, to start a prompt from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from inference.api import Operation, Picture, Report, Request, Result
from inference.depths import rgb8

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Describe:
    """Nothing to choose."""


def run(request: Request, engine: Engine, report: Report) -> Result:
    """One picture of a pixel; its fact "text" is the sentence."""
    assert request.image is not None  # the engine checked `needs`
    model = engine.model(request, report.part(0.0, 0.3))
    text = model.describe(rgb8(request.image), report.part(0.3, 1.0))
    return Result((Picture(np.zeros((1, 1, 4), np.uint8), request.seed, facts={"text": text}),),
                  engine.recipe(request))


OPERATION = Operation(
    "describe", "Describe picture", Describe, run, icon="message-square-text", order=39,
    help="Writes what the picture shows into the prompt.", traits=frozenset({"describe"}),
    needs=frozenset({"image", "model"}), gives="words")
