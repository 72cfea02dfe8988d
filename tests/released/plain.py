"""Values as JSON keeps them, for comparing what was with what is."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from typing import Any

import msgspec


def plain(value: Any) -> Any:
    """A value as JSON keeps it: fields by name, so that a later version may have more of them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    return value
