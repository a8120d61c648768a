"""The tick below the models: which model the button will run, said before it is pressed, and overruled."""

from __future__ import annotations

import dataclasses

from test_context_overlay import choose_model, panel_of, select, window  # noqa: F401

from editor.ui.window import Window
from inference.api import ModelInfo, ModelTraits

OWN = ModelInfo("/m/a", "A model", "checkpoint", "sd15", ("generate", "inpaint", "remove", "detail"), native=512,
                multiple=8, traits=ModelTraits(inpaint_above=0.5))
TRAINED = dataclasses.replace(OWN, path="/m/b", name="A painter", traits=ModelTraits(steps=30, inpaints=True))


def test_the_panel_says_which_model_runs_and_the_tick_overrules_it(window: Window) -> None:  # noqa: F811
    panel, engine = panel_of(window), window.workspace.engine
    engine.models = (OWN, TRAINED)
    engine.models_changed.emit()
    choose_model(window)
    select(window, 100, 100, 200, 180)
    assert not panel.trained.isHidden()
    assert panel.running is TRAINED
    assert "A painter" in panel.cost.text()
    assert "A painter" in panel.button.toolTip()
    assert "30" in panel.form.steps_told.text(), "the settings are those of the model that runs"
    aim = window.workspace.aim
    assert aim is not None
    assert aim.model is TRAINED
    panel.submit()
    assert engine.jobs[-1].request.model == "/m/b"
    assert engine.jobs[-1].request.chosen == "/m/a"
    panel.form.fields["strength"].set_value(0.4)
    panel.form.fields["strength"].changed.emit()
    assert panel.running is OWN
    assert "A painter" not in panel.cost.text()
    panel.form.fields["strength"].set_value(1.0)
    panel.form.fields["strength"].changed.emit()
    panel.trained.click()
    assert window.workspace.settings.values.inpaint_models is False
    assert panel.running is OWN
    panel.submit()
    assert engine.jobs[-1].request.model == "/m/a"
    assert engine.jobs[-1].request.chosen is None
    panel.choose_operation("detail")
    assert panel.trained.isHidden()


def test_a_region_has_words_where_a_model_reads_them(window: Window) -> None:  # noqa: F811
    panel, session = panel_of(window), window.workspace.session
    assert session is not None
    select(window, 100, 100, 200, 180)
    panel.regions.add.click()
    row = panel.regions.rows[0]
    assert row.words.isHidden(), "without a model nothing reads them"
    choose_model(window)
    assert not row.words.isHidden()
    for text in ("a", "a b", "a barn"):
        row.words.setText(text)
        row.words.textEdited.emit(text)
    assert panel.regions.rows[0] is row, "a line in the hand is not built anew"
    assert session.regions[0].prompt == "a barn"
    session.undo()
    assert session.regions[0].prompt == "", "typing is one step"
    assert panel.regions.rows[0].words.text() == ""
    session.activate(session.document.layers[1].id)
    panel.regions.of_layer.click()
    assert session.regions[1].mask.content_bounds().w == 50
