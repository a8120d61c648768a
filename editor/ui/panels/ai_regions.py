"""The regions of the AI panel: parts of the picture changed beside the selection, each as strongly as it says and, by a
model, by words of its own."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.contexts import region_of
from editor.document.region import Region
from editor.document.thumbnail import thumbnail
from editor.foresight import UNMASKED
from editor.session import Session
from editor.text import tr
from editor.ui.form_number import NumberField
from editor.ui.icons import icon
from editor.ui.panels.parts import caption, let_go, qimage, row, tool_button
from editor.ui.region_tints import tint
from editor.workspace import Workspace
from inference.api import Operation, Parameter, UserError

THUMB = QSize(44, 30)
WORDED = ("inpaint", "generate", "detail")  # operations to whose models regions say words
STRENGTH = Parameter("strength", "number", "Strength", 100.0, 0.0, 100.0, 1.0, "%",
                     "How strongly this region is changed.")


class RegionList(QWidget):
    """A row for each region of the session, and a button that makes one of the selection."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.rows: list[RegionRow] = []
        self._shown: tuple[Region, ...] = ()
        self.title = caption(tr("Regions"))
        self._words, self._weighed = False, True
        self.add = QPushButton(icon("plus"), tr("Add selection as region"))
        self.add.setToolTip(tr("Keeps the selection as a region with a strength of its own, so that more can be "
                               "selected. All are changed in one run."))
        self.add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add.clicked.connect(lambda: self.add_region())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.of_layer = tool_button("layers", tr("Add the place of the active layer as region"), self.add_layer)
        self.column.addWidget(self.title)
        self.column.addWidget(row(self.add, self.of_layer, spacing=4))

    @property
    def session(self) -> Session | None:
        return self.workspace.session

    def show_for(self, operation: Operation, by_model: bool) -> None:
        """Only where masks matter, and where there is something to make a region of. Words and strengths only where
        they have an effect."""
        session = self.session
        selected = session is not None and session.document.selection is not None
        regions = session.regions if session is not None else ()
        masked = operation.id not in UNMASKED and operation.gives == "picture"
        self.setVisible(masked and (selected or bool(regions)))
        self.title.setVisible(bool(regions))
        self.add.setEnabled(selected)
        self._words = by_model and operation.id in WORDED
        self._weighed = operation.areas == "changed"
        self.title.setText(tr("Regions") if self._weighed else tr("Regions: words for the tiles that they cover"))
        self._show(regions)
        for each in self.rows:
            each.show_parts(self._words, self._weighed)

    def add_region(self) -> None:
        session = self.session
        if session is None or session.document.selection is None:
            return
        document, added = session.document, Region(session.document.selection)
        session.commit("Add region", document.with_(selection=None, regions=(*document.regions, added)))

    def add_layer(self) -> None:
        """The place of the active layer, as it is seen now."""
        session = self.session
        if session is None or session.active_layer is None:
            return
        try:
            session.set_regions((*session.regions, region_of(session.document, session.active_layer)), "Add region")
        except UserError as error:
            self.workspace.notice(error)

    def strengthen(self, index: int, percent: float) -> None:
        self._edit_region(index, "Strength of a region", strength=percent / 100)

    def say(self, index: int, prompt: str) -> None:
        self._edit_region(index, "Words of a region", prompt=prompt)

    def _edit_region(self, index: int, label: str, **changes: Any) -> None:
        """The rows stay: one of them is in the user's hands. One undo step for what follows each other."""
        session = self.session
        if session is not None and index < len(session.regions):
            changed = dataclasses.replace(session.regions[index], **changes)
            self._shown = (*session.regions[:index], changed, *session.regions[index + 1:])
            session.set_regions(self._shown, label, f"{label} {index}")

    def remove(self, index: int) -> None:
        session = self.session
        if session is not None:
            session.set_regions(session.regions[:index] + session.regions[index + 1:], "Remove region")

    def select(self, index: int) -> None:
        """The region becomes the selection again, to be changed."""
        session = self.session
        if session is not None:
            rest = session.regions[:index] + session.regions[index + 1:]
            session.commit("Select region", session.document.with_(selection=session.regions[index].mask, regions=rest))

    def _show(self, regions: tuple[Region, ...]) -> None:
        if regions == self._shown:
            return
        self._shown = regions
        let_go(self.rows)
        self.rows = [RegionRow(self, i, region) for i, region in enumerate(regions)]
        for i, each in enumerate(self.rows):
            self.column.insertWidget(1 + i, each)


class RegionRow(QFrame):
    """Thumbnail, strength, a button to let it go; below, words."""

    def __init__(self, owner: RegionList, index: int, region: Region) -> None:
        super().__init__()
        self.thumb = QToolButton()
        self.thumb.setAutoRaise(True)
        self.thumb.setIconSize(THUMB)
        self.thumb.setIcon(_thumbnail(owner.session, region, index, self.devicePixelRatioF()))
        self.thumb.setToolTip(tr("Make it the selection again"))
        self.thumb.setAccessibleName(tr("Region {n}", n=index + 1))
        self.thumb.clicked.connect(lambda: owner.select(index))
        self.strength = NumberField(STRENGTH)
        self.strength.set_value(region.strength * 100)
        self.strength.changed.connect(lambda: owner.strengthen(index, float(self.strength.value())))
        self.bin = tool_button("x", tr("Remove this region"), lambda: owner.remove(index))
        self.words = QLineEdit(region.prompt)
        self.words.setCursorPosition(0)
        self.words.setPlaceholderText(tr("What should be here?"))
        self.words.setToolTip(tr("Words for this region alone; those of the prompt follow them."))
        self.words.setAccessibleName(tr("Words of region {n}", n=index + 1))
        self.words.textEdited.connect(lambda text: owner.say(index, text))
        beside = QVBoxLayout()
        beside.setSpacing(3)
        beside.addWidget(self.strength)
        beside.addWidget(self.words)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self.thumb)
        across.addLayout(beside, 1)
        across.addWidget(self.bin)

    def show_parts(self, words: bool, weighed: bool) -> None:
        self.words.setVisible(words)
        self.strength.setVisible(weighed)


def _thumbnail(session: Session | None, region: Region, index: int, dpr: float) -> QPixmap:
    """The mask in the colour it has on the canvas, over the picture in grey."""
    if session is None:
        return QPixmap()
    edge = round(THUMB.width() * dpr)
    mask = thumbnail(region.mask, edge, session.document.rect)[..., :1].astype(np.float32) / 255
    picture = thumbnail(session.document, edge).astype(np.float32)
    grey = picture[..., :3].mean(axis=2, keepdims=True) * picture[..., 3:] / 255 * 0.6 + 20
    shown = grey + (np.array(tint(index), np.float32) - grey) * mask * 0.85
    shown = np.dstack([shown, np.full(mask.shape[:2], 255)]).astype(np.uint8)
    made = QPixmap.fromImage(qimage(shown)).scaled(
        THUMB * dpr, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    made.setDevicePixelRatio(dpr)
    return made
