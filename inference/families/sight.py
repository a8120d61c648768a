"""The networks that see, each kind with what it can be asked (see `inference.sight`)."""

from __future__ import annotations

from inference.families.family import Family
from inference.sight import captions, clip, depth, lines, sam, u2net
from inference.sight.loading import loader

FAMILY = (
    Family("sam", "Segment Anything", "segmenter", sam.is_ours, loader(sam.make), frozenset({"points"}), order=60),
    Family("clipseg", "CLIPSeg", "segmenter", clip.is_clipseg, loader(clip.make_clipseg), frozenset({"find"}),
           order=61),
    Family("u2net", "U2-Net", "background", u2net.is_ours, loader(u2net.make), frozenset({"matte"}), order=62),
    Family("clip", "CLIP", "clip", clip.is_clip, loader(clip.make_clip), frozenset({"agree"}), order=63),
    Family("blip", "BLIP", "captioner", captions.is_blip, loader(captions.make), frozenset({"describe"}), order=64),
    Family("depth", "Depth", "depth", depth.is_ours, loader(depth.make), frozenset({"depth"}), order=65),
    Family("lines", "Line art", "lines", lines.is_ours, loader(lines.make), frozenset({"lines"}), order=66),
)
