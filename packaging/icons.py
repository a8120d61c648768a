"""Collect the icons that the program names, the small pictures of the style sheet, and the application icon's sizes.

    npm pack lucide-static && tar xzf lucide-static-*.tgz
    .venv/bin/python packaging/icons.py FOLDER        (the unpacked `package` folder; needed for new icons only)

Names are found in the code: `icon="brush"`, `icon("brush")`, `pixmap("brush", ...)`, and `"brush"` passed as the
icon of a Panel. Prints what it copied, what is unknown to Lucide, and what nothing names any more.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ICONS = ROOT / "resources" / "icons"
THEMES = ROOT / "resources" / "themes"
CALLS = {"icon", "pixmap", "icon_pixmap", "icon_button", "tool_button", "_button"}
# position of the icon among the arguments
ICON_AT = {"Tool": 2, "Panel": 2, "Action": 5, "Operation": 4, "touch_tool": 2, "tone_tool": 1}
NAME = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
PICTURES = {  # file in resources/themes/ID: (Lucide icon, colour of the theme)
    "chevron-up": ("chevron-up", "muted"), "chevron-down": ("chevron-down", "muted"),
    "chevron-left": ("chevron-left", "muted"), "chevron-right": ("chevron-right", "muted"),
    "chevron-up-faint": ("chevron-up", "faint"), "chevron-down-faint": ("chevron-down", "faint"),
    "check": ("check", "text"), "check-on": ("check", "accent_on"), "minus-on": ("minus", "accent_on"),
    "close": ("x", "muted"), "more": ("chevrons-right", "muted"),
}


def named_icons(known: set[str]) -> dict[str, str]:
    """Icon name -> the first file that names it. In editor/ui also every literal that is a name in `known`
    and has a hyphen: tables of icons are written in many ways."""
    found: dict[str, str] = {"shapes": "editor/ui/icons.py"}
    for path in sorted((ROOT / "editor" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in known:
                found.setdefault(str(node.value), str(path.relative_to(ROOT)))
    for path in [*sorted((ROOT / "editor").rglob("*.py")), *sorted((ROOT / "inference" / "operations").glob("*.py"))]:
        for name in _names(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(name, str(path.relative_to(ROOT)))
    return found


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        candidates = [k.value for k in node.keywords if k.arg == "icon"]
        if called in CALLS:
            candidates += node.args[:1]
        place = ICON_AT.get(called)
        if place is not None:
            candidates += node.args[place:place + 1]
        for candidate in candidates:
            yield from _literals(candidate)


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.match(node.value):
        yield node.value


def copy_icons(source: Path | None) -> int:
    known = {p.stem for p in (source / "icons").glob("*-*.svg")} if source else set()
    named, missing = named_icons(known), 0
    for name, where in sorted(named.items()):
        target = ICONS / f"{name}.svg"
        if target.exists():
            continue
        origin = source / "icons" / f"{name}.svg" if source else None
        if origin is None or not origin.exists():
            print(f"missing: {name} (named in {where})")
            missing += 1
            continue
        shutil.copy(origin, target)
        print(f"copied: {name}")
    for path in sorted(ICONS.glob("*.svg")):
        if path.stem not in named and path.stem != "limner":
            print(f"not named as a literal: {path.stem}")
    return missing


def draw_pictures(source: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from editor.ui import theme as themes

    for theme in themes.THEMES.values():
        folder = THEMES / theme.id
        folder.mkdir(parents=True, exist_ok=True)
        for picture, (name, role) in PICTURES.items():
            drawing = (source / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            coloured = drawing.replace("currentColor", getattr(theme, role)).replace('stroke-width="2"',
                                                                                     'stroke-width="2.5"')
            (folder / f"{picture}.svg").write_text(coloured, encoding="utf-8")


def draw_application_icon() -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    folder = ICONS / "application"
    folder.mkdir(exist_ok=True)
    renderer = QSvgRenderer(str(ICONS / "limner.svg"))
    for edge in (16, 24, 32, 48, 64, 128, 256, 512):
        image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"{edge:03}.png"))
    del application


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    failed = copy_icons(given)
    if given:
        shutil.copy(given / "LICENSE", ICONS / "LICENSE")
        draw_pictures(given)
    draw_application_icon()
    sys.exit(1 if failed else 0)
