"""Plans for machines of every size, what is done when memory or digits run out, and what a run costs."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference import precision
from inference.api import Cost, Request, UserError
from inference.api.costs import key_of, learnt, predicted, work_of
from inference.checkpoints import Contents
from inference.checks import Flawed, flaw, watch_decoder
from inference.devices import GIB, Plan, leaner, out_of_memory, peak, plan_for, safer
from inference.engine import Engine
from inference.headers import Header, Tensor
from inference.machine import Machine, measured
from inference.needs import Need, need_of
from inference.operations._probe import Probe
from inference.operations.generate import OPERATION as GENERATE
from inference.operations.generate import Generate
from inference.reporting import Silent

G = float(GIB)
SD15 = Need(int(1.6 * G), int(0.25 * G), int(0.16 * G))
SDXL = Need(int(4.78 * G), int(1.53 * G), int(0.16 * G))
FLUX = Need(int(22.2 * G), int(9.1 * G), int(0.16 * G), "bfloat16")
FLUX_Q4 = Need(int(6.2 * G), int(2.5 * G), int(0.16 * G), "bfloat16", quantised=True)


def card(gigabytes: float, ram: float = 32, capability: tuple[int, int] = (8, 6), **more: Any) -> Machine:
    """A CUDA card; half a gigabyte of it goes to the screen and the driver."""
    return Machine("cuda", "Card", int(gigabytes * G), int((gigabytes - 0.5) * G), int(ram * G), int(ram * G),
                   capability, capability >= (8, 0), frozenset({"accelerate"}), **more)


CPU = Machine("cpu", "CPU", 16 * GIB, 12 * GIB, 12 * GIB, 12 * GIB, bfloat16=True)


@pytest.mark.parametrize(("machine", "need", "offload", "storage", "tiled"), [
    (card(4), SD15, "none", "", True), (card(6), SD15, "none", "", False),
    (card(4), SDXL, "group", "", True), (card(6), SDXL, "model", "fp8", True),
    (card(8), SDXL, "words", "", True),
    (card(12), SDXL, "none", "", False), (card(24), SDXL, "none", "", False),
    (card(8), FLUX, "group", "", True), (card(12), FLUX, "group", "", True), (card(16), FLUX, "model", "fp8", True),
    (card(24), FLUX, "model", "fp8", True), (card(48), FLUX, "none", "", False),
    (card(8), FLUX_Q4, "group", "", True), (card(12), FLUX_Q4, "none", "", True),
    (card(16), FLUX_Q4, "none", "", False),
])
def test_plans_of_cards(machine: Machine, need: Need, offload: str, storage: str, tiled: bool) -> None:
    plan = plan_for(machine, need)
    assert (plan.offload, plan.storage, plan.vae_tiling) == (offload, storage, tiled)
    assert peak(plan, need) <= machine.spare
    assert plan.dtype == need.half
    assert plan.most_px == 1 << 20


def test_plans_of_other_machines() -> None:
    assert plan_for(CPU, SD15) == Plan("cpu", "float32", keep_bytes=6 * GIB)
    assert plan_for(CPU, SDXL).dtype == "bfloat16"
    apple = Machine("mps", "Apple", 16 * GIB, 10 * GIB, 12 * GIB, 12 * GIB, bfloat16=True)
    assert (plan_for(apple, SDXL).device, plan_for(apple, SDXL).offload) == ("mps", "none")
    assert plan_for(apple, FLUX).storage == "fp8"
    assert plan_for(card(8, capability=(5, 2)), SD15).dtype == "float32"
    assert plan_for(card(24, capability=(7, 5)), FLUX_Q4).dtype == "float16"
    assert plan_for(dataclasses.replace(card(12), kind="rocm"), SDXL).device == "cuda"
    assert plan_for(dataclasses.replace(card(12), kind="xpu"), SDXL).device == "xpu"
    assert plan_for(dataclasses.replace(card(4), has=frozenset()), SDXL).offload == "none"
    flash = card(24)
    assert plan_for(dataclasses.replace(flash, has=flash.has | {"flash_attn"}), SDXL).attention == "flash"
    assert plan_for(dataclasses.replace(card(6), has=card(6).has | {"torchao"}), SDXL).storage == "int8"


@given(st.floats(0.6, 96), st.floats(0.1, 60), st.floats(0.1, 12), st.booleans())
def test_the_plan_fits_or_is_the_leanest(gigabytes: float, denoiser: float, words: float, quantised: bool) -> None:
    machine, need = card(gigabytes), Need(int(denoiser * G), int(words * G), int(0.2 * G), "bfloat16", quantised)
    plan = plan_for(machine, need)
    leanest = plan.offload == "sequential" and plan.most_px == 384 * 384
    assert leanest or peak(plan, need) <= machine.spare
    richer = plan_for(card(gigabytes * 2), need)  # it may rather keep more on the card than draw larger
    kept = ("sequential", "group", "model", "words", "none")
    assert kept.index(richer.offload) > kept.index(plan.offload) or richer.most_px >= plan.most_px


def test_leaner_and_safer_end() -> None:
    plans = [plan_for(card(24), SDXL)]
    for _ in range(6):
        plans.append(leaner(plans[-1]))
    assert [p.offload for p in plans[:4]] == ["none", "model", "group", "sequential"]
    assert plans[1].most_px == plans[0].most_px > plans[2].most_px
    assert plans[-1] == dataclasses.replace(plans[-2], leanness=6)
    assert leaner(Plan()).offload == "none"
    assert leaner(Plan()).most_px < Plan().most_px
    assert safer(Plan()) is None
    fp8 = dataclasses.replace(plans[0], storage="fp8")
    assert safer(fp8) == plans[0]
    wide = safer(plans[0])
    assert wide is not None
    assert (wide.dtype, wide.offload, safer(wide)) == ("float32", "model", None)


def test_what_counts_as_out_of_memory() -> None:
    assert out_of_memory(RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"))
    assert not out_of_memory(ValueError("out of memory"))


def test_needs_are_read_from_the_header(tmp_path: Path) -> None:
    found = Contents(tmp_path / "a.safetensors", {
        "model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3), "first_stage_model.a": (100,),
        "conditioner.embedders.0.a": (10, 10)})
    assert need_of(found) == Need(2 * 320 * 36, 200, 200, "float16")
    names = {"double_blocks.0.img_attn.qkv.weight": (9, 3), "single_blocks.0.linear1.weight": (9, 3)}
    flux = Contents(tmp_path / "b.safetensors", names,
                    header=Header("safetensors", {name: Tensor(shape) for name, shape in names.items()}))
    assert need_of(flux).half == "bfloat16"
    assert need_of(Contents(tmp_path / "c.gguf", size_bytes=99)) == Need(99, half="bfloat16", quantised=True)
    for part, size in (("unet", 40), ("text_encoder_2", 20), ("vae", 4)):
        (tmp_path / "d" / part).mkdir(parents=True)
        (tmp_path / "d" / part / "x.safetensors").write_bytes(b"0" * size)
    assert need_of(Contents(tmp_path / "d", index={"a": 1})) == Need(40, 20, 4, "float16")


def test_this_machine_is_measured() -> None:
    machine = measured()
    assert machine.total >= machine.spare // 2 > 0
    assert machine.name
    assert plan_for(machine).device == machine.device


def test_flaws() -> None:
    picture = np.random.default_rng(0).random((1, 64, 64, 3), np.float32)
    assert flaw(picture) == ""
    assert flaw(np.zeros((64, 64, 3))) == "flat"
    assert flaw(np.zeros((8, 8, 3))) == ""
    picture[0, 3, 3, 1] = np.nan
    assert flaw(picture) == "nan"


class Decoder:
    """A decoder that overflows at half precision, as SDXL's does."""

    def __init__(self) -> None:
        import torch

        self.dtype = torch.float16
        self.calls: list[Any] = []

    def to(self, dtype: Any) -> None:
        self.dtype = dtype

    def decode(self, latents: Any, return_dict: bool = False) -> tuple[Any]:
        self.calls.append(latents.dtype)
        return ((latents * 60000) * 2,)


def test_a_decoder_that_overflows_goes_on_in_float32() -> None:
    import torch

    vae, told = Decoder(), []
    watch_decoder(vae, lambda: told.append(1))
    out = vae.decode(torch.ones(1, 4, 2, 2, dtype=torch.float16), return_dict=False)[0]
    assert bool(torch.isfinite(out).all())
    vae.decode(torch.ones(1, 4, 2, 2, dtype=torch.float16))
    assert vae.calls == [torch.float16, torch.float32, torch.float32]
    assert told == [1]
    with pytest.raises(Flawed):
        vae.decode(torch.full((1, 4, 2, 2), float("nan")))


def probed(act: str) -> Any:
    return Engine().run(Request("probe", Probe(act=act)), Silent())


def test_memory_is_tried_three_times_then_told() -> None:
    assert probed("memory").pictures[0].facts["leanness"] == 1
    with pytest.raises(UserError, match="not enough memory"):
        probed("starve")
    cost = probed("echo").cost
    assert cost.peak_bytes > 1 << 20
    assert cost.total_bytes > cost.peak_bytes


def test_a_flawed_picture_is_made_again_and_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from inference.operations import _probe

    model = tmp_path / "m.safetensors"
    model.write_bytes(b"\0" * 2048)
    plans: list[Plan] = []

    def flat_at_half(act: str, engine: Engine) -> dict[str, object]:
        plans.append(engine.plan)
        if engine.plan.dtype == "float16":
            raise Flawed("flat")
        return {}

    monkeypatch.setattr(_probe, "_act", flat_at_half)
    monkeypatch.setattr("inference.planning.measured", lambda: card(12))
    request = Request("probe", Probe(), model=str(model))
    for _ in range(2):
        Engine().run(request, Silent())
    assert [plan.dtype for plan in plans] == ["float16", "float32", "float32"]
    assert precision.state_path().is_file()
    model.write_bytes(b"\1" * 2048)  # another model knows nothing of it
    Engine().run(request, Silent())
    assert plans[3].dtype == "float16"


def test_a_model_that_cannot_fit_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("inference.planning.measured", lambda: dataclasses.replace(CPU, most_ram=8 * GIB))
    monkeypatch.setattr("inference.planning.need_of", lambda _: FLUX)
    (tmp_path / "m.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")
    with pytest.raises(UserError, match=r"takes 31\.5 GB of main memory and 8\.0 GB are free"):
        Engine().run(Request("probe", Probe(), model=str(tmp_path / "m.safetensors")), Silent())


@given(st.floats(0, 3), st.floats(0.01, 5), st.lists(st.floats(0.5, 50), min_size=2, max_size=20, unique=True))
def test_time_is_learnt(base: float, slope: float, works: list[float]) -> None:
    memory: dict[str, Any] = {}
    for work in works:
        memory = learnt(memory, "k", work, Cost(base + slope * work + 9, 9, 7, 8, "GPU"))
    found = predicted(memory, "k", works[-1])
    assert found is not None
    assert (found.peak, found.total) == (7, 8)
    assert 0 <= found.seconds <= 1.1 * (base + slope * max(works))
    assert len(memory["k"]["runs"]) <= 12
    fresh = learnt(memory, "k", 1.0, Cost(5, 0, 1, 2, "another GPU"))
    again = predicted(fresh, "k", 2.0)
    assert again is not None
    assert again.seconds == pytest.approx(10)


def test_a_line_is_found_in_runs_of_different_sizes() -> None:
    memory: dict[str, Any] = {}
    for work in (10, 20, 40, 20, 30):
        memory = learnt(memory, "k", work, Cost(2 + 0.5 * work))
    found = predicted(memory, "k", 60)
    assert found is not None
    assert found.seconds == pytest.approx(32, rel=0.05)
    assert predicted(memory, "other", 1) is None


def test_what_is_comparable() -> None:
    small = Request("generate", Generate("a", 512, 512, steps=10), model="/m")
    large = dataclasses.replace(small, params=Generate("b", 1024, 1024, steps=20), count=2)
    assert key_of(small, GENERATE) == key_of(large, GENERATE)
    assert work_of(large) == pytest.approx(16 * work_of(small))
    assert key_of(small, GENERATE) != key_of(dataclasses.replace(small, model=None), GENERATE)
    assert work_of(Request("remove", Probe(), np.zeros((4, 4, 4), np.uint8))) == 0.01
