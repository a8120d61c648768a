"""A plan carried out in a workspace: steps of the history, the queue, what is staged, stopping, failures."""

import pytest
from fakes import FakeEngine

from editor.assistant.grammar import understood
from editor.assisting import Chain
from editor.session import Session
from editor.settings import Settings
from editor.workspace import Workspace
from inference.api import ModelInfo
from tests.assistant.test_carrying import found_at, picture


@pytest.fixture
def workspace(qapp, tmp_path):
    return Workspace(Settings(tmp_path / "settings.json"), FakeEngine())


def begun(workspace, sentence, qtbot, wait=True):
    chain = Chain(workspace, understood(sentence).plan)
    if wait:
        with qtbot.waitSignal(chain.ended, timeout=20000):
            chain.run()
    else:
        chain.run()
    return chain


def labels(session):
    return [state.label for state in session.history.states]


def opened(workspace):
    session = Session(picture(), "Open")
    workspace.add(session)
    return session


def test_the_last_painting_is_staged_and_those_before_accepted(workspace, qtbot):
    session = opened(workspace)
    chain = begun(workspace, "turn it into a cartoon, rotate left, oil painting", qtbot)
    assert chain.states == ["done"] * 3
    assert labels(session) == ["Open", "Style transfer", "Rotate or flip"]
    assert session.front is not None
    session.discard()
    assert session.document.width == 64


def test_selections_behind_a_painting_do_not_accept_it(workspace, qtbot):
    session = opened(workspace)
    workspace.engine.models = (ModelInfo("/m", "m", "segmenter", "clipseg", ("find",)),)
    workspace.engine.answer = found_at((8, 8, 20, 30))
    begun(workspace, "remove the sign", qtbot)
    assert labels(session) == ["Open", "Select by words", "Deselect"]
    assert session.document.selection is None
    session.accept()
    assert labels(session)[-1] == "Remove"


def test_what_is_staged_is_what_the_next_sentence_is_about(workspace, qtbot):
    session = opened(workspace)
    begun(workspace, "turn it into a cartoon", qtbot)
    chain = begun(workspace, "make it warmer", qtbot)
    assert labels(session) == ["Open", "Style transfer", "White balance"]
    chain.undo()
    assert session.history.index == 1
    assert session.document is chain.before


def test_step_by_step(workspace, qtbot):
    session = opened(workspace)
    chain = Chain(workspace, understood("make it warmer, sharpen").plan)
    with qtbot.waitSignal(chain.ended):
        chain.run(until=1)
    assert (chain.states, labels(session)) == (["done", "waiting"], ["Open", "White balance"])
    with qtbot.waitSignal(chain.ended):
        chain.run()
    assert labels(session)[-1] == "Unsharp mask"


def test_a_stop_cancels_the_job(workspace, qtbot):
    session = opened(workspace)
    workspace.engine.outcome = "wait"
    chain = begun(workspace, "turn it into a cartoon, make it warmer", qtbot, wait=False)
    qtbot.waitUntil(lambda: bool(workspace.engine.jobs))
    with qtbot.waitSignal(chain.ended):
        chain.stop()
    assert workspace.engine.jobs[0].state == "cancelled"
    assert chain.states == ["waiting", "waiting"]
    assert labels(session) == ["Open"]


def test_a_failure_ends_the_chain_in_one_sentence(workspace, qtbot):
    opened(workspace)
    workspace.engine.outcome = "fail"
    chain = begun(workspace, "make it warmer, turn it into a cartoon, sharpen", qtbot)
    assert chain.states == ["done", "failed", "waiting"]
    assert chain.told == ("The model ran out of memory.", "Choose a smaller size.")
    workspace.engine.outcome = "succeed"
    with qtbot.waitSignal(chain.ended):
        chain.run()  # goes on where it failed
    assert chain.states == ["done"] * 3


def test_without_a_picture(workspace, qtbot):
    chain = begun(workspace, "sharpen", qtbot)
    assert chain.states == ["failed"]
    assert "No picture" in chain.told[0]
    begun(workspace, "draw a lighthouse in a storm, then make it warmer", qtbot)
    assert labels(workspace.session) == ["Generate", "White balance"]


def test_undo_and_redo_move_the_session(workspace, qtbot):
    session = opened(workspace)
    begun(workspace, "make it warmer", qtbot)
    begun(workspace, "undo that", qtbot)
    assert session.history.index == 0
    chain = begun(workspace, "undo", qtbot)
    assert "nothing to undo" in chain.told[0]


def test_a_closed_document_ends_it(workspace, qtbot):
    session = opened(workspace)
    workspace.engine.outcome = "wait"
    chain = begun(workspace, "turn it into a cartoon, make it warmer", qtbot, wait=False)
    qtbot.waitUntil(lambda: bool(workspace.engine.jobs))
    workspace.close(session)
    with qtbot.waitSignal(chain.ended):
        workspace.engine.finish(workspace.engine.jobs[0].id)
    assert labels(session) == ["Open"]
