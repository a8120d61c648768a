"""Fetching one file over HTTPS: resumed where it stopped, checked, and put in place only when it is whole.

While it runs there are NAME.part, the bytes, and NAME.part.json, which says where they come from, the server's mark of
the version (ETag) and how many of the bytes are known to be on the disk. Ranges: RFC 9110, sections 13.1.5 and 14.
"""

from __future__ import annotations

import dataclasses
import hashlib
import http.client
import json
import os
import shutil
import ssl
import struct
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from inference.api import UserError

BLOCK = 1 << 20
SYNC = 64 << 20  # bytes between two syncs: what a loss of power may cost
SPARE = 256 << 20  # bytes of the disk that are left alone
RETRIES = 6  # attempts in a row without a byte of progress
PATIENCE_S = 30.0  # a connection that says nothing for so long is given up
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Source:
    """`size` and `sha256` are 0 and "" where the catalogue does not know them."""

    url: str
    target: Path
    size: int = 0
    sha256: str = ""

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def sidecar(self) -> Path:
        return self.target.with_name(self.target.name + ".part.json")


@dataclass(frozen=True)
class Progress:
    """`stage` is "downloading", "waiting" (for the server to come back) or "checking"; `total` 0 while unknown."""

    stage: str
    done: int
    total: int


class Paused(Exception):  # noqa: N818  a request, not an error
    """The user pressed pause. What is there is kept."""


@dataclass
class _Kept:
    """The sidecar: `safe` bytes of the part are on the disk for certain."""

    url: str
    etag: str = ""
    size: int = 0
    safe: int = 0


Told = Callable[[Progress], None]


def fetch(source: Source, told: Told, pause: threading.Event, wait_s: float = 0.5) -> Path:
    """Download `source`, going on where an earlier attempt stopped; returns the finished file.

    `told` is called often, from this thread. `wait_s` is the first wait between attempts; it doubles. Raises Paused,
    or UserError when the server refuses, the disk is full, or what came is not what was promised. The target is
    whole or not there.
    """
    _refuse_plain(source.url)
    if source.target.exists():
        raise UserError("{file} is there already.", "Delete or rename it first.", file=source.target.name)
    source.target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _fetch_all(source, told, pause, wait_s)
        _check(source, told, pause)
        _sync(source.part)
        os.replace(source.part, source.target)
        source.sidecar.unlink(missing_ok=True)
        _sync_folder(source.target.parent)
    except OSError as error:
        raise _disk_error(source, error) from error
    return source.target


def discard(source: Source) -> None:
    """Throw away what an unfinished download left."""
    source.part.unlink(missing_ok=True)
    source.sidecar.unlink(missing_ok=True)


def downloaded(source: Source) -> tuple[int, int]:
    """(bytes there, bytes in all) of an unfinished download; (0, 0) when there is none."""
    kept = _kept(source)
    return (min(kept.safe, source.part.stat().st_size), kept.size or source.size) if kept and kept.safe else (0, 0)


# ---- the attempts

def _fetch_all(source: Source, told: Told, pause: threading.Event, wait_s: float) -> None:
    failures, best = 0, -1
    while True:
        kept = _kept(source) or _Kept(source.url)
        if kept.size and kept.safe == kept.size:
            return
        if kept.safe > best:
            failures, best = 0, kept.safe
        try:
            _attempt(source, kept, told, pause)
            return
        except _Dropped as error:
            failures += 1
            if failures > RETRIES:
                raise UserError("The download of {file} was interrupted: {reason}.",
                                "Check the connection and try again; it goes on where it stopped.",
                                file=source.target.name, reason=str(error)) from error
        told(Progress("waiting", kept.safe, kept.size))
        if pause.wait(min(wait_s * 2 ** (failures - 1), 20.0)):
            raise Paused


class _Dropped(Exception):  # noqa: N818
    """Worth another attempt."""


def _attempt(source: Source, kept: _Kept, told: Told, pause: threading.Event) -> None:
    """One connection: from the first missing byte to the end, or to whatever breaks it."""
    if pause.is_set():
        raise Paused
    try:
        with _connected(source.url, kept) as answer:
            start = _understood(source, kept, answer)
            _room(source, kept.size - start)
            with source.part.open("r+b" if source.part.exists() else "w+b") as file:
                file.truncate(start)
                file.seek(start)
                _copy(answer, file, source, kept, told, pause)
    except urllib.error.HTTPError as error:
        with error:
            _refused(source, kept, error)
    except (http.client.HTTPException, urllib.error.URLError, TimeoutError, ConnectionError, ssl.SSLError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            raise UserError("The server of {file} could not be trusted: {reason}.", "Check the clock and the network.",
                            file=source.target.name, reason=reason.verify_message) from error
        raise _Dropped(str(reason) or type(reason).__name__) from error


def _connected(url: str, kept: _Kept) -> Any:
    headers = {"User-Agent": "Limner", "Accept-Encoding": "identity"}
    if kept.safe:
        headers["Range"] = f"bytes={kept.safe}-"
        if kept.etag and not kept.etag.startswith("W/"):  # a weak mark is no promise of the same bytes
            headers["If-Range"] = kept.etag
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=PATIENCE_S, context=_trust())


def _understood(source: Source, kept: _Kept, answer: Any) -> int:
    """The byte at which the answer starts; fills in what it says about the whole file."""
    if answer.headers.get_content_type() == "text/html":
        raise UserError("The server answered with a web page in place of {file}.",
                        "Open the model's page: it may ask for an account or a licence.", file=source.target.name)
    etag = answer.headers.get("ETag", "")
    length = int(answer.headers.get("Content-Length") or 0)
    start = 0
    if answer.status == 206:
        said = answer.headers.get("Content-Range", "")
        first, _, total = said.removeprefix("bytes ").replace("-", "/").split("/")[:3] if said else ("", "", "")
        same = not (kept.etag and etag) or kept.etag == etag
        right = not kept.size or total in ("*", str(kept.size))
        if first.isdigit() and int(first) == kept.safe and same and right:
            start = kept.safe
        else:  # another file behind the same address: from the beginning
            _forget(source, kept)
            raise _Dropped("the file has changed on the server")
    size = start + length if length else 0
    kept.etag, kept.size, kept.safe = etag, size, start
    _keep(source, kept)
    return start


def _copy(answer: Any, file: BinaryIO, source: Source, kept: _Kept, told: Told, pause: threading.Event) -> None:
    done, synced = kept.safe, kept.safe
    try:
        while True:
            if pause.is_set():
                raise Paused
            block = _read(answer)
            if not block:
                break
            if kept.size and done + len(block) > kept.size:
                raise _Dropped("the server sent more than it promised")
            file.write(block)
            done += len(block)
            told(Progress("downloading", done, kept.size))
            if done - synced >= SYNC:
                _note(file, source, kept, done)
                synced = done
    finally:
        _note(file, source, kept, done)
    if kept.size and done < kept.size:
        raise _Dropped("the connection was closed")
    if not kept.size:
        kept.size = done
        _keep(source, kept)


def _read(answer: Any) -> bytes:
    """A block from the network, whose troubles are no troubles of the disk."""
    try:
        return bytes(answer.read1(BLOCK))
    except OSError as error:
        raise _Dropped(error.strerror or str(error) or type(error).__name__) from error


def _note(file: BinaryIO, source: Source, kept: _Kept, done: int) -> None:
    """The bytes first, then the sidecar that vouches for them."""
    file.flush()
    os.fsync(file.fileno())
    kept.safe = done
    _keep(source, kept)


def _refused(source: Source, kept: _Kept, error: urllib.error.HTTPError) -> None:
    """What an error status means. Always raises."""
    name = source.target.name
    if error.code == 416:  # our range is not there: the file became shorter
        _forget(source, kept)
        raise _Dropped("the file has changed on the server") from error
    if error.code in (401, 403):
        raise UserError("The server does not give {file} to everybody.",
                        "Accept the licence on the model's page, download it there, and drop the file here.",
                        file=name) from error
    if error.code in (404, 410):
        raise UserError("{file} is not on the server any more.", "Look at the model's page.", file=name) from error
    if error.code == 429 or error.code >= 500:
        raise _Dropped(f"the server answered {error.code}") from error
    raise UserError("The server refused {file}: {reason}.", "Look at the model's page.", file=name,
                    reason=f"{error.code} {error.reason}") from error


# ---- checks

def _check(source: Source, told: Told, pause: threading.Event) -> None:
    """Length, SHA-256 where it is known, and that a .safetensors file ends where its header says."""
    size = source.part.stat().st_size
    if source.sha256:
        digest = hashlib.sha256()
        with source.part.open("rb") as file:
            while block := file.read(4 * BLOCK):
                digest.update(block)
                told(Progress("checking", file.tell(), size))
                if pause.is_set():
                    raise Paused
        if digest.hexdigest() != source.sha256.lower():
            discard(source)
            raise UserError("{file} arrived damaged and was thrown away.", "Try again.", file=source.target.name)
    if (reason := flaw(source.part, source.target.suffix, size)):
        discard(source)
        raise UserError("{file} is no usable model file: {reason}.", "It was thrown away. Look at the model's page.",
                        file=source.target.name, reason=reason)


def flaw(path: Path, suffix: str, size: int) -> str:
    """Why the bytes cannot be a file of this kind, "" when they can. Reads the header only."""
    with path.open("rb") as file:
        first = file.read(8)
        if suffix == ".gguf":
            return "" if first.startswith(b"GGUF") else "the GGUF mark is missing"
        if suffix != ".safetensors":
            return "" if size else "it is empty"
        try:
            (length,) = struct.unpack("<Q", first)
            if length > min(size, 100 << 20):
                return "its header is damaged"
            entries = json.loads(file.read(length))
            end = max((e["data_offsets"][1] for n, e in entries.items() if n != "__metadata__"), default=0)
        except (ValueError, KeyError, TypeError, AttributeError, struct.error):
            return "its header is damaged"
    return "" if 8 + length + end == size else "its length is not what its header says"


# ---- the disk

def _room(source: Source, missing: int) -> None:
    free = shutil.disk_usage(source.target.parent).free
    if missing + SPARE > free:
        raise UserError("{file} needs {missing} more on this disk, and {free} are free.",
                        "Free some space, or choose another folder for models.", file=source.target.name,
                        missing=f"{missing / 1e9:.1f} GB", free=f"{free / 1e9:.1f} GB")


def _kept(source: Source) -> _Kept | None:
    """What the sidecar says, if it is about this address and the bytes are there."""
    try:
        stored = _Kept(**json.loads(source.sidecar.read_text(encoding="utf-8")))
        there = source.part.stat().st_size
    except (OSError, ValueError, TypeError):
        return None
    return stored if stored.url == source.url and there >= stored.safe else None


def _keep(source: Source, kept: _Kept) -> None:
    beside = source.sidecar.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(dataclasses.asdict(kept), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, source.sidecar)


def _forget(source: Source, kept: _Kept) -> None:
    kept.safe, kept.size, kept.etag = 0, 0, ""
    _keep(source, kept)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a loss of power. Windows has no such call for folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _disk_error(source: Source, error: OSError) -> UserError:
    return UserError("{file} could not be written: {reason}.", "What has arrived is kept. Free some space and go on.",
                     file=source.target.name, reason=error.strerror or str(error))


# ---- trust

def _refuse_plain(url: str) -> None:
    """Only encrypted connections; the machine itself is excepted, for tests."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise UserError("Models are downloaded over encrypted connections only.", "Use an https address.")


def _trust() -> ssl.SSLContext:
    """The system's certificates; those of the certifi package where a frozen program finds none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def speed_of(samples: list[tuple[float, int]], now: float | None = None, window_s: float = 8.0) -> float:
    """Bytes a second over the last seconds of (time, bytes done) samples."""
    now = time.monotonic() if now is None else now
    recent = [sample for sample in samples if now - sample[0] <= window_s]
    if len(recent) < 2 or recent[-1][0] <= recent[0][0]:
        return 0.0
    return max(recent[-1][1] - recent[0][1], 0) / (recent[-1][0] - recent[0][0])
