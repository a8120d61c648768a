"""What a job costs: told by the engine after each run, predicted for the next one. Pure functions over plain data.

The model is linear in the work, time = a + b * work, where the work is denoising steps times megapixels (or
megapixels alone where nothing has steps), learnt for each operation, model and kind. Ridge regression towards "all
of the time is work" makes one run enough and later runs better; old runs fade.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inference.api.messages import Cost, Operation, Request
from inference.api.parameters import parameters

KEPT = 12  # runs remembered of each kind
_FADES = 0.8  # weight of a run, relative to the one after it
_NATIVE_MEGA = 1.05  # a model works near this size on a part of a picture, however large the part


@dataclass(frozen=True)
class Estimate:
    """`seconds`; `peak` and `total` bytes of the device's memory, 0 when unknown."""

    seconds: float
    peak: int = 0
    total: int = 0


def key_of(request: Request, operation: Operation) -> str:
    """Which runs are comparable: the operation, the model (or its built-in method and choices), with a mask or not."""
    choices = "" if request.model else ",".join(
        str(getattr(request.params, p.name)) for p in parameters(request.params) if p.kind == "choice")
    return "|".join((operation.id, request.model or choices, "part" if request.mask is not None else "whole"))


def work_of(request: Request) -> float:
    """Steps times megapixels, at least a little: what the time is proportional to."""
    params = request.params
    if request.image is not None:
        pixels = request.image.shape[0] * request.image.shape[1]
    else:
        pixels = getattr(params, "width", 1024) * getattr(params, "height", 1024)
    mega = pixels / 1e6
    steps = 1.0
    if request.model is not None and hasattr(params, "steps"):
        steps = max(params.steps * getattr(params, "strength", 1.0), 1.0)
        mega = min(mega, _NATIVE_MEGA) if request.mask is not None else mega
    return max(steps * mega, 0.01) * max(request.count, 1)


def learnt(memory: Mapping[str, Any], key: str, work: float, cost: Cost) -> dict[str, Any]:
    """`memory` with one more run; what was learnt on another device under this key is forgotten."""
    before = memory.get(key, {})
    runs = list(before.get("runs", ())) if before.get("device") == cost.device else []
    entry = {"device": cost.device, "total": cost.total_bytes, "peak": cost.peak_bytes,
             "runs": [*runs, [round(work, 4), round(cost.seconds - cost.load_s, 4)]][-KEPT:]}
    return {**memory, key: entry}


def predicted(memory: Mapping[str, Any], key: str, work: float) -> Estimate | None:
    """None until a comparable run was seen."""
    entry = memory.get(key)
    if not entry or not entry.get("runs"):
        return None
    base, slope = _fitted(entry["runs"])
    return Estimate(base + slope * work, int(entry.get("peak", 0)), int(entry.get("total", 0)))


def _fitted(runs: list[list[float]]) -> tuple[float, float]:
    """Weighted least squares for time = base + slope * work with both >= 0, base drawn towards zero."""
    weights = [_FADES ** (len(runs) - 1 - i) for i in range(len(runs))]
    total = sum(weights)
    x = sum(w * run[0] for w, run in zip(weights, runs, strict=True)) / total
    y = sum(w * run[1] for w, run in zip(weights, runs, strict=True)) / total
    spread = sum(w * (run[0] - x) ** 2 for w, run in zip(weights, runs, strict=True)) / total
    joint = sum(w * (run[0] - x) * (run[1] - y) for w, run in zip(weights, runs, strict=True)) / total
    prior = 0.01 * x * x  # strength of the belief that the line goes through nothing
    slope = max((joint + prior * y / x) / (spread + prior), 0.0)
    slope = min(slope, y / x)
    return y - slope * x, slope
