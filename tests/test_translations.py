"""No text reaches the user untranslated: the catalogues hold every text of the program, finished and compiled."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_a_translation(tool: ModuleType) -> None:
    known = tool.read(tool.FOLDER / "limner_zh_CN.ts")
    missing = [t for t in tool.collected() if not known.get(t)]
    assert not missing, f"{len(missing)} texts; run `make translations` and fill them in: {missing[:5]}"


def test_translations_keep_the_fields(tool: ModuleType) -> None:
    fields = re.compile(r"\{\w*[^}]*\}")
    known = tool.read(tool.FOLDER / "limner_zh_CN.ts")
    wrong = [s for s, t in known.items() if sorted(fields.findall(s)) != sorted(fields.findall(t))]
    assert not wrong


def test_the_compiled_catalogue_is_the_newest(tool: ModuleType, qapp: object) -> None:
    known = tool.read(tool.FOLDER / "limner_zh_CN.ts")
    translator = QTranslator()
    assert translator.load(str(tool.FOLDER / "limner_zh_CN.qm"))
    old = [s for s, t in known.items() if translator.translate(tool.CONTEXT, s) != t]
    assert not old
