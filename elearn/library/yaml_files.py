"""YAML sources: plain values together with the line of each of their parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from elearn.library.problems import Problems
from elearn.library.syntax_words import in_vietnamese

Path_ = tuple[str | int, ...]
Fault = Callable[[int, str], None]  # (line from 0, words)
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the lines of its parts, from 1; not `sound` where it could not be read, and that was told."""

    value: Any
    lines: dict[Path_, int]
    sound: bool = True

    def line(self, *path: str | int) -> int:
        """The line of a part; of the nearest one around it that is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str, problems: Problems, first_line: int = 1) -> Located:
    """Read one document. An empty value where it cannot be read; `first_line` is where the text begins."""
    nothing = Located({}, {(): first_line}, sound=False)

    def fault(line: int, words: str) -> None:
        problems.add(file, line + first_line, "yaml", words)

    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return Located({}, {(): first_line})
            again = _said_again(node)
            if again is not None:
                fault(
                    again.start_mark.line, "không dùng dấu & và * để nhắc lại đoạn khác; hãy chép đoạn ấy ra"
                )
                return nothing
            lines: dict[Path_, int] = {}
            _walk(node, (), lines, first_line, fault)
            wrong = _no_value(node)
            if wrong is not None:
                fault(
                    wrong.start_mark.line,
                    "giá trị ở dòng này không phải số hay ngày; chữ phải nằm trong ngoặc kép",
                )
                return nothing
            return Located(loader.construct_document(node), lines)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line, words = _line_of(error), in_vietnamese(f"{error.problem} {error.context}")
        unclosed = _unclosed_above(text, line)
        if unclosed is not None:
            line, words = unclosed, "có ngoặc kép mở mà không đóng"
        fault(line, f"sai cú pháp YAML: {words}")
    except yaml.reader.ReaderError:
        found = _UNREADABLE.search(text)
        fault(text.count("\n", 0, found.start()) if found else 0, "có ký tự điều khiển không ai nhìn thấy")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        fault(0, f"sai cú pháp YAML: {in_vietnamese(str(error))}")
    return nothing


def _line_of(error: yaml.MarkedYAMLError) -> int:
    """From 0: where something was opened that nobody closed, else where reading stopped."""
    opened = re.search(r"quoted scalar|simple key|parsing a flow", str(error.context))
    marks = (error.context_mark, error.problem_mark) if opened else (error.problem_mark, error.context_mark)
    return next((mark.line for mark in marks if mark), 0)


def _unclosed_above(text: str, line: int) -> int | None:
    """The only line as far as that one whose quotes are odd in number: the next quotation mark was taken for its end."""
    lines = text.split("\n")[: line + 1]
    odd = [number for number, words in enumerate(lines) if words.replace('\\"', "").count('"') % 2]
    return odd[0] if len(odd) == 1 else None


def _said_again(node: yaml.Node) -> yaml.Node | None:
    """A part that stands in two places by an alias: a few lines of them can mean a document without end."""
    met: set[int] = set()
    left = [node]
    while left:
        one = left.pop()
        if id(one) in met:
            return one
        met.add(id(one))
        left += _parts(one)
    return None


def _parts(node: yaml.Node) -> list[yaml.Node]:
    """What stands directly within a list or a group of fields."""
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _no_value(node: yaml.Node) -> yaml.Node | None:
    """The first value that looks like a number or a day and is none: 2026-13-45, a number without end."""
    left = [node]
    while left:
        one = left.pop()
        if isinstance(one, yaml.ScalarNode) and not one.tag.endswith((":str", ":null", ":bool")):
            try:
                yaml.SafeLoader("").construct_object(one)
            except yaml.YAMLError:  # told with its place when the whole is made
                continue
            except (ValueError, OverflowError):
                return one
        left += _parts(one)
    return None


def _walk(node: yaml.Node, path: Path_, lines: dict[Path_, int], first: int, fault: Fault) -> None:
    lines[path] = node.start_mark.line + first
    if isinstance(node, yaml.SequenceNode):
        for number, inner in enumerate(node.value):
            _walk(inner, (*path, number), lines, first, fault)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, inner in node.value:
            name = str(key.value)
            if name in seen:
                fault(key.start_mark.line, f"trường “{name}” được ghi hai lần")
            seen.add(name)
            _walk(inner, (*path, name), lines, first, fault)
            lines[(*path, name)] = key.start_mark.line + first
