"""Which reader a file wants, by its first bytes and not by its name; what cannot be read is told in a sentence."""

from __future__ import annotations

import pickle
import struct
import zipfile
from pathlib import Path

from inference.api import UserError
from inference.api.onnx import instead
from inference.headers import gguf, pickles, safetensors
from inference.headers.header import Header

PICKLES = (".pth", ".pt", ".ckpt", ".bin")
SUFFIXES = (".safetensors", ".sft", ".gguf", *PICKLES)
# First bytes of files that people have and that hold no torch weights.
OTHERS = ((b"\x89HDF\r\n\x1a\n", "a Keras (HDF5) file"), (b"version https://git-lfs", "a pointer, not the file itself"),
          (b"<!DOCTYPE", "a web page"), (b"<html", "a web page"), (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"),
          (b"\xff\xd8\xff", "a picture"), (b"RIFF", "a picture"), (b"7z\xbc\xaf", "an archive"),
          (b"Rar!", "an archive"))
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error, EOFError, OSError,
           pickle.UnpicklingError, zipfile.BadZipFile, ImportError, MemoryError, OverflowError, RecursionError)


def read(path: Path) -> Header:
    """The header of a model file.

    Raises UserError when it is damaged, incomplete, of another kind, or a pickle that holds more than weights.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            first = file.read(24)
            file.seek(0)
            other = next((what for start, what in OTHERS if first.startswith(start)), "")
            if path.suffix.lower() == ".onnx":
                raise instead(path.name)
            if other or path.suffix in (".pb", ".h5", ".tflite"):
                raise _not_weights(path, other or f"a {path.suffix[1:]} file")
            if first.startswith(gguf.MAGIC):
                return gguf.read(file)
            if path.suffix in PICKLES and not _like_safetensors(first, size):
                return pickles.read(file)
            return safetensors.read(file, size)
    except pickles.Foreign as error:
        raise UserError("{file} holds something else than weights and was not loaded: it asks for {name}.",
                        "Such files can run programs. Use a .safetensors file from a source you trust.",
                        file=path.name, name=str(error)) from error
    except EOFError as error:
        raise UserError("{file} is incomplete: {reason}.", "Download or copy it again.", file=path.name,
                        reason=str(error) or "it ends too early") from error
    except _DAMAGE as error:
        raise UserError("{file} is damaged or not a model file.", "Download or copy it again.",
                        file=path.name) from error


def _like_safetensors(first: bytes, size: int) -> bool:
    """A safetensors file that somebody called .bin or .pt."""
    return len(first) > 9 and int.from_bytes(first[:8], "little") + 8 <= size and first[8:9] == b"{"


def _not_weights(path: Path, what: str) -> UserError:
    return UserError("{file} is {what}, which is not used here.",
                     "Limner uses .safetensors, .gguf and .pth, .pt, .ckpt files.", file=path.name, what=what)


def is_pickle(path: Path) -> bool:
    """Whether its weights are pickled: by its ending and what it begins with."""
    if path.suffix not in PICKLES:
        return False
    with path.open("rb") as file:
        return not _like_safetensors(file.read(24), path.stat().st_size)
