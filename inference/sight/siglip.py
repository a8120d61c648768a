"""SigLIP and SigLIP 2: how well a picture fits words (Zhai et al. 2023, Tschannen et al. 2025), from their folders of
transformers."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.clip import features, squared
from inference.sight.inputs import HALF, tensor
from inference.sight.loading import from_folder, processor_part

Array = npt.NDArray[Any]


class Judging:
    def __init__(self, model: Any, words: Any, plan: Plan) -> None:
        self._model, self._words, self._device = model, words, plan.device
        self._edge = int(model.config.vision_config.image_size)
        self._longest = int(model.config.text_config.max_position_embeddings)

    def agreement(self, picture: Array, prompt: str) -> float:
        """0-1, of `picture` (h, w, 3) uint8 and the words; 1 where the network thinks that they belong together as
        likely as not. It is its cosine by the least that it would say that of: the probability itself is nearly 0
        for most pairs and tells little about which of two is the better."""
        import torch

        with torch.inference_mode():
            values = tensor(squared(picture, self._edge), HALF, self._device)
            asked = self._words([prompt.lower()], padding="max_length", truncation=True, max_length=self._longest,
                                return_tensors="pt")["input_ids"].to(self._device)
            seen = features(self._model.get_image_features(pixel_values=values))
            read = features(self._model.get_text_features(input_ids=asked))
            cosine = float(torch.nn.functional.cosine_similarity(seen, read)[0])
            even = -float(self._model.logit_bias) / float(self._model.logit_scale.exp())
        return min(max(cosine / max(even, 1e-3), 0.0), 1.0)


def make(found: Contents, plan: Plan) -> Judging:
    return Judging(from_folder("SiglipModel", found, plan), processor_part("AutoTokenizer", found), plan)


def is_ours(found: Contents) -> bool:
    """Both generations at a fixed size: SigLIP 2 says "siglip" there too. For any size ("naflex") it is another."""
    return found.config.get("model_type") == "siglip" and found.identity.name == "SigLIP"
