"""What a drag of the patch shows while its place is sought is near what it leaves, and quick."""

from __future__ import annotations

import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.heal import healed
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_rect


def test_large_places_are_shown_nearly_as_they_will_be() -> None:
    y, x = np.mgrid[:400, :700]
    light = np.dstack([60 + x / 7, 90 + y / 8, 120 + x * 0, x * 0 + 255]).astype(np.uint8)
    light[..., :3] += np.random.default_rng(0).integers(0, 9, (400, 700, 3)).astype(np.uint8)
    layer = PixelLayer(pixels=Pixels.of(light))
    document = Document(width=700, height=400, layers=(layer,))
    mask = from_rect(30, 40, 330, 360, document.rect)
    assert mask is not None

    def made(step: int) -> np.ndarray:
        done = healed(document, layer.id, mask, 340, 5, False, step)
        return np.asarray(compose(done, done.rect))

    def seen(picture: np.ndarray) -> np.ndarray:
        """At half its size, as the view has it in which a step of 2 is shown."""
        return np.asarray(picture.reshape(200, 2, 350, 2, 4).mean(axis=(1, 3)))

    quick, left = made(2), made(1)
    apart = np.abs(seen(quick) - seen(left))
    assert apart.max() <= 6
    assert apart.mean() < 1
    assert np.array_equal(quick[:, 340:], light[:, 340:])
    assert np.abs(left.astype(int) - light)[60:340, 60:300, :3].mean() < 8, "the light of the place, not of the source"
