"""Ctrl+Up and Ctrl+Down in a prompt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.prompt_weight import reweighted


@pytest.mark.parametrize(("text", "start", "end", "by", "made"), [
    ("a red cat", 2, 5, 1, "a (red:1.1) cat"), ("a red cat", 3, 3, -1, "a (red:0.9) cat"),
    ("a (red:1.1) cat", 4, 4, 1, "a (red:1.2) cat"), ("a (red:1.1) cat", 4, 4, -1, "a red cat"),
    ("a  cat", 0, 6, 2, "(a  cat:1.2)"), ("a <lora:x y:0.7>", 8, 8, 1, "a <lora:x y:0.8>"),
    ("<lora:x>", 6, 6, -1, "<lora:x:0.9>"), ("(a:2)", 1, 1, 1, "(a:2)"), ("  ", 1, 1, 1, "  "),
])
def test_weights_of_pieces(text: str, start: int, end: int, by: int, made: str) -> None:
    assert reweighted(text, start, end, by)[0] == made


@given(st.text(alphabet="ab ,.", min_size=1, max_size=20), st.data())
def test_up_and_down_again_is_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    once = reweighted(text, start, end, 1)
    assert reweighted(*once, -1)[0] == text
    assert once[0][once[1]:once[2]] in text


def test_the_keys(qtbot: QtBot) -> None:
    from editor.ui.panels.prompt_edit import PromptEdit

    edit = PromptEdit()
    qtbot.addWidget(edit)
    edit.setPlainText("a red cat")
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "a red (cat:1.2)"
    assert edit.textCursor().selectedText() == "cat"
    edit.undo()
    assert edit.text() == "a red (cat:1.1)"
