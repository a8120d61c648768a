"""The area that the fill without a model takes from: as pixels of the request, in the crop, on the canvas."""

from __future__ import annotations

import numpy as np
import pytest

from editor.contexts import shown_context
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_rect
from editor.foresight import SOURCE, Aim, scope
from editor.requests import build
from editor.session import Session
from editor.sources import area, areas
from inference.api import UserError, operation_named
from inference.operations._shared import source_of
from inference.operations.inpaint import Inpaint

INPAINT = operation_named("inpaint")


def document() -> Document:
    pixels = np.random.default_rng(0).integers(0, 256, (700, 900, 4)).astype(np.uint8)
    pixels[..., 3] = 255
    layers = (PixelLayer(name="Ground", pixels=Pixels.of(pixels)),
              PixelLayer(name="Hat", x=820, y=600, opacity=0.2, pixels=Pixels.of(pixels[:40, :50])))
    made = Document(width=900, height=700, layers=layers)
    sky, hole = from_rect(0, 0, 900, 100, made.rect), from_rect(40, 140, 90, 200, made.rect)
    assert sky is not None
    return made.with_(channels=(("Sky", sky),), selection=hole)


def test_saved_selections_and_layers_can_be_chosen() -> None:
    made = document()
    names = areas(made)
    assert [text for _, text in names] == ["Sky", "Hat", "Ground"]
    sizes = [int((area(made, name, made.rect) > 127).sum()) for name, _ in names]
    assert sizes == [90_000, 2000, 630_000], "a faint layer covers as much as an opaque one"


@pytest.mark.parametrize("gone", ["", "selection:Sea", "layer:999999", "layer:x"])
def test_an_area_that_is_gone_is_refused(gone: str) -> None:
    with pytest.raises(UserError):
        build(Session(document(), "Open"), INPAINT, Inpaint(take_from="inside", source_of=gone))


def test_the_request_carries_the_area_and_the_crop_holds_it() -> None:
    made = document()
    hat = made.layers[1]
    params = Inpaint(take_from="inside", source_of=f"layer:{hat.id}")
    request, placement = build(Session(made, "Open"), INPAINT, params)
    found = source_of(request.params)
    assert found is not None
    assert request.image is not None
    assert found.shape == request.image.shape[:2]
    assert placement.rect.union(Rect(820, 600, 50, 40)) == placement.rect
    ys, xs = np.nonzero(found)
    assert (xs.min() + placement.rect.x, ys.min() + placement.rect.y, len(xs)) == (820, 600, 50 * 40)
    seen = shown_context(made, (), hat, params)
    assert seen is not None
    assert seen[1] == placement.rect


def test_outside_is_all_but_the_area_and_anywhere_needs_none() -> None:
    made = document()
    request, placement = build(Session(made, "Open"), INPAINT, Inpaint(take_from="outside", source_of="selection:Sky"))
    found = source_of(request.params)
    assert found is not None
    rows = np.arange(placement.rect.y, placement.rect.y + placement.rect.h)
    assert np.array_equal(found, np.broadcast_to((rows >= 100)[:, None], found.shape))
    assert source_of(build(Session(made, "Open"), INPAINT, Inpaint())[0].params) is None


def test_the_canvas_shows_what_may_be_copied() -> None:
    made = document()
    aim = Aim(INPAINT, Inpaint(take_from="inside", source_of="selection:Sky"), seen=True)
    found = scope(made, (), made.layers[0], aim)
    assert found is not None
    assert found.sampled
    assert found.tints is not None
    colour = found.tints[5, 5, :3].astype(float)
    assert np.abs(colour / colour.max() - np.array(SOURCE) / max(SOURCE)).max() < 0.05
    plain = scope(made, (), made.layers[0], Aim(INPAINT, Inpaint(), seen=True))
    assert plain is not None
    assert not plain.sampled
