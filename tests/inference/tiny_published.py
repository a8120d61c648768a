"""One file as it is published, made from the diffusers folder of a tiny model, and its configuration as NAME.config.

Stable Diffusion 1, 2, XL and 3 hold their text encoders and VAE; of all others the file holds the transformer alone,
and their parts are files in ComfyUI's folders beside it. Of Sana, whose words are not bundled, NAME.config stands for
the folder of the same family that lies near it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import layouts  # type: ignore[import-not-found]
import numpy as np
import tiny_models  # type: ignore[import-not-found]
import tiny_parts  # type: ignore[import-not-found]

ROOT = "model.diffusion_model."
# Class of the transformer -> its authors' layout. Qwen-Image is published with the names of diffusers.
AUTHORS = {
    "FluxTransformer2DModel": layouts.bfl, "ChromaTransformer2DModel": layouts.bfl,
    "Flux2Transformer2DModel": layouts.bfl, "SD3Transformer2DModel": layouts.stability_mmdit,
    "ZImageTransformer2DModel": layouts.zimage, "SanaTransformer2DModel": layouts.sana,
    "PixArtTransformer2DModel": layouts.pixart, "QwenImageTransformer2DModel": dict,
}
# Published in diffusers' layout with a prefix by some tools, without by the authors.
BARE = ("PixArtTransformer2DModel", "SanaTransformer2DModel", "ZImageTransformer2DModel")


# The embedding of the guidance is in no published single file: those of LCM are merges with its LoRA.
MERGED = {"sd15-lcm": "sd15"}


def file_of(name: str, place: Path) -> Path:
    """The single file of the tiny model `name` below `place`, made when it is not there."""
    path = place / "one" / name / "diffusion_models" / f"{name}-one.safetensors"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file():
        return path
    return single_file(Path(tiny_models.folder(MERGED.get(name, name), place)), path)


def single_file(source: Path, path: Path) -> Path:
    """Write `path` (.safetensors) and NAME.config beside it; returns `path`."""
    index = json.loads((source / "model_index.json").read_text())
    beside = path.with_suffix(".config")
    shutil.rmtree(beside, ignore_errors=True)
    if (source / "unet").is_dir():
        tensors = _stable_diffusion(source, index)
        _copy(source, beside, weights=False)
    elif index["transformer"][1] == "SD3Transformer2DModel":
        tensors = _stable_diffusion_3(source)
        _copy(source, beside, weights=False)
        _without(beside, index, "text_encoder_3", "tokenizer_3")
    elif index["transformer"][1] != "SanaTransformer2DModel":
        tensors = _transformer(source, index["transformer"][1])
        tiny_parts.write(source, path.parent.parent, beside)
    else:
        tensors = _transformer(source, index["transformer"][1])
        _copy(source, beside, weights=True)
        next((beside / "transformer").glob("*.safetensors")).unlink()
    _save(tensors, path)
    return path


def _transformer(source: Path, kind: str) -> dict[str, Any]:
    made = AUTHORS[kind](_read(source / "transformer"))
    return layouts.under("", made) if kind in BARE else layouts.under(ROOT if "Flux2" not in kind else "", made)


def _stable_diffusion(source: Path, index: dict[str, Any]) -> dict[str, Any]:
    """CompVis (one CLIP) and Stability (OpenCLIP; XL has both, its refiner the second)."""
    made = layouts.under(ROOT, layouts.ldm_unet(_read(source / "unet")))
    made |= layouts.under("first_stage_model.", layouts.ldm_vae(_read(source / "vae")))
    if not (source / "text_encoder_2").is_dir():
        return made | _first_words(source, index)
    big = layouts.open_clip(_read(source / "text_encoder_2"))
    if not (source / "text_encoder").is_dir():
        return made | layouts.under("conditioner.embedders.0.model.", big)
    return (made | _clip(source / "text_encoder", "conditioner.embedders.0.transformer.")
            | layouts.under("conditioner.embedders.1.model.", big))


def _first_words(source: Path, index: dict[str, Any]) -> dict[str, Any]:
    if json.loads((source / "text_encoder" / "config.json").read_text()).get("hidden_act") != "gelu":
        return _clip(source / "text_encoder", "cond_stage_model.transformer.")
    found = _read(source / "text_encoder")
    width = next(iter(v.shape[0] for n, v in found.items() if n.endswith("final_layer_norm.weight")))
    found["text_projection.weight"] = np.eye(width, dtype=np.float32)
    return layouts.under("cond_stage_model.model.", layouts.open_clip(found))


def _stable_diffusion_3(source: Path) -> dict[str, Any]:
    made = layouts.under(ROOT, layouts.stability_mmdit(_read(source / "transformer")))
    made |= layouts.under("first_stage_model.", layouts.ldm_vae(_read(source / "vae")))
    first = _clip(source / "text_encoder", "text_encoders.clip_l.transformer.")
    first.pop("text_encoders.clip_l.transformer.text_projection.weight", None)  # the published ones have none
    return made | first | _clip(source / "text_encoder_2", "text_encoders.clip_g.transformer.")


def _clip(folder: Path, root: str) -> dict[str, Any]:
    found = _read(folder)
    return {root + (name if name.startswith(("text_model.", "text_projection")) else "text_model." + name): value
            for name, value in found.items()}


def _without(folder: Path, index: dict[str, Any], *parts: str) -> None:
    for part in parts:
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / "model_index.json").write_text(json.dumps({**index, **{part: [None, None] for part in parts}}))


def _copy(source: Path, target: Path, weights: bool) -> None:
    shutil.copytree(source, target, ignore=None if weights else shutil.ignore_patterns("*.safetensors", "*.bin"))


def _read(folder: Path) -> dict[str, Any]:
    from safetensors.numpy import load_file

    return dict(load_file(next(folder.glob("*.safetensors"))))


def _save(tensors: dict[str, Any], path: Path) -> None:
    from safetensors.numpy import save_file

    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, path)
