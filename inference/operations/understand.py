"""Understand: a sentence as a list of steps, by a language model that can say nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.api import Operation, Picture, Report, Request, Result, UserError, text

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Understand:
    sentence: str = text("Sentence")
    allowed: str = text("Steps", "[]", hidden=True, help="What may be said: names and declared parameters, as JSON.")
    examples: str = text("Examples", "[]", hidden=True, help="Pairs of a sentence and its answer, as JSON.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    """One picture of a pixel; its fact "text" is {"steps": [...], "missed": [...]} as JSON."""
    from inference.language.prompt import prompt_for

    params: Understand = request.params
    if not params.sentence.strip():
        raise UserError("There is no sentence.", "Say what is to be done.")
    steps: list[dict[str, Any]] = json.loads(params.allowed)
    if not steps:
        raise UserError("There are no steps to choose from.")
    model = engine.model(request, report.part(0.0, 0.3))
    asked = prompt_for(params.sentence.strip(), steps, json.loads(params.examples))
    answer = model.understand(*asked, steps, report.part(0.3, 1.0))
    return Result((Picture(np.zeros((1, 1, 4), np.uint8), request.seed, facts={"text": answer}),),
                  engine.recipe(request))


OPERATION = Operation(
    "understand", "Understand", Understand, run, icon="message-square-text", order=90,
    help="Reads a sentence and lists the steps that it asks for.", traits=frozenset({"understand"}),
    needs=frozenset({"model"}), gives="words")
