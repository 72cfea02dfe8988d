"""What every page of "Đơn vị" has: heading, the places beside it, the unit's password when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.page import ColumnPage, column
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.unit.tabs import Tabs
from elearn.desktop.widgets.buttons import primary_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state
from elearn.desktop.widgets.way_back import add_way_back
from elearn.errors import Reason, Refusal


class UnitPage(ColumnPage):
    """A page of the unit. `tab` is the place it belongs to; `fills`: its contents take the window's whole height."""

    tab = "unit"
    fills = False
    tabs: Tabs | None = None

    def show_content(self, content: QWidget) -> None:
        """As every page does; where the page fills the window nothing is left below."""
        super().show_content(content)
        frame = self.frame.layout()
        if self.fills and frame is not None:
            self._stack.setAlignment(content, Qt.AlignmentFlag(0))
            margins = frame.contentsMargins()
            margins.setBottom(self.theme.space(3))
            frame.setContentsMargins(margins)

    def in_the_way(self, refusal: Refusal, retry: Callable[[], None]) -> QWidget:
        """As on every page; a unit whose file is damaged has a way back, too."""
        content, box = column()
        box.addWidget(super().in_the_way(refusal, retry))
        if refusal.reason is Reason.RECORDS_DAMAGED:
            box.addSpacing(self.theme.space(2))
            words = "Khôi phục từ bản sao lưu…"
            go = primary_button(self.theme, words, partial(self.go.emit, "unit-restore"))
            box.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return content

    def head(
        self,
        title: str,
        about: str = "",
        buttons: Sequence[QWidget] = (),
        *,
        back: tuple[str, str] | None = None,
        tabs: bool = True,
    ) -> tuple[QWidget, QVBoxLayout]:
        """The page's widget with its heading, buttons at the right and places below; and the column for the rest.

        `back` is (words, route) of a link above the heading, for pages below a place.
        """
        theme = self.theme
        content, box = column()
        if back:
            words, route = back
            add_way_back(box, theme, words, partial(self.go.emit, route))
        names, lines = column()
        lines.addWidget(Heading(theme, title))
        self.about = Text(theme, about, tone="ink2")
        self.about.setVisible(bool(about))
        lines.addWidget(self.about)
        lines.addStretch(1)
        row = Reflow(theme.scaled(880), theme.space(4), theme.space(3))
        row.add(names, 1)
        if buttons:
            ways = Flow(12)
            for one in buttons:
                ways.add(one)
            ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.add(ways)
        box.addWidget(row)
        if tabs and not back:
            box.addSpacing(theme.space(2))
            self.tabs = Tabs(theme, self.tab, self.go.emit)
            box.addWidget(self.tabs)
        box.addSpacing(theme.space(4))
        return content, box

    def note(self, kind: str, icon_name: str, words: str, *more: QWidget) -> Card:
        """A card with one thing to say: `kind` is accent, good, desk or bad."""
        theme = self.theme
        card = Card(theme, kind, 16)
        row = Reflow(theme.scaled(560), theme.space(4), theme.space(1))
        said = QWidget()
        line = QHBoxLayout(said)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(3))
        add_sign(line, theme, icon_name, kind if kind not in ("plain", "sunken") else "ink2", 20)
        line.addWidget(Text(theme, words), 1)
        row.add(said, 1)
        if more:
            ways = Flow(12)
            for one in more:
                ways.add(one)
            ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.add(ways)
        card.body.addWidget(row)
        card.setAccessibleName(words)
        return card

    def ask_for_roster(self, content: QWidget, box: QVBoxLayout, title: str, words: str) -> None:
        """Show that nothing can be done here before there is a list of people, and the way to it."""
        go = partial(self.go.emit, "unit-import")
        box.addWidget(empty_state(self.theme, "users-round", title, words, "Nhập danh sách", go))
        box.addStretch(1)
        self.show_content(content)

    def with_keys(self, work: Callable[[], object], why: str) -> None:
        """Do something that needs the unit's keys: the password is asked for where it was not given yet."""
        from elearn.desktop.unit.password_dialog import ask_password

        if ask_password(self, self.context, why):
            work()

    def is_locked(self, refusal: Refusal) -> bool:
        """Whether a refusal only wants the password."""
        return refusal.reason is Reason.UNIT_PASSWORD_MISSING
