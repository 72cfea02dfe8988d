"""Settings of a learner: what a profile says, its PIN, and what can be done with all of its data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.vietnamese.file_names import file_name_part

if TYPE_CHECKING:
    from elearn.records.store import Records


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The learner's profile in a few words."""

    name: str
    about: tuple[tuple[str, str], ...]
    has_pin: bool
    export_name: str  # a name for the readable file
    move_name: str  # a name for the file that goes to another PC


class SettingsPresenter:
    """Every method may be called off the GUI thread."""

    def __init__(self, records: Records, subject: str) -> None:
        self._records, self._subject = records, subject

    def view(self) -> SettingsView:
        """The learner's profile."""
        person = self._records.people.get(self._subject)
        details = person.details
        code = f"{details.staff_code} (mã tạm do máy cấp)" if person.local_code else details.staff_code
        born = f"{details.birth_date:%d/%m/%Y}" if details.birth_date else ""
        about = (
            ("Họ và tên", details.name),
            ("Đơn vị", details.unit),
            ("Chức vụ, vị trí", details.position),
            ("Mã cán bộ", code),
            ("Ngày sinh", born),
        )
        code_part = file_name_part(details.staff_code, keep_case=True)
        file_name = "-".join(part for part in (code_part, file_name_part(details.name)) if part)
        return SettingsView(
            name=details.name,
            about=tuple((name, value or "chưa ghi") for name, value in about if value or name != "Ngày sinh"),
            has_pin=person.has_pin,
            export_name=f"du-lieu-{file_name}.json",
            move_name=f"{file_name}.hoso",
        )

    def set_pin(self, old: str, new: str | None) -> bool:
        """Set, change or (None) remove the PIN; whether there is one now.

        Raises Refusal PIN_WRONG, PIN_WAIT (for the old one), PIN_TOO_SHORT.
        """
        self._records.people.check_pin(self._subject, old)
        self._records.people.set_pin(self._subject, new)
        return new is not None

    def export_readable(self, path: Path) -> Path:
        """Everything of the learner in one readable file. Raises Refusal."""
        from elearn.machine.files import write_whole

        everything = self._records.people.readable_export(self._subject)
        write_whole(path, json.dumps(everything, ensure_ascii=False, indent=2).encode())
        return path

    def pack(self, path: Path) -> Path:
        """The profile as a file for another PC. Raises Refusal."""
        from elearn.machine.files import write_whole

        write_whole(path, self._records.people.pack(self._subject))
        return path

    def erase(self) -> list[Path]:
        """Erase everything of the learner; the files that could not be cleaned. Raises Refusal."""
        return self._records.people.erase(self._subject)
