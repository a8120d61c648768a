"""Messages between the window process and the engine process: framed pickles with the pixels out of band.

Pickle protocol 5 (PEP 574) keeps large arrays outside the pickle, so a 64 MB picture is written from its own
memory and read straight into memory that the kernel fills while no lock of the interpreter is held.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from inference.api.messages import ModelInfo, Request

_HEAD = struct.Struct("<4sII")  # mark, bytes of the pickle, number of buffers
_MARK = b"LMN1"
_MOST = 1 << 36  # bytes of one message: a torn stream must not ask for a petabyte

_PLAIN = {
    "builtins": {"set", "frozenset", "complex", "bytearray", "slice", "range"},
    "numpy": {"dtype", "ndarray"},
    "numpy._core.numeric": {"_frombuffer"},
    "numpy._core.multiarray": {"_reconstruct", "scalar"},
    "inference.api.errors": {"UserError", "_restored"},
}
_OWN = ("inference.api.messages", "inference.api.traits", "inference.api.wire", "inference.operations.")


@dataclass(frozen=True, eq=False)
class Run:
    """Window to engine: carry out `request`; every answer is an `Event` with this job number. `options` are what the
    user allows for the sake of speed: "block_cache", "compiled", "attention=NAME"."""

    job: int
    request: Request
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cancel:
    """Window to engine: stop this job at its next step."""

    job: int


@dataclass(frozen=True)
class Scan:
    """Window to engine: look for models in these folders and answer with `Models`.

    `used_as` maps paths to the kinds that the user chose for files of unknown content.
    """

    folders: tuple[str, ...]
    used_as: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Models:
    """Engine to window: what a scan found."""

    found: tuple[ModelInfo, ...]


@dataclass(frozen=True)
class Free:
    """Window to engine: let go of every loaded model; the answer is `Freed`."""


@dataclass(frozen=True)
class Freed:
    """Engine to window: so many bytes of device (or main) memory were given back."""

    size_bytes: int


@dataclass(frozen=True)
class Ready:
    """Engine to window, once: the process listens. `pid` is its process number."""

    pid: int


class _Writer(pickle.Pickler):
    """Arrays that are not contiguous are copied by numpy (which releases the lock), never pickled in band."""

    def reducer_override(self, value: Any) -> Any:
        if type(value) is np.ndarray and not (value.flags.c_contiguous or value.flags.f_contiguous):
            return np.ascontiguousarray(value).__reduce_ex__(5)
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Builds the classes of this contract and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.startswith(_OWN) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} may not cross the border of the engine")


def send(pipe: BinaryIO, message: Any) -> None:
    """Write one message to an unbuffered pipe. Raises OSError when the other side is gone."""
    buffers: list[pickle.PickleBuffer] = []
    body = io.BytesIO()
    _Writer(body, protocol=5, buffer_callback=buffers.append).dump(message)
    parts = [memoryview(buffer.raw()) for buffer in buffers]
    sizes = struct.pack(f"<{len(parts)}Q", *(part.nbytes for part in parts))
    _write(pipe, memoryview(_HEAD.pack(_MARK, body.tell(), len(parts)) + sizes + body.getbuffer()))
    for part in parts:
        _write(pipe, part)


def receive(pipe: BinaryIO) -> Any:
    """Read one message. Raises EOFError when the other side is gone, UnpicklingError for anything foreign."""
    mark, length, count = _HEAD.unpack(_read(pipe, _HEAD.size))
    if mark != _MARK:
        raise pickle.UnpicklingError("not a message of the engine")
    sizes = struct.unpack(f"<{count}Q", _read(pipe, 8 * count))
    if sum(sizes) > _MOST:
        raise pickle.UnpicklingError("a message of the engine is too large")
    body = _read(pipe, length)
    buffers = [_read(pipe, size) for size in sizes]
    return _Reader(io.BytesIO(body), buffers=buffers).load()


def widen(pipe: BinaryIO) -> None:
    """Ask Linux for a pipe of 1 MiB: a picture then crosses in a sixteenth of the system calls."""
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)
        except OSError:  # over the user's limit for pipes: the usual 64 KiB works too
            return


def _write(pipe: BinaryIO, data: memoryview) -> None:
    data = data.cast("B") if data.nbytes else data
    done = 0
    while done < data.nbytes:
        done += pipe.write(data[done:done + (8 << 20)]) or 0


def _read(pipe: BinaryIO, size: int) -> memoryview:
    # np.empty: a bytearray would be zeroed, which faults in every page while the lock is held
    data = np.empty(size, np.uint8).data
    read_into: Callable[[memoryview], int | None] = pipe.readinto  # type: ignore[attr-defined]
    done = 0
    while done < size:
        count = read_into(data[done:])
        if not count:
            raise EOFError("the other side is gone")
        done += count
    return data
