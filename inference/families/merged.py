"""SPAN checkpoints saved for inference alone, as the efficiency contests publish them, in the layout spandrel reads.

A block of SPAN (Wan et al. 2023) is trained as three convolutions and a skip, and runs as the one 3x3 convolution that
they merge into. Such files hold only that one; here it becomes three again: identity, itself, identity, without a skip.
"""

from __future__ import annotations

from typing import Any

State = dict[str, Any]
_MERGED = "eval_conv.weight"
_GAIN = 2  # the trained layout has twice the channels inside
MARKS = ("conv_1.eval_conv.weight", "block_1.c1_r.eval_conv.weight", "conv_cat.weight", "upsampler.0.weight")


def is_merged(state: State) -> bool:
    return all(name in state for name in MARKS) and "conv_1.sk.weight" not in state


def unmerged(state: State) -> State:
    """The same network with the names and shapes of training; spandrel merges them to the same values."""
    made = {name: tensor for name, tensor in state.items() if ".eval_conv." not in name}
    for name in state:
        if name.endswith(_MERGED):
            root = name[:-len(_MERGED)]
            parts = _parts(state[name], state[f"{root}eval_conv.bias"])
            made |= {root + part: tensor for part, tensor in parts.items()}
    return made


def _parts(weight: Any, bias: Any) -> State:
    import torch

    out, into = weight.shape[:2]
    first, middle = weight.new_zeros(_GAIN * into, into, 1, 1), weight.new_zeros(_GAIN * out, _GAIN * into, 3, 3)
    last = weight.new_zeros(out, _GAIN * out, 1, 1)
    first[:into, :, 0, 0] = torch.eye(into)
    middle[:out, :into] = weight
    last[:, :out, 0, 0] = torch.eye(out)
    return {
        "eval_conv.weight": weight, "eval_conv.bias": bias,
        "sk.weight": weight.new_zeros(out, into, 1, 1), "sk.bias": weight.new_zeros(out),
        "conv.0.weight": first, "conv.0.bias": weight.new_zeros(_GAIN * into),
        "conv.1.weight": middle, "conv.1.bias": weight.new_zeros(_GAIN * out),
        "conv.2.weight": last, "conv.2.bias": bias,
    }
