"""Gaussian blur."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.pixels import Array
from editor.filters.blurring import blurred, reach
from inference.api import Operation, number


@dataclass(frozen=True)
class GaussianBlur:
    radius: float = number("Radius", 4.0, 0.1, 500.0, unit="px", scale="log")


def run(pixels: Array, params: GaussianBlur, scale: float) -> Array:
    return blurred(pixels, params.radius * scale)


def margin(params: GaussianBlur) -> int:
    return reach(params.radius)


OPERATION = Operation("gaussian_blur", "Gaussian blur", GaussianBlur, run, icon="droplets", menu="Blur",
                      order=10, margin=margin)
