"""The seam score: how much the edge of a repainted place differs from the rest of the picture, and how much of what was
made the joint itself spoils. 0 = not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.depths import to_unit
from inference.zones import depth

Array = npt.NDArray[Any]
VISIBLE = 1.0  # from about here on an edge is seen
_JUST = 0.5  # CIE L*a*b* units: less than this nobody sees
_SHIFTS = (7, 12, 17)  # px outside the edge at which the picture's own steps are taken
_SLOW, _CORE = 4.0, 4.0  # px: the change is looked at this blurred, and this far from the edge
# Set on the twelve photographs of bench/seams.py:
_DRIFT, _TINGED = 2.5, 4.0  # a*, b* units (RMS): up to one a drift varies, the other more is as bad as a visible edge
_REACH = 24  # px on both sides that are looked at


@dataclass(frozen=True)
class Seam:
    """`jump`: neighbouring pixels across the edge against neighbours beside it, as a ratio less 1. `step`: the same of
    means along the edge (a faint but long edge is seen). `texture`: octaves between the detail on both sides.
    `ghost`: contrast that the joint brought into the patch (halos, doubled edges), as a share of the picture's own.
    `bleed`: colour that the joint carried from places of the edge into the patch; a drift taken back, which is the same
    everywhere or varies as slowly as a patch's does, is none."""

    jump: float = 0.0
    step: float = 0.0
    texture: float = 0.0
    ghost: float = 0.0
    bleed: float = 0.0

    @property
    def score(self) -> float:
        return round(self.jump + self.step + 0.5 * self.texture + self.ghost + self.bleed, 4)


def seam(image: Array, inside: Array, moved: Array | None = None) -> Seam:
    """Of `image` (h, w, 3 or 4; any depth) along the edge of `inside` (bool). A mask without an edge has no seam.
    `moved` (h, w, 3) float 0-1 is what the joint added to what was made."""
    ys, xs = np.nonzero(edge_of(inside))
    if not ys.size:
        return Seam()
    pad = _REACH + max(_SHIFTS) + 8
    cut = (slice(max(ys.min() - pad, 0), ys.max() + pad), slice(max(xs.min() - pad, 0), xs.max() + pad))
    rgb = np.ascontiguousarray(to_unit(image[cut])[..., :3])
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
    where = np.ascontiguousarray(inside[cut])
    far = cv2.distanceTransform((~where).astype(np.uint8), cv2.DIST_L2, 5)
    found = Seam(_jump(lab, where, far), _step(lab, where, far), _texture(lab, where, far))
    if moved is None:
        return found
    change = np.ascontiguousarray(moved[cut], np.float32)
    made = cv2.cvtColor(np.clip(rgb - change, 0, 1), cv2.COLOR_RGB2LAB)
    return replace(found, ghost=_ghost(change, lab, where, far), bleed=_bleed(lab - made, where))


def edge_of(inside: Array) -> Array:
    """Pixels inside with a neighbour outside (the edge of the picture is no edge)."""
    return np.asarray(inside & (depth(inside) < 1.5))


def _jump(lab: Array, where: Array, far: Array) -> float:
    beside = (far > 2) & (far <= _REACH)
    across, own = [], []
    for axis in (0, 1):
        first, second = np.delete(where, -1, axis), np.delete(where, 0, axis)
        differs = np.linalg.norm(np.diff(lab, axis=axis), axis=2)
        across.append(differs[first != second])
        own.append(differs[np.delete(beside, -1, axis) & np.delete(beside, 0, axis)])
    return _excess(_rms(np.concatenate(across)), _rms(np.concatenate(own)))


def _step(lab: Array, where: Array, far: Array) -> float:
    """Means of bands of 5 px on both sides of the edge; the picture's own from the same bands further out."""
    found = _across(lab, where, np.ones_like(where))
    own = [_across(lab, far <= shift, far > 1) for shift in _SHIFTS]
    known = [value for value in own if value is not None]
    if found is None or not known:
        return 0.0
    return _excess(found, float(np.mean(known)))


def _across(lab: Array, where: Array, allowed: Array) -> float | None:
    """RMS difference between the mean colours left and right of the edge of `where`, of `allowed` pixels alone."""
    edge = edge_of(where) & allowed
    if edge.sum() < 8 or where.all():
        return None
    inner = (where & allowed & (depth(where) <= 5)).astype(np.float32)
    outer = (~where & (cv2.distanceTransform((~where).astype(np.uint8), cv2.DIST_L2, 5) <= 5)).astype(np.float32)
    means = []
    for weight in (inner, outer):
        total = cv2.GaussianBlur(weight, (0, 0), 3.0)
        means.append(cv2.GaussianBlur(lab * weight[..., None], (0, 0), 3.0) / np.maximum(total, 1e-3)[..., None])
    return _rms(np.linalg.norm(means[0] - means[1], axis=2)[edge])


def _texture(lab: Array, where: Array, far: Array) -> float:
    """|log2| of the Laplacian's energy in the bands 2-16 px inside and outside."""
    detail = cv2.Laplacian(np.ascontiguousarray(lab[..., 0]), cv2.CV_32F)
    deep = depth(where)
    within, without = detail[(deep > 2) & (deep <= 16)], detail[(far > 2) & (far <= 16)]
    if within.size < 16 or without.size < 16:
        return 0.0
    return float(abs(np.log2((_rms(within) + _JUST) / (_rms(without) + _JUST))))


def _ghost(moved: Array, lab: Array, where: Array, far: Array) -> float:
    """A change that varies slowly, such as a drift taken back, is none: only its contrast from px to px is seen."""
    light = cv2.cvtColor(moved, cv2.COLOR_RGB2GRAY) * np.float32(100)  # about as L*
    within, beside = where & (depth(where) <= _REACH), (far > 2) & (far <= _REACH)
    return _contrast(light, within) / (_contrast(lab[..., 0], beside) + _JUST)


def _bleed(change: Array, where: Array) -> float:
    """How far the slow change of a* and b* inside strays from its own median; `change` (h, w, 3) of L*a*b*."""
    core = where & (depth(where) > _CORE)
    if core.sum() < 64:
        return 0.0
    weight = where.astype(np.float32)
    total = np.maximum(cv2.GaussianBlur(weight, (0, 0), _SLOW), 1e-3)
    slow = cv2.GaussianBlur(change[..., 1:] * weight[..., None], (0, 0), _SLOW) / total[..., None]
    strays = np.linalg.norm(slow[core] - np.median(slow[core], axis=0), axis=1)
    return max(_rms(strays) - _DRIFT, 0.0) / _TINGED


def _contrast(light: Array, where: Array) -> float:
    return _rms(np.concatenate([np.diff(light, axis=axis)[np.delete(where, -1, axis) & np.delete(where, 0, axis)]
                                for axis in (0, 1)]))


def _rms(found: Array) -> float:
    return float(np.sqrt(np.mean(np.square(found, dtype=np.float64)))) if found.size else 0.0


def _excess(found: float, own: float) -> float:
    return max((found + _JUST) / (own + _JUST) - 1.0, 0.0)
