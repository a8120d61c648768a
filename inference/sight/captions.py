"""Captioning: a picture in words, by BLIP (Li et al. 2022) from its transformers folder."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import CLIP, scaled, tensor
from inference.sight.loading import from_folder, processor_part

Array = npt.NDArray[Any]
_MOST_WORDS, _BEAMS = 40, 3  # tokens; ways followed at once


class Describing:
    def __init__(self, model: Any, words: Any, plan: Plan) -> None:
        self._model, self._words, self._device = model, words, plan.device
        self._edge = int(model.config.vision_config.image_size)

    def describe(self, picture: Array, report: Report) -> str:
        """One sentence, in English, about `picture` (h, w, 3) uint8. The same picture gives the same sentence."""
        import torch

        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            values = tensor(scaled(picture, self._edge, self._edge), CLIP, self._device)
            made = self._model.generate(pixel_values=values, max_new_tokens=_MOST_WORDS, num_beams=_BEAMS,
                                        do_sample=False)
        return " ".join(str(self._words.decode(made[0], skip_special_tokens=True)).split())


def make(found: Contents, plan: Plan) -> Describing:
    return Describing(from_folder("BlipForConditionalGeneration", found, plan),
                      processor_part("BertTokenizer", found), plan)


def is_blip(found: Contents) -> bool:
    return found.config.get("model_type") == "blip" and found.identity.family == "blip"
