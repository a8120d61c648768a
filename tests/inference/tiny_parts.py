"""Text encoders and VAEs of tiny models as files of their own, as ComfyUI's users have them, in their folders."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import layouts  # type: ignore[import-not-found]
import numpy as np

State = dict[str, Any]
# Words in the bundled tokenizers that a configuration names by number (tests' tiny tokenizers have others).
_QWEN_IDS = {"vision_start_token_id": 151652, "vision_end_token_id": 151653, "image_token_id": 151655,
             "video_token_id": 151656}


def write(source: Path, models: Path, config: Path) -> None:
    """The parts of the diffusers folder `source` below `models`, and in `config`, what describes them: no weights and
    no tokenizers."""
    index = json.loads((source / "model_index.json").read_text())
    shutil.rmtree(config, ignore_errors=True)
    shutil.copytree(source, config, ignore=shutil.ignore_patterns("*.safetensors", "tokenizer*", "processor"))
    for role, (_, kind) in ((name, entry) for name, entry in index.items() if isinstance(entry, list)):
        if kind in FILES:
            folder, name, published = FILES[kind]
            (models / folder).mkdir(parents=True, exist_ok=True)
            save(published(read(source / role)), models / folder / name)
    _renumbered(config / "text_encoder" / "config.json")


def read(folder: Path) -> State:
    from safetensors.numpy import load_file

    return dict(load_file(next(folder.glob("*.safetensors"))))


def save(tensors: State, path: Path) -> None:
    from safetensors.numpy import save_file

    save_file({name: np.asarray(value, order="C") for name, value in tensors.items()}, path)


def clip(state: State) -> State:
    return layouts.under("text_model.", state)


def t5(state: State) -> State:
    return {name: value for name, value in state.items() if name != "encoder.embed_tokens.weight"}


def language(state: State) -> State:
    """Roots as in the files of Comfy-Org: `model.`, and `visual.` beside it; tied heads are not stored."""
    made = {re.sub(r"^(model\.)?(language_model\.)?(model\.)?", "", name): value for name, value in state.items()
            if not name.startswith("lm_head")}
    return {name if name.startswith("visual.") else f"model.{name}": value for name, value in made.items()}


def mistral(state: State) -> State:
    """Pruned to three quarters of its layers, without its vision network, its words among the tensors."""
    made = {name: value for name, value in language(state).items()
            if not re.match(r"model\.(vision_tower|multi_modal_projector|layers\.3|norm)\.", name)}
    return {**made, "tekken_model": np.frombuffer(b'{"vocab": []}', np.uint8)}


def flux2_vae(state: State) -> State:
    return {re.sub(r"^(post_)?quant_conv", lambda m: f"{'decoder' if m[1] else 'encoder'}.{m[0]}", name): value
            for name, value in layouts.ldm_vae(state).items()}


FILES = {
    "CLIPTextModel": ("clip", "clip_l.safetensors", clip),
    "T5EncoderModel": ("text_encoders", "t5xxl_fp16.safetensors", t5),
    "Qwen3Model": ("text_encoders", "qwen_3_4b.safetensors", language),
    "Qwen3ForCausalLM": ("text_encoders", "qwen_3_4b.safetensors", language),
    "Qwen2_5_VLForConditionalGeneration": ("text_encoders", "qwen_2.5_vl_7b.safetensors", language),
    "Mistral3ForConditionalGeneration": ("text_encoders", "mistral_3_small_flux2_bf16.safetensors", mistral),
    "AutoencoderKL": ("vae", "ae.safetensors", layouts.ldm_vae),
    "AutoencoderKLFlux2": ("vae", "flux2-vae.safetensors", flux2_vae),
    "AutoencoderKLQwenImage": ("vae", "qwen_image_vae.safetensors", layouts.wan_vae),
}


def _renumbered(config: Path) -> None:
    if config.is_file() and "vision_config" in (facts := json.loads(config.read_text())):
        config.write_text(json.dumps({**facts, **{name: id for name, id in _QWEN_IDS.items() if name in facts}}))
