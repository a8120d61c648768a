"""Sizes of new pictures by name: screens, cards, photographic and standard paper (ISO 216, ANSI)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """`width` and `height` in px, or in mm at `dpi`."""

    text: str
    width: float
    height: float
    dpi: float = 0.0

    @property
    def px(self) -> tuple[int, int]:
        if not self.dpi:
            return round(self.width), round(self.height)
        return round(self.width / 25.4 * self.dpi), round(self.height / 25.4 * self.dpi)


PRESETS = {
    "": Preset("Custom", 0, 0),
    "hd": Preset("Full HD", 1920, 1080),
    "4k": Preset("4K UHD", 3840, 2160),
    "square": Preset("Square post", 1080, 1080),
    "portrait": Preset("Portrait post", 1080, 1350),
    "story": Preset("Story", 1080, 1920),
    "cover": Preset("Video cover", 1280, 720),
    "sd": Preset("Square, 512", 512, 512),
    "sdxl": Preset("Square, 1024", 1024, 1024),
    "a5": Preset("A5 paper, 300 dpi", 148, 210, 300.0),
    "a4": Preset("A4 paper, 300 dpi", 210, 297, 300.0),
    "a3": Preset("A3 paper, 300 dpi", 297, 420, 300.0),
    "a2": Preset("A2 poster, 200 dpi", 420, 594, 200.0),
    "letter": Preset("US Letter, 300 dpi", 215.9, 279.4, 300.0),
    "photo": Preset("Photo 10 × 15 cm, 300 dpi", 100, 150, 300.0),
    "card": Preset("Business card, 300 dpi", 85, 55, 300.0),
}
