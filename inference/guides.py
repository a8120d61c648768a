"""Guides between a request and a model: cut to the crop that is worked on, and drawn as the map a ControlNet reads."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from inference.api import LINES, Guide, Report, UserError
from inference.controlmaps import KINDS, control_map
from inference.depths import converted, rgb8, rgba
from inference.region import Box, resized

if TYPE_CHECKING:
    from inference.helpers import Helpers

Array = npt.NDArray[Any]
_RIM_PX = 3  # beside a transparent part: the edge of what was painted is no edge of a thing


def cropped(guides: Iterable[Guide], size: tuple[int, int], box: Box) -> tuple[Guide, ...]:
    """The guides of a picture of `size` (width, height) for its part `box`, which may reach beyond it: maps are cut,
    transparent where they say nothing; references stay as they are."""
    return tuple(_cut(guide, size, box) if guide.is_map else guide for guide in guides)


def _cut(guide: Guide, size: tuple[int, int], box: Box) -> Guide:
    left, top, width, height = guide.box or (0, 0, *size)
    image = converted(rgba(guide.image), np.uint8)
    across, down = image.shape[1] / width, image.shape[0] / height
    x0, x1 = round((box[0] - left) * across), round((box[0] + box[2] - left) * across)
    y0, y1 = round((box[1] - top) * down), round((box[1] + box[3] - top) * down)
    out = np.zeros((max(y1 - y0, 1), max(x1 - x0, 1), 4), np.uint8)
    part = image[max(y0, 0):max(y1, 0), max(x0, 0):max(x1, 0)]
    y, x = max(-y0, 0), max(-x0, 0)
    part = part[:max(out.shape[0] - y, 0), :max(out.shape[1] - x, 0)]
    out[y:y + part.shape[0], x:x + part.shape[1]] = part
    return dataclasses.replace(guide, image=out, box=None)


def by_networks(guides: Iterable[Guide], helpers: Helpers, report: Report) -> tuple[Guide, ...]:
    """Those whose map an installed network draws become finished maps. Raises UserError for depth and poses without
    one."""
    return tuple(_finished(guide, helpers, report) if guide.is_map and guide.raw else guide for guide in guides)


def _finished(guide: Guide, helpers: Helpers, report: Report) -> Guide:
    image = converted(rgba(guide.image), np.uint8)
    made = network_map(rgb8(image), guide.kind, helpers, report)
    if made is None:
        return guide
    return dataclasses.replace(guide, image=rgba(np.where(_known(image)[..., None], made, np.uint8(0))), raw=False)


def network_map(picture: Array, kind: str, helpers: Helpers, report: Report) -> Array | None:
    """The map of (h, w, 3) uint8 by an installed network, of the same size; None where classical means must do. Raises
    UserError for depth and poses, which have none of those."""
    if kind == "pose":
        return _posed(picture, helpers, report)
    if kind == "depth":
        network = helpers.first("depth", report)
        if network is None:
            raise UserError("A control map of depth needs a depth model.", "Install Depth Anything under Models.")
        return _grey(network.depth(picture, report), picture)
    network = helpers.first("lines", report, lambda lines: lines.kind == kind)
    return None if network is None else _grey(network.lines(picture, report), picture)


def _posed(picture: Array, helpers: Helpers, report: Report) -> Array:
    from inference.sight.pose import skeletons

    network = helpers.first("pose", report)
    if network is None:
        raise UserError("A control map of poses needs a pose model.",
                        "Put a folder of ViTPose among the models, and for several people one of RT-DETR or D-FINE.")
    finder = helpers.first("people", report)
    boxes = finder.people(picture, report) if finder is not None else []
    return skeletons(network.pose(picture, boxes, report), picture.shape[1], picture.shape[0])


def _grey(unit: Array, picture: Array) -> Array:
    """float 0-1 of any size as (h, w, 3) uint8 of the picture's."""
    made = resized(unit.astype(np.float32), picture.shape[1], picture.shape[0])
    return np.dstack([np.rint(np.clip(made, 0, 1) * 255).astype(np.uint8)] * 3)


def drawn(guide: Guide, width: int, height: int) -> npt.NDArray[np.uint8]:
    """The control map at a working size, (height, width, 3). It is drawn there, so that lines are as wide as those
    that ControlNets were trained on. Raises UserError for a kind that cannot be drawn from a picture."""
    image = resized(converted(rgba(guide.image), np.uint8), width, height)
    if not guide.raw:
        return flattened(image, guide.kind)
    if guide.kind not in KINDS:
        raise UserError("A map of the kind {kind} cannot be drawn from a picture here.",
                        "Give a finished map, as a layer or a file.", kind=guide.kind)
    made = control_map(rgb8(image), guide.kind, guide.detail)
    return made if guide.kind == "tile" else np.where(_known(image)[..., None], made, np.uint8(0))


def flattened(image: Array, kind: str) -> npt.NDArray[np.uint8]:
    """A finished map, RGBA uint8, without transparency. Lines drawn dark on a light or transparent ground are turned
    into the light lines on black that ControlNets know."""
    colours, alpha = image[..., :3].astype(np.float32), image[..., 3:].astype(np.float32) / 255
    weight = float(alpha.sum())
    dark = weight > 0 and float((colours * alpha).sum()) / (3 * weight) < 128
    see_through = weight < 0.9 * alpha.size
    ground = np.float32(255.0 if kind in LINES and dark and see_through else 0.0)
    flat = colours * alpha + ground * (1 - alpha)
    if kind in LINES and float(flat.mean()) > 128:
        flat = 255 - flat
    made: npt.NDArray[np.uint8] = np.rint(flat).astype(np.uint8)
    return made


def _known(image: Array) -> npt.NDArray[np.bool_]:
    import cv2

    alpha = image[..., 3]
    if alpha.min() == 255:
        return np.ones(alpha.shape, bool)
    solid = np.pad((alpha > 127).astype(np.uint8), _RIM_PX, mode="edge")
    near = cv2.erode(solid, np.ones((2 * _RIM_PX + 1, 2 * _RIM_PX + 1), np.uint8))
    return np.asarray(near[_RIM_PX:-_RIM_PX, _RIM_PX:-_RIM_PX] > 0)
