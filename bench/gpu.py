"""Full-size random weights on a GPU: the engine against the bare pipeline, peak memory by plan, each memory option.

`make bench-gpu`, or `python -m bench.gpu --tiny` to walk the same path with a tiny model on any machine. Weights are
random (nothing is downloaded): times and memory are those of the real shapes, pictures are noise.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from inference.ask import Ask
from inference.checks import Flawed
from inference.devices import GIB, Plan
from inference.reporting import Silent

ROUNDS = 3
OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("all on the device", {}), ("VAE in tiles", {"vae_tiling": True}),
    ("text encoders leave", {"offload": "words"}), ("model offload", {"offload": "model"}),
    ("model offload, fp8", {"offload": "model", "storage": "fp8"}), ("fp8", {"storage": "fp8"}),
    ("group offload", {"offload": "group", "vae_tiling": True}),
    ("sequential offload", {"offload": "sequential", "vae_tiling": True}),
    ("block cache", {"block_cache": True}), ("compiled blocks", {"compiled": True}),
)


@dataclasses.dataclass(frozen=True)
class Shape:
    name: str
    make: Callable[[Any], Any]  # dtype -> pipeline with random weights on the CPU
    kit: str  # module of inference.families that has it
    dtype: str
    edge: int
    steps: int


def shapes(tiny: bool) -> tuple[Shape, ...]:
    if tiny:
        return (Shape("tiny U-Net", _tiny, "sd15", "float32", 64, 3),)
    return (Shape("SDXL", _sdxl, "sdxl", "float16", 1024, 20),
            Shape("FLUX.1 schnell", _flux, "flux", "bfloat16", 1024, 4))


def _tiny(dtype: Any) -> Any:
    import tempfile
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "inference"))
    import diffusers
    import tiny  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as place:
        folder = tiny.folder(Path(place) / "tiny")
        return diffusers.StableDiffusionPipeline.from_pretrained(
            folder, dtype=dtype, local_files_only=True, safety_checker=None)


def _sdxl(dtype: Any) -> Any:
    """The bundled configuration, filled with random weights."""
    import diffusers
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    from inference.families.assembling import RESOURCES
    from inference.parts import words

    place = RESOURCES / "configs" / "sdxl"
    first = CLIPTextModel(CLIPTextConfig.from_pretrained(place / "text_encoder"))
    second = CLIPTextModelWithProjection(CLIPTextConfig.from_pretrained(place / "text_encoder_2"))
    unet = diffusers.UNet2DConditionModel.from_config(diffusers.UNet2DConditionModel.load_config(place / "unet"))
    vae = diffusers.AutoencoderKL.from_config(diffusers.AutoencoderKL.load_config(place / "vae"))
    return diffusers.StableDiffusionXLPipeline(
        vae=vae.to(dtype), text_encoder=first.to(dtype), text_encoder_2=second.to(dtype), unet=unet.to(dtype),
        tokenizer=words.clip(), tokenizer_2=words.clip("!"),
        scheduler=diffusers.EulerDiscreteScheduler.from_pretrained(place / "scheduler"))


def _flux(dtype: Any) -> Any:
    """The transformer and VAE of FLUX.1 schnell at full size. Its T5-XXL is left out: a small T5 of the same width
    stands in for it, so peaks lack its 8.9 GiB."""
    import diffusers
    import torch
    from transformers import CLIPTextConfig, CLIPTextModel, T5Config, T5EncoderModel

    from inference.parts import words

    with torch.device("meta"):
        network = diffusers.FluxTransformer2DModel(guidance_embeds=False)
    network = network.to_empty(device="cpu").to(dtype)
    for weight in network.parameters():
        torch.nn.init.normal_(weight, std=0.02)
    vae = diffusers.AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=16, use_quant_conv=False,
        use_post_quant_conv=False, scaling_factor=0.3611, shift_factor=0.1159)
    reader = T5EncoderModel(T5Config(vocab_size=32128, d_model=4096, num_layers=1, num_heads=64, d_ff=1024))
    return diffusers.FluxPipeline(
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(), vae=vae.to(dtype), transformer=network,
        text_encoder=CLIPTextModel(CLIPTextConfig(hidden_size=768, intermediate_size=3072, num_hidden_layers=12,
                                                  num_attention_heads=12)).to(dtype),
        tokenizer=words.clip(), text_encoder_2=reader.to(dtype), tokenizer_2=words.t5())


def measured(work: Callable[[], Any]) -> tuple[float, float]:
    """Median seconds, and GiB at the peak (0 without a GPU, where one run is enough to see that it runs)."""
    import torch

    cuda = torch.cuda.is_available()
    if cuda:
        work()  # kernels are chosen, caches filled
    if cuda:
        torch.cuda.reset_peak_memory_stats()
    times = []
    for _ in range(ROUNDS if cuda else 1):
        began = time.perf_counter()
        work()
        if cuda:
            torch.cuda.synchronize()
        times.append(time.perf_counter() - began)
    return statistics.median(times), torch.cuda.max_memory_allocated() / GIB if cuda else 0.0


def _bare(shape: Shape, device: str) -> tuple[float, float]:
    import torch

    from inference.devices import dtype_named

    pipe = shape.make(dtype_named(shape.dtype)).to(device)
    pipe.set_progress_bar_config(disable=True)
    return measured(lambda: pipe(
        "a cat", width=shape.edge, height=shape.edge, num_inference_steps=shape.steps, output_type="np",
        generator=torch.Generator("cpu").manual_seed(1)).images)


def runs(shape: Shape, device: str) -> Iterator[str]:
    """Lines of the report for one shape."""
    alone, peak = _bare(shape, device)
    yield f"{shape.name}: bare pipeline {alone:.2f} s, peak {peak:.2f} GiB"
    for name, changes in OPTIONS:
        _emptied()
        try:
            yield _option(shape, Plan(device, shape.dtype, **changes), name, alone)
        except (Flawed, RuntimeError, ValueError, ImportError, NotImplementedError) as error:
            yield f"  {name:22} not possible here: {' '.join(str(error).split())[:90]}"


def _option(shape: Shape, plan: Plan, name: str, alone: float) -> str:
    import importlib

    from inference.devices import dtype_named
    from inference.families.latent import LatentDiffusion

    kit = importlib.import_module(f"inference.families.{shape.kit}")
    model = LatentDiffusion(shape.make(dtype_named(shape.dtype)), plan, _kit_of(kit), shape.kit, shape.edge)
    ask = Ask("a cat", steps=shape.steps, seed=1)
    spent, peak = measured(lambda: model.text_to_image(ask, shape.edge, shape.edge, plan, Silent()))
    return f"  {name:22} {spent:7.2f} s  ratio {spent / alone:5.2f}  peak {peak:6.2f} GiB"


def _kit_of(module: Any) -> Any:
    from inference.families.kit import Kit

    return next(value for value in vars(module).values() if isinstance(value, Kit) and "text" in value.pipelines)


def _emptied() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def main(tiny: bool = False) -> None:
    from inference import guard
    from inference.torchvision_shim import declare

    guard.declare_offline()
    declare()
    import torch
    from diffusers.utils import logging

    logging.disable_progress_bar()

    torch.manual_seed(0)
    np.random.seed(0)
    if not torch.cuda.is_available() and not tiny:
        print("No GPU: nothing to measure here. `python -m bench.gpu --tiny` walks the same path on the CPU.")
        return
    device = "cuda" if torch.cuda.is_available() else "cpu"
    print(f"device: {torch.cuda.get_device_name() if device == 'cuda' else 'CPU (figures mean nothing)'}")
    for shape in shapes(tiny):
        for line in runs(shape, device):
            print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tiny", action="store_true", help="a tiny model on any machine")
    main(parser.parse_args().tiny)
