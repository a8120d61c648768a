"""Networks that see, at tiny size with the real classes, and what stands in for them when none is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tiny_sight  # type: ignore[import-not-found]

from inference.api import Request, UserError
from inference.api.hints import Hints, hints_of
from inference.checkpoints import contents
from inference.describe import described
from inference.engine import Engine
from inference.operations.background import Background
from inference.operations.controlmap import ControlMap
from inference.operations.describe import Describe
from inference.operations.find import Find
from inference.operations.generate import Generate
from inference.operations.inpaint import Inpaint
from inference.operations.segment import Segment
from inference.reporting import Silent
from inference.store import scan


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sight")


@pytest.fixture(autouse=True)
def _own_cache(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pickles are converted into the test's folder."""
    monkeypatch.setattr("inference.weights.pickled.folder", lambda: place / "converted")


@pytest.fixture
def engine() -> Engine:
    return Engine()


def scene(dtype: Any = np.uint8) -> np.ndarray:
    """A red disc on green noise, RGBA, 120 x 160; its mask is `disc()`."""
    rng = np.random.default_rng(0)
    picture = np.clip(rng.normal((60, 120, 70), 12, (120, 160, 3)), 0, 255)
    picture[disc()] = np.clip(rng.normal((200, 50, 40), 12, (int(disc().sum()), 3)), 0, 255)
    rgba = np.dstack([picture, np.full((120, 160), 255)]).astype(np.uint8)
    if dtype == np.uint16:
        return rgba.astype(np.uint16) * 257
    return rgba if dtype == np.uint8 else rgba.astype(np.float32) / 255


def disc() -> np.ndarray:
    y, x = np.mgrid[0:120, 0:160]
    return (x - 90) ** 2 + (y - 60) ** 2 < 30 ** 2


def overlap(mask: np.ndarray, truth: np.ndarray) -> float:
    inside = mask > 127
    return float((inside & truth).sum() / max((inside | truth).sum(), 1))


def ask(engine: Engine, operation: str, params: Any, model: Path | None = None, **more: Any) -> np.ndarray:
    image = more.pop("image", scene())
    request = Request(operation, params, image, model=None if model is None else str(model), **more)
    return engine.run(request, Silent()).pictures[0].pixels


# ---- hints and GrabCut

def test_hints_as_text_and_back() -> None:
    hints = Hints(((1.5, 2.0), (30.0, 4.0)), ((9.0, 8.25),), (1.0, 2.0, 30.0, 40.5))
    again = hints_of(**hints.texts())
    assert again == Hints(hints.inside, ((9.0, 8.2),), hints.box)
    assert hints_of("", "", "").is_empty
    for bad in (("1,2,3", "", ""), ("x,y", "", ""), ("", "", "1,2,3"), ("", "", "1,2,0,4")):
        with pytest.raises(UserError):
            hints_of(*bad)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("params", [Segment(box="52,22,78,78"), Segment(inside="90,60"),
                                    Segment(inside="80,55", outside="20,20", box="40,10,100,100")])
def test_an_object_is_found_by_its_colours(engine: Engine, params: Segment, dtype: Any) -> None:
    found = ask(engine, "segment", params, image=scene(dtype))
    assert found.shape == (120, 160, 4)
    assert overlap(found[..., 0], disc()) > 0.93


def test_a_selection_limits_what_is_found_and_nothing_is_told(engine: Engine) -> None:
    limit = np.zeros((120, 160), np.uint8)
    limit[:, :90] = 255
    found = ask(engine, "segment", Segment(inside="80,60"), mask=limit)
    assert not found[:, 90:, 0].any()
    assert found[60, 80, 0] == 255
    with pytest.raises(UserError):
        ask(engine, "segment", Segment(outside="1,1"))
    flat = np.full((20, 30, 4), 255, np.uint8)
    assert ask(engine, "segment", Segment(box="500,500,20,20"), image=flat)[..., 0].max() == 0


def test_the_edge_follows_the_picture() -> None:
    from inference.builtin.edges import refined

    picture = np.zeros((200, 300, 3), np.uint8)
    picture[:, 151:] = 220
    coarse = np.zeros((25, 37), np.float32)
    coarse[:, 18:] = 1  # its edge lies at 146 px
    made = refined(coarse, picture)
    assert np.abs((made[:, :].astype(float) / 255).sum(1) - 149).max() < 2.5
    assert made[:, :130].max() == 0
    assert made[:, 170:].min() == 255


# ---- SAM

@pytest.fixture(scope="module")
def sam(place: Path) -> Path:
    return tiny_sight.sam(place / "sam")


def test_sam_is_the_same_from_its_folder_and_from_the_published_file(engine: Engine, sam: Path, place: Path) -> None:
    file = tiny_sight.published_sam(sam, place / "sam_tiny.pth")
    for path in (sam, file):
        told = described(contents(path))
        assert (told.kind, told.operations, told.problem) == ("segmenter", ("segment",), "")
    params = Segment(inside="90,60", outside="10,10", box="50,20,80,80")
    first, second = ask(engine, "segment", params, sam), ask(engine, "segment", params, file)
    assert first.shape == (120, 160, 4)
    assert np.array_equal(first, second)


def test_sam_gives_what_transformers_processor_and_model_give(engine: Engine, sam: Path) -> None:
    import torch
    from transformers import SamModel

    from inference.devices import Plan

    seen = scene()[..., :3]
    network = engine.store.loaded(str(sam), Plan(), Silent())
    made = network.segment(seen, Hints(((90.0, 60.0),), ((10.0, 10.0),)), Silent())
    model = SamModel.from_pretrained(sam)
    small = cv2.resize(seen, (64, 48), interpolation=cv2.INTER_AREA)
    unit = (small / 255 - np.array([0.485, 0.456, 0.406])) / np.array([0.229, 0.224, 0.225])
    values = torch.zeros(1, 3, 64, 64)
    values[0, :, :48] = torch.from_numpy(unit.transpose(2, 0, 1)).float()
    with torch.inference_mode():
        out = model(pixel_values=values, input_points=torch.tensor([[[[36.0, 24.0], [4.0, 4.0]]]]),
                    input_labels=torch.tensor([[[1, 0]]]), multimask_output=False)
        large = torch.nn.functional.interpolate(out.pred_masks[0], (64, 64), mode="bilinear")
    assert np.abs(made - torch.sigmoid(large[0, 0, :48]).numpy()).max() < 1e-4


@pytest.mark.parametrize("kind", ["sam", "sam2"])
def test_the_second_click_does_not_look_again(engine: Engine, place: Path, kind: str,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    path = place / kind if (place / kind).is_dir() else getattr(tiny_sight, kind)(place / kind)
    ask(engine, "segment", Segment(inside="90,60"), path)
    network: Any = next(iter(engine.store._loaded.values()))[0]
    monkeypatch.setattr(network._model, "get_image_embeddings", lambda values: pytest.fail("looked again"))
    again = ask(engine, "segment", Segment(box="20,20,50,60"), path)
    assert again.shape == (120, 160, 4)


def test_a_damaged_network_is_told(engine: Engine, sam: Path, place: Path) -> None:
    import shutil

    from safetensors.torch import load_file, save_file

    broken = place / "broken"
    shutil.copytree(sam, broken)
    weights = load_file(sam / "model.safetensors")
    weights.pop("mask_decoder.upscale_conv1.weight")
    save_file(weights, broken / "model.safetensors", {"format": "pt"})
    with pytest.raises(UserError, match="could not be loaded"):
        ask(engine, "segment", Segment(inside="90,60"), broken)


# ---- backgrounds

@pytest.mark.parametrize("isnet", [False, True])
def test_u2net_from_identification_to_matte(engine: Engine, tmp_path: Path, isnet: bool) -> None:
    path = tiny_sight.u2net(tmp_path / "some.pth", isnet)
    told = described(contents(path))
    assert (told.kind, told.operations, told.problem) == ("background", ("background",), "")
    assert told.title.startswith("IS-Net" if isnet else "U2-Net")
    made = ask(engine, "background", Background(), path)
    assert made.shape == (120, 160, 4)
    assert made[..., 0].min() < 64
    assert made[..., 0].max() > 192, "the matte is stretched to its whole range"


def test_u2net_is_the_published_network() -> None:
    """As many weights as the authors state: 44.0 million and, for the small one, 1.1 million (Qin et al. 2020)."""
    import torch

    from inference.sight.u2net import network

    def weights(mid: dict[str, int], out: dict[str, int], into: dict[str, int]) -> dict[str, Any]:
        levels = {"stage1": 7, "stage2": 6, "stage3": 5, "stage4": 4, "stage5": 4, "stage6": 4}
        levels |= {f"{name}d": n for name, n in levels.items() if name != "stage6"}
        made: dict[str, Any] = {}
        for name, n in levels.items():
            shapes = {"in": (out[name], into[name]), "1": (mid[name], out[name]), "1d": (out[name], 2 * mid[name])}
            shapes |= {str(i): (mid[name], mid[name]) for i in range(2, n + 1)}
            shapes |= {f"{i}d": (mid[name], 2 * mid[name]) for i in range(2, n)}
            for part, shape in shapes.items():
                made[f"{name}.rebnconv{part}.conv_s1.weight"] = torch.empty(*shape, 3, 3, device="meta")
        for i, wide in enumerate((out["stage1d"], out["stage2d"], out["stage3d"], out["stage4d"], out["stage5d"],
                                  out["stage6"]), 1):
            made[f"side{i}.weight"] = torch.empty(1, wide, 3, 3, device="meta")
        made["outconv.weight"] = torch.empty(1, 6, 1, 1, device="meta")
        return made

    names = ("stage1", "stage2", "stage3", "stage4", "stage5", "stage6", "stage5d", "stage4d", "stage3d", "stage2d",
             "stage1d")
    full = weights(dict(zip(names, (32, 32, 64, 128, 256, 256, 256, 128, 64, 32, 16), strict=True)),
                   dict(zip(names, (64, 128, 256, 512, 512, 512, 512, 256, 128, 64, 64), strict=True)),
                   dict(zip(names, (3, 64, 128, 256, 512, 512, 1024, 1024, 512, 256, 128), strict=True)))
    small = weights(dict.fromkeys(names, 16), dict.fromkeys(names, 64),
                    {name: 3 if name == "stage1" else 128 if name.endswith("d") else 64 for name in names})
    with torch.device("meta"):
        for given, millions in ((full, 44.0), (small, 1.13)):
            count = sum(p.numel() for p in network(given).parameters())
            assert abs(count / 1e6 - millions) < 0.02 * millions


def test_the_subject_is_guessed_without_a_network(engine: Engine) -> None:
    found = ask(engine, "background", Background())[..., 0]
    assert overlap(found, disc()) > 0.9
    smaller, larger = (ask(engine, "background", Background(shift=by))[..., 0] for by in (-4, 4))
    assert (smaller > 127).sum() < (found > 127).sum() < (larger > 127).sum()


# ---- words

def test_clipseg_finds_by_words(engine: Engine, place: Path) -> None:
    path = tiny_sight.clipseg(place / "clipseg")
    told = described(contents(path))
    assert (told.kind, told.title, told.operations, told.problem) == ("segmenter", "CLIPSeg", ("find",), "")
    made = ask(engine, "find", Find(words="a disc, the sky and a dog", certainty=0.5), path)
    assert made.shape == (120, 160, 4)
    less, more = (int((ask(engine, "find", Find(words="disc", certainty=c), path)[..., 0] > 127).sum())
                  for c in (0.95, 0.05))
    assert less <= more == 120 * 160
    for words, model in ((" , ", path), ("sky", None)):
        with pytest.raises(UserError):
            ask(engine, "find", Find(words=words), model)


def test_blip_describes(engine: Engine, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inference.sight.captions._MOST_WORDS", 4)
    path = tiny_sight.blip(place / "blip")
    told = described(contents(path))
    assert (told.kind, told.operations, told.problem) == ("captioner", ("describe",), "")
    request = Request("describe", Describe(), scene(), model=str(path))
    texts = [engine.run(request, Silent()).pictures[0].facts["text"] for _ in range(2)]
    assert texts[0] == texts[1]
    assert set(texts[0].split()) <= {"a", "red", "disc", "on", "green", "[UNK]", "[DEC]"}


# ---- helpers of other jobs

@pytest.fixture(scope="module")
def clip(place: Path) -> Path:
    return tiny_sight.clip(place / "clip")


def test_clip_is_cosine_times_two_and_a_half(engine: Engine, clip: Path) -> None:
    import torch
    from transformers import CLIPModel, CLIPTokenizer

    engine.installed = scan((str(clip),), index=clip.parent / "index.json")
    assert [(m.kind, m.problem) for m in engine.installed] == [("clip", "")]
    agreement = engine.helpers.agreement
    assert agreement is not None
    square = scene()[:, 20:140]
    model, words = CLIPModel.from_pretrained(clip), CLIPTokenizer.from_pretrained(clip)
    small = cv2.resize(square[..., :3], (32, 32), interpolation=cv2.INTER_AREA)
    mean, deviation = np.array([0.48145466, 0.4578275, 0.40821073]), np.array([0.26862954, 0.26130258, 0.27577711])
    unit = (small / 255 - mean) / deviation
    with torch.inference_mode():
        out = model(pixel_values=torch.from_numpy(unit.transpose(2, 0, 1)[None]).float(),
                    **words(["a red disc"], return_tensors="pt"))
    cosine = float((out.image_embeds * out.text_embeds).sum())
    assert agreement(square, "a red disc") == pytest.approx(min(max(2.5 * cosine, 0), 1), abs=1e-4)
    assert 0 <= agreement(square, "word " * 100) <= 1


def test_best_of_several_is_ranked_by_agreement(engine: Engine, clip: Path) -> None:
    engine.installed = scan((str(clip),), index=clip.parent / "index.json")
    params = Generate("mountains at sunset", width=96, height=64)
    several = engine.run(Request("generate", params, seed=5, count=3), Silent()).pictures
    scores = [picture.facts["agreement"] for picture in several]
    assert scores == sorted(scores, reverse=True)
    assert sorted(picture.seed for picture in several) == [5, 6, 7]
    alone = engine.run(Request("generate", params, seed=5), Silent()).pictures[0]
    assert "agreement" not in alone.facts


def test_a_helper_that_cannot_be_loaded_costs_no_picture(engine: Engine, clip: Path, tmp_path: Path,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    shutil.copytree(clip, tmp_path / "clip")
    engine.installed = scan((str(tmp_path / "clip"),), index=tmp_path / "index.json")
    weights = tmp_path / "clip" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-4000])
    made = engine.run(Request("generate", Generate("a lake", width=64, height=64), count=2), Silent()).pictures
    assert len(made) == 2
    assert "passed over" in capsys.readouterr().err


def test_depth_and_lines_draw_control_maps(engine: Engine, place: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="depth model"):
        ask(engine, "controlmap", ControlMap("depth"))
    built_in = {kind: ask(engine, "controlmap", ControlMap(kind)) for kind in ("lineart", "softedge", "canny")}
    tiny_sight.depth_anything(tmp_path / "depth")
    tiny_sight.lineart(tmp_path / "sk_model.pth")
    tiny_sight.hed(tmp_path / "ControlNetHED.pth")
    engine.installed = scan((str(tmp_path),), index=place / "index2.json")
    assert sorted((m.kind, m.title, m.problem) for m in engine.installed) == [
        ("depth", "Depth Anything", ""), ("lines", "HED", ""), ("lines", "Line art", "")]
    depth = ask(engine, "controlmap", ControlMap("depth"))
    assert depth.shape == (120, 160, 4)
    assert np.array_equal(depth[..., 0], depth[..., 2])
    assert int(depth[..., 0].max()) - int(depth[..., 0].min()) > 10
    for kind, old in built_in.items():
        assert np.array_equal(ask(engine, "controlmap", ControlMap(kind)), old) == (kind == "canny")


def test_an_empty_prompt_is_filled_from_the_surroundings(engine: Engine, place: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    from inference.operations import inpaint

    monkeypatch.setattr("inference.sight.captions._MOST_WORDS", 4)
    path = place / "blip" if (place / "blip").is_dir() else tiny_sight.blip(place / "blip")
    engine.installed = scan((str(path),), index=place / "index3.json")
    hole = np.where(disc(), np.uint8(255), np.uint8(0))

    def caption(prompt: str = "", mode: str = "fill") -> str:
        request = Request("inpaint", Inpaint(prompt), scene(), hole, "a model")
        return inpaint._caption(request, engine, scene(), hole, mode, Silent())

    assert caption()
    assert caption("a cat") == caption(mode="remove") == ""
    engine.installed = ()
    assert caption() == ""
