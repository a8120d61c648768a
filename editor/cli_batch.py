"""`limner batch`: an operation over every picture of a folder, through one engine process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from editor import cli_engine
from editor.batch import SAME, finished, pictures_in, planned, request, saved_as_made, suited
from editor.cli_options import AS_JSON, FOLDER, MODEL, QUIET, SEED, options, values
from inference.api import Operation, UserError


def batch_group() -> click.Group:
    group = click.Group("batch", short_help="Do the same with every picture of a folder",
                        help="Do the same with every picture of a folder. A picture that fails is told, and the others "
                             "are done; the exit code is 1 then.")
    for operation in suited():
        group.add_command(_command(operation))
    return group


def _command(operation: Operation) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["folder"], type=FOLDER),
        *options(operation.parameters),
        click.Option(["-o", "--output"], type=click.Path(file_okay=False, path_type=Path), required=True,
                     help="The folder for the results; it is made where it is missing."),
        click.Option(["--name"], default="{name}", show_default=True, help="May hold {name}, {n} and {operation}."),
        click.Option(["--format", "kind"], default=SAME, show_default=True,
                     help="An ending such as .png, or the source's own."),
        click.Option(["--overwrite"], is_flag=True, help="Replace files that are there."),
        MODEL,
        SEED,
        AS_JSON,
        QUIET,
    ]
    return cli_engine.named(operation, params, carry_out)


def carry_out(operation: Operation, given: dict[str, Any]) -> None:
    from editor.formats.files import open_document, save_document

    target = given["output"]
    target.mkdir(parents=True, exist_ok=True)
    kind = given["kind"] if given["kind"] == SAME or given["kind"].startswith(".") else f".{given['kind']}"
    errands = planned(pictures_in(given["folder"]), target, given["name"], kind, operation.id, given["overwrite"])
    params = values(operation.parameters, given)
    model = None if given["model"] is None else str(given["model"].resolve())
    done: list[str] = []
    failed: dict[str, str] = {}
    with cli_engine.running_engine() as run, \
            cli_engine.progress_bar(not given["quiet"] and not given["as_json"]) as show:
        for errand in errands:
            try:
                document = open_document(errand.source)
                strips = run(request(operation, document, params, model, given["seed"]), show)
                document = document.with_(layers=())
                result, saved = saved_as_made(strips, document, errand.target)
                if not saved:
                    save_document(finished(document, result.pictures[0], result.recipe), errand.target)
            except UserError as error:
                failed[str(errand.source)] = str(error)
                click.echo(f"limner: {errand.source.name}: {error}", err=True)
            else:
                done.append(str(errand.target))
    if given["as_json"]:
        click.echo(json.dumps({"files": done, "failed": failed}))
    if failed:
        raise click.exceptions.Exit(1)
