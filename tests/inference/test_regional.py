"""Words by place: regions are painted in turn with their own words, and tiles are drawn with those of their region."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]

from inference import guard
from inference.api import Area, Report, Request, UserError, operation_named
from inference.ask import Ask
from inference.detail import detailed
from inference.devices import Plan
from inference.engine import Engine, _combined
from inference.operations.detail import Detail
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.regional import cut, parts, said, words_at
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")
SIZE = (91, 61)
Array = Any


@pytest.fixture(scope="module", autouse=True)
def offline() -> None:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()


def disc(x: int, y: int, radius: int = 12) -> Array:
    mask = np.zeros(SIZE[::-1], np.uint8)
    cv2.circle(mask, (x, y), radius, 255, -1)
    return mask


def picture() -> Array:
    image = np.random.default_rng(1).integers(0, 255, (*SIZE[::-1], 4), np.uint8)
    image[..., 3] = 255
    return image


def request(operation: str = "inpaint", params: Any = None, **more: Any) -> Request:
    params = params or Inpaint("oil painting", mode="fill", steps=2)
    made = Request(operation, params, picture(), **more)
    return _combined(made, operation_named(operation))


def test_what_has_no_words_is_painted_first_and_the_rest_in_order() -> None:
    own, plain, barn, pond = disc(20, 30), disc(45, 10, 6), disc(45, 45), disc(72, 30)
    asked = request(mask=own, areas=(Area(plain, 0.4), Area(barn, 1.0, "a red barn"), Area(pond, 0.5, " a pond, ")))
    first, second, third = parts(asked)
    assert [part.prompt for part in (first, second, third)] == [
        "oil painting", "a red barn, oil painting", "a pond, oil painting"]
    assert first.mask[30, 20] == 255
    assert first.mask[10, 45] == 102
    assert not first.mask[pond > 0].any()
    assert second.mask.max() == 255
    assert third.mask.max() == 128
    assert asked.mask is not None
    assert ((asked.mask > 0) == ((own > 0) | (plain > 0) | (barn > 0) | (pond > 0))).all()


def test_without_words_by_place_everything_is_painted_at_once() -> None:
    asked = request(mask=disc(20, 30), areas=(Area(disc(70, 30), 0.4, "  "),))
    assert asked.rest is None
    assert parts(asked) == ()
    only = request(areas=(Area(disc(20, 30), 1.0, "a barn"),))
    assert [part.prompt for part in parts(only)] == ["a barn, oil painting"]
    assert said("", "x") == said("x", "") == "x"


class Written:
    """Writes down what a real model is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from inference.families.latent import LatentDiffusion

        self.prompts: list[str] = []
        for name in ("inpaint", "image_to_image"):
            own = getattr(LatentDiffusion, name)

            def call(model: Any, ask: Ask, *more: Any, own: Any = own, **named: Any) -> Any:
                self.prompts.append(ask.prompt)
                return own(model, ask, *more, **named)

            monkeypatch.setattr(LatentDiffusion, name, call)


@pytest.mark.parametrize("family", ["sd15", "sd15-inpaint"])
def test_every_region_changes_by_its_own_words_and_nothing_else_does(
    family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Written(monkeypatch)
    model = str(tiny.MASKED[family](tmp_path / family))
    image, barn, pond = picture(), disc(20, 30), disc(70, 30)
    wish = Request("inpaint", Inpaint("oil painting", mode="fill", steps=2), image, None, model, 3, areas=(
        Area(barn, 1.0, "a red barn"), Area(pond, 0.5, "a pond")))
    result = Engine().run(wish, Silent())
    made, facts = result.pictures[0].pixels, result.pictures[0].facts
    assert list(dict.fromkeys(asked.prompts)) == ["a red barn, oil painting", "a pond, oil painting"]
    apart = np.abs(made.astype(int) - image)[..., :3].max(axis=2)
    assert not apart[(barn == 0) & (pond == 0)].any()
    assert apart[barn > 0].any()
    assert apart[pond > 0].any()
    assert facts["changed_outside"] == 0
    assert facts["parts"] == 2
    assert facts["seam_score"] >= 0
    assert result.recipe["area_prompts"] == ["a red barn", "a pond"]
    again = Engine().run(wish, Silent()).pictures[0].pixels
    assert np.array_equal(made, again)


def test_generating_into_regions_needs_no_common_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Written(monkeypatch)
    model = str(tiny.folder(tmp_path / "sd15"))
    areas = (Area(disc(20, 30), 1.0, "a barn"),)
    Engine().run(Request("generate", Generate("", steps=1), picture(), None, model, areas=areas), Silent())
    assert set(asked.prompts) == {"a barn"}
    with pytest.raises(UserError, match="no words"):
        Engine().run(Request("generate", Generate("", steps=1), picture(), disc(60, 30), model, areas=areas), Silent())


def test_a_tile_says_the_words_of_what_covers_most_of_it() -> None:
    left, right = np.zeros((40, 80), np.uint8), np.zeros((40, 80), np.uint8)
    left[:, :30] = 255
    right[:, 30:60] = 255
    areas = (Area(left, 1.0, "a barn"), Area(right, 0.1, "a pond"), Area(left, 1.0, ""))
    size = (160, 80)  # enlarged twice
    assert words_at(areas, "oil", size, (0, 0, 40, 40)) == "a barn, oil"
    assert words_at(areas, "oil", size, (50, 0, 60, 40)) == "a pond, oil"
    assert words_at(areas, "oil", size, (116, 10, 40, 40)) == "oil"
    assert words_at(areas, "", size, (114, 10, 46, 40)) == "", "an eighth is too little"
    assert words_at(cut(areas, (20, 0, 40, 40)), "oil", (40, 40), (0, 0, 10, 40)) == "a barn, oil"


def test_detail_is_drawn_tile_by_tile_with_the_words_of_the_place() -> None:
    prompts: list[str] = []

    class Drawing:
        native, multiple = 64, 8

        def image_to_image(self, ask: Ask, image: Array, plan: Plan, report: Report) -> Array:
            prompts.append(ask.prompt)
            return image

    image = picture()[..., :3]
    image = np.ascontiguousarray(cv2.resize(image, (300, 64)))
    mask = np.zeros((16, 75), np.uint8)
    mask[:, :38] = 255
    areas = (Area(mask, 1.0, "a barn"),)
    detailed(Drawing(), Ask("oil"), image, 1.0, Plan(), Silent(),  # type: ignore[arg-type]
             lambda place: words_at(areas, "oil", (300, 64), place))
    assert len(prompts) > 3
    assert prompts[0] == "a barn, oil"
    assert prompts[-1] == "oil"
    assert prompts == sorted(prompts), "from left to right"


def test_a_real_model_adds_detail_by_regions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Written(monkeypatch)
    model = str(tiny.folder(tmp_path / "sd15"))
    image = np.ascontiguousarray(cv2.resize(picture(), (150, 64)))
    half = np.zeros(image.shape[:2], np.uint8)
    half[:, :75] = 255
    wish = Request("detail", Detail("oil", scale="1", steps=2), image, None, model, 1,
                   areas=(Area(half, 1.0, "a barn"),))
    result = Engine().run(wish, Silent())
    assert set(asked.prompts) == {"a barn, oil", "oil"}
    assert result.pictures[0].pixels.shape == image.shape
    assert result.recipe["area_prompts"] == ["a barn"]
