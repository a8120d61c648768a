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
