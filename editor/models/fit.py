"""Whether a model fits this machine, and why not: a figure for graphics memory, one for main memory, one for disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.models.catalogue import Entry

GB = 1 << 30  # memory is counted in powers of two, and sold as "GB"
_SYSTEM_GB = 4.0  # main memory that the system and this program want for themselves

Level = Literal["good", "slow", "no", "unknown"]


@dataclass(frozen=True)
class Machine:
    """`gpu` is the name of the accelerator, "" without one; memories in bytes. Apple's GPUs share the main memory."""

    gpu: str = ""
    gpu_bytes: int = 0
    ram_bytes: int = 0
    shared: bool = False


@dataclass(frozen=True)
class Fit:
    """`sentence` is a template for tr, filled with `values`."""

    level: Level
    sentence: str
    values: dict[str, str]


def fit(entry: Entry, machine: Machine) -> Fit:
    """How well `entry` runs here: "good" at full speed, "slow" with parts of it outside, "no" not at all."""
    ram = machine.ram_bytes / GB
    have = machine.gpu_bytes / GB if machine.gpu else 0.0
    values = {"need": _gb(entry.memory_gb), "least": _gb(entry.least_gb), "have": _gb(have), "ram": _gb(ram)}
    small = entry.memory_gb <= 1.5  # upscalers and the like run on any processor
    if machine.shared:
        have, values["have"] = ram - _SYSTEM_GB, _gb(ram)
    if small and ram >= entry.memory_gb + 1:
        return Fit("good", "Runs well on this computer.", values)
    if have >= entry.memory_gb:
        return Fit("good", "Runs at full speed: it wants {need} of graphics memory, and this computer has {have}.",
                   values)
    if have >= entry.least_gb:
        return Fit("slow", "Fits with less speed: it wants {need} of graphics memory, this computer has {have}.",
                   values)
    if ram - _SYSTEM_GB >= entry.memory_gb:
        return Fit("slow", "Runs slowly: it wants {least} of graphics memory at least, this computer has {have}."
                   if machine.gpu else "Runs on the processor, which takes minutes a picture.", values)
    if not machine.ram_bytes:
        return Fit("unknown", "It is not known yet whether it fits.", values)
    return Fit("no", "Too large for this computer: it wants {least} of graphics memory, or {need} of free main memory.",
               values)


def _gb(value: float) -> str:
    return f"{value:.0f} GB" if value >= 10 else f"{value:.1f} GB"
