"""History: undo gives back the identical object, the budget drops the oldest, counting is right and incremental."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document.document import Document
from editor.document.history import History, added_bytes, held_bytes
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels

TILE_BYTES = 256 * 256 * 4


def document(tiles: int = 1) -> Document:
    pixels = Pixels.of(np.ones((256, 256 * tiles, 4), np.uint8))
    return Document(width=256 * tiles, height=256, layers=(PixelLayer(pixels=pixels),))


def dabbed(old: Document, x: int) -> Document:
    layer = old.layers[0]
    assert isinstance(layer, PixelLayer)
    return old.with_layer(layer.with_(pixels=layer.pixels.write(x, 0, np.zeros((4, 4, 4), np.uint8))))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["commit", "undo", "redo", "jump", "slider"]), max_size=30), st.randoms())
def test_undo_of_any_sequence_restores_the_identical_object(steps: list[str], random: object) -> None:
    start = Document(width=1, height=1)
    history, states, index = History.start(start, "open"), [start], 0
    key_of_last = ""
    for step in steps:
        if step in ("commit", "slider"):
            new = start.with_(width=len(states) + 1)
            key = "slider" if step == "slider" else ""
            if key and key_of_last == key and index > 0:
                index -= 1
            states, key_of_last = [*states[:index + 1], new], key
            index += 1
            history = history.commit(step, new, key)
        else:
            if step == "jump":
                index = random.randrange(len(states))  # type: ignore[attr-defined]
                history = history.at(index)
            else:
                index = min(max(index + (1 if step == "redo" else -1), 0), len(states) - 1)
                history = history.undo() if step == "undo" else history.redo()
            key_of_last = history.states[index].key
        assert history.current is states[index]
        assert [s.document for s in history.states] == states
        assert (history.can_undo, history.can_redo) == (index > 0, index < len(states) - 1)


def test_bytes_count_shared_tiles_once() -> None:
    first = document(4)
    second = dabbed(first, 300)
    twice = second.with_(layers=(*second.layers, PixelLayer(pixels=second.layers[0].pixels)))  # type: ignore[attr-defined]
    assert added_bytes(first, second) == TILE_BYTES
    assert added_bytes(second, twice) == 0
    assert added_bytes(second, second.with_(selection=Pixels.of(np.ones((3, 3), np.uint8)))) == 256 * 256
    history = History.start(first, "open")
    for i in range(6):
        history = history.commit("dab", dabbed(history.current, 256 * (i % 4)))
        assert history.nbytes == held_bytes(s.document for s in history.states)


def test_the_budget_drops_the_oldest_never_the_current_one() -> None:
    history = History.start(document(4), "open", budget=6 * TILE_BYTES)
    for i in range(8):
        history = history.commit(f"dab {i}", dabbed(history.current, 256 * (i % 4)))
        assert history.nbytes <= history.budget
        assert history.nbytes == held_bytes(s.document for s in history.states)
        assert history.states[-1].document is history.current
    assert [s.label for s in history.states] == ["dab 5", "dab 6", "dab 7"]
    assert history.dropped == 6
    huge = History.start(document(), "open", budget=1).commit("x", document(3))
    assert len(huge.states) == 1
    assert huge.states[0].label == "x"


@pytest.mark.parametrize("undone", [False, True])
def test_saved_mark_is_the_document_on_disk(undone: bool) -> None:
    first = document()
    history = History.start(first, "open", saved=True)
    assert history.is_saved
    history = history.commit("dab", dabbed(first, 0))
    assert not history.is_saved
    history = history.undo() if undone else history.mark_saved(history.current)
    assert history.is_saved
    assert history.commit("same", history.current) is history
