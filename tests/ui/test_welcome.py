"""The page before any document: recent files as cards with their pictures, in as many columns as there is room for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.formats.files import save_document
from editor.settings import Settings
from editor.ui.recent import EDGE_PX, picture_of
from editor.ui.welcome import Welcome


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for i in range(9):
        made.append(tmp_path / f"{i}.png")
        Image.new("RGB", (60, 40), (20 * i, 90, 160)).save(made[-1])
    return made


def welcome(qtbot: QtBot, folder: Path, files: list[Path], opened: list[Path]) -> Welcome:
    settings = Settings(folder / "settings.json")
    settings.state["recent"] = [str(path) for path in (*files, folder / "gone.png")]
    page = Welcome(settings, lambda _: None, opened.append)
    qtbot.addWidget(page)
    return page


def test_cards_fill_the_width_and_open_their_file(qtbot: QtBot, tmp_path: Path, files: list[Path]) -> None:
    opened: list[Path] = []
    page = welcome(qtbot, tmp_path, files, opened)
    page.resize(900, 800)
    page.show()
    assert [card.path for card in page.recent.cards] == files[:8]
    assert len({card.y() for card in page.recent.cards}) <= 2
    page.recent.cards[3].click()
    assert opened == [files[3]]
    page.resize(400, 420)
    assert [card.path for card in page.recent.cards] == files[:2]
    qtbot.waitUntil(lambda: page.recent._thumbnails.peek(files[0]) is not None)


def test_a_file_can_be_taken_off_the_list(qtbot: QtBot, tmp_path: Path, files: list[Path]) -> None:
    page = welcome(qtbot, tmp_path, files[:3], [])
    page.resize(900, 800)
    page.show()
    page.recent.cards[1].unwanted.emit(files[1])
    assert [card.path for card in page.recent.cards] == [files[0], files[2]]
    assert str(files[1]) not in page.recent._settings.state["recent"]


def test_without_recent_files_there_is_no_heading_for_them(qtbot: QtBot, tmp_path: Path) -> None:
    page = welcome(qtbot, tmp_path, [], [])
    page.resize(900, 800)
    page.show()
    assert page.title.isHidden()


def test_pictures_of_files_are_small_and_those_of_ours_come_from_their_preview(tmp_path: Path) -> None:
    pixels = np.full((900, 1200, 4), (200, 30, 60, 255), np.uint8)
    document = Document(width=1200, height=900, layers=(PixelLayer(pixels=Pixels.of(pixels)),))
    for name in ("a.limn", "a.jpg", "a.png"):
        save_document(document, tmp_path / name)
        shown = picture_of(tmp_path / name)
        assert max(shown.shape[:2]) == EDGE_PX
        assert np.abs(shown.reshape(-1, 4).mean(axis=0) - (200, 30, 60, 255)).max() < 4
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 no picture")
    assert picture_of(broken).shape == (1, 1, 4)
