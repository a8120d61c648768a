"""What a drag of the transform shows is, at the size it is seen, what the transform will leave."""

from __future__ import annotations

import numpy as np
import pytest

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_rect
from editor.document.transform import lifted, matrix, placed
from editor.document.transform_preview import Sketch

STEP = 4


def picture(selected: bool) -> Document:
    y, x = np.mgrid[:512, :768]
    ramp = np.dstack([x / 3, y / 2, 128 + 60 * np.sin(x / 60) * np.cos(y / 50), x * 0 + 255]).astype(np.uint8)
    document = Document(width=768, height=512, layers=(PixelLayer(pixels=Pixels.of(ramp)),))
    return document.with_(selection=from_rect(200, 120, 500, 400, document.rect)) if selected else document


def seen(document: Document) -> np.ndarray:
    whole = np.asarray(compose(document, document.rect)).astype(np.float32)
    return np.asarray(whole.reshape(512 // STEP, STEP, 768 // STEP, STEP, 4).mean(axis=(1, 3)))


@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("by", [matrix(37, -21), matrix(5.5, 3.25, 0.4, about=(384, 256)),
                                matrix(sx=0.6, sy=1.3, about=(384, 256)), matrix(sx=-1.0, about=(384, 256))])
def test_the_sketch_looks_like_the_result(selected: bool, by: np.ndarray) -> None:
    document = picture(selected)
    floating = lifted(document, document.layers[0].id)
    sketch = Sketch.of(floating, 1 / STEP)
    assert sketch.step == STEP
    shown, left = seen(sketch.placed(by, document.rect)), seen(placed(floating, by, "linear", document.rect))
    apart = np.abs(shown - left)
    inside = np.minimum(shown[..., 3], left[..., 3]) > 254  # at an edge the one sample is the other's mean
    assert apart[inside].mean() < 1.5
    assert (apart.max(axis=2) > 40).mean() < 0.03
    assert np.abs(shown[..., 3].mean() - left[..., 3].mean()) < 4


def test_in_full_view_it_is_the_result() -> None:
    document = picture(False)
    floating = lifted(document, document.layers[0].id)
    by = matrix(5.5, 3.25, 0.4, about=(384, 256))
    shown = Sketch.of(floating, 1.0).placed(by, document.rect)
    assert np.array_equal(compose(shown, document.rect), compose(placed(floating, by, "linear", document.rect),
                                                                 document.rect))
