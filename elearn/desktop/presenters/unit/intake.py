"""Taking in result files: what became of each, what waits for a decision, and the folder that is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import count_words, day_words, moment_words, part_words

Report = Callable[[int, int], None]

_OUTCOMES = {  # words, tone, place in the order in which they are worth reading
    "refused": ("Không nhận", "bad", 0),
    "conflict": ("Chờ quyết định", "desk", 1),
    "new": ("Mới", "good", 2),
    "updated": ("Cập nhật", "accent", 3),
    "known": ("Đã có", "plain", 4),
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of a file."""

    outcome: str
    file_name: str
    name: str
    words: str


COLUMNS = (
    Column(
        "Kết quả",
        lambda row: _OUTCOMES[row.outcome][0],
        140,
        kind="chip",
        tone=lambda row: _OUTCOMES[row.outcome][1],
        sort=lambda row: _OUTCOMES[row.outcome][2],
    ),
    Column("Tệp", lambda row: row.file_name, 240, 3, kind="strong", sort=lambda row: row.file_name),
    Column("Người học", lambda row: row.name, 170, 2, sort=lambda row: row.name or None, drop=2),
    Column("Chi tiết", lambda row: row.words, 240, 4, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """An intake in words: read = new + updated + known + conflicts + refused."""

    title: str
    sum: str
    tone: str
    lines: tuple[FileLine, ...]
    waiting: int
    refused: int
    can_undo: bool
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class IntakeView:
    """What the page begins with."""

    has_roster: bool
    last: IntakeResult | None
    watched: str
    waiting: int
    strangers: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to settle results: `person` and `digest` as the kind asks for."""

    words: str
    kind: str  # person, nobody, set_aside, version, both, pick
    person: int = 0
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """Results that wait: who the file says that it is of, why it waits, what can be decided."""

    device: int
    title: str
    about: str
    why: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A decision that was taken, and can be taken back."""

    device: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the roster whose results they may be."""

    key: int
    name: str
    about: str
    found_by: str = field(repr=False, default="")


CANDIDATE_COLUMNS = (
    Column("Họ và tên", lambda row: row.name, 180, 2, kind="strong"),
    Column("Mã, bộ phận", lambda row: row.about, 220, 3, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """Everything that can be decided."""

    cards: tuple[ConflictCard, ...]
    strangers: tuple[ConflictCard, ...]
    decided: tuple[DecidedLine, ...]
    people: tuple[Candidate, ...]


class IntakePresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    @property
    def _intake(self) -> Any:
        return self._services.unit.intake

    def view(self) -> IntakeView:
        """The last intake and what waits. Raises Refusal."""
        members = self._services.unit.roster.people(with_left=True)
        last = self._intake.last()
        watched = self._intake.watched()
        return IntakeView(
            has_roster=bool(members),
            last=self._last(last, members) if last else None,
            watched=str(watched) if watched else "",
            waiting=len(self._intake.conflicts()),
            strangers=len(self._intake.strangers()),
        )

    def _last(self, made: Any, members: Iterable[Any]) -> IntakeResult:
        when = moment_words(made.at, self._services.clock.now())
        return self._result(made.files, f"Lần nhận {when}", members)

    def _result(self, files: Sequence[Any], title: str, members: Iterable[Any]) -> IntakeResult:
        names = {one.key: one.person.name for one in members}
        lines = sorted((_line(one, names) for one in files), key=lambda line: _OUTCOMES[line.outcome][2])
        counts = Counter(line.outcome for line in lines)
        said = [
            f"{count_words(counts[name])} {words}"
            for name, words in (
                ("new", "mới"),
                ("updated", "cập nhật"),
                ("known", "đã có"),
                ("conflict", "chờ quyết định"),
                ("refused", "không nhận"),
            )
            if counts[name]
        ]
        return IntakeResult(
            title=title,
            sum=f"Đã đọc {count_words(len(lines))} tệp" + (f" = {' + '.join(said)}." if said else "."),
            tone="desk" if counts["refused"] or counts["conflict"] else "good",
            lines=tuple(lines),
            waiting=counts["conflict"],
            refused=counts["refused"],
            can_undo=self._intake.can_undo(),
        )

    def take(self, paths: Sequence[Path], report: Report, cancelled: Callable[[], bool]) -> IntakeResult:
        """Take in files and folders; each file whole or not at all. Raises Refusal."""
        from dataclasses import replace

        done = self._intake.take(paths, report, cancelled)
        members = self._services.unit.roster.people(with_left=True)
        title = "Đã dừng giữa chừng" if done.cancelled else "Đã nhận xong"
        return replace(self._result(done.files, title, members), cancelled=done.cancelled)

    def undo(self) -> str:
        """Take the last intake back; what to say about it. Raises Refusal(NOTHING_TO_UNDO)."""
        undone = self._intake.undo()
        return (
            f"Đã hoàn tác lần nhận {len(undone.files)} tệp. Các tệp vẫn ở chỗ cũ, nhận lại lúc nào cũng được."
        )

    # The watched folder

    def watch(self, folder: Path | None) -> str:
        """Set the watched folder; its path, "" for none."""
        self._intake.watch(folder)
        return str(folder) if folder else ""

    def new_in_watched(self) -> tuple[Path, ...]:
        """Files of the watched folder that were not taken in yet."""
        return tuple(self._intake.new_in_watched())

    # Conflicts

    def conflicts(self) -> ConflictsView:
        """What waits for a decision, and what was decided. Raises Refusal."""
        members = self._services.unit.roster.people(with_left=True)
        names = {one.key: one.person.name for one in members}
        cards = tuple(self._card(one) for one in self._intake.conflicts())
        shown = {card.device for card in cards}
        return ConflictsView(
            cards=cards,
            strangers=tuple(self._stranger(one) for one in self._intake.strangers() if one.key not in shown),
            decided=tuple(_decided(one, names) for one in self._intake.decided()),
            people=candidates(members),
        )

    def _card(self, one: Any) -> ConflictCard:
        from elearn.wording import INTAKE_DOUBTS

        held = one.held
        if one.doubt.value == "forked":
            choices = [
                Choice(
                    f"Tính nhật ký {number}: {version.events} dòng, lưu {self._when(version.made_at)}",
                    "version",
                    digest=version.digest,
                )
                for number, version in enumerate(held.versions, 1)
            ]
            choices.append(Choice("Tính cả hai", "both"))
        else:
            choices = [Choice(f"Là {_who(member)}", "person", member.key) for member in one.candidates]
            choices.append(Choice("Là người khác trong danh sách…", "pick"))
            choices.append(Choice("Không phải người của đơn vị", "nobody"))
        choices.append(Choice("Không tính tệp này", "set_aside"))
        others = f" Còn {len(one.others)} máy khác dùng cùng mã này." if one.others else ""
        return ConflictCard(
            held.key,
            held.claim.name,
            self._about(held),
            INTAKE_DOUBTS[one.doubt.value] + others,
            tuple(choices),
        )

    def _stranger(self, held: Any) -> ConflictCard:
        return ConflictCard(
            held.key,
            held.claim.name,
            self._about(held),
            "Không có ai tên và mã như vậy trong danh sách.",
            (
                Choice("Là người trong danh sách…", "pick"),
                Choice("Không phải người của đơn vị", "nobody"),
            ),
        )

    def _about(self, held: Any) -> str:
        claim = held.claim
        born = f"sinh {day_words(claim.birth_date)}" if claim.birth_date else ""
        code = f"mã {claim.code}" if claim.code else "không có mã"
        return " · ".join(
            filter(None, (code, born, claim.position, claim.unit, f"tệp lưu {self._when(held.made_at)}"))
        )

    def _when(self, at: Any) -> str:
        return moment_words(at, self._services.clock.now())

    def settle(self, device: int, choice: Choice) -> str:
        """Decide; what to say about it. Raises Refusal."""
        from elearn.learning.intake import Settled

        if choice.kind in ("version", "both"):
            self._intake.choose(device, choice.digest)
            return "Đã chọn. Kết quả được tính theo nhật ký này."
        settled = {"person": Settled.PERSON, "nobody": Settled.NOBODY, "set_aside": Settled.SET_ASIDE}[
            choice.kind
        ]
        self._intake.settle(device, settled, choice.person or None)
        return {
            "person": "Đã ghi kết quả cho người này. Tệp sau của cùng máy tự nhận theo.",
            "nobody": "Đã ghi: không phải người của đơn vị.",
            "set_aside": "Đã ghi: không tính. Tệp vẫn được giữ.",
        }[choice.kind]

    def reopen(self, device: int) -> str:
        """Take a decision back; what to say about it. Raises Refusal."""
        self._intake.reopen(device)
        return "Đã bỏ quyết định cũ. Nếu còn phải quyết định, tệp hiện lại ở trên."


def _line(one: Any, names: dict[int, str]) -> FileLine:
    outcome = one.outcome.value
    name = names.get(one.person, "") if one.person else ""
    return FileLine(outcome, one.file_name, name, _details(one, outcome))


def _details(one: Any, outcome: str) -> str:
    from elearn.services.unit.intake import refusal_of
    from elearn.wording import INTAKE_DOUBTS, sentence

    if outcome == "refused":
        return sentence(refusal_of(one, "này"))
    if one.doubt is not None:
        return INTAKE_DOUBTS[one.doubt.value]
    said = []
    if one.older:
        said.append("cũ hơn tệp đã nhận của người này")
    if one.person is None and outcome in ("new", "updated"):
        said.append("người này không có trong danh sách")
    words = "; ".join(said)
    return words[:1].upper() + words[1:]


def _who(member: Any) -> str:
    left = f"đã rời ngày {day_words(member.left_on)}" if member.left_on else ""
    return ", ".join(
        filter(None, (member.person.name, member.person.code, part_words(member.person.sub_unit), left))
    )


def _decided(held: Any, names: dict[int, str]) -> DecidedLine:
    settled = held.settled.value if held.settled else ""
    words = {
        "person": f"là {names.get(held.person, 'người đã xóa')}",
        "nobody": "không phải người của đơn vị",
        "set_aside": "không tính",
    }.get(settled, "đã chọn nhật ký được tính")
    return DecidedLine(held.key, held.claim.name, words)


def candidates(members: Iterable[Any]) -> tuple[Candidate, ...]:
    """People to choose from, in the order of names."""
    from elearn.vietnamese.collate import name_key
    from elearn.vietnamese.text import fold

    ordered = sorted(members, key=lambda one: name_key(one.person.name))
    return tuple(
        Candidate(
            one.key,
            one.person.name,
            " · ".join(filter(None, (one.person.code, part_words(one.person.sub_unit)))),
            fold(f"{one.person.name} {one.person.code} {part_words(one.person.sub_unit)}"),
        )
        for one in ordered
    )
