"""The lesson reader's view and what it asks of the services. Every method may be called off the GUI thread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from elearn.desktop.presenters.citations import CiteLabel, issued_by, label_of

if TYPE_CHECKING:
    from elearn.learning.course import Document, Lesson, LessonCard, Section
    from elearn.learning.feedback import Feedback
    from elearn.learning.item import Item, Response
    from elearn.learning.reading import LessonReading, Mark

_CITED = re.compile(r'href="cite:([^"]+)"')


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The lesson before or after."""

    id: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class CheckView:
    """A live question: the item and the order in which its parts are shown."""

    item: Item
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson as the reader shows it."""

    id: str
    course: str
    course_title: str
    title: str
    place: str  # "Bài 7 trong 14 · 7 phút"
    minutes: int
    revision: int
    objectives: tuple[str, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...]
    labels: dict[str, CiteLabel]  # of every law card's citations
    checks: dict[str, CheckView]  # by item id
    figures: dict[str, bytes]  # by asset name; what could not be read is missing
    rests_on: str
    lapsed: tuple[str, ...]  # a sentence for each cited document that no longer holds
    reading: LessonReading
    marks: tuple[Mark, ...]
    previous: Neighbour | None
    following: Neighbour | None
    course_done: bool = False  # every lesson of the course was read
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        """Whether this wording counts as read."""
        return self.reading.is_read(self.revision)


class ReaderPresenter:
    """One learner's reading."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def view(self, lesson_id: str) -> LessonView:
        """A lesson. Raises Refusal(NO_SUCH_LESSON)."""
        library, records = self._services.library, self._services.records
        lesson: Lesson = library.lesson(lesson_id)
        card = lesson.card
        course = library.course(card.course)
        states = records.reading.states(self._subject)
        cards = list(course.lessons)
        at = next((index for index, one in enumerate(cards) if one.id == card.id), card.position - 1)
        labels = {
            one: label_of(library, one) for section in lesson.sections for one in _card_citations(section)
        }
        return LessonView(
            id=card.id,
            course=course.id,
            course_title=course.title,
            title=card.title,
            place=f"Bài {card.position} trong {len(cards)} · {card.minutes} phút",
            minutes=card.minutes,
            revision=card.revision,
            objectives=tuple(one.text for one in lesson.objectives),
            sections=lesson.sections,
            footnotes=lesson.footnotes,
            labels=labels,
            checks=self._checks(lesson),
            figures=self._figures(lesson),
            rests_on=_rests_on(library, lesson, course.valid_as_of),
            lapsed=self._lapsed(lesson),
            reading=states.get(card.id) or records.reading.state(self._subject, card.id),
            marks=tuple(records.marks.list(self._subject, card.id)),
            previous=_neighbour(cards, at - 1),
            following=_neighbour(cards, at + 1),
            course_done=all(one.id in states and states[one.id].is_read(one.revision) for one in cards),
        )

    def _checks(self, lesson: Lesson) -> dict[str, CheckView]:
        from random import SystemRandom

        from elearn.learning.course import Check
        from elearn.learning.paper import practice_paper

        named = [
            block.item for section in lesson.sections for block in section.blocks if isinstance(block, Check)
        ]
        checks = {}
        for name in named:
            item = self._services.library.item(name)
            paper = practice_paper([item], SystemRandom().randrange(2**32), 1)
            if paper.slots:  # an item kept for the exam never shows
                checks[name] = CheckView(item, paper.slots[0].order)
        return checks

    def _figures(self, lesson: Lesson) -> dict[str, bytes]:
        from elearn.learning.course import Figure

        library = self._services.library
        names = {b.asset for section in lesson.sections for b in section.blocks if isinstance(b, Figure)}
        return {name: library.asset(name) for name in names}

    def _lapsed(self, lesson: Lesson) -> tuple[str, ...]:
        """Which cited documents no longer hold; history boxes may cite them."""
        library = self._services.library
        today = self._services.records.seen_day.today(library.valid_as_of)
        cited = {one.partition(":")[0] for one in (*lesson.sources, *_now_cited(lesson.sections))}
        documents = [library.document(one) for one in sorted(cited)]
        return tuple(_lapse(one, library) for one in documents if not one.in_force(today))

    # What is kept

    def keep(
        self, view: LessonView, anchor: str, offset: float, seconds: float, furthest: float
    ) -> LessonReading:
        """Keep the place and the time that was read since the last call; how the learner stands now."""
        reading = self._services.records.reading
        reading.save_position(self._subject, view.id, anchor, offset)
        if not seconds and furthest <= view.reading.furthest:
            return reading.state(self._subject, view.id)  # type: ignore[no-any-return]
        return reading.add_time(  # type: ignore[no-any-return]
            self._subject, view.id, view.revision, seconds, furthest, view.minutes
        )

    def answer_check(self, check: CheckView, response: Response) -> Feedback:
        """Grade an inline check, keep it as practice, and say what is to be learnt from it."""
        from elearn.learning.feedback import feedback
        from elearn.learning.sitting import AttemptUse, Paper, PaperSlot

        library, attempts = self._services.library, self._services.records.attempts
        item = check.item
        sitting = attempts.begin(
            self._subject,
            item.course,
            AttemptUse.PRACTICE,
            Paper(0, (PaperSlot(item.id, check.order),)),
            [item],
            None,
            library.version,
        )
        attempts.answer(sitting.id, 0, response)
        attempts.hand_in(sitting.id, library.course(item.course).exam.pass_mark)
        return feedback(item, response)

    # Marks

    def marks(self, lesson_id: str) -> tuple[Mark, ...]:
        """A learner's marks in a lesson."""
        return tuple(self._services.records.marks.list(self._subject, lesson_id))

    def toggle_bookmark(self, lesson_id: str, anchor: str) -> tuple[Mark, ...]:
        """Put a bookmark at a section, or take it away; the marks as they are then."""
        store = self._services.records.marks
        here = [one for one in self.marks(lesson_id) if one.kind == "bookmark" and one.anchor == anchor]
        if here:
            for one in here:
                store.remove(one.id)
        else:
            store.add(self._subject, lesson_id, anchor, "bookmark")
        return self.marks(lesson_id)

    def highlight(self, lesson_id: str, anchor: str, start: int, length: int, text: str) -> tuple[Mark, ...]:
        """Highlight `text` at `start` of a section; what it overlaps becomes part of it."""
        store = self._services.records.marks
        store.add(self._subject, lesson_id, anchor, "highlight", start, length, text)
        return self.marks(lesson_id)

    def remove_marks(self, lesson_id: str, ids: Iterable[str]) -> tuple[Mark, ...]:
        """Take marks away."""
        for one in ids:
            self._services.records.marks.remove(one)
        return self.marks(lesson_id)

    def write_note(self, lesson_id: str, anchor: str, text: str) -> tuple[Mark, ...]:
        """The one note of a section; an empty text takes it away."""
        store = self._services.records.marks
        here = [one for one in self.marks(lesson_id) if one.kind == "note" and one.anchor == anchor]
        if not text.strip():
            for one in here:
                store.remove(one.id)
        elif here:
            store.change_text(here[0].id, text)
        else:
            store.add(self._subject, lesson_id, anchor, "note", text=text)
        return self.marks(lesson_id)


def still_to_read(minutes: int, seconds: float, furthest: float) -> str:
    """What is missing until a lesson counts as read, in words."""
    from elearn.learning.progress import LEAST_PART_OF_MINUTES, READ_TO

    left = minutes * 60 * LEAST_PART_OF_MINUTES - seconds
    parts = []
    if furthest < READ_TO:
        parts.append("xem hết các mục")
    if left > 0:
        parts.append(f"đọc thêm {_span(left)}")
    return " và ".join(parts)


def _span(seconds: float) -> str:
    if seconds < 60:
        return "chưa đầy một phút"
    return f"khoảng {-(-round(seconds) // 60)} phút"


def _card_citations(section: Section) -> list[str]:
    from elearn.learning.course import Box

    return [one for block in section.blocks if isinstance(block, Box) for one in block.citations]


def _now_cited(sections: Iterable[Section]) -> set[str]:
    """Citations of the law as it is told to hold: all but those in history boxes."""
    from elearn.learning.course import Box, Prose

    found: set[str] = set()
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Box) and block.box != "history":
                found.update(block.citations)
            if isinstance(block, Prose) or (isinstance(block, Box) and block.box != "history"):
                found.update(_CITED.findall(block.html))
    return found


def _rests_on(library: Any, lesson: Lesson, valid_as_of: date) -> str:
    """As in “Căn cứ: Luật 116/2025/QH15, hiệu lực từ 01/7/2026. Nội dung đúng đến 23/11/2026.”."""
    names = list(dict.fromkeys(one.partition(":")[0] for one in lesson.sources))
    parts = [_rests_on_one(library.document(one)) for one in names]
    return f"Căn cứ: {'; '.join(parts)}. Nội dung đúng đến {day(valid_as_of)}."


def _rests_on_one(document: Document) -> str:
    if not document.is_law:
        return issued_by(document)
    since = f", hiệu lực từ {day(document.in_force_from)}" if document.in_force_from else ""
    return f"{document.kind} {document.number}{since}"


def _lapse(document: Document, library: Any) -> str:
    since = f" từ {day(document.until)}" if document.until else ""
    later = [library.document(one).short for one in document.replaced_by]
    by = f", thay bằng {' và '.join(later)}" if later else ""
    number = f" ({document.number})" if document.is_law else ""
    return f"{document.short}{number} đã hết hiệu lực{since}{by}."


def day(date_: date) -> str:
    """A day as administrative documents write it: 01/7/2026, 23/11/2026."""
    month = f"{date_.month:02d}" if date_.month < 3 else str(date_.month)
    return f"{date_.day:02d}/{month}/{date_.year}"


def _neighbour(cards: list[LessonCard], at: int) -> Neighbour | None:
    if not 0 <= at < len(cards):
        return None
    return Neighbour(cards[at].id, cards[at].title, cards[at].position)
