"""What can be downloaded: resources/models.json, read and checked. Nothing in it is fetched by itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from editor.models.download import Source
from inference.api import ModelInfo

FILE = Path(__file__).resolve().parents[2] / "resources" / "models.json"


@dataclass(frozen=True)
class Licence:
    """`commercial`: whether pictures and the model may be used for business; `summary` says it in a sentence."""

    id: str
    name: str
    url: str
    commercial: bool
    summary: str


@dataclass(frozen=True)
class File:
    """`path` is relative to the folder of models; `size` in bytes, 0 if unknown; `sha256` "" if unknown."""

    url: str
    path: str
    size: int
    sha256: str = ""

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """The folder it lies in: the model's name where that is a folder of files."""
        return PurePosixPath(self.path).parent.name


@dataclass(frozen=True)
class Entry:
    """`good_for` is a sentence, `tags` what the filter offers, `memory_gb` the graphics memory for comfortable work,
    `least_gb` with everything spared. `gated`: the server asks for an account, so it is fetched in a browser.
    `needs` names entries that must be installed beside it.
    """

    id: str
    name: str
    maker: str
    family: str
    kind: str
    good_for: str
    licence: Licence
    files: tuple[File, ...]
    page: str
    memory_gb: float
    least_gb: float
    tags: tuple[str, ...] = ()
    gated: bool = False
    needs: tuple[str, ...] = ()
    recommended: bool = False

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def sources(self, folder: Path) -> list[Source]:
        return [Source(file.url, folder / file.path, file.size, file.sha256) for file in self.files]

    def installed(self, models: tuple[ModelInfo, ...]) -> bool:
        """Whether every file is there under its name, wherever that is."""
        names = {Path(model.path).name for model in models}
        return bool(self.files) and all(file.name in names or file.folder in names for file in self.files)


    def replaced(self, models: tuple[ModelInfo, ...]) -> bool:
        """Whether another file does what this part does: the same text encoder or VAE, stored in another way."""
        return self.kind in ("text_encoder", "vae") and any(
            (model.kind, model.family) == (self.kind, self.family) and model.variant != "words" for model in models)


@cache
def catalogue(path: Path = FILE) -> tuple[Entry, ...]:
    stored = json.loads(path.read_text(encoding="utf-8"))
    licences = {name: Licence(name, **facts) for name, facts in stored["licences"].items()}
    return tuple(_entry(facts, licences) for facts in stored["models"])


def with_needs(entry: Entry, entries: tuple[Entry, ...]) -> list[Entry]:
    """`entry` and everything it needs, that first."""
    by_id = {other.id: other for other in entries}
    made: list[Entry] = []
    for name in entry.needs:
        made += [other for other in with_needs(by_id[name], entries) if other not in made]
    return [*made, entry]


def _entry(facts: dict, licences: dict[str, Licence]) -> Entry:  # type: ignore[type-arg]
    files = tuple(File(**file) for file in facts["files"])
    known = {**facts, "licence": licences[facts["licence"]], "files": files}
    for name in ("tags", "needs"):
        known[name] = tuple(facts.get(name, ()))
    return Entry(**known)
