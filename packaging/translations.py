"""Keeps the Qt Linguist catalogues in resources/translations true to the program's texts.

`python packaging/translations.py` adds new texts to each .ts file (unfinished), drops vanished ones, and compiles the
.qm files. Texts are found in two ways: by reading the source (`ast`), and by asking the declared tools,
filters, operations, actions, formats and panels, whose option tables are computed.
"""

from __future__ import annotations

import ast
import dataclasses
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "zh_CN")
CONTEXT = "limner"

# function name -> positions and keywords of its arguments that are texts
CALLS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "tr": ((0,), ("text",)),
    "UserError": ((0, 1), ("message", "hint")), "told": ((0, 1), ("sentence", "hint")),
    "Fit": ((1,), ("sentence",)),
    "Failure": ((0, 1), ("message", "hint")),
    "Operation": ((1,), ("text", "help", "menu")),
    "Tool": ((1,), ("text", "hint")),
    "Action": ((1,), ("text", "hint", "menu")),
    "Format": ((1,), ("text",)),
    "Panel": ((1,), ("text",)),
    "Step": ((), ("label", "hint")), "Errand": ((3,), ("label",)), "_measured": ((0,), ("label",)),
    "step": ((1,), ("stage",)),
    "commit": ((0,), ("label",)), "set_regions": ((1,), ("label",)), "_edit_region": ((1,), ("label",)),
    "_edit": ((0,), ("label",)),
    # helpers of editor/actions: labels of history steps, titles of forms, texts of menu entries
    "_property": ((0,), ()), "_mask": ((0,), ()), "_whole": ((0,), ()), "_change": ((0, 1), ()),
    "_turn": ((1,), ()), "_arrange": ((1,), ()),
    **dict.fromkeys(("number", "integer", "choice", "text", "flag", "colour", "curve", "font", "image"),
                    ((0,), ("label", "help", "unit"))),
}


def texts_of_sources() -> Iterator[str]:
    for folder in ("editor", "inference"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _texts_of_call(node)


def _texts_of_call(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name not in CALLS:
        return
    positions, keywords = CALLS[name]
    arguments = [node.args[i] for i in positions if i < len(node.args)]
    arguments += [k.value for k in node.keywords if k.arg in keywords]
    for argument in arguments:
        yield from _literals(argument)


def _literals(node: ast.expr) -> Iterator[str]:
    """The string, or both strings of `"a" if x else "b"`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def texts_of_declarations() -> Iterator[str]:
    from editor.actions.edit import Fill
    from editor.actions.file import NewDocument
    from editor.actions.image import CanvasSize, ImageSize
    from editor.document.blend import MODES
    from editor.document.selection_range import ColourRange
    from editor.document.selection_refine import Refinement
    from editor.models.catalogue import catalogue
    from editor.settings import Preferences
    from editor.ui.models.rows import GROUPS
    from editor.ui.refine_dialog import Looking
    from editor.ui.window_actions import TOP
    from inference.api import discover, models, operations, parameters

    tools, filters = discover("editor.tools", "TOOL"), discover("editor.filters", "OPERATION")
    actions, formats = discover("editor.actions", "ACTIONS"), discover("editor.formats", "FORMAT")
    panels = discover("editor.ui.panels", "PANEL")
    for item in (*tools, *filters, *actions, *formats, *panels, *operations()):
        yield item.text
        yield getattr(item, "hint", "")
        yield getattr(item, "help", "")
        yield from getattr(item, "menu", "").split("/")
    forms: list[Any] = [t.options for t in tools] + [f.options for f in formats] + [Preferences]
    forms += [o.parameters for o in (*filters, *operations())]
    forms += [NewDocument, Fill, ImageSize, CanvasSize, Refinement, ColourRange, Looking]
    for form in forms:
        for parameter in parameters(form) if dataclasses.is_dataclass(form) else ():
            yield from (parameter.label, parameter.help, parameter.unit, *parameter.options.values())
    yield from TOP
    for mode in MODES.values():
        yield mode[0] if isinstance(mode, tuple) else mode.label
    for sentences in (models.KINDS, models.SENTENCES, models.GUESSES):
        yield from sentences.values()
    yield from (text for text, _ in GROUPS.values())
    for entry in catalogue():
        yield from (entry.good_for, entry.licence.summary)


def collected() -> list[str]:
    """Every text of the program that can be shown, sorted; without those that need no translation."""
    found = set(texts_of_sources()) | set(texts_of_declarations())
    found |= {part for text in found if "/" in text and " " not in text for part in text.split("/")}
    return sorted(t for t in found if any(c.isalpha() for c in t) and t not in ("px", "MB", "GB", "ms", "dpi"))


def read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    return {m.findtext("source") or "": m.findtext("translation") or ""
            for m in ET.parse(path).getroot().iter("message")}


def write(path: Path, language: str, messages: dict[str, str]) -> None:
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source, translation in messages.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        target = ET.SubElement(message, "translation")
        target.text = translation
        if not translation:
            target.set("type", "unfinished")
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compile_catalogue(path: Path) -> None:
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([tool, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def main() -> int:
    sys.path.insert(0, str(ROOT))
    texts = collected()
    unfinished = 0
    for language in LANGUAGES:
        path = FOLDER / f"limner_{language}.ts"
        known = read(path)
        messages = {t: known.get(t, "") or (t if language == "en" else "") for t in texts}
        write(path, language, messages)
        compile_catalogue(path)
        missing = [t for t, translation in messages.items() if not translation]
        unfinished += len(missing)
        print(f"{path.name}: {len(messages)} texts, {len(missing)} without a translation")
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
