"""What stands between an operation and a diffusion model: the prompt's syntax is evaluated for each picture's seed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from inference.api import ModelInfo
from inference.ask import Ask, Lora
from inference.prompts import evaluated, loras_in, tidy

_MODEL = ("text_to_image", "image_to_image", "inpaint", "edit")


class Prompted:
    """A loaded model whose asks may have comments, wildcards and `<lora:...>` tags. All else is the model's own.

    `facts` are the model's, with `prompt` (as it was evaluated) and `unknown_loras` (tags of files that are not
    installed) where there is something to tell.
    """

    def __init__(self, model: Any, installed: Iterable[ModelInfo]) -> None:
        self._model = model
        self._installed = {info.name.casefold(): info.path for info in installed if info.kind == "lora"}
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
        return dataclasses.replace(ask, prompt=tidy(loras_in(made.text)[0]), negative=tidy(loras_in(negative.text)[0]),
                                   loras=(*ask.loras, *worn))
