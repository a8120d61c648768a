"""The library: which models the user has and may get, where they lie, and what was decided about them.

Decisions are kept in Settings.state["models"]: files registered in place, the kinds chosen for unknown files, the
licences accepted, the folder that downloads go to.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFile, QObject, QThread, Signal

from editor.models.catalogue import Entry, catalogue, with_needs
from editor.models.downloads import Downloads
from editor.models.fit import Machine
from editor.models.places import Place, folders, own_folder, program_of, usual_places
from editor.settings import Settings
from inference.api import ModelInfo, UserError
from inference.api.onnx import instead

SUFFIXES = (".safetensors", ".sft", ".gguf", ".ckpt", ".pt", ".pth", ".bin")
DEFAULTS: dict[str, Any] = {"files": [], "used_as": {}, "accepted": [], "folder": ""}


class Library(QObject):
    """`engine` is the EngineThread: it looks into the files, in its own process."""

    changed = Signal()  # installed models, or what is known of the machine

    def __init__(self, settings: Settings, engine: Any) -> None:
        super().__init__()
        self._settings, self._engine = settings, engine
        self.entries: tuple[Entry, ...] = catalogue()
        self.downloads = Downloads(settings, self.entries)
        self.machine = Machine()
        self.places: list[Place] = []
        self._asking: _Asking | None = None
        self.downloads.finished.connect(lambda _: self.rescan())
        engine.models_changed.connect(self.changed)

    # ---- what is there

    @property
    def models(self) -> tuple[ModelInfo, ...]:
        """Everything installed, and what was registered and is gone."""
        found: tuple[ModelInfo, ...] = self._engine.models
        known = {model.path for model in found}
        gone = [ModelInfo(path, Path(path).stem, "unknown", "", problem=str(reason), reason=reason,
                          missing=(Path(path).name,))
                for path in self._kept("files") if path not in known and not Path(path).exists()
                for reason in (UserError("{file} is not where it was.", "Connect its disk, or forget it.",
                                         file=Path(path).name),)]
        return (*found, *gone)

    def program_of(self, model: ModelInfo) -> str:
        return program_of(model.path, self.places)

    def folders(self) -> list[str]:
        """Everything that is looked through."""
        values = self._settings.values
        chosen = [line.strip() for line in values.model_folders.splitlines() if line.strip()]
        extra = [*self._kept("files"), *([self._kept("folder")] if self._kept("folder") else [])]
        return [path for path in folders(chosen, values.find_models, extra) if Path(path).exists()]

    def rescan(self) -> None:
        self.places = usual_places() if self._settings.values.find_models else []
        self._engine.rescan(self.folders(), self._kept("used_as"))

    def ask_machine(self) -> None:
        """Have the drivers asked, in a thread; `changed` follows."""
        if self._asking is None and not self.machine.ram_bytes:
            self._asking = _Asking(self)
            self._asking.finished.connect(self._told_machine)
            self._asking.start()

    # ---- what the user decides

    def add(self, paths: Iterable[Path]) -> list[str]:
        """Use files and folders where they lie; the names of what was added. Raises UserError for other files."""
        files, places = [], []
        for path in paths:
            if path.is_dir():
                places.append(str(path))
            elif path.suffix.lower() in SUFFIXES:
                files.append(str(path))
            elif path.suffix.lower() == ".onnx":
                raise instead(path.name)
            else:
                raise UserError("{file} is not a model file.",
                                "Limner uses .safetensors, .gguf and .pth, .pt, .ckpt files.", file=path.name)
        if files:
            self._keep("files", [*self._kept("files"), *(f for f in files if f not in self._kept("files"))])
        if places:
            values = self._settings.values
            lines = [line for line in values.model_folders.splitlines() if line.strip()]
            lines += [place for place in places if place not in lines]
            self._settings.update(replace(values, model_folders="\n".join(lines)))
        self.rescan()
        return [Path(path).name for path in (*files, *places)]

    def use_as(self, path: str, kind: str) -> None:
        """What a file of unknown content is to be used as; "" goes back to the guess."""
        chosen = {name: value for name, value in {**self._kept("used_as"), path: kind}.items() if value}
        self._keep("used_as", chosen)
        self.rescan()

    def forget(self, path: str) -> None:
        self._keep("files", [other for other in self._kept("files") if other != path])
        self.rescan()
        self.changed.emit()

    def delete(self, path: str) -> None:
        """Move a model to the system's bin. Raises UserError when that cannot be done; nothing is lost then."""
        if not QFile(path).moveToTrash():
            raise UserError("{file} could not be moved to the bin.", "Delete it in its folder.", file=Path(path).name)
        self.forget(path)

    def accepted(self, entry: Entry) -> bool:
        return all(needed.licence.id in self._kept("accepted") for needed in self.wanted(entry))

    def accept(self, entry: Entry, yes: bool = True) -> None:
        """The user read the licences of an entry and of the parts it brings."""
        these, before = {needed.licence.id for needed in self.wanted(entry)}, set(self._kept("accepted"))
        self._keep("accepted", sorted(before | these if yes else before - these))

    @property
    def chosen_kinds(self) -> dict[str, str]:
        """What the user chose for files of unknown content, by path."""
        return dict(self._kept("used_as"))

    # ---- downloads

    @property
    def folder(self) -> Path:
        return Path(self._kept("folder") or own_folder())

    def set_folder(self, folder: Path) -> None:
        self._keep("folder", str(folder))
        self.rescan()

    def free_bytes(self) -> int:
        """Space left on the disk that downloads go to."""
        place = self.folder
        while not place.exists() and place != place.parent:
            place = place.parent
        return shutil.disk_usage(place).free

    def wanted(self, entry: Entry) -> list[Entry]:
        """What a download of `entry` brings: itself and the parts it needs that are not there yet."""
        models = self._engine.models
        return [e for e in with_needs(entry, self.entries)
                if e is entry or not (e.installed(models) or e.replaced(models))]

    def offered_parts(self, model: ModelInfo) -> list[Entry]:
        """What may be had of the parts that an installed model lacks."""
        return [entry for entry in self.entries if entry.id in model.lacks]

    def missing_parts(self, entry: Entry) -> list[Entry]:
        return [other for other in self.wanted(entry) if other is not entry]

    def download(self, entry: Entry) -> None:
        """Start after the press. Raises UserError when the disk is too small for all of it."""
        wanted = [e for e in self.wanted(entry) if not e.gated]
        missing = sum(e.size for e in wanted) - sum(
            item.done for e in wanted if (item := self.downloads.all.get(e.id)) is not None)
        free = self.free_bytes()
        if missing > free:
            raise UserError("{file} needs {missing} more on this disk, and {free} are free.",
                            "Free some space, or choose another folder for models.", file=entry.name,
                            missing=f"{missing / 1e9:.1f} GB", free=f"{free / 1e9:.1f} GB")
        for other in wanted:
            self.downloads.start(other, self.folder)

    def close(self) -> None:
        """Pause downloads and wait for the threads."""
        self.downloads.close()
        if self._asking is not None:
            self._asking.wait(6000)

    # ---- inside

    def _told_machine(self) -> None:
        if self._asking is not None:
            self.machine = self._asking.found
            self.changed.emit()

    def _kept(self, name: str) -> Any:
        return self._settings.state.get("models", {}).get(name, DEFAULTS[name])

    def _keep(self, name: str, value: Any) -> None:
        self._settings.remember("models", {**self._settings.state.get("models", {}), name: value})


class _Asking(QThread):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found = Machine()

    def run(self) -> None:  # QThread
        from editor.models.machine import machine

        self.found = machine()
