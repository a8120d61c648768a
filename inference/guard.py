"""The engine process is offline: sockets are refused by an audit hook and the model hub is told so beforehand."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

_REFUSED = frozenset({
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
    "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
})
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "DIFFUSERS_VERBOSITY": "error",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
    "NO_ALBUMENTATIONS_UPDATE": "1",
}


def declare_offline() -> None:
    """Set before diffusers and transformers are imported: they read it once."""
    os.environ.update(OFFLINE)


def refuse_sockets() -> None:
    """From now on no Python code of this process reaches a network, a local server included.

    An audit hook (PEP 578) cannot be taken out again. Unix sockets are refused too: nothing here needs one.
    """
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REFUSED:
        raise OSError(errno.ENETUNREACH, f"the engine works offline and refused {event}")
