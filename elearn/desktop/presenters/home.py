"""The home page: how far one has come, what is next, and the two small things one can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elearn.desktop.presenters.courses import CourseRow, CoursesPresenter
from elearn.desktop.presenters.due import reminder
from elearn.desktop.presenters.names import given_name

_VISITING = "Đọc, tra cứu và luyện tập đều được. Đóng cửa sổ là những gì làm trong lần mở này không còn."


@dataclass(frozen=True, slots=True)
class NextCard:
    """The one thing to do next: above, title, below, the button's word and where it leads."""

    above: str
    title: str
    below: str
    action: str
    route: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    greeting: str
    summary: str
    next: NextCard | None
    courses: tuple[CourseRow, ...]
    may_review: bool  # whether a lesson was read that can be asked about
    submit: str  # about the last result file; "" where none can be made
    reminder: str = ""  # of deadlines, once a day


class HomePresenter:
    """Asks the services; `view` may be called off the GUI thread."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def view(self) -> HomeView:
        """The home page of the learner. Raises Refusal."""
        records = self._services.records
        name = records.people.get(self._subject).details.name
        rows = CoursesPresenter(self._services, self._subject).rows()
        progress = self._services.learner.progress(self._subject)
        visiting = self._services.visit is not None
        return HomeView(
            greeting=name if visiting else f"Chào anh/chị {given_name(name)}",
            summary=_VISITING if visiting else _summary([one.state.value for one in progress]),
            next=self._next(),
            courses=rows,
            may_review=any(one.lessons_read for one in progress),
            submit="" if visiting else self._submit(),
            reminder=self._reminder([one.course for one in progress if not one.passed]),
        )

    def _reminder(self, still_open: list[str]) -> str:
        """What the unit's deadlines call for today; asked at most once a day, and noted."""
        assignment = self._services.assignment
        titles = {one.id: one.title for one in self._services.library.courses()}
        return reminder(assignment.to_remind(self._subject, still_open.__contains__), titles)

    def _next(self) -> NextCard | None:
        step = self._services.learner.next_step(self._subject)
        if step is None or step.kind == "done":
            return None
        course = step.course
        if step.kind == "lesson":
            card = step.lesson
            begun = bool(step.anchor)
            return NextCard(
                above=f"{'Học tiếp' if begun else 'Bài tiếp theo'} · {course.title} · bài {card.position} "
                f"trong "
                f"{len(course.lessons)}",
                title=card.title,
                below=f"Đang đọc dở, còn khoảng {step.minutes_left} phút"
                if begun
                else f"Khoảng {card.minutes} phút",
                action="Học tiếp" if begun or card.position > 1 else "Bắt đầu học",
                route=f"lesson:{card.id}" + (f"#{step.anchor}" if step.anchor else ""),
            )
        open_exam = self._services.records.attempts.open_exam(self._subject) if step.kind == "exam" else None
        if open_exam is not None:
            given = sum(not slot.response.is_empty for slot in open_exam.slots)
            return NextCard(
                above=f"Bài thi đang dở · {course.title}",
                title=f"Đang ở câu {open_exam.position + 1} trong {len(open_exam.slots)}",
                below=f"Đồng hồ đã dừng. {given} câu đã trả lời vẫn còn nguyên.",
                action="Thi tiếp",
                route=f"exam:{course.id}",
            )
        if step.kind == "exam":
            return NextCard(
                above=f"Bài thi · {course.title}",
                title="Đã đọc đủ các bài, có thể vào thi",
                below=f"{course.exam.items} câu trong {course.exam.minutes} phút. Ra giữa chừng không mất "
                f"lượt.",
                action="Vào thi",
                route=f"exam:{course.id}",
            )
        return NextCard(
            above=f"Giấy xác nhận · {course.title}",
            title="Giấy xác nhận hoàn thành đã có",
            below="Mở để xem, in hoặc lưu thành tệp PDF.",
            action="Mở giấy xác nhận",
            route="certificates",
        )

    def _submit(self) -> str:
        exports = self._services.records.exports
        last = exports.last(self._subject)
        if last is None:
            return "Chưa nộp lần nào. Tệp kết quả lưu được vào USB để nộp cho đơn vị."
        local = last.at.astimezone(self._services.clock.now().tzinfo)
        changed = exports.has_news(self._subject)
        return f"Lần nộp gần nhất: {local:%d/%m/%Y}, " + (
            "có kết quả mới từ đó." if changed else "chưa có gì mới từ đó."
        )


def _summary(states: list[str]) -> str:
    """How far somebody has come, in one sentence."""
    done, total = states.count("done"), len(states)
    if not total:
        return "Thư viện chưa có khóa học nào."
    if done == total:
        return "Anh/chị đã hoàn thành tất cả các khóa học."
    if done:
        return f"Anh/chị đã xong {done} trong {total} khóa học."
    if "under_way" in states:
        return "Anh/chị đang học. Mỗi lần một bài, khoảng 6 phút, là đủ."
    return "Bắt đầu bằng một bài ngắn. Đọc đến đâu, máy nhớ đến đó."
