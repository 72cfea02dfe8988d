"""Hand results over: first what the file will hold, then where it goes, then what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_folder
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.certificates_page import show_with_system
from elearn.desktop.presenters.submit import Place, SubmitPresenter, SubmitView
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.widgets.buttons import Button, link_button, primary_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton
from elearn.desktop.widgets.states import empty_state, error_state
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

LOOK_EVERY_MS = 2_000


class SubmitPage(ColumnPage):
    """`submit`."""

    title = "Nộp kết quả"
    widest = 900
    choose_folder = staticmethod(choose_folder)
    show_file = staticmethod(show_with_system)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = SubmitPresenter(context.services, context.subject)
        self._sticks: tuple[Place, ...] = ()
        self._looked = False
        self._places: QVBoxLayout | None = None
        self._result: QVBoxLayout | None = None
        self.buttons: list[Button] = []
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look_for_sticks)

    def open(self, argument: str) -> None:
        """Read what would be handed over."""
        self._visit += 1
        visit = self._visit

        def arrived(view: SubmitView) -> None:
            if visit == self._visit:
                self._show(view)

        def failed(refusal: Refusal) -> None:
            if visit == self._visit:
                self._show_refusal(refusal)

        self.context.background.read(self._presenter.view, done=arrived, failed=failed, owner=self)

    def _show_refusal(self, refusal: Refusal) -> None:
        if refusal.reason is Reason.NOTHING_TO_HAND_IN:
            text = "Đọc một bài hoặc làm một lượt thi, rồi quay lại đây để lưu tệp kết quả cho đơn vị."
            go = partial(self.go.emit, "home")
            content, box = column()
            box.addWidget(Heading(self.theme, self.title))
            box.addWidget(empty_state(self.theme, "send", "Chưa có gì để nộp", text, "Về trang chủ", go))
            self.show_content(content)
        else:
            self.show_content(error_state(self.theme, sentence(refusal), partial(self.open, "")))

    def _show(self, view: SubmitView) -> None:
        theme = self.theme
        content, box = column()
        box.addWidget(Heading(theme, self.title))
        box.addSpacing(theme.space(2))
        intro = "Xem trước những gì sẽ nộp, chọn nơi lưu, rồi chuyển tệp cho người phụ trách tập huấn."
        box.addWidget(Text(theme, intro, tone="ink2"))
        box.addSpacing(theme.space(5))
        box.addWidget(self._what(view))
        box.addSpacing(theme.space(5))
        box.addWidget(Heading(theme, "Lưu tệp vào đâu", 2))
        box.addSpacing(theme.space(3))
        places = QWidget()
        self._places = QVBoxLayout(places)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(theme.space(2))
        box.addWidget(places)
        result = QWidget()
        self._result = QVBoxLayout(result)
        self._result.setContentsMargins(0, theme.space(4), 0, 0)
        box.addWidget(result)
        self.show_content(content)
        self._show_places()
        self._look_for_sticks()
        self._timer.start()

    def _what(self, view: SubmitView) -> Card:
        theme = self.theme
        card = Card(theme)
        card.setAccessibleName("Những gì sẽ nộp")
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        add_sign(head, theme, "file-text", "accent", 20, "h3")
        head.addWidget(Heading(theme, "Tệp sẽ có những gì", 3), 1)
        card.body.addLayout(head)
        card.body.addWidget(Text(theme, view.file_name, "caption", "ink2"))
        card.body.addSpacing(theme.space(2))
        card.body.addLayout(facts_grid(theme, view.facts))
        card.body.addSpacing(theme.space(3))
        card.body.addWidget(Text(theme, view.readers, "caption", "ink2"))
        if view.last:
            card.body.addWidget(Text(theme, view.last, "caption", "ink2"))
        return card

    # Where to

    def _look_for_sticks(self) -> None:
        if self.isVisible():
            self.context.background.read(self._presenter.sticks, done=self._found, owner=self)

    def _found(self, sticks: tuple[Place, ...]) -> None:
        first, self._looked = not self._looked, True
        if sticks == self._sticks:
            return
        new = [one for one in sticks if one not in self._sticks]
        self._sticks = sticks
        self._show_places()
        if new and not first:
            self.context.say(f"Đã thấy {new[0].title}.")

    def _show_places(self) -> None:
        if self._places is None:
            return
        had_focus = any(one.hasFocus() for one in self.buttons)
        clear(self._places)
        theme = self.theme
        self.buttons = []
        if self._sticks:
            first = self._sticks[0]
            button = primary_button(theme, f"Lưu vào {first.title}", partial(self._save, first.folder))
            self._places.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)
        else:
            hint = Text(theme, "Cắm USB vào máy, USB sẽ hiện ra ở đây. Hoặc chọn nơi khác:", tone="ink2")
            self._places.addWidget(hint)
        desktop = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation))
        rows = [
            *self._sticks[1:],
            Place("Màn hình nền", str(desktop), desktop, "monitor"),
            Place(
                "Thư mục khác…", "Thư mục chung của đơn vị, hoặc nơi nào tiện chuyển", Path(), "folder-open"
            ),
        ]
        for place in rows:
            act = self._choose if place.folder == Path() else partial(self._save, place.folder)
            row = self._row(place)
            row.clicked.connect(lambda _checked=False, act=act: act())
            self._places.addWidget(row)
            self.buttons.append(row)
        for number in range(self._places.count()):
            item = self._places.itemAt(number)
            widget = item.widget() if item else None
            if widget is not None:
                widget.show()
        if had_focus:
            self.buttons[0].setFocus()

    def _row(self, place: Place) -> RowButton:
        theme = self.theme
        row = RowButton(theme, f"Lưu vào {place.title}, {place.about}")
        row.row.addWidget(IconLabel(theme, place.icon, "accent", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, place.title, weight=600))
        words.addWidget(Text(theme, place.about, "caption", "ink2"))
        row.row.addLayout(words, 1)
        row.row.addWidget(IconLabel(theme, "chevron-right", "ink2", 18))
        row.seal()
        return row

    def _choose(self) -> None:
        folder = self.choose_folder(self, "Chọn thư mục để lưu tệp kết quả")
        if folder is not None:
            self._save(folder)

    def _save(self, folder: Path) -> None:
        run = self.context.background.run
        done = partial(self._saved, folder)
        run(self._presenter.export, folder, done=done, failed=self._not_saved, owner=self)

    def _saved(self, folder: Path, words: str) -> None:
        theme = self.theme
        card = Card(theme, "good", 20)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        add_sign(row, theme, "circle-check", "good", 22)
        row.addWidget(Text(theme, words), 1)
        card.body.addLayout(row)
        show = link_button(theme, "Mở thư mục", partial(self.show_file, folder), name=f"Mở thư mục {folder}")
        card.body.addSpacing(theme.space(2))
        below = QHBoxLayout()
        below.setContentsMargins(theme.scaled(22) + theme.space(3), 0, 0, 0)  # below the words, not the sign
        below.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(below)
        self._tell(card, words)

    def _not_saved(self, refusal: Refusal) -> None:
        words = sentence(refusal)
        card = Card(self.theme, "bad", 20)
        card.body.addWidget(Text(self.theme, words))
        self._tell(card, words)

    def _tell(self, card: Card, words: str) -> None:
        if self._result is None:
            return
        clear(self._result)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setAccessibleName(words)
        self._result.addWidget(card)
        card.show()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.bring_into_view(card)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks for sticks where nobody sees them."""
        super().hideEvent(event)
        self._timer.stop()
