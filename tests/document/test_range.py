"""Colour range, similar colours, focus: on pictures whose answer is known."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, Pixels
from editor.document.selection import from_rect
from editor.document.selection_range import KINDS, ColourRange, Sample, in_focus, in_range, similar
from inference.api import UserError

RED, PINK, BLUE, GREY = (200, 40, 40), (225, 150, 150), (40, 70, 200), (128, 128, 128)


def picture() -> Array:
    """Four stripes of 20 px: red, pink, blue, grey; a second red one."""
    array = np.zeros((60, 100, 4), np.uint8)
    for i, colour in enumerate((RED, PINK, BLUE, GREY, RED)):
        array[:, i * 20:i * 20 + 20] = (*colour, 255)
    return array


def document(array: Array) -> Document:
    return Document(width=array.shape[1], height=array.shape[0], layers=(PixelLayer(pixels=Pixels.of(array)),))


def stripes(mask: Array) -> list[int]:
    return [int(np.median(mask[:, i * 20 + 4:i * 20 + 16])) for i in range(5)]


def test_a_sample_takes_its_colour_everywhere_and_fuzziness_reaches_further() -> None:
    red = Sample(RED, 10, 30)
    assert stripes(in_range(picture(), ColourRange(fuzziness=20.0), (red,))) == [255, 0, 0, 0, 255]
    wide = stripes(in_range(picture(), ColourRange(fuzziness=150.0), (red,)))
    assert wide[0] == 255
    assert wide[1] > 100
    assert wide[2] == 0
    soft = [stripes(in_range(picture(), ColourRange(fuzziness=f), (red,)))[1] for f in (60.0, 90.0, 120.0)]
    assert soft == sorted(soft)


def test_plus_and_minus() -> None:
    how = ColourRange(fuzziness=20.0)
    both = (Sample(RED, 10, 30), Sample(BLUE, 50, 30))
    assert stripes(in_range(picture(), how, both)) == [255, 0, 255, 0, 255]
    without = (*both, Sample(BLUE, 50, 30, plus=False))
    assert stripes(in_range(picture(), how, without)) == [255, 0, 0, 0, 255]
    assert stripes(in_range(picture(), replace(how, invert=True), both)) == [0, 255, 0, 255, 0]


def test_localised_keeps_to_the_place_at_every_scale() -> None:
    how = ColourRange(fuzziness=20.0, localised=True, range=40.0)
    sample = (Sample(RED, 10, 30),)
    whole = in_range(picture(), how, sample, longest=100)
    assert whole[30, 10] == 255
    assert whole[30, 90] == 0
    half = in_range(picture()[::2, ::2], how, sample, (0, 0), 2.0, 100)
    assert np.abs(half.astype(int) - whole[::2, ::2]).max() < 12


@pytest.mark.parametrize(("kind", "wanted"), [("reds", [255, 1, 0, 0, 255]), ("blues", [0, 0, 255, 0, 0])])
def test_hues(kind: str, wanted: list[int]) -> None:
    found = stripes(in_range(picture(), ColourRange(kind, fuzziness=20.0)))
    assert [v > 128 for v in found] == [v == 255 or (v == 1 and found[1] > 128) for v in wanted]


def test_tones_part_a_ramp() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 4, axis=2)
    ramp[..., 3] = 255
    dark, middle, light = (in_range(ramp, ColourRange(kind, fuzziness=20.0))[0] for kind in (
        "shadows", "midtones", "highlights"))
    assert (dark[5], middle[5], light[5]) == (255, 0, 0)
    assert (dark[128], middle[128], light[128]) == (0, 255, 0)
    assert (dark[250], middle[250], light[250]) == (0, 0, 255)


def test_skin_is_skin() -> None:
    colours = np.array([[(224, 172, 140, 255), (120, 78, 56, 255), (60, 110, 200, 255), (60, 150, 60, 255)]], np.uint8)
    found = in_range(colours, ColourRange("skin"))[0]
    assert (found[:2] > 200).all()
    assert (found[2:] < 60).all()


def test_transparent_px_are_of_no_range() -> None:
    array = picture()
    array[..., 3] = 0
    for kind in KINDS:
        assert not in_range(array, ColourRange(kind), (Sample(RED, 10, 30),)).any(), kind


def test_similar_is_everywhere_and_growing_only_what_touches() -> None:
    start = document(picture())
    chosen = start.with_(selection=from_rect(2, 2, 8, 8, start.rect))
    anywhere, touching = similar(chosen, 16.0, False), similar(chosen, 16.0, True)
    assert anywhere is not None
    assert touching is not None
    assert stripes(anywhere.read(start.rect)) == [255, 0, 0, 0, 255]
    assert stripes(touching.read(start.rect)) == [255, 0, 0, 0, 0]
    wide = similar(chosen, 120.0, False)
    assert wide is not None
    assert stripes(wide.read(start.rect))[1] == 255
    with pytest.raises(UserError, match="Nothing is selected"):
        similar(start, 16.0, False)


def test_the_sharp_part_is_in_focus() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    soft = cv2.GaussianBlur(noise, (0, 0), 4)
    soft[60:180, 80:240] = cv2.GaussianBlur(noise, (0, 0), 1.0)[60:180, 80:240]
    start = document(np.dstack((soft, np.full((240, 320), 255, np.uint8))))
    found = in_focus(start)
    assert found is not None
    mask = found.read(start.rect) > 127
    truth = np.zeros_like(mask)
    truth[60:180, 80:240] = True
    assert (mask & truth).sum() / (mask | truth).sum() > 0.85
