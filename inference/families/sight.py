"""The networks that see, each kind with what it can be asked (see `inference.sight`)."""

from __future__ import annotations

from inference.families.family import Family
from inference.sight import sam
from inference.sight.loading import loader

FAMILY = (
    Family("sam", "Segment Anything", "segmenter", sam.is_ours, loader(sam.make), frozenset({"points"}), order=60),
)
