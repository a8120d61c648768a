"""One operation over many picture files: which files, where the results go, and what is in them. No Qt.

The command line and the window run it, each with its own engine.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from editor.document.document import Document
from editor.document.layer import GenerativeLayer
from editor.document.pixels import Array, Pixels
from editor.formats.files import format_for_writing, readable, save_rows
from editor.formats.rows import Rows
from editor.strips import Strips
from inference.api import Opening, Operation, Picture, Request, Result, UserError, operations

SAME = "same"  # the format of the source, where it can be written


@dataclass(frozen=True)
class Errand:
    """One file of a batch."""

    source: Path
    target: Path


def suited() -> tuple[Operation, ...]:
    """The operations that need a picture and nothing else, and give pictures."""
    return tuple(o for o in operations() if o.menu and o.gives == "picture" and "image" in o.needs
                 and "mask" not in o.needs and o.id not in ("edit", "outpaint", "detail"))


def pictures_in(folder: Path) -> list[Path]:
    """The picture files of a folder, by name; not those of its subfolders. Raises UserError where there are none."""
    endings = {suffix for kind in readable() for suffix in kind.suffixes}
    found = sorted(p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in endings
                   and not p.name.startswith("."))
    if not found:
        raise UserError("The folder {name} holds no pictures.", name=folder)
    return found


def planned(sources: Iterable[Path], folder: Path, name: str, kind: str, operation: str,
            overwrite: bool = False) -> tuple[Errand, ...]:
    """Where each result goes. `name` may hold {name}, {n} and {operation}; `kind` is an ending or SAME.

    Raises UserError, before anything is computed, where two results would be one file, where a source would be
    written over, or where files are there already and `overwrite` is not wished.
    """
    if not folder.is_dir():
        raise UserError("The folder {name} does not exist.", "Make it first.", name=folder)
    found = []
    for number, source in enumerate(sources, 1):
        suffix = source.suffix if kind == SAME else kind
        try:
            stem = name.format(name=source.stem, n=number, operation=operation)
        except (KeyError, IndexError, ValueError):
            raise UserError("The name {name} cannot be used.", "It may hold {fields}.", name=name,
                            fields="{name}, {n}, {operation}") from None
        if not stem.strip() or Path(stem).name != stem:
            raise UserError("The name {name} cannot be used.", "It may hold {fields}.", name=name,
                            fields="{name}, {n}, {operation}")
        target = folder / f"{stem}{suffix}"
        format_for_writing(target)
        found.append(Errand(source, target))
    _checked(found, overwrite)
    return tuple(found)


def _checked(found: list[Errand], overwrite: bool) -> None:
    targets = [errand.target for errand in found]
    twice = next((t for i, t in enumerate(targets) if t in targets[:i]), None)
    if twice is not None:
        raise UserError("Two results would be called {name}.", "Put {field} into the name.", name=twice.name,
                        field="{name} or {n}")
    own = {errand.source.resolve() for errand in found}
    if over := next((t for t in targets if t.resolve() in own), None):
        raise UserError("The picture {name} itself would be written over.",
                        "Choose another folder, or another name such as {example}.", name=over.name,
                        example="{name}-{operation}")
    if not overwrite and (there := next((t for t in targets if t.exists()), None)):
        raise UserError("{name} is there already.", "Choose another folder or name, or allow it to be replaced.",
                        name=there.name)


def request(operation: Operation, document: Document, params: Any, model: str | None, seed: int) -> Request:
    """The whole picture, flat."""
    from editor.formats.raster import flat

    return Request(operation.id, params, flat(document), None, model, seed, 1)


def finished(document: Document | None, picture: Picture, recipe: Mapping[str, Any]) -> Document:
    """A result with the profile, resolution and metadata of the picture it was made from, and how it was made."""
    height, width = picture.pixels.shape[:2]
    opening = Opening(width, height, picture.pixels.dtype.name, False, picture.seed, recipe, picture.facts)
    return _framed(document, opening, Pixels.of(picture.pixels))


def _framed(document: Document | None, opening: Opening, pixels: Pixels) -> Document:
    layer = GenerativeLayer(name="Background", pixels=pixels,
                            recipe={**opening.recipe, "seed": opening.seed, **opening.facts})
    made = Document(width=opening.width, height=opening.height, dtype=opening.dtype, layers=(layer,))
    if document is None:
        return made
    return made.with_(icc=document.icc, dpi=document.dpi, metadata=document.metadata)


def saved_as_made(strips: Strips, document: Document | None, path: Path) -> tuple[Result, bool]:
    """The result of a job, and whether its picture is at `path` already, dressed as `finished` does: what comes in
    strips is written as it comes. The picture then holds noughts in its size. Raises UserError, and whatever ends the
    job: nothing is then at `path`, and the job stops."""
    with closing(strips):
        try:
            opening = cast(Opening, next(strips))
        except StopIteration as end:
            return cast(Result, end.value), False
        ended: list[Result] = []

        def rest() -> Iterator[Array]:
            ended.append((yield from cast("Generator[Array, None, Result]", strips)))

        save_rows(Rows(_framed(document, opening, Pixels(4, opening.dtype)), opening.opaque, rest()), path)
    stand_in = np.broadcast_to(np.zeros((), opening.dtype), (opening.height, opening.width, 4))
    return replace(ended[0], pictures=(replace(ended[0].pictures[0], pixels=stand_in),)), True
