"""Handing results over: what will stand in the file, and the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.attempt import CLOSED
from elearn.learning.sitting import AttemptUse
from elearn.services.handing_out import target_of, write_out
from elearn.services.installation_key import installation_key
from elearn.unit.gathering import gather
from elearn.unit.result_file import file_name, seal
from elearn.unit.result_values import ResultFile

if TYPE_CHECKING:
    from elearn.library.store import Library
    from elearn.machine.clock import Clock
    from elearn.records.store import Records
    from elearn.services.assignment import AssignmentService


@dataclass(frozen=True, slots=True)
class SubmissionPreview:
    """What a result file would hold, for the learner to see first."""

    staff_code: str
    name: str
    unit: str
    position: str
    birth_date: date | None
    file_name: str
    sequence: int
    lessons_opened: int
    lessons_read: int
    practices: int
    exams: int
    exams_passed: int
    answers: int
    certificates: int
    events: int
    sealed: bool  # only the unit could read the file
    last_at: datetime | None  # when the last file was written
    last_file_name: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A result file that was written."""

    file: Path
    sequence: int
    sealed: bool


class SubmitService:
    """The result files of one installation; `assigned` gives the unit that they are sealed for."""

    def __init__(
        self, records: Records, library: Library, clock: Clock, assigned: AssignmentService | None = None
    ) -> None:
        self._records, self._library, self._clock = records, library, clock
        self._assigned = assigned

    def _sealing_key(self) -> bytes | None:
        return self._assigned.sealing_key() if self._assigned else None

    def preview(self, subject: str) -> SubmissionPreview:
        """What would be handed over now. Raises Refusal NO_SUCH_PERSON, NOTHING_TO_HAND_IN."""
        result = self._gathered(subject)
        last = self._records.exports.last(subject)
        closed = {state.value for state in CLOSED}
        exams = [one for one in result.attempts if one.use == AttemptUse.EXAM.value and one.state in closed]
        return SubmissionPreview(
            staff_code=result.who.staff_code,
            name=result.who.name,
            unit=result.who.unit,
            position=result.who.position,
            birth_date=result.who.birth_date,
            file_name=self._file_name(result),
            sequence=result.sequence,
            lessons_opened=len(result.reading),
            lessons_read=sum(one.read_revision is not None for one in result.reading),
            practices=sum(one.use == AttemptUse.PRACTICE.value for one in result.attempts),
            exams=len(exams),
            exams_passed=sum(bool(one.passed) for one in exams),
            answers=sum(answer.response is not None for one in result.attempts for answer in one.answers),
            certificates=len(result.certificates),
            events=len(result.chain),
            sealed=self._sealing_key() is not None,
            last_at=last.at if last else None,
            last_file_name=last.file_name if last else "",
        )

    def export(self, subject: str, out: Path) -> Submitted:
        """Write a learner's result file into a folder, or under a name of its own.

        A path without an ending is a folder, and made where there is none; a file of another machine that lies
        there under the same name stays, and ours is numbered. Exporting again writes a new
        file with the next number. Raises Refusal NO_SUCH_PERSON, NOTHING_TO_HAND_IN, and what writing raises.
        """
        result = self._gathered(subject)
        unit = self._sealing_key()
        text = seal(result, installation_key(self._records), unit)
        target = target_of(out, self._file_name(result))
        if target != out:
            target = _free_name(target)
        write_out(target, text.encode())
        self._records.exports.handed_in(
            subject, result.sequence, target.name, self._clock.now(), result.chain[-1].hash
        )
        return Submitted(target, result.sequence, sealed=unit is not None)

    def _gathered(self, subject: str) -> ResultFile:
        result = gather(
            self._records,
            subject,
            sequence=self._records.exports.next_sequence(subject),
            made_at=self._clock.now(),
            library_version=self._library.version,
            valid_as_of=self._library.valid_as_of,
            installation=installation_key(self._records).key_id,
        )
        if not result.reading and not result.attempts:
            raise Refusal(Reason.NOTHING_TO_HAND_IN)
        return result

    def _file_name(self, result: ResultFile) -> str:
        day = self._records.seen_day.today(self._library.valid_as_of)
        return file_name(result.who.staff_code, result.who.name, day, result.sequence)


def _free_name(target: Path) -> Path:
    """The path, or the first one with a number behind its name that is not taken."""
    from elearn.machine.files import is_there

    path, number = target, 1
    while is_there(path):
        number += 1
        path = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return path
