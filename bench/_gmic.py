"""G'MIC's filters beside ours, where the program is installed (Debian package gmic)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, Any]
_BRUSH = "96,48,1,1,'255*exp(-((x/w-0.5)*2.3)^4-((y/h-0.5)*2.6)^4)*(0.6+0.4*cos(y*2.1+sin(x/9)))'"
FILTERS: dict[str, list[str]] = {
    "cartoon": ["cartoon", ","],
    "painting": ["fx_painting", "5,2.5,1.5,50,0,0"],
    "brushify": [_BRUSH, "brushify[0]", "[1]", "keep[0]"],
    "pencilbw": ["pencilbw", ","],
}


SHARE = {"brushify": 0.10}  # of the pixels: it takes minutes for two megapixels


def program() -> str | None:
    return shutil.which("gmic")


def run(image: Array, name: str) -> Array | None:
    """RGB uint8 (h, w, 3) through one of FILTERS, the slow ones at a SHARE of the pixels and enlarged; None where it
    does not work here."""
    height, width = image.shape[:2]
    k = SHARE.get(name, 1.0) ** 0.5
    image = cv2.resize(image, None, fx=k, fy=k, interpolation=cv2.INTER_AREA) if k < 1 else image
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place) / "in.png", Path(place) / "out.png"
        cv2.imwrite(str(source), image[..., ::-1])
        command = [program() or "gmic", "-v", "-", str(source), *FILTERS[name], "-output", str(target)]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False)
        if done.returncode or not target.exists():
            return None
        out = cv2.imread(str(target))
    return None if out is None else np.ascontiguousarray(cv2.resize(out, (width, height))[..., ::-1])


def inpaint(image: Array, mask: Array, name: str) -> Array | None:
    """RGB uint8 (h, w, 3) through `inpaint_matchpatch` or `inpaint_pde` with their usual settings; `mask` 0 or 255.

    None where the hole comes back black: version 2.9.4 does that on some masks, and reports success.
    """
    with tempfile.TemporaryDirectory() as place:
        source, hole, target = (str(Path(place) / file) for file in ("in.png", "hole.png", "out.png"))
        cv2.imwrite(source, image[..., ::-1])
        cv2.imwrite(hole, mask)
        command = [program() or "gmic", "-v", "-", source, hole, "channels[1]", "0",
                   f"inpaint_{name}[0]", "[1]", "keep[0]", "-output", target]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
        out = cv2.imread(target)
    failed = out is None or out[mask > 0].mean() < 0.5
    return None if failed else np.ascontiguousarray(out[..., ::-1])
