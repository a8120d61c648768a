"""What is added to tiny models: a LoRA, a ControlNet."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def lora(pipe: Any, path: Path) -> Path:
    """A random LoRA in the layout of peft for the denoiser of `pipe`, which stays as it is."""
    import torch
    from peft import LoraConfig, get_peft_model_state_dict
    from safetensors.torch import save_file

    part = "unet" if getattr(pipe, "unet", None) is not None else "transformer"
    network = getattr(pipe, part)
    if not hasattr(network, "add_adapter"):  # where the library has no LoRAs, one that it has to refuse
        save_file({f"{part}.to_q.lora_{half}.weight": torch.zeros(64, 64) for half in "AB"}, path)
        return path
    network.add_adapter(LoraConfig(r=2, target_modules=["to_q", "to_k"], init_lora_weights=False), "made")
    state = get_peft_model_state_dict(network, adapter_name="made")
    save_file({f"{part}.{name}": tensor.contiguous() for name, tensor in state.items()}, path)
    network.delete_adapters(["made"])
    return path


def controlnet(kind: str, pipe: Any, path: Path, **more: Any) -> Path:
    """A ControlNet of the class `kind` that fits the denoiser of `pipe`; `more` goes to a transformer's."""
    import diffusers
    import torch

    cls = getattr(diffusers, kind)
    torch.manual_seed(3)
    if getattr(pipe, "unet", None) is not None:
        # a ControlNet never sees the picture or mask of its U-Net, nor the guidance that is its own embedding
        facts = {**pipe.unet.config, "in_channels": 4, "time_cond_proj_dim": None}
        network = cls.from_unet(type(pipe.unet).from_config(facts))
    else:
        facts = {key: value for key, value in pipe.transformer.config.items()
                 if key in cls.__init__.__wrapped__.__code__.co_varnames}
        if kind == "SanaControlNetModel":
            facts["num_layers"] = 1
        if kind == "ZImageControlNetModel":
            facts = {**facts, "control_layers_places": [0], "control_refiner_layers_places": [0], "control_in_dim": 16}
        network = cls(**{**facts, **more})
    zero = ("controlnet", "after_proj", "before_proj", "pos_embed_input", "input_block")
    with torch.no_grad():
        for name, value in network.named_parameters():  # published ones begin at zero and do nothing
            if any(part in name for part in zero):
                value.normal_(0, 0.1)
    network.save_pretrained(path)
    return path


def ip_adapter(base: Path, path: Path) -> Path:
    """An IP-Adapter with its image encoder for the diffusers folder `base`, random."""
    import diffusers
    import torch
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    torch.manual_seed(4)
    unet = diffusers.DiffusionPipeline.from_pretrained(base, local_files_only=True).unet
    width, seen, words = unet.config.cross_attention_dim, 16, 4
    encoder = CLIPVisionModelWithProjection(CLIPVisionConfig(
        hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=32, patch_size=16,
        projection_dim=seen))
    path.parent.mkdir(parents=True)
    encoder.save_pretrained(path.parent / "image_encoder")
    tensors = {"image_proj.proj.weight": torch.randn(words * width, seen), "image_proj.norm.bias": torch.randn(width),
               "image_proj.proj.bias": torch.randn(words * width), "image_proj.norm.weight": torch.ones(width)}
    crossing = [name for name in unet.attn_processors if name.endswith("attn2.processor")]
    for index, name in enumerate(crossing):
        inner = unet.get_submodule(name.removesuffix(".processor")).to_k.weight.shape[0]
        for part in ("to_k_ip", "to_v_ip"):
            tensors[f"ip_adapter.{2 * index + 1}.{part}.weight"] = torch.randn(inner, width)
    save_file(tensors, path)
    return path
