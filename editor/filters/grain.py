"""Grain: noise as of film, strongest in the middle tones; the same picture gets the same grain."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.document.execute import Place
from editor.document.pixels import Array
from editor.filters.located import NOWHERE, coordinates
from editor.filters.plain import LUMA, as_unit, back
from inference.api import Operation, flag, integer, number


@dataclass(frozen=True)
class Grain:
    amount: int = integer("Amount", 20, 0, 100, unit="%")
    size: float = number("Size", 1.0, 1.0, 8.0, unit="px", step=0.1)
    coloured: bool = flag("Coloured")
    even: bool = flag("In all tones alike")
    seed: int = integer("Seed", 1, 0, 9999)
    place: Place = NOWHERE


def lattice(x: Array, y: Array, seed: int) -> Array:
    """A number for each place, about normal (mean 0, deviation 1), always the same one.

    The sum of four bytes of a hash of the coordinates (xxHash's avalanche, Y. Collet).
    """
    mixed = (x.astype(np.int64) * 0x9E3779B1 + y.astype(np.int64) * 0x85EBCA77 + (seed + 1) * 0xC2B2AE3D)
    value = mixed.astype(np.uint32)
    for shift, factor in ((15, 0x85EBCA77), (13, 0xC2B2AE3D)):
        value = (value ^ (value >> np.uint32(shift))) * np.uint32(factor)
    value ^= value >> np.uint32(16)
    total = value.reshape(-1).view(np.uint8).reshape(*value.shape, 4).sum(axis=2, dtype=np.float32)
    made: Array = (total - np.float32(510)) / np.float32(147.8)  # 4 bytes: deviation 2 * 73.9
    return made


def run(pixels: Array, params: Grain, scale: float) -> Array:
    if not params.amount:
        return pixels
    x, y = coordinates(pixels, params.place, scale)
    column, row = np.floor(x), np.floor(y)
    layers = [lattice(column, row, params.seed + 7919 * c) for c in range(3 if params.coloured else 1)]
    sigma = (params.size - 1) / 2 * scale
    if sigma > 0.05:
        layers = [_coarse(layer, sigma) for layer in layers]
    noise = np.dstack(layers) if params.coloured else layers[0][..., None]
    colours = as_unit(pixels)
    if not params.even:
        light = np.clip(colours @ LUMA, 0, 1)[..., None]
        noise = noise * (0.25 + 3 * light * (1 - light))
    return back(pixels, colours + noise * np.float32(params.amount / 100 * 0.25))


def _coarse(noise: Array, sigma: float) -> Array:
    """Blurred, as strong as before: a Gaussian leaves 1 / (2 sigma sqrt(pi)) of the deviation."""
    soft = cv2.GaussianBlur(noise, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    made: Array = soft * np.float32(max(2 * sigma * np.pi ** 0.5, 1.0))
    return made


def margin(params: Grain) -> int:
    return 0 if params.size <= 1.1 else 16


OPERATION = Operation("grain", "Grain", Grain, run, icon="sparkles", menu="Noise", order=30, margin=margin)
