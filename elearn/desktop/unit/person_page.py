"""Everything that the unit knows of a person: courses, attempts, devices, certificates, what happened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import column
from elearn.desktop.presenters.unit.intake import Candidate
from elearn.desktop.presenters.unit.joining import JoinPresenter
from elearn.desktop.presenters.unit.person import (
    ATTEMPT_COLUMNS,
    CourseLine,
    JoinedLine,
    PersonPresenter,
    PersonView,
    TrainingForm,
    TrainingLine,
)
from elearn.desktop.presenters.unit.roster import RosterPresenter
from elearn.desktop.unit.person_picker import PersonPicker
from elearn.desktop.unit.training_dialog import TrainingDialog
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.table import Table


class PersonPage(UnitPage):
    """`unit-person:KEY`."""

    title = "Người học"
    tab = "unit"
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = PersonPresenter(context.services)
        self._roster = RosterPresenter(context.services)
        self._joining = JoinPresenter(context.services)
        self._key = 0

    def open(self, argument: str) -> None:
        """Read what is known of the person."""
        self._key = int(argument) if argument.isdigit() else 0
        self.load(self._presenter.view, self._key, done=self._show)

    def _show(self, view: PersonView) -> None:
        theme = self.theme
        self._view = view
        go = self.go.emit
        ways: list[QWidget] = []
        if view.left:
            ways.append(quiet_button(theme, "Đưa trở lại", self._come_back, icon_name="undo-2"))
        else:
            ways.append(quiet_button(theme, "Đã rời đơn vị…", self._leave))
        ways.append(quiet_button(theme, "Gộp với…", self._find_other, name="Gộp với hồ sơ khác"))
        ways.append(quiet_button(theme, "Dữ liệu của người này…", partial(go, f"unit-data:{view.key}")))
        self.primary = primary_button(theme, "Sửa thông tin", partial(go, f"unit-person-edit:{view.key}"))
        ways.append(self.primary)
        content, box = self.head(view.name, view.summary, ways, back=("Tổng quan", "unit"))
        if view.left:
            box.addWidget(
                self.note("sunken", "log-out", f"{view.left}. Kết quả và giấy đã cấp vẫn được giữ.")
            )
            box.addSpacing(theme.space(4))
        for line in view.joined:
            apart = link_button(
                theme, "Tách ra", partial(self._part, line), name=f"Tách hồ sơ {line.name} ra"
            )
            box.addWidget(self.note("sunken", "users-round", line.words, apart))
            box.addSpacing(theme.space(3))
        self._looks = QVBoxLayout()
        box.addLayout(self._looks)
        upper = Reflow(theme.scaled(820), theme.space(5))
        upper.add(self._courses(view), 5)
        upper.add(self._beside(view), 3)
        box.addWidget(upper)
        box.addSpacing(theme.space(5))
        self._add_attempts(box, view)
        lower = Reflow(theme.scaled(820), theme.space(5))
        lower.add(self._lines("Giấy chứng nhận", [], "Chưa có giấy nào.", self._papers(view)), 1)
        lower.add(self._trainings(view), 1)
        box.addWidget(lower)
        box.addSpacing(theme.space(5))
        last = Reflow(theme.scaled(820), theme.space(5))
        last.add(self._lines("Máy và tệp đã nhận", view.devices, "Chưa nhận tệp nào của người này."), 1)
        last.add(self._lines("Đã thay đổi gì", view.history, ""), 1)
        box.addWidget(last)
        box.addStretch(1)
        self.show_content(content)
        self.context.background.look_long(
            self._presenter.looks, view.key, done=self._show_looks, owner=content
        )

    def _show_looks(self, looks: tuple[str, ...]) -> None:
        for words in looks:
            card = self.note("desk", "eye", f"Nên xem lại: {words}")
            self._looks.addWidget(card)
            self._looks.addSpacing(self.theme.space(3))
            card.show()

    def _courses(self, view: PersonView) -> QWidget:
        theme = self.theme
        widget, box = column()
        box.addWidget(Heading(theme, "Khóa được giao", 2))
        box.addSpacing(theme.space(2))
        if not view.courses:
            words = "Chưa được giao khóa nào: vai trò của người này không thuộc khóa nào đang giao."
            box.addWidget(Text(theme, words, tone="ink2"))
        for line in view.courses:
            box.addWidget(hairline())
            box.addWidget(self._course(line))
        if view.courses:
            box.addWidget(hairline())
        if view.note:
            box.addSpacing(theme.space(3))
            box.addWidget(Text(theme, f"Ghi chú: {view.note}", tone="ink2"))
        box.addStretch(1)
        return widget

    def _course(self, line: CourseLine) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(480), theme.space(3), theme.space(1))
        row.setContentsMargins(0, 10, 0, 10)
        words, lines = column()
        lines.addWidget(Text(theme, line.title, weight=600))
        if line.about:
            lines.addWidget(Text(theme, line.about, "caption", "ink2"))
        row.add(words, 1)
        row.add(Chip(theme, line.state, line.tone))
        return row

    def _beside(self, view: PersonView) -> QWidget:
        widget, box = column()
        box.addWidget(self._facts(view))
        box.addStretch(1)
        return widget

    def _facts(self, view: PersonView) -> Card:
        theme = self.theme
        card = Card(theme, padding=20)
        card.setAccessibleName("Thông tin trong danh sách")
        card.body.addLayout(facts_grid(theme, view.about))
        return card

    def _add_attempts(self, box: QVBoxLayout, view: PersonView) -> None:
        theme = self.theme
        if not view.attempts:
            return
        box.addWidget(Heading(theme, "Các lượt thi", 2))
        box.addSpacing(theme.space(1))
        table = Table(theme, ATTEMPT_COLUMNS, "Các lượt thi")
        table.put(view.attempts)
        table.setFixedHeight(table.whole_height(8))
        box.addWidget(table)
        box.addSpacing(theme.space(5))

    def _lines(self, title: str, lines: object, nothing: str, widgets: tuple[QWidget, ...] = ()) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(1))
        box.addWidget(Heading(theme, title, 2))
        texts = [Text(theme, words, tone="ink2") for words in lines]  # type: ignore[attr-defined]
        for part in (*texts, *widgets):
            box.addWidget(part)
        if not texts and not widgets and nothing:
            box.addWidget(Text(theme, nothing, tone="ink2"))
        box.addStretch(1)
        return widget

    def _papers(self, view: PersonView) -> tuple[QWidget, ...]:
        theme, rows = self.theme, []
        for paper in view.papers:
            row = Reflow(theme.scaled(360), theme.space(3), theme.space(1))
            words, lines = column()
            link = link_button(
                theme, f"Số {paper.number}", partial(self.go.emit, f"unit-papers:{paper.number}")
            )
            lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            lines.addWidget(Text(theme, paper.words, "caption", "ink2"))
            row.add(words, 1)
            row.add(Chip(theme, paper.state, paper.tone))
            rows.append(row)
        return tuple(rows)

    # Courses held by others

    def _trainings(self, view: PersonView) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(1))
        box.addWidget(Heading(theme, "Tập huấn do nơi khác tổ chức", 2))
        if not view.trainings:
            box.addWidget(Text(theme, "Chưa ghi lớp nào.", tone="ink2"))
        for line in view.trainings:
            words, lines = column()
            lines.addWidget(Text(theme, line.form.name, weight=600))
            lines.addWidget(Text(theme, line.words, "caption", "ink2"))
            ways = Flow(16)
            edit = partial(self._edit_training, line.form)
            ways.add(link_button(theme, "Sửa", edit, name=f"Sửa {line.form.name}", role="caption"))
            remove = partial(self._remove_training, line)
            ways.add(link_button(theme, "Bỏ", remove, name=f"Bỏ {line.form.name}", role="caption"))
            lines.addWidget(ways)
            box.addWidget(words)
        box.addSpacing(theme.space(1))
        add = quiet_button(
            theme, "Ghi thêm lớp…", partial(self._edit_training, TrainingForm()), icon_name="plus"
        )
        box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return widget

    def _edit_training(self, form: TrainingForm) -> None:
        dialog = TrainingDialog(self.context, form, self)
        if dialog.ask():
            self.context.background.run(
                self._presenter.keep_training, self._view.key, dialog.form, done=self._again, owner=self
            )

    def _remove_training(self, line: TrainingLine) -> None:
        if self.context.ask(
            "Bỏ lớp này?", f"“{line.form.name}” sẽ không còn trong danh sách và báo cáo.", "Bỏ", "Giữ lại"
        ):
            self.context.background.run(
                self._presenter.remove_training, line.form.id, done=self._again, owner=self
            )

    def _again(self, _: object) -> None:
        self.open(str(self._key))

    # Leaving and coming back

    def _leave(self) -> None:
        words = (
            f"{self._view.name} sẽ không còn trong danh sách và báo cáo từ hôm nay. Kết quả và giấy đã cấp vẫn được giữ; "
            "có thể đưa trở lại bất cứ lúc nào."
        )
        if self.context.ask("Ghi là đã rời đơn vị?", words, "Ghi là đã rời"):
            self.context.background.run(self._roster.leave, [self._view.key], done=self._again, owner=self)

    def _come_back(self) -> None:
        self.context.background.run(self._roster.come_back, self._view.key, done=self._again, owner=self)

    # Another row that is the same person

    def _find_other(self) -> None:
        self.context.background.read(
            self._joining.others, self._view.key, done=self._choose_other, owner=self
        )

    def _choose_other(self, people: tuple[Candidate, ...]) -> None:
        picker = PersonPicker(self.context, f"Gộp {self._view.name} với hồ sơ nào?", people, self)
        if picker.ask():
            self.go.emit(f"unit-join:{self._view.key}/{picker.chosen}")

    def _part(self, line: JoinedLine) -> None:
        words = (
            f"Hồ sơ {line.name} trở lại danh sách như trước khi gộp; kết quả, giấy, lớp tập huấn của hồ sơ ấy theo về. "
            "Điều đã sửa sau khi gộp thì giữ nguyên."
        )
        if self.context.ask("Tách hồ sơ này ra?", words, "Tách ra", "Giữ nguyên"):
            self.context.background.run(self._joining.part, line.key, done=self._parted, owner=self)

    def _parted(self, words: str) -> None:
        self.context.say(words)
        self._again(words)
