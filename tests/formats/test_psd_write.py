"""Layered Photoshop files that we write come back as they were, and show the merged picture to other programs."""

import numpy as np
import pytest
from PIL import Image

from editor.document.document import Document
from editor.document.layer import GroupLayer, Mask, PixelLayer, walk
from editor.document.pixels import Pixels, convert
from editor.formats.files import open_document, save_document
from editor.formats.raster import flat


def picture(seed: int, dtype: str, w: int = 60, h: int = 40) -> np.ndarray:
    return convert(np.random.default_rng(seed).random((h, w, 4), np.float32), dtype)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_layers_come_back(tmp_path, dtype):
    base = picture(1, dtype)
    base[..., 3] = np.iinfo(dtype).max
    mask = Mask(Pixels(1, fill=255.0).write(4, 4, np.full((9, 9), 100, np.uint8)), enabled=True)
    top = PixelLayer(name="Ünder ✓", pixels=Pixels.of(picture(2, dtype, 30, 20)), x=-5, y=12, opacity=0.6,
                     blend="soft light", mask=mask, lock_alpha=True)
    clip = PixelLayer(name="Clip", pixels=Pixels.of(picture(3, dtype)), clipping=True, visible=False)
    group = GroupLayer(name="G", children=(top, clip), blend="pass through", expanded=False, locked=True)
    before = Document(width=60, height=40, dtype=dtype, layers=(
        PixelLayer(name="Base", pixels=Pixels.of(base)), PixelLayer(name="Empty", pixels=Pixels(4, dtype)), group),
        dpi=(300.0, 299.5))
    save_document(before, tmp_path / "a.psd")
    after = open_document(tmp_path / "a.psd")
    assert (after.dtype, after.dpi) == (dtype, (300.0, 299.5))
    old, new = list(walk(before.layers)), list(walk(after.layers))
    assert len(old) == len(new)
    for a, b in zip(old, new, strict=True):
        for name in ("name", "blend", "visible", "clipping", "locked", "lock_alpha"):
            assert getattr(a, name) == getattr(b, name), (a.name, name)
        assert b.opacity == pytest.approx(a.opacity, abs=1 / 255)
        if isinstance(a, PixelLayer):
            area = before.rect
            old_pixels = a.pixels.read(area.moved(-a.x, -a.y))
            new_pixels = b.pixels.read(area.moved(-b.x, -b.y))
            np.testing.assert_array_equal(old_pixels[old_pixels[..., 3] > 0], new_pixels[old_pixels[..., 3] > 0])
    got = new[3].mask.pixels.read(before.rect.moved(-new[3].x, -new[3].y))
    np.testing.assert_array_equal(got, mask.pixels.read(before.rect.moved(5, -12)))
    if dtype == "uint8":
        with Image.open(tmp_path / "a.psd") as image:
            merged = np.asarray(image.convert("RGB")).astype(int)
        assert np.abs(merged - flat(before)[..., :3]).max() <= 1


def test_float_documents_become_16_bit(tmp_path):
    array = picture(1, "float32")
    array[..., 3] = 1
    layer = PixelLayer(name="L", pixels=Pixels.of(array))
    save_document(Document(width=60, height=40, dtype="float32", layers=(layer,)), tmp_path / "a.psd")
    after = open_document(tmp_path / "a.psd")
    assert after.dtype == "uint16"
    np.testing.assert_array_equal(flat(after), convert(array, "uint16"))
