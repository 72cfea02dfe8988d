"""The side bar: the product and the unit, where one can go, who is learning."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.routes import SIDE_BAR, Entry
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, link_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.icons import icon, icon_size
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.scroll import Scroll


class SideBar(QWidget):
    """Emits `go` with a route, `change_person` for "Đổi người học"."""

    go = Signal(str)
    change_person = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(round(220 + 120 * (theme.scale - 1)))
        self.setAccessibleName("Thanh bên")
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(12, 20, 12, 16)
        self._box.setSpacing(theme.space(1))
        self.unit = self._add_brand()
        self.buttons: dict[str, Button] = {}
        for entry in SIDE_BAR:
            self._add_entry(entry)
        self._box.addStretch(1)
        self.name, self.position = self._add_person()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Scroll("Thanh bên", inside), 1)
        row.addWidget(hairline(vertical=True))

    def _add_brand(self) -> Text:
        brand = QVBoxLayout()
        brand.setContentsMargins(12, 0, 12, 12)
        brand.setSpacing(0)
        brand.addWidget(Text(self._theme, "elearn", "h3", "accent", weight=700, wrap=False))
        unit = Text(self._theme, "", "caption", "ink2")
        brand.addWidget(unit)
        self._box.addLayout(brand)
        return unit

    def _add_entry(self, entry: Entry) -> None:
        if entry.gap_before:
            self._box.addSpacing(self._theme.space(3))
        button = Button(f" {entry.text}")
        button.setProperty("variant", "nav")
        button.setFont(self._theme.font("body"))
        button.setIcon(icon(self._theme, entry.icon, "ink", "accent"))
        button.setIconSize(icon_size(self._theme))
        button.setCheckable(True)  # no button group: Tab would stop at one of its buttons only
        button.setAccessibleName(entry.text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False: self.go.emit(entry.route))
        self.buttons[entry.route] = button
        self._box.addWidget(button)

    def _add_person(self) -> tuple[Text, Text]:
        self._box.addWidget(hairline())
        block = QVBoxLayout()
        block.setContentsMargins(12, 12, 12, 0)
        block.setSpacing(0)
        name = Text(self._theme, "", weight=600)
        position = Text(self._theme, "", "caption", "ink2")
        block.addWidget(name)
        block.addWidget(position)
        self.change = link_button(self._theme, "Đổi người học", self.change_person.emit, role="caption")
        block.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addLayout(block)
        return name, position

    def show_person(self, name: str, unit: str, position: str) -> None:
        """Who is learning, and where they work."""
        self.name.set_text(name)
        self.position.set_text(position)
        self.position.setVisible(bool(position))
        self.unit.set_text(unit)
        self.unit.setVisible(bool(unit))

    def mark(self, route: str) -> None:
        """Show where the learner is."""
        for name, button in self.buttons.items():
            here = name == route
            button.setChecked(here)
            button.setFont(self._theme.font("body", 600 if here else 400))
            text = button.text().strip()
            button.setAccessibleName(f"{text}, đang ở đây" if here else text)
