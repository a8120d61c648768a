"""A stripped file and what it must be recognised as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inference.headers import Header
from tests.inference.layouts import Layout, header, layout, under


@dataclass(frozen=True)
class Specimen:
    """`truth` is (kind, family, variant, method or quantisation)."""

    file: str
    truth: tuple[str, str, str, str]
    make: Callable[[], Header]


def specimen(file: str, kind: str, family: str, variant: str, make: Callable[[], Header | Layout],
             extra: str = "") -> Specimen:
    def whole() -> Header:
        made = make()
        return made if isinstance(made, Header) else header(made)

    return Specimen(file, (kind, family, variant, extra), whole)


def clip(name: str, root: str) -> Layout:
    names = layout(name)
    return under(root, names if next(iter(names)).startswith("text_model.") else under("text_model.", names))
