"""Words that a prompt wants to see in the picture: found in it, measured, and drawn where no text layer holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_OTHERS = ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf",
           "msyhbd.ttc", "msyh.ttc", "PingFang.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf", "DejaVuSans.ttf")
_QUOTES = (r'"([^"]+)"', r"“([^”]+)”", r"„([^“”]+)[“”]", r"「([^」]+)」", r"『([^』]+)』", r"《([^》]+)》",
           r"(?<!\w)'([^']+)'(?!\w)", r"‘([^’]+)’")
_ASKED = (r"\b(?:with the (?:words?|text|title|caption)|that says|saying|titled|entitled)\s+([^,.;\"'“]+)",
          r"(?:写着|标题为?|标题是|文字为?|字样为?)[:：]?\s*([^，。；,.;]+)")
_INTRODUCTION = re.compile(r"\b(?:with the (?:words?|text|title|caption)|that says|saying|titled|entitled)\s*$|"
                           r"(?:写着|标题为?|标题是|文字为?|字样为?)[:：]?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Lettering:
    """One line of words. `x`, `y` px is the middle of its baseline, `size` px the font's, `tracking` thousandths of it,
    `colour` sRGB 0-1, `weight` 400 or 600."""

    text: str
    x: float
    y: float
    size: float
    colour: tuple[float, float, float]
    weight: int = 600
    tracking: int = 60


def asked(prompt: str) -> tuple[str, tuple[str, ...]]:
    """The prompt without the words it wants to see in the picture, and those: first what stands in quotes."""
    found: list[str] = []
    for pattern in _QUOTES:
        while (match := re.search(pattern, prompt)) is not None:
            found.append(" ".join(match[1].split()))
            prompt = _INTRODUCTION.sub(" ", prompt[:match.start()].rstrip()) + " " + prompt[match.end():]
    for pattern in () if found else _ASKED:
        while (match := re.search(pattern, prompt, re.IGNORECASE)) is not None:
            found.append(" ".join(match[1].split()))
            prompt = prompt[:match.start()] + " " + prompt[match.end():]
    return prompt, tuple(text for text in found if text)


def width_px(text: str, size: float, weight: int = 600, tracking: int = 60) -> float:
    """How wide a line is."""
    font = _font(text, 100, weight)
    return float(font.getlength(text) / 100 + len(text) * tracking / 1000) * size


def fitting(text: str, width: float, largest: float, tracking: int = 60) -> float:
    """The size, at most `largest`, at which the line is not wider than `width`."""
    return min(largest, largest * width / max(width_px(text, largest, tracking=tracking), 1e-6))


def can_draw(text: str) -> bool:
    """Whether some font here has every letter of the text."""
    return _covers(_font(text, 40, 600), text)


def lettered(canvas: Array, letterings: tuple[Lettering, ...]) -> Array:
    """The picture (h, w, 3) float32 0-1 with the words drawn in."""
    from PIL import Image, ImageDraw

    out = canvas
    for line in letterings:
        font = _font(line.text, max(1.0, line.size), line.weight)
        mask = Image.new("L", (canvas.shape[1], canvas.shape[0]))
        pen = ImageDraw.Draw(mask)
        gap = line.size * line.tracking / 1000
        x = line.x - (width_px(line.text, line.size, line.weight, line.tracking) - gap) / 2
        for letter in line.text:
            pen.text((x, line.y), letter, 255, font, anchor="ls")
            x += font.getlength(letter) + gap
        alpha = np.asarray(mask, np.float32)[..., None] / 255
        out = out + (np.array(line.colour, np.float32) - out) * alpha
    return out


def _font(text: str, size: float, weight: int) -> Any:
    """Inter where it has all the letters, else the first font of the system that has, else Inter."""
    from PIL import ImageFont

    own = ImageFont.truetype(str(_FONTS / ("Inter-SemiBold.otf" if weight >= 500 else "Inter-Regular.otf")), size)
    if _covers(own, text):
        return own
    for name in _OTHERS:
        try:
            other = ImageFont.truetype(name, size)
        except OSError:
            continue
        if _covers(other, text):
            return other
    return own


def _covers(font: Any, text: str) -> bool:
    return all(letter.isspace() or _glyph(font.path, letter) != _glyph(font.path, "\U0010fffd") for letter in text)


@lru_cache(4096)
def _glyph(path: str, letter: str) -> bytes:
    from PIL import ImageFont

    mask = ImageFont.truetype(path, 24).getmask(letter)
    return bytes(mask) + bytes(str(mask.size), "ascii")
