"""Strength and mode decide whether a model trained for masks repaints: the rule, and what really runs."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_models  # type: ignore[import-not-found]

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.region import Region
from editor.document.selection_shape import from_rect
from editor.guides import GuideSource
from editor.repainting import runs
from inference import guard
from inference.api import ModelInfo, Request, operation_named, repainter, sibling
from inference.engine import Engine
from inference.operations.inpaint import Inpaint
from inference.reporting import Silent
from inference.scanning import scan

pytestmark = pytest.mark.filterwarnings("ignore")
NAMES = ("sd15", "sd15-inpaint", "sd15-lcm", "sdxl", "sdxl-inpaint", "flux-dev", "flux-fill", "zimage")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ModelInfo]:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    place = tmp_path_factory.mktemp("models")
    for name in NAMES:
        tiny_models.folder(name, place)
    found = scan((str(place),), index=place / "index.json")
    return {Path(model.path).name: model for model in found}


# model, strength, what runs (after krita-ai-diffusion: 0.5, 0.8, 1.0)
@pytest.mark.parametrize(("chosen", "strength", "wanted"), [
    ("sd15", 1.0, "sd15-inpaint"), ("sd15", 0.55, "sd15-inpaint"), ("sd15", 0.5, "sd15"), ("sd15", 0.3, "sd15"),
    ("sdxl", 1.0, "sdxl-inpaint"), ("sdxl", 0.85, "sdxl-inpaint"), ("sdxl", 0.8, "sdxl"),
    ("flux-dev", 1.0, "flux-fill"), ("flux-dev", 0.95, "flux-dev"),
    ("sd15-inpaint", 1.0, "sd15-inpaint"), ("sd15-inpaint", 0.2, "sd15-inpaint"), ("sd15-lcm", 1.0, "sd15-lcm"),
    ("zimage", 1.0, "zimage")])
def test_the_family_says_from_which_strength_on(
    models: dict[str, ModelInfo], chosen: str, strength: float, wanted: str
) -> None:
    for mode in ("fill", "expand", "add", "remove"):
        assert repainter(models[chosen], mode, strength, models.values()) is models[wanted]
    assert repainter(models[chosen], "refine", strength, models.values()) is models[chosen]


def test_another_family_a_damaged_file_or_a_guide_that_it_cannot_follow_changes_nothing(
    models: dict[str, ModelInfo]
) -> None:
    own, other = models["sd15"], models["sd15-inpaint"]
    assert sibling(own, (own, models["sdxl-inpaint"])) is None
    assert sibling(own, (own, dataclasses.replace(other, problem="damaged"))) is None
    fill = models["flux-fill"]
    assert repainter(models["flux-dev"], "fill", 1.0, (fill,), maps=True) is models["flux-dev"]
    assert repainter(models["flux-dev"], "fill", 1.0, (fill,)) is fill
    assert repainter(own, "fill", 1.0, (other,), maps=True, references=True) is other


def picture() -> tuple[Any, Any]:
    rng = np.random.default_rng(0)
    image = rng.integers(0, 255, (72, 88, 4), np.uint8)
    image[..., 3] = 255
    mask = np.zeros((72, 88), np.uint8)
    mask[20:50, 30:60] = 255
    return image, mask


@pytest.mark.parametrize(("strength", "wanted"), [(1.0, "StableDiffusionInpaintPipeline"),
                                                  (0.4, "StableDiffusionImg2ImgPipeline")])
def test_the_engine_runs_it_and_the_recipe_says_so(
    models: dict[str, ModelInfo], strength: float, wanted: str
) -> None:
    image, mask = picture()
    own = models["sd15"]
    ran = repainter(own, "fill", strength, models.values())
    request = Request("inpaint", Inpaint("a dog", mode="fill", strength=strength, steps=2), image, mask, ran.path,
                      chosen=own.path if ran is not own else None)
    result = Engine().run(request, Silent())
    assert result.pictures[0].facts["pipeline"] == wanted
    assert result.pictures[0].facts["changed_outside"] == 0
    assert result.recipe["model"] == ran.path
    assert result.recipe.get("chosen_model") == (own.path if ran is not own else None)


def test_what_a_press_of_the_button_runs(models: dict[str, ModelInfo]) -> None:
    own, other, all_ = models["sd15"], models["sd15-inpaint"], tuple(models.values())
    inpaint, remove, generate, style = map(operation_named, ("inpaint", "remove", "generate", "style"))
    pixels = Pixels.of(np.full((50, 80, 4), 255, np.uint8))
    plain = Document(width=80, height=50, layers=(PixelLayer(pixels=pixels),))
    marked = plain.with_(selection=from_rect(10, 10, 30, 30, plain.rect))
    assert marked.selection is not None

    def ran(operation: Any, document: Document, **params: Any) -> ModelInfo | None:
        return runs(operation, operation.parameters(**params), own, all_, document)

    assert ran(inpaint, marked) is other
    assert ran(inpaint, marked, strength=0.7) is own, "automatic refines below full strength"
    assert ran(inpaint, marked, strength=0.7, mode="fill") is other
    assert ran(inpaint, marked, mode="refine") is own
    assert ran(remove, marked) is other
    assert ran(generate, marked) is other
    assert ran(generate, plain) is own, "a picture of its own is no repainting"
    assert ran(generate, plain.with_(regions=(Region(marked.selection),))) is other
    assert ran(style, marked) is own
    assert runs(inpaint, inpaint.parameters(), own, all_, marked, wanted=False) is own, "the user's choice"
    assert runs(inpaint, inpaint.parameters(), None, all_, marked) is None
    fill = (GuideSource("canny", "picture", "All"),)
    assert runs(inpaint, inpaint.parameters(), models["flux-dev"], all_, marked, fill) is models["flux-dev"]
