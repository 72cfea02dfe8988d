"""Every question of an exam again: what was answered, what is right, why, and where the lesson says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.exam.overview import CellLook, Overview
from elearn.desktop.items import make_item_widget
from elearn.desktop.items.item_widget import SIDE_BY_SIDE
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.presenters.review import ReviewItem, ReviewPresenter, ReviewView
from elearn.desktop.widgets.buttons import choice_button, quiet_button
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.way_back import add_way_back

if TYPE_CHECKING:
    from elearn.desktop.items import ItemWidget

_STATES = {"right": "good", "partly": "half", "wrong": "bad", "open": "bad"}
_SAID = {"right": "đúng", "partly": "đúng một phần", "wrong": "chưa đúng", "open": "chưa trả lời"}


class ReviewPage(ColumnPage):
    """`review:ATTEMPT`."""

    title = "Xem từng câu"
    view: ReviewView | None = None
    item: ItemWidget | None = None
    _return: int | None = None

    def open(self, argument: str) -> None:
        """Read the attempt; begin at the first question that was not right."""
        self._presenter = ReviewPresenter(self.context.services, self.context.subject)
        self.load(self._presenter.view, argument, done=self._show, again=self._stay)

    def _stay(self) -> None:
        """The same attempt is still on the screen."""

    def _show(self, view: ReviewView) -> None:
        theme = self.theme
        self.view, self._wrong_only = view, False
        self._at = view.first_wrong() if self._return is None else self._return
        self._return = None
        content, box = column()
        to_result = partial(self.go.emit, f"result:{view.attempt}")
        add_way_back(box, theme, f"Kết quả: {view.title}", to_result, "Về kết quả")
        row = Reflow(theme.scaled(900), theme.space(6), theme.space(5))
        left, self._rows = column(theme.space(3))
        row.add(left, 1)
        row.add(self._side(view))
        box.addWidget(row)
        self._show_item()
        self.show_content(content)
        self.focus_first()

    def _side(self, view: ReviewView) -> QWidget:
        theme = self.theme
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(3))
        self.overview = Overview(theme, len(view.items))
        self.overview.wanted.connect(self.go_to)
        box.addWidget(self.overview)
        box.addWidget(Text(theme, _counts(view), "caption", "ink2"))
        self.only_wrong = choice_button(theme, "Chỉ câu chưa đúng", icon_name="list-checks")
        self.only_wrong.toggled.connect(self._filter)
        self.only_wrong.setVisible(any(one.outcome.value != "right" for one in view.items))
        box.addWidget(self.only_wrong)
        box.addStretch(1)
        side.setFixedWidth(max(self.overview.wide, self.only_wrong.sizeHint().width()))
        return side

    def _filter(self, on: bool) -> None:
        self._wrong_only = on
        if on and self.view is not None and self.view.items[self._at].outcome.value == "right":
            self.go_to(self.view.first_wrong())
        else:
            self._show_item()

    def go_to(self, position: int) -> None:
        """Show another question."""
        self._at = position
        self._show_item()

    def _show_item(self) -> None:
        view = self.view
        assert view is not None
        while (old := self._rows.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        one = view.items[self._at]
        place = f"Câu {one.position + 1} trong {len(view.items)}"
        head = self._head(place)
        self._rows.addWidget(head)
        self.item = make_item_widget(one.item, one.order, self.context, "review")
        self.item.stem.setAccessibleName(f"{place}, {_SAID[one.outcome.value]}. {one.item.stem}")
        self.item.set_response(one.response)
        self.item.show_feedback(one.feedback)
        self.item.go.connect(self.go)
        self._rows.addWidget(self.item)
        self._rows.addStretch(1)
        self.overview.show_looks([self._look(each) for each in view.items])
        self.scroll_area.verticalScrollBar().setValue(0)
        if head.window() is self.window():  # else they are laid out twice, once without a width
            for part in (head, self.item):  # now: a layout would do it later, and Tab would pass them by
                part.show()
        self.item.focus_question()

    def _look(self, one: ReviewItem) -> CellLook:
        current = one.position == self._at
        said = f"Câu {one.position + 1}, {_SAID[one.outcome.value]}" + (", đang ở đây" if current else "")
        return CellLook(_STATES[one.outcome.value], False, current, said)

    def _head(self, place: str) -> QWidget:
        theme = self.theme
        head = Reflow(theme.scaled(420), theme.space(3), theme.space(2))
        head.setMaximumWidth(theme.scaled(SIDE_BY_SIDE))
        head.add(Text(theme, place, "caption", "ink2"), 1)
        ways = Flow(theme.space(2))
        ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        before, after = self._neighbours()
        back = quiet_button(theme, "Câu trước", icon_name="chevron-left", shortcut="Ctrl+Left")
        on = quiet_button(theme, "Câu sau", icon_name="chevron-right")
        on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its arrow points where it leads
        on.setText("Câu sau ")
        on.setShortcut("Ctrl+Right")  # a button forgets its shortcut when its text changes
        for button, there in ((back, before), (on, after)):
            button.setEnabled(there is not None)
            if there is not None:
                button.clicked.connect(partial(self._press, there))
            ways.add(button)
        head.add(ways)
        return head

    def _press(self, place: int, _checked: bool = False) -> None:
        self.go_to(place)

    def _neighbours(self) -> tuple[int | None, int | None]:
        assert self.view is not None
        places = [
            one.position
            for one in self.view.items
            if not self._wrong_only or one.outcome.value != "right" or one.position == self._at
        ]
        here = places.index(self._at)
        before = places[here - 1] if here else None
        after = places[here + 1] if here + 1 < len(places) else None
        return before, after

    def state(self) -> object:
        """The question that is looked at."""
        return self._at if self.view is not None else None

    def restore(self, state: object) -> None:
        """Come back to it in another look."""
        self._return = state if isinstance(state, int) else None

    def focus_first(self) -> None:
        """The question, once it is there."""
        if self.item is not None:
            self.item.focus_question()
        else:
            super().focus_first()


def _counts(view: ReviewView) -> str:
    states = [one.outcome.value for one in view.items]
    parts = [(states.count("right"), "câu đúng"), (states.count("partly"), "câu đúng một phần")]
    parts += [(states.count("wrong"), "câu chưa đúng"), (states.count("open"), "câu chưa trả lời")]
    return " · ".join(f"{count} {words}" for count, words in parts if count)
