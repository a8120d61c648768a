"""What guides beside plain ControlNets, from files as published: Union, T2I-Adapters, Redux, control LoRAs, IP-Adapters
of transformers. Configurations are told by the tensors of real sizes; pictures are made by tiny real classes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_addons  # type: ignore[import-not-found]
import tiny_models  # type: ignore[import-not-found]

from inference import guard
from inference.api import Guide, Request, UserError
from inference.engine import Engine
from inference.families import nets
from inference.families.adapters import blocks
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.reporting import Silent
from tests.inference.layouts import layout

pytestmark = pytest.mark.filterwarnings("ignore")
RNG = np.random.default_rng(3)
ONE, OTHER = (np.dstack([RNG.integers(0, 255, (64, 64, 3), np.uint8), np.full((64, 64), 255, np.uint8)])
              for _ in range(2))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    return tmp_path_factory.mktemp("networks")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def base(name: str, place: Path, deep: bool = False) -> tuple[Path, Any]:
    import diffusers

    folder = Path((tiny_models.deep if deep else tiny_models.folder)(name, place))
    return folder, diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True)


def drawn(engine: Engine, folder: Path, *guides: Guide, steps: int = 2, **more: Any) -> Any:
    ask: Any = Generate("a cat", 64, 64, steps=steps, **more)
    return engine.run(Request("generate", ask, model=str(folder), seed=3, guides=guides), Silent()).pictures[0]


def all_differ(*pictures: Any) -> bool:
    return all(not np.array_equal(a.pixels, b.pixels) for i, a in enumerate(pictures) for b in pictures[:i])


@pytest.mark.parametrize(("name", "kind"), [
    ("sd15 controlnet", "ControlNetModel"), ("sdxl controlnet", "ControlNetModel"),
    ("sdxl controlnet union", "ControlNetUnionModel"), ("flux controlnet", "FluxControlNetModel"),
    ("flux controlnet union", "FluxControlNetModel"), ("sd3 controlnet", "SD3ControlNetModel"),
    ("qwen controlnet", "QwenImageControlNetModel"),
    ("zimage controlnet", "ZImageControlNetModel"), ("sd15 t2i", "T2IAdapter"), ("sdxl t2i", "T2IAdapter")])
def test_the_tensors_of_a_published_file_tell_its_configuration(place: Path, name: str, kind: str) -> None:
    import diffusers
    import torch
    from accelerate import init_empty_weights

    wanted = layout(name)
    config = nets.configuration(kind, {key: torch.empty(shape, device="meta") for key, shape in wanted.items()})
    assert config is not None
    with init_empty_weights():
        made = getattr(diffusers, kind).from_config(config)
    assert {key: tuple(value.shape) for key, value in made.state_dict().items()} == wanted


def test_a_controlnet_in_its_authors_layout_is_the_librarys(place: Path) -> None:
    """As lllyasviel publishes those of version 1.5: pickled, under CompVis' names."""
    import json
    import re

    import tiny  # type: ignore[import-not-found]
    import torch

    from tests.inference import layouts

    folder = tiny.folder(place / "four-levels")
    import diffusers

    unet = diffusers.UNet2DConditionModel.from_pretrained(folder / "unet", local_files_only=True)
    network = diffusers.ControlNetModel.from_unet(unet)
    state = network.state_dict()
    own = {name: value.numpy() for name, value in state.items() if not name.startswith("controlnet_")}
    made = {f"control_model.{name}": torch.from_numpy(value) for name, value in layouts.ldm_unet(own).items()}
    last = max(int(name.split(".")[2]) for name in state if name.startswith("controlnet_cond_embedding.blocks"))
    for name, value in state.items():
        told = re.sub(r"^controlnet_down_blocks\.(\d+)\.", r"zero_convs.\1.0.", name)
        told = re.sub(r"^controlnet_mid_block\.", "middle_block_out.0.", told)
        told = re.sub(r"^controlnet_cond_embedding\.conv_in\.", "input_hint_block.0.", told)
        told = re.sub(r"^controlnet_cond_embedding\.blocks\.(\d+)\.",
                      lambda m: f"input_hint_block.{2 * int(m.group(1)) + 2}.", told)
        told = re.sub(r"^controlnet_cond_embedding\.conv_out\.", f"input_hint_block.{2 * last + 4}.", told)
        if told != name:
            made[f"control_model.{told}"] = value
    file = place / "control_v11p_sd15_canny.pth"
    torch.save(made, file)
    config = file.with_suffix(".config")
    config.mkdir()
    (config / "config.json").write_text(json.dumps({**network.config, "_class_name": "ControlNetModel"}))
    found = nets.read(file, "ControlNetModel", torch.float32).state_dict()
    assert set(found) == set(state)
    assert all(torch.equal(found[name], state[name]) for name in state)


def test_union_reads_several_kinds_of_maps_at_once(engine: Engine, place: Path) -> None:
    folder, pipe = base("sdxl", place)
    file = str(tiny_addons.union(pipe, place / "union") / "diffusion_pytorch_model.safetensors")
    assert nets.way_of(Path(file)) == "union"
    canny, depth = Guide("canny", ONE, model=file), Guide("depth", ONE, model=file)
    made = [drawn(engine, folder), drawn(engine, folder, canny), drawn(engine, folder, depth),
            drawn(engine, folder, canny, Guide("pose", OTHER, model=file))]
    assert all_differ(*made)
    assert made[1].facts["pipeline"] == "StableDiffusionXLControlNetUnionPipeline"
    redrawn = engine.run(Request("generate", Generate("a", steps=2, strength=0.5), ONE, model=str(folder),
                                 guides=(canny,)), Silent())
    assert redrawn.pictures[0].facts["pipeline"] == "StableDiffusionXLControlNetUnionImg2ImgPipeline"
    plain = tiny_addons.controlnet("ControlNetModel", pipe, place / "plain")
    with pytest.raises(UserError, match="do not work together"):
        drawn(engine, folder, canny, Guide("canny", ONE, model=str(plain)))


def test_an_older_union_says_what_it_does_not_read(engine: Engine, place: Path) -> None:
    import json

    from safetensors.torch import load_file, save_file

    folder, pipe = base("sdxl", place)
    made = tiny_addons.union(pipe, place / "old-union")
    weights = load_file(made / "diffusion_pytorch_model.safetensors")
    weights["task_embedding"] = weights["task_embedding"][:6].clone()
    name = "control_add_embedding.linear_1.weight"
    weights[name] = weights[name][:, :weights[name].shape[1] * 6 // 8].clone()
    save_file(weights, made / "diffusion_pytorch_model.safetensors")
    assert json.loads((made / "config.json").read_text())["num_control_type"] == 8  # the tensors decide
    file = str(made / "diffusion_pytorch_model.safetensors")
    assert all_differ(drawn(engine, folder), drawn(engine, folder, Guide("canny", ONE, model=file)))
    with pytest.raises(UserError, match="does not read maps of the kind tile"):
        drawn(engine, folder, Guide("tile", ONE, model=file))


@pytest.mark.parametrize(("name", "channels", "light"), [("sd15", 3, False), ("sd15", 1, False), ("sdxl", 3, False)])
def test_t2i_adapters_guide_in_their_range(engine: Engine, place: Path, name: str, channels: int, light: bool) -> None:
    folder, pipe = base(name, place, deep=True)
    file = str(tiny_addons.t2i(pipe, place / f"{name}-t2i-{channels}.safetensors", channels, light))
    guide = Guide("canny", ONE, model=file)
    plain = drawn(engine, folder, steps=3)
    found = [plain, drawn(engine, folder, guide, steps=3),
             drawn(engine, folder, Guide("canny", OTHER, model=file), steps=3),
             drawn(engine, folder, Guide("canny", ONE, model=file, strength=0.5), steps=3),
             drawn(engine, folder, Guide("canny", ONE, model=file, end=0.5), steps=3),
             drawn(engine, folder, guide, Guide("depth", OTHER, model=file), steps=3)]
    assert all_differ(*found)
    assert found[1].facts["pipeline"].endswith("AdapterPipeline")
    assert np.array_equal(drawn(engine, folder, Guide("canny", ONE, model=file, strength=0.0), steps=3).pixels,
                          plain.pixels)
    mask = np.zeros((64, 64), np.uint8)
    mask[20:40, 20:40] = 255
    inside = engine.run(Request("inpaint", Inpaint("a", steps=2, blend="alpha"), ONE, mask, str(folder),
                                guides=(guide,)), Silent()).pictures[0].pixels
    assert np.array_equal(inside[mask == 0], ONE[mask == 0])


@pytest.mark.parametrize(("light", "channels", "factor"), [(False, 3, 8), (False, 1, 16), (True, 3, 8)])
def test_t2i_layouts_and_odd_sizes(place: Path, light: bool, channels: int, factor: int) -> None:
    """TencentARC's layout and that of diffusers are one network; a map of any size is read."""
    import diffusers
    import torch
    from safetensors.torch import load_file

    _, pipe = base("sdxl" if factor == 16 else "sd15", place)
    file = tiny_addons.t2i(pipe, place / f"layout-{light}-{channels}.safetensors", channels, light)
    theirs = nets.t2i(load_file(file))
    config = nets.configuration("T2IAdapter", theirs)
    assert config is not None
    network = diffusers.T2IAdapter.from_config(config)
    network.load_state_dict(theirs)
    assert set(nets.t2i(network.state_dict())) == set(network.state_dict())
    from inference.families.guiding import _unfolded

    image = RNG.integers(0, 255, (72, 88, 3), np.uint8)
    seen = _unfolded(image, network)
    assert seen.shape == (1, channels, -(-72 // factor) * factor, -(-88 // factor) * factor)
    assert torch.equal(seen[..., 72:, :], seen[..., 71:72, :].expand_as(seen[..., 72:, :]))
    assert len(network(seen)) == 4


def test_redux_is_what_the_librarys_pipelines_give(engine: Engine, place: Path) -> None:
    import diffusers
    import torch

    folder, pipe = base("flux-dev", place)
    file = tiny_addons.redux(pipe, place / "redux" / "flux1-redux-dev.safetensors")
    guide = Guide("subject", ONE, model=str(file))
    found = [drawn(engine, folder), drawn(engine, folder, guide),
             drawn(engine, folder, Guide("subject", OTHER, model=str(file))),
             drawn(engine, folder, Guide("subject", ONE, model=str(file), strength=0.5))]
    assert all_differ(*found)
    from inference.devices import Plan
    from inference.families.adapters import _redux
    from inference.families.calling import picture

    prior = _redux(file, Plan())
    whole = diffusers.FluxPriorReduxPipeline(
        image_encoder=prior.image_encoder, feature_extractor=prior.feature_extractor,
        image_embedder=prior.image_embedder, text_encoder=pipe.text_encoder, tokenizer=pipe.tokenizer,
        text_encoder_2=pipe.text_encoder_2, tokenizer_2=pipe.tokenizer_2)
    told = whole(picture(ONE), prompt="a cat")
    pipe.set_progress_bar_config(disable=True)
    bare = pipe(height=64, width=64, num_inference_steps=2, guidance_scale=3.5, output_type="np", **told,
                generator=torch.Generator("cpu").manual_seed(3)).images[0]
    assert np.abs(np.rint(bare * 255) - found[1].pixels[..., :3].astype(int)).max() <= 1


def test_a_control_lora_widens_the_transformer_and_leaves_no_trace(engine: Engine, place: Path) -> None:
    folder, pipe = base("flux-dev", place)
    file = str(tiny_addons.control_lora(pipe, place / "canny-lora" / "canny-lora.safetensors"))
    assert nets.way_of(Path(file)) == "lora"
    plain = drawn(engine, folder)
    found = [plain, drawn(engine, folder, Guide("canny", ONE, model=file)),
             drawn(engine, folder, Guide("canny", OTHER, model=file)),
             drawn(engine, folder, Guide("canny", ONE, model=file, strength=0.4))]
    assert all_differ(*found)
    assert found[1].facts["pipeline"] == "FluxControlPipeline"
    assert np.array_equal(drawn(engine, folder).pixels, plain.pixels)
    with pytest.raises(UserError, match="takes one control map"):
        drawn(engine, folder, *[Guide("canny", ONE, model=file)] * 2)


@pytest.mark.parametrize(("name", "make"), [("flux-dev", "flux_adapter"), ("sd35-medium", "sd3_adapter")])
def test_ip_adapters_of_transformers(engine: Engine, place: Path, name: str, make: str) -> None:
    folder, pipe = base(name, place)
    file = str(getattr(tiny_addons, make)(pipe, place / make / "ip-adapter.safetensors"))
    plain = drawn(engine, folder, steps=3)
    found = [plain, drawn(engine, folder, Guide("subject", ONE, model=file), steps=3),
             drawn(engine, folder, Guide("subject", OTHER, model=file), steps=3),
             drawn(engine, folder, Guide("subject", ONE, model=file, end=0.4), steps=3)]
    assert all_differ(*found)
    assert np.array_equal(drawn(engine, folder, steps=3).pixels, plain.pixels)
    other, _ = base("sd15", place)
    with pytest.raises(UserError, match="is for another model"):
        drawn(engine, other, Guide("subject", ONE, model=file))


def test_blocks_that_a_pruned_network_lacks(place: Path) -> None:
    _, whole = base("sdxl", place, deep=True)
    assert blocks(whole.unet, "style", 0.7, True) == {"up": {"block_0": [0.0, 0.7, 0.0]}}
    assert blocks(whole.unet, "composition", 0.7, True) == {"down": {"block_2": [0.0, 0.7]}}
    _, pipe = base("sdxl", place)  # two levels
    assert blocks(pipe.unet, "subject", 0.7, True) == 0.7
    assert blocks(pipe.unet, "style", 0.7, True) == {"up": {"block_0": [0.0, 0.7]}}
    with pytest.raises(UserError, match="lacks the blocks"):
        blocks(pipe.unet, "composition", 0.7, True)
