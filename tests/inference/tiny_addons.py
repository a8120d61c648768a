"""What is added to tiny models: LoRAs, ControlNets, T2I-Adapters, IP-Adapters, Redux, embeddings."""

from __future__ import annotations

import inspect
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
    if kind == "ControlNetUnionModel":
        return union(pipe, path)
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
    path.parent.mkdir(parents=True, exist_ok=True)
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


def union(pipe: Any, path: Path) -> Path:
    """A ControlNet Union (ProMax: eight kinds of maps) for the U-Net of `pipe`: a file, config.json beside it."""
    import diffusers
    import torch

    torch.manual_seed(3)
    cls = diffusers.ControlNetUnionModel
    known = inspect.signature(cls.__init__).parameters
    facts = {key: value for key, value in pipe.unet.config.items() if key in known}
    width = facts["block_out_channels"][0]
    network = cls(**{**facts, "in_channels": 4, "num_control_type": 8, "num_trans_channel": width,
                     "num_proj_channel": width, "num_trans_head": 2,
                     "conditioning_embedding_out_channels": (4, 4, 8, 16)})
    with torch.no_grad():
        for name, value in network.named_parameters():
            if "controlnet" in name or "spatial" in name:
                value.normal_(0, 0.1)
    network.save_pretrained(path)
    return path


def t2i(pipe: Any, file: Path, channels: int = 3, light: bool = False) -> Path:
    """A T2I-Adapter for the U-Net of `pipe`, in TencentARC's layout."""
    import re

    import diffusers
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(5)
    widths = list(pipe.unet.config.block_out_channels)
    wide = getattr(pipe, "text_encoder_2", None) is not None
    kind = "light_adapter" if light else "full_adapter_xl" if wide else "full_adapter"
    widths = (widths + widths[-1:] * 2)[:3 if light else 4]
    network = diffusers.T2IAdapter(in_channels=channels, channels=widths, num_res_blocks=2,
                                   downscale_factor=16 if wide else 8, adapter_type=kind)
    with torch.no_grad():
        for value in network.parameters():
            value.mul_(2)  # a random one of these does next to nothing

    def theirs(name: str) -> str:
        name = name.removeprefix("adapter.")
        if light:
            return name.replace(".resnets.", ".body.")
        name = re.sub(r"^body\.(\d+)\.resnets\.(\d)\.",
                      lambda m: f"body.{2 * int(m.group(1)) + int(m.group(2))}.", name)
        return re.sub(r"^body\.(\d+)\.in_conv", lambda m: f"body.{2 * int(m.group(1))}.in_conv", name)

    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({theirs(name): value.contiguous() for name, value in network.state_dict().items()}, file)
    return file


def _seeing(place: Path, siglip: bool) -> int:
    """A vision encoder in `place`/image_encoder; returns how wide its pictures are."""
    import torch
    import transformers

    torch.manual_seed(6)
    small = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
             "image_size": 32, "patch_size": 16}
    made: Any = (transformers.SiglipVisionModel(transformers.SiglipVisionConfig(**small)) if siglip else
                 transformers.CLIPVisionModelWithProjection(transformers.CLIPVisionConfig(**small, projection_dim=16)))
    made.save_pretrained(place / "image_encoder")
    return 16


def flux_adapter(pipe: Any, file: Path) -> Path:
    """An IP-Adapter of FLUX.1 in XLabs' layout, with CLIP beside it."""
    import torch
    from safetensors.torch import save_file

    seen = _seeing(file.parent, siglip=False)
    torch.manual_seed(7)
    config = pipe.transformer.config
    width, inner = config.joint_attention_dim, config.num_attention_heads * config.attention_head_dim
    tensors = {"ip_adapter_proj_model.proj.weight": torch.randn(4 * width, seen),
               "ip_adapter_proj_model.proj.bias": torch.randn(4 * width),
               "ip_adapter_proj_model.norm.weight": torch.ones(width),
               "ip_adapter_proj_model.norm.bias": torch.randn(width)}
    for block in range(config.num_layers):
        for part in "kv":
            root = f"double_blocks.{block}.processor.ip_adapter_double_stream_{part}_proj."
            tensors |= {root + "weight": torch.randn(inner, width), root + "bias": torch.randn(inner)}
    save_file(tensors, file)
    return file


def sd3_adapter(pipe: Any, file: Path) -> Path:
    """An IP-Adapter of Stable Diffusion 3, with SigLIP beside it."""
    import torch
    from diffusers.models.attention_processor import SD3IPAdapterJointAttnProcessor2_0
    from diffusers.models.embeddings import IPAdapterTimeImageProjection
    from safetensors.torch import save_file

    seen = _seeing(file.parent, siglip=True)
    torch.manual_seed(7)
    config = pipe.transformer.config
    inner = config.num_attention_heads * config.attention_head_dim
    halves = {"image_proj": IPAdapterTimeImageProjection(
        embed_dim=seen, output_dim=inner, hidden_dim=64, heads=1, num_queries=4, timestep_in_dim=32)}
    for index in range(len(pipe.transformer.attn_processors)):
        halves[f"ip_adapter.{index}"] = SD3IPAdapterJointAttnProcessor2_0(
            hidden_size=inner, ip_hidden_states_dim=inner, head_dim=config.attention_head_dim, timesteps_emb_dim=64)
    save_file({f"{root}.{name}": value.contiguous() for root, half in halves.items()
               for name, value in half.state_dict().items()}, file)
    return file


def redux(pipe: Any, file: Path) -> Path:
    """Redux for a FLUX.1 pipeline, with SigLIP beside it."""
    import torch
    from diffusers.pipelines.flux.modeling_flux import ReduxImageEncoder
    from safetensors.torch import save_file

    seen = _seeing(file.parent, siglip=True)
    torch.manual_seed(8)
    network = ReduxImageEncoder(seen, pipe.transformer.config.joint_attention_dim)
    save_file({name: value * 4 for name, value in network.state_dict().items()}, file)
    return file


def control_lora(pipe: Any, file: Path) -> Path:
    """A LoRA that shows the transformer of a FLUX.1 pipeline a map beside the latents."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(9)
    config = pipe.transformer.config
    inner = config.num_attention_heads * config.attention_head_dim
    shapes = {"x_embedder": (2 * config.in_channels, inner), "transformer_blocks.0.attn.to_q": (inner, inner)}
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({f"transformer.{name}.lora_{half}.weight": torch.randn(*((2, into) if half == "A" else (out, 2)))
               for name, (into, out) in shapes.items() for half in "AB"}, file)
    return file


def embedding(pipe: Any, file: Path) -> Path:
    """A textual inversion of two vectors for the CLIP encoders of `pipe`."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(1)
    first, second = getattr(pipe, "text_encoder", None), getattr(pipe, "text_encoder_2", None)
    tensors = {}
    for name, encoder in (("emb_params" if second is None else "clip_l", first), ("clip_g", second)):
        if encoder is not None:
            config = getattr(encoder.config, "text_config", encoder.config)
            tensors[name] = 3 * torch.randn(2, int(getattr(config, "hidden_size", 0) or getattr(config, "d_model", 8)))
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, file)
    return file
