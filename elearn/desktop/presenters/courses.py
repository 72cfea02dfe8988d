"""Courses as lists and outlines show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from elearn.desktop.presenters.due import due_tone, due_words

if TYPE_CHECKING:
    from elearn.learning.course import Course, ExamRules
    from elearn.learning.progress import CourseProgress
    from elearn.learning.reading import LessonReading

Tone = Literal["plain", "accent", "good", "desk", "bad"]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in a list. `action` is the word of its link, `route` where that leads; `due` until when, "" for never."""

    id: str
    title: str
    about: str
    share: float  # 0..1 of the lessons
    chip: str
    tone: Tone
    action: str
    route: str
    due: str = ""
    due_tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in an outline. `share` 0..1 of it was in view."""

    id: str
    number: int
    title: str
    about: str
    state: Literal["unread", "begun", "read", "changed"]
    state_text: str
    share: float


@dataclass(frozen=True, slots=True)
class ExamBox:
    """The exam of a course: its rules, how the learner stands, and what can be done."""

    rules: tuple[tuple[str, str], ...]  # name and value
    state: str
    tone: Tone
    action: str  # "" where the exam may not begin
    why_not: str
    certificate: bool


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course's outline."""

    id: str
    title: str
    subtitle: str
    summary: str
    about: str
    audience: str
    valid: str
    share: float
    progress: str
    action: str  # of the primary button
    route: str
    lessons: tuple[LessonRow, ...]
    exam: ExamBox
    articles: str = ""  # route of the table of articles, where the course has pages of them


def pass_items(rules: ExamRules) -> int:
    """How many items must be right: 24 of 30 at 0.8."""
    return -(-round(rules.pass_mark * rules.items * 1000) // 1000)


def row_of(
    course: Course,
    progress: CourseProgress,
    *,
    certificate: bool,
    rules: ExamRules | None = None,
    due: Any = None,
) -> CourseRow:
    """A course as one line. `rules` where the unit rules otherwise; `due` where it asks for the course."""
    exam = rules or course.exam
    about = f"{len(course.lessons)} bài · thi {exam.items} câu, đạt từ {pass_items(exam)}"
    chip, tone = state_of(course, progress)
    if progress.passed and certificate:
        action = "Xem giấy"
    else:
        action = "Bắt đầu" if progress.state.value == "not_begun" else "Mở"
    route = "certificates" if action == "Xem giấy" else f"course:{course.id}"
    until, minded = (
        (due_words(due), due_tone(due)) if due is not None and not progress.passed else ("", "plain")
    )
    return CourseRow(
        course.id,
        course.title,
        about,
        progress.share,
        chip,
        tone,
        action,
        route,
        until,
        minded,  # type: ignore[arg-type]
    )


def state_of(course: Course, progress: CourseProgress) -> tuple[str, Tone]:
    """How a learner stands with a course, in a few words and a tone."""
    if progress.open_exam:
        return "Đang thi dở", "desk"
    if progress.passed:
        best = round((progress.best or 0) * course.exam.items)
        return f"Đã đạt {best}/{course.exam.items}", "good"
    if progress.read_again:
        return f"{len(progress.read_again)} bài có nội dung mới", "desk"
    if progress.attempts:
        return "Chưa đạt", "bad"
    if progress.share >= 1:
        return "Chờ thi", "accent"
    return ("Chưa học", "plain") if progress.state.value == "not_begun" else ("Đang học", "accent")


class CoursesPresenter:
    """Asks library and records; every method may be called off the GUI thread."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def rows(self) -> tuple[CourseRow, ...]:
        """Every course of the library, in its order."""
        learner = self._services.learner
        progress = {one.course: one for one in learner.progress(self._subject)}
        return tuple(
            row_of(
                course,
                progress[course.id],
                certificate=self._has_certificate(course.id),
                rules=learner.rules(self._subject, course),
                due=learner.due_in(self._subject, course.id),
            )
            for course in self._services.library.courses()
        )

    def course(self, course_id: str) -> CourseView:
        """A course's outline. Raises Refusal(NO_SUCH_COURSE)."""
        course = self._services.library.course(course_id)
        progress = {one.course: one for one in self._services.learner.progress(self._subject)}[course_id]
        states = self._services.records.reading.states(self._subject)
        lessons = tuple(_lesson_row(card, states.get(card.id)) for card in course.lessons)
        action, route = self._next(course, progress)
        return CourseView(
            id=course.id,
            title=course.title,
            subtitle=course.subtitle,
            summary=course.summary,
            about=f"{len(course.lessons)} bài · khoảng {hours(course.hours)}",
            audience=course.audience,
            valid=f"Nội dung đúng đến {course.valid_as_of:%d/%m/%Y}",
            share=progress.share,
            progress=_progress_words(progress),
            action=action,
            route=route,
            lessons=lessons,
            exam=self._exam(course),
            articles=f"articles:{course.id}" if self._services.library.article_pages(course.id) else "",
        )

    def _next(self, course: Course, progress: CourseProgress) -> tuple[str, str]:
        if progress.open_exam:
            return "Thi tiếp", f"exam:{course.id}"
        if progress.next_lesson:
            begun = progress.state.value != "not_begun"
            return ("Học tiếp" if begun else "Bắt đầu học"), f"lesson:{progress.next_lesson}"
        if progress.passed:
            return "Xem giấy xác nhận", "certificates"
        return "Vào thi", f"exam:{course.id}"

    def _has_certificate(self, course_id: str) -> bool:
        return bool(self._services.records.certificates.for_course(self._subject, course_id))

    def _exam(self, course: Course) -> ExamBox:
        from elearn.wording import sentence

        learner = self._services.learner
        rules, due = learner.rules(self._subject, course), learner.due_in(self._subject, course.id)
        verdict = learner.exam_verdict(self._subject, course.id)
        left = (
            "không hạn chế"
            if not rules.attempts
            else f"{rules.attempts} lượt, đã dùng {verdict.attempts_used}"
        )
        lines = [
            ("Đề thi", f"{rules.items} câu trong {rules.minutes} phút"),
            ("Đạt", f"từ {pass_items(rules)} câu đúng"),
            ("Số lượt", left),
        ]
        if rules.wait_hours:
            lines.append(("Thi lại", f"sau {rules.wait_hours} giờ"))
        if due is not None:
            words = due_words(due).removeprefix("hạn ")
            lines.append(
                ("Hạn", words[:1].upper() + words[1:] if not verdict.passed else f"{due.deadline:%d/%m/%Y}")
            )
            if due.supervised:
                lines.append(("Giám sát", "thi tại đơn vị, có mã dự thi"))
        if verdict.open_attempt is not None:
            return ExamBox(tuple(lines), "Đang thi dở, đồng hồ đã dừng", "desk", "Thi tiếp", "", False)
        why_not = sentence(verdict.reason) if verdict.reason is not None and not verdict.passed else ""
        state, tone = _exam_state(verdict.passed, verdict.best, rules.items, verdict.attempts_used)
        may = verdict.may_begin
        action = ("Thi lại" if verdict.attempts_used else "Vào thi") if may and not verdict.passed else ""
        return ExamBox(tuple(lines), state, tone, action, why_not, self._has_certificate(course.id))


def _exam_state(passed: bool, best: float | None, items: int, used: int) -> tuple[str, Tone]:
    if passed:
        return f"Đã đạt {round((best or 0) * items)}/{items}", "good"
    if used:
        return f"Chưa đạt, cao nhất {round((best or 0) * items)}/{items}", "bad"
    return "Chưa thi", "plain"


def _progress_words(progress: CourseProgress) -> str:
    if progress.read_again:
        again = f"{len(progress.read_again)} bài cần đọc lại"
        return f"Đã đọc {progress.lessons_read}/{progress.lessons} bài; {again}"
    if progress.lessons_read == progress.lessons:
        return f"Đã đọc đủ {progress.lessons} bài"
    return f"Đã đọc {progress.lessons_read}/{progress.lessons} bài, còn khoảng {progress.minutes_left} phút"


def _lesson_row(card: Any, reading: LessonReading | None) -> LessonRow:
    about = f"{card.minutes} phút"
    if reading is None:
        return LessonRow(card.id, card.position, card.title, about, "unread", "", 0.0)
    if reading.is_read(card.revision):
        return LessonRow(card.id, card.position, card.title, about, "read", "Đã đọc", 1.0)
    if reading.read_revision is not None:
        return LessonRow(card.id, card.position, card.title, about, "changed", "Nội dung mới, đọc lại", 0.0)
    share = reading.furthest
    words = f"Đang đọc, {round(share * 100)} %" if share > 0 else "Đang đọc"
    return LessonRow(card.id, card.position, card.title, about, "begun", words, share)


def hours(count: float) -> str:
    """2.0 is "2 giờ", 1.5 is "1 giờ 30 phút", 0.5 is "30 phút"."""
    whole, minutes = divmod(round(count * 60), 60)
    parts = ([f"{whole} giờ"] if whole else []) + ([f"{minutes} phút"] if minutes else [])
    return " ".join(parts) or "0 phút"


def day_in_words(at: datetime | date) -> str:
    """A day as people write it: 23/11/2026."""
    return f"{at:%d/%m/%Y}"
