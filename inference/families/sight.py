"""The networks that see, each kind with what it can be asked (see `inference.sight`)."""

from __future__ import annotations

from inference.families.family import Family
from inference.sight import birefnet, captions, clip, depth, lines, openclip, pose, sam, sam3, siglip, u2net
from inference.sight.loading import loader

FAMILY = (
    Family("sam3", "SAM 3", "segmenter", sam3.is_ours, loader(sam3.make), frozenset({"points", "find"}), order=59),
    Family("sam3-words", "SAM 3 (words)", "segmenter", sam3.reads_words, loader(sam3.make), frozenset({"find"}),
           order=60),
    Family("sam", "Segment Anything", "segmenter", sam.is_ours, loader(sam.make), frozenset({"points"}), order=60),
    Family("clipseg", "CLIPSeg", "segmenter", clip.is_clipseg, loader(clip.make_clipseg), frozenset({"find"}),
           order=61),
    Family("birefnet", "BiRefNet", "background", birefnet.is_ours, loader(birefnet.make), frozenset({"matte"}),
           order=62),
    Family("u2net", "U2-Net", "background", u2net.is_ours, loader(u2net.make, library=False), frozenset({"matte"}),
           order=62),
    Family("clip", "CLIP", "clip", clip.is_clip, loader(clip.make_clip), frozenset({"agree"}), order=63),
    Family("siglip", "SigLIP", "clip", siglip.is_ours, loader(siglip.make), frozenset({"agree"}), order=63),
    Family("openclip", "OpenCLIP", "clip", openclip.is_ours, loader(openclip.make), frozenset({"agree"}), order=63),
    Family("blip", "BLIP", "captioner", captions.is_blip, loader(captions.make), frozenset({"describe"}), order=64),
    Family("florence2", "Florence-2", "captioner", captions.is_florence, loader(captions.make_florence),
           frozenset({"describe"}), order=64),
    Family("depth", "Depth", "depth", depth.is_ours, loader(depth.make), frozenset({"depth"}), order=65),
    Family("vitpose", "ViTPose", "pose", pose.is_ours, loader(pose.make), frozenset({"pose"}), order=65),
    Family("detector", "RT-DETR or D-FINE", "detector", pose.finds_people, loader(pose.make_finder),
           frozenset({"people"}), order=65),
    Family("lines", "Line art", "lines", lines.is_ours, loader(lines.make, library=False), frozenset({"lines"}),
           order=66),
)
