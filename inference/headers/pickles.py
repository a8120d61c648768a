"""Pickled checkpoints (.ckpt, .pt, .pth, .bin) read without running anything that they ask for.

A pickle is a small program that may call any function it names. This reader never looks a name up: tensors become
their shapes, the few containers that checkpoints are made of are built, classes of training programs (callbacks,
configurations) become inert stand-ins, and any other name refuses the file.

Formats: torch's zip of 2020 (torch/serialization.py: `data.pkl` and one entry a storage), the older stream of
pickles before it, and a bare pickle.
"""

from __future__ import annotations

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from inference.headers.header import Header, Tensor

_MOST = 256 << 20  # bytes of pickle without weights
_MOST_BARE = 1 << 30
LEGACY = 0x1950A86A20F9469CFC6C  # torch.serialization.MAGIC_NUMBER
_TYPES = {
    "FloatStorage": "F32", "HalfStorage": "F16", "BFloat16Storage": "BF16", "DoubleStorage": "F64",
    "LongStorage": "I64", "IntStorage": "I32", "ShortStorage": "I16", "CharStorage": "I8", "ByteStorage": "U8",
    "BoolStorage": "BOOL", "Float8_e4m3fnStorage": "F8_E4M3", "Float8_e5m2Storage": "F8_E5M2", "UntypedStorage": "U8",
}
BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1,
         "F8_E4M3": 1, "F8_E5M2": 1}
# Classes of the programs that trained a model: what they hold is thrown away, nothing of them is imported.
_INERT = ("pytorch_lightning.", "lightning.", "lightning_fabric.", "omegaconf.", "argparse.", "typing.", "numpy.",
          "torch.optim.", "torch.nn.", "torch.Size", "torch.device", "torch.distributed.", "pathlib.", "datetime.",
          "ml_collections.", "yacs.", "easydict.", "addict.", "mmengine.", "mmcv.", "fairseq.", "collections.")
_WRAPPED = ("state_dict", "model_state_dict", "params_ema", "params-ema", "params", "model", "net", "module",
            "generator")
_PREFIXES = ("module._orig_mod.", "_orig_mod.", "module.", "netG.")  # of several cards, of compiled networks, of GANs


class Foreign(Exception):  # noqa: N818  a fact about a file
    """The pickle names something that is no weights."""


@dataclass(frozen=True)
class Storage:
    """The numbers behind tensors: where they lie in the file."""

    dtype: str
    key: str
    length: int


@dataclass(frozen=True)
class Stored:
    """A tensor as the pickle describes it: element `offset` of `storage` onwards, with `strides` in elements."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def __setstate__(self, state: Any) -> None:
        """Nothing: pickled attributes of a tensor are hooks and flags."""


class Inert:
    """Stands for an object of a training program. Takes whatever the pickle gives it and does nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        pass

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def append(self, value: Any) -> None:
        pass

    def extend(self, values: Any) -> None:
        pass


def read(file: BinaryIO) -> Header:
    """Raises Foreign for a file that names functions, and what pickle and zipfile raise for damaged ones."""
    return Header("pickle", {name: Tensor(stored.shape, stored.storage.dtype) for name, stored in stored_in(file)})


def stored_in(file: BinaryIO) -> Iterator[tuple[str, Stored]]:
    """The tensors of a checkpoint by name, its wrappers ("state_dict", "params_ema", "module.") taken off."""
    tensors = _flat(_unwrapped(_loaded(file)))
    prefix = next((p for p in _PREFIXES if tensors and all(n.startswith(p) for n in tensors)), "")
    return ((name[len(prefix):], stored) for name, stored in tensors.items())


def _loaded(file: BinaryIO) -> Any:
    if zipfile.is_zipfile(file):
        return _from_zip(file)
    file.seek(0)
    first = Reader(file).load()
    if first != LEGACY:
        return first
    Reader(file).load()  # protocol version
    Reader(file).load()  # byte order and sizes of the machine
    return Reader(file).load()


def _from_zip(file: BinaryIO) -> Any:
    with zipfile.ZipFile(file) as archive:
        name = next((n for n in archive.namelist() if n.endswith("data.pkl")), None)
        if name is None:
            raise ValueError("the archive holds no checkpoint")
        if name.removesuffix("data.pkl") + "constants.pkl" in archive.namelist():
            raise Foreign("a program (TorchScript)")
        if archive.getinfo(name).file_size > _MOST:
            raise ValueError("the list of tensors is too long")
        with archive.open(name) as pickled:
            return Reader(pickled).load()


class Reader(pickle.Unpickler):
    """Builds `Stored` for tensors and stand-ins for all else. `sizes` collects the bytes an element of each storage."""

    def __init__(self, file: IO[bytes], sizes: dict[str, int] | None = None) -> None:
        super().__init__(file)
        self._sizes = sizes

    def find_class(self, module: str, name: str) -> Any:
        """A stand-in for every name that is allowed; nothing is ever imported."""
        known = _KNOWN.get(f"{module}.{name}")
        if known is not None:
            return known
        if module in ("torch", "torch.storage") and name in _TYPES:
            return _TYPES[name]
        if module == "torch" and name[:1].islower():
            return _Named(name)  # a dtype: torch.float16
        if f"{module}.{name}".startswith(_INERT):
            return Inert
        raise Foreign(f"{module}.{name}")

    def persistent_load(self, pid: Any) -> Any:
        """("storage", type, key, device, elements[, view]): what torch writes in place of the numbers."""
        if not isinstance(pid, tuple) or len(pid) < 5 or pid[0] not in ("storage", b"storage"):
            raise ValueError("unknown kind of storage")
        kind = pid[1] if isinstance(pid[1], str) else getattr(pid[1], "dtype", "U8")
        if self._sizes is not None:
            self._sizes[str(pid[2])] = BYTES.get(kind, 1)
        return Storage(kind, str(pid[2]), int(pid[4]))


class _Named(str):
    """A value known by name only."""

    def __call__(self, *args: Any) -> Inert:
        return Inert()


def _tensor(storage: Any, offset: Any = 0, size: Any = (), stride: Any = (), *rest: Any) -> Any:
    if not isinstance(storage, Storage):
        return Inert()
    return Stored(storage, int(offset), tuple(map(int, size)), tuple(map(int, stride)))


def _parameter(data: Any = None, *rest: Any) -> Any:
    return data


def _from_type(function: Any = None, kind: Any = None, args: Any = (), state: Any = None) -> Any:
    """torch._tensor._rebuild_from_type_v2(function, type, args, state): `function` is already one of ours."""
    return function(*args) if function in (_tensor, _parameter) else Inert()


_KNOWN: Mapping[str, Callable[..., Any]] = {
    "collections.OrderedDict": OrderedDict,
    "builtins.set": set, "builtins.dict": dict, "builtins.list": list, "builtins.tuple": tuple, "builtins.int": int,
    "builtins.float": float, "builtins.bool": bool, "builtins.str": str, "builtins.slice": Inert,
    "builtins.complex": complex, "builtins.bytearray": Inert, "builtins.frozenset": frozenset,
    "__builtin__.set": set, "__builtin__.dict": dict, "__builtin__.list": list, "__builtin__.long": int,
    "_codecs.encode": Inert,
    "torch._utils._rebuild_tensor": _tensor, "torch._utils._rebuild_tensor_v2": _tensor,
    "torch._utils._rebuild_tensor_v3": _tensor, "torch._utils._rebuild_parameter": _parameter,
    "torch._utils._rebuild_parameter_with_state": _parameter, "torch._tensor._rebuild_from_type_v2": _from_type,
    "torch.nn.parameter.Parameter": _parameter, "torch.Tensor": Inert, "torch.FloatTensor": Inert,
}


def _unwrapped(value: Any) -> Any:
    """The innermost dictionary that holds the weights."""
    while isinstance(value, dict):
        inner = next((value[name] for name in _WRAPPED if isinstance(value.get(name), dict) and value[name]), None)
        if inner is None and len(value) == 1 and isinstance(next(iter(value.values())), dict):
            inner = next(iter(value.values()))
        if inner is None or not any(True for _ in _flat(inner)):
            return value
        value = inner
    return value


def _flat(value: Any, prefix: str = "", depth: int = 0) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    if isinstance(value, Stored):
        found[prefix or "tensor"] = value
    elif isinstance(value, dict) and depth < 4:
        for name, inner in value.items():
            found.update(_flat(inner, f"{prefix}.{name}" if prefix else str(name), depth + 1))
    return found
