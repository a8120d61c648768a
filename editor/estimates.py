"""What the next press of the button will cost, from what earlier jobs took on this machine. No widgets."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.contexts import context_rect
from editor.jobs import Job
from editor.session import Session
from editor.settings import Settings
from editor.text import tr
from inference.api import Operation, Request, operations
from inference.api.costs import Estimate, key_of, learnt, predicted, work_of

COSTS = "costs"  # name in Settings.state
_GB = 1 << 30


def observe(settings: Settings, job: Job) -> None:
    """Learn from a finished job."""
    operation = next((o for o in operations() if o.id == job.request.operation), None)
    if job.state != "finished" or job.result is None or operation is None or not job.result.cost.seconds:
        return
    memory = settings.state.get(COSTS, {})
    settings.remember(COSTS, learnt(memory, key_of(job.request, operation), work_of(job.request), job.result.cost))


def estimate(settings: Settings, operation: Operation, params: Any, session: Session | None, model: str | None,
             count: int) -> Estimate | None:
    """None until something comparable was run. Composes nothing: only sizes matter."""
    image = mask = None
    if session is not None:
        document, rect = session.document, session.document.rect
        if document.selection is not None and operation.id not in ("outpaint", "upscale"):
            rect = context_rect(document.selection.content_bounds().intersect(rect), rect)
            mask = np.broadcast_to(np.uint8(255), (rect.h, rect.w))
        image = np.broadcast_to(np.uint8(0), (rect.h, rect.w, 4))
    request = Request(operation.id, params, image, mask, model, 0, count)
    return predicted(settings.state.get(COSTS, {}), key_of(request, operation), work_of(request))


def estimate_text(found: Estimate | None, with_memory: bool) -> str:
    """ "about 11 s · 6.2 of 8 GB", "" when nothing is known. Memory is told for models only."""
    if found is None:
        return ""
    text = duration(found.seconds) if found.seconds < 1 else tr("about {time}", time=duration(found.seconds))
    if with_memory and found.peak and found.total:
        text += " · " + tr("{used} of {all} GB", used=f"{found.peak / _GB:.1f}", all=f"{found.total / _GB:.0f}")
    return text


def duration(seconds: float) -> str:
    """Rounded as people estimate: "under 1 s", "11 s", "3 min"."""
    if seconds < 1:
        return tr("under 1 s")
    if seconds < 90:
        return tr("{n} s", n=round(seconds) if seconds < 20 else 5 * round(seconds / 5))
    return tr("{n} min", n=round(seconds / 60))
