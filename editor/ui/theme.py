"""Our two themes: named colours, made into a QPalette and one style sheet. The one in use hangs on the application."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QStyleFactory

from editor.typesetting import add_fonts

RESOURCES = Path(__file__).parents[2] / "resources"
PROPERTY = "limner_theme"
FONT_PX = 12
FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC",
            "DejaVu Sans"]


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. Text colours reach 4.5:1 (WCAG 2.2, AA) on every surface they are used on."""

    id: str
    canvas: str  # behind the picture
    bar: str  # menu bar, tool bar, status bar, dock titles
    window: str  # panels and dialogs
    raised: str  # buttons, pop-ups
    field: str  # what is typed into
    hover: str
    pressed: str
    line: str  # separators between areas
    border: str  # outlines of controls
    text: str
    muted: str  # secondary text
    faint: str  # disabled
    icon: str
    accent: str  # fills; accent_on is the text on it
    accent_hover: str
    accent_on: str
    accent_text: str  # accent as text or icon on a surface
    accent_soft: str  # background of a checked tool or a selected row
    knob: str  # of sliders
    knob_edge: str
    good: str
    warning: str
    danger: str
    checker_a: str
    checker_b: str

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self, name))


DARK = Theme(
    "dark", canvas="#17181a", bar="#1f2023", window="#26272b", raised="#303237", field="#1b1c1f",
    hover="#383a40", pressed="#42454c", line="#131416", border="#3e4047", text="#e6e7e9", muted="#a4a7ae",
    faint="#696c74", icon="#c3c6cc", accent="#2f6fe0", accent_hover="#3f7cec", accent_on="#ffffff",
    accent_text="#7db0ff", accent_soft="#2b3c5c",
    knob="#e6e7e9", knob_edge="#1b1c1f", good="#5fc58a", warning="#e5b454", danger="#ff8078",
    checker_a="#5a5b5e", checker_b="#48494c",
)
LIGHT = Theme(
    "light", canvas="#c9cbcf", bar="#e9eaec", window="#f4f5f6", raised="#ffffff", field="#ffffff",
    hover="#e2e4e8", pressed="#d3d6dc", line="#cfd2d7", border="#c2c5cc", text="#1d1f23", muted="#565a63",
    faint="#9a9ea7", icon="#3d4149", accent="#2466d6", accent_hover="#1c5ac4", accent_on="#ffffff",
    accent_text="#1a58c0", accent_soft="#d8e5fb",
    knob="#ffffff", knob_edge="#8d929c", good="#187040", warning="#8a5a00", danger="#bb2a22",
    checker_a="#ffffff", checker_b="#dfe1e4",
)
THEMES = {theme.id: theme for theme in (DARK, LIGHT)}


def current() -> Theme:
    """The theme that the application shows."""
    application = QApplication.instance()
    name = application.property(PROPERTY) if application is not None else None
    return THEMES.get(str(name), DARK)


def apply(application: QApplication, name: str) -> None:
    """Show everything in the theme `name`; may be called again at any time."""
    theme = THEMES.get(name, DARK)
    if application.property(PROPERTY) == theme.id:
        return
    if application.property(PROPERTY) is None:
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(_font(application))
    application.setProperty(PROPERTY, theme.id)
    QPixmapCache.clear()
    application.setStyleSheet("")  # Qt dresses everything anew five times as fast as it goes over to another sheet
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, name in (
        (roles.Window, "window"), (roles.WindowText, "text"), (roles.Base, "field"), (roles.Text, "text"),
        (roles.AlternateBase, "window"), (roles.Button, "raised"), (roles.ButtonText, "text"),
        (roles.BrightText, "danger"), (roles.Highlight, "accent"), (roles.HighlightedText, "accent_on"),
        (roles.Link, "accent_text"), (roles.LinkVisited, "accent_text"), (roles.PlaceholderText, "muted"),
        (roles.ToolTipBase, "raised"), (roles.ToolTipText, "text"), (roles.Mid, "border"), (roles.Dark, "line"),
        (roles.Shadow, "line"), (roles.Light, "hover"), (roles.Midlight, "raised"), (roles.Accent, "accent"),
    ):
        made.setColor(role, theme.colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("faint"))
    made.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, theme.colour("border"))
    return made


def style_sheet(theme: Theme) -> str:
    """The template of resources/themes, filled with the theme's colours and the folder of its small pictures."""
    template = (RESOURCES / "themes" / "limner.qss").read_text(encoding="utf-8")
    return Template(template).substitute(asdict(theme), pictures=(RESOURCES / "themes" / theme.id).as_posix())


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1-21 (WCAG 2.2, relative luminance)."""
    a, b = sorted((_luminance(one), _luminance(other)))
    return (b + 0.05) / (a + 0.05)


def mono() -> QFont:
    """The fixed-pitch face for details and codes."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(FONT_PX)
    return font


def repolish(widget: QObject) -> None:
    """Have the style sheet look again at a widget whose dynamic property changed."""
    from PySide6.QtWidgets import QWidget

    shown = cast(QWidget, widget)
    shown.style().unpolish(shown)
    shown.style().polish(shown)


def _font(application: QApplication) -> QFont:
    add_fonts()
    font = QFont(application.font())
    font.setFamilies(FAMILIES)
    font.setPixelSize(FONT_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def _luminance(name: str) -> float:
    parts = [int(name[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
