"""Where a model computes, at which precision, and how sparingly: the plan that fits the machine."""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass
from typing import Any, Literal

Offload = Literal["none", "model", "sequential"]
GIB = 1 << 30


@dataclass(frozen=True)
class Plan:
    """How one attempt uses the machine. `leanness` 0 is the first attempt, 1 the second, sparing one.

    `tile` is the edge, px, of the pieces a network takes a large picture in; `most_px` the largest working
    size of a diffusion model, in pixels; `keep_bytes` how much of loaded models the store may keep.
    """

    device: str = "cpu"
    dtype: str = "float32"
    offload: Offload = "none"
    vae_tiling: bool = False
    tile: int = 512
    most_px: int = 1024 * 1024
    keep_bytes: int = 8 * GIB
    leanness: int = 0


def planned() -> Plan:
    """The plan for this machine. Imports torch."""
    import torch

    if torch.cuda.is_available():
        spare = torch.cuda.mem_get_info()[0]
        return plan_for("cuda", spare, _ram())
    if torch.backends.mps.is_available():
        return plan_for("mps", _ram(), _ram())
    return plan_for("cpu", _ram(), _ram())


def plan_for(device: str, spare: int, ram: int) -> Plan:
    """The plan for a device with `spare` bytes of its own memory free and `ram` bytes of main memory.

    The steps are Stable Diffusion 1.5's: 2 GB of weights at half precision and about 1.5 GB of activations
    at 768 x 768.
    """
    dtype = "float32" if device == "cpu" else "float16"
    most = 1024 * 1024 if spare >= 6 * GIB else 768 * 768 if spare >= 3 * GIB else 512 * 512
    offload: Offload = "none"
    if device == "cuda":
        offload = "none" if spare >= 4 * GIB else "model" if spare >= 2 * GIB else "sequential"
    return Plan(device, dtype, offload, vae_tiling=spare < 8 * GIB, tile=512 if spare >= 4 * GIB else 256,
                most_px=most, keep_bytes=max(min(ram // 2, 24 * GIB), 2 * GIB))


def leaner(plan: Plan) -> Plan:
    """The second attempt after memory ran out: half the tile, half the working area, weights kept outside."""
    offload: Offload = plan.offload
    if plan.device == "cuda":
        offload = "model" if plan.offload == "none" else "sequential"
    return dataclasses.replace(
        plan, offload=offload, vae_tiling=True, tile=max(plan.tile // 2, 128),
        most_px=max(plan.most_px // 2, 384 * 384), leanness=plan.leanness + 1)


def free() -> None:
    """Give cached device memory back, where torch is loaded at all."""
    torch: Any = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()


def out_of_memory(error: BaseException) -> bool:
    """MemoryError, torch's OutOfMemoryError, cv2's and numpy's own, and the CPU allocator's RuntimeError."""
    if isinstance(error, MemoryError):
        return True
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.OutOfMemoryError):
        return True
    words = str(error).lower()
    return isinstance(error, (RuntimeError, OSError)) and any(
        phrase in words for phrase in ("out of memory", "can't allocate memory", "cannot allocate memory",
                                       "not enough memory", "insufficient memory"))


def torch_dtype(plan: Plan) -> Any:
    import torch

    return {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}[plan.dtype]


def _ram() -> int:
    import psutil

    return int(psutil.virtual_memory().available)
