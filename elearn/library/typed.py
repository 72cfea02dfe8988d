"""msgspec's complaints about foreign values, in an author's words and with the place in the file."""

from __future__ import annotations

import re

import msgspec

_PATH = re.compile(r" - at `\$?(.*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_SAYINGS = (
    (re.compile(r"Object missing required field `(.+?)`"), "thiếu trường “{0}”"),
    (re.compile(r"Object contains unknown field `(.+?)`"), "không có trường nào tên “{0}”"),
    (re.compile(r"Invalid enum value (.+)"), "giá trị {0} không nằm trong các giá trị được dùng"),
    (re.compile(r"Invalid value (.+)"), "giá trị {0} không được dùng ở đây"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "cần giá trị kiểu {0}, nhưng đang là {1}"),
    (re.compile(r"Expected `(.+?)`"), "cần giá trị kiểu {0}"),
    (re.compile(r"Invalid RFC3339|Invalid RFC"), "ngày phải viết dạng 2026-07-01"),
)


def in_vietnamese(error: msgspec.ValidationError) -> str:
    """What is wrong, with the field's path where there is one."""
    words = str(error)
    path = _PATH.search(words)
    plain = words[: path.start()] if path else words
    for pattern, saying in _SAYINGS:
        found = pattern.search(plain)
        if found:
            plain = saying.format(*found.groups())
            break
    where = path.group(1).lstrip(".") if path else ""
    return f"{where}: {plain}" if where else plain


def steps_of(error: msgspec.ValidationError) -> tuple[str | int, ...]:
    """The path that the error names, e.g. ("options", 0, "text")."""
    path = _PATH.search(str(error))
    if not path:
        return ()
    return tuple(
        int(index) if index else name for name, index in _STEP.findall("." + path.group(1).lstrip("."))
    )
