"""A picture in strips from a real engine process: into a file, put together, stopped, waiting; and tried again."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from editor import strips as strips_module
from editor.batch import finished, saved_as_made
from editor.engine_client import EngineClient, EngineDied
from editor.formats.files import open_document, save_document
from editor.formats.raster import Raster, document_of, flat
from editor.strips import gathered
from inference.api import Cancelled, Opening, Picture, Request, Result, UserError
from inference.operations._probe import Probe
from inference.operations.upscale import Upscale
from inference.outlet import Outlet

SIZE = (270, 300)
BIG = Request("probe", Probe(act="strips", size=4096), seed=5)  # 64 MiB


@pytest.fixture
def client() -> Iterator[EngineClient]:
    found = EngineClient()
    yield found
    found.close()


def image(dtype: str = "uint8", alpha: bool = False) -> Any:
    y, x = np.mgrid[0:SIZE[1], 0:SIZE[0]]
    array = np.stack([x % 256, y % 256, (x * y) % 256, np.full_like(x, 255)], axis=2).astype(np.uint8)
    if alpha:
        array[:90, :, 3] = x[:90] % 200
    return array if dtype == "uint8" else array.astype(np.uint16) * np.uint16(257)


def request(array: Any, **params: Any) -> Request:
    return Request("upscale", Upscale(look="classic", **params), array, seed=5)


@pytest.mark.parametrize(("suffix", "dtype", "alpha"), [
    (".tif", "uint8", False), (".tif", "uint16", True), (".png", "uint8", True), (".png", "uint16", False)])
def test_the_file_is_that_of_the_whole_result(
    client: EngineClient, suffix: str, dtype: str, alpha: bool, tmp_path: Path
) -> None:
    array = image(dtype, alpha)
    source = document_of(Raster(array, dpi=(300.0, 300.0), metadata={"text": {"Title": "x"}}))
    told: list[float] = []
    strips = client.strips(request(array), lambda progress: told.append(progress.fraction))
    result, saved = saved_as_made(strips, source.with_(layers=()), tmp_path / f"strips{suffix}")
    assert saved
    assert result.pictures[0].pixels.shape == (600, 540, 4)
    assert told == sorted(told)
    whole = client.run(request(array))
    assert dict(whole.recipe) == dict(result.recipe)
    assert whole.pictures[0].facts == result.pictures[0].facts
    save_document(finished(source, whole.pictures[0], whole.recipe), tmp_path / f"whole{suffix}")
    one, other = (open_document(tmp_path / f"{name}{suffix}") for name in ("whole", "strips"))
    assert one.dtype == other.dtype == dtype
    np.testing.assert_array_equal(flat(other), flat(one))
    np.testing.assert_array_equal(flat(other), whole.pictures[0].pixels)
    assert (other.icc, other.dpi, other.metadata) == (one.icc, one.dpi, one.metadata)


def test_other_operations_come_whole(client: EngineClient, tmp_path: Path) -> None:
    array = image()
    result, saved = saved_as_made(client.strips(Request("probe", Probe(), array)), None, tmp_path / "a.png")
    assert not saved
    assert not list(tmp_path.iterdir())
    np.testing.assert_array_equal(result.pictures[0].pixels, array)
    several = client.run(Request("upscale", Upscale(look="classic"), array[:40, :40], count=2))
    assert [p.pixels.shape for p in several.pictures] == [(80, 80, 4)] * 2


def test_a_large_result_is_kept_in_a_file(client: EngineClient, monkeypatch: pytest.MonkeyPatch) -> None:
    array = image()
    whole = client.run(request(array)).pictures[0].pixels
    monkeypatch.setattr(strips_module, "LARGE", 0)
    result = client.run(request(array)).pictures[0].pixels
    assert type(result) is np.ndarray
    assert not result.flags.writeable
    np.testing.assert_array_equal(result, whole)


def test_cancel_leaves_nothing_and_the_process_lives(client: EngineClient, tmp_path: Path) -> None:
    stop: list[bool] = []

    def progress(value: Any) -> None:
        if value.fraction > 0.3:
            stop.append(True)

    client.start()
    before = client.pid
    with pytest.raises(Cancelled):
        saved_as_made(client.strips(BIG, progress, lambda: bool(stop)), None, tmp_path / "a.tif")
    assert not list(tmp_path.iterdir())
    assert client.run(Request("probe", Probe())).pictures
    assert client.pid == before


def test_a_writer_that_fails_stops_the_job(client: EngineClient, tmp_path: Path) -> None:
    strips = client.strips(BIG)
    with pytest.raises(UserError, match="could not be saved"):
        saved_as_made(strips, None, tmp_path / "no" / "a.tif")
    assert next(strips, None) is None
    assert client.run(Request("probe", Probe())).pictures


def test_the_engine_waits_while_nobody_takes_strips(client: EngineClient) -> None:
    strips = client.strips(BIG)
    opening: Any = next(strips)
    assert (opening.width, opening.height, opening.opaque, opening.seed) == (4096, 4096, False, 5)
    rows = len(next(strips))
    time.sleep(1.0)  # the engine could have sent all of it by now
    waiting = [message.kind for message in _waiting(client)]
    assert 1 <= waiting.count("strip") <= 4 < 4096 / rows
    strips.close()
    assert 0 < rows < opening.height
    assert client.run(Request("probe", Probe())).pictures


def _waiting(client: EngineClient) -> Iterator[Any]:
    for _ in range(client._inbox.qsize()):
        yield client._next(0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_engine_that_dies_leaves_nothing(client: EngineClient, tmp_path: Path) -> None:
    def progress(value: Any) -> None:
        if value.fraction > 0.3:
            os.kill(client.pid, signal.SIGKILL)

    with pytest.raises(EngineDied):
        saved_as_made(client.strips(BIG, progress), None, tmp_path / "a.png")
    assert not list(tmp_path.iterdir())
    assert client.run(Request("probe", Probe())).pictures


def test_what_is_out_is_not_sent_again() -> None:
    sent: list[tuple[str, Any]] = []
    outlet = Outlet(lambda kind, body: sent.append((kind, np.array(body) if kind == "strip" else body)))
    picture = np.random.default_rng(0).integers(0, 256, (100, 30, 4), np.uint8)
    opening = Opening(30, 100, "uint8", True, 0, {})
    outlet.open(opening)
    outlet(picture[:33])
    outlet(picture[33:60])  # memory runs out here, and the job is tried again in lower strips
    outlet.open(opening)
    for top in range(0, 100, 17):
        outlet(picture[top:top + 17])
    assert [kind for kind, _ in sent].count("opening") == 1
    np.testing.assert_array_equal(np.concatenate([body for kind, body in sent if kind == "strip"]), picture)


def test_gathered_without_strips() -> None:
    result = Result((Picture(image()),), {})

    def whole() -> Any:
        return result
        yield

    assert gathered(whole()) is result
