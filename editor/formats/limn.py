"""The native format: a zip of a JSON manifest, one zstd blob for each Pixels, and a merged preview.

Every field of the document and its layers is written by its declaration, so that a new field is kept without
a change here. The archive is never unpacked to disk, and every blob has a known size before it is read.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import zstandard

from editor.document.document import Document, Guide
from editor.document.geometry import TILE
from editor.document.layer import AdjustmentLayer, Layer, Mask, new_id, walk
from editor.document.pixels import DTYPES, Pixels
from editor.document.region import Region
from editor.document.words import Type, Words
from editor.filters.unknown import named, params_of, values_of
from editor.formats.format import Format
from editor.formats.raster import LONGEST_EDGE, check_size
from inference.api import Operation, UserError

VERSION = 2
PLAIN = 1  # what documents without adjustment layers are written as: older programs can open them
MIME = "application/x-limner"
MANIFEST, PREVIEW = "manifest.json", "preview.png"
MOST_MANIFEST = 256 << 20  # bytes
MOST_PIXEL_BYTES = 64 << 30
PREVIEW_EDGE = 1024  # px
DAMAGED = "The file is damaged: {part} cannot be read."


def kinds() -> dict[str, type]:
    """The values that a manifest may name: every kind of layer, and what layers and documents are made of."""
    found: dict[str, type] = {"Guide": Guide, "Mask": Mask, "Document": Document, "Words": Words, "Type": Type,
                              "Region": Region}
    todo: list[type] = [Layer]
    while todo:
        kind = todo.pop()
        found[kind.__name__] = kind
        todo.extend(kind.__subclasses__())
    return found


# ---- writing

def write(document: Document, path: Path, options: Any) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        archive.writestr("mimetype", MIME)
        blobs: dict[int, str] = {}  # Pixels that several layers share are written once

        def pixels(value: Pixels) -> dict[str, Any]:
            name = blobs.get(id(value)) or f"pixels/{len(blobs)}.zst"
            if id(value) not in blobs:
                blobs[id(value)] = name
                _write_blob(archive, name, value)
            return {"$": "Pixels", "blob": name, "channels": value.channels, "dtype": value.dtype,
                    "fill": value.fill, "tiles": [list(key) for key in sorted(value.tiles)]}

        version = VERSION if any(isinstance(one, AdjustmentLayer) for one in walk(document.layers)) else PLAIN
        body = {"format": "limner", "version": version, "document": encoded(document, pixels)}
        archive.writestr(MANIFEST, json.dumps(body, ensure_ascii=False), zipfile.ZIP_DEFLATED)
        archive.writestr(PREVIEW, preview(document))


def _write_blob(archive: zipfile.ZipFile, name: str, pixels: Pixels) -> None:
    """The tiles in order of their keys, little endian, one zstd stream."""
    with archive.open(name, "w", force_zip64=True) as entry:
        packer = zstandard.ZstdCompressor(level=1).stream_writer(entry, closefd=False)
        for key in sorted(pixels.tiles):
            packer.write(np.ascontiguousarray(pixels.tiles[key]).data.cast("B"))
        packer.flush(zstandard.FLUSH_FRAME)


def preview(document: Document) -> bytes:
    """The merged picture as PNG, at most 1024 px on an edge."""
    from editor.document.pixels import convert
    from editor.document.resize import resampled
    from editor.formats.png import encoded as png
    from editor.formats.raster import flat

    array = flat(document)
    factor = min(1.0, PREVIEW_EDGE / max(document.width, document.height))
    if factor < 1:
        array = resampled(array, max(1, round(document.width * factor)), max(1, round(document.height * factor)))
    return png(convert(np.ascontiguousarray(array), "uint8"))


def encoded(value: Any, pixels: Callable[[Pixels], Any]) -> Any:
    """A value as JSON can hold it: what JSON has not becomes an object with "$" for its kind."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Pixels):
        return pixels(value)
    if isinstance(value, bytes):
        return {"$": "bytes", "base64": base64.b64encode(value).decode()}
    if isinstance(value, np.generic):
        return encoded(value.item(), pixels)
    if isinstance(value, np.ndarray):
        return {"$": "array", "dtype": value.dtype.str, "shape": list(value.shape),
                "base64": base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()}
    if isinstance(value, tuple):
        return {"$": "tuple", "items": [encoded(item, pixels) for item in value]}
    if isinstance(value, list):
        return [encoded(item, pixels) for item in value]
    if isinstance(value, Mapping):
        return {"$": "dict", "items": [[encoded(k, pixels), encoded(v, pixels)] for k, v in value.items()]}
    if isinstance(value, Operation):
        return {"$": "Filter", "id": value.id}
    if isinstance(value, AdjustmentLayer):
        own = encoded(values_of(value.params), pixels)
        return {"$": "AdjustmentLayer", **_fields(value, pixels, without=("id", "params")), "values": own}
    if dataclasses.is_dataclass(value) and type(value).__name__ in kinds():
        without = ("id",) if isinstance(value, Layer) else ()
        return {"$": type(value).__name__, **_fields(value, pixels, without)}
    raise UserError("A value of the kind {kind} cannot be saved.", kind=type(value).__name__)


def _fields(value: Any, pixels: Callable[[Pixels], Any], without: tuple[str, ...]) -> dict[str, Any]:
    return {f.name: encoded(getattr(value, f.name), pixels) for f in dataclasses.fields(value)
            if f.name not in without}


# ---- reading

def read(path: Path) -> Document:
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(_entry(archive, MANIFEST, MOST_MANIFEST))
            _check_version(manifest)
            return _document(archive, manifest)
    except (zipfile.BadZipFile, json.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError, OSError,
            zstandard.ZstdError, RecursionError) as error:
        raise UserError(DAMAGED, "An earlier copy of the file may be whole.", part=str(error)[:80]) from error


def _check_version(manifest: dict[str, Any]) -> None:
    version = manifest["version"]
    if manifest.get("format") != "limner" or not isinstance(version, int):
        raise UserError("The file is not a Limner document.")
    if version > VERSION:
        raise UserError("The file was written by a newer version of Limner.", "Update Limner to open it.")


def _document(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Document:
    budget, blobs = [MOST_PIXEL_BYTES], {}

    def pixels(body: dict[str, Any]) -> Pixels:
        name = body["blob"]
        if name not in blobs:
            blobs[name] = _read_pixels(archive, body, budget)
        return blobs[name]

    document = decoded(manifest["document"], pixels, kinds())
    if not isinstance(document, Document) or document.dtype not in DTYPES:
        raise ValueError(MANIFEST)
    check_size(document.width, document.height)
    return document


def _entry(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member of the archive; one that unpacks to more than `most` bytes is refused."""
    with archive.open(name) as entry:
        data = entry.read(most + 1)
    if len(data) > most:
        raise UserError(DAMAGED, part=name)
    return data


def _read_pixels(archive: zipfile.ZipFile, body: dict[str, Any], budget: list[int]) -> Pixels:
    dtype, channels = body["dtype"], body["channels"]
    keys = [(int(x), int(y)) for x, y in body["tiles"]]
    if dtype not in DTYPES or channels not in (1, 4) or len(set(keys)) != len(keys):
        raise ValueError(body["blob"])
    if any(max(abs(x), abs(y)) > LONGEST_EDGE for x, y in keys):
        raise ValueError(body["blob"])
    result = Pixels(channels, dtype, fill=body["fill"])
    shape = result.shape(TILE, TILE)
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    budget[0] -= size * len(keys)
    if budget[0] < 0:
        raise UserError("The picture is too large.")
    tiles = {}
    with archive.open(body["blob"]) as entry, zstandard.ZstdDecompressor().stream_reader(entry) as stream:
        for key in keys:
            data = stream.read(size)
            if len(data) != size:
                raise ValueError(body["blob"])
            tiles[key] = np.frombuffer(data, dtype).reshape(shape)  # over bytes: read-only
        if stream.read(1):
            raise ValueError(body["blob"])
    return dataclasses.replace(result, tiles=tiles)


def decoded(value: Any, pixels: Callable[[dict[str, Any]], Pixels], known: Mapping[str, type]) -> Any:
    if isinstance(value, list):
        return [decoded(item, pixels, known) for item in value]
    if not isinstance(value, dict):
        return value
    kind = value["$"]
    if kind == "Pixels":
        return pixels(value)
    if kind == "bytes":
        return base64.b64decode(value["base64"])
    if kind == "array":
        return np.frombuffer(base64.b64decode(value["base64"]), np.dtype(value["dtype"])).reshape(value["shape"])
    if kind == "tuple":
        return tuple(decoded(item, pixels, known) for item in value["items"])
    if kind == "dict":
        return {decoded(k, pixels, known): decoded(v, pixels, known) for k, v in value["items"]}
    if kind == "Filter":
        return named(str(value["id"]))
    made = known[kind]
    names = {f.name for f in dataclasses.fields(made)} - ({"id"} if issubclass(made, Layer) else set())
    fields = {name: decoded(value[name], pixels, known) for name in names if name in value}
    if made is AdjustmentLayer:
        fields["params"] = params_of(fields["operation"], decoded(value["values"], pixels, known))
    return made(**fields, id=new_id()) if issubclass(made, Layer) else made(**fields)


FORMAT = Format("limn", "Limner document", (".limn",),
                lambda head: head[:4] == b"PK\x03\x04" and head[30:38] == b"mimetype" and MIME.encode() in head,
                read, write, layers=True, dtypes=DTYPES, order=1)
