"""What this computer has, told without torch: main memory, and the graphics card as the drivers describe it."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import psutil

from editor.models.fit import Machine

_PATIENCE_S = 5.0


def machine() -> Machine:
    """Takes up to some seconds (a driver is asked): not for the window's thread."""
    ram = int(psutil.virtual_memory().total)
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return Machine("Apple", ram, ram, shared=True)
    name, memory = _nvidia() or _amd_on_linux() or ("", 0)
    return Machine(name, memory, ram)


def _nvidia() -> tuple[str, int] | None:
    """The card with most memory, as nvidia-smi lists them: "NVIDIA GeForce RTX 3060, 12288"."""
    command = ["nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=True,
                              creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return largest(said)


def largest(said: str) -> tuple[str, int] | None:
    """From lines "name, MiB" to the name and the bytes of the largest."""
    cards = []
    for line in said.splitlines():
        name, _, mebibytes = line.rpartition(",")
        if mebibytes.strip().isdigit():
            cards.append((int(mebibytes) << 20, name.strip()))
    return (max(cards)[1], max(cards)[0]) if cards else None


def _amd_on_linux() -> tuple[str, int] | None:
    """The amdgpu driver tells the size in sysfs."""
    sizes = []
    for file in Path("/sys/class/drm").glob("card*/device/mem_info_vram_total"):
        try:
            sizes.append(int(file.read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue
    return ("AMD Radeon", max(sizes)) if sizes and max(sizes) >= 2 << 30 else None
