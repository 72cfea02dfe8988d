"""Certificates: all that are due at once, the register, and what can be done with a number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_folder
from elearn.desktop.pages.certificates_page import show_with_system
from elearn.desktop.presenters.unit.papers import COLUMNS, MadeView, PaperLine, PapersPresenter, PapersView
from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.unit.long_work import LongWork
from elearn.desktop.unit.progress_card import ProgressCard
from elearn.desktop.unit.reason_dialog import ReasonDialog
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.choosing import Check
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.search_input import search_input
from elearn.desktop.widgets.states import empty_state
from elearn.desktop.widgets.table import Table
from elearn.errors import Refusal
from elearn.vietnamese.text import fold
from elearn.wording import sentence

WHY = "Giấy chứng nhận được ký bằng khóa của đơn vị."
MOST_NAMES = 6


class PapersPage(UnitPage):
    """`unit-papers[:NUMBER]`."""

    title = "Giấy chứng nhận của đơn vị"
    tab = "unit-papers"
    widest = 1400
    fills = True
    choose_folder = staticmethod(choose_folder)
    show_file = staticmethod(show_with_system)
    primary: Button | None = None
    table: Table | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = PapersPresenter(context.services)
        self.work = LongWork(context.background, self)
        self.work.progressed.connect(self._progressed)
        self._progress: ProgressCard | None = None
        self._wanted = ""
        self._combined = True

    def open(self, argument: str) -> None:
        """Read who is due, and the register."""
        self._wanted = argument
        if not self.work.is_running:
            self.load(self._presenter.view, done=self._show)

    def may_leave(self) -> bool:
        """Whoever leaves while papers are issued may stop it, or stay."""
        if not self.work.is_running:
            return True
        words = "Giấy đã có số đều trọn vẹn và được giữ; lần sau cấp tiếp phần còn lại."
        if self.context.ask("Đang cấp giấy", words, "Dừng và rời trang", "Ở lại"):
            self.work.stop()
            return True
        return False

    def focus_first(self) -> None:
        """The page decides, once the register has come."""

    # The page

    def _show(self, view: PapersView) -> None:
        theme = self.theme
        self.primary = None
        ways = []
        if view.lines:
            ways.append(quiet_button(theme, "Xuất sổ…", partial(self.go.emit, "unit-lists")))
            if not view.due:
                ways.append(quiet_button(theme, "Lưu lại tất cả giấy…", self._issue))
        content, box = self.head("Giấy chứng nhận", view.about, ways)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._place)
        if view.due:
            self._place.addWidget(self._due_card(view.due))
            self._place.addSpacing(theme.space(3))
        self.table = None
        if view.lines:
            self._add_register(box, view)
        elif not view.due:
            words = (
                "Người đã hoàn thành khóa theo tệp kết quả đã nhận sẽ hiện ở đây; anh/chị cấp tất cả bằng một nút, số chạy liên "
                "tục theo năm."
            )
            go = partial(self.go.emit, "unit-intake")
            box.addWidget(empty_state(theme, "award", "Chưa có giấy nào chờ cấp", words, "Nhận kết quả…", go))
            box.addStretch(1)
        else:
            box.addStretch(1)
        self.show_content(content)
        if self.primary is not None and not self._wanted:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.table is not None:
            self.table.go_to(lambda line: line.number == self._wanted)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _due_card(self, due: tuple[str, ...]) -> Card:
        theme = self.theme
        card = Card(theme, padding=20)
        row = Reflow(theme.scaled(700), theme.space(5), theme.space(3))
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space(1))
        lines.addWidget(Heading(theme, f"{count_words(len(due))} giấy chờ cấp", 2))
        rest = f" và {count_words(len(due) - MOST_NAMES)} giấy khác" if len(due) > MOST_NAMES else ""
        lines.addWidget(Text(theme, ", ".join(due[:MOST_NAMES]) + rest, tone="ink2"))
        self.combined = Check(
            theme, "Thêm một tệp PDF gộp để đưa ra máy in", checked=self._combined, changed=self._set_combined
        )
        lines.addWidget(self.combined)
        row.add(words, 1)
        self.primary = primary_button(theme, f"Cấp {count_words(len(due))} giấy…", self._issue)
        row.add(self.primary)
        card.body.addWidget(row)
        return card

    def _set_combined(self, combined: bool) -> None:
        self._combined = combined

    def _add_register(self, box: QVBoxLayout, view: PapersView) -> None:
        theme = self.theme
        self.search = search_input(
            theme, "Tìm tên, số giấy, khóa", "Tìm theo tên, số giấy hoặc khóa", self._type
        )
        box.addWidget(self.search)
        box.addSpacing(theme.space(1))
        self.table = Table(theme, COLUMNS, "Sổ cấp giấy chứng nhận", "Không có giấy nào khớp.", several=True)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.put(view.lines)
        self.table.opened.connect(self._look)
        box.addWidget(self.table, 1)
        box.addWidget(self._actions())
        self.table.picked.connect(self._picked)

    def _actions(self) -> QWidget:
        theme = self.theme
        widget = Reflow(theme.scaled(760), theme.space(3), theme.space(2))
        widget.setContentsMargins(0, theme.space(2), 0, 0)
        self.picked_words = Text(theme, "", tone="ink2")
        widget.add(self.picked_words, 1)
        ways = Flow(8)
        self.look_button = quiet_button(theme, "Xem", self._look_picked, icon_name="eye")
        self.reprint_button = quiet_button(theme, "In lại…", self._reprint)
        self.replace_button = quiet_button(theme, "Thay giấy…", self._replace)
        self.again_button = quiet_button(theme, "Cấp giấy mới…", self._issue_again)
        self.revoke_button = quiet_button(theme, "Thu hồi…", self._revoke)
        for button in (
            self.look_button,
            self.reprint_button,
            self.replace_button,
            self.again_button,
            self.revoke_button,
        ):
            ways.add(button)
        ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        widget.add(ways)
        self._picked(0)
        return widget

    def _type(self, text: str) -> None:
        needles = fold(text).split()
        if self.table is not None:
            self.table.choose(
                (lambda line: all(word in line.found_by for word in needles)) if needles else None
            )

    def _picked(self, _number: int) -> None:
        line = self._line()
        words = "Chọn một giấy để xem, in lại, thay hoặc thu hồi."
        self.picked_words.set_text(f"Giấy số {line.number}, {line.name}" if line else words)
        known = line is not None and line.person is not None
        self.look_button.setEnabled(known)
        self.reprint_button.setEnabled(line is not None and line.is_valid)
        self.replace_button.setEnabled(line is not None and line.is_valid)
        self.revoke_button.setEnabled(line is not None and line.is_valid)
        self.again_button.setHidden(not (line is not None and line.state == "revoked" and known))

    def _line(self) -> PaperLine | None:
        picks = self.table.picks if self.table is not None else []
        return picks[0] if len(picks) == 1 else None

    # Issuing

    def _issue(self) -> None:
        folder = self.choose_folder(self, "Chọn thư mục để lưu giấy")
        if folder is not None:
            self.with_keys(partial(self._begin, folder), WHY)

    def _begin(self, folder: Path) -> None:
        clear(self._place)
        self._progress = ProgressCard(
            self.theme, "Đang cấp giấy", "Dừng lúc nào cũng được: giấy đã có số đều trọn vẹn, lần sau cấp tiếp.",
            self.work.stop,
        )  # fmt: skip
        self._place.addWidget(self._progress)
        self._place.addSpacing(self.theme.space(3))
        self._progress.show()
        work = partial(self._presenter.issue_all, folder, self._combined)
        self.work.begin(work, self._issued, self._refused)

    def _progressed(self, done: int, of: int) -> None:
        if self._progress is not None:
            self._progress.show_progress(done, of)

    def _issued(self, made: MadeView) -> None:
        self._progress = None
        self._after(made.words, made.tone, made.folder)

    def _after(self, words: str, tone: str, folder: Path | None) -> None:
        """Read the register again, with what became of it above."""

        def show(view: PapersView) -> None:
            self._show(view)
            more = [link_button(self.theme, "Mở thư mục", partial(self.show_file, folder))] if folder else []
            card = self.note(tone, "circle-check" if tone == "good" else "circle-alert", words, *more)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._place.insertWidget(0, card)
            self._place.insertSpacing(1, self.theme.space(3))
            card.show()
            card.setFocus(Qt.FocusReason.OtherFocusReason)

        self.load(self._presenter.view, done=show)

    def _refused(self, refusal: Refusal) -> None:
        self._progress = None
        self._after(sentence(refusal), "bad", None)

    # One paper

    def _look_picked(self) -> None:
        line = self._line()
        if line is not None:
            self._look(line)

    def _look(self, line: PaperLine) -> None:
        if line.person is not None:
            work = partial(self._presenter.to_look_at, line.number, line.copies)
            self.context.background.read(work, done=self._looked, owner=self)

    def _looked(self, path: Path) -> None:
        if not self.show_file(path):
            self.context.say(
                "Máy này chưa có chương trình xem PDF. Hãy lưu giấy thành tệp rồi mở ở máy khác."
            )

    def _reprint(self) -> None:
        line = self._line()
        words = "Bản in lại là văn bản thứ hai cùng số, ghi “In lại” và ngày; bản đầu vẫn có hiệu lực."
        if line and self.context.ask(f"In lại giấy số {line.number}?", words, "Chọn nơi lưu…"):
            self._into_folder(partial(self._presenter.reprint, line.number))

    def _replace(self) -> None:
        line = self._line()
        words = (
            "Giấy mới có số mới, ghi theo danh sách hiện nay và ghi rõ thay giấy nào. Giấy cũ hết hiệu lực. Hãy sửa thông tin "
            "của người này trước."
        )
        if line:
            dialog = ReasonDialog(self.context, f"Thay giấy số {line.number}", words, "Chọn nơi lưu…", self)
            if dialog.ask():
                self._into_folder(partial(self._presenter.replace, line.number, dialog.reason))

    def _issue_again(self) -> None:
        line = self._line()
        words = "Giấy đã thu hồi không có hiệu lực trở lại; người này được cấp giấy mới với số mới."
        if line and self.context.ask(f"Cấp giấy mới cho {line.name}?", words, "Chọn nơi lưu…"):
            self._into_folder(partial(self._presenter.issue_again, line))

    def _revoke(self) -> None:
        line = self._line()
        words = (
            "Số giấy vẫn còn trong sổ, ghi là đã thu hồi. Nơi kiểm tra biết khi nhận tệp khóa mới của đơn vị."
        )
        if line:
            dialog = ReasonDialog(
                self.context, f"Thu hồi giấy số {line.number}", words, "Thu hồi", self, danger=True
            )
            if dialog.ask():
                work = partial(self._presenter.revoke, line.number, dialog.reason)
                self.context.background.run(work, done=self._done, failed=self._refused, owner=self)

    def _into_folder(self, work: Callable[[Path], str]) -> None:
        folder = self.choose_folder(self, "Chọn thư mục để lưu giấy")
        if folder is None:
            return

        def begin() -> None:
            self.context.background.run(work, folder, done=self._done, failed=self._refused, owner=self)

        self.with_keys(begin, WHY)

    def _done(self, words: str) -> None:
        self._after(words, "good", None)
