"""Small words that all of the unit's pages share: days, moments, shares, counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

ROLES: dict[str, str] = {
    "moi-cong-chuc": "Mọi người",
    "lanh-dao": "Lãnh đạo",
    "nguoi-phat-ngon": "Người phát ngôn",
    "truyen-thong": "Người làm truyền thông",
}


def today_of(services: Any) -> date:
    """Today, as the unit's records have seen days pass."""
    unit = services.unit
    seen = unit.records.seen_day if unit.is_set_up else services.records.seen_day
    return seen.today()  # type: ignore[no-any-return]


def day_words(day: date | None) -> str:
    """23/11/2026, "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def moment_words(at: datetime, now: datetime) -> str:
    """As in "10:15 hôm nay", "16:40 hôm qua", "10:15 ngày 20/11/2026"."""
    local, here = at.astimezone(now.tzinfo), now.date()
    days = (here - local.date()).days
    if days in (0, 1):
        return f"{local:%H:%M} {'hôm nay' if days == 0 else 'hôm qua'}"
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"


def count_words(number: int) -> str:
    """A number with the full stop between thousands: 10.000."""
    return f"{number:,}".replace(",", ".")


def percent(share: float | None) -> str:
    """As in "93 %", "" for none."""
    return "" if share is None else f"{round(share * 100)} %"


def role_words(role: str) -> str:
    """A role in words, "" for none; one of the unit's own stays as it is."""
    return ROLES.get(role, role)


def part_words(path: Sequence[str]) -> str:
    """A sub-unit as one text, "" for the unit itself."""
    return " / ".join(path)


def typed_day(text: str) -> date | None:
    """The day that was typed as 02/12/2026, None for nothing. Raises ValueError where it is none."""
    if not text.strip():
        return None
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    day, month, year = (int(part) for part in parts)
    if not 1900 <= year <= 2200:
        raise ValueError(text)
    return date(year, month, day)
