"""How the unit stands, at a glance: four numbers, bars, everybody in one table, what is to be done next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any, Literal

from elearn.desktop.presenters.unit.people_table import UNFINISHED, PersonLine, State
from elearn.desktop.presenters.unit.words import count_words, day_words, moment_words, part_words, percent

Parts = tuple[tuple[int, str], ...]
OUTSIDE = "Không thuộc bộ phận nào"


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four numbers. `which` is the filter that it stands for."""

    number: int
    label: str
    tone: str
    which: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A sub-unit or a course: `parts` are (people, tone), `figure` "18/23", `said` the whole in words.

    `depth` 1 is a sub-unit's own part.
    """

    label: str
    parts: Parts
    figure: str
    said: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of getting ready. `state` is done, next or later; `action` leads to `route`."""

    title: str
    about: str
    state: Literal["done", "next", "later"]
    action: str
    route: str


@dataclass(frozen=True, slots=True)
class Second:
    """Something that deserves a second look: words, whom it is about, and their keys."""

    words: str
    who: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the overview shows. `title` "" where there is no unit; `steps` until there are people with courses.

    `lines` are in the order of names; `courses` and `parts` are (value, words) to choose from, the first "all".
    """

    title: str
    about: str
    steps: tuple[Step, ...] = ()
    figures: tuple[Figure, ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[PersonLine, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    courses: tuple[tuple[str, str], ...] = ()
    course: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    due: int = 0
    has_results: bool = False


@dataclass(frozen=True, slots=True)
class ExtrasView:
    """What is read after the overview stands, since it takes longer: conflicts, and what to look at again."""

    waiting: int
    looks: tuple[Second, ...]

    @property
    def looked_at(self) -> frozenset[int]:
        """Whom the second looks are about."""
        return frozenset(key for look in self.looks for key in look.people)


class OverviewPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self, course: str = "") -> OverviewView:
        """How the unit stands, over all courses or one. Raises Refusal."""
        unit = self._services.unit
        if not unit.is_set_up:
            return OverviewView("", "", _steps(0, assigned=False, set_up=False))
        settings = unit.setup.settings()
        title = settings.short_name or settings.name
        whole = unit.overview.whole()
        asked = [one.course for one in whole.courses]
        course = course if course in asked else ""
        if not whole.people or not asked:
            about = f"{count_words(whole.people)} người" if whole.people else ""
            return OverviewView(title, about, _steps(whole.people, assigned=bool(asked), set_up=True))
        files = unit.overview.last_files()
        titles = self._titles(asked)
        lines = person_lines(whole.lines, files, {one: self._items(one) for one in asked}, course)
        return OverviewView(
            title=title,
            about=self._about(whole, course, titles),
            figures=_figures(lines),
            bars=part_bars(lines) or course_bars(whole.lines, titles),
            lines=lines,
            counts=_counts(lines),
            courses=(("", f"Tất cả {len(asked)} khóa"), *titles.items()),
            course=course,
            parts=(("", "Mọi bộ phận"), *_parts(lines)),
            due=sum(one.state.value == "done" and not one.certificate for one in whole.lines),
            has_results=bool(files),
        )

    def extras(self) -> ExtrasView:
        """Conflicts and second looks. Slow with many people. Raises Refusal."""
        from elearn.wording import look_sentence

        unit = self._services.unit
        names = {one.key: one.person.name for one in unit.roster.people(with_left=True)}
        looks = tuple(
            Second(
                look_sentence(look.kind.value, look.count),
                _names([names[key] for key in look.people if key in names]),
                look.people,
            )
            for look in unit.overview.second_looks()
        )
        return ExtrasView(len(unit.intake.conflicts()), looks)

    def _titles(self, asked: Sequence[str]) -> dict[str, str]:
        known = {one.id: one.title for one in self._services.library.courses()}
        return {course: known.get(course, course) for course in asked}

    def _items(self, course: str) -> int:
        """How many items a paper of a course holds, 0 where this library has no such course."""
        return next((one.exam.items for one in self._services.library.courses() if one.id == course), 0)

    def _about(self, whole: Any, course: str, titles: dict[str, str]) -> str:
        asked = [one for one in whole.courses if course in ("", one.course)]
        said = [f"{count_words(whole.people)} người", titles[course] if course else f"{len(asked)} khóa"]
        deadlines = sorted({one.deadline for one in asked})
        if len(deadlines) == 1:
            said.append(f"hạn {day_words(deadlines[0])}")
        elif deadlines:
            said.append(f"hạn từ {day_words(deadlines[0])} đến {day_words(deadlines[-1])}")
        last = self._services.unit.intake.last()
        if last is not None:
            said.append(f"nhận kết quả lần cuối {moment_words(last.at, self._services.clock.now())}")
        return " · ".join(said)


def _steps(people: int, *, assigned: bool, set_up: bool) -> tuple[Step, ...]:
    """The steps until a unit works, the first that is not done being the next."""
    steps = (
        (
            set_up,
            "Thiết lập đơn vị",
            "Tên, người ký, mật khẩu khóa. Khoảng 5 phút, làm một lần.",
            "Thiết lập đơn vị",
            "unit-setup",
        ),
        (
            people > 0,
            "Nhập danh sách người học",
            f"Đã có {count_words(people)} người."
            if people
            else "Từ tệp Excel mà cơ quan đang có, không cần sửa trước.",
            "Nhập danh sách",
            "unit-import",
        ),
        (
            assigned,
            "Giao khóa",
            "Chọn khóa, hạn và quy định, rồi lưu một tệp để chép vào các máy.",
            "Giao khóa",
            "unit-assign",
        ),
        (
            False,
            "Nhận kết quả, lập danh sách, cấp giấy",
            "Từ USB hoặc thư mục chung, nhiều tệp một lúc.",
            "",
            "",
        ),
    )
    first = next(place for place, step in enumerate(steps) if not step[0])
    return tuple(
        Step(
            title,
            about,
            "done" if done else "next" if place == first else "later",
            "" if done else action,
            route,
        )
        for place, (done, title, about, action, route) in enumerate(steps)
    )


def person_lines(
    lines: Iterable[Any], files: dict[int, datetime], items: dict[str, int], course: str = ""
) -> tuple[PersonLine, ...]:
    """One line for each person, over all of their courses or one; in the order in which they come."""
    from elearn.vietnamese.collate import text_key
    from elearn.vietnamese.text import fold

    key_of_part = cache(lambda path: tuple(text_key(one) for one in path))
    folded_part = cache(lambda path: fold(part_words(path)))
    found = []
    for key, group in groupby(lines, key=lambda line: line.person):
        theirs = [line for line in group if not course or line.course == course]
        if not theirs:
            continue
        first = theirs[0]
        made = files.get(key)
        given = [line for line in theirs if line.course]
        state = state_of(given)
        found.append(
            PersonLine(
                key=key,
                name=first.name,
                code=first.code,
                part=part_words(first.sub_unit),
                state=state,
                result=_result(given, items),
                share=_share(given),
                completed_on=_completed_on(given) if state is State.DONE else None,
                late_done=any(line.late and line.state.value == "done" for line in given),
                file_on=made.date() if made else None,
                note=_note(given),
                found_by=f"{fold(first.name)} {fold(first.code)} {folded_part(first.sub_unit)}",
                part_key=key_of_part(first.sub_unit),
            )
        )
    return tuple(found)


def state_of(given: Sequence[Any]) -> State:
    """How somebody stands with several courses: late with one is late, done with all is done."""
    if not given:
        return State.NO_COURSE
    states = [line.state.value for line in given]
    if all(state == "done" for state in states):
        return State.DONE
    if any(line.late and line.state.value != "done" for line in given):
        return State.LATE
    return State.NOT_BEGUN if all(state == "not_begun" for state in states) else State.UNDER_WAY


def _result(given: Sequence[Any], items: dict[str, int]) -> str:
    if len(given) > 1:
        return f"{sum(line.state.value == 'done' for line in given)}/{len(given)} khóa"
    if not given or given[0].best is None:
        return ""
    line = given[0]
    many = items.get(line.course, 0)
    return f"{round(line.best * many)}/{many}" if many else percent(line.best)


def _share(given: Sequence[Any]) -> float | None:
    if len(given) == 1:
        return given[0].best  # type: ignore[no-any-return]
    return sum(line.state.value == "done" for line in given) / len(given) if given else None


def _completed_on(given: Sequence[Any]) -> date | None:
    return max((line.completed_on for line in given if line.completed_on), default=None)


def _note(given: Sequence[Any]) -> str:
    """The one thing that is worth saying beside a person."""
    numbers = [line.certificate for line in given if line.certificate]
    done = [line for line in given if line.state.value == "done"]
    said = []
    if len(numbers) == 1:
        said.append(f"Giấy số {numbers[0]}")
    elif numbers:
        said.append(f"{len(numbers)} giấy")
    if len(done) > len(numbers):
        said.append("chờ cấp giấy")
    if any(line.late for line in done):
        said.append("xong sau hạn")
    failed = [line for line in given if line.not_passed]
    if failed and not said:
        said.append(f"thi {sum(line.attempts for line in failed)} lượt, chưa đạt")
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


_ORDER = ((State.DONE, "good"), (State.UNDER_WAY, "accent"), (State.NOT_BEGUN, "plain"), (State.LATE, "bad"))
_LABELS = {
    State.DONE: "hoàn thành",
    State.UNDER_WAY: "đang học",
    State.NOT_BEGUN: "chưa học",
    State.LATE: "quá hạn",
}


def _figures(lines: Sequence[PersonLine]) -> tuple[Figure, ...]:
    counts = Counter(line.state for line in lines)
    return tuple(
        Figure(counts[state], _LABELS[state], "ink" if tone == "plain" else tone, state.name)
        for state, tone in _ORDER
    )


def _counts(lines: Sequence[PersonLine]) -> tuple[tuple[str, int], ...]:
    counts = Counter(line.state for line in lines)
    behind = counts[State.UNDER_WAY] + counts[State.NOT_BEGUN] + counts[State.LATE]
    return (
        ("all", len(lines)),
        (UNFINISHED, behind),
        *((state.name, counts[state]) for state in State),
    )


def part_bars(lines: Sequence[PersonLine], *, below: bool = False) -> tuple[Bar, ...]:
    """A bar for each sub-unit of the first level, by name; `below`: for those of the second level, too.

    () where nobody has a sub-unit.
    """
    from elearn.vietnamese.collate import text_key

    states: dict[str, list[State]] = {}
    for line in lines:
        path = line.part.split(" / ") if line.part else []
        states.setdefault(path[0] if path else "", []).append(line.state)
        if below and len(path) > 1:
            states.setdefault(line.part, []).append(line.state)
    if set(states) <= {""}:
        return ()
    ordered = sorted(states, key=lambda part: (not part, [text_key(one) for one in part.split(" / ")]))
    return tuple(_bar(part or OUTSIDE, states[part]) for part in ordered)


def course_bars(lines: Iterable[Any], titles: dict[str, str]) -> tuple[Bar, ...]:
    """A bar for each course, in the unit's order."""
    states: dict[str, list[State]] = {course: [] for course in titles}
    for line in lines:
        if line.course in states:
            states[line.course].append(state_of([line]))
    return tuple(_bar(titles[course], theirs) for course, theirs in states.items() if theirs)


def _bar(label: str, states: Sequence[State]) -> Bar:
    counts = Counter(states)
    many = sum(counts[state] for state, _ in _ORDER)
    told = ", ".join(f"{counts[state]} {_LABELS[state]}" for state, _ in _ORDER if counts[state])
    return Bar(
        label.rpartition(" / ")[2],
        tuple((counts[state], tone) for state, tone in _ORDER),
        f"{counts[State.DONE]}/{many}",
        f"{label}: {told or 'chưa giao khóa'}, trong {many} người",
        label.count(" / "),
    )


def _parts(lines: Sequence[PersonLine]) -> list[tuple[str, str]]:
    """Sub-units to choose from, those below others indented."""
    keys: dict[str, tuple[object, ...]] = {}
    for line in lines:
        path, key = line.part.split(" / ") if line.part else [], line.part_key
        for depth in range(1, len(path) + 1):
            keys.setdefault(" / ".join(path[:depth]), key[:depth])
    ordered = sorted(keys, key=lambda part: keys[part])
    return [(part, "    " * part.count(" / ") + part.rpartition(" / ")[2]) for part in ordered]


def _names(names: Sequence[str]) -> str:
    """Names in a line, at most a handful of them."""
    return ", ".join(names[:5]) + (f" và {len(names) - 5} người khác" if len(names) > 5 else "")
