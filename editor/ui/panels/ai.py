"""The AI panel: choose an operation, say what is wanted, press one button that names what it will do."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItemModel
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.background import waited
from editor.estimates import estimate, estimate_text
from editor.jobs import Job
from editor.repainting import runs
from editor.requests import build
from editor.session import Session
from editor.text import error_text, tr
from editor.ui.form_choice import ScrollableCombo
from editor.ui.form_gallery import GalleryField
from editor.ui.icons import icon
from editor.ui.panels.ai_aim import Aiming
from editor.ui.panels.ai_context import (
    button_text,
    extension,
    has_prompt,
    missing,
    models_for,
    next_step,
    not_understood,
    remembered,
    seeded,
    usual_model,
)
from editor.ui.panels.ai_form import OperationForm
from editor.ui.panels.ai_job import JobLine, LackNotice
from editor.ui.panels.ai_mode import ModeButton, beside
from editor.ui.panels.ai_parts import OperationChoice, SeedRow
from editor.ui.panels.ai_recipe import restore
from editor.ui.panels.ai_regions import RegionList
from editor.ui.panels.ai_repainting import RepaintTick
from editor.ui.panels.guides import GuidesBox
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import caption, row, titled, tool_button
from editor.ui.panels.style_gallery import StyleGallery
from inference.api import ModelInfo, Operation, UserError, able, operations

PROMPTS = "prompts"  # name in Settings.state
MAX_COUNT = 8
LARGE_PX = 4 << 20  # a document whose composing takes long enough to be felt


class AIPanel(QWidget):
    """`forms` are those of the operations chosen so far, by number: a form is built when it is first asked for."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("aiPanel")
        self.host, self.workspace = host, host.workspace
        self.session: Session | None = None
        self.job: Job | None = None
        self.operations: tuple[Operation, ...] = tuple(o for o in operations() if o.menu)
        self.prompts: list[str] = list(self.workspace.settings.state.get(PROMPTS, []))
        self.choice = OperationChoice(self.operations)
        self.forms: dict[int, OperationForm] = {}
        self.galleries: list[StyleGallery] = []
        self.index = 0
        self._formed: ModelInfo | None = None  # the model that the form shows the settings of,
        self._is_formed = False  # once it does
        self.model = ScrollableCombo()
        self.trained = RepaintTick(self.workspace.settings)
        self.guides = GuidesBox(self.workspace)
        self.seed = SeedRow()
        self.count = QSpinBox(minimum=1, maximum=MAX_COUNT, value=1)
        self.regions = RegionList(self.workspace)
        self.lack = LackNotice(self._remedy)
        self.told = LackNotice(self._remedy)  # what the last result did not understand
        self.button = QPushButton()
        self.mode = ModeButton(self._choose_mode)
        self.cost = caption("")  # what the press will take
        self.progress = JobLine(self._cancel)
        self._lay_out()
        self.aiming = Aiming(self)
        self._connect()
        if self.operations:
            self.choose(0)
        self._another_session()

    # ---- construction

    def _lay_out(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(10)
        column.addWidget(self.choice)
        self.form_place = QVBoxLayout()
        column.addLayout(self.form_place)
        self.model.setAccessibleName(tr("Model"))
        self.count.setAccessibleName(tr("Variants"))
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.seeded = row(titled(tr("Seed"), self.seed), titled(tr("Variants"), self.count), spacing=10)
        self.get_models = tool_button("package", tr("Models…"), lambda: self.host.trigger("models.open"))
        self.model_box = titled(tr("Model"), row(self.model, self.get_models))
        self.model.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.regions)
        column.addWidget(self.model_box)
        column.addWidget(self.trained)
        column.addWidget(self.guides)
        column.addWidget(self.seeded)
        column.addStretch(1)
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(top)
        self.button.setProperty("role", "primary")
        self.button.setObjectName("generateButton")
        self.button.setMinimumHeight(34)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Enter accepts the result
        self.button.setToolTip(tr("Ctrl+Enter"))
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 6, 10, 10)
        foot.setSpacing(8)
        foot.addWidget(self.told)
        foot.addWidget(self.lack)
        foot.addWidget(self.progress)
        foot.addWidget(beside(self.button, self.mode))
        foot.addWidget(self.cost, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        self.setMinimumWidth(250)

    def _connect(self) -> None:
        engine = self.workspace.engine
        self.choice.chosen.connect(self.choose)
        self.model.activated.connect(self.set_context)
        self.button.clicked.connect(lambda: self.submit())
        self.count.valueChanged.connect(self.refresh)
        self.trained.toggled.connect(self.refresh)
        self.guides.changed.connect(self.refresh)
        self.workspace.session_changed.connect(self._another_session)
        self.workspace.described.connect(self.write_prompt)
        self.workspace.recipe_wanted.connect(self.restore)
        engine.job_changed.connect(self._job_changed)
        engine.models_changed.connect(self._fill_models)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)

    # ---- state

    @property
    def operation(self) -> Operation:
        return self.operations[self.index]

    @property
    def form(self) -> OperationForm:
        if self.index not in self.forms:
            self.forms[self.index] = self._built(self.operation)
        return self.forms[self.index]

    def _built(self, operation: Operation) -> OperationForm:
        form = OperationForm(operation, self.prompts)
        form.hide()
        self.form_place.addWidget(form)
        form.changed.connect(self.refresh)
        form.submitted.connect(self.submit)
        form.shape_wanted.connect(self._extend_to)
        self.galleries += [StyleGallery(self.workspace, operation, field) for field in form.fields.values()
                           if isinstance(field, GalleryField)]
        self.aiming.watch(form)
        return form

    @property
    def model_info(self) -> ModelInfo | None:
        """The chosen model; None for the built-in method."""
        path = self.model.currentData()
        return next((info for info in self.workspace.engine.models if info.path == path), None) if path else None

    @property
    def running(self) -> ModelInfo | None:
        """The model that the next press runs: the chosen one, or its sibling that was trained for masks."""
        return self._runs(self.values())

    def _runs(self, values: Any) -> ModelInfo | None:
        document = self.session.document if self.session is not None else None
        return runs(self.operation, values, self.model_info, self.workspace.engine.models, document,
                    self.guides.active(), self.workspace.settings.values.inpaint_models)

    def values(self) -> Any:
        return self.form.values()

    def choose(self, index: int) -> None:
        """Show the form of operation number `index`."""
        self.choice.choose(index)
        if self.index in self.forms:
            self.form.hide()
        self.index = index
        self.form.show()
        self.seeded.setVisible(seeded(self.operation.id))
        self.model_box.setVisible(bool(self.operation.traits))
        self._fill_models()

    def choose_operation(self, operation_id: str) -> None:
        """For actions and the command palette."""
        self.choose(next(i for i, o in enumerate(self.operations) if o.id == operation_id))

    def begin(self) -> None:
        """Put the keyboard where the present operation begins: its words, else its first setting, else the button."""
        fields = (field for field in self.form.fields.values() if field.isVisibleTo(self.form))
        wanted = self.form.prompt if self.form.prompt is not None and self.form.prompt.isVisibleTo(self.form) else next(
            fields, self.button)
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(wanted)

    def _another_session(self) -> None:
        old, self.session = self.session, self.workspace.session
        if old is not None:
            old.selection_changed.disconnect(self.refresh)
            old.history_changed.disconnect(self.refresh)
            old.regions_changed.disconnect(self.refresh)
            old.history_changed.disconnect(self._show_guides)
        if self.session is not None:
            self.session.selection_changed.connect(self.refresh)
            self.session.history_changed.connect(self.refresh)
            self.session.regions_changed.connect(self.refresh)
            self.session.history_changed.connect(self._show_guides)
        self.set_context()

    def set_context(self) -> None:
        """Show what matters for this document and model."""
        if self.operations:
            self.guides.show_for(self.operation, self.model_info)
        self._is_formed = False
        self.refresh()

    def _show_guides(self) -> None:
        self.guides.show_for(self.operation, self.model_info)

    def refresh(self) -> None:
        """Name what the button does now and say what it lacks."""
        if not self.operations:
            return
        values = self.values()
        running = self._runs(values)
        if not self._is_formed or self._formed is not running:
            self._form_for(running)
            values = self.values()
        lack = missing(self.operation, values, self.session, self.model.currentData())
        model = self.model.currentData()
        self.button.setText(button_text(self.operation, values, self.session, model))
        edits = bool(able(self.workspace.engine.models, "edit"))
        self.mode.show_modes(self.operation, getattr(values, "mode", ""), model, edits)
        self.button.setIcon(icon(self.operation.icon or "sparkles", "accent_on" if lack is None else "faint"))
        self.button.setEnabled(lack is None)
        self.trained.show_for(self.operation, values, self.session, self.model_info, self.workspace.engine.models)
        self._show_cost(values, running, lack is None)
        self.lack.show_lack(lack)
        self.aiming.refresh((values, running))

    def _show_cost(self, values: Any, info: ModelInfo | None, ready: bool) -> None:
        """And which model runs, where it is not the chosen one."""
        model = info.path if info is not None else None
        count = self.count.value() if seeded(self.operation.id) else 1
        found = estimate(self.workspace.settings, self.operation, values, self.session, model, count) if ready else None
        other = info is not None and info.path != self.model.currentData()
        told = [tr("by {model}", model=info.name)] if other and info is not None else []
        told += [estimate_text(found, model is not None)] if found is not None else []
        self.cost.setText(" · ".join(told))
        self.cost.setVisible(bool(told))
        self.button.setToolTip("\n".join([*told[:1 if other else 0], tr("Ctrl+Enter")]))

    def _form_for(self, info: ModelInfo | None) -> None:
        """What can be set for the model that runs."""
        self._formed, self._is_formed = info, True
        self.form.set_model(info, self.workspace.engine.models)
        self.form.set_context(self.session is not None, info is not None)

    def _choose_mode(self, mode: str) -> None:
        """From the menu on the button. Refining starts at half strength: at full strength nothing is kept."""
        if mode == "edit":
            self.choose_operation("edit")
            return
        left = self.values().mode
        self.form.fields["mode"].set_value(mode)
        if mode == "refine" and self.values().strength >= 1.0:
            self.form.fields["strength"].set_value(0.5)
        elif left == "refine" and mode not in ("refine", "custom"):
            self.form.fields["strength"].set_value(1.0)
        if mode == "custom":
            self.form.more.open(True)
        self.set_context()

    def _extend_to(self, shape: str) -> None:
        if self.session is not None:
            document = self.session.document
            self.form.set_sides(extension(shape, document.width, document.height))

    def _fill_models(self) -> None:
        if not self.operations:
            return
        before = self.model.currentData()
        with QSignalBlocker(self.model):
            self.model.clear()
            if "model" not in self.operation.needs:
                self.model.addItem(tr("Built in (no model needed)"), None)
            items = self.model.model()
            for info in models_for(self.operation, self.workspace.engine.models):
                self.model.addItem(info.name, info.path)
                at = self.model.count() - 1
                told = " ".join(error_text(info.reason)).strip() if info.reason else tr(info.problem)
                self.model.setItemData(at, told or info.path, Qt.ItemDataRole.ToolTipRole)
                if info.problem and isinstance(items, QStandardItemModel):
                    items.item(at).setEnabled(False)
            at = self.model.findData(before) if before else -1
            usual = usual_model(self.operation, self.workspace.engine.models)
            self.model.setCurrentIndex(at if at >= 0 else max(self.model.findData(usual), 0))
        self.set_context()

    # ---- the press of the button

    def submit(self) -> None:
        """Hand the request to the engine; what is wrong with it is told as a notice."""
        if not self.button.isEnabled() or not self.operations:
            return
        values, operation, info, chosen = self.values(), self.operation, self.running, self.model.currentData()
        session, title = self.session, self.button.text()
        asked = partial(
            build, session, operation, values, info.path if info else chosen, self.seed.value(),
            self.count.value() if seeded(operation.id) else 1, info.native if info else 0, self.guides.active(),
            self.guides.unaided, chosen if info and info.path != chosen else None)
        large = session is not None and session.document.rect.area > LARGE_PX
        self.button.setEnabled(False)  # a second press, while the first is composed, would ask twice
        try:
            request, placement = waited(asked, held=False) if large else asked()
        except UserError as error:
            self.workspace.notice(error)
            return
        finally:
            self.refresh()
        engine = self.workspace.engine
        job = engine.submit(request, title, (session, placement))
        self._follow(next((j for j in engine.jobs if j.id == job.id), job))  # it may have moved on already
        self._remember_prompt(str(getattr(values, "prompt", "")))
        self.seed.used()

    def write_prompt(self, text: str) -> None:
        """Put words into the prompt of the present form, or of the first that has one."""
        if not text:
            return
        if self.form.prompt is None:
            self.choose(next(i for i, operation in enumerate(self.operations) if has_prompt(operation)))
        if self.form.prompt is not None:
            self.form.prompt.setPlainText(text)

    def restore(self, recipe: dict[str, Any], with_seed: bool) -> None:
        restore(self, recipe, with_seed)

    def _remember_prompt(self, prompt: str) -> None:
        kept = remembered(self.prompts, prompt)
        if kept != self.prompts:
            self.prompts[:] = kept
            self.workspace.settings.remember(PROMPTS, kept)
        if self.form.prompt is not None:
            self.form.prompt.restart()

    def _job_changed(self, job: Job) -> None:
        if self.job is not None and job.id == self.job.id:
            self._follow(job)

    def _follow(self, job: Job) -> None:
        self.job = job
        self.progress.show_job(job)
        self.told.show_lack(not_understood(job) or next_step(job))
        if self.form.tools is not None and job.result is not None and job.result.pictures:
            self.form.tools.tell(job.result.pictures[0].facts)

    def _cancel(self) -> None:
        if self.job is not None:
            self.workspace.engine.cancel(self.job.id)

    def _remedy(self, action_id: str) -> None:
        """An action, or "operation:" and the one that the panel is to show."""
        kind, _, name = action_id.partition(":")
        if kind == "operation":
            self.told.show_lack(None)
            self.choose_operation(name)
        else:
            self.host.trigger(action_id)


PANEL = Panel("ai", "AI", "sparkles", "left", AIPanel, order=10, stack="side")
