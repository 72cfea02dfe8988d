"""The unit at a glance: what is to be done next, four numbers, bars, and everybody in one table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import column
from elearn.desktop.presenters.unit.overview import ExtrasView, OverviewPresenter, OverviewView
from elearn.desktop.presenters.unit.people_table import (
    ALL,
    COLUMNS,
    LOOKS,
    UNFINISHED,
    FoundBy,
    PersonLine,
    State,
    filter_of,
)
from elearn.desktop.unit.figures import Bars, Figures
from elearn.desktop.unit.steps import Steps
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, choice_button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.choosing import Combo
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.search_input import search_input
from elearn.desktop.widgets.table import Table
from elearn.vietnamese.text import fold

MOST_LOOKS = 4
MOST_BARS = 4  # beside the four numbers; all of them are on the chart's page
_FILTERS = ((ALL, "Tất cả"), (UNFINISHED, "Chưa xong"), (State.LATE.name, "Quá hạn"), (LOOKS, "Nên xem lại"))


class OverviewPage(UnitPage):
    """`unit[:COURSE]`."""

    title = "Đơn vị"
    widest = 1400
    fills = True
    primary: Button | None = None
    table: Table | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = OverviewPresenter(context.services)
        self._course, self._which, self._part, self._words = "", ALL, "", ""
        self._current: int | None = None
        self._extras: ExtrasView | None = None
        self._found_by = FoundBy()
        self.filters: dict[str, Button] = {}
        search = QShortcut(QKeySequence("Ctrl+Shift+F"), self, self._to_search)
        search.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self, argument: str) -> None:
        """Read how the unit stands."""
        if argument:
            self._course = argument
        self.load(self._presenter.view, self._course, done=self._show, again=self._focus)

    def state(self) -> object:
        """The filters and the row, for when the look changes."""
        return self._course, self._which, self._part, self._words, self._current

    def restore(self, state: object) -> None:
        """Take them over."""
        if isinstance(state, tuple):
            self._course, self._which, self._part, self._words, self._current = state

    # Showing

    def _show(self, view: OverviewView) -> None:
        self._course, self._found_by = view.course, FoundBy()
        self.primary = self.table = None
        if not view.title:
            self._show_welcome(view)
        elif view.steps and not view.lines:
            self._show_steps(view)
        else:
            self._show_people(view)
        self._focus()

    def _focus(self) -> None:
        if self.table is not None and self._current is not None:
            self.table.go_to(lambda line: line.key == self._current)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """The view decides, once it has come."""

    def _show_welcome(self, view: OverviewView) -> None:
        theme = self.theme
        content, box = self.head(
            "Đơn vị", "Dành cho người phụ trách tập huấn của cơ quan, đơn vị.", tabs=False
        )
        words = (
            "Ở đây, anh/chị nhập danh sách người học, giao khóa, nhận tệp kết quả, theo dõi ai đã học, lập danh sách "
            "và cấp giấy chứng nhận. Mọi việc làm trên máy này, không cần mạng. Người chỉ học thì không cần mục này."
        )
        text = Text(theme, words, "reading")
        text.setMaximumWidth(theme.column)
        box.addWidget(text)
        box.addSpacing(theme.space(5))
        box.addWidget(self._steps(view), 0)
        box.addSpacing(theme.space(4))
        guide = link_button(
            theme, "Đọc hướng dẫn cho người phụ trách đơn vị", partial(self.go.emit, "help:don-vi")
        )
        box.addWidget(guide, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(theme.space(2))
        restore = link_button(
            theme, "Đã có bản sao lưu từ máy khác? Khôi phục", partial(self.go.emit, "unit-restore")
        )
        box.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.show_content(content)

    def _show_steps(self, view: OverviewView) -> None:
        content, box = self.head(view.title, view.about or "Còn mấy bước nữa là theo dõi được việc học")
        box.addWidget(self._steps(view))
        box.addStretch(1)
        self.show_content(content)

    def _steps(self, view: OverviewView) -> QWidget:
        steps = Steps(self.theme, view.steps, self.go.emit)
        steps.setMaximumWidth(self.theme.scaled(760))
        self.primary = steps.primary
        return steps

    def _show_people(self, view: OverviewView) -> None:
        theme = self.theme
        content, box = self.head(view.title, view.about, self._ways(view))
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._above)
        if not view.has_results:
            self._above.addWidget(self._no_results())
            self._above.addSpacing(theme.space(3))
        upper = Reflow(theme.scaled(760), theme.space(4), theme.space(3))
        upper.add(Figures(theme, view.figures, self._press_figure), 4)
        if view.bars:
            upper.add(self._bars(view), 5)
        box.addWidget(upper)
        box.addSpacing(theme.space(4))
        box.addWidget(self._filter_row(view))
        self._looks = QVBoxLayout()
        self._looks.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._looks)
        box.addSpacing(theme.space(1))
        self.table = Table(
            theme,
            COLUMNS,
            "Người học",
            "Không có ai khớp với điều đã chọn. Hãy chọn “Tất cả” hoặc xóa chữ tìm.",
        )
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.opened.connect(self._open_person)
        self.table.chosen.connect(self._keep_current)
        self.table.put(view.lines)
        box.addWidget(self.table, 1)
        self._choose()
        self.show_content(content)
        if view.has_results:
            self.context.background.look_long(
                self._presenter.extras, done=self._show_extras, owner=self.table
            )

    def _show_extras(self, extras: ExtrasView) -> None:
        """What took longer to read: conflicts above, and whom a second look is about."""
        self._extras = extras
        theme = self.theme
        if extras.waiting:
            words = f"{extras.waiting} tệp kết quả đang chờ anh/chị quyết định, nên chưa được tính."
            settle = link_button(theme, "Xem và quyết định", partial(self.go.emit, "unit-conflicts"))
            note = self.note("desk", "circle-question-mark", words, settle)
            self._above.addWidget(note)
            self._above.addSpacing(theme.space(3))
            note.show()
            if self.tabs is not None:
                self.setTabOrder(self.tabs.last, settle)
        about = extras.looked_at
        if about and self.table is not None:
            self.filters[LOOKS].setText(f"Nên xem lại {len(about)}")
            self.filters[LOOKS].setAccessibleName(f"Nên xem lại {len(about)}")
            self.filters[LOOKS].show()
            self._choices.updateGeometry()
            if self._which == LOOKS:
                self._choose()

    def _show_looks(self) -> None:
        """Above the people whom a second look is about: what was noticed, in words."""
        clear(self._looks)
        looks = self._extras.looks if self._extras and self._which == LOOKS else ()
        if not looks:
            return
        theme = self.theme
        card = Card(theme, "desk", 16)
        card.body.addWidget(
            Text(
                theme, "Nên xem lại, không phải kết luận: mỗi điều dưới đây đều có thể có lý do.", weight=600
            )
        )
        for look in looks[:MOST_LOOKS]:
            card.body.addWidget(Text(theme, f"{look.who}: {look.words}"))
        if len(looks) > MOST_LOOKS:
            rest = f"Và {len(looks) - MOST_LOOKS} điều khác; mở trang của từng người để xem."
            card.body.addWidget(Text(theme, rest, tone="ink2"))
        self._looks.addWidget(card)
        card.show()

    def _ways(self, view: OverviewView) -> list[QWidget]:
        theme, go = self.theme, self.go.emit
        lists = (primary_button if view.has_results else quiet_button)(
            theme,
            "Xuất danh sách",
            partial(go, f"unit-lists:{self._course}" if self._course else "unit-lists"),
        )
        intake = (quiet_button if view.has_results else primary_button)(
            theme, "Nhận kết quả…", partial(go, "unit-intake")
        )
        self.primary = lists if view.has_results else intake
        papers = (
            [quiet_button(theme, f"Cấp giấy ({view.due})", partial(go, "unit-papers"))] if view.due else []
        )
        return [intake, *papers, lists] if view.has_results else [*papers, lists, intake]

    def _no_results(self) -> Card:
        return self.note(
            "accent",
            "inbox",
            "Chưa nhận tệp kết quả nào. Khi người học nộp tệp (.kqht) qua USB hoặc thư mục chung, hãy bấm “Nhận kết quả”.",
        )

    def _bars(self, view: OverviewView) -> Card:
        theme = self.theme
        card = Card(theme, padding=16)
        card.setAccessibleName("Theo bộ phận" if not self._course else "Theo bộ phận, một khóa")
        card.body.addStretch(1)
        card.body.addWidget(Bars(theme, view.bars[:MOST_BARS]))
        card.body.addStretch(1)
        card.body.addSpacing(theme.space(2))
        words = f"Xem cả {len(view.bars)} bộ phận" if len(view.bars) > MOST_BARS else "Biểu đồ, để in"
        link = link_button(theme, words, partial(self.go.emit, "unit-chart"), role="caption")
        card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _filter_row(self, view: OverviewView) -> QWidget:
        theme, counts = self.theme, dict(view.counts)
        widget, box = column(theme.space(2))
        row = Reflow(theme.scaled(940), theme.space(3), theme.space(2))
        choices = self._choices = Flow(8)  # no button group: Tab would stop at one of them only
        self.filters = {}
        for which, words in _FILTERS:
            button = choice_button(
                theme,
                f"{words} {counts.get(which, 0)}",
                partial(self._press_filter, which),
                checked=which == self._which,
            )
            choices.add(button)
            self.filters[which] = button
            button.setHidden(which != ALL and not counts.get(which) and which != self._which)
        row.add(choices, 0)
        narrow = QWidget()
        inputs = Reflow(theme.scaled(420), theme.space(2), theme.space(2))
        if len(view.courses) > 2:
            self.course_choice = Combo(theme, view.courses, "Khóa", self._course, self._choose_course)
            inputs.add(self.course_choice, 3)
        if len(view.parts) > 2:
            self.part_choice = Combo(theme, view.parts, "Bộ phận", self._part, self._choose_part)
            inputs.add(self.part_choice, 3)
        self.search = search_input(
            theme, "Tìm tên, mã", "Tìm theo tên, mã hoặc bộ phận", self._type, self._words
        )
        inputs.add(self.search, 3)
        holder = QVBoxLayout(narrow)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(inputs)
        row.add(narrow, 1)
        box.addWidget(row)
        self.shown_words = Text(theme, "", "caption", "ink2")
        box.addWidget(self.shown_words)
        return widget

    # Choosing

    def _press_figure(self, which: str) -> None:
        self._press_filter(which if self._which != which else ALL)

    def _press_filter(self, which: str) -> None:
        self._which = which
        for name, button in self.filters.items():
            button.setChecked(name == which)
        self._choose()

    def _choose_course(self, course: str) -> None:
        self._course = course
        self.load(self._presenter.view, course, done=self._show)

    def _choose_part(self, part: str) -> None:
        self._part = part
        self._choose()

    def _type(self, words: str) -> None:
        self._words = words
        self._choose()

    def _choose(self) -> None:
        if self.table is None:
            return
        looked_at = self._extras.looked_at if self._extras else frozenset()
        self.table.choose(filter_of(self._which, self._part, fold(self._words), looked_at, self._found_by))
        self._show_looks()
        shown, there = self.table.shown, len(self.table.rows_model.arranged.rows)
        self.shown_words.setVisible(shown != there)
        state = "" if self._which not in State.__members__ else f", {State[self._which].value.lower()}"
        self.shown_words.set_text(f"Đang xem {shown} trong {there} người{state}.")

    def _to_search(self) -> None:
        if self.table is not None:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _keep_current(self, line: PersonLine) -> None:
        self._current = line.key

    def _open_person(self, line: PersonLine) -> None:
        self._current = line.key
        self.go.emit(f"unit-person:{line.key}")
