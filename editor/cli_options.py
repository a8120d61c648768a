"""Declared parameters as options of the command line, and their values back as a parameter dataclass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from inference.api import Parameter, UserError, parameters, validated

if TYPE_CHECKING:
    from editor.document.document import Document

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
# of everything that the engine does
MODEL = click.Option(["--model"], type=click.Path(exists=True, path_type=Path),
                     help="An installed checkpoint; without one the built-in method is used.")
SEED = click.Option(["--seed"], type=click.IntRange(0, 2**63 - 1), default=0, show_default=True,
                    help="The same seed gives the same picture.")
AS_JSON = click.Option(["--json", "as_json"], is_flag=True, help="Say what was done as JSON on standard output.")
QUIET = click.Option(["--quiet"], is_flag=True, help="No progress bar.")


class Size(click.ParamType[Any]):
    """WIDTHxHEIGHT in px, such as 768x512."""

    name = "WxH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        width, _, height = str(value).lower().replace("×", "x").partition("x")
        if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
            self.fail(f"{value} is not a size such as 768x512", param, ctx)
        return int(width), int(height)


class Colour(click.ParamType[Any]):
    """#rrggbb or #rrggbbaa."""

    name = "colour"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        digits = str(value).removeprefix("#")
        try:
            numbers = bytes.fromhex(digits)
        except ValueError:
            numbers = b""
        if len(numbers) not in (3, 4):
            self.fail(f"{value} is not a colour such as #ff8800", param, ctx)
        return tuple(part / 255 for part in (*numbers, 255)[:4])


class Points(click.ParamType[Any]):
    """Points of a curve: 0,0 0.5,0.7 1,1."""

    name = "x,y x,y ..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        try:
            points = tuple(sorted((float(x), float(y)) for x, y in (part.split(",") for part in value.split())))
        except ValueError:
            points = ()
        if len(points) < 2 or not all(0 <= n <= 1 for point in points for n in point):
            self.fail(f"{value} is not a curve such as 0,0 0.5,0.7 1,1", param, ctx)
        return points


def option(item: Parameter, note: str = "") -> click.Option:
    """The option of one declared parameter."""
    name = "--" + item.name.replace("_", "-")
    words = [item.label, item.help, note]
    facts: dict[str, Any] = {"help": ". ".join(w.rstrip(".") for w in words if w), "default": item.default,
                             "show_default": item.default not in ("", None)}
    if item.kind == "flag":
        return click.Option([f"{name}/--no-{name[2:]}"], **facts)
    return click.Option([name], type=_type(item), **facts)


def _type(item: Parameter) -> Any:
    if item.kind == "number":
        return click.FloatRange(item.lo, item.hi)
    if item.kind == "integer":
        return click.IntRange(int(item.lo), int(item.hi))
    if item.kind == "choice":
        return click.Choice(list(item.options))
    return {"image": EXISTING, "content": EXISTING, "colour": Colour(), "curve": Points()}.get(item.kind, click.STRING)


def options(declared: type, without: tuple[str, ...] = ()) -> list[click.Parameter]:
    """Of hidden parameters, only pictures: the others name things of an open document."""
    return [option(item) for item in parameters(declared)
            if item.name not in without and (not item.hidden or item.kind == "image")]


def values(declared: type, given: Mapping[str, Any]) -> Any:
    """The parameter dataclass with what was given; pictures are read. Raises UserError."""
    changes: dict[str, Any] = {}
    for item in parameters(declared):
        if item.name in given:
            value = given[item.name]
            changes[item.name] = READ[item.kind](value) if item.kind in READ and value else value
    return validated(declared(**changes))


def picture(path: Path) -> Any:
    """The merged picture in a file, RGBA."""
    from editor.formats.files import open_document
    from editor.formats.raster import flat

    return flat(open_document(path))


def content(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


READ: Mapping[str, Callable[[Path], Any]] = MappingProxyType({"image": picture, "content": content})


def mask(path: Path, width: int, height: int) -> Any:
    """uint8 (h, w) of a mask file: white = change. Raises UserError for another size."""
    import numpy as np

    from editor.document.pixels import convert

    array = convert(picture(path), "uint8").astype(np.float32)
    if array.shape[:2] != (height, width):
        raise UserError("The mask is {mw} x {mh} pixels, the picture {w} x {h}.", "Both must have the same size.",
                        mw=array.shape[1], mh=array.shape[0], w=width, h=height)
    values = array[..., :3].mean(axis=2) * array[..., 3] / 255
    return np.rint(values).astype(np.uint8)


def with_selection(document: Document, path: Path | None) -> Document:
    """The document with a mask file as its selection; without one it stays as it is."""
    from editor.document.pixels import Pixels

    if path is None:
        return document
    return document.with_(selection=Pixels.of(mask(path, document.width, document.height)))
