"""FMEN (Du et al., "Fast and Memory-Efficient Network Towards Efficient Image Super-Resolution", 2022): a network of
plain convolutions that the program does not load, as a third architecture for the benchmark of tiles."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from inference.devices import Plan
from inference.families.upscaler import Network

_SLOPE = 0.1  # of the leaky rectifiers


def load(path: Path) -> Network:
    """The network of a checkpoint of NTIRE 2022; it enlarges four times."""
    import torch

    weights = torch.load(path, map_location="cpu", weights_only=True)

    class Fmen(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.convolutions = torch.nn.ModuleDict({
                name.removesuffix(".weight").replace(".", "/"): _convolution(weights, name.removesuffix(".weight"))
                for name in weights if name.endswith(".weight")})

        def at(self, name: str, x: Any) -> Any:
            return self.convolutions[name.replace(".", "/")](x)

        def block(self, name: str, x: Any) -> Any:
            return self.at(f"{name}.conv2.rep_conv", _act(self.at(f"{name}.conv1.rep_conv", x)))

        def attended(self, name: str, x: Any) -> Any:
            """Weighted by a map from a narrow branch with a 3 x 3 reach in each layer: nothing is pooled."""
            inner = _act(self.at(f"{name}.squeeze", x))
            for index in range(2 if name.startswith("warmup") else 1):
                inner = self.block(f"{name}.convs.{index}", inner)
            return x * torch.sigmoid(self.at(f"{name}.excitate", _act(inner)))

        def forward(self, x: Any) -> Any:
            first = self.at("head", x)
            deep = self.attended("warmup.1", self.at("warmup.0", first))
            for index in range(4):
                deep = self.attended(f"hfabs.{index}", self.block(f"basic_blocks.{index}", deep))
            return torch.nn.functional.pixel_shuffle(self.at("tail.0", self.at("lr_conv", deep) + first), 4)

    def _act(x: Any) -> Any:
        return torch.nn.functional.leaky_relu(x, _SLOPE)

    return Network(_Descriptor(Fmen().eval()), Plan())


def _convolution(weights: dict[str, Any], name: str) -> Any:
    import torch

    kernel = weights[f"{name}.weight"]
    made = torch.nn.Conv2d(kernel.shape[1], kernel.shape[0], 3, padding=1)
    made.load_state_dict({"weight": kernel, "bias": weights[f"{name}.bias"]})
    return made


class _Descriptor:
    """What `Network` asks of spandrel's."""

    scale, input_channels, supports_half = 4, 3, False
    size_requirements = SimpleNamespace(multiple_of=1, minimum=1)

    def __init__(self, model: Any) -> None:
        self.model = model

    def __call__(self, tensor: Any) -> Any:
        return self.model(tensor * 255) / 255  # it was trained on values of 0-255
