"""Steps that change the selection without the engine. Functions of documents."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.assistant.actions import Nothing
from editor.document import selection as selections
from editor.document.document import Document
from editor.document.pixels import Pixels
from inference.api import Operation, UserError, choice, number

_SMALLEST = 0.05  # of the largest piece: smaller ones are crumbs
SIDES = {"left": "Left", "right": "Right", "top": "Top", "bottom": "Bottom"}


@dataclass(frozen=True)
class Side:
    side: str = choice("Half", "left", SIDES)


@dataclass(frozen=True)
class Keep:
    which: str = choice("Which", "left", {**SIDES, "largest": "Largest"})


@dataclass(frozen=True)
class By:
    px: float = number("By", 5.0, 0.5, 500.0, unit="px", scale="log")


def everything(document: Document, params: Nothing) -> Document:
    return document.with_(selection=selections.everything(document.rect))


def nothing(document: Document, params: Nothing) -> Document:
    return document.with_(selection=None)


def inverted(document: Document, params: Nothing) -> Document:
    return document.with_(selection=selections.inverted(document.selection, document.rect))


def half(document: Document, params: Side) -> Document:
    w, h = document.width, document.height
    boxes = {"left": (0, 0, w / 2, h), "right": (w / 2, 0, w, h), "top": (0, 0, w, h / 2), "bottom": (0, h / 2, w, h)}
    return document.with_(selection=selections.from_rect(*boxes[params.side], document.rect))


def kept(document: Document, params: Keep) -> Document:
    """Of a selection in several pieces, the one that lies furthest to a side; crumbs do not count."""
    chosen = _chosen(document)
    found = chosen.read(document.rect)
    count, labels, stats, centres = cv2.connectedComponentsWithStats((found > 127).astype(np.uint8))
    if count < 3:
        return document
    areas = stats[1:, cv2.CC_STAT_AREA]
    pieces = [i for i in range(1, count) if areas[i - 1] >= _SMALLEST * areas.max()]
    order = {"left": lambda i: centres[i][0], "right": lambda i: -centres[i][0], "top": lambda i: centres[i][1],
             "bottom": lambda i: -centres[i][1], "largest": lambda i: -float(areas[i - 1])}[params.which]
    best = min(pieces, key=order)
    near = cv2.dilate((labels == best).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0  # with its soft edge
    return document.with_(selection=selections.from_array(np.where(near, found, np.uint8(0))))


def feathered(document: Document, params: By) -> Document:
    return document.with_(selection=selections.feather(_chosen(document), params.px, document.rect))


def grown(document: Document, params: By) -> Document:
    return document.with_(selection=selections.grow(_chosen(document), params.px, document.rect))


def _chosen(document: Document) -> Pixels:
    if document.selection is None:
        raise UserError("Nothing is selected.", "Select a part of the picture first.")
    return document.selection


SELECTIONS = (
    Operation("all", "Select all", Nothing, everything, "square-dashed", order=110),
    Operation("none", "Deselect", Nothing, nothing, "circle-slash", order=111),
    Operation("invert", "Invert selection", Nothing, inverted, "contrast", order=112),
    Operation("side", "Select half", Side, half, "square-dashed", order=113),
    Operation("keep", "Keep one piece", Keep, kept, "shapes", order=114),
    Operation("feather", "Feather", By, feathered, "blend", order=115),
    Operation("grow", "Grow selection", By, grown, "expand", order=116),
)
