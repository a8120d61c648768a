"""Downloads against a server that drops, corrupts, throttles, lies; a full disk; a kill. Never a bad file in place."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from editor.models import download
from editor.models.download import Paused, Progress, Source, discard, downloaded, fetch, speed_of
from inference.api import UserError
from tests.models.server import Manners, serving

ROOT = Path(__file__).resolve().parents[2]


def model(size: int = 1_500_000, seed: int = 1) -> bytes:
    data = random.Random(seed).randbytes(size)
    text = json.dumps({"w": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}).encode()
    return struct.pack("<Q", len(text)) + text + data


BODY = model()
SHA = hashlib.sha256(BODY).hexdigest()


class Run:
    """One download: what was told, and the switch that pauses it."""

    def __init__(self, tmp_path: Path, url: str, sha: str = SHA) -> None:
        self.source = Source(url, tmp_path / "models" / "model.safetensors", len(BODY), sha)
        self.told: list[Progress] = []
        self.pause = threading.Event()
        self.pause_at = 0

    def __call__(self) -> Path:
        return fetch(self.source, self._tell, self.pause, wait_s=0.002)

    def _tell(self, progress: Progress) -> None:
        self.told.append(progress)
        if self.pause_at and progress.done >= self.pause_at:
            self.pause.set()

    def nothing_bad(self) -> None:
        assert not self.source.target.exists()


def whole(run: Run) -> None:
    assert run.source.target.read_bytes() == BODY
    assert sorted(p.name for p in run.source.target.parent.iterdir()) == ["model.safetensors"]


def test_a_whole_file(tmp_path: Path) -> None:
    with serving(Manners(BODY)) as url:
        run = Run(tmp_path, url)
        assert run() == run.source.target
    whole(run)
    assert {p.stage for p in run.told} == {"downloading", "checking"}
    assert run.told[-1].done == run.told[-1].total == len(BODY)
    with serving(Manners(BODY)) as url, pytest.raises(UserError, match="there already"):
        fetch(Source(url, run.source.target), run._tell, run.pause)


def test_dropped_connections_go_on_where_they_stopped(tmp_path: Path) -> None:
    manners = Manners(BODY, drops=[300_000, 200_000, 1, 500_000])
    with serving(manners) as url:
        run = Run(tmp_path, url)
        run()
    whole(run)
    assert manners.served == len(BODY), "no byte was fetched twice"
    assert [r.get("Range") for r in manners.requests[:2]] == [None, "bytes=300000-"]
    assert manners.requests[1]["If-Range"] == '"one"'
    assert "waiting" in {p.stage for p in run.told}


def test_a_server_that_always_drops(tmp_path: Path) -> None:
    with serving(Manners(BODY, drops=[100_000] + [0] * 50)) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError, match="interrupted"):
            run()
    run.nothing_bad()
    assert downloaded(run.source) == (100_000, len(BODY)), "what has arrived is kept"


def test_paused_and_gone_on_with(tmp_path: Path) -> None:
    manners = Manners(BODY, throttle_s=0.002)
    with serving(manners) as url:
        run = Run(tmp_path, url)
        run.pause_at = 400_000
        with pytest.raises(Paused):
            run()
        run.nothing_bad()
        have, total = downloaded(run.source)
        assert 400_000 <= have < len(BODY)
        assert total == len(BODY)
        again = Run(tmp_path, url)
        again()
    whole(again)
    assert manners.requests[-1]["Range"] == f"bytes={have}-"


def test_ranges_ignored(tmp_path: Path) -> None:
    with serving(Manners(BODY, ranges=False, drops=[700_000])) as url:
        run = Run(tmp_path, url)
        run()
    whole(run)


def test_the_file_changed_on_the_server(tmp_path: Path) -> None:
    """Another ETag: from the beginning, never two halves of two files."""
    manners = Manners(model(seed=2), drops=[500_000] + [0] * 7)
    with serving(manners) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError):
            run()
        manners.body, manners.etag = BODY, '"two"'
        manners.drops.clear()
        again = Run(tmp_path, url)
        again()
    whole(again)


def test_a_weak_etag_that_changed(tmp_path: Path) -> None:
    """Weak marks are no condition; the answer's own mark is looked at."""
    manners = Manners(model(seed=2), etag='W/"one"', drops=[500_000] + [0] * 7)
    with serving(manners) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError):
            run()
        assert "If-Range" not in manners.requests[-1]
        manners.body, manners.etag = BODY, 'W/"two"'
        manners.drops.clear()
        again = Run(tmp_path, url)
        again()
    whole(again)


def test_a_shorter_file_now(tmp_path: Path) -> None:
    manners = Manners(model(3_000_000), etag=None, drops=[2_000_000] + [0] * 7)
    with serving(manners) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError):
            run()
        manners.body = BODY
        manners.drops.clear()
        again = Run(tmp_path, url)
        again()
    whole(again)


def test_corrupted_bytes(tmp_path: Path) -> None:
    manners = Manners(BODY, corrupt=True)
    with serving(manners) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError, match="damaged"):
            run()
        run.nothing_bad()
        assert not list(run.source.target.parent.iterdir()), "what is wrong is not gone on with"
        manners.corrupt = False
        Run(tmp_path, url)()
    whole(run)


def test_a_file_cut_short_without_a_known_hash(tmp_path: Path) -> None:
    """No length, no hash: the header of the file says where it ends."""
    with serving(Manners(BODY[:-100], no_length=True)) as url:
        run = Run(tmp_path, url, sha="")
        with pytest.raises(UserError, match="length is not"):
            run()
    run.nothing_bad()


def test_a_web_page_in_place_of_the_file(tmp_path: Path) -> None:
    with serving(Manners(b"<html>Please log in</html>", html=True)) as url:
        run = Run(tmp_path, url, sha="")
        with pytest.raises(UserError, match="web page"):
            run()
    run.nothing_bad()


@pytest.mark.parametrize(("status", "words"), [(401, "everybody"), (403, "everybody"), (404, "any more"),
                                               (410, "any more"), (400, "refused")])
def test_refusals(tmp_path: Path, status: int, words: str) -> None:
    with serving(Manners(BODY, statuses=[status])) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError, match=words):
            run()
    run.nothing_bad()


def test_a_busy_server_is_asked_again(tmp_path: Path) -> None:
    with serving(Manners(BODY, statuses=[503, 429, 500])) as url:
        run = Run(tmp_path, url)
        run()
    whole(run)


def test_nobody_answers(tmp_path: Path) -> None:
    run = Run(tmp_path, "http://127.0.0.1:9/model.safetensors")
    with pytest.raises(UserError, match="interrupted"):
        run()
    run.nothing_bad()


def test_more_than_promised(tmp_path: Path) -> None:
    manners = Manners(BODY, drops=[100_000], lying_total=len(BODY) + 7)
    with serving(manners) as url:
        run = Run(tmp_path, url)
        run()
    whole(run)


def test_too_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(9, 9, 1000))
    with serving(Manners(BODY)) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError, match="more on this disk"):
            run()
    run.nothing_bad()


def test_the_disk_fills_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated: syncing fails after a while as it does on a full disk; then there is room again."""
    real, full = download.os.fsync, [True]
    written: list[int] = []

    def fsync(handle: int) -> None:
        written.append(handle)
        if full[0] and len(written) > 3:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(download, "SYNC", 300_000)
    monkeypatch.setattr(download.os, "fsync", fsync)
    with serving(Manners(BODY)) as url:
        run = Run(tmp_path, url)
        with pytest.raises(UserError, match="No space left"):
            run()
        run.nothing_bad()
        full[0] = False
        run()
    whole(run)


def test_killed_in_the_middle(tmp_path: Path) -> None:
    """A process that dies leaves a part that the next one goes on with."""
    target = tmp_path / "model.safetensors"
    code = ("import sys, threading\nfrom pathlib import Path\nfrom editor.models import download\n"
            "download.SYNC = 200_000\n"
            "download.fetch(download.Source(sys.argv[1], Path(sys.argv[2])), lambda p: None, threading.Event())\n")
    manners = Manners(BODY, throttle_s=0.03)
    with serving(manners) as url:
        process = subprocess.Popen([sys.executable, "-c", code, url, str(target)], cwd=ROOT)
        source = Source(url, target, len(BODY), SHA)
        end = time.monotonic() + 20
        while downloaded(source)[0] < 400_000 and time.monotonic() < end:
            time.sleep(0.01)
        process.kill()
        process.wait(10)
        assert not target.exists()
        have = downloaded(source)[0]
        assert have >= 400_000
        with source.part.open("ab") as part:  # what the system had written beyond what it vouched for
            part.write(b"garbage" * 1000)
        manners.throttle_s = 0.0
        fetch(source, lambda p: None, threading.Event())
    assert target.read_bytes() == BODY
    assert manners.requests[-1]["Range"] == f"bytes={have}-"


def test_a_sidecar_that_lies(tmp_path: Path) -> None:
    """More bytes vouched for than there are, another address, or nonsense: from the beginning."""
    with serving(Manners(BODY)) as url:
        for text in (json.dumps({"url": url, "etag": "", "size": 10, "safe": 9999999}), "nonsense", "[]",
                     '{"url": "https://elsewhere", "safe": 3}'):
            run = Run(tmp_path, url)
            run.source.target.parent.mkdir(exist_ok=True)
            run.source.sidecar.write_text(text)
            run.source.part.write_bytes(b"abc")
            run()
            whole(run)
            run.source.target.unlink()


def test_plain_connections_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="encrypted"):
        fetch(Source("http://example.org/x", tmp_path / "x"), lambda p: None, threading.Event())
    assert not list(tmp_path.iterdir())


def test_discard_and_speed(tmp_path: Path) -> None:
    source = Source("https://x", tmp_path / "x.gguf")
    source.part.write_bytes(b"1")
    source.sidecar.write_text("{}")
    discard(source)
    assert not list(tmp_path.iterdir())
    assert speed_of([(0.0, 0), (1.0, 100), (2.0, 200)], now=2.0) == 100
    assert speed_of([(0.0, 0)], now=1.0) == 0
    assert speed_of([(0.0, 0), (1.0, 100)], now=60.0) == 0
