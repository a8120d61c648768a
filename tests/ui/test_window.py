"""The window: actions, tabs, docks, options, notices, files, unsaved work, themes, shortcuts and live filters."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import FakeEngine
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.actions.action import Action
from editor.app import build
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.filters.apply import apply_filter, filter_named
from editor.session import Session
from editor.settings import Settings
from editor.staging import Placement, Staged
from editor.ui import theme
from editor.ui.filter_dialog import FilterDialog
from editor.ui.filter_preview import preview, reduced
from editor.ui.preferences import PreferencesDialog
from editor.ui.shortcuts import ShortcutsDialog
from editor.ui.window import Window
from inference.api import Picture, UserError


def document(value: int = 100, size: int = 64) -> Document:
    pixels = np.full((size, size, 4), value, np.uint8)
    pixels[..., 3] = 255
    return Document(width=size, height=size, layers=(PixelLayer(name="Ground", pixels=Pixels.of(pixels)),))


def opened(window: Window, path: Path | None = None) -> Session:
    session = Session(document(), "New", path)
    window.workspace.add(session)
    return session


def edited(session: Session) -> None:
    session.commit("Edit", session.document.with_(dpi=(72.0, 72.0)))


# ---- documents


def test_welcome_gives_way_to_the_document(window: Window) -> None:
    assert window.pages.currentWidget() is window.welcome
    session = opened(window)
    assert window.pages.currentWidget() is window.rulers
    window.close_session(session)
    assert window.pages.currentWidget() is window.welcome


def test_title_and_tab_show_unsaved_work(window: Window, tmp_path: Path) -> None:
    session = opened(window, tmp_path / "a.png")
    assert window.windowTitle() == "a.png[*] – Limner"
    edited(session)
    assert window.isWindowModified()
    assert window.tabs.tabText(0).startswith("•")
    session.saved(session.document, tmp_path / "b.png")
    assert window.windowTitle() == "b.png[*] – Limner"
    assert str(tmp_path / "b.png") in window.workspace.settings.state["recent"]


def test_tabs_follow_and_choose(window: Window) -> None:
    first, second = opened(window), opened(window)
    assert window.workspace.session is second
    window.window_command("next_tab")
    assert window.workspace.session is first
    window.tabs.tabCloseRequested.emit(1)
    assert window.workspace.sessions == (first,)


@pytest.mark.parametrize(("answer", "closed"), [("cancel", False), ("discard", True), ("save", False)])
def test_closing_asks_about_unsaved_work(
    window: Window, monkeypatch: pytest.MonkeyPatch, answer: str, closed: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("editor.ui.window.choose_save", lambda *_: None)
    monkeypatch.setattr("editor.ui.window_files.ask_save", lambda name, parent: asked.append(name) or answer)
    monkeypatch.setattr(window, "save_path", lambda suggested, export: None)
    session = opened(window)
    edited(session)
    assert window.close_session(session) is closed  # "save" without a path chosen: nothing was saved
    assert len(asked) == 1


def test_files_are_dropped_on_the_window(window: Window, qtbot: QtBot, sample: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(broken)), QUrl.fromLocalFile(str(sample))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    qtbot.waitUntil(lambda: bool(window.workspace.sessions))
    assert window.workspace.session is not None
    assert window.workspace.session.path == sample
    assert len(window.notices.cards) == 1
    window.open([sample])
    assert len(window.workspace.sessions) == 1


# ---- actions, palette, shortcuts


def test_every_action_has_its_place_and_unique_keys(window: Window) -> None:
    keys = [k.toString() for a in window.actions_.shown.values() for k in a.shortcuts()]
    assert len(keys) == len(set(keys))
    assert [a.text() for a in window.menuBar().actions()]


def test_expected_failure_becomes_a_notice(window: Window) -> None:
    def fail(_: Any) -> None:
        raise UserError("The disk {name} is full.", "Free some space.", name="D")

    window.run(Action("x", "X", fail))
    assert [card.message for card in window.notices.cards] == ["The disk D is full."]
    window.notices.show_notice("Broken.", "", "Traceback")
    card = window.notices.cards[-1]
    next(b for b in card.findChildren(QPushButton) if b.text() == "Copy details").click()
    assert QGuiApplication.clipboard().text() == "Traceback"
    for shown in list(window.notices.cards):
        shown.closed.click()
    assert not window.notices.cards




def test_palette_finds_tools_and_panels(window: Window, qtbot: QtBot) -> None:
    tool = list(window.workspace.tools.values())[1]
    window.open_palette()
    qtbot.keyClicks(window.palette_box.edit, tool.text)
    qtbot.keyClick(window.palette_box.edit, Qt.Key.Key_Return)
    assert window.workspace.tool is tool


def test_shortcuts_are_changed_and_conflicts_given_up(window: Window) -> None:
    ids = [a.id for a in window.actions_.declared.values() if a.shortcut][:2]
    dialog = ShortcutsDialog(window.actions_, window.workspace.tools, window.workspace.settings, window)
    taken = window.actions_.shortcut(window.actions_.declared[ids[1]]).split(";")[0]
    found = dialog.conflicting(ids[0], taken)
    assert found is not None
    assert found.id == ids[1]
    dialog.assign(ids[0], taken)
    assert [k.toString() for k in window.actions_.shown[ids[0]].shortcuts()] == [taken]
    assert not window.actions_.shown[ids[1]].shortcuts()
    assert Settings(window.workspace.settings.path).state["shortcuts"][ids[0]] == taken
    dialog.deleteLater()


# ---- bars


def test_tool_bar_shows_the_last_tool_of_a_group(window: Window) -> None:
    for tool in window.workspace.tools.values():
        window.workspace.choose_tool(tool.id)
        checked = [b for b in window.tool_bar.buttons.values() if b.isChecked()]
        assert [b.tool.id for b in checked] == [tool.id]


def test_return_in_the_words_of_smart_select_looks_for_them(window: Window) -> None:
    noticed: list[str] = []
    window.workspace.noticed.connect(lambda *texts: noticed.append(texts[0]))
    window.workspace.add(Session(document(), "Open"))
    window.workspace.choose_tool("smart")
    edit = window.options.fields["words"].edit  # type: ignore[attr-defined]
    QTest.keyClicks(edit, "the sky")
    assert window.workspace.options["smart"].words == "the sky"
    assert not noticed
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert noticed == ["There is no model that reads words."]


def test_options_go_both_ways(window: Window) -> None:
    window.workspace.choose_tool("brush")
    window.options.fields["size"].spin.setValue(33)  # type: ignore[attr-defined]
    assert window.workspace.options["brush"].size == 33
    window.workspace.set_options(dataclasses.replace(window.workspace.options["brush"], size=12))
    assert window.options.fields["size"].value() == 12


def test_colours_swap_and_go_back(window: Window) -> None:
    window.workspace.set_colours((1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0))
    window.window_command("swap_colours")
    assert window.workspace.foreground == (0.0, 1.0, 0.0, 1.0)
    window.window_command("default_colours")
    assert window.workspace.foreground == (0.0, 0.0, 0.0, 1.0)


def test_status_bar_tells_size_and_progress(window: Window) -> None:
    opened(window)
    assert "64 × 64" in window.status.extent.text()
    assert window.status.hint.text() == window.workspace.tool.hint


# ---- docks


def test_layout_is_remembered_between_starts(window: Window, qtbot: QtBot) -> None:
    settings = window.workspace.settings
    window.docks.toggle("navigator", show=False)
    window.docks.remember()
    again = build(Settings(settings.path), FakeEngine())  # type: ignore[arg-type]
    assert again.docks.docks["navigator"].isHidden()
    assert not again.docks.docks["layers"].isHidden()
    again.window_command("reset_layout")
    assert not again.docks.docks["navigator"].isHidden()
    again.deleteLater()


def test_all_panels_hide_and_come_back(window: Window) -> None:
    before = {n for n, d in window.docks.docks.items() if not d.isHidden()}
    window.window_command("toggle_panels")
    assert all(d.isHidden() for d in window.docks.docks.values())
    window.window_command("toggle_panels")
    assert {n for n, d in window.docks.docks.items() if not d.isHidden()} == before


def test_results_are_there_while_there_is_a_choice(window: Window) -> None:
    session = opened(window)
    assert window.docks.docks["results"].isHidden()
    picture = Picture(np.zeros((64, 64, 4), np.uint8))
    session.stage(Staged(1, (picture,), Placement("layer", Rect(0, 0, 64, 64), name="Result"), {}))
    assert not window.docks.docks["results"].isHidden()
    session.discard()
    assert window.docks.docks["results"].isHidden()


# ---- preferences


def test_theme_is_seen_while_chosen_and_goes_back(window: Window) -> None:
    dialog = PreferencesDialog(window.workspace.settings, window)
    dialog.form.set_values(dataclasses.replace(window.workspace.settings.values, theme="light"))
    dialog.form.changed.emit()
    assert theme.current().id == "light"
    dialog.reject()
    assert theme.current().id == "dark"
    window.window_command("theme:light")
    assert theme.current().id == "light"
    assert Settings(window.workspace.settings.path).values.theme == "light"
    window.window_command("theme:dark")
    dialog.deleteLater()


# ---- filters


def dialog_for(window: Window, session: Session, name: str) -> FilterDialog:
    return FilterDialog(filter_named(name), session, window.canvas, window.workspace.notice, window)


def test_filter_is_previewed_and_committed_once(window: Window, qtbot: QtBot) -> None:
    session = opened(window)
    dialog = dialog_for(window, session, "invert")
    dialog.show()
    qtbot.waitUntil(lambda: session.shown is not session.document)
    assert not session.history.can_undo
    dialog.accept()
    qtbot.waitUntil(lambda: session.history.can_undo)
    layer = session.document.layers[0]
    assert isinstance(layer, PixelLayer)
    assert layer.pixels.at(3, 3).tolist() == [155, 155, 155, 255]
    session.undo()
    assert not session.history.can_undo
    dialog.deleteLater()


def test_cancelled_filter_leaves_nothing(window: Window, qtbot: QtBot) -> None:
    session = opened(window)
    before = session.document
    dialog = dialog_for(window, session, "gaussian_blur")
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog._work.is_busy)
    assert session.shown is before
    dialog.deleteLater()


def test_filter_refuses_a_document_without_pixels(window: Window) -> None:
    session = Session(Document(width=8, height=8), "New")
    window.workspace.add(session)
    with pytest.raises(UserError):
        dialog_for(window, session, "invert")


def test_reduced_preview_agrees_with_the_whole_picture() -> None:
    generator = np.random.default_rng(3)
    rough = generator.integers(0, 256, (16, 16, 3)).astype(np.uint8).repeat(16, 0).repeat(16, 1)
    pixels = np.dstack([rough, np.full(rough.shape[:2], 255, np.uint8)])
    given = document().with_(width=256, height=256, layers=(PixelLayer(pixels=Pixels.of(pixels)),))
    operation = filter_named("invert")
    layer = given.layers[0].id
    whole = apply_filter(given, layer, operation, operation.parameters()).layers[0]
    seen = preview(given, layer, operation, operation.parameters(), Rect(0, 0, 256, 256), 2).layers[0]
    assert isinstance(whole, PixelLayer)
    assert isinstance(seen, PixelLayer)
    np.testing.assert_allclose(seen.pixels.read(given.rect).astype(int), whole.pixels.read(given.rect), atol=1)


def test_reducing_weighs_colours_by_alpha() -> None:
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[0, 0] = (200, 100, 50, 255)
    assert reduced(pixels, 2)[0, 0].tolist() == [200, 100, 50, 64]
