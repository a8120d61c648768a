"""Steps that change the document as a whole: turn, crop, size, canvas, words. Functions of documents."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from editor.document import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import white
from editor.document.resize import scaled
from editor.document.turning import cropped, cropped_to_selection, turned
from inference.api import Operation, UserError, choice, integer, text

TURNS = {"left": "Left", "right": "Right", "half": "By 180°", "horizontal": "Flip horizontally",
         "vertical": "Flip vertically"}
_MOST_EDGE = 30_000  # px, as in the dialog of image sizes
_NARROWEST = 0.05  # width to height
_MOST_SIDE = 4096  # px that the engine adds on one side


@dataclass(frozen=True)
class Turned:
    how: str = choice("How", "right", TURNS)


@dataclass(frozen=True)
class Crop:
    ratio: str = text("Ratio", "1:1", help="Width to height, such as 16:9; as large as fits in the middle.")


@dataclass(frozen=True)
class Size:
    width: int = integer("Width", 0, 0, _MOST_EDGE, unit="px", help="At 0 it follows the height.")
    height: int = integer("Height", 0, 0, _MOST_EDGE, unit="px", help="At 0 it follows the width.")
    percent: int = integer("Percent", 100, 1, 1000, unit="%", help="Where neither width nor height is given.")


@dataclass(frozen=True)
class Extended:
    left: int = integer("Left", 0, 0, _MOST_SIDE, unit="px")
    right: int = integer("Right", 0, 0, _MOST_SIDE, unit="px")
    top: int = integer("Top", 0, 0, _MOST_SIDE, unit="px")
    bottom: int = integer("Bottom", 0, 0, _MOST_SIDE, unit="px")
    ratio: str = text("Ratio", "", help="Width to height, such as 16:9; both sides then grow alike.")


@dataclass(frozen=True)
class Lettered:
    words: str = text("Words", "")
    place: str = choice("Place", "bottom", {"top": "Top", "middle": "Middle", "bottom": "Bottom"})


@dataclass(frozen=True)
class Times:
    times: int = integer("Steps", 1, 1, 50)


@dataclass(frozen=True)
class Nothing:
    """Nothing to choose."""


def ratio_of(written: str) -> float:
    """Width to height. Raises UserError for what is no ratio."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)\s*", written)
    ratio = float(match[1]) / float(match[2]) if match is not None and float(match[2]) else 0.0
    if not _NARROWEST <= ratio <= 1 / _NARROWEST:
        raise UserError("{ratio} is not a ratio of sides.", "Write it as 16:9.", ratio=written or "–")
    return ratio


def turn(document: Document, params: Turned) -> Document:
    return turned(document, params.how)  # type: ignore[arg-type]


def crop(document: Document, params: Crop) -> Document:
    """The largest part of this ratio, from the middle."""
    ratio = ratio_of(params.ratio)
    width = min(document.width, max(round(document.height * ratio), 1))
    height = min(document.height, max(round(width / ratio), 1))
    return cropped(document, Rect((document.width - width) // 2, (document.height - height) // 2, width, height))


def crop_selection(document: Document, params: Nothing) -> Document:
    return cropped_to_selection(document)


def size(document: Document, params: Size) -> Document:
    width, height = params.width, params.height
    if not (width or height):
        width, height = (max(round(edge * params.percent / 100), 1) for edge in (document.width, document.height))
    width = width or max(round(document.width * height / document.height), 1)
    height = height or max(round(document.height * width / document.width), 1)
    if max(width, height) > _MOST_EDGE:
        raise UserError("The picture would be {width} x {height} pixels, which is too much.", "Choose a smaller size.",
                        width=width, height=height)
    return document if (width, height) == (document.width, document.height) else scaled(document, width, height)


def sides(document: Document, params: Extended) -> dict[str, int]:
    """How many px are added on each side. Raises UserError where there is nothing to add."""
    added = {name: getattr(params, name) for name in ("left", "right", "top", "bottom")}
    if params.ratio.strip():
        ratio = ratio_of(params.ratio)
        more = math.ceil(document.height * ratio) - document.width
        low, high, more = ("left", "right", more) if more > 0 else (
            "top", "bottom", math.ceil(document.width / ratio) - document.height)
        added[low], added[high] = added[low] + more // 2, added[high] + more - more // 2
    if not any(added.values()):
        raise UserError("There is no side to extend.", "Say how many pixels, or which ratio.")
    if max(added.values()) > _MOST_SIDE:
        raise UserError("At most {most} pixels can be added on a side.", most=_MOST_SIDE)
    return added


def lettered(document: Document, params: Lettered) -> Document:
    """A line of text across the picture, white or black as the picture beneath asks for."""
    from editor.typesetting import application, with_words

    if not params.words.strip():
        raise UserError("There are no words to write.")
    running = application()
    high = max(document.height * 0.09, 8.0)
    high = min(high, document.width * 1.5 / max(len(params.words), 1))
    y = {"top": 0.14, "middle": 0.52, "bottom": 0.92}[params.place] * document.height
    band = Rect(0, max(round(y - high), 0), document.width, max(round(high), 1)).intersect(document.rect)
    light = compose.compose(document, band)[..., :3].mean()
    shade = 0.0 if light > 0.55 * white(document.dtype) else 1.0
    made = with_words(document, [{
        "text": params.words, "x": document.width / 2, "y": y, "size": high, "weight": "600", "align": "centre",
        "colour": (shade, shade, shade, 1.0)}])
    del running  # kept until here: fonts go with it
    return made


def levels(document: Document, params: Nothing) -> Document:
    from editor.assistant.carrying import footing
    from editor.filters.matching import auto_levels

    return auto_levels(*footing(document, "Auto levels"))


def flatten(document: Document, params: Nothing) -> Document:
    return compose.flatten(document)


def only_in_history(document: Document, params: Times) -> Document:
    raise AssertionError("whoever carries out a plan moves through the history")


def by_engine(document: Document, params: Extended) -> Document:
    raise AssertionError("the engine extends")


ACTIONS = (
    Operation("turn", "Rotate or flip", Turned, turn, "rotate-cw", order=10),
    Operation("crop", "Crop", Crop, crop, "crop", order=20),
    Operation("crop_selection", "Crop to selection", Nothing, crop_selection, "crop", order=21),
    Operation("size", "Image size", Size, size, "scaling", order=30),
    Operation("extend", "Extend", Extended, by_engine, "expand", order=40),
    Operation("text", "Text", Lettered, lettered, "type", order=50),
    Operation("auto_levels", "Auto levels", Nothing, levels, "chart-column", order=60),
    Operation("flatten", "Flatten", Nothing, flatten, "layers", order=70),
    Operation("undo", "Undo", Times, only_in_history, "undo-2", order=80),
    Operation("redo", "Redo", Times, only_in_history, "redo-2", order=81),
)
