"""A person's page: how they stand with each course, attempts, devices and files, certificates, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import (
    day_words,
    moment_words,
    part_words,
    percent,
    role_words,
    typed_day,
)

_STATES = {
    "done": ("Hoàn thành", "good"),
    "under_way": ("Đang học", "accent"),
    "not_begun": ("Chưa học", "plain"),
}
_CHANGES = {
    "came": "vào danh sách",
    "changed": "sửa thông tin",
    "moved": "chuyển bộ phận",
    "left": "rời đơn vị",
    "returned": "trở lại đơn vị",
    "joined": "gộp với hồ sơ",
    "parted": "tách khỏi hồ sơ",
}
_ENDS = {"handed_in": "đã nộp", "timed_out": "hết giờ", "running": "đang làm", "paused": "làm dở"}
_PAPERS = {
    "valid": ("Có hiệu lực", "good"),
    "revoked": ("Đã thu hồi", "bad"),
    "replaced": ("Đã thay", "plain"),
}
TRAINING_STATES = (("attended", "Đã tham gia"), ("registered", "Đã đăng ký"))


@dataclass(frozen=True, slots=True)
class CourseLine:
    """How the person stands with a course."""

    title: str
    state: str
    tone: str
    about: str


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An exam that was sat."""

    course: str
    at: datetime
    began: str
    result: str
    tone: str
    share: float | None
    how: str


ATTEMPT_COLUMNS = (
    Column("Khóa", lambda row: row.course, 190, 3, kind="strong", sort=lambda row: row.course),
    Column("Bắt đầu", lambda row: row.began, 150, 1, sort=lambda row: row.at),
    Column(
        "Kết quả",
        lambda row: row.result,
        120,
        kind="chip",
        tone=lambda row: row.tone,
        sort=lambda row: row.share,
    ),
    Column("Chi tiết", lambda row: row.how, 240, 4, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A certificate of the person."""

    number: str
    words: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class TrainingForm:
    """The fields of a course held by others, as typed. `id` 0: a new one."""

    id: int = 0
    name: str = ""
    organiser: str = ""
    state: str = "attended"
    begins: str = ""
    ends: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A course held by others, in words and as its fields begin."""

    form: TrainingForm
    words: str


@dataclass(frozen=True, slots=True)
class JoinedLine:
    """Another row of the roster that is this person, in words."""

    key: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything about a person. `about` are (name, value); `left` "" where they are there."""

    key: int
    name: str
    summary: str
    about: tuple[tuple[str, str], ...]
    left: str
    note: str
    courses: tuple[CourseLine, ...]
    attempts: tuple[AttemptLine, ...]
    devices: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    trainings: tuple[TrainingLine, ...]
    history: tuple[str, ...]
    joined: tuple[JoinedLine, ...] = ()
    looks: tuple[str, ...] = ()


def training_faults(form: TrainingForm) -> dict[str, str]:
    """What is wrong with the fields, a sentence by field."""
    found = {}
    if not form.name.strip():
        found["name"] = "Xin ghi tên khóa, lớp tập huấn."
    days: dict[str, date | None] = {}
    for field in ("begins", "ends"):
        try:
            days[field] = typed_day(getattr(form, field))
        except ValueError:
            found[field] = "Xin ghi ngày như 02/12/2026, hoặc để trống."
    begins, ends = days.get("begins"), days.get("ends")
    if begins and ends and ends < begins:
        found["ends"] = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
    return found


class PersonPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    @property
    def _now(self) -> datetime:
        return self._services.clock.now()  # type: ignore[no-any-return]

    def view(self, key: int) -> PersonView:
        """A person's page. Raises Refusal(NO_SUCH_PERSON)."""
        page = self._services.unit.overview.person(key)
        courses = {one.id: one for one in self._services.library.courses()}
        titles = {one.id: one.title for one in courses.values()}
        person, member = page.member.person, page.member
        return PersonView(
            key=member.key,
            name=person.name,
            summary=" · ".join(filter(None, (person.position, part_words(person.sub_unit)))),
            about=tuple(about_person(member)),
            left=f"Đã rời đơn vị ngày {day_words(member.left_on)}" if member.left_on else "",
            note=member.note,
            courses=tuple(_course(line, courses) for line in page.lines if line.course),
            attempts=tuple(
                _attempt(one, titles, self._now)
                for one in reversed(page.attempts)
                if one.attempt.use == "exam"
            ),
            devices=tuple(self._device(one) for one in page.devices),
            papers=tuple(_paper(one) for one in reversed(page.certificates)),
            trainings=tuple(TrainingLine(_training_form(one), _training(one)) for one in page.trainings),
            history=tuple(self._happened(page.history)),
            joined=tuple(self._joined(one) for one in self._services.unit.joining.joined(member.key)),
        )

    def looks(self, key: int) -> tuple[str, ...]:
        """What deserves a second look about a person, in words. Slow with many people."""
        from elearn.wording import look_sentence

        return tuple(
            look_sentence(one.kind.value, one.count)
            for one in self._services.unit.overview.second_looks()
            if key in one.people
        )

    def _device(self, held: Any) -> str:
        received = f", nhận {moment_words(held.received_at, self._now)}" if held.received_at else ""
        events = max((one.events for one in held.versions), default=0)
        waits = "; đang chờ quyết định, chưa được tính" if held.doubt else ""
        made = moment_words(held.made_at, self._now)
        return f"Máy {held.device.installation[:8]}: tệp mới nhất lưu {made}{received}, nhật ký {events} dòng{waits}."

    def _happened(self, history: Iterable[Any]) -> Iterable[str]:
        for one in reversed(list(history)):
            before = ""
            if one.before is not None and one.change.value == "moved":
                before = f" (trước ở {part_words(one.before.sub_unit) or 'đơn vị'})"
            elif one.before is not None and one.change.value == "changed":
                before = f" (trước là {one.before.name})"
            if one.other is None:
                other = ""
            elif one.change.value in ("joined", "parted"):
                other = f" {row_words(one.other)}"
            else:
                other = f" (ở hồ sơ {row_words(one.other)})"
            yield f"{moment_words(one.at, self._now)}: {_CHANGES[one.change.value]}{before}{other}"

    def _joined(self, one: Any) -> JoinedLine:
        words = f"Gồm cả hồ sơ {row_words(one.person)}, gộp lúc {moment_words(one.at, self._now)}."
        return JoinedLine(one.key, one.person.name, words)

    # Courses held by others

    def keep_training(self, key: int, form: TrainingForm) -> None:
        """Keep a training. The form must have no faults. Raises Refusal(NO_SUCH_PERSON)."""
        from elearn.learning.unit import Training, TrainingState
        from elearn.vietnamese.text import tidy

        self._services.unit.overview.put_training(
            Training(
                form.id,
                key,
                tidy(form.name),
                tidy(form.organiser),
                TrainingState(form.state),
                typed_day(form.begins),
                typed_day(form.ends),
                tidy(form.number),
                tidy(form.note),
            )
        )

    def remove_training(self, training: int) -> None:
        """Take a training off."""
        self._services.unit.overview.remove_training(training)


def row_words(person: Any) -> str:
    """A row of the roster in few words: a name, and what tells it from the others of that name."""
    more = person.code or part_words(person.sub_unit) or day_words(person.birth_date)
    return f"{person.name} ({more})" if more else str(person.name)


def about_person(member: Any) -> Iterable[tuple[str, str]]:
    """What the roster says of a person, as (name, value)."""
    person = member.person
    facts = (
        ("Mã", person.code or "chưa có"),
        ("Mã trước đây", ", ".join(member.earlier_codes)),
        ("Bộ phận", part_words(person.sub_unit) or "không thuộc bộ phận nào"),
        ("Chức vụ", person.position),
        ("Ngày sinh", day_words(person.birth_date)),
        ("Vai trò", role_words(person.role)),
        ("Thêm giờ thi", f"{member.extra_percent} %" if member.extra_percent else ""),
    )
    return ((name, value) for name, value in facts if value)


def _course(line: Any, courses: Mapping[str, Any]) -> CourseLine:
    state, tone = _STATES[line.state.value]
    if line.late and line.state.value != "done":
        state, tone = "Quá hạn", "bad"
    known = courses.get(line.course)
    said = []
    if line.completed_on:
        said.append(f"hoàn thành {day_words(line.completed_on)}" + (" (sau hạn)" if line.late else ""))
    elif line.deadline:
        said.append(f"hạn {day_words(line.deadline)}")
    if line.best is not None:
        items = known.exam.items if known else 0
        best = f"{round(line.best * items)}/{items}" if items else percent(line.best)
        said.append(f"cao nhất {best}, thi {line.attempts} lượt")
    if line.supervised:
        said.append("thi có giám sát")
    if line.doubtful_day:
        said.append("ngày theo lúc nhận tệp, vì đồng hồ máy của người học sai")
    if line.certificate:
        said.append(f"giấy số {line.certificate}")
    return CourseLine(known.title if known else line.course, state, tone, " · ".join(said))


def _attempt(seen: Any, titles: Mapping[str, str], now: datetime) -> AttemptLine:
    one = seen.attempt
    said = [_ENDS.get(one.state, one.state)]
    if one.interruptions:
        said.append(f"nghỉ giữa chừng {one.interruptions} lần")
    if one.ended_at:
        minutes = max(0, round((one.ended_at - one.started_at).total_seconds() / 60))
        said.append(f"trong {minutes} phút")
    if seen.supervised:
        said.append("có giám sát")
    said.append(f"máy {seen.installation[:8]}")
    share = None if one.share_1000 is None else one.share_1000 / 1000
    if share is None:
        result, tone = "Chưa xong", "plain"
    else:
        points = f"{round(share * one.items)}/{one.items}" if one.items else percent(share)
        result, tone = (f"Đạt {points}", "good") if one.passed else (f"Chưa đạt {points}", "bad")
    return AttemptLine(
        titles.get(one.course, one.course), one.started_at, moment_words(one.started_at, now), result, tone, share,
        ", ".join(said),
    )  # fmt: skip


def _paper(entry: Any) -> PaperLine:
    state, tone = _PAPERS[entry.state.value]
    said = [entry.course_title, f"cấp {day_words(entry.issued_on)}"]
    if entry.replaced_by:
        said.append(f"thay bằng số {entry.replaced_by}")
    if entry.replaces:
        said.append(f"thay giấy số {entry.replaces}")
    if entry.why:
        said.append(entry.why)
    if entry.copies:
        said.append(f"đã in lại {entry.copies} lần")
    return PaperLine(entry.number, " · ".join(said), state, tone)


def _training(one: Any) -> str:
    days = " – ".join(filter(None, (day_words(one.begins_on), day_words(one.ends_on))))
    state = dict(TRAINING_STATES)[one.state.value].lower()
    number = f"giấy số {one.number}" if one.number else ""
    return " · ".join(filter(None, (state, one.organiser, days, number, one.note)))


def _training_form(one: Any) -> TrainingForm:
    return TrainingForm(
        one.id, one.name, one.organiser, one.state.value, day_words(one.begins_on), day_words(one.ends_on),
        one.number, one.note,
    )  # fmt: skip
