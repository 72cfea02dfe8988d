"""Assigning courses: to whom, until when, by which rules; and one-time codes for supervised exams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.courses import hours
from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import (
    ROLES,
    count_words,
    day_words,
    moment_words,
    role_words,
    today_of,
    typed_day,
)

USUAL_DAYS = 30  # until a deadline that nobody has chosen yet
MOST_CODES = 500  # made at once: half a minute


@dataclass(frozen=True, slots=True)
class RulesForm:
    """A course's own rules as typed, "" where the course's rule holds. `pass_mark` in per cent."""

    pass_mark: str = ""
    attempts: str = ""
    wait_hours: str = ""
    minutes: str = ""
    supervised: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether nothing is ruled otherwise than the course does."""
        return self == RulesForm()


@dataclass(frozen=True, slots=True)
class CourseForm:
    """A course as the page shows it: whether it is assigned, to which roles (() everybody), until when."""

    course: str
    title: str
    about: str
    usual: RulesForm  # what the course itself rules
    assigned: bool
    roles: frozenset[str]
    deadline: str
    rules: RulesForm


@dataclass(frozen=True, slots=True)
class AssignView:
    """What the page begins with. `roles` are (role, words, people); `extra` who has more time."""

    about: str
    courses: tuple[CourseForm, ...]
    deadline: str
    roles: tuple[tuple[str, str, int], ...]
    extra: tuple[tuple[int, str], ...]
    people: int
    codes: int
    today: date


@dataclass(frozen=True, slots=True)
class AssignedView:
    """What became of an assignment, in words."""

    words: str
    courses: tuple[str, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A one-time code."""

    code: str
    course: str
    day: date
    used: str
    made: Any = field(repr=False, compare=False, default=None)


CODE_COLUMNS = (
    Column("Mã dự thi", lambda row: row.code, 150, 1, kind="strong"),
    Column("Khóa", lambda row: row.course, 200, 3, sort=lambda row: row.course, drop=1),
    Column("Dùng trong ngày", lambda row: day_words(row.day), 130, kind="number", sort=lambda row: row.day),
    Column("Đã dùng", lambda row: row.used, 150, 1, kind="quiet", sort=lambda row: row.used, drop=2),
)


@dataclass(frozen=True, slots=True)
class CodesView:
    """What the codes' page shows."""

    courses: tuple[tuple[str, str], ...]
    today: str
    lines: tuple[CodeLine, ...]
    stale: bool  # codes were made that no assignment file has told the machines of yet


def assign_faults(courses: tuple[CourseForm, ...]) -> dict[tuple[str, str], str]:
    """What is wrong, a sentence by (course, field); ("", "courses") where no course was chosen."""
    chosen = [one for one in courses if one.assigned]
    if not chosen:
        return {("", "courses"): "Xin chọn ít nhất một khóa để giao."}
    found = {}
    for one in chosen:
        try:
            if typed_day(one.deadline) is None:
                raise ValueError(one.deadline)
        except ValueError:
            found[one.course, "deadline"] = "Xin ghi hạn như 02/12/2026."
        for name, least, most in (
            ("pass_mark", 1, 100),
            ("attempts", 0, 1000),
            ("wait_hours", 0, 8760),
            ("minutes", 1, 600),
        ):
            text = getattr(one.rules, name).strip()
            if text and not (text.isascii() and text.isdigit() and least <= int(text) <= most):
                found[one.course, name] = f"Xin ghi một số từ {least} đến {most}, hoặc để trống."
    return found


def code_faults(day: str, count: str, today: date) -> dict[str, str]:
    """What is wrong with the fields for new codes, a sentence by field."""
    found = {}
    try:
        typed = typed_day(day)
        if typed is None or typed < today:
            found["day"] = "Xin ghi ngày thi từ hôm nay trở đi, như 02/12/2026."
    except ValueError:
        found["day"] = "Xin ghi ngày thi như 02/12/2026."
    text = count.strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_CODES):
        found["count"] = f"Xin ghi một số từ 1 đến {MOST_CODES}."
    return found


class AssignPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> AssignView:
        """What is asked now, or what could be. Raises Refusal."""
        unit = self._services.unit
        today = today_of(self._services)
        current = {one.course: one for one in unit.assigning.current()}
        members = unit.roster.people()
        tells_roles = any(one.person.role for one in members)
        usual = day_words(today + timedelta(days=USUAL_DAYS))
        deadlines = [one.deadline for one in current.values()]
        deadline = day_words(max(deadlines)) if deadlines else usual
        known = {one.id: one for one in self._services.library.courses()}
        forms = []
        for one in unit.assigning.assignable():
            held = current.get(one.course)
            rules = known[one.course].exam
            forms.append(
                CourseForm(
                    course=one.course,
                    title=one.title,
                    about=f"khoảng {hours(one.hours)}"
                    + (f" · dành cho {_roles(one.roles)}" if one.roles else ""),
                    usual=RulesForm(
                        str(round(rules.pass_mark * 100)),
                        str(rules.attempts),
                        str(rules.wait_hours),
                        str(rules.minutes),
                    ),
                    assigned=held is not None if current else True,
                    roles=frozenset(held.roles if held else one.roles if tells_roles else ()),
                    deadline=day_words(held.deadline) if held else deadline,
                    rules=_rules_form(held.rules) if held else RulesForm(),
                )
            )
        return AssignView(
            about=self._about(),
            courses=tuple(forms),
            deadline=deadline,
            roles=tuple(
                (role, words, sum(one.person.role == role for one in members))
                for role, words in ROLES.items()
                if role != "moi-cong-chuc"
            ),
            extra=tuple(
                (one.key, f"{one.person.name}: thêm {one.extra_percent} %")
                for one in members
                if one.extra_percent
            ),
            people=len(members),
            codes=len(unit.assigning.codes()),
            today=today,
        )

    def _about(self) -> str:
        made = self._services.unit.assigning.made()
        if not made:
            return "Chưa giao lần nào."
        last = made[-1]
        when = moment_words(last.made_at, self._services.clock.now())
        return f"Đang dùng tệp giao học số {last.sequence}, lập {when}: {len(last.courses)} khóa."

    def assign(self, courses: tuple[CourseForm, ...], folder: Path) -> AssignedView:
        """Write the next assignment file into a folder. The forms must have no faults. Raises Refusal."""
        from elearn.learning.assignment import CourseAssigned

        asked = tuple(
            CourseAssigned(one.course, _day(one.deadline), tuple(sorted(one.roles)), _rules(one.rules))
            for one in courses
            if one.assigned
        )
        made = self._services.unit.assigning.assign(asked, folder)
        titles = {one.course: one.title for one in courses}
        codes = f" Tệp mang theo {made.codes} mã dự thi." if made.codes else ""
        return AssignedView(
            words=f"Đã lưu {made.file.name} vào {made.file.parent}, cho {count_words(made.people)} người.{codes}",
            courses=tuple(
                f"{titles[course]}: {count_words(people)} người" for course, people in made.for_people.items()
            ),
            folder=made.file.parent,
        )

    # Codes

    def codes(self) -> CodesView:
        """The codes of today and later. Raises Refusal."""
        assigning = self._services.unit.assigning
        titles = {one.course: one.title for one in assigning.assignable()}
        made = assigning.codes()
        files = assigning.made()
        known = set()
        if files and files[-1].file is not None:
            from elearn.unit.assignment import read_assignment

            known = {one.hash for one in read_assignment(files[-1].file).assignment.codes}
        return CodesView(
            courses=tuple(titles.items()),
            today=day_words(today_of(self._services)),
            lines=tuple(
                CodeLine(
                    one.code,
                    titles.get(one.course, one.course),
                    one.day,
                    "chưa dùng"
                    if not one.used
                    else "1 lượt"
                    if one.used == 1
                    else f"{one.used} lượt, không được tính",
                    one,
                )
                for one in made
            ),
            stale=any(one.hash not in known for one in made),
        )

    def make_codes(self, course: str, day: str, count: str) -> int:
        """New codes; how many. The fields must have no faults. Raises Refusal."""
        return len(self._services.unit.assigning.make_codes(course, _day(day), int(count)))

    def write_codes(self, lines: tuple[CodeLine, ...], path: Path) -> Path:
        """The codes as a sheet to print and cut, a PDF. Raises Refusal."""
        target = path if path.suffix else path.with_suffix(".pdf")
        return Path(self._services.unit.assigning.write_codes([one.made for one in lines], target))


def _day(text: str) -> date:
    day = typed_day(text)
    if day is None:
        raise ValueError("no day was typed")
    return day


def _roles(roles: tuple[str, ...]) -> str:
    return ", ".join(role_words(role).lower() for role in roles)


def _rules_form(rules: Any) -> RulesForm:
    def text(value: object) -> str:
        return "" if value is None else str(value)

    mark = None if rules.pass_mark is None else round(rules.pass_mark * 100)
    return RulesForm(
        text(mark), text(rules.attempts), text(rules.wait_hours), text(rules.minutes), rules.supervised
    )


def _rules(form: RulesForm) -> Any:
    from elearn.learning.assignment import RuleChanges

    def number(text: str) -> int | None:
        return int(text) if text.strip() else None

    mark = number(form.pass_mark)
    return RuleChanges(
        pass_mark=None if mark is None else mark / 100,
        attempts=number(form.attempts),
        wait_hours=number(form.wait_hours),
        minutes=number(form.minutes),
        supervised=form.supervised,
    )


def deadline_words(text: str, today: date) -> str:
    """A deadline in a line; one that is past is told so, for it is allowed."""
    try:
        day = typed_day(text)
    except ValueError:
        day = None
    if day is None:
        return "chưa có hạn"
    return f"hạn {day_words(day)}" + (" (đã qua)" if day < today else "")


def rules_words(rules: RulesForm, usual: RulesForm) -> str:
    """The rules of a course in a line; what the unit rules otherwise in place of the course's own."""
    taken: Mapping[str, str] = {
        name: getattr(rules, name).strip() or getattr(usual, name)
        for name in ("pass_mark", "attempts", "wait_hours", "minutes")
    }
    attempts = "không giới hạn lượt" if taken["attempts"] == "0" else f"{taken['attempts']} lượt"
    said = [f"đạt từ {taken['pass_mark']} %", attempts, f"{taken['minutes']} phút"]
    if taken["wait_hours"] != "0":
        said.insert(2, f"cách nhau {taken['wait_hours']} giờ")
    if rules.supervised:
        said.append("thi có giám sát")
    return ", ".join(said)
