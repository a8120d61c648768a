"""Asking for a batch: the pictures, the operation, where the results go."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.actions.action import Surroundings
from editor.batch import SAME, planned, suited
from editor.batching import Batch
from editor.text import tr
from inference.api import UserError, able, choice, flag, parameters, text

KINDS = {SAME: "As the source", ".png": "PNG", ".jpg": "JPEG", ".webp": "WebP", ".tif": "TIFF"}
STATE = "batch"  # name in Settings.state


@dataclass(frozen=True)
class BatchForm:
    operation: str = choice("Operation", "upscale", {o.id: o.text for o in suited()})
    folder: str = text("Into the folder", help="It is made where it is missing.")
    name: str = text("Name", "{name}-{operation}",
                     help="{name} is the old name, {n} a number, {operation} what is done.")
    kind: str = choice("Format", SAME, KINDS)
    model: bool = flag("With an installed model", True, help="The first that can; without one the built-in method.")
    overwrite: bool = flag("Replace files that are there")


def ask_batch(surroundings: Surroundings) -> None:
    """Files, form, the operation's own form; then the jobs run through the queue."""
    paths = surroundings.open_paths()
    if not paths:
        return
    workspace = surroundings.workspace
    stored = workspace.settings.state.get(STATE, {})
    known = {field.name for field in dataclasses.fields(BatchForm)} - {"folder"}
    start = BatchForm(**{"folder": str(paths[0].parent / "limner"), **{k: v for k, v in stored.items() if k in known}})
    values = surroundings.ask(tr("Batch, {n} files", n=len(paths)), start)
    if values is None:
        return
    operation = next(o for o in suited() if o.id == values.operation)
    params: Any = operation.parameters()
    if parameters(params):
        params = surroundings.ask(tr(operation.text), params)
        if params is None:
            return
    model = next(iter(able(workspace.engine.models, operation.id)), None) if values.model else None
    if model is None and "model" in operation.needs:
        raise UserError("There is no model that can do this.", "Install one in the models window.")
    folder = Path(values.folder).expanduser()
    _make(folder)
    errands = planned(paths, folder, values.name, values.kind, operation.id, values.overwrite)
    workspace.settings.remember(STATE, {k: v for k, v in dataclasses.asdict(values).items() if k != "folder"})
    Batch(workspace, operation, params, model.path if model else None, errands).start()
    surroundings.window_command("show_panel:queue")


def _make(folder: Path) -> None:
    if not folder.is_absolute():
        raise UserError("The folder {name} is not a whole path.", "Begin it at the root of a drive.", name=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("The folder {name} cannot be made: {reason}.", name=folder,
                        reason=error.strerror or str(error)) from error
