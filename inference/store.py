"""Store: which models are on disk, and which of them are loaded, within a budget of bytes."""

from __future__ import annotations

import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inference.api import ModelInfo, Report, UserError
from inference.checkpoints import SUFFIXES, contents, fingerprint
from inference.devices import Plan, free
from inference.families.family import described, family_of

__all__ = ["Store", "fingerprint", "scan"]

_DEEPEST = 6  # folders below a model folder
_SMALLEST = 1024  # bytes: shorter files are pointers of a version control system, not weights


class Store:
    """Loaded models by path and plan, the least recently used evicted first."""

    def __init__(self) -> None:
        self._loaded: OrderedDict[tuple[str, str, str, str], tuple[Any, int]] = OrderedDict()
        self._importing: threading.Thread | None = None

    def loaded(self, path: str, plan: Plan, report: Report) -> Any:
        """The model at `path`, loaded as `plan` says. Raises UserError when no family loads it."""
        key = (path, plan.device, plan.dtype, plan.offload)
        if key in self._loaded:
            self._loaded.move_to_end(key)
            return self._loaded[key][0]
        found = contents(Path(path))
        family = family_of(found)
        if family is None or family.load is None:
            raise UserError("{file} is not a model that can be used.", "{reason}", file=Path(path).name,
                            reason=described(found).problem)
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


def scan(folders: tuple[str, ...]) -> tuple[ModelInfo, ...]:
    """Every model under these folders. A file that cannot be read is listed with its problem."""
    found: dict[str, ModelInfo] = {}
    for folder in folders:
        for path in _candidates(Path(folder).expanduser()):
            try:
                found[str(path)] = described(contents(path))
            except (UserError, OSError) as error:
                found[str(path)] = ModelInfo(str(path), path.stem, "unknown", "", problem=str(error))
    return tuple(sorted(found.values(), key=lambda model: (model.kind, model.name.lower())))


def _candidates(root: Path) -> Iterator[Path]:
    """Files that may be models, and diffusers folders as a whole (their parts are not listed again)."""
    if root.is_file():
        yield root
        return
    for place, folders, files in os.walk(root):
        here = Path(place)
        if "model_index.json" in files:
            folders.clear()
            if not here.name.endswith(".config"):  # the configuration beside a single file has no weights
                yield here
            continue
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        if len(here.relative_to(root).parts) >= _DEEPEST:
            folders.clear()
        for name in sorted(files):
            path = here / name
            if path.suffix in SUFFIXES and path.stat().st_size >= _SMALLEST:
                yield path


def _import() -> None:
    from inference.torchvision_shim import declare

    declare()
    import diffusers

    _ = diffusers.StableDiffusionInpaintPipeline  # a lazy attribute: most of the time goes here
