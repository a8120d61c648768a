"""The real diffusers classes at tiny size: from a folder and from one file, with every socket refused."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]
import tiny_published  # type: ignore[import-not-found]

from inference import guard
from inference.api import Cancelled, Request, Result, UserError
from inference.checkpoints import contents
from inference.describe import described
from inference.engine import Engine
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.operations.outpaint import Outpaint
from inference.operations.remove import Remove
from inference.operations.style import Style
from inference.reporting import Outgoing, Silent

pytestmark = pytest.mark.filterwarnings("ignore")
NAMES = ("folder", "file", "inpaint", "inpaint-file")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    place = tmp_path_factory.mktemp("models")
    four, nine = tiny.folder(place / "tiny"), tiny.folder(place / "tiny-inpaint", 9)
    return {"folder": four, "inpaint": nine, "file": tiny_published.single_file(four, place / "one.safetensors"),
            "inpaint-file": tiny_published.single_file(nine, place / "nine.safetensors")}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """One engine for all: the models are loaded once."""
    return Engine()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was reached for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return


def picture(width: int = 75, height: int = 61) -> Any:
    image = np.random.default_rng(5).integers(0, 255, (height, width, 4), np.uint8)
    image[..., 3] = 255
    return image


def mask(width: int = 75, height: int = 61) -> Any:
    found = np.zeros((height, width), np.uint8)
    found[20:40, 25:50] = 255
    found[20:40, 24] = 90
    return found


def run(engine: Engine, operation: str, params: Any, model: Path, **more: Any) -> Result:
    return engine.run(Request(operation, params, model=str(model), **more), Silent())


@pytest.mark.parametrize("name", NAMES)
def test_generate_is_repeatable(engine: Engine, models: dict[str, Path], name: str) -> None:
    ask = Generate("a cat", 83, 70, steps=2)
    first, second = run(engine, "generate", ask, models[name], seed=3, count=2).pictures
    assert first.pixels.shape == (70, 83, 4)
    assert not np.array_equal(first.pixels, second.pixels)
    again = run(engine, "generate", ask, models[name], seed=4).pictures[0]
    assert np.array_equal(again.pixels, second.pixels)


def test_file_and_folder_are_the_same_model(engine: Engine, models: dict[str, Path]) -> None:
    ask = Generate("a cat", 64, 64, steps=2)
    pictures = [run(engine, "generate", ask, models[name], seed=1).pictures[0].pixels for name in ("folder", "file")]
    assert np.array_equal(*pictures)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("operation", "params"), [
    ("inpaint", Inpaint("a dog", steps=2)), ("inpaint", Inpaint(strength=0.5, steps=2)), ("remove", Remove(steps=2)),
    ("generate", Generate("a dog", steps=2)), ("style", Style(steps=2)),
], ids=["inpaint", "inpaint-no-words", "remove", "generate", "style"])
def test_masked_operations_keep_the_rest(
    engine: Engine, models: dict[str, Path], name: str, operation: str, params: Any
) -> None:
    image, where = picture(), mask()
    found = run(engine, operation, params, models[name], image=image, mask=where).pictures[0].pixels
    assert found.shape == image.shape
    assert np.array_equal(found[where == 0], image[where == 0])
    assert not np.array_equal(found[where > 0], image[where > 0])


@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
def test_depths_are_kept(engine: Engine, models: dict[str, Path], dtype: type) -> None:
    image = picture().astype(dtype) * (257 if dtype == np.uint16 else 1 / 255)
    image = image.astype(dtype)
    found = run(engine, "inpaint", Inpaint("a", steps=1), models["folder"], image=image, mask=mask()).pictures[0].pixels
    assert found.dtype == dtype
    assert np.array_equal(found[mask() == 0], image[mask() == 0])


def test_full_mask_image_to_image_and_outpaint(engine: Engine, models: dict[str, Path]) -> None:
    image = picture()
    full = np.full(image.shape[:2], 255, np.uint8)
    assert run(engine, "inpaint", Inpaint("x", steps=1), models["folder"], image=image, mask=full).pictures
    low = run(engine, "generate", Generate("x", strength=0.1, steps=3), models["folder"], image=image).pictures[0]
    assert low.pixels.shape == image.shape
    wide = run(engine, "outpaint", Outpaint(left=20, bottom=9, steps=1), models["folder"], image=image).pictures[0]
    assert wide.box == (-20, 0, 95, 70)
    assert np.array_equal(wide.pixels[:61, 20:], image)


def test_large_pictures_are_made_small_first(engine: Engine, models: dict[str, Path]) -> None:
    found = run(engine, "generate", Generate("x", 200, 150, steps=1), models["folder"]).pictures[0]
    assert found.pixels.shape == (150, 200, 4)


def test_progress_previews_and_cancel_inside_a_step(engine: Engine, models: dict[str, Path]) -> None:
    told: list[Any] = []
    image = picture()
    request = Request("inpaint", Inpaint("a", steps=3), image, mask(), str(models["folder"]))
    engine.run(request, Outgoing(told.append, lambda: False))
    fractions = [value.fraction for value in told]
    assert fractions == sorted(fractions)
    previews = [value.preview for value in told if value.preview is not None]
    assert previews
    assert previews[0].shape == image.shape
    assert np.array_equal(previews[0][mask() == 0], image[mask() == 0])
    asked = iter(range(10_000))
    with pytest.raises(Cancelled):
        engine.run(request, Outgoing(told.append, lambda: next(asked) > 40))
    assert engine.run(request, Silent()).pictures


def test_memory_is_tried_again_leaner(
    engine: Engine, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from inference.families.latent import LatentDiffusion

    plans = []

    def once(self: Any, ask: Any, width: int, height: int, plan: Any, report: Any) -> Any:
        plans.append(plan)
        if len(plans) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return np.zeros((height, width, 3), np.uint8)

    monkeypatch.setattr(LatentDiffusion, "text_to_image", once)
    assert run(engine, "generate", Generate("x", 64, 64), models["folder"]).pictures
    assert plans[1].leanness == 1
    assert plans[1].most_px < plans[0].most_px


def test_what_the_store_says(models: dict[str, Path]) -> None:
    info = {name: described(contents(path)) for name, path in models.items()}
    assert {found.family for found in info.values()} == {"sd15"}
    assert set(info["file"].operations) == {"generate", "inpaint", "remove", "outpaint", "style", "detail"}
    assert info["file"].size_bytes > 0


def test_damaged_models_are_told_in_a_sentence(engine: Engine, models: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(models["file"].read_bytes()[:-5000])
    with pytest.raises(UserError, match=r"broken\.safetensors"):
        run(engine, "generate", Generate("x"), broken)
    with pytest.raises(UserError, match="not there any more"):
        run(engine, "generate", Generate("x"), tmp_path / "gone.safetensors")


def test_the_bundled_tokenizer_is_clips() -> None:
    from transformers import CLIPTokenizer

    from inference.families.assembling import RESOURCES

    found = CLIPTokenizer.from_pretrained(RESOURCES / "tokenizers" / "clip", local_files_only=True)
    assert len(found) == 49408
    assert found("a photo of a cat").input_ids == [49406, 320, 1125, 539, 320, 2368, 49407]


def test_the_bundled_configurations_are_the_published_sizes() -> None:
    """Parameters of Stable Diffusion 1.5's three networks, built on the meta device (no memory)."""
    import json

    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    from inference.families.assembling import RESOURCES

    def config(name: str) -> Any:
        return json.loads((RESOURCES / "configs" / "sd15" / name / "config.json").read_text())

    with torch.device("meta"):
        counts = [sum(p.numel() for p in network.parameters()) for network in (
            UNet2DConditionModel.from_config(config("unet")), AutoencoderKL.from_config(config("vae")),
            CLIPTextModel(CLIPTextConfig(**config("text_encoder"))))]
    assert counts == [859_520_964, 83_653_863, 123_060_480]
