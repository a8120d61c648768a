"""Where the parts of a diffusion model are: in its own file, near it, or among the models that are installed.

Near a file are its folder and those beside and above it that programs keep parts in: ComfyUI (models/text_encoders,
models/clip, models/vae), Forge (models/VAE, models/text_encoder), and the parts of diffusers folders.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path

from inference.api import UserError
from inference.checkpoints import SUFFIXES, Contents, contents, is_component
from inference.identity import parts as rules
from inference.identity.rule import first
from inference.parts.known import Part, Parts

FOLDERS = frozenset({"text_encoders", "text_encoder", "text-encoders", "text_encoder_2", "text_encoder_3", "clip",
                     "vae", "vaes", "autoencoders", "parts"})
_ABOVE, _BELOW = 3, 2  # folders above the file whose children are looked at, and levels below those
_QUARTER = 0.25  # of main memory: what is larger is taken in a smaller kind when there is one, or gone without
_FOREIGN = (".weight_scale_2", ".qweight")  # NVFP4 and programs of their own: nothing here computes with them
_NARROW = ("F8_E4M3", "F8_E5M2", "U8", "I8")
_SKIPPED = re.compile(r"\.|.*-of-\d+")  # hidden files, shards
Agrees = Callable[[str, Contents, str], bool]  # (role, file, root in it) -> whether it has the sizes wanted


@dataclass(frozen=True)
class Source:
    """A part and where it is: in `found`, its tensors under `root`; `inside`: in the model's own file."""

    part: Part
    found: Contents
    root: str = ""
    inside: bool = False

    @property
    def size_bytes(self) -> int:
        """In memory: 16 bits a weight, or as stored where it is quantised; 0 more for what is inside."""
        header = self.found.header
        if header is None or header.format == "gguf":
            return self.found.size_bytes
        return sum(prod(tensor.shape) * (1 if tensor.dtype in _NARROW else 2)
                   for name, tensor in header.tensors.items() if name.startswith(self.root))


@dataclass(frozen=True)
class _Seen:
    """A file that may be a part: what it was identified as, how far away it is."""

    path: str
    kind: str
    family: str
    variant: str
    size: int
    far: bool

    def may_be(self, part: Part) -> bool:
        return part.is_a(self.kind, self.family, self.variant, Path(self.path).name)


def sources(found: Contents, parts: Parts, agrees: Agrees | None = None) -> dict[str, Source]:
    """The parts of the model in `found` that are there, by role.

    `agrees` tells whether a file fits, for a model that brings its own configuration; without it the identity does.
    """
    seen = list(_seen(found)) if parts else []
    made = {}
    for role, part in parts.items():
        source = _inside(found, role, part, agrees) or _beside(seen, role, part, agrees)
        if source is not None and not (part.optional and source.size_bytes > _QUARTER * _memory()):
            made[role] = source
    return made


def lacking(parts: Parts, have: Iterable[str]) -> list[Part]:
    """Those that are needed and not among the roles `have`."""
    return [part for role, part in parts.items() if role not in have and not part.optional]


def refusal(file: str, lacks: Iterable[Part]) -> UserError:
    """The sentence about parts that are not there."""
    lacks = list(lacks)
    return UserError("{file} needs parts that were not found: {parts}.",
                     "Get them in the model window, or put such files beside the model or into its text_encoders and "
                     "vae folders: {files}.", file=file, parts=", ".join(part.name for part in lacks),
                     files=", ".join(part.file for part in lacks))


def inside(found: Contents, part: Part) -> bool:
    return _inside(found, "", part, None) is not None


def _inside(found: Contents, role: str, part: Part, agrees: Agrees | None) -> Source | None:
    roots = (rules.VAE_ROOTS if part.kind == "vae" else rules.TEXT_ROOTS)[1:]
    tensors = found.header.tensors if found.header is not None else {}
    if agrees is not None:
        root = next((root for root in roots if found.has(root) and agrees(role, found, root)), "")
    else:
        table = rules.VAES if part.kind == "vae" else rules.TEXT
        held = first(tuple(rule for rule in table if rule.family == part.family
                           and (not part.variants or rule.variant in part.variants)), tensors, roots)
        root = held[1] if held else ""
    return Source(part, found, root, True) if root else None


def _beside(seen: list[_Seen], role: str, part: Part, agrees: Agrees | None) -> Source | None:
    if agrees is None:
        for each in sorted((each for each in seen if each.may_be(part)), key=_wish):
            found = _looked(each.path)
            if found is not None and not any(name.endswith(_FOREIGN) for name in found.tensors):
                return Source(part, found)
        return None
    for each in seen:
        found = None if each.far else _looked(each.path)
        if found is not None and agrees(role, found, ""):
            return Source(part, found)
    return None


def _wish(each: _Seen) -> tuple[bool, bool, int, str]:
    """Near before far; of several kinds the one with most digits, unless it fills a quarter of main memory."""
    large = each.size > _QUARTER * _memory()
    return each.far, large, each.size if large else -each.size, each.path


@functools.cache
def _memory() -> int:
    import psutil

    return int(psutil.virtual_memory().total)


def _seen(found: Contents) -> Iterator[_Seen]:
    known = {info.path: info for info in found.around}
    told = {str(found.path)}
    for path in near(found.path.parent):
        if path in told:
            continue
        told.add(path)
        info = known.get(path)
        if info is not None:
            yield _Seen(path, info.kind, info.family, info.variant, info.size_bytes, False)
        else:
            yield from _stray(path)
    for info in found.around:
        if info.path not in told and info.kind in ("vae", "text_encoder"):
            yield _Seen(info.path, info.kind, info.family, info.variant, info.size_bytes, True)


def strays(folder: Path, known: Container[str]) -> Iterator[_Seen]:
    """What lies near the files of `folder` and is not `known`: other places are looked through."""
    for path in near(folder):
        if path not in known:
            yield from _stray(path)


def _stray(path: str) -> Iterator[_Seen]:
    found = _looked(path)
    if found is not None:
        is_a = found.identity
        yield _Seen(path, is_a.kind, is_a.family, is_a.variant, found.size_bytes, False)


def _looked(path: str) -> Contents | None:
    try:
        return contents(Path(path))
    except (UserError, OSError):  # damaged or gone: it is not the part
        return None


def near(folder: Path) -> Iterator[str]:
    """Files and folders of parts near the model files of `folder`, the nearest first."""
    yield from _models(folder, 0)
    for parent in (folder, *list(folder.parents)[:_ABOVE - 1]):
        for below in _folders(parent):
            if below.name.lower() in FOLDERS:
                yield from _models(below, _BELOW)
            elif (below / "model_index.json").is_file():
                yield from _models(below, 1)


def pipelines_near(folder: Path) -> bool:
    """Whether a diffusers folder lies in `folder` or one of the two above it."""
    return any((below / "model_index.json").is_file() for parent in (folder, *list(folder.parents)[:2])
               for below in _folders(parent))


def _models(folder: Path, deeper: int) -> Iterator[str]:
    names = [entry.name for entry in _entries(folder)]
    if is_component(names):
        yield str(folder)
        return
    yield from (f"{folder}{os.sep}{name}" for name in names if name.endswith(SUFFIXES) and not _SKIPPED.match(name))
    for below in _folders(folder):
        if deeper or below.name.lower() in FOLDERS:
            yield from _models(below, max(deeper - 1, 0))


def _folders(place: Path) -> list[Path]:
    return [Path(entry.path) for entry in _entries(place) if not entry.name.startswith(".") and entry.is_dir()]


def _entries(place: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []
