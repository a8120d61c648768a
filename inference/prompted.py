"""What stands between an operation and a diffusion model: the prompt's syntax is evaluated for each picture's seed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from inference.api import ModelInfo
from inference.ask import Ask, Lora
from inference.families.inversions import spoken
from inference.prompts import evaluated, loras_in, tidy

_MODEL = ("text_to_image", "image_to_image", "inpaint", "edit")


class Prompted:
    """A loaded model whose asks may have comments, wildcards, `<lora:...>` tags and names of embeddings; a scheduler
    that it does not offer is its own. All else is the model's.

    `facts` are the model's, with `prompt` (as it was evaluated) and `unknown_loras` (tags of files that are not
    installed) and `embeddings` (those that were said) where there is something to tell.
    """

    def __init__(self, model: Any, installed: Iterable[ModelInfo], family: str = "") -> None:
        self._model = model
        installed = tuple(installed)
        self._installed = {info.name.casefold(): info.path for info in installed if info.kind == "lora"}
        self._embeddings = {info.name: info.path for info in installed
                            if info.kind == "embedding" and (not family or info.family in ("", family))}
        self._told: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._model, name)
        if name not in _MODEL:
            return found

        def call(ask: Ask, *more: Any, **named: Any) -> Any:
            return found(self._asked(ask), *more, **named)

        return call

    @property
    def facts(self) -> Mapping[str, Any]:
        return {**getattr(self._model, "facts", {}), **self._told}

    def _asked(self, ask: Ask) -> Ask:
        made, negative = evaluated(ask.prompt, ask.seed), evaluated(ask.negative, ask.seed)
        known = [(self._installed.get(name.casefold()), weight) for name, weight in made.loras]
        unknown = [name for name, _ in made.loras if name.casefold() not in self._installed]
        self._told = {"prompt": made.text} if made.text != ask.prompt.strip() else {}
        if unknown:
            self._told["unknown_loras"] = ", ".join(unknown)
        worn = tuple(Lora(path, weight) for path, weight in known if path is not None)
        said = tuple((name, path) for name, path in self._embeddings.items()
                     if spoken(name).search(f"{made.text}\n{negative.text}"))
        if said:
            self._told["embeddings"] = ", ".join(name for name, _ in said)
        traits = getattr(self._model, "traits", None)
        sampler = ask.scheduler if traits is None or ask.scheduler in traits.schedulers else ""
        return dataclasses.replace(ask, prompt=tidy(loras_in(made.text)[0]), negative=tidy(loras_in(negative.text)[0]),
                                   scheduler=sampler, loras=(*ask.loras, *worn), embeddings=said)
