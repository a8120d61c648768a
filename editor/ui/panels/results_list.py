"""The variants in the results strip: the list that the view shows, and how one of them is drawn."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.document.geometry import Rect
from editor.document.pixels import Array
from editor.document.resize import resampled
from editor.staging import Staged
from editor.text import tr
from editor.ui.panels.parts import Thumbnails, draw_thumbnail
from editor.ui.theme import current

CELL, THUMB_PX = QSize(104, 92), 192
Index = QModelIndex | QPersistentModelIndex


def focus_of(staged: Staged) -> Rect:
    """The part of the picture that is new, in its own px: around the mask, with a margin; all of it without one."""
    height, width = staged.picture.pixels.shape[:2]
    whole = Rect(0, 0, width, height)
    placement = staged.placement
    if placement.mask is None or placement.kind != "layer":
        return whole
    bounds = placement.mask.content_bounds().moved(-placement.rect.x, -placement.rect.y)
    return bounds.grown(max(bounds.w, bounds.h) // 6 + 8).intersect(whole) if not bounds.is_empty else whole


def variant_thumbnail(staged: Staged) -> Array:
    part = staged.picture.pixels[focus_of(staged).slices(Rect(0, 0, 0, 0))]
    height, width = part.shape[:2]
    factor = min(THUMB_PX / max(width, height), 1.0)
    return resampled(part, max(round(width * factor), 1), max(round(height * factor), 1), "area")


def agreement_text(staged: Staged) -> str:
    """How well the variant fits the words, "" where nothing compared them."""
    value = staged.picture.facts.get("agreement")
    return "" if value is None else f"{float(value):.2f}"


def standing(staged: Staged) -> str:
    """What the ranking says of a variant among others: "best" of those that were compared, or what is wrong with it."""
    facts = staged.picture.facts
    if facts.get("flat"):
        return tr("one colour")
    ranked = len(staged.pictures) > 1 and ("seam_score" in facts or "agreement" in facts)
    return tr("best") if ranked and staged.index == 0 else ""


def variant_text(staged: Staged) -> str:
    """Name and seed, and by what the variants were put in order."""
    facts, name = staged.picture.facts, staged.placement.name
    found = [tr("{name}, seed {seed}", name=name, seed=staged.picture.seed)]
    if "agreement" in facts:
        found = [tr("{name}, seed {seed}, fits the words {score}", name=name, seed=staged.picture.seed,
                    score=agreement_text(staged))]
    if "seam_score" in facts:
        found.append(tr("seam {score}", score=f"{float(facts['seam_score']):.2f}"))
    return " · ".join([*found, *filter(None, [standing(staged)])])


class VariantModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.staged: tuple[Staged, ...] = ()

    def read(self, staged: tuple[Staged, ...]) -> None:
        if staged != self.staged:
            self.beginResetModel()
            self.staged = staged
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.staged)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.staged):
            return None
        staged = self.staged[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return staged
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return variant_text(staged)
        return None


class VariantDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(parent)
        self.thumbnails = thumbnails
        self.front = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        staged = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(staged, Staged):
            return
        theme, front = current(), index.row() == self.front
        area = QRectF(QRect(option.rect)).adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        image = self.thumbnails.image(id(staged), staged, lambda: variant_thumbnail(staged))
        target = draw_thumbnail(painter, area, image, 5.0)
        painter.setPen(QPen(theme.colour("accent" if front else "border"), 2.5 if front else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(target, 5, 5)
        text = " · ".join([str(index.row() + 1), *filter(None, [standing(staged)])])
        width = max(painter.fontMetrics().horizontalAdvance(text) + 12, 18)
        badge = QRectF(target.x() + 5, target.bottom() - 20, min(width, target.width() - 10), 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if front else "bar"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.colour("accent_on" if front else "text"))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(badge.width()) - 6)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
