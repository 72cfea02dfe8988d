"""A person of the roster as a row, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Member
from elearn.vietnamese.collate import name_key
from elearn.vietnamese.text import tidy


def code_key(code: str) -> str:
    """What makes two staff codes one: case and spaces do not count."""
    return "".join(tidy(code).casefold().split())


def sort_key(name: str) -> str:
    """`name_key` as one text that SQLite orders in the same way, so that no list is sorted anew."""
    *parts, swapped, whole = name_key(name)
    told = "".join("".join(f"{letters}\x01{tones}\x02" for letters, tones in part) + "\x01" for part in parts)
    return f"{told}{swapped}\x01{whole}"


def day(text: str | None) -> date | None:
    """A day that may not be known."""
    return date.fromisoformat(text) if text else None


def day_text(value: date | None) -> str | None:
    """The reverse of `day`."""
    return value.isoformat() if value else None


def columns(person: RosterPerson) -> dict[str, Any]:
    """What the roster says of a person, by column."""
    return {
        "name": person.name,
        "code": person.code,
        "code_key": code_key(person.code),
        "sort_key": sort_key(person.name),
        "sub_unit": json.dumps(person.sub_unit, ensure_ascii=False),
        "position": person.position,
        "birth_date": day_text(person.birth_date),
        "role": person.role,
    }


def person_of(row: sqlite3.Row | Mapping[str, Any]) -> RosterPerson:
    """The reverse of `columns`."""
    return RosterPerson(
        name=row["name"],
        code=row["code"],
        sub_unit=() if row["sub_unit"] == "[]" else tuple(json.loads(row["sub_unit"])),
        position=row["position"],
        birth_date=day(row["birth_date"]),
        role=row["role"],
    )


def member_of(row: sqlite3.Row, earlier: tuple[str, ...] = (), also: tuple[RosterPerson, ...] = ()) -> Member:
    """A row of `person` as a value."""
    return Member(
        row["id"], person_of(row), row["extra_percent"], day(row["left_on"]), row["note"], earlier, also
    )
