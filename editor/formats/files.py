"""Opening and saving: the format is found by signature, then by suffix; what goes wrong becomes a sentence."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import numpy as np

from editor.document.document import Document
from editor.document.geometry import TILE
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.formats.atomic import replaced
from editor.formats.carrying import dressed
from editor.formats.format import Format
from editor.formats.raster import rgba
from editor.formats.rows import Rows
from inference.api import UserError, discover, validated

log = logging.getLogger(__name__)
_ENCODER = 12  # bytes per px beside the document: the merged picture, its copy without alpha, what encoders keep


def formats() -> tuple[Format, ...]:
    return discover("editor.formats", "FORMAT")


def readable() -> tuple[Format, ...]:
    return tuple(f for f in formats() if f.read is not None)


def writable() -> tuple[Format, ...]:
    return tuple(f for f in formats() if f.write is not None)


def format_for_writing(path: Path) -> Format:
    """By suffix. Raises UserError for one that cannot be written."""
    found = next((f for f in writable() if path.suffix.lower() in f.suffixes), None)
    if found is None:
        known = ", ".join(f.suffixes[0] for f in writable())
        raise UserError("{name} cannot be saved: the ending {suffix} is not known.", "Use one of: {known}.",
                        name=path.name, suffix=path.suffix or "(none)", known=known)
    return found


def format_of(path: Path) -> Format:
    """By the first bytes of the file, else by suffix. Raises UserError."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise UserError("{name} cannot be opened: {reason}.", name=path.name,
                        reason=error.strerror or str(error)) from error
    if not head:
        raise UserError("{name} is empty.", name=path.name)
    suffix = path.suffix.lower()
    by_signature = (f for f in readable() if f.signature(head))
    by_suffix = (f for f in readable() if suffix in f.suffixes)
    found = next(by_signature, None) or next(by_suffix, None)
    if found is None:
        known = ", ".join(f.text for f in readable())
        raise UserError("{name} is not a picture that can be opened.", "Formats that can: {known}.",
                        name=path.name, known=known)
    return found


def open_document(path: Path | str) -> Document:
    """The document in a file. Raises UserError, whatever is wrong with the file."""
    path = Path(path)
    found = format_of(path)
    assert found.read is not None
    try:
        return found.read(path)
    except UserError as error:
        raise UserError("{name} cannot be opened: {reason}", error.hint, **{
            **error.values, "name": path.name, "reason": str(error)}) from error
    except MemoryError:
        raise UserError("{name} does not fit into memory.", "Close other pictures or programs.",
                        name=path.name) from None
    except Exception as error:
        if type(error).__name__ == "DecompressionBombError":
            raise UserError("{name} cannot be opened: the picture is too large.", name=path.name) from None
        # A decoder may fail in any way on a damaged file; the cause is kept in the log.
        log.info("cannot open %s", path, exc_info=error)
        raise UserError("{name} cannot be opened: the {format} file is damaged or of an unusual kind.",
                        "Get the file again, or save it anew in the program that made it. ({reason})",
                        name=path.name, format=found.text, reason=_one_line(error)) from error


def _one_line(error: Exception) -> str:
    """The decoder's own words; Pillow's "cannot identify image file" says no more than the sentence does."""
    words = " ".join(str(error).split())[:160]
    return words if words and not words.startswith("cannot identify") else type(error).__name__


def save_document(document: Document, path: Path | str, options: Any = None) -> None:
    """Write the document whole or not at all, in the format of the suffix.

    `options` is an instance of the format's own options, None for its defaults. Raises UserError.
    """
    path = Path(path)
    found = format_for_writing(path)
    assert found.write is not None
    _check_fits(found, document)
    chosen = _chosen(found, options)
    if not found.layers:
        document = dressed(document, getattr(chosen, "metadata", "none"))
    with replaced(path) as temporary:
        found.write(document, temporary, chosen)


def save_rows(rows: Rows, path: Path | str, options: Any = None) -> None:
    """`save_document` for a picture that is still being made: its strips are written as they come, by formats that can.

    The others collect them, where the edges of the format and the free memory allow it. Whatever ends the strips early
    leaves nothing at `path`. Raises UserError, before the first strip is asked for where it does not fit.
    """
    path, about = Path(path), rows.about
    found = format_for_writing(path)
    _check_fits(found, about)
    if found.write_rows is None:
        _check_memory(found, about)
        save_document(_collected(rows), path, options)
        return
    chosen = _chosen(found, options)
    strips = iter(rows.strips)
    dressed_rows = Rows(dressed(about, getattr(chosen, "metadata", "none")), rows.opaque, strips)
    with replaced(path) as temporary:
        found.write_rows(dressed_rows, temporary, chosen)
        for _ in strips:  # whoever makes them may still find that it went wrong
            raise AssertionError("more rows than the picture has")


def _chosen(found: Format, options: Any) -> Any:
    """The options, if they are of this format, else its defaults."""
    return validated(options if isinstance(options, found.options) else found.options())


def _check_fits(found: Format, about: Document) -> None:
    """Raises UserError where a format cannot hold pictures of this size."""
    if found.longest and max(about.width, about.height) > found.longest:
        raise UserError("{format} can hold at most {most} pixels on an edge.", "Save it as PNG or TIFF.",
                        format=found.text, most=found.longest)


def _check_memory(found: Format, about: Document) -> None:
    import psutil

    need = about.width * about.height * (_ENCODER + 4 * np.dtype(about.dtype).itemsize)
    free = psutil.virtual_memory().available
    if need > free:
        raise UserError("{format} needs the whole picture in memory: {need} GB, and {free} GB are free.",
                        "Save it as PNG or TIFF, which are written while the picture is made.", format=found.text,
                        need=f"{need / 1e9:.1f}", free=f"{free / 1e9:.1f}")


def _collected(rows: Rows) -> Document:
    """A document of the strips, cut into its tiles as they come."""
    layer = rows.about.layers[0]
    assert isinstance(layer, PixelLayer)
    pixels, top = Pixels(4, rows.about.dtype), 0
    for strip in rows.cut(TILE, rows.about.dtype):
        pixels = pixels.write(0, top, rgba(strip))
        top += len(strip)
    return rows.about.with_(layers=(layer.with_(pixels=pixels),))


def loses_layers(document: Document, path: Path) -> bool:
    """Whether saving in the format of this suffix would flatten layers, masks or saved selections."""
    found = format_for_writing(path)
    return not found.layers and (len(document.layers) > 1 or bool(document.channels))
