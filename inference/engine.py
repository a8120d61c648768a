"""Engine: takes a request, finds the operation, keeps the models, turns every failure into one sentence."""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Mapping
from typing import Any

import numpy as np

from inference.api import Failure, ModelInfo, Operation, Report, Request, Result, UserError, operation_named, validated
from inference.checks import Flawed
from inference.devices import Plan, leaner, out_of_memory, safer, wished
from inference.guides import by_networks
from inference.helpers import Helpers
from inference.outlet import Outlet
from inference.planning import Planning
from inference.prompted import Prompted
from inference.store import Store, fingerprint

_RETRIES = 2  # silent ones; then a sentence


class Engine:
    """Runs one request at a time. `plan` says how sparing the present attempt is with memory."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store()
        self.plan: Plan = Plan()
        self._planning = Planning()
        self.options: tuple[str, ...] = ()  # see inference.api.wire.Run
        self.outlet: Outlet | None = None  # of the present job, where its pixels may go out in strips
        self.installed: tuple[ModelInfo, ...] = ()  # as the last scan found them
        self._model: Any = None  # the one that the present job asked for

    def run(self, request: Request, report: Report) -> Result:
        """Carry out `request`.

        Raises UserError (expected), Cancelled, or whatever went wrong. When memory runs out, or the model gives no
        picture, everything is freed and the job is tried again, at most twice, with a leaner or a safer plan.
        """
        operation = self.operation(request.operation)
        request = _combined(_checked(request, operation), operation)
        self.plan = wished(self._planning.plan(request, self.installed), self.options)
        with self._planning.metered(request, report) as meter:
            result = self._tried(operation, request, meter.report)
        if getattr(self._model, "decoder_mended", False) and not self.plan.vae_dtype:
            self._planning.remember(request, dataclasses.replace(self.plan, vae_dtype="float32"))
        self._model = None
        return dataclasses.replace(result, seconds=meter.cost.seconds, cost=meter.cost)

    def _tried(self, operation: Operation, request: Request, report: Report) -> Result:
        guides = None
        for attempt in range(_RETRIES + 1):
            try:
                run = operation.foresee if request.dry and operation.foresee else operation.run
                if guides is None:  # drawn once, whatever the model needs afterwards
                    guides = by_networks(request.guides, self.helpers, report)
                return run(dataclasses.replace(request, guides=guides), self, report)  # type: ignore[no-any-return]
            except Exception as error:
                plan = _again(error, self.plan)
                if plan is None or attempt == _RETRIES:
                    self._gave_up(error)
                    raise
                flawed = isinstance(error, Flawed)
            self._model = None
            self.store.clear()  # outside `except`: the traceback would keep the tensors alive
            self.plan = plan
            if flawed:
                self._planning.remember(request, plan)
            report.step(0.0, "Trying again at a higher precision" if flawed else "Trying again with less memory")
        raise AssertionError("unreachable")

    def _gave_up(self, error: Exception) -> None:
        """Turns the two failures that no plan could mend into a sentence each; returns for all others."""
        if out_of_memory(error):
            self.store.clear()
            raise UserError("There is not enough memory for this.",
                            "Use a smaller picture or selection, or close other programs.") from error
        if isinstance(error, Flawed):
            self.store.clear()
            raise UserError("The model gave values that are no colours." if error.kind == "nan" else
                            "The model gave a picture of one colour only.",
                            "Try fewer steps or lower guidance; the file may be damaged.") from error

    def free(self) -> int:
        """Drop all loaded models; returns how many bytes of device memory (or main memory) that gave back."""
        return self._planning.freed_by(self.store.clear)

    def operation(self, operation_id: str) -> Operation:
        if operation_id == "probe":
            from inference.operations._probe import OPERATION

            return OPERATION
        return operation_named(operation_id)  # type: ignore[no-any-return]

    def model(self, request: Request, report: Report) -> Any:
        """The loaded model of `request`, from the store. `request.model` must not be None."""
        assert request.model is not None
        self.store.warming.wait(report)
        model = self.store.loaded(request.model, self.plan, report, self.installed)
        if hasattr(model, "preview_with"):
            model.preview_with(tuple(info.path for info in self.installed if info.kind == "preview"))
        if hasattr(model, "text_to_image"):
            model = Prompted(model, self.installed, self._family(request.model))
        self._model = model
        return model

    def _family(self, path: str) -> str:
        return next((info.family for info in self.installed if info.path == path), "")

    @property
    def helpers(self) -> Helpers:
        return Helpers(self.store, self.installed, self.plan.keep_bytes)

    def facts(self) -> dict[str, Any]:
        """What the present job's model has to tell about its last picture: LoRAs, the prompt as it was evaluated."""
        return dict(getattr(self._model, "facts", {}))

    def recipe(self, request: Request, **facts: Any) -> dict[str, Any]:
        """Plain values from which the same pictures can be made again."""
        recipe: dict[str, Any] = {
            "operation": request.operation, "parameters": plain(request.params),
            "seed": request.seed, "count": request.count, "model": request.model,
        }
        if request.model:
            recipe["model_hash"] = fingerprint(request.model)
        if request.chosen and request.chosen != request.model:
            recipe["chosen_model"] = request.chosen
        if request.areas:
            recipe["area_strengths"] = [round(area.strength, 4) for area in request.areas]
            if any(area.prompt for area in request.areas):
                recipe["area_prompts"] = [area.prompt for area in request.areas]
        if request.image is not None:
            recipe["input_size"] = (request.image.shape[1], request.image.shape[0])
        return {**recipe, **facts}


def _again(error: Exception, plan: Plan) -> Plan | None:
    """The plan of the next attempt; None when another would not help."""
    if out_of_memory(error):
        return leaner(plan)
    if plan.compiled and type(error).__module__.startswith(("torch._dynamo", "torch._inductor")):
        return dataclasses.replace(plan, compiled=False)  # no compiler here, or it cannot compile this model
    return safer(plan) if isinstance(error, Flawed) else None


def _checked(request: Request, operation: Operation) -> Request:
    if not isinstance(request.params, operation.parameters):
        raise UserError("These are not the parameters of {name}.", name=operation.text)
    if "image" in operation.needs and request.image is None:
        raise UserError("There is no picture to work on.", "Open a picture first.")
    if request.dry and operation.foresee is None:
        raise UserError("{name} starts from nothing that could be shown.", name=operation.text)
    if "model" in operation.needs and request.model is None:
        raise UserError("{name} needs an installed model.", "Choose or install one under Models.", name=operation.text)
    if "mask" in operation.needs and request.mask is None and not request.areas:
        raise UserError("Nothing is selected, so there is nothing to change.", "Select the part to change first.")
    return dataclasses.replace(request, params=validated(request.params), count=max(request.count, 1))


def _combined(request: Request, operation: Operation) -> Request:
    """The mask and the areas of a request as one soft mask, which is what operations work with; areas that only say
    words stay apart."""
    if not request.areas:
        return request
    from inference.zones import combined

    own = [] if request.mask is None else [(request.mask, 1.0)]
    if len({mask.shape for mask in (*(mask for mask, _ in own), *(area.mask for area in request.areas))}) > 1:
        raise UserError("The masks are of different sizes.", "Use masks of the picture's size.")
    if operation.areas == "words":
        return request
    said = [(area.mask, area.strength) for area in request.areas if area.prompt.strip()]
    own += [(area.mask, area.strength) for area in request.areas if not area.prompt.strip()]
    rest = combined(own) if said and own else None
    return dataclasses.replace(request, mask=combined([*own, *said]), rest=rest)


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
