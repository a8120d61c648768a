"""Messages cross a pipe unchanged, arrays out of band, and nothing foreign is built."""

from __future__ import annotations

import io
import os
import pickle
import threading
from typing import Any

import numpy as np
import pytest

from inference.api import Event, Failure, Picture, Progress, Request, Result, UserError
from inference.api.wire import Cancel, Run, Scan, receive, send
from inference.operations._probe import Probe


def crossed(message: Any) -> Any:
    """The message after a journey through a real pipe."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as source, os.fdopen(writing, "wb", buffering=0) as sink:
        thread = threading.Thread(target=send, args=(sink, message))
        thread.start()
        found = receive(source)
        thread.join()
    return found


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_request_with_arrays(dtype: type) -> None:
    rng = np.random.default_rng(1)
    image = (rng.random((301, 203, 4)) * 200).astype(dtype)
    mask = rng.integers(0, 255, (301, 203), np.uint8)
    found = crossed(Run(7, Request("probe", Probe(seconds=2.5), image, mask, seed=3)))
    assert found.job == 7
    assert found.request.params == Probe(seconds=2.5)
    assert found.request.image.dtype == dtype
    assert np.array_equal(found.request.image, image)
    assert np.array_equal(found.request.mask, mask)


def test_views_and_empty_arrays() -> None:
    whole = np.arange(40000, dtype=np.uint8).reshape(100, 100, 4)
    for array in (whole[::2, ::-1], whole.transpose(1, 0, 2), whole[:0], np.float32(3)):
        found = crossed(Progress(0.5, "x", array)).preview
        assert np.array_equal(found, array)
        assert found.dtype == array.dtype


def test_results_and_failures() -> None:
    result = Result((Picture(np.ones((2, 2, 4), np.uint8), 4, (-1, -2, 3, 4), {"a": 1}),), {"seeds": [1, 2]}, 0.5)
    found = crossed(Event(1, "result", result)).body
    assert found.pictures[0].box == (-1, -2, 3, 4)
    assert found.recipe == {"seeds": [1, 2]}
    failure = crossed(Event(1, "failure", Failure("m", "h", "d", UserError("No {x}.", x=3)))).body
    assert str(failure.error) == "No 3."
    assert crossed(Cancel(3)) == Cancel(3)
    assert crossed(Scan(("a",))) == Scan(("a",))


class Foreign:
    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, ("exit 1",))


@pytest.mark.parametrize("message", [Foreign(), os.getcwd, pickle.Unpickler, Request.__init__])
def test_foreign_classes_are_refused(message: Any) -> None:
    with pytest.raises(pickle.UnpicklingError):
        crossed(message)


@pytest.mark.parametrize("name", ["inference.api.wire\nsys.exit", "inference.api.messages\nnp", "builtins\neval",
                                  "inference.operations._probe\nos"])
def test_names_reached_through_allowed_modules_are_refused(name: str) -> None:
    body = b"c" + name.encode() + b"\n."
    stream = io.BytesIO(b"LMN1" + len(body).to_bytes(4, "little") + bytes(4) + body)
    with pytest.raises(pickle.UnpicklingError):
        receive(stream)


def test_a_torn_stream_ends() -> None:
    with pytest.raises(EOFError):
        receive(io.BytesIO(b"LMN1\x08\x00"))
    with pytest.raises(pickle.UnpicklingError):
        receive(io.BytesIO(b"HTTP/1.1 200 OK\r\n\r\n"))
