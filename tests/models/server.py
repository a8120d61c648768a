"""A file server on this machine that misbehaves on demand, for the tests of downloads."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Manners:
    """How the server treats its next requests. `drops`: byte counts after which a connection is cut, used up one by
    one; `throttle_s`: seconds before every 64 KiB; `statuses`: error codes to answer with first."""

    body: bytes
    etag: str | None = '"one"'
    ranges: bool = True
    drops: list[int] = field(default_factory=list)
    throttle_s: float = 0.0
    statuses: list[int] = field(default_factory=list)
    corrupt: bool = False
    html: bool = False
    lying_total: int = 0
    no_length: bool = False
    requests: list[dict[str, str]] = field(default_factory=list)
    served: int = 0


@contextmanager
def serving(manners: Manners) -> Iterator[str]:
    """The address of a file served so."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            manners.requests.append(dict(self.headers))
            try:
                _answer(self, manners)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/model.safetensors"
    finally:
        server.shutdown()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, manners: Manners) -> None:
    handler.close_connection = True
    if manners.statuses:
        handler.send_error(manners.statuses.pop(0))
        return
    body = manners.body
    if manners.corrupt:
        middle = len(body) // 2
        body = body[:middle] + bytes([body[middle] ^ 0xFF]) + body[middle + 1:]
    start, wanted = 0, handler.headers.get("Range")
    condition = handler.headers.get("If-Range")
    if wanted and manners.ranges and condition in (None, manners.etag):
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(body):
            handler.send_error(416)
            return
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{manners.lying_total or len(body)}")
    else:
        handler.send_response(200)
    if manners.etag:
        handler.send_header("ETag", manners.etag)
    handler.send_header("Content-Type", "text/html" if manners.html else "application/octet-stream")
    if not manners.no_length:
        handler.send_header("Content-Length", str(len(body) - start))
    handler.send_header("Connection", "close")
    handler.end_headers()
    end = manners.drops.pop(0) + start if manners.drops else len(body)
    for at in range(start, min(end, len(body)), 1 << 16):
        time.sleep(manners.throttle_s)
        piece = body[at:min(at + (1 << 16), end)]
        handler.wfile.write(piece)
        handler.wfile.flush()
        manners.served += len(piece)
