"""Strips: a picture written while it is made is the one written at once; whatever ends it early leaves nothing."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import tifffile
from PIL import Image, ImageCms

from editor.document.document import Document
from editor.document.layer import GenerativeLayer
from editor.document.pixels import Pixels, white
from editor.formats import rows as rows_module
from editor.formats import tiff
from editor.formats.files import formats, open_document, save_document, save_rows, writable
from editor.formats.png import PngOptions
from editor.formats.raster import flat
from editor.formats.rows import Rows, rows_of
from editor.formats.tiff import TiffOptions
from inference.api import Cancelled, UserError

STREAMED = [f for f in formats() if f.write_rows is not None]
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
Array = npt.NDArray[Any]


def picture(dtype: str = "uint8", alpha: bool = False, width: int = 61, height: int = 83) -> Array:
    random = np.random.default_rng(3)
    array = (random.random((height, width, 4)) * white(dtype)).astype(dtype)
    array[40:60] = array[40:41]  # rows that are best told from those above
    if not alpha:
        array[..., 3] = white(dtype)
    return array


def document(array: Array) -> Document:
    block = Image.Exif()
    block[0x010F] = "Maker"
    block.get_ifd(0x8769)[0x9003] = "2026:01:02 03:04:05"
    layer = GenerativeLayer(name="Background", pixels=Pixels.of(array), recipe={"operation": "upscale", "seed": 3})
    return Document(width=array.shape[1], height=array.shape[0], dtype=array.dtype.name, layers=(layer,), icc=SRGB,
                    dpi=(300.0, 150.0), metadata={"exif": block.tobytes(), "text": {"Title": "Grün"},
                                                  "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"})


def strips(array: Array, heights: tuple[int, ...] = (1, 30, 7)) -> Iterator[Array]:
    top = index = 0
    while top < len(array):
        yield array[top:top + heights[index % len(heights)]].copy()
        top += heights[index % len(heights)]
        index += 1


def streamed(array: Array, path: Path, made: Iterator[Array] | None = None, options: Any = None) -> None:
    whole = document(array)
    layer = whole.layers[0]
    assert isinstance(layer, GenerativeLayer)
    opaque = bool((array[..., 3] >= white(array.dtype)).all())
    about = whole.with_(layers=(layer.with_(pixels=Pixels(4, array.dtype.name)),))
    save_rows(Rows(about, opaque, strips(array) if made is None else made), path, options)


def test_which_formats_are_streamed() -> None:
    assert {f.id for f in STREAMED} == {"png", "tiff"}


@pytest.mark.parametrize("found", STREAMED, ids=lambda f: f.id)
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("alpha", [False, True])
def test_the_same_file_as_at_once(found: Any, dtype: str, alpha: bool, tmp_path: Path) -> None:
    array, suffix = picture(dtype, alpha), found.suffixes[0]
    save_document(document(array), tmp_path / f"whole{suffix}")
    streamed(array, tmp_path / f"strips{suffix}")
    one, other = (open_document(tmp_path / f"{name}{suffix}") for name in ("whole", "strips"))
    assert one.dtype == other.dtype == (dtype if dtype in found.dtypes else "uint16")
    np.testing.assert_array_equal(flat(other), flat(one))
    if one.dtype == dtype:
        np.testing.assert_array_equal(flat(other), array)
    assert (other.icc, other.dpi, other.metadata) == (SRGB, one.dpi, one.metadata)
    if (found.id, dtype) == ("tiff", "float32"):  # our reader takes no more than profile and pixels from these
        with tifffile.TiffFile(tmp_path / "strips.tif") as file:
            tags = file.pages[0].tags
            assert (tags[282].value[0], tags[283].value[0], tags[271].value) == (300, 150, "Maker")
            assert tags[34665].value["DateTimeOriginal"] == "2026:01:02 03:04:05"
        return
    assert other.dpi == pytest.approx((300, 150), abs=0.02)
    if dtype == "uint8":
        with Image.open(tmp_path / f"strips{suffix}") as image:
            assert image.mode == ("RGBA" if alpha else "RGB")
    block = Image.Exif()
    block.load(other.metadata["exif"])
    assert (block[0x010F], block.get_ifd(0x8769)[0x9003]) == ("Maker", "2026:01:02 03:04:05")
    if suffix == ".png":
        assert "seed" in other.metadata["text"]["parameters"].lower()


@pytest.mark.parametrize("suffix", [f.suffixes[0] for f in writable() if f.write_rows is None and not f.layers])
def test_formats_that_need_the_whole_collect_it(suffix: str, tmp_path: Path) -> None:
    array = picture(alpha=True, width=300, height=301)
    save_document(document(array), tmp_path / f"whole{suffix}")
    streamed(array, tmp_path / f"strips{suffix}")
    one, other = (flat(open_document(tmp_path / f"{name}{suffix}")) for name in ("whole", "strips"))
    np.testing.assert_array_equal(other, one)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("alpha", [False, True])
def test_a_large_document_is_composed_in_strips(
    suffix: str, alpha: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    array = picture("uint16", alpha)
    monkeypatch.setattr(rows_module, "WHOLE", 0)
    monkeypatch.setattr(rows_module, "STRIP", 61 * 8 * 9)
    assert len(list(rows_of(document(array)).strips)) == 10
    assert rows_of(document(array)).opaque is not alpha
    save_document(document(array), tmp_path / f"a{suffix}")
    np.testing.assert_array_equal(flat(open_document(tmp_path / f"a{suffix}")), array)


@pytest.mark.parametrize("options", [PngOptions("small", "8"), TiffOptions("none", "8"), TiffOptions("none")])
def test_options_of_streamed_files(options: Any, tmp_path: Path) -> None:
    path = tmp_path / ("a.png" if isinstance(options, PngOptions) else "a.tif")
    array = picture("uint16")
    streamed(array, path, options=options)
    assert open_document(path).dtype == ("uint8" if options.depth == "8" else "uint16")
    if options.depth != "8":
        np.testing.assert_array_equal(flat(open_document(path)), array)


def test_bigtiff_keeps_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    array = picture("uint16", True)
    streamed(array, tmp_path / "small.tif")
    monkeypatch.setattr(tiff, "BIG", 1000)
    streamed(array, tmp_path / "big.tif")
    with tifffile.TiffFile(tmp_path / "big.tif") as file:
        assert file.is_bigtiff
        assert file.pages[0].tags[34665].value["DateTimeOriginal"] == "2026:01:02 03:04:05"
    one, other = open_document(tmp_path / "small.tif"), open_document(tmp_path / "big.tif")
    np.testing.assert_array_equal(flat(other), array)
    assert (other.icc, other.dpi, other.metadata) == (one.icc, one.dpi, one.metadata)


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg"])
@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("error", [Cancelled(), MemoryError(), UserError("The engine died.")])
def test_what_ends_the_strips_leaves_nothing(suffix: str, before: bool, error: Exception, tmp_path: Path) -> None:
    path, array = tmp_path / f"a{suffix}", picture()
    if before:
        path.write_bytes(b"as it was")

    def ended() -> Iterator[Array]:
        yield array[:50]
        raise error

    with pytest.raises(type(error)):
        streamed(array, path, ended())
    assert [p.name for p in tmp_path.iterdir()] == ([path.name] if before else [])
    assert not before or path.read_bytes() == b"as it was"


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_a_failure_after_the_last_strip_leaves_nothing(suffix: str, tmp_path: Path) -> None:
    array = picture()

    def ended() -> Iterator[Array]:
        yield array
        raise Cancelled

    with pytest.raises(Cancelled):
        streamed(array, tmp_path / f"a{suffix}", ended())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_a_full_disk_leaves_nothing(suffix: str, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    array = picture(width=400, height=2000)
    taken: list[int] = []

    def counted() -> Iterator[Array]:
        for strip in strips(array, (50,)):
            taken.append(len(strip))
            yield strip

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))  # Python ignores SIGXFSZ: writes fail
    try:
        with pytest.raises(UserError, match="could not be saved") as caught:
            streamed(array, tmp_path / f"a{suffix}", counted())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert not list(tmp_path.iterdir())
    assert sum(taken) < 2000 or suffix == ".tif", "no more is made than can be written, but for strips being packed"


def test_too_large_for_a_format_is_said_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> Iterator[Array]:
        raise AssertionError("a strip was asked for")
        yield

    about = document(picture()).with_(width=20_000, height=10)
    with pytest.raises(UserError, match="WebP can hold at most 16383 pixels"):
        save_rows(Rows(about, True, never()), tmp_path / "a.webp")
    with pytest.raises(UserError, match="JPEG can hold at most 65500 pixels"):
        save_document(about.with_(width=70_000), tmp_path / "a.jpg")
    huge = about.with_(height=65_000, width=65_000)
    monkeypatch.setattr("psutil.virtual_memory", lambda: type("Memory", (), {"available": 8 << 30}))
    with pytest.raises(UserError, match=r"JPEG needs the whole picture .*: 67\.6 GB, and 8\.6 GB are free") as caught:
        save_rows(Rows(huge, True, never()), tmp_path / "a.jpg")
    assert "TIFF" in caught.value.hint
    assert not list(tmp_path.iterdir())
