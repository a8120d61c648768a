"""Spot healing, healing brush and patch: what they mark, what they change, what they leave alone."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from fakes import FakeEngine, FakeHost
from pytestqt.qtbot import QtBot
from test_brush_tools import H, W, drive, scene_of, shown

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.heal import healed, membrane
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, Pixels
from editor.document.selection_shape import from_ellipse, from_rect
from editor.requests import build
from editor.session import Session
from editor.tools import healing, patch, smart, spot
from editor.tools.tool import Errand, Pointer, Scene, Search, Step
from editor.workspace import Workspace
from inference.api import Failure, ModelInfo, Picture, Request, Result, UserError, operations

WHOLE = Rect(0, 0, W, H)
WAY = ((100.0, 60.0), (140.0, 60.0), (180.0, 60.0))


def slope(dtype: str = "uint8") -> Array:
    """Fine texture under light that falls off from left to right."""
    light = np.linspace(220, 60, W)[None, :, None] * np.ones((H, 1, 3))
    grain = np.random.default_rng(3).normal(0, 6, (H, W, 1))
    picture = np.dstack([np.clip(light + grain, 0, 255), np.full((H, W), 255.0)])
    return (picture * (257 if dtype == "uint16" else 1)).astype(dtype)


def picture_of(array: Array) -> tuple[Document, int]:
    layer = PixelLayer(pixels=Pixels.of(array))
    return Document(width=W, height=H, dtype=array.dtype.name, layers=(layer,)), layer.id


def test_a_membrane_continues_a_slope_exactly() -> None:
    y, x = np.mgrid[0:80, 0:120].astype(np.float32)
    field = (0.3 + 0.002 * x - 0.001 * y)[..., None]
    inside = (x - 60) ** 2 + (y - 40) ** 2 < 28**2
    ring = (cv2.dilate(inside.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0) & ~inside
    assert np.abs(membrane(field, ring, inside) - field)[inside].max() < 0.02


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_a_blemish_heals_from_darker_texture(dtype: str) -> None:
    clean = slope(dtype)
    damaged = clean.copy()
    y, x = np.mgrid[0:H, 0:W]
    damaged[(x - 90) ** 2 + (y - 60) ** 2 < 100] = np.array([0, 0, 0, clean[0, 0, 3]], clean.dtype)
    document, layer_id = picture_of(damaged)
    mask = from_ellipse(75, 45, 105, 75, document.rect)
    assert mask is not None
    after = shown(healed(document, layer_id, mask, 120, 0)).astype(float)
    unit = 257 if dtype == "uint16" else 1
    spot_area = np.s_[50:70, 80:100]
    error = (cv2.blur(after[..., 0], (9, 9)) - cv2.blur(clean[..., 0].astype(float), (9, 9)))[spot_area]
    assert np.abs(error).max() < 9 * unit, "the light is this place's"
    assert after[spot_area][..., 0].std() > 4 * unit, "the texture is there"
    assert np.array_equal(after[mask.read(document.rect) == 0], damaged[mask.read(document.rect) == 0])


def test_spot_healing_sends_its_mask_and_changes_nothing_itself() -> None:
    scene = scene_of(spot.TOOL)
    step = drive(spot.TOOL, scene, WAY)
    assert step is not None
    errand = step.errand
    assert errand is not None
    assert (errand.operation, errand.layer_id) == ("remove", scene.layer_id)
    marked = errand.mask.read(scene.document.rect)
    assert marked[60, 100:181].min() == 255
    assert not marked[:45].any()
    assert step.document is not None
    assert np.array_equal(shown(scene.document), shown(step.document)) is False, "shaded while the engine works"


def test_spot_healing_stays_inside_the_selection() -> None:
    scene = scene_of(spot.TOOL, selection=from_rect(0, 0, 130, H, WHOLE))
    step = drive(spot.TOOL, scene, WAY)
    assert step is not None
    assert step.errand is not None
    assert not step.errand.mask.read(scene.document.rect)[:, 131:].any()
    outside = scene_of(spot.TOOL, selection=from_rect(0, 0, 20, H, WHOLE))
    assert drive(spot.TOOL, outside, WAY) is None


@pytest.mark.parametrize("tool", [spot.TOOL, healing.TOOL, patch.TOOL])
def test_a_locked_layer_is_refused_at_the_press(tool: Any) -> None:
    layer = PixelLayer(pixels=Pixels.of(slope()), locked=True)
    options = {"feather": 0.0} if tool is patch.TOOL else {"size": 20.0, "pressure_size": False}
    document = Document(width=W, height=H, layers=(layer,), selection=from_rect(90, 40, 150, 80, WHOLE))
    scene = dataclasses.replace(scene_of(spot.TOOL), document=document, layer_id=layer.id, source=(10.0, 10.0),
                                options=dataclasses.replace(tool.options(), **options))
    with pytest.raises(UserError):
        drive(tool, scene, WAY)


def test_the_healing_brush_needs_a_source_and_keeps_its_distance() -> None:
    with pytest.raises(UserError):
        drive(healing.TOOL, scene_of(healing.TOOL), WAY)
    scene = scene_of(healing.TOOL, source=(120.0, 30.0))
    step = drive(healing.TOOL, scene, WAY)
    assert step is not None
    assert step.source == (120.0, 30.0, 20.0, -30.0)
    assert step.document is not None
    changed = (shown(step.document) != shown(scene.document)).any(-1)
    assert changed[55:65, 105:175].mean() > 0.9
    assert not changed[:48].any()


def test_patch_takes_what_it_is_dragged_to() -> None:
    document, layer_id = picture_of(slope())
    selected = document.with_(selection=from_rect(40, 40, 80, 80, WHOLE))
    scene = dataclasses.replace(scene_of(spot.TOOL), document=selected, layer_id=layer_id,
                                options=patch.PatchOptions(feather=0.0))
    step = drive(patch.TOOL, scene, ((60.0, 60.0), (100.0, 60.0), (180.0, 60.0)))
    assert step is not None
    assert step.document is not None
    after, before = shown(step.document), shown(document)
    inside = np.s_[45:75, 45:75, 0]
    assert abs(float(after[inside].mean()) - float(before[inside].mean())) < 6
    source = before[45:75, 165:195, 0].astype(float)
    grain = [a - cv2.GaussianBlur(a, (0, 0), 3) for a in (after[inside].astype(float), source)]
    assert np.corrcoef(grain[0].ravel(), grain[1].ravel())[0, 1] > 0.8, "the texture of the place it was dragged to"


def workspace_with(tmp_path: Path, engine: FakeEngine) -> tuple[Workspace, Session, Errand]:
    workspace = FakeHost(tmp_path, engine).workspace
    document, layer_id = picture_of(slope())
    session = Session(document, "Open")
    workspace.add(session)
    mask = from_rect(50, 40, 70, 60, WHOLE)
    assert mask is not None
    return workspace, session, Errand("remove", mask, layer_id, "Spot healing")


def test_an_errand_is_one_step_of_the_history_and_touches_its_mask_only(tmp_path: Path, qapp: object) -> None:
    workspace, session, errand = workspace_with(tmp_path, FakeEngine())
    before = shown(session.document)
    workspace.send(session, errand)
    assert [state.label for state in session.history.states] == ["Open", "Spot healing"]
    after = shown(session.document)
    assert (after[40:60, 50:70, :3] == 255 - before[40:60, 50:70, :3]).all(), "what the engine answered"
    outside = errand.mask.read(session.document.rect) == 0
    assert np.array_equal(after[outside], before[outside])
    session.undo()
    assert np.array_equal(shown(session.document), before)


def test_an_answer_waits_for_the_end_of_a_gesture(tmp_path: Path, qapp: object) -> None:
    workspace, session, errand = workspace_with(tmp_path, FakeEngine())
    workspace.hold_answers(True)
    workspace.send(session, errand)
    assert len(session.history.states) == 1
    workspace.hold_answers(False)
    assert len(session.history.states) == 2


def test_a_failed_errand_leaves_the_picture_as_it_was(tmp_path: Path, qapp: object) -> None:
    workspace, session, errand = workspace_with(tmp_path, FakeEngine("fail"))
    shaded = drive(spot.TOOL, dataclasses.replace(scene_of(spot.TOOL), document=session.document,
                                                  layer_id=errand.layer_id), WAY)
    assert isinstance(shaded, Step)
    session.preview(shaded.document)
    workspace.send(session, errand)
    assert session.shown is session.document
    assert len(session.history.states) == 1


def test_a_layer_deleted_meanwhile_is_told(tmp_path: Path, qapp: object) -> None:
    engine = FakeEngine("wait")
    workspace, session, errand = workspace_with(tmp_path, engine)
    told: list[str] = []
    workspace.noticed.connect(lambda sentence, hint, details: told.append(sentence))
    workspace.send(session, errand)
    session.commit("Delete", session.document.without(errand.layer_id))
    engine.finish(1)
    assert told
    assert len(session.history.states) == 2


def test_what_is_found_becomes_the_selection(tmp_path: Path, qapp: object) -> None:
    def found(request: Request) -> Result:
        pixels = np.zeros((H, W, 4), np.uint8)
        pixels[20:30, 40:60] = 255
        return Result((Picture(pixels, 1),), {})

    workspace, session, _ = workspace_with(tmp_path, FakeEngine(answer=found))
    operation = next(o for o in operations() if o.id == "damage")
    request, placement = build(session, operation, operation.parameters())
    workspace.engine.submit(request, "Find damage", (session, placement))
    assert session.document.selection is not None
    assert session.document.selection.content_bounds() == Rect(40, 20, 20, 10)
    assert len(session.history.states) == 2


def test_nothing_found_is_told_and_keeps_the_selection(tmp_path: Path, qapp: object) -> None:
    blank = Result((Picture(np.zeros((H, W, 4), np.uint8), 1),), {})
    workspace, session, errand = workspace_with(tmp_path, FakeEngine(answer=lambda request: blank))
    told: list[str] = []
    workspace.noticed.connect(lambda sentence, hint, details: told.append(sentence))
    session.commit("Select", session.document.with_(selection=errand.mask))
    operation = next(o for o in operations() if o.id == "damage")
    request, placement = build(session, operation, operation.parameters())
    assert request.mask is not None
    workspace.engine.submit(request, "Find damage", (session, placement))
    assert told
    assert session.document.selection is errand.mask


def found_at(request: Request) -> Result:
    """White in a square around each point that was clicked."""
    pixels = np.zeros((H, W, 4), np.uint8)
    for point in request.params.inside.split():
        x, y = (int(float(v)) for v in point.split(","))
        pixels[y - 5:y + 5, x - 5:x + 5] = 255
    return Result((Picture(pixels, 1),), {})


def test_clicks_of_the_smart_tool_build_on_each_other_and_an_undo_goes_back(tmp_path: Path, qapp: object) -> None:
    workspace, session, _ = workspace_with(tmp_path, FakeEngine(answer=found_at))
    workspace.choose_tool("smart")

    def click(x: float, y: float, **keys: bool) -> None:
        step = drive_scene(workspace.scene(1.0), x, y, **keys)
        assert isinstance(step.errand, Search)
        workspace.send(session, step.errand)

    def area() -> int:
        return 0 if session.document.selection is None else int(
            (session.document.selection.read(session.document.rect) > 0).sum())

    click(50, 40)
    click(80, 40)
    assert area() == 200
    assert len(session.history.states) == 3
    session.undo()
    assert area() == 100
    assert session.search is not None
    assert session.search.hints.inside == ((50.0, 40.0),)
    click(100, 60, shift=True)
    assert area() == 200
    click(100, 80)
    assert area() == 300, "the base is what there was before the second object"
    session.commit("Deselect", session.document.with_(selection=None))
    assert session.search is None


def test_only_the_newest_click_is_answered(tmp_path: Path, qapp: object) -> None:
    engine = FakeEngine("wait", answer=found_at)
    workspace, session, _ = workspace_with(tmp_path, engine)
    workspace.choose_tool("smart")
    for x in (40, 80):
        step = drive_scene(workspace.scene(1.0), x, 40)
        assert isinstance(step.errand, Search)
        workspace.send(session, step.errand)
    first, second = engine.jobs[-2:]
    engine.finish(first.id)
    assert session.document.selection is None
    engine.finish(second.id)
    assert session.document.selection is not None
    assert session.document.selection.content_bounds() == Rect(35, 35, 50, 10)


def drive_scene(scene: Scene, x: float, y: float, **keys: bool) -> Step:
    gesture = smart.TOOL.gesture(scene, Pointer("press", x, y, x, y, **keys))
    next(gesture)
    with pytest.raises(StopIteration) as end:
        gesture.send(Pointer("release", x, y, x, y, **keys))
    step: Step = end.value.value
    return step


# ---- a model's version beside the built-in one

MODEL = ModelInfo("/m/a", "A model", "checkpoint", "sd15", ("inpaint", "remove"), native=512, multiple=8)


def offered(tmp_path: Path) -> tuple[Workspace, Session, FakeEngine, Array]:
    engine = FakeEngine()
    engine.models = (MODEL,)
    workspace, session, errand = workspace_with(tmp_path, engine)
    before = shown(session.document)
    workspace.send(session, dataclasses.replace(errand, again=True))
    return workspace, session, engine, before


def greyed(request: Request) -> Result:
    assert request.model == "/m/a"
    assert request.image is not None
    return Result((Picture(np.full_like(request.image, 99), 1),), {})


def test_a_models_version_is_offered_in_place_as_the_same_step(tmp_path: Path, qapp: object) -> None:
    workspace, session, engine, before = offered(tmp_path)
    offer = workspace.retouching.offer
    assert offer is not None
    assert offer.waits
    built_in = shown(session.document)
    workspace.retouching.choose("model")
    assert np.array_equal(shown(session.document), built_in), "it is not there yet"
    engine.answer = greyed
    engine.finish_aside()
    assert np.array_equal(shown(session.document), built_in), "offered, not forced"
    workspace.retouching.choose("model")
    after = shown(session.document)
    assert (after[40:60, 50:70, :3] == 99).all()
    outside = np.ones(after.shape[:2], bool)
    outside[40:60, 50:70] = False
    assert np.array_equal(after[outside], before[outside])
    workspace.retouching.choose("built in")
    assert np.array_equal(shown(session.document), built_in)
    workspace.retouching.choose("model")
    assert [state.label for state in session.history.states] == ["Open", "Spot healing"], "one step in all"
    session.undo()
    assert np.array_equal(shown(session.document), before)
    assert workspace.retouching.offer is None


def test_another_step_takes_the_offer_back(tmp_path: Path, qapp: object) -> None:
    workspace, session, engine, _ = offered(tmp_path)
    session.commit("Brush", session.document.with_(dpi=(300.0, 300.0)))
    assert workspace.retouching.offer is None
    assert engine.asides == (), "and nobody computes it any more"
    assert len(session.history.states) == 3


def test_a_failed_model_leaves_the_built_in_version(tmp_path: Path, qapp: object) -> None:
    workspace, session, engine, _ = offered(tmp_path)
    job = engine.asides[0]
    engine.aside_done.emit(dataclasses.replace(job, state="failed", failure=Failure("No memory.")))
    offer = workspace.retouching.offer
    assert offer is not None
    assert offer.failure == "No memory."
    workspace.retouching.choose("model")
    assert offer.chosen == "built in"
    assert len(session.history.states) == 2


def test_without_a_model_or_a_wish_nothing_is_offered(tmp_path: Path, qapp: object) -> None:
    engine = FakeEngine()
    workspace, session, errand = workspace_with(tmp_path, engine)
    workspace.send(session, dataclasses.replace(errand, again=True))
    engine.models = (MODEL,)
    workspace.send(session, errand)
    assert workspace.retouching.offer is None
    assert engine.asides == ()


def test_the_spot_stroke_asks_for_it_as_its_options_say() -> None:
    for wanted in (True, False):
        step = drive(spot.TOOL, scene_of(spot.TOOL, options={"again": wanted}), WAY)
        assert step is not None
        assert step.errand is not None
        assert step.errand.again is wanted


def test_the_bar_by_the_stroke_switches(tmp_path: Path, qtbot: QtBot) -> None:
    from editor.ui.canvas import Canvas
    from editor.ui.retouch_bar import RetouchBar

    engine = FakeEngine()
    engine.models = (MODEL,)
    workspace, session, errand = workspace_with(tmp_path, engine)
    canvas = Canvas(workspace)
    qtbot.addWidget(canvas)
    canvas.resize(500, 400)
    bar = RetouchBar(workspace, canvas)
    assert bar.isHidden()
    workspace.send(session, dataclasses.replace(errand, again=True))
    assert not bar.isHidden()
    assert not bar.by_model.isEnabled()
    engine.answer = greyed
    engine.finish_aside()
    bar.by_model.click()
    assert (shown(session.document)[40:60, 50:70, :3] == 99).all()
    assert bar.by_model.isChecked()
    session.undo()
    assert bar.isHidden()
