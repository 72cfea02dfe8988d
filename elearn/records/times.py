"""Moments as they are kept: ISO 8601 with the zone, to the millisecond."""

from __future__ import annotations

from datetime import datetime


def kept(moment: datetime) -> str:
    """A moment as text."""
    return moment.isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """The reverse of `kept`."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """A moment that may not have come yet."""
    return datetime.fromisoformat(text) if text else None
