"""Result files that were taken in: envelopes, what they say, whose they are; one step back.

Whose a device's results are, and whether they wait for somebody to decide, follows from what is held and what
was settled alone, never from the order in which files came.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from elearn.errors import Reason, Refusal
from elearn.learning.intake import (
    Claim,
    DeviceHeld,
    DeviceId,
    Doubt,
    FileTaken,
    Incoming,
    Outcome,
    Settled,
    Version,
)
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment, moment_or_none
from elearn.records.unit import versions

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

BOTH = b"both"  # of a chain that forked, everything counts


class Placing(Protocol):
    """What is to be done with a version: `kept` the new set, `gone` what it takes the place of."""

    @property
    def kept(self) -> tuple[Version, ...]: ...  # noqa: D102
    @property
    def gone(self) -> tuple[Version, ...]: ...  # noqa: D102


class Owner(Protocol):
    """Whose results are, as the roster says."""

    @property
    def person(self) -> int | None: ...  # noqa: D102
    @property
    def doubt(self) -> Doubt | None: ...  # noqa: D102


Place = Callable[[Version, Sequence[Version]], Placing]
Whose = Callable[[Claim], Owner]


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

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

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
            key = self._device_key(one.version.device)
            rows = self._held_rows(key)
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
            person, doubt = self.resolve(key, whose)
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

    def _device_key(self, device: DeviceId) -> int:
        """A device's key; a new one has a row of its own from now on."""
        self._db.run(
            "insert or ignore into device (installation, subject) values (?, ?)",
            [device.installation, device.subject],
        )
        row = self._db.row(
            "select id from device where installation = ? and subject = ?",
            [device.installation, device.subject],
        )
        return int(row["id"]) if row else 0

    def _held_rows(self, key: int) -> builtins.list[versions.Row]:
        return self._db.rows(
            "select id, digest, trail, sequence, made_at, claim from version"
            " where device = ? and gone_in is null",
            [key],
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

    # Whose they are

    def resolve(self, key: int, whose: Whose) -> tuple[int | None, Doubt | None]:
        """Ask anew whose a device's results are, and whether they wait. Inside `writing`."""
        device = self._db.row("select * from device where id = ?", [key])
        rows = self._held_rows(key)
        if device is None or not rows:
            return None, None
        newest = max(
            rows, key=lambda row: (len(row["trail"]), row["sequence"], row["made_at"], row["digest"])
        )
        settled = device["settled"] or ""
        if settled:
            person = int(settled.partition(":")[2]) if settled.startswith("person:") else None
            doubt = None
        else:
            owner = whose(versions.claim_of(newest))
            person, doubt = owner.person, owner.doubt
        if doubt is None and settled != Settled.SET_ASIDE.value:
            trails = [bytes(row["trail"]) for row in rows]
            doubt = None if _chosen(trails, device["fork_choice"]) else Doubt.FORKED
        told = doubt.value if doubt else None
        if (device["person"], device["doubt"]) != (person, told):
            self._db.run("update person set stale = 1 where id in (?, ?)", [device["person"], person])
            self._db.run("update device set person = ?, doubt = ? where id = ?", [person, told, key])
        return person, doubt

    def resolve_all(self, whose: Whose) -> None:
        """Ask anew for every device, where the roster was changed since the last time."""
        if not self.owners_are_stale():
            return
        with writing(self._db):
            for row in self._db.rows("select id from device"):
                self.resolve(row["id"], whose)
            self._db.run("delete from meta where name = 'owners'")

    def owners_are_stale(self) -> bool:
        """Whether the roster was changed since it was asked whose results are."""
        return self._db.row("select 1 from meta where name = 'owners'") is not None

    # Conflicts

    def waiting(self) -> builtins.list[DeviceHeld]:
        """Devices whose results wait for somebody to decide."""
        return self._devices("doubt is not null")

    def strangers(self) -> builtins.list[DeviceHeld]:
        """Devices of people who are not on the roster, and about whom nothing was decided."""
        return self._devices("doubt is null and person is null and settled is null")

    def decided(self) -> builtins.list[DeviceHeld]:
        """Devices about which somebody has decided."""
        return self._devices("settled is not null or fork_choice is not null")

    def of_person(self, person: int) -> builtins.list[DeviceHeld]:
        """The devices of a person."""
        return self._devices("person = ?", [person])

    def envelopes(self, person: int) -> builtins.list[str]:
        """The signed texts of a person's files, as they were taken in."""
        rows = self._db.rows(
            """select envelope from version join device on device.id = version.device
                where device.person = ? order by version.id""",
            [person],
        )
        return [versions.envelope_of(row) for row in rows]

    def device(self, key: int) -> DeviceHeld:
        """One device. Raises Refusal(NO_SUCH_ROW)."""
        found = self._devices("id = ?", [key])
        if not found:
            raise Refusal(Reason.NO_SUCH_ROW, what="kết quả này")
        return found[0]

    def _devices(self, where: str, values: Sequence[object] = ()) -> builtins.list[DeviceHeld]:
        with self._db.snapshot():
            devices = self._db.rows(f"select * from device where {where} order by id", values)  # noqa: S608
            return [held for row in devices if (held := self._held(row))]

    def _held(self, device: versions.Row) -> DeviceHeld | None:
        rows = self._db.rows(
            "select digest, trail, sequence, made_at, received_at, claim from version"
            " where device = ? and gone_in is null order by length(trail), sequence, made_at, digest",
            [device["id"]],
        )
        if not rows:
            return None
        who = DeviceId(device["installation"], device["subject"])
        settled = (device["settled"] or "").partition(":")[0]
        return DeviceHeld(
            device["id"],
            who,
            tuple(versions.version_of(row, who) for row in rows),
            versions.claim_of(rows[-1]),
            device["person"],
            Doubt(device["doubt"]) if device["doubt"] else None,
            Settled(settled) if settled else None,
            max(moment(row["received_at"]) for row in rows),
        )

    def settle(self, key: int, settled: Settled | None, person: int | None, whose: Whose) -> DeviceHeld:
        """Decide whose a device's results are; None takes a decision back. Raises Refusal(NO_SUCH_ROW)."""
        told = f"person:{person}" if settled is Settled.PERSON else settled.value if settled else None
        with writing(self._db):
            self.device(key)
            self._db.run("update device set settled = ? where id = ?", [told, key])
            self._db.run(
                "update person set stale = 1 where id = (select person from device where id = ?)", [key]
            )
            self.resolve(key, whose)
        return self.device(key)

    def choose(self, key: int, digest: str | None, whose: Whose) -> DeviceHeld:
        """Decide which of a forked chain's versions counts, and what goes on from it; None: both do.

        Raises Refusal(NO_SUCH_ROW).
        """
        with writing(self._db):
            held = self.device(key)
            chosen = [one.trail for one in held.versions if one.digest == digest]
            if digest is not None and not chosen:
                raise Refusal(Reason.NO_SUCH_ROW, what="kết quả này")
            self._db.run(
                "update device set fork_choice = ? where id = ?", [chosen[0] if chosen else BOTH, key]
            )
            self._db.run(
                "update person set stale = 1 where id = (select person from device where id = ?)", [key]
            )
            self.resolve(key, whose)
        return self.device(key)

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
                self.resolve(key, whose)
            self._db.run("delete from device where id not in (select device from version)")
            self._db.run("update intake set undone_at = ? where id = ?", [kept(self._clock.now()), number])
        return made

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

    def _newest(self) -> int | None:
        row = self._db.row("select max(id) as number from intake")
        return row["number"] if row else None


def counted(trails: Sequence[bytes], choice: bytes | None) -> builtins.list[int]:
    """Which of a device's versions count, by their places: the only one, what was chosen, or none yet."""
    if len(trails) < 2 or choice == BOTH:
        return builtins.list(range(len(trails)))
    if choice is None:
        return []
    found = [place for place, trail in enumerate(trails) if trail.startswith(choice)]
    return found if len(found) == 1 else []


def _chosen(trails: Sequence[bytes], choice: bytes | None) -> bool:
    return bool(counted(trails, choice))
