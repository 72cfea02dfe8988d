"""Devices whose results were taken in: whose they are, what waits for somebody to decide, what was settled.

Whose a device's results are, and whether they wait, follows from what is held and what was settled alone, never
from the order in which files came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from elearn.errors import Reason, Refusal
from elearn.learning.intake import Claim, DeviceHeld, DeviceId, Doubt, Settled
from elearn.records.database import Database, writing
from elearn.records.times import moment
from elearn.records.unit import versions

BOTH = b"both"  # of a chain that forked, everything counts


class Owner(Protocol):
    """Whose results are, as the roster says."""

    @property
    def person(self) -> int | None: ...  # noqa: D102
    @property
    def doubt(self) -> Doubt | None: ...  # noqa: D102


Whose = Callable[[Claim], Owner]


class Devices:
    """The devices of one `unit.db`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def key_of(self, device: DeviceId) -> int:
        """A device's key; a new one has a row of its own from now on. Inside `writing`."""
        self._db.run(
            "insert or ignore into device (installation, subject) values (?, ?)",
            [device.installation, device.subject],
        )
        row = self._db.row(
            "select id from device where installation = ? and subject = ?",
            [device.installation, device.subject],
        )
        return int(row["id"]) if row else 0

    def held_rows(self, key: int) -> list[versions.Row]:
        """What is held of a device, without what it says."""
        return self._db.rows(
            "select id, digest, trail, sequence, made_at, claim from version"
            " where device = ? and gone_in is null",
            [key],
        )

    def resolve(self, key: int, whose: Whose) -> tuple[int | None, Doubt | None]:
        """Ask anew whose a device's results are, and whether they wait. Inside `writing`."""
        device = self._db.row("select * from device where id = ?", [key])
        rows = self.held_rows(key)
        if device is None or not rows:
            return None, None
        newest = max(
            rows, key=lambda row: (len(row["trail"]), row["sequence"], row["made_at"], row["digest"])
        )
        settled = device["settled"] or ""
        if settled:
            person, doubt = self._settled_on(settled), None
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

    def _settled_on(self, settled: str) -> int | None:
        """Whom somebody named, or whom that row was joined to since."""
        if not settled.startswith("person:"):
            return None
        key = int(settled.partition(":")[2])
        row = self._db.row("select joined_to from person where id = ?", [key])
        return row["joined_to"] if row and row["joined_to"] else key

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

    def waiting(self) -> list[DeviceHeld]:
        """Devices whose results wait for somebody to decide."""
        return self._devices("doubt is not null")

    def strangers(self) -> list[DeviceHeld]:
        """Devices of people who are not on the roster, and about whom nothing was decided."""
        return self._devices("doubt is null and person is null and settled is null")

    def decided(self) -> list[DeviceHeld]:
        """Devices about which somebody has decided."""
        return self._devices("settled is not null or fork_choice is not null")

    def of_person(self, person: int) -> list[DeviceHeld]:
        """The devices of a person."""
        return self._devices("person = ?", [person])

    def envelopes(self, person: int) -> list[str]:
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

    def _devices(self, where: str, values: Sequence[object] = ()) -> list[DeviceHeld]:
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


def counted(trails: Sequence[bytes], choice: bytes | None) -> list[int]:
    """Which of a device's versions count, by their places: the only one, what was chosen, or none yet."""
    if len(trails) < 2 or choice == BOTH:
        return list(range(len(trails)))
    if choice is None:
        return []
    found = [place for place, trail in enumerate(trails) if trail.startswith(choice)]
    return found if len(found) == 1 else []


def _chosen(trails: Sequence[bytes], choice: bytes | None) -> bool:
    return bool(counted(trails, choice))
