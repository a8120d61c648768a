"""Steps as values: what is declared, what is refused, what JSON gives back."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.assistant.step import KINDS, Step, as_json, declarations, from_json, lacking, make_step, needs_model, told
from editor.assistant.telling import line
from inference.api import ModelInfo, UserError, parameters

EVERY = [(kind, declared.id) for kind in KINDS for declared in declarations(kind)]


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_step_stands_for_something_declared(kind, name):
    made = make_step(kind, name)
    assert made.declared.id == name
    assert made.text
    assert from_json(as_json((made,))) == (made,)
    assert line(made).startswith(made.text)
    assert {item.name for item in told(made)} <= {item.name for item in parameters(made.params)}


def _values(item):
    if item.kind in ("number", "integer"):
        return st.integers(int(item.lo), int(item.hi)) if item.kind == "integer" else st.floats(item.lo, item.hi)
    return {"flag": st.booleans(), "choice": st.sampled_from(sorted(item.options) or [""])}.get(
        item.kind, st.just(item.default))


@given(st.data())
def test_a_plan_survives_json(data):
    kind, name = data.draw(st.sampled_from(EVERY))
    declared = next(d for d in declarations(kind) if d.id == name)
    values = {item.name: data.draw(_values(item)) for item in parameters(declared.parameters)
              if not item.hidden and item.kind != "image"}
    made = make_step(kind, name, **values)
    assert from_json(as_json((made, made))) == (made, made)


@pytest.mark.parametrize("data", [
    {"steps": 1}, [1], [{"kind": "filter", "id": "no_such"}], [{"kind": "evil", "id": "turn"}], "style",
    [{"kind": "filter", "id": "curves", "parameters": {"nothing": 1}}],
    [{"kind": "operation", "id": "style", "parameters": {"preset": "mona lisa"}}],
    [{"kind": "operation", "id": "style", "parameters": {"preset": 3}}],
    [{"kind": "filter", "id": "vignette", "parameters": {"amount": "much"}}],
    [{"kind": "filter", "id": "vignette", "parameters": {"amount": True}}],
    [{"kind": "operation", "id": "style", "parameters": {"reference": "/etc/passwd"}}],
    [{"kind": "operation", "id": "describe"}]])
def test_what_is_no_plan_is_refused(data):
    with pytest.raises(UserError):
        from_json(data)


def test_numbers_are_clamped_into_their_ranges():
    assert make_step("filter", "brightness_contrast", brightness=4000).params.brightness == 100
    assert make_step("filter", "posterize", levels=-3).params.levels == 2


def test_which_steps_need_a_model():
    find = make_step("selection", "find", words="sign")
    painted = make_step("operation", "inpaint", prompt="a moon", mode="fill")
    assert needs_model(find)
    assert needs_model(painted)
    assert needs_model(make_step("operation", "edit", prompt="add a moon"))
    assert not needs_model(make_step("operation", "inpaint"))
    assert not needs_model(make_step("operation", "remove"))
    told_ = lacking(find, ())
    assert told_ is not None
    assert "sign" in str(told_)
    assert "CLIPSeg" in told_.hint_text()
    model = ModelInfo("/m", "m", "segmenter", "clipseg", ("find",))
    assert lacking(find, (model,)) is None
    assert lacking(find, (dataclasses.replace(model, problem="broken"),)) is not None
    assert lacking(make_step("filter", "invert"), ()) is None


def test_steps_are_values():
    made = make_step("operation", "style", preset="cartoon")
    assert made == Step("operation", "style", made.params)
    assert hash(made) == hash(make_step(
        "operation", "style", preset="cartoon"))
    assert made.with_(intensity=0.5).params.intensity == 0.5
    assert made.params.intensity == 1.0
