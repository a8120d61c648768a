"""Adjustment layers through Photoshop files: what both programs can say comes back, the rest keeps its look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, GroupLayer, Mask, PixelLayer, walk
from editor.document.pixels import Pixels, convert
from editor.filters.apply import filter_named
from editor.formats.files import open_document, save_document

CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("levels", {"channel": "green", "black": 20.0, "white": 230.0, "gamma": 1.4, "out_black": 10.0}),
    ("curves", {"rgb": ((0.0, 0.2), (51 / 255, 0.4), (1.0, 1.0)), "blue": ((0.0, 0.0), (1.0, 0.6))}),
    ("hue_saturation", {"hue": 40, "saturation": -30, "lightness": 12}),
    ("hue_saturation", {"range": "blues", "hue": -60}),
    ("hue_saturation", {"colourise": True, "hue": -120, "saturation": -50}),
    ("colour_balance", {"midtones_red": 40, "shadows_blue": -30, "keep": False}),
    ("channel_mixer", {"red_green": 40, "green_constant": -7, "blue_blue": 60}),
    ("channel_mixer", {"red_red": 30, "red_green": 60, "red_blue": 10, "monochrome": True}),
    ("gradient_map", {"reverse": True}), ("exposure", {"stops": 0.75, "offset": 0.0625, "gamma": 1.25}),
    ("black_white", {"reds": -10, "magentas": 130, "tinted": True}), ("vibrance", {"vibrance": 60, "saturation": -20}),
    ("brightness_contrast", {"brightness": 20, "contrast": -30}), ("invert", {}), ("posterize", {"levels": 5}),
    ("threshold", {"level": 100}))


def adjusted(name: str, values: dict[str, Any], **changes: Any) -> AdjustmentLayer:
    operation = filter_named(name)
    return AdjustmentLayer(name=name, operation=operation, params=operation.parameters(**values), **changes)


def under(*layers: Any, dtype: str = "uint8") -> Document:
    photo = np.random.default_rng(4).random((40, 60, 4), np.float32)
    photo[..., 3] = 1
    base = PixelLayer(name="Photo", pixels=Pixels.of(convert(photo, dtype)))
    return Document(width=60, height=40, dtype=dtype, layers=(base, *layers))


def passed(document: Document, path: Path) -> Document:
    save_document(document, path / "a.psd")
    return open_document(path / "a.psd")


def close(a: Any, b: Any) -> bool:
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(close, a, b))
    return bool(a == pytest.approx(b, abs=0.5 / 255 if isinstance(a, float) and a <= 1 else 1e-6))


@pytest.mark.parametrize("case", range(len(CASES)))
def test_what_both_can_say_comes_back(tmp_path: Path, case: int) -> None:
    name, values = CASES[case]
    half = Mask(Pixels(1, fill=255.0).write(0, 0, np.zeros((40, 30), np.uint8)))
    before = under(adjusted(name, values, mask=half, opacity=0.8, blend="luminosity"))
    after = passed(before, tmp_path)
    layer = after.layers[1]
    assert isinstance(layer, AdjustmentLayer)
    assert layer.operation.id == name
    for field, value in vars(before.layers[1].params).items():  # type: ignore[attr-defined]
        assert close(value, getattr(layer.params, field)), field
    assert (layer.blend, round(layer.opacity, 2)) == ("luminosity", 0.8)
    shown, wanted = (compose(d, d.rect).astype(int) for d in (after, before))
    assert np.abs(shown - wanted).max() <= 2
    assert np.array_equal(shown[:, :30], compose(under(), under().rect)[:, :30])


def test_in_groups_and_clipped(tmp_path: Path) -> None:
    inside = GroupLayer(name="G", blend="normal", children=(
        PixelLayer(name="P", pixels=Pixels.of(np.full((20, 20, 4), 255, np.uint8))), adjusted("invert", {})))
    before = under(inside, adjusted("posterize", {"levels": 3}, clipping=True), dtype="uint16")
    after = passed(before, tmp_path)
    assert [type(one) for one in walk(after.layers)] == [
        PixelLayer, GroupLayer, PixelLayer, AdjustmentLayer, AdjustmentLayer]
    np.testing.assert_array_equal(compose(after, after.rect), compose(before, before.rect))


def test_what_photoshop_has_not_becomes_pixels_that_look_the_same(tmp_path: Path) -> None:
    before = under(adjusted("invert", {}), adjusted("vignette", {"amount": -70}, opacity=0.5))
    after = passed(before, tmp_path)
    assert [type(one) for one in after.layers] == [PixelLayer, AdjustmentLayer, PixelLayer]
    assert np.abs(compose(after, after.rect).astype(int) - compose(before, before.rect)).max() <= 1


def test_levels_of_several_channels_are_read_as_curves(tmp_path: Path) -> None:
    from psd_tools import PSDImage
    from psd_tools.psd.adjustments import LevelRecord

    save_document(under(adjusted("levels", {"black": 30.0, "gamma": 1.5})), tmp_path / "a.psd")
    psd = PSDImage.open(tmp_path / "a.psd")
    psd[1].data[1] = LevelRecord(0, 200, 0, 255, 100)
    with (tmp_path / "b.psd").open("wb") as file:
        psd._record.write(file)
    layer = open_document(tmp_path / "b.psd").layers[0].children[1]  # type: ignore[attr-defined]
    assert layer.operation.id == "curves"
    base = under().layers[0]
    pixels = base.pixels.read(under().rect)  # type: ignore[attr-defined]
    found = layer.operation.run(pixels, layer.params, 1.0)
    first, second = (adjusted("levels", v) for v in (
        {"channel": "red", "white": 200.0}, {"black": 30.0, "gamma": 1.5}))
    wanted = second.operation.run(first.operation.run(pixels, first.params, 1.0), second.params, 1.0)
    assert np.abs(found.astype(int) - wanted).mean() < 1.5
