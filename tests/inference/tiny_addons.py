"""What is added to tiny models: a LoRA, a ControlNet."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def lora(pipe: Any, path: Path) -> Path:
    """A random LoRA in the layout of peft for the denoiser of `pipe`, which stays as it is."""
    from peft import LoraConfig, get_peft_model_state_dict
    from safetensors.torch import save_file

    part = "unet" if getattr(pipe, "unet", None) is not None else "transformer"
    network = getattr(pipe, part)
    network.add_adapter(LoraConfig(r=2, target_modules=["to_q", "to_k"], init_lora_weights=False), "made")
    state = get_peft_model_state_dict(network, adapter_name="made")
    save_file({f"{part}.{name}": tensor.contiguous() for name, tensor in state.items()}, path)
    network.delete_adapters(["made"])
    return path


def controlnet(kind: str, pipe: Any, path: Path) -> Path:
    """A ControlNet of the class `kind` that fits the denoiser of `pipe`."""
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
        network = cls(**facts)
    with torch.no_grad():
        for name, value in network.named_parameters():  # published ones begin at zero and do nothing
            if "controlnet" in name or "after_proj" in name:
                value.normal_(0, 0.1)
    network.save_pretrained(path)
    return path
