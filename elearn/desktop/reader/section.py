"""A section of a lesson: its frame stands from the start, its content is built when it comes near."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.presenters.reader import LessonView
from elearn.desktop.reader.boxes import BoxFrame, law_card, set_apart
from elearn.desktop.reader.figure import FigureFrame
from elearn.desktop.reader.note import NoteCard
from elearn.desktop.reader.passage import Passage
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.headings import Heading
from elearn.learning.course import Box, Check, Figure, Prose

if TYPE_CHECKING:
    from elearn.learning.course import Block, Section
    from elearn.learning.reading import Mark

BLOCK_SPACE = 20
ABOVE = 36  # a heading's breath

MakeCheck = Callable[[str], QWidget | None]


class Part(QWidget):
    """A piece of the lesson's column. Emits `grew` when it needs another height.

    One that `is_built` from the start says so; another is asked to `build` when it comes near, or to
    `advance` piece by piece.
    """

    grew = Signal()
    is_built = True

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)

    def build(self) -> None:
        """Make the whole content; doing it again changes nothing."""
        while not self.is_built:
            self.advance()

    def advance(self) -> None:
        """Make the next piece of the content, if one is missing."""

    def height_at(self, width: int) -> int:
        """What it takes at a width."""
        return self.made_height(width)

    def made_height(self, width: int) -> int:
        """What the pieces take that are made."""
        return (
            self.box.totalHeightForWidth(width) if self.box.hasHeightForWidth() else self.sizeHint().height()
        )

    def event(self, event: QEvent) -> bool:
        """What is inside asks for another height."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.grew.emit()
        return done


class SectionPart(Part):
    """Heading, note, blocks. Its accessible name is the heading, so are the names of its texts."""

    followed = Signal(str, QRect)
    hovered = Signal(str, QRect)
    chosen = Signal(object)  # the passage in which something was selected
    note_changed = Signal(str)
    left = Signal(object, int)
    passage_focused = Signal(object, QRect)  # a passage and the line in it that has the focus

    def __init__(
        self, theme: Theme, section: Section, view: LessonView, make_check: MakeCheck, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self.section, self._view, self._make_check = section, view, make_check
        self.passages: list[Passage] = []  # those whose text counts for highlights, in order
        self.all_passages: list[Passage] = []
        self.note: NoteCard | None = None
        self.is_built = False
        self._made = -1  # blocks; the heading comes before the first
        self._ready: QWidget | None = None  # of the next block, made but not in its place yet
        self._marks: tuple[Mark, ...] = ()
        self.setAccessibleName(section.heading)
        self.setObjectName(f"section-{section.anchor}")

    def height_at(self, width: int) -> int:
        """Measured as far as it is made; what is missing is guessed from the words."""
        if self.is_built:
            return super().height_at(width)
        if self._made < 0:
            return self._guess(width, 0) + ABOVE + 60
        return self.made_height(width) + self._guess(width, self._made)

    def _guess(self, width: int, first: int) -> int:
        """What the blocks from the `first` on may take."""
        theme, blocks = self.theme, self.section.blocks
        missing = blocks[first:]
        share = len(missing) / max(1, len(blocks))
        lines = self.section.words * share * theme.scaled(40) / max(width, 1) + 2
        extra = sum(0 if isinstance(block, Prose) else 60 for block in missing)
        pictures = sum(300 for block in missing if isinstance(block, Figure))
        checks = sum(theme.scaled(340) for block in missing if isinstance(block, Check))
        return round(lines * theme.line_px("reading") * 1.15) + extra + pictures + checks

    def advance(self) -> None:
        """Make the heading, or the next block; a large one takes two steps."""
        if self.is_built:
            return
        if self._made < 0:
            self._make_heading()
        if self._made < len(self.section.blocks) and self._make_block(self.section.blocks[self._made]):
            self._made += 1
        if self._made >= len(self.section.blocks):
            self.box.takeAt(self.box.count() - 1)  # what kept the room of the blocks that were missing
            self.is_built = True
        self.show_marks(self._marks)

    def _make_heading(self) -> None:
        self.box.addSpacing(ABOVE)
        heading = Heading(self.theme, self.section.heading, 2)
        self.box.addWidget(heading)
        heading.show()
        self.box.addSpacing(12)
        self._note_place = self.box.count()
        self.box.addStretch(1)
        self._made = 0

    def _make_block(self, block: Block) -> bool:
        """Whether it stands in its place now; of a large block only the widget was made at first."""
        if self._ready is None and _is_large(block):
            self._ready = self._widget(block)
            return self._ready is None
        widget, self._ready = self._ready or self._widget(block), None
        if widget is not None:
            self.box.insertWidget(self.box.count() - 1, widget)
            self.box.insertSpacing(self.box.count() - 1, 12 if isinstance(block, Prose) else BLOCK_SPACE)
            widget.show()
        return True

    def _widget(self, block: Block) -> QWidget | None:
        heading = self.section.heading
        if isinstance(block, Prose):
            return self._take(Passage(self.theme, block.html, heading))
        if isinstance(block, Box):
            box = self._box(block)
            self._take(box.passage)
            return box
        if isinstance(block, Figure):
            return FigureFrame(self.theme, self._view.figures.get(block.asset), block.alt, block.caption)
        return self._make_check(block.item)

    def _box(self, block: Box) -> BoxFrame:
        if block.box != "law":
            return set_apart(self.theme, block.box, block.title, block.html, self.section.heading)
        labels = [self._view.labels[one] for one in block.citations]
        card = law_card(self.theme, labels, block.title, block.html, self.section.heading)
        head = card.property("head")
        self._listen(head)
        return card

    def _take(self, passage: Passage) -> Passage:
        self.passages.append(passage)
        self._listen(passage)
        passage.chosen.connect(lambda: self.chosen.emit(passage))
        return passage

    def _listen(self, passage: Passage) -> None:
        self.all_passages.append(passage)
        passage.followed.connect(self.followed)
        passage.hovered.connect(self.hovered)
        passage.left.connect(lambda way: self.left.emit(passage, way))
        passage.walked.connect(lambda rect: self.passage_focused.emit(passage, rect))

    # The section's text, by which highlights are kept

    def span_of(self, passage: Passage) -> tuple[int, int, str]:
        """What is selected in a passage as start, length in the section's text, and the words."""
        cursor = passage.textCursor()
        start = cursor.selectionStart()
        words = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self._start_of(passage) + start, cursor.selectionEnd() - start, words

    def _start_of(self, passage: Passage) -> int:
        before = self.passages[: self.passages.index(passage)]
        return sum(one.document().characterCount() for one in before)

    def text(self) -> str:
        """The section's text, passages joined by line ends."""
        return "\n".join(one.document().toPlainText() for one in self.passages)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Highlights of the passages that are made; the note once the section is built."""
        had, self._marks = self._marks, tuple(one for one in marks if one.anchor == self.section.anchor)
        if had or self._marks:
            for passage in self.passages:
                passage.show_highlights(self._spans_in(passage))
        if not self.is_built:
            return
        note = next((one for one in self._marks if one.kind == "note"), None)
        if note and self.note is None:
            self.open_note(note.text, focus=False)
        elif note is None and self.note is not None and not self.note.has_words:
            self.close_note()

    def _spans_in(self, passage: Passage) -> list[tuple[int, int]]:
        start = self._start_of(passage)
        length = passage.document().characterCount() - 1
        spans = []
        for mark in self._marks:
            if mark.kind != "highlight" or not self._still_there(mark):
                continue
            first = max(mark.start - start, 0)
            last = min(mark.start + mark.length - start, length)
            if first < last:
                spans.append((first, last - first))
        return spans

    def _still_there(self, mark: Mark) -> bool:
        """A lesson whose wording changed does not show a highlight over other words."""
        return not mark.text or _plain(self.text()[mark.start : mark.start + mark.length]) == _plain(
            mark.text
        )

    def highlights_at(self, start: int, length: int) -> list[str]:
        """The ids of the highlights that touch a span."""
        end = start + max(length, 1)
        return [
            one.id
            for one in self._marks
            if one.kind == "highlight" and one.start < end and start < one.start + one.length
        ]

    # The note

    def open_note(self, text: str = "", *, focus: bool = True) -> None:
        """Show the section's note, below its heading."""
        self.build()
        if self.note is None:
            self.note = NoteCard(self.theme, self.section.heading, text)
            self.note.changed.connect(self.note_changed)
            self.note.closed.connect(self.close_note)
            self.box.insertWidget(self._note_place, self.note)
            self.box.insertSpacing(self._note_place + 1, BLOCK_SPACE)
            self.note.show()
        if focus:
            self.note.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_note(self) -> None:
        """Take the note's card away."""
        if self.note is None:
            return
        note, self.note = self.note, None
        at = self.box.indexOf(note)
        self.box.takeAt(at + 1)
        self.box.removeWidget(note)
        note.hide()
        note.deleteLater()
        self.grew.emit()


def _is_large(block: Block) -> bool:
    """Whether making it and laying it out would together take longer than a frame of the screen."""
    return isinstance(block, Check) or (isinstance(block, Prose | Box) and "<table" in block.html)


def _plain(text: str) -> str:
    return " ".join(text.split())
