"""Identification: every specimen is recognised, the specimens are true; unknown and hostile files; folders; index."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.identify import written
from inference import guard
from inference.api import KINDS, UserError, about
from inference.checkpoints import contents, kind
from inference.describe import described
from inference.headers import Header, Tensor, pickles, read
from inference.identity import CHOICES, identify
from inference.scanning import scan
from tests.inference import layouts
from tests.inference.layouts import layout, under
from tests.inference.specimens import specimens


def info_of(header: Header, name: str) -> Any:
    from inference.checkpoints import Contents

    return described(Contents(Path(name), {k: t.shape for k, t in header.tensors.items()}, size_bytes=1, header=header))


def test_every_specimen_is_recognised_and_has_a_sentence() -> None:
    wrong, kinds = [], set()
    for specimen in specimens():
        header = specimen.make()
        found = identify(header, specimen.file)
        template, values = about(info_of(header, specimen.file))
        assert re.search(r"[.]$", template.format(**values)), specimen.file
        assert template != "{name}.", specimen.file
        said = (found.kind, found.family, found.variant, found.method or found.quantised)
        if said != specimen.truth or found.guessed:
            wrong.append(f"{specimen.file}: {said}, not {specimen.truth}")
        kinds.add(found.kind)
    assert not wrong
    assert kinds - {"style", "lines"} <= set(KINDS)


SAME = (("flux transformer dev", layouts.bfl, "convert_flux_transformer_checkpoint_to_diffusers"),
        ("flux transformer fill", layouts.bfl, "convert_flux_transformer_checkpoint_to_diffusers"),
        ("chroma transformer", layouts.bfl, "convert_chroma_transformer_checkpoint_to_diffusers"),
        ("flux2 transformer klein-4b", layouts.bfl, "convert_flux2_transformer_checkpoint_to_diffusers"),
        ("zimage transformer", layouts.zimage, "convert_z_image_transformer_checkpoint_to_diffusers"),
        ("sd3 transformer 3.5 medium", layouts.stability_mmdit, "convert_sd3_transformer_checkpoint_to_diffusers"),
        ("sd3 transformer 3.5 large", layouts.stability_mmdit, "convert_sd3_transformer_checkpoint_to_diffusers"),
        ("sana transformer", layouts.sana, "convert_sana_transformer_to_diffusers"),
        ("sd vae", layouts.ldm_vae, "convert_ldm_vae_checkpoint"),
        ("flux2 vae", layouts.ldm_vae, "convert_ldm_vae_checkpoint"),
        ("sd15 unet", layouts.ldm_unet, "convert_ldm_unet_checkpoint"),
        ("sdxl unet", layouts.ldm_unet, "convert_ldm_unet_checkpoint"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "original", "converter"), SAME, ids=[row[0] for row in SAME])
def test_specimens_are_what_diffusers_converts(
    name: str, original: Callable[[layouts.Layout], layouts.Layout], converter: str,
) -> None:
    """The authors' layouts made here, put through the library's own converter, give the library's layout."""
    from inference.torchvision_shim import declare

    guard.declare_offline()
    declare()
    import torch
    from diffusers.loaders import single_file_utils

    blocks = 3 if name == "sdxl unet" else 4
    config = {"down_block_types": ("Cross",) * blocks, "up_block_types": ("Cross",) * blocks, "layers_per_block": 2,
              "class_embed_type": None, "addition_embed_type": "text_time" if blocks == 3 else None}
    root = "model.diffusion_model." if "unet" in name else ""
    state = {key: torch.empty(shape, device="meta") for key, shape in under(root, original(layout(name))).items()}
    extra = (config,) if "ldm" in converter else ()
    made = getattr(single_file_utils, converter)(state, *extra)
    said = {key: tuple(tensor.shape) for key, tensor in made.items()}
    assert said == {key: shape for key, shape in layout(name).items() if key in said}
    assert not {key for key in layout(name) if key not in said and not key.startswith("bn.")}


def test_networks_are_spandrels() -> None:
    """The table of published networks is what the installed spandrel looks for."""
    from inference.torchvision_shim import declare

    guard.declare_offline()
    declare()
    from spandrel import MAIN_REGISTRY

    from inference.identity.networks import _published

    stored = {net["id"]: net["any"] for net in _published()}
    live = {str(s.architecture.id): s.architecture._detect for s in MAIN_REGISTRY.architectures("detection")}
    assert set(stored) == set(live)
    for name, groups in stored.items():
        assert all(live[name](dict.fromkeys(keys)) for keys in groups), name


def test_an_unknown_file_is_a_guess_with_choices() -> None:
    for tensors, guess in (({"a": (5,)}, "unknown"), ({"stem.weight": (32, 3, 3, 3), "tail.weight": (3, 32, 3, 3)},
                                                      "upscaler"),
                           ({"blocks.0.attn.to_q.weight": (99, 99)}, "diffusion"),
                           ({"x.lora_A.weight": (4, 99), "x.lora_B.weight": (99, 4)}, "lora")):
        found = identify(layouts.header(tensors), "x.safetensors")
        assert found.guessed
        assert (found.kind, bool(found.choices)) == (guess, True)
    assert set(CHOICES) <= set(KINDS)


def test_same_tensors_under_another_name(tmp_path: Path) -> None:
    """Kontext has the tensors of dev: without its name it is dev, which it also runs as."""
    header = layouts.header(layouts.bfl(layout("flux transformer dev")))
    assert identify(header, "download.safetensors").variant == "dev"
    assert identify(header, "flux1-kontext-dev.safetensors").variant == "kontext"
    named = dataclasses.replace(header, facts={"modelspec.title": "FLUX.1 Kontext [dev]"})
    assert identify(named, "download.safetensors").variant == "kontext"


def test_the_users_choice_counts(tmp_path: Path) -> None:
    path = written(tmp_path / "x.safetensors", layouts.header({"stem.weight": (32, 3, 3, 3)}))
    plain = described(contents(path))
    assert plain.guessed
    assert plain.problem
    assert kind(contents(path)) == "unknown"
    assert "upscaler" in plain.choices
    chosen = described(contents(path), "upscaler")
    assert (chosen.kind, chosen.operations, chosen.problem, chosen.guessed) == ("upscaler", ("upscale",), "", False)
    assert described(contents(path), "lora").problem == ""


# ---- the three formats

def test_safetensors_cut_short(tmp_path: Path) -> None:
    text = json.dumps({"a": {"dtype": "F32", "shape": [100], "data_offsets": [0, 400]}}).encode()
    path = tmp_path / "half.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(200))
    with pytest.raises(UserError, match="incomplete"):
        read(path)
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(400))
    assert read(path).tensors["a"] == Tensor((100,), "F32")


def gguf_file(path: Path, tensors: dict[str, tuple[tuple[int, ...], int]], facts: bytes, pairs: int) -> Path:
    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    body = b"".join(text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape[::-1], kind_of, 0)
                    for name, (shape, kind_of) in tensors.items())
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), pairs) + facts + body + bytes(1100))
    return path


def test_gguf(tmp_path: Path) -> None:
    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    facts = (text("general.architecture") + struct.pack("<I", 8) + text("flux")
             + text("words") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b")
             + text("comfy.gguf.orig_shape.c") + struct.pack("<IIQ4i", 9, 5, 4, 8, 3, 3, 3)
             + text("big") + struct.pack("<IIQ", 9, 0, 5000) + bytes(5000) + text("on") + struct.pack("<I?", 7, True))
    path = gguf_file(tmp_path / "x.gguf", {"a": ((9216, 3072), 12), "c": ((8, 27), 8), "b": ((7,), 0)}, facts, 5)
    found = read(path)
    assert found.tensors == {"a": Tensor((9216, 3072), "Q4_K"), "c": Tensor((8, 3, 3, 3), "Q8_0"),
                             "b": Tensor((7,), "F32")}
    assert (found.facts["general.architecture"], found.facts["words"], found.facts["on"]) == ("flux", ("a", "b"), True)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(UserError, match="incomplete"):
        read(path)


@pytest.mark.parametrize("data", [b"GGUF", b"GGUF" + struct.pack("<IQQ", 9, 1, 1), b"GGUF" + bytes(8) + b"\xff" * 16,
                                  b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1 << 62)])
def test_damaged_gguf(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(data)
    with pytest.raises(UserError):
        read(path)


@pytest.mark.parametrize("legacy", [False, True])
def test_torch_pickles(tmp_path: Path, legacy: bool) -> None:
    """What torch itself writes, wrapped as trainers wrap it."""
    import torch

    weights = {"module.conv.weight": torch.zeros(8, 3, 5, 5), "module.bias": torch.zeros(8, dtype=torch.float16),
               "module.view": torch.zeros(6, 4)[1:3], "module.p": torch.nn.Parameter(torch.zeros(2))}
    path = tmp_path / "x.pth"
    torch.save({"epoch": 3, "state_dict": weights, "dtype": torch.float32},
               path, _use_new_zipfile_serialization=not legacy)
    found = read(path)
    assert found.tensors == {"conv.weight": Tensor((8, 3, 5, 5), "F32"), "bias": Tensor((8,), "F16"),
                             "view": Tensor((2, 4), "F32"), "p": Tensor((2,), "F32")}
    with path.open("rb") as file:
        view = dict(pickles.stored_in(file))["view"]
    assert (view.offset, view.strides) == (4, (4, 1))


class Call:
    def __init__(self, function: Any, *arguments: Any) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._call


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("function", [os.mkdir, eval, getattr, open])
def test_hostile_pickles_are_refused(tmp_path: Path, zipped: bool, function: Any) -> None:
    trap, path = tmp_path / "trap", tmp_path / "evil.ckpt"
    code = f"open({str(trap)!r}, 'w')"
    arguments = {os.mkdir: (str(trap),), eval: (code,), getattr: (os, "getcwd"), open: (str(trap), "w")}[function]
    try:
        body = pickle.dumps({"state_dict": {"w": Call(function, *arguments)}}, protocol=2)
    except (TypeError, pickle.PicklingError):
        body = pickle.dumps({"w": Call(function, "x", "y")}, protocol=2)
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("evil/data.pkl", body)
    else:
        path.write_bytes(body)
    with pytest.raises(UserError, match=r"evil\.ckpt holds something else than weights") as caught:
        contents(path)
    assert "safetensors" in caught.value.hint_text()
    assert not trap.exists()
    path.write_bytes(path.read_bytes() + bytes(1100))
    (found,) = scan((str(path),), index=tmp_path / "index.json")
    assert not found.operations
    assert not trap.exists()


def test_what_trainers_leave_in_a_checkpoint_is_inert(tmp_path: Path) -> None:
    """Classes that are named but allowed are never imported: these do not exist here."""
    body = (b"\x80\x02}q\x00(X\x09\x00\x00\x00callbacksq\x01cpytorch_lightning.callbacks.model_checkpoint\n"
            b"ModelCheckpoint\nq\x02)\x81q\x03}q\x04X\x01\x00\x00\x00aq\x05K\x01sbu.")
    path = tmp_path / "x.ckpt"
    path.write_bytes(body)
    assert read(path).tensors == {}


def test_other_files_are_named(tmp_path: Path) -> None:
    for name, data, word in (("a.safetensors", b"<!DOCTYPE html><html>404", "web page"),
                             ("b.pth", b"version https://git-lfs.github.com/spec/v1", "pointer"),
                             ("c.h5", b"\x89HDF\r\n\x1a\n", "Keras"), ("d.onnx", b"\x08\x08", "ONNX")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UserError, match=word):
            read(tmp_path / name)


# ---- folders

def part(folder: Path, header: Header, name: str = "diffusion_pytorch_model.safetensors", config: str = "{}") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(config)
    written(folder / name, header)


@pytest.mark.parametrize(("kind_of", "inner", "said"), [
    ("FluxPipeline", "flux transformer schnell", ("flux", "schnell")),
    ("FluxKontextPipeline", "flux transformer dev", ("flux", "kontext")),
    ("Flux2KleinPipeline", "flux2 transformer klein-9b", ("flux2", "klein-9b")),
    ("QwenImageEditPlusPipeline", "qwen transformer", ("qwen", "edit-plus")),
    ("StableDiffusionXLPipeline", "sdxl unet refiner", ("sdxl", "refiner")),
    ("StableDiffusionPipeline", "sd2 unet", ("sd2", "")),
    ("StableDiffusionInstructPix2PixPipeline", "sd15 unet pix2pix", ("sd15", "pix2pix")),
    ("StableDiffusion3Pipeline", "sd3 transformer 3.5 large", ("sd3", "3.5-large")),
    ("ZImagePipeline", "zimage transformer", ("zimage", "")), ("SanaPipeline", "sana transformer", ("sana", "")),
    ("PixArtSigmaPipeline", "pixart transformer sigma", ("pixart", "sigma")),
    ("ChromaPipeline", "chroma transformer", ("chroma", "")),
])
def test_diffusers_folders(tmp_path: Path, kind_of: str, inner: str, said: tuple[str, str]) -> None:
    name = "unet" if "unet" in inner else "transformer"
    (tmp_path / "model_index.json").write_text(json.dumps({"_class_name": kind_of, name: ["diffusers", "X"],
                                                           "vae": ["diffusers", "AutoencoderKL"]}))
    part(tmp_path / name, layouts.header(layout(inner)))
    part(tmp_path / "vae", layouts.header(layout("sd vae")))
    found = contents(tmp_path)
    assert (found.identity.family, found.identity.variant, found.identity.kind) == (*said, "checkpoint")
    assert not found.identity.guessed
    assert not found.missing


def test_missing_parts_and_shards(tmp_path: Path) -> None:
    (tmp_path / "model_index.json").write_text(json.dumps({
        "_class_name": "FluxPipeline", "transformer": ["diffusers", "X"], "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"], "safety_checker": [None, None]}))
    flux = layout("flux transformer dev")
    part(tmp_path / "transformer", layouts.header({k: v for k, v in flux.items() if not k.startswith("single")}),
         "diffusion_pytorch_model-00001-of-00003.safetensors")
    part(tmp_path / "transformer", layouts.header({k: v for k, v in flux.items() if k.startswith("single")}),
         "diffusion_pytorch_model-00003-of-00003.safetensors")
    part(tmp_path / "vae", layouts.header(layout("flux vae")))
    found = contents(tmp_path)
    assert found.missing == ("transformer/diffusion_pytorch_model-00002-of-00003.safetensors", "text_encoder")
    assert found.identity.variant == "dev"
    assert "missing" in described(found).problem


def test_the_cache_of_hugging_face(tmp_path: Path) -> None:
    """Snapshots are links to blobs; names come from the repository."""
    repository = tmp_path / "hub" / "models--someone--canny-sdxl"
    snapshot, blobs = repository / "snapshots" / "abc123", repository / "blobs"
    snapshot.mkdir(parents=True)
    blobs.mkdir()
    written(blobs / "0f", layouts.header(layout("sdxl controlnet")))
    (snapshot / "diffusion_pytorch_model.safetensors").symlink_to(blobs / "0f")
    (snapshot / "config.json").write_text('{"_class_name": "ControlNetModel"}')
    (found,) = scan((str(tmp_path / "hub"),), index=tmp_path / "index.json")
    assert (found.name, found.kind, found.family) == ("canny-sdxl", "controlnet", "sdxl")


def test_the_index_sees_changes_and_forgets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, index = tmp_path / "m", tmp_path / "cache" / "index.json"
    root.mkdir()
    a = written(root / "a.safetensors", layouts.header(layout("sd vae")))
    first = scan((str(root),), index=index)
    import inference.scanning as scanning

    looked: list[str] = []
    before = scanning.contents
    monkeypatch.setattr(scanning, "contents", lambda path: looked.append(path.name) or before(path))
    assert scan((str(root),), index=index) == first
    assert looked == []
    written(a, layouts.header(layout("flux vae")))
    assert scan((str(root),), index=index)[0].family == "flux"
    assert looked == ["a.safetensors"]
    assert scan((str(root),), {str(a): "lora"}, index=index)[0].kind == "lora"
    index.write_text("{broken")
    assert scan((str(root),), index=index)[0].family == "flux"
    assert not list(index.parent.glob(".models.*"))


def test_twins_are_found(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        written(tmp_path / f"{name}.safetensors", layouts.header(layout("sd vae" if name != "c" else "flux vae")))
    (tmp_path / "link.safetensors").symlink_to(tmp_path / "c.safetensors")
    found = {m.name: m for m in scan((str(tmp_path),), index=tmp_path / "index.json")}
    stored = json.loads((tmp_path / "index.json").read_text())["models"]
    assert len(stored[found["a"].path]["fingerprint"]) == 16, "computed once"
    assert Path(found["b"].twin).name == "a.safetensors"
    assert not found["a"].twin
    assert not found["c"].twin
    assert not found["link"].twin


def test_real_checkpoints(shared: Path, tmp_path: Path) -> None:
    weights = shared / "weights"
    if not weights.is_dir():
        pytest.skip("../shared/weights is not there")
    found = {Path(m.path).name: m for m in scan((str(weights),), index=tmp_path / "i.json")}
    assert found["realesr-animevideov3.pth"].operations == ("upscale",)
    assert found["team34_craft.pth"].title == "CRAFT"
    assert found["team38_span_ch28_slim.pth"].operations == ("upscale",)
    assert found["SINet.pth"].kind == "segmenter"
    assert (found["taef2_decoder.pth"].kind, found["taef2_decoder.pth"].family) == ("preview", "flux2")
    assert all(m.kind != "unknown" for m in found.values())
    assert np.all([bool(m.problem) or bool(m.operations) or m.kind == "preview" for m in found.values()])
