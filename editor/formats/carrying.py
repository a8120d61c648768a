"""What goes along with a picture into a flat file: what its own file brought, and how its AI parts were made."""

from __future__ import annotations

from typing import Any

from editor.document.document import Document
from editor.formats import exif_comment
from editor.formats.exif import PREFIX
from editor.formats.recipes import KEY, recipes, text_of
from inference.api import choice

KEEP = {"all": "Everything", "no recipe": "Without how AI made it", "none": "None"}
LONGEST_EXIF = 60_000  # bytes that fit into one segment of a JPEG file


def metadata() -> Any:
    """The option of formats that carry something."""
    return choice("Metadata", "all", KEEP, help="Camera data, texts, and how AI parts were made: prompt, model, seed. "
                                                "Colour profile and resolution always stay.")


def dressed(document: Document, keep: str) -> Document:
    """The document with what is to go into the file as its metadata, for the writers of flat formats."""
    if keep == "none":
        return document.with_(metadata={})
    texts = dict(document.metadata.get("text", {}))
    if keep == "no recipe":
        texts.pop(KEY, None)
        kept = {k: v for k, v in document.metadata.items() if k != "exif" or not _is_only_ours(v)}
        return document.with_(metadata={**kept, "text": texts})
    text = text_of(recipes(document))
    if not text:
        return document
    texts[KEY] = text
    added: dict[str, Any] = {"text": texts}
    block = exif_comment.block(text)
    if len(block) <= LONGEST_EXIF:
        if not document.metadata.get("exif") or _is_only_ours(document.metadata["exif"]):
            added["exif"] = block
        else:  # a camera's own block stays as it is, to the byte
            texts.setdefault("Comment", text)
    return document.with_(metadata={**document.metadata, **added})


def _is_only_ours(raw: bytes) -> bool:
    """A block made by us and nothing else: a comment in the one place where we put it."""
    head = exif_comment.block("")[:38].removeprefix(PREFIX)  # up to the length of the comment
    return raw.removeprefix(PREFIX).startswith(head)
