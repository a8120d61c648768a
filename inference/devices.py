"""Where a model computes, at which precision, and how sparingly: the plan that fits the machine."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from inference.machine import Machine, measured
from inference.needs import Need

Offload = Literal["none", "words", "model", "group", "sequential"]
GIB = 1 << 30
_ORDER: tuple[Offload, ...] = ("none", "words", "model", "group", "sequential")
_FP8 = 0.53  # bytes left of a network cast layer by layer: norms and embeddings stay
_GROUP = 0.12  # of the denoiser is on the device when its blocks come and go in groups
_MARGIN = 0.92  # of what is free may be planned with: other programs live there too
_LEAST_PX = 384 * 384
_MIB_DENOISING, _MIB_DECODING = 1200, 2300  # activations per megapixel at 16 bits, batch of two, SDPA


@dataclass(frozen=True)
class Plan:
    """How one attempt uses the machine. `leanness` 0 is the first attempt, 1 the second, sparing one.

    `offload` says what waits in main memory: nothing, the text encoders, every network that is not at work, all but
    a few blocks, all but a layer. `storage` "fp8" or "int8" holds the denoiser's weights at 8 bits. `vae_dtype` is
    the decoder's own precision, "" for `dtype`. `attention` names a diffusers backend, "" is torch's own. `tile` is
    the edge, px, of the pieces a network takes a large picture in; `most_px` the largest working size of a diffusion
    model, in pixels; `keep_bytes` how much of loaded models the store may keep. `block_cache` skips blocks whose
    input hardly changed, `compiled` compiles the repeated blocks: both only when the user asks for them.
    """

    device: str = "cpu"
    dtype: str = "float32"
    offload: Offload = "none"
    vae_tiling: bool = False
    vae_dtype: str = ""
    storage: str = ""
    attention: str = ""
    block_cache: bool = False
    compiled: bool = False
    tile: int = 512
    most_px: int = 1024 * 1024
    keep_bytes: int = 8 * GIB
    leanness: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """What a loaded model depends on: two plans with the same key can share it."""
        return (self.device, self.dtype, self.offload, self.vae_dtype, self.storage, self.attention,
                str(self.vae_tiling), str(self.block_cache), str(self.compiled))


def planned(need: Need | None = None) -> Plan:
    """The plan for this machine and a model with this need. Imports torch."""
    return plan_for(measured(), need)


def plan_for(machine: Machine, need: Need | None = None) -> Plan:
    """The richest plan whose predicted peak fits what is free; the leanest one when none does.

    Without a need, that of Stable Diffusion 1.5 is assumed (2.1 GB of weights at half precision).
    """
    need = need or Need(int(1.6 * GIB), GIB // 4, GIB // 6)
    first = Plan(
        machine.device, _precision(machine, need), attention=_attention(machine),
        tile=512 if machine.spare >= 4 * GIB else 256,
        keep_bytes=max(min(machine.ram // 2, 24 * GIB, machine.spare * 7 // 10 if machine.discrete else 24 * GIB),
                       2 * GIB))
    plan = first
    for plan in _ladder(first, machine, need):
        if peak(plan, need) <= machine.spare * _MARGIN:
            break
    return plan


def _ladder(first: Plan, machine: Machine, need: Need) -> Iterator[Plan]:
    """From the fastest to the most frugal: nothing is given up that is not needed.

    8-bit storage with whole networks moved is tried before blocks are moved, which is slower for the same memory
    (diffusers, "Reduce memory usage").
    """
    change = dataclasses.replace
    yield first
    yield (tiled := change(first, vae_tiling=True))
    small = "" if need.quantised else "int8" if "torchao" in machine.has and machine.kind == "cuda" else "fp8"
    sizes = (768 * 768, 512 * 512, _LEAST_PX)
    if not machine.discrete or "accelerate" not in machine.has:
        if machine.device != "cpu" and small:
            yield (tiled := change(tiled, storage="fp8"))
        elif machine.bfloat16:
            yield (tiled := change(tiled, dtype="bfloat16"))
        yield from (change(tiled, most_px=px) for px in sizes)
        return
    yield change(tiled, offload="words")
    yield (model := change(tiled, offload="model"))
    if small:
        yield change(model, storage=small)
    yield (group := change(tiled, offload="group"))
    yield from (change(group, most_px=px) for px in sizes[:2])
    yield from (change(tiled, offload="sequential", most_px=px) for px in sizes)


def peak(plan: Plan, need: Need) -> int:
    """Predicted bytes on the device while the plan runs a model with this need: the worse of denoising and decoding.

    Weights are counted from the file; activations are proportional to the working size. Corrected by what runs
    measure (inference/api/costs.py).
    """
    wide = 2 if plan.dtype == "float32" else 1
    denoiser = need.denoiser * wide * (_FP8 if plan.storage else 1)
    words, rest = need.words * wide, need.rest * wide
    decoder = need.rest * (2 if "float32" in (plan.dtype, plan.vae_dtype) else 1)
    mega = plan.most_px / (1 << 20)
    denoising = _MIB_DENOISING * mega * wide * (1 << 20)
    decoding = _MIB_DECODING * (0.25 if plan.vae_tiling else mega) * (decoder / max(need.rest, 1) or wide) * (1 << 20)
    held = {"none": (words + denoiser + rest,) * 2, "words": (denoiser + rest,) * 2,
            "model": (denoiser, decoder), "group": (denoiser * _GROUP, decoder),
            "sequential": (denoiser * 0.03, decoder)}[plan.offload]
    encoding = words if plan.offload in ("words", "model") else 0
    if plan.offload == "words":
        encoding += int(denoiser + rest)
    return int(max(held[0] + denoising, held[1] + decoding, encoding))


def wished(plan: Plan, options: Iterable[str]) -> Plan:
    """`plan` with what the user allows: "block_cache", "compiled", "attention=NAME" (a backend of diffusers)."""
    attention = next((word.partition("=")[2] for word in options if word.startswith("attention=")), plan.attention)
    return dataclasses.replace(plan, block_cache="block_cache" in options, compiled="compiled" in options,
                               attention=attention)


def leaner(plan: Plan) -> Plan:
    """The next attempt after memory ran out: weights move out of the device first, then the working size halves."""
    step = _ORDER.index(plan.offload)
    offload: Offload = plan.offload
    if plan.device in ("cuda", "xpu"):
        offload = _ORDER[min(max(step + 1, _ORDER.index("model")), len(_ORDER) - 1)]
    smaller = offload == plan.offload or plan.leanness > 0
    return dataclasses.replace(
        plan, offload=offload, vae_tiling=True, tile=max(plan.tile // 2, 128), block_cache=False, compiled=False,
        most_px=max(plan.most_px // 2, _LEAST_PX) if smaller else plan.most_px, leanness=plan.leanness + 1)


def safer(plan: Plan) -> Plan | None:
    """The next attempt after a model gave values that are no colours: more digits, or a wider range; None when
    there is nothing safer. bfloat16 has the range of float32, at which half precision overflows."""
    if plan.storage:
        return dataclasses.replace(plan, storage="")
    if plan.dtype == "float16":
        return dataclasses.replace(plan, dtype="float32", vae_dtype="", offload=_outward(plan), vae_tiling=True)
    if plan.dtype == "bfloat16":
        return dataclasses.replace(plan, dtype="float32", vae_dtype="", offload=_outward(plan), vae_tiling=True)
    return None


def _outward(plan: Plan) -> Offload:
    """Twice the bytes need a place: networks at rest leave the device."""
    return "model" if plan.device in ("cuda", "xpu") and plan.offload in ("none", "words") else plan.offload


def free() -> None:
    """Give cached device memory back, where torch is loaded at all."""
    torch: Any = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()
    elif getattr(torch, "xpu", None) is not None and torch.xpu.is_available():
        torch.xpu.empty_cache()


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
    return dtype_named(plan.dtype)


def dtype_named(name: str) -> Any:
    import torch

    return {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}[name]


def _precision(machine: Machine, need: Need) -> str:
    if machine.kind == "cpu" or (machine.kind == "cuda" and machine.capability < (6, 0)):
        return "float32"  # half precision is emulated there
    if need.half == "bfloat16" and machine.bfloat16:
        return "bfloat16"
    return "float16"


def _attention(machine: Machine) -> str:
    """FlashAttention where its package and a card for it (Ampere and later) are there; torch's own otherwise."""
    return "flash" if "flash_attn" in machine.has and machine.capability >= (8, 0) else ""
