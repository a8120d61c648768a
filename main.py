"""Limner: a window, a command line, and the engine process, in one program."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["engine"]:
        from inference.process import serve

        return serve()
    if arguments and _is_command(arguments):
        from editor.cli import run

        return run(arguments)
    from editor.app import start

    return start(arguments)


def _is_command(arguments: list[str]) -> bool:
    """Files and nothing but options open the window; the command line's own parser knows the rest."""
    if arguments[0].startswith("--measure"):
        return False
    from editor.cli import is_command

    return is_command(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
