"""`njit` for every kernel of the editor: no GIL, no zero-division checks, compiled once into the user's cache folder.

Modules with kernels import numba through this one, and are themselves imported inside functions, so that a
document can be opened before numba is (about 0.2 s).
"""

from __future__ import annotations

import gc
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, overload

import numba
import platformdirs
from numba import config

Kernel = Callable[..., Any]  # numba converts what it is given, so arguments are not checked

# Without nnan and ninf: results of 0/0 are selected away by ternaries, which those two flags would allow to vanish.
FASTMATH = frozenset({"nsz", "contract", "arcp"})
LOCATORS = "UserProvidedCacheLocator,InTreeCacheLocator,UserWideCacheLocator"  # numba's own, for other packages
DRAWING = ("editor.document.kernels", "editor.document.pixels_kernels", "editor.ui.view_kernels")
WARM_PACKAGES = ("editor.document", "editor.tools", "editor.filters", "editor.ui")


def folder() -> Path:
    """Where compiled kernels go: NUMBA_CACHE_DIR, else the user's cache folder, else a temporary one."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    places = [Path(chosen)] if chosen else [platformdirs.user_cache_path("limner", appauthor=False) / "kernels"]
    for place in places:
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place, os.W_OK):
            return place
    return Path(tempfile.gettempdir()) / "limner-kernels"


class KernelLocator:
    """Where numba keeps a kernel of ours (config.CACHE_LOCATOR_CLASSES).

    numba's own locators need the source file on disk, which a frozen program has not, and do not notice that a
    kernel called from another file has changed. Here a kernel is fresh as long as no `*kernels*.py` beside it
    changed; frozen, as long as the program is the same file.
    """

    def __init__(self, function: Any, source: str) -> None:
        self._source = Path(source)
        self._line = function.__code__.co_firstlineno
        self._path = folder() / function.__module__

    @classmethod
    def from_function(cls, function: Any, source: str) -> KernelLocator | None:
        return cls(function, source) if function.__module__.partition(".")[0] == "editor" else None

    def ensure_cache_path(self) -> None:
        self._path.mkdir(parents=True, exist_ok=True)

    def get_cache_path(self) -> str:
        self.ensure_cache_path()
        return str(self._path)

    def get_source_stamp(self) -> Any:
        if getattr(sys, "frozen", False):
            status = os.stat(sys.executable)
            return status.st_size, status.st_mtime
        digest = hashlib.sha256()
        for path in sorted({self._source, *self._source.parent.glob("*kernels*.py")}):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def get_disambiguator(self) -> str:
        return str(self._line)


config.CACHE_LOCATOR_CLASSES = f"{__name__}.{KernelLocator.__name__},{LOCATORS}"


@overload
def njit(function: Kernel) -> Kernel: ...
@overload
def njit(*, inline: str = ..., **options: Any) -> Callable[[Kernel], Kernel]: ...


def njit(function: Any = None, **options: Any) -> Any:
    """numba.njit with the project's options; `@njit` and `@njit(inline="always")` both work."""
    settings = {"nogil": True, "error_model": "numpy", "fastmath": set(FASTMATH),
                "cache": options.get("inline") != "always", **options}
    decorate = numba.njit(**settings)
    return decorate if function is None else decorate(function)


def warm(drawable: Callable[[], None] = lambda: None) -> None:
    """Compile, or load from the cache, every kernel: calls `WARM` of each module named `*kernels*` that has one, first
    of those that draw documents, after which `drawable` is called.

    Compiling leaves a quarter of a million objects that stay. Python's full collections would walk them again and
    again, for 60-170 ms each, in the middle of a stroke: they are put aside for good (gc.freeze).
    """
    from importlib import import_module
    from pkgutil import iter_modules

    def load(names: Iterable[str]) -> None:
        for name in names:
            getattr(import_module(name), "WARM", lambda: None)()

    collecting = gc.isenabled()  # the window collects by itself (editor.ui.garbage)
    gc.disable()
    found = (f"{package}.{module.name}" for package in WARM_PACKAGES
             for module in iter_modules(import_module(package).__path__) if "kernels" in module.name)
    try:
        load(DRAWING)
        drawable()
        load(name for name in found if name not in DRAWING)
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
