"""Search over everything: as one types, by lesson, with the found words bold; arrows and Enter open a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from elearn.desktop.context import Context
from elearn.desktop.page import Page
from elearn.desktop.presenters.search import SearchPresenter, SearchView
from elearn.desktop.widgets.buttons import quiet_button
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.hit_list import HitList
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.scroll import Scroll
from elearn.desktop.widgets.states import empty_state

if TYPE_CHECKING:
    from elearn.errors import Refusal

WAIT_MS = 80
PLACEHOLDER = "Gõ không dấu cũng được: tin gia, dang tai, dieu 7…"


class SearchPage(Page):
    """`search[:TEXT]`."""

    title = "Tra cứu"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = self.theme
        self._presenter = SearchPresenter(context.services)
        self._asked = 0
        self._shown = ""
        side = 40 if theme.scale < 1.5 else 24
        outer = QVBoxLayout(self)
        outer.setContentsMargins(side, 32, side, 0)
        outer.setSpacing(0)
        outer.addWidget(Heading(theme, self.title))
        outer.addSpacing(theme.space(3))
        row = QHBoxLayout()
        self.input = QLineEdit()
        self.input.setFont(theme.font("reading"))
        self.input.setMinimumHeight(theme.target + 8)
        self.input.setMaximumWidth(theme.column)
        self.input.setPlaceholderText(PLACEHOLDER)
        self.input.setAccessibleName("Tìm trong các bài")
        self.input.setAccessibleDescription(
            "Kết quả hiện ra trong lúc gõ. Mũi tên xuống để chọn, Enter để mở."
        )
        self.input.setClearButtonEnabled(False)
        self.input.installEventFilter(self)
        row.addWidget(self.input, 1)
        row.addStretch(0)
        outer.addLayout(row)
        outer.addSpacing(theme.space(2))
        self.summary = Text(theme, "", "caption", "ink2")
        outer.addWidget(self.summary)
        outer.addSpacing(theme.space(2))
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        self.list = HitList(theme)
        self.list.setMaximumWidth(theme.scaled(940))
        self.list.opened.connect(self.go)
        self._stack.addWidget(self.list)
        self._empty: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.input.textEdited.connect(lambda _text: self._timer.start())
        self._tries: tuple[str, ...] = ()

    def open(self, argument: str) -> None:
        """Search for what the route names; without it, the last search stays."""
        self.context.background.read(self._presenter.tries, done=self._got_tries, owner=self)
        if argument and argument != self.input.text():
            self.input.setText(argument)
        self._search()

    def focus_first(self) -> None:
        """The field, its text ready to be typed over."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.selectAll()

    def state(self) -> object:
        """What was typed."""
        return self.input.text()

    def restore(self, state: object) -> None:
        """Type it again."""
        self.input.setText(str(state or ""))

    def _got_tries(self, tries: tuple[str, ...]) -> None:
        self._tries = tries
        if not self.input.text().strip():
            self._show_empty()

    def _search(self) -> None:
        self._timer.stop()
        text = self.input.text()
        self._asked += 1
        asked = self._asked
        if not text.strip():
            self._shown = ""
            self.summary.set_text("")
            self._show_empty()
            return

        def arrived(view: SearchView) -> None:
            if asked == self._asked:
                self._show(view)

        def failed(refusal: Refusal) -> None:
            from elearn.wording import sentence

            self.summary.set_text(sentence(refusal))

        self.context.background.read(self._presenter.view, text, done=arrived, failed=failed, owner=self)

    def _show(self, view: SearchView) -> None:
        self._shown = view.text
        if not view.rows:
            self.summary.set_text("")
            self._show_nothing(view)
        else:
            self.summary.set_text(view.summary)
            self.list.show_rows(view.rows, view.text)
            self._stack.setCurrentWidget(self.list)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.input, view.summary))

    def _put(self, widget: QWidget) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = Scroll("Gợi ý tra cứu", widget)
        self._empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _show_empty(self) -> None:
        text = (
            "Mọi bài, điều luật và từ trong bảng giải thích đều tìm được, có dấu hay không dấu. Thử một trong "
            "những từ này:"
        )
        self._put(self._with_tries(empty_state(self.theme, "search", "Tìm gì trong các bài học?", text)))

    def _show_nothing(self, view: SearchView) -> None:
        text = "Thử ít từ hơn, hoặc từ gần nghĩa. Có thể tìm theo số điều, ví dụ “Điều 13”. Hoặc thử:"
        self._put(self._with_tries(empty_state(self.theme, "search", view.summary, text)))

    def _with_tries(self, widget: QWidget) -> QWidget:
        flow = Flow(8)
        for words in self._tries:
            flow.add(quiet_button(self.theme, words, partial(self._try, words), name=f"Tìm: {words}"))
        layout = widget.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addSpacing(4)
        layout.addWidget(flow)
        layout.addStretch(1)
        return widget

    def _try(self, words: str) -> None:
        self.input.setText(words)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the results while one types; Enter opens the chosen one, Escape clears."""
        if watched is self.input and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and self.input.text():
            self.input.clear()
            self._search()
            return True
        if self._stack.currentWidget() is not self.list:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.list.step({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6}.get(key, -6))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current: QModelIndex = self.list.currentIndex()
            self.list.open_index(current if current.isValid() else self.list.first())
            return True
        return False
