"""The engine's operations as commands: each carries its picture to the engine process and writes what comes back."""

from __future__ import annotations

import dataclasses
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from editor.cli_options import AS_JSON, EXISTING, MODEL, QUIET, SEED, TARGET, Size, mask, options, values
from editor.document.document import Document
from editor.strips import Strips
from inference.api import ModelInfo, Operation, Picture, Progress, Request, Result, UserError, parameters

SIZED = ("width", "height")
_TOLD = ("changed_outside", "seam_score", "blend", "rim_pass", "registration")


def command(operation: Operation) -> click.Command:
    """The command of one operation, made from its declaration alone."""
    sized = all(any(p.name == name for p in parameters(operation.parameters)) for name in SIZED)
    found: list[click.Parameter] = []
    if "image" in operation.needs:
        found.append(click.Argument(["image"], type=EXISTING))
    else:
        found.append(click.Option(["--image"], type=EXISTING, help="Start from this picture."))
    required = "mask" in operation.needs
    found.append(click.Option(["--mask"], type=EXISTING, required=required,
                              help="Picture of the same size: white may change, black stays."))
    if sized:
        found.append(click.Option(["--size"], type=Size(), help="Size of the picture in px."))
    found += options(operation.parameters, SIZED if sized else ())
    found += [
        MODEL,
        SEED,
        click.Option(["--count"], type=click.IntRange(1, 64), default=1, show_default=True,
                     help="How many pictures; they are numbered."),
        click.Option(["-o", "--output"], type=TARGET, required=True, help="Where to write the picture."),
        AS_JSON,
        QUIET,
    ]
    return named(operation, found, carry_out)


def named(operation: Operation, params: list[click.Parameter],
          carry_out: Callable[[Operation, dict[str, Any]], None]) -> click.Command:
    """The command called as the operation is."""
    def run(**given: Any) -> None:
        carry_out(operation, given)

    told = operation.help or operation.text
    return click.Command(operation.id, params=params, callback=run, help=told, short_help=told)


def carry_out(operation: Operation, given: dict[str, Any]) -> None:
    from editor.batch import saved_as_made
    from editor.formats.files import save_document

    outputs = _outputs(given["output"], given["count"])
    document = _opened(given["image"])
    request = _request(operation, document, given)
    if document is not None:
        document = document.with_(layers=())  # of a large picture no more copies are held than are needed
    with progress_bar(not given["quiet"] and not given["as_json"]) as show, running_engine() as run:
        strips = run(request, show)
        del request
        result, saved = saved_as_made(strips, document, outputs[0])
    told = _told(result, outputs)
    pictures, result = list(result.pictures), dataclasses.replace(result, pictures=())
    for path in () if saved else outputs[:len(pictures)]:
        save_document(_kept(document, pictures.pop(0), result), path)
    if given["as_json"]:
        click.echo(json.dumps(told))


def _told(result: Result, outputs: list[Path]) -> dict[str, Any]:
    """What --json prints."""
    return {
        "files": [str(p) for p in outputs[:len(result.pictures)]],
        "sizes": [[p.pixels.shape[1], p.pixels.shape[0]] for p in result.pictures],
        "seeds": [p.seed for p in result.pictures], "recipe": _plain(result.recipe),
        "facts": [_plain(p.facts) for p in result.pictures], **_joint(result), "seconds": round(result.seconds, 3)}


def _joint(result: Result) -> dict[str, Any]:
    """How the best picture of a masked operation is joined, in front where scripts look for it."""
    facts = result.pictures[0].facts if result.pictures else {}
    return {name: facts[name] for name in _TOLD if name in facts}


def _outputs(path: Path, count: int) -> list[Path]:
    """Where the pictures go, checked before anything is computed. Raises UserError."""
    from editor.formats.files import format_for_writing

    format_for_writing(path)
    if not path.parent.is_dir():
        raise UserError("The folder {name} does not exist.", "Make it first.", name=path.parent)
    if count == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{i + 1}{path.suffix}") for i in range(count)]


def _opened(path: Path | None) -> Document | None:
    from editor.formats.files import open_document

    return None if path is None else open_document(path)


def _request(operation: Operation, document: Document | None, given: dict[str, Any]) -> Request:
    from editor.formats.raster import flat

    chosen = dict(given)
    size = chosen.pop("size", None)
    if size is not None:
        chosen["width"], chosen["height"] = size
    elif "size" in given and document is not None:
        chosen["width"], chosen["height"] = document.width, document.height
    params = values(operation.parameters, chosen)
    image = None if document is None else flat(document)
    selected = None
    if given["mask"] is not None:
        if document is None:
            raise click.UsageError("--mask needs a picture.")
        selected = mask(given["mask"], document.width, document.height)
        if not selected.any():
            raise UserError("The mask is black everywhere, so nothing may change.",
                            "White marks what is to be made anew.")
    model = None if given["model"] is None else str(given["model"].resolve())
    return Request(operation.id, params, image, selected, model, given["seed"], given["count"])


def _kept(document: Document | None, picture: Picture, result: Result) -> Document:
    """A result as `editor.batch.finished` has it, and its words as text layers."""
    from editor.batch import finished

    made = finished(document, picture, result.recipe)
    if not picture.facts.get("words"):
        return made
    from editor.typesetting import application, with_words

    running = application()
    made = with_words(made, picture.facts["words"])
    del running  # kept until here: fonts go with it
    return made


def _plain(value: Any) -> Any:
    """What JSON can hold."""
    return json.loads(json.dumps(dict(value), default=str))


def scanned(folders: tuple[Path, ...]) -> tuple[ModelInfo, ...]:
    """The models in these folders, identified by an engine process."""
    from editor.engine_client import EngineClient

    client = EngineClient()
    try:
        return client.scan(tuple(str(folder.resolve()) for folder in folders))
    finally:
        client.close()


@contextmanager
def running_engine() -> Iterator[Callable[[Request, Any], Strips]]:
    """A function that runs requests in one engine process; Ctrl+C stops the job. Its strips raise UserError or
    Cancelled."""
    from editor.engine_client import EngineClient

    stopped: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: stopped.append(number))
    client = EngineClient()
    try:
        yield lambda request, show: client.strips(request, show, lambda: bool(stopped))
    finally:
        client.close()
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress_bar(wanted: bool) -> Iterator[Any]:
    """A function that draws a Progress on the terminal; nothing where standard error is none."""
    if not wanted or not sys.stderr.isatty():
        yield lambda progress: None
        return
    started = time.monotonic()

    def show(progress: Progress) -> None:
        done = round(progress.fraction * 24)
        left = progress.eta_s
        if left is None and progress.fraction > 0.05:
            left = (time.monotonic() - started) * (1 / progress.fraction - 1)
        rest = f"{left:.0f} s left" if left is not None and progress.fraction < 1 else ""
        line = f"[{'#' * done}{'.' * (24 - done)}] {progress.fraction:4.0%}  {progress.stage}  {rest}"
        sys.stderr.write(f"\r\x1b[K{line[:78]}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
