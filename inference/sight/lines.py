"""Lines of a picture as ControlNets were trained on: the line drawing generator (Chan, Durand and Isola 2022,
"Learning to generate line drawings") and the soft edges of ControlNet's HED (after Xie and Tu 2015).

Names are those of the published files; widths and depths are read from the tensors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import multiple_of, scaled
from inference.sight.loading import filled, tensors_of

Array = npt.NDArray[Any]
_MOST_PX = 1024  # longest edge that is looked at
_STEP = 16  # px: both halve the picture some times


class Lines:
    """`kind` is the control map it draws: "lineart" or "softedge"."""

    def __init__(self, model: Any, plan: Plan, kind: str) -> None:
        self._model, self._device, self.kind = model, plan.device, kind

    def lines(self, picture: Array, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1, 1 = a line, of the whole of `picture` (h, w, 3) uint8."""
        import torch

        report.step(0.2, "Drawing the control map")
        k = min(_MOST_PX / max(picture.shape[:2]), 1.0)
        width, height = (multiple_of(picture.shape[i] * k, _STEP) for i in (1, 0))
        values = torch.from_numpy(scaled(picture, width, height).astype(np.float32).transpose(2, 0, 1)[None].copy())
        with torch.inference_mode():
            made = self._model(values.to(self._device))[0, 0].float().cpu().numpy()
        drawn: npt.NDArray[np.float32] = np.clip(made, 0, 1).astype(np.float32)
        return drawn


def make(found: Contents, plan: Plan) -> Lines:
    weights = tensors_of(found.path)
    drawing = "model0.1.weight" in weights
    model = filled(drawing_network(weights) if drawing else edge_network(weights), weights, plan)
    return Lines(model, plan, "lineart" if drawing else "softedge")


def is_ours(found: Contents) -> bool:
    return found.path.is_file() and found.identity.kind == "lines"


def drawing_network(weights: Mapping[str, Any]) -> Any:
    from torch import nn

    def shape(name: str) -> tuple[int, ...]:
        return tuple(weights[name].shape)

    class Residual(nn.Module):  # type: ignore[misc]
        def __init__(self, width: int) -> None:
            super().__init__()
            self.conv_block = nn.Sequential(
                nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width), nn.ReLU(inplace=True),
                nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width))

        def forward(self, value: Any) -> Any:
            return value + self.conv_block(value)

    class Drawing(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            first, into = shape("model0.1.weight")[:2]
            self.model0 = nn.Sequential(nn.ReflectionPad2d(3), nn.Conv2d(into, first, 7), nn.InstanceNorm2d(first),
                                        nn.ReLU(inplace=True))
            down: list[Any] = []
            up: list[Any] = []
            for name in ("model1.0.weight", "model1.3.weight"):
                wide, narrow = shape(name)[:2]
                down += [nn.Conv2d(narrow, wide, 3, 2, 1), nn.InstanceNorm2d(wide), nn.ReLU(inplace=True)]
            blocks = len({name.split(".")[1] for name in weights if name.startswith("model2.")})
            for name in ("model3.0.weight", "model3.3.weight"):
                wide, narrow = shape(name)[:2]
                up += [nn.ConvTranspose2d(wide, narrow, 3, 2, 1, 1), nn.InstanceNorm2d(narrow), nn.ReLU(inplace=True)]
            self.model1 = nn.Sequential(*down)
            self.model2 = nn.Sequential(*(Residual(shape("model1.3.weight")[0]) for _ in range(blocks)))
            self.model3 = nn.Sequential(*up)
            last, width = shape("model4.1.weight")[:2]
            self.model4 = nn.Sequential(nn.ReflectionPad2d(3), nn.Conv2d(width, last, 7), nn.Sigmoid())

        def forward(self, picture: Any) -> Any:
            value = self.model2(self.model1(self.model0(picture / 255)))
            return 1 - self.model4(self.model3(value))  # it draws black on white

    return Drawing()


def edge_network(weights: Mapping[str, Any]) -> Any:
    import torch
    from torch import nn
    from torch.nn import functional

    class Block(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            count = len({key.split(".")[2] for key in weights if key.startswith(f"{name}.convs.")})
            shapes = [weights[f"{name}.convs.{i}.weight"].shape for i in range(count)]
            self.convs = nn.ModuleList(nn.Conv2d(s[1], s[0], 3, padding=1) for s in shapes)
            self.projection = nn.Conv2d(shapes[-1][0], 1, 1)

        def forward(self, value: Any) -> tuple[Any, Any]:
            for convolution in self.convs:
                value = functional.relu(convolution(value))
            return value, self.projection(value)

    class Edges(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.Parameter(torch.zeros(1, 3, 1, 1))
            for i in range(1, 6):
                setattr(self, f"block{i}", Block(f"block{i}"))

        def forward(self, picture: Any) -> Any:
            value, sides = picture - self.norm, []
            for i in range(1, 6):
                value = functional.max_pool2d(value, 2, 2) if i > 1 else value
                value, side = getattr(self, f"block{i}")(value)
                sides.append(functional.interpolate(side, picture.shape[2:], mode="bilinear"))
            return torch.sigmoid(torch.stack(sides).mean(0))

    return Edges()
