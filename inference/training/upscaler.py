"""Trains the built-in super-resolution networks: `python -m inference.training.upscaler PHOTOS --scale 4`.

Architecture: SRVGGNetCompact (Real-ESRGAN, Wang 2021), as spandrel knows it, so the shipped file takes the same
road as any other checkpoint. Every eighth photo by name is held back and never trained on. Fixed seed; resumes
from its own checkpoint. `--clean` also undoes JPEG, noise and mild blur.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.training.resize import imresize

Array = npt.NDArray[Any]
PATCH = 32  # px at low resolution
BATCH = 16


@dataclass(frozen=True)
class Shape:
    """Size of the network; `features` wide and `depth` convolutions between head and tail."""

    features: int = 32
    depth: int = 8


def photos(folder: Path, held_back: bool) -> list[Path]:
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    return [p for i, p in enumerate(found) if (i % 8 == 7) == held_back]


def load(path: Path, scale: int) -> tuple[Array, Array]:
    """(low, high) uint8, high cropped to a multiple of `scale`."""
    from PIL import Image

    with Image.open(path) as opened:
        high = np.asarray(opened.convert("RGB"))
    h, w = (high.shape[0] // scale) * scale, (high.shape[1] // scale) * scale
    high = np.ascontiguousarray(high[:h, :w])
    return imresize(high, w // scale, h // scale), high


def network(shape: Shape, scale: int) -> Any:
    from inference.torchvision_shim import declare

    declare()
    from spandrel.architectures.Compact.__arch.SRVGG import SRVGGNetCompact

    return SRVGGNetCompact(num_in_ch=3, num_out_ch=3, num_feat=shape.features, num_conv=shape.depth,
                           upscale=scale, act_type="prelu")


def degraded(low: Array, rng: np.random.Generator) -> Array:
    """What cameras and the web do to a small picture: mild blur, noise, JPEG; each with its own probability."""
    import cv2

    if rng.random() < 0.4:
        low = cv2.GaussianBlur(low, (0, 0), rng.uniform(0.2, 0.9))
    if rng.random() < 0.5:
        noise = rng.normal(0, rng.uniform(1, 12), low.shape)
        low = np.clip(low + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        _, data = cv2.imencode(".jpg", low, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(40, 96))])
        low = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return low


def batch(pairs: list[tuple[Array, Array]], scale: int, rng: np.random.Generator, clean: bool) -> tuple[Array, Array]:
    """Random aligned patches, flipped and turned; float32 (n, 3, p, p) in 0-1."""
    lows, highs = [], []
    for _ in range(BATCH):
        low, high = pairs[rng.integers(len(pairs))]
        y, x = rng.integers(low.shape[0] - PATCH + 1), rng.integers(low.shape[1] - PATCH + 1)
        a = low[y:y + PATCH, x:x + PATCH]
        b = high[y * scale:(y + PATCH) * scale, x * scale:(x + PATCH) * scale]
        if clean:
            a = degraded(np.ascontiguousarray(a), rng)
        turns, flip = int(rng.integers(4)), rng.random() < 0.5
        a, b = np.rot90(a, turns), np.rot90(b, turns)
        lows.append(a[:, ::-1] if flip else a)
        highs.append(b[:, ::-1] if flip else b)
    return tuple(np.stack(s).transpose(0, 3, 1, 2).astype(np.float32) / 255 for s in (lows, highs))  # type: ignore


def luma(image: Array) -> Array:
    """Y of ITU-R BT.601 in 16-235, as MATLAB's rgb2ycbcr gives it and papers measure it."""
    y: Array = 16 + image[..., :3].astype(np.float64) @ np.array([65.481, 128.553, 24.966]) / 255
    return y


def psnr_y(a: Array, b: Array, border: int) -> float:
    cut = slice(border, -border)
    error = np.mean((luma(a)[cut, cut] - luma(b)[cut, cut]) ** 2)
    return 10 * math.log10(255**2 / error)


def evaluate(net: Any, pairs: list[tuple[Array, Array]], scale: int) -> float:
    import torch

    net.eval()
    values = []
    with torch.inference_mode():
        for low, high in pairs:
            x = torch.from_numpy(low.astype(np.float32) / 255).permute(2, 0, 1)[None]
            y = (net(x)[0].permute(1, 2, 0).numpy() * 255).round().clip(0, 255)
            values.append(psnr_y(y, high, scale))
    net.train()
    return float(np.mean(values))


def train(arguments: argparse.Namespace) -> None:
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pairs = [load(p, arguments.scale) for p in photos(arguments.photos, held_back=False)]
    test = [load(p, arguments.scale) for p in photos(arguments.photos, held_back=True)[:6]]
    net = network(Shape(), arguments.scale).to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.Adam(net.parameters(), lr=arguments.rate)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, arguments.rate, total_steps=arguments.steps, pct_start=0.05)
    checkpoint = arguments.out.with_suffix(".training.pt")
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        plan.load_state_dict(state["plan"])
        first = state["step"]
    started = time.monotonic()
    for step in range(first, arguments.steps):
        rng = np.random.default_rng((arguments.seed, step))  # the same batches after a resume
        low, high = (torch.from_numpy(a).to(device) for a in batch(pairs, arguments.scale, rng, arguments.clean))
        loss = (net(low.contiguous(memory_format=torch.channels_last)) - high).abs().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        plan.step()
        if (step + 1) % 500 == 0 or step + 1 == arguments.steps:
            torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "plan": plan.state_dict(),
                        "step": step + 1}, checkpoint)
            save_file({k: v.contiguous() for k, v in net.state_dict().items()}, arguments.out)
            value = evaluate(net, test, arguments.scale) if (step + 1) % 2500 == 0 else 0.0
            print(f"step {step + 1}: loss {loss.item():.5f}, PSNR-Y {value:.2f} dB, "
                  f"{time.monotonic() - started:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=int, choices=(2, 4), default=4)
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--steps", type=int, default=20000)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
