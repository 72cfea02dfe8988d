"""The one style sheet, made from the `.qss` files here and a theme; variants are dynamic properties.

Fonts are set on the widgets (a style sheet's font comes too late for a wrapped label's height);
colours, borders and padding are set here.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from elearn.desktop.theme.theme import Theme

_SOURCES = tuple(Path(__file__).with_name(name) for name in ("style.qss", "tables.qss"))


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole window in a theme."""
    target, link = theme.target, theme.line_px("body")
    chosen = 4 if theme.high_contrast else 2
    numbers = {
        "radius": theme.radius,
        "card_radius": theme.card_radius,
        "chip_radius": (theme.line_px("caption") + 4) // 2,
        "card_line": 1,
        "soft_line": 1 if theme.high_contrast else 0,
        "pad": 16,
        "pad_focus": 15,
        "pad_wide": 24,
        "pad_wide_focus": 23,
        "inner": target - 2,
        "inner_focus": target - 4,
        "inner_primary": target + 2,
        "inner_primary_focus": target,
        "chosen": chosen,
        "missed": chosen - 1,
        "pad_chosen": 17 - chosen,
        "inner_chosen": target - 2 * chosen,
        "link_height": link - 2,
        "nav_height": max(theme.tokens.target, link + 12) - 4,
        "arrow": theme.scaled(28),
        "cell": cell_side(theme) - 2,
        "cell_line": 3 if theme.high_contrast else 1,  # of an answer that was wrong: not told by colour alone
        "cell_bad": cell_side(theme) - (6 if theme.high_contrast else 2),
        "cell_flagged": cell_side(theme) - 5,
        "cell_focus": cell_side(theme) - 4,
        "cell_whole": theme.hex("accent" if theme.high_contrast else "accent_soft"),
        "cell_good": theme.hex("good" if theme.high_contrast else "good_soft"),
        "nav_current": f"border: 2px solid {theme.hex('accent')};" if theme.high_contrast else "",
    }
    source = "".join(path.read_text(encoding="utf-8") for path in _SOURCES)
    return Template(source).substitute(theme.colours, **numbers)


def cell_side(theme: Theme) -> int:
    """The side of a question in an exam's overview, pixels: the style sheet and the layout must agree."""
    return max(theme.scaled(38), theme.line_px("body") + 14)
