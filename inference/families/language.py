"""Language models that read a sentence about a picture (see `inference.language`)."""

from __future__ import annotations

from inference.families.family import Family
from inference.language import loading
from inference.sight.loading import loader

FAMILY = (
    Family("language", "Language model", "language", loading.is_folder, loader(loading.make_folder),
           frozenset({"understand"}), order=90),
    Family("language-gguf", "Language model, GGUF", "language", loading.is_gguf, loader(loading.make_gguf),
           frozenset({"understand"}), order=91),
)
