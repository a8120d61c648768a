"""The canvas: shows the session's document through a View, and hands what the pointer does to tools and view.

It owns no pixels but the mips it draws from (`editor.ui.mips`); drawing is in canvas_paint and overlays, moving
about in canvas_navigation, pointer and keys in canvas_input, tools in gestures.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from editor.document.compose import Compositor
from editor.document.geometry import Rect
from editor.jobs import Job
from editor.session import Session
from editor.staging import Placement
from editor.text import tr
from editor.tools.tool import Step
from editor.ui import overlays
from editor.ui.ants import INTERVAL_MS, Ants
from editor.ui.canvas_input import CanvasInput
from editor.ui.canvas_navigation import commanded
from editor.ui.canvas_paint import Colours, Refined, checker_brush, draw_backdrop, draw_picture, visible_level
from editor.ui.context_overlay import ContextOverlay
from editor.ui.mips import Pyramid, reduced
from editor.ui.overlays import JobPreview, MaskTint
from editor.ui.region_tints import RegionTints
from editor.ui.viewport import View
from editor.workspace import Workspace

RENDER_S = 0.040  # s of compositing in one paint; what is left follows in the next
IDLE_MS = 160  # without a change before the view is refined
GRID_FROM = 8.0  # zoom


class Canvas(CanvasInput):
    """`view` is the transform shown; `set_view` changes it. `command` takes the names of canvas_navigation.COMMANDS."""

    view_changed = Signal()
    hint_changed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._views: dict[Session, View] = {}
        self._compositor = Compositor()
        self._pyramid: Pyramid | None = None
        self._refined, self._ants, self._tint = Refined(), Ants(), MaskTint()
        self._context, self._regions = ContextOverlay(workspace, self), RegionTints()
        self._job: JobPreview | None = None
        self._overlay_area = QRect()
        self._is_fitted = False  # the view follows the size of the widget until somebody moves it
        self._checker = (QColor(), QBrush())
        self._make_timers()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self._connect()
        self._session_changed()
        self._update_cursor()

    def _make_timers(self) -> None:
        self._march = QTimer(self, interval=INTERVAL_MS)
        self._march.timeout.connect(self._ants_marched)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self._refine)
        self._idle.timeout.connect(self._prepare)

    def _connect(self) -> None:
        workspace, driver = self.workspace, self.driver
        workspace.session_changed.connect(self._session_changed)
        workspace.sessions_changed.connect(self._forget_closed)
        workspace.tool_changed.connect(self._update_cursor)
        workspace.tool_changed.connect(self.update)
        workspace.tool_changed.connect(self._idle.start)
        workspace.options_changed.connect(self.update)
        workspace.target_changed.connect(self.update)
        workspace.settings.changed.connect(self.update)
        workspace.engine.job_changed.connect(self._job_changed)
        workspace.warming.drawable.connect(self.update)
        workspace.warming.drawable.connect(self._idle.start)
        self._context.changed.connect(self.update)
        driver.overlay_changed.connect(self._overlay_changed)
        driver.hint_changed.connect(self.hint_changed)
        driver.view_stepped.connect(self._view_stepped)
        driver.running_changed.connect(self._update_cursor)

    # ---- the view

    def command(self, name: str) -> None:
        """A command from menu or key, see canvas_navigation.COMMANDS."""
        if self._session is None:
            return
        if name == "split":
            self.split.toggle()
            self.update()
        else:
            self.set_view(commanded(self.view, name))

    def set_view(self, view: View) -> None:
        self._is_fitted = False
        self._show_view(view)

    def _show_view(self, view: View) -> None:
        if view == self.view:
            return
        self.view = view
        self._refined.drop()
        self._idle.start()
        self.update()
        self.view_changed.emit()

    def _view_stepped(self, step: Step) -> None:
        view = self.view
        if step.pan is not None:
            view = view.panned(*step.pan)
        if step.zoom is not None:
            view = view.zoomed(view.zoom * step.zoom, *view.to_screen(*step.zoom_at))
        if step.zoom_to is not None:
            view = view.fitted(step.zoom_to)
        self.set_view(view)

    def show_job_preview(
        self, rect: Rect | None, image: Any = None, fraction: float | None = None, text: str = ""
    ) -> None:
        """A job in its place: `image` is RGBA uint8 (h, w, 4) or None, stretched over `rect`; rect None ends it."""
        old = self._job
        self._job = None if rect is None else JobPreview(rect, _qimage(image), fraction, text)
        for job in (old, self._job):
            if job is not None:
                self.update(overlays.box_bounds(self.view, job.rect))

    # ---- following the workspace

    def _session_changed(self) -> None:
        old, session = self._session, self.workspace.session
        if old is session:
            return
        if old is not None:
            if old in self.workspace.sessions:  # a closed one would be kept with all its pixels
                self._views[old] = self.view
            for signal, slot in self._followings(old):
                signal.disconnect(slot)
        self._session = session
        self.show_job_preview(None)
        if session is None:
            self._pyramid = None
            self._compositor.clear()
            self._ants.clear()
        else:
            for signal, slot in self._followings(session):
                signal.connect(slot)
            self._take_document(session)
        self._selection_changed()
        self.update()
        self.view_changed.emit()

    def _followings(self, session: Session) -> tuple[tuple[Any, Any], ...]:
        return ((session.shown_changed, self._shown_changed), (session.selection_changed, self._selection_changed),
                (session.structure_changed, self._structure_changed), (session.staged_changed, self.update))

    def _take_document(self, session: Session) -> None:
        document = session.shown
        self._pyramid = Pyramid(document, self._compositor)
        self._pyramid.active = session.active_layer.id if session.active_layer else None
        self._refined.drop()
        self._idle.start()
        known = self._views.get(session)
        base = known or View()
        view = View(document.width, document.height, base.view_w, base.view_h, base.zoom, base.x, base.y,
                    base.angle, base.mirror, base.dpr)
        view = view.resized(self.width(), self.height(), self.devicePixelRatioF())
        self.view = view if known else view.fitted(largest=view.dpr)
        self._is_fitted = known is None

    def _structure_changed(self) -> None:
        session = self._session
        if session is None or self._pyramid is None:
            return
        layer = session.active_layer
        self._pyramid.active = layer.id if layer else None
        self._idle.start()
        if self._pyramid.fits(session.shown):
            return
        same_size = (session.shown.width, session.shown.height) == (self.view.width, self.view.height)
        self._views.pop(session, None)
        if same_size:
            self._views[session] = self.view
        self._take_document(session)
        self.update()
        self.view_changed.emit()

    def _shown_changed(self, dirty: Rect) -> None:
        session = self._session
        if session is None or self._pyramid is None:
            return
        self._pyramid.touch(session.shown, dirty)
        x0, y0, x1, y1 = self.view.rect_to_screen(dirty.x, dirty.y, dirty.w, dirty.h)
        area = QRectF(x0, y0, x1 - x0, y1 - y0).toAlignedRect().adjusted(-2, -2, 2, 2).intersected(self.rect())
        area = self.rect() if self.split.is_on else area  # its labels tell whether there is a difference
        self._refined.drop(area)
        self._idle.start()
        if not area.isEmpty():
            self.update(area)

    def _selection_changed(self) -> None:
        session = self._session
        has_ants = session is not None and session.shown.selection is not None
        if has_ants and self.isVisible():
            if not self._march.isActive():
                self._march.start()
        else:
            self._march.stop()
        self.update()

    def _forget_closed(self) -> None:
        self._views = {s: v for s, v in self._views.items() if s in self.workspace.sessions}

    def _job_changed(self, job: Job) -> None:
        """The running job of this document is shown where its result will be."""
        if not isinstance(job.note, tuple) or len(job.note) != 2 or job.note[0] is not self._session:
            return
        placement = job.note[1]
        if job.state != "running" or job.progress is None or not isinstance(placement, Placement):
            self.show_job_preview(None)
            return
        progress = job.progress
        kept = self._job.image if self._job is not None and progress.preview is None else None
        self.show_job_preview(placement.rect, progress.preview, progress.fraction, tr(progress.stage))
        if kept is not None and self._job is not None:
            self._job = JobPreview(self._job.rect, kept, self._job.fraction, self._job.text)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        exposed = event.region().boundingRect()
        colours = Colours.of(self.palette().window().color())
        if self._session is None or self._pyramid is None:
            painter.fillRect(exposed, colours.surround)
            return
        if self._checker[0] != colours.check_a:
            self._checker = (colours.check_a, checker_brush(colours))
        is_opaque = self._render(exposed)
        draw_backdrop(painter, self.view, exposed, colours, self._checker[1], is_opaque)
        if self._refined.covers(self.view, exposed):
            self._refined.draw(painter, self.view)
        else:
            draw_picture(painter, self.view, self._pyramid)
        if self.split.is_on and not self.split.draw(painter, self.view, self._session, self.palette().accent().color()):
            QTimer.singleShot(0, self, self.update)
        self._paint_over(painter, self._session)

    def _render(self, exposed: QRect) -> bool:
        """Bring up to date what is about to be drawn; the rest of a long job in the next frame. Whether it hides all
        that is under it."""
        assert self._pyramid is not None
        if not self.workspace.warming.can_draw:
            self._pyramid.sketch()
            return False
        n, area = visible_level(self.view, self._pyramid)
        box = self.view.rect_to_document(exposed.x(), exposed.y(), exposed.width(), exposed.height())
        part = reduced(Rect.hull(*box), n).grown(1).intersect(area)
        if not self._pyramid.ensure(n, part, RENDER_S):
            QTimer.singleShot(0, self, self.update)
        return self._pyramid.is_opaque(n, part)

    def _paint_over(self, painter: QPainter, session: Session) -> None:
        view, palette = self.view, self.palette()
        document = session.shown
        if self.workspace.target == "selection" and document.selection is not None:
            self._tint.draw(painter, view, document.selection, (0, 0), alone=False)
        if view.zoom >= GRID_FROM and self.workspace.settings.values.pixel_grid:
            overlays.draw_pixel_grid(painter, view)
        overlays.draw_guides(painter, view, document.guides)
        front = session.front
        if front is not None and front.placement.kind == "layer" and not session.compare:
            text = f"{session.staged_index + 1} / {len(session.staged)}" if len(session.staged) > 1 else ""
            overlays.draw_staged_box(painter, view, _staged_rect(front.placement), text, palette)
        if self.workspace.aim is not None and front is None and self._job is None:
            self._regions.draw(painter, view, () if self.workspace.aim.seen else session.regions)
            self._context.draw(painter, view, palette)
        if self._job is not None:
            overlays.draw_job(painter, view, self._job, palette)
        if self.workspace.target != "selection" and self.workspace.warming.can_draw:
            self._ants.update(document.selection, view)
            self._ants.draw(painter)
        if document.rect == session.document.rect:  # a staged result may have another size than what the tool is on
            overlays.draw_shapes(painter, view, self.driver.overlay, palette, self._ants.phase)
        diameter = self._brush_diameter()
        if self._pointer_at is not None and diameter and not self._dragging.is_armed:
            hardness = getattr(self.workspace.options[self.workspace.tool.id], "hardness", 1.0)
            self._outline.draw(painter, self._pointer_at, diameter, hardness if hardness <= 1 else hardness / 100)

    def _ants_marched(self) -> None:
        if self.isVisible() and self.window().isActiveWindow():
            self._ants.march()
            self.update(self._ants.region)

    def _overlay_changed(self) -> None:
        box = overlays.shapes_bounds(self.view, self.driver.overlay, QFontMetricsF(self.font())).toAlignedRect()
        self.update(box.united(self._overlay_area))
        self._overlay_area = box

    def _refine(self) -> None:
        """One band of the area-filtered picture, then the next when nothing else is to do."""
        if self._session is None or self._pyramid is None or not Refined.helps(self.view) or self.driver.pressed:
            return
        if not self.isVisible() or self._refined.is_done(self.view) or not self.workspace.warming.can_draw:
            return
        n, area = visible_level(self.view, self._pyramid)
        if area.is_empty:
            return
        end = perf_counter() + 0.004
        if self._pyramid.ensure(n, area, 0.02):
            while perf_counter() < end and not self._refined.is_done(self.view):
                self.update(self._refined.step(self.view, self._pyramid))
        if not self._refined.is_done(self.view):
            QTimer.singleShot(1, self, self._refine)

    def _prepare(self) -> None:
        """A brush is in hand, and a stroke may follow."""
        if self._pyramid is None or self.driver.pressed or self.workspace.tool.cursor != "brush":
            return
        if self.isVisible() and self.workspace.target == "pixels" and self.workspace.warming.can_draw:
            self._pyramid.prepare(*visible_level(self.view, self._pyramid))

    # ---- size

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._show_view(self.view.resized(self.width(), self.height(), self.devicePixelRatioF()))
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        view = self.view.resized(self.width(), self.height(), self.devicePixelRatioF())
        self._show_view(view.fitted(largest=view.dpr) if self._is_fitted else view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._selection_changed()
        self._idle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointer_at = None
        self._march.stop()
        self._idle.stop()
        super().hideEvent(event)


def _staged_rect(placement: Placement) -> Rect:
    if placement.mask is None:
        return placement.rect
    inside = placement.mask.content_bounds().intersect(placement.rect)
    return placement.rect if inside.is_empty else inside


def _qimage(array: Any) -> QImage | None:
    if array is None:
        return None
    h, w = array.shape[:2]
    return QImage(array.tobytes(), w, h, w * 4, QImage.Format.Format_RGBA8888).copy()
