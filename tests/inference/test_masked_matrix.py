"""Every masked operation with every family: not one pixel changes outside the blend zone, at any depth and size."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]

from inference import guard
from inference.api import Request, UserError
from inference.engine import Engine
from inference.joining import changed_outside
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.operations.outpaint import Outpaint
from inference.operations.remove import Remove, grown
from inference.operations.style import Style
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")
BUILT_IN = "built in"
FAMILIES = (BUILT_IN, *tiny.MASKED)
OPERATIONS: dict[str, Any] = {
    "inpaint": Inpaint(steps=1), "inpaint-words": Inpaint("a dog", steps=1),
    "inpaint-custom": Inpaint("a dog", mode="custom", steps=1, strength=0.7, prefill="blur", overlap=9, feather=20,
                              blend="poisson", context="mask"),
    "remove": Remove(steps=1), "remove-grown": Remove(grow=3, steps=1), "generate": Generate("a dog", steps=1),
    "style": Style("ink", steps=1),
}
SIZES = ((75, 61), (64, 97))
MASKS = ("border", "thin", "full", "empty", "islands", "soft")
# every operation x family x depth; sizes and masks take turns, so that each meets each operation and each family
CASES = [
    (operation, family, depth, SIZES[n % 2], MASKS[(n + turn) % 6])
    for n, (operation, family, depth) in enumerate(itertools.product(OPERATIONS, FAMILIES, ("uint8", "uint16")))
    for turn in ((0, 3) if family == BUILT_IN else (0,))
]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # tiny tensors: several threads only wait for each other
    place = tmp_path_factory.mktemp("models")
    yield {name: make(place / name) for name, make in tiny.MASKED.items()}
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def picture(width: int, height: int, depth: str) -> Any:
    """Smooth with grain, opaque."""
    rng = np.random.default_rng(width)
    y, x = np.mgrid[:height, :width]
    unit = np.stack([x / width, y / height, (x + y) / (width + height)], -1) * 0.8
    unit += rng.normal(0, 0.03, unit.shape)
    full = np.iinfo(depth).max
    return np.dstack([np.clip(unit, 0, 1) * full, np.full((height, width), full)]).astype(depth)


def mask_of(kind: str, width: int, height: int) -> Any:
    found = np.zeros((height, width), np.uint8)
    if kind == "border":
        found[height // 2:, :30] = 255
    elif kind == "thin":
        cv2.line(found, (10, 12), (width - 12, height - 15), 255, 2)
    elif kind == "full":
        found[:] = 255
    elif kind == "islands":
        for x, y in ((12, 10), (40, 30), (55, 50)):
            cv2.circle(found, (x, y), 6, 255, -1)
    elif kind == "soft":
        cv2.circle(found, (35, 30), 18, 255, -1)
        found = cv2.GaussianBlur(found, (0, 0), 3)
    return found


@pytest.mark.parametrize(("operation", "family", "depth", "size", "kind"), CASES,
                         ids=["-".join((*c[:3], "x".join(map(str, c[3])), c[4])) for c in CASES])
def test_nothing_changes_outside(
    engine: Engine, models: dict[str, Path], operation: str, family: str, depth: str, size: tuple[int, int], kind: str
) -> None:
    image, mask = picture(*size, depth), mask_of(kind, *size)
    params = OPERATIONS[operation]
    model = None if family == BUILT_IN else str(models[family])
    request = Request(operation.split("-")[0], params, image, mask, model, seed=3)
    before = image.copy()
    try:
        found = engine.run(request, Silent()).pictures[0]
    except UserError as error:
        assert kind == "empty" or (kind == "full" and family == BUILT_IN), error  # noqa: PT017
        return
    assert kind != "empty"
    assert np.array_equal(image, before)
    zone = grown(mask, params.grow) if operation == "remove-grown" else mask
    assert found.pixels.dtype == image.dtype
    assert found.facts["changed_outside"] == changed_outside(image, found.pixels, zone) == 0
    assert np.array_equal(found.pixels[zone == 0], image[zone == 0])
    assert not np.array_equal(found.pixels[zone > 0], image[zone > 0])


@pytest.mark.parametrize("depth", ["uint8", "uint16"])
@pytest.mark.parametrize("family", FAMILIES)
def test_an_extension_keeps_the_picture(engine: Engine, models: dict[str, Path], family: str, depth: str) -> None:
    image = picture(75, 61, depth)
    model = None if family == BUILT_IN else str(models[family])
    request = Request("outpaint", Outpaint(left=13, bottom=21, steps=1), image, model=model)
    found = engine.run(request, Silent()).pictures[0]
    assert np.array_equal(found.pixels[:61, 13:], image)
    assert found.facts["changed_outside"] == 0
    assert found.facts["seam_score"] >= 0
    assert found.facts["blend"]
