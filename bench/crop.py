"""Crop with context: a hole of 256 px in 4096 x 4096 against the same tiny pipeline on a whole picture.

The whole 4096 x 4096 does not fit attention over 262144 cells in sensible time on a processor, so the whole picture is
WHOLE px wide and high; the ratios are therefore larger than they would be for all of it. Peak memory is that of a
process of its own for each (resident set, less what it held with the model loaded).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HOLE, SIZE, WHOLE = 256, 4096, 1024
_RUN = '''
import json, resource, sys, time
sys.path[:0] = [".", "tests/inference"]
from inference import guard; guard.declare_offline()
from inference.torchvision_shim import declare; declare()
import numpy as np
from pathlib import Path
from inference.api import Request
from inference.engine import Engine
from inference.operations.inpaint import Inpaint
from inference.reporting import Silent
way, size, hole, model = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
rng = np.random.default_rng(0)
small = rng.integers(0, 255, (size // 16, size // 16, 4), np.uint8)
image = np.repeat(np.repeat(small, 16, 0), 16, 1); image[..., 3] = 255
mask = np.zeros((size, size), np.uint8)
mask[size // 2:size // 2 + hole, size // 2:size // 2 + hole] = 255
engine = Engine()
warm = engine.run(Request("inpaint", Inpaint("x", steps=1), image[:64, :64], mask[-64:, -64:] | 255, model), Silent())
loaded = engine.store
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
held = int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20
began = time.perf_counter()
if way == "crop":
    engine.run(Request("inpaint", Inpaint("x", steps=2), image, mask, model), Silent())
else:
    from inference.ask import Ask
    network = engine.model(Request("inpaint", Inpaint(), image, mask, model), Silent())
    network.inpaint(Ask("x", steps=2), image[..., :3], mask, Silent())
print(json.dumps({"seconds": time.perf_counter() - began, "mib": peak() - held}))
'''


def run(way: str, size: int, model: Path) -> dict[str, float]:
    found = subprocess.run([sys.executable, "-c", _RUN, way, str(size), str(HOLE), str(model)], capture_output=True,
                           text=True, check=True)
    return dict(json.loads(found.stdout.strip().splitlines()[-1]))


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        make = "import sys; sys.path[:0] = ['.', 'tests/inference']; " \
               "from inference.torchvision_shim import declare; declare(); import tiny, pathlib; " \
               f"tiny.folder(pathlib.Path({place!r}) / 'tiny', 9)"
        subprocess.run([sys.executable, "-c", make], check=True, capture_output=True)
        model = Path(place) / "tiny"
        cut, whole = run("crop", SIZE, model), run("whole", WHOLE, model)
    print(f"crop of {SIZE} x {SIZE}: {cut['seconds']:.2f} s, {cut['mib']:.0f} MiB")
    print(f"whole {WHOLE} x {WHOLE}: {whole['seconds']:.2f} s, {whole['mib']:.0f} MiB")
    print(f"time {cut['seconds'] / whole['seconds']:.3f}, peak memory {cut['mib'] / whole['mib']:.3f}")


if __name__ == "__main__":
    main()
