"""The architecture, checked with `ast`: who imports whom, how long a file may be, and that declarations are whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600  # lines a file; split at 400

# folder -> prefixes it must not import, anywhere in a file
FORBIDDEN = {
    "editor/document": ("PySide6", "editor.ui", "editor.tools", "editor.session", "editor.formats", "editor.filters"),
    "editor/tools": ("PySide6", "editor.ui", "editor.session"),
    "editor/filters": ("PySide6", "editor.ui", "editor.session"),
    "editor/formats": ("PySide6", "editor.ui", "editor.session"),
    "editor/assistant": ("PySide6", "editor.ui", "editor.session"),
    "editor/actions": ("PySide6.QtWidgets", "editor.ui"),
    "inference/api": ("PySide6", "editor", "torch", "inference.engine", "inference.operations", "cv2"),
    "inference": ("PySide6", "editor"),
}
HEAVY = ("torch", "diffusers", "transformers", "spandrel", "accelerate", "peft")
ENTRY = {"editor/app.py", "editor/cli.py", "main.py"}


def sources(folder: str = "") -> list[Path]:
    roots = [ROOT / folder] if folder else [ROOT / "editor", ROOT / "inference"]
    return sorted(p for root in roots for p in root.rglob("*.py"))


def imports(path: Path, top_level_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in (tree.body if top_level_only else ast.walk(tree)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def starts(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_levels(folder: str) -> None:
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path in sources(folder) for name in imports(path)
             for prefix in FORBIDDEN[folder] if starts(name, prefix)]
    assert not wrong


def test_the_editor_knows_only_the_api_of_the_engine() -> None:
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path in sources("editor") for name in imports(path)
             if starts(name, "inference") and not starts(name, "inference.api")]
    assert not wrong


def test_the_window_process_never_imports_the_heavy_libraries() -> None:
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path in sources("editor") for name in imports(path)
             if any(starts(name, heavy) for heavy in HEAVY)]
    assert not wrong


def test_heavy_libraries_are_imported_inside_functions() -> None:
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path in sources("inference")
             for name in imports(path, top_level_only=True) if any(starts(name, heavy) for heavy in HEAVY)]
    assert not wrong


def test_widgets_stay_in_ui() -> None:
    wrong = [str(path.relative_to(ROOT)) for path in sources("editor") for name in imports(path)
             if starts(name, "PySide6.QtWidgets") and path.relative_to(ROOT).parts[1] != "ui"
             and str(path.relative_to(ROOT)) not in ENTRY | {"editor/demo.py", "editor/selftest.py"}]
    assert not wrong


def test_files_are_short() -> None:
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := len(p.read_text("utf-8").splitlines())) > LIMIT}
    assert not long


def test_every_module_says_what_it_owns() -> None:
    silent = [str(p.relative_to(ROOT)) for p in sources() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
              and p.read_text("utf-8").strip()]
    assert not silent


def test_no_silent_exceptions() -> None:
    wrong = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception")
                if broad and all(isinstance(s, ast.Pass) for s in node.body):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not wrong


def test_names_of_the_house() -> None:
    banned = ("Manager", "Handler", "Base", "Utils", "Helper")
    wrong = [f"{path.relative_to(ROOT)}: {node.name}" for path in sources()
             for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.ClassDef) and (node.name in banned or node.name.endswith(banned))]
    assert not wrong


def test_declarations_are_whole() -> None:
    from inference.api import discover, operations

    icons = {p.stem for p in (ROOT / "resources" / "icons").glob("*.svg")}
    declared = [*discover("editor.tools", "TOOL"), *discover("editor.filters", "OPERATION"), *operations(),
                *discover("editor.actions", "ACTIONS")]
    assert declared
    assert not [d.id for d in declared if not d.id or not d.text]
    assert not [f"{d.id}: {d.icon}" for d in declared if d.icon and d.icon not in icons]


def test_identities_and_shortcuts_are_unique() -> None:
    from inference.api import discover, operations

    for package, constant in (("editor.tools", "TOOL"), ("editor.filters", "OPERATION"),
                              ("editor.formats", "FORMAT"), ("editor.actions", "ACTIONS"),
                              ("inference.families", "FAMILY")):
        ids = [getattr(item, "name", "") if constant == "FAMILY" else item.id for item in discover(package, constant)]
        assert len(ids) == len(set(ids)), package
    assert len({o.id for o in operations()}) == len(operations())
    shortcuts = [a.shortcut for a in discover("editor.actions", "ACTIONS") if a.shortcut]
    twice = {s for s in shortcuts if shortcuts.count(s) > 1}
    assert not twice
    groups: dict[str, set[str]] = {}
    for tool in discover("editor.tools", "TOOL"):
        if tool.shortcut:
            groups.setdefault(tool.shortcut, set()).add(tool.group or tool.id)
    assert not {key: names for key, names in groups.items() if len(names) > 1}
