"""The user comment of EXIF (tag 0x9286, CIPA DC-008 section 4.6.5): written into a block of its own, read from any."""

from __future__ import annotations

import struct

from editor.formats.exif import PREFIX

POINTER, COMMENT = 0x8769, 0x9286
UNICODE, ASCII = b"UNICODE\0", b"ASCII\0\0\0"


def block(text: str) -> bytes:
    """EXIF that holds nothing but the comment, in UTF-16 of its own byte order (big-endian)."""
    body = UNICODE + text.encode("utf-16-be")
    head = b"MM\0*" + struct.pack(">I", 8)
    first = struct.pack(">HHHIII", 1, POINTER, 4, 1, 26, 0)
    second = struct.pack(">HHHIII", 1, COMMENT, 7, len(body), 44, 0)
    return PREFIX + head + first + second + body


def read(raw: bytes | None) -> str:
    """The comment, "" where there is none or the block is damaged."""
    if not raw:
        return ""
    from PIL import Image

    found = Image.Exif()
    try:
        found.load(raw if raw.startswith(PREFIX) else PREFIX + raw)
        value = found.get_ifd(POINTER).get(COMMENT, b"")
    except Exception:  # whatever is wrong with it, there is no comment then
        return ""
    body = value if isinstance(value, bytes) else str(value).encode()
    if body.startswith(UNICODE):
        text = body[8:]
        little = found.endian == "<" and b"\0" not in text[:1]
        return text.decode("utf-16-le" if little else "utf-16-be", "replace").rstrip("\0")
    return body.removeprefix(ASCII).decode("utf-8", "replace").rstrip("\0")
