"""Buttons: one primary a page, quiet ones, links, icons. Each has a name and can be reached by keyboard.

In a vertical layout add them with `Qt.AlignmentFlag.AlignLeft`: without an alignment the width of a
button would bound the width at which Qt computes the height of the texts beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import icon, icon_size

Clicked = Callable[[], object]


class Button(QPushButton):
    """A button that Enter presses, too: that one which has the focus, and no other.

    A dialog of Qt's own would press its first button when Enter is pressed in a field.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Return press the button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class PrimaryButton(Button):
    """On its dark ground a border says little: reached by keyboard it has a light line within, too."""

    _BY_KEYBOARD = (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme, self._by_keyboard = theme, False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how it was reached."""
        self._by_keyboard = event.reason() in self._BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style sheet has it, and the line."""
        super().paintEvent(event)
        if self.hasFocus() and self._by_keyboard:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("on_accent"), 1.5))
            inner = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
            painter.drawRoundedRect(inner, self._theme.radius - 3, self._theme.radius - 3)
            painter.end()


def _button(
    theme: Theme,
    text: str,
    variant: str,
    clicked: Clicked | None,
    *,
    icon_name: str = "",
    colour: str = "ink",
    checked_colour: str | None = None,
    shortcut: str = "",
    name: str = "",
    weight: int = 400,
    parent: QWidget | None = None,
) -> Button:
    if variant == "primary":
        button: Button = PrimaryButton(theme, text, parent)
    else:
        button = Button(f" {text}" if icon_name and text else text, parent)  # a breath after the icon
    button.setProperty("variant", variant)
    button.setFont(theme.font("body", weight))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(name or text)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if icon_name:
        button.setIcon(icon(theme, icon_name, colour, checked_colour))
        button.setIconSize(icon_size(theme))
    if shortcut:
        button.setShortcut(QKeySequence(shortcut))
    if name and not text:
        button.setToolTip(name)
    if clicked:
        button.clicked.connect(lambda _checked=False: clicked())
    return button


def primary_button(
    theme: Theme, text: str, clicked: Clicked | None = None, *, shortcut: str = "", name: str = "",
    parent: QWidget | None = None,
) -> Button:  # fmt: skip
    """The one thing that this page is for."""
    return _button(theme, text, "primary", clicked, shortcut=shortcut, name=name, weight=600, parent=parent)


def quiet_button(
    theme: Theme, text: str, clicked: Clicked | None = None, *, icon_name: str = "", shortcut: str = "",
    name: str = "", parent: QWidget | None = None,
) -> Button:  # fmt: skip
    """Anything else that can be done."""
    return _button(
        theme, text, "quiet", clicked, icon_name=icon_name, shortcut=shortcut, name=name, parent=parent
    )


def danger_button(
    theme: Theme, text: str, clicked: Clicked | None = None, *, name: str = "", parent: QWidget | None = None
) -> Button:
    """What takes something away for good; it always asks first."""
    return _button(theme, text, "danger", clicked, name=name, parent=parent)


def link_button(
    theme: Theme, text: str, clicked: Clicked | None = None, *, name: str = "", role: str = "body",
    parent: QWidget | None = None,
) -> Button:  # fmt: skip
    """An underlined link that leads elsewhere. `name` says where, when the text alone does not."""
    button = _button(theme, text, "link", clicked, name=name, parent=parent)
    button.setFont(theme.font(role))  # the style sheet underlines: a font's own line strikes dots below
    return button


def icon_button(
    theme: Theme, icon_name: str, name: str, clicked: Clicked | None = None, *, shortcut: str = "",
    checkable: bool = False, parent: QWidget | None = None,
) -> Button:  # fmt: skip
    """A button that is only an icon; `name` is heard by a screen reader and shown as a tip."""
    button = _button(
        theme, "", "icon", clicked, icon_name=icon_name, name=name, shortcut=shortcut,
        checked_colour="accent", parent=parent,
    )  # fmt: skip
    button.setCheckable(checkable)
    return button


def choice_button(
    theme: Theme, text: str, clicked: Clicked | None = None, *, checked: bool = False, icon_name: str = "",
    parent: QWidget | None = None,
) -> Button:  # fmt: skip
    """One of a few choices that exclude each other; put them in a QButtonGroup."""
    button = _button(
        theme, text, "choice", clicked, icon_name=icon_name, checked_colour="accent", parent=parent
    )
    button.setCheckable(True)
    button.setChecked(checked)
    return button
