"""The preferences: the form of settings.Preferences, applied at once; the theme can be seen while it is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.settings import Settings
from editor.text import tr
from editor.ui import theme
from editor.ui.dialogs import FormDialog


class PreferencesDialog(FormDialog):
    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Preferences"), settings.values, parent)
        self._settings = settings
        self._before = settings.values
        self.setMinimumWidth(480)
        self.note = QLabel(tr("The language changes when Limner is started again."))
        self.note.setProperty("role", "hint")
        self.note.hide()
        self.form.show_errors_beneath(self.note)
        self.form.changed.connect(self._changed)

    def accept(self) -> None:
        super().accept()
        if self.result() == self.DialogCode.Accepted:
            self._settings.update(self.form.values())

    def reject(self) -> None:
        self._show_theme(self._before.theme)
        super().reject()

    def _changed(self) -> None:
        values = self.form.values()
        self.note.setVisible(values.language != self._before.language)
        self._show_theme(values.theme)

    def _show_theme(self, name: str) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication) and theme.current().id != name:
            theme.apply(application, name)
