"""The model window and its library: what is listed and told, licences, a real download, registering, deleting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEngine
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.models.catalogue import File
from editor.models.fit import GB, Machine
from editor.models.library import Library
from editor.settings import Preferences, Settings
from editor.ui import theme
from editor.ui.models.dropping import parted
from editor.ui.models.rows import GROUPS, rows, size_text, wanted
from editor.ui.models.window import ModelsWindow
from inference.api import KINDS, ModelInfo, UserError
from tests.models.server import Manners, serving
from tests.models.test_download import BODY

READY = ModelInfo("/m/xl.safetensors", "xl", "checkpoint", "sdxl", ("generate",), 6_900_000_000,
                  title="Stable Diffusion XL")
LORA = ModelInfo("/m/ink.safetensors", "ink", "lora", "sdxl", size_bytes=80_000_000, title="Stable Diffusion XL",
                 method="DoRA")
ODD = ModelInfo("/m/odd.pth", "odd", "upscaler", "", size_bytes=9_000_000, guessed=True,
                choices=("upscaler", "lora"), problem="It is not known for certain what this file is.",
                reason=UserError("It is not known for certain what this file is.", "Choose what to use it as."))
TWIN = replace(READY, path="/m/again.safetensors", name="again", twin="/m/xl.safetensors")


class Scanning(FakeEngine):
    """Remembers what it was told to look through."""

    def __init__(self, *models: ModelInfo) -> None:
        super().__init__()
        self.models = models
        self.asked: list[tuple[list[str], dict[str, str]]] = []

    def rescan(self, folders: list[str], used_as: Any = None) -> None:
        self.asked.append((folders, dict(used_as or {})))
        self.models_changed.emit()


@pytest.fixture
def engine() -> Scanning:
    return Scanning(READY, LORA, ODD, TWIN)


@pytest.fixture
def library(engine: Scanning, tmp_path: Path, qapp: QApplication) -> Iterator[Library]:
    settings = Settings(tmp_path / "s.json")
    settings.update(Preferences(find_models=False))
    made = Library(settings, engine)
    made.machine = Machine("Card", 8 * GB, 16 * GB)
    made.set_folder(tmp_path / "models")
    yield made
    made.close()


@pytest.fixture
def window(library: Library, qtbot: QtBot, qapp: QApplication) -> ModelsWindow:
    theme.apply(qapp, "dark")
    made = ModelsWindow(library)
    qtbot.addWidget(made)
    made.show()
    return made


def titles(window: ModelsWindow) -> list[str]:
    return [row.title for row in window.rows.rows]


def test_a_model_that_lacks_parts_says_which_and_gets_them(
    window: ModelsWindow, engine: Scanning, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = UserError("{file} needs parts that were not found: {parts}.", file="flux1-dev.safetensors",
                       parts="CLIP-L, T5-XXL")
    lacking = ModelInfo("/m/flux1-dev.safetensors", "flux1-dev", "diffusion", "flux", ("generate",), 11_900_000_000,
                        problem=str(reason), reason=reason, needs=("clip-l", "t5-xxl", "flux-vae"),
                        lacks=("clip-l", "t5-xxl"))
    engine.models = (*engine.models, lacking)
    engine.models_changed.emit()
    window.choose(lacking.path)
    assert window.row is not None
    assert window.row.badge == "Needs parts"
    assert window.details.buttons["get"].text() == "Download 3.6 GB"
    assert not window.details.buttons["get"].isEnabled(), "the licences were not accepted"
    assert window.details.accept is not None
    window.details.accept.setChecked(True)
    assert window.details.buttons["get"].isEnabled()
    began: list[str] = []
    monkeypatch.setattr(window.library.downloads, "start", lambda entry, folder: began.append(entry.id))
    window.details.buttons["get"].click()
    assert began == ["clip-l", "t5-xxl"]
    assert window.page == "downloads"


def test_a_part_that_is_there_in_another_kind_is_not_fetched_again(library: Library, engine: Scanning) -> None:
    kontext = next(entry for entry in library.entries if entry.id == "flux-kontext")
    assert [e.id for e in library.missing_parts(kontext)] == ["clip-l", "t5-xxl", "flux-vae"]
    engine.models = (ModelInfo("/m/t5xxl_fp16.safetensors", "t5xxl_fp16", "text_encoder", "t5-xxl"),
                     ModelInfo("/m/ae.sft", "ae", "vae", "flux"))
    assert [e.id for e in library.missing_parts(kontext)] == ["clip-l"]


def test_lists_search_and_filter(window: ModelsWindow) -> None:
    assert titles(window) == ["again", "xl", "ink", "odd"]
    assert [row.badge for row in window.rows.rows] == ["Duplicate", "Ready", "", "Unknown"]
    window.search.setText("dora")
    assert titles(window) == ["ink"]
    window.search.setText("nothing like it")
    assert window.pages.currentWidget() is window.empty
    assert window.empty.title.text() == "Nothing matches"
    window.search.clear()
    window.filter.setCurrentIndex(list(GROUPS).index("odd"))
    assert titles(window) == ["again", "odd"]
    window.filter.setCurrentIndex(0)
    window.show_page("available")
    assert titles(window)[0] in {e.name for e in window.library.entries if e.recommended}
    assert "Installed  4" in window.tabs["installed"].text()


def test_every_kind_is_in_one_group(library: Library) -> None:
    kinds = [kind for _, inside in GROUPS.values() for kind in inside]
    assert sorted(kinds) == sorted(set(KINDS) - {"unknown"})
    assert all(wanted(row, "", "") for row in rows(library, "available"))
    assert [size_text(n) for n in (6.9e9, 67e6, 400)] == ["6.9 GB", "67 MB", "1 KB"]


def test_the_licence_comes_before_the_download(window: ModelsWindow, library: Library) -> None:
    window.show_page("available")
    window.choose("zimage-turbo")
    details = window.details
    assert not details.buttons["download"].isEnabled()
    assert "9.0 GB" in details.buttons["download"].text(), "with the parts it needs"
    assert details.accept is not None
    details.accept.setChecked(True)
    assert window.details.buttons["download"].isEnabled()
    window.choose("qwen3-4b")
    assert window.details.buttons["download"].isEnabled(), "the same licence was accepted already"
    window.choose("flux-kontext")
    assert not window.details.buttons["download"].isEnabled()
    window.choose("flux-fill")
    assert "download" not in window.details.buttons, "for people with an account: the page"
    assert not library.downloads.all


def test_a_download_from_press_to_rescan(
    window: ModelsWindow, library: Library, engine: Scanning, qtbot: QtBot, tmp_path: Path,
) -> None:
    with serving(Manners(BODY, drops=[300_000], throttle_s=0.001)) as url:
        files = (File(url, "upscale_models/x.safetensors", len(BODY), hashlib.sha256(BODY).hexdigest()),)
        entry = replace(next(e for e in library.entries if e.id == "realesrgan-x4"), files=files)
        library.entries = tuple(entry if e.id == entry.id else e for e in library.entries)
        window.show_page("available")
        window.choose(entry.id)
        assert window.details.accept is not None
        window.details.accept.setChecked(True)
        with qtbot.waitSignal(library.downloads.finished, timeout=20_000):
            window.details.buttons["download"].click()
            assert library.downloads.all[entry.id].state == "running"
            assert "pause" in window.details.buttons
    target = tmp_path / "models" / "upscale_models" / "x.safetensors"
    assert target.read_bytes() == BODY
    assert engine.asked[-1][0] == [str(tmp_path / "models")], "the engine looks at it, and nobody else"
    engine.models = (*engine.models, ModelInfo(str(target), "x", "upscaler", "upscaler", ("upscale",)))
    engine.models_changed.emit()
    assert next(row for row in window.rows.rows if row.key == entry.id).badge == "Installed"


def test_too_small_a_disk_is_told_before(
    window: ModelsWindow, library: Library, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(library, "free_bytes", lambda: 1000)
    window.show_page("available")
    window.choose("sdxl-base")
    assert window.details.accept is not None
    window.details.accept.setChecked(True)
    window.details.buttons["download"].click()
    assert "6.9 GB more" in window.trouble.text()
    assert not library.downloads.all


def drop(window: ModelsWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))


def test_files_are_registered_where_they_lie(
    window: ModelsWindow, library: Library, engine: Scanning, tmp_path: Path,
) -> None:
    file, folder = tmp_path / "mine.safetensors", tmp_path / "folder"
    file.write_bytes(b"x")
    folder.mkdir()
    drop(window, file, folder)
    assert {str(file), str(folder)} <= set(engine.asked[-1][0])
    assert file.read_bytes() == b"x"
    drop(window, tmp_path / "picture.png")
    assert "not a model file" in window.trouble.text()
    file.unlink()
    window.show_page("installed")
    window.choose(str(file))
    assert window.row is not None
    assert window.row.badge == "Missing"
    window.details.buttons["forget"].click()
    assert str(file) not in [row.key for row in window.rows.rows]


def test_an_unknown_file_is_given_a_use(window: ModelsWindow, engine: Scanning) -> None:
    window.choose(ODD.path)
    window.details.used_as.emit("lora")
    assert engine.asked[-1][1] == {ODD.path: "lora"}
    window.details.used_as.emit("")
    assert engine.asked[-1][1] == {}


def test_deleting_goes_to_the_bin(
    window: ModelsWindow, library: Library, engine: Scanning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "old.safetensors"
    file.write_bytes(b"x")
    engine.models = (replace(READY, path=str(file), name="old"),)
    engine.models_changed.emit()
    window.choose(str(file))
    monkeypatch.setattr(window, "confirm_delete", lambda path: False)
    window.details.buttons["delete"].click()
    assert file.exists()
    (tmp_path / "xdg_data_home").mkdir(exist_ok=True)
    monkeypatch.setattr(window, "confirm_delete", lambda path: True)
    window.details.buttons["delete"].click()
    assert not file.exists()
    assert [p.read_bytes() for p in (tmp_path / "xdg_data_home").rglob("old.safetensors")] == [b"x"], "in the bin"
    with pytest.raises(UserError, match="could not be moved"):
        library.delete(str(tmp_path / "nothing.pth"))


def test_dropped_on_the_main_window(tmp_path: Path) -> None:
    picture, model = Path("a.png"), Path("b.GGUF")
    assert parted([picture, model, tmp_path]) == ([model, tmp_path], [picture])
