"""Checks that the installed program is whole: what it finds, what its engine makes, what it saves, what it paints.

It is run by users and by the build of every package, started with an empty environment and no network.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np

from inference.api import Request, UserError, discover, operations

EDGE = 96  # px of the small picture
SUITE = ("generate", "inpaint", "remove", "outpaint", "style", "upscale")


def picture(edge: int = EDGE) -> Any:
    """A picture with gradients, an edge and noise: RGBA uint8."""
    y, x = np.mgrid[0:edge, 0:edge].astype(np.float32) / edge
    array = np.stack([x, y, (x + y) / 2, np.ones_like(x)], axis=2) * 255
    array[edge // 4:edge // 2, edge // 4:edge // 2, :3] = (230, 40, 30)
    array[..., :3] += np.random.default_rng(1).normal(0, 4, (edge, edge, 3))
    return np.clip(array, 0, 255).astype(np.uint8)


def run() -> int:
    """Every check in turn; prints a line for each. Returns 0 when all passed, else 1."""
    failed = 0
    for check in (check_parts, check_formats, check_filters, run_operations, check_window):
        for name, problem in _guarded(check):
            failed += bool(problem)
            click.echo(f"{'FAILED' if problem else 'ok':7} {name}" + (f": {problem}" if problem else ""))
    click.echo("self-test failed" if failed else "self-test passed")
    return 1 if failed else 0


Line = tuple[str, str]  # what was checked, and the problem or ""


def _guarded(check: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    """A check that breaks is a line of its own, not the end of the test."""
    try:
        yield from check()
    except UserError as error:
        yield check.__name__, str(error)
    except Exception as error:
        yield check.__name__, f"{type(error).__name__}: {error}"


def check_parts() -> Iterator[Line]:
    """What discovery finds; a frozen program in which it fails finds nothing."""
    packages = (("tools", "editor.tools", "TOOL", 10), ("filters", "editor.filters", "OPERATION", 7),
                ("formats", "editor.formats", "FORMAT", 8), ("actions", "editor.actions", "ACTIONS", 60))
    for name, package, constant, least in packages:
        count = len(discover(package, constant))
        yield f"{count} {name}", "" if count >= least else f"expected at least {least}"
    missing = set(SUITE) - {o.id for o in operations()}
    yield f"{len(operations())} operations", f"missing: {', '.join(sorted(missing))}" if missing else ""


def check_formats() -> Iterator[Line]:
    """A picture saved and opened again in every format that can be written."""
    from editor.formats.files import open_document, save_document, writable
    from editor.formats.raster import Raster, document_of, flat

    array = picture()
    with tempfile.TemporaryDirectory(prefix="limner-") as folder:
        for found in writable():
            path = Path(folder) / f"picture{found.suffixes[0]}"
            try:
                save_document(document_of(Raster(array)), path)
                again = flat(open_document(path), "uint8")
                error = np.abs(again[..., :3].astype(int) - array[..., :3]).mean()
                problem = "" if again.shape == array.shape and error < 12 else f"came back different by {error:.1f}"
            except UserError as refused:
                problem = str(refused)
            yield f"saved and opened as {found.text}", problem


def check_filters() -> Iterator[Line]:
    from editor.filters.apply import filters

    array = picture()
    broken = [f.id for f in filters() if f.run(array, f.parameters(), 1.0).shape != array.shape]
    yield "filters run", ", ".join(broken)


def run_operations() -> Iterator[Line]:
    """Each operation with its built-in method, through an engine process of our own."""
    from editor.engine_client import EngineClient

    client = EngineClient()
    try:
        for operation in operations():
            if operation.id in SUITE:
                started = time.monotonic()
                problem = _operation(client, operation)
                yield f"{operation.id} in {time.monotonic() - started:.1f} s", problem
    finally:
        client.close()


def _operation(client: Any, operation: Any) -> str:
    array = picture()
    mask = np.zeros((EDGE, EDGE), np.uint8)
    mask[30:60, 30:60] = 255
    special: dict[str, dict[str, Any]] = {
        "generate": {"prompt": "a lake and mountains at sunset", "width": EDGE, "height": EDGE},
        "outpaint": {"left": 16, "right": 16}, "upscale": {"scale": "2"}}
    params = operation.parameters(**special.get(operation.id, {}))
    try:
        result = client.run(Request(operation.id, params, array if "image" in operation.needs else None,
                                    mask if "mask" in operation.needs else None, seed=7))
    except UserError as error:
        return str(error)
    made = result.pictures[0].pixels
    wanted = {"outpaint": (EDGE, EDGE + 32), "upscale": (2 * EDGE, 2 * EDGE)}.get(operation.id, (EDGE, EDGE))
    if made.shape[:2] != wanted:
        return f"the picture is {made.shape[1]} x {made.shape[0]}"
    if "mask" in operation.needs and not np.array_equal(made[mask == 0], array[mask == 0]):
        return "pixels outside the mask changed"
    return "" if made[..., :3].std() > 1 else "the picture is empty"


def check_window() -> Iterator[Line]:
    """The real window, built and painted where nobody sees it, with a picture open."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="limner-") as folder:
        colours = _painted(Path(folder))
    yield f"window painted with {colours} colours", "" if colours > 20 else "it is blank"


def _painted(folder: Path) -> int:
    """How many colours the window shows."""
    from PySide6.QtWidgets import QApplication

    from editor.app import build, make_application
    from editor.formats.raster import Raster, document_of
    from editor.jobs import EngineThread
    from editor.session import Session
    from editor.settings import Settings
    from editor.ui import theme

    application = QApplication.instance() or make_application()
    settings = Settings(folder / "settings.json")
    theme.apply(application, settings.values.theme)  # type: ignore[arg-type]
    engine = EngineThread()
    window = build(settings, engine)
    try:
        window.show()
        window.workspace.add(Session(document_of(Raster(picture(256))), "Open"))
        application.processEvents()
        image = window.grab().toImage()
    finally:
        window.hide()
        window.close()
        engine.close()
    size = image.size()
    return len({image.pixel(x, y) for x in range(0, size.width(), 5) for y in range(0, size.height(), 5)})
