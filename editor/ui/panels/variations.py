"""Variations in the results strip: a button and a menu for the variant in front; the new picture joins the strip."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QToolButton

from editor.staging import Staged
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.ai_context import random_seed
from editor.variations import TEXTS, offered, varied
from editor.workspace import Workspace


class VariationButton(QToolButton):
    """Opens the menu; disabled for results that have no variations."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.staged: Staged | None = None
        self.setIcon(icon("dices"))
        self.setToolTip(tr("Variations of this result"))
        self.setAccessibleName(tr("Variations of this result"))
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    def show_for(self, staged: Staged | None) -> None:
        self.staged = staged
        self.setVisible(staged is not None and bool(offered(staged)))

    def vary(self, kind: str) -> None:
        """Ask the engine for a variation of the variant in front."""
        session, staged = self.workspace.session, self.staged
        if session is not None and staged is not None:
            request, placement = varied(staged, kind, random_seed())
            self.workspace.engine.submit(request, tr(TEXTS[kind]), (session, placement))

    def pop_up(self, at: QPoint) -> None:
        """As the context menu of a variant."""
        if self.staged is not None and offered(self.staged):
            self.menu().popup(at)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for kind in offered(self.staged) if self.staged is not None else ():
            menu.addAction(tr(TEXTS[kind])).triggered.connect(lambda _=False, kind=kind: self.vary(kind))
