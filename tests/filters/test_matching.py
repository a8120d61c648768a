"""Settings that the picture itself decides."""

from __future__ import annotations

import numpy as np
import pytest

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, Pixels
from editor.filters.matching import auto_levels, matched
from inference.api import UserError


def coloured(low: tuple[int, ...], high: tuple[int, ...], size: int = 80, seed: int = 1) -> Array:
    made = np.random.default_rng(seed).integers(low, high, (size, size, 3)).astype(np.uint8)
    return np.dstack((made, np.full((size, size), 255, np.uint8)))


def read(document: Document, index: int = -1) -> Array:
    layer = document.layers[index]
    assert isinstance(layer, PixelLayer)
    return layer.pixels.read(document.rect)


def test_auto_levels_stretch_each_channel_inside_the_selection_only() -> None:
    pixels = coloured((60, 30, 10), (180, 90, 250))
    layer = PixelLayer(name="L", pixels=Pixels.of(pixels))
    document = Document(width=80, height=80, layers=(layer,))
    after = read(auto_levels(document, layer.id))
    for channel in range(3):
        assert after[..., channel].min() <= 2
        assert after[..., channel].max() >= 253
    assert auto_levels(auto_levels(document, layer.id), layer.id) is not None
    selection = np.zeros((80, 80), np.uint8)
    selection[:, :40] = 255
    part = read(auto_levels(document.with_(selection=Pixels.of(selection)), layer.id))
    np.testing.assert_array_equal(part[:, 40:], pixels[:, 40:])
    assert (part[:, :40] != pixels[:, :40]).any()


def test_a_layer_takes_the_colours_of_what_is_under_it() -> None:
    ground = PixelLayer(name="G", pixels=Pixels.of(coloured((20, 40, 90), (60, 90, 160))))
    cut = coloured((150, 120, 60), (255, 220, 120), 30, 2)
    cut[:10, :, 3] = 0
    pasted = PixelLayer(name="P", pixels=Pixels.of(cut, 20, 20))
    document = Document(width=80, height=80, layers=(ground, pasted))
    after = matched(document, pasted.id)
    inside = read(after)[30:50, 20:50, :3].reshape(-1, 3).mean(axis=0)
    wanted = read(document, 0)[..., :3].reshape(-1, 3).mean(axis=0)
    assert np.abs(inside - wanted).max() < 8
    np.testing.assert_array_equal(read(after)[..., 3], read(document)[..., 3])
    np.testing.assert_array_equal(read(after, 0), read(document, 0))


def test_nothing_to_match() -> None:
    alone = PixelLayer(name="P", pixels=Pixels.of(coloured((0, 0, 0), (9, 9, 9))))
    document = Document(width=80, height=80, layers=(alone,))
    with pytest.raises(UserError, match="nothing under"):
        matched(document, alone.id)
    empty = PixelLayer(name="E")
    with pytest.raises(UserError, match="empty"):
        auto_levels(Document(width=8, height=8, layers=(empty,)), empty.id)
