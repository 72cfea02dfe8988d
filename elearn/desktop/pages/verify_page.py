"""Check a certificate: choose a file, drop it, or paste a QR's text; what was found is said in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_file
from elearn.desktop.page import ColumnPage, add_way_in, column
from elearn.desktop.presenters.unit_link import UnitLinkPresenter
from elearn.desktop.presenters.verify import VerifyPresenter, VerifyView
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.drop_frame import DropFrame
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import error_state
from elearn.errors import Refusal
from elearn.wording import sentence

KINDS = "Giấy hoặc nội dung mã QR (*.pdf *.txt);;Mọi tệp (*)"
KEY_KINDS = "Tệp khóa của nơi cấp (*.khoa);;Mọi tệp (*)"
_MARKS = {
    "passed": ("circle-check", "good", "Đạt"),
    "failed": ("circle-x", "bad", "Không đạt"),
    "open": ("minus", "ink2", "Chưa kiểm tra"),
}


class DropArea(DropFrame):
    """Where a file can be dropped: emits its path. Only a single file of this machine is taken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 24)
        self.body.setSpacing(theme.space(2))

    def taken(self, urls: list[QUrl]) -> Path | None:
        """Its path; nothing from another machine."""
        if len(urls) != 1 or not urls[0].isLocalFile() or urls[0].host():
            return None
        return Path(urls[0].toLocalFile())


class VerifyPage(ColumnPage):
    """`verify`."""

    title = "Kiểm tra giấy"
    widest = 900
    choose_file = staticmethod(choose_file)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = VerifyPresenter(context.services)
        self._key: Path | None = None
        self._last: Path | str | None = None
        self.result: VerifyView | None = None
        self._build()

    def _build(self) -> None:
        theme = self.theme
        content, box = column()
        add_way_in(self, box)
        box.addWidget(Heading(theme, self.title))
        box.addSpacing(theme.space(2))
        intro = Text(
            theme,
            "Kiểm tra không cần mạng: giấy có đúng như lúc cấp không, do khóa nào ký, có bị thu hồi không.",
            tone="ink2",
        )
        box.addWidget(intro)
        box.addSpacing(theme.space(5))
        drop = DropArea(theme)
        drop.dropped.connect(self.check)
        drop.body.addWidget(IconLabel(theme, "file-check", "accent", 32))
        drop.body.addWidget(Text(theme, "Thả tệp PDF của giấy vào đây, hoặc chọn tệp.", "reading"))
        ways = Flow(12)
        self.choose_button: Button = primary_button(
            theme, "Chọn tệp…", self._choose, name="Chọn tệp giấy để kiểm tra"
        )
        ways.add(self.choose_button)
        self.key_button = quiet_button(
            theme, "Thêm tệp khóa của nơi cấp…", self._choose_key, icon_name="key-round"
        )
        ways.add(self.key_button)
        drop.body.addWidget(ways)
        self.key_words = Text(theme, "", "caption", "ink2")
        self.trust_button = link_button(theme, "Tin khóa này từ nay…", self._trust, role="caption")
        self.key_line = Flow(12)
        self.key_line.add(self.key_words)
        self.key_line.add(self.trust_button)
        self.key_line.hide()
        drop.body.addWidget(self.key_line)
        box.addWidget(drop)
        box.addSpacing(theme.space(4))
        self.code = Field(
            theme, "Hoặc dán nội dung mã QR", "Bắt đầu bằng ELEARN1:, quét từ giấy in.", width=560
        )
        self.code.input.returnPressed.connect(self._check_code)
        box.addWidget(self.code)
        box.addSpacing(theme.space(2))
        button = quiet_button(theme, "Kiểm tra mã", self._check_code)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(theme.space(5))
        self._place = QVBoxLayout()
        box.addLayout(self._place)
        self.show_content(content)

    def _choose(self) -> None:
        path = self.choose_file(self, "Chọn giấy để kiểm tra", KINDS)
        if path is not None:
            self.check(path)

    def _choose_key(self) -> None:
        path = self.choose_file(self, "Chọn tệp khóa của nơi cấp", KEY_KINDS)
        if path is None:
            return
        self._key = path
        self.key_words.set_text(f"Đang dùng tệp khóa {path.name}.")
        self.trust_button.show()
        self.key_line.show()
        if isinstance(self._last, Path):
            self.check(self._last)
        elif self._last:
            self._check_code()

    def _trust(self) -> None:
        """Keep the key, so that it need not be chosen again; the fingerprint is compared first."""
        if self._key is not None:
            from elearn.desktop.pages.unit_link_section import ask_to_trust

            presenter = UnitLinkPresenter(self.context.services)
            ask_to_trust(self.context, presenter, self._key, self, self.trust_button.hide)

    def check(self, path: Path) -> None:
        """Check a file, off the GUI thread."""
        self._last = path
        run = self.context.background.read
        run(self._presenter.check, path, self._key, done=self._show, failed=self._failed, owner=self)

    def _check_code(self) -> None:
        text = self.code.value
        if not text:
            self.code.set_error("Hãy dán nội dung mã QR vào đây.")
            self.code.input.setFocus()
            return
        self.code.set_error("")
        self._last = text
        run = self.context.background.read
        run(self._presenter.check_text, text, self._key, done=self._show, failed=self._failed, owner=self)

    def _failed(self, refusal: Refusal) -> None:
        self.result = None
        self._put(error_state(self.theme, sentence(refusal)))

    def _show(self, view: VerifyView) -> None:
        self.result = view
        card = self._card(view)
        self._put(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, widget: QWidget) -> None:
        clear(self._place)
        self._place.addWidget(widget)
        widget.show()
        self.scroll_area.bring_into_view(widget)

    def _card(self, view: VerifyView) -> Card:
        theme = self.theme
        card = Card(theme, view.tone if view.tone != "plain" else "sunken")
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setAccessibleName(f"{view.title}. {view.reason}")
        tone = view.tone if view.tone != "plain" else "ink"
        head = QHBoxLayout()
        head.setSpacing(theme.space(3))
        add_sign(head, theme, view.icon, tone, 24, "h2")
        head.addWidget(Heading(theme, view.title, 2, tone), 1)
        card.body.addLayout(head)
        card.body.addWidget(Text(theme, view.file_name, "caption", "ink2"))
        card.body.addSpacing(theme.space(1))
        card.body.addWidget(Text(theme, view.reason, "reading"))
        if view.facts:
            card.body.addSpacing(theme.space(3))
            card.body.addWidget(Text(theme, view.facts_title, weight=600))
            card.body.addLayout(facts_grid(theme, view.facts))
        if view.steps:
            card.body.addSpacing(theme.space(3))
            card.body.addWidget(Text(theme, "Đã kiểm tra", weight=600))
            for state, words in view.steps:
                card.body.addLayout(self._step(state, words))
        if view.cannot:
            card.body.addSpacing(theme.space(3))
            card.body.addWidget(Text(theme, "Điều máy không chứng minh được", weight=600))
            card.body.addWidget(Text(theme, view.cannot, tone="ink2"))
        if view.ask_key:
            card.body.addSpacing(theme.space(3))
            more = quiet_button(theme, "Chọn tệp khóa của nơi cấp…", self._choose_key, icon_name="key-round")
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _step(self, state: str, words: str) -> QHBoxLayout:
        theme = self.theme
        icon_name, tone, said = _MARKS[state]
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        add_sign(row, theme, icon_name, tone, 18)
        text = Text(theme, words, tone="ink" if state != "open" else "ink2")
        text.setAccessibleName(f"{said}: {words}")
        row.addWidget(text, 1)
        return row

    def focus_first(self) -> None:
        """The one thing that this page is for."""
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
