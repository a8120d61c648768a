"""Where models lie: our own folder, the user's, and those of other programs, found at their usual places.

Folders are used in place, never copied. Layouts: ComfyUI (models/ and extra_model_paths.yaml), AUTOMATIC1111 and
Forge (models/Stable-diffusion, models/Lora, embeddings), InvokeAI (models/), the plug-in of Krita (a ComfyUI of its
own), Stability Matrix, and the cache of Hugging Face.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Place:
    """A folder of models that belongs to `program`."""

    program: str
    path: Path


def own_folder() -> Path:
    """Where downloads go unless the user says otherwise."""
    return Path(platformdirs.user_data_dir("limner", appauthor=False)) / "models"


def usual_places(home: Path | None = None, environment: dict[str, str] | None = None) -> list[Place]:
    """The model folders of other programs that are there."""
    home = home or Path.home()
    environment = dict(os.environ) if environment is None else environment
    found: dict[Path, Place] = {}
    for program, roots, inside in _PROGRAMS:
        for root in roots(home, environment):
            for place in inside(root):
                if place.is_dir():
                    found.setdefault(place.resolve(), Place(program, place))
    return list(found.values())


def folders(chosen: Iterable[str], automatic: bool, registered: Iterable[str] = ()) -> list[str]:
    """Every folder and single file to look through, each once, the user's own choice first."""
    places = [Path(p).expanduser() for p in chosen]
    expanded = [inner for place in places for inner in (_models_of(place) or [place])]
    wanted = [*expanded, own_folder(), *(place.path for place in (usual_places() if automatic else ())),
              *map(Path, registered)]
    seen: dict[Path, str] = {}
    for path in wanted:
        real = path.resolve()
        if not any(real == other or other in real.parents for other in seen):
            seen[real] = str(path)
    return list(seen.values())


def program_of(path: str, places: Iterable[Place]) -> str:
    """The program whose folder a file lies in, "" for our own and the user's."""
    return next((place.program for place in places if Path(path).is_relative_to(place.path)), "")


# ---- layouts

def _models_of(root: Path) -> list[Path]:
    """The folders with models of a program's folder: people name the program's folder, not the one inside."""
    for test, inside in ((_comfy_like, _comfy), (_webui_like, _webui), (_invoke_like, _invoke)):
        if test(root):
            return [path for path in inside(root) if path.is_dir()]
    return []


def _comfy_like(root: Path) -> bool:
    return (root / "models" / "checkpoints").is_dir()


def _webui_like(root: Path) -> bool:
    return (root / "models" / "Stable-diffusion").is_dir()


def _invoke_like(root: Path) -> bool:
    return (root / "invokeai.yaml").is_file() and (root / "models").is_dir()


def _comfy(root: Path) -> list[Path]:
    return [root / "models", *_extra_paths(root / "extra_model_paths.yaml")]


def _webui(root: Path) -> list[Path]:
    return [root / "models", root / "embeddings"]


def _invoke(root: Path) -> list[Path]:
    return [root / "models"]


def _itself(root: Path) -> list[Path]:
    return [root]


def _extra_paths(file: Path) -> list[Path]:
    """The folders that ComfyUI's extra_model_paths.yaml names: `base_path`, and below it one or more a kind."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    base, found = Path(), []
    for line in lines:
        text = line.split("#")[0].rstrip()
        entry = re.match(r"^\s+(\w+):\s*(.*)$", text)
        if text and not text[0].isspace():
            base = Path()
        elif entry and entry.group(1) == "base_path":
            base = Path(entry.group(2).strip("\"' ")).expanduser()
        elif entry and entry.group(1) not in ("is_default", "custom_nodes", "configs") and entry.group(2) != "|":
            found.append(base / entry.group(2).strip("\"' "))
        elif text.strip() and entry is None:  # a further line of a block
            found.append(base / text.strip().strip("\"' "))
    return [path for path in found if path.is_absolute() and path.name]


Roots = Callable[[Path, dict[str, str]], Iterator[Path]]


def _at(*names: str) -> Roots:
    """Below the home folder, its documents, and the roots of drives, where people unpack portable programs."""

    def roots(home: Path, environment: dict[str, str]) -> Iterator[Path]:
        for name in names:
            for parent in (home, home / "Documents", home / "Downloads", home / "AI", home / "Desktop",
                           *(Path(f"{drive}:/") for drive in "CDEF" if os.name == "nt")):
                yield parent / name

    return roots


def _data(*names: str) -> Roots:
    """Below the folders in which programs keep their data."""

    def roots(home: Path, environment: dict[str, str]) -> Iterator[Path]:
        for name in names:
            for parent in (environment.get("APPDATA"), environment.get("LOCALAPPDATA"), home / ".local" / "share",
                           home / "Library" / "Application Support"):
                if parent:
                    yield Path(parent) / name

    return roots


def _hub(home: Path, environment: dict[str, str]) -> Iterator[Path]:
    for name, inner in (("HF_HUB_CACHE", ""), ("HUGGINGFACE_HUB_CACHE", ""), ("HF_HOME", "hub")):
        if environment.get(name):
            yield Path(environment[name]) / inner
    yield Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "huggingface" / "hub"


_PROGRAMS: tuple[tuple[str, Roots, Callable[[Path], list[Path]]], ...] = (
    ("ComfyUI", _at("ComfyUI", "ComfyUI_windows_portable/ComfyUI", "comfyui", "comfy/ComfyUI"), _comfy),
    ("Forge", _at("stable-diffusion-webui-forge", "webui_forge_cu121_torch231/webui", "sd-webui-forge-neo"), _webui),
    ("AUTOMATIC1111", _at("stable-diffusion-webui", "sd.webui/webui", "automatic"), _webui),
    ("InvokeAI", _at("invokeai", "InvokeAI"), _invoke),
    ("Krita AI", _data("krita-ai-diffusion/server", "krita/ai_diffusion/server", "krita-ai-diffusion"), _comfy),
    ("Krita AI", _data("krita/ai_diffusion/server/ComfyUI", "krita-ai-diffusion/server/ComfyUI"), _comfy),
    ("Stability Matrix", _data("StabilityMatrix/Models"), _itself),
    ("Fooocus", _at("Fooocus", "Fooocus_win64/Fooocus"), _comfy),
    ("Upscayl", _data("Upscayl/models"), _itself),
    ("Hugging Face", _hub, _itself),
)
