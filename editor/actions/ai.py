"""The AI menu, made from the operations that are there; and what is done with their results."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor.actions.action import Action, Surroundings, has_document, has_selection, has_staged, session_of
from editor.background import waited
from editor.repainting import runs
from editor.requests import build
from editor.text import tr
from editor.workspace import Workspace
from inference.api import Operation, able, operation_named, operations

MENU = "AI"
SHORTCUTS = {"remove": "Shift+Backspace"}
ONE_PRESS = ("remove", "background")  # nothing to be asked: the menu runs them with the settings of the panel


def _shown(operation: Operation) -> Callable[[Surroundings], None]:
    """Chooses the operation in the AI panel; one that asks for nothing is run there at once."""
    command = "press" if operation.id in ONE_PRESS else "operation"
    return lambda surroundings: surroundings.window_command(f"{command}:{operation.id}")


def submit(workspace: Workspace, operation: Operation, values: Any) -> None:
    """A job for the picture in front, by the first installed model that can do it or the built-in method."""
    session = workspace.session
    model = next(iter(able(workspace.engine.models, operation.id)), None)
    document = session.document if session is not None else None
    info = runs(operation, values, model, workspace.engine.models, document,
                wanted=workspace.settings.values.inpaint_models)
    request, placement = build(session, operation, values, info.path if info else None, secrets.randbelow(2**31), 1,
                               info.native if info else 0, chosen=model.path if model and info is not model else None)
    workspace.engine.submit(request, tr(operation.text), (session, placement))


def use_recipe(surroundings: Surroundings) -> None:
    """Let the user choose a picture and set the AI panel as it was made."""
    for path in surroundings.open_paths()[:1]:
        use_recipe_of(surroundings.workspace, path)


def use_recipe_of(workspace: Workspace, path: Path) -> None:
    """Set the AI panel as the picture in a file was made. Raises UserError where the file does not say."""
    from editor.formats.files import open_document
    from editor.formats.recipes import read

    workspace.recipe_wanted.emit(waited(lambda: read(open_document(path)))[0], True)


def at_once(operation_id: str) -> Callable[[Surroundings], None]:
    """Runs an operation as it is declared, without asking."""

    def run(surroundings: Surroundings) -> None:
        session_of(surroundings)
        operation = operation_named(operation_id)
        submit(surroundings.workspace, operation, operation.parameters())

    return run


def can_run(operation: Operation) -> Callable[[Workspace], bool]:
    if "mask" in operation.needs:
        return has_selection if operation.id in ONE_PRESS else has_document  # the panel says what else is missing
    return has_document if "image" in operation.needs else (lambda workspace: True)


def cancel(surroundings: Surroundings) -> None:
    """Stop the running job."""
    engine = surroundings.workspace.engine
    for job in engine.jobs:
        if job.state == "running":
            engine.cancel(job.id)


def cancel_all(surroundings: Surroundings) -> None:
    engine = surroundings.workspace.engine
    for job in reversed(engine.jobs):  # the waiting ones first, so that none of them starts
        if job.state in ("queued", "running"):
            engine.cancel(job.id)


def free_memory(surroundings: Surroundings) -> None:
    surroundings.workspace.engine.free()


def is_running(workspace: Workspace) -> bool:
    return any(job.state in ("queued", "running") for job in workspace.engine.jobs)


def accept(surroundings: Surroundings) -> None:
    session_of(surroundings).accept()


def discard(surroundings: Surroundings) -> None:
    session_of(surroundings).discard(all_variants=True)


def discard_one(surroundings: Surroundings) -> None:
    session_of(surroundings).discard(all_variants=False)


def _step(by: int) -> Callable[[Surroundings], None]:
    def run(surroundings: Surroundings) -> None:
        session = session_of(surroundings)
        session.show_staged(session.staged_index + by)

    return run


def compare(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    session.hold_compare(not session.compare)


def has_variants(workspace: Workspace) -> bool:
    return workspace.session is not None and len(workspace.session.staged) > 1


def is_comparing(workspace: Workspace) -> bool:
    return workspace.session is not None and workspace.session.compare


def _action(operation: Operation) -> Action:
    more = "" if operation.id in ONE_PRESS else "…"
    return Action(f"ai.{operation.id}", operation.text + more, _shown(operation), MENU,
                  SHORTCUTS.get(operation.id, operation.shortcut), operation.icon, operation.help,
                  enabled=can_run(operation))


ACTIONS = (
    *(_action(operation) for operation in operations() if operation.menu),
    Action("ai.describe", "Describe picture", at_once("describe"), MENU, "", "message-square-text",
           "Writes what the picture, or the selected part, shows into the prompt.", enabled=has_document),
    Action("ai.use_recipe", "Use a picture's recipe…", use_recipe, MENU, "", "sparkles",
           "Set the panel as a picture was made: prompt, settings, seed."),
    Action("ai.cancel", "Stop the running job", cancel, MENU, "Ctrl+.", "x", enabled=is_running, separator=True),
    Action("ai.cancel_all", "Stop all jobs", cancel_all, MENU, "", "list-x", enabled=is_running),
    Action("engine.free", "Free memory now", free_memory, MENU, "", "cpu", "Lets go of the loaded models."),
    Action("ai.accept", "Accept the result", accept, MENU, "Ctrl+Return", "check", enabled=has_staged, separator=True),
    Action("ai.discard", "Discard all results", discard, MENU, "Ctrl+Shift+Backspace", "trash-2", enabled=has_staged),
    Action("ai.discard_one", "Discard this result", discard_one, MENU, enabled=has_staged),
    Action("ai.next", "Next result", _step(1), MENU, "Alt+Right", "chevron-right", enabled=has_variants),
    Action("ai.previous", "Previous result", _step(-1), MENU, "Alt+Left", "chevron-left", enabled=has_variants),
    Action("ai.compare", "Compare with the original", compare, MENU, "", "eye", enabled=has_staged,
           checked=is_comparing),
)
