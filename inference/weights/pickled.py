"""Pickled checkpoints made safetensors, once, into the user's cache.

Nothing that a pickle asks for is looked up or run (inference/headers/pickles.py); of the weights, one tensor at a
time is in memory. The layout written is that of huggingface/safetensors (README, "Format").
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import platformdirs

from inference.api import UserError
from inference.checkpoints import fingerprint
from inference.headers import pickles, read
from inference.headers.pickles import BYTES, LEGACY, Stored
from inference.headers.reading import is_pickle

_WORDS = {1: np.uint8, 2: np.uint16, 4: np.uint32, 8: np.uint64}
Raw = Callable[[Stored], npt.NDArray[Any]]


def as_safetensors(path: Path) -> Path:
    """`path`, or the safetensors file of the same tensors in the user's cache, made when it is not there.

    Raises UserError for pickles that hold more than weights, for damaged ones, and when the disk is full.
    """
    if not is_pickle(path):
        return path
    read(path)  # refuses what is no list of weights, in a sentence
    target = folder() / f"{path.stem}-{fingerprint(str(path))}.safetensors"
    if not target.is_file():
        _swept()
        _converted(path, target)
    return target


def folder() -> Path:
    return Path(platformdirs.user_cache_dir("limner", appauthor=False)) / "converted"


def _converted(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    needed = path.stat().st_size
    if shutil.disk_usage(target.parent).free < needed * 1.05:
        raise UserError("There is no room on the disk to convert {file}: {size} GB are needed.",
                        "Free some space, or get the model as a .safetensors file.", file=path.name,
                        size=f"{needed / 1e9:.1f}")
    handle, name = tempfile.mkstemp(prefix=".part-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out, path.open("rb") as file, _numbers(file) as raw:
            file.seek(0)
            _write(out, dict(pickles.stored_in(file)), raw, path)
        os.replace(name, target)
    except (ValueError, KeyError, EOFError, IndexError, struct.error, zipfile.BadZipFile,
            pickle.UnpicklingError) as error:
        raise UserError("{file} is damaged or incomplete.", "Download or copy it again.", file=path.name) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _write(out: BinaryIO, stored: dict[str, Stored], raw: Raw, source: Path) -> None:
    """The header, then the numbers of one tensor after the other."""
    stored = {name: each for name, each in stored.items() if each.storage.dtype in BYTES}
    entries: dict[str, Any] = {"__metadata__": {"format": "pt", "source": str(source)}}
    place = 0
    for name, each in stored.items():
        size = prod(each.shape) * BYTES[each.storage.dtype]
        entries[name] = {"dtype": each.storage.dtype, "shape": each.shape, "data_offsets": [place, place + size]}
        place += size
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % 8)
    out.write(struct.pack("<Q", len(text)) + text)
    for each in stored.values():
        out.write(_laid_out(each, raw(each)).tobytes())


def _laid_out(each: Stored, storage: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A tensor in the order of its shape. Raises ValueError when it reaches beyond its storage."""
    end = each.offset + sum((edge - 1) * step for edge, step in zip(each.shape, each.strides, strict=True)) + 1
    if prod(each.shape) == 0:
        return storage[:0]
    if each.offset < 0 or min(each.strides, default=0) < 0 or end > len(storage):
        raise ValueError("a tensor reaches beyond its storage")
    steps = [step * storage.itemsize for step in each.strides]
    return np.lib.stride_tricks.as_strided(storage[each.offset:], each.shape, steps, writeable=False)


@contextmanager
def _numbers(file: BinaryIO) -> Iterator[Raw]:
    """What gives the storage of a tensor, in either format of torch, as whole words of its size."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            root = next(n for n in archive.namelist() if n.endswith("data.pkl")).removesuffix("data.pkl")
            if root + "byteorder" in archive.namelist() and archive.read(root + "byteorder") != b"little":
                raise ValueError("the numbers are in the order of another kind of machine")
            yield lambda each: _words(archive.read(f"{root}data/{each.storage.key}"), each)
        return
    places = _legacy_places(file)

    def raw(each: Stored) -> npt.NDArray[Any]:
        start, count = places[each.storage.key]
        file.seek(start)
        return _words(file.read(count * BYTES[each.storage.dtype]), each)

    yield raw


def _words(data: bytes, each: Stored) -> npt.NDArray[Any]:
    return np.frombuffer(data, _WORDS[BYTES[each.storage.dtype]])


def _legacy_places(file: BinaryIO) -> dict[str, tuple[int, int]]:
    """Key -> (offset, count) of torch's stream before 2020: four pickles, a list of keys, the storages in its order,
    each after its count (torch/serialization.py, _legacy_load)."""
    file.seek(0)
    if pickles.Reader(file).load() != LEGACY:
        raise ValueError("the numbers are not beside the list of tensors")
    pickles.Reader(file).load()
    pickles.Reader(file).load()
    sizes: dict[str, int] = {}
    pickles.Reader(file, sizes).load()
    keys = [str(key) for key in pickles.Reader(file).load()]
    places: dict[str, tuple[int, int]] = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        places[key] = file.tell(), count
        file.seek(count * sizes[key], os.SEEK_CUR)
    return places


def _swept() -> None:
    """What was converted from files that are gone, and what a crash left, is removed."""
    for old in folder().glob("*.safetensors"):
        source = read(old).facts.get("source", "")
        if not Path(source).is_file():
            old.unlink(missing_ok=True)
    for part in folder().glob(".part-*"):
        part.unlink(missing_ok=True)
