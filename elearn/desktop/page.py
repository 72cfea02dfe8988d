"""What every page is: built on its first visit, opened with an argument, asked before it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.widgets.later import Later
from elearn.desktop.widgets.scroll import Scroll
from elearn.desktop.widgets.still import Still
from elearn.desktop.widgets.way_back import add_way_back
from elearn.errors import Refusal

PATIENCE_MS = 200  # a page that opens faster shows no "Đang mở…"


class Page(QWidget):
    """A screen of the window. Emits `go` with a route when the learner wants to be elsewhere."""

    go = Signal(str)
    full_screen = False  # True: no side bar
    title = "elearn"  # of the window, and of the page for a screen reader

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.theme = context, context.theme
        self.setAccessibleName(self.title)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_loading)
        self._still = Still(self)

    def open(self, argument: str) -> None:
        """Show what the argument of the route names; called at each visit."""

    def may_leave(self) -> bool:
        """Whether the learner may go elsewhere now; a page may ask first."""
        return True

    def closing(self) -> None:
        """The page is left, or the window closes: keep what is not kept yet."""

    def state(self) -> object:
        """What a page of the same route needs to come back to where this one is (scroll, focus); or None."""
        return None

    def restore(self, state: object) -> None:
        """Take the state of the page that was here before the look changed; called before `open`."""

    def to_top(self) -> None:
        """What it shows next is not what it showed: a place in that means nothing any more. Before `open`."""

    def focus_first(self) -> None:
        """Where the keyboard begins; by default Qt's own first widget."""
        self.focusNextChild()

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is still to be made."""
        return True

    def _wait(self) -> None:
        """What was seen before stays in view until the answer is there: no empty page flashes by."""
        self._patience.start()
        self._still.begin()

    def _wait_no_more(self) -> None:
        """What there is now may be seen."""
        self._patience.stop()
        self._still.end()

    def _show_loading(self) -> None:
        """The answer takes its time: say so."""


class ColumnPage(Page):
    """A page that scrolls one column. `show_content` replaces it; `load` fetches a view for it first."""

    widest = 1160
    centred = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.frame = QWidget()
        side = 40 if context.theme.scale < 1.5 else 24
        row = QHBoxLayout(self.frame)
        row.setContentsMargins(side, 32, side, 40)
        self._holder = QWidget()
        self._holder.setMaximumWidth(round(self.widest * min(context.theme.scale, 1.5)))
        self._stack = QVBoxLayout(self._holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._holder, 1000)
        if not self.centred and context.subject:
            row.addStretch(1)  # headings of all pages begin at the same place
        self.scroll_area = Scroll(self.title, self.frame)
        outer = QStackedLayout(self)
        outer.addWidget(self.scroll_area)
        self._content: QWidget | None = None
        self._visit = 0
        self._shown: tuple[QWidget | None, Any] = (None, None)
        self._later: Later | None = None

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.scroll_area.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """The page itself: its name is heard, the arrow keys scroll, Tab leads to its first button."""
        self.scroll_area.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def content(self) -> QWidget | None:
        """What stands in the column now."""
        return self._content

    def show_content(self, content: QWidget) -> None:
        """Put something in the place of what the column showed."""
        if self._later is not None:
            self._later.drop()
            self._later = None
        if self._content is not None:
            self._stack.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._stack.addWidget(content, 0, Qt.AlignmentFlag.AlignTop)
        content.show()  # now: a layout would do it later, and until then its parts have no places
        self._wait_no_more()

    def make_later(self, steps: Iterable[Callable[[], object]]) -> None:
        """Make the rest of the content, what is below the window, once the beginning has been seen."""
        self._later = Later(steps, self)

    def make_now(self) -> None:
        """Make what is left of it at once, to go to a place in it."""
        if self._later is not None:
            self._later.finish()

    @property
    def is_whole(self) -> bool:
        """Whether all of the content was made."""
        return self._later is None or self._later.is_over

    def load(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Callable[[Any], None],
        again: Callable[[], None] | None = None,
    ) -> None:
        """Fetch a view off the GUI thread and hand it to `done`; a refusal is shown with "Thử lại".

        Where `again` is given and the view equals the one that is still shown, it is called in place of
        `done`: nothing needs to be built anew.
        """
        self._visit += 1
        visit = self._visit
        self._wait()

        def arrived(view: Any) -> None:
            if visit != self._visit:
                return
            try:
                if again and self._content is not None and (self._content, view) == self._shown:
                    again()
                else:
                    done(view)
                    self._shown = (self._content, view)
            finally:
                self._wait_no_more()

        def failed(refusal: Refusal) -> None:
            if visit == self._visit:
                retry = partial(self.load, work, *args, done=done, again=again)
                self.show_content(self.in_the_way(refusal, retry))

        self.context.background.read(work, *args, done=arrived, failed=failed, owner=self)

    def in_the_way(self, refusal: Refusal, retry: Callable[[], None]) -> QWidget:
        """What stands in the place of a view that could not be fetched."""
        from elearn.desktop.widgets.states import error_state
        from elearn.wording import sentence

        return error_state(self.theme, sentence(refusal), retry)

    def _show_loading(self) -> None:
        from elearn.desktop.widgets.states import loading_state

        self.show_content(loading_state(self.theme))


def add_way_in(page: Page, box: QVBoxLayout) -> None:
    """Before somebody has chosen who learns there is no side bar: a link leads to where that is done."""
    if not page.context.subject:
        go = partial(page.go.emit, "profiles")
        add_way_back(box, page.theme, "Chọn người học", go, "Về trang chọn người học")


def column(spacing: int = 0) -> tuple[QWidget, QVBoxLayout]:
    """A bare widget with an empty column in it."""
    widget = QWidget()
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    return widget, box
