"""How the unit stands, at a glance: four numbers, bars, everybody in one table, what is to be done next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from elearn.desktop.presenters.unit.people_table import UNFINISHED, PersonLine, State
from elearn.desktop.presenters.unit.words import count_words, day_words, moment_words, part_words

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
        self._made: tuple[object, OverviewView] | None = None

    def view(self, course: str = "") -> OverviewView:
        """How the unit stands, over all courses or one; read anew where something was changed. Raises Refusal."""
        unit = self._services.unit
        if not unit.is_set_up:
            return OverviewView("", "", _steps(0, assigned=False, set_up=False))
        library = self._services.library.version
        stands = unit.records.db.changes(), self._services.clock.now().date(), library, course
        made = self._made
        if made is None or made[0] != stands:
            self._made = made = stands, self._read(course)
        return made[1]

    def _read(self, course: str) -> OverviewView:
        unit = self._services.unit
        settings = unit.setup.settings()
        title = settings.short_name or settings.name
        courses, standings = unit.assigning.current(), unit.overview.lines()
        asked = [one.course for one in courses]
        course = course if course in asked else ""
        if not standings or not asked:
            people = len({line.person for line in standings})
            about = f"{count_words(people)} người" if people else ""
            return OverviewView(title, about, _steps(people, assigned=bool(asked), set_up=True))
        files = unit.overview.last_files()
        titles = self._titles(asked)
        lines = person_lines(standings, files, {one: self._items(one) for one in asked}, course)
        return OverviewView(
            title=title,
            about=self._about(
                len(lines), [one for one in courses if course in ("", one.course)], course, titles
            ),
            figures=_figures(lines),
            bars=part_bars(lines) or course_bars(standings, titles),
            lines=lines,
            counts=_counts(lines),
            courses=(("", f"Tất cả {len(asked)} khóa"), *titles.items()),
            course=course,
            parts=(("", "Mọi bộ phận"), *_parts(lines)),
            due=unit.register.count_due(),
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

    def _about(self, people: int, asked: Sequence[Any], course: str, titles: Mapping[str, str]) -> str:
        said = [f"{count_words(people)} người", titles[course] if course else f"{len(asked)} khóa"]
        deadlines = sorted({one.deadline for one in asked})
        if len(deadlines) == 1:
            said.append(f"hạn {day_words(deadlines[0])}")
        elif deadlines:
            said.append(f"hạn từ {day_words(deadlines[0])} đến {day_words(deadlines[-1])}")
        last_at = self._services.unit.intake.last_at()
        if last_at is not None:
            said.append(f"nhận kết quả lần cuối {moment_words(last_at, self._services.clock.now())}")
        return " · ".join(said)


def _steps(people: int, *, assigned: bool, set_up: bool) -> tuple[Step, ...]:
    """The steps until a unit works, the first that is not done being the next."""
    steps = (
        (
            set_up,
            "Thiết lập đơn vị",
            "Tên, người ký, mật khẩu của đơn vị. Khoảng 5 phút, làm một lần.",
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
    lines: Iterable[Any], files: Mapping[int, datetime], items: Mapping[str, int], course: str = ""
) -> tuple[PersonLine, ...]:
    """One line for each person, over all of their courses or one; in the order in which they come."""
    from elearn.vietnamese.collate import text_key

    key_of_part = cache(lambda path: tuple(text_key(one) for one in path))
    name_of_part = cache(part_words)
    state = state_of()
    found: list[PersonLine] = []
    for key, group in groupby(lines, key=attrgetter("person")):
        theirs = [line for line in group if not course or line.course == course]
        if not theirs:
            continue
        first = theirs[0]
        given = tuple(theirs) if first.course else ()
        made, path = files.get(key), first.sub_unit
        found.append(
            PersonLine(
                key,
                first.name,
                first.code,
                name_of_part(path),
                key_of_part(path),
                state(given),
                given,
                made.date() if made else None,
                items,
            )
        )
    return tuple(found)


def state_of() -> Callable[[Sequence[Any]], State]:
    """How somebody stands with several courses: late with one is late, done with all is done."""
    from elearn.learning.progress import CourseState

    done, not_begun = CourseState.DONE, CourseState.NOT_BEGUN

    def of(given: Sequence[Any]) -> State:
        if not given:
            return State.NO_COURSE
        all_done = none_begun = True
        late = False
        for line in given:
            state = line.state
            if state is not done:
                all_done = False
                late = late or line.late
            if state is not not_begun:
                none_begun = False
        if all_done:
            return State.DONE
        if late:
            return State.LATE
        return State.NOT_BEGUN if none_begun else State.UNDER_WAY

    return of


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


def part_bars(lines: Iterable[PersonLine], *, below: bool = False) -> tuple[Bar, ...]:
    """A bar for each sub-unit of the first level, by name; `below`: for those of the second level, too.

    () where nobody has a sub-unit.
    """
    from elearn.vietnamese.collate import text_key

    counts: dict[str, Counter[State]] = {}
    for (part, state), many in Counter((line.part, line.state) for line in lines).items():
        path = part.split(" / ")
        counts.setdefault(path[0], Counter())[state] += many
        if below and len(path) > 1:
            counts.setdefault(part, Counter())[state] += many
    if set(counts) <= {""}:
        return ()
    ordered = sorted(counts, key=lambda part: (not part, [text_key(one) for one in part.split(" / ")]))
    return tuple(_bar(part or OUTSIDE, counts[part]) for part in ordered)


def course_bars(lines: Iterable[Any], titles: Mapping[str, str]) -> tuple[Bar, ...]:
    """A bar for each course, in the unit's order."""
    state = state_of()
    counts: dict[str, Counter[State]] = {course: Counter() for course in titles}
    for line in lines:
        if line.course in counts:
            counts[line.course][state((line,))] += 1
    return tuple(_bar(titles[course], theirs) for course, theirs in counts.items() if theirs)


def _bar(label: str, counts: Counter[State]) -> Bar:
    many = sum(counts[state] for state, _ in _ORDER)
    told = ", ".join(f"{counts[state]} {_LABELS[state]}" for state, _ in _ORDER if counts[state])
    return Bar(
        label.rpartition(" / ")[2],
        tuple((counts[state], tone) for state, tone in _ORDER),
        f"{counts[State.DONE]}/{many}",
        f"{label}: {told or 'chưa giao khóa'}, trong {many} người",
        label.count(" / "),
    )


def _parts(lines: Iterable[PersonLine]) -> list[tuple[str, str]]:
    """Sub-units to choose from, those below others indented."""
    keys: dict[str, tuple[object, ...]] = {}
    for part, key in {(line.part, line.part_key) for line in lines}:
        path = part.split(" / ") if part else []
        for depth in range(1, len(path) + 1):
            keys.setdefault(" / ".join(path[:depth]), key[:depth])
    ordered = sorted(keys, key=lambda part: keys[part])
    return [(part, "    " * part.count(" / ") + part.rpartition(" / ")[2]) for part in ordered]


def _names(names: Sequence[str]) -> str:
    """Names in a line, at most a handful of them."""
    return ", ".join(names[:5]) + (f" và {len(names) - 5} người khác" if len(names) > 5 else "")
