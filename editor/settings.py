"""Settings, declared once: the preferences form, the defaults and the stored file come from the declaration."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QObject, Signal

from editor.formats.atomic import replaced
from inference.api import choice, flag, integer, text, validated


@dataclass(frozen=True)
class Preferences:
    theme: str = choice("Theme", "dark", {"dark": "Dark", "light": "Light"})
    language: str = choice("Language", "system", {"system": "As the system", "en": "English", "zh_CN": "简体中文"})
    history_mb: int = integer("History budget", 2048, 64, 65536, unit="MB",
                              help="The oldest undo steps are dropped beyond this.")
    rescue_s: int = integer("Rescue copy every", 15, 5, 600, unit="s",
                            help="Unsaved work is kept in a rescue copy and opened again after a crash.")
    model_folders: str = text("Model folders", "", lines=3,
                              help="One folder on each line. Models are used in place, never copied.")
    find_models: bool = flag("Use the models of other programs", True,
                             help="ComfyUI, AUTOMATIC1111, Forge, InvokeAI, Krita AI and the cache of Hugging Face.")
    inpaint_models: bool = flag("Repaint with inpaint-trained models", True,
                                help="Where one of the chosen model's family is installed and repaints better.")
    block_cache: bool = flag("Faster, slightly different pictures: block cache", False,
                             help="Skips parts of a step that hardly change. FLUX, Qwen-Image and other transformers.")
    compiled: bool = flag("Faster after the first picture: compiled models", False,
                          help="The first picture of each model takes about a minute longer.")
    attention: str = choice("Attention", "auto", {"auto": "Automatic", "sage": "SageAttention",
                                                  "flash": "FlashAttention", "xformers": "xFormers"},
                            help="Needs the package of that name; where it is missing, PyTorch's own is used.")
    rulers: bool = flag("Rulers", True)
    pixel_grid: bool = flag("Pixel grid above 800 %", True)

    @property
    def engine_options(self) -> tuple[str, ...]:
        """What the engine may do for the sake of speed; see `inference.api.wire.Run`."""
        flags = tuple(name for name in ("block_cache", "compiled") if getattr(self, name))
        return flags if self.attention == "auto" else (*flags, f"attention={self.attention}")


def config_folder() -> Path:
    return Path(platformdirs.user_config_dir("limner", appauthor=False))


class Settings(QObject):
    """The preferences and what the program remembers by itself (`state`: window layout, recent files)."""

    changed = Signal()

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path = path or config_folder() / "settings.json"
        stored = self._stored()
        names = {f.name for f in dataclasses.fields(Preferences)}
        known = {k: v for k, v in stored.get("preferences", {}).items() if k in names}
        self.values = _valid_or_default(known)
        self.state: dict[str, Any] = stored.get("state", {})

    def update(self, values: Preferences) -> None:
        self.values = validated(values)
        self.save()
        self.changed.emit()

    def remember(self, name: str, value: Any) -> None:
        self.state[name] = value
        self.save()

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        body = {"preferences": dataclasses.asdict(self.values), "state": self.state}
        with replaced(self.path) as temporary:
            temporary.write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")

    def _stored(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _valid_or_default(known: dict[str, Any]) -> Preferences:
    """One bad entry of a hand-edited file costs that entry, not all of them."""
    values = Preferences()
    for name, value in known.items():
        try:
            values = validated(dataclasses.replace(values, **{name: value}))
        except Exception:
            continue
    return values
