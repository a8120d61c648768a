"""Thumbnails: size, content, masks; and the kernel cache."""

import sys
from pathlib import Path

import numpy as np
import pytest

from editor.document import kernelcache
from editor.document.document import Document
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.pixels import Pixels
from editor.document.thumbnail import thumbnail


def test_of_a_large_document() -> None:
    image = np.zeros((1500, 3000, 4), np.uint16)
    image[:, :1500] = (65535, 0, 0, 65535)
    image[:, 1500:] = (0, 0, 65535, 32768)
    document = Document(width=3000, height=1500, dtype="uint16", layers=(PixelLayer(pixels=Pixels.of(image)),))
    small = thumbnail(document, 64)
    assert small.shape == (32, 64, 4)
    assert small.dtype == np.uint8
    assert np.abs(small[16, 10].astype(int) - (255, 0, 0, 255)).max() <= 1
    assert np.abs(small[16, 50].astype(int) - (0, 0, 255, 128)).max() <= 1


def test_small_pictures_keep_their_size() -> None:
    layer = PixelLayer(pixels=Pixels.of(np.full((256, 256, 4), 255, np.uint8)), opacity=0.2, visible=False)
    assert (thumbnail(layer, 400) == 255).all()
    assert thumbnail(GroupLayer(children=(layer.with_(visible=True, opacity=1.0),)), 64).shape == (64, 64, 4)
    assert thumbnail(PixelLayer(), 64).shape == (1, 1, 4)


def test_of_a_mask_is_grey() -> None:
    values = np.zeros((512, 512), np.uint8)
    values[:, 256:] = 255
    small = thumbnail(Mask(Pixels.of(values)), 32)
    assert small[3, 3].tolist() == [0, 0, 0, 255]
    assert small[3, 30].tolist() == [255, 255, 255, 255]


def test_kernels_are_kept_where_asked_or_anywhere_writable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "deep" / "kernels"))
    assert kernelcache.folder() == tmp_path / "deep" / "kernels"
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(blocked / "kernels"))
    assert kernelcache.folder().name == "limner-kernels"


def test_a_frozen_program_needs_no_source_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    locator = kernelcache.KernelLocator.from_function(kernelcache.warm, "gone/kernels.py")
    assert locator is not None
    assert locator.get_source_stamp() == locator.get_source_stamp()
    assert Path(locator.get_cache_path()).is_dir()
    assert kernelcache.KernelLocator.from_function(np.median, "x.py") is None
