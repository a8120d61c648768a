"""Trains the built-in super-resolution networks: `python -m inference.training.upscaler PHOTOS` makes all four.

Architecture: SRVGGNetCompact (Real-ESRGAN, Wang et al. 2021), as spandrel knows it, so that the shipped file takes
the same road as any other checkpoint. Loss: mean absolute error. What is kept is a running average of the weights.
Every run has a fixed seed and continues from its own checkpoint (`NAME.training.pt`, written every 500 steps) with
the batches it would have had without the interruption. With `--scale` a single network is trained.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from inference.training.measure import psnr_y
from inference.training.photographs import Pair, batch, pair, photographs

FEATURES, DEPTH = 32, 8  # channels, and convolutions between the first and the last
PATCH = 32  # px at low resolution
BATCH = 16
AVERAGE = 0.999  # of the running average
SAVE_EVERY, MEASURE_EVERY = 500, 2500  # steps
SOME = 6  # held-back photographs looked at while training; `python -m bench upscale` measures with all


@dataclass(frozen=True)
class Stage:
    """One network to train. `start` names the network, and its step, whose weights this one begins with."""

    name: str
    scale: int
    clean: bool
    steps: int
    rate: float
    start: tuple[str, int] | None = None


RECIPE = (
    Stage("upscale-2x", 2, False, 14000, 1e-3),
    Stage("upscale-4x", 4, False, 14000, 1e-3),
    Stage("upscale-2x-clean", 2, True, 4000, 1e-3, ("upscale-2x", 5000)),
    Stage("upscale-4x-clean", 4, True, 4000, 1e-3, ("upscale-4x", 5000)),
)


def network(scale: int) -> Any:
    from inference.torchvision_shim import declare

    declare()
    from spandrel.architectures.Compact.__arch.SRVGG import SRVGGNetCompact

    return SRVGGNetCompact(num_in_ch=3, num_out_ch=3, num_feat=FEATURES, num_conv=DEPTH, upscale=scale,
                           act_type="prelu")


class Run:
    """Everything that changes while a network is trained."""

    def __init__(self, stage: Stage, seed: int, start: Path | None) -> None:
        import torch

        torch.manual_seed(seed)
        self.stage = stage
        self.seed = seed
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.net = network(stage.scale).to(self.device, memory_format=torch.channels_last)
        if start is not None:
            _begin_with(self.net, start)
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=stage.rate)
        self.plan = torch.optim.lr_scheduler.OneCycleLR(self.optimiser, stage.rate, total_steps=stage.steps,
                                                        pct_start=0.05)
        self.kept = torch.optim.swa_utils.AveragedModel(
            self.net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
        self.done = 0

    def step(self, pairs: list[Pair]) -> float:
        """One batch; the loss."""
        import torch

        rng = np.random.default_rng((self.seed, self.done))  # the same batches after an interruption
        small, large = (torch.from_numpy(a).to(self.device)
                        for a in batch(pairs, self.stage.scale, PATCH, BATCH, rng, self.stage.clean))
        made = _through(self.net, small.contiguous(memory_format=torch.channels_last), coarse=self.stage.clean)
        loss = (made - large).abs().mean()
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.plan.step()
        self.kept.update_parameters(self.net)
        self.done += 1
        return float(loss)

    def resume(self, checkpoint: Path) -> None:
        import torch

        state = torch.load(checkpoint, weights_only=True)
        for part in ("net", "kept", "optimiser", "plan"):
            getattr(self, part).load_state_dict(state[part])
        self.done = state["step"]

    def save(self, checkpoint: Path, out: Path) -> None:
        import torch
        from safetensors.torch import save_file

        parts = ("net", "kept", "optimiser", "plan")
        beside = checkpoint.with_suffix(".new")
        torch.save({**{part: getattr(self, part).state_dict() for part in parts}, "step": self.done}, beside)
        beside.replace(checkpoint)
        weights = {name: value.contiguous().cpu() for name, value in self.kept.module.state_dict().items()}
        save_file(weights, out)
        if any(other.start == (self.stage.name, self.done) for other in RECIPE):
            save_file(weights, begun(out.parent, self.stage.name, self.done))


def begun(folder: Path, name: str, step: int) -> Path:
    """The weights of a network at a step that another network begins with."""
    return folder / f"{name}@{step}.safetensors"


def _through(net: Any, small: Any, coarse: bool) -> Any:
    """The network's own `forward`; `coarse` convolves in bfloat16, half the time where the processor knows it.
    The picture that the result is added to stays float32."""
    import torch

    with torch.autocast(small.device.type, torch.bfloat16, enabled=coarse):
        out = small
        for layer in net.body:
            out = layer(out)
    enlarged = torch.nn.functional.interpolate(small, scale_factor=net.upscale, mode="nearest")
    return net.upsampler(out.float()) + enlarged


def _begin_with(net: Any, path: Path) -> None:
    """Take over weights of a network of this kind, all but those of another shape (the last layer at another
    scale)."""
    from safetensors.torch import load_file

    own = net.state_dict()
    net.load_state_dict({**own, **{k: v for k, v in load_file(path).items() if own[k].shape == v.shape}})


def evaluate(net: Any, pairs: list[Pair], scale: int) -> float:
    """Mean PSNR on Y, dB."""
    import torch

    values = []
    with torch.inference_mode():
        for small, large in pairs:
            x = torch.from_numpy(small.astype(np.float32) / 255).permute(2, 0, 1)[None]
            x = x.to(next(net.parameters()).device)
            made = (net(x)[0].permute(1, 2, 0).cpu().numpy() * 255).round().clip(0, 255)
            values.append(psnr_y(made, large, scale))
    return float(np.mean(values))


def train(stage: Stage, photos: Path, out: Path, start: Path | None = None, seed: int = 1, stop: int = 0) -> None:
    """Train to the end, or to step `stop`; `out` is the .safetensors file."""
    run = Run(stage, seed, start)
    checkpoint = out.with_suffix(".training.pt")
    if checkpoint.exists():
        run.resume(checkpoint)
    last = min(stop or stage.steps, stage.steps)
    if run.done >= last:
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    pairs = [pair(p, stage.scale) for p in photographs(photos, held_back=False)]
    test = [pair(p, stage.scale) for p in photographs(photos, held_back=True)[:SOME]]
    started = time.monotonic()
    while run.done < last:
        loss = run.step(pairs)
        if run.done % SAVE_EVERY == 0 or run.done == last:
            run.save(checkpoint, out)
            told = f"step {run.done}: loss {loss:.5f}, {time.monotonic() - started:.0f} s"
            if run.done % MEASURE_EVERY == 0 or run.done == last:
                told += f", PSNR-Y {evaluate(run.kept.module, test, stage.scale):.2f} dB"
            print(told, flush=True)


def main() -> None:
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--out", type=Path, help="folder of all networks, or file of the one")
    parser.add_argument("--scale", type=int, choices=(2, 4), help="train one network instead of all")
    parser.add_argument("--start", type=Path, help="weights to begin with, of any scale")
    parser.add_argument("--clean", action="store_true", help="also undo JPEG, noise and mild blur")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    if chosen.scale is not None:
        stage = next(s for s in RECIPE if (s.scale, s.clean) == (chosen.scale, chosen.clean))
        stage = replace(stage, steps=chosen.steps or stage.steps, rate=chosen.rate or stage.rate)
        train(stage, chosen.photos, chosen.out or Path(f"build/{stage.name}.safetensors"), chosen.start, chosen.seed)
        return
    folder = chosen.out or Path("build/upscalers")
    for stage in RECIPE:
        print(stage.name, flush=True)
        start = begun(folder, *stage.start) if stage.start else None
        train(stage, chosen.photos, folder / f"{stage.name}.safetensors", start, chosen.seed)


if __name__ == "__main__":
    main()
