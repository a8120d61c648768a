"""BiRefNet from its authors' files: its parts are the published ones, or those that somebody else wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_published_sight as tiny
from seen import ask, told

from inference.operations.background import Background


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pictures are seen, and pickles are converted into the test's folder."""
    monkeypatch.setattr("inference.weights.pickled.folder", lambda: tmp_path / "converted")
    monkeypatch.setattr("inference.sight.birefnet._SIZE", (128, 128))


def test_birefnet_from_a_compiled_pickle_and_from_its_folder(tmp_path: Path) -> None:
    paths = tiny.birefnet(tmp_path / "BiRefNet-general.pth"), tiny.birefnet_folder(tmp_path / "BiRefNet")
    made = []
    for path in paths:
        assert told(path) == ("background", "BiRefNet or RMBG 2.0", ("background",), "")
        made.append(ask("background", Background(), path).pixels)
    assert made[0].shape == (60, 80, 4)
    assert made[0][..., 0].std() > 5
    assert np.array_equal(*made)


@pytest.mark.parametrize(("layout", "count"), [(tiny.LARGE, 220_176_498), (tiny.LITE, 44_313_720)])
def test_birefnet_takes_every_published_tensor(layout: dict[str, Any], count: int,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """The large and the light one have as many weights as others counted in the published files."""
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
    assert sum(v.numel() for n, v in weights.items() if not n.endswith(
        ("running_mean", "running_var", "num_batches_tracked", "position_index"))) == count
    if layout is tiny.LARGE:  # the header of model.safetensors: 687 tensors of numbers, 67 of whole numbers
        whole = [n for n in weights if n.endswith(("num_batches_tracked", "position_index"))]
        assert (len(weights) - len(whole), len(whole)) == (687, 67)
        assert sum(v.numel() for n, v in weights.items() if n not in whole) == 220_202_578


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
    assert size_of("BiRefNet_512x512") == (512, 512)
    assert size_of("three RMBG-2.0") == size_of("BiRefNet_12k") == (128, 128)
