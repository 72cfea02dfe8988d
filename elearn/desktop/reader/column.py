"""The lesson's column: sections below each other, built as they come near, never jumping under the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from elearn.desktop.presenters.coverage import Coverage
from elearn.desktop.presenters.reader import LessonView
from elearn.desktop.reader.passage import Passage
from elearn.desktop.reader.section import MakeCheck, Part, SectionPart
from elearn.desktop.reader.tab_order import chain, stops
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.scroll import Scroll

BELOW = 64
SIDE = 32


@dataclass(slots=True)
class _Hold:
    """What stands at the window's upper edge: a part, the share of it above, and the same in pixels."""

    part: int
    share: float
    pixels: int
    by_share: bool  # True: the part was not built then, or its width was another


class LessonColumn(Scroll):
    """Scrolls the parts of one lesson: the head, its sections, the end.

    Only what is in view is made before the first paint. What can wait follows in steps between which the
    window answers: the lesson before is taken apart, then the rest of this one is built.
    Emits `seen` after the first paint of a lesson, `moved` when another place is in view, `reached` with the
    number of the section being read.
    """

    seen = Signal()
    moved = Signal()
    reached = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, None, parent)
        self._theme = theme
        self.setViewport(QWidget())  # one that Python made, see _Over in passage.py
        self._holder = QWidget()
        self._holder.setObjectName("lesson")
        self.setWidgetResizable(False)
        self.setWidget(self._holder)
        self._parts: list[Part] = []
        self._furthest = 0  # of the parts that were begun
        self._in_order = True
        self._left: list[Part] = []  # of the lessons before; hidden, not yet taken apart
        self.sections: list[SectionPart] = []
        self._tops: list[int] = []
        self._heights: list[int] = []
        self._current = -1
        self._placing = False
        self._painted = self._told = False
        self.coverage = Coverage([])
        self.counts: Callable[[], bool] = lambda: True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._replace)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # Filling

    @property
    def holder(self) -> QWidget:
        """What scrolls; overlays that scroll with the text are its children."""
        return self._holder

    def fill(
        self,
        view: LessonView,
        make_head: Callable[[QWidget], Part],
        make_end: Callable[[QWidget], Part],
        make_check: MakeCheck,
        at: tuple[str, float],
    ) -> None:
        """Show a lesson with a place (section's anchor, share of it above the edge) in view."""
        self._put_aside()
        self._painted = self._told = False
        self._furthest, self._in_order = 0, True
        self._current = -1
        head = make_head(self._holder)
        self.sections = [
            SectionPart(self._theme, section, view, make_check, self._holder) for section in view.sections
        ]
        self._parts = [head, *self.sections, make_end(self._holder)]
        self.coverage = Coverage([one.words for one in view.sections], view.reading.furthest, view.minutes)
        self._heights = []
        for part in self._parts:
            part.show()
            part.grew.connect(self._again.start)
        self.show_place(*at)

    def clear(self) -> None:
        """Show no lesson; the last one is taken apart when there is time."""
        self._put_aside()
        self._later.start(0)

    def _put_aside(self) -> None:
        """Hide what is shown."""
        for part in self._parts:
            part.blockSignals(True)
            part.hide()
        self._left += self._parts
        self._parts, self.sections, self._tops, self._heights = [], [], [], []

    def show_place(self, anchor: str, offset: float = 0.0) -> None:
        """Bring a section to the window's upper edge; an unknown one means the beginning."""
        numbers = [number for number, one in enumerate(self.sections) if one.section.anchor == anchor]
        hold = _Hold(numbers[0] + 1, offset, 0, True) if numbers else _Hold(0, 0.0, 0, True)
        if numbers == [0] and offset == 0.0:
            hold = _Hold(0, 0.0, 0, True)  # the first section is read with the lesson's head
        self._settle(hold)
        if QAccessible.isActive():
            self.build_all()

    def build_all(self) -> None:
        """Build every section now."""
        hold = self._hold()
        for part in self._parts:
            self._build(part)
        self._settle(hold)

    # Placing

    @property
    def column_width(self) -> int:
        """The width of the text."""
        return max(240, min(self._theme.column, self.viewport().width() - 2 * SIDE))

    def _measure(self) -> None:
        width = self.column_width
        self._heights = [part.height_at(width) for part in self._parts]

    def _place(self) -> None:
        width = self.column_width
        left = max(SIDE, (self.viewport().width() - width) // 2)
        top = 0
        self._tops = []
        for part, height in zip(self._parts, self._heights, strict=True):
            self._tops.append(top)
            part.setGeometry(left, top, width, height)
            top += height
        self._holder.resize(max(self.viewport().width(), 1), max(top + BELOW, self.viewport().height()))

    def _settle(self, hold: _Hold) -> None:
        """Place everything with `hold` at the upper edge, and build what is in view."""
        if not self._parts:
            return
        upper = self._parts[min(hold.part, len(self._parts) - 1)]
        self._placing = True
        try:
            while True:
                self._measure()
                self._place()
                self._go_to(hold)
                missing = [one for one in self._parts_in_view() if self._is_missing(one)]
                if not missing:
                    break
                for part in missing:
                    self._make_enough(part, whole=part is upper and hold.share > 0)
        finally:
            self._placing = False
        self._scrolled()

    def _go_to(self, hold: _Hold) -> None:
        part = min(hold.part, len(self._parts) - 1)
        inside = round(hold.share * self._heights[part]) if hold.by_share else hold.pixels
        self.verticalScrollBar().setValue(self._tops[part] + inside)

    def _hold(self) -> _Hold:
        """What is at the upper edge now."""
        if not self._tops:
            return _Hold(0, 0.0, 0, True)
        top = self.verticalScrollBar().value()
        part = max((number for number, y in enumerate(self._tops) if y <= top), default=0)
        pixels = top - self._tops[part]
        height = max(1, self._heights[part])
        made = self._parts[part].is_built or pixels <= self._parts[part].made_height(self.column_width)
        return _Hold(part, min(1.0, pixels / height), pixels, not made)

    def _replace(self) -> None:
        """A part needs another height: what is read stays where it is."""
        hold = self._hold()
        width = self.column_width
        if [part.height_at(width) for part in self._parts] != self._heights:
            self._settle(hold)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the same place stays in view."""
        hold = self._hold()
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            hold.by_share = True
        self._settle(hold)

    def _is_missing(self, part: Part) -> bool:
        """Whether something of a part that should be in view is not made."""
        if part.is_built:
            return False
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        return part.y() + part.made_height(self.column_width) < bottom

    def _make_enough(self, part: Part, *, whole: bool) -> None:
        """Make a part as far down as it is in view; as a `whole` where a share of it stands above the edge."""
        while whole or self._is_missing(part):
            if part.is_built:
                return
            self._make_piece(part)

    def _build(self, part: Part) -> None:
        while not part.is_built:
            self._make_piece(part)

    def _make_piece(self, part: Part) -> None:
        place = self._parts.index(part)
        self._in_order = self._in_order and place >= self._furthest
        self._furthest = max(self._furthest, place)
        part.advance()
        if part.is_built and not self._in_order:  # else Tab comes to it after all that was built before
            chain(self._last_stop_before(part), stops(part))

    def _last_stop_before(self, part: Part) -> QWidget:
        for one in reversed(self._parts[: self._parts.index(part)]):
            inside = stops(one) if one.is_built else []
            if inside:
                return inside[-1]
        return self

    def _go_on(self) -> None:
        """One step of what can wait, once what is in view is painted: no step takes longer than a frame."""
        if not self._told and self._parts:
            self._told = True
            self.seen.emit()
        elif self._left:
            self._left.pop().deleteLater()
        elif not self._make_nearest():
            return
        self._later.start(0)

    def _make_nearest(self) -> bool:
        """One piece of the part that is nearest to what is in view; False where nothing is missing any more."""
        waiting = [one for one in self._parts if not one.is_built]
        if not waiting:
            return False
        hold = self._hold()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        self._make_piece(
            min(waiting, key=lambda one: min(abs(one.y() - middle), abs(one.geometry().bottom() - middle)))
        )
        self._settle(hold)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint comes the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._later.start(0)

    @property
    def is_seen(self) -> bool:
        """Whether the lesson was painted, with all that is in view of it."""
        return self._painted and bool(self._parts)

    # Reading

    def _parts_in_view(self) -> list[Part]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [one for one in self._parts if one.y() < bottom and one.geometry().bottom() > top]

    def _scrolled(self, _value: int = 0) -> None:
        if self._placing or not self._tops:
            return
        if any(self._is_missing(one) for one in self._parts_in_view()):
            self._settle(self._hold())
            return
        self.look()
        current = self._read_now()
        if current != self._current:
            self._current = current
            self.reached.emit(current)
        self.moved.emit()

    def look(self, seconds: float = 0.0) -> None:
        """Note what is in view as seen (for some seconds more), if somebody can see it."""
        if not self.counts():
            return
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for number, section in enumerate(self.sections):
            if section.is_built and section.y() < bottom and section.geometry().bottom() > top:
                height = max(1, section.height())
                self.coverage.see(number, (top - section.y()) / height, (bottom - section.y()) / height)
                self.coverage.spend(number, seconds)

    def _read_now(self) -> int:
        bar = self.verticalScrollBar()
        if not self.sections:
            return -1
        if bar.maximum() and bar.value() >= bar.maximum() - 2 and bar.value() > 0:
            return len(self.sections) - 1
        edge = bar.value() + self.viewport().height() // 4
        return max((number for number, one in enumerate(self.sections) if one.y() <= edge), default=0)

    @property
    def current(self) -> int:
        """The number of the section being read, -1 without any."""
        return self._current

    def place(self) -> tuple[str, float]:
        """The section at the upper edge and the share of it above; ("", 0.0) at the beginning."""
        hold = self._hold()
        if hold.part == 0 or not self.sections:
            return (self.sections[0].section.anchor if self.sections else "", 0.0)
        if hold.part > len(self.sections):
            return (self.sections[-1].section.anchor, 1.0)
        return (self.sections[hold.part - 1].section.anchor, hold.share)

    # Keys and what has the focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Home and End, too."""
        bar = self.verticalScrollBar()
        page = self.viewport().height() - self._theme.line_px("reading") * 2
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {
            Qt.Key.Key_Space: -page if shift else page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def ensure_line(self, widget: QWidget, rect: QRect) -> None:
        """Bring a line of a passage into view, with room around it."""
        top = widget.mapTo(self._holder, rect.topLeft()).y()
        bar, room = self.verticalScrollBar(), self._theme.line_px("reading") * 2
        if top - room < bar.value():
            bar.setValue(top - room)
        elif top + rect.height() + room > bar.value() + self.viewport().height():
            bar.setValue(top + rect.height() + room - self.viewport().height())

    def go_on_from(self, section: SectionPart, passage: Passage, way: int) -> None:
        """An arrow key ran over a passage's end: the next passage takes the focus."""
        number = self.sections.index(section) + (1 if way > 0 else -1)
        here = section.all_passages
        at = here.index(passage) + way
        if not 0 <= at < len(here):
            if not 0 <= number < len(self.sections):
                return
            self._build(self.sections[number])
            here = self.sections[number].all_passages
            at = 0 if way > 0 else len(here) - 1
        if not here:
            return
        target = here[at]
        cursor = target.textCursor()
        cursor.movePosition(cursor.MoveOperation.Start if way > 0 else cursor.MoveOperation.End)
        target.setTextCursor(cursor)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensure_line(target, target.cursorRect())

    def place_in_holder(self, widget: QWidget, point: QPoint) -> QPoint:
        """A point of a widget in the column's own coordinates."""
        return widget.mapTo(self._holder, point)
