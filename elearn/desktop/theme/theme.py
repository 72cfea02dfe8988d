"""One theme at one text size: a frozen value that widgets are built with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette

from elearn.desktop.theme.fonts import FAMILY
from elearn.desktop.theme.tokens import THEME_NAMES, Tokens

ThemeName = Literal["light", "dark", "contrast"]
THEMES = THEME_NAMES
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name, fonts by role (caption, body, reading, h3, h2, h1), spacing by step.

    `scale` is the learner's text size, 1.0 to 2.0; spaces do not grow with it, targets do a little.
    `motion` is False where the system asks for none.
    """

    name: ThemeName
    scale: float
    tokens: Tokens = field(repr=False)
    motion: bool = True

    @property
    def colours(self) -> dict[str, str]:
        """Every colour of this theme as `#RRGGBB`."""
        return self.tokens.colours[self.name]

    @property
    def high_contrast(self) -> bool:
        """States are shown by border and weight, then."""
        return self.name == "contrast"

    def hex(self, name: str) -> str:
        """A colour as `#RRGGBB`."""
        return self.colours[name]

    def colour(self, name: str) -> QColor:
        """A colour for painting."""
        return QColor(self.colours[name])

    def text_px(self, role: str) -> int:
        """The size of a role's letters in pixels."""
        return round(self.tokens.type[role].size * self.scale)

    def line_px(self, role: str) -> int:
        """The height of a role's lines in pixels."""
        return round(self.tokens.type[role].line * self.scale)

    def font(self, role: str = "body", weight: int | None = None, italic: bool = False) -> QFont:
        """The font of a role; `weight` 400, 600 or 700 in place of its own."""
        font = QFont(FAMILY)
        font.setPixelSize(self.text_px(role))
        font.setWeight(QFont.Weight(weight or self.tokens.type[role].weight))
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def space(self, step: int) -> int:
        """The nth space, 1 to 7: 4, 8, 12, 16, 24, 32, 48 pixels; 0 is none."""
        return self.tokens.steps[step - 1] if step else 0

    def scaled(self, pixels: float) -> int:
        """Pixels at 100 % that grow with the text (icons, columns, measures)."""
        return round(pixels * self.scale)

    @property
    def radius(self) -> int:
        """Of buttons, inputs, options."""
        return self.tokens.radius[0]

    @property
    def card_radius(self) -> int:
        """Of cards."""
        return self.tokens.radius[1]

    @property
    def target(self) -> int:
        """The smallest height of anything that is clicked."""
        return max(self.tokens.target, self.line_px("body") + 18)

    @property
    def column(self) -> int:
        """The width of the reading column."""
        return self.scaled(self.tokens.column)

    def palette(self) -> QPalette:
        """The same colours for what a style sheet does not reach."""
        palette = QPalette()
        role = QPalette.ColorRole
        for roles, name in (
            ((role.Window, role.AlternateBase), "paper"),
            ((role.Base, role.Button, role.ToolTipBase), "surface"),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "ink"),
            ((role.PlaceholderText,), "ink2"),
            ((role.Highlight, role.Link, role.LinkVisited, role.Accent), "accent"),
            ((role.HighlightedText, role.BrightText), "on_accent"),
            ((role.Light, role.Midlight), "surface"),
            ((role.Mid, role.Dark, role.Shadow), "line"),
        ):
            for each in roles:
                palette.setColor(each, self.colour(name))
        return palette


def make_theme(name: str, scale: float, tokens: Tokens, motion: bool = True) -> Theme:
    """A theme by name; what cannot be is set right: an unknown name is light, a scale stays in 1.0 to 2.0."""
    known: ThemeName = "dark" if name == "dark" else "contrast" if name == "contrast" else "light"
    return Theme(known, min(LARGEST_SCALE, max(SMALLEST_SCALE, scale)), tokens, motion)
