"""The networks that see, from their authors' files: what is made of the tensors is what the library's folder gives, and
where no library has the network, that its parts are the published ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_published_sight as tiny  # type: ignore[import-not-found]
import tiny_seeing  # type: ignore[import-not-found]
import tiny_sight  # type: ignore[import-not-found]

from inference.api import Request, UserError
from inference.api.hints import Hints
from inference.checkpoints import contents
from inference.describe import described
from inference.devices import Plan
from inference.engine import Engine
from inference.families.family import family_of
from inference.operations.background import Background
from inference.operations.describe import Describe
from inference.operations.find import Find
from inference.operations.segment import Segment
from inference.reporting import Silent

PICTURE = np.random.default_rng(0).integers(0, 255, (60, 80, 3), np.uint8)
RGBA = np.dstack([PICTURE, np.full((60, 80), 255, np.uint8)])
CLICKS = Hints(((45.0, 30.0),), ((5.0, 5.0),))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


@pytest.fixture(autouse=True)
def _small(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pictures are seen, and pickles are converted into the test's folder."""
    monkeypatch.setattr("inference.weights.pickled.folder", lambda: place / "converted")
    monkeypatch.setattr("inference.sight.birefnet._SIZE", (128, 128))
    monkeypatch.setattr("inference.sight.sam_published._EDGE", 256)
    monkeypatch.setattr("inference.sight.captions._MORE_WORDS", 4)
    monkeypatch.setattr("inference.sight.captions._EDGE", 128)


def loaded(path: Path) -> Any:
    found = contents(path)
    family = family_of(found)
    assert family is not None
    assert family.load is not None, described(found).problem
    return family.load(found, Plan(), Silent())


def told(path: Path) -> tuple[str, str, tuple[str, ...], str]:
    info = described(contents(path))
    return info.kind, info.title, info.operations, info.problem


def ask(operation: str, params: Any, path: Path) -> Any:
    return Engine().run(Request(operation, params, RGBA, model=str(path)), Silent()).pictures[0]


# ---- BiRefNet

def test_birefnet_from_a_compiled_pickle_and_from_its_folder(place: Path) -> None:
    paths = tiny.birefnet(place / "BiRefNet-general.pth"), tiny.birefnet_folder(place / "BiRefNet")
    made = []
    for path in paths:
        assert told(path) == ("background", "BiRefNet or RMBG 2.0", ("background",), "")
        made.append(ask("background", Background(), path).pixels)
    assert made[0].shape == (60, 80, 4)
    assert made[0][..., 0].std() > 5
    assert np.array_equal(*made)


@pytest.mark.parametrize(("layout", "millions"), [(tiny.LARGE, 220.2), (tiny.LITE, 44.3)])
def test_birefnet_takes_every_published_tensor(layout: dict[str, Any], millions: float,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """The large and the light one: 221 and 44 million weights, as their pages say."""
    import torch

    from inference.sight import birefnet
    from inference.torchvision_shim import declare

    declare()
    monkeypatch.setattr(birefnet, "colours_last", lambda weights: False)  # needs numbers
    weights = tiny.birefnet_tensors(tiny.empty, **layout)
    with torch.device("meta"):
        model = birefnet.network(weights)
        given = birefnet.renamed(weights, model)
    assert {n: v.shape for n, v in model.state_dict().items()} == {n: v.shape for n, v in given.items()}
    count = sum(v.numel() for n, v in weights.items() if not n.endswith(
        ("running_mean", "running_var", "num_batches_tracked", "position_index")))
    assert count / 1e6 == pytest.approx(millions, abs=0.1)


def test_birefnets_backbone_is_swin() -> None:
    """Against torchvision's Swin, which was written on its own: the same numbers under their names."""
    import torch

    from inference.sight.birefnet import _swin, renamed
    from inference.torchvision_shim import declare

    declare()
    from torchvision.models.swin_transformer import SwinTransformer

    weights = tiny.birefnet_tensors(tiny.random(), width=8, depths=(2, 2, 2, 2), heads=(1, 2, 2, 4), window=4, inner=8,
                                    branch=8)
    holder = torch.nn.Module()
    holder.bb = _swin(weights)
    given = renamed({n: v for n, v in weights.items() if n.startswith("bb.")}, holder)
    holder.load_state_dict({name: value.float() for name, value in given.items()})
    theirs = SwinTransformer([4, 4], 8, [2, 2, 2, 2], [1, 2, 2, 4], [4, 4], stochastic_depth_prob=0.0).eval()
    state = theirs.state_dict()
    for name in state:
        parts = name.split(".")
        if parts[0] != "features" or parts[-1] == "relative_position_index":
            continue
        stage, rest = int(parts[1]), ".".join(parts[2:])
        if stage == 0:
            ours = f"bb.patch_embed.{'proj' if parts[2] == '0' else 'norm'}.{parts[3]}"
        elif stage % 2:
            rest = rest.replace("mlp.0.", "mlp.fc1.").replace("mlp.3.", "mlp.fc2.")
            ours = f"bb.layers.{stage // 2}.blocks.{rest}"
        else:
            ours = f"bb.layers.{stage // 2 - 1}.downsample.{rest}"
        state[name] = weights[ours].reshape(state[name].shape)
    theirs.load_state_dict(state)
    picture = torch.randn(1, 3, 128, 160, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        ours_seen = holder.bb.eval()(picture).feature_maps
        value = picture
        for i, layer in enumerate(theirs.features):
            value = layer(value)
            if i % 2 and i < 6:  # the last is no larger than a window: torchvision does not shift it there
                normed = torch.nn.functional.layer_norm(value, value.shape[-1:], weights[f"bb.norm{i // 2}.weight"],
                                                        weights[f"bb.norm{i // 2}.bias"])
                assert torch.allclose(ours_seen[i // 2], normed.permute(0, 3, 1, 2), atol=2e-3, rtol=1e-3)


def test_deformable_convolution_against_its_definition() -> None:
    import torch

    from inference.sight.deformable import deformed

    generator = torch.Generator().manual_seed(0)
    value, weight = (torch.randn(*shape, generator=generator) for shape in ((2, 3, 7, 9), (4, 3, 3, 3)))
    still, whole = torch.zeros(2, 18, 7, 9), torch.ones(2, 9, 7, 9)
    plain = torch.nn.functional.conv2d(value, weight, padding=1)
    assert torch.allclose(deformed(value, weight, still, whole), plain, atol=1e-4)
    offsets = torch.randn(2, 18, 7, 9, generator=generator) * 2
    strengths = torch.rand(2, 9, 7, 9, generator=generator)
    made = deformed(value, weight, offsets, strengths)

    def at(b: int, y: float, x: float) -> np.ndarray:
        """Bilinear, 0 outside."""
        got = np.zeros(3)
        for j in (int(np.floor(y)), int(np.floor(y)) + 1):
            for i in (int(np.floor(x)), int(np.floor(x)) + 1):
                if 0 <= j < 7 and 0 <= i < 9:
                    got += (1 - abs(y - j)) * (1 - abs(x - i)) * value[b, :, j, i].numpy()
        return got

    for b, y, x in ((0, 0, 0), (1, 3, 4), (0, 6, 8), (1, 5, 1)):
        want = np.zeros(4)
        for k in range(9):
            dy, dx = (float(offsets[b, 2 * k + i, y, x]) for i in (0, 1))
            seen = at(b, y + k // 3 - 1 + dy, x + k % 3 - 1 + dx) * float(strengths[b, k, y, x])
            want += weight[:, :, k // 3, k % 3].numpy() @ seen
        assert np.allclose(made[b, :, y, x].numpy(), want, atol=1e-4)


def test_the_order_of_tiles_is_read_from_the_weights() -> None:
    """Two generations of files; both are given here what the other would be given, in their own order."""
    import torch

    from inference.sight.birefnet import colours_last, tiles

    generator = torch.Generator().manual_seed(0)
    alike = torch.randn(8, 1, 16, 16, 3, 3, generator=generator)
    by_colour = (alike + 0.5 * torch.randn(8, 3, 16, 16, 3, 3, generator=generator)).reshape(8, 768, 3, 3)
    by_tile = by_colour.reshape(8, 3, 16, 16, 3, 3).permute(0, 3, 2, 1, 4, 5).reshape(8, 768, 3, 3)
    name = "decoder.ipt_blk4.conv1.weight"
    assert not colours_last({name: by_colour})
    assert colours_last({name: by_tile})
    assert not colours_last({name: torch.randn(8, 768, 3, 3, generator=generator)})
    picture = torch.randn(1, 3, 64, 64, generator=generator)
    first, second = (torch.nn.functional.conv2d(tiles(picture, (4, 4), last), weight, padding=1)
                     for last, weight in ((False, by_colour), (True, by_tile)))
    assert torch.allclose(first, second, atol=1e-3)


def test_sizes_are_in_the_names() -> None:
    from inference.sight.birefnet import size_of

    assert size_of("models BiRefNet_HR-matting") == (2048, 2048)
    assert size_of("BiRefNet_lite-2K") == (2560, 1440)
    assert size_of("three RMBG-2.0") == size_of("BiRefNet_12k") == (128, 128)


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
    folder = tiny.sam2_folder(place / "sam2", edge=256)
    path = tiny.sam2(folder, place / "sam2.1_hiera_tiny.pt")
    assert told(path) == ("segmenter", "SAM 2", ("segment",), "")
    one, two = (loaded(each).segment(PICTURE, CLICKS, Silent()) for each in (folder, path))
    assert one.std() > 0.01
    assert np.abs(one - two).max() < 1e-3


def test_edgetam_from_metas_file(place: Path) -> None:
    folder = place / "sam2" if (place / "sam2").is_dir() else tiny.sam2_folder(place / "sam2", edge=256)
    path = tiny.edgetam(folder, place / "edgetam.pt")
    assert told(path) == ("segmenter", "EdgeTAM", ("segment",), "")
    made = loaded(path).segment(PICTURE, CLICKS, Silent())
    assert made.shape == (256, 256)
    assert made.std() > 0
    assert np.isfinite(made).all()


def test_edgetams_encoder_is_the_published_one() -> None:
    """RepViT-M1: 4.7 million weights without its two heads for classes."""
    import torch

    from inference.sight.repvit import network

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
    anything, dpt = tiny.depth_anything_folder(place / "da"), tiny.dpt_folder(place / "dpt")
    hybrid = tiny.dpt_hybrid_folder(place / "dpt-hybrid")
    files = ((anything, tiny.depth_anything(anything, place / "depth_anything_v2_vits.pth"), "Depth Anything"),
             (anything, tiny.depth_anything(anything, place / "depth_anything_v2_vits_fp16.safetensors"),
              "Depth Anything"), (dpt, tiny.dpt(dpt, place / "dpt_large_384.pt"), "MiDaS"),
             (hybrid, tiny.dpt(hybrid, place / "dpt_hybrid-midas-501f0c75.pt"), "MiDaS"))
    for folder, path, title in files:
        assert told(path) == ("depth", title, (), "")
        one, two = (loaded(each).depth(PICTURE, Silent()) for each in (folder, path))
        assert one.std() > 0.01
        assert np.abs(one - two).max() < 1e-3
    first = loaded(tiny.depth_anything(anything, place / "depth_anything_vits14.pth")).depth(PICTURE, Silent())
    second = loaded(anything).depth(PICTURE, Silent())
    assert np.abs(first - second).max() > 1e-3, "the first Depth Anything looks at other layers"


def test_how_far_a_metric_file_reaches_is_in_its_name(place: Path) -> None:
    from inference.sight.depth_published import anything_config
    from inference.sight.loading import tensors_of

    path = place / "da" if (place / "da").is_dir() else tiny.depth_anything_folder(place / "da")
    weights = tensors_of(tiny.depth_anything(path, place / "one.safetensors"))
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
    folder = tiny.clip_folder(place / "clip")
    path = tiny.open_clip(folder, place / "open_clip_pytorch_model.bin")
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
