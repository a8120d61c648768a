"""A region: a part of the picture that models change beside the selection, with a strength and words of its own."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.pixels import Pixels


@dataclass(frozen=True, eq=False)
class Region:
    """`mask` is one uint8 channel in document px; `strength` 0-1; `prompt` says what should be there, "" = the same as
    everywhere."""

    mask: Pixels
    strength: float = 1.0
    prompt: str = ""
