"""What is given up or kept for the sake of speed: prompts read once, block cache, compiled blocks, attention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_models  # type: ignore[import-not-found]

from inference import guard
from inference.api import Request
from inference.ask import Ask
from inference.checkpoints import contents
from inference.devices import Plan, wished
from inference.encodings import Encodings
from inference.engine import Engine, _again
from inference.families.family import family_of
from inference.operations._probe import Probe
from inference.reporting import Silent

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    return tmp_path_factory.mktemp("speed")


def loaded(path: Path, plan: Plan | None = None) -> Any:
    found = contents(path)
    family = family_of(found)
    assert family is not None
    assert family.load is not None
    return family.load(found, plan or Plan(), Silent())


def picture(model: Any, words: str = "a cat", **more: Any) -> Any:
    return model.text_to_image(Ask(words, **{"steps": 2, "seed": 1, **more}), 64, 64, Plan(), Silent())


@pytest.mark.parametrize("name", ["flux-dev", "sd15", "sdxl", "qwen"])
def test_a_prompt_is_read_once(name: str, place: Path) -> None:
    model = loaded(tiny_models.folder(name, place))
    calls = [0]
    for part in ("text_encoder", "text_encoder_2"):
        encoder = getattr(model._pipe, part, None)
        if encoder is not None:
            encoder.register_forward_pre_hook(lambda *_: calls.__setitem__(0, calls[0] + 1))
    first = picture(model)
    once = calls[0]
    assert once > 0
    assert np.array_equal(picture(model), first)
    picture(model, seed=2)
    assert calls[0] == once
    other = picture(model, "a dog")
    assert calls[0] > once
    assert not np.array_equal(other, first)
    model._encodings.worn = ("another lora",)
    before = calls[0]
    model._encodings.given(model._pipe, "x", lambda: calls.__setitem__(0, calls[0] + 1))
    assert calls[0] == before + 1


def test_readings_are_kept_within_a_budget() -> None:
    class Pipe:
        def encode_prompt(self, prompt: Any, image: Any = None) -> Any:
            made.append(prompt)
            return np.zeros(100, np.uint8), None

    made: list[Any] = []
    kept, pipe = Encodings(250), Pipe()
    kept.through(pipe)
    for words in ("a", "b", "a", "c", "a", "b"):
        pipe.encode_prompt(prompt=words)
    assert made == ["a", "b", "c", "b"]
    for _ in range(2):
        pipe.encode_prompt("a", image=np.zeros(3))
    assert made[4:] == ["a", "a"]


def test_the_block_cache_makes_nearly_the_same_picture(place: Path) -> None:
    folder = tiny_models.folder("flux-dev", place)
    plain, model = loaded(folder), loaded(folder, Plan(block_cache=True))
    assert model._pipe.transformer.is_cache_enabled
    assert np.abs(picture(model, steps=6).astype(float) - picture(plain, steps=6)).mean() < 20
    assert picture(loaded(tiny_models.folder("zimage", place), Plan(block_cache=True))).std() > 1


def test_options_reach_the_plan(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from inference.operations import _probe

    model = tmp_path / "m.safetensors"
    model.write_bytes(b"\0" * 2048)
    plans: list[Plan] = []
    monkeypatch.setattr(_probe, "_act", lambda act, engine: plans.append(engine.plan) or {})
    engine = Engine()
    for options in ((), ("block_cache", "compiled", "attention=sage")):
        engine.options = options
        engine.run(Request("probe", Probe(), model=str(model)), Silent())
    assert [(p.block_cache, p.compiled, p.attention) for p in plans] == [(False, False, ""), (True, True, "sage")]
    failure = type("Failed", (RuntimeError,), {"__module__": "torch._inductor.exc"})("no compiler")
    assert _again(failure, plans[1]) == wished(plans[1], ("block_cache", "attention=sage"))
    assert _again(failure, plans[0]) is None


def test_libraries_are_imported_in_idle_time_and_wait_for_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading
    import time

    from inference import warming

    done: list[str] = []
    slow = threading.Event()
    monkeypatch.setattr(warming, "_torch", lambda: done.append("torch"))
    monkeypatch.setattr(warming, "_spandrel", lambda: (slow.wait(5), done.append("spandrel")))
    monkeypatch.setattr(warming, "_diffusers", lambda: done.append("diffusers"))
    warm = warming.Warming()
    warm.wait(Silent())  # nothing has begun: nothing to wait for
    warm.begin(True)
    warm.hold()  # a job that needs none of them
    threading.Timer(0.05, slow.set).start()
    warm.wait(Silent(), pipelines=False)
    time.sleep(0.05)
    assert done == ["torch", "spandrel"]  # diffusers is left until that job is done
    warm.wait(Silent())
    assert done == ["torch", "spandrel", "diffusers"]
    warm.begin(True)
    assert len(done) == 3


def test_an_upscaler_at_half_precision_goes_on_in_float32_when_it_overflows(place: Path) -> None:
    import torch
    from spandrel.architectures.Compact import Compact  # type: ignore[import-untyped]

    from inference.families.upscaler import Network

    class Descriptor:
        """What spandrel tells of a network, without a file."""

        scale, input_channels, supports_half = 2, 3, True
        size_requirements = type("Size", (), {"multiple_of": 1, "minimum": 0})()

        def __init__(self, gain: float) -> None:
            torch.manual_seed(0)
            self.model = Compact(num_feat=8, num_conv=2, upscale=2).eval()
            self.model.body[0].weight.data *= gain
            self.model.body[-1].weight.data /= gain

        def to(self, dtype: Any) -> None:
            self.model.to(dtype)

        def __call__(self, tensor: Any) -> Any:
            return self.model(tensor)

    picture = np.random.default_rng(0).random((24, 20, 3), np.float32)
    for gain, stays in ((1.0, True), (1e6, False)):
        half = Network(Descriptor(gain), Plan(dtype="float16"))
        full = Network(Descriptor(gain), Plan())
        assert half.half
        assert not full.half
        assert half.reach == full.reach
        assert np.abs(half(picture) - full(picture)).max() < 2 / 255
        assert half.half == stays


def test_tiny_autoencoders_show_the_previews(place: Path) -> None:
    """In the layouts of diffusers and of the authors, as safetensors and pickled; the same picture from all."""
    import torch
    from diffusers import AutoencoderTiny
    from safetensors.torch import save_file

    from inference.families.tiny_decoder import decoded, load, suited

    torch.manual_seed(0)
    whole = AutoencoderTiny(latent_channels=4).eval()
    files = {"taesd.safetensors": whole.state_dict(), "taesd_decoder.pth": {
        f"{int(n.split('.')[1]) + 1}.{n.split('.', 2)[2]}": v for n, v in whole.decoder.state_dict().items()}}
    for name, state in files.items():
        (save_file if name.endswith("safetensors") else torch.save)(state, place / name)
    grid = torch.randn(1, 4, 8, 12)
    wanted = whole.decode(grid).sample[0].permute(1, 2, 0).detach().numpy() / 2 + 0.5
    for name in files:
        path = suited("sd15", (str(place / "taesdxl.safetensors"), str(place / name)))
        assert path.endswith(name)
        assert np.allclose(decoded(load(path), grid), wanted, atol=1e-5)
    assert suited("sdxl", [str(place / "taesd.safetensors")]) == ""
    assert decoded(load(str(place / "taesd.safetensors")), torch.zeros(1, 16, 8, 8)) is None

    model = loaded(tiny_models.folder("sd15", place))
    seen: list[Any] = []

    class Watching(Silent):
        def step(self, fraction: float, stage: str, preview: Any = None) -> None:
            seen.append(preview)

    plain = model.text_to_image(Ask("a", steps=1), 64, 64, Plan(), Watching())
    model.preview_with((str(place / "taesd.safetensors"),))
    again = model.text_to_image(Ask("a", steps=1), 64, 64, Plan(), Watching())
    first, second = (each for each in seen if each is not None)
    assert np.array_equal(plain, again)
    assert second.shape[0] > first.shape[0]


def test_a_folder_that_needs_a_package_says_so(place: Path, tmp_path: Path) -> None:
    import json
    import shutil

    from inference.api import UserError

    folder = tmp_path / "quantised"
    shutil.copytree(tiny_models.folder("sd15", place), folder)
    config = folder / "unet" / "config.json"
    facts = json.loads(config.read_text())
    config.write_text(json.dumps({**facts, "quantization_config": {"quant_method": "nunchaku_lite"}}))
    with pytest.raises(UserError, match="quantised with nunchaku, which is not installed"):
        loaded(folder)
