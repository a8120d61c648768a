"""Text encoders in every layout that people have them in, read, cut to what is needed, joined to a pipeline."""

from __future__ import annotations

import shutil
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
from tiny_gguf import gguf  # type: ignore[import-not-found]

from inference import guard
from inference.api import UserError
from inference.ask import Ask
from inference.checkpoints import contents
from inference.devices import Plan
from inference.families.family import family_of
from inference.parts import networks
from inference.parts.finding import Source
from inference.parts.known import CLIP_L, MISTRAL, QWEN3_4B, T5
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(autouse=True, scope="module")
def _declared() -> None:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()


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
    shutil.copytree(whole.with_suffix(".config"), apart.with_suffix(".config"))
    assert np.abs(picture(whole).astype(int) - picture(apart)).max() <= 1
    (tmp_path / "b" / "clip" / "clip_g.safetensors").unlink()
    with pytest.raises(UserError, match="not found: CLIP-G"):
        picture(apart)


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
