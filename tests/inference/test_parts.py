"""Parts in files of their own: found where programs keep them, named when they are not there, read in every layout."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import layouts  # type: ignore[import-not-found]
import numpy as np
import pytest
import tiny_models  # type: ignore[import-not-found]
import tiny_parts  # type: ignore[import-not-found]
import tiny_published  # type: ignore[import-not-found]
import tiny_words  # type: ignore[import-not-found]

from inference import guard
from inference.api import UserError
from inference.ask import Ask
from inference.checkpoints import contents
from inference.devices import Plan
from inference.families.family import family_of
from inference.needs import need_of, with_parts
from inference.parts import finding, networks
from inference.parts.finding import Source
from inference.parts.known import CLIP_G, CLIP_L, KNOWN, MISTRAL, QWEN3_4B, QWEN_VL, T5
from inference.reporting import Silent
from inference.scanning import scan

pytestmark = pytest.mark.filterwarnings("ignore")
Layout = dict[str, Any]


@pytest.fixture(autouse=True, scope="module")
def _declared() -> None:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()


def stand_in(path: Path, names: Layout, dtype: str = "F16") -> Path:
    """A .safetensors file that is all header."""
    entries = {name: {"dtype": dtype, "shape": list(shape), "data_offsets": [0, 0]} for name, shape in names.items()}
    text = json.dumps(entries).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(2000))
    return path


def under(root: str, name: str) -> Layout:
    return layouts.under(root, layouts.layout(name))  # type: ignore[no-any-return]


FLUX = layouts.bfl(layouts.layout("flux transformer dev"))
VAE = layouts.ldm_vae(layouts.layout("flux vae"))
CLIP = under("text_model.", "clip-l")


def roles(model: Path, **around: Any) -> dict[str, str]:
    """Role -> the file that would be taken for it."""
    found = replace(contents(model), **around)
    family = family_of(found)
    assert family is not None
    return {role: source.found.path.name + (f" {source.root}" if source.inside else "")
            for role, source in family.sources(found).items()}


# ---- where parts are

@pytest.mark.parametrize(("model", "folders"), [
    ("models/diffusion_models", ("models/text_encoders", "models/text_encoders", "models/vae")),  # ComfyUI
    ("models/unet/flux", ("models/clip", "models/clip/sub", "models/vae")),
    ("models/Stable-diffusion", ("models/text_encoder", "models/text_encoder", "models/VAE")),  # Forge
    ("mine", ("mine", "mine", "mine")), ("mine", ("mine/text_encoders", "mine", "mine/vae"))])
def test_parts_are_found_where_programs_keep_them(tmp_path: Path, model: str, folders: tuple[str, ...]) -> None:
    file = stand_in(tmp_path / model / "flux1-dev.safetensors", FLUX)
    stand_in(tmp_path / folders[0] / "clip_l.safetensors", CLIP)
    stand_in(tmp_path / folders[1] / "t5xxl.safetensors", layouts.layout("t5-xxl"))
    stand_in(tmp_path / folders[2] / "ae.safetensors", VAE)
    stand_in(tmp_path / folders[2] / "other.safetensors", layouts.ldm_vae(layouts.layout("sd vae")))
    assert roles(file) == {"text_encoder": "clip_l.safetensors", "text_encoder_2": "t5xxl.safetensors",
                           "vae": "ae.safetensors"}


def test_near_goes_before_far_and_many_digits_before_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_memory", lambda: 64 << 30)
    models = tmp_path / "models"
    file = stand_in(models / "unet" / "flux1-dev.safetensors", FLUX)
    near = stand_in(models / "clip" / "t5xxl_fp8_e4m3fn.safetensors", layouts.layout("t5-xxl"), "F8_E4M3")
    far = stand_in(tmp_path / "elsewhere" / "t5xxl_fp16.safetensors", layouts.layout("t5-xxl"))
    stand_in(tmp_path / "elsewhere" / "sd3_vae.safetensors", VAE)
    around = scan((str(tmp_path),), index=tmp_path / "index.json")
    assert roles(file, around=around) == {"text_encoder_2": near.name}  # the VAE is one of SD 3, by its name
    near.unlink()
    assert roles(file, around=around)["text_encoder_2"] == far.name
    sizes = {far.parent / "a_fp8.safetensors": 5 << 30, far: 10 << 30}
    stand_in(far.parent / "a_fp8.safetensors", layouts.layout("t5-xxl"), "F8_E4M3")
    around = tuple(replace(info, size_bytes=sizes.get(Path(info.path), info.size_bytes)) for info in scan(
        (str(tmp_path),), index=tmp_path / "index.json"))
    assert roles(file, around=around)["text_encoder_2"] == far.name
    monkeypatch.setattr(finding, "_memory", lambda: 24 << 30)  # 10 GB are more than a quarter of that
    assert roles(file, around=around)["text_encoder_2"] == "a_fp8.safetensors"


def test_parts_inside_the_file_are_its_own(tmp_path: Path) -> None:
    whole = {**layouts.under("model.diffusion_model.", FLUX), **layouts.under("vae.", VAE),
             **layouts.under("text_encoders.clip_l.transformer.", CLIP),
             **under("text_encoders.t5xxl.transformer.", "t5-xxl")}
    file = stand_in(tmp_path / "flux1-dev-fp8.safetensors", whole, "F8_E4M3")
    stand_in(tmp_path / "ae.safetensors", VAE)
    name = file.name
    assert roles(file) == {"text_encoder": f"{name} text_encoders.clip_l.transformer.",
                           "text_encoder_2": f"{name} text_encoders.t5xxl.transformer.", "vae": f"{name} vae."}
    family = family_of(contents(file))
    assert family is not None
    assert family.needs(contents(file)) == ()
    assert with_parts(need_of(contents(file)), family.sources(contents(file)).values()) == need_of(contents(file))


def test_an_editing_model_wants_eyes(tmp_path: Path) -> None:
    file = stand_in(tmp_path / "qwen_image_edit_2509.safetensors", layouts.layout("qwen transformer"))
    published = layouts.renamed(layouts.layout("qwen2.5-vl"), (
        (r"^model\.language_model\.", "model."), (r"^model\.visual\.", "visual.")))
    blind = {name: shape for name, shape in published.items() if not name.startswith("visual.")}
    stand_in(tmp_path / "qwen_words_only.safetensors", blind)
    plain = stand_in(tmp_path / "qwen_image.safetensors", layouts.layout("qwen transformer"))
    assert roles(plain)["text_encoder"] == "qwen_words_only.safetensors"
    assert "text_encoder" not in roles(file)
    stand_in(tmp_path / "qwen_2.5_vl_7b.safetensors", published)
    assert roles(file)["text_encoder"] == "qwen_2.5_vl_7b.safetensors"


def test_what_is_missing_stands_in_the_list_before_a_run(tmp_path: Path) -> None:
    models, index = tmp_path / "models", tmp_path / "index.json"
    file = stand_in(models / "unet" / "flux1-dev.safetensors", FLUX)

    def told() -> Any:
        return next(info for info in scan((str(models),), index=index) if info.path == str(file))

    assert told().needs == ("clip-l", "t5-xxl", "flux-vae")
    assert told().lacks == ("clip-l", "t5-xxl", "flux-vae")
    assert told().problem == "flux1-dev.safetensors needs parts that were not found: CLIP-L, T5-XXL, FLUX.1 VAE."
    stand_in(models / "clip" / "clip_l.safetensors", CLIP)
    stand_in(models / "vae" / "ae.safetensors", VAE)
    assert told().lacks == ("t5-xxl",)
    stand_in(tmp_path / "text_encoders" / "t5xxl_fp16.safetensors", layouts.layout("t5-xxl"))  # not looked through
    assert told().lacks == ()
    assert told().problem == ""
    assert "generate" in told().operations
    sana = stand_in(models / "Sana_1600M.safetensors", layouts.sana(layouts.layout("sana transformer")))
    found = next(info for info in scan((str(models),), index=index) if info.path == str(sana))
    assert "text encoders and tokenizers were not found" in found.problem


def test_needs_count_the_parts(tmp_path: Path) -> None:
    file = stand_in(tmp_path / "flux1-dev.safetensors", FLUX)
    stand_in(tmp_path / "clip_l.safetensors", CLIP)
    stand_in(tmp_path / "t5xxl_fp8.safetensors", layouts.layout("t5-xxl"), "F8_E4M3")
    stand_in(tmp_path / "ae.safetensors", VAE, "F32")
    family = family_of(contents(file))
    assert family is not None
    need = with_parts(need_of(contents(file)), family.sources(contents(file)).values())
    assert need.denoiser == need_of(contents(file)).denoiser
    assert 4.9e9 < need.words < 5.3e9  # T5 at 8 bits, CLIP at 16
    assert 0.16e9 < need.rest < 0.17e9  # 84 million weights, at 16 bits in memory
    klein = stand_in(tmp_path / "k" / "flux-2-klein-4b.safetensors", layouts.bfl(
        layouts.layout("flux2 transformer klein-4b")))
    stand_in(klein.parent / "qwen_3_4b.safetensors", layouts.layout("qwen3-4b"))
    family = family_of(contents(klein))
    assert family is not None
    source = family.sources(contents(klein))["text_encoder"]
    assert with_parts(need_of(contents(klein)), [source]).words == source.size_bytes * 3 // 4


@pytest.mark.parametrize(("name", "written", "half"), [
    ("zimage transformer", layouts.zimage, "bfloat16"), ("qwen transformer", dict, "bfloat16"),
    ("pixart transformer sigma", layouts.pixart, "bfloat16"), ("sd3 transformer medium", dict, "bfloat16"),
    ("sdxl unet", layouts.ldm_unet, "float16"), ("sd15 unet", dict, "float16")])
def test_transformers_like_bfloat16_whatever_their_roots(tmp_path: Path, name: str, written: Any, half: str) -> None:
    """They were trained in it and overflow in float16; so do the text encoders that they share a plan with."""
    for root in ("", "model.diffusion_model."):
        file = stand_in(tmp_path / f"a{len(root)}.safetensors", layouts.under(root, written(layouts.layout(name))))
        assert need_of(contents(file)).half == half


def test_every_part_has_a_configuration_with_the_published_sizes() -> None:
    kinds = {"clip-l": ("CLIPTextModel", "clip-l"), "clip-g": ("CLIPTextModelWithProjection", "clip-g"),
             "t5-xxl": ("T5EncoderModel", "t5-xxl"), "qwen3-4b": ("Qwen3ForCausalLM", "qwen3-4b"),
             "qwen3-8b": ("Qwen3ForCausalLM", "qwen3-8b"),
             "mistral-24b": ("Mistral3ForConditionalGeneration", "mistral-24b"),
             "qwen25-vl/sees": ("Qwen2_5_VLForConditionalGeneration", "qwen2.5-vl"),
             "qwen25-vl": ("Qwen2_5_VLForConditionalGeneration", "qwen2.5-vl"),
             "flux-vae": ("AutoencoderKL", "flux vae"), "sd3-vae": ("AutoencoderKL", "flux vae"),
             "flux2-vae": ("AutoencoderKLFlux2", "flux2 vae"), "qwen-vae": ("AutoencoderKLQwenImage", "qwen vae"),
             "sdxl-vae": ("AutoencoderKL", "sd vae")}
    original = {"AutoencoderKL": layouts.ldm_vae, "AutoencoderKLFlux2": tiny_parts.flux2_vae,
                "AutoencoderKLQwenImage": layouts.wan_vae}
    from inference.headers import Header, Tensor

    assert set(kinds) == {part.id for part in KNOWN}
    for part in KNOWN:
        kind, name = kinds[part.id]
        for published in (layouts.layout(name), *([original[kind](layouts.layout(name))] if kind in original else [])):
            header = Header("safetensors", {n: Tensor(s, "F16") for n, s in published.items()})
            found = replace(contents_of(header), tensors=published)
            assert networks.agrees(part, kind, part.config, found, ""), part.id
            assert part.is_a(found.identity.kind, found.identity.family, found.identity.variant, part.file), part.id


def contents_of(header: Any) -> Any:
    from inference.checkpoints import Contents

    return Contents(Path("x.safetensors"), header=header)


# ---- reading them

def hidden(model: Any, count: int = 0) -> np.ndarray[Any, Any]:
    import torch

    words = torch.tensor([[5, 7, 9, 11, 250]])
    with torch.no_grad():
        out = model(words, output_hidden_states=True)
    return np.asarray(out.hidden_states[count] if count else out[0])


def wide(kind: str) -> Any:
    """A text encoder whose rows are as long as a block of the quantisations."""
    import torch
    from transformers import MistralConfig, MistralModel, Qwen3Config, Qwen3Model, T5Config, T5EncoderModel

    torch.manual_seed(3)
    sizes = {"hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 4, "num_attention_heads": 4,
             "num_key_value_heads": 2, "head_dim": 16, "vocab_size": 300}
    if kind == "t5":
        made = T5EncoderModel(T5Config(vocab_size=300, d_model=64, d_kv=16, d_ff=96, num_layers=2, num_heads=4,
                                       feed_forward_proj="gated-gelu", tie_word_embeddings=False))
        with torch.no_grad():
            made.shared.weight.normal_()
        return made.eval()
    return (Qwen3Model(Qwen3Config(**sizes)) if kind == "qwen" else MistralModel(MistralConfig(**sizes))).eval()


KINDS = {"t5": ("T5EncoderModel", T5), "qwen": ("Qwen3ForCausalLM", QWEN3_4B),
         "mistral": ("Mistral3ForConditionalGeneration", MISTRAL)}


def config_of(model: Any, place: Path) -> Path:
    place.mkdir(exist_ok=True)
    model.config.save_pretrained(place)
    return place


def loaded(kind: str, path: Path, config: Path, **more: Any) -> Any:
    import torch

    name, part = KINDS[kind]
    return networks.text_encoder(Source(replace(part, **more), contents(path)), name, config, torch.float32)


def llama_names(kind: str, model: Any) -> dict[str, Any]:
    """As llama.cpp's converters call them; of its Llama models queries and keys with their rows in pairs."""
    import torch

    table = networks._T5_GGUF if kind == "t5" else networks._LLAMA_GGUF
    back = {to: name for name, to in table.items()}
    plain = {"shared.weight": "token_embd.weight", "embed_tokens.weight": "token_embd.weight",
             "norm.weight": "output_norm.weight", "encoder.final_layer_norm.weight": "enc.output_norm.weight"}
    made = {}
    for name, value in model.state_dict().items():
        if name in plain:
            made[plain[name]] = value
            continue
        parts = name.split(".")
        if "block" not in parts and "layers" not in parts:
            continue
        at = parts.index("block" if kind == "t5" else "layers") + 1
        root = "enc.blk" if kind == "t5" else "blk"
        heads = {"q_proj": 4, "k_proj": 2}.get(parts[-2], 0)
        if kind == "mistral" and heads:
            value = value.reshape(heads, 2, -1, value.shape[1]).swapaxes(1, 2).reshape(value.shape)
        made[f"{root}.{parts[at]}.{back['.'.join(parts[at + 1:-1])]}.{parts[-1]}"] = torch.clone(value)
    return made


def gguf(path: Path, tensors: dict[str, Any], quantisation: str, architecture: str) -> Path:
    from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter, quantize

    kind = GGMLQuantizationType[quantisation]
    writer = GGUFWriter(path, architecture)
    for name, value in tensors.items():
        data = np.ascontiguousarray(value.float().numpy())
        if data.ndim == 2 and quantisation != "F32" and data.shape[1] % GGML_QUANT_SIZES[kind][0] == 0:
            writer.add_tensor(name, quantize(data, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(("quantisation", "near"), [("F32", 1e-5), ("Q8_0", 0.05)])
def test_text_encoders_of_llama_cpp(tmp_path: Path, kind: str, quantisation: str, near: float) -> None:
    model = wide(kind)
    architecture = {"t5": "t5encoder", "qwen": "qwen3", "mistral": "llama"}[kind]
    path = gguf(tmp_path / "encoder.gguf", llama_names(kind, model), quantisation, architecture)
    made = loaded(kind, path, config_of(model, tmp_path / "config"))
    assert made.packed == (quantisation != "F32")
    table = made.get_input_embeddings()
    assert type(table).__name__ == ("Embedding" if quantisation == "F32" else "PackedEmbedding")
    assert sum(p.nbytes for p in made.parameters()) <= sum(p.nbytes for p in model.parameters()) * (
        1 if quantisation == "F32" else 0.45)
    plain, other = hidden(model), hidden(made)
    assert np.abs(plain - other).mean() < near * np.abs(plain).mean()


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("scaled", ["", "scale_weight", "weight_scale"])
def test_text_encoders_in_fp8(tmp_path: Path, kind: str, scaled: str) -> None:
    """As ComfyUI writes them: a scale beside each matrix, and notes that mean nothing here."""
    import torch
    from safetensors.torch import save_file

    model = wide(kind)
    root = "" if kind == "t5" else "model."
    made: dict[str, Any] = {}
    for name, value in model.state_dict().items():
        if name == "encoder.embed_tokens.weight":
            continue
        if value.ndim != 2 or "embed" in name or "shared" in name or "relative" in name:
            made[root + name] = value.bfloat16().clone()
            continue
        scale = value.abs().max() / 400 if scaled else torch.tensor(1.0)
        made[root + name] = (value / scale).to(torch.float8_e4m3fn)
        if scaled:
            made[root + name.removesuffix("weight") + scaled] = scale.reshape(())
            made[root + name.removesuffix("weight") + "scale_input"] = torch.ones(())
    if scaled == "scale_weight":
        made["scaled_fp8"] = torch.zeros(2).to(torch.float8_e4m3fn)
    save_file(made, tmp_path / "encoder_fp8.safetensors")
    read = loaded(kind, tmp_path / "encoder_fp8.safetensors", config_of(model, tmp_path / "config"))
    assert read.packed
    plain, other = hidden(model), hidden(read)
    assert 0 < np.abs(plain - other).mean() < 0.2 * np.abs(plain).mean()


def test_layers_that_nobody_reads_are_left_out(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    model = wide("qwen")
    save_file(dict(model.state_dict()), tmp_path / "words.safetensors")
    config = config_of(model, tmp_path / "config")
    short = loaded("qwen", tmp_path / "words.safetensors", config, read=(3, 4))
    assert len(short.layers) == 3
    for count in (1, 2, 3):
        assert np.array_equal(hidden(short, count), hidden(model, count))
    pruned = {name: value for name, value in model.state_dict().items() if "layers.3" not in name}
    save_file({**pruned, "norm.weight": model.norm.weight * 0}, tmp_path / "pruned.safetensors")
    assert np.array_equal(hidden(loaded("qwen", tmp_path / "pruned.safetensors", config, read=(3, 4)), 3),
                          hidden(model, 3))
    with pytest.raises(ValueError, match="3 layers and not 4"):
        loaded("qwen", tmp_path / "pruned.safetensors", config)


@pytest.mark.logs  # the library warns of its own way to load one file
def test_a_file_that_holds_everything(tmp_path: Path) -> None:
    """FLUX.1 as all-in-one files have it: the denoiser under its root, the parts under theirs."""
    folder = tiny_models.folder("flux-dev", tmp_path / "folders")
    (tmp_path / "a" / "unet").mkdir(parents=True)
    apart = tiny_published.single_file(folder, tmp_path / "a" / "unet" / "flux1-dev.safetensors")
    parts = {"text_encoders.clip_l.transformer.": "clip/clip_l", "vae.": "vae/ae",
             "text_encoders.t5xxl.transformer.": "text_encoders/t5xxl_fp16"}
    from safetensors.numpy import load_file

    tensors = dict(load_file(apart))
    for root, name in parts.items():
        tensors |= layouts.under(root, load_file(tmp_path / "a" / f"{name}.safetensors"))
    whole = tmp_path / "b" / "flux1-dev.safetensors"
    whole.parent.mkdir()
    tiny_parts.save(tensors, whole)
    import shutil

    shutil.copytree(apart.with_suffix(".config"), whole.with_suffix(".config"))
    one, other = (picture(path) for path in (apart, whole))
    assert np.array_equal(one, other)


@pytest.mark.logs
def test_stable_diffusion_3_with_its_encoders_beside_it(tmp_path: Path) -> None:
    """As Stability publishes sd3.5_large: transformer and VAE in one file, the encoders in files of their own."""
    from safetensors.numpy import load_file

    (tmp_path / "a").mkdir()
    whole = tiny_published.single_file(tiny_models.folder("sd35-large", tmp_path / "folders"),
                                       tmp_path / "a" / "sd3.5_large.safetensors")
    tensors = load_file(whole)
    apart = tmp_path / "b" / "checkpoints" / "sd3.5_large.safetensors"
    (tmp_path / "b" / "clip").mkdir(parents=True)
    apart.parent.mkdir()
    for name in ("clip_l", "clip_g"):
        root = f"text_encoders.{name}.transformer."
        tiny_parts.save({n.removeprefix(root): v for n, v in tensors.items() if n.startswith(root)},
                        tmp_path / "b" / "clip" / f"{name}.safetensors")
    tiny_parts.save({n: v for n, v in tensors.items() if not n.startswith("text_encoders.")}, apart)
    import shutil

    shutil.copytree(whole.with_suffix(".config"), apart.with_suffix(".config"))
    assert np.abs(picture(whole).astype(int) - picture(apart)).max() <= 1
    (tmp_path / "b" / "clip" / "clip_g.safetensors").unlink()
    with pytest.raises(UserError, match="not found: CLIP-G"):
        picture(apart)


def test_what_is_optional_is_used_where_it_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = stand_in(tmp_path / "sd3.5_large.safetensors", {
        **under("model.diffusion_model.", "sd3 transformer 3.5 large"), **layouts.under("first_stage_model.", VAE)})
    stand_in(tmp_path / "clip_l.safetensors", CLIP)
    stand_in(tmp_path / "clip_g.safetensors", layouts.layout("clip-g"))
    stand_in(tmp_path / "t5xxl_fp16.safetensors", layouts.layout("t5-xxl"))
    monkeypatch.setattr(finding, "_memory", lambda: 64 << 30)
    assert set(roles(file)) == {"text_encoder", "text_encoder_2", "text_encoder_3", "vae"}
    assert roles(file)["vae"] == "sd3.5_large.safetensors first_stage_model."
    monkeypatch.setattr(finding, "_memory", lambda: 16 << 30)
    assert set(roles(file)) == {"text_encoder", "text_encoder_2", "vae"}


def picture(path: Path) -> Any:
    found = contents(path)
    family = family_of(found)
    assert family is not None
    assert family.load is not None
    return family.load(found, Plan(), Silent()).text_to_image(Ask("a cat", steps=1, seed=1), 64, 64, Plan(), Silent())


@pytest.mark.logs
def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    folder = tiny_models.folder("zimage", tmp_path / "folders")
    (tmp_path / "a" / "unet").mkdir(parents=True)
    file = tiny_published.single_file(folder, tmp_path / "a" / "unet" / "z_image.safetensors")
    (tmp_path / "a" / "text_encoders" / "qwen_3_4b.safetensors").write_bytes(b"\xff" * 4000)
    with pytest.raises(UserError, match="not found: Qwen3 4B"):
        picture(file)


def test_clip_without_a_projection_gets_one(tmp_path: Path) -> None:
    """Stable Diffusion 3's CLIP-L is published without it: the identity."""
    import torch
    from safetensors.torch import save_file

    model = tiny_words.clip(True)
    state = {name: value for name, value in model.state_dict().items() if name != "text_projection.weight"}
    save_file(state, tmp_path / "clip_l.safetensors")
    source = Source(CLIP_L, contents(tmp_path / "clip_l.safetensors"))
    made = networks.text_encoder(source, "CLIPTextModelWithProjection", config_of(model, tmp_path / "c"),
                                 torch.float32)
    assert torch.equal(made.text_projection.weight, torch.eye(32))
    assert CLIP_G.family != QWEN_VL.family
