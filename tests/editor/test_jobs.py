"""The queue against a real engine process: results, failures, cancel, death, restart."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from editor.engine_client import EngineClient, EngineDied, JobFailed, death
from editor.jobs import EngineThread, Job
from inference.api import Cancelled, Request
from inference.operations._probe import Probe

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def request(image: Any = None, **params: Any) -> Request:
    return Request("probe", Probe(**params), image)


@pytest.fixture
def engine(qtbot: Any) -> Iterator[EngineThread]:
    thread = EngineThread()
    yield thread
    thread.close()
    assert thread.isFinished() or not thread.isRunning()


@pytest.fixture
def client() -> Iterator[EngineClient]:
    found = EngineClient()
    yield found
    found.close()
    assert not found.alive


def ended(qtbot: Any, engine: EngineThread, job: Job) -> Job:
    def newest() -> Job:
        return next(j for j in engine.jobs if j.id == job.id)

    qtbot.waitUntil(lambda: newest().state not in ("queued", "running"), timeout=30_000)
    return newest()


def test_jobs_run_in_order_and_keep_their_notes(qtbot: Any, engine: EngineThread) -> None:
    states: list[tuple[int, str]] = []
    engine.job_changed.connect(lambda job: states.append((job.id, job.state)))
    image = np.random.default_rng(0).integers(0, 255, (70, 50, 4), np.uint8)
    first = engine.submit(request(image), "First", note="here")
    second = engine.submit(request(act="modules"), "Second")
    done = ended(qtbot, engine, first)
    assert done.note == "here"
    assert done.result is not None
    assert np.array_equal(done.result.pictures[0].pixels, image)
    other = ended(qtbot, engine, second)
    assert other.result is not None
    modules = str(other.result.pictures[0].facts["modules"]).split(",")
    assert not {"torch", "diffusers", "PySide6"} & set(modules)
    qtbot.waitUntil(lambda: (second.id, "finished") in states, timeout=5000)
    assert [s for s in states if s[1] == "finished"] == [(first.id, "finished"), (second.id, "finished")]


def test_failures_are_sentences_and_the_queue_goes_on(qtbot: Any, engine: EngineThread) -> None:
    failed = ended(qtbot, engine, engine.submit(request(act="fail"), "Fail"))
    assert failed.failure is not None
    assert failed.failure.message == "Probe failed: the probe failed on purpose."
    assert "ValueError" in failed.failure.details
    refused = ended(qtbot, engine, engine.submit(request(act="refuse"), "Refuse"))
    assert refused.failure is not None
    assert refused.failure.message == "The probe refused this."
    assert refused.failure.error is not None
    assert refused.failure.error.message == "The probe refused {what}."
    engine.retry(refused.id)
    assert len(engine.jobs) == 3
    qtbot.waitUntil(lambda: engine.jobs[-1].state == "failed", timeout=30_000)
    engine.clear_finished()
    assert engine.jobs == ()


def test_cancel_queued_running_and_deaf_jobs(qtbot: Any, engine: EngineThread) -> None:
    running = engine.submit(request(seconds=60), "Running")
    queued = engine.submit(request(), "Queued")
    qtbot.waitUntil(lambda: engine.jobs[0].progress is not None, timeout=30_000)
    process = engine._client.pid
    engine.cancel(queued.id)
    assert engine.jobs[1].state == "cancelled"
    engine.cancel(running.id)
    assert ended(qtbot, engine, running).state == "cancelled"
    assert engine._client.pid == process, "a job that listens is stopped without its process"
    deaf = engine.submit(request(seconds=60, deaf=True), "Deaf")
    last = engine.submit(request(), "Last")
    qtbot.waitUntil(lambda: engine.jobs[2].state == "running", timeout=30_000)
    engine.cancel(deaf.id)
    assert ended(qtbot, engine, deaf).state == "cancelled"
    assert ended(qtbot, engine, last).state == "finished"
    assert engine._client.pid != process


@posix
def test_kill_during_twenty_jobs(qtbot: Any, engine: EngineThread) -> None:
    """The process is killed under every job; the job says so, and the next one runs in a new process."""
    image = np.random.default_rng(0).integers(0, 255, (64, 64, 4), np.uint8)
    before = image.copy()
    for _ in range(20):
        victim = engine.submit(request(image, seconds=60), "Victim")
        after = engine.submit(request(image), "After")
        qtbot.waitUntil(lambda v=victim: engine._find(v.id).progress is not None, timeout=30_000)
        os.kill(engine._client.pid, signal.SIGKILL)
        failed = ended(qtbot, engine, victim)
        assert failed.failure is not None
        assert failed.failure.message == "The engine ran out of memory and was stopped by the system."
        done = ended(qtbot, engine, after)
        assert done.result is not None
        assert np.array_equal(done.result.pictures[0].pixels, before)
    assert np.array_equal(image, before)


@posix
def test_death_while_idle_is_repaired(qtbot: Any, engine: EngineThread) -> None:
    ended(qtbot, engine, engine.submit(request(), "One"))
    first = engine._client.pid
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: engine._client.pid != first, timeout=10_000)
    assert ended(qtbot, engine, engine.submit(request(), "Two")).state == "finished"


def test_close_during_a_job(qtbot: Any) -> None:
    thread = EngineThread()
    job = thread.submit(request(seconds=60, deaf=True), "Deaf")
    qtbot.waitUntil(lambda: thread.jobs[0].state == "running", timeout=10_000)
    thread.close()
    assert thread.isFinished()
    assert not thread._client.alive
    assert next(j for j in thread.jobs if j.id == job.id).state == "cancelled"


def test_rescan_lists_models(qtbot: Any, engine: EngineThread, tmp_path: Any) -> None:
    (tmp_path / "broken.safetensors").write_bytes(b"x" * 5000)
    with qtbot.waitSignal(engine.models_changed, timeout=30_000):
        engine.rescan([str(tmp_path)])
        engine.start()
    assert engine.models[0].name == "broken"
    assert "damaged" in engine.models[0].problem


def test_client_without_qt(client: EngineClient) -> None:
    seen: list[float] = []
    result = client.run(request(seconds=0.3), lambda p: seen.append(p.fraction))
    assert result.recipe["operation"] == "probe"
    assert seen == sorted(seen)
    assert seen
    with pytest.raises(JobFailed, match="refused this"):
        client.run(request(act="refuse"))
    with pytest.raises(EngineDied) as caught:
        client.run(request(act="die"))
    assert "out of memory" in str(caught.value) or sys.platform == "win32"
    assert client.run(request()).pictures[0].pixels.shape == (1, 1, 4)


def test_client_cancel(client: EngineClient) -> None:
    stop = threading.Event()
    with pytest.raises(Cancelled):
        client.run(request(seconds=60), lambda p: stop.set(), stop.is_set)
    assert client.run(request()).recipe["seed"] == 0


def test_memory_network_and_printing(client: EngineClient) -> None:
    assert client.run(request(act="memory")).pictures[0].facts["leanness"] == 1
    with pytest.raises(JobFailed, match="not enough memory"):
        client.run(request(act="starve"))
    with pytest.raises(JobFailed, match="works offline and refused"):
        client.run(request(act="connect"))
    assert client.run(request(act="print")).pictures
    with pytest.raises(JobFailed, match="no operation called nonsense"):
        client.run(Request("nonsense", Probe()))
    with pytest.raises(JobFailed, match="not the parameters"):
        client.run(Request("generate", Probe()))


def test_unsendable_parameters_fail_here(client: EngineClient) -> None:
    with pytest.raises((TypeError, AttributeError)):
        client.run(Request("probe", lambda: 0))
    assert client.run(request()).pictures


def test_causes_of_death_are_told() -> None:
    assert "invalid memory access" in str(death(-signal.SIGSEGV, ""))
    assert "invalid memory access" in str(death(0xC0000005, ""))
    assert str(death(3, "a\nImportError: no numpy")) == "The engine stopped unexpectedly: ImportError: no numpy"
    assert "status 3" in str(death(3, ""))
    assert "signal 6" in str(death(-6, ""))


def test_a_process_that_cannot_live_is_not_started_for_ever(qtbot: Any) -> None:
    thread = EngineThread(command=[sys.executable, "-c", "raise SystemExit('no such program')"])
    failed = ended(qtbot, thread, thread.submit(request(), "One"))
    assert failed.failure is not None
    assert failed.failure.message == "The engine stopped unexpectedly: no such program"
    qtbot.waitUntil(lambda: len(thread._revived) == 3 and not thread._client.alive, timeout=20_000)
    thread.close()
    missing = EngineThread(command=["/nowhere/at/all"])
    failed = ended(qtbot, missing, missing.submit(request(), "One"))
    assert failed.state == "failed"
    missing.close()


def test_jobs_aside_are_out_of_sight_and_make_way(qtbot: Any, engine: EngineThread) -> None:
    done: list[Any] = []
    engine.aside_done.connect(lambda job: done.append(job.note))
    engine.aside(request(seconds=1.5), "slow")
    engine.aside(request(), "quick")
    qtbot.waitUntil(lambda: len(engine._asides) == 1, timeout=20_000)  # the slow one runs
    job = engine.submit(request(), "In front")
    assert ended(qtbot, engine, job).state == "finished"
    assert done == []
    assert [j.id for j in engine.jobs] == [job.id]
    qtbot.waitUntil(lambda: done == ["slow", "quick"], timeout=20_000)
    me, other = object(), object()
    engine.aside(request(seconds=30.0), (me, "stopped"))
    qtbot.waitUntil(lambda: engine._aside is not None, timeout=20_000)
    engine.aside(request(), (me, "dropped"))
    engine.aside(request(), (other, "kept"))
    engine.drop_asides(me)
    qtbot.waitUntil(lambda: done[2:] == [(other, "kept")], timeout=20_000)
    assert engine._asides == ()


def test_a_paused_queue_begins_nothing_and_goes_on_with_the_job_put_first(qtbot: Any, engine: EngineThread) -> None:
    started: list[str] = []
    engine.job_changed.connect(lambda job: started.append(job.title) if job.state == "finished" else None)
    engine.pause(True)
    first, second = (engine.submit(request(act="modules"), name) for name in ("first", "second"))
    qtbot.waitUntil(lambda: engine.state == "ready", timeout=30_000)
    qtbot.wait(100)
    assert [job.state for job in engine.jobs] == ["queued", "queued"]
    engine.put_first(second.id)
    engine.pause(False)
    ended(qtbot, engine, first)
    ended(qtbot, engine, second)
    qtbot.waitUntil(lambda: len(started) == 2)
    assert started == ["second", "first"]
