"""The machine as the plan sees it: which device computes, how much memory is free, what it can do."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["cuda", "rocm", "mps", "xpu", "cpu"]


@dataclass(frozen=True)
class Machine:
    """`device` is torch's name, `kind` also tells ROCm from CUDA. `total` and `spare` are bytes of the device's own
    memory (main memory where it has none), `ram` bytes of main memory free now, `most_ram` with the swap file.
    `capability` is CUDA's compute capability, (0, 0) elsewhere. `has` names optional packages that are there."""

    kind: Kind = "cpu"
    name: str = "CPU"
    total: int = 0
    spare: int = 0
    ram: int = 0
    most_ram: int = 0
    capability: tuple[int, int] = (0, 0)
    bfloat16: bool = False
    has: frozenset[str] = frozenset()

    @property
    def device(self) -> str:
        return "cuda" if self.kind == "rocm" else self.kind

    @property
    def discrete(self) -> bool:
        """It has memory of its own, so that weights can wait outside it."""
        return self.kind in ("cuda", "rocm", "xpu")


def measured() -> Machine:
    """This machine, now. Imports torch; a driver that does not answer counts as no GPU."""
    import psutil
    import torch

    memory, swap = psutil.virtual_memory(), psutil.swap_memory()
    free = int(memory.available) + int(psutil.Process().memory_info().rss)  # what we hold can be let go
    ram: dict[str, Any] = {"ram": free, "most_ram": free + int(swap.free), "has": _packages()}
    if torch.cuda.is_available():
        return _cuda(torch, ram)
    xpu = getattr(torch, "xpu", None)
    if xpu is not None and xpu.is_available():
        facts = xpu.get_device_properties(0)
        spare = int(xpu.mem_get_info()[0]) if hasattr(xpu, "mem_get_info") else int(facts.total_memory)
        return Machine("xpu", facts.name, int(facts.total_memory), spare, bfloat16=True, **ram)
    if torch.backends.mps.is_available():
        most = int(torch.mps.recommended_max_memory())
        return Machine("mps", "Apple GPU", most, min(most, ram["ram"]), bfloat16=_mps_bfloat16(), **ram)
    return Machine("cpu", _processor(), int(memory.total), ram["ram"], bfloat16=True, **ram)


def _cuda(torch: Any, ram: dict[str, Any]) -> Machine:
    spare, total = torch.cuda.mem_get_info()
    spare += torch.cuda.memory_reserved()  # what we hold can be let go: a loaded model must not change its own plan
    kind: Kind = "rocm" if torch.version.hip else "cuda"
    capability = torch.cuda.get_device_capability() if kind == "cuda" else (0, 0)
    # emulated bfloat16 (capability below 8) is reported as supported, and is slow
    bfloat16 = capability >= (8, 0) if kind == "cuda" else torch.cuda.is_bf16_supported()
    return Machine(kind, torch.cuda.get_device_name(), int(total), int(spare), capability=capability,
                   bfloat16=bool(bfloat16), **ram)


def _packages() -> frozenset[str]:
    return frozenset(name for name in ("accelerate", "flash_attn", "torchao") if importlib.util.find_spec(name))


def _mps_bfloat16() -> bool:
    import platform

    return int((platform.mac_ver()[0] or "0").split(".")[0]) >= 14


def _processor() -> str:
    import platform

    return platform.processor() or platform.machine() or "CPU"
