"""The catalogue is sound; places of other programs; what fits; the queue of downloads across a restart."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.models.catalogue import Entry, File, catalogue, with_needs
from editor.models.download import Paused, Progress, Source
from editor.models.downloads import Downloads
from editor.models.fit import GB, Machine, fit
from editor.models.places import folders, own_folder, program_of, usual_places
from editor.settings import Settings
from inference.api import KINDS, ModelInfo, UserError
from tests.models.server import Manners, serving
from tests.models.test_download import BODY


def test_the_catalogue_is_sound() -> None:
    entries = catalogue()
    ids = [entry.id for entry in entries]
    assert len(ids) == len(set(ids))
    paths = [file.path for entry in entries for file in entry.files]
    assert len(paths) == len(set(paths)), "two entries would write the same file"
    for entry in entries:
        assert entry.kind in KINDS, entry.id
        assert entry.page.startswith("https://")
        assert entry.gated == (not entry.files), "what cannot be fetched has no files"
        assert 0 < entry.least_gb <= entry.memory_gb
        assert set(entry.needs) <= set(ids)
        assert with_needs(entry, entries)[-1] is entry
        assert entry.good_for.endswith(".")
        assert entry.licence.summary.endswith(".")
        for file in entry.files:
            assert file.url.startswith("https://"), entry.id
            assert file.size > 0
            assert re.fullmatch(r"[0-9a-f]{64}|", file.sha256), entry.id
            assert not Path(file.path).is_absolute()
            assert ".." not in file.path
    hashes = [file.sha256 for entry in entries for file in entry.files if file.sha256]
    assert len(hashes) == len(set(hashes))


def test_families_that_need_parts_bring_them() -> None:
    """Their ids are those that the engine names, and every one but SD 3's VAE, which its checkpoints hold, is there."""
    from inference.api import discover
    from inference.parts.known import KNOWN

    entries = {entry.id: entry for entry in catalogue()}
    assert {part.entry for part in KNOWN} - set(entries) == {"sd3-vae"}
    for part in KNOWN:
        if part.entry in entries:
            assert (entries[part.entry].kind, entries[part.entry].family) == (part.kind, part.family)
    wanted = {frozenset(part.entry for part in family.parts.values()) - {"sd3-vae"}
              for family in discover("inference.families", "FAMILY") if family.parts}
    for entry in entries.values():
        if entry.kind == "diffusion" or entry.id == "sd35-medium":
            assert frozenset(entry.needs) in wanted, entry.id
        elif entry.kind == "checkpoint":
            assert not entry.needs, entry.id


def test_what_fits() -> None:
    entry = next(e for e in catalogue() if e.id == "realvis-xl")
    small = next(e for e in catalogue() if e.id == "realesrgan-x4")
    big = next(e for e in catalogue() if e.id == "qwen-edit")
    levels = {gpu: fit(entry, Machine("Card" if gpu else "", gpu * GB, 16 * GB)).level for gpu in (0, 2, 6, 12)}
    assert levels == {0: "slow", 2: "slow", 6: "slow", 12: "good"}
    assert fit(big, Machine("", 0, 16 * GB)).level == "no"
    assert fit(small, Machine("", 0, 8 * GB)).level == "good"
    assert fit(entry, Machine()).level == "unknown"
    assert fit(entry, Machine("Apple", 0, 16 * GB, shared=True)).level == "good"
    for machine in (Machine(), Machine("", 0, 16 * GB), Machine("Card", 6 * GB, 8 * GB)):
        for other in catalogue():
            found = fit(other, machine)
            assert found.sentence.format(**found.values).endswith(".")


def test_places_of_other_programs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    comfy = home / "Documents" / "ComfyUI"
    for folder in (comfy / "models" / "checkpoints", home / "stable-diffusion-webui" / "models" / "Stable-diffusion",
                   home / "stable-diffusion-webui" / "embeddings", home / ".cache" / "huggingface" / "hub",
                   tmp_path / "disk" / "loras", tmp_path / "disk" / "ckpt"):
        folder.mkdir(parents=True)
    (comfy / "extra_model_paths.yaml").write_text(
        f"# mine\ncomfyui:\n    base_path: {tmp_path / 'disk'}\n    is_default: true\n    loras: loras\n"
        "    checkpoints: |\n        ckpt\n        nowhere\n")
    found = usual_places(home, {})
    assert {(p.program, p.path.name) for p in found} == {
        ("ComfyUI", "models"), ("ComfyUI", "loras"), ("ComfyUI", "ckpt"), ("AUTOMATIC1111", "models"),
        ("AUTOMATIC1111", "embeddings"), ("Hugging Face", "hub")}
    assert program_of(str(comfy / "models" / "checkpoints" / "x.safetensors"), found) == "ComfyUI"
    assert program_of(str(tmp_path / "x"), found) == ""
    assert usual_places(tmp_path / "nowhere", {}) == []


def test_folders_to_look_through(tmp_path: Path) -> None:
    """A program's folder stands for the models in it; nothing is looked through twice."""
    (tmp_path / "ComfyUI" / "models" / "checkpoints").mkdir(parents=True)
    file = tmp_path / "one.safetensors"
    file.write_bytes(b"x")
    inside = tmp_path / "ComfyUI" / "models" / "checkpoints" / "a.safetensors"
    inside.write_bytes(b"x")
    found = folders([str(tmp_path / "ComfyUI")], False, [str(file), str(inside)])
    assert found == [str(tmp_path / "ComfyUI" / "models"), str(own_folder()), str(file)]


# ---- the queue

def entry_at(url: str, name: str = "sdxl-base", parts: int = 1, sha: str = "") -> Entry:
    plain = next(e for e in catalogue() if e.id == name)
    files = tuple(File(url, f"x/{name}-{i}.safetensors", len(BODY), sha) for i in range(parts))
    return replace(plain, files=files)


def test_files_of_an_entry_arrive_together(tmp_path: Path, qtbot: QtBot) -> None:
    sha = hashlib.sha256(BODY).hexdigest()
    with serving(Manners(BODY, drops=[200_000])) as url:
        entry = entry_at(url, parts=2, sha=sha)
        queue = Downloads(Settings(tmp_path / "s.json"), (entry,))
        with qtbot.waitSignal(queue.finished, timeout=20_000):
            queue.start(entry, tmp_path / "models")
    item = queue.all[entry.id]
    assert (item.state, item.done, item.total) == ("done", 2 * len(BODY), 2 * len(BODY))
    assert all(s.target.read_bytes() == BODY for s in entry.sources(tmp_path / "models"))
    models = tuple(ModelInfo(str(s.target), "x", "checkpoint", "sdxl") for s in entry.sources(tmp_path / "models"))
    assert entry.installed(models)
    assert not entry.installed(models[:1])
    queue.close()


def test_paused_over_a_restart(tmp_path: Path, qtbot: QtBot) -> None:
    """Nothing starts by itself: the download comes back paused, with what it had, and goes on when asked."""
    manners = Manners(BODY, throttle_s=0.01)
    with serving(manners) as url:
        entry = entry_at(url)
        settings = Settings(tmp_path / "s.json")
        queue = Downloads(settings, (entry,))
        queue.start(entry, tmp_path / "models")
        qtbot.waitUntil(lambda: queue.all[entry.id].done > 200_000, timeout=10_000)
        queue.close()
        assert queue.all[entry.id].state == "paused"
        asked = len(manners.requests)
        again = Downloads(Settings(tmp_path / "s.json"), (entry,))
        item = again.all[entry.id]
        assert item.state == "paused"
        assert 200_000 <= item.done < item.total == len(BODY)
        qtbot.wait(50)
        assert len(manners.requests) == asked, "no connection without a press"
        manners.throttle_s = 0.0
        with qtbot.waitSignal(again.finished, timeout=20_000):
            again.start(entry, tmp_path / "elsewhere")
        assert (tmp_path / "models" / "x" / "sdxl-base-0.safetensors").read_bytes() == BODY
        assert Settings(tmp_path / "s.json").state["downloads"] == {}
        again.close()


class Slow:
    """In place of `fetch`: runs until it is paused or told to end."""

    def __init__(self) -> None:
        self.running: list[str] = []
        self.go, self.error = threading.Event(), False

    def __call__(self, source: Source, told: Callable[[Progress], None], pause: threading.Event) -> Path:
        self.running.append(source.target.name)
        while not self.go.wait(0.005):
            if pause.is_set():
                raise Paused
        if self.error:
            raise UserError("The server is on fire.", "Wait.")
        source.target.parent.mkdir(parents=True, exist_ok=True)
        source.target.write_bytes(b"x")
        told(Progress("downloading", 1, 1))
        return source.target


def test_one_at_a_time_and_retry(tmp_path: Path, qtbot: QtBot) -> None:
    slow = Slow()
    a, b = entry_at("https://a", "sdxl-base"), entry_at("https://b", "sd15")
    queue = Downloads(Settings(tmp_path / "s.json"), (a, b), slow)
    queue.start(a, tmp_path)
    queue.start(b, tmp_path)
    queue.start(b, tmp_path)
    qtbot.waitUntil(lambda: slow.running == ["sdxl-base-0.safetensors"], timeout=5000)
    assert (queue.all["sdxl-base"].state, queue.all["sd15"].state) == ("running", "queued")
    queue.pause("sdxl-base")
    qtbot.waitUntil(lambda: queue.all["sd15"].state == "running", timeout=5000)
    slow.error = True
    slow.go.set()
    qtbot.waitUntil(lambda: queue.all["sd15"].state == "failed", timeout=5000)
    assert str(queue.all["sd15"].error) == "The server is on fire."
    slow.error = False
    queue.start(b, tmp_path)
    qtbot.waitUntil(lambda: queue.all["sd15"].state == "done", timeout=5000)
    assert queue.all["sdxl-base"].state == "paused"
    queue.drop("sdxl-base")
    assert "sdxl-base" not in queue.all
    assert not queue.busy
    queue.close()


def test_an_unexpected_error_is_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    def broken(source: Source, told: object, pause: object) -> Path:
        raise ZeroDivisionError("so it goes")

    entry = entry_at("https://a")
    queue = Downloads(Settings(tmp_path / "s.json"), (entry,), broken)
    queue.start(entry, tmp_path)
    qtbot.waitUntil(lambda: queue.all[entry.id].state == "failed", timeout=5000)
    assert "so it goes" in str(queue.all[entry.id].error)
    queue.close()
    time.sleep(0)


@pytest.mark.parametrize("where", [("editor", "api"), ("inference", "engine")])
def test_only_one_module_opens_connections(where: tuple[str, str]) -> None:
    """http and urllib.request are named in editor/models/download.py alone."""
    root = Path(__file__).resolve().parents[2]
    named = [str(p.relative_to(root)) for p in (root / where[0]).rglob("*.py")
             if re.search(r"urllib\.request|http\.client|import requests|import httpx", p.read_text("utf-8"))]
    assert named == (["editor/models/download.py"] if where[0] == "editor" else ["inference/guard.py"])
