"""The layers panel: tree, looks of the active layer, and the buttons that make, group and delete layers."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QComboBox, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from editor.actions.adjustments import kinds
from editor.document.blend import MODES
from editor.document.layer import AdjustmentLayer, GenerativeLayer, GroupLayer, Layer
from editor.document.words import TextLayer
from editor.session import Session
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.layer_edits import changed, mask_toggled, moved, solo
from editor.ui.panels.layer_tree import LayerTree
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import caption, row, tool_button
from editor.ui.panels.recipe import RecipeDialog

REST_MS = 120  # without a change of pixels before the thumbnails follow: not while a stroke goes on
GROUP_STARTS = ("normal", "darken", "lighten", "overlay", "difference", "hue")  # after Photoshop's menu


class LayersPanel(QWidget):
    """Shows `session.shown`, edits `session.document`."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("layersPanel")
        self.host, self.workspace = host, host.workspace
        self.session: Session | None = None
        self.tree = LayerTree(dict(mode_texts()))
        self.blend = blend_combo()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setAccessibleName(tr("Opacity"))
        self.percent = caption("")
        self.percent.setMinimumWidth(38)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lock_alpha = tool_button("grid-2x2", tr("Lock transparency"), self._toggle_lock_alpha)
        self.lock = tool_button("lock", tr("Lock layer"), self._toggle_lock)
        self.clip = tool_button("corner-left-down", tr("Clip to the layer below"), self._toggle_clip)
        for button in (self.lock_alpha, self.lock, self.clip):
            button.setCheckable(True)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._repaint)
        self._lay_out()
        self._connect()
        self._another_session()

    # ---- construction

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row(self.blend, self.lock_alpha, self.lock, self.clip, margins=(8, 8, 8, 2)))
        column.addWidget(row(caption(tr("Opacity")), self.opacity, self.percent, spacing=8, margins=(10, 2, 10, 8)))
        column.addWidget(self.tree, 1)
        self.buttons = {
            name: tool_button(symbol, tip, partial(self._act, name))
            for name, symbol, tip in (
                ("layer.new", "plus", tr("New layer")), ("layer.group", "folder-plus", tr("Group")),
                ("layer.add_mask", "circle-dot-dashed", tr("Add a mask")),
                ("layer.duplicate", "copy", tr("Duplicate layer")),
                ("layer.merge_down", "chevrons-down", tr("Merge down")),
                ("layer.delete", "trash-2", tr("Delete layer")))
        }
        new, group, mask, copy, merge, delete = self.buttons.values()
        self.adjust = tool_button("contrast", tr("New adjustment layer"))
        self.adjust.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.adjust.setMenu(self._adjustments())
        column.addWidget(row(new, group, self.adjust, mask, copy, merge, 1, delete, margins=(6, 4, 6, 4)))

    def _adjustments(self) -> QMenu:
        menu = QMenu(self)
        for operation, begins in kinds():
            if begins:
                menu.addSeparator()
            menu.addAction(icon(operation.icon), tr(operation.text), partial(self._act, f"adjust.{operation.id}"))
        return menu

    def _connect(self) -> None:
        self.workspace.session_changed.connect(self._another_session)
        self.workspace.target_changed.connect(self._show_target)
        self.blend.activated.connect(self._set_blend)
        self.opacity.valueChanged.connect(self._set_opacity)
        self.opacity.sliderReleased.connect(self._end_drag)
        tree = self.tree
        tree.chosen.connect(self._choose)
        tree.eye_clicked.connect(self._toggle_eye)
        tree.mask_clicked.connect(self._edit_mask)
        tree.recipe_clicked.connect(self._show_recipe)
        tree.thumb_opened.connect(self._open)
        tree.lock_clicked.connect(self._toggle_lock)
        tree.menu_wanted.connect(self._menu)
        tree.model_.dropped.connect(self._drop)
        tree.model_.renamed.connect(lambda i, name: self._edit("Rename layer", i, name=name))
        tree.folded.connect(self._fold)

    # ---- following the session

    def _another_session(self) -> None:
        old, new = self.session, self.workspace.session
        if old is not None:
            old.structure_changed.disconnect(self._read)
            old.history_changed.disconnect(self._read)
            old.shown_changed.disconnect(self._pixels_changed)
        self.session, self._drags = new, 0
        if new is not None:
            new.structure_changed.connect(self._read)
            new.history_changed.connect(self._read)
            new.shown_changed.connect(self._pixels_changed)
        self._read()

    def _pixels_changed(self, _area: object) -> None:
        self._rest.start()

    def _repaint(self) -> None:
        session = self.session
        if session is not None:
            self.tree.model_.read(session.shown, session.document)

    def _read(self) -> None:
        session = self.session
        layer = session.active_layer if session is not None else None
        self.tree.show_layers(session.shown if session else None, session.document if session else None,
                              layer.id if layer else None)
        for widget in (self.blend, self.opacity, self.lock_alpha, self.lock, self.clip, *self.buttons.values()):
            widget.setEnabled(layer is not None)
        for button in (self.buttons["layer.new"], self.adjust):
            button.setEnabled(session is not None)
        self.percent.setText(f"{round(layer.opacity * 100)} %" if layer else "")
        self._show_looks(layer if layer is not None else Layer())
        self.lock_alpha.setEnabled(layer is not None and not isinstance(layer, GroupLayer | AdjustmentLayer))

    def _show_looks(self, layer: Layer) -> None:
        self.opacity.blockSignals(True)
        self.opacity.setValue(round(layer.opacity * 100))
        self.opacity.blockSignals(False)
        self.blend.setCurrentIndex(self.blend.findData(layer.blend))
        self.lock.setChecked(layer.locked)
        self.lock_alpha.setChecked(layer.lock_alpha)
        self.clip.setChecked(layer.clipping)

    def _show_target(self) -> None:
        self.tree.set_target(self.workspace.target)

    # ---- edits

    def _edit(self, label: str, layer_id: int, key: str = "", **changes: Any) -> None:
        session = self.session
        if session is not None and session.document.find(layer_id) is not None:
            session.commit(label, changed(session.document, layer_id, **changes), key)

    def _active(self) -> Layer | None:
        return self.session.active_layer if self.session is not None else None

    def _set_blend(self, index: int) -> None:
        layer, mode = self._active(), self.blend.itemData(index)
        if layer is not None and mode and mode != layer.blend:
            self._edit("Blend mode", layer.id, blend=mode)

    def _set_opacity(self, percent: int) -> None:
        """One step of the history for a drag: its commits share a key."""
        layer = self._active()
        if layer is not None:
            self._edit("Layer opacity", layer.id, f"opacity {layer.id} {self._drags}", opacity=percent / 100)

    def _end_drag(self) -> None:
        self._drags += 1

    def _toggle_lock(self, layer_id: int | None = None) -> None:
        layer = self._active() if layer_id is None else self._find(layer_id)
        if layer is not None:
            self._edit("Unlock layer" if layer.locked else "Lock layer", layer.id, locked=not layer.locked)

    def _toggle_lock_alpha(self) -> None:
        layer = self._active()
        if layer is not None:
            self._edit("Lock transparency", layer.id, lock_alpha=not layer.lock_alpha)

    def _toggle_clip(self) -> None:
        layer = self._active()
        if layer is not None:
            self._edit("Clip to the layer below", layer.id, clipping=not layer.clipping)

    def _find(self, layer_id: int) -> Layer | None:
        return self.session.document.find(layer_id) if self.session is not None else None

    def _toggle_eye(self, layer_id: int, alone: bool) -> None:
        layer, session = self._find(layer_id), self.session
        if layer is None or session is None:
            return
        if alone:
            session.commit("Show only this layer", solo(session.document, layer_id))
        else:
            self._edit("Hide layer" if layer.visible else "Show layer", layer_id, visible=not layer.visible)

    def _choose(self, layer_id: int, target: str) -> None:
        if self.session is None or self._find(layer_id) is None:
            return
        self.session.activate(layer_id)
        layer = self.session.active_layer
        only_mask = isinstance(layer, AdjustmentLayer) and layer.mask is not None
        self.workspace.set_target("mask" if only_mask else target)

    def _edit_mask(self, layer_id: int, switch: bool) -> None:
        layer, session = self._find(layer_id), self.session
        if layer is None or layer.mask is None or session is None:
            return
        if switch:
            session.commit("Disable mask" if layer.mask.enabled else "Enable mask",
                           mask_toggled(session.document, layer_id))
        else:
            self._choose(layer_id, "mask")

    def _drop(self, layer_id: int, parent: int | None, index: int) -> None:
        session = self.session
        if session is not None and self._find(layer_id) is not None:
            document = moved(session.document, layer_id, parent, index)
            if document is not session.document:
                session.commit("Move layer", document)

    def _fold(self, layer_id: int, expanded: bool) -> None:
        """Opening a group is no edit of the picture; it goes along with the next one."""
        layer = self._find(layer_id)
        if isinstance(layer, GroupLayer) and layer.expanded != expanded:
            self.tree.remember_fold(layer_id, expanded)

    def _show_recipe(self, layer_id: int) -> None:
        layer = self._find(layer_id)
        if isinstance(layer, GenerativeLayer):
            dialog = RecipeDialog(layer, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.wanted.connect(self.host.workspace.recipe_wanted)
            dialog.open()

    def _open(self, layer_id: int) -> None:
        if isinstance(self._find(layer_id), AdjustmentLayer):
            self.host.window_command("show_panel:adjustments")
        self._edit_text(layer_id)

    def _edit_text(self, layer_id: int) -> None:
        if isinstance(self._find(layer_id), TextLayer):
            self.host.workspace.choose_tool("text")

    def _act(self, action_id: str) -> None:
        self.host.trigger(action_id)

    # ---- the menu of a layer

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def _menu(self, place: QPoint) -> None:
        layer = self._active()
        if layer is None:
            return
        menu = self.context_menu(layer)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def context_menu(self, layer: Layer) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icon("pencil"), tr("Rename"), lambda: self.tree.rename(layer.id))
        menu.addAction(icon("copy"), tr("Duplicate layer"), lambda: self._act("layer.duplicate"))
        menu.addAction(icon("folder-plus"), tr("Group"), lambda: self._act("layer.group"))
        menu.addAction(icon("chevrons-down"), tr("Merge down"), lambda: self._act("layer.merge_down"))
        menu.addSeparator()
        if layer.mask is None:
            menu.addAction(icon("circle-dot-dashed"), tr("Add a mask"), lambda: self._act("layer.add_mask"))
        else:
            text = tr("Disable mask") if layer.mask.enabled else tr("Enable mask")
            menu.addAction(text, lambda: self._edit_mask(layer.id, True))
            menu.addAction(tr("Edit mask"), lambda: self._edit_mask(layer.id, False))
            menu.addAction(tr("Delete mask"), lambda: self._edit("Delete mask", layer.id, mask=None))
        if isinstance(layer, GenerativeLayer):
            menu.addSeparator()
            menu.addAction(icon("sparkles"), tr("Recipe"), lambda: self._show_recipe(layer.id))
        if isinstance(layer, AdjustmentLayer):
            menu.addSeparator()
            menu.addAction(icon("sliders-horizontal"), tr("Edit adjustment…"), lambda: self._open(layer.id))
            menu.addAction(tr("Rasterise adjustment"), lambda: self._act("layer.rasterise_adjustment"))
        if isinstance(layer, TextLayer):
            menu.addSeparator()
            menu.addAction(icon("type"), tr("Edit text"), lambda: self._edit_text(layer.id))
            menu.addAction(tr("Rasterise text"), lambda: self._edit("Rasterise text", layer.id, pixels=layer.pixels))
        menu.addSeparator()
        menu.addAction(icon("trash-2"), tr("Delete layer"), lambda: self._act("layer.delete"))
        return menu


def mode_texts() -> list[tuple[str, str]]:
    """Blend modes as (name, English text) in Photoshop's order."""
    return [(name, mode.label) for name, mode in MODES.items()]


def blend_combo() -> QComboBox:
    """Blend modes in Photoshop's groups, with a line between groups."""
    combo = QComboBox()
    combo.setAccessibleName(tr("Blend mode"))
    combo.setToolTip(tr("Blend mode"))
    combo.setMaxVisibleItems(40)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    for name, label in mode_texts():
        if name in GROUP_STARTS:
            combo.insertSeparator(combo.count())
        combo.addItem(tr(label), name)
    return combo


PANEL = Panel("layers", "Layers", "layers", "right", LayersPanel, order=30)
