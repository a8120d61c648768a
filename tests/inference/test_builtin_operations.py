"""Every operation without a model: what is not selected stays as it is to the byte, in every depth, at odd sizes."""

from __future__ import annotations

import dataclasses
from typing import Any

import cv2
import numpy as np
import pytest

from inference.api import Request, Result, UserError, operations
from inference.engine import Engine
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.operations.outpaint import Outpaint
from inference.operations.remove import Remove
from inference.operations.style import PRESETS, Style
from inference.operations.upscale import Upscale
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")
DTYPES = [np.uint8, np.uint16, np.float32]


def picture(dtype: type = np.uint8, width: int = 91, height: int = 67) -> Any:
    """A gradient with grain, opaque."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:height, 0:width]
    unit = np.stack([x / width, y / height, (x + y) / (width + height), np.ones((height, width))], -1)
    unit[..., :3] = np.clip(unit[..., :3] + rng.normal(0, 0.03, (height, width, 3)), 0, 1)
    top = {np.uint8: 255, np.uint16: 65535, np.float32: 1}[dtype]
    return (unit * top).astype(dtype)


def soft_mask(width: int = 91, height: int = 67) -> Any:
    mask = np.zeros((height, width), np.uint8)
    mask[20:45, 30:60] = 255
    mask[20:45, 30] = 100
    return mask


def run(operation: str, params: Any, **request: Any) -> Result:
    return Engine().run(Request(operation, params, **request), Silent())


MASKED = [("inpaint", Inpaint()), ("remove", Remove()), ("style", Style("ink")),
          ("generate", Generate("a red house by the sea"))]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("operation", "params"), MASKED, ids=[m[0] for m in MASKED])
def test_outside_the_mask_nothing_changes(operation: str, params: Any, dtype: type) -> None:
    image, mask = picture(dtype), soft_mask()
    before = image.copy()
    found = run(operation, params, image=image, mask=mask, seed=4).pictures[0].pixels
    assert np.array_equal(image, before), "the request's own picture is not written to"
    assert found.dtype == dtype
    assert found.shape == image.shape
    assert np.array_equal(found[mask == 0], before[mask == 0])
    assert not np.array_equal(found[mask > 0], before[mask > 0])


@pytest.mark.parametrize(("operation", "params"), MASKED, ids=[m[0] for m in MASKED])
def test_empty_masks_are_refused_in_a_sentence(operation: str, params: Any) -> None:
    with pytest.raises(UserError, match="Nothing is selected"):
        run(operation, params, image=picture(), mask=np.zeros((67, 91), np.uint8))
    with pytest.raises(UserError, match="mask is"):
        run(operation, params, image=picture(), mask=np.full((5, 5), 255, np.uint8))


@pytest.mark.parametrize("dtype", DTYPES)
def test_outpaint_keeps_the_picture(dtype: type) -> None:
    image = picture(dtype)
    found = run("outpaint", Outpaint(left=13, right=7, top=0, bottom=22), image=image).pictures[0]
    assert found.box == (-13, 0, 91 + 20, 67 + 22)
    assert found.pixels.shape == (89, 111, 4)
    assert found.pixels.dtype == dtype
    assert np.array_equal(found.pixels[:67, 13:104], image)
    assert found.pixels[..., 3].min() == image[..., 3].max()


def test_outpaint_corners_and_refusal() -> None:
    found = run("outpaint", Outpaint(left=9, right=9, top=9, bottom=9), image=picture()).pictures[0]
    assert found.pixels.shape == (85, 109, 4)
    with pytest.raises(UserError, match="nothing to make"):
        run("outpaint", Outpaint(), image=picture())


@pytest.mark.filterwarnings("ignore")  # what torch and spandrel say about themselves
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("params", "times"), [
    (Upscale("2"), 2), (Upscale("4", look="clean"), 4), (Upscale("3"), 3), (Upscale("8", look="classic"), 8),
    (Upscale(to_width=155), 5)])
def test_upscale(dtype: type, params: Upscale, times: int) -> None:
    image = picture(dtype, 31, 21)
    made = run("upscale", params, image=image).pictures[0]
    assert made.pixels.shape == (21 * times, 31 * times, 4)
    assert made.pixels.dtype == dtype
    assert made.facts["method"] == ("faithful" if params.look == "auto" else params.look)
    again = made.pixels.astype(float).reshape(21, times, 31, times, 4).mean((1, 3))
    top = 1 if dtype is np.float32 else np.iinfo(dtype).max
    assert np.abs(again - image).mean() < 0.04 * top, "shrunk again it is the same picture"


@pytest.mark.filterwarnings("ignore")  # what torch and spandrel say about themselves
def test_upscale_cleans_by_itself_what_is_worn_and_names_its_weights() -> None:
    ys, xs = np.mgrid[0:96, 0:128]
    good = np.dstack([128 + 90 * np.sin(xs / 9 + k) * np.cos(ys / 11) for k in range(3)] + [np.full(xs.shape, 255)])
    good = good.astype(np.uint8)
    packed = cv2.imencode(".jpg", good[..., 2::-1], [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    worn = np.dstack([cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1], good[..., 3]])
    for image, method, names in ((good, "faithful", {"upscale-2x"}), (worn, "clean", {"upscale-2x-clean"})):
        found = run("upscale", Upscale("2"), image=image)
        assert found.pictures[0].facts["method"] == method
        assert set(found.recipe["weights"]) == names
        assert all(len(value) == 16 for value in found.recipe["weights"].values())


def test_upscale_without_torch_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*given: object) -> None:
        raise ImportError("libtorch.so: cannot open shared object file")

    monkeypatch.setattr("inference.operations.upscale._networks", missing)
    made = run("upscale", Upscale("2"), image=picture(np.uint8, 31, 21)).pictures[0]
    assert made.pixels.shape == (42, 62, 4)
    assert made.facts["method"] == "classic"


def test_upscale_refuses_sizes_in_a_sentence() -> None:
    for width, words in ((20, "wide already"), (31 * 17, "16 times")):
        with pytest.raises(UserError, match=words):
            run("upscale", Upscale(to_width=width), image=picture(np.uint8, 31, 21))


def test_style_from_reference_and_presets_agree() -> None:
    from inference.builtin.style import PRESETS as BUILT_IN

    assert dict(BUILT_IN) == PRESETS
    other = picture(width=50, height=40)[..., ::-1].copy()
    found = run("style", Style(reference=other), image=picture()).pictures[0].pixels
    assert found.shape == (67, 91, 4)


def test_generate_sizes_and_seeds() -> None:
    ask = Generate("a city skyline at night", 130, 70)
    first, second = run("generate", ask, seed=7, count=2).pictures
    assert first.pixels.shape == (70, 130, 4)
    assert (first.seed, second.seed) == (7, 8)
    again = run("generate", ask, seed=8).pictures[0]
    assert np.array_equal(second.pixels, again.pixels)
    with pytest.raises(UserError, match="no words"):
        run("generate", Generate("  "))


def test_the_words_of_a_poster_are_told_in_px_of_the_picture() -> None:
    told = run("generate", Generate('poster of hills "UP"', 320, 240), seed=1).pictures[0].facts["words"]
    assert [(entry["text"], entry["align"]) for entry in told] == [("UP", "centre")]
    assert told[0]["x"] == 160
    assert 200 < told[0]["y"] < 240
    mask = np.zeros((300, 400), np.uint8)
    mask[100:220, 200:360] = 255
    inside = run("generate", Generate('poster of hills "UP"'), image=picture(width=400, height=300), mask=mask, seed=1)
    told = inside.pictures[0].facts["words"]
    assert told[0]["x"] == 280
    assert 190 < told[0]["y"] < 220


def test_recipes_are_plain_and_complete() -> None:
    recipe = run("style", Style(reference=picture()), image=picture()).recipe
    assert recipe["parameters"]["reference"]["size"] == (91, 67)
    assert recipe["input_size"] == (91, 67)
    assert recipe["operation"] == "style"


def test_needs_are_checked() -> None:
    for operation in operations():
        if "image" in operation.needs:
            with pytest.raises(UserError, match="no picture"):
                run(operation.id, operation.parameters())


def test_every_operation_has_a_text_and_an_icon() -> None:
    for operation in operations():
        assert operation.text
        assert operation.icon
        assert operation.help
        assert dataclasses.is_dataclass(operation.parameters)
