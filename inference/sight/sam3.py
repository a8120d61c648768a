"""SAM 3 (Carion et al. 2025): every instance of what words name, and objects from clicks, by transformers' classes
from one folder. The two share the image encoder, which is nearly all of the network."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.api.hints import Hints
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.failing import model_told
from inference.sight.clip import clip_tokenizer, things
from inference.sight.inputs import HALF, scaled, tensor
from inference.sight.loading import from_folder
from inference.sight.sam import Clicked

Array = npt.NDArray[Any]


class Concepts:
    """A loaded network. What answers clicks is loaded with the first of them."""

    def __init__(self, found: Contents, plan: Plan) -> None:
        self._found, self._plan = found, plan
        self._model = from_folder("Sam3Model", found, plan)
        self._words = clip_tokenizer(found)
        self._edge = int(self._model.config.image_size)
        self._longest = int(self._model.config.text_config.max_position_embeddings)

    def find(self, picture: Array, prompt: str, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1: how surely each place of `picture` (h, w, 3) uint8 belongs to an instance of one of the things
        that `prompt` names, at the size of the network's masks. The certainty of an instance is its own times that
        of the thing being there at all."""
        import torch

        named = things(prompt)
        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            values = tensor(scaled(picture, self._edge, self._edge), HALF, self._plan.device)
            seen = self._model.get_vision_features(pixel_values=values)
            found = []
            for i, thing in enumerate(named):
                asked = self._words([thing], padding="max_length", truncation=True, max_length=self._longest,
                                    return_tensors="pt").to(self._plan.device)
                out = self._model(vision_embeds=seen, input_ids=asked["input_ids"],
                                  attention_mask=asked["attention_mask"])
                sure = torch.sigmoid(out.pred_logits[0].float()) * torch.sigmoid(out.presence_logits[0].float())
                masks = torch.sigmoid(out.pred_masks[0].float()) * sure[:, None, None]
                found.append(masks.amax(0).cpu().numpy())
                report.step(0.1 + 0.9 * (i + 1) / len(named), "Finding the object")
        made: npt.NDArray[np.float32] = np.max(found, axis=0).astype(np.float32)
        return made

    def segment(self, picture: Array, hints: Hints, report: Report) -> npt.NDArray[np.float32]:
        """As `Clicked.segment`."""
        return self._clicked.segment(picture, hints, report)

    @cached_property
    def _clicked(self) -> Clicked:
        with model_told(self._found.path.name):
            model = from_folder("Sam3TrackerModel", self._found, self._plan)
        model.vision_encoder.backbone = self._model.vision_encoder.backbone
        return Clicked(model, self._plan, int(model.config.prompt_encoder_config.image_size), pads=False, moments=HALF)


def make(found: Contents, plan: Plan) -> Concepts:
    return Concepts(found, plan)


def is_ours(found: Contents) -> bool:
    """The published folder, which holds both."""
    return reads_words(found) and found.has("tracker_model.")


def reads_words(found: Contents) -> bool:
    return found.config.get("model_type") in ("sam3", "sam3_video") and found.identity.family == "sam3"
