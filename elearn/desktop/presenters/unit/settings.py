"""The unit's settings: what it is called, who signs, the key, and ways to what is kept about people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.words import count_words, day_words, today_of


@dataclass(frozen=True, slots=True)
class UnitSettingsView:
    """What the page shows. `about` are (name, value)."""

    about: tuple[tuple[str, str], ...]
    earlier: tuple[str, ...]
    fingerprint: str
    is_open: bool
    people: str
    backup_name: str


class UnitSettingsPresenter:
    """Asks the unit's services; `view` may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> UnitSettingsView:
        """What was set up. Raises Refusal(NO_UNIT)."""
        from elearn.credentials.keys import shown
        from elearn.exports.administrative import authority_lines
        from elearn.services.unit.lists import signer_of

        unit = self._services.unit
        settings = unit.setup.settings()
        year = today_of(self._services).year
        authority = ", ".join(authority_lines(signer_of(settings)))
        about = (
            ("Cơ quan chủ quản", settings.above),
            ("Tên đơn vị", settings.name),
            ("Tên gọi tắt", settings.short_name),
            ("Địa danh", settings.place),
            ("Người ký", settings.signer),
            ("Ký với tư cách", authority),
            ("Số giấy chứng nhận", f"như {settings.number(settings.first_of(year), year)}"),
        )
        return UnitSettingsView(
            about=tuple((name, value) for name, value in about if value),
            earlier=tuple(
                f"Đến {day_words(at.date())}: {was.name}"
                for at, was in unit.setup.history()
                if was.name != settings.name
            ),
            fingerprint=shown(unit.setup.key_id()),
            is_open=unit.is_unlocked,
            people=f"{count_words(len(unit.roster.people()))} người trong danh sách",
            backup_name=f"elearn-sao-luu-{today_of(self._services).isoformat()}.zip",
        )

    def back_up(self, path: Path) -> str:
        """Everything of this machine in one file, checked after it was written; what to say. Raises Refusal."""
        from elearn.services.backing_up import back_up

        target = path if path.suffix else path.with_suffix(".zip")
        done = back_up(self._services, target)
        return f"Đã sao lưu vào {done.file}, đã mở ra kiểm tra. Hãy cất ở nơi khác máy này."
