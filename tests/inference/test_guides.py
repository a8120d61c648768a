"""Guides: cut with the picture, drawn at the working size, obeyed by real networks; and what a prompt can name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]
import tiny_addons  # type: ignore[import-not-found]
from hypothesis import given
from hypothesis import strategies as st

from inference import guard
from inference.api import MAPS, Guide, ModelInfo, Request, Result, UserError, done_steps, real_steps, snapped
from inference.checkpoints import contents
from inference.controlmaps import KINDS, control_map
from inference.describe import described
from inference.engine import Engine
from inference.families.samplers import SAMPLERS, UNET
from inference.guides import by_networks, cropped, drawn
from inference.operations import _shared
from inference.operations.detail import Detail
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.operations.outpaint import Outpaint
from inference.operations.style import Style
from inference.reporting import Silent

SIZE = (75, 61)


def picture(width: int = SIZE[0], height: int = SIZE[1], seed: int = 5) -> Any:
    image = np.random.default_rng(seed).integers(0, 255, (height, width, 4), np.uint8)
    image[..., 3] = 255
    return image


def mask() -> Any:
    found = np.zeros(SIZE[::-1], np.uint8)
    found[20:40, 25:50] = 255
    return found


# ---- cut and drawn

@given(st.integers(0, 60), st.integers(0, 50), st.integers(1, 60), st.integers(1, 50))
def test_a_map_is_cut_like_the_picture_and_empty_beyond_it(x: int, y: int, width: int, height: int) -> None:
    image = picture()
    cut = cropped([Guide("canny", image)], SIZE, (x, y, width, height))[0].image
    inside = image[y:y + height, x:x + width]
    assert cut.shape == (height, width, 4)
    assert np.array_equal(cut[:inside.shape[0], :inside.shape[1]], inside)
    assert not cut[inside.shape[0]:, :, 3].any()
    assert not cut[:, inside.shape[1]:, 3].any()


def test_a_place_and_a_resolution_of_its_own() -> None:
    image = np.zeros((40, 60, 4), np.uint8)
    image[10:20, 20:40] = 255  # at half resolution of a picture that it exceeds by 10 px on the left
    guide = Guide("depth", image, box=(-10, 0, 120, 80))
    cut = cropped([guide], (110, 80), (30, 20, 40, 20))[0].image
    assert cut.shape == (10, 20, 4)
    assert (cut == 255).all()
    assert cropped([Guide("style", image)], (60, 40), (1, 1, 5, 5))[0].image is image


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_raw_picture_becomes_a_map_at_the_working_size(kind: str) -> None:
    image = np.zeros((128, 128, 4), np.uint8)
    image[..., 3] = 255
    image[32:96, 32:96, :3] = (240, 200, 90)
    made = drawn(Guide(kind, image, raw=True, detail=0.5), 64, 64)
    assert made.shape == (64, 64, 3)
    small = image[::2, ::2, :3] if kind != "tile" else image[..., :3]
    assert abs(float(made.mean()) - float(control_map(np.ascontiguousarray(small), kind, 0.5).mean())) < 12
    image[:, 64:, 3] = 0  # what was never painted has no edge
    made = drawn(Guide(kind, image, raw=True), 128, 128)
    assert kind == "tile" or made[48:80, 60:].mean() < 4


def test_maps_that_cannot_be_drawn_are_told() -> None:
    with pytest.raises(UserError, match="pose cannot be drawn"):
        drawn(Guide("pose", picture(), raw=True), 64, 64)


class _Measuring:
    """Depth that is the picture's red, at half the size; line art of its own."""

    kind = "lineart"

    def depth(self, picture: Any, report: Any) -> Any:
        return picture[::2, ::2, 0].astype(np.float32) / 255

    def lines(self, picture: Any, report: Any) -> Any:
        return np.ones(picture.shape[:2], np.float32)


class _Helpers:
    def __init__(self, *traits: str) -> None:
        self.traits = traits

    def first(self, trait: str, report: Any = None, fits: Any = bool) -> Any:
        return _Measuring() if trait in self.traits and fits(_Measuring()) else None


def test_installed_networks_draw_the_maps_they_are_for() -> None:
    image = np.zeros((40, 60, 4), np.uint8)
    image[...] = (200, 10, 10, 255)
    helpers: Any = _Helpers("depth", "lines")
    raw = [Guide(kind, image, raw=True) for kind in ("depth", "lineart", "canny")]
    depth, lines, canny = by_networks([*raw], helpers, Silent())
    assert (depth.raw, lines.raw, canny.raw) == (False, False, True)
    assert drawn(depth, 60, 40).min() == drawn(depth, 60, 40).max() == 200
    with pytest.raises(UserError, match="needs a depth model"):
        by_networks(raw[:1], _Helpers(), Silent())  # type: ignore[arg-type]


def test_dark_lines_on_paper_or_nothing_are_turned_around() -> None:
    for ground in ((255, 255, 255, 255), (0, 0, 0, 0)):
        image = np.full((50, 50, 4), ground, np.uint8)
        image[24:26] = (0, 0, 0, 255)
        made = drawn(Guide("scribble", image), 50, 50)
        assert made[24:26].min() > 200
        assert made[:20].max() < 20
    image = np.zeros((50, 50, 4), np.uint8)
    image[24:26] = 255
    assert drawn(Guide("lineart", image), 50, 50)[24:26].min() > 200
    assert drawn(Guide("depth", np.full((9, 9, 4), 255, np.uint8)), 9, 9).min() == 255


@given(st.integers(1, 150), st.floats(0.05, 1.0))
def test_steps_of_a_strength(steps: int, strength: float) -> None:
    assert int(real_steps(steps, strength) * strength) >= done_steps(steps, strength)
    near = snapped(steps, strength)
    assert abs(near * steps - round(near * steps)) < 1e-9
    assert abs(near - strength) <= max(0.5 / steps, 1 / steps - strength) + 1e-9
    assert done_steps(steps, near) == max(round(near * steps), min(4, steps))
    assert real_steps(steps, 1.0) == steps


def test_the_samplers_that_are_offered_are_there() -> None:
    assert set(_shared.SAMPLERS) == {*UNET}
    assert {name for name in _shared.SAMPLERS if name} <= set(SAMPLERS)


# ---- with real networks

@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    return tmp_path_factory.mktemp("guides")


@pytest.fixture(scope="module")
def base(place: Path) -> Path:
    return Path(tiny.folder(place / "tiny"))


@pytest.fixture(scope="module")
def network(base: Path, place: Path) -> Path:
    import diffusers

    pipe = diffusers.DiffusionPipeline.from_pretrained(base, local_files_only=True)
    return Path(tiny_addons.controlnet("ControlNetModel", pipe, place / "control-canny"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def made(engine: Engine, base: Path, operation: str, params: Any, **more: Any) -> Result:
    return engine.run(Request(operation, params, model=str(base), seed=3, **more), Silent())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("operation", "params", "masked"), [
    ("generate", Generate("a", 64, 64, steps=1), False), ("generate", Generate("a", steps=1), True),
    ("inpaint", Inpaint("a", steps=1, blend="alpha"), True), ("style", Style(steps=1), True),
    ("outpaint", Outpaint(left=24, steps=1), False), ("detail", Detail("a", steps=1), False)],
    ids=lambda value: value if isinstance(value, str) else "")
def test_every_operation_obeys_a_map(
    engine: Engine, base: Path, network: Path, operation: str, params: Any, masked: bool
) -> None:
    """The map moves what may change, and not a pixel outside differs."""
    image, where = picture(), mask()
    given: dict[str, Any] = {"mask": where} if masked else {}
    given["image"] = None if operation == "generate" and not masked else image
    box = (-24, 0, 99, 61) if operation == "outpaint" else None
    results = [made(engine, base, operation, params, **given, guides=guides).pictures[0].pixels for guides in (
        (), (Guide("canny", picture(99 if box else 75), model=str(network), raw=True, box=box),))]
    assert not np.array_equal(*results)
    if masked:
        assert all(np.array_equal(result[where == 0], image[where == 0]) for result in results)
    if operation == "outpaint":
        assert all(np.array_equal(result[:, 24:], image) for result in results)


@pytest.mark.filterwarnings("ignore")
def test_the_range_and_strength_of_a_map_count(engine: Engine, base: Path, network: Path) -> None:
    ask = Generate("a", 64, 64, steps=4)

    def by(**facts: Any) -> Any:
        guides = (Guide("canny", picture(64, 64), model=str(network), **facts),) if facts else ()
        return made(engine, base, "generate", ask, guides=guides).pictures[0].pixels

    assert np.array_equal(by(strength=0.0), by())
    different = [by(), by(strength=1.0), by(strength=1.0, end=0.5), by(strength=1.0, start=0.5)]
    assert all(not np.array_equal(a, b) for i, a in enumerate(different) for b in different[:i])
    with pytest.raises(UserError, match="needs a ControlNet"):
        made(engine, base, "generate", ask, guides=(Guide("canny", picture(64, 64)),))


@pytest.mark.filterwarnings("ignore")
def test_references_by_an_adapter(engine: Engine, base: Path, place: Path) -> None:
    adapter = tiny_addons.ip_adapter(base, place / "adapter" / "ip.safetensors")
    ask = Generate("a", 64, 64, steps=3)

    def by(kind: str, **facts: Any) -> Any:
        guide = Guide(kind, picture(40, 40), model=str(adapter), **facts)
        return made(engine, base, "generate", ask, guides=(guide,)).pictures[0].pixels

    plain = made(engine, base, "generate", ask).pictures[0].pixels
    found = [plain, by("subject"), by("style"), by("composition"), by("subject", end=0.4), by("subject", start=0.4)]
    assert all(not np.array_equal(a, b) for i, a in enumerate(found) for b in found[:i])
    assert np.array_equal(by("subject", strength=0.0), plain)
    assert np.array_equal(made(engine, base, "generate", ask).pictures[0].pixels, plain)


@pytest.mark.filterwarnings("ignore")
def test_embeddings_samplers_and_loras_by_name(base: Path, place: Path) -> None:
    import torch
    from safetensors.torch import save_file

    file = place / "easyword.safetensors"
    torch.manual_seed(1)
    save_file({"emb_params": torch.randn(3, 32)}, file)
    wrong = place / "otherword.safetensors"
    save_file({"emb_params": torch.randn(1, 48)}, wrong)
    engine = Engine()
    engine.installed = tuple(ModelInfo(str(path), path.stem, "embedding", "sd15") for path in (file, wrong))

    def by(prompt: str, **more: Any) -> Any:
        return made(engine, base, "generate", Generate(prompt, 64, 64, steps=2, **more)).pictures[0]

    plain, said = by("a b"), by("a EasyWord b")
    assert said.facts["embeddings"] == "easyword"
    assert not np.array_equal(plain.pixels, said.pixels)
    assert np.array_equal(by("a easyword b").pixels, said.pixels)
    assert np.array_equal(by("a b").pixels, plain.pixels)
    assert "embeddings" not in by("uneasyword").facts
    with pytest.raises(UserError, match=r"otherword\.safetensors does not fit"):
        by("otherword")
    assert not np.array_equal(by("a b", sampler="euler-a").pixels, plain.pixels)
    assert by("<lora:nothing:1> a").facts["unknown_loras"] == "nothing"


def test_the_window_is_told_what_a_model_can(base: Path) -> None:
    traits = described(contents(base)).traits
    assert traits is not None
    assert (traits.controls, traits.adapter, traits.weighting, traits.steps) == (True, True, True, 24)
    assert "euler" in traits.schedulers
    assert set(KINDS) <= set(MAPS)
