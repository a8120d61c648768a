"""CLIP: how well a picture fits words (Radford et al. 2021), and CLIPSeg: where they are in it (Lueddecke and Ecker
2022). Both by transformers' classes, from their folders."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Report, UserError
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.parts import words
from inference.sight.inputs import CLIP, IMAGENET, scaled, tensor
from inference.sight.loading import from_folder

Array = npt.NDArray[Any]
_WEIGHT = 2.5  # CLIPScore (Hessel et al. 2021): brings the usual cosines, 0.1 to 0.4, to about 0-1
_BETWEEN = (",", ";", " and ", "+")


class Agreeing:
    def __init__(self, model: Any, words: Any, plan: Plan) -> None:
        self._model, self._words, self._device = model, words, plan.device
        self._edge = int(model.config.vision_config.image_size)
        self._longest = int(model.config.text_config.max_position_embeddings)

    def agreement(self, picture: Array, prompt: str) -> float:
        """CLIPScore, 0-1, of `picture` (h, w, 3) uint8 and the words; a longer prompt is cut."""
        import torch

        with torch.inference_mode():
            values = tensor(squared(picture, self._edge), CLIP, self._device)
            asked = self._words([prompt], truncation=True, max_length=self._longest, return_tensors="pt")
            seen = features(self._model.get_image_features(pixel_values=values))
            read = features(self._model.get_text_features(**asked.to(self._device)))
            cosine = float(torch.nn.functional.cosine_similarity(seen, read)[0])
        return min(max(_WEIGHT * cosine, 0.0), 1.0)


class Finding:
    def __init__(self, model: Any, words: Any, plan: Plan) -> None:
        self._model, self._words, self._device = model, words, plan.device
        self._edge = int(model.config.vision_config.image_size)
        self._longest = int(model.config.text_config.max_position_embeddings)

    def find(self, picture: Array, prompt: str, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1 (edge, edge): how surely each place of `picture` shows one of the things that `prompt` names,
        which stand between commas or "and"."""
        import torch

        named = things(prompt)
        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            values = tensor(scaled(picture, self._edge, self._edge), IMAGENET, self._device)
            found = []
            for i, thing in enumerate(named):
                asked = self._words([thing], truncation=True, max_length=self._longest, return_tensors="pt")
                logits = self._model(pixel_values=values, **asked.to(self._device)).logits
                found.append(torch.sigmoid(logits.float()).reshape(self._edge, self._edge).cpu().numpy())
                report.step(0.1 + 0.9 * (i + 1) / len(named), "Finding the object")
        made: npt.NDArray[np.float32] = np.max(found, axis=0).astype(np.float32)
        return made


def make_clip(found: Contents, plan: Plan) -> Agreeing:
    return Agreeing(from_folder("CLIPModel", found, plan), clip_tokenizer(found), plan)


def make_clipseg(found: Contents, plan: Plan) -> Finding:
    return Finding(from_folder("CLIPSegForImageSegmentation", found, plan), clip_tokenizer(found), plan)


def is_clip(found: Contents) -> bool:
    return found.config.get("model_type") == "clip" and found.identity.kind == "clip"


def is_clipseg(found: Contents) -> bool:
    return found.config.get("model_type") == "clipseg" and found.identity.family == "clipseg"


def clip_tokenizer(found: Contents) -> Any:
    """The folder's own, else the one that all CLIP models share."""
    from transformers import CLIPTokenizer

    if any((found.path / name).is_file() for name in ("tokenizer.json", "vocab.json")):
        return CLIPTokenizer.from_pretrained(found.path, local_files_only=True)
    return words.clip()


def things(prompt: str) -> list[str]:
    """What the words name, which stand between commas or "and". Raises UserError where there are none."""
    for mark in _BETWEEN[1:]:
        prompt = prompt.replace(mark, _BETWEEN[0])
    found = [part.strip() for part in prompt.split(_BETWEEN[0]) if part.strip()]
    if not found:
        raise UserError("There are no words to look for.", "Write what to select, such as: the sky.")
    return found


def squared(picture: Array, edge: int) -> npt.NDArray[np.uint8]:
    """The whole picture in a square: cutting its ends off, as CLIP's own preparation does, would hide what was made
    there."""
    k = edge / max(picture.shape[:2])
    small = scaled(picture, max(round(picture.shape[1] * k), 1), max(round(picture.shape[0] * k), 1))
    below, beside = edge - small.shape[0], edge - small.shape[1]
    colour = [float(v) for v in small.reshape(-1, 3).mean(0)]
    return np.asarray(cv2.copyMakeBorder(small, below // 2, below - below // 2, beside // 2, beside - beside // 2,
                                         cv2.BORDER_CONSTANT, value=colour), np.uint8)


def features(out: Any) -> Any:
    """transformers 5 wraps what 4 gave bare."""
    return getattr(out, "pooler_output", out)
