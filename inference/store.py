"""Store: which models are loaded, within a budget of bytes."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inference.api import Report, UserError
from inference.checkpoints import contents, fingerprint
from inference.describe import described
from inference.devices import Plan, free
from inference.families.family import family_named, family_of
from inference.scanning import scan

__all__ = ["Store", "fingerprint", "scan"]


class Store:
    """Loaded models by path and plan, the least recently used evicted first."""

    def __init__(self) -> None:
        self._loaded: OrderedDict[tuple[str, ...], tuple[Any, int]] = OrderedDict()
        self._importing: threading.Thread | None = None
        self.used_as: Mapping[str, str] = {}  # path -> the kind that the user chose for a file of unknown content

    def loaded(self, path: str, plan: Plan, report: Report) -> Any:
        """The model at `path`, loaded as `plan` says. Raises UserError when no family loads it."""
        key = (path, *plan.key)
        if key in self._loaded:
            self._loaded.move_to_end(key)
            return self._loaded[key][0]
        found = contents(Path(path))
        used_as = self.used_as.get(path, "")
        family = family_named(used_as) or family_of(found)
        if family is None or family.load is None:
            raise UserError("{file} is not a model that can be used.", "{reason}", file=Path(path).name,
                            reason=described(found, used_as).problem)
        self._make_room(found.size_bytes, plan.keep_bytes)
        report.step(0.0, "Loading the model")
        model = family.load(found, plan, report)
        self._loaded[key] = (model, found.size_bytes)
        return model

    def clear(self) -> None:
        """Drop every loaded model."""
        self._loaded.clear()
        gc.collect()
        free()

    def import_in_background(self) -> None:
        """Import torch and diffusers while nothing else is to do: about ten seconds that the first job saves."""
        if self._importing is None:
            self._importing = threading.Thread(target=_import, daemon=True, name="import")
            self._importing.start()

    def wait_for_imports(self, report: Report) -> None:
        """Until the background import is done: two threads in the same half-imported package do not mix."""
        while self._importing is not None and self._importing.is_alive():
            report.step(0.0, "Starting the model libraries")
            self._importing.join(0.05)
        report.step(0.0, "Starting the model libraries")

    def _make_room(self, needed: int, budget: int) -> None:
        while self._loaded and sum(size for _, size in self._loaded.values()) + needed > budget:
            self._loaded.popitem(last=False)
            gc.collect()
            free()


def _import() -> None:
    from inference.torchvision_shim import declare

    declare()
    import diffusers

    _ = diffusers.StableDiffusionInpaintPipeline  # a lazy attribute: most of the time goes here
