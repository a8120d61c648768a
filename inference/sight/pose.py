"""Poses of people: ViTPose (Xu et al. 2022) finds the joints, RT-DETR (Zhao et al. 2024) or D-FINE (Peng et al. 2024)
the people, both by transformers' classes; the skeletons are drawn as OpenPose draws them, which ControlNets know.

Without a network that finds people the whole picture is taken for one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import IMAGENET, scaled, tensor
from inference.sight.loading import from_folder

Array = npt.NDArray[Any]
Box = tuple[float, float, float, float]  # x, y, width, height, px
FINDERS = {"rt_detr": "RTDetrForObjectDetection", "rt_detr_v2": "RTDetrV2ForObjectDetection",
           "d_fine": "DFineForObjectDetection"}
_ROOM = 1.25  # around a person, as ViTPose was trained
_SURE, _PERSON = 0.3, 0.5  # least scores of a joint and of a person
_EDGE = 640  # px, the square that RT-DETR and D-FINE see
_COCO = 17  # joints; networks for the whole body have them first
# OpenPose's 18 joints by COCO's numbers: nose, neck (between the shoulders), right arm, left arm, legs, eyes, ears.
_JOINTS = (0, -1, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3)
_LIMBS = ((1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
          (0, 14), (14, 16), (0, 15), (15, 17))
# CMU-Perceptual-Computing-Lab/openpose, poseParametersRender.hpp; limbs at 0.6 of these, as in ControlNet's annotator.
COLOURS = ((255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0),
           (0, 255, 85), (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255),
           (170, 0, 255), (255, 0, 255), (255, 0, 170), (255, 0, 85))


class Posing:
    def __init__(self, model: Any, plan: Plan) -> None:
        self._model, self._device = model, plan.device
        size = model.config.backbone_config.image_size
        self._height, self._width = (size, size) if isinstance(size, int) else tuple(size)
        self._experts = getattr(model.config.backbone_config, "num_experts", 1) > 1

    def pose(self, picture: Array, boxes: Sequence[Box], report: Report) -> list[npt.NDArray[np.float32]]:
        """The joints of the person in each box (in all of the picture where there is none): (17, 3) float32, x and y
        in px of `picture` (h, w, 3) uint8, and the score 0-1, in COCO's order."""
        height, width = picture.shape[:2]
        every: Sequence[Box] = boxes or [(0.0, 0.0, float(width), float(height))]
        found = []
        for index, box in enumerate(every):
            report.step(0.3 + 0.6 * index / len(every), "Looking at the picture")
            found.append(self._joints(picture, box))
        return found

    def _joints(self, picture: Array, box: Box) -> npt.NDArray[np.float32]:
        import torch

        into, back = self._fitted(box)
        seen = cv2.warpAffine(picture, into, (self._width, self._height), flags=cv2.INTER_LINEAR)
        more = {"dataset_index": torch.zeros(1, dtype=torch.long, device=self._device)} if self._experts else {}
        with torch.inference_mode():
            maps = self._model(pixel_values=tensor(np.asarray(seen), IMAGENET, self._device), **more).heatmaps
        places = peaks(maps[0, :_COCO].float().cpu().numpy())
        step = np.array([(self._width - 1) / (maps.shape[3] - 1), (self._height - 1) / (maps.shape[2] - 1)])
        at = np.column_stack([places[:, :2] * step, np.ones(len(places))]) @ back.T
        return np.column_stack([at, places[:, 2]]).astype(np.float32)

    def _fitted(self, box: Box) -> tuple[Array, Array]:
        """From the picture to what the network sees of a person, and back: (2, 3) float64 each."""
        x, y, width, height = box
        scale = min((self._width - 1) / width, (self._height - 1) / height) / _ROOM
        middle = np.array([x + width / 2, y + height / 2])
        centre = np.array([(self._width - 1) / 2, (self._height - 1) / 2])
        into = np.column_stack([np.eye(2) * scale, centre - scale * middle])
        back = np.column_stack([np.eye(2) / scale, middle - centre / scale])
        return into, back


def peaks(maps: Array) -> Array:
    """(joints, h, w) to (joints, 3): x, y of the highest place, a quarter of a cell towards the higher neighbour
    (Newell et al. 2016), and its height."""
    found = np.zeros((len(maps), 3))
    for joint, values in enumerate(maps):
        y, x = np.unravel_index(int(values.argmax()), values.shape)
        found[joint] = x, y, values[y, x]
        if 0 < x < values.shape[1] - 1:
            found[joint, 0] += 0.25 * np.sign(values[y, x + 1] - values[y, x - 1])
        if 0 < y < values.shape[0] - 1:
            found[joint, 1] += 0.25 * np.sign(values[y + 1, x] - values[y - 1, x])
    return found


class Finding:
    def __init__(self, model: Any, plan: Plan) -> None:
        self._model, self._device = model, plan.device
        names = {str(name).lower(): int(index) for index, name in model.config.id2label.items()}
        self._person = names.get("person", 0)

    def people(self, picture: Array, report: Report) -> list[Box]:
        """The boxes of people in `picture` (h, w, 3) uint8, the largest first."""
        import torch

        report.step(0.1, "Looking for people")
        plain = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
        with torch.inference_mode():
            out = self._model(pixel_values=tensor(scaled(picture, _EDGE, _EDGE), plain, self._device))
        scores: Array = out.logits[0].float().sigmoid().cpu().numpy()
        sure = (scores[:, self._person] >= _PERSON) & (scores.argmax(1) == self._person)
        height, width = picture.shape[:2]
        found = [(float((x - w / 2) * width), float((y - h / 2) * height), float(w * width), float(h * height))
                 for x, y, w, h in out.pred_boxes[0].float().cpu().numpy()[sure] if w * width >= 2 and h * height >= 2]
        return sorted(found, key=lambda box: -box[2] * box[3])


def skeletons(people: Iterable[Array], width: int, height: int) -> npt.NDArray[np.uint8]:
    """Joints as `Posing.pose` gives them, drawn as OpenPose does: (height, width, 3) uint8 on black."""
    out = np.zeros((height, width, 3), np.uint8)
    thick = max(round(4 * max(width, height) / 768), 2)  # 4 px at the size that the public ControlNets saw
    for person in people:
        joints = openpose(person)
        limbs = np.zeros_like(out)
        for colour, (start, end) in zip(COLOURS, _LIMBS, strict=False):
            if joints[start, 2] >= _SURE and joints[end, 2] >= _SURE:
                _limb(limbs, joints[start, :2], joints[end, :2], thick, colour)
        np.copyto(out, (limbs * 0.6).astype(np.uint8), where=limbs.any(2, keepdims=True))
        for colour, (x, y, score) in zip(COLOURS, joints, strict=True):
            if score >= _SURE:
                cv2.circle(out, (round(float(x)), round(float(y))), thick, colour, -1)
    return out


def openpose(person: Array) -> Array:
    """COCO's 17 joints to OpenPose's 18: the neck is between the shoulders, as sure as the less sure of them."""
    neck = np.append((person[5, :2] + person[6, :2]) / 2, min(person[5, 2], person[6, 2]))
    return np.array([neck if joint < 0 else person[joint] for joint in _JOINTS])


def _limb(out: Array, start: Array, end: Array, thick: int, colour: tuple[int, int, int]) -> None:
    """An ellipse from joint to joint."""
    middle, along = (start + end) / 2, end - start
    angle = int(np.degrees(np.arctan2(along[1], along[0])))
    shape = cv2.ellipse2Poly((int(middle[0]), int(middle[1])), (int(np.hypot(*along) / 2), thick), angle, 0, 360, 1)
    cv2.fillConvexPoly(out, shape, colour)


def make(found: Contents, plan: Plan) -> Posing:
    return Posing(from_folder("VitPoseForPoseEstimation", found, plan), plan)


def make_finder(found: Contents, plan: Plan) -> Finding:
    return Finding(from_folder(FINDERS[str(found.config["model_type"])], found, plan), plan)


def is_ours(found: Contents) -> bool:
    return found.config.get("model_type") == "vitpose"


def finds_people(found: Contents) -> bool:
    """A detector of any things; "person" is one of them, or the first."""
    return str(found.config.get("model_type", "")) in FINDERS
