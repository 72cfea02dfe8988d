"""Taking in result files: dropped, chosen, or from a watched folder; what became of each, and one step back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_folder, documents
from elearn.desktop.presenters.unit.intake import COLUMNS, IntakePresenter, IntakeResult, IntakeView
from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.unit.drop import FilesDrop
from elearn.desktop.unit.long_work import LongWork
from elearn.desktop.unit.progress_card import ProgressCard
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state
from elearn.desktop.widgets.table import Table
from elearn.errors import Refusal
from elearn.wording import sentence

LOOK_EVERY_MS = 15_000  # into the watched folder, while the page is seen
WHY = "Tệp kết quả được khóa kín cho đơn vị; cần khóa của đơn vị để mở."


def choose_files(parent: QWidget) -> list[Path]:
    """Result files to take in, [] where none was chosen."""
    kinds = "Tệp kết quả (*.kqht);;Mọi tệp (*)"
    chosen, _ = QFileDialog.getOpenFileNames(parent, "Chọn tệp kết quả", str(documents()), kinds)
    return [Path(one) for one in chosen]


class IntakePage(UnitPage):
    """`unit-intake`."""

    title = "Nhận kết quả"
    tab = "unit-intake"
    fills = True
    choose_files = staticmethod(choose_files)
    choose_folder = staticmethod(choose_folder)
    primary: Button | None = None
    result: IntakeResult | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = IntakePresenter(context.services)
        self.work = LongWork(context.background, self)
        self.work.progressed.connect(self._progressed)
        self._progress: ProgressCard | None = None
        self._given: list[Path] = []
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def open(self, argument: str) -> None:
        """Read what the last intake was, unless one is running."""
        if not self.work.is_running:
            self.load(self._presenter.view, done=self._show)

    def give(self, files: Sequence[Path]) -> None:
        """Take files in as soon as the page stands; called right after it was opened."""
        if self.work.is_running:
            self.context.say("Máy đang nhận các tệp khác. Nhận xong, xin mở lại tệp này.")
        else:
            self._given = list(files)

    def may_leave(self) -> bool:
        """Whoever leaves while files are taken in may stop it, or stay."""
        if not self.work.is_running:
            return True
        words = "Tệp đã nhận được giữ; tệp còn lại nhận sau, không mất gì."
        if self.context.ask("Đang nhận kết quả", words, "Dừng và rời trang", "Ở lại"):
            self.work.stop()
            return True
        return False

    def focus_first(self) -> None:
        """The one thing that this page is for."""
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    # The page

    def _show(self, view: IntakeView) -> None:
        theme = self.theme
        content, box = self.head("Nhận kết quả", "Nhận lại một tệp bao nhiêu lần cũng chỉ tính một lần.")
        if not view.has_roster:
            words = "Máy cần danh sách để biết tệp nào của ai. Hãy nhập danh sách trước; tệp kết quả giữ ở chỗ cũ."
            self.ask_for_roster(content, box, "Chưa có danh sách người học", words)
            return
        self._upper = QVBoxLayout()
        self._upper.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._upper)
        self._show_drop()
        self._watch_place = QVBoxLayout()
        box.addSpacing(theme.space(2))
        box.addLayout(self._watch_place)
        self._show_watched(view.watched, ())
        self._lower = QVBoxLayout()
        self._lower.setContentsMargins(0, theme.space(3), 0, 0)
        box.addLayout(self._lower, 1)
        self.show_content(content)
        if view.last is not None:
            self._show_result(view.last, view.waiting, view.strangers)
        else:
            self._show_how()
        self.focus_first()
        self._look()
        self._timer.start()
        if self._given:
            given, self._given = self._given, []
            self.take(given)

    def _show_how(self) -> None:
        words = (
            "Trên máy của mình, người học bấm “Lưu tệp kết quả…” ở Trang chủ, rồi đưa tệp bằng USB hoặc thư mục chung. "
            "Máy này kiểm tra từng tệp, báo tệp nào nhận, tệp nào không và vì sao."
        )
        self._lower.addWidget(empty_state(self.theme, "inbox", "Chưa nhận tệp nào", words))
        self._lower.addStretch(1)

    def _show_drop(self) -> None:
        theme = self.theme
        clear(self._upper)
        drop = FilesDrop(
            theme, "inbox", "Thả tệp kết quả (.kqht) hoặc cả thư mục vào đây, nhiều bao nhiêu cũng được."
        )
        drop.dropped.connect(self.take)
        self.primary = primary_button(
            theme, "Chọn thư mục…", self._choose_folder, name="Chọn thư mục có tệp kết quả"
        )
        drop.ways.add(quiet_button(theme, "Chọn tệp…", self._choose_files))
        drop.ways.add(self.primary)
        self._upper.addWidget(drop)
        drop.show()

    def _choose_files(self) -> None:
        paths = self.choose_files(self)
        if paths:
            self.take(paths)

    def _choose_folder(self) -> None:
        folder = self.choose_folder(self, "Chọn thư mục có tệp kết quả")
        if folder is not None:
            self.take([folder])

    # Taking in

    def take(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, once the keys are open."""
        self.with_keys(partial(self._begin, list(paths)), WHY)

    def _begin(self, paths: list[Path]) -> None:
        clear(self._upper)
        clear(self._lower)
        self._progress = ProgressCard(
            self.theme, "Đang nhận kết quả", "Dừng lúc nào cũng được: tệp đã nhận thì giữ, tệp chưa nhận vẫn ở chỗ cũ.",
            self.work.stop,
        )  # fmt: skip
        self._upper.addWidget(self._progress)
        self._progress.show()
        self._progress.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.work.begin(partial(self._presenter.take, paths), self._taken, self._refused)

    def _progressed(self, done: int, of: int) -> None:
        if self._progress is not None:
            self._progress.show_progress(done, of)

    def _taken(self, result: IntakeResult) -> None:
        self._progress = None
        self._show_drop()
        self._show_result(result, result.waiting, 0)
        self._look()

    def _refused(self, refusal: Refusal) -> None:
        self._progress = None
        self._show_drop()
        clear(self._lower)
        card = self.note("bad", "circle-alert", sentence(refusal))
        self._lower.addWidget(card)
        self._lower.addStretch(1)
        card.show()

    # What became of it

    def _show_result(self, result: IntakeResult, waiting: int, strangers: int) -> None:
        theme = self.theme
        self.result = result
        clear(self._lower)
        card = Card(theme, result.tone, 16)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setAccessibleName(f"{result.title}. {result.sum}")
        card.body.addWidget(Text(theme, result.title, weight=600))
        card.body.addWidget(Text(theme, result.sum))
        ways = Flow(16)
        if waiting:
            words = f"Quyết định {waiting} tệp đang chờ"
            ways.add(link_button(theme, words, partial(self.go.emit, "unit-conflicts")))
        elif strangers:
            words = f"{strangers} tệp của người ngoài danh sách"
            ways.add(link_button(theme, words, partial(self.go.emit, "unit-conflicts")))
        else:
            ways.add(link_button(theme, "Các quyết định đã ghi", partial(self.go.emit, "unit-conflicts")))
        if result.can_undo:
            ways.add(link_button(theme, "Hoàn tác lần nhận này", self._undo))
        card.body.addSpacing(theme.space(1))
        card.body.addWidget(ways)
        self._lower.addWidget(card)
        if result.refused:
            words = "Tệp không nhận vẫn ở nguyên chỗ cũ. Lý do ghi ở từng dòng."
            self._lower.addWidget(Text(theme, words, "caption", "ink2"))
        table = Table(theme, COLUMNS, "Từng tệp trong lần nhận")
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        table.put(result.lines)
        self.table = table
        self._lower.addWidget(table, 1)
        for widget in (card, table):
            widget.show()
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        words = (
            "Mọi thứ trở về như trước lần nhận gần nhất. Các tệp vẫn ở chỗ cũ, nhận lại lúc nào cũng được."
        )
        if self.context.ask("Hoàn tác lần nhận?", words, "Hoàn tác", "Để sau", danger=True):
            self.context.background.run(self._presenter.undo, done=self._undone, owner=self)

    def _undone(self, words: str) -> None:
        self.context.say(words)
        self.open("")

    # The watched folder

    def _look(self) -> None:
        if self.isVisible() and not self.work.is_running:
            self.context.background.look_long(self._presenter.new_in_watched, done=self._found, owner=self)

    def _found(self, files: tuple[Path, ...]) -> None:
        if self._watched_words and not self.work.is_running:
            self._show_watched(self._watched_words, files)

    def _show_watched(self, folder: str, files: tuple[Path, ...]) -> None:
        theme = self.theme
        self._watched_words = folder
        clear(self._watch_place)
        ways = Flow(16)
        if not folder:
            words = "Người học nộp vào một thư mục chung? Máy để ý thư mục ấy và báo khi có tệp mới."
            ways.add(link_button(theme, "Chọn thư mục theo dõi…", self._choose_watched, role="caption"))
        elif files:
            words = f"Thư mục theo dõi có {count_words(len(files))} tệp mới: {folder}"
            ways.add(
                quiet_button(theme, f"Nhận {count_words(len(files))} tệp mới", partial(self.take, files))
            )
        else:
            words = f"Đang theo dõi {folder}; chưa có tệp mới."
        if folder:
            ways.add(link_button(theme, "Đổi thư mục…", self._choose_watched, role="caption"))
            ways.add(link_button(theme, "Thôi theo dõi", self._stop_watching, role="caption"))
        line = Reflow(theme.scaled(760), theme.space(4), theme.space(1))
        line.add(Text(theme, words, "caption", "ink2"), 1)
        ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line.add(ways)
        self._watch_place.addWidget(line)
        line.show()

    def _choose_watched(self) -> None:
        folder = self.choose_folder(self, "Chọn thư mục theo dõi")
        if folder is not None:
            self.context.background.run(self._presenter.watch, folder, done=self._watching, owner=self)

    def _stop_watching(self) -> None:
        self.context.background.run(self._presenter.watch, None, done=self._watching, owner=self)

    def _watching(self, folder: str) -> None:
        self._show_watched(folder, ())
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks into folders where nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()
