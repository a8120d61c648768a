"""The two exceptions that are part of the contract."""

from __future__ import annotations


class UserError(Exception):
    """An expected failure, told to the user as it stands: one sentence and what to do about it.

    `message` and `hint` are templates; `values` fill their `{names}`, so that both can be translated.
    """

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restored, (self.message, self.hint, self.values))

    def hint_text(self) -> str:
        return self.hint.format(**self.values)


def _restored(message: str, hint: str, values: dict[str, object]) -> UserError:
    return UserError(message, hint, **values)


class Cancelled(Exception):  # noqa: N818  a request, not an error
    """The user pressed stop. Raised by `Report.step`; an operation lets it pass."""
