"""Limner: a window, a command line, and the engine process, in one program."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["engine"]:
        from inference.process import serve

        return serve()
    from editor.cli import is_command

    if is_command(arguments):
        from editor.cli import run

        return run(arguments)
    from editor.app import start

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
