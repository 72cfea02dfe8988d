"""Inputs beside the one-line field: one of several, yes or no, a small number; each with label, hint and error."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import icon_pixmap
from elearn.desktop.widgets.labelled import Labelled
from elearn.desktop.widgets.rich_text import Text


class Combo(QComboBox):
    """A list that opens; the wheel scrolls the page, not the choice, unless it has the focus."""

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        name: str,
        chosen: str = "",
        changed: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(theme.font("body"))
        self.view().setFont(theme.font("body"))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.put(options, chosen)
        if changed:
            self.activated.connect(lambda _at: changed(self.value))

    def put(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Other options, (value, words); `chosen` is a value."""
        self.blockSignals(True)
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.choose(chosen)
        self.blockSignals(False)

    @property
    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose a value; the first option where there is no such value."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as the style sheet draws it, with our own sign that it opens."""
        super().paintEvent(event)
        side = self._theme.scaled(18)
        painter = QPainter(self)
        sign = icon_pixmap(self._theme, "chevron-down", "ink2", 18, max(1.0, self.devicePixelRatioF()))
        painter.drawPixmap(self.width() - side - 9, (self.height() - side) // 2, side, side, sign)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Labelled):
    """One of several in a list that opens, below its label and hint."""

    input: Combo

    def __init__(
        self,
        theme: Theme,
        label: str,
        options: Sequence[tuple[str, str]],
        hint: str = "",
        *,
        chosen: str = "",
        width: int = 0,
        changed: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, hint, parent)
        self.input = Combo(theme, options, label, chosen, changed)
        self.put_input(width)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self.input.value


class _Box(QCheckBox):
    """The box alone, painted with our icons: an empty square, or one with a tick."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        side = theme.line_px("body") + 8
        self.setFixedSize(side, side)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, position: QPoint) -> bool:
        """All of it."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square, and the focus around it."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.scaled(22)
        name, colour = ("square-check", "accent") if self.isChecked() else ("square", "edge")
        sign = icon_pixmap(
            theme, name, colour if self.isEnabled() else "ink2", 22, max(1.0, self.devicePixelRatioF())
        )
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, side, side, sign)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class Check(QWidget):
    """Yes or no, in words that wrap: the box stands beside them, and they are pressed with it."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        about: str = "",
        *,
        checked: bool = False,
        changed: Callable[[bool], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.space(1), 0, theme.space(1))
        row.setSpacing(theme.space(2))
        self.input = _Box(theme)
        self.input.setAccessibleName(text)
        self.input.setAccessibleDescription(about)
        self.input.setChecked(checked)
        row.addWidget(self.input, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 0)  # level with the box: letters stand low in their lines
        words.setSpacing(0)
        self.words = [
            Text(theme, line, role, tone)
            for line, role, tone in ((text, "body", "ink"), (about, "caption", "ink2"))
            if line
        ]
        for line in self.words:
            words.addWidget(line)
        words.addStretch(1)
        row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if changed:
            self.input.toggled.connect(changed)

    @property
    def checked(self) -> bool:
        """Whether it is ticked."""
        return self.input.isChecked()

    def mouseReleaseEvent(self, event: object) -> None:
        """The words belong to the box."""
        if self.input.isEnabled():
            self.input.toggle()
            self.input.setFocus(Qt.FocusReason.MouseFocusReason)

    def heightForWidth(self, width: int) -> int:
        """What the words need."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else self.sizeHint().height()

    def hasHeightForWidth(self) -> bool:
        """Long words take a second line."""
        return True
