"""Files as people have them: GGUF, fp8, nf4, pickles, through loading to a picture, with sockets refused."""

from __future__ import annotations

import json
import pickle
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]
import tiny_models  # type: ignore[import-not-found]
import tiny_published  # type: ignore[import-not-found]
from tiny_gguf import gguf  # type: ignore[import-not-found]

from inference import guard
from inference.api import UserError
from inference.ask import Ask, Lora
from inference.checkpoints import contents
from inference.devices import Plan
from inference.families.family import family_of
from inference.needs import need_of
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")
EDGE = 64


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    return tmp_path_factory.mktemp("weights")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was reached for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def loaded(path: Path, plan: Plan | None = None) -> Any:
    found = contents(path)
    family = family_of(found)
    assert family is not None
    assert family.load is not None
    return family.load(found, plan or Plan(), Silent())


def picture(model: Any, **more: Any) -> Any:
    made = model.text_to_image(Ask("a cat", steps=2, seed=1, **more), EDGE, EDGE, Plan(), Silent())
    assert made.std() > 1
    return made.astype(float)


@pytest.fixture(scope="module")
def plain(flux: Path) -> Any:
    """What the weights give before they are quantised."""
    return picture(loaded(flux))


@pytest.fixture(scope="module")
def flux(place: Path) -> Path:
    """A tiny FLUX whose rows are as long as a block of the quantisations: (folder, its state in the authors' names)."""
    import diffusers
    import torch

    path = place / "flux"
    torch.manual_seed(0)
    pipe = tiny_models._flux()
    facts = {**pipe.transformer.config, "num_attention_heads": 4, "attention_head_dim": 16}
    wide = diffusers.FluxTransformer2DModel.from_config(facts)
    pipe.register_modules(transformer=wide)
    pipe.save_pretrained(path)
    index = json.loads((path / "model_index.json").read_text())
    (path / "model_index.json").write_text(json.dumps({**index, "_native": EDGE}))
    return path


def state(folder: Path, part: str = "transformer") -> dict[str, Any]:
    from safetensors.torch import load_file

    return load_file(next((folder / part).glob("*.safetensors")))  # type: ignore[no-any-return]


def beside(folder: Path, path: Path) -> Path:
    """`path` with everything but the denoiser of `folder` in NAME.config."""
    config = path.with_suffix(".config")
    shutil.copytree(folder, config)
    for part in ("transformer", "unet"):
        for file in (config / part).glob("*.safetensors"):
            file.unlink()
    return path


def authors(folder: Path) -> dict[str, Any]:
    """The denoiser in its authors' layout."""
    import torch

    index = json.loads((folder / "model_index.json").read_text())
    made = (tiny_published._stable_diffusion(folder, index) if "unet" in index else
            tiny_published._transformer(folder, index["transformer"][1]))
    return {name.removeprefix(tiny_published.ROOT): torch.from_numpy(np.ascontiguousarray(value))
            for name, value in made.items() if "unet" not in index or name.startswith(tiny_published.ROOT)}


@pytest.mark.parametrize(("kind", "layout", "near"), [
    ("Q8_0", "authors", 0.06), ("Q4_0", "diffusers", 0.25), ("BF16", "authors", 0.03), ("Q5_1", "authors", 0.2)])
def test_gguf(flux: Path, plain: Any, tmp_path: Path, kind: str, layout: str, near: float) -> None:
    tensors = state(flux)
    path = gguf(tmp_path / "flux1-dev.gguf", authors(flux) if layout == "authors" else tensors, kind)
    model = loaded(beside(flux, path))
    assert model._pipe.transformer.packed == (kind != "BF16")
    assert 0 < np.abs(picture(model) - plain).mean() < near * 255
    assert need_of(contents(path)).quantised
    if kind == "Q4_0":
        assert np.array_equal(picture(loaded(path, Plan(offload="group"))), picture(model))


@pytest.mark.parametrize("name", ["sdxl", "sd35-large", "zimage", "qwen", "chroma", "flux2-klein"])
def test_gguf_of_other_families(name: str, place: Path, tmp_path: Path) -> None:
    source = tiny_models.folder(name, place)
    path = gguf(tmp_path / f"{name}.gguf", authors(source), "Q8_0")
    plain = picture(loaded(source))
    assert np.abs(picture(loaded(beside(source, path))) - plain).mean() < 15


def fp8(tensors: dict[str, Any], kind: str, scaled: str = "") -> dict[str, Any]:
    import torch

    dtype = getattr(torch, kind)
    made: dict[str, Any] = {}
    for name, value in tensors.items():
        if value.ndim != 2 or not name.endswith(".weight"):
            made[name] = value.bfloat16()
            continue
        scale = value.abs().max() / 400 if scaled else torch.tensor(1.0)
        made[name] = (value / scale).to(dtype)
        if scaled:
            made[name.removesuffix("weight") + scaled] = scale.reshape(())
    return {**made, "scaled_fp8": torch.zeros(2).to(dtype)} if scaled == "scale_weight" else made


@pytest.mark.parametrize(("kind", "scaled"), [("float8_e4m3fn", ""), ("float8_e5m2", ""),
                                              ("float8_e4m3fn", "scale_weight"), ("float8_e4m3fn", "weight_scale")])
def test_fp8(flux: Path, plain: Any, tmp_path: Path, kind: str, scaled: str) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "flux1-dev_fp8.safetensors"
    save_file(fp8(authors(flux), kind, scaled), path)
    model = loaded(beside(flux, path))
    assert model._pipe.transformer.packed
    weights = sum(p.numel() * p.element_size() for p in model._pipe.transformer.parameters())
    assert weights < 0.5 * sum(v.numel() * 4 for v in state(flux).values())
    assert 0 < np.abs(picture(model) - plain).mean() < 30


def nf4(tensors: dict[str, Any], nested: bool) -> dict[str, Any]:
    """bitsandbytes' storage, written out: blocks of 64, the code of QLoRA, scales coded at 8 bits when nested."""
    import torch

    code = torch.tensor([-1.0, -0.6961928, -0.52507305, -0.39491749, -0.28444138, -0.18477343, -0.09105004, 0.0,
                         0.0795803, 0.1609302, 0.2461123, 0.33791524, 0.44070983, 0.562617, 0.72295684, 1.0])
    made: dict[str, Any] = {}
    for name, value in tensors.items():
        if value.ndim != 2 or value.shape[1] % 64 or not name.endswith(".weight"):
            made[name] = value
            continue
        blocks = value.float().reshape(-1, 64)
        top = blocks.abs().amax(1)
        numbers = (blocks / top[:, None]).unsqueeze(-1).sub(code).abs().argmin(-1).to(torch.uint8).reshape(-1, 2)
        made[name] = ((numbers[:, 0] << 4) | numbers[:, 1]).reshape(-1, 1)
        made[name + ".quant_map"] = code.clone()
        facts = {"quant_type": "nf4", "blocksize": 64, "dtype": "float32", "shape": list(value.shape)}
        if nested:
            offset = float(top.mean())
            map8 = torch.linspace(-1, 1, 256)
            outer = (top - offset).abs().max()
            made[name + ".absmax"] = ((top - offset) / outer).unsqueeze(-1).sub(map8).abs().argmin(-1).to(torch.uint8)
            made[name + ".nested_absmax"] = outer.repeat(-(-len(top) // 256))
            made[name + ".nested_quant_map"] = map8.clone()
            facts |= {"nested_blocksize": 256, "nested_offset": offset, "nested_dtype": "float32"}
        else:
            made[name + ".absmax"] = top
        made[name + ".quant_state.bitsandbytes__nf4"] = torch.tensor(list(json.dumps(facts).encode()),
                                                                     dtype=torch.uint8)
    return made


@pytest.mark.parametrize("nested", [False, True])
def test_nf4_needs_no_package(flux: Path, plain: Any, tmp_path: Path, nested: bool) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "flux1-dev-bnb-nf4.safetensors"
    save_file({name: value.contiguous() for name, value in nf4(authors(flux), nested).items()}, path)
    model = loaded(beside(flux, path))
    assert model._pipe.transformer.packed
    assert 0 < np.abs(picture(model) - plain).mean() < 60


def test_packed_weights_take_loras(flux: Path, tmp_path: Path) -> None:
    import tiny_addons  # type: ignore[import-not-found]

    path = gguf(tmp_path / "flux1-dev.gguf", state(flux), "Q8_0")
    lora = tiny_addons.lora(loaded(flux)._pipe, tmp_path / "lora.safetensors")
    model = loaded(beside(flux, path))
    without, with_it = picture(model), picture(model, loras=(Lora(str(lora), 2.0),))
    assert model.facts["loras"][0]["layers"] > 0
    assert not np.array_equal(without, with_it)
    assert np.array_equal(picture(model), without)


def test_other_quantisations_are_told(flux: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    path = tmp_path / "svdq-int4-flux.safetensors"
    save_file({"x.qweight": torch.zeros(4, 4, dtype=torch.int8), "x.smooth_factor": torch.zeros(4)}, path)
    from inference.weights.stored import state_of

    with pytest.raises(UserError, match="svdq") as told:
        state_of(contents(path), torch.float32)
    assert "GGUF, fp8 or nf4" in told.value.hint


# ---- pickles

@pytest.mark.parametrize("new", [True, False])
def test_a_ckpt_of_stable_diffusion(place: Path, tmp_path: Path, new: bool) -> None:
    import torch
    from safetensors.torch import load_file

    source = tiny.folder(place / f"sd-{new}")
    plain = tiny_published.single_file(source, tmp_path / "plain.safetensors")
    path = tmp_path / "model.ckpt"
    tensors = load_file(plain)
    tensors["model_ema.decay"] = torch.arange(6).reshape(2, 3).t()  # not in the order of its shape
    torch.save({"state_dict": tensors, "epoch": 3}, path, _use_new_zipfile_serialization=new)
    shutil.copytree(plain.with_suffix(".config"), path.with_suffix(".config"))
    assert np.array_equal(picture(loaded(path)), picture(loaded(plain)))
    from inference.weights.pickled import as_safetensors, folder

    again = load_file(as_safetensors(path))
    assert all(torch.equal(again[name], value) for name, value in tensors.items())
    assert len(list(folder().glob("*"))) == 1


class Evil:
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        import os

        return os.system, ("touch trap",)


def test_a_hostile_ckpt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from inference.weights.pickled import as_safetensors, folder

    monkeypatch.chdir(tmp_path)
    path = tmp_path / "evil.ckpt"
    path.write_bytes(pickle.dumps({"state_dict": {"a": Evil()}}))
    with pytest.raises(UserError, match="holds something else than weights"):
        as_safetensors(path)
    assert not (tmp_path / "trap").exists()
    assert not folder().exists()


def test_conversion_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from inference.weights import pickled

    path = tmp_path / "a.ckpt"
    torch.save({"x": torch.zeros(3, 4)}, path, _use_new_zipfile_serialization=False)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    with pytest.raises(UserError, match="damaged or incomplete"):
        pickled.as_safetensors(path)
    assert not list(pickled.folder().iterdir())
    path.write_bytes(whole)
    monkeypatch.setattr(pickled.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))  # type: ignore[attr-defined]
    with pytest.raises(UserError, match="no room on the disk"):
        pickled.as_safetensors(path)
