"""Parameters of tools, filters and operations, declared once.

The fields of a frozen dataclass say label, range, unit and help; the form, the command line, the checks and
the recipe are all made from them. Example:

    @dataclass(frozen=True)
    class Blur:
        radius: float = number("Radius", 4.0, 0.1, 250.0, unit="px")
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from inference.api.errors import UserError

P = TypeVar("P")


@dataclass(frozen=True)
class Parameter:
    """One declared parameter. `kind` is number, integer, choice, text, flag, colour,
    curve, font, image or content."""

    name: str
    kind: str
    label: str
    default: Any
    lo: float = 0.0
    hi: float = 0.0
    step: float = 0.0
    unit: str = ""
    help: str = ""
    options: Mapping[str, str] = dataclasses.field(default_factory=dict)
    lines: int = 1
    scale: str = "linear"  # "log": the slider moves in equal ratios, for sizes and radii
    hidden: bool = False  # set by code (a reference picture, say), never drawn in a form


def _declare(kind: str, label: str, default: Any, **facts: Any) -> Any:
    return dataclasses.field(default=default, metadata={"parameter": (kind, label, facts)})


def number(
    label: str, default: float, lo: float, hi: float, *, unit: str = "", step: float = 0.1,
    help: str = "", scale: str = "linear",
) -> Any:
    return _declare("number", label, default, lo=lo, hi=hi, unit=unit, step=step, help=help, scale=scale)


def integer(
    label: str, default: int, lo: int, hi: int, *, unit: str = "", step: int = 1,
    help: str = "", scale: str = "linear", hidden: bool = False,
) -> Any:
    return _declare("integer", label, default, lo=lo, hi=hi, unit=unit, step=step, help=help, scale=scale,
                    hidden=hidden)


def choice(label: str, default: str, options: Mapping[str, str], *, help: str = "") -> Any:
    """`options` maps the stored identifier to the text shown."""
    return _declare("choice", label, default, options=dict(options), help=help)


def text(label: str, default: str = "", *, lines: int = 1, help: str = "", hidden: bool = False) -> Any:
    return _declare("text", label, default, lines=lines, help=help, hidden=hidden)


def flag(label: str, default: bool = False, *, help: str = "") -> Any:
    return _declare("flag", label, default, help=help)


def colour(label: str, default: tuple[float, float, float, float], *, help: str = "") -> Any:
    """Straight sRGB red, green, blue, alpha, each 0-1."""
    return _declare("colour", label, default, help=help)


def curve(label: str, *, help: str = "") -> Any:
    """Control points ((x, y), ...) with x and y in 0-1, x increasing."""
    return _declare("curve", label, ((0.0, 0.0), (1.0, 1.0)), help=help)


def font(label: str, default: str, *, help: str = "") -> Any:
    """The name of a font family; one that is missing is replaced by the system's choice."""
    return _declare("font", label, default, help=help)


def image(label: str, *, help: str = "", hidden: bool = False) -> Any:
    """An RGBA array or None; the form offers a file and the command line takes a path."""
    return _declare("image", label, None, help=help, hidden=hidden)


def content(label: str, suffixes: tuple[str, ...], *, help: str = "") -> Any:
    """The text of a file, "" without one; the form offers a file with one of `suffixes` (no dots) and the command
    line takes a path."""
    return _declare("content", label, "", options={suffix: suffix for suffix in suffixes}, help=help)


def parameters(declared: type | object) -> tuple[Parameter, ...]:
    """The declared parameters of a dataclass (or of an instance), in order."""
    found = []
    for item in dataclasses.fields(declared):  # type: ignore[arg-type]
        if "parameter" in item.metadata:
            kind, label, facts = item.metadata["parameter"]
            found.append(Parameter(item.name, kind, label, item.default, **facts))
    return tuple(found)


def defaults(declared: type[P]) -> P:
    return declared()


def validated(values: P) -> P:
    """`values` with every number clamped into its range.

    Raises UserError for an unknown choice or a value of the wrong type.
    """
    changes: dict[str, Any] = {}
    for item in parameters(values):
        value = getattr(values, item.name)
        if item.kind in ("number", "integer"):
            try:
                clamped = min(max(float(value), item.lo), item.hi)
            except (TypeError, ValueError):
                raise UserError("{label} must be a number.", label=item.label) from None
            changes[item.name] = round(clamped) if item.kind == "integer" else clamped
        elif item.kind == "choice" and value not in item.options:
            options = ", ".join(item.options)
            raise UserError("{label} cannot be {value}.", "Choose one of: {options}.",
                            label=item.label, value=value, options=options)
    return dataclasses.replace(values, **changes)  # type: ignore[type-var]
