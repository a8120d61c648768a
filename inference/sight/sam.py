"""SAM, SAM 2, MobileSAM and EdgeTAM: an object from clicks and a box (Kirillov et al. 2023, Ravi et al. 2024), by
transformers' classes. The files that their authors published are in `inference.sight.sam_published`."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.api.hints import Hints
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import HALF, IMAGENET, Moments, scaled, tensor
from inference.sight.loading import from_folder
from inference.sight.sam_published import published

Array = npt.NDArray[Any]
_KEPT = 4  # pictures whose embedding is remembered, some megabytes each
CLASSES = {"sam": "SamModel", "sam2": "Sam2Model", "sam2_video": "Sam2Model", "sam3_tracker": "Sam3TrackerModel"}


class Clicked:
    """A loaded network of the family. `size` is the edge, px, of what it sees: SAM pads a picture to that square,
    its successors stretch it."""

    def __init__(self, model: Any, plan: Plan, size: int, pads: bool, moments: Moments = IMAGENET) -> None:
        self._model, self._device = model, plan.device
        self._size, self._pads, self._moments = size, pads, moments
        self._seen: OrderedDict[bytes, Any] = OrderedDict()

    def segment(self, picture: Array, hints: Hints, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1 of the whole of `picture` (h, w, 3) uint8, at the size that the network sees.

        The embedding of the picture takes nearly all of the time and is remembered: the next click is instant.
        """
        import torch

        height, width = self._fitted(picture)
        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            seen = self._embedded(scaled(picture, width, height))
            report.step(0.8, "Finding the object")
            ambiguous = hints.box is None and len(hints.inside) == 1 and not hints.outside
            kx, ky = width / picture.shape[1], height / picture.shape[0]
            out = self._model(image_embeddings=seen, multimask_output=ambiguous, **self._prompt(hints, kx, ky))
            masks, scores = out.pred_masks[0, 0].float(), out.iou_scores[0, 0].float()
            best = masks[int(scores.argmax())][None, None]
            large = torch.nn.functional.interpolate(best, (self._size, self._size), mode="bilinear")
            made: npt.NDArray[np.float32] = torch.sigmoid(large[0, 0, :height, :width]).cpu().numpy()
        return made

    def _fitted(self, picture: Array) -> tuple[int, int]:
        if not self._pads:
            return self._size, self._size
        k = self._size / max(picture.shape[:2])
        return max(round(picture.shape[0] * k), 1), max(round(picture.shape[1] * k), 1)

    def _embedded(self, picture: Array) -> Any:
        key = hashlib.blake2b(np.ascontiguousarray(picture).data, digest_size=16).digest()
        if key in self._seen:
            self._seen.move_to_end(key)
            return self._seen[key]
        import torch

        values = tensor(picture, self._moments, self._device)
        below, beside = self._size - values.shape[2], self._size - values.shape[3]
        values = torch.nn.functional.pad(values, (0, beside, 0, below))  # with the mean colour
        made = self._model.get_image_embeddings(values)
        self._seen[key] = made
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        return made

    def _prompt(self, hints: Hints, kx: float, ky: float) -> dict[str, Any]:
        import torch

        asked: dict[str, Any] = {}
        points = (*hints.inside, *hints.outside)
        if points:
            places = [[x * kx, y * ky] for x, y in points]
            labels = [1] * len(hints.inside) + [0] * len(hints.outside)
            asked["input_points"] = torch.tensor([[places]], dtype=torch.float32, device=self._device)
            asked["input_labels"] = torch.tensor([[labels]], dtype=torch.int64, device=self._device)
        if hints.box is not None:
            x, y, w, h = hints.box
            corners = [x * kx, y * ky, (x + w) * kx, (y + h) * ky]
            asked["input_boxes"] = torch.tensor([[corners]], dtype=torch.float32, device=self._device)
        return asked


def make(found: Contents, plan: Plan) -> Clicked:
    if not found.config:
        model, size = published(found, plan)
        return Clicked(model, plan, size, pads=found.identity.family == "sam")
    kind = str(found.config.get("model_type", "sam"))
    model = from_folder(CLASSES[kind], found, plan)
    if kind == "sam":
        return Clicked(model, plan, int(model.config.vision_config.image_size), pads=True)
    size = int(model.config.prompt_encoder_config.image_size)
    return Clicked(model, plan, size, pads=False, moments=HALF if kind.startswith("sam3") else IMAGENET)


def is_ours(found: Contents) -> bool:
    """A folder of transformers, or one file in Meta's names, of SAM, SAM 2, MobileSAM or EdgeTAM."""
    if found.config:
        return str(found.config.get("model_type", "")) in CLASSES
    return found.identity.family in ("sam", "sam2", "edgetam") and found.has("image_encoder.")
