"""Result files that were taken in: envelopes, what they say; what an intake did, and one step back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from elearn.errors import Reason, Refusal
from elearn.learning.intake import Doubt, FileTaken, Incoming, Outcome, Version
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment, moment_or_none
from elearn.records.unit import versions
from elearn.records.unit.devices import Devices, Whose

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


class Placing(Protocol):
    """What is to be done with a version: `kept` the new set, `gone` what it takes the place of."""

    @property
    def kept(self) -> tuple[Version, ...]: ...  # noqa: D102
    @property
    def gone(self) -> tuple[Version, ...]: ...  # noqa: D102


Place = Callable[[Version, Sequence[Version]], Placing]


@dataclass(frozen=True, slots=True)
class IntakeMade:
    """An intake as it is kept. `ended_at` None: it was broken off, and what it had taken in stands."""

    id: int
    at: datetime
    ended_at: datetime | None
    files: tuple[FileTaken, ...]

    def count(self, outcome: Outcome) -> int:
        """How many files came to this."""
        return sum(one.outcome is outcome for one in self.files)


class Intakes:
    """The intakes of one `unit.db`."""

    def __init__(self, db: Database, clock: Clock, devices: Devices) -> None:
        self._db, self._clock, self._devices = db, clock, devices

    # Taking in

    @contextmanager
    def begun(self) -> Iterator[int]:
        """An intake that begins, and ends whatever happens: its number. The one before can no longer be undone.

        Within, a power cut may cost the last files, which come again; everything is on the disk at the end.
        """
        with writing(self._db):
            self._purge()
            self._db.run("insert into intake (at) values (?)", [kept(self._clock.now())])
            number = int(self._newest() or 0)
        try:
            with self._db.hurried():
                yield number
        finally:
            with writing(self._db):  # waits for the disk, and so for all that went before
                self._db.run("update intake set ended_at = ? where id = ?", [kept(self._clock.now()), number])

    def _purge(self) -> None:
        """Let go of what later files took the place of; those files are known by what goes on from them."""
        self._db.run(
            """update or ignore taken_file set version = (
                select later.id from version as later join version as gone on gone.device = later.device
                where gone.id = taken_file.version and later.gone_in is null
                order by length(later.trail) desc limit 1)
            where version in (select id from version where gone_in is not null)"""
        )
        self._db.run("delete from version where gone_in is not null")

    def known_files(self) -> set[bytes]:
        """The digests of all files whose contents are held."""
        return {bytes(row["digest"]) for row in self._db.rows("select digest from taken_file")}

    def take(self, intake: int, position: int, one: Incoming, place: Place, whose: Whose) -> FileTaken:
        """Take in one file, in one transaction; a repeat changes nothing."""
        with writing(self._db):
            key = self._devices.key_of(one.version.device)
            rows = self._devices.held_rows(key)
            held = [versions.version_of(row, one.version.device) for row in rows]
            placing = place(one.version, held)
            is_new = one.version in placing.kept and one.version not in held
            if is_new:
                self._mark_gone(placing.gone, intake)
                number = versions.insert(self._db, key, one, self._clock.now(), intake)
                self._share_codes(number)
                self._db.run(
                    "update person set stale = 1 where id = (select person from device where id = ?)", [key]
                )
            else:
                number = max(rows, key=lambda row: len(row["trail"]))["id"]
            self._db.run(
                "insert or ignore into taken_file (digest, version) values (?, ?)", [one.file_digest, number]
            )
            person, doubt = self._devices.resolve(key, whose)
            if not is_new:
                older = all(len(other.trail) > len(one.version.trail) for other in held)
                taken = FileTaken(one.file_name, Outcome.KNOWN, doubt, "", key, person, older)
            elif doubt is not None:
                taken = FileTaken(one.file_name, Outcome.CONFLICT, doubt, "", key, person)
            else:
                outcome = Outcome.UPDATED if held else Outcome.NEW
                taken = FileTaken(one.file_name, outcome, None, "", key, person)
            self._note(intake, position, taken)
        return taken

    def know(self, intake: int, position: int, file_name: str, digest: bytes) -> FileTaken:
        """Note a file whose very bytes were taken in before."""
        with writing(self._db):
            row = self._db.row(
                """select device.id, device.person, device.doubt from taken_file
                    join version on version.id = taken_file.version
                    join device on device.id = version.device where taken_file.digest = ?""",
                [digest],
            )
            taken = FileTaken(
                file_name,
                Outcome.KNOWN,
                Doubt(row["doubt"]) if row and row["doubt"] else None,
                "",
                row["id"] if row else None,
                row["person"] if row else None,
            )
            self._note(intake, position, taken)
        return taken

    def refuse(self, intake: int, position: int, file_name: str, reason: str) -> FileTaken:
        """Note a file that was refused, and left where it is."""
        taken = FileTaken(file_name, Outcome.REFUSED, None, reason)
        with writing(self._db):
            self._note(intake, position, taken)
        return taken

    def _note(self, intake: int, position: int, taken: FileTaken) -> None:
        self._db.run(
            "insert into intake_file (intake, place, file_name, outcome, reason, doubt, older, device)"
            " values (?,?,?,?,?,?,?,?)",
            [
                intake,
                position,
                taken.file_name,
                taken.outcome.value,
                taken.reason,
                taken.doubt.value if taken.doubt else None,
                int(taken.older),
                taken.device,
            ],
        )

    def _mark_gone(self, gone: Iterable[Version], intake: int) -> None:
        for one in gone:
            self._db.run("update version set gone_in = ? where digest = ?", [intake, one.digest])

    def _share_codes(self, version: int) -> None:
        """Who used a one-time code that stands in this version, too, is to be looked at anew."""
        self._db.run(
            """update person set stale = 1 where id in (
                select device.person from code_use as mine
                join code_use as theirs on theirs.code = mine.code
                join version on version.id = theirs.version join device on device.id = version.device
                where mine.version = ?)""",
            [version],
        )

    # Back, and what was done

    def can_undo(self) -> bool:
        """Whether the last intake can be taken back."""
        row = self._db.row("select undone_at from intake order by id desc limit 1")
        return row is not None and row["undone_at"] is None

    def undo(self, whose: Whose) -> IntakeMade:
        """Take the last intake back: what it had replaced stands again. Raises Refusal(NOTHING_TO_UNDO)."""
        with writing(self._db):
            number = self._newest()
            if number is None or not self.can_undo():
                raise Refusal(Reason.NOTHING_TO_UNDO)
            made = self.get(number)
            touched = [
                row["device"]
                for row in self._db.rows(
                    "select distinct device from version where intake = :n or gone_in = :n", {"n": number}
                )
            ]
            for row in self._db.rows("select id from version where intake = ?", [number]):
                self._share_codes(row["id"])
            self._db.run("delete from version where intake = ?", [number])
            self._db.run("update version set gone_in = null where gone_in = ?", [number])
            for key in touched:
                self._db.run(
                    """update person set stale = 1 where id = (select person from device where id = ?)""",
                    [key],
                )
                self._devices.resolve(key, whose)
            self._forget_empty_devices()
            self._db.run("update intake set undone_at = ? where id = ?", [kept(self._clock.now()), number])
        return made

    def _forget_empty_devices(self) -> None:
        """Devices of which nothing is held any more. What points to each is looked for: by an index, else in all rows.

        Only this asks for such indexes, so they are made for it: a hundredth of a second, against one for every
        thousand devices.
        """
        for table in ("version", "intake_file"):
            self._db.run(f"create index {table}_pointing on {table} (device)")
        self._db.run("delete from device where id not in (select device from version)")
        for table in ("version", "intake_file"):
            self._db.run(f"drop index {table}_pointing")

    def get(self, number: int) -> IntakeMade:
        """An intake with its files. Raises Refusal(NO_SUCH_ROW)."""
        row = self._db.row("select * from intake where id = ?", [number])
        if row is None:
            raise Refusal(Reason.NO_SUCH_ROW, what="lần nhận này")
        files = self._db.rows(
            """select intake_file.*, device.person from intake_file
                left join device on device.id = intake_file.device where intake = ? order by place""",
            [number],
        )
        return IntakeMade(
            number,
            moment(row["at"]),
            moment_or_none(row["ended_at"]),
            tuple(
                FileTaken(
                    one["file_name"],
                    Outcome(one["outcome"]),
                    Doubt(one["doubt"]) if one["doubt"] else None,
                    one["reason"],
                    one["device"],
                    one["person"],
                    bool(one["older"]),
                )
                for one in files
            ),
        )

    def last(self) -> IntakeMade | None:
        """The last intake that stands."""
        row = self._db.row("select id from intake where undone_at is null order by id desc limit 1")
        return self.get(row["id"]) if row else None

    def last_at(self) -> datetime | None:
        """When the last intake that stands began; of ten thousand files `last` takes a while."""
        row = self._db.row("select at from intake where undone_at is null order by id desc limit 1")
        return moment(row["at"]) if row else None

    def _newest(self) -> int | None:
        row = self._db.row("select max(id) as number from intake")
        return row["number"] if row else None
