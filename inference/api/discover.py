"""A registry is what `discover` finds in a package: no decorators, no lists kept by hand."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

from inference.api.errors import UserError


@cache
def discover(package: str, constant: str) -> tuple[Any, ...]:
    """The value of `constant` in every module of `package` that has it, in order of `order`, then module name.

    `pkgutil.iter_modules` also works inside a PyInstaller build (its loader lists frozen modules).
    A constant that is a tuple contributes its members. A module whose name starts with `_` is skipped.
    """
    root = importlib.import_module(package)
    names = sorted(m.name for m in pkgutil.iter_modules(root.__path__) if not m.name.startswith("_"))
    found: list[Any] = []
    for name in names:
        value = getattr(importlib.import_module(f"{package}.{name}"), constant, None)
        if value is not None:
            found.extend(value if isinstance(value, tuple) else (value,))
    return tuple(sorted(found, key=lambda item: getattr(item, "order", 100)))


def operations() -> tuple[Any, ...]:
    """Every AI operation that the engine declares (an `Operation` each). Imports no torch."""
    return discover("inference.operations", "OPERATION")


def operation_named(name: str) -> Any:
    """The `Operation` with this id. Raises UserError when there is none."""
    found = next((operation for operation in operations() if operation.id == name), None)
    if found is None:
        raise UserError("There is no operation called {name}.", name=name)
    return found
