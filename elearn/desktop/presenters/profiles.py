"""Choosing who learns: the profiles of this installation, the PIN, a forgotten PIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from elearn.desktop.presenters.names import initials

if TYPE_CHECKING:
    from elearn.learning.people import Person
    from elearn.records.store import Records


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """A profile as the list shows it. `about` is position and unit; `seen` when it was last open."""

    subject: str
    name: str
    initials: str
    about: str
    seen: str
    has_pin: bool


@dataclass(frozen=True, slots=True)
class ProfilesView:
    """The profiles, most recently opened first."""

    cards: tuple[ProfileCard, ...]


class ProfilesPresenter:
    """Profiles of the records; every method may be called off the GUI thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def view(self, now: datetime) -> ProfilesView:
        """Everybody, most recently opened first."""
        oldest = datetime.min.replace(tzinfo=now.tzinfo)
        people = sorted(self._records.people.list(), key=lambda one: one.last_seen or oldest, reverse=True)
        return ProfilesView(tuple(_card(one, now) for one in people))

    def card(self, subject: str, now: datetime) -> ProfileCard:
        """One profile. Raises Refusal(NO_SUCH_PERSON)."""
        return _card(self._records.people.get(subject), now)

    def check_pin(self, subject: str, pin: str) -> str:
        """Let the right PIN pass; the subject. Raises Refusal PIN_WRONG, PIN_WAIT."""
        self._records.people.check_pin(subject, pin)
        return subject

    def reset_due(self, subject: str) -> datetime | None:
        """When an asked reset of the PIN may be carried out."""
        return self._records.people.pin_reset_due(subject)

    def ask_reset(self, subject: str) -> datetime:
        """Ask for a forgotten PIN to be removed; the moment from which it may be."""
        return self._records.people.ask_pin_reset(subject)

    def reset(self, subject: str) -> str:
        """Remove a forgotten PIN after its day; the subject. Raises Refusal PIN_WAIT, PIN_OTHER_ACCOUNT."""
        self._records.people.reset_pin(subject)
        return subject


def _card(person: Person, now: datetime) -> ProfileCard:
    details = person.details
    return ProfileCard(
        subject=person.subject,
        name=details.name,
        initials=initials(details.name),
        about=" · ".join(part for part in (details.position, details.unit) if part),
        seen=last_seen(person.last_seen, now),
        has_pin=person.has_pin,
    )


def last_seen(at: datetime | None, now: datetime) -> str:
    """When a profile was last open, in words."""
    if at is None:
        return "chưa mở lần nào"
    days = (now.date() - at.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return "mở lần cuối hôm nay"
    return "mở lần cuối hôm qua" if days == 1 else f"mở lần cuối {at.astimezone(now.tzinfo):%d/%m/%Y}"
