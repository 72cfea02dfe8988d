"""Bookmarks, highlights and notes of the lesson that is shown: what the learner marks is kept at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShortcut

from elearn.desktop.context import Context
from elearn.desktop.presenters.reader import LessonView, ReaderPresenter
from elearn.desktop.reader.column import LessonColumn
from elearn.desktop.reader.passage import Passage
from elearn.desktop.reader.section import SectionPart
from elearn.desktop.reader.selection_bar import SelectionBar

if TYPE_CHECKING:
    from elearn.learning.reading import Mark

SETTLE_MS = 120  # while a selection is being dragged the bar stays away


class Marking(QObject):
    """Emits `changed` after each change was kept. `marks` are those of the lesson."""

    changed = Signal()

    def __init__(self, context: Context, presenter: ReaderPresenter, column: LessonColumn) -> None:
        super().__init__(column)
        self._context, self._presenter, self._column = context, presenter, column
        self._view: LessonView | None = None
        self.marks: tuple[Mark, ...] = ()
        self.bar: SelectionBar | None = None
        self._where: tuple[SectionPart, Passage] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._offer)
        QShortcut("Ctrl+H", column.parentWidget() or column, self.highlight)

    def show_lesson(self, view: LessonView) -> None:
        """Another lesson, with the marks it has."""
        self._view, self.marks = view, view.marks
        self._where = None
        if self.bar is not None:
            self.bar.hide()
            self.bar.deleteLater()
        self.bar = None

    def listen(self, section: SectionPart) -> None:
        """Take what is selected and written in a section."""
        section.show_marks(self.marks)
        section.chosen.connect(partial(self._selected, section))
        section.note_changed.connect(partial(self._note, section))

    # Highlights

    def _selected(self, section: SectionPart, passage: Passage) -> None:
        if self._where and self._where[1] is not passage:
            self._let_go(self._where[1])
        self._where = (section, passage)
        if self.bar is not None and not passage.textCursor().hasSelection():
            self.bar.hide()
        self._settle.start()

    @staticmethod
    def _let_go(passage: Passage) -> None:
        cursor = passage.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            passage.setTextCursor(cursor)

    def _offer(self) -> None:
        if self._where is None:
            return
        section, passage = self._where
        if QGuiApplication.mouseButtons().value:
            self._settle.start()
            return
        start, length, words = section.span_of(passage)
        marked = section.highlights_at(start, length)
        if passage.is_on_link or (not words.strip() and not (marked and passage.hasFocus())):
            if self.bar is not None:
                self.bar.hide()
            return
        if self.bar is None:
            self.bar = SelectionBar(self._context.theme, self._column.holder)
            self.bar.highlight.connect(self.highlight)
            self.bar.clear.connect(self.clear)
            self.bar.copy.connect(self.copy)
        cursor = passage.textCursor()
        cursor.setPosition(cursor.selectionStart())
        corner = self._column.place_in_holder(passage, passage.cursorRect(cursor).topLeft())
        place = QRect(corner, passage.cursorRect(cursor).size()).translated(QPoint(60 if words else 0, 0))
        self.bar.show_at(place, marked=bool(marked), words=bool(words.strip()))

    def highlight(self) -> None:
        """Highlight what is selected; what it touches becomes one highlight with it."""
        if self._where is None or self._view is None:
            return
        section, passage = self._where
        start, length, words = section.span_of(passage)
        if not words.strip() or passage.is_on_link:
            return
        self._let_go(passage)
        run = self._context.background.run
        args = (self._view.id, section.section.anchor, start, length, words)
        run(self._presenter.highlight, *args, done=self._kept, owner=self)

    def clear(self) -> None:
        """Take the highlights away that the selection touches."""
        if self._where is None or self._view is None:
            return
        section, passage = self._where
        start, length, _ = section.span_of(passage)
        ids = section.highlights_at(start, length)
        self._let_go(passage)
        run = self._context.background.run
        run(self._presenter.remove_marks, self._view.id, ids, done=self._kept, owner=self)

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        if self._where is not None:
            self._where[1].copy()
            self._context.say("Đã chép đoạn được chọn.")

    # Bookmarks and notes

    def toggle_bookmark(self, anchor: str) -> None:
        """Put a bookmark at a section, or take it away."""
        if self._view is not None and anchor:
            run = self._context.background.run
            run(self._presenter.toggle_bookmark, self._view.id, anchor, done=self._kept, owner=self)

    def remove(self, mark_id: str) -> None:
        """Take one mark away."""
        if self._view is not None:
            note = next((one for one in self.marks if one.id == mark_id and one.kind == "note"), None)
            if note is not None:
                self._forget_note(note.anchor)
            run = self._context.background.run
            run(self._presenter.remove_marks, self._view.id, [mark_id], done=self._kept, owner=self)

    def _forget_note(self, anchor: str) -> None:
        for section in self._column.sections:
            if section.section.anchor == anchor:
                section.close_note()

    def _note(self, section: SectionPart, text: str) -> None:
        if self._view is None:
            return

        def kept(marks: tuple[Mark, ...]) -> None:
            self._kept(marks)
            if section.note is not None:
                section.note.kept()

        run = self._context.background.run
        run(
            self._presenter.write_note,
            self._view.id,
            section.section.anchor,
            text,
            done=kept,
            owner=section,
        )

    def flush(self) -> None:
        """Keep what is still being typed."""
        for section in self._column.sections:
            if section.note is not None:
                section.note.flush()

    def _kept(self, marks: tuple[Mark, ...]) -> None:
        self.marks = marks
        if self.bar is not None:
            self.bar.hide()
        for section in self._column.sections:
            section.show_marks(marks)
        self.changed.emit()
