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
    added: int = 0  # bytes of tiles that the state before does not hold


def _pixels(document: Document) -> Iterator[Pixels]:
    for layer in walk(document.layers):
        if isinstance(layer, PixelLayer):
            yield layer.pixels
        if layer.mask is not None:
            yield layer.mask.pixels
    if document.selection is not None:
        yield document.selection
    yield from (pixels for _, pixels in document.channels)
    yield from (region.mask for region in document.regions)


def held_bytes(documents: Iterator[Document]) -> int:
    """Bytes of all tiles of these documents, each shared tile counted once."""
    different = {id(p): p for d in documents for p in _pixels(d)}  # most layers are the same in most states
    tiles = {id(t): t.nbytes for p in different.values() for t in p.tiles.values()}
    return sum(tiles.values())


def added_bytes(old: Document, new: Document) -> int:
    """Bytes of the tiles of `new` that `old` does not hold. Layers that did not change cost next to nothing."""
    before = {id(pixels): pixels for pixels in _pixels(old)}
    changed = [pixels for pixels in _pixels(new) if id(pixels) not in before]
    if not changed:
        return 0
    fresh = {id(tile): tile.nbytes for pixels in changed for tile in pixels.tiles.values()}
    for pixels in before.values():
        for held in fresh.keys() & set(map(id, pixels.tiles.values())):
            del fresh[held]
    return sum(fresh.values())


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
        first = State(label, document, added=held_bytes(iter((document,))))
        return History((first,), 0, document if saved else None, budget)

    @property
    def current(self) -> Document:
        return self.states[self.index].document

    @property
    def nbytes(self) -> int:
        """Bytes of all states; a tile that went and came back counts twice."""
        return sum(state.added for state in self.states)

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
        states = (*past, State(label, document, key, added_bytes(past[-1].document, document)))
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
        excess = self.nbytes - self.budget
        if excess <= 0 or self.index == 0:
            return self
        states, gone = list(self.states), 0
        while excess > 0 and gone < self.index:
            oldest, second = states[gone], states[gone + 1]
            whole = held_bytes(iter((second.document,)))
            excess -= oldest.added + second.added - whole
            gone += 1
            states[gone] = replace(second, added=whole)
        return replace(self, states=tuple(states[gone:]), index=self.index - gone, dropped=self.dropped + gone)
