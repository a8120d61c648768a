"""Textual inversions (Gal et al. 2022) on a loaded pipeline: new words for its text encoders, put in on first use.

A word keeps its vectors until the model is let go: it does nothing in prompts that do not say it.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

from inference.api import UserError
from inference.ask import Ask

_SECOND = "clip_g"  # of files for XL, beside "clip_l"


class Inversions:
    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe
        self._tokens: dict[str, str] = {}  # path -> the word that stands for it

    def wear(self, ask: Ask) -> Ask:
        """The ask with the names of embeddings in its prompts replaced by the words the encoders know. Raises
        UserError for files that do not fit."""
        for name, path in ask.embeddings:
            if path not in self._tokens:
                token = f"<ti-{len(self._tokens)}>"
                self._put_in(Path(path), token)
                self._tokens[path] = token
            ask = dataclasses.replace(ask, prompt=_said(ask.prompt, name, self._tokens[path]),
                                      negative=_said(ask.negative, name, self._tokens[path]))
        return ask

    def _put_in(self, file: Path, token: str) -> None:
        from safetensors.torch import load_file

        if not hasattr(self._pipe, "load_textual_inversion"):
            raise UserError("Embeddings cannot be used with this model.", "Take {name} out of the prompt.",
                            name=file.stem)
        if file.suffix != ".safetensors" or not file.is_file():
            raise UserError("{file} is not a safetensors file, so it is not loaded as an embedding.",
                            "Look for the safetensors version of it.", file=file.name)
        found = load_file(file)
        try:
            for part, tensor in self._parts(found):
                self._pipe.load_textual_inversion(
                    {token: tensor}, token=token, local_files_only=True,
                    tokenizer=getattr(self._pipe, f"tokenizer{part}"),
                    text_encoder=getattr(self._pipe, f"text_encoder{part}"))
        except (ValueError, RuntimeError, KeyError) as error:
            raise UserError("The embedding {file} does not fit this model.", "Take {name} out of the prompt.",
                            file=file.name, name=file.stem) from error

    def _parts(self, found: dict[str, Any]) -> list[tuple[str, Any]]:
        """(ending of the encoder's name, vectors) of each encoder."""
        wide = getattr(self._pipe, "text_encoder_2", None) is not None
        if wide and _SECOND not in found:
            raise ValueError("an embedding for one encoder, and the model has two")
        if wide and self._pipe.text_encoder is None:  # XL's refiner has the second alone
            return [("_2", found[_SECOND])]
        first = found["clip_l"] if wide else next(tensor for tensor in found.values() if tensor.ndim <= 2)
        return [("", first), *([("_2", found[_SECOND])] if wide else [])]


def spoken(name: str) -> re.Pattern[str]:
    """Finds the name of an embedding as a word of its own."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)


def _said(text: str, name: str, token: str) -> str:
    return spoken(name).sub(token, text)


def vectors(tokenizer: Any, text: str) -> str:
    """A word of several vectors is as many words: diffusers calls them <word>, <word>_1, <word>_2 ..."""
    added = getattr(tokenizer, "added_tokens_encoder", {})
    for token in re.findall(r"<ti-\d+>", text):
        more = [token]
        while f"{token}_{len(more)}" in added:
            more.append(f"{token}_{len(more)}")
        text = text.replace(token, " ".join(more))
    return text
