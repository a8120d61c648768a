"""Small networks that help with another model's job: they compare with words, describe, measure depth, draw lines.

They run on the processor, so that they take no memory from the model at work, and a helper that cannot be used never
costs a picture: the job goes on without it.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy.typing as npt

from inference.api import ModelInfo, Report, UserError
from inference.api.models import best_first
from inference.checkpoints import contents
from inference.depths import rgb8
from inference.devices import Plan
from inference.families.family import family_of
from inference.reporting import Silent
from inference.store import Store

Array = npt.NDArray[Any]
KINDS = {"agree": "clip", "describe": "captioner", "depth": "depth", "lines": "lines",
         "pose": "pose", "people": "detector"}


class Helpers:
    """What of `installed` can be asked for a trait, loaded by `store` when it is."""

    def __init__(self, store: Store, installed: Iterable[ModelInfo], keep_bytes: int = Plan().keep_bytes) -> None:
        self._store, self._plan = store, dataclasses.replace(Plan(), keep_bytes=keep_bytes)
        self._installed = best_first(installed)

    def first(self, trait: str, report: Report | None = None, fits: Callable[[Any], bool] = bool) -> Any | None:
        """The first usable network with the trait that `fits`, None without one."""
        for info in self._installed:
            if info.kind != KINDS[trait] or info.problem:
                continue
            try:
                family = family_of(contents(Path(info.path)))
                if family is None or trait not in family.traits:
                    continue
                self._store.warming.wait(report or Silent())
                network = self._store.loaded(info.path, self._plan, report or Silent())
            except UserError as error:
                sys.stderr.write(f"{info.name} is passed over: {error}\n")
                continue
            if fits(network):
                return network
        return None

    @property
    def agreement(self) -> Callable[[Array, str], float] | None:
        """How well a picture (RGBA, any depth) fits words, 0-1; None where no CLIP is installed."""
        network = self.first("agree")
        return None if network is None else lambda pixels, words: float(network.agreement(rgb8(pixels), words))

    def caption(self, picture: Array, report: Report) -> str:
        """`picture` (any depth) in words, "" where no captioner is installed."""
        network = self.first("describe", report)
        return "" if network is None else str(network.describe(rgb8(picture), report))
