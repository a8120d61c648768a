"""Super-resolution networks: whatever spandrel recognises, run in tiles."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report, UserError
from inference.checkpoints import Contents, kind
from inference.devices import Plan, out_of_memory
from inference.families.family import Family
from inference.tiles import tiled

Array = npt.NDArray[Any]


class Network:
    """A loaded network. `scale` is how many times it enlarges each side."""

    def __init__(self, descriptor: Any, plan: Plan) -> None:
        self.scale = int(descriptor.scale)
        self._descriptor = descriptor
        self._device = plan.device
        self._multiple = max(int(descriptor.size_requirements.multiple_of or 1), 1)
        self._least = max(int(descriptor.size_requirements.minimum or 1), self._multiple)
        self._channels = int(descriptor.input_channels)

    def enlarge(self, image: npt.NDArray[np.float32], plan: Plan, report: Report) -> npt.NDArray[np.float32]:
        """(h, w, 3) float32 0-1 to (h * scale, w * scale, 3)."""
        import torch

        def step(fraction: float) -> None:
            report.step(fraction, "Enlarging")

        with torch.inference_mode():
            seen = image.mean(axis=2, keepdims=True) if self._channels == 1 else image
            made = tiled(seen, self._run, self.scale, plan.tile, _overlap(plan.tile), step)
        return np.clip(np.repeat(made, 3, axis=2) if self._channels == 1 else made, 0.0, 1.0)

    def _run(self, piece: Array) -> Array:
        """One tile, mirrored outwards to a size that the network takes, and cut back."""
        import torch

        height, width = piece.shape[:2]
        down, across = self._missing(height), self._missing(width)
        mode = "reflect" if down < height and across < width else "edge"
        padded = np.pad(piece, ((0, down), (0, across), (0, 0)), mode=mode)  # type: ignore[call-overload]
        tensor = torch.from_numpy(np.ascontiguousarray(padded.transpose(2, 0, 1))[None]).to(self._device)
        out = self._descriptor(tensor)[0].float().cpu().numpy().transpose(1, 2, 0)
        if not np.isfinite(out).all():
            raise UserError("The network gave values that are no colours.", "Its file may be damaged.")
        cut: Array = out[:height * self.scale, :width * self.scale]
        return cut

    def _missing(self, length: int) -> int:
        return max(-(-length // self._multiple) * self._multiple, self._least) - length


def _overlap(tile: int) -> int:
    """px: 64 for the usual tile of 512; never under 32, which keeps convolution networks free of seams."""
    return min(max(tile // 8, 32), tile // 2)


def detect(found: Contents) -> bool:
    return kind(found) == "upscaler"


def load(found: Contents, plan: Plan, report: Report) -> Network:
    """Raises UserError for files that hold code, are damaged, or are no super-resolution network.

    spandrel reads .pth files with an unpickler that builds tensors and nothing else.
    """
    from inference.torchvision_shim import declare

    declare()
    import spandrel

    report.step(0.1, "Loading the model")
    name = found.path.name
    try:
        descriptor = spandrel.ModelLoader(plan.device).load_from_file(str(found.path))
    except pickle.UnpicklingError as error:
        raise UserError("{file} holds something else than weights and was not loaded.",
                        "Such files can run programs. Use a .safetensors file from a source you trust.",
                        file=name) from error
    except spandrel.UnsupportedModelError as error:
        raise UserError("{file} is not a network for enlarging that is known here.",
                        "Choose a super-resolution checkpoint.", file=name) from error
    except Exception as error:  # whatever a damaged file makes the readers of six formats raise
        if out_of_memory(error):
            raise
        raise UserError("{file} could not be loaded: {cause}", "Download or copy it again.", file=name,
                        cause=" ".join(str(error).split())[:160] or type(error).__name__) from error
    if not isinstance(descriptor, spandrel.ImageModelDescriptor) or descriptor.input_channels not in (1, 3):
        raise UserError("{file} is not a network for enlarging that is known here.",
                        "Choose a super-resolution checkpoint.", file=name)
    descriptor.eval()
    return Network(descriptor, plan)


FAMILY = Family("upscaler", "Super-resolution network", "upscaler", detect, load, frozenset({"enlarge"}), order=90)
