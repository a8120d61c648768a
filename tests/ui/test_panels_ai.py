"""The AI panel, the queue and the results strip, from the press of the button to the accepted layer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine, FakeHost
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import GenerativeLayer, PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.panels.ai import PROMPTS, AIPanel
from editor.ui.panels.ai_context import clock_text, extension, remembered
from editor.ui.panels.queue import QueuePanel
from editor.ui.panels.results import ResultsStrip
from editor.ui.panels.results_list import focus_of, variant_thumbnail
from inference.api import ModelInfo

MODEL = ModelInfo("/m/a", "A model", "checkpoint", "sd15", ("generate", "inpaint"))
BROKEN = ModelInfo("/m/b", "Broken", "checkpoint", "sd15", ("inpaint",), problem="A file is missing.")


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    return FakeHost(tmp_path)


def opened(selected: bool = True) -> Session:
    pixels = np.random.default_rng(0).integers(0, 256, (90, 120, 4)).astype(np.uint8)
    pixels[..., 3] = 255
    mask = np.zeros((90, 120), np.uint8)
    mask[30:60, 40:80] = 255
    return Session(Document(width=120, height=90, layers=(PixelLayer(name="Background", pixels=Pixels.of(pixels)),),
                            selection=Pixels.of(mask) if selected else None), "Open")


@pytest.fixture
def panel(qtbot: QtBot, host: FakeHost) -> AIPanel:
    made = AIPanel(host)
    qtbot.addWidget(made)
    made.resize(290, 640)
    made.show()
    return made


@pytest.fixture
def strip(qtbot: QtBot, host: FakeHost) -> ResultsStrip:
    made = ResultsStrip(host)
    qtbot.addWidget(made)
    made.resize(800, 110)
    return made


def test_the_button_names_what_it_will_do(panel: AIPanel, host: FakeHost) -> None:
    assert panel.button.text() == "Generate picture"
    session = opened(selected=False)
    host.workspace.add(session)
    assert panel.button.text() == "Generate on new layer"
    texts = {}
    session.commit("Select", session.document.with_(selection=opened().document.selection))
    for operation in panel.operations:
        panel.choose_operation(operation.id)
        texts[operation.id] = panel.button.text()
    assert texts == {"generate": "Generate in selection", "inpaint": "Fill selection", "remove": "Remove selected",
                     "outpaint": "Extend picture", "damage": "Find damage", "style": "Restyle selection",
                     "upscale": "Upscale 2x", "detail": "Add detail in selection",
                     "edit": "Edit", "background": "Remove background", "find": "Select by words",
                     "controlmap": "Make control map"}


def test_what_is_missing_is_told_with_a_remedy(panel: AIPanel, host: FakeHost) -> None:
    panel.choose_operation("inpaint")
    assert not panel.button.isEnabled()
    panel.lack.remedies[0].click()
    assert host.triggered == ["file.open"]
    host.workspace.add(opened(selected=False))
    assert "Select the part" in panel.lack.words.text()
    panel.lack.remedies[0].click()
    assert host.triggered[-1] == "select.all"
    panel.choose_operation("outpaint")
    assert "how far" in panel.lack.words.text()
    panel.choose_operation("upscale")
    assert panel.lack.isHidden()
    assert panel.button.isEnabled()


def test_ctrl_enter_submits_and_the_result_is_staged(
    qtbot: QtBot, panel: AIPanel, strip: ResultsStrip, host: FakeHost
) -> None:
    session = opened()
    host.workspace.add(session)
    panel.count.setValue(3)
    prompt = panel.form.prompt
    assert prompt is not None
    prompt.setPlainText("a red house")
    seed = panel.seed.value()
    qtbot.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    job = host.engine.jobs[-1]
    assert (job.request.operation, job.request.seed, job.request.count) == ("generate", seed, 3)
    assert job.request.params.prompt == "a red house"
    assert len(session.staged) == 3
    assert not strip.isHidden()
    assert panel.seed.value() != seed
    assert host.workspace.settings.state[PROMPTS] == ["a red house"]


def test_a_locked_seed_stays(panel: AIPanel, host: FakeHost) -> None:
    host.workspace.add(opened())
    panel.choose_operation("remove")
    panel.seed.set_value(42)
    panel.seed.lock.click()
    panel.submit()
    panel.submit()
    assert [job.request.seed for job in host.engine.jobs] == [42, 42]


def test_only_what_has_an_effect_is_shown(panel: AIPanel, host: FakeHost) -> None:
    host.engine.models = (BROKEN, MODEL)
    host.engine.rescan([])
    panel.choose_operation("inpaint")
    prompt = panel.form.prompt
    assert prompt is not None
    assert prompt.isHidden()
    assert [panel.model.itemText(i) for i in range(3)] == ["Built in (no model needed)", "A model", "Broken"]
    assert panel.model.itemData(2, Qt.ItemDataRole.ToolTipRole) == "A file is missing."
    assert not panel.model.model().flags(panel.model.model().index(2, 0)) & Qt.ItemFlag.ItemIsEnabled
    panel.model.setCurrentIndex(1)
    panel.model.activated.emit(1)
    assert not prompt.isHidden()
    host.workspace.add(opened())
    panel.submit()
    assert host.engine.jobs[-1].request.model == "/m/a"


def test_up_and_down_walk_through_the_prompts(qtbot: QtBot, panel: AIPanel) -> None:
    prompt = panel.form.prompt
    assert prompt is not None
    prompt.history = ["first", "second"]
    prompt.setPlainText("draft")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(prompt, key)
        seen.append(prompt.text())
    assert seen == ["second", "first", "first", "second", "draft"]
    assert remembered(["a", "b"], "a ") == ["b", "a"]


def test_progress_and_cancel(panel: AIPanel, host: FakeHost) -> None:
    host.engine.outcome = "wait"
    host.workspace.add(opened())
    panel.choose_operation("remove")
    panel.button.click()
    host.engine.progress(1, 0.25, "Filling", 75.0)
    assert not panel.progress.isHidden()
    assert panel.progress.bar.value() == 250
    assert panel.progress.left.text() == "1:15"
    panel.progress.cancel.click()
    assert host.engine.jobs[0].state == "cancelled"
    assert panel.progress.isHidden()


def test_a_failure_is_told_in_the_panel(panel: AIPanel, host: FakeHost) -> None:
    host.engine.outcome = "fail"
    host.workspace.add(opened())
    panel.choose_operation("remove")
    panel.submit()
    assert panel.progress.stage.text() == "The model ran out of memory."


def test_an_expected_error_is_a_notice(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    session = opened(selected=False)
    host.workspace.add(session)
    session.commit("Clear", session.document.with_(layers=(PixelLayer(name="Empty"),)))
    panel.choose_operation("upscale")
    with qtbot.waitSignal(host.workspace.noticed) as told:
        panel.submit()
    assert told.args is not None
    assert "nothing visible" in told.args[0]
    assert not host.engine.jobs


def test_pictures_without_a_document_open_one(panel: AIPanel, host: FakeHost) -> None:
    prompt = panel.form.prompt
    assert prompt is not None
    prompt.setPlainText("a city skyline at night")
    panel.submit()
    session = host.workspace.session
    assert session is not None
    assert isinstance(session.document.layers[0], GenerativeLayer)
    assert (session.document.width, session.document.height) == (768, 512)
    host.workspace.close(session)
    panel.count.setValue(2)
    panel.submit()
    session = host.workspace.session
    assert session is not None
    assert len(session.staged) == 2
    session.accept()
    assert len(session.document.layers) == 1


def test_the_queue_shows_and_steers_jobs(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    queue = QueuePanel(host)
    qtbot.addWidget(queue)
    queue.resize(280, 500)
    queue.show()
    host.engine.outcome = "wait"
    host.workspace.add(opened())
    panel.choose_operation("remove")
    panel.submit()
    panel.submit()
    host.engine.progress(1, 0.5, "Filling", 9.0)
    assert queue.cards[1].stage.text() == "Filling · 50 % · 9 s left"
    assert queue.summary.text() == "1 waiting"
    queue.cards[2].cancel.click()
    assert host.engine.job(2).state == "cancelled"
    host.engine.outcome = "succeed"
    queue.cards[2].retry.click()
    assert host.engine.job(3).state == "finished"
    queue.clear.click()
    assert list(queue.cards) == [1]
    assert not queue.grab().isNull()


def test_a_failed_job_tells_why_and_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    host = FakeHost(tmp_path, FakeEngine("fail"))
    host.workspace.add(opened())
    queue, panel = QueuePanel(host), AIPanel(host)
    qtbot.addWidget(queue)
    qtbot.addWidget(panel)
    queue.show()
    panel.choose_operation("remove")
    panel.submit()
    card = queue.cards[1]
    assert card.reason.text() == "The model ran out of memory."
    assert card.copy.isHidden()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.advice.text() == "Choose a smaller size."
    card.copy.click()
    assert "Traceback" in QGuiApplication.clipboard().text()


@pytest.fixture
def staged(panel: AIPanel, strip: ResultsStrip, host: FakeHost) -> Session:
    session = opened()
    host.workspace.add(session)
    panel.choose_operation("inpaint")
    panel.count.setValue(3)
    panel.seed.set_value(10)
    panel.submit()
    return session


def test_the_strip_walks_accepts_and_hides(qtbot: QtBot, staged: Session, strip: ResultsStrip) -> None:
    assert strip.seed.text() == "Seed 10"
    qtbot.keyClick(strip.list, Qt.Key.Key_Right)
    assert (staged.staged_index, strip.seed.text(), strip.place.text()) == (1, "Seed 11", "2 of 3")
    qtbot.keyClick(strip.list, Qt.Key.Key_Left)
    qtbot.keyClick(strip.list, Qt.Key.Key_Left)
    assert staged.staged_index == 2
    qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert len(staged.staged) == 2
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert strip.isHidden()
    made = staged.document.layers[-1]
    assert isinstance(made, GenerativeLayer)
    assert made.recipe["seed"] == 11


def test_compare_shows_the_original_while_held(qtbot: QtBot, staged: Session, strip: ResultsStrip) -> None:
    assert staged.shown is not staged.document
    qtbot.keyPress(strip, Qt.Key.Key_QuoteLeft)
    assert staged.shown is staged.document
    qtbot.keyRelease(strip, Qt.Key.Key_QuoteLeft)
    assert staged.shown is not staged.document
    qtbot.mousePress(strip.compare, Qt.MouseButton.LeftButton)
    assert staged.compare
    qtbot.mouseRelease(strip.compare, Qt.MouseButton.LeftButton)
    assert not staged.compare


def test_escape_discards_all(qtbot: QtBot, staged: Session, strip: ResultsStrip) -> None:
    before = staged.document
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.isHidden()
    assert staged.shown is before


def test_a_variant_can_be_saved(staged: Session, strip: ResultsStrip, tmp_path: Path) -> None:
    from editor.formats.files import open_document

    front = staged.front
    assert front is not None
    strip.save_to(front, tmp_path / "variant")
    read = open_document(tmp_path / "variant.png")
    assert (read.width, read.height) == front.picture.pixels.shape[1::-1]


def test_thumbnails_show_the_part_that_is_new(staged: Session) -> None:
    front = staged.front
    assert front is not None
    focus = focus_of(front)
    assert focus.w < 120
    assert focus.h < 90
    assert variant_thumbnail(front).shape == (focus.h, focus.w, 4)


def test_common_extensions(panel: AIPanel, host: FakeHost) -> None:
    assert extension("16:9", 1600, 1200) == {"left": 267, "right": 267, "top": 0, "bottom": 0}
    assert extension("1:1", 300, 201) == {"left": 0, "right": 0, "top": 49, "bottom": 50}
    assert extension("4:3", 400, 300) == {"left": 0, "right": 0, "top": 0, "bottom": 0}
    host.workspace.add(opened())
    panel.choose_operation("outpaint")
    panel.form.shape_wanted.emit("all")
    assert panel.button.isEnabled()
    panel.submit()
    session = host.workspace.session
    assert session is not None
    assert (session.shown.width, session.shown.height) == (120 + 60, 90 + 44)


def test_a_reference_takes_the_place_of_the_preset(panel: AIPanel) -> None:
    panel.choose_operation("style")
    assert panel.form.has_effect("preset")
    field = panel.form.fields["reference"]
    field.set_value(np.zeros((8, 8, 4), np.uint8))
    field.changed.emit()
    assert not panel.form.has_effect("preset")
    assert panel.form.has_effect("intensity")


def test_times_are_said_as_people_say_them() -> None:
    assert [clock_text(t) for t in (0.4, 8.2, 125, -1)] == ["0 s", "8 s", "2:05", "0 s"]


def test_the_menu_on_the_button_says_what_is_wanted(panel: AIPanel, host: FakeHost) -> None:
    host.engine.models = (MODEL,)
    host.engine.rescan([])
    session = opened()
    host.workspace.add(session)
    panel.choose_operation("inpaint")
    assert not panel.mode.isHidden()
    able = {action.text(): action.isEnabled() for action in panel.mode.menu().actions()}
    assert able["Fill"]
    assert not able["Refine (needs a model)"]
    panel.model.setCurrentIndex(1)
    panel.model.activated.emit(1)
    texts = {}
    for mode in ("refine", "add", "remove", "replace", "custom", "auto"):
        panel._choose_mode(mode)
        texts[mode] = panel.button.text()
    assert texts == {"refine": "Refine selection", "add": "Add in selection", "remove": "Remove selected",
                     "replace": "Replace background", "custom": "Make selection anew", "auto": "Fill selection"}
    strip = np.zeros((90, 120), np.uint8)
    strip[:, :30] = 255
    panel.form.fields["strength"].set_value(1.0)
    session.commit("Select", session.document.with_(selection=Pixels.of(strip)))
    assert panel.button.text() == "Expand into selection"


def test_the_badge_counts_what_the_document_shows_and_the_difference_is_marked(
    panel: AIPanel, strip: ResultsStrip, host: FakeHost
) -> None:
    session = opened()
    host.workspace.add(session)
    panel.choose_operation("inpaint")
    panel.submit()
    assert "0 pixels changed outside" in strip.badge.text()
    staged = session.shown
    strip.differs.setChecked(True)
    shown = session.shown.layers[-1]
    assert shown.name == "What changed"
    strip.differs.setChecked(False)
    assert session.shown is staged
