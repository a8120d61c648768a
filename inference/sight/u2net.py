"""U2-Net and IS-Net: what stands in front of the background, as an alpha matte.

U2-Net is Qin et al. 2020, "U^2-Net: Going deeper with nested U-structure"; IS-Net (Qin et al. 2022, dichotomous image
segmentation) and RMBG 1.4 are the same nest behind one more convolution. Names are those of the published files;
widths are read from the tensors, so the full, the small (u2netp) and any other size load alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import IMAGENET, Moments, scaled, tensor
from inference.sight.loading import filled, tensors_of

Array = npt.NDArray[Any]
_STAGES = {"stage1": 7, "stage2": 6, "stage3": 5, "stage4": 4, "stage5": 0, "stage6": 0,
           "stage5d": 0, "stage4d": 4, "stage3d": 5, "stage2d": 6, "stage1d": 7}  # levels; 0: by dilation alone
_CENTRED: Moments = ((0.5, 0.5, 0.5), (1.0, 1.0, 1.0))
_ANIME: Moments = (IMAGENET[0], (1.0, 1.0, 1.0))  # as rembg shows pictures to the network for drawings
_EDGE, _EDGE_ISNET = 320, 1024  # px they were trained at


class Matting:
    """A loaded network."""

    def __init__(self, model: Any, plan: Plan, edge: int, moments: Moments) -> None:
        self._model, self._device, self._edge, self._moments = model, plan.device, edge, moments

    def matte(self, picture: Array, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1 (edge, edge) of the whole of `picture` (h, w, 3) uint8, 1 = the subject."""
        import torch

        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            out = self._model(tensor(scaled(picture, self._edge, self._edge), self._moments, self._device))
        made: npt.NDArray[np.float32] = out[0, 0].float().cpu().numpy()
        low, high = float(made.min()), float(made.max())
        return (made - low) / (high - low) if high - low > 1e-6 else made  # as its authors do


def make(found: Contents, plan: Plan) -> Matting:
    weights = tensors_of(found.path, ("gt_encoder.",))  # the anime network comes with what trained it
    model = filled(network(weights), weights, plan)
    inner = "conv_in.weight" in weights
    if not inner:
        return Matting(model, plan, _EDGE, IMAGENET)
    return Matting(model, plan, _EDGE_ISNET, _ANIME if found.has("net.") else _CENTRED)


def is_ours(found: Contents) -> bool:
    return found.identity.family in ("u2net", "isnet") and any(n.endswith("side6.weight") for n in found.tensors)


def network(weights: Mapping[str, Any]) -> Any:
    """The module whose tensors are called as in `weights` and have those shapes."""
    import torch
    from torch import nn
    from torch.nn import functional

    def like(value: Any, size: tuple[int, ...]) -> Any:
        return functional.interpolate(value, size, mode="bilinear", align_corners=False)

    class Unit(nn.Module):  # type: ignore[misc]
        """Convolution, normalisation, ramp."""

        def __init__(self, name: str, dilation: int = 1) -> None:
            super().__init__()
            out, into = weights[f"{name}.conv_s1.weight"].shape[:2]
            self.conv_s1 = nn.Conv2d(into, out, 3, padding=dilation, dilation=dilation)
            self.bn_s1 = nn.BatchNorm2d(out)

        def forward(self, value: Any) -> Any:
            return functional.relu(self.bn_s1(self.conv_s1(value)), inplace=True)

    class Block(nn.Module):  # type: ignore[misc]
        """A residual U-block of `levels` levels; 0: four dilated convolutions at one size instead of a U."""

        def __init__(self, name: str, levels: int) -> None:
            super().__init__()
            self.levels = levels or 4
            self.flat = levels == 0
            self.rebnconvin = Unit(f"{name}.rebnconvin")
            for i in range(1, self.levels + 1):
                wide = 2 ** (i - 1) if self.flat else 2 if i == self.levels else 1
                setattr(self, f"rebnconv{i}", Unit(f"{name}.rebnconv{i}", wide))
            for i in range(1, self.levels):
                setattr(self, f"rebnconv{i}d", Unit(f"{name}.rebnconv{i}d", 2 ** (i - 1) if self.flat else 1))

        def forward(self, value: Any) -> Any:
            into = value = self.rebnconvin(value)
            seen = []
            for i in range(1, self.levels):
                value = getattr(self, f"rebnconv{i}")(value)
                seen.append(value)
                if not self.flat and i < self.levels - 1:
                    value = functional.max_pool2d(value, 2, 2, ceil_mode=True)
            value = getattr(self, f"rebnconv{self.levels}")(value)
            for i in range(self.levels - 1, 0, -1):
                beside = seen[i - 1]
                value = value if value.shape == beside.shape else like(value, beside.shape[2:])
                value = getattr(self, f"rebnconv{i}d")(torch.cat((value, beside), 1))
            return value + into

    class Nest(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            if "conv_in.weight" in weights:
                out, into = weights["conv_in.weight"].shape[:2]
                self.conv_in = nn.Conv2d(into, out, 3, stride=2, padding=1)
            for name, levels in _STAGES.items():
                setattr(self, name, Block(name, levels))
            for i in range(1, 7):
                out, into = weights[f"side{i}.weight"].shape[:2]
                setattr(self, f"side{i}", nn.Conv2d(into, out, 3, padding=1))
            if "outconv.weight" in weights:
                out, into = weights["outconv.weight"].shape[:2]
                self.outconv = nn.Conv2d(into, out, 1)

        def forward(self, picture: Any) -> Any:
            value = self.conv_in(picture) if hasattr(self, "conv_in") else picture
            seen = []
            for i in range(1, 7):
                value = getattr(self, f"stage{i}")(value)
                seen.append(value)
                if i < 6:
                    value = functional.max_pool2d(value, 2, 2, ceil_mode=True)
            sides = [self.side6(value)]
            for i in range(5, 0, -1):
                value = getattr(self, f"stage{i}d")(torch.cat((like(value, seen[i - 1].shape[2:]), seen[i - 1]), 1))
                sides.insert(0, getattr(self, f"side{i}")(value))
            if not hasattr(self, "outconv"):
                return torch.sigmoid(like(sides[0], picture.shape[2:]))
            size = sides[0].shape[2:]
            return torch.sigmoid(self.outconv(torch.cat([like(side, size) for side in sides], 1)))

    return Nest()
