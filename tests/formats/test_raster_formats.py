"""Flat formats: pixels, alpha, depth, profile, resolution and metadata survive; damaged files give a sentence."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from editor.document.document import Document
from editor.document.pixels import convert
from editor.formats.exif import orientation, oriented, upright
from editor.formats.files import format_of, formats, open_document, save_document, writable
from editor.formats.jpeg import JpegOptions
from editor.formats.png import PngOptions
from editor.formats.raster import Raster, document_of, flat
from editor.formats.webp import WebpOptions
from inference.api import UserError

SHARED = Path(__file__).parents[2].parent / "shared" / "files"
LOSSLESS = (".png", ".tif", ".webp", ".bmp")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(dtype: str = "uint8", alpha: bool = False, w: int = 37, h: int = 23) -> np.ndarray:
    random = np.random.default_rng(3)
    array = random.integers(0, 256, (h, w, 4)).astype(np.uint8)
    if dtype != "uint8":
        array = random.random((h, w, 4), np.float32)
        array = array if dtype == "float32" else convert(array, dtype)
    if not alpha:
        array[..., 3] = 1 if dtype == "float32" else np.iinfo(dtype).max
    return array


def exif_block(number: int = 1) -> bytes:
    block = Image.Exif()
    block[0x0112] = number
    block[0x010F] = "Maker"
    block.get_ifd(0x8769)[0x9003] = "2026:01:02 03:04:05"
    return block.tobytes()


@pytest.mark.parametrize("suffix", LOSSLESS)
@pytest.mark.parametrize("alpha", [False, True])
def test_lossless_8_bit(tmp_path, suffix, alpha):
    array = picture(alpha=alpha)
    save_document(document_of(Raster(array)), tmp_path / f"a{suffix}")
    again = open_document(tmp_path / f"a{suffix}")
    assert again.dtype == "uint8"
    np.testing.assert_array_equal(flat(again), array)


@pytest.mark.parametrize(("suffix", "dtype"), [(".png", "uint16"), (".tif", "uint16"), (".tif", "float32")])
@pytest.mark.parametrize("alpha", [False, True])
def test_deep_pixels_are_exact(tmp_path, suffix, dtype, alpha):
    array = picture(dtype, alpha)
    save_document(document_of(Raster(array)), tmp_path / f"a{suffix}")
    np.testing.assert_array_equal(flat(open_document(tmp_path / f"a{suffix}")), array)


@pytest.mark.parametrize("name", ["uint8", "uint16", "float32"])
def test_every_depth_can_be_saved_in_every_format(tmp_path, name):
    document = document_of(Raster(picture(name, alpha=True)))
    for found in writable():
        path = tmp_path / f"a{found.suffixes[0]}"
        save_document(document, path)
        assert open_document(path).rect == document.rect
        assert format_of(path).id == found.id


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".avif"])
def test_profile_resolution_and_exif_are_kept(tmp_path, suffix):
    before = Document(width=37, height=23, layers=document_of(Raster(picture())).layers, icc=SRGB, dpi=(300.0, 150.0),
                      metadata={"exif": exif_block(), "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"})
    save_document(before, tmp_path / f"a{suffix}")
    after = open_document(tmp_path / f"a{suffix}")
    assert after.icc == SRGB
    if suffix not in (".webp", ".avif"):
        assert after.dpi == pytest.approx((300, 150), abs=0.02)
    block = Image.Exif()
    block.load(after.metadata["exif"])
    assert block[0x010F] == "Maker"
    assert block.get_ifd(0x8769)[0x9003] == "2026:01:02 03:04:05"
    assert b"xmpmeta" in after.metadata["xmp"]


def test_png_texts_are_kept(tmp_path):
    before = document_of(Raster(picture(), metadata={"text": {"Title": "Grün ✓"}}))
    save_document(before, tmp_path / "a.png")
    assert open_document(tmp_path / "a.png").metadata["text"] == {"Title": "Grün ✓"}


def test_options_reach_the_file(tmp_path):
    document = document_of(Raster(picture("uint16", w=200, h=200)))
    save_document(document, tmp_path / "a.png", PngOptions(depth="8"))
    assert open_document(tmp_path / "a.png").dtype == "uint8"
    for quality in (10, 95):
        save_document(document, tmp_path / f"{quality}.jpg", JpegOptions(quality=quality))
        save_document(document, tmp_path / f"{quality}.webp", WebpOptions(lossless=False, quality=quality))
    for suffix in (".jpg", ".webp"):
        assert (tmp_path / f"10{suffix}").stat().st_size < (tmp_path / f"95{suffix}").stat().st_size


def test_jpeg_shows_transparency_as_white(tmp_path):
    array = np.zeros((16, 16, 4), np.uint8)
    save_document(document_of(Raster(array)), tmp_path / "a.jpg")
    assert (flat(open_document(tmp_path / "a.jpg")) == 255).all()


@pytest.mark.parametrize("number", range(1, 9))
def test_orientation_is_applied_once(tmp_path, number):
    array = picture()
    back = {6: 8, 8: 6}.get(number, number)
    stored = Image.fromarray(oriented(array, back)[..., :3].copy())
    stored.save(tmp_path / "a.png", exif=exif_block(number))
    document = open_document(tmp_path / "a.png")
    np.testing.assert_array_equal(flat(document), array)
    assert orientation(document.metadata["exif"]) == 1
    save_document(document, tmp_path / "b.png")
    np.testing.assert_array_equal(flat(open_document(tmp_path / "b.png")), array)


@pytest.mark.parametrize("raw", [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", exif_block()[:20]])
def test_damaged_exif_is_left_alone(raw):
    assert orientation(raw) == 1
    assert upright(raw) == raw


def test_cmyk_grey_and_palette(tmp_path):
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(tmp_path / "a.jpg", quality=100)
    red = flat(open_document(tmp_path / "a.jpg"))[4, 4]
    assert red[0] > 200
    assert red[1] < 60
    Image.new("L", (8, 8), 77).save(tmp_path / "g.png")
    assert flat(open_document(tmp_path / "g.png"))[0, 0].tolist() == [77, 77, 77, 255]
    Image.new("1", (8, 8), 1).save(tmp_path / "b.tif")
    assert flat(open_document(tmp_path / "b.tif"))[0, 0].tolist() == [255] * 4


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".bmp", ".limn", ".gif", ".avif"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_half_a_file_is_no_picture(tmp_path, suffix, dtype):
    path = tmp_path / f"a{suffix}"
    save_document(document_of(Raster(picture(dtype, w=300, h=200))), path)
    data = path.read_bytes()
    for part in (0.97, 0.6, 0.3, 0.02):
        path.write_bytes(data[:int(len(data) * part)])
        with pytest.raises(UserError):
            open_document(path)


def test_unknown_missing_and_empty_files(tmp_path):
    for name, data in (("a.txt", b"hello"), ("a.png", b""), ("b.png", b"not a picture")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UserError):
            open_document(tmp_path / name)
    with pytest.raises(UserError, match="cannot be opened"):
        open_document(tmp_path / "absent.png")
    with pytest.raises(UserError, match="ending"):
        save_document(document_of(Raster(picture())), tmp_path / "a.xyz")
    with pytest.raises(UserError, match="could not be saved"):
        save_document(document_of(Raster(picture())), tmp_path / "no" / "a.png")


def test_a_wrong_suffix_does_not_matter(tmp_path):
    data = io.BytesIO()
    Image.new("RGB", (5, 5), "red").save(data, "JPEG")
    (tmp_path / "a.png").write_bytes(data.getvalue())
    assert format_of(tmp_path / "a.png").id == "jpeg"
    assert open_document(tmp_path / "a.png").width == 5


def test_formats_are_found():
    assert {"png", "jpeg", "webp", "tiff", "bmp", "gif", "limn", "psd"} <= {f.id for f in formats()}


FLAT_FILES = sorted(p for p in SHARED.rglob("*") if p.suffix.lower() in (
    ".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif")) if SHARED.is_dir() else []


@pytest.mark.logs
@pytest.mark.skipif(not FLAT_FILES, reason="../shared/files is absent")
def test_every_sample_opens_or_gives_a_sentence():
    refused, sentences = [], []
    for path in FLAT_FILES:
        try:
            assert open_document(path).rect.area > 0
        except UserError as error:
            refused.append(path.name)
            sentences.append(str(error))
    assert not [s for s in sentences if "\n" in s]
    assert len(refused) < len(FLAT_FILES) / 8
    assert not [n for n in refused if n[:1] != "x" and n.startswith(("bas", "bg", "tb", "Landscape", "Portrait"))]


@pytest.mark.skipif(not FLAT_FILES, reason="../shared/files is absent")
def test_sixteen_bit_samples_against_pillow():
    """Where Pillow reads a 16-bit PNG in 8 bit, ours is the same picture in 16."""
    checked = 0
    for path in sorted((SHARED / "png" / "pngsuite").glob("*16.png")):
        try:
            ours = open_document(path)
        except UserError:
            continue
        with Image.open(path) as image:
            if image.mode.startswith("I"):
                continue
            theirs = np.asarray(image.convert("RGBA")).astype(int)
        assert ours.dtype == "uint16"
        assert np.abs((flat(ours) >> 8).astype(int) - theirs).max() <= 1
        checked += 1
    assert checked >= 5
