"""The lesson reader: contents, tools, the lesson's column, and what lies over it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QHideEvent, QKeyEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import Page
from elearn.desktop.presenters.reader import LessonView, ReaderPresenter
from elearn.desktop.reader.column import LessonColumn
from elearn.desktop.reader.contents import Contents
from elearn.desktop.reader.ends import LessonEnd, LessonHead
from elearn.desktop.reader.look_up import LookUp
from elearn.desktop.reader.marking import Marking
from elearn.desktop.reader.reading_time import ReadingTime
from elearn.desktop.reader.section import Part
from elearn.desktop.reader.top_bar import TopBar
from elearn.desktop.widgets.states import error_state, loading_state
from elearn.errors import Refusal
from elearn.wording import sentence


class LessonPage(Page):
    """`lesson:ID[#ANCHOR]`."""

    full_screen = True
    title = "Bài học"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter = ReaderPresenter(context.services, context.subject)
        self.view: LessonView | None = None
        self._visit = 0
        self._return: tuple[str, tuple[str, float]] | None = None
        self._state: QWidget | None = None
        self.contents = Contents(self.theme, self)
        self.top_bar = TopBar(self.theme)
        self.column = LessonColumn(self.theme, self.title)
        self.column.counts = self.is_in_front
        self.look_up = LookUp(context, self, self.column)
        self.look_up.here = lambda: f"{self.view.id}#{self._anchor}" if self.view else ""
        self.marking = Marking(context, self.presenter, self.column)
        self.time = ReadingTime(context, self.presenter, self.column)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(self.contents, 0, 0, 2, 1)
        self._grid.addWidget(self.top_bar, 0, 1)
        self._grid.addWidget(self.column, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self._collapsed = False
        self._connect()

    def _connect(self) -> None:
        self.contents.wanted.connect(self._go_to_section)
        self.contents.back.connect(self._back_to_course)
        self.contents.removed.connect(self.marking.remove)
        self.contents.closed.connect(self._close_contents)
        bar = self.top_bar
        bar.back.connect(self._back_to_course)
        bar.contents.connect(self._toggle_contents)
        bar.scale.connect(lambda scale: self.context.change_look(self.context.look, scale))
        bar.bookmark.connect(self._toggle_bookmark)
        bar.note.connect(self._open_note)
        bar.print.connect(self._print)
        self.column.moved.connect(self._moved)
        self.column.reached.connect(self._reached)
        self.column.seen.connect(self._fill_contents)
        self.look_up.go.connect(self.go)
        self.time.ticked.connect(self._show_read)
        self.marking.changed.connect(self._marks_changed)
        for keys, act in (("Ctrl+Home", self._to_top), ("Ctrl+=", partial(bar.step, 1))):
            QShortcut(keys, self, act)

    # Opening

    def open(self, argument: str) -> None:
        """Read the lesson off the GUI thread, then show it where it was left, or at its anchor."""
        lesson_id, _, anchor = argument.partition("#")
        back = self._return if self._return and self._return[0] == lesson_id else None
        self._return = None
        self._visit += 1
        visit = self._visit
        shown = self.view is not None and self.view.id == lesson_id and bool(self.column.sections)
        if shown and back is None and anchor:
            self._wait_no_more()
            self._show_again(anchor)
            return
        self._wait()

        def arrived(view: LessonView) -> None:
            if visit == self._visit:
                self._show(view, back[1] if back else (anchor, 0.0) if anchor else None)
                self._wait_no_more()

        def failed(refusal: Refusal) -> None:
            if visit == self._visit:
                again = partial(self.open, argument)
                self._show_state(error_state(self.theme, sentence(refusal), again))
                self._wait_no_more()

        read = self.context.background.read
        read(self.presenter.view, lesson_id, done=arrived, failed=failed, owner=self)

    def _show_loading(self) -> None:
        self._show_state(loading_state(self.theme))
        self._wait_no_more()

    def _show_again(self, anchor: str) -> None:
        self.column.show_place(anchor)
        self.time.start()

    def _show_state(self, widget: QWidget) -> None:
        self._clear_state()
        self._state = widget
        widget.setContentsMargins(32, 16, 32, 16)
        self._grid.addWidget(widget, 1, 1)
        widget.show()
        self.column.hide()

    def _clear_state(self) -> None:
        if self._state is not None:
            self._state.hide()
            self._state.deleteLater()
            self._state = None
        self.column.show()

    def _show(self, view: LessonView, place: tuple[str, float] | None) -> None:
        self._clear_state()
        self.look_up.dismiss()
        self.look_up.footnotes = view.footnotes
        self.view = view
        self.setAccessibleName(f"Bài học: {view.title}")
        self.window().setWindowTitle(f"{view.title} – elearn")
        self.contents.clear()  # filled once the text is seen
        self._arrange()
        kept = (view.reading.anchor, view.reading.offset)
        if view.is_read and view.sections and kept[0] == view.sections[-1].anchor:
            kept = ("", 0.0)  # who comes back to a lesson that was read begins at its beginning
        self.marking.show_lesson(view)
        self.column.setAccessibleName(view.title)
        self.column.fill(view, self._make_head, self._make_end, self._make_check, place or kept)
        for section in self.column.sections:
            section.followed.connect(self.look_up.followed)
            section.hovered.connect(self.look_up.hovered)
            section.left.connect(partial(self.column.go_on_from, section))
            section.passage_focused.connect(self.column.ensure_line)
            self.marking.listen(section)
        if QAccessible.isActive():
            self._fill_contents()
        self.time.show_lesson(view)

    def _fill_contents(self) -> None:
        if self.view is not None and not self.contents.places:
            self.contents.fill(self.view, self.marking.marks)
            self.contents.show_current(self.column.current)
            self._show_read()

    def _make_head(self, parent: QWidget) -> Part:
        assert self.view is not None
        return LessonHead(self.theme, self.view, parent)

    def _make_end(self, parent: QWidget) -> Part:
        assert self.view is not None
        self.time.end = end = LessonEnd(self.theme, self.view, parent)
        end.go.connect(self.go)
        return end

    def _make_check(self, item_id: str) -> QWidget | None:
        from elearn.desktop.reader.check import make_check

        assert self.view is not None
        check = self.view.checks.get(item_id)
        return make_check(self.context, self.presenter, check, self.go.emit) if check else None

    # Leaving and coming back

    def is_in_front(self) -> bool:
        """Whether somebody can read: the page is shown and its window has the front."""
        window = self.window()
        return self.isVisible() and window.isActiveWindow() and not window.isMinimized()

    def closing(self) -> None:
        """Keep what was typed, where one was, and for how long."""
        self._visit += 1  # a lesson that has not come yet is not shown any more
        self._wait_no_more()
        self.marking.flush()
        self.time.stop()
        self.look_up.dismiss()
        if self._collapsed:
            self.contents.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while the page is shown."""
        super().showEvent(event)
        if self.view is not None:
            self.time.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And stands while it is not; a page that was left holds no lesson's widgets."""
        super().hideEvent(event)
        self.time.pause()
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._let_go)

    def _let_go(self) -> None:
        if not self.isVisible():
            self.time.end = None
            self.column.clear()
            self.contents.clear()

    def state(self) -> object:
        """Lesson and place, for the same page in another look."""
        return (self.view.id, self.column.place()) if self.view else None

    def restore(self, state: object) -> None:
        """Open where the page before was."""
        if isinstance(state, tuple):
            self._return = state  # type: ignore[assignment]

    def focus_first(self) -> None:
        """The text: arrow keys scroll, Tab goes through it."""
        self.column.setFocus(Qt.FocusReason.OtherFocusReason)

    # Going about in the lesson

    def _moved(self) -> None:
        self._show_read()
        self.look_up.moved()

    def _show_read(self) -> None:
        if self.contents.places:
            read = [self.column.coverage.is_read(number) for number in range(len(self.contents.places))]
            self.contents.show_read(read)

    def _reached(self, number: int) -> None:
        self.contents.show_current(number)
        self._show_bookmark()

    @property
    def _anchor(self) -> str:
        """Of the section that is being read."""
        at = self.column.current
        return self.column.sections[at].section.anchor if 0 <= at < len(self.column.sections) else ""

    def _go_to_section(self, anchor: str) -> None:
        self._close_contents()
        self.column.show_place(anchor)
        self.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_top(self) -> None:
        self.column.verticalScrollBar().setValue(0)

    def _back_to_course(self) -> None:
        if self.view is not None:
            self.go.emit(f"course:{self.view.course}")
        else:
            self.go.emit("courses")

    # Marks

    def _marks_changed(self) -> None:
        self.contents.show_marks(self.marking.marks)
        self._show_bookmark()

    def _show_bookmark(self) -> None:
        here = self._anchor
        self.top_bar.show_bookmark(
            any(one.kind == "bookmark" and one.anchor == here for one in self.marking.marks)
        )

    def _toggle_bookmark(self) -> None:
        self._show_bookmark()  # the store decides, not the press
        self.marking.toggle_bookmark(self._anchor)

    def _open_note(self) -> None:
        at = self.column.current
        if 0 <= at < len(self.column.sections):
            section = self.column.sections[at]
            section.open_note()
            self.column.show_place(section.section.anchor)  # the note stands below the heading

    def _print(self) -> None:
        from elearn.desktop.reader.print_dialog import print_or_save

        if self.view is not None:
            print_or_save(self, self.context, self.view)

    # The contents beside or over the text

    def _arrange(self) -> None:
        width = self.width()
        collapsed = width - Contents.wanted_width(self.theme) < min(self.theme.column * 0.86 + 64, 940)
        if collapsed != self._collapsed or not self._grid.count():
            self._collapsed = collapsed
            if collapsed:
                self._grid.removeWidget(self.contents)
                self.contents.hide()
            else:
                self._grid.addWidget(self.contents, 0, 0, 2, 1)
                self.contents.show()
        beside = 0 if collapsed else self.contents.width()
        self.top_bar.show_collapsed(collapsed, width - beside)
        if collapsed:
            self.contents.setGeometry(0, 0, min(self.contents.width(), width), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows and large text put the contents behind a button."""
        super().resizeEvent(event)
        self._arrange()

    def _toggle_contents(self) -> None:
        if self.contents.isVisible():
            self._close_contents()
            return
        self.contents.setGeometry(0, 0, min(self.contents.width(), self.width()), self.height())
        self.contents.show()
        self.contents.raise_()
        places = self.contents.places
        if places:
            places[max(0, self.column.current)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_contents(self) -> None:
        if self._collapsed and self.contents.isVisible():
            self.contents.hide()
            self.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what lies over the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.look_up.popup.dismiss()
            self._close_contents()
            return
        super().keyPressEvent(event)
