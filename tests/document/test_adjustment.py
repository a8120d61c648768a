"""Adjustment layers: the same as the filter on the pixels, to the byte; masks, groups, clipping; what is redrawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from editor.document.adjustment import rasterised, unadjusted, underneath, with_adjustment
from editor.document.compose import Compositor, compose, flatten, merge_down, merge_group
from editor.document.diff import difference
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import AdjustmentLayer, GroupLayer, Mask, PixelLayer, walk
from editor.document.paint_target import surface
from editor.document.pixels import Array, Pixels, convert, white
from editor.errands import request
from editor.filters.apply import apply_filter, filter_named, filters
from editor.requests import below, insertion
from editor.tools.tool import Errand
from inference.api import UserError

DTYPES = ("uint8", "uint16", "float32")
POINTWISE = tuple(f.id for f in filters() if f.margin is None)
AROUND = tuple(f.id for f in filters() if f.margin is not None)
# Values away from those that change nothing, so that every filter does something.
VALUES: dict[str, dict[str, Any]] = {
    "levels": {"black": 20, "gamma": 1.7, "white": 220}, "curves": {"rgb": ((0, 0.1), (0.4, 0.6), (1, 0.9))},
    "hue_saturation": {"hue": 40, "saturation": -30, "lightness": 10}, "vibrance": {"vibrance": 60},
    "brightness_contrast": {"brightness": 20, "contrast": 30}, "exposure": {"stops": 0.7},
    "colour_balance": {"midtones_red": 40, "shadows_blue": -30}, "white_balance": {"temperature": 40, "tint": -10},
    "vignette": {"amount": -60}, "channel_mixer": {"red_green": 40, "blue_constant": -10},
    "colour_table": {"table": "LUT_3D_SIZE 2\n" + "\n".join(
        f"{1 - r} {g * 0.8} {b * 0.5 + 0.2}" for b in (0, 1) for g in (0, 1) for r in (0, 1))},
}


def picture(dtype: str = "uint8", edge: int = 300, seed: int = 3) -> Array:
    rng = np.random.default_rng(seed)
    image = rng.random((edge, edge, 4), np.float32)
    image[..., 3] = np.where(image[..., 3] > 0.6, 1, image[..., 3])
    return convert(image, dtype)


def adjustment(name: str, **changes: Any) -> AdjustmentLayer:
    operation = filter_named(name)
    return AdjustmentLayer(operation=operation, params=operation.parameters(**VALUES.get(name, {})), **changes)


def based(*layers: Any, dtype: str = "uint8", edge: int = 300) -> Document:
    base = PixelLayer(name="base", pixels=Pixels.of(picture(dtype, edge)))
    return Document(width=edge, height=edge, dtype=dtype, layers=(base, *layers))


def shown(document: Document) -> Array:
    """What is to be seen: a transparent pixel has no colour."""
    return seen_of(compose(document, document.rect))


def seen_of(array: Array) -> Array:
    return np.where(array[..., 3:] > 0, array, 0)


def filtered(document: Document, name: str) -> Array:
    """The bottom layer through the filter, for good."""
    layer = adjustment(name)
    base = document.with_(layers=document.layers[:1])
    return shown(apply_filter(base, base.layers[0].id, layer.operation, layer.params))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", POINTWISE)
def test_flattened_it_is_what_the_filter_makes(name: str, dtype: str) -> None:
    document = based(adjustment(name), dtype=dtype)
    wanted = filtered(document, name)
    assert np.array_equal(shown(document), wanted)
    assert not np.array_equal(wanted, shown(document.with_(layers=document.layers[:1])))
    merged = flatten(document).layers[0]
    assert isinstance(merged, PixelLayer)
    assert np.array_equal(seen_of(merged.pixels.read(document.rect)), wanted)


def test_a_stack_of_them_is_one_filter_after_another() -> None:
    names = ("levels", "hue_saturation", "invert")
    document = based(*(adjustment(n) for n in names))
    done = document.with_(layers=document.layers[:1])
    for name in names:
        layer = adjustment(name)
        done = apply_filter(done, done.layers[0].id, layer.operation, layer.params)
    assert np.array_equal(shown(document), shown(done))


def half_mask(edge: int = 300) -> Mask:
    values = np.zeros((edge, edge), np.uint8)
    values[:, 100:200] = 255
    values[:, 200:] = 128
    return Mask(Pixels.of(values))


def test_mask_and_opacity_mix_the_old_with_the_new() -> None:
    document = based(adjustment("invert", mask=half_mask(), opacity=0.5))
    old, new, seen = shown(based()), filtered(document, "invert"), shown(document)
    assert np.array_equal(seen[:, :100], old[:, :100])
    for columns, share in ((slice(100, 200), 0.5), (slice(200, 300), 0.5 * 128 / 255)):
        a, b = (part[:, columns].astype(np.float32) for part in (old, new))
        assert np.abs(seen[:, columns] - (a + (b - a) * share)).max() <= 0.51
    assert np.array_equal(seen[..., 3], old[..., 3])
    hidden = document.with_layer(document.layers[1].with_(visible=False))
    assert np.array_equal(shown(hidden), old)


def test_blend_mode_is_that_of_the_changed_picture_over_the_old() -> None:
    document = based(adjustment("invert", blend="multiply"))
    old = shown(based()).astype(np.float64) / 255
    wanted = old[..., :3] * (1 - old[..., :3]) * 255
    assert np.abs(shown(document)[..., :3] - wanted).max() <= 0.51


def small(colour: tuple[int, int, int], at: int, **changes: Any) -> PixelLayer:
    square = np.zeros((80, 80, 4), np.uint8)
    square[..., :3], square[..., 3] = colour, 255
    return PixelLayer(pixels=Pixels.of(square), x=at, y=at, **changes)


def test_in_a_group_it_acts_on_the_group_alone() -> None:
    children = (small((250, 10, 20), 40), adjustment("invert"))
    alone = shown(based(GroupLayer(blend="normal", children=children)))
    through = shown(based(GroupLayer(blend="pass through", children=children)))
    assert tuple(alone[60, 60]) == tuple(through[60, 60]) == (5, 245, 235, 255)
    assert np.array_equal(alone[:40], shown(based())[:40])
    assert np.array_equal(through[:40], filtered(based(), "invert")[:40])


def test_a_faded_group_that_passes_through() -> None:
    group = GroupLayer(blend="pass through", opacity=0.5, children=(small((250, 10, 20), 40), adjustment("invert")))
    old, seen = shown(based()).astype(np.float32), shown(based(group))
    assert np.abs(seen[:40][old[:40, :, 3] > 0][:, :3] - 127.5).max() <= 1  # half way to the negative
    assert np.abs(seen[60, 60, :3] - (old[60, 60, :3] * old[60, 60, 3] + np.array((5, 245, 235)) * 255) / (
        old[60, 60, 3] + 255)).max() <= 1


def test_clipped_it_changes_the_layer_below_it_alone() -> None:
    seen = shown(based(small((250, 10, 20), 40), adjustment("invert", clipping=True),
                       adjustment("levels", clipping=True)))
    assert np.array_equal(seen[:40], shown(based())[:40])
    value = apply_filter(Document(width=80, height=80, layers=(small((5, 245, 235), 0, id=9991),)), 9991,
                         filter_named("levels"), adjustment("levels").params)
    assert np.array_equal(seen[60, 60], shown(value)[10, 10])


def test_a_layer_clipped_over_one_lies_free() -> None:
    top = small((250, 10, 20), 40, clipping=True)
    assert tuple(shown(based(adjustment("invert"), top))[60, 60]) == (250, 10, 20, 255)


def test_alone_it_shows_nothing() -> None:
    assert not shown(based().with_(layers=(adjustment("invert"),))).any()


def test_merging() -> None:
    document = based(adjustment("levels", mask=half_mask()), adjustment("invert"))
    wanted = shown(document)
    once = merge_down(document, document.layers[1].id)
    assert len(once.layers) == 2
    assert np.array_equal(shown(once), wanted)
    assert np.array_equal(shown(merge_down(once, once.layers[1].id)), wanted)
    group = GroupLayer(blend="normal", children=document.layers)
    whole = document.with_(layers=(group,))
    assert np.array_equal(shown(merge_group(whole, group.id)), wanted)


def bgra(array: Array) -> Array:
    unit = array.astype(np.float32) / np.float32(white(array.dtype))
    unit[..., :3] *= unit[..., 3:]
    return np.rint(unit[..., (2, 1, 0, 3)] * 255)


@pytest.mark.parametrize("where", ["top", "bottom", "mask", "params", "inside"])
def test_what_is_redrawn_makes_the_whole(where: str) -> None:
    """A part composited after an edit, put into the picture of before, is the picture of after."""
    middle = adjustment("hue_saturation", mask=half_mask(700))
    group = GroupLayer(blend="pass through", opacity=0.8, children=(small((30, 200, 90), 300), adjustment("curves")))
    document = based(middle, adjustment("levels"), group, small((10, 20, 200), 500, opacity=0.5), edge=700)
    dab = picture("uint8", 60, 8)
    base = document.layers[0]
    assert isinstance(base, PixelLayer)
    if where == "top":
        top = document.layers[-1]
        new, active = document.with_layer(top.with_(pixels=top.pixels.write(5, 5, dab))), top.id
    elif where == "bottom":
        new, active = document.with_layer(base.with_(pixels=base.pixels.write(230, 240, dab))), base.id
    elif where == "mask":
        values = middle.mask.pixels.write(90, 250, dab[..., 0])
        new, active = document.with_layer(middle.with_(mask=Mask(values))), middle.id
    elif where == "inside":
        child = group.children[0]
        new, active = document.with_layer(child.with_(x=310)), child.id
    else:
        new = document.with_layer(middle.with_(params=middle.operation.parameters(hue=-90)))
        active = middle.id
    area = difference(document, new)
    assert not area.is_empty
    compositor = Compositor(threads=1)
    drawn = compositor.render(document, document.rect, active=active)
    drawn[area.slices(document.rect)] = compositor.render(new, area, active=active)
    assert np.abs(drawn - bgra(shown(new))).max() <= 1
    assert np.array_equal(drawn, Compositor(threads=1).render(new, new.rect))
    compositor.close()


def test_a_mask_limits_what_is_redrawn() -> None:
    hidden = Mask(Pixels(1).write(256, 0, np.full((10, 10), 255, np.uint8)))
    layer = adjustment("hue_saturation", mask=hidden)
    document = based(layer, edge=700)
    assert difference(document, document.with_layer(layer.with_(params=layer.operation.parameters(hue=5)))) == Rect(
        256, 0, 256, 256)


def test_half_size_is_nearly_the_whole_made_smaller() -> None:
    document = based(adjustment("levels"), adjustment("vignette"), edge=512)
    smooth = np.asarray(picture("uint8", 512))
    y, x = np.mgrid[0:512, 0:512]
    smooth[..., 0], smooth[..., 1], smooth[..., 2], smooth[..., 3] = x // 2, y // 2, (x + y) // 4, 255
    document = document.with_(layers=(PixelLayer(pixels=Pixels.of(smooth)), *document.layers[1:]))
    compositor = Compositor(threads=1)
    half = compositor.render(document, document.rect, level=1).astype(np.float32)
    full = compositor.render(document, document.rect).astype(np.float32)
    assert np.abs(full.reshape(256, 2, 256, 2, 4).mean(axis=(1, 3)) - half).max() < 4
    compositor.close()


def test_what_lies_underneath() -> None:
    inner, clipped = adjustment("levels"), adjustment("curves", clipping=True)
    square = small((250, 10, 20), 40)
    through = GroupLayer(blend="pass through", children=(square, clipped, inner))
    document = based(adjustment("invert"), through)
    base, invert, _ = document.layers
    assert underneath(document, inner.id) == (base, invert, square, clipped)
    assert [layer.id for layer in underneath(document, clipped.id)] == [square.id]
    own = document.with_layer(through.with_(blend="normal"))
    assert underneath(own, inner.id) == (square, clipped)


@pytest.mark.parametrize("blend", ["pass through", "normal"])
def test_rasterised_in_a_group_it_looks_the_same(blend: str) -> None:
    inner = adjustment("curves", mask=half_mask(), opacity=0.7)
    document = based(GroupLayer(blend=blend, children=(small((250, 10, 20), 40), inner)))
    solid = document.with_layer(document.layers[0].with_(pixels=Pixels.of(picture(edge=300) | np.array(
        (0, 0, 0, 255), np.uint8))))  # between soft edges a pixel layer mixes alpha as well
    before, after = shown(solid), shown(rasterised(solid, inner.id))
    assert np.abs(before.astype(int) - after).max() <= 1
    with pytest.raises(UserError, match="no adjustment layer"):
        rasterised(document, document.layers[0].id)


def test_brushes_paint_on_its_mask() -> None:
    document, made = with_adjustment(based(), filter_named("invert"), filter_named("invert").parameters(), "I", None)
    target = surface(document, made, "pixels")
    assert target.kind == "mask"
    bare = document.with_layer(document.layer(made).with_(mask=None))
    with pytest.raises(UserError, match="no pixels of its own"):
        surface(bare, made, "pixels")
    with pytest.raises(UserError, match="no pixels of its own"):
        apply_filter(document, made, filter_named("invert"), filter_named("invert").parameters())


def test_models_see_what_is_adjusted_and_their_pictures_land_above() -> None:
    document = based(adjustment("invert"), PixelLayer(name="empty"))
    invert = document.layers[1]
    assert insertion(document, invert) == invert.id
    assert np.array_equal(shown(below(document, invert.id)), filtered(based(), "invert"))


def test_what_is_painted_under_one_is_not_adjusted_twice() -> None:
    """A retouch of the bottom layer from all layers takes the colours of before the adjustment above it."""
    top = PixelLayer(name="empty")
    document = based(adjustment("invert"), GroupLayer(blend="pass through", children=(adjustment("levels"), top)))
    base, _, group = document.layers
    seen = unadjusted(document, base.id)
    assert [layer.visible for layer in walk(seen.layers) if isinstance(layer, AdjustmentLayer)] == [False, False]
    assert unadjusted(document, top.id) is document
    assert [layer.visible for layer in walk(unadjusted(document, group.children[0].id).layers)] == [True] * 5
    mask = Pixels(1).write(50, 50, np.full((20, 20), 255, np.uint8))
    asked, placement = request(document, Errand("remove", mask, base.id, "Remove", True))
    assert np.array_equal(seen_of(asked.image), shown(based())[placement.rect.slices(document.rect)])
    asked, placement = request(document, Errand("remove", mask, top.id, "Remove", True))
    assert np.array_equal(seen_of(asked.image), shown(document)[placement.rect.slices(document.rect)])


def opaque(dtype: str = "uint8", edge: int = 300) -> PixelLayer:
    image = picture(dtype, edge)
    image[..., 3] = white(image.dtype)
    return PixelLayer(pixels=Pixels.of(image))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", AROUND)
def test_one_that_looks_around_is_what_the_filter_makes(name: str, dtype: str) -> None:
    document = Document(width=300, height=300, dtype=dtype, layers=(opaque(dtype), adjustment(name)))
    a, b = shown(document).astype(np.float64), filtered(document, name).astype(np.float64)
    assert np.abs(a - b).max() <= (1 if dtype == "uint8" else 3 if dtype == "uint16" else 1e-4)
    assert not np.array_equal(b, shown(document.with_(layers=document.layers[:1])))


@pytest.mark.parametrize("level", [0, 1])
def test_around_an_edit_everything_is_redrawn(level: int) -> None:
    """Two blurs over each other, in a group that passes through: a change is seen as far as both reach, also in
    blocks whose own layers stay as they are."""
    blur = filter_named("gaussian_blur")
    inner = GroupLayer(blend="pass through", opacity=0.9, children=(
        AdjustmentLayer(operation=blur, params=blur.parameters(radius=5.0), mask=half_mask(700)),))
    base = opaque(edge=700)
    document = Document(width=700, height=700, layers=(base, inner, adjustment("levels"), adjustment("unsharp_mask")))
    dab = np.full((30, 30, 4), 255, np.uint8)
    new = document.with_layer(base.with_(pixels=base.pixels.write(130, 225, dab)))
    area = difference(document, new)
    compositor = Compositor(threads=1)
    drawn = compositor.render(document, document.rect, level, active=base.id)
    part = compositor.render(new, area, level, active=base.id)
    x, y = area.x >> level, area.y >> level
    drawn[y:y + part.shape[0], x:x + part.shape[1]] = part
    again = compositor.render(new, new.rect, level, active=base.id)
    fresh = Compositor(threads=1).render(new, new.rect, level)
    assert np.abs(again.astype(int) - fresh).max() <= 1
    assert np.abs(drawn.astype(int) - fresh).max() <= 1
    compositor.close()
