"""What goes wrong while a file is loaded, in one sentence, wherever it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from inference.api import UserError
from inference.devices import out_of_memory

LONGEST = 160  # characters of a cause: libraries write pages


def cause_of(error: BaseException) -> str:
    """What an error says, on one line and short; its kind where it says nothing."""
    return " ".join(str(error).split())[:LONGEST] or type(error).__name__


@contextmanager
def told(sentence: str, hint: str, file: str) -> Iterator[None]:
    """Raises UserError with `sentence`, of which {file} and {cause} are filled in, for files that are damaged,
    incomplete or of another network. Where memory ran out, the error stays what it is: there is another way then."""
    try:
        yield
    except UserError:
        raise
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, TypeError, AttributeError) as error:
        if out_of_memory(error):
            raise
        raise UserError(sentence, hint, file=file, cause=cause_of(error)) from error


def model_told(file: str) -> AbstractContextManager[None]:
    """`told` of a whole model."""
    return told("The model {file} could not be loaded: {cause}",
                "Download or copy it again, and check that it is complete.", file)
