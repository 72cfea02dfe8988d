"""TOML sources: decoded into typed values, each fault with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from elearn.library.problems import Problems
from elearn.library.syntax_words import in_vietnamese as in_words
from elearn.library.typed import in_vietnamese, steps_of

T = TypeVar("T")
_AT_LINE = re.compile(r"line (\d+)")


def read_toml(path: Path, file: str, problems: Problems) -> tuple[dict[str, Any], str]:
    """A TOML file's table and its text; an empty table where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        problems.add(file, 1, "file", "không đọc được tệp này")
        return {}, ""
    except UnicodeDecodeError:
        problems.add(file, 1, "file", "tệp phải được lưu bằng mã UTF-8")
        return {}, ""
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        found, words = _AT_LINE.search(str(error)), in_words(str(error))
        problems.add(file, int(found.group(1)) if found else 1, "toml", f"sai cú pháp TOML: {words}")
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


def line_within(text: str, line: int, steps: Sequence[str | int], tables: Mapping[str, str]) -> int:
    """The line of a field below a table's header, e.g. ("articles", 3, "points") of the document on `line`.

    `tables` gives the headers of lists: {"articles": "[[document.article]]"}. The nearest line that is known.
    """
    lines = text.splitlines()
    for place, step in enumerate(steps):
        if not isinstance(step, str):
            continue
        number = steps[place + 1] if place + 1 < len(steps) else None
        left = number + 1 if step in tables and isinstance(number, int) else 1
        for at in range(line, len(lines)):
            words = lines[at].strip()
            if step in tables:
                left -= words == tables[step]
            elif words.startswith("["):
                break  # the next table begins
            else:
                left -= words.partition("=")[0].strip() == step
            if not left:
                line = at + 1
                break
    return line


def typed(
    value: Any,
    kind: type[T],
    file: str,
    line: int,
    problems: Problems,
    where: Callable[[Sequence[str | int]], int] | None = None,
) -> T | None:
    """The value as a struct, or None and a fault: on the line, or on that which `where` gives for its field."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        problems.add(file, where(steps_of(error)) if where else line, "field", in_vietnamese(error))
        return None
