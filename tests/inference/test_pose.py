"""Poses: joints found by tiny networks of the real classes, skeletons in OpenPose's colours, maps by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference import guard
from inference.api import Guide, Request, UserError
from inference.checkpoints import contents
from inference.devices import Plan
from inference.engine import Engine
from inference.guides import by_networks
from inference.operations.controlmap import ControlMap
from inference.reporting import Silent
from inference.scanning import scan
from inference.sight import pose

pytestmark = pytest.mark.filterwarnings("ignore")
PICTURE = np.random.default_rng(2).integers(0, 255, (90, 120, 4), np.uint8)
PICTURE[..., 3] = 255


def standing() -> Any:
    """COCO's joints of somebody who stands, 100 x 200 px."""
    at = ((50, 20), (55, 15), (45, 15), (60, 18), (40, 18), (70, 50), (30, 50), (80, 85), (20, 85), (85, 120),
          (15, 120), (62, 110), (38, 110), (64, 150), (36, 150), (65, 190), (35, 190))
    return np.array([(*place, 0.9) for place in at], np.float32)


def test_a_skeleton_has_openposes_colours() -> None:
    made = pose.skeletons([standing()], 100, 200)
    assert made.shape == (200, 100, 3)
    for joint, (x, y) in ((0, (50, 20)), (1, (50, 50)), (2, (30, 50)), (7, (85, 120)), (10, (35, 190)), (17, (60, 18))):
        assert tuple(made[y, x]) == pose.COLOURS[joint]
    assert tuple(made[100, 18]) == tuple(int(0.6 * c) for c in pose.COLOURS[3])  # the right forearm
    assert not made[5, 5].any()
    unsure = standing()
    unsure[10, 2] = 0.1
    made = pose.skeletons([unsure], 100, 200)
    assert not made[115:125, 10:20].any()
    assert not pose.skeletons([], 30, 20).any()


def test_peaks_lie_between_cells() -> None:
    maps = np.zeros((1, 9, 9))
    maps[0, 4, 5], maps[0, 4, 6], maps[0, 3, 5] = 1.0, 0.5, 0.2
    assert pose.peaks(maps)[0].tolist() == [5.25, 3.75, 1.0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    import torch
    from transformers import (
        RTDetrConfig,
        RTDetrForObjectDetection,
        RTDetrResNetConfig,
        VitPoseBackboneConfig,
        VitPoseConfig,
        VitPoseForPoseEstimation,
    )

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("pose")
    inner = VitPoseBackboneConfig(image_size=(64, 48), patch_size=(16, 16), hidden_size=16, num_hidden_layers=1,
                                  num_attention_heads=2, num_experts=1, part_features=4, out_indices=[1])
    network = VitPoseForPoseEstimation(VitPoseConfig(backbone_config=inner, num_labels=17))
    with torch.no_grad():
        network.head.conv.bias.fill_(0.6)  # sure of itself
    network.save_pretrained(folder / "vitpose")
    finder = RTDetrForObjectDetection(RTDetrConfig(
        backbone_config=RTDetrResNetConfig(embedding_size=8, hidden_sizes=[8, 8, 8, 16], depths=[1, 1, 1, 1],
                                           layer_type="basic", out_features=["stage2", "stage3", "stage4"]),
        encoder_hidden_dim=16, encoder_in_channels=[8, 8, 16], encoder_ffn_dim=16, encoder_attention_heads=2,
        decoder_layers=1, d_model=16, decoder_in_channels=[16, 16, 16], decoder_ffn_dim=16, decoder_attention_heads=2,
        num_queries=4, num_denoising=0, num_labels=2))
    with torch.no_grad():
        finder.model.decoder.class_embed[-1].bias.copy_(torch.tensor([3.0, -3.0]))
    finder.config.id2label = {0: "person", 1: "dog"}
    finder.save_pretrained(folder / "finder")
    return folder


def test_joints_are_where_the_heat_is_whatever_the_box(place: Path) -> None:
    """A network that sees a bright spot finds it, wherever the person stands."""
    import torch

    made = pose.make(contents(place / "vitpose"), Plan())

    def seeing(pixel_values: Any, **named: Any) -> Any:
        class Out:
            heatmaps = torch.nn.functional.avg_pool2d(pixel_values[:, :1], 4).repeat(1, 17, 1, 1)

        return Out()

    image = np.zeros((200, 300, 3), np.uint8)
    image[96:105, 156:165] = 255
    made._model.forward = seeing
    for box in ((100.0, 20.0, 100.0, 160.0), (130.0, 60.0, 90.0, 70.0)):
        (found,) = made.pose(image, [box], Silent())
        assert np.abs(found[:, :2] - (160, 100)).max() < 6
    assert len(made.pose(image, [], Silent())) == 1


def test_the_map_of_a_pose_through_the_engine(place: Path, tmp_path: Path) -> None:
    engine = Engine()
    with pytest.raises(UserError, match="needs a pose model"):
        engine.run(Request("controlmap", ControlMap("pose"), PICTURE), Silent())
    engine.installed = scan((str(place / "vitpose"),), index=tmp_path / "one.json")
    assert [(m.kind, m.title, m.problem) for m in engine.installed] == [("pose", "ViTPose", "")]
    alone = engine.run(Request("controlmap", ControlMap("pose"), PICTURE), Silent()).pictures[0].pixels
    assert alone.shape == PICTURE.shape
    assert alone[..., :3].any()
    engine.installed = scan((str(place),), index=tmp_path / "two.json")
    assert {m.kind for m in engine.installed} == {"pose", "detector"}
    assert not any(m.problem for m in engine.installed)
    finder = engine.helpers.first("people")
    assert finder is not None
    boxes = finder.people(PICTURE[..., :3], Silent())
    assert 1 <= len(boxes) <= 4
    assert boxes == sorted(boxes, key=lambda box: -box[2] * box[3])
    (guide,) = by_networks([Guide("pose", PICTURE, raw=True)], engine.helpers, Silent())
    assert not guide.raw
    assert guide.image.shape == PICTURE.shape
