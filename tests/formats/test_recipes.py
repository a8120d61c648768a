"""How pictures were made, through files of every format that carries texts; and what is left out when asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.document.document import Document
from editor.document.layer import GenerativeLayer, PixelLayer
from editor.document.pixels import Pixels
from editor.formats import exif_comment
from editor.formats.files import format_for_writing, open_document, save_document
from editor.formats.recipes import parsed, read, text_of
from editor.formats.trial import tried
from inference.api import UserError

RECIPE = {"operation": "generate", "parameters": {
    "prompt": "a fox, \"red\"\nin the snow 狐狸", "negative_prompt": "blurry", "steps": 24, "guidance": 6.5,
    "sampler": "euler", "width": 96, "height": 64}, "seed": 1234567890, "model": "/models/Some Model.safetensors",
    "model_hash": "ab" * 20}
CARRYING = (".png", ".jpg", ".webp", ".avif", ".tif")


def document(recipe: dict[str, object] | None = None, **facts: object) -> Document:
    pixels = np.full((64, 96, 4), 120, np.uint8)
    pixels[..., 3] = 255
    layer = (GenerativeLayer(name="G", pixels=Pixels.of(pixels), recipe=recipe) if recipe else
             PixelLayer(name="P", pixels=Pixels.of(pixels)))
    return Document(width=96, height=64, layers=(layer,), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", CARRYING)
def test_a_recipe_comes_back_from_the_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"fox{suffix}"
    save_document(document(RECIPE), path)
    assert read(open_document(path))[0] == RECIPE


@pytest.mark.parametrize("suffix", CARRYING)
@pytest.mark.parametrize("keep", ["no recipe", "none"])
def test_it_can_be_left_out(suffix: str, keep: str, tmp_path: Path) -> None:
    path = tmp_path / f"fox{suffix}"
    options = format_for_writing(path).options(metadata=keep)
    save_document(document(RECIPE, dpi=(300.0, 300.0)), path, options)
    assert b"fox" not in path.read_bytes()
    with pytest.raises(UserError):
        read(open_document(path))
    opened = open_document(path)
    again = path.with_name(f"again{suffix}")
    save_document(opened, again)
    assert b"fox" not in again.read_bytes()


def test_what_was_read_can_be_left_out_when_saved_again(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jpg", tmp_path / "b.jpg"
    save_document(document(RECIPE), first)
    again = open_document(first)
    save_document(again, second)
    assert read(open_document(second))[0] == RECIPE  # of a flat copy too
    save_document(again, second, format_for_writing(second).options(metadata="no recipe"))
    with pytest.raises(UserError):
        read(open_document(second))


def test_a_cameras_exif_stays_to_the_byte_beside_a_recipe(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    raw = exif.tobytes()
    path = tmp_path / "photo.jpg"
    save_document(document(RECIPE, metadata={"exif": raw}), path)
    with Image.open(path) as image:
        assert image.info["exif"] == raw
    assert read(open_document(path))[0] == RECIPE
    save_document(document(None, metadata={"exif": raw}), path, format_for_writing(path).options(metadata="none"))
    with Image.open(path) as image:
        assert "exif" not in image.info


def test_other_programs_find_their_line(tmp_path: Path) -> None:
    path = tmp_path / "fox.png"
    save_document(document(RECIPE), path)
    with Image.open(path) as image:
        text = image.text["parameters"]  # type: ignore[attr-defined]
    assert text.startswith('a fox, "red"\nin the snow 狐狸\nNegative prompt: blurry\nSteps: 24, Sampler: euler, '
                           "CFG scale: 6.5, Seed: 1234567890, Size: 96x64, Model: Some Model, Model hash: ababababab, ")
    jpeg = tmp_path / "fox.jpg"
    save_document(document(RECIPE), jpeg)
    with Image.open(jpeg) as image:
        comment = image.getexif().get_ifd(0x8769)[0x9286]
    assert comment[:8] == b"UNICODE\0"
    assert comment[8:].decode("utf-16-be") == text


def test_lines_of_other_programs_are_read() -> None:
    found = parsed("a castle, <lora:x:0.5>\nNegative prompt: trees, people\nSteps: 30, Sampler: DPM++ 2M, "
                   "CFG scale: 7, Seed: 42, Size: 512x768, Model hash: 1234, Model: dreamy, Version: v1.9")
    assert found == ({"operation": "generate", "seed": 42, "model": "dreamy", "parameters": {
        "prompt": "a castle, <lora:x:0.5>", "negative_prompt": "trees, people", "steps": 30, "guidance": 7.0,
        "width": 512, "height": 768}},)
    for text in ("", "Taken on a sunny day", "Steps: many", 'Limner: "[1, 2"', 'Limner: "7"', "x" * 300_000,
                 "Steps: " + "x " * 150_000):
        assert parsed(text) == ()


@pytest.mark.parametrize("raw", [None, b"", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\xff", b"\x01\x02" * 40])
def test_damaged_exif_has_no_comment(raw: bytes | None) -> None:
    assert exif_comment.read(raw) == ""
    assert exif_comment.read(exif_comment.block("狐狸 fox")) == "狐狸 fox"


def test_pictures_inside_a_recipe_are_left_out() -> None:
    recipe = {**RECIPE, "parameters": {"prompt": "x", "reference": np.zeros((4, 4, 4), np.uint8)}}
    assert parsed(text_of((recipe,)))[0]["parameters"] == {"prompt": "x"}


def test_a_trial_tells_the_size_of_the_file_and_shows_what_becomes_of_the_picture(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    pixels = rng.integers(0, 256, (80, 100, 4)).astype(np.uint8)
    pixels[..., 3] = 255
    made = Document(width=100, height=80, layers=(PixelLayer(pixels=Pixels.of(pixels)),))
    path = tmp_path / "out.jpg"
    kind = format_for_writing(path).options
    from editor.document.geometry import Rect

    part = Rect(10, 20, 40, 30)
    good, bad = (tried(made, path, kind(quality=q), part) for q in (95, 10))
    assert not path.exists()
    save_document(made, path, kind(quality=95))
    assert good.size_bytes == path.stat().st_size > 2 * bad.size_bytes
    assert good.part is not None
    assert bad.part is not None
    true = pixels[20:50, 10:50].astype(int)
    assert np.abs(good.part.astype(int) - true).mean() < 0.3 * np.abs(bad.part.astype(int) - true).mean()
