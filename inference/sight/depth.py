"""Depth from one picture: Depth Anything (Yang et al. 2024) and DPT / MiDaS (Ranftl et al. 2021), by transformers'
classes, from their folders or from the authors' files."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.depth_published import is_published, published
from inference.sight.inputs import HALF, IMAGENET, multiple_of, scaled, tensor
from inference.sight.loading import from_folder

Array = npt.NDArray[Any]
CLASSES = {"depth_anything": "DepthAnythingForDepthEstimation", "dpt": "DPTForDepthEstimation"}
_EDGE = 518  # px, the shorter side that Depth Anything was trained at
_ENDS = (0.005, 0.995)  # quantiles that become 0 and 1: one odd pixel must not flatten the rest


class Measuring:
    def __init__(self, model: Any, plan: Plan, anything: bool) -> None:
        self._model, self._device, self._anything = model, plan.device, anything
        config = getattr(model.config, "backbone_config", None) or model.config
        self._patch = int(getattr(config, "patch_size", 14) or 14)
        self._edge = int(getattr(config, "image_size", 0) or getattr(model.config, "image_size", 0) or _EDGE)
        self._far_is_large = getattr(model.config, "depth_estimation_type", "relative") == "metric"

    def depth(self, picture: Array, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1, 1 = near, of the whole of `picture` (h, w, 3) uint8, at the size that the network sees."""
        import torch

        report.step(0.2, "Looking at the picture")
        height, width = self._fitted(picture)
        moments = IMAGENET if self._anything else HALF
        with torch.inference_mode():
            out = self._model(pixel_values=tensor(scaled(picture, width, height), moments, self._device))
        made: Array = out.predicted_depth[0].float().cpu().numpy()
        made = 1 / np.maximum(made, 1e-3) if self._far_is_large else made
        low, high = (float(v) for v in np.quantile(made, _ENDS))
        unit: npt.NDArray[np.float32] = np.clip((made - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)
        return unit

    def _fitted(self, picture: Array) -> tuple[int, int]:
        """Depth Anything keeps the proportions, in whole patches; DPT wants its square."""
        if not self._anything:
            return self._edge, self._edge
        k = min(self._edge, _EDGE) / min(picture.shape[:2])
        return multiple_of(picture.shape[0] * k, self._patch), multiple_of(picture.shape[1] * k, self._patch)


def make(found: Contents, plan: Plan) -> Measuring:
    if not found.config:
        model, anything = published(found, plan)
        return Measuring(model, plan, anything)
    kind = str(found.config["model_type"])
    return Measuring(from_folder(CLASSES[kind], found, plan), plan, kind == "depth_anything")


def is_ours(found: Contents) -> bool:
    """A folder of transformers or a file of the authors."""
    whole = str(found.config.get("model_type", "")) in CLASSES if found.config else is_published(found)
    return whole and found.identity.kind == "depth"
