"""Crop with context: a hole of 256 px in 4096 x 4096 px against the same model on the whole picture at its full size.

The model is a small Stable Diffusion of random weights that was trained for masks: the real classes, a U-Net of four
levels with attention on its two lower ones and an autoencoder without, because attention over all 262144 cells of the
whole picture takes hours on a processor (with it, the ratios would be smaller still). Time and peak memory are those
of a process of its own for each: the highest resident set less what was held with the model loaded and the picture
made. One thread each: several only wait for each other over the small tensors of the crop.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HOLE, SIZE, STEPS = 256, 4096, 2
ROOT = Path(__file__).resolve().parent.parent
_MAKE = '''
import sys
sys.path[:0] = [".", "tests/inference"]
from inference.torchvision_shim import declare; declare()
import tiny_models as tiny, tiny_words as words, diffusers
lower = ("DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D")
unet = tiny.unet(in_channels=9, block_out_channels=(16, 32, 32, 32), down_block_types=lower,
                 up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"))
diffusers.StableDiffusionInpaintPipeline(
    vae=tiny.vae(mid_block_add_attention=False), text_encoder=words.clip(), tokenizer=words.clip_tokenizer(),
    unet=unet, scheduler=tiny.old_scheduler(), safety_checker=None, feature_extractor=None,
    requires_safety_checker=False).save_pretrained(sys.argv[1])
'''
_RUN = '''
import json, resource, sys, time
sys.path[:0] = ["."]
from inference import guard; guard.declare_offline()
from inference.torchvision_shim import declare; declare()
import numpy as np, torch
torch.set_num_threads(1)
from inference.api import Request
from inference.ask import Ask
from inference.engine import Engine
from inference.operations.inpaint import Inpaint
from inference.reporting import Silent
way, size, hole, steps, model = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5]
rng = np.random.default_rng(0)
small = rng.integers(0, 255, (size // 16, size // 16, 4), np.uint8)
image = np.repeat(np.repeat(small, 16, 0), 16, 1); image[..., 3] = 255
mask = np.zeros((size, size), np.uint8)
mask[size // 2:size // 2 + hole, size // 2:size // 2 + hole] = 255
engine = Engine()
engine.run(Request("inpaint", Inpaint("x", steps=1), image[:64, :64].copy(), mask[:64, :64] | 255, model), Silent())
request = Request("inpaint", Inpaint("x", steps=steps), image, mask, model, seed=1)
network = engine.model(request, Silent())
colours = np.ascontiguousarray(image[..., :3]) if way == "whole" else None
held = int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20
began, cpu = time.perf_counter(), time.process_time()
if way == "crop":
    facts = engine.run(request, Silent()).pictures[0].facts
    assert facts["changed_outside"] == 0
else:
    network.inpaint(Ask("x", steps=steps, seed=1), colours, mask, Silent())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu, "mib": peak - held}))
'''


def run(way: str, model: Path) -> dict[str, float]:
    found = subprocess.run([sys.executable, "-c", _RUN, way, str(SIZE), str(HOLE), str(STEPS), str(model)], cwd=ROOT,
                           stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(found.stdout.strip().splitlines()[-1]))


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        model = Path(place) / "small"
        subprocess.run([sys.executable, "-c", _MAKE, str(model)], cwd=ROOT, check=True, capture_output=True)
        cut, whole = run("crop", model), run("whole", model)
    print(f"hole of {HOLE} px, cropped from {SIZE} x {SIZE}: {cut['seconds']:.2f} s, {cut['mib']:.0f} MiB")
    print(f"the whole {SIZE} x {SIZE}: {whole['seconds']:.1f} s, {whole['mib']:.0f} MiB")
    print(f"ratio of time {cut['seconds'] / whole['seconds']:.3f} (of the processor's {cut['cpu'] / whole['cpu']:.3f}; "
          f"goal 0.1), "
          f"of peak memory {cut['mib'] / whole['mib']:.3f} (goal 0.15)")


if __name__ == "__main__":
    main()
