"""Strokes: what they change, flow and opacity, depths, targets, pressure, stabiliser."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document import paint_kernels
from editor.document import selection as selections
from editor.document.document import Document
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.paint import Brush, Ink, Stroke, Trail, luminance, surface
from editor.document.pixels import Pixels, white
from inference.api import UserError

RED = Ink((1.0, 0.0, 0.0, 1.0))


def noisy(dtype: str = "uint8", x: int = 0, y: int = 0) -> tuple[Document, PixelLayer]:
    array = (np.random.default_rng(0).random((400, 500, 4)) * white(dtype)).astype(dtype)
    layer = PixelLayer(pixels=Pixels.of(array), x=x, y=y)
    return Document(width=500, height=400, dtype=dtype, layers=(layer,)), layer


def drawn(document: Document, layer_id: int | None, brush: Brush, ink: Ink, kind: str = "pixels",
          points: tuple[tuple[float, float], ...] = ((200, 200), (260, 230), (330, 210))) -> Document:
    stroke = Stroke(surface(document, layer_id, kind), brush, ink)  # type: ignore[arg-type]
    stroke.press(*points[0])
    for point in points[1:]:
        stroke.move(*point)
    return stroke.finish(*points[-1])


def pixels(document: Document, layer: PixelLayer) -> np.ndarray:
    return document.layer(layer.id).pixels.read(document.rect.moved(-layer.x, -layer.y))  # type: ignore[attr-defined]


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("ink", [RED, Ink(erases=True)])
def test_only_what_the_brush_touches_changes(dtype: str, ink: Ink) -> None:
    document, layer = noisy(dtype)
    after = pixels(drawn(document, layer.id, Brush(40, 0.5), ink), layer)
    before = pixels(document, layer)
    changed = (after != before).any(axis=2)
    rows, columns = np.nonzero(changed)
    assert changed[200:215, 200:215].any()
    assert rows.min() >= 200 - 21
    assert rows.max() <= 230 + 21
    assert columns.min() >= 200 - 21
    assert columns.max() <= 330 + 21


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_unselected_pixels_stay_to_the_byte(dtype: str) -> None:
    document, layer = noisy(dtype, 7, -9)
    chosen = selections.from_ellipse(210, 190, 290, 240, document.rect)
    document = document.with_(selection=chosen)
    before, mask = pixels(document, layer), selections.as_array(document, document.rect)
    for ink in (RED, Ink(erases=True)):
        after = pixels(drawn(document, layer.id, Brush(60, 0.2, flow=0.7), ink), layer)
        assert (after[mask == 0] == before[mask == 0]).all()
        assert (after[mask == 255] != before[mask == 255]).any()


@settings(max_examples=20, deadline=None)
@given(st.floats(0.05, 1.0), st.floats(0.05, 1.0), st.floats(0, 1))
def test_a_stroke_never_exceeds_its_opacity(opacity: float, flow: float, hardness: float) -> None:
    layer = PixelLayer(pixels=Pixels())
    document = Document(width=200, height=200, layers=(layer,))
    brush = Brush(50, hardness, opacity, flow, spacing=0.05)
    there_and_back = ((60.0, 100.0), (140.0, 100.0), (60.0, 100.0), (140.0, 100.0))
    alpha = pixels(drawn(document, layer.id, brush, RED, points=there_and_back), layer)[..., 3]
    assert alpha.max() <= round(opacity * 255) + 1
    if flow > 0.5:
        assert alpha[100, 100] >= round(opacity * 255) - 2


def test_flow_builds_up_inside_a_stroke() -> None:
    layer = PixelLayer(pixels=Pixels())
    document = Document(width=200, height=200, layers=(layer,))
    once = drawn(document, layer.id, Brush(40, 1, 1, 0.2), RED, points=((100, 100),))
    more = drawn(document, layer.id, Brush(40, 1, 1, 0.2, 0.1), RED, points=((80, 100), (120, 100)))
    assert pixels(once, layer)[100, 100, 3] == round(0.2 * 255)
    assert pixels(more, layer)[100, 100, 3] > 150


def test_alpha_is_kept_when_locked() -> None:
    document, layer = noisy()
    locked = layer.with_(lock_alpha=True)
    document = document.with_layer(locked)
    before = pixels(document, layer)
    after = pixels(drawn(document, layer.id, Brush(80, 1), RED), layer)
    assert (after[..., 3] == before[..., 3]).all()
    assert (after[200, 200, :3] == (255, 0, 0)).all()
    erased = pixels(drawn(document, layer.id, Brush(80, 1), Ink((0, 1, 0, 1), erases=True)), layer)
    assert (erased[200, 200, :3] == (0, 255, 0)).all()


def test_offset_of_the_layer_counts() -> None:
    layer = PixelLayer(pixels=Pixels(), x=100, y=50)
    document = Document(width=300, height=300, layers=(layer,))
    after = drawn(document, layer.id, Brush(10, 1), RED, points=((120, 80),))
    found = after.layer(layer.id).pixels.content_bounds()  # type: ignore[attr-defined]
    assert found.contains(20, 30)
    assert found.w <= 11


def test_masks_take_grey_and_the_selection_takes_paint() -> None:
    document, layer = noisy()
    masked = layer.with_(mask=Mask(Pixels(1, fill=255)))
    document = document.with_layer(masked)
    grey = (0.5, 0.5, 0.5, 1.0)
    after = drawn(document, layer.id, Brush(40, 1), Ink(grey, luminance(grey)), "mask")
    mask = after.layer(layer.id).mask
    assert mask is not None
    assert mask.pixels.at(200, 200) == 128
    assert mask.pixels.at(10, 10) == 255
    painted = drawn(document, layer.id, Brush(40, 1), Ink(value=1), "selection").selection
    assert painted is not None
    assert painted.at(200, 200) == 255
    assert painted.at(10, 10) == 0


def test_a_stroke_that_changes_nothing_is_no_change() -> None:
    layer = PixelLayer(pixels=Pixels())
    document = Document(width=300, height=300, layers=(layer,))
    assert drawn(document, layer.id, Brush(40), Ink(erases=True)) is document
    assert drawn(document, layer.id, Brush(40), RED, points=((-500, -500), (-400, -400))) is document


def test_untouched_tiles_are_shared() -> None:
    document, layer = noisy()
    after = drawn(document, layer.id, Brush(20), RED, points=((50, 50),))
    old, new = layer.pixels.tiles, after.layer(layer.id).pixels.tiles  # type: ignore[attr-defined]
    assert new[(1, 1)] is old[(1, 1)]
    assert new[(0, 0)] is not old[(0, 0)]


def test_dabs_lie_at_the_spacing_whatever_the_events() -> None:
    def walk(points: list[float]) -> np.ndarray:
        trail = Trail(Brush(20, spacing=0.25))
        dabs = [trail.start(0, 0, 1.0)] + [trail.move(x, 0, 1.0) for x in points] + [trail.end(points[-1], 0, 1.0)]
        return np.concatenate(dabs)[:, 0]

    few, many = walk([100.0]), walk(list(np.linspace(1, 100, 57)))
    assert np.allclose(few, np.arange(0, 101, 5), atol=1e-3)
    assert np.allclose(few, many, atol=1e-2)


def test_pressure_changes_size_and_opacity() -> None:
    trail = Trail(Brush(40, pressure_size=True, pressure_opacity=True))
    light = trail.start(0, 0, 0.25)
    assert light[0, 2] == 5
    assert light[0, 4] == 0.25
    assert Trail(Brush(40)).start(0, 0, 0.25)[0, 2] == 20


def test_the_stabiliser_pulls_by_a_string_and_still_arrives() -> None:
    trail = Trail(Brush(4, stabiliser=50), zoom=1.0)
    trail.start(0, 0, 1.0)
    assert len(trail.move(30, 20, 1.0)) == 0
    trail.move(200, 0, 1.0)
    last = trail.end(200, 0, 1.0)
    assert last[:, 0].max() > 190


def test_why_it_may_not_paint() -> None:
    document, layer = noisy()
    group = GroupLayer(children=(layer,), locked=True)
    cases = [(document, None, "pixels"), (document, layer.id, "mask"),
             (document.with_layer(layer.with_(locked=True)), layer.id, "pixels"),
             (document.with_layer(layer.with_(visible=False)), layer.id, "pixels"),
             (document.with_(layers=(group,)), group.id, "pixels"),
             (document.with_(layers=(group,)), layer.id, "pixels"),
             (document.with_(layers=(group.with_(locked=False),)), group.id, "pixels")]
    for where, layer_id, kind in cases:
        with pytest.raises(UserError) as told:
            surface(where, layer_id, kind)  # type: ignore[arg-type]
        assert told.value.hint


@pytest.mark.parametrize("lock", [False, True])
def test_kernels_of_eight_bits_agree_with_those_of_any_depth(lock: bool) -> None:
    rng = np.random.default_rng(3)
    original = rng.integers(0, 256, (64, 64, 4), np.uint8)
    original[:20, :, 3] = 0
    mask, chosen = rng.random((64, 64)).astype(np.float32), rng.integers(0, 256, (64, 64), np.uint8)
    mask[10:30] = 0
    colour, half, span = np.array([0.9, 0.3, 0.1], np.float32), np.float32(0.5), (3, 5, 61, 64)
    slow, fast = original.copy(), original.copy()
    words, out = original.reshape(64, 64 * 4).view(np.uint32), fast.reshape(64, 64 * 4).view(np.uint32)
    words.flags.writeable = original.flags.writeable = False
    paint_kernels.paint_colour(original, mask, chosen, colour, 0.8, 255.0, half, lock, span, slow)
    paint_kernels.paint_colour_words(words, mask, chosen, colour, 0.8, half, lock, span, out)
    assert np.array_equal(slow, fast)
    assert not np.array_equal(original, fast)
    paint_kernels.erase(original, mask, chosen, 0.8, half, span, slow)
    paint_kernels.erase_words(words, mask, chosen, 0.8, half, span, out)
    assert np.array_equal(slow, fast)
