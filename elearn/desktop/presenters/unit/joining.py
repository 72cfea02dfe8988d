"""Two rows of the roster that may be one person: side by side, what would become of them, joined and parted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from elearn.desktop.presenters.unit.intake import Candidate, candidates
from elearn.desktop.presenters.unit.person import about_person, row_words
from elearn.desktop.presenters.unit.words import day_words, part_words, role_words


@dataclass(frozen=True, slots=True)
class JoinSide:
    """One of the two rows: `about` are (name, value), `holds` what hangs on it, in words."""

    key: int
    name: str
    about: tuple[tuple[str, str], ...]
    holds: str


@dataclass(frozen=True, slots=True)
class JoinView:
    """What the page shows. `doubts` speak against it, `result` is what would be."""

    kept: JoinSide
    gone: JoinSide
    doubts: tuple[str, ...]
    result: tuple[str, ...]


class JoinPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def others(self, key: int) -> tuple[Candidate, ...]:
        """Everybody else, who bears the same name first. Raises Refusal(NO_SUCH_PERSON)."""
        from elearn.unit.merge import name_fold

        roster = self._services.unit.roster
        name = name_fold(roster.person(key).person.name)
        listed = [one for one in roster.people(with_left=True) if one.key != key]
        alike = [one for one in listed if name_fold(one.person.name) == name]
        return (*candidates(alike), *candidates(one for one in listed if one not in alike))

    def view(self, kept: int, gone: int) -> JoinView:
        """Both rows. Raises Refusal(NO_SUCH_PERSON)."""
        seen = self._services.unit.joining.look(kept, gone)
        return JoinView(_side(seen.kept), _side(seen.gone), tuple(_doubts(seen)), tuple(_result(seen)))

    def join(self, kept: int, gone: int) -> str:
        """Join them; what to say about it. Raises Refusal NO_SUCH_PERSON, CODE_TAKEN."""
        member = self._services.unit.joining.join(kept, gone)
        return f"Đã gộp hai hồ sơ vào {member.person.name}. Tách lại được ở trang này."

    def part(self, gone: int) -> str:
        """Take a join back; what to say about it. Raises Refusal NOTHING_TO_UNDO, CODE_TAKEN."""
        member = self._services.unit.joining.part(gone)
        return f"Đã tách hồ sơ {member.person.name} ra như trước khi gộp."


def _side(page: Any) -> JoinSide:
    member = page.member
    left = f"đã rời đơn vị ngày {day_words(member.left_on)}" if member.left_on else ""
    about = [*about_person(member), *([("Tình trạng", left)] if left else [])]
    return JoinSide(member.key, member.person.name, tuple(about), _holds([page]))


def _holds(pages: Iterable[Any]) -> str:
    counts = [
        (sum(len(getattr(page, name)) for page in pages), words)
        for name, words in (
            ("devices", "máy"),
            ("attempts", "lượt làm bài"),
            ("certificates", "giấy chứng nhận"),
            ("trainings", "lớp tập huấn"),
        )
    ]
    return ", ".join(f"{number} {words}" for number, words in counts if number) or "chưa có kết quả nào"


def _doubts(seen: Any) -> Iterable[str]:
    from elearn.unit.merge import name_fold

    one, other = seen.kept.member.person, seen.gone.member.person
    if name_fold(one.name) != name_fold(other.name):
        yield "Hai hồ sơ không cùng họ tên. Chỉ gộp khi biết chắc là một người, ví dụ vừa đổi tên."
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        yield "Hai hồ sơ ghi hai ngày sinh khác nhau. Nên hỏi lại trước khi gộp."
    for course in seen.twice:
        yield f"Cả hai đều có giấy còn hiệu lực của khóa “{course}”. Sau khi gộp nên thu hồi một giấy."


def _result(seen: Any) -> Iterable[str]:
    before, whole = seen.kept.member, seen.whole
    one, other = before.person, seen.gone.member.person
    yield f"Giữ hồ sơ {row_words(one)}; điều đang ghi ở hồ sơ này không đổi."
    taken = [
        f"{words} {new}"
        for words, old, new in (
            ("mã", one.code, whole.person.code),
            ("bộ phận", part_words(one.sub_unit), part_words(whole.person.sub_unit)),
            ("chức vụ", one.position, whole.person.position),
            ("ngày sinh", day_words(one.birth_date), day_words(whole.person.birth_date)),
            ("vai trò", role_words(one.role), role_words(whole.person.role)),
            ("thêm giờ thi", f"{before.extra_percent} %", f"{whole.extra_percent} %"),
            ("ghi chú", before.note, whole.note),
        )
        if old != new
    ]
    if taken:
        yield f"Lấy thêm từ hồ sơ kia: {'; '.join(taken)}."
    if before.left_on and not whole.left_on:
        yield "Người này được ghi là đang ở đơn vị, như hồ sơ kia."
    if other.code and other.code != whole.person.code:
        yield f"Mã {other.code} vẫn tìm ra người này: tệp kết quả ghi mã ấy được tính như trước."
    yield f"Của cả hai: {_holds((seen.kept, seen.gone))}."
    yield "Hồ sơ kia không còn trong danh sách. Tách lại được bất cứ lúc nào, ở trang của người này."
