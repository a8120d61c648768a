"""Opening and saving: the format is found by signature, then by suffix; what goes wrong becomes a sentence."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from editor.document.document import Document
from editor.formats.atomic import replaced
from editor.formats.carrying import dressed
from editor.formats.format import Format
from inference.api import UserError, discover, validated

log = logging.getLogger(__name__)


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
    chosen = validated(options if isinstance(options, found.options) else found.options())
    if not found.layers:
        document = dressed(document, getattr(chosen, "metadata", "none"))
    with replaced(path) as temporary:
        found.write(document, temporary, chosen)


def loses_layers(document: Document, path: Path) -> bool:
    """Whether saving in the format of this suffix would flatten layers, masks or saved selections."""
    found = format_for_writing(path)
    return not found.layers and (len(document.layers) > 1 or bool(document.channels))
