"""The first page: who is learning."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import link_button, primary_button, quiet_button
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton

if TYPE_CHECKING:
    from elearn.desktop.presenters.profiles import ProfileCard, ProfilesPresenter, ProfilesView


class RoundSign(QWidget):
    """Somebody's initials in a circle."""

    def __init__(self, theme: Theme, letters: str) -> None:
        super().__init__()
        self._theme, self._letters = theme, letters
        side = theme.scaled(44)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The circle, then the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("accent"))
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(self._theme.font("body", 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class ProfileRow(RowButton):
    """One profile: the whole row is the button."""

    def __init__(self, theme: Theme, card: ProfileCard) -> None:
        parts = [card.name, card.about, card.seen, "có mã PIN" if card.has_pin else ""]
        super().__init__(theme, ", ".join(part for part in parts if part))
        self.row.addWidget(RoundSign(theme, card.initials))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, card.name, weight=600))
        about = " · ".join(part for part in (card.about, card.seen) if part)
        words.addWidget(Text(theme, about, "caption", "ink2"))
        self.row.addLayout(words, 1)
        if card.has_pin:
            self.row.addWidget(IconLabel(theme, "lock", "ink2", 18))
        self.row.addWidget(IconLabel(theme, "chevron-right", "ink2", 20))
        self.seal()


WELCOME = (
    ("book-open", "Bài ngắn, mỗi bài vài phút. Đọc đến đâu, máy nhớ đến đó."),
    ("award", "Luyện tập, thi, rồi nhận giấy xác nhận in được."),
    ("shield-check", "Không cần mạng, không cần tài khoản. Kết quả chỉ lưu trên máy này cho đến khi tự nộp."),
)


class ProfilesPage(ColumnPage):
    """Choose a profile or make one."""

    title = "Chọn người học"
    widest = 640
    centred = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: list[ProfileRow] = []

    def open(self, argument: str) -> None:
        """Read the profiles."""
        self.load(self._view, done=self._show)

    def _presenter(self) -> ProfilesPresenter:
        from elearn.desktop.presenters.profiles import ProfilesPresenter  # not before the first paint

        return ProfilesPresenter(self.context.services.records)

    def _view(self) -> ProfilesView:
        return self._presenter().view(self.context.services.clock.now())

    def _show(self, view: ProfilesView) -> None:
        content, box = column()
        theme = self.theme
        box.addWidget(Text(theme, "elearn", "h3", "accent", weight=700))
        if view.cards:
            self._show_cards(view, box)
        else:
            self._show_welcome(box)
        self.show_content(content)
        if not view.cards:  # a page that nothing follows stands where the eye falls, not under the edge
            box.addSpacing(theme.space(7) * 2)
            self._stack.setAlignment(content, Qt.AlignmentFlag.AlignVCenter)
        first = self._rows[0] if self._rows else self.make_button
        first.setFocus()

    def _show_cards(self, view: ProfilesView, box: QVBoxLayout) -> None:
        theme = self.theme
        box.addWidget(Heading(theme, "Ai đang học?"))
        box.addSpacing(theme.space(1))
        box.addWidget(Text(theme, "Mỗi người có kết quả riêng. Xin chọn đúng tên của mình.", tone="ink2"))
        box.addSpacing(theme.space(5))
        self._rows = [ProfileRow(theme, card) for card in view.cards]
        for row, card in zip(self._rows, view.cards, strict=True):
            row.clicked.connect(partial(self._chosen, card))
            box.addWidget(row)
            box.addSpacing(theme.space(2))
        box.addSpacing(theme.space(4))
        actions = Flow(theme.space(4))
        more = partial(self.go.emit, "profile-edit:new")
        actions.add(quiet_button(theme, "Thêm người học", more, icon_name="user-round-plus"))
        for words, route in (("Chuyển hồ sơ từ máy khác", "profile-edit:move"), ("Xem hướng dẫn", "help")):
            actions.add(link_button(theme, words, partial(self.go.emit, route)))
        box.addWidget(actions)

    def _show_welcome(self, box: QVBoxLayout) -> None:
        theme = self.theme
        box.addWidget(Heading(theme, "Kính chào anh/chị"))
        box.addSpacing(theme.space(2))
        what = "Chương trình học và thi về an ninh mạng, tin giả, ứng xử trên mạng và phát ngôn, dành cho cán bộ, công chức."
        box.addWidget(Text(theme, what, "reading"))
        box.addSpacing(theme.space(4))
        for sign, words in WELCOME:
            row = QHBoxLayout()
            row.setSpacing(theme.space(3))
            add_sign(row, theme, sign, "accent", 20)
            row.addWidget(Text(theme, words), 1)
            box.addLayout(row)
            box.addSpacing(theme.space(2))
        box.addSpacing(theme.space(4))
        ask = "Máy này chưa có người học nào. Xin lập hồ sơ của mình, mất khoảng một phút."
        box.addWidget(Text(theme, ask, "reading"))
        box.addSpacing(theme.space(4))
        self.make_button = primary_button(theme, "Lập hồ sơ", partial(self.go.emit, "profile-edit:new"))
        box.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(theme.space(5))
        ways = Flow(theme.space(5))
        for words, route in (("Chuyển hồ sơ từ máy khác", "profile-edit:move"), ("Xem hướng dẫn", "help")):
            ways.add(link_button(theme, words, partial(self.go.emit, route)))
        box.addWidget(ways)

    def _chosen(self, card: ProfileCard, _checked: bool = False) -> None:
        from elearn.desktop.pages.pin_dialog import let_in

        let_in(self.context, self._presenter(), card, self)
