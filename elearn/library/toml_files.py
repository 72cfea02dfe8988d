"""TOML sources: decoded into typed values, each fault with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from elearn.library.problems import Problems
from elearn.library.source_file import read_text
from elearn.library.syntax_words import in_vietnamese as in_words
from elearn.library.typed import faults_in, made

T = TypeVar("T")
_AT_LINE = re.compile(r"line (\d+)")
_LONGEST_LINE = 8000


def read_toml(path: Path, file: str, problems: Problems) -> tuple[dict[str, Any], str]:
    """A TOML file's table and its text; an empty table where it cannot be read."""
    text = read_text(path, file, problems)
    if text is None:
        return {}, ""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:  # a name of thousands of parts takes all memory
            problems.add(file, number, "toml", f"dòng dài quá {_LONGEST_LINE} ký tự")
            return {}, text
    try:
        return tomllib.loads(text), text
    except (ValueError, RecursionError) as error:
        found, words = _AT_LINE.search(str(error)), in_words(str(error))
        problems.add(
            file,
            int(found.group(1)) if found else _line_of_number(text),
            "toml",
            f"sai cú pháp TOML: {words}",
        )
        return {}, text


def _line_of_number(text: str) -> int:
    """Where a number without end begins, which Python reads no further; 1 where there is none."""
    found = re.search(r"\d{4300}", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def tables(table: dict[str, Any], name: str, file: str, problems: Problems) -> list[Any]:
    """The tables `[[name]]` of a file; none, and a fault, where the name stands for something else."""
    found = table.get(name, [])
    if isinstance(found, list):
        return found
    problems.add(file, 1, "toml", f"“{name}” phải là các bảng [[{name}]]")
    return []


def refuse_others(table: dict[str, Any], known: set[str], text: str, file: str, problems: Problems) -> None:
    """Note what stands in a file beside the names that it may have."""
    for name in table.keys() - known:
        at = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(name)}\b", text, re.MULTILINE)
        line = text.count("\n", 0, at.end()) + 1 if at else 1
        problems.add(file, line, "field", f"không có trường hay bảng nào tên “{name}”")


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
    problems: Problems,
    where: Callable[[Sequence[str | int]], int],
) -> T | None:
    """The value as a struct, or None; its faults each on the line that `where` gives for its field."""
    for fault in faults_in(value, kind, known_fields_only=True):
        problems.add(file, where(fault.steps), "field", fault.words)
    return made(value, kind)
