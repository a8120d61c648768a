"""What files are, from their headers; upscalers through spandrel; hostile and damaged files."""

from __future__ import annotations

import json
import os
import pickle
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference.api import Request, UserError
from inference.checkpoints import contents, fingerprint, header
from inference.devices import Plan
from inference.engine import Engine
from inference.operations.upscale import Upscale
from inference.reporting import Remaining, Silent
from inference.store import Store, scan

WEIGHTS = Path(__file__).resolve().parents[2].parent / "shared" / "weights"


def stand_in(path: Path, shapes: dict[str, tuple[int, ...]]) -> Path:
    """A .safetensors file that is all header: shapes as in the real one, no data."""
    entries = {name: {"dtype": "F16", "shape": list(shape), "data_offsets": [0, 0]} for name, shape in shapes.items()}
    text = json.dumps({"__metadata__": {"format": "pt"}, **entries}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(2000))
    return path


UNET = "model.diffusion_model.input_blocks.0.0.weight"
SD15 = {UNET: (320, 4, 3, 3), "cond_stage_model.transformer.text_model.x": (1,)}
COMPACT = {"body.0.weight": (64, 3, 3, 3), "body.1.weight": (64,)}


def test_scan_finds_files_and_folders(tmp_path: Path) -> None:
    root, index = tmp_path / "models", tmp_path / "index.json"
    root.mkdir()
    stand_in(root / "b.safetensors", SD15)
    deep = root / "more" / "pipeline"
    (deep / "unet").mkdir(parents=True)
    (deep / "model_index.json").write_text('{"_class_name": "StableDiffusionInpaintPipeline"}')
    stand_in(deep / "unet" / "diffusion_pytorch_model.safetensors", {"conv_in.weight": (320, 9, 3, 3)})
    (root / "damaged.safetensors").write_bytes(b"\xff" * 4000)
    (root / "pointer.pth").write_bytes(b"version https://git-lfs")
    stand_in(root / "candidate.safetensors", COMPACT)
    config = root / "b.config"
    config.mkdir()
    (config / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    found = {model.name: model for model in scan((str(root), str(tmp_path / "nowhere")), index=index)}
    assert set(found) == {"b", "pipeline", "damaged", "candidate"}
    assert found["pipeline"].family == "sd15"
    assert found["candidate"].operations == ("upscale",)
    assert "damaged" in found["damaged"].problem


@pytest.mark.parametrize("data", [b"", b"12345678", struct.pack("<Q", 1 << 60) + b"{}", struct.pack("<Q", 2) + b"[]",
                                  struct.pack("<Q", 9) + b'{"a": 1}x', struct.pack("<Q", 4) + b"null"])
def test_headers_that_are_none(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(data)
    with pytest.raises(UserError):
        header(path)


def test_fingerprints_tell_files_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "1.safetensors", tmp_path / "2.safetensors"
    one.write_bytes(b"a" * 3_000_000)
    two.write_bytes(b"a" * 2_999_999 + b"b")
    assert len(fingerprint(str(one))) == 16
    assert fingerprint(str(one)) != fingerprint(str(two))
    assert fingerprint(str(tmp_path / "none")) == ""


def test_store_evicts_the_least_recently_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    from inference.families import upscaler

    loads: list[str] = []

    def load(found: Any, plan: Plan, report: Any) -> object:
        loads.append(found.path.name)
        return object()

    family = dataclasses.replace(upscaler.FAMILY, load=load)
    monkeypatch.setattr("inference.store.family_of", lambda found: family)
    paths = [str(stand_in(tmp_path / f"{name}.safetensors", COMPACT)) for name in "abc"]
    store, plan = Store(), Plan(keep_bytes=2 * Path(paths[0]).stat().st_size)
    a, b, c = paths
    first = store.loaded(a, plan, Silent())
    store.loaded(b, plan, Silent())
    assert store.loaded(a, plan, Silent()) is first
    store.loaded(c, plan, Silent())
    assert store.loaded(a, plan, Silent()) is first
    store.loaded(b, plan, Silent())
    assert loads == ["a.safetensors", "b.safetensors", "c.safetensors", "b.safetensors"]


def test_time_left_comes_from_the_present_stage() -> None:
    clock = Remaining()
    assert clock.left(0.0, "Loading", 0.0) is None
    assert clock.left(0.1, "Loading", 20.0) == pytest.approx(180)
    assert clock.left(0.1, "Denoising", 20.0) is None
    assert clock.left(0.55, "Denoising", 22.0) == pytest.approx(2.0)


class Hostile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self._path),))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("zipped", [False, True])
def test_code_in_a_checkpoint_is_not_run(tmp_path: Path, zipped: bool) -> None:
    trap, path = tmp_path / "trap", tmp_path / "evil.pth"
    body = pickle.dumps({"conv.weight": Hostile(trap)}, protocol=2)
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("evil/data.pkl", body)
            archive.writestr("evil/version", "3\n")
    else:
        path.write_bytes(body)
    request = Request("upscale", Upscale(), np.zeros((8, 8, 4), np.uint8), model=str(path))
    with pytest.raises(UserError, match=r"evil\.pth"):
        Engine().run(request, Silent())
    assert not trap.exists()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.models
@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="../shared/weights is not there")
@pytest.mark.parametrize(("file", "own_scale"), [
    ("real-esrgan/realesr-animevideov3.pth", 4), ("ntire2024_esr/team34_craft.pth", 4),
    ("ntire2024_esr/team39_spantiny_ch26_slim.pth", 4)])
def test_published_networks(file: str, own_scale: int) -> None:
    """They enlarge, keep alpha, and tiles leave no seam."""
    from scipy.ndimage import gaussian_filter

    image = np.random.default_rng(2).random((50, 70, 4))
    image[..., :3] = gaussian_filter(image[..., :3], (2, 2, 0)) * 0.6 + 0.2
    image[..., 3] = np.linspace(0, 1, 70)
    pixels = (image * 255).astype(np.uint8)
    engine = Engine()
    for scale in ("2", "4"):
        found = engine.run(Request("upscale", Upscale(scale), pixels, model=str(WEIGHTS / file)), Silent())
        made = found.pictures[0].pixels
        assert made.shape == (50 * int(scale), 70 * int(scale), 4)
        assert made[0, 0, 3] == 0
        assert made[0, -1, 3] == 255
    opaque = np.concatenate([pixels[..., :3], np.full((50, 70, 1), 255, np.uint8)], 2)
    made = engine.run(Request("upscale", Upscale("4"), opaque, model=str(WEIGHTS / file)), Silent()).pictures[0].pixels
    small = made.reshape(50, 4, 70, 4, 4).mean((1, 3))
    assert np.abs(small - opaque).mean() < 12, "shrunk again it is the same picture"
    assert found.recipe["model_hash"] == fingerprint(str(WEIGHTS / file))
    assert own_scale == 4


@pytest.mark.filterwarnings("ignore")
@pytest.mark.models
@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="../shared/weights is not there")
def test_network_tiles_leave_no_seam() -> None:
    from inference.depths import rgba
    from inference.enlarge import enlarge
    from inference.families.upscaler import load

    network = load(contents(WEIGHTS / "real-esrgan/realesr-animevideov3.pth"), Plan(), Silent())
    image = rgba(np.random.default_rng(1).integers(0, 256, (90, 130, 3)).astype(np.uint8))
    whole = enlarge(image, 520, 360, [network], Silent(), 256)
    pieces = enlarge(image, 520, 360, [network], Silent(), 64)
    assert np.abs(whole.astype(int) - pieces).max() <= 1
    assert 10 < network.reach < 40


@pytest.mark.filterwarnings("ignore")
@pytest.mark.models
@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="../shared/weights is not there")
def test_other_networks_are_refused_in_a_sentence() -> None:
    for file in ("portrait-seg/SINet.pth", "taesd/taef2_decoder.pth"):
        request = Request("upscale", Upscale(), np.zeros((8, 8, 4), np.uint8), model=str(WEIGHTS / file))
        with pytest.raises(UserError):
            Engine().run(request, Silent())
