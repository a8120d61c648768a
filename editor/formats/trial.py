"""A file as it would become: how large it is, and what its picture looks like. For the dialog that saves. No Qt."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, convert
from editor.formats.files import format_for_writing, open_document, save_document


@dataclass(frozen=True, eq=False)
class Trial:
    """`part` uint8 RGBA, what was asked for of the picture read back; None of formats that cannot be read back."""

    size_bytes: int
    part: Array | None


def tried(document: Document, path: Path, options: Any, part: Rect) -> Trial:
    """Write the document to a place of its own in the format of `path`, and read it back. Raises UserError."""
    with tempfile.TemporaryDirectory(prefix="limner-trial-") as folder:
        file = Path(folder) / f"trial{path.suffix}"
        save_document(document, file, options)
        readable = format_for_writing(path).read is not None
        seen = convert(compose(open_document(file), part), "uint8") if readable else None
        return Trial(file.stat().st_size, seen)
