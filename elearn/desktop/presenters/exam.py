"""The exam: what is told before it, and what each step asks of the services. May be called off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from elearn.desktop.presenters.courses import pass_items
from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.learning.course import Course, ExamRules
    from elearn.learning.item import Response
    from elearn.learning.sitting import AttemptSummary, Sitting

HOW_IT_GOES = (
    "Mỗi câu trả lời được lưu ngay khi chọn. Không có nút lưu.",
    "Mất điện, đóng cửa sổ hay tạm rời: đồng hồ dừng, lần rời được ghi lại; vào lại thì làm tiếp đúng câu đó.",
    "Câu nào cần nghĩ thêm thì đánh dấu để xem lại. Được đi tới, đi lui giữa các câu.",
    "Hết giờ, bài tự nộp với những câu đã trả lời. Câu để trống không có điểm.",
)


@dataclass(frozen=True, slots=True)
class SheetView:
    """What stands before an exam. `state` tells what can be done: begin, go on, or neither."""

    course: str
    title: str
    state: Literal["begin", "resume", "closed"]
    head: str  # what is to be known first, "" where the rules say it all
    rules: tuple[tuple[str, str], ...]
    how: tuple[str, ...]
    action: str  # "" where nothing can be done here
    elsewhere: tuple[str, str] | None  # a word and a route that help where the exam is closed
    code: Literal["", "asked", "needed"] = ""  # whether a one-time code may be, or must be, typed


@dataclass(frozen=True, slots=True)
class Begun:
    """An exam that runs, and what the page says of it."""

    sitting: Sitting
    title: str
    about: str


class ExamPresenter:
    """One learner's exams."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def sheet(self, course_id: str) -> SheetView:
        """What to tell before the exam of a course. Raises Refusal(NO_SUCH_COURSE)."""
        from elearn.wording import sentence

        course: Course = self._services.library.course(course_id)
        verdict = self._services.learner.exam_verdict(self._subject, course_id)
        ruled, going_on = self._services.learner.rules(self._subject, course), verdict.open_attempt
        rules = _rules(ruled, verdict.attempts_used, going_on.number if going_on is not None else 0)
        if verdict.open_attempt is not None:
            return SheetView(
                course_id, course.title, "resume", _where(verdict.open_attempt), rules, (), "Thi tiếp", None
            )
        if not verdict.may_begin:
            head = sentence(verdict.reason) if verdict.reason else ""
            elsewhere = self._elsewhere(course_id, verdict.reason)
            return SheetView(course_id, course.title, "closed", head, rules, (), "", elsewhere)
        head = "Anh/chị đã đạt bài thi này. Thi lại thì kết quả cao hơn được giữ." if verdict.passed else ""
        code = self._code(verdict.needs_code)
        return SheetView(
            course_id, course.title, "begin", head, rules, HOW_IT_GOES, "Bắt đầu làm bài", None, code
        )

    def _code(self, needed: bool) -> Literal["", "asked", "needed"]:
        """Whether a one-time code is asked for: where the unit supervises exams."""
        if needed:
            return "needed"
        assignment = self._services.assignment.assignment()
        return "asked" if assignment is not None and assignment.codes else ""

    def _elsewhere(self, course_id: str, reason: Refusal | None) -> tuple[str, str]:
        if reason is not None and reason.reason is Reason.EXAM_OPEN_ELSEWHERE:
            other = self._services.records.attempts.open_exam(self._subject)
            if other is not None:
                return "Mở bài thi đang dở", f"exam:{other.course}"
        return "Về khóa học", f"course:{course_id}"

    def begin(self, course_id: str, code: str = "") -> Begun:
        """Begin, or go on with what was begun; a one-time code makes the attempt a supervised one.

        Raises Refusal EXAM_CODE_NEEDED, EXAM_CODE_WRONG, and what `exam_verdict` gives as its reason.
        """
        course: Course = self._services.library.course(course_id)
        sitting = self._services.learner.begin_exam(self._subject, course_id, code)
        allowed = self._services.learner.rules(self._subject, course).attempts
        about = f"Lượt {sitting.number}" + (f" trong {allowed}" if allowed else "")
        if self._services.records.attempts.is_supervised(sitting.id):
            about += " · có giám sát"
        if sitting.interruptions:
            about += f" · đã rời {sitting.interruptions} lần"
        return Begun(sitting, course.title, about)

    # What is kept while it runs

    def answer(self, attempt: str, position: int, response: Response, spent_ms: int) -> datetime:
        """Keep an answer; when it was on the disk, in local time."""
        at = self._services.records.attempts.answer(attempt, position, response, spent_ms)
        return self._local(at)

    def _local(self, at: datetime) -> datetime:
        zone = self._services.clock.now().tzinfo
        return at.astimezone(zone) if zone else at

    def flag(self, attempt: str, position: int, on: bool) -> None:
        """Mark a question to be looked at again, or not."""
        self._services.records.attempts.flag(attempt, position, on)

    def go_to(self, attempt: str, position: int, spent_ms: int) -> None:
        """Keep which question is on the screen."""
        self._services.records.attempts.go_to(attempt, position, spent_ms)

    def tick(self, attempt: str, spent_ms: int) -> None:
        """Keep the time that went by."""
        self._services.records.attempts.tick(attempt, spent_ms)

    def pause(self, attempt: str, spent_ms: int) -> None:
        """Leave: the clock stands."""
        self._services.records.attempts.pause(attempt, spent_ms)

    def slept(self, attempt: str, spent_ms: int) -> None:
        """The machine slept: that is leaving and coming back, and is kept as such."""
        self._services.records.attempts.pause(attempt, spent_ms)
        self._services.records.attempts.resume(attempt)

    def hand_in(self, attempt: str, timed_out: bool, spent_ms: int) -> AttemptSummary:
        """Grade and close."""
        return self._services.learner.hand_in(attempt, timed_out, spent_ms)  # type: ignore[no-any-return]


def _rules(rules: ExamRules, used: int, number: int = 0) -> tuple[tuple[str, str], ...]:
    """The rules in words; `number` of the attempt that is open, 0 for none."""
    so_far = f"đang ở lượt {number}" if number else f"đã dùng {used}"
    lines = [
        ("Đề thi", f"{rules.items} câu trong {rules.minutes} phút"),
        ("Đạt", f"từ {pass_items(rules)} câu đúng"),
        ("Số lượt", f"{rules.attempts} lượt, {so_far}" if rules.attempts else "không hạn chế"),
    ]
    if rules.wait_hours:
        lines.append(("Thi lại", f"sau {rules.wait_hours} giờ nếu chưa đạt"))
    return tuple(lines)


def _where(sitting: Sitting) -> str:
    given = sum(not slot.response.is_empty for slot in sitting.slots)
    left = "" if sitting.remaining_ms is None else f" Còn {clock_words(sitting.remaining_ms)}."
    return (
        f"Bài thi đang dở, đồng hồ đã dừng ở câu {sitting.position + 1} trong {len(sitting.slots)}. "
        f"{given} câu đã trả lời vẫn còn nguyên.{left}"
    )


def clock_words(ms: int) -> str:
    """A length as it is said: "18 phút 24 giây"."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    parts = ([f"{minutes} phút"] if minutes else []) + ([f"{seconds} giây"] if seconds or not minutes else [])
    return " ".join(parts)
