"""An empty prompt is filled from what is around the mask: as a reference picture, where an IP-Adapter fits the model
(after krita-ai-diffusion, which gives one at half strength). The words for it are a captioner's, in `inpaint`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from inference.api import REFERENCES, Guide, ModelInfo, Request
from inference.depths import rgb8, rgba
from inference.families.adapters import encoder_of
from inference.prefill import continued
from inference.region import Box, Mask, crop

if TYPE_CHECKING:
    from inference.engine import Engine

Array = npt.NDArray[Any]
MODES = ("fill", "expand")
STRENGTH, START, END = 0.5, 0.2, 0.8  # of the reference: the layout and the last detail are the model's own
_PLAIN = ("", "plus")  # variants of adapters that look at the whole picture, not at a face


def with_reference(request: Request, engine: Engine, image: Array, mask: Mask, box: Box) -> Request:
    """The request with a picture of the surroundings among its guides, where an adapter for its model is installed and
    the user gave no reference."""
    own = next((m for m in engine.installed if m.path == request.model), None)
    adapter = adapter_for(own, engine.installed) if own and own.traits and own.traits.adapter else None
    if adapter is None or any(guide.kind in REFERENCES for guide in request.guides):
        return request
    guide = Guide("reference", rgba(_seen(image, mask, box)), STRENGTH, START, END, adapter.path)
    return dataclasses.replace(request, guides=(*request.guides, guide))


def adapter_for(model: ModelInfo, installed: tuple[ModelInfo, ...]) -> ModelInfo | None:
    """An IP-Adapter for the model's family whose image encoder lies beside it."""
    return next((m for m in installed if m.kind == "ip_adapter" and m.family == model.family and not m.problem
                 and m.variant in _PLAIN and encoder_of(Path(m.path)) is not None), None)


def _seen(image: Array, mask: Mask, box: Box) -> npt.NDArray[np.uint8]:
    """The crop without what is to be replaced: its border's colours stand there."""
    return rgb8(continued(crop(image, box), crop(mask, box)))
