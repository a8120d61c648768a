"""Pictures and networks that the benchmarks of upscaling share."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from inference.api import UserError
from inference.checkpoints import contents
from inference.devices import Plan
from inference.families.upscaler import load
from inference.reporting import Silent
from inference.training.photographs import photographs
from inference.training.upscaler import SOME

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT.parent / "shared" / "photos"
WEIGHTS = ROOT.parent / "shared" / "weights"
OWN = ROOT / "resources" / "builtin"
FOLDERS = ("ntire2024_esr", "real-esrgan", "ntire2022_esr", "safmn")


def held_back() -> list[Path]:
    """Photographs that the training never saw; none, with a word, where the folder is absent."""
    if PHOTOS.is_dir():
        return photographs(PHOTOS, held_back=True)
    print(f"{PHOTOS} is not there")
    return []


def watched() -> set[Path]:
    """Those of them whose figures were printed while training; no decision rested on them."""
    return set(held_back()[:SOME])


def network(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load(contents(path), Plan(), Silent())


def networks() -> Iterator[tuple[str, Any]]:
    """Name and network of our own and of every checkpoint in the shared folders that loads; of others, why not."""
    for path in sorted(OWN.glob("*.safetensors")):
        yield f"Limner {path.stem}", network(path)
    for folder in FOLDERS:
        for path in sorted((WEIGHTS / folder).glob("*.pth")):
            try:
                yield path.stem, network(path)
            except UserError:
                print(f"{path.stem:32} does not load: spandrel knows no such architecture")


def colours(image: Any) -> Any:
    return image[..., :3].astype(np.float32) / np.float32(255)
