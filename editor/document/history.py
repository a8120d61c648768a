"""History: (label, document) pairs and a pointer. Undo moves the pointer; no inverse of an edit is ever written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from editor.document.document import Document
from editor.document.layer import PixelLayer, walk
from editor.document.pixels import Pixels


@dataclass(frozen=True, eq=False)
class State:
    label: str
    document: Document
    key: str = ""  # consecutive commits with the same non-empty key are one step (a slider drag)


def _pixels(document: Document) -> Iterator[Pixels]:
    for layer in walk(document.layers):
        if isinstance(layer, PixelLayer):
            yield layer.pixels
        if layer.mask is not None:
            yield layer.mask.pixels
    if document.selection is not None:
        yield document.selection
    yield from (pixels for _, pixels in document.channels)


def held_bytes(documents: Iterator[Document]) -> int:
    """Bytes of all tiles of these documents, each shared tile counted once."""
    tiles = {id(t): t.nbytes for d in documents for p in _pixels(d) for t in p.tiles.values()}
    return sum(tiles.values())


@dataclass(frozen=True, eq=False)
class History:
    """`budget` in bytes: the oldest states are dropped beyond it, never the current one. `saved` is the
    document that stands on disk, None if none does; `dropped` counts the states lost to the budget."""

    states: tuple[State, ...]
    index: int = 0
    saved: Document | None = None
    budget: int = 2 << 30
    dropped: int = 0

    @staticmethod
    def start(document: Document, label: str, saved: bool = False, budget: int = 2 << 30) -> History:
        return History((State(label, document),), 0, document if saved else None, budget)

    @property
    def current(self) -> Document:
        return self.states[self.index].document

    @property
    def is_saved(self) -> bool:
        return self.saved is self.current

    @property
    def can_undo(self) -> bool:
        return self.index > 0

    @property
    def can_redo(self) -> bool:
        return self.index + 1 < len(self.states)

    def commit(self, label: str, document: Document, key: str = "") -> History:
        """With `document` as the newest state; the states ahead of the pointer are gone."""
        if document is self.current:
            return self
        past = self.states[: self.index + 1]
        if key and past[-1].key == key and len(past) > 1:
            past = past[:-1]
        states = (*past, State(label, document, key))
        return replace(self, states=states, index=len(states) - 1)._pruned()

    def undo(self) -> History:
        return self.at(self.index - 1)

    def redo(self) -> History:
        return self.at(self.index + 1)

    def at(self, index: int) -> History:
        return replace(self, index=min(max(index, 0), len(self.states) - 1))

    def mark_saved(self, document: Document) -> History:
        """`document` is what was written, which may be older than the current one by now."""
        return replace(self, saved=document)

    def _pruned(self) -> History:
        history = self
        while history.index > 0 and held_bytes(s.document for s in history.states) > history.budget:
            history = replace(history, states=history.states[1:], index=history.index - 1,
                              dropped=history.dropped + 1)
        return history
