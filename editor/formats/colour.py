"""Colour profiles of files: what can stay in an RGB document, and conversion of what cannot."""

from __future__ import annotations

import io
from typing import Any


def space(icc: bytes | None) -> str:
    """Colour space of a profile, such as "RGB", "GRAY", "CMYK"; "" without a usable one. ICC.1:2022, 7.2.6."""
    if not icc or len(icc) < 132 or icc[36:40] != b"acsp":
        return ""
    return icc[16:20].decode("ascii", "replace").strip()


def rgb_profile(icc: bytes | None) -> bytes | None:
    """The profile, if an RGB document can carry it."""
    return icc if space(icc) == "RGB" else None


def to_srgb(image: Any, icc: bytes | None) -> Any:
    """A Pillow image of mode L, CMYK or LAB as sRGB in mode RGB, through its profile where that can be used.

    Without a profile CMYK is converted by the plain formula and grey by copying.
    """
    from PIL import ImageCms

    wanted = {"L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}[image.mode]
    try:
        if image.mode == "LAB":
            source: Any = ImageCms.createProfile("LAB")
        elif icc is not None and space(icc) == wanted:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        else:
            return image.convert("RGB")
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a damaged profile costs the profile, not the picture
        return image.convert("RGB") if image.mode != "LAB" else image.getchannel(0).convert("RGB")
