"""What may be changed, what is seen with it, the empty margin of a canvas, and regions with strengths of their own."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine, FakeHost, painted
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.contexts import change, effective_mode, expands, region_of, shown_context
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, PixelLayer
from editor.document.margin import has_margin, is_mostly_empty, margin
from editor.document.pixels import Array, Pixels
from editor.document.region import Region
from editor.document.resize import scaled
from editor.document.selection_shape import from_rect
from editor.document.transform import crop
from editor.document.turning import turned
from editor.requests import build
from editor.session import Session
from editor.staging import Staged
from inference.api import ModelInfo, Request, UserError, operation_named, operations
from inference.engine import Engine
from inference.operations._masking import context_of
from inference.operations.inpaint import Inpaint
from inference.region import bounds
from inference.reporting import Silent

INPAINT = next(o for o in operations() if o.id == "inpaint")
W, H = 220, 160


def noisy(dtype: str = "uint8", width: int = W, height: int = H) -> Document:
    top = np.iinfo(dtype).max
    y, x = np.mgrid[:height, :width]
    unit = np.stack([x / width, y / height, (x + y) / (width + height)], -1) * 0.7
    unit += np.random.default_rng(3).random(unit.shape) * 0.2
    pixels = np.dstack([unit * top, np.full((height, width), top)]).astype(dtype)
    layer = PixelLayer(name="Ground", pixels=Pixels.of(pixels))
    return Document(width=width, height=height, dtype=dtype, layers=(layer,))


def shown(document: Document) -> Array:
    return compose(document, document.rect)


def selected(document: Document, *rect: int) -> Document:
    return document.with_(selection=from_rect(*rect, document.rect))


# ---- the margin


def test_a_canvas_cropped_past_the_edge_has_a_margin() -> None:
    document = crop(noisy(), Rect(-20, -10, W + 50, H + 10))
    assert not has_margin(noisy())
    assert has_margin(document)
    found = margin(document)
    assert found is not None
    assert np.array_equal(found.read(document.rect) == 255, shown(document)[..., 3] == 0)


def test_a_hole_inside_is_no_margin() -> None:
    pixels = shown(noisy()).copy()
    pixels[40:60, 50:70] = 0
    pixels[:, :12] = 0
    found = margin(Document(width=W, height=H, layers=(PixelLayer(pixels=Pixels.of(pixels)),)))
    assert found is not None
    assert found.content_bounds() == Rect(0, 0, 12, H)


def test_an_empty_canvas_has_no_margin() -> None:
    assert margin(Document(width=30, height=30, layers=(PixelLayer(),))) is None
    assert margin(Document(width=30, height=30, layers=(PixelLayer(pixels=Pixels.of(np.zeros((30, 30, 4), np.uint8))),
                                                        ))) is None


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("rect", [(-40, -30, W + 80, H + 60), (0, 0, W + 48, H), (-30, 20, W, H - 20)])
def test_expanding_fills_the_margin_and_keeps_the_original(dtype: str, rect: tuple[int, int, int, int]) -> None:
    """On any sides at once, by the real engine: every pixel of the picture is as it was, every empty one is new."""
    document = crop(noisy(dtype), Rect(*rect))
    session, before = Session(document, "Crop"), shown(document)
    assert effective_mode(Inpaint(), document, None) == "expand"
    request, placement = build(session, INPAINT, Inpaint(), None, 3)
    assert request.params.mode == "expand"
    result = Engine().run(request, Silent())
    session.stage(Staged(1, result.pictures, placement, result.recipe))
    session.accept()
    after, empty = shown(session.document), before[..., 3] == 0
    assert np.array_equal(after[~empty], before[~empty])
    assert (after[empty][:, 3] == np.iinfo(dtype).max).all()
    assert after[empty][:, :3].std() > 0
    assert result.pictures[0].facts["changed_outside"] == 0
    assert not has_margin(session.document)


def test_a_selection_of_the_empty_part_expands_too() -> None:
    document = crop(noisy(), Rect(0, 0, W + 80, H))
    strip = selected(document, W - 10, 20, W + 80, 90)
    assert strip.selection is not None
    assert is_mostly_empty(strip, strip.selection)
    assert effective_mode(Inpaint(), strip, None) == "expand"
    assert effective_mode(Inpaint(), selected(document, 20, 20, 60, 60), None) == "fill"
    assert effective_mode(Inpaint(), selected(document, 0, 20, W + 80, 60), None) == "expand", "it spans the canvas"
    assert not expands(strip, Inpaint())


@pytest.mark.parametrize("by_model", [False, True])
def test_the_crop_tool_has_the_new_area_filled(by_model: bool, tmp_path: Path, qapp: object) -> None:
    engine = FakeEngine()
    workspace = FakeHost(tmp_path, engine).workspace
    session = Session(crop(noisy(), Rect(0, 0, W + 48, H)), "Crop")
    workspace.add(session)
    before = shown(session.document)
    if by_model:
        with pytest.raises(UserError):
            workspace.fill_margin(session, True)
        engine.models = (ModelInfo("/m/a", "A", "checkpoint", "sd15", ("inpaint",), native=512, multiple=8),)
    workspace.fill_margin(session, by_model)
    assert engine.jobs[-1].request.model == ("/m/a" if by_model else None)
    assert session.front is not None
    session.accept()
    after = shown(session.document)
    assert np.array_equal(after[:, :W], before[:, :W])
    assert (after[:, W:, 3] == 255).all()


def test_without_selection_and_margin_there_is_nothing_to_do() -> None:
    with pytest.raises(UserError):
        build(Session(noisy(), "Open"), INPAINT, Inpaint())
    assert shown_context(noisy(), (), None, Inpaint()) is None


# ---- the context


@settings(max_examples=40)
@given(st.integers(0, 1900), st.integers(0, 1400), st.integers(1, 900), st.integers(1, 900),
       st.sampled_from(["auto", "mask", "image"]), st.sampled_from([512, 1024, 1328]))
def test_what_is_shown_is_what_the_engine_sees(x: int, y: int, w: int, h: int, kind: str, native: int) -> None:
    document = Document(width=2000, height=1500, layers=(PixelLayer(),))
    document = selected(document, x, y, min(x + w, 2000), min(y + h, 1500))
    found = shown_context(document, (), None, Inpaint(context=kind), native)
    assert found is not None
    change_, rect = found
    mask = change_.area.read(rect)
    assert context_of(kind, mask, native) == (0, 0, rect.w, rect.h)
    assert bounds(mask)[2:] == (min(w, 2000 - x), min(h, 1500 - y))


def test_the_bounds_of_any_layer_can_be_the_context() -> None:
    document = selected(noisy(), 10, 10, 30, 30)
    far = PixelLayer(name="Far", x=150, y=100, pixels=Pixels.of(np.full((20, 30, 4), 255, np.uint8)))
    group = GroupLayer(name="Group", children=(far, PixelLayer(name="Near", x=60, y=5, pixels=far.pixels)))
    document = document.with_(layers=(*document.layers, group))
    active = document.layers[0]

    def seen(layer_id: int) -> Rect:
        found = shown_context(document, (), active, Inpaint(context="layer", context_layer=layer_id))
        assert found is not None
        return found[1]

    assert seen(far.id) == Rect(10, 10, 170, 110)
    assert seen(group.id) == Rect(10, 5, 170, 115)
    assert seen(0) == document.rect, "the active one"
    session = Session(document, "Open")
    request, placement = build(session, INPAINT, Inpaint(context="layer", context_layer=far.id))
    assert placement.rect == Rect(10, 10, 170, 110)
    assert request.image is not None
    assert request.image.shape[:2] == (110, 170)


# ---- regions


def with_regions(document: Document) -> Session:
    session = Session(document, "Open")
    one, other = from_rect(20, 20, 60, 60, document.rect), from_rect(100, 40, 150, 100, document.rect)
    assert one is not None
    assert other is not None
    session.set_regions((Region(one, 0.4), Region(other, 1.0)), "Add region")
    return session


def combined(request: Request) -> Array:
    """What operations are handed."""
    from inference.engine import _combined

    mask = _combined(request, operation_named(request.operation)).mask
    assert mask is not None
    return mask


@pytest.mark.parametrize("model", [None, "/m/a"])
def test_regions_are_sent_with_their_strengths_and_combined_by_the_engine(model: str | None) -> None:
    session = with_regions(selected(noisy(), 140, 90, 190, 130))
    request, placement = build(session, INPAINT, Inpaint(), model)
    assert [area.strength for area in request.areas] == [0.4, 1.0]
    mask, rect = combined(request), placement.rect
    full = np.zeros((H, W), np.uint8)
    full[rect.slices(Rect(0, 0, W, H))] = mask
    assert (full[30:50, 30:50] == 102).all()
    assert (full[50:90, 105:145] == 255).all()
    assert (full[100:120, 160:180] == 255).all(), "the selection itself"
    assert (full[:15] == 0).all()
    assert placement.mask is not None
    assert np.array_equal(placement.mask.read(rect) > 0, mask > 0)


def test_regions_do_without_a_selection_and_change_by_their_strength() -> None:
    document = noisy()
    session, before = with_regions(document), shown(document).astype(int)
    request, placement = build(session, INPAINT, Inpaint())
    result = Engine().run(request, Silent())
    assert result.recipe["area_strengths"] == [0.4, 1.0]
    session.stage(Staged(1, result.pictures, placement, result.recipe))
    session.accept()
    after = shown(session.document).astype(int)
    moved = np.abs(after - before)[..., :3].max(axis=2)
    marked = np.zeros((H, W), bool)
    marked[20:60, 20:60] = marked[40:100, 100:150] = True
    assert not moved[~marked].any()
    assert 0.15 < moved[30:50, 30:50].mean() / moved[50:90, 110:140].mean() < 0.7, "two fifths of the change"


def test_regions_follow_the_canvas_and_the_history() -> None:
    session = with_regions(noisy())
    told: list[int] = []
    session.regions_changed.connect(lambda: told.append(len(session.regions)))
    session.commit("Brush", session.document.with_(dpi=(300.0, 300.0)))
    assert len(session.regions) == 2
    session.commit("Crop", crop(session.document, Rect(10, 10, 80, 100)))
    assert [r.mask.content_bounds() for r in session.regions] == [Rect(10, 10, 40, 40)], "nothing is left of the other"
    session.commit("Turn", turned(session.document, "half"))
    assert session.regions[0].mask.content_bounds() == Rect(30, 50, 40, 40)
    session.commit("Scale", scaled(session.document, 160, 200, "nearest"))
    assert session.regions[0].mask.content_bounds() == Rect(60, 100, 80, 80)
    assert session.regions[0].strength == 0.4
    for _ in range(4):
        session.undo()
    assert len(session.regions) == 2
    session.undo()
    assert not session.regions
    assert told == [1, 1, 1, 1, 1, 2, 0]


def test_the_place_of_a_layer_is_a_region() -> None:
    hat = PixelLayer(name="Hat", x=30, y=20, opacity=0.5, pixels=Pixels.of(np.full((10, 20, 4), 255, np.uint8)))
    document = noisy().inserted(hat)
    assert region_of(document, hat).mask.content_bounds() == Rect(30, 20, 20, 10)
    with pytest.raises(UserError):
        region_of(document, PixelLayer(name="Nothing"))


def test_regions_say_words_for_detail_and_are_changed_elsewhere() -> None:
    detail = operation_named("detail")
    session = with_regions(noisy())
    said = (dataclasses.replace(session.regions[0], prompt="a red barn"), session.regions[1])
    session.set_regions(said, "Words of a region")
    request, placement = build(session, detail, detail.parameters(), "/m/a", native=64)
    assert request.mask is None
    assert placement.kind == "scale"
    assert [(area.prompt, area.mask.shape) for area in request.areas] == [("a red barn", (H, W))]
    assert shown_context(session.document, (), None, detail.parameters()) is None
    request, _ = build(session, INPAINT, Inpaint("grass"), "/m/a", native=64)
    assert [area.prompt for area in request.areas] == ["a red barn", ""]


def test_masks_of_other_sizes_are_refused() -> None:
    request, _ = build(with_regions(noisy()), INPAINT, Inpaint())
    wrong = dataclasses.replace(request, mask=np.zeros((3, 3), np.uint8))
    with pytest.raises(UserError):
        Engine().run(wrong, Silent())


def test_growing_concerns_the_selection() -> None:
    remove = next(o for o in operations() if o.id == "remove")
    session = with_regions(selected(noisy(), 140, 90, 190, 130))
    found = change(session.document, session.regions, remove.parameters(grow=10))
    assert found is not None
    assert found.params.grow == 0
    assert found.area.content_bounds() == Rect(20, 20, 180, 120)
    assert painted(build(session, remove, remove.parameters(grow=10))[0]).pictures
