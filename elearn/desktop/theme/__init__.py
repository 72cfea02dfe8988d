"""How elearn looks: tokens, fonts and one style sheet made from them."""

from elearn.desktop.theme.theme import THEMES, Theme, make_theme

__all__ = ["THEMES", "Theme", "make_theme"]
