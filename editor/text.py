"""Translation: the one door through which a text reaches the user.

Texts below the level of Qt (tools, operations, parameters, errors) are plain English literals that are
translated where they are shown. resources/translations/ holds the catalogues; tests refuse a missing entry.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inference.api import UserError

CONTEXT = "limner"


def tr(text: str, **values: object) -> str:
    """`text` in the user's language, with `{names}` filled in after the translation."""
    translated = QCoreApplication.translate(CONTEXT, text) if text else ""
    return translated.format(**values) if values else translated


def error_text(error: UserError) -> tuple[str, str]:
    """The sentence and the hint of an expected failure, translated."""
    return tr(error.message).format(**error.values), tr(error.hint).format(**error.values)
