"""Dodge, burn, sponge, blur, sharpen, smudge: what holds for each stroke, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Mask, PixelLayer
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.retouch import blurred, curve, luminances
from editor.document.selection import from_rect
from editor.tools.tool import Pointer, Scene, Tool
from inference.api import UserError
from tests.tools.playing import TOOLS

W, H = 300, 120  # two tiles wide
WHOLE = Rect(0, 0, W, H)
WAY = ((60.0, 60.0), (160.0, 60.0), (240.0, 60.0))
TOUCH = [TOOLS[name] for name in ("dodge", "burn", "sponge", "blur", "sharpen", "smudge")]
DEPTHS = ("uint8", "uint16", "float32")


def picture_of(dtype: str = "uint8", alpha: bool = False) -> Array:
    noise = cv2.GaussianBlur(np.random.default_rng(5).random((H, W, 4)).astype(np.float32), (0, 0), 1.5)
    noise = np.clip((noise - 0.5) * 3 + 0.5, 0, 1)
    if not alpha:
        noise[..., 3] = 1
    return convert(noise, dtype)


def scene_of(tool: Tool, array: Array, options: dict[str, Any] | None = None, **facts: Any) -> Scene:
    layer = PixelLayer(pixels=facts.pop("pixels", None) or Pixels.of(array), lock_alpha=facts.pop("lock", False),
                       mask=facts.pop("mask", None))
    document = Document(width=W, height=H, dtype=array.dtype.name, layers=(layer,),
                        selection=facts.pop("selection", None))
    chosen = replace(tool.options(), **{"size": 40.0, "hardness": 80.0, "pressure": "none", **(options or {})})
    return Scene(document, layer.id, chosen, foreground=(1.0, 0.0, 0.0, 1.0), **facts)


def stroke(tool: Tool, scene: Scene, way: tuple[tuple[float, float], ...] = WAY, **keys: Any) -> Document:
    gesture = tool.gesture(scene, Pointer("press", *way[0], **keys))
    next(gesture)
    for point in way[1:]:
        gesture.send(Pointer("move", *point, **keys))
    with pytest.raises(StopIteration) as end:
        gesture.send(Pointer("release", *way[-1], **keys))
    step = end.value.value
    assert step.label
    assert step.document is not None
    return step.document  # type: ignore[no-any-return]


def shown(document: Document) -> Array:
    layer = document.layers[0]
    assert isinstance(layer, PixelLayer)
    return layer.pixels.read(document.rect)


@pytest.mark.parametrize("tool", TOUCH, ids=lambda tool: tool.id)
@pytest.mark.parametrize("dtype", DEPTHS)
def test_a_stroke_changes_its_band_inside_the_selection_and_nothing_else(tool: Tool, dtype: str) -> None:
    before = picture_of(dtype, alpha=True)
    scene = scene_of(tool, before, selection=from_rect(100, 50, 220, 75, WHOLE))
    after = shown(stroke(tool, scene))
    allowed = np.zeros((H, W), bool)
    allowed[50:75, 100:220] = True
    differs = (after != before).any(axis=2)
    assert not differs[~allowed].any()
    assert differs[allowed].mean() > 0.5
    assert np.array_equal(shown(scene.document), before)


@pytest.mark.parametrize("tool", TOUCH, ids=lambda tool: tool.id)
def test_locked_alpha_stays(tool: Tool) -> None:
    before = picture_of(alpha=True)
    before[:, 150:, 3] = 0
    after = shown(stroke(tool, scene_of(tool, before, lock=True)))
    assert np.array_equal(after[..., 3], before[..., 3])
    assert not np.array_equal(after, before)


@pytest.mark.parametrize("tool", TOUCH, ids=lambda tool: tool.id)
def test_a_slow_stroke_is_a_fast_one(tool: Tool) -> None:
    """Many events or few lay the same dabs."""
    scene = scene_of(tool, picture_of("float32"))
    slow = tuple((60.0 + i / 2, 60.0) for i in range(361))
    results = [shown(stroke(tool, scene, way)) for way in (((60.0, 60.0), (150.0, 60.0), (240.0, 60.0)), slow)]
    assert np.abs(results[0] - results[1]).max() < 0.01


@pytest.mark.parametrize("tool", [t for t in TOUCH if "mask" in t.targets], ids=lambda tool: tool.id)
def test_masks_and_the_quick_mask_are_touched_as_grey(tool: Tool) -> None:
    plane = picture_of()[..., 0]
    flat = np.full((H, W, 4), 255, np.uint8)
    scene = scene_of(tool, flat, mask=Mask(Pixels.of(plane)), target="mask")
    after = stroke(tool, scene)
    assert after.layers[0].mask is not None
    mask = after.layers[0].mask.pixels.read(WHOLE)
    assert (mask != plane)[50:70, 80:220].mean() > 0.5
    assert np.array_equal(mask[:38], plane[:38])
    as_picture = np.dstack([plane, plane, plane, np.full_like(plane, 255)])
    grey = shown(stroke(tool, scene_of(tool, as_picture)))[..., 0]
    assert np.array_equal(mask, grey)
    quick = stroke(tool, scene_of(tool, flat, selection=Pixels.of(plane), target="selection"))
    assert quick.selection is not None
    assert np.array_equal(quick.selection.read(WHOLE), grey)


@pytest.mark.parametrize("tool", TOUCH, ids=lambda tool: tool.id)
def test_a_flat_picture_and_its_edges_stay_flat(tool: Tool) -> None:
    """Nothing dark or transparent comes in from beyond the canvas, and rounding does not creep."""
    grey = np.full((H, W, 4), (120, 120, 120, 255), np.uint8)
    along = ((-20.0, 3.0), (100.0, 2.0), (320.0, 1.0))
    after = shown(stroke(tool, scene_of(tool, grey), along))
    assert (after[..., 3] == 255).all()
    if tool.id in ("sponge", "blur", "sharpen", "smudge"):
        assert np.array_equal(after, grey)


def test_a_locked_layer_is_refused() -> None:
    for tool in TOUCH:
        scene = scene_of(tool, picture_of())
        layer = scene.document.layers[0].with_(locked=True)
        with pytest.raises(UserError):
            stroke(tool, replace(scene, document=scene.document.with_layer(layer)))


# ---- tones


@pytest.mark.parametrize("dtype", DEPTHS)
@pytest.mark.parametrize("protect", [True, False])
@pytest.mark.parametrize("zone", ["shadows", "midtones", "highlights"])
def test_a_dodge_never_darkens_and_a_burn_never_lightens(zone: str, protect: bool, dtype: str) -> None:
    before = picture_of(dtype)
    options = {"zone": zone, "protect": protect, "strength": 100.0}
    one = np.float64(white(dtype))
    lighter = (shown(stroke(TOOLS["dodge"], scene_of(TOOLS["dodge"], before, options))) / one) - before / one
    darker = (shown(stroke(TOOLS["burn"], scene_of(TOOLS["burn"], before, options))) / one) - before / one
    assert lighter.min() >= -1e-6
    assert darker.max() <= 1e-6
    assert lighter.max() > 0.03
    assert darker.min() < -0.03
    assert not lighter[..., 3].any()
    other = shown(stroke(TOOLS["dodge"], scene_of(TOOLS["dodge"], before, options), alt=True))
    assert np.array_equal(other, shown(stroke(TOOLS["burn"], scene_of(TOOLS["burn"], before, options)))), "Alt burns"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["shadows", "midtones", "highlights"]), st.booleans(), st.booleans(), st.floats(0.0, 1.0))
def test_tone_curves_rise(zone: Any, burn: bool, protect: bool, exposure: float) -> None:
    k = curve(zone, burn, protect)
    v = np.linspace(0, 1, 513)
    bent = v * v if burn else np.sqrt(v)
    new = np.clip(v + exposure * ((k[0] + v * (k[1] + v * k[2])) * (bent - v) + k[3] + k[4] * v), 0, 1)
    assert (np.diff(new) >= -1e-6).all()
    if protect:
        assert new[0] == pytest.approx(0, abs=1e-6)
        assert new[-1] == pytest.approx(1, abs=1e-6)


def test_ranges_reach_their_own_tones_most() -> None:
    ramp = np.zeros((H, W, 4), np.uint8)
    ramp[..., :3] = np.linspace(0, 255, W).astype(np.uint8)[None, :, None]
    ramp[..., 3] = 255
    most = []
    for zone in ("shadows", "midtones", "highlights"):
        way = ((0.0, 60.0), (150.0, 60.0), (300.0, 60.0))
        after = shown(stroke(TOOLS["dodge"], scene_of(TOOLS["dodge"], ramp, {"zone": zone, "strength": 100.0}), way))
        most.append(int((after.astype(int) - ramp)[60, :, 0].argmax()))
    assert most[0] < 60 < most[2]
    assert most[0] < most[1] < most[2]


def test_protected_tones_keep_their_hue() -> None:
    red = np.full((H, W, 4), (150, 60, 30, 255), np.uint8)
    after = shown(stroke(TOOLS["dodge"], scene_of(TOOLS["dodge"], red, {"strength": 60.0})))[60, 150, :3].astype(float)
    assert after.sum() > 300
    assert after / after.sum() == pytest.approx(np.array([150, 60, 30]) / 240, abs=0.01)


@pytest.mark.parametrize("dtype", DEPTHS)
def test_the_sponge_keeps_the_luma(dtype: str) -> None:
    before = picture_of(dtype)
    for mode in ("less", "more"):
        options = {"mode": mode, "strength": 100.0, "gentle": False}
        after = shown(stroke(TOOLS["sponge"], scene_of(TOOLS["sponge"], before, options)))
        assert np.abs(luminances(after) - luminances(before)).max() < 0.006
        chroma = [np.ptp(a[55:65, 80:220, :3].astype(float), axis=2).mean() for a in (before, after)]
        assert chroma[1] < 0.02 * white(dtype) if mode == "less" else chroma[1] > 1.1 * chroma[0]


# ---- focus


@pytest.mark.parametrize("radius", [1.0, 4.0, 13.0])
@pytest.mark.parametrize("dtype", DEPTHS)
def test_blurred_tiles_are_gaussian_and_meet(radius: float, dtype: str) -> None:
    big = np.random.default_rng(3).random((512, 768, 4)).astype(np.float32)
    big[..., 3] = 1
    image = convert(big, dtype)
    want = cv2.GaussianBlur(image.astype(np.float32) / white(dtype), (0, 0), radius)
    for x in (256, 0):
        tile = blurred(lambda by, x=x: np.pad(image, ((by, by), (by, by), (0, 0)), "edge")[
            128:384 + 2 * by, x:x + 256 + 2 * by], radius)
        near = np.abs(tile / white(dtype) - want[128:384, x:x + 256])
        assert near[:, 64:-64].mean() < 0.004


def test_one_pass_of_the_blur_has_its_radius_and_rubbing_doubles_it() -> None:
    image = picture_of("float32")
    way = ((20.0, 60.0), (150.0, 60.0), (280.0, 60.0))
    options = {"size": 60.0, "hardness": 100.0, "strength": 100.0, "radius": 3.0}
    rubbed = (*way, *way[::-1], *way, *way[::-1])
    for strokes, radius in ((way, 3.0), (rubbed, 6.0)):
        after = shown(stroke(TOOLS["blur"], scene_of(TOOLS["blur"], image, options), strokes))
        want = cv2.GaussianBlur(image, (0, 0), radius, borderType=cv2.BORDER_REPLICATE)
        inside = np.s_[58:62, 100:200, :3]
        assert np.abs(after - want)[inside].mean() < 0.25 * np.abs(image - want)[inside].mean()


def test_blurring_does_not_draw_hidden_colour_in() -> None:
    image = np.zeros((H, W, 4), np.uint8)
    image[..., 1] = 255  # green, and invisible
    image[:, :150] = (255, 0, 0, 255)
    for name in ("blur", "smudge"):
        after = shown(stroke(TOOLS[name], scene_of(TOOLS[name], image, {"strength": 90.0})))
        seen = (after[..., 3] > 8) & (after != image).any(axis=2)
        assert seen.any()
        assert after[seen][:, 1].max() < 40


def test_sharpening_steepens_and_protected_edges_grow_no_halo() -> None:
    edge = np.full((H, W, 4), 255, np.uint8)
    edge[..., :3] = np.clip((np.arange(W) - 145) * 12 + 60, 60, 180).astype(np.uint8)[None, :, None]
    options = {"strength": 100.0, "radius": 4.0}
    ranges = []
    for protect in (True, False):
        after = shown(stroke(TOOLS["sharpen"], scene_of(TOOLS["sharpen"], edge, {**options, "protect": protect})))
        row = after[60, :, 0].astype(int)
        assert np.diff(row).max() > 14
        ranges.append((row.min(), row.max()))
    assert ranges[1][0] < ranges[0][0]
    assert ranges[0][0] >= 60 - 18
    assert ranges[0][1] <= 180 + 18


def test_smudging_carries_paint_along_and_full_strength_carries_it_on() -> None:
    halves = np.full((H, W, 4), 255, np.uint8)
    halves[:, :100, :3] = 0
    far = []
    for strength in (30.0, 70.0, 100.0):
        after = shown(stroke(TOOLS["smudge"], scene_of(TOOLS["smudge"], halves, {"strength": strength})))
        row = after[60, :, 0]
        assert (np.diff(row[100:220].astype(int)) >= -1).all(), "the carried paint fades along the way"
        far.append(int((row < 128).sum()))
    assert far[0] < far[1] < far[2]
    assert far[2] > 220, "at full strength to the end of the stroke"


def test_finger_painting_starts_with_the_foreground_colour() -> None:
    white_paper = np.full((H, W, 4), 255, np.uint8)
    for options, keys in (({"finger": True}, {}), ({}, {"alt": True})):
        after = shown(stroke(TOOLS["smudge"], scene_of(TOOLS["smudge"], white_paper, options), **keys))
        assert after[60, 62].tolist()[0] == 255
        assert after[60, 62, 1] < 60
        assert after[60, 235, 1] > 200
    assert np.array_equal(shown(stroke(TOOLS["smudge"], scene_of(TOOLS["smudge"], white_paper))), white_paper)


def test_smudging_an_empty_layer_takes_up_what_is_seen() -> None:
    below = picture_of()
    document = Document(width=W, height=H, layers=(PixelLayer(pixels=Pixels.of(below)),))
    top = PixelLayer()
    document = document.inserted(top)
    options = replace(TOOLS["smudge"].options(), size=40.0, all_layers=True, pressure="none")
    after = stroke(TOOLS["smudge"], Scene(document, top.id, options))
    painted = after.layer(top.id)
    assert isinstance(painted, PixelLayer)
    assert painted.pixels.read(WHOLE)[60, 100:200, 3].min() > 200
    none = stroke(TOOLS["smudge"], Scene(document, top.id, replace(options, all_layers=False)))
    assert none is document, "an empty layer has nothing to smudge"


def test_a_soft_selection_mixes_in_proportion() -> None:
    before = picture_of("float32")
    half = Pixels.of(np.full((H, W), 128, np.uint8))
    for tool in (TOOLS["burn"], TOOLS["smudge"]):
        full = shown(stroke(tool, scene_of(tool, before)))
        some = shown(stroke(tool, scene_of(tool, before, selection=half)))
        assert some == pytest.approx(before + (full - before) * (128 / 255), abs=2e-3)


def test_pressure_changes_what_it_is_told_to() -> None:
    before = picture_of("float32")
    results = {}
    for pressure in ("none", "size", "strength", "both"):
        scene = scene_of(TOOLS["burn"], before, {"pressure": pressure, "strength": 100.0})
        after = shown(stroke(TOOLS["burn"], scene, pressure=0.4))
        differs = np.abs(after - before).max(axis=2)
        results[pressure] = int((differs[:, 150] > 0).sum()), float(differs.max())
    assert results["size"][0] == results["both"][0] < 0.6 * results["none"][0]
    assert results["strength"][1] == pytest.approx(results["none"][1] * 0.4, rel=0.1)
    assert results["both"][1] < 0.6 * results["none"][1]
