"""A cheap operation for tests, the self-test and benchmarks: it waits, fails, dies or echoes on demand.

Its name begins with `_`, so that no form or menu offers it; the engine finds it by its id, "probe".
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from inference.api import (
    Opening,
    Operation,
    Picture,
    Report,
    Request,
    Result,
    UserError,
    choice,
    flag,
    integer,
    number,
)

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Probe:
    seconds: float = number("Seconds", 0.0, 0.0, 3600.0)
    act: str = choice("Act", "echo", {
        "echo": "Echo", "fail": "Fail", "refuse": "Refuse", "die": "Die", "memory": "Run out of memory once",
        "starve": "Run out of memory always", "print": "Print", "connect": "Reach for the network",
        "modules": "Name the loaded modules", "strips": "Give the picture in strips"})
    deaf: bool = flag("Ignore cancel")
    size: int = integer("Size", 0, 0, 16384, unit="px")


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Probe = request.params
    began = time.monotonic()
    while (spent := time.monotonic() - began) < params.seconds:
        if not params.deaf:
            report.step(spent / params.seconds, "Waiting")
        time.sleep(0.005)
    facts = _act(params.act, engine)
    image = request.image
    if params.size:
        image = np.full((params.size, params.size, 4), request.seed % 251, np.uint8)
    if image is None:
        image = np.zeros((1, 1, 4), np.uint8)
    if params.act == "strips" and engine.outlet is not None:
        opening = Opening(image.shape[1], image.shape[0], image.dtype.name, False, request.seed, engine.recipe(request))
        engine.outlet.open(opening)
        for top in range(0, len(image), 16):
            report.step(top / len(image), "Waiting")
            engine.outlet(image[top:top + 16])
        image = image[:0]
    return Result((Picture(image, request.seed, facts=facts),), engine.recipe(request))


def _act(act: str, engine: Engine) -> dict[str, object]:
    if act == "fail":
        raise ValueError("the probe failed on purpose")
    if act == "refuse":
        raise UserError("The probe refused {what}.", "Ask for something else.", what="this")
    if act == "die":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if act == "starve" or (act == "memory" and not engine.plan.leanness):
        raise MemoryError
    if act == "print":
        print("a library that talks on standard output")  # noqa: T201  must not end up between the messages
    if act == "connect":
        import socket

        with socket.socket() as reaching:
            reaching.connect(("127.0.0.1", 9))
    if act == "modules":
        return {"modules": ",".join(sorted(sys.modules))}
    return {"leanness": engine.plan.leanness}


OPERATION = Operation("probe", "Probe", Probe, run)
