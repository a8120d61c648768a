"""ONNX files: other programs run them, Limner the same networks from other files. Which, is said by their names."""

from __future__ import annotations

import re

from inference.api.errors import UserError

# What people have (rembg's files, above all) and what to get for it. The first that fits.
_INSTEAD = (
    (r"u2netp", "u2netp.pth (U-2-Net)"), (r"u2net|silueta", "u2net.pth (U-2-Net)"),
    (r"isnet.*anime", "isnetis.ckpt (anime-segmentation)"), (r"isnet", "isnet-general-use.pth (DIS)"),
    (r"birefnet", "model.safetensors (ZhengPeng7/BiRefNet)"), (r"rmbg|bria", "model.safetensors (briaai/RMBG-2.0)"),
    (r"sam.?2", "sam2.1_hiera_tiny.pt"), (r"sam", "mobile_sam.pt"), (r"depth|midas|dpt", "depth_anything_v2_vits.pth"))


def instead(name: str) -> UserError:
    """What is said of an ONNX file of this name: which file of the same network to get instead."""
    other = next((file for words, file in _INSTEAD if re.search(words, name.lower())), "")
    if other:
        return UserError("{file} is an ONNX file, which is not used here.", "Get {other} instead.",
                         file=name, other=other)
    return UserError("{file} is an ONNX file, which is not used here.",
                     "Get the same network as a .safetensors or .pth file.", file=name)
