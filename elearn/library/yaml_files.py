"""YAML sources: plain values together with the line of each of their parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from elearn.library.problems import Problems

Path_ = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the lines of its parts, from 1."""

    value: Any
    lines: dict[Path_, int]

    def line(self, *path: str | int) -> int:
        """The line of a part; of the nearest one around it that is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str, problems: Problems, first_line: int = 1) -> Located:
    """Read one document. An empty value where it cannot be read; `first_line` is where the text begins."""
    lines: dict[Path_, int] = {}
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return Located({}, {(): first_line})
            _walk(node, (), lines, first_line, file, problems)
            return Located(loader.construct_document(node), lines)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        problems.add(file, line, "yaml", f"sai cú pháp YAML: {error.problem or error.context}")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.add(file, first_line, "yaml", f"sai cú pháp YAML: {str(error).splitlines()[0]}")
    return Located({}, {(): first_line})


def _walk(
    node: yaml.Node, path: Path_, lines: dict[Path_, int], first: int, file: str, problems: Problems
) -> None:
    lines[path] = node.start_mark.line + first
    if isinstance(node, yaml.SequenceNode):
        for number, inner in enumerate(node.value):
            _walk(inner, (*path, number), lines, first, file, problems)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, inner in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + first
                problems.add(file, line, "yaml", f"trường “{name}” được ghi hai lần")
            seen.add(name)
            _walk(inner, (*path, name), lines, first, file, problems)
            lines[(*path, name)] = key.start_mark.line + first
