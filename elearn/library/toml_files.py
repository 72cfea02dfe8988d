"""TOML sources: decoded into typed values, each fault with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from elearn.library.problems import Problems
from elearn.library.typed import in_vietnamese

T = TypeVar("T")
_AT_LINE = re.compile(r"line (\d+)")


def read_toml(path: Path, file: str, problems: Problems) -> tuple[dict[str, Any], str]:
    """A TOML file's table and its text; an empty table where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError:
        problems.add(file, 1, "file", "không đọc được tệp này")
        return {}, ""
    except UnicodeDecodeError:
        problems.add(file, 1, "file", "tệp phải được lưu bằng mã UTF-8")
        return {}, ""
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        problems.add(file, int(found.group(1)) if found else 1, "toml", f"sai cú pháp TOML: {error}")
        return {}, text


def tables(table: dict[str, Any], name: str, file: str, problems: Problems) -> list[Any]:
    """The tables `[[name]]` of a file; none, and a fault, where the name stands for something else."""
    found = table.get(name, [])
    if isinstance(found, list):
        return found
    problems.add(file, 1, "toml", f"“{name}” phải là các bảng [[{name}]]")
    return []


def table_line(text: str, header: str, number: int = 0) -> int:
    """The line of the table's header, the `number`th of its name from 0; 1 where it is not found."""
    at = -1
    for line, words in enumerate(text.splitlines(), 1):
        if words.strip() == header:
            at += 1
            if at == number:
                return line
    return 1


def typed(value: Any, kind: type[T], file: str, line: int, problems: Problems) -> T | None:
    """The value as a struct, or None and a fault."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        problems.add(file, line, "field", in_vietnamese(error))
        return None
