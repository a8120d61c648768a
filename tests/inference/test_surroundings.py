"""An empty prompt is filled from the surroundings: a reference picture where an adapter fits."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from inference.api import Guide, ModelInfo, ModelTraits, Request
from inference.operations.inpaint import Inpaint
from inference.surroundings import adapter_for, with_reference

MODEL = ModelInfo("/m/a", "A", "checkpoint", "sd15", ("inpaint",), traits=ModelTraits(adapter=True))
BOX = (0, 0, 64, 48)


def adapter(folder: Path, family: str = "sd15", variant: str = "", encoder: bool = True) -> ModelInfo:
    place = folder / f"{family}{variant}{encoder}"
    (place / "image_encoder").mkdir(parents=True)
    if encoder:
        (place / "image_encoder" / "config.json").write_text("{}")
    return ModelInfo(str(place / "ip.safetensors"), "IP", "ip_adapter", family, variant=variant)


def parts() -> tuple[Any, Any]:
    image = np.zeros((48, 64, 4), np.uint8)
    image[..., :] = (40, 120, 60, 255)
    mask = np.zeros((48, 64), np.uint8)
    mask[16:32, 20:40] = 255
    image[16:32, 20:40, :3] = (250, 0, 0)
    return image, mask


def request(*guides: Guide) -> Request:
    image, mask = parts()
    return Request("inpaint", Inpaint(), image, mask, "/m/a", guides=guides)


@pytest.mark.parametrize(("made", "fits"), [
    ({}, True), ({"variant": "plus"}, True), ({"family": "sdxl"}, False), ({"variant": "face"}, False),
    ({"encoder": False}, False),
])
def test_only_an_adapter_that_fits_is_taken(made: dict[str, Any], fits: bool, tmp_path: Path) -> None:
    found = adapter(tmp_path, **made)
    assert adapter_for(MODEL, (MODEL, found)) is (found if fits else None)
    assert adapter_for(MODEL, (dataclasses.replace(found, problem="Broken."),)) is None


def test_the_reference_shows_the_surroundings_without_what_is_replaced(tmp_path: Path) -> None:
    image, mask = parts()
    engine: Any = SimpleNamespace(installed=(MODEL, adapter(tmp_path)))
    made = with_reference(request(), engine, image, mask, BOX)
    assert len(made.guides) == 1
    guide = made.guides[0]
    assert (guide.kind, guide.strength, guide.start, guide.end) == ("reference", 0.5, 0.2, 0.8)
    assert guide.model == engine.installed[1].path
    assert np.abs(guide.image[..., :3].astype(int) - (40, 120, 60)).max() < 8, "nothing red is left"
    own = Guide("style", image, model="/m/ip")
    assert with_reference(request(own), engine, image, mask, BOX).guides == (own,), "the user's own comes first"
    engine.installed = (dataclasses.replace(MODEL, traits=ModelTraits()), engine.installed[1])
    assert with_reference(request(), engine, image, mask, BOX).guides == (), "it takes none"
    engine.installed = (MODEL,)
    assert with_reference(request(), engine, image, mask, BOX).guides == ()
