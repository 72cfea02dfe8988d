"""An exam's result: passed or not, by topic, what to read again, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.desktop.presenters.courses import day_in_words, pass_items
from elearn.desktop.presenters.rereading import LessonToReread, lessons_to_reread
from elearn.errors import Refusal

if TYPE_CHECKING:
    from elearn.learning.course import Course
    from elearn.learning.sitting import AttemptSummary


@dataclass(frozen=True, slots=True)
class TopicLine:
    """How a topic went. `share` is 0..1; `weak` below the pass mark of an exam that was not passed."""

    title: str
    share: float
    score: str  # "5/8"
    weak: bool


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the result page shows. Actions are words and routes; the first is the primary one."""

    attempt: str
    above: str
    head: str
    chip: str
    passed: bool
    text: str
    facts: str  # leaves and the end of time, "" where there is nothing to tell
    topics: tuple[TopicLine, ...]
    reread: tuple[LessonToReread, ...]
    actions: tuple[tuple[str, str], ...]
    practise: str  # route to practise what was wrong, "" where nothing was


class ResultPresenter:
    """One learner's results; may be called off the GUI thread."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def view(self, attempt_id: str) -> ResultView:
        """The result of an attempt that was handed in. Raises KeyError for another's, Refusal."""
        from elearn.learning.review import by_topic

        library, attempts = self._services.library, self._services.records.attempts
        sitting, summary = attempts.sitting(attempt_id), attempts.summary(attempt_id)
        if sitting.subject != self._subject:
            raise KeyError(attempt_id)
        course: Course = library.course(sitting.course)
        rules = self._services.learner.rules(self._subject, course)
        reread = lessons_to_reread(library, sitting)
        passed = bool(summary.passed)
        topics = tuple(
            TopicLine(
                one.title,
                one.share,
                f"{number(one.points)}/{one.items}",
                weak=not passed and one.share < rules.pass_mark,
            )
            for one in by_topic(course, sitting.slots)
        )
        watched = ", có giám sát" if attempts.is_supervised(attempt_id) else ""
        text, actions = self._passed(attempt_id, reread) if passed else self._failed(course, reread)
        return ResultView(
            attempt=attempt_id,
            above=f"{course.title} · lượt {summary.number}{watched}, ngày {self._day(summary)}",
            head=head(summary),
            chip=f"{'Đạt, y' if passed else 'Y'}êu cầu từ {pass_items(rules)} {_unit(summary)}",
            passed=passed,
            text=text,
            facts=_facts(summary),
            topics=topics,
            reread=reread,
            actions=actions,
            practise=f"practice:{course.id}?wrong" if reread else "",
        )

    def _day(self, summary: AttemptSummary) -> str:
        at = summary.ended_at or summary.started_at
        return day_in_words(at.astimezone(self._services.clock.now().tzinfo))

    def _passed(
        self, attempt_id: str, reread: tuple[LessonToReread, ...]
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        from elearn.wording import sentence

        more = f" {_behind(reread)}" if reread else " Không có câu nào sai."
        submit = ("Lưu tệp kết quả…", "submit")
        try:
            made = self._services.learner.certificate(attempt_id)
        except Refusal as refusal:  # the result stands; the paper is made at the next look
            return sentence(refusal), (submit,)
        if made is None:
            return more.strip(), (submit,)
        return f"{made.title} đã được lập.{more}", (("Mở giấy xác nhận", "certificates"), submit)

    def _failed(
        self, course: Course, reread: tuple[LessonToReread, ...]
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        from elearn.wording import sentence

        verdict = self._services.learner.exam_verdict(self._subject, course.id)
        parts = [_behind(reread)] if reread else []
        actions: list[tuple[str, str]] = []
        if reread:
            actions.append((f"Đọc lại {reread[0].title.partition(' · ')[0].lower()}", reread[0].route))
        if verdict.passed:
            parts.append("Anh/chị đã đạt ở một lượt trước; kết quả đó vẫn được giữ.")
        elif verdict.may_begin:
            parts.append("Có thể thi lại ngay khi sẵn sàng.")
            actions.append(("Thi lại", f"exam:{course.id}"))
        elif verdict.reason is not None:
            parts.append(sentence(verdict.reason))
        actions.append(("Lưu tệp kết quả…", "submit"))
        return " ".join(parts), tuple(actions)


def head(summary: AttemptSummary) -> str:
    """In one line: "Đạt 26 trên 30 câu"; with parts of points "Đạt 25,5 trên 30 điểm"."""
    word = "Đạt" if summary.passed else "Chưa đạt:"
    return f"{word} {number(summary.points or 0.0)} trên {summary.items} {_unit(summary)}"


def _unit(summary: AttemptSummary) -> str:
    """What is counted: questions, or points where some were answered in part."""
    points = summary.points or 0.0
    return "câu" if abs(points - round(points)) < 0.005 else "điểm"


def number(points: float) -> str:
    """Points as Vietnamese writes them: 8, 5,5, 0,33."""
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _behind(reread: tuple[LessonToReread, ...]) -> str:
    minutes = sum(one.minutes for one in reread)
    lessons = "bài" if len(reread) == 1 else f"{len(reread)} bài"
    return f"Những câu chưa đúng thuộc {lessons} dưới đây, đọc lại khoảng {minutes} phút."


def _facts(summary: AttemptSummary) -> str:
    parts = []
    if summary.state.value == "timed_out":
        parts.append("hết giờ, bài tự nộp")
    if summary.interruptions:
        parts.append(f"đã rời bài thi {summary.interruptions} lần")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}." if words else ""
