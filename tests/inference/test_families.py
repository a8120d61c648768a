"""Every family: told by its folder, loaded and run at tiny size with sockets refused; seeds, masks, LoRAs, configs."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_addons  # type: ignore[import-not-found]
import tiny_models  # type: ignore[import-not-found]
import tiny_published  # type: ignore[import-not-found]

from inference import guard
from inference.api import Guide, UserError
from inference.ask import Ask, Lora
from inference.checkpoints import contents
from inference.devices import Plan
from inference.families.assembling import RESOURCES
from inference.families.family import family_of
from inference.families.spaces import Packed, Patched, grid_of
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")
IMAGE = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
MASK = np.zeros((64, 64), np.uint8)
MASK[16:48, 16:48] = 255
TOLD = {"sd15-inpaint": "Stable Diffusion 1.5 inpainting", "sd15-lcm": "Stable Diffusion 1.5 LCM",
        "sdxl-refiner": "Stable Diffusion XL refiner", "flux-kontext": "FLUX.1 Kontext", "flux-fill": "FLUX.1 Fill",
        "flux-schnell": "FLUX.1 schnell", "zimage-turbo": "Z-Image Turbo", "qwen-edit-plus": "Qwen-Image-Edit Plus",
        "flux2-dev": "FLUX.2 dev", "sd2": "Stable Diffusion 2", "sd-turbo": "Stable Diffusion Turbo",
        "sdxl-turbo": "Stable Diffusion XL Turbo", "sdxl-lightning": "Stable Diffusion XL Lightning",
        "sd3-medium": "Stable Diffusion 3 Medium", "sd35-medium": "Stable Diffusion 3.5 Medium",
        "sd35-large": "Stable Diffusion 3.5 Large", "sd35-large-turbo": "Stable Diffusion 3.5 Large Turbo"}


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    return tmp_path_factory.mktemp("families")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was reached for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def loaded(path: Path) -> Any:
    found = contents(path)
    family = family_of(found)
    assert family is not None
    assert family.load is not None
    assert family.about is not None
    return family, family.load(found, Plan(), Silent())


# Their files are something else than the folder: T5 is left out of the file, the LCM file is a merge.
OTHER = ("sd3-medium", "sd35-medium", "sd35-large", "sd35-large-turbo", "sd15-lcm")


@pytest.mark.parametrize("name", tiny_models.BUILDERS)
def test_every_family_loads_from_a_folder_and_from_one_file(name: str, place: Path) -> None:
    """The file is as it is published, its parts are files beside it. Both are the same family and give the same picture
    from the same seed (and the same words: those of the folder are tiny ones)."""
    family, model = loaded(tiny_models.folder(name, place))
    assert TOLD.get(name, family.name) == family.name
    told, one = loaded(tiny_published.file_of(name, place))
    assert told.name == family.name
    for part in ("tokenizer", "tokenizer_2", "processor"):
        if told.parts and name not in OTHER and hasattr(one._pipe, part):
            setattr(model._pipe, part, getattr(one._pipe, part))
    if "qwen" in name:
        model._pipe.text_encoder.config.image_token_id = one._pipe.text_encoder.config.image_token_id
    guides = (Guide("canny", IMAGE),) if name == "flux-canny" else ()
    ask = Ask("a cat", steps=2, seed=1, change=MASK, guides=guides)
    made, same = (each.inpaint(ask, IMAGE, MASK, Silent()) for each in (model, one))
    assert made.shape == same.shape == IMAGE.shape
    assert made.std() > 1
    assert name in OTHER or np.abs(made.astype(int) - same).max() <= 1


@pytest.mark.parametrize(("layout", "kind"), [
    ("flux transformer dev", "FluxTransformer2DModel"), ("flux transformer schnell", "FluxTransformer2DModel"),
    ("chroma transformer", "ChromaTransformer2DModel"), ("pixart transformer sigma", "PixArtTransformer2DModel")])
def test_own_converters_know_the_published_layouts(layout: str, kind: str) -> None:
    import layouts  # type: ignore[import-not-found]
    import torch

    from inference.families.published import OWN

    written = tiny_published.AUTHORS[kind](layouts.layout(layout))
    with torch.device("meta"):
        state = {"model.diffusion_model." + name: torch.empty(shape) for name, shape in written.items()}
    made = {name: tuple(value.shape) for name, value in OWN[kind][1](state).items()}
    assert made == layouts.layout(layout)


VARIANTS = {
    "sd_xl_turbo_1.0_fp16": "Stable Diffusion XL Turbo", "juggernautXL_lightning": "Stable Diffusion XL Lightning",
    "dreamshaperXL_turboDPMSDE": "Stable Diffusion XL, distilled", "sdxl_dmd2_4step": "Stable Diffusion XL LCM",
    "noobaiXL_vPred10": "Stable Diffusion XL, v-prediction", "hyperrealisticXL_v3": "Stable Diffusion XL"}


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_with_the_same_tensors_are_told_by_name(name: str, place: Path, tmp_path: Path) -> None:
    import shutil

    source = tiny_published.file_of("sdxl", place)
    file = tmp_path / f"{name}.safetensors"
    shutil.copyfile(source, file)
    shutil.copytree(source.with_suffix(".config"), file.with_suffix(".config"))
    family = family_of(contents(file))
    assert family is not None
    assert family.name == VARIANTS[name]


def test_variants_are_told_by_metadata_yaml_and_scheduler(tmp_path: Path) -> None:
    from inference.headers import Header, Tensor
    from inference.identity import Identity
    from inference.identity.folders import hint
    from inference.identity.identify import named

    xl = Identity("checkpoint", "sdxl", "Stable Diffusion XL")
    assert named(xl, "a", Header("safetensors", {"v_pred": Tensor((), "F16")})).variant == "v"
    assert named(xl, "a", Header("safetensors", {}, {"modelspec.title": "My Lightning"})).variant == "lightning"
    assert named(xl, "a", Header("safetensors", {}, {"modelspec.prediction_type": "v"})).variant == "v"
    assert hint({"_class_name": "LCMScheduler"}) == "lcm"
    assert hint({"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing"}) == "lightning"
    assert hint({"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "leading"}) == ""
    from inference.checkpoints import _yaml_hint

    file = tmp_path / "mine.ckpt"
    assert _yaml_hint(file) == ""
    file.with_suffix(".yaml").write_text('model:\n  params:\n    parameterization: "v"\n')
    assert _yaml_hint(file) == "v-pred"
    file.with_suffix(".yaml").write_text("model:\n  target: ldm\n")
    assert named(Identity("checkpoint", "sd2", "x"), _yaml_hint(file), None).variant == "base"


def test_seeds_and_empty_maps(place: Path) -> None:
    """The same seed, the same bytes; a map that allows nothing gives back what the autoencoder makes of the picture."""
    _, model = loaded(tiny_models.folder("pixart", place))
    one, two, other = (model.text_to_image(Ask("a", steps=2, seed=seed), 64, 64, Plan(), Silent())
                       for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)
    nothing = Ask("a", steps=2, seed=1, change=np.zeros_like(MASK))
    again = Ask("something else", steps=2, seed=9, change=np.zeros_like(MASK))
    assert np.array_equal(model.inpaint(nothing, IMAGE, MASK, Silent()), model.inpaint(again, IMAGE, MASK, Silent()))


def test_loras_are_counted_and_leave_no_trace(place: Path) -> None:
    _, model = loaded(tiny_models.folder("sd15", place))
    _, strange = loaded(tiny_models.folder("chroma", place))
    fits = tiny_addons.lora(model._pipe, place / "fits.safetensors")
    foreign = tiny_addons.lora(strange._pipe, place / "foreign.safetensors")

    def made(*loras: Lora) -> Any:
        return model.text_to_image(Ask("a", steps=2, seed=1, loras=loras), 64, 64, Plan(), Silent())

    plain, strong = made(), made(Lora(str(fits), 2.0))
    assert model.facts["loras"][0]["layers"] > 0
    assert not np.array_equal(plain, strong)
    assert np.array_equal(made(Lora(str(foreign))), plain)
    assert model.facts["loras"] == [{"file": "foreign.safetensors", "layers": 0, "weight": 1.0}]
    assert np.array_equal(made(), plain)
    with pytest.raises(UserError, match="not there any more"):
        made(Lora(str(place / "gone.safetensors")))


def test_parts_that_are_not_there_are_named(place: Path, tmp_path: Path) -> None:
    source = tiny_models.folder("flux-dev", place)
    (tmp_path / "unet").mkdir()
    file = tiny_published.single_file(source, tmp_path / "unet" / "alone.safetensors")
    assert loaded(file)[1].text_to_image(Ask("a", steps=1), 64, 64, Plan(), Silent()).shape == (64, 64, 3)
    (tmp_path / "text_encoders" / "t5xxl_fp16.safetensors").unlink()
    (tmp_path / "vae" / "ae.safetensors").unlink()
    with pytest.raises(UserError, match=r"alone.safetensors needs parts.*: T5-XXL, FLUX.1 VAE\.") as told:
        loaded(file)
    assert "t5xxl_fp16.safetensors, ae.safetensors" in told.value.hint_text()


@pytest.mark.parametrize(("height", "width"), [(8, 8), (4, 12), (10, 6)])
def test_packing_comes_back(height: int, width: int) -> None:
    import torch

    grid = torch.randn(1, 4, height, width)
    for space in (Packed(), Patched()):
        assert torch.equal(space.unpack(space.pack(grid), width / height), grid)
    assert grid_of(height * width, width / height) == (height, width)


LAYOUTS = {
    "sdxl": "sdxl unet", "sdxl-inpaint": "sdxl unet inpaint", "sdxl-refiner": "sdxl unet refiner",
    "pix2pix": "sd15 unet pix2pix", "sd2": "sd2 unet", "sd35-large": "sd3 transformer 3.5 large",
    "sd35-medium": "sd3 transformer 3.5 medium", "flux-dev": "flux transformer dev",
    "flux-schnell": "flux transformer schnell", "flux-fill": "flux transformer fill",
    "flux2-klein-4b": "flux2 transformer klein-4b", "zimage": "zimage transformer", "qwen": "qwen transformer",
    "chroma": "chroma transformer", "sana": "sana transformer", "pixart-sigma": "pixart transformer sigma"}


@pytest.mark.parametrize("config", LAYOUTS)
def test_bundled_configurations_have_the_published_tensors(config: str) -> None:
    """Names and shapes, built on the meta device (no memory)."""
    import diffusers
    import layouts  # type: ignore[import-not-found]
    import torch

    part = next(p for p in ("unet", "transformer") if (RESOURCES / "configs" / config / p).is_dir())
    facts = json.loads((RESOURCES / "configs" / config / part / "config.json").read_text())
    with torch.device("meta"):
        network = getattr(diffusers, facts["_class_name"]).from_config(facts)
    assert {name: tuple(t.shape) for name, t in network.state_dict().items()} == layouts.layout(LAYOUTS[config])


def test_every_pipeline_of_the_library_is_used_or_left_out_with_a_reason() -> None:
    """So that the page of families cannot say "not offered" of something that the installed diffusers offers."""
    from inference.families.offered import LEFT_OUT, offered, used

    runs = {name for _, name in used()}
    assert set(offered()) == runs | set(LEFT_OUT)
    assert not runs & set(LEFT_OUT)
    assert all(len(reason) > 10 for reason in LEFT_OUT.values())


def test_flux_canny_wants_its_map_and_nothing_else(place: Path) -> None:
    _, model = loaded(tiny_models.folder("flux-canny", place))
    with pytest.raises(UserError, match="draws after a control map"):
        model.text_to_image(Ask("a", steps=1), 64, 64, Plan(), Silent())
    flat = Guide("depth", np.zeros((64, 64, 4), np.uint8))
    made = [model.text_to_image(Ask("a", steps=1, guides=(guide,)), 64, 64, Plan(), Silent())
            for guide in (flat, Guide("depth", np.full((64, 64, 4), 255, np.uint8)))]
    assert not np.array_equal(*made)
    assert model.facts["pipeline"] == "FluxControlPipeline"
    with pytest.raises(UserError, match="one control map"):
        model.text_to_image(Ask("a", steps=1, guides=(flat, flat)), 64, 64, Plan(), Silent())


def drawn(model: Any, *guides: Guide) -> Any:
    return model.text_to_image(Ask("a", steps=1, guides=guides), 64, 64, Plan(), Silent())


def test_several_control_maps_at_once(place: Path) -> None:
    one, two = np.zeros((64, 64, 4), np.uint8), np.full((64, 64, 4), 255, np.uint8)
    _, model = loaded(tiny_models.folder("sd15", place))
    nets = [str(tiny_addons.controlnet("ControlNetModel", model._pipe, place / f"net{i}")) for i in range(2)]
    alone = drawn(model, Guide("canny", one, model=nets[0]))
    both = drawn(model, Guide("canny", one, model=nets[0]), Guide("depth", two, model=nets[1]))
    off = drawn(model, Guide("canny", one, model=nets[0]), Guide("depth", two, 0.0, model=nets[1]))
    assert not np.array_equal(alone, both)
    assert np.abs(alone.astype(int) - off).max() <= 1
    _, model = loaded(tiny_models.folder("sana", place))
    net = str(tiny_addons.controlnet("SanaControlNetModel", model._pipe, place / "net-sana"))
    with pytest.raises(UserError, match="one control map"):
        drawn(model, Guide("canny", one, model=net), Guide("depth", two, model=net))


def test_reference_pictures_are_read_or_refused(place: Path) -> None:
    """By an editing family beside the picture, also into a selection; by others never silently ignored."""
    reference = Guide("reference", np.random.default_rng(3).integers(0, 255, (40, 64, 4), np.uint8))
    for name in ("flux2-klein", "qwen-edit-plus"):
        _, model = loaded(tiny_models.folder(name, place))
        with_it, without = (
            [model.edit(Ask("a", steps=1, guides=guides), IMAGE, Plan(), Silent()),
             model.inpaint(Ask("a", steps=1, guides=guides, change=MASK), IMAGE, MASK, Silent())]
            for guides in ((reference,), ()))
        assert not np.array_equal(with_it[0], without[0])
        assert not np.array_equal(with_it[1], without[1])
        with pytest.raises(UserError, match="reference pictures, and"):
            model.edit(Ask("a", steps=1, guides=(reference,) * 9), IMAGE, Plan(), Silent())
    _, model = loaded(tiny_models.folder("pixart", place))
    with pytest.raises(UserError, match="takes no reference pictures"):
        drawn(model, reference)
    _, model = loaded(tiny_models.folder("sd15", place))
    adapter = place / "adapter" / "ip-adapter.safetensors"
    tiny_addons.ip_adapter(tiny_models.folder("sd15", place), adapter)
    plain = drawn(model)
    none, full = (drawn(model, Guide("subject", reference.image, strength, model=str(adapter)))
                  for strength in (0.0, 1.0))
    assert not np.array_equal(none, full)
    assert np.array_equal(drawn(model), plain)


def test_a_union_is_told_what_its_map_is(place: Path) -> None:
    _, model = loaded(tiny_models.folder("flux-dev", place))
    net = str(tiny_addons.controlnet("FluxControlNetModel", model._pipe, place / "net-union", num_mode=7))
    image = np.full((64, 64, 4), 90, np.uint8)
    made = [drawn(model, *(Guide(kind, image, model=net) for kind in kinds))
            for kinds in (("canny",), ("pose",), ("canny", "depth"))]
    assert not np.array_equal(made[0], made[1])
    assert not np.array_equal(made[0], made[2])
