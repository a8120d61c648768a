"""Which models lie in the user's folders. What was found is remembered by path, size and time, so that looking
again costs a `stat` a file."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

import inference
from inference.api import ModelInfo, ModelTraits, UserError
from inference.checkpoints import SUFFIXES, contents, fingerprint, is_component
from inference.describe import described
from inference.families.assembling import alone
from inference.families.family import family_of
from inference.parts.finding import pipelines_near, refusal, strays
from inference.parts.known import BY_ID, KNOWN

_DEEPEST = 6  # folders below a model folder
_SMALLEST = 1024  # bytes: shorter files are pointers of a version control system, not weights
_SKIPPED = frozenset({"blobs", "refs", "no_exist", "node_modules", "__pycache__", "site-packages"})


@dataclass(frozen=True)
class Candidate:
    """A file or folder that may be a model; `stamp` changes when its content does."""

    path: Path
    stamp: str


def scan(folders: tuple[str, ...], used_as: Mapping[str, str] | None = None,
         index: Path | None = None) -> tuple[ModelInfo, ...]:
    """Every model under these folders (or the files named). One that cannot be read is listed with its problem.

    `used_as` maps paths to the kinds that the user chose for files of unknown content. `index` is the file that
    remembers, by default in the user's cache folder.
    """
    used_as = used_as or {}
    place = index or index_path()
    known, seen = _remembered(place), {}
    found: dict[str, ModelInfo] = {}
    for folder in folders:
        for candidate in candidates(Path(folder).expanduser()):
            path, wanted = str(candidate.path), used_as.get(str(candidate.path), "")
            entry = known.get(path)
            if entry is None or entry["stamp"] != candidate.stamp or entry["used_as"] != wanted:
                entry = {"stamp": candidate.stamp, "used_as": wanted, "fingerprint": "",
                         "model": _plain(_looked_into(candidate.path, wanted))}
            seen[path] = entry
            found[path] = _model(entry["model"])
    models = _with_parts(tuple(_with_twins(found, seen)))  # before the index is written: twins add fingerprints
    if seen != {path: known.get(path) for path in seen}:
        _remember(place, {**{p: e for p, e in known.items() if Path(p).exists()}, **seen})
    return tuple(sorted(models, key=lambda model: (model.kind, model.name.lower())))


def candidates(root: Path) -> Iterator[Candidate]:
    """Files that may be models, and folders of diffusers or transformers as a whole (their parts are not listed)."""
    if root.is_file():
        yield Candidate(root, _stamp(root.stat()))
        return
    for place, inside, files in os.walk(root):
        here = Path(place)
        if "model_index.json" in files or is_component(files):
            inside.clear()
            if not here.name.endswith(".config"):  # the configuration beside a single file has no weights
                yield Candidate(here, _folder_stamp(here))
            continue
        inside[:] = sorted(f for f in inside if not f.startswith(".") and f not in _SKIPPED)
        if len(here.relative_to(root).parts) >= _DEEPEST:
            inside.clear()
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                facts = _stat(here / name)
                if facts is not None and facts.st_size >= _SMALLEST:
                    yield Candidate(here / name, _stamp(facts))


def index_path() -> Path:
    return Path(platformdirs.user_cache_dir("limner", appauthor=False)) / "models.json"


def _looked_into(path: Path, used_as: str) -> ModelInfo:
    try:
        return described(contents(path), used_as)
    except (UserError, OSError) as error:
        reason = error if isinstance(error, UserError) else UserError(
            "{file} cannot be read: {reason}.", file=path.name, reason=error.strerror or str(error))
        size = 0 if path.is_dir() else path.stat().st_size
        return ModelInfo(str(path), path.stem, "unknown", "", size_bytes=size, problem=str(reason), reason=reason)


def _with_twins(found: dict[str, ModelInfo], seen: dict[str, dict[str, Any]]) -> Iterator[ModelInfo]:
    """Files of the same size and the same first and last MiB are told about each other."""
    by_size: dict[int, list[str]] = {}
    for path, model in found.items():
        if model.size_bytes:
            by_size.setdefault(model.size_bytes, []).append(path)
    first: dict[tuple[int, str], str] = {}
    for path, model in found.items():
        same = by_size.get(model.size_bytes, [])
        twin = ""
        if len(same) > 1 and not any(os.path.samefile(path, other) for other in same if other != path):
            entry = seen[path]
            entry["fingerprint"] = entry["fingerprint"] or fingerprint(path)
            twin = first.setdefault((model.size_bytes, entry["fingerprint"]), path)
        yield replace(model, twin=twin if twin != path else "")


def _with_parts(models: tuple[ModelInfo, ...]) -> tuple[ModelInfo, ...]:
    """Diffusion models whose parts are not there are told so. Parts may also lie near a file, in a folder that is not
    looked through: each such place is read once."""
    there = {part.id for model in models if model.kind in ("vae", "text_encoder") for part in KNOWN
             if part.is_a(model.kind, model.family, model.variant, Path(model.path).name)}
    known = {model.path for model in models}
    near = functools.cache(lambda folder: tuple(strays(folder, known)))
    pipelines = functools.cache(pipelines_near)
    whole: dict[tuple[str, ...], bool] = {}

    def told(model: ModelInfo) -> ModelInfo:
        path = Path(model.path)
        lacks = [BY_ID[name] for name in model.needs if name in BY_ID and name not in there
                 and not any(each.may_be(BY_ID[name]) for each in near(path.parent))]
        if not lacks and "folder" not in model.needs:
            return model
        key = (str(path.parent), model.family, model.variant)
        if pipelines(path.parent) and key not in whole:
            whole[key] = _whole_near(path)
        if whole.get(key):
            return model
        reason = refusal(path.name, lacks) if lacks else alone(path.name)
        return replace(model, problem=str(reason), reason=reason, lacks=tuple(part.entry for part in lacks))

    return tuple(told(model) for model in models)


def _whole_near(path: Path) -> bool:
    """Whether a diffusers folder near the file has all that it goes without."""
    try:
        found = contents(path)
    except (UserError, OSError):
        return False
    family = family_of(found)
    return family is not None and family.whole_near(found)


# ---- the index

def _remembered(place: Path) -> dict[str, dict[str, Any]]:
    """What was found before, by this version of the program: other rules may know better."""
    try:
        stored = json.loads(place.read_text(encoding="utf-8"))
        if stored["program"] == _program():
            return dict(stored["models"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}


def _remember(place: Path, models: Mapping[str, Any]) -> None:
    """Whole or not at all; a cache that cannot be written is done without."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".models.", suffix=".json", dir=place.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"program": _program(), "models": models}, file)
        os.replace(name, place)
    except OSError as error:
        sys.stderr.write(f"the index of models was not written: {error}\n")


def _program() -> str:
    """Changes with the rules: the sizes and times of our sources, or of the frozen program."""
    root = Path(inference.__file__).parent
    sources = sorted((*root.rglob("*.py"), *root.rglob("*.json"))) or [Path(sys.executable)]
    text = ";".join(f"{path.name}:{facts.st_size}:{facts.st_mtime_ns}" for path in sources
                    if (facts := _stat(path)) is not None)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(model: ModelInfo) -> dict[str, Any]:
    values = asdict(replace(model, reason=None))
    if model.reason is not None:
        values["reason"] = [model.reason.message, model.reason.hint,
                            {name: str(value) for name, value in model.reason.values.items()}]
    return values


def _model(values: dict[str, Any]) -> ModelInfo:
    known = {item.name: values[item.name] for item in fields(ModelInfo)}
    for name in ("operations", "holds", "choices", "missing", "needs", "lacks"):
        known[name] = tuple(known[name])
    told = known["traits"]
    known["traits"] = ModelTraits(**{**told, "schedulers": tuple(told["schedulers"])}) if told else None
    reason = known["reason"]
    known["reason"] = UserError(reason[0], reason[1], **reason[2]) if reason else None
    return ModelInfo(**known)


def _stamp(facts: os.stat_result) -> str:
    return f"{facts.st_size}:{facts.st_mtime_ns}"


def _folder_stamp(folder: Path) -> str:
    parts = sorted(f"{file.relative_to(folder)}:{_stamp(facts)}" for file in folder.rglob("*")
                   if file.suffix in (*SUFFIXES, ".json") and (facts := _stat(file)) is not None)
    return hashlib.sha256(";".join(parts).encode()).hexdigest()[:16]


def _stat(path: Path) -> os.stat_result | None:
    """None for a file that is gone, or a link to one that is."""
    try:
        return path.stat()
    except OSError:
        return None
