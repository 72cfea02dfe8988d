"""People's data: what is kept about whom and why; exported, corrected, erased."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from elearn.learning.intake import DeviceHeld, DeviceId
from elearn.learning.unit import HandedOut, HandedOutKind, Member
from elearn.machine.log import strike_from_logs
from elearn.services.handing_out import write_out
from elearn.services.unit.register import file_name_of
from elearn.unit.merge import name_fold
from elearn.vietnamese.file_names import file_name_part

if TYPE_CHECKING:
    from elearn.services.unit import UnitService


class KeptKind(Enum):
    """A kind of data about people. The page says in words why each is kept."""

    ROSTER = "roster"  # name, code, sub-unit, position, date of birth, role
    HISTORY = "history"  # moves, departures, corrections
    RESULTS = "results"  # result files as they came, and what they say
    STANDINGS = "standings"  # how far people are, reckoned from the results
    CERTIFICATES = "certificates"  # the register and the papers
    TRAININGS = "trainings"  # courses held by others
    HANDED_OUT = "handed_out"  # files that were given to others


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of a kind is kept, and since when."""

    kind: KeptKind
    count: int
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure could not reach by itself: files of the folder, and files that were handed out before."""

    left: tuple[Path, ...]
    handed_out: tuple[HandedOut, ...]
    needs_new_assignment: bool


class UnitData:
    """What one unit keeps about people."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def kept(self, person: int | None = None) -> list[Kept]:
        """What is kept about everybody, or about a person. Raises Refusal NO_UNIT, NO_SUCH_PERSON."""
        if person is not None:
            self._unit.records.people.get(person)
        found = self._unit.records.kept(person)
        return [Kept(KeptKind(kind), count, since) for kind, count, since in found]

    def handed_out(self, person: int | None = None) -> list[HandedOut]:
        """Files that were handed out: all, or those that may hold a person."""
        records = self._unit.records
        since = records.people.history(person)[0].at if person is not None else None
        return records.handed_out.list(person, since)

    def export(self, person: int, path: Path) -> Path:
        """Everything about a person in one ZIP: a readable file, the papers, the result files as they came.

        Raises Refusal NO_SUCH_PERSON, and what writing raises.
        """
        records = self._unit.records
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("du-lieu.json", _as_json(self._everything(person)))
            for entry in records.register.list(person=person):
                for copy in range(entry.copies + 1):
                    paper = records.register.paper(entry.number, copy)
                    archive.writestr(f"giay-chung-nhan/{file_name_of(paper)}", paper.pdf)
            for number, envelope in enumerate(records.devices.envelopes(person), 1):
                archive.writestr(f"tep-ket-qua/{number:03d}.kqht", envelope)
        write_out(path, content.getvalue())
        records.handed_out.note(HandedOutKind.PERSON, path, person)
        return path

    def _everything(self, person: int) -> dict[str, Any]:
        """A person's page as plain values with Vietnamese names."""
        page = self._unit.overview.person(person)
        told = page.member.person
        return {
            "họ và tên": told.name,
            "mã": told.code,
            "mã trước đây": list(page.member.earlier_codes),
            "bộ phận": list(told.sub_unit),
            "chức vụ": told.position,
            "ngày sinh": told.birth_date,
            "vai trò": told.role,
            "thêm giờ thi (%)": page.member.extra_percent,
            "ghi chú": page.member.note,
            "rời đơn vị ngày": page.member.left_on,
            "kết quả theo khóa": [
                {
                    "khóa": line.course,
                    "tình trạng": line.state.value,
                    "điểm cao nhất": line.best,
                    "hoàn thành ngày": line.completed_on,
                    "số lượt thi": line.attempts,
                    "quá hạn": line.late,
                }
                for line in page.lines
            ],
            "lượt làm bài": [msgspec.to_builtins(one.attempt) for one in page.attempts],
            "máy đã dùng": [
                {"máy": one.device.installation, "tệp gần nhất": one.made_at} for one in page.devices
            ],
            "thay đổi": [
                {
                    "lúc": one.at,
                    "việc": one.change.value,
                    "trước đó": one.before and one.before.name,
                    "hồ sơ kia": one.other and one.other.name,
                }
                for one in page.history
            ],
            "cũng được ghi là": [
                {
                    "họ và tên": one.name,
                    "mã": one.code,
                    "bộ phận": list(one.sub_unit),
                    "chức vụ": one.position,
                    "ngày sinh": one.birth_date,
                    "vai trò": one.role,
                }
                for one in page.member.also
            ],
            "tập huấn nơi khác": [
                {"tên": one.name, "nơi tổ chức": one.organiser, "số giấy": one.number}
                for one in page.trainings
            ],
            "giấy chứng nhận": [
                {
                    "số": one.number,
                    "ngày cấp": one.issued_on,
                    "khóa": one.course_title,
                    "tình trạng": one.state.value,
                }
                for one in page.certificates
            ],
        }

    def erase(self, person: int) -> Erased:
        """Erase a person: rows, envelopes, papers, notes, journals, in backups and logs, too.

        The register keeps number, day and course. Files that were handed out are told, for they are elsewhere.
        Raises Refusal NO_SUCH_PERSON.
        """
        records = self._unit.records
        person = records.people.whole(person)
        member = records.people.get(person)
        names = self._names(member)
        handed = tuple(self.handed_out(person))
        had_files = any(one.file for one in records.assignments.list())
        words = {form for name in names for form in (name, unicodedata.normalize("NFD", name))}
        left = strike_from_logs(records.folder, [*words, *_in_file_names(names)])
        left += records.erase(person, self._devices(member, names), _in_file_names(names))
        self._unit.overview.refresh()
        return Erased(tuple(left), handed, had_files)

    def erasures(self) -> list[tuple[datetime, list[str]]]:
        """When somebody was erased, and the numbers of papers that stay in the register without a name."""
        return self._unit.records.erasures()

    def _names(self, member: Member) -> list[str]:
        """Every name that the person bore here."""
        history = self._unit.records.people.history(member.key)
        borne = [one.name for one in (member.person, *member.also)]
        borne += [one.before.name for one in history if one.before]
        return list(dict.fromkeys(borne))

    def _devices(self, member: Member, names: Iterable[str]) -> list[DeviceId]:
        """Devices that are nobody's yet and bear a name of this person alone."""
        folded = {name_fold(name) for name in names}
        others = {
            name_fold(one.person.name)
            for one in self._unit.records.people.list(with_left=True)
            if one.key != member.key
        }
        devices = self._unit.records.devices
        open_ones: list[DeviceHeld] = [*devices.waiting(), *devices.strangers(), *devices.decided()]
        return [
            one.device
            for one in open_ones
            if one.person in (None, member.key) and name_fold(one.claim.name) in folded - others
        ]


def _in_file_names(names: Iterable[str]) -> list[str]:
    return [part for name in names if len(part := file_name_part(name)) > 3]


def _as_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
