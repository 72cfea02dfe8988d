"""The one style sheet, made from a theme. Variants are dynamic properties: `variant`, `role`, `tone`, `state`.

Fonts are set on the widgets (a style sheet's font comes too late for a wrapped label's height);
colours, borders and padding are set here.
"""

from __future__ import annotations

from string import Template

from elearn.desktop.theme.theme import Theme

_SHEET = Template("""
* { outline: none; }
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[surface="paper"] { background: $paper; }
QWidget[surface="sunken"] { background: $sunken; }
QWidget[surface="surface"] { background: $surface; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea:focus { border: none; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; padding: 6px; }

QLabel { background: transparent; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="law"] { color: $law; }
QLabel[tone="desk"] { color: $desk; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="on_accent"] { color: $on_accent; }
QLabel:focus { border: 2px solid $accent; border-radius: 4px; }

QFrame[card="plain"] { background: $surface; border: ${card_line}px solid $line; border-radius: ${card_radius}px; }
QFrame[card="sunken"] { background: $sunken; border: ${soft_line}px solid $line; border-radius: ${card_radius}px; }
QFrame[card="accent"] { background: $accent_soft; border: ${soft_line}px solid $accent; border-radius: ${card_radius}px; }
QFrame[card="law"] { background: $law_soft; border: ${soft_line}px solid $law; border-left: 4px solid $law;
  border-radius: 0; }
QFrame[card="desk"] { background: $desk_soft; border: ${soft_line}px solid $desk; border-radius: ${card_radius}px; }
QFrame[card="good"] { background: $good_soft; border: ${soft_line}px solid $good; border-radius: ${card_radius}px; }
QFrame[card="bad"] { background: $bad_soft; border: ${soft_line}px solid $bad; border-radius: ${card_radius}px; }
QFrame[line="h"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[line="v"] { background: $line; border: none; min-width: 1px; max-width: 1px; }

QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: ${radius}px;
  padding: 0 ${pad}px; min-height: ${inner}px; }
QPushButton:hover { background: $sunken; border-color: $ink; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${pad_focus}px; min-height: ${inner_focus}px; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:disabled { color: $ink2; border: 1px dashed $edge; background: transparent; }
QPushButton[variant="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
  padding: 0 ${pad_wide}px; min-height: ${inner_primary}px; }
QPushButton[variant="primary"]:hover, QPushButton[variant="primary"]:pressed { background: $accent_strong;
  border-color: $accent_strong; }
QPushButton[variant="primary"]:focus { border: 2px solid $ink; padding: 0 ${pad_wide_focus}px;
  min-height: ${inner_primary_focus}px; }
QPushButton[variant="primary"]:disabled { background: $sunken; color: $ink2; border: 1px dashed $edge; }
QPushButton[variant="danger"] { color: $bad; border-color: $bad; }
QPushButton[variant="danger"]:hover { background: $bad_soft; border-color: $bad; }
QPushButton[variant="link"] { background: transparent; border: none; border-bottom: 1px solid $accent; border-radius: 0; color: $accent;
  padding: 0; min-height: ${link_height}px; text-align: left; }
QPushButton[variant="link"]:hover { color: $ink; border-bottom: 1px solid $ink; background: transparent; }
QPushButton[variant="link"]:focus { background: $accent; color: $on_accent; border: none; border-bottom: 1px solid $accent; border-radius: 0;
  padding: 0; min-height: ${link_height}px; }
QPushButton[variant="link"]:disabled { color: $ink2; background: transparent; border: none; }
QPushButton[variant="icon"] { background: transparent; border: 1px solid transparent; padding: 0 8px; }
QPushButton[variant="icon"]:hover { background: $sunken; border-color: $line; }
QPushButton[variant="icon"]:focus { border: 2px solid $accent; padding: 0 7px; }
QPushButton[variant="icon"]:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton[variant="nav"] { background: transparent; border: 2px solid transparent; text-align: left;
  padding: 0 10px; min-height: ${nav_height}px; }
QPushButton[variant="nav"]:hover { background: $sunken; }
QPushButton[variant="nav"]:focus { border: 2px solid $accent; }
QPushButton[variant="nav"]:checked { background: $accent_soft; color: $accent; $nav_current }
QPushButton[variant="row"] { background: $surface; border: 1px solid $line; border-radius: ${card_radius}px;
  padding: 0; text-align: left; }
QPushButton[variant="row"]:hover { border-color: $edge; background: $surface; }
QPushButton[variant="row"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[variant="line"] { background: transparent; border: 2px solid transparent; border-radius: ${radius}px;
  padding: 0; text-align: left; }
QPushButton[variant="line"]:hover { background: $surface; }
QPushButton[variant="line"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[variant="choice"]:checked { background: $accent_soft; color: $accent;
  border: ${chosen}px solid $accent; padding: 0 ${pad_chosen}px; min-height: ${inner_chosen}px; }
QPushButton[variant="choice"]:checked:focus { border-color: $ink; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit { background: $surface; color: $ink;
  border: 1px solid $edge; border-radius: ${radius}px; padding: 0 11px; min-height: ${inner}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 8px 11px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus {
  border: 2px solid $accent; padding: 0 10px; min-height: ${inner_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px 10px; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"] { border: 2px solid $bad; padding: 0 10px;
  min-height: ${inner_focus}px; }
QComboBox::drop-down { border: none; width: ${arrow}px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $edge;
  selection-background-color: $accent_soft; selection-color: $ink; }
QCheckBox, QRadioButton { background: transparent; spacing: 10px; padding: 4px; border: 2px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QMenu { background: $surface; color: $ink; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 8px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[chip="plain"] { background: $sunken; border: ${soft_line}px solid $edge; border-radius: ${chip_radius}px; }
QFrame[chip="accent"] { background: $accent_soft; border: ${soft_line}px solid $accent; border-radius: ${chip_radius}px; }
QFrame[chip="good"] { background: $good_soft; border: ${soft_line}px solid $good; border-radius: ${chip_radius}px; }
QFrame[chip="desk"] { background: $desk_soft; border: ${soft_line}px solid $desk; border-radius: ${chip_radius}px; }
QFrame[chip="bad"] { background: $bad_soft; border: ${soft_line}px solid $bad; border-radius: ${chip_radius}px; }
QFrame[toast="true"] { background: $ink; border: none; border-radius: ${radius}px; }
QFrame[toast="true"] QLabel { color: $paper; }
""")


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
        "pad_chosen": 17 - chosen,
        "inner_chosen": target - 2 * chosen,
        "link_height": link - 2,
        "nav_height": max(theme.tokens.target, link + 12) - 4,
        "arrow": theme.scaled(28),
        "nav_current": f"border: 2px solid {theme.hex('accent')};" if theme.high_contrast else "",
    }
    return _SHEET.substitute(theme.colours, **numbers)
