"""What the AI panel's button will do, in words, and what is still missing for it. No widgets."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from editor.contexts import changed_regions, expands
from editor.jobs import Job
from editor.loras import idle
from editor.session import Session
from editor.text import tr
from editor.ui.panels.modes import NEEDS_MODEL, mode_text, present_mode
from inference.api import ModelInfo, Operation, able, discover, parameters

MAX_SEED = 2**31 - 1
PROMPT, NEGATIVE = "prompt", "negative"
MODELS_ACTION = "models.open"  # the button is there once the action is
SIDES = ("left", "right", "top", "bottom")
UNSEEDED = ("upscale", "damage", "controlmap", "background", "find")


@dataclass(frozen=True)
class Missing:
    """A sentence, and the buttons that help: (action id, text)."""

    sentence: str
    remedies: tuple[tuple[str, str], ...] = ()


def seeded(operation_id: str) -> bool:
    """Whether another seed gives another picture; else there is one answer, without variants."""
    return operation_id not in UNSEEDED


def has_prompt(operation: Operation) -> bool:
    return any(p.name == PROMPT and p.kind == "text" for p in parameters(operation.parameters))


def has_selection(session: Session | None, operation: Operation) -> bool:
    """Something is marked to be changed: a selection, or regions."""
    return session is not None and (session.document.selection is not None
                                    or bool(changed_regions(operation, session.regions)))


def has_something(operation: Operation, params: Any, session: Session | None) -> bool:
    """Whether a masked operation finds something to change: what is marked, or the empty margin of the canvas."""
    return has_selection(session, operation) or (session is not None and expands(session.document, params))


def button_text(operation: Operation, params: Any, session: Session | None, model: str | None = None) -> str:
    """The button names what it will do, in this document and with this selection."""
    selected = has_selection(session, operation)
    if operation.id == "generate":
        if session is None:
            return tr("Generate picture")
        return tr("Generate in selection") if selected else tr("Generate on new layer")
    if operation.id == "inpaint":
        return mode_text(params, session, model)
    if operation.id == "remove":
        return tr("Remove selected")
    if operation.id == "outpaint":
        return tr("Extend picture")
    if operation.id == "style":
        return tr("Restyle selection") if selected else tr("Restyle picture")
    if operation.id == "background":
        return tr("Remove background")
    if operation.id == "find":
        return tr("Select by words")
    if operation.id == "controlmap":
        return tr("Make control map")
    if operation.id == "upscale":
        if getattr(params, "to_width", 0):
            return tr("Upscale to {n} px", n=params.to_width)
        return tr("Upscale {n}x", n=_factor(params))
    if operation.id == "detail":
        return tr("Add detail in selection") if selected else tr("Add detail, {n}x", n=_factor(params))
    return tr(operation.text)


def _factor(params: Any) -> str:
    value = getattr(params, "scale", getattr(params, "factor", 2))
    return str(value).lower().removesuffix("x").removesuffix(".0")


def missing(
    operation: Operation, params: Any, session: Session | None, model: str | None = None
) -> Missing | None:
    """Why the button cannot do its work yet; None when it can."""
    if operation.id == "find" and model is None:
        return Missing(tr("This needs an installed model that reads words, such as SAM 3 or CLIPSeg."),
                       (("models.open", tr("Models")),))
    if "model" in operation.needs and model is None:
        return Missing(tr("This needs an installed diffusion model."), (("models.open", tr("Models")),))
    if session is None and operation.needs:
        return Missing(tr("Open a picture to work on."), (("file.open", tr("Open")),))
    if "mask" in operation.needs and operation.id != "outpaint" and not has_something(operation, params, session):
        return Missing(tr("Select the part of the picture to change."), (("select.all", tr("Select all")),))
    if operation.id == "inpaint" and model is None and present_mode(params, session, model) in NEEDS_MODEL:
        return Missing(tr("This needs an installed diffusion model."), (("models.open", tr("Models")),))
    sides = [getattr(params, side) for side in SIDES if hasattr(params, side)]
    if operation.id == "outpaint" and sides and not any(sides):
        return Missing(tr("Choose how far to extend the picture on at least one side."))
    worded = session is not None and session.document.selection is None and any(r.prompt for r in session.regions)
    if operation.id == "generate" and not worded and not str(getattr(params, PROMPT, "x")).strip():
        return Missing(tr("Describe the picture to make."))
    return None


def extension(name: str, width: int, height: int) -> dict[str, int]:
    """Px to add on each side: a quarter on "all", or what makes the canvas "16:9", "4:3" or "1:1", evenly."""
    if name == "all":
        across, down = round(width / 4), round(height / 4)
        return dict(zip(SIDES, (across, across, down, down), strict=True))
    a, b = (int(part) for part in name.split(":"))
    wider, taller = max(-(-height * a // b) - width, 0), max(-(-width * b // a) - height, 0)
    return dict(zip(SIDES, (wider // 2, wider - wider // 2, taller // 2, taller - taller // 2), strict=True))


def models_for(operation: Operation, models: tuple[ModelInfo, ...]) -> tuple[ModelInfo, ...]:
    """Installed models that can run the operation: the usable ones first, then by name."""
    fitting = [m for m in models if operation.id in m.operations]
    return tuple(sorted(fitting, key=lambda m: (bool(m.problem), m.name.lower())))


def usual_model(operation: Operation, models: tuple[ModelInfo, ...]) -> str | None:
    """The path of the model to begin with: the best installed one where the answer is a mask, a selection or words,
    which a network gives far better than colours; None for the built-in method."""
    best = next(iter(able(models, operation.id)), None) if operation.gives in ("mask", "selection", "words") else None
    return best.path if best else None


def random_seed() -> int:
    return random.SystemRandom().randrange(MAX_SEED)


def remembered(prompts: list[str], newest: str, limit: int = 50) -> list[str]:
    """The prompts used, oldest first, each once."""
    text = newest.strip()
    return prompts if not text else [*[p for p in prompts if p != text], text][-limit:]


def clock_text(seconds: float) -> str:
    """A time left as people say it: "8 s", "2:05"."""
    whole = max(round(seconds), 0)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def next_step(job: Job) -> Missing | None:
    """What usually follows on a finished job."""
    if job.request.operation != "damage" or job.state != "finished":
        return None
    return Missing(tr("What looks damaged is selected. Q shows it as a mask to paint on."),
                   (("operation:inpaint", tr("Fill it…")),))


def not_understood(job: Job) -> Missing | None:
    """The words of the prompt that a finished result passed over, and where to get more that understands them."""
    facts = job.result.pictures[0].facts if job.result is not None and job.result.pictures else {}
    if facts.get("unknown_loras"):
        return Missing(tr("No LoRA of this name is installed: {names}.", names=str(facts["unknown_loras"])))
    if useless := idle(facts.get("loras")):
        return Missing(tr("Nothing of this LoRA fits the model, so it had no effect: {names}.",
                          names=", ".join(useless)))
    words = str(facts.get("not_understood", ""))
    if not words:
        return None
    sentence = tr("Not understood: {words}. The built-in generator knows landscapes, skies, cities, patterns and "
                  "posters; an installed model knows far more.", words=words)
    known = {action.id for action in discover("editor.actions", "ACTIONS")}
    return Missing(sentence, ((MODELS_ACTION, tr("Get a model")),) if MODELS_ACTION in known else ())
