"""What is built late, what is computed in threads, and what the results strip says about seeds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from pytestqt.qtbot import QtBot
from test_panels_ai import opened

from editor.session import Session
from editor.staging import Placement, Staged
from editor.ui import theme
from editor.ui.panels.ai import AIPanel
from editor.ui.panels.results import ResultsStrip
from inference.api import Picture, Request, operation_named


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    return FakeHost(tmp_path)


def test_forms_are_built_when_chosen_and_share_what_matters(qtbot: QtBot, host: FakeHost) -> None:
    panel = AIPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    assert len(panel.forms) == 1
    panel.choose_operation("inpaint")
    panel.aiming._keep(True)  # the eye of the context
    panel.choose_operation("remove")
    assert len(panel.forms) == 3
    shown = [form for form in panel.forms.values() if form.isVisible()]
    assert shown == [panel.form]
    eyes = [f.fields["context"].eye.isChecked()  # type: ignore[attr-defined]
            for f in panel.forms.values() if "context" in f.fields]
    assert eyes
    assert all(eyes)


def test_another_theme_recolours_the_prompt_and_computes_nothing(
    qtbot: QtBot, host: FakeHost, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
    panel = AIPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.form.prompt is not None
    panel.form.prompt.setPlainText("a (red:1.3) cat")
    changes: list[None] = []
    panel.form.changed.connect(lambda: changes.append(None))
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
    assert changes == []


def test_strip_tells_seeds_only_where_another_gives_another_picture(qtbot: QtBot, host: FakeHost) -> None:
    session = opened()
    host.workspace.add(session)
    strip = ResultsStrip(host)
    qtbot.addWidget(strip)
    strip.show()
    host.engine.submit(*_asked(session, "upscale", scale="2"))
    assert session.front is not None
    assert strip.seed.isHidden()
    session.discard()
    host.engine.submit(*_asked(session, "style"))
    assert not strip.seed.isHidden()
    assert str(session.front.picture.seed) in strip.seed.text()
    assert strip.seed.sizeHint().width() <= strip.seed.width()  # all of it can be read


def _asked(session: Session, name: str, **values: object) -> tuple[Request, str, tuple[Session, Placement]]:
    from editor.requests import build

    operation = operation_named(name)
    request, placement = build(session, operation, operation.parameters(**values), None, 1234567890)
    return request, name, (session, placement)


def test_a_large_document_is_enlarged_in_a_thread(qtbot: QtBot, host: FakeHost) -> None:
    session = opened()
    host.workspace.add(session)
    big = np.full((1200, 1200, 4), 200, np.uint8)
    staged = Staged(1, (Picture(big, 5),), Placement("scale", session.document.rect, name="Upscale"), {})
    host.workspace.stage(session, staged)
    assert session.front is None  # not yet: it is on its way
    qtbot.waitUntil(lambda: session.front is not None)
    assert (session.shown.width, session.shown.height) == (1200, 1200)
    session.accept()
    assert session.document.width == 1200


def test_after_damage_was_found_filling_it_is_one_press_away(qtbot: QtBot, host: FakeHost) -> None:
    host.workspace.add(opened())
    panel = AIPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    panel.choose_operation("damage")
    panel.submit()
    assert panel.told.isVisible()
    panel.told.remedies[0].click()
    assert panel.operation.id == "inpaint"
    assert not panel.told.isVisible()


def test_a_large_document_is_composed_in_a_thread_and_a_second_press_asks_nothing(
    qtbot: QtBot, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from PySide6.QtCore import QTimer

    from editor.ui.panels import ai

    monkeypatch.setattr(ai, "LARGE_PX", 10)
    threads: list[threading.Thread] = []
    true_build = ai.build

    def build(*arguments: object) -> object:
        threads.append(threading.current_thread())
        return true_build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ai, "build", build)
    host.workspace.add(opened())
    panel = AIPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    panel.choose_operation("style")
    QTimer.singleShot(0, panel, panel.submit)  # comes while the first waits
    panel.submit()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
    assert [job.title for job in host.engine.jobs] == ["Restyle selection"]
    qtbot.waitUntil(panel.button.isEnabled)
