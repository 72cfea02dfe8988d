"""How a learner wants the window to look, and what that means on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from elearn.desktop.theme import Theme, make_theme
from elearn.desktop.theme.tokens import Tokens

SYSTEM = "system"
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class Look:
    """`theme` is light, dark, contrast or system; `scale` the text size, 1.0 to 2.0."""

    theme: str = SYSTEM
    scale: float = 1.0

    def kept(self) -> dict[str, object]:
        """As settings keep it."""
        return {"theme": self.theme, "scale": self.scale}


def look_from(kept: Any) -> Look:
    """A look from the settings; whatever is odd there is left out."""
    if not isinstance(kept, dict):
        return Look()
    theme, scale = kept.get("theme"), kept.get("scale")
    return Look(
        theme if theme in ("light", "dark", "contrast", SYSTEM) else SYSTEM,
        float(scale) if isinstance(scale, int | float) and 1 <= scale <= 2 else 1.0,
    )


def theme_for(look: Look, tokens: Tokens) -> Theme:
    """The theme of a look: `system` follows the system's contrast and colour scheme."""
    name = look.theme if look.theme != SYSTEM else _system_theme()
    return make_theme(name, look.scale, tokens, motion=_motion())


def _system_theme() -> str:
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    preference = getattr(accessibility(), "contrastPreference", None) if accessibility else None
    if preference and preference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _motion() -> bool:
    """Whether the system lets things move: Windows' "show animations", the desktop's own setting."""
    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
