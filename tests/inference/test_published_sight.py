"""The networks that see, from their authors' files: what is made of the tensors is what the library's folder gives, and
where no library has the network, that its parts are the published ones. BiRefNet's are in test_birefnet.py."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tiny_published_folders as folders
import tiny_published_sight as tiny
import tiny_seeing
import tiny_sight
from seen import CLICKS, PICTURE, ask, loaded, told

from inference.api import UserError
from inference.checkpoints import contents
from inference.describe import described
from inference.operations.describe import Describe
from inference.operations.find import Find
from inference.operations.segment import Segment
from inference.reporting import Silent


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


@pytest.fixture(autouse=True)
def _small(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pictures are seen, and pickles are converted into the test's folder."""
    monkeypatch.setattr("inference.weights.pickled.folder", lambda: place / "converted")
    monkeypatch.setattr("inference.sight.sam_published._EDGE", 256)
    monkeypatch.setattr("inference.sight.captions._MORE_WORDS", 4)
    monkeypatch.setattr("inference.sight.captions._EDGE", 128)


def test_isnet_of_anime_pictures(place: Path) -> None:
    """Saved with what trained it, and shown other colours than the others."""
    import torch

    plain = torch.load(tiny_sight.u2net(place / "isnet.pth", isnet=True), weights_only=True)
    path = place / "isnetis.ckpt"
    torch.save({"state_dict": {**{f"net.{name}": value for name, value in plain.items()},
                               "gt_encoder.conv_in.weight": torch.zeros(2, 1, 3, 3)}}, path)
    assert told(path) == ("background", "IS-Net or RMBG 1.4", ("background",), "")
    one, two = loaded(place / "isnet.pth"), loaded(path)
    assert all(torch.equal(a, b) for a, b in zip(one._model.state_dict().values(), two._model.state_dict().values(),
                                                 strict=True))
    assert one._moments != two._moments


# ---- SAM's relatives

def test_mobilesam_from_its_file(place: Path) -> None:
    sam = tiny_sight.published_sam(tiny_sight.sam(place / "sam"), place / "sam_tiny.pth")
    path = tiny.mobile_sam(sam, place / "mobile_sam.pt")
    assert told(path) == ("segmenter", "MobileSAM", ("segment",), "")
    assert ask("segment", Segment(inside="45,30"), path).pixels.shape == (60, 80, 4)
    network = loaded(path)
    first = network.segment(PICTURE, CLICKS, Silent())
    assert first.shape == (192, 256)
    assert first.std() > 0
    assert np.array_equal(first, network.segment(PICTURE, CLICKS, Silent()))


def test_mobilesams_encoder_is_the_published_one() -> None:
    """5.7 million weights without the head for classes; sixteen times smaller than the picture, whatever its size."""
    import torch

    from inference.sight.tinyvit import network

    weights = tiny.tinyvit_tensors(tiny.empty, **tiny.MOBILE)
    used = {n: v.shape for n, v in weights.items() if not n.startswith(("head.", "norm_head."))}
    with torch.device("meta"):
        model = network(weights)
    assert {n: v.shape for n, v in model.state_dict().items()} == used
    assert sum(p.numel() for p in model.parameters()) / 1e6 == pytest.approx(5.74, abs=0.01)
    small = tiny.tinyvit_tensors(tiny.random(), (8, 8, 16, 16), (1, 1, 2, 1), (1, 1, 2, 2), (4, 4, 5, 4), 16)
    model = network(small).eval()
    model.load_state_dict({n: v for n, v in small.items() if not n.startswith(("head.", "norm_head."))})
    with torch.inference_mode():
        seen = model(torch.randn(1, 3, 96, 128))[0]
    assert seen.shape == (1, 16, 6, 8)


def test_sam2_from_metas_file_is_its_folder(place: Path) -> None:
    folder = folders.sam2_folder(place / "sam2", edge=256)
    path = folders.sam2(folder, place / "sam2.1_hiera_tiny.pt")
    assert told(path) == ("segmenter", "SAM 2", ("segment",), "")
    one, two = (loaded(each).segment(PICTURE, CLICKS, Silent()) for each in (folder, path))
    assert one.std() > 0.01
    assert np.abs(one - two).max() < 1e-3


def test_edgetam_from_metas_file(place: Path) -> None:
    folder = place / "sam2" if (place / "sam2").is_dir() else folders.sam2_folder(place / "sam2", edge=256)
    path = folders.edgetam(folder, place / "edgetam.pt")
    assert told(path) == ("segmenter", "EdgeTAM", ("segment",), "")
    made = loaded(path).segment(PICTURE, CLICKS, Silent())
    assert made.shape == (256, 256)
    assert made.std() > 0
    assert np.isfinite(made).all()


def test_edgetams_encoder_is_the_published_one() -> None:
    """RepViT-M1: 4.7 million weights without its two heads for classes."""
    import torch

    from inference.sight.repvit import network
    from inference.torchvision_shim import declare

    declare()  # as `loader` does
    weights = tiny.repvit_tensors(tiny.empty, **tiny.REPVIT)
    with torch.device("meta"):
        model = network(weights)
    assert {n: v.shape for n, v in model.state_dict().items()} == {n: v.shape for n, v in weights.items()}
    assert sum(p.numel() for p in model.parameters()) / 1e6 == pytest.approx(4.7, abs=0.05)
    small = tiny.repvit_tensors(tiny.random(), (8, 16, 32, 64), (2, 1, 2, 1))
    model = network(small).eval()
    model.load_state_dict(small)
    with torch.inference_mode():
        seen = model(torch.randn(1, 3, 64, 96)).intermediate_hidden_states
    assert [tuple(each.shape[1:]) for each in seen] == [(16, 24, 8), (8, 12, 16), (4, 6, 32), (2, 3, 64)]


def test_sam3_finds_by_words_and_by_clicks(place: Path) -> None:
    path = tiny_seeing.sam3(place / "sam3")
    assert told(path) == ("segmenter", "SAM 3", ("segment", "find"), "")
    assert ask("find", Find(words="a disc, the sky", certainty=0.1), path).pixels.shape == (60, 80, 4)
    assert ask("segment", Segment(box="10,10,30,30"), path).pixels.shape == (60, 80, 4)
    with pytest.raises(UserError, match="no words"):
        ask("find", Find(words=" and "), path)


def test_sam3s_certainty_is_the_librarys(place: Path) -> None:
    """The map's largest value is the best instance of what the processor of transformers would keep."""
    import torch
    from transformers import Sam3Model

    path = place / "sam3" if (place / "sam3").is_dir() else tiny_seeing.sam3(place / "sam3")
    network = loaded(path)
    made = network.find(PICTURE, "disc", Silent())
    model = Sam3Model.from_pretrained(path).eval()
    from inference.sight.inputs import HALF, scaled, tensor
    words = network._words(["disc"], padding="max_length", max_length=32, return_tensors="pt")
    with torch.inference_mode():
        out = model(pixel_values=tensor(scaled(PICTURE, 112, 112), HALF, "cpu"), input_ids=words["input_ids"],
                    attention_mask=words["attention_mask"])
    sure = out.pred_logits.sigmoid() * out.presence_logits.sigmoid()
    want = (out.pred_masks.sigmoid() * sure[..., None, None]).amax(1)[0]
    assert np.abs(made - want.numpy()).max() < 1e-5


# ---- depth

def test_depth_anything_and_midas_from_their_files(place: Path) -> None:
    anything, dpt = folders.depth_anything_folder(place / "da"), folders.dpt_folder(place / "dpt")
    hybrid = folders.dpt_hybrid_folder(place / "dpt-hybrid")
    files = ((anything, folders.depth_anything(anything, place / "depth_anything_v2_vits.pth"), "Depth Anything"),
             (anything, folders.depth_anything(anything, place / "depth_anything_v2_vits_fp16.safetensors"),
              "Depth Anything"), (dpt, folders.dpt(dpt, place / "dpt_large_384.pt"), "MiDaS"),
             (hybrid, folders.dpt(hybrid, place / "dpt_hybrid-midas-501f0c75.pt"), "MiDaS"))
    for folder, path, title in files:
        assert told(path) == ("depth", title, (), "")
        one, two = (loaded(each).depth(PICTURE, Silent()) for each in (folder, path))
        assert one.std() > 0.01
        assert np.abs(one - two).max() < 1e-3
    first = loaded(folders.depth_anything(anything, place / "depth_anything_vits14.pth")).depth(PICTURE, Silent())
    second = loaded(anything).depth(PICTURE, Silent())
    assert np.abs(first - second).max() > 1e-3, "the first Depth Anything looks at other layers"


def test_how_far_a_metric_file_reaches_is_in_its_name(place: Path) -> None:
    from inference.sight.depth_published import anything_config
    from inference.sight.loading import tensors_of

    path = place / "da" if (place / "da").is_dir() else folders.depth_anything_folder(place / "da")
    weights = tensors_of(folders.depth_anything(path, place / "one.safetensors"))
    assert anything_config(weights, "depth_anything_v2_metric_hypersim_vits.pth")["max_depth"] == 20
    assert "max_depth" not in anything_config(weights, "depth_anything_v2_vits.pth")


# ---- words

def test_florence_describes(place: Path) -> None:
    path = tiny_seeing.florence2(place / "florence")
    assert told(path) == ("captioner", "Florence-2", ("describe",), "")
    text = ask("describe", Describe(), path).facts["text"]
    assert text
    assert set(text.split()) <= set(tiny_seeing.WORDS)
    assert loaded(path).describe(PICTURE, Silent()) == text


def test_open_clip_is_the_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folders.clip_folder(place / "clip")
    path = folders.open_clip(folder, place / "open_clip_pytorch_model.bin")
    assert told(path)[:2] == ("clip", "OpenCLIP")
    assert told(path)[3] == ""
    scores = []
    for weight in (2.5, -2.5):  # the cosine of random networks may be below 0
        monkeypatch.setattr("inference.sight.clip._WEIGHT", weight)
        one, two = (loaded(each).agreement(PICTURE, "a dog on the left of a blue house") for each in (folder, path))
        assert one == pytest.approx(two, abs=1e-4)
        scores.append(one)
    assert max(scores) > 0.01


def test_siglip_says_how_near_to_even_odds_it_is(place: Path) -> None:
    import torch
    from transformers import SiglipModel

    path = tiny_seeing.siglip(place / "siglip")
    assert told(path)[:2] == ("clip", "SigLIP")
    network, model = loaded(path), SiglipModel.from_pretrained(path).eval()
    from inference.sight.clip import squared
    from inference.sight.inputs import HALF, tensor
    for text in ("a red disc", "green", "the image on a disc"):
        ids = network._words([text], padding="max_length", max_length=16, return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            logit = float(model(pixel_values=tensor(squared(PICTURE, 32), HALF, "cpu"), input_ids=ids).logits_per_image)
        want = min(max((logit + 60) / 60, 0), 1)
        assert network.agreement(PICTURE, text) == pytest.approx(want, abs=1e-4)


def test_the_best_of_what_is_installed_goes_first() -> None:
    from inference.api import ModelInfo, able

    known = (("mine", "", 9), ("u2netp", "U2-Net", 4), ("u2net", "U2-Net", 176), ("best", "BiRefNet or RMBG 2.0", 5),
             ("other", "Unknown", 999))
    models = tuple(ModelInfo(name, name, "background", "", ("background",), size, title=title)
                   for name, title, size in known)
    assert [m.name for m in able(models, "background")] == ["best", "u2net", "u2netp", "mine", "other"]


# ---- what cannot be used is told

@pytest.mark.parametrize(("tensors", "said"), [
    ({"bb.layers.0.blocks.0.attn.qkv.weight": (3, 1), "decoder.ipt_blk4.conv1.weight": (1, 1)}, "first layout"),
    ({"vision_encoder.neck.convs.0.weight": (1, 1, 1, 1), "no_memory_embedding": (1, 1),
      "vision_encoder.backbone.timm_model.stem.conv1.c.weight": (1, 1)}, "edgetam.pt"),
    ({"pretrained.model.patch_embed.proj.weight": (1, 1), "scratch.layer1_rn.weight": (1, 1)}, "dpt_large"),
])
def test_what_else_to_get(tmp_path: Path, tensors: dict[str, tuple[int, ...]], said: str) -> None:
    import torch
    from safetensors.torch import save_file

    save_file({name: torch.zeros(shape) for name, shape in tensors.items()}, tmp_path / "a.safetensors")
    reason = described(contents(tmp_path / "a.safetensors")).reason
    assert reason is not None
    assert "recognised" in str(reason)
    assert said in reason.hint_text()


@pytest.mark.parametrize(("name", "said"), [("u2netp.onnx", "u2netp.pth"), ("isnet-general-use.onnx", "isnet-general"),
                                            ("BiRefNet-general-epoch_244.onnx", "BiRefNet"), ("x.onnx", ".pth")])
def test_onnx_files_are_told_what_to_get_instead(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(b"\x08\x08")
    with pytest.raises(UserError, match="ONNX") as error:
        contents(tmp_path / name)
    assert said in error.value.hint_text()
