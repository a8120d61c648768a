"""`limner do`: a sentence becomes steps, and the steps are carried out on a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from editor import cli_engine
from editor.assistant.asking import heard, reader, request_for
from editor.assistant.grammar import Understanding, understood
from editor.assistant.step import Plan, Step, as_json, from_json
from editor.assistant.telling import line
from editor.cli_options import AS_JSON, EXISTING, FOLDER, QUIET, SEED, TARGET, with_selection
from editor.document.history import History
from editor.strips import gathered
from inference.api import ModelInfo, UserError


def do_command() -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["sentence"]), click.Argument(["image"], type=EXISTING, required=False),
        click.Option(["-o", "--output"], type=TARGET, help="Where to write the picture; .limn and .psd keep layers. "
                                                           "Without it the steps are only told."),
        click.Option(["--mask", "selected"], type=EXISTING, help="What is selected: white is, black is not."),
        click.Option(["--models"], type=FOLDER, multiple=True,
                     help="A folder with installed models; may be repeated. A language model there reads what the "
                          "grammar does not understand."),
        click.Option(["--anyway"], is_flag=True, help="Carry out what was understood although something was not."),
        SEED, AS_JSON, QUIET,
    ]
    return click.Command(
        "do", params=params, callback=_run, short_help="Do what a sentence says",
        help="Do what SENTENCE says, in English or Chinese: \"turn my photo into a cartoon, then make it warmer\". It "
             "becomes a list of steps, which is told. In place of a sentence, a list of steps as --json prints it.")


def _run(sentence: str, image: Path | None, **given: Any) -> None:
    found = _steps(sentence)
    wanted = given["models"] and (found.missed or given["output"] is not None)
    models = cli_engine.scanned(given["models"]) if wanted else ()
    if found.missed and (asked := reader(models)) is not None:
        found = _asked_of(sentence, asked, given)
    if found.missed and not given["anyway"]:
        raise UserError("This was not understood: {words}.", "Say it in other words, or add --anyway to do the rest: "
                        "{steps}.", words=", ".join(found.missed),
                        steps="; ".join(line(one) for one in found.plan) or "nothing")
    if not found.plan:
        raise UserError("There are no steps.", "Say what is to be done.")
    files: list[str] = []
    if given["output"] is not None:
        _carry_out(found.plan, image, given, models)
        files = [str(given["output"])]
    elif not given["as_json"]:
        click.echo("\n".join(f"{n}. {line(one)}" for n, one in enumerate(found.plan, 1)))
    if given["as_json"]:
        click.echo(json.dumps({"steps": as_json(found.plan), "missed": list(found.missed), "files": files},
                              ensure_ascii=False))


def _steps(sentence: str) -> Understanding:
    if not sentence.lstrip().startswith(("[", "{")):
        return understood(sentence)
    try:
        data = json.loads(sentence)
    except ValueError:
        raise UserError("This is no list of steps.") from None
    return Understanding(from_json(data["steps"] if isinstance(data, dict) and "steps" in data else data))


def _asked_of(sentence: str, model: ModelInfo, given: dict[str, Any]) -> Understanding:
    """What a language model among the installed ones reads in the sentence."""
    with cli_engine.running_engine() as run, cli_engine.progress_bar(not given["quiet"]) as show:
        result = gathered(run(request_for(sentence, model), show))
    return heard(str(result.pictures[0].facts["text"]))


def _carry_out(plan: Plan, image: Path | None, given: dict[str, Any], models: tuple[ModelInfo, ...]) -> None:
    from editor.formats.files import format_for_writing, open_document, save_document

    format_for_writing(given["output"])
    history = None
    if image is not None:
        history = History.start(with_selection(open_document(image), given["selected"]), "Open")
    elif given["selected"] is not None:
        raise click.UsageError("--mask needs a picture.")
    quiet = given["quiet"] or given["as_json"]
    done = _done(plan, history, given, models, quiet)
    save_document(done.current.with_(selection=None), given["output"])


def _done(
    plan: Plan, history: History | None, given: dict[str, Any], models: tuple[ModelInfo, ...], quiet: bool,
) -> History:
    from editor.assistant.carrying import carry_out, is_for_engine

    def told(number: int, one: Step) -> None:
        if not quiet:
            click.echo(f"{number + 1}. {line(one)}")

    if not any(is_for_engine(one) for one in plan):
        return carry_out(history, plan, (), _no_engine, given["seed"], told)
    with cli_engine.running_engine() as run, cli_engine.progress_bar(not quiet) as show:
        return carry_out(history, plan, models, lambda request: gathered(run(request, show)), given["seed"], told)


def _no_engine(request: Any) -> Any:
    raise AssertionError("no step of the plan needs the engine")

