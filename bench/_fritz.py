"""The two Starry-Night networks of fritz-models (MIT) as a yardstick for the transfer: where their files lie beside the
checkout they are run, else left out. The layers are read from the files' own headers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bench._sheets import SHARED

Array = np.ndarray[Any, Any]
FOLDER = SHARED / "weights" / "fritz-style"
PIXELS = 512 * 512  # drawn at this size and enlarged: their strokes are sized for 256 px
BORDER = 32  # px mirrored outwards and cut off again: zeros at the edge leave a bright strip


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.safetensors")) if FOLDER.is_dir() else []


def styled(image: Array, path: Path) -> Array:
    """RGB uint8 (h, w, 3) through the network, the same size."""
    import torch
    from safetensors import safe_open

    with safe_open(str(path), "pt") as file:
        layers = json.loads(file.metadata()["keras_layers"])
        weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  not a mapping
    k = min(1.0, (PIXELS / (image.shape[0] * image.shape[1])) ** 0.5)
    size = tuple(max(8, round(length * k) // 4 * 4) for length in (image.shape[1], image.shape[0]))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    with torch.inference_mode():
        wide = cv2.copyMakeBorder(small, *[BORDER] * 4, cv2.BORDER_REFLECT_101)
        x = torch.from_numpy(np.ascontiguousarray(wide.transpose(2, 0, 1)[None])).float()
        out = _run(layers, weights, x)[0].permute(1, 2, 0).numpy()[BORDER:-BORDER, BORDER:-BORDER]
    made = np.clip((out + 1) * 127.5, 0, 255).astype(np.uint8)
    return cv2.resize(made, image.shape[1::-1], interpolation=cv2.INTER_CUBIC)


def _run(layers: list[Any], weights: dict[str, Any], x: Any) -> Any:
    """Each layer is its kind, its name, the names it reads, and a convolution's stride."""
    values: dict[str, Any] = {layers[0][1]: x}
    last = max(int(name.split("_")[-1]) for kind, name, _, _ in layers if kind == "Activation")
    for kind, name, inputs, stride in layers[1:]:
        number = name.split("_")[-1]
        given = [values[i] for i in inputs]
        values[name] = _layer(kind, number, given, stride, weights, final=kind == "Activation" and int(number) == last)
    return values[layers[-1][1]]


def _layer(kind: str, number: str, given: list[Any], stride: Any, weights: dict[str, Any], final: bool) -> Any:
    import torch
    from torch.nn import functional

    x = given[0]
    if kind == "Conv2D":
        weight = weights[f"conv.{number}.weight"]
        return functional.conv2d(_same(x, weight.shape[-1], stride[0]), weight, stride=stride[0])
    if kind == "InstanceNormalization":
        gamma, beta = (weights[f"norm.{number}.{part}"][None, :, None, None] for part in ("gamma", "beta"))
        spread = x.std((2, 3), unbiased=False, keepdim=True) + 1e-3
        return (x - x.mean((2, 3), keepdim=True)) / spread * gamma + beta
    if kind == "Activation":
        return torch.tanh(x) if final else torch.relu(x)
    if kind == "Add":
        return given[0] + given[1]
    if kind == "UpSampling2D":
        return functional.interpolate(x, scale_factor=2, mode="nearest")
    return x


def _same(x: Any, kernel: int, stride: int) -> Any:
    """Zeros around it as TensorFlow's "same" puts them: the odd one below and to the right."""
    from torch.nn import functional

    pads = []
    for length in (x.shape[3], x.shape[2]):
        total = max((-(-length // stride) - 1) * stride + kernel - length, 0)
        pads += [total // 2, total - total // 2]
    return functional.pad(x, pads)
