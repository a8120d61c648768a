"""Text layers: words and how they are set, kept beside the pixels that were drawn from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from editor.document.layer import Layer, PixelLayer
from inference.api import choice, colour, flag, font, number

WEIGHTS = {"300": "Light", "400": "Regular", "500": "Medium", "600": "Semibold", "700": "Bold", "900": "Black"}
ALIGNMENTS = {"left": "Left", "centre": "Centre", "right": "Right"}
NAME_LENGTH = 24


@dataclass(frozen=True)
class Type:
    """How words are set. The options of the text tool."""

    family: str = font("Font", "Inter")
    size: float = number("Size", 72.0, 4.0, 4000.0, unit="px", step=1.0, scale="log")
    weight: str = choice("Weight", "400", WEIGHTS)
    italic: bool = flag("Italic", False)
    align: str = choice("Align", "left", ALIGNMENTS)
    colour: tuple[float, float, float, float] = colour("Colour", (0.0, 0.0, 0.0, 1.0))
    leading: float = number("Line height", 120.0, 50.0, 400.0, unit="%", step=1.0)
    tracking: float = number("Letter spacing", 0.0, -200.0, 1000.0, unit="‰", step=5.0, help="Of the size.")


@dataclass(frozen=True)
class Words:
    """`width` in px breaks lines; 0 breaks them only where the text does."""

    text: str = ""
    type: Type = field(default_factory=Type)
    width: float = 0.0

    @property
    def title(self) -> str:
        """A name for the layer: how the text begins."""
        line = " ".join(self.text.split())
        return line if len(line) <= NAME_LENGTH else line[: NAME_LENGTH - 1].rstrip() + "…"


@dataclass(frozen=True, eq=False, kw_only=True)
class TextLayer(PixelLayer):
    """`x`, `y` is the anchor: where the first baseline begins, has its middle or ends, by alignment; for words with
    a width the upper left corner of their column."""

    words: Words = field(default_factory=Words)

    @property
    def key(self) -> str:
        """Writing is one step of the history, not one for each letter."""
        return f"text:{self.id}"

    def with_(self, **changes: Any) -> Layer:  # type: ignore[override]
        """Whoever changes the pixels and not the words has painted over them: the layer is one of pixels then."""
        if "pixels" in changes and "words" not in changes:
            kept = {name: getattr(self, name) for name in PixelLayer.__dataclass_fields__}
            return PixelLayer(**{**kept, **changes})
        return super().with_(**changes)
