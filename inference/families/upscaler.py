"""Super-resolution networks: whatever spandrel recognises, for pieces that `inference.enlarge` cuts."""

from __future__ import annotations

import pickle
from functools import cached_property
from math import ceil
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Report, UserError
from inference.checkpoints import Contents, kind
from inference.devices import Plan, out_of_memory
from inference.failing import cause_of
from inference.families.family import Family
from inference.families.merged import is_merged, unmerged
from inference.machine import measured

Array = npt.NDArray[Any]
PROBE = 64  # px: how far the reach of a network is looked for
SEEN = 0.25 / 255  # a difference that no rounding to 8 bits shows
ENDLESS = 32  # px: the margin for networks that look at the whole of a tile
SHARE = 0.5  # of the free memory that one piece may take
COPIES = 6  # a pass holds about as many times its largest feature map: inputs, copies in the order oneDNN likes


class Network:
    """A loaded network: an Enlarger. `scale` is how many times it enlarges each side."""

    def __init__(self, descriptor: Any, plan: Plan) -> None:
        self.scale = int(descriptor.scale)
        self._descriptor = descriptor
        self._device = plan.device
        self._multiple = max(int(descriptor.size_requirements.multiple_of or 1), 1)
        self._least = max(int(descriptor.size_requirements.minimum or 1), self._multiple)
        self._channels = int(descriptor.input_channels)
        self.half = plan.dtype == "float16" and bool(descriptor.supports_half)  # until it overflows
        self._full = descriptor.model.state_dict() if self.half else {}  # the numbers as they were

    @property
    def reach(self) -> int:
        """px of the input: how far from the edge of a piece the result is another one than in the whole picture."""
        return self._measured[0]

    def most(self, tile: int) -> int:
        machine = measured()
        spare = machine.spare if machine.device == self._device else machine.ram
        fits = int((spare * SHARE / max(self._measured[1], 1.0)) ** 0.5)
        edge = max(min(tile, fits), 2 * self._multiple, 64)
        return edge // self._multiple * self._multiple

    def __call__(self, colours: Array) -> npt.NDArray[np.float32]:
        """(h, w, 3) float32 0-1 to (h * scale, w * scale, 3). Raises UserError for values that are no colours."""
        import torch

        seen = colours.mean(axis=2, keepdims=True) if self._channels == 1 else colours
        height, width = seen.shape[:2]
        padded = self._padded(seen)
        tensor = torch.from_numpy(np.ascontiguousarray(padded.transpose(2, 0, 1))[None]).to(self._device)
        out = self._passed(tensor.contiguous(memory_format=torch.channels_last))
        if self.half and not np.isfinite(out).all():
            self.half = False
            out = self._passed(tensor)
        if not np.isfinite(out).all():
            raise UserError("The network gave values that are no colours.", "Its file may be damaged.")
        cut: Array = out[:height * self.scale, :width * self.scale]
        return np.repeat(cut, 3, axis=2) if self._channels == 1 else cut

    def _passed(self, tensor: Any) -> Array:
        """One pass at the precision of the moment: (h, w, channels)."""
        import torch

        dtype = torch.float16 if self.half else torch.float32
        if next(self._descriptor.model.parameters()).dtype != dtype:
            self._descriptor.to(dtype=dtype)
            if not self.half:  # what overflowed on the way to half precision does not come back by itself
                self._descriptor.model.load_state_dict(self._full)
        with torch.inference_mode():
            out: Array = self._descriptor(tensor.to(dtype))[0].float().cpu().numpy().transpose(1, 2, 0)
        return out

    def _padded(self, piece: Array) -> Array:
        """Mirrored outwards to a size that the network takes."""
        height, width = piece.shape[:2]
        down, across = self._missing(height), self._missing(width)
        mode = "reflect" if down < height and across < width else "edge"
        return np.pad(piece, ((0, down), (0, across), (0, 0)), mode=mode)  # type: ignore[call-overload,no-any-return]

    def _missing(self, length: int) -> int:
        return max(-(-length // self._multiple) * self._multiple, self._least) - length

    @cached_property
    def _measured(self) -> tuple[int, float]:
        """Reach, px, and memory, bytes per px of the input: from one pass over a small picture and over its half.

        How far the cut is felt is what tiles have to know; adding up the sizes of the kernels instead would say
        346 px for ESRGAN, of which 20 matter. In float32: the rounding of half precision looks like reach.
        """
        kept, self.half = self.half, False
        picture = _pattern()
        largest = [0]

        def note(module: Any, inputs: Any, output: Any) -> None:
            size = getattr(output, "nbytes", 0)
            largest[0] = max(largest[0], int(size))

        hooks = [module.register_forward_hook(note) for module in self._descriptor.model.modules()]
        try:
            whole = self(picture)
        finally:
            for hook in hooks:
                hook.remove()
        part = self(picture[:, :PROBE])
        self.half = kept
        differs = np.abs(whole[:, :PROBE * self.scale] - part).max(axis=(0, 2)) > SEEN
        first = int(np.argmax(differs)) // self.scale if differs.any() else PROBE
        reach = PROBE - first
        needed = COPIES * largest[0] / picture[..., 0].size + 24 * self.scale**2
        return (ENDLESS if reach > PROBE - 8 else ceil(reach * 1.25)), needed


def _pattern() -> npt.NDArray[np.float32]:
    """PROBE x 2 PROBE px with detail of every size and hard edges."""
    rng = np.random.default_rng(0)
    size = (2 * PROBE, PROBE)
    total = np.zeros((PROBE, 2 * PROBE, 3), np.float32)
    for cell in (2, 4, 8, 16):
        grid = rng.random((PROBE // cell, 2 * PROBE // cell, 3)).astype(np.float32)
        total += cv2.resize(grid, size, interpolation=cv2.INTER_NEAREST if cell > 4 else cv2.INTER_CUBIC)
    return np.clip(total / 4 + rng.normal(0, 0.03, total.shape), 0, 1).astype(np.float32)


def detect(found: Contents) -> bool:
    return kind(found) == "upscaler"


def load(found: Contents, plan: Plan, report: Report) -> Network:
    """Raises UserError for files that hold code, are damaged, or are no super-resolution network.

    spandrel reads .pth files with an unpickler that builds tensors and nothing else.
    """
    import torch

    from inference.torchvision_shim import declare

    declare()
    import spandrel

    report.step(0.1, "Loading the model")
    name = found.path.name
    try:
        loader = spandrel.ModelLoader(plan.device)
        state = loader.load_state_dict_from_file(str(found.path))
        descriptor = loader.load_from_state_dict(unmerged(state) if is_merged(state) else state)
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
                        cause=cause_of(error)) from error
    if not isinstance(descriptor, spandrel.ImageModelDescriptor) or descriptor.input_channels not in (1, 3):
        raise UserError("{file} is not a network for enlarging that is known here.",
                        "Choose a super-resolution checkpoint.", file=name)
    descriptor.eval()
    descriptor.model.to(memory_format=torch.channels_last)
    return Network(descriptor, plan)


FAMILY = Family("upscaler", "Super-resolution network", "upscaler", detect, load, frozenset({"enlarge"}), order=90)
