"""Captioning: a picture in words, by BLIP (Li et al. 2022) or Florence-2 (Xiao et al. 2024), from their transformers
folders."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.inputs import CLIP, IMAGENET, scaled, tensor
from inference.sight.loading import from_folder, processor_part

Array = npt.NDArray[Any]
_MOST_WORDS, _BEAMS = 40, 3  # tokens; ways followed at once
_MORE_WORDS = 100  # Florence-2 tells details
_ASKED = "Describe in detail what is shown in the image."  # what <DETAILED_CAPTION> stands for
_EDGE, _STRIDE = 768, 32  # px that Florence-2 sees; px of the picture in one of its tokens


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


class Detailing:
    """Florence-2: some sentences."""

    def __init__(self, model: Any, words: Any, plan: Plan) -> None:
        self._model, self._words, self._device = model, words, plan.device

    def describe(self, picture: Array, report: Report) -> str:
        """Some sentences, in English, about `picture` (h, w, 3) uint8; the same for the same picture."""
        import torch

        report.step(0.1, "Looking at the picture")
        seen = [self._model.config.image_token_id] * ((_EDGE // _STRIDE) ** 2 + 1)
        asked = self._words(_ASKED, add_special_tokens=False)["input_ids"]
        text = self._model.config.text_config
        whole = torch.tensor([[*seen, text.bos_token_id, *asked, text.eos_token_id]], device=self._device)
        with torch.inference_mode():
            values = tensor(scaled(picture, _EDGE, _EDGE), IMAGENET, self._device)
            made = self._model.generate(input_ids=whole, attention_mask=torch.ones_like(whole), pixel_values=values,
                                        max_new_tokens=_MORE_WORDS, num_beams=_BEAMS, do_sample=False)
        return " ".join(str(self._words.decode(made[0], skip_special_tokens=True)).split())


def make(found: Contents, plan: Plan) -> Describing:
    return Describing(from_folder("BlipForConditionalGeneration", found, plan),
                      processor_part("BertTokenizer", found), plan)


def make_florence(found: Contents, plan: Plan) -> Detailing:
    return Detailing(from_folder("Florence2ForConditionalGeneration", found, plan),
                     processor_part("AutoTokenizer", found), plan)


def is_blip(found: Contents) -> bool:
    return found.config.get("model_type") == "blip" and found.identity.family == "blip"


def is_florence(found: Contents) -> bool:
    """The folders in transformers' own layout (florence-community); Microsoft's first ones bring code of their own."""
    return (found.config.get("model_type") == "florence2" and found.identity.family == "florence2"
            and found.has("model.vision_tower."))
