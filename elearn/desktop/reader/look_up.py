"""Where a text's links lead: what a term means, what a citation or a footnote says, in one card over the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.citations import CitationsPresenter
from elearn.desktop.reader.popup import Popup

HOVER_MS = 300


class LookUp(QObject):
    """Follows links by press, by keyboard and by hovering. Emits `go` with a route.

    `text` has the focus again where nothing else had it; `here` is the place that is read ("LESSON#ANCHOR"),
    which a citation need not name again; `footnotes` are those of the text.
    """

    go = Signal(str)

    def __init__(self, context: Context, page: QWidget, text: QWidget) -> None:
        super().__init__(page)
        self._page, self._text = page, text
        self._read = context.background.read
        self._citations = CitationsPresenter(context.services)
        self.here: Callable[[], str] = lambda: ""
        self.footnotes: tuple[str, ...] = ()
        self._place = QRect()
        self._from: QWidget | None = None
        self._hovered, self._hover_place = "", QRect()
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER_MS)
        self._hover.timeout.connect(self._show_hovered)
        self.popup = Popup(context.theme, page)
        self.popup.go.connect(self.go)
        self.popup.followed.connect(lambda target: self.follow(target, self._place))
        self.popup.closed.connect(self._focus_back)

    def followed(self, target: str, place: QRect) -> None:
        """A link of the text was pressed, at a place on the screen."""
        self._from = self._page.window().focusWidget()
        self._place = place
        self.follow(target, place)

    def follow(self, target: str, place: QRect) -> None:
        """Go to a lesson, or open the card for anything else; it stays until it is closed."""
        self._hover.stop()
        if target.startswith("lesson:"):
            self.go.emit(target)
        else:
            self._look_up(target, place, pinned=True)

    def hovered(self, target: str, place: QRect) -> None:
        """The pointer came to a link, or left it ("")."""
        if self.popup.pinned:
            return
        self._hover.stop()
        self._hovered, self._hover_place = target, place
        if target.startswith(("term:", "cite:", "#")):
            self._hover.start()
        elif not self.popup.underMouse():
            QTimer.singleShot(HOVER_MS, self, self._leave_popup)

    def moved(self) -> None:
        """The text scrolls: a card that hovering opened does not stay behind."""
        if not self.popup.pinned:
            self.dismiss()

    def dismiss(self) -> None:
        """Close the card, wherever the focus goes then."""
        self.popup.dismiss(return_focus=False)

    def _leave_popup(self) -> None:
        if not self._hovered and not self.popup.pinned and not self.popup.underMouse():
            self.dismiss()

    def _show_hovered(self) -> None:
        if self._hovered:
            self._place = self._hover_place
            self._look_up(self._hovered, self._hover_place, pinned=False)

    def _look_up(self, target: str, place: QRect, *, pinned: bool) -> None:
        kind, _, rest = target.partition(":")
        if kind == "term":
            show = partial(self.popup.show_term, place=place, pinned=pinned)
            self._read(self._citations.term, rest, done=show, owner=self._page)
        elif kind == "cite":
            show = partial(self.popup.show_citation, place=place, pinned=pinned)
            self._read(self._citations.citation, rest, self.here(), done=show, owner=self._page)
        elif target.startswith("#fn"):
            number = int("".join(c for c in target if c.isdigit()) or 0)
            if 1 <= number <= len(self.footnotes):
                self.popup.show_text(f"Chú thích {number}", self.footnotes[number - 1], place, pinned=pinned)

    def _focus_back(self) -> None:
        (self._from or self._text).setFocus(Qt.FocusReason.OtherFocusReason)
