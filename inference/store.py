"""Store: which models are loaded, within a budget of bytes."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from inference.api import ModelInfo, Report, UserError
from inference.checkpoints import contents, fingerprint
from inference.describe import described
from inference.devices import Plan, free
from inference.families.family import family_named, family_of
from inference.scanning import scan
from inference.warming import Warming

__all__ = ["Store", "fingerprint", "scan"]


class Store:
    """Loaded models by path and plan, the least recently used evicted first."""

    def __init__(self) -> None:
        self._loaded: OrderedDict[tuple[str, ...], tuple[Any, int]] = OrderedDict()
        self.warming = Warming()
        self.used_as: Mapping[str, str] = {}  # path -> the kind that the user chose for a file of unknown content

    def loaded(self, path: str, plan: Plan, report: Report, installed: tuple[ModelInfo, ...] = ()) -> Any:
        """The model at `path`, loaded as `plan` says; parts that it goes without may be among the `installed`. Raises
        UserError when no family loads it, or parts are missing."""
        key = (path, *plan.key)
        if key in self._loaded:
            self._loaded.move_to_end(key)
            return self._loaded[key][0]
        found = replace(contents(Path(path)), around=installed)
        used_as = self.used_as.get(path, "")
        family = family_named(used_as) or family_of(found)
        if family is None or family.load is None:
            raise UserError("{file} is not a model that can be used.", "{reason}", file=Path(path).name,
                            reason=described(found, used_as).problem)
        size = found.size_bytes + sum(source.size_bytes for source in family.sources(found).values()
                                      if not source.inside)
        self._make_room(size, plan.keep_bytes)
        report.step(0.0, "Loading the model")
        model = family.load(found, plan, report)
        self._loaded[key] = (model, size)
        return model

    def clear(self) -> None:
        """Drop every loaded model."""
        self._loaded.clear()
        gc.collect()
        free()

    def _make_room(self, needed: int, budget: int) -> None:
        while self._loaded and sum(size for _, size in self._loaded.values()) + needed > budget:
            self._loaded.popitem(last=False)
            gc.collect()
            free()
