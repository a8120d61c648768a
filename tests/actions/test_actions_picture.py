"""Actions on a real workspace, in a window that is none: Image, Layer, Select, Filter, AI and the rest."""

from __future__ import annotations

import numpy as np
import pytest
from acting import ACTIONS, pixels, select

from editor.actions.ai import at_once
from editor.actions.image import CanvasSize, canvas_rect
from editor.document.document import Document
from editor.document.layer import GroupLayer
from inference.api import UserError

# ---- image

def test_size_canvas_crop_trim(host):
    host.do("image.size", width=20)
    assert (host.document.width, host.document.height) == (20, 15)
    host.do("image.canvas", width=30, height=25, anchor="se")
    assert (host.document.width, host.document.height) == (30, 25)
    assert pixels(host)[0, 0, 3] == 0
    assert pixels(host)[24, 29, 3] == 255
    host.do("image.trim")
    assert (host.document.width, host.document.height) == (20, 15)
    select(host, 2, 3, 6, 5)
    before = pixels(host)[3:8, 2:8]
    host.do("image.crop")
    np.testing.assert_array_equal(pixels(host), before)
    assert host.document.selection is None


@pytest.mark.parametrize(("anchor", "corner"), [("nw", (0, 0)), ("c", (-5, -10)), ("se", (-10, -20)), ("n", (-5, 0))])
def test_canvas_anchor(anchor, corner):
    rect = canvas_rect(Document(width=40, height=30), CanvasSize(50, 50, anchor))
    assert (rect.x, rect.y) == corner


@pytest.mark.parametrize(("name", "turn"), [
    ("rotate_right", lambda a: np.rot90(a, -1)), ("rotate_left", np.rot90), ("rotate_180", lambda a: a[::-1, ::-1]),
    ("flip_horizontal", lambda a: a[:, ::-1]), ("flip_vertical", lambda a: a[::-1])])
def test_turns(host, name, turn):
    layer = host.document.layers[0]
    host.session.commit("Move", host.document.with_layer(layer.with_(x=7, y=-4)))
    select(host)
    before, mask = pixels(host), host.document.selection.read(host.document.rect)
    host.do(f"image.{name}")
    np.testing.assert_array_equal(pixels(host), turn(before))
    np.testing.assert_array_equal(host.document.selection.read(host.document.rect), turn(mask))


def test_a_layer_turns_about_its_own_middle(host):
    host.do("layer.new")
    layer = host.session.active_layer
    art = np.zeros((6, 10, 4), np.uint8)
    art[..., 3] = 255
    art[0, 0] = (255, 0, 0, 255)
    filled = layer.with_(pixels=layer.pixels.write(0, 0, art), x=12, y=9)
    host.session.commit("Draw", host.document.with_layer(filled))
    host.do("layer.flip_horizontal")
    assert pixels(host)[9, 21].tolist() == [255, 0, 0, 255]
    host.do("layer.rotate_right")
    turned = host.session.active_layer.pixels.content_bounds()
    assert (turned.w, turned.h) == (6, 10)


def test_depth(host):
    host.do("image.uint16")
    assert host.document.dtype == "uint16"
    assert ACTIONS["image.uint16"].checked(host.workspace)
    before = pixels(host)
    host.do("image.float32")
    host.do("image.uint8")
    np.testing.assert_array_equal(pixels(host), before // 257)


# ---- layer

def test_layers(host):
    host.do("layer.new")
    host.do("layer.duplicate")
    names = [layer.name for layer in host.document.layers]
    assert len(set(names)) == 3
    host.do("layer.rename", name="Sky")
    assert host.session.active_layer.name == "Sky"
    host.do("layer.to_back")
    assert host.document.layers[0].name == "Sky"
    host.do("layer.raise")
    assert host.document.layers[1].name == "Sky"
    host.do("layer.group")
    assert isinstance(host.session.active_layer, GroupLayer)
    host.do("layer.ungroup")
    assert host.session.active_layer.name == "Sky"
    host.do("layer.delete")
    assert len(host.document.layers) == 2
    host.do("layer.lock")
    with pytest.raises(UserError, match="locked"):
        host.do("layer.delete")


def test_layer_via_copy(host):
    select(host)
    before = pixels(host)
    host.do("layer.duplicate")
    bounds = host.session.active_layer.pixels.content_bounds()
    assert (bounds.w, bounds.h) == (10, 8)
    np.testing.assert_array_equal(pixels(host), before)


def test_masks(host):
    before = pixels(host)
    select(host)
    host.do("layer.add_mask")
    assert host.document.selection is None
    assert host.workspace.target == "mask"
    assert (pixels(host)[20:, :, 3] == 0).all()
    np.testing.assert_array_equal(pixels(host)[5:13, 5:15], before[5:13, 5:15])
    host.do("layer.mask_switch")
    np.testing.assert_array_equal(pixels(host), before)
    host.do("layer.mask_switch")
    shown = pixels(host)
    host.do("layer.mask_apply")
    assert host.session.active_layer.mask is None
    assert host.workspace.target == "pixels"
    seen = shown[..., 3] > 0
    np.testing.assert_array_equal(pixels(host)[seen], shown[seen])
    assert (pixels(host)[~seen][:, 3] == 0).all()
    host.do("layer.mask_hide")
    assert not pixels(host)[..., 3].any()
    host.do("edit.fill_background")  # white, into the mask
    assert pixels(host)[7, 7, 3] == 255
    host.do("layer.mask_delete")


def test_merging_keeps_the_look(host):
    host.do("layer.duplicate")
    top = host.session.active_layer
    host.session.commit("Look", host.document.with_layer(top.with_(blend="multiply", opacity=0.6)))
    before = pixels(host).astype(int)
    for name in ("layer.stamp", "layer.merge_visible", "layer.flatten"):
        host.do(name) if ACTIONS[name].enabled(host.workspace) else None
        assert np.abs(pixels(host).astype(int) - before).max() <= 1
    assert len(host.document.layers) == 1
    host.do("layer.duplicate")
    host.do("layer.merge_down")
    assert len(host.document.layers) == 1
    with pytest.raises(UserError, match="no layer below"):
        host.do("layer.merge_down")


# ---- select

def test_selections(host):
    host.do("select.all")
    assert host.document.selection.read(host.document.rect).min() == 255
    host.do("select.none")
    assert host.document.selection is None
    host.do("select.reselect")
    assert host.document.selection is not None
    select(host)
    area = (host.document.selection.read(host.document.rect) > 127).sum()
    host.do("select.grow", px=3.0)
    grown = (host.document.selection.read(host.document.rect) > 127).sum()
    host.do("select.shrink", px=3.0)
    assert grown > area
    host.do("select.feather", px=2.0)
    host.do("select.smooth", px=2.0)
    host.do("select.border", px=2.0)
    host.do("select.invert")
    select(host)
    with pytest.raises(UserError, match="Nothing would be left"):
        host.do("select.shrink", px=100.0)


def test_saved_selections(host):
    select(host)
    saved = host.document.selection
    host.do("select.save", name="Face")
    host.do("select.none")
    host.do("select.load")
    assert host.document.selection is saved
    host.do("select.delete")
    assert host.document.channels == ()


def test_select_from_layer_and_quick_mask(host):
    host.do("select.from_layer")
    assert host.document.selection.content_bounds() == host.document.rect
    host.do("select.quick_mask")
    assert host.workspace.target == "selection"
    host.do("select.quick_mask")
    assert host.workspace.target == "pixels"


def test_a_cancelled_form_changes_nothing(host):
    select(host)
    before = host.document
    for name in ("select.grow", "image.size", "image.canvas", "edit.fill", "layer.rename", "select.save", "file.new"):
        host.answers = None
        ACTIONS[name].run(host)
    assert host.document is before
    assert len(host.workspace.sessions) == 1
    assert not host.engine.jobs


# ---- filter

def test_filters_open_their_dialog_or_run_and_can_be_repeated(host):
    before = pixels(host)
    host.do("filter.levels")
    assert host.commands == ["levels"]
    host.do("filter.invert")
    np.testing.assert_array_equal(pixels(host)[..., :3], 255 - before[..., :3])
    host.do("filter.repeat")
    np.testing.assert_array_equal(pixels(host), before)
    assert host.session.history.states[-1].label == "Invert"


def test_repeated_values_are_those_of_the_last_time(host):
    from editor.actions.filter import apply, remember
    from editor.filters.apply import filter_named

    curves = filter_named("curves")
    params = curves.parameters(rgb=((0.0, 1.0), (1.0, 0.0)))
    before = pixels(host)
    apply(host, curves, params)
    remember(host.workspace, curves, params)
    host.workspace.settings.save()
    host.workspace.settings.state = type(host.workspace.settings)(host.workspace.settings.path).state
    host.do("filter.repeat")
    assert np.abs(pixels(host).astype(int) - before).max() <= 1


# ---- AI

def test_an_operation_is_handed_to_the_engine_and_its_result_accepted(host):
    select(host)
    before = pixels(host)
    at_once("inpaint")(host)
    assert host.engine.jobs[0].request.operation == "inpaint"
    assert host.session.front is not None
    host.do("ai.compare")
    assert host.session.shown is host.document
    host.do("ai.compare")
    host.do("ai.accept")
    after = pixels(host)
    assert (after[7, 7] != before[7, 7]).any()
    np.testing.assert_array_equal(after[20:], before[20:])


def test_the_menu_leads_to_the_panel(host):
    select(host)
    host.do("ai.inpaint")
    host.do("ai.remove")
    host.do("select.words")
    assert host.commands == ["operation:inpaint", "press:remove", "operation:find"]
    assert not host.engine.jobs


def test_results_are_stepped_through_and_discarded(host):
    select(host)
    at_once("remove")(host)
    at_once("remove")(host)
    assert len(host.session.staged) == 2
    host.do("ai.next")
    host.do("ai.previous")
    host.do("ai.discard_one")
    assert len(host.session.staged) == 1
    host.do("ai.discard")
    assert host.session.front is None


def test_jobs_are_stopped(host):
    host.engine.outcome = "wait"
    select(host)
    for _ in range(2):
        at_once("inpaint")(host)
    host.do("ai.cancel")
    assert [j.state for j in host.engine.jobs] == ["cancelled", "queued"]
    host.do("ai.cancel_all")
    assert not ACTIONS["ai.cancel"].enabled(host.workspace)


def test_view_and_window_commands(host):
    for name in ("view.zoom_in", "view.fit", "view.rotate_left", "view.rulers", "help.about", "edit.preferences"):
        host.do(name)
    assert host.commands == ["zoom_in", "zoom_fit", "rotate_left", "rulers", "about", "preferences"]


def test_transform_takes_the_tool(host):
    for name, mode in (("edit.warp", "warp"), ("edit.transform", "free")):
        host.do(name)
        assert host.workspace.tool.id == "transform"
        assert host.workspace.options["transform"].mode == mode
