"""Seconds per megapixel of output on two cores: our networks and every shared checkpoint that loads, in one run."""

from __future__ import annotations

import time

import numpy as np

from bench._upscalers import colours, networks
from inference.builtin.upscale import Classic

EDGE = 192  # px of the input
ROUNDS = 3  # the fastest counts


def main() -> None:
    import torch

    torch.set_num_threads(2)
    image = colours(np.random.default_rng(0).integers(0, 256, (EDGE, EDGE, 3)))
    base = 0.0
    for name, link in [*networks(), ("classic 2x", Classic(2)), ("classic 4x", Classic(4))]:
        link(image[:64, :64])
        took, busy = [], []
        for _ in range(ROUNDS):
            start, processor = time.perf_counter(), time.process_time()
            link(image)
            took.append(time.perf_counter() - start)
            busy.append(time.process_time() - processor)
            if took[0] > 5:
                break
        seconds, processor = (min(values) / (EDGE * link.scale) ** 2 * 1e6 for values in (took, busy))
        base = seconds if name == "Limner upscale-4x" else base
        ratio = f"{seconds / base:6.1f} x ours at 4x" if base else ""
        print(f"{name:32} {link.scale}x {seconds:7.2f} s/MP {processor:7.2f} of the processor {ratio}", flush=True)


if __name__ == "__main__":
    main()
