"""A step in one line of text: its name and the values that matter. English; translated by a function that is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor.assistant.step import Step, changed
from inference.api import Parameter, parameters

Translate = Callable[[str], str]
_MAIN = ("choice", "text", "number", "integer")


def summary(one: Step, tr: Translate = str) -> str:
    """What is particular about it: "Cartoon", "Temperature 25", "to 16:9"; "" where nothing is."""
    values = changed(one)
    if one.id == "style":
        values = {"preset": one.params.preset, **{k: v for k, v in values.items() if k != "preset"}}
    if one.id == "upscale" and not one.params.to_width:
        values = {"scale": one.params.scale, **values}
    if not values and one.kind != "operation":
        values = {item.name: item.default for item in parameters(one.params)[:1]
                  if item.kind in _MAIN and item.default}
    items = {item.name: item for item in parameters(one.params)}
    return ", ".join(_said(items[name], value, tr) for name, value in values.items()
                     if not (items[name].kind in ("colour", "curve") or name in ("mode",)))


def _said(item: Parameter, value: Any, tr: Translate) -> str:
    if item.kind == "choice":
        return tr(item.options.get(value, str(value)))
    if item.kind == "text":
        return str(value)
    if item.kind == "flag":
        return tr(item.label)
    unit = f" {item.unit}" if item.unit and item.unit != "°" else item.unit
    return f"{tr(item.label)} {value:g}{unit}"


def line(one: Step, tr: Translate = str) -> str:
    more = summary(one, tr)
    return f"{tr(one.text)}: {more}" if more else tr(one.text)
