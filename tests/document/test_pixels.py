"""Pixels against a plain array as the oracle: writes and reads anywhere, shared tiles, bounds, clearing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document.geometry import TILE, Rect, tile_rect
from editor.document.pixels import DTYPES, Pixels, convert, white

CANVAS = Rect(-600, -600, 1200, 1200)
RECTS = st.tuples(st.integers(-600, 500), st.integers(-600, 500), st.integers(1, 400), st.integers(1, 400)).map(
    lambda r: Rect(*r).intersect(CANVAS))


def noise(rect: Rect, channels: int, dtype: str, seed: int) -> np.ndarray:
    shape = (rect.h, rect.w, 4) if channels == 4 else (rect.h, rect.w)
    values = np.random.default_rng(seed).random(shape)
    return values.astype(dtype) if dtype == "float32" else np.round(values * white(dtype)).astype(dtype)


@settings(max_examples=40, deadline=None)
@given(rects=st.lists(st.tuples(RECTS, st.booleans()), min_size=1, max_size=5), channels=st.sampled_from([1, 4]),
       dtype=st.sampled_from(DTYPES), fill=st.sampled_from([0.0, 1.0]))
def test_writes_and_clears_are_those_of_an_array(
    rects: list[tuple[Rect, bool]], channels: int, dtype: str, fill: float
) -> None:
    pixels = Pixels(channels, dtype, fill=fill)
    oracle = np.full(pixels.shape(CANVAS.w, CANVAS.h), fill, dtype)
    for seed, (rect, clears) in enumerate(rects):
        before = pixels
        if clears:
            pixels = pixels.clear(rect)
            oracle[rect.slices(CANVAS)] = fill
        else:
            values = noise(rect, channels, dtype, seed)
            pixels = pixels.write(rect.x, rect.y, values)
            oracle[rect.slices(CANVAS)] = values
        touched = set(rect.tiles())
        assert all(pixels.tiles[key] is tile for key, tile in before.tiles.items() if key not in touched)
        assert pixels.changed(before).covers(rect) or clears
        assert np.array_equal(pixels.read(CANVAS), oracle)
    assert np.array_equal(pixels.compact().read(CANVAS), oracle)
    assert all(not tile.flags.writeable for tile in pixels.tiles.values())


@settings(max_examples=30, deadline=None)
@given(rect=RECTS)
def test_content_bounds_are_tight(rect: Rect) -> None:
    pixels = Pixels.of(np.full((rect.h, rect.w, 4), 9, np.uint8), rect.x, rect.y)
    assert pixels.content_bounds() == rect
    assert pixels.bounds.covers(rect)
    assert set(pixels.tiles) == set(rect.tiles())


def test_a_written_tile_is_no_view_of_the_array() -> None:
    source = np.zeros((TILE, TILE, 4), np.uint8)
    pixels = Pixels.of(source)
    source[:] = 7
    assert not pixels.read(tile_rect((0, 0))).any()
    with pytest.raises(ValueError, match="read-only"):
        pixels.tiles[(0, 0)][0, 0] = 1


def test_an_empty_write_changes_nothing() -> None:
    pixels = Pixels(4)
    assert pixels.write(5, 5, np.zeros((0, 3, 4), np.uint8)) is pixels
    assert pixels.bounds.is_empty


@pytest.mark.parametrize("dtype", DTYPES)
def test_eight_bits_survive_every_depth(dtype: str) -> None:
    values = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert np.array_equal(convert(convert(values, dtype), "uint8"), values)
    assert Pixels(1, dtype).write(0, 0, values).at(15, 15) == white(dtype)


@pytest.mark.parametrize("rect", [Rect(0, 0, 700, 500), Rect(-37, 91, 411, 300), Rect(250, 250, 9, 9)])
@pytest.mark.parametrize("step", [1, 3, 64, 300])
def test_sampled_pixels_are_those_of_every_nth_row_and_column(rect: Rect, step: int) -> None:
    values = np.random.default_rng(0).integers(0, 256, (480, 640, 4)).astype(np.uint8)
    pixels = Pixels.of(values, 13, -20)
    assert np.array_equal(pixels.sampled(rect, step), pixels.read(rect)[::step, ::step])
