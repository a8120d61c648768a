"""Session: the only mutable state of an open document. History, active layer, staged result, path; few signals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.document.diff import difference, restructured, selection_difference
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.history import History
from editor.document.layer import GroupLayer, Layer, walk
from editor.document.pixels import Pixels
from editor.document.region import Region
from editor.guides import GuideSource
from editor.staging import Staged
from editor.tools.tool import Search

_SEARCHES = 40  # remembered, so that a click after an undo goes on from there


class Session(QObject):
    """`document` is the committed one; `shown` what the canvas draws: a preview of a gesture or filter, else
    the staged result, else the document."""

    shown_changed = Signal(Rect)  # the pixels of `shown` changed here, document px
    selection_changed = Signal()
    structure_changed = Signal()  # which layers, their looks, the active layer or the size of `shown`; not their pixels
    history_changed = Signal()
    staged_changed = Signal()
    path_changed = Signal()
    regions_changed = Signal()
    search_changed = Signal()

    def __init__(self, document: Document, label: str, path: Path | None = None, budget: int = 2 << 30) -> None:
        super().__init__()
        self.history = History.start(document, label, saved=path is not None, budget=budget)
        self.path = path
        self.title = ""
        self.staged: tuple[Staged, ...] = ()
        self.staged_index = 0
        self.anchor: tuple[float, float] | None = None  # where the last stroke ended
        self.source: tuple[float, ...] | None = None  # of the clone stamp
        self.recovered = False  # opened from a rescue copy: unsaved although nothing was done since
        self.searching: Search | None = None  # the newest one, until its answer is there
        self._found: tuple[tuple[Pixels | None, Search], ...] = ()  # selections and what they answer
        self.compare = False  # the key that shows the original is held
        self.guides: tuple[GuideSource, ...] = ()  # pictures that guide the models
        self._preview: Document | None = None
        self._applied: tuple[Staged, Document, tuple[Document, int]] | None = None
        self._shown = document
        self._active = self._default_active(document)

    # ---- what is there

    @property
    def document(self) -> Document:
        return self.history.current

    @property
    def regions(self) -> tuple[Region, ...]:
        """What is to be changed beside the selection."""
        return self.document.regions

    @property
    def shown(self) -> Document:
        return self._shown

    @property
    def active_layer(self) -> Layer | None:
        return self.document.find(self._active)

    @property
    def front(self) -> Staged | None:
        """The staged variant in front, if any."""
        return self.staged[self.staged_index] if self.staged else None

    @property
    def name(self) -> str:
        return self.path.name if self.path else self.title

    @property
    def has_unsaved_work(self) -> bool:
        """An empty new document is no work; a picture of the engine is, even before the first undo step."""
        history = self.history
        made = self.recovered or any(getattr(layer, "recipe", None) for layer in self.document.layers)
        return not history.is_saved and (history.can_undo or history.dropped > 0 or made)

    # ---- edits

    def commit(self, label: str, document: Document, key: str = "", active: int | None = None) -> None:
        """`document` becomes the newest step of the history; a staged result is kept on top of it."""
        self._preview, before = None, self.regions
        self.history = self.history.commit(label, document, key)
        if active is not None:
            self._active = active
        self._after_history(before)

    def preview(self, document: Document | None) -> None:
        """Show `document` without committing it; None goes back."""
        self._preview = document
        self._refresh()

    def undo(self) -> None:
        self._travel(self.history.undo())

    def redo(self) -> None:
        self._travel(self.history.redo())

    def go_to(self, index: int) -> None:
        self._travel(self.history.at(index))

    def activate(self, layer_id: int | None) -> None:
        if layer_id != self._active:
            self._active = layer_id
            self.structure_changed.emit()

    def saved(self, document: Document, path: Path) -> None:
        self.path = path
        self.history = self.history.mark_saved(document)
        self.path_changed.emit()
        self.history_changed.emit()

    # ---- searches

    @property
    def search(self) -> Search | None:
        """The one on its way, or the one that the present selection answers."""
        if self.searching is not None:
            return self.searching
        present = self.document.selection
        return next((s for found, s in reversed(self._found) if found is present), None) if present else None

    def search_for(self, search: Search | None) -> None:
        """A search begins; None: it came to nothing."""
        self.searching = search
        self.search_changed.emit()

    def found(self, label: str, document: Document, search: Search) -> None:
        """Commit `document`, whose selection answers `search`."""
        self.searching = None
        self._found = (*self._found[-_SEARCHES:], (document.selection, search))
        self.commit(label, document)

    # ---- results that nobody has committed yet

    def stage(self, staged: Staged, ready: tuple[Document, tuple[Document, int]] | None = None) -> None:
        """Add a job's pictures, one entry each, and show the first of them. `ready`: a document, and what
        `staged.apply` made of it already."""
        first = len(self.staged)
        one_each = tuple(replace(staged, index=i) for i in range(len(staged.pictures)))
        self.staged += one_each
        if ready is not None:
            self._applied = one_each[0], *ready
        self.show_staged(first)

    def show_staged(self, index: int) -> None:
        self.staged_index = index % len(self.staged) if self.staged else 0
        self._refresh()
        self.staged_changed.emit()

    def hold_compare(self, held: bool) -> None:
        self.compare = held
        self._refresh()
        self.staged_changed.emit()

    def accept(self) -> None:
        """The variant in front becomes one undo step; the other variants are dropped."""
        front = self.front
        if front is None:
            return
        document, layer_id = self._with_front(front)
        self.staged, self.staged_index, self.compare, self._applied = (), 0, False, None
        self.commit(front.placement.name, document, active=layer_id)
        self.staged_changed.emit()

    def discard(self, all_variants: bool = True) -> None:
        keep = () if all_variants else self.staged[: self.staged_index] + self.staged[self.staged_index + 1:]
        self.staged, self._applied = keep, None
        self.show_staged(min(self.staged_index, max(len(keep) - 1, 0)))

    def set_regions(self, regions: tuple[Region, ...], label: str, key: str = "") -> None:
        self.commit(label, self.document.with_(regions=regions), key)

    # ---- inside

    def _travel(self, history: History) -> None:
        self._preview, before = None, self.regions
        self.history = history
        self._after_history(before)

    def _after_history(self, regions_before: tuple[Region, ...]) -> None:
        if self.document.find(self._active) is None:
            self._active = self._default_active(self.document)
        self._refresh()
        self.history_changed.emit()
        if self.regions is not regions_before:
            self.regions_changed.emit()

    def _refresh(self) -> None:
        old, new = self._shown, self._now_shown()
        if new is old:
            return
        self._shown = new
        if restructured(old, new):
            self.structure_changed.emit()
        area = difference(old, new)
        if not area.is_empty:
            self.shown_changed.emit(area)
        if not selection_difference(old, new).is_empty or (old.selection is None) != (new.selection is None):
            self.selection_changed.emit()

    def _now_shown(self) -> Document:
        if self._preview is not None:
            return self._preview
        if self.front is not None and not self.compare:
            return self._with_front(self.front)[0]
        return self.document

    def _with_front(self, front: Staged) -> tuple[Document, int]:
        """The document with the variant in front, kept until either changes: its layer keeps its identity."""
        if self._applied is None or self._applied[0] is not front or self._applied[1] is not self.document:
            self._applied = front, self.document, front.apply(self.document)
        return self._applied[2]

    @staticmethod
    def _default_active(document: Document) -> int | None:
        layers: Iterable[Layer] = walk(document.layers)
        plain = [layer.id for layer in layers if not isinstance(layer, GroupLayer)]
        return plain[-1] if plain else None
