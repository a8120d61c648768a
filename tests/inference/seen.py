"""What the tests of networks that see share: a picture, clicks, and a network loaded, told of and asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from inference.api import Request
from inference.api.hints import Hints
from inference.checkpoints import contents
from inference.describe import described
from inference.devices import Plan
from inference.engine import Engine
from inference.families.family import family_of
from inference.reporting import Silent

PICTURE = np.random.default_rng(0).integers(0, 255, (60, 80, 3), np.uint8)
RGBA = np.dstack([PICTURE, np.full((60, 80), 255, np.uint8)])
CLICKS = Hints(((45.0, 30.0),), ((5.0, 5.0),))


def loaded(path: Path) -> Any:
    found = contents(path)
    family = family_of(found)
    assert family is not None
    assert family.load is not None, described(found).problem
    return family.load(found, Plan(), Silent())


def told(path: Path) -> tuple[str, str, tuple[str, ...], str]:
    info = described(contents(path))
    return info.kind, info.title, info.operations, info.problem


def ask(operation: str, params: Any, path: Path) -> Any:
    return Engine().run(Request(operation, params, RGBA, model=str(path)), Silent()).pictures[0]
