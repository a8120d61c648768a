"""The command bar in the real window: typed, changed, run, undone, by keyboard alone."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTranslator

from editor.assistant.grammar import understood
from editor.session import Session
from editor.ui.command_bar_edit import STATE
from editor.ui.command_bar_parts import examples
from editor.ui.theme import RESOURCES
from inference.api import ModelInfo, Picture, Result
from tests.assistant.test_carrying import picture


@pytest.fixture
def bar(window):
    window.workspace.add(Session(picture(), "Open"))
    window.window_command("command_bar")
    yield window.command_bar
    window.workspace.session.saved(window.workspace.session.document, Path("x.png"))


def labels(window):
    return [state.label for state in window.workspace.session.history.states]


def ids(bar):
    return [one.id for one in bar.plan]


def ended(qtbot, bar):
    qtbot.waitUntil(lambda: bar.chain is not None and not bar.chain.is_running, timeout=20000)


def test_a_sentence_is_typed_and_run(window, bar, qtbot):
    assert bar.edit.hasFocus() or not window.isActiveWindow()
    qtbot.keyClicks(bar.edit, "make it warmer, then sharpen a bit")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    ended(qtbot, bar)
    assert labels(window) == ["Open", "White balance", "Unsharp mask"]
    assert [row.state for row in bar.rows] == ["done", "done"]
    bar.undo_all()
    assert window.workspace.session.history.index == 0
    assert window.workspace.settings.state[STATE] == ["make it warmer, then sharpen a bit"]


def test_before_shows_the_picture_as_it_was(window, bar, qtbot):
    session = window.workspace.session
    before = session.document
    bar.say("invert")
    bar.run()
    ended(qtbot, bar)
    bar.foot.before.pressed.emit()
    assert session.shown is before
    bar.foot.before.released.emit()
    assert session.shown is session.document


def test_values_are_edited_in_the_declared_form(bar, qtbot):
    bar.say("make it warmer")
    row = bar.rows[0]
    row.toggle()
    row.form.fields["temperature"].spin.setValue(60)
    assert bar.plan[0].params.temperature == 60
    assert "60" in row.values.text()
    bar.say("make it warmer, then rotate left")  # what was changed by hand stays
    assert bar.plan[0].params.temperature == 60
    bar.say("make it cooler")
    assert bar.plan[0].params.temperature < 0


def test_hidden_values_of_an_operation_survive_the_form(bar):
    bar.say("turn it into a cartoon")
    bar.rows[0].toggle()
    bar.rows[0].form.fields["intensity"].spin.setValue(0.4)
    assert (bar.plan[0].params.preset, bar.plan[0].params.intensity) == ("cartoon", 0.4)


def test_rows_are_moved_and_taken_out_by_keys(bar, qtbot):
    bar.say("make it warmer, sharpen, rotate left")
    bar.rows[2].setFocus()
    qtbot.keyClick(bar.rows[2], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(bar) == ["white_balance", "turn", "unsharp_mask"]
    qtbot.keyClick(bar.rows[0], Qt.Key.Key_Delete)
    assert ids(bar) == ["turn", "unsharp_mask"]
    qtbot.keyClick(bar.rows[0], Qt.Key.Key_Return)
    assert not bar.rows[0].form.isHidden()


def test_what_is_missed_is_named_and_nothing_runs_unasked(window, bar, qtbot):
    bar.say("make it warmer and zorgle the flux")
    assert "zorgle" in bar.said.text()
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert labels(window) == ["Open"]
    assert bar.foot.all.text() == "Run the rest"


def test_a_step_without_its_model_says_which(bar):
    bar.say("remove the sign")
    assert "CLIPSeg" in bar.rows[0].warning.text()
    assert not bar.foot.all.isEnabled()
    assert bar.foot.models.isVisibleTo(bar)


def test_one_step_after_the_other(window, bar, qtbot):
    bar.say("make it warmer, sharpen")
    bar.foot.one.click()
    ended(qtbot, bar)
    assert labels(window) == ["Open", "White balance"]
    bar.foot.all.click()
    ended(qtbot, bar)
    assert labels(window)[-1] == "Unsharp mask"


def test_older_sentences_come_back(window, bar, qtbot):
    for text in ("invert", "sharpen"):
        bar.say(text)
        bar.run()
        ended(qtbot, bar)
    bar.edit.clear()
    qtbot.keyClick(bar.edit, Qt.Key.Key_Up)
    assert bar.edit.text() == "sharpen"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Up)
    assert bar.edit.text() == "invert"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Down)
    assert bar.edit.text() == "sharpen"


def test_escape_closes(bar, qtbot):
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_the_palette_offers_a_sentence(window, bar, qtbot):
    bar.close_bar()
    window.open_palette()
    qtbot.keyClicks(window.palette_box.edit, "turn my photo into a cartoon")
    model = window.palette_box.list.model()
    texts = [model.index(i, 0).data() for i in range(model.rowCount())]
    assert texts[-1] == "Do: turn my photo into a cartoon"
    window.palette_box.list.setCurrentIndex(model.index(len(texts) - 1, 0))
    qtbot.keyClick(window.palette_box.edit, Qt.Key.Key_Return)
    assert bar.isVisible()
    assert ids(bar) == ["style"]


def test_the_examples_are_understood_in_both_languages(qapp):
    translator = QTranslator()
    assert translator.load(str(RESOURCES / "translations" / "limner_zh_CN.qm"))
    for example in examples():
        found, translated = understood(example), understood(translator.translate("limner", example))
        assert found.plan
        assert not found.missed
        assert translated == found


LANGUAGE = ModelInfo("/models/tiny", "Tiny", "language", "language", ("understand",), 5)


def answering(text):
    def run(request):
        assert request.operation == "understand"
        assert request.model == "/models/tiny"
        return Result((Picture(np.zeros((1, 1, 4), np.uint8), facts={"text": text}),), {})
    return run


def test_what_the_grammar_does_not_know_a_language_model_reads(window, bar, qtbot):
    engine = window.workspace.engine
    bar.say("make it glow like amber")
    assert not bar.foot.ask.isVisibleTo(bar)
    engine.models = (LANGUAGE,)
    engine.models_changed.emit()
    assert bar.foot.ask.isVisibleTo(bar)
    engine.answer = answering('{"steps":[{"step":"filter.white_balance","temperature":40}],"missed":[]}')
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert ids(bar) == ["white_balance"]
    assert not bar.missed
    assert labels(window) == ["Open"]  # shown first, run when asked to
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    ended(qtbot, bar)
    assert labels(window) == ["Open", "White balance"]


def test_an_answer_that_is_none_is_told(window, bar):
    window.workspace.engine.models = (LANGUAGE,)
    window.workspace.engine.answer = answering("no")
    bar.say("make it glow like amber")
    bar.foot.ask.click()
    assert "no list of steps" in bar.said.text()


def test_an_answer_to_an_older_sentence_is_dropped(window, bar):
    engine = window.workspace.engine
    engine.models, engine.outcome = (LANGUAGE,), "wait"
    bar.say("make it glow like amber")
    bar.foot.ask.click()
    bar.say("invert")
    engine.answer = answering('{"steps":[{"step":"filter.white_balance","temperature":40}],"missed":[]}')
    engine.finish(engine.jobs[-1].id)
    assert ids(bar) == ["invert"]
