"""Older and rarer formats that Pillow reads: opened, never written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from editor.formats import pil
from editor.formats.format import Format


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _never(head: bytes) -> bool:
    """TGA has no signature: its suffix decides."""
    return False


FORMAT = (
    Format("jpeg2000", "JPEG 2000", (".jp2", ".j2k", ".jpx"),
           _starts(b"\xff\x4f\xff\x51", b"\x00\x00\x00\x0cjP  \r\n\x87\n"), partial(pil.read, kinds=("JPEG2000",))),
    Format("ico", "Windows icon", (".ico",), _starts(b"\0\0\1\0"), partial(pil.read, kinds=("ICO",))),
    Format("tga", "Targa", (".tga",), _never, partial(pil.read, kinds=("TGA",))),
    Format("ppm", "Netpbm", (".ppm", ".pgm", ".pbm", ".pnm", ".pfm"),
           lambda head: head[:1] == b"P" and head[1:2] in b"123456Ff" and head[2:3].isspace(),
           partial(pil.read, kinds=("PPM",))),
    Format("qoi", "QOI", (".qoi",), _starts(b"qoif"), partial(pil.read, kinds=("QOI",))),
    Format("dds", "DirectDraw surface", (".dds",), _starts(b"DDS "), partial(pil.read, kinds=("DDS",))),
    Format("sgi", "SGI", (".sgi", ".rgb"), _starts(b"\x01\xda"), partial(pil.read, kinds=("SGI",))),
)
