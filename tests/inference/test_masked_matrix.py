"""Every masked operation with every family: not one pixel changes outside the blend zone.

For the built-ins and for one diffusion model of each way to repaint (latent masking, trained for masks) the product
operation x family x depth x shape of the mask x odd size is full. For all other families operation x family x shape is
full; depth and size take turns, so that each operation of each family meets every pair of them, and each shape meets
both depths and sizes with each operation and with each family. Variants that differ from a family by their weights
and sampler alone inpaint and restyle. FLUX.1 Canny draws nothing without a control map, so it is given the picture's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tiny_models  # type: ignore[import-not-found]

from inference import guard
from inference.api import Area, Guide, Request, UserError
from inference.depths import rgb8, rgba
from inference.engine import Engine
from inference.joining import changed_outside
from inference.operations.detail import Detail
from inference.operations.edit import Edit
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.operations.outpaint import Outpaint
from inference.operations.remove import Remove, grown
from inference.operations.style import Style
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")
BUILT_IN = "built in"
FAMILIES = (BUILT_IN, *tiny_models.BUILDERS)
VARIANTS = ("sd15-lcm", "sd15-turbo", "sd2", "sd2-inpaint", "sd-turbo", "sdxl-turbo", "sdxl-lightning", "sdxl-lcm",
            "sd35-medium", "sd35-large", "sd35-large-turbo", "flux-schnell", "zimage-turbo")
OPERATIONS: dict[str, Any] = {
    "inpaint": Inpaint("a dog", steps=1),
    "inpaint-refine": Inpaint("a dog", mode="refine", steps=2, strength=0.5, overlap=9, feather=20, blend="poisson",
                              context="mask"),
    "remove": Remove(grow=3, steps=1), "generate": Generate("a dog", steps=1), "style": Style("ink", steps=1),
    "detail": Detail(steps=1), "edit": Edit("make it winter", steps=1),
}
NOT_BUILT_IN = ("inpaint-refine", "detail", "edit")  # they need a model
SIZES = ((75, 61), (67, 97))
DEPTHS = ("uint8", "uint16")
MASKS = ("border", "thin", "full", "soft", "islands", "empty")
WHOLE_PRODUCT = (BUILT_IN, "sd15", "sd15-inpaint")
SIDES = ({"left": 13}, {"top": 9, "bottom": 21}, {"left": 5, "right": 7, "top": 3, "bottom": 11})


def can(operation: str, family: str) -> bool:
    """Whether the pair is there at all; `test_pairs_that_are_left_out_do_not_exist` compares it with the families."""
    if family == BUILT_IN:
        return operation not in NOT_BUILT_IN
    if operation == "edit":
        return any(word in family for word in ("pix2pix", "kontext", "flux2", "edit"))
    return operation != "generate" or not any(word in family for word in ("pix2pix", "refiner"))


def cases() -> list[Any]:
    found = []
    for (o, operation), (f, family) in itertools.product(enumerate(OPERATIONS), enumerate(FAMILIES)):
        wanted = can(operation, family) and (family not in VARIANTS or operation in ("inpaint", "style"))
        for m, kind in enumerate(MASKS) if wanted else ():
            pairs = itertools.product(DEPTHS, SIZES)
            turn = m + o + f
            for depth, size in pairs if family in WHOLE_PRODUCT else ((DEPTHS[turn % 2], SIZES[(m // 2 + o + f) % 2]),):
                name = "-".join((operation, family, depth, kind, "x".join(map(str, size))))
                found.append(pytest.param(operation, family, depth, size, kind, id=name))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # tiny tensors: several threads only wait for each other
    with pytest.MonkeyPatch.context() as patch:
        _small_qwen(patch)
        yield tmp_path_factory.mktemp("models")
    torch.set_num_threads(threads)


def _small_qwen(patch: pytest.MonkeyPatch) -> None:
    """The editing pipelines of Qwen work at a megapixel whatever they are handed; here at 64 x 64."""
    from diffusers.pipelines.qwenimage import pipeline_qwenimage_edit as edit
    from diffusers.pipelines.qwenimage import pipeline_qwenimage_edit_plus as plus

    for module in (edit, plus):
        own = module.calculate_dimensions
        patch.setattr(module, "calculate_dimensions", lambda area, ratio, own=own: own(64 * 64, ratio))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def model_of(family: str, place: Path) -> str | None:
    return None if family == BUILT_IN else str(tiny_models.folder(family, place))


def guides_of(family: str, image: Any) -> tuple[Guide, ...]:
    """The map of the family that needs one, drawn by the engine from the picture."""
    return (Guide("canny", rgba(rgb8(image)), raw=True),) if family == "flux-canny" else ()


def picture(width: int, height: int, depth: str) -> Any:
    """Smooth with grain, opaque; every 16-bit value is one that 8 bits cannot hold."""
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


@pytest.mark.parametrize(("operation", "family", "depth", "size", "kind"), cases())
def test_nothing_changes_outside(
    engine: Engine, place: Path, operation: str, family: str, depth: str, size: tuple[int, int], kind: str
) -> None:
    image, mask = picture(*size, depth), mask_of(kind, *size)
    params = OPERATIONS[operation]
    request = Request(operation.split("-")[0], params, image, mask, model_of(family, place), seed=3,
                      guides=guides_of(family, image))
    before = image.copy()
    nothing_known = kind == "full" and family == BUILT_IN and operation in ("inpaint", "remove")
    if kind == "empty" or nothing_known:
        with pytest.raises(UserError, match=r"[Ss]elect"):
            engine.run(request, Silent())
        return
    found = engine.run(request, Silent()).pictures[0]
    assert np.array_equal(image, before), "the request's own picture is never written to"
    zone = grown(mask, params.grow) if operation == "remove" else mask
    assert found.pixels.dtype == image.dtype
    assert found.facts["changed_outside"] == changed_outside(image, found.pixels, zone) == 0
    assert np.array_equal(found.pixels[zone == 0], image[zone == 0])
    assert operation == "edit" or not np.array_equal(found.pixels[zone > 0], image[zone > 0])


def extensions() -> list[Any]:
    return [pytest.param(family, sides, depth, id="-".join((family, *sides, depth)))
            for (f, family), (s, sides) in itertools.product(enumerate(FAMILIES), enumerate(SIDES))
            if family not in VARIANTS
            for depth in (DEPTHS if family in WHOLE_PRODUCT else (DEPTHS[(f + s) % 2],))]


@pytest.mark.parametrize(("family", "sides", "depth"), extensions())
def test_an_extension_keeps_the_picture(
    engine: Engine, place: Path, family: str, sides: dict[str, int], depth: str
) -> None:
    image = picture(*SIZES[len(sides) % 2], depth)
    request = Request("outpaint", Outpaint(**sides, steps=1), image, model=model_of(family, place),
                      guides=guides_of(family, image))
    found = engine.run(request, Silent()).pictures[0]
    height, width = image.shape[:2]
    top, left = sides.get("top", 0), sides.get("left", 0)
    assert found.pixels.shape[:2] == (height + top + sides.get("bottom", 0), width + left + sides.get("right", 0))
    assert np.array_equal(found.pixels[top:top + height, left:left + width], image)
    assert found.facts["changed_outside"] == 0
    assert found.facts["seam_score"] >= 0
    assert found.facts["blend"]


def test_pairs_that_are_left_out_do_not_exist(engine: Engine, place: Path) -> None:
    from inference.checkpoints import contents
    from inference.families.family import family_of

    for name in FAMILIES[1:]:
        family = family_of(contents(tiny_models.folder(name, place)))
        assert family is not None
        runs = {key: family.runs(engine.operation(key.split("-")[0])) for key in OPERATIONS}
        assert runs == {key: can(key, name) for key in OPERATIONS}, name


@pytest.mark.parametrize("family", ["sd15", "flux-dev", "sd15-inpaint"])
def test_several_masks_change_by_their_own_strength(engine: Engine, place: Path, family: str) -> None:
    """Two discs, one at full strength and one at a fifth: each changes as much as it may, and nothing else does."""
    size = (91, 61)
    image, strong, weak = picture(*size, "uint16"), np.zeros(size[::-1], np.uint8), np.zeros(size[::-1], np.uint8)
    cv2.circle(strong, (22, 30), 14, 255, -1)
    cv2.circle(weak, (68, 30), 14, 255, -1)
    request = Request("inpaint", Inpaint("a dog", steps=8), image, strong, model_of(family, place), seed=3,
                      areas=(Area(weak, 0.2),))
    found = engine.run(request, Silent()).pictures[0]
    apart = np.abs(found.pixels.astype(float) - image)[..., :3].mean(axis=2)
    assert not apart[(strong == 0) & (weak == 0)].any()
    assert found.facts["changed_outside"] == 0
    assert 0 < apart[weak > 0].mean() < 0.7 * apart[strong > 0].mean()
