"""The command line: the same operations, filters and formats as in the window, made from the same declarations.

Exit codes: 0 done; 1 failed, with one sentence and a hint on standard error; 2 wrong usage; 130 cancelled.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import sys
import traceback
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from editor.cli_options import EXISTING, FOLDER, TARGET, Size, option, options, values, with_selection
from inference.api import Cancelled, Operation, UserError, about, operations, parameters

OWN = ("batch", "convert", "do", "info", "filter", "models", "formats", "warm", "demo", "self-test")
GLOBAL = ("--help", "-h", "--version")


def is_command(arguments: list[str]) -> bool:
    """Whether the program was started for the command line, and not for a window with files.

    A single word that is no file is one too, if a wrong one: a slip of the fingers opens no window.
    """
    if not arguments:
        return False
    first = arguments[0]
    if first in (*OWN, *GLOBAL) or first in {o.id for o in offered()}:
        return True
    return first.replace("-", "").isalpha() and not first.startswith("-") and not Path(first).exists()


def run(arguments: list[str]) -> int:
    """Carry out a command; the exit code."""
    logging.basicConfig(level=logging.CRITICAL)
    try:
        code = commands().main(arguments, "limner", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 1
    except UserError as error:
        hint = error.hint_text()
        click.echo(f"limner: {error}" + (f"\n{hint}" if hint else ""), err=True)
        return 1
    except (Cancelled, click.Abort, KeyboardInterrupt):
        click.echo("limner: cancelled", err=True)
        return 130
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        logging.getLogger(__name__).debug("command failed", exc_info=error)
        click.echo(f"limner: something unexpected went wrong: {' '.join(str(error).split())[:300]}", err=True)
        click.echo("".join(traceback.format_exception(error)[-2:]).rstrip(), err=True)
        return 1
    return code if isinstance(code, int) else 0  # of click.exceptions.Exit


def version() -> str:
    try:
        return str(metadata.version("limner"))
    except metadata.PackageNotFoundError:
        return "0.1.0"


def offered() -> tuple[Operation, ...]:
    """The operations that are commands: all but the one that `do` asks, telling it which steps there are."""
    return tuple(operation for operation in operations() if operation.id != "understand")


def commands() -> click.Group:
    from editor.cli_batch import batch_group
    from editor.cli_do import do_command
    from editor.cli_engine import command

    group = click.Group("limner", help="Limner edits pictures with AI, offline. Without a command it opens its window.",
                        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
    group.params.append(click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False,
                                     callback=_show_version, help="Show the version."))
    for operation in offered():
        group.add_command(command(operation))
    for own in (batch_group(), _convert(), do_command(), _info, _filters(), _models, _formats, _warm, _demo,
                _self_test):
        group.add_command(own)
    return group


def _show_version(context: click.Context, item: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"Limner {version()}")
        context.exit()


# ---- formats

def _convert() -> click.Command:
    """Options of all formats; those that a format does not have are a usage error when given."""
    from editor.formats.files import writable

    items: dict[str, list[Any]] = {}
    for found in writable():
        for item in parameters(found.options):
            items.setdefault(item.name, []).append((found, item))
    params: list[click.Parameter] = [
        click.Argument(["source"], type=EXISTING), click.Argument(["target"], type=TARGET),
        click.Option(["--size"], type=Size(), help="Resample to this size in px.")]
    for name, uses in items.items():
        note = f"For {', '.join(found.text for found, _ in uses)}"
        merged = dataclasses.replace(uses[0][1], default=None, options={
            k: v for _, item in uses for k, v in item.options.items()}, lo=min(i.lo for _, i in uses),
            hi=max(i.hi for _, i in uses), name=name)
        params.append(option(merged, note))
    return click.Command("convert", params=params, callback=_do_convert, short_help="Save a picture in another format",
                         help="Save a picture in another format, chosen by the ending of TARGET.")


def _do_convert(source: Path, target: Path, size: tuple[int, int] | None, **given: Any) -> None:
    from editor.document.resize import scaled
    from editor.formats.files import format_for_writing, open_document, save_document

    found = format_for_writing(target)
    chosen = {name: value for name, value in given.items() if value is not None}
    known = {item.name for item in parameters(found.options)}
    for name in chosen:
        if name not in known:
            raise click.UsageError(f"{found.text} has no option --{name.replace('_', '-')}.")
    document = open_document(source)
    if size is not None:
        document = scaled(document, *size)
    save_document(document, target, values(found.options, chosen))


@click.command("info", short_help="Tell what is in a picture file")
@click.argument("files", type=EXISTING, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def _info(files: tuple[Path, ...], as_json: bool) -> None:
    """Tell size, depth, profile, layers and camera data of picture files."""
    from editor.info import facts, text

    found = [facts(path) for path in files]
    if as_json:
        click.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join(text(item) for item in found))


@click.command("formats", short_help="List the file formats")
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def _formats(as_json: bool) -> None:
    """List the file formats that can be opened and saved."""
    from editor.formats.files import formats

    rows = [{"id": f.id, "name": f.text, "endings": list(f.suffixes), "opens": f.read is not None,
             "saves": f.write is not None, "layers": f.layers} for f in formats()]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        can = " and ".join(word for word, yes in (("opens", row["opens"]), ("saves", row["saves"])) if yes)
        click.echo(f"{row['name']:22} {can:16} {' '.join(row['endings'])}")  # type: ignore[arg-type]


# ---- filters

def _filters() -> click.Group:
    from editor.filters.apply import filters

    group = click.Group("filter", help="Apply a filter to a picture.", short_help="Apply a filter to a picture")
    for found in filters():
        group.add_command(_filter(found))
    return group


def _filter(found: Operation) -> click.Command:
    def apply(source: Path, target: Path, selected: Path | None, **given: Any) -> None:
        _do_filter(found, source, target, selected, values(found.parameters, given))

    params = [click.Argument(["source"], type=EXISTING), click.Argument(["target"], type=TARGET),
              click.Option(["--mask", "selected"], type=EXISTING, help="White is filtered, black stays."),
              *options(found.parameters)]
    names = found.id.replace("_", "-")
    return click.Command(names, params=params, callback=apply, help=found.help or found.text, short_help=found.text)


def _do_filter(found: Operation, source: Path, target: Path, selected: Path | None, params: Any) -> None:
    from editor.filters.apply import apply_filter
    from editor.formats.files import format_for_writing, open_document, save_document
    from editor.formats.raster import Raster, document_of, flat

    format_for_writing(target)
    document = open_document(source)
    if len(document.layers) != 1:
        document = document_of(Raster(flat(document), document.icc, document.dpi, document.metadata))
    document = with_selection(document, selected)
    done = apply_filter(document, document.layers[0].id, found, params)
    save_document(done.with_(selection=None), target)


# ---- the program itself

@click.command("models", short_help="Tell what the models in a folder are")
@click.argument("folders", type=FOLDER, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def _models(folders: tuple[Path, ...], as_json: bool) -> None:
    """Identify the models in FOLDERS by their tensors and say what they can do."""
    from editor.cli_engine import scanned

    found = scanned(folders)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(dataclasses.replace(model, reason=None)) for model in found]))
        return
    for model in found:
        template, values_ = about(model)
        sentence = template.format(**values_)
        can = model.problem or ", ".join(model.operations)
        click.echo(f"{model.name:40} {sentence}{' ' + can if can else ''}")


@click.command("warm", short_help="Compile the kernels", hidden=True)
def _warm() -> None:
    """Compile all kernels into the user's cache folder, so that nothing waits for a compiler later."""
    from editor.document import kernelcache
    from editor.selftest import run_operations

    kernelcache.warm()
    for name, problem in run_operations():
        if problem:  # set-up goes on: nothing but the first use of this operation becomes slower
            click.echo(f"limner: {name}: {problem}", err=True)


@click.command("demo", short_help="Play the window by itself")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
@click.option("--screenshots", type=click.Path(file_okay=False, path_type=Path), default=None)
@click.pass_context
def _demo(context: click.Context, out: Path, screenshots: Path | None) -> None:
    """Drive the real window offscreen through the operations; leaves pictures of each step in OUT."""
    from editor.demo import play

    context.exit(play(out, screenshots))


@click.command("self-test", short_help="Check that everything in this program works")
@click.pass_context
def _self_test(context: click.Context) -> None:
    """Check operations, formats, engine process and window; one line for each."""
    from editor.selftest import run as run_checks

    context.exit(run_checks())
