"""Networks that see, at tiny size with the real classes, and what stands in for them when none is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tiny_sight  # type: ignore[import-not-found]

from inference.api import Request, UserError
from inference.api.hints import Hints, hints_of
from inference.checkpoints import contents
from inference.describe import described
from inference.engine import Engine
from inference.operations.segment import Segment
from inference.reporting import Silent


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sight")


@pytest.fixture
def engine() -> Engine:
    return Engine()


def scene(dtype: Any = np.uint8) -> np.ndarray:
    """A red disc on green noise, RGBA, 120 x 160; its mask is `disc()`."""
    rng = np.random.default_rng(0)
    picture = np.clip(rng.normal((60, 120, 70), 12, (120, 160, 3)), 0, 255)
    picture[disc()] = np.clip(rng.normal((200, 50, 40), 12, (int(disc().sum()), 3)), 0, 255)
    rgba = np.dstack([picture, np.full((120, 160), 255)]).astype(np.uint8)
    if dtype == np.uint16:
        return rgba.astype(np.uint16) * 257
    return rgba if dtype == np.uint8 else rgba.astype(np.float32) / 255


def disc() -> np.ndarray:
    y, x = np.mgrid[0:120, 0:160]
    return (x - 90) ** 2 + (y - 60) ** 2 < 30 ** 2


def overlap(mask: np.ndarray, truth: np.ndarray) -> float:
    inside = mask > 127
    return float((inside & truth).sum() / max((inside | truth).sum(), 1))


def ask(engine: Engine, operation: str, params: Any, model: Path | None = None, **more: Any) -> np.ndarray:
    image = more.pop("image", scene())
    request = Request(operation, params, image, model=None if model is None else str(model), **more)
    return engine.run(request, Silent()).pictures[0].pixels


# ---- hints and GrabCut

def test_hints_as_text_and_back() -> None:
    hints = Hints(((1.5, 2.0), (30.0, 4.0)), ((9.0, 8.25),), (1.0, 2.0, 30.0, 40.5))
    again = hints_of(**hints.texts())
    assert again == Hints(hints.inside, ((9.0, 8.2),), hints.box)
    assert hints_of("", "", "").is_empty
    for bad in (("1,2,3", "", ""), ("x,y", "", ""), ("", "", "1,2,3"), ("", "", "1,2,0,4")):
        with pytest.raises(UserError):
            hints_of(*bad)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("params", [Segment(box="52,22,78,78"), Segment(inside="90,60"),
                                    Segment(inside="80,55", outside="20,20", box="40,10,100,100")])
def test_an_object_is_found_by_its_colours(engine: Engine, params: Segment, dtype: Any) -> None:
    found = ask(engine, "segment", params, image=scene(dtype))
    assert found.shape == (120, 160, 4)
    assert overlap(found[..., 0], disc()) > 0.93


def test_a_selection_limits_what_is_found_and_nothing_is_told(engine: Engine) -> None:
    limit = np.zeros((120, 160), np.uint8)
    limit[:, :90] = 255
    found = ask(engine, "segment", Segment(inside="80,60"), mask=limit)
    assert not found[:, 90:, 0].any()
    assert found[60, 80, 0] == 255
    with pytest.raises(UserError):
        ask(engine, "segment", Segment(outside="1,1"))
    flat = np.full((20, 30, 4), 255, np.uint8)
    assert ask(engine, "segment", Segment(box="500,500,20,20"), image=flat)[..., 0].max() == 0


def test_the_edge_follows_the_picture() -> None:
    from inference.builtin.edges import refined

    picture = np.zeros((200, 300, 3), np.uint8)
    picture[:, 151:] = 220
    coarse = np.zeros((25, 37), np.float32)
    coarse[:, 18:] = 1  # its edge lies at 146 px
    made = refined(coarse, picture)
    assert np.abs((made[:, :].astype(float) / 255).sum(1) - 149).max() < 2.5
    assert made[:, :130].max() == 0
    assert made[:, 170:].min() == 255


# ---- SAM

@pytest.fixture(scope="module")
def sam(place: Path) -> Path:
    return tiny_sight.sam(place / "sam")


def test_sam_is_the_same_from_its_folder_and_from_the_published_file(engine: Engine, sam: Path, place: Path) -> None:
    file = tiny_sight.published_sam(sam, place / "sam_tiny.pth")
    for path in (sam, file):
        told = described(contents(path))
        assert (told.kind, told.operations, told.problem) == ("segmenter", ("segment",), "")
    params = Segment(inside="90,60", outside="10,10", box="50,20,80,80")
    first, second = ask(engine, "segment", params, sam), ask(engine, "segment", params, file)
    assert first.shape == (120, 160, 4)
    assert np.array_equal(first, second)


def test_sam_gives_what_transformers_processor_and_model_give(engine: Engine, sam: Path) -> None:
    import torch
    from transformers import SamModel

    from inference.devices import Plan

    seen = scene()[..., :3]
    network = engine.store.loaded(str(sam), Plan(), Silent())
    made = network.segment(seen, Hints(((90.0, 60.0),), ((10.0, 10.0),)), Silent())
    model = SamModel.from_pretrained(sam)
    small = cv2.resize(seen, (64, 48), interpolation=cv2.INTER_AREA)
    unit = (small / 255 - np.array([0.485, 0.456, 0.406])) / np.array([0.229, 0.224, 0.225])
    values = torch.zeros(1, 3, 64, 64)
    values[0, :, :48] = torch.from_numpy(unit.transpose(2, 0, 1)).float()
    with torch.inference_mode():
        out = model(pixel_values=values, input_points=torch.tensor([[[[36.0, 24.0], [4.0, 4.0]]]]),
                    input_labels=torch.tensor([[[1, 0]]]), multimask_output=False)
        large = torch.nn.functional.interpolate(out.pred_masks[0], (64, 64), mode="bilinear")
    assert np.abs(made - torch.sigmoid(large[0, 0, :48]).numpy()).max() < 1e-4


@pytest.mark.parametrize("kind", ["sam", "sam2"])
def test_the_second_click_does_not_look_again(engine: Engine, place: Path, kind: str,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    path = place / kind if (place / kind).is_dir() else getattr(tiny_sight, kind)(place / kind)
    ask(engine, "segment", Segment(inside="90,60"), path)
    network: Any = next(iter(engine.store._loaded.values()))[0]
    monkeypatch.setattr(network._model, "get_image_embeddings", lambda values: pytest.fail("looked again"))
    again = ask(engine, "segment", Segment(box="20,20,50,60"), path)
    assert again.shape == (120, 160, 4)


def test_a_damaged_network_is_told(engine: Engine, sam: Path, place: Path) -> None:
    import shutil

    from safetensors.torch import load_file, save_file

    broken = place / "broken"
    shutil.copytree(sam, broken)
    weights = load_file(sam / "model.safetensors")
    weights.pop("mask_decoder.upscale_conv1.weight")
    save_file(weights, broken / "model.safetensors", {"format": "pt"})
    with pytest.raises(UserError, match="could not be loaded"):
        ask(engine, "segment", Segment(inside="90,60"), broken)
