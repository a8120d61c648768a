"""What a file format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.document.document import Document
from editor.formats.rows import Rows


@dataclass(frozen=True)
class NoSaveOptions:
    """For formats that are saved in one way only."""


@dataclass(frozen=True)
class Format:
    """`signature` looks at the first 64 bytes. `read(path)` raises UserError for a damaged file.

    `write(document, path, options)` writes to the path it is given and no other; `editor.formats.files.save`
    makes that atomic. `layers`: keeps layers, so that saving loses nothing. `dtypes`: the depths it can hold.
    `write_rows(rows, path, options)` is the same for a picture that comes in strips, whose whole is never in memory: a
    format that states it can be written while the engine still works. `longest`: the most px an edge can have, 0 = any.
    """

    id: str
    text: str
    suffixes: tuple[str, ...]
    signature: Callable[[bytes], bool]
    read: Callable[[Path], Document] | None = None
    write: Callable[[Document, Path, Any], None] | None = None
    write_rows: Callable[[Rows, Path, Any], None] | None = None
    longest: int = 0
    layers: bool = False
    alpha: bool = True
    dtypes: tuple[str, ...] = ("uint8",)
    options: type = NoSaveOptions
    order: int = 100
