"""Question files: `quizzes/<course>/*.yaml`, one per lesson or topic, read into items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from elearn.learning.item import Item
from elearn.library.problems import Problems
from elearn.library.source_file import read_text
from elearn.library.sources import ItemSource
from elearn.library.typed import faults_in, made
from elearn.library.yaml_files import Located, read_yaml

_HEAD = ("course", "topic", "lesson")
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def read_quizzes(root: Path, course: str, problems: Problems) -> list[ItemSource]:
    """A course's items in the order of files and lines."""
    found: list[ItemSource] = []
    for path in sorted((root / "quizzes" / course).glob("*.yaml")):
        file = f"quizzes/{course}/{path.name}"
        text = read_text(path, file, problems)
        if text is not None:
            found += _items(read_yaml(text, file, problems), file, course, problems)
    return found


def _items(located: Located, file: str, course: str, problems: Problems) -> Iterator[ItemSource]:
    if not located.sound:
        return
    head = located.value
    if not isinstance(head, dict) or not isinstance(head.get("items"), list):
        problems.add(file, 1, "field", "tệp câu hỏi cần course, topic, lesson và danh sách items")
        return
    for name in sorted(str(one) for one in head if one not in {*_HEAD, "items"}):
        problems.add(file, located.line(name), "field", f"không có trường nào tên “{name}”")
    if head.get("course") != course:
        problems.add(file, located.line("course"), "id", f"“course” phải trùng tên thư mục: {course}")
    usual = {name: head[name] for name in _HEAD if name in head}
    for number, given in enumerate(head["items"]):
        path = ("items", number)
        if not isinstance(given, dict):
            problems.add(
                file, located.line(*path), "field", "mỗi câu phải là một nhóm trường có id, type, stem…"
            )
            continue
        item = _item(usual | given, located, path, file, problems)
        if item is not None:
            yield ItemSource(file, item, located, path)


def _item(
    fields: dict[str, Any], located: Located, path: tuple[str | int, ...], file: str, problems: Problems
) -> Item | None:
    name = fields.get("id", "?")
    for fault in faults_in(fields, Item, known_fields_only=True):
        problems.add(file, located.line(*path, *fault.steps), "field", f"câu {name}: {fault.words}")
    item: Item | None = made(fields, Item)  # type: ignore[arg-type]  # a union is a kind, too
    if item is None:
        return None
    if not _ID.match(item.id):
        problems.add(
            file, located.line(*path, "id"), "id", f"“id” chỉ gồm chữ thường không dấu, số, gạch nối: {name}"
        )
    return item
