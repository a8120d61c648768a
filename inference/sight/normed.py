"""A convolution with its normalisation, as the small networks of the LeViT line call it: `c` and `bn`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any


def normed(weights: Mapping[str, Any], name: str, stride: int = 1) -> Any:
    """The empty module for the tensors that begin with `name`; one with a single input channel for each output works
    on each channel alone."""
    from torch import nn

    out, into, edge, _ = weights[f"{name}.c.weight"].shape
    groups = out if into == 1 else 1
    return nn.Sequential(OrderedDict(
        c=nn.Conv2d(into * groups, out, edge, stride, edge // 2, groups=groups, bias=False), bn=nn.BatchNorm2d(out)))
