"""Which model repaints a place: the chosen one, or an installed one of its family that was trained for masks."""

from __future__ import annotations

from collections.abc import Iterable

from inference.api.messages import ModelInfo

KEEPING = ("refine", "edit")  # modes that start from what is there, which a model trained for masks does not see


def sibling(chosen: ModelInfo, models: Iterable[ModelInfo]) -> ModelInfo | None:
    """The installed model of the family of `chosen` that was trained for masks; None where there is none, or where the
    chosen one is such a model itself. A distilled model has none: the other would take many times its steps."""
    if chosen.traits is None or chosen.traits.inpaints or not chosen.traits.guided:
        return None
    fitting = [m for m in models if m.traits is not None and m.traits.inpaints and m.family == chosen.family
               and "inpaint" in m.operations and not m.problem]
    return min(fitting, key=lambda m: (m.native != chosen.native, m.name.lower()), default=None)


def repainter(
    chosen: ModelInfo, mode: str, strength: float, models: Iterable[ModelInfo], maps: bool = False,
    references: bool = False,
) -> ModelInfo:
    """The model that repaints in `mode` at `strength` 0-1 where the user chose `chosen` (after krita-ai-diffusion).

    `maps`, `references`: control maps, pictures guide beside the words, which the other model must know as well.
    """
    other = sibling(chosen, models)
    if other is None or other.traits is None or chosen.traits is None or mode in KEEPING:
        return chosen
    if (maps and not other.traits.controls) or (references and not other.traits.adapter):
        return chosen
    return other if strength > chosen.traits.inpaint_above else chosen
