"""Model files that are dropped on the main window: offered to be used where they lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from editor.models.library import SUFFIXES
from editor.text import tr


def parted(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """(model files and folders, everything else): pictures are opened, models are registered."""
    models = [path for path in paths if path.is_dir() or path.suffix.lower() in SUFFIXES]
    return models, [path for path in paths if path not in models]


def agreed(paths: list[Path], parent: QWidget) -> bool:
    """Ask whether these are to be used as models; they stay where they are."""
    box = QMessageBox(parent)
    box.setWindowTitle("Limner")
    box.setText(tr("Use {file} as a model?", file=paths[0].name) if len(paths) == 1 else
                tr("Use these {n} files as models?", n=len(paths)))
    box.setInformativeText(tr("Nothing is copied or moved. What each file is, is told by its contents."))
    yes = box.addButton(tr("Use in place"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.exec()
    pressed = box.clickedButton() is yes
    box.deleteLater()
    return pressed
