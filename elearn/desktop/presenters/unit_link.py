"""What ties an installation to a unit: the assignment in use, and the keys of units whose papers are trusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.courses import day_in_words


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key that is trusted: whose it is, its fingerprint, how it came."""

    key_id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class UnitLinkView:
    """What the settings show. `unit` "" where no assignment is in use."""

    unit: str
    about: str
    keys: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class KeyToTrust:
    """A key file before it is trusted, for its fingerprint to be compared."""

    name: str
    fingerprint: str
    as_of: str


class UnitLinkPresenter:
    """Asks the services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> UnitLinkView:
        """The assignment in use and the trusted keys. Raises Refusal."""
        from elearn.credentials.keys import shown

        held = self._services.assignment.held()
        unit = about = ""
        if held is not None:
            told = held.assignment
            unit = told.unit.name
            made = told.made_at.astimezone(self._services.clock.now().tzinfo)
            about = (
                f"Tệp giao học số {told.sequence}, lập {made:%d/%m/%Y}: {len(told.courses)} khóa. Dấu vân tay của khóa: "
                f"{shown(held.key_id)}."
            )
        return UnitLinkView(
            unit,
            about,
            tuple(
                KeyLine(
                    key.key_id,
                    key.name,
                    f"{shown(key.key_id)} · biết giấy thu hồi đến {day_in_words(key.as_of)} · từ tệp {kept.came}",
                )
                for key, kept in self._services.certify.trusted_keys()
            ),
        )

    def take(self, path: Path, accept_other_unit: bool = False) -> str:
        """Take an assignment file in; what to say about it. Raises Refusal."""
        taken = self._services.assignment.take(path, accept_other_unit=accept_other_unit)
        if not taken.is_new:
            return f"Phần giao học số {taken.sequence} của “{taken.unit}” đang được dùng rồi; không có gì thay đổi."
        return f"Đã nhận phần giao học số {taken.sequence} của “{taken.unit}”: {taken.courses} khóa."

    def forget(self) -> None:
        """Learn without an assignment."""
        self._services.assignment.forget()

    def look_at_key(self, path: Path) -> KeyToTrust:
        """A key file before it is trusted. Raises Refusal(KEY_UNREADABLE)."""
        from elearn.credentials.keys import shown

        key = self._services.certify.look_at_key(path)
        return KeyToTrust(key.name, shown(key.key_id), day_in_words(key.as_of))

    def trust_key(self, path: Path) -> str:
        """Trust the key of a file from now on; what to say about it. Raises Refusal(KEY_UNREADABLE)."""
        key = self._services.certify.trust_key(path)
        return f"Từ nay giấy do “{key.name}” ký được kiểm tra bằng khóa này."

    def forget_key(self, key_id: str) -> None:
        """Trust a key no longer."""
        self._services.certify.forget_key(key_id)
