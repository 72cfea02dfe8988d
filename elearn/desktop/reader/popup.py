"""What a term means, what a citation says: a card over the text, by hovering or by keyboard; Escape closes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.presenters.citations import CiteView, TermView
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import icon_button, link_button, quiet_button
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text, escaped
from elearn.desktop.widgets.rich_text import typeset as set_text

EDGE = 12
USES_SHOWN = 4


class Popup(QFrame):
    """One card over the page. Emits `go` with a route, `followed` with another link's target, `closed`."""

    go = Signal(str)
    followed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("card", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(20, 14, 14, 16)
        self._inner: QWidget | None = None
        self.pinned = False  # opened by a press: it stays until it is closed
        self.hide()

    def show_term(self, view: TermView, place: QRect, *, pinned: bool) -> None:
        """A glossary entry below the words at `place` (on the screen)."""
        rows = self._new(view.term[:1].upper() + view.term[1:], "book-open", pinned)
        rows.addWidget(Text(self._theme, view.definition))
        if view.sources:
            rows.addSpacing(self._theme.space(2))
            linked = [
                f'<a href="cite:{escaped(one.citation)}">{escaped(f"{one.place} {one.document}".strip())}</a>'
                for one in view.sources
            ]
            sources = Text(self._theme, "; ".join(linked), "caption", "ink2", html=True)
            sources.linkActivated.connect(self.followed)
            rows.addWidget(sources)
        self._put(place, f"{view.term}: {view.definition}", pinned)

    def show_citation(self, view: CiteView, place: QRect, *, pinned: bool) -> None:
        """A cited place below the words at `place`."""
        theme = self._theme
        rows = self._new(f"{view.title} · {view.document}", "scale", pinned)
        if view.article:
            rows.addWidget(Text(theme, view.article))
        if view.lapsed:
            rows.addSpacing(theme.space(1))
            rows.addWidget(Text(theme, view.lapsed, tone="bad", weight=600))
        rows.addSpacing(theme.space(2))
        rows.addWidget(Text(theme, " · ".join(view.facts), "caption", "ink2"))
        if view.page:
            words, route = view.page
            rows.addSpacing(theme.space(2))
            page = quiet_button(theme, words, partial(self._leave, route), icon_name="scale")
            rows.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        if view.uses:
            rows.addSpacing(theme.space(2))
            rows.addWidget(Text(theme, "Cũng được nhắc ở", "caption", "ink2", weight=600))
            for use in view.uses[:USES_SHOWN]:
                button = link_button(theme, use.words, partial(self._leave, use.route), role="body")
                rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if len(view.uses) > USES_SHOWN:
                rows.addWidget(Text(theme, f"và {len(view.uses) - USES_SHOWN} mục khác", "caption", "ink2"))
        said = ". ".join(filter(None, (view.title, view.document, view.article, view.lapsed, *view.facts)))
        self._put(place, said, pinned)

    def show_text(self, title: str, html: str, place: QRect, *, pinned: bool) -> None:
        """A footnote."""
        rows = self._new(title, "info", pinned)
        text = set_text(self._theme, html)
        text.linkActivated.connect(self.followed)
        rows.addWidget(text)
        self._put(place, f"{title}: {text.accessibleName()}", pinned)

    def _leave(self, route: str) -> None:
        self.dismiss(return_focus=False)
        self.go.emit(route)

    def _new(self, title: str, icon_name: str, pinned: bool) -> QVBoxLayout:
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        theme = self._theme
        self._inner = QWidget()
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(
            IconLabel(theme, icon_name, "accent", 18)
        )  # level with the title, which the button heightens
        head.addWidget(Text(theme, title, weight=600), 1)
        if pinned:
            close = icon_button(theme, "x", "Đóng", self.dismiss)
            close.setFixedHeight(theme.line_px("body") + 8)
            head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        self._outer.addWidget(self._inner)
        return rows

    def _put(self, place: QRect, said: str, pinned: bool) -> None:
        """Below the words, above them where there is no room, always inside the page."""
        self.pinned = pinned
        self.setAccessibleName(said)
        page = self.parentWidget()
        assert page is not None
        width = min(self._theme.scaled(440), page.width() - 2 * EDGE)
        assert self._inner is not None
        self._inner.show()
        height = self._outer.totalHeightForWidth(width)
        below = page.mapFromGlobal(place.bottomLeft())
        above = page.mapFromGlobal(place.topLeft())
        left = min(max(EDGE, below.x() - 20), page.width() - width - EDGE)
        top = below.y() + 6
        if top + height > page.height() - EDGE and above.y() - height - 6 > EDGE:
            top = above.y() - height - 6
        top = max(EDGE, min(top, page.height() - height - EDGE))
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))
        self.show()
        self.raise_()
        if pinned:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def dismiss(self, *, return_focus: bool = True) -> None:
        """Close it."""
        if self.isHidden():
            return
        had = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        had = had or self.hasFocus()
        self.hide()
        self.pinned = False
        if had and return_focus:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Tab stays inside as long as there is something to reach."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """A card that hovering opened closes when the pointer leaves it."""
        super().leaveEvent(event)
        if not self.pinned:
            self.dismiss()
