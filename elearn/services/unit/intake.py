"""Taking in result files: from files and folders, with progress, taken back in one step; conflicts settled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.intake import DeviceHeld, Doubt, FileTaken, Incoming, Outcome, Settled
from elearn.learning.unit import Member
from elearn.machine.files import read_whole
from elearn.records.unit.intake import IntakeMade
from elearn.services.unit.owners import owners
from elearn.unit.merge import Belongs, code_key, place, strangers_doubt
from elearn.unit.result_file import LARGEST, SUFFIX, unseal
from elearn.unit.taking import claim_of, taken_from, version_of

if TYPE_CHECKING:
    from elearn.records.unit.store import UnitRecords
    from elearn.services.unit import UnitService

LARGEST_FILE = LARGEST * 2  # bytes; a sealed file is longer than what it holds

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IntakeSummary:
    """What became of the files of an intake. `cancelled`: the rest was left alone, as if it had not been there."""

    id: int
    files: tuple[FileTaken, ...]
    cancelled: bool = False

    @property
    def read(self) -> int:
        """How many files were looked at: the sum of all that follows."""
        return len(self.files)

    @property
    def new(self) -> int:
        """First files of a person on a device."""
        return self._count(Outcome.NEW)

    @property
    def updated(self) -> int:
        """Files that go on from what was held."""
        return self._count(Outcome.UPDATED)

    @property
    def known(self) -> int:
        """Files that told nothing new."""
        return self._count(Outcome.KNOWN)

    @property
    def conflicts(self) -> tuple[FileTaken, ...]:
        """Files that were taken in and wait for a decision."""
        return tuple(one for one in self.files if one.outcome is Outcome.CONFLICT)

    @property
    def refused(self) -> tuple[FileTaken, ...]:
        """Files that were left where they are."""
        return tuple(one for one in self.files if one.outcome is Outcome.REFUSED)

    def _count(self, outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in self.files)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Results that wait for a decision; `candidates` are who it may be, the likeliest first.

    With Doubt.FORKED `held.versions` are what is to be chosen from. `others`: further devices of people who are
    not on the roster and bear the same code.
    """

    held: DeviceHeld
    doubt: Doubt
    candidates: tuple[Member, ...] = ()
    others: tuple[DeviceHeld, ...] = ()


class UnitIntake:
    """The intakes of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def find(self, paths: Iterable[Path]) -> list[Path]:
        """The files that are meant: a named file whatever its ending, and every result file of a folder.

        Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE (a folder that may not be looked into).
        """
        found: dict[Path, None] = {}
        for path in paths:
            try:
                if path.is_dir():
                    inside = sorted(one for one in path.iterdir() if one.name.lower().endswith(SUFFIX))
                    found |= dict.fromkeys(one for one in inside if one.is_file())
                    continue
                there = path.exists()
            except OSError as error:
                raise Refusal(Reason.FILE_UNREADABLE, path=str(path)) from error
            if not there:
                raise Refusal(Reason.FILE_NOT_FOUND, path=str(path))
            found[path] = None
        return list(found)

    def take(
        self,
        paths: Iterable[Path],
        report: Report = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> IntakeSummary:
        """Take in files and folders, each file in a transaction of its own; a repeat changes nothing.

        `report` is told how many of how many are done. Refused files stay where they are. Raises Refusal NO_UNIT,
        UNIT_PASSWORD_MISSING, FILE_NOT_FOUND, FILE_UNREADABLE, and what the disk raises; what was taken in until
        then stands.
        """
        keys, records = self._unit.keys, self._unit.records
        files = self.find(paths)
        members = records.people.list(with_left=True)
        taker = _Taker(records, keys.sealing_private, owners(members))
        self._unit.back_up()
        records.devices.resolve_all(taker.whose)
        taken: list[FileTaken] = []
        stopped = False
        with records.intakes.begun() as number:
            for position, path in enumerate(files):
                if cancelled():
                    stopped = True
                    break
                taken.append(taker.take(number, position, path))
                report(position + 1, len(files))
        self._unit.overview.refresh()
        return IntakeSummary(number, tuple(taken), stopped)

    def last(self) -> IntakeMade | None:
        """The last intake that stands, with its files."""
        return self._unit.records.intakes.last()

    def last_at(self) -> datetime | None:
        """When the last intake that stands began."""
        return self._unit.records.intakes.last_at()

    def can_undo(self) -> bool:
        """Whether the last intake can be taken back."""
        return self._unit.records.intakes.can_undo()

    def undo(self) -> IntakeMade:
        """Take the last intake back, as if it had not been. Raises Refusal(NOTHING_TO_UNDO)."""
        undone = self._unit.records.intakes.undo(self._whose())
        self._unit.overview.refresh()
        return undone

    # A watched folder

    def watch(self, folder: Path | None) -> None:
        """Set which folder is looked into for new result files; None for none."""
        self._unit.records.settings.set_value("watched_folder", str(folder) if folder else None)

    def watched(self) -> Path | None:
        """The folder that is looked into."""
        held = self._unit.records.settings.value("watched_folder")
        return Path(held) if held else None

    def new_in_watched(self) -> list[Path]:
        """Result files of the watched folder whose contents are not held yet; [] where it cannot be looked into."""
        folder = self.watched()
        if folder is None:
            return []
        try:
            files = self.find([folder])
        except Refusal:
            return []
        known = self._unit.records.intakes.known_files()
        return [one for one in files if _digest_of(one) not in known]

    # Conflicts

    def conflicts(self) -> list[Conflict]:
        """What waits for a decision, in the order in which it came."""
        records = self._unit.records
        members = records.people.list(with_left=True)
        by_key = {one.key: one for one in members}
        whose = owners(members)
        found = []
        for held in records.devices.waiting():
            doubt = held.doubt or Doubt.FORKED
            candidates = whose(held.claim).candidates if doubt is not Doubt.FORKED else ()
            found.append(Conflict(held, doubt, tuple(by_key[key] for key in candidates)))
        return found + self._of_strangers()

    def strangers(self) -> list[DeviceHeld]:
        """Results of people who are not on the roster."""
        return self._unit.records.devices.strangers()

    def _of_strangers(self) -> list[Conflict]:
        by_code: dict[str, list[DeviceHeld]] = {}
        for held in self.strangers():
            if held.claim.code:
                by_code.setdefault(code_key(held.claim.code), []).append(held)
        return [
            Conflict(group[0], doubt, (), tuple(group[1:]))
            for group in by_code.values()
            if (doubt := strangers_doubt([one.claim for one in group]))
        ]

    def settle(self, device: int, settled: Settled, person: int | None = None) -> DeviceHeld:
        """Decide whose a device's results are. Raises Refusal NO_SUCH_ROW, NO_SUCH_PERSON."""
        if settled is Settled.PERSON:
            self._unit.records.people.get(person or 0)
        done = self._unit.records.devices.settle(device, settled, person, self._whose())
        self._unit.overview.refresh()
        return done

    def reopen(self, device: int) -> DeviceHeld:
        """Take a decision back. Raises Refusal(NO_SUCH_ROW)."""
        done = self._unit.records.devices.settle(device, None, None, self._whose())
        self._unit.overview.refresh()
        return done

    def decided(self) -> list[DeviceHeld]:
        """Devices about which somebody has decided."""
        return self._unit.records.devices.decided()

    def choose(self, device: int, digest: str | None) -> DeviceHeld:
        """Decide which version of a forked history counts; None: all of them. Raises Refusal(NO_SUCH_ROW)."""
        done = self._unit.records.devices.choose(device, digest, self._whose())
        self._unit.overview.refresh()
        return done

    def _whose(self) -> Callable[..., Belongs]:
        return owners(self._unit.records.people.list(with_left=True))


class _Taker:
    """Takes in one file after the other."""

    def __init__(self, records: UnitRecords, sealing: bytes, whose: Callable[..., Belongs]) -> None:
        self._intakes = records.intakes
        self._sealing, self.whose = sealing, whose
        self._known = records.intakes.known_files()

    def take(self, intake: int, position: int, path: Path) -> FileTaken:
        """Read, check, open and keep a file; a refusal that lies in the file is kept as its outcome."""
        try:
            content = read_file(path)
            digest = hashlib.sha256(content).digest()
            if digest in self._known:
                return self._intakes.know(intake, position, path.name, digest)
            incoming = opened(path, content, self._sealing, digest)
        except Refusal as refusal:
            return self._intakes.refuse(intake, position, path.name, refusal.reason.name)
        taken = self._intakes.take(intake, position, incoming, place, self.whose)
        self._known.add(digest)
        return taken


def opened(path: Path, content: bytes, sealing: bytes, digest: bytes) -> Incoming:
    """A result file's bytes, checked and opened. Raises Refusal as `unseal` and `taken_from` do."""
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as error:
        raise Refusal(Reason.RESULT_FILE_UNREADABLE, path=str(path)) from error
    found = unseal(text, sealing, path)
    return Incoming(
        file_name=path.name,
        file_digest=digest,
        version=version_of(found.result, found.digest),
        claim=claim_of(found.result),
        taken=taken_from(found.result, str(path)),
        envelope=found.signed,
    )


def refusal_of(taken: FileTaken, path: str) -> Refusal:
    """Why a file was not taken in, as it is told of the file at `path`."""
    return Refusal(Reason[taken.reason], path=path, limit_mb=LARGEST_FILE // (1024 * 1024))


def read_file(path: Path) -> bytes:
    """A result file's bytes. Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE."""
    return read_whole(path, LARGEST_FILE)


def _digest_of(path: Path) -> bytes:
    try:
        return hashlib.sha256(read_file(path)).digest()
    except Refusal:
        return b""
