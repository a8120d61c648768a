"""The same operation over many files: names, refusals before anything runs, failures that stop nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import FakeEngine, FakeHost
from PIL import Image
from pytestqt.qtbot import QtBot

from editor import cli_engine
from editor.actions.batches import ask_batch
from editor.batch import SAME, pictures_in, planned, suited
from editor.cli import run
from editor.formats.files import open_document
from editor.formats.recipes import read
from editor.strips import Strips
from inference.api import Picture, Result, UserError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for i, name in enumerate(("a.png", "b.jpg", "c.png")):
        pixels = np.full((20, 30, 3), 40 * (i + 1), np.uint8)
        Image.fromarray(pixels).save(made / name, dpi=(240, 240))
    (made / "notes.txt").write_text("no picture")
    return made


def test_names_and_endings(folder: Path, tmp_path: Path) -> None:
    found = planned(pictures_in(folder), tmp_path, "{n}-{name}-{operation}", ".webp", "upscale")
    assert [e.target.name for e in found] == ["1-a-upscale.webp", "2-b-upscale.webp", "3-c-upscale.webp"]
    assert [e.target.name for e in planned(pictures_in(folder), tmp_path, "{name}", SAME, "x")] == [
        "a.png", "b.jpg", "c.png"]


@pytest.mark.parametrize(("name", "kind", "word"), [
    ("same", ".png", "Two results"), ("{colour}", ".png", "cannot be used"), ("{", ".png", "cannot be used"),
    ("../{name}", ".png", "cannot be used"), ("", ".png", "cannot be used"), ("{name}", ".xyz", "cannot be saved"),
    ("{name}", SAME, "written over"),
])
def test_what_cannot_be_is_refused_before_anything_runs(folder: Path, name: str, kind: str, word: str) -> None:
    with pytest.raises(UserError, match=word):
        planned(pictures_in(folder), folder, name, kind, "upscale")


def test_files_that_are_there_are_replaced_only_on_demand(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"mine")
    with pytest.raises(UserError, match="there already"):
        planned(pictures_in(folder), tmp_path, "{name}", SAME, "upscale")
    assert len(planned(pictures_in(folder), tmp_path, "{name}", SAME, "upscale", overwrite=True)) == 3
    with pytest.raises(UserError, match="holds no pictures"):
        pictures_in(tmp_path / "in" if not (tmp_path / "in").exists() else _empty(tmp_path))


def _empty(tmp_path: Path) -> Path:
    made = tmp_path / "empty"
    made.mkdir()
    return made


def test_suited_operations_need_a_picture_and_nothing_else() -> None:
    names = {o.id for o in suited()}
    assert {"upscale", "style"} <= names
    assert not names & {"inpaint", "remove", "generate"}


def test_in_the_window_each_result_is_written_and_a_bad_picture_stops_nobody(
    folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (folder / "b.jpg").write_bytes(b"\xff\xd8\xff broken")
    host = FakeHost(tmp_path)
    host.open_paths = lambda: pictures_in(folder)  # type: ignore[method-assign, unused-ignore]
    told: list[tuple[str, str, str]] = []
    host.workspace.noticed.connect(lambda *words: told.append(words))
    ask_batch(host)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    out = folder / "limner"
    assert sorted(p.name for p in out.iterdir()) == ["a-upscale.png", "c-upscale.png"]
    made = open_document(out / "a-upscale.png")
    assert (made.width, made.height) == (60, 40)
    assert made.dpi == pytest.approx((240, 240), abs=0.1)
    assert read(made)[0]["operation"] == "upscale"
    assert told[0][0].startswith("2 of 3 pictures are in ")
    assert "b.jpg: " in told[0][2]
    assert host.commands == ["show_panel:queue"]


def test_a_cancelled_job_ends_the_batch(folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    host = FakeHost(tmp_path, FakeEngine("wait"))
    host.open_paths = lambda: pictures_in(folder)  # type: ignore[method-assign, unused-ignore]
    told: list[str] = []
    host.workspace.noticed.connect(lambda sentence, *_: told.append(sentence))
    ask_batch(host)
    qtbot.waitUntil(lambda: len(host.engine.jobs) == 1, timeout=20_000)
    host.engine.cancel(host.engine.jobs[0].id)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("0 of 3 pictures")
    assert len(host.engine.jobs) == 1


class FakeClient:
    made = 0

    def __init__(self) -> None:
        FakeClient.made += 1

    def strips(self, request: Any, show: Any, stopped: Any) -> Strips:
        if int(request.image[0, 0, 0]) == 120:
            raise UserError("This one is too dark.")
        pixels = request.image.repeat(2, axis=0).repeat(2, axis=1)
        yield from ()
        return Result((Picture(pixels, request.seed),), {"operation": request.operation})

    def close(self) -> None:
        pass


def test_on_the_command_line_one_engine_does_them_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("editor.engine_client.EngineClient", FakeClient)
    assert cli_engine  # its engine is what was replaced
    FakeClient.made = 0
    out = tmp_path / "out"
    code = run(["batch", "upscale", str(folder), "-o", str(out), "--name", "{name}@2x", "--format", "png", "--json"])
    said = capsys.readouterr()
    assert code == 1
    assert sorted(p.name for p in out.iterdir()) == ["a@2x.png", "b@2x.png"]
    assert FakeClient.made == 1
    assert len(json.loads(said.out)["files"]) == 2
    assert "c.png: This one is too dark." in said.err
    (folder / "c.png").unlink()
    assert run(["batch", "upscale", str(folder), "-o", str(out), "--name", "{name}@2x", "--format", "png"]) == 1
    assert "there already" in capsys.readouterr().err
    assert run(["batch", "upscale", str(folder), "-o", str(out), "--name", "{name}@2x", "--format", ".png",
                "--overwrite", "--quiet"]) == 0
