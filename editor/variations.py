"""Variations of a result: the same wish once more, nearer to or farther from the picture that came of it. No Qt.

A diffusion model starts again from the result, with a little or much of its noise (SDEdit, Meng et al. 2021), so that a
subtle variation keeps what can be seen and a strong one the layout. What has no noise gets another seed, and settings
near its own where it has such.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from editor.document.geometry import Rect
from editor.staging import Placement, Staged
from inference.api import Request, operation_named, validated

TEXTS = {"subtle": "Subtle variation", "strong": "Strong variation", "another": "Another one like it"}
STRENGTHS = {"subtle": 0.35, "strong": 0.65}
NEAR = {"subtle": 0.06, "strong": 0.25}  # how far the detail of a built-in style moves
REDRAWN = ("generate", "inpaint", "style", "outpaint")
SEEDED = ("generate", "inpaint", "remove", "outpaint", "edit", "detail")


def offered(staged: Staged) -> tuple[str, ...]:
    """The kinds of variations of this result."""
    request = staged.request
    if request is None:
        return ()
    if request.operation == "style" or (request.model is not None and request.operation in REDRAWN):
        return ("subtle", "strong")
    return ("another",) if request.operation in SEEDED else ()


def varied(staged: Staged, kind: str, seed: int) -> tuple[Request, Placement]:
    """The request for one variation of the variant in front, and where its picture goes."""
    request, placement = staged.request, staged.placement
    assert request is not None and kind in offered(staged)  # noqa: PT018
    request = dataclasses.replace(request, seed=seed, count=1)
    if kind == "another":
        return request, placement
    if request.model is None:
        step = NEAR[kind] * (1 if seed % 2 else -1)
        detail = request.params.detail
        near = detail + step if 0 <= detail + step <= 1 else detail - step
        return dataclasses.replace(request, params=dataclasses.replace(request.params, detail=near)), placement
    if request.operation == "outpaint":
        return _new_strips(staged, request, STRENGTHS[kind])
    params: Any = dataclasses.replace(request.params, strength=STRENGTHS[kind])
    if request.operation == "inpaint":
        params = dataclasses.replace(params, mode="refine", prefill="auto")
    return dataclasses.replace(request, params=params, image=staged.picture.pixels), placement


def _new_strips(staged: Staged, request: Request, strength: float) -> tuple[Request, Placement]:
    """What was added to the canvas is refined; the picture is larger than the one that was handed in."""
    inpaint = operation_named("inpaint")
    image, box = staged.picture.pixels, staged.picture.box
    assert box is not None and request.image is not None  # noqa: PT018
    mask = np.full(image.shape[:2], 255, np.uint8)
    mask[-box[1]:-box[1] + request.image.shape[0], -box[0]:-box[0] + request.image.shape[1]] = 0
    shared = {f.name: getattr(request.params, f.name) for f in dataclasses.fields(request.params)
              if f.name in ("prompt", "negative_prompt", "steps", "guidance", "sampler")}
    params = validated(inpaint.parameters(mode="refine", strength=strength, **shared))
    guides = tuple(dataclasses.replace(guide, box=None) for guide in request.guides)  # they cover the new canvas
    rect = staged.placement.rect
    moved = dataclasses.replace(staged.placement, rect=Rect(rect.x + box[0], rect.y + box[1], box[2], box[3]))
    return dataclasses.replace(request, operation="inpaint", params=params, image=image, mask=mask,
                               guides=guides), moved
