"""Engine: takes a request, finds the operation, keeps the models, turns every failure into one sentence."""

from __future__ import annotations

import dataclasses
import gc
import time
import traceback
from collections.abc import Mapping
from typing import Any

import numpy as np

from inference.api import Failure, Operation, Report, Request, Result, UserError, operations, validated
from inference.devices import Plan, free, leaner, out_of_memory, planned
from inference.store import Store, fingerprint


class Engine:
    """Runs one request at a time. `plan` says how sparing the present attempt is with memory."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store()
        self.plan: Plan = Plan()

    def run(self, request: Request, report: Report) -> Result:
        """Carry out `request`.

        Raises UserError (expected), Cancelled, or whatever went wrong. When memory runs out, everything is
        freed and the job is tried once more with a leaner plan.
        """
        began = time.monotonic()
        operation = self.operation(request.operation)
        request = _checked(request, operation)
        self.plan = planned() if request.model else Plan()
        try:
            result: Result = operation.run(request, self, report)
        except Exception as error:
            if not out_of_memory(error):
                raise
            result = self._leaner(operation, request, report)
        return dataclasses.replace(result, seconds=time.monotonic() - began)

    def operation(self, operation_id: str) -> Operation:
        for operation in operations():
            if operation.id == operation_id:
                return operation  # type: ignore[no-any-return]
        if operation_id == "probe":
            from inference.operations._probe import OPERATION

            return OPERATION
        raise UserError("There is no operation called {name}.", name=operation_id)

    def model(self, request: Request, report: Report) -> Any:
        """The loaded model of `request`, from the store. `request.model` must not be None."""
        assert request.model is not None
        self.store.wait_for_imports(report)
        return self.store.loaded(request.model, self.plan, report)

    def recipe(self, request: Request, **facts: Any) -> dict[str, Any]:
        """Plain values from which the same pictures can be made again."""
        recipe: dict[str, Any] = {
            "operation": request.operation, "parameters": plain(request.params),
            "seed": request.seed, "count": request.count, "model": request.model,
        }
        if request.model:
            recipe["model_hash"] = fingerprint(request.model)
        if request.image is not None:
            recipe["input_size"] = (request.image.shape[1], request.image.shape[0])
        return {**recipe, **facts}

    def _leaner(self, operation: Operation, request: Request, report: Report) -> Result:
        self.store.clear()
        self.plan = leaner(self.plan)
        gc.collect()
        free()
        report.step(0.0, "Trying again with less memory")
        try:
            return operation.run(request, self, report)  # type: ignore[no-any-return]
        except Exception as error:
            if not out_of_memory(error):
                raise
            self.store.clear()
            free()
            raise UserError("There is not enough memory for this.",
                            "Use a smaller picture or selection, or close other programs.") from error


def _checked(request: Request, operation: Operation) -> Request:
    if not isinstance(request.params, operation.parameters):
        raise UserError("These are not the parameters of {name}.", name=operation.text)
    if "image" in operation.needs and request.image is None:
        raise UserError("There is no picture to work on.", "Open a picture first.")
    if "model" in operation.needs and request.model is None:
        raise UserError("{name} needs an installed model.", "Choose or install one under Models.", name=operation.text)
    if "mask" in operation.needs and request.mask is None:
        raise UserError("Nothing is selected, so there is nothing to change.", "Select the part to change first.")
    return dataclasses.replace(request, params=validated(request.params), count=max(request.count, 1))


def plain(params: Any) -> dict[str, Any]:
    """The parameters as numbers and strings; a picture among them is named by its size and a checksum."""
    import zlib

    values: dict[str, Any] = {}
    for field in dataclasses.fields(params):
        value = getattr(params, field.name)
        if isinstance(value, np.ndarray):
            value = {"size": (value.shape[1], value.shape[0]), "crc32": zlib.crc32(np.ascontiguousarray(value).data)}
        elif isinstance(value, Mapping):
            value = dict(value)
        values[field.name] = value
    return values


def failure(error: BaseException, title: str) -> Failure:
    """What the user is told. `title` is the operation's name."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, UserError):
        return Failure(str(error), error.hint_text(), details if error.__cause__ else "", error)
    cause = " ".join(str(error).split()) or type(error).__name__
    cause = cause if len(cause) <= 200 else cause[:197] + "..."
    sentence = UserError("{name} failed: {cause}", "Copy the details into a report.", name=title,
                         cause=cause.rstrip(".") + ".")
    return Failure(str(sentence), sentence.hint_text(), details, sentence)
