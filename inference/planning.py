"""The engine's plan for a request on this machine, and what carrying it out really took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from inference import precision
from inference.api import Cost, ModelInfo, Report, Request, UserError
from inference.checkpoints import contents, fingerprint
from inference.devices import GIB, Plan, plan_for
from inference.families.family import family_of
from inference.machine import Machine, measured
from inference.needs import Need, need_of, with_parts
from inference.reporting import Part

LOADING = ("Starting the model libraries", "Loading the model")
_SMALL = 512 << 20  # bytes: below that nobody needs to be warned about main memory
_LOOK_EVERY_S = 0.05  # at main memory: a look costs 0.1 ms, and steps are told before every block of a network


class Planning:
    """Knows the machine after the first model was asked for (looking at it imports torch)."""

    def __init__(self) -> None:
        self.machine: Machine | None = None
        self._needs: dict[tuple[str, int, tuple[str, ...]], Need] = {}

    def plan(self, request: Request, installed: tuple[ModelInfo, ...] = ()) -> Plan:
        """`installed` is what else there is: parts of the model may be among it.

        Raises UserError when main memory cannot hold the model at all: said before the system stops everything.
        """
        if not request.model:
            return Plan()
        self.machine = measured()
        need = self._need(request.model, installed)
        plan = plan_for(self.machine, need)
        if _held_outside(plan, need) > self.machine.most_ram and need.total > _SMALL:
            raise UserError("This model takes {need} GB of main memory and {free} GB are free.",
                            "Close other programs, or choose a smaller or quantised version of the model.",
                            need=_gigabytes(_held_outside(plan, need)), free=_gigabytes(self.machine.most_ram))
        return precision.remembered(plan, self.machine.name, fingerprint(request.model))

    def _need(self, model: str, installed: tuple[ModelInfo, ...]) -> Need:
        """Kept by path, time and what is installed: a long header takes some milliseconds to read."""
        try:
            key = model, Path(model).stat().st_mtime_ns, tuple(info.path for info in installed)
            if key not in self._needs:
                found = replace(contents(Path(model)), around=installed)
                family = family_of(found)
                parts = family.sources(found).values() if family is not None else ()
                self._needs = {**self._needs, key: with_parts(need_of(found), parts)}
            return self._needs[key]
        except (UserError, OSError):  # gone or damaged: loading it will tell
            return Need()

    def remember(self, request: Request, plan: Plan) -> None:
        """This model needs the plan's precision on this GPU."""
        if request.model and self.machine is not None:
            precision.remember(plan, self.machine.name, fingerprint(request.model))

    @contextmanager
    def metered(self, request: Request, report: Report) -> Iterator[Meter]:
        meter = Meter(report, request.model is not None)
        yield meter
        meter.stop(self.machine)

    def freed_by(self, work: Callable[[], None]) -> int:
        """Bytes that `work` gave back: of the GPU where there is one, else of main memory."""
        before = _taken()
        work()
        return max(before - _taken(), 0)


class Meter:
    """Time and memory of one job. `report` is the report to run it with: every step is also a look at the clock, and
    now and then one at main memory."""

    def __init__(self, report: Report, models: bool) -> None:
        self._whole = report
        self._began = self._last = time.monotonic()
        self._loading, self._stage = 0.0, ""
        self._peak, self._looked = 0, 0.0
        self._gpu = _cuda() if models else None
        if self._gpu is not None:
            self._gpu.reset_peak_memory_stats()
        self.report: Report = self
        self.cost = Cost()

    def step(self, fraction: float, stage: str, preview: Any = None) -> None:
        now = time.monotonic()
        if self._stage in LOADING:
            self._loading += now - self._last
        self._last, self._stage = now, stage
        if self._gpu is None and now - self._looked >= _LOOK_EVERY_S:
            self._peak, self._looked = max(self._peak, _resident()), now
        self._whole.step(fraction, stage, preview)

    def part(self, start: float, end: float) -> Report:
        return Part(self, start, end)

    def stop(self, machine: Machine | None) -> None:
        peak = int(self._gpu.max_memory_allocated()) if self._gpu is not None else max(self._peak, _resident())
        total = machine.total if machine is not None else _main_memory()
        self.cost = Cost(time.monotonic() - self._began, self._loading, peak, total,
                         machine.name if machine is not None else "CPU")


def _held_outside(plan: Plan, need: Need) -> int:
    """Bytes of main memory that the model takes while it is loaded."""
    wide = 2 if plan.dtype == "float32" else 1
    return need.total * wide if plan.device == "cpu" or plan.offload != "none" else 0


def _cuda() -> Any:
    torch = sys.modules.get("torch")
    return torch.cuda if torch is not None and torch.cuda.is_available() else None


def _taken() -> int:
    cuda = _cuda()
    return int(cuda.memory_reserved()) if cuda is not None else _resident()


def _resident() -> int:
    import psutil

    return int(psutil.Process().memory_info().rss)


def _main_memory() -> int:
    import psutil

    return int(psutil.virtual_memory().total)


def _gigabytes(size: int) -> str:
    return f"{size / GIB:.1f}"
