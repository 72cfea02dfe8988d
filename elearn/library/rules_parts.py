"""Every part of an item says something, once, under an id of its own; its material names nobody real."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from elearn.learning import marks
from elearn.learning.item import Item, Matching, Scenario, ShortAnswer, Stimulus
from elearn.vietnamese.text import fold

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LISTS = ("options", "pairs", "sequence", "bins", "cards", "marks", "steps", "endings")
_SAID = ("text", "left", "right", "stem")  # what a part says, by the name of the field
# Ends of names that anybody may own; what is made up ends in .example, which nobody can.
_REAL = re.compile(
    r"https?://(?!\S*\.example\b)\S+|\b[\w-]+\.(?:vn|com|net|org|info|edu|gov|biz|asia|xyz|top|club|online|shop|site|io|me|tv|cc)\b",
    re.IGNORECASE,
)

Path_ = tuple[str | int, ...]
Fault = Callable[[Path_, str, str], None]  # (path, rule, words)


def check_parts(item: Item, fault: Fault) -> None:
    """What holds for the parts of every type of item."""
    for path, part in _parts(item):
        if not _ID.fullmatch(part.id):
            fault((*path, "id"), "id", f"mã “{part.id}” chỉ gồm chữ thường không dấu, số, gạch nối")
        for name in _SAID:
            if not getattr(part, name, "x").strip():
                fault((*path, name), "form", f"“{part.id}” chưa có chữ nào ({name})")
    if isinstance(item, Matching):
        for number, extra in enumerate(item.extra):
            if not extra.strip():
                fault(("extra", number), "form", "vế phải thừa chưa có chữ nào")
    if isinstance(item, ShortAnswer):
        _answers(item, fault)
    no_twice(((("sources", number), one) for number, one in enumerate(item.sources)), "căn cứ", fault)
    for path, drawn in _drawn(item):
        _material(drawn, path, fault)


def _parts(item: Item) -> Iterator[tuple[Path_, Any]]:
    for name in _LISTS:
        for number, part in enumerate(getattr(item, name, ())):
            yield (name, number), part
    if isinstance(item, Scenario):
        for number, step in enumerate(item.steps):
            for at, option in enumerate(step.options):
                yield ("steps", number, "options", at), option


def _answers(item: ShortAnswer, fault: Fault) -> None:
    for number, one in enumerate(item.accept):
        if not one.strip():
            fault(("accept", number), "form", "đáp án được nhận chưa có chữ nào")
    for number, near in enumerate(item.near):
        if not near.text.strip():
            fault(("near", number), "form", "câu gần đúng chưa có chữ nào")
    no_twice(((("accept", at), one.casefold()) for at, one in enumerate(item.accept)), "đáp án", fault)
    no_twice((((("near", at)), fold(one.text)) for at, one in enumerate(item.near)), "câu gần đúng", fault)
    if fold(item.hint).strip() in {fold(one).strip() for one in item.accept}:
        fault(("hint",), "form", "lời gợi ý (hint) nói luôn đáp án")


def no_twice(values: Iterable[tuple[Path_, str]], what: str, fault: Fault) -> None:
    """Tell of each value that stood before, at the later place."""
    seen: set[str] = set()
    for path, value in values:
        if value in seen:
            fault(path, "unique", f"{what} “{value}” đã có ở trên")
        seen.add(value)


# Material


def _drawn(item: Item) -> Iterator[tuple[Path_, Stimulus]]:
    if item.stimulus:
        yield ("stimulus",), item.stimulus
    if isinstance(item, Scenario):
        for number, step in enumerate(item.steps):
            if step.stimulus:
                yield ("steps", number, "stimulus"), step.stimulus


def _material(drawn: Stimulus, path: Path_, fault: Fault) -> None:
    for inner, value in _values(drawn, ()):
        name = next(step for step in reversed(inner) if isinstance(step, str))
        if isinstance(value, int) and value < 0:
            fault((*path, *inner), "stimulus", f"tài liệu: “{name}” không thể nhỏ hơn 0")
        elif isinstance(value, str) and (real := _REAL.search(value)):
            words = f"tài liệu: “{real.group()}” có thể là địa chỉ thật; hãy bịa một địa chỉ có đuôi .example"
            fault((*path, *inner), "stimulus", words)
    markable = [part.words for text in marks.texts(drawn) for part in marks.split(text)]
    others = [value for _, value in _values(drawn, ()) if isinstance(value, str)]
    others = [one for one in others if one not in set(marks.texts(drawn))]  # where nothing can be marked
    if any(set("{}") & set(one) for one in (*markable, *others)):
        words = "tài liệu: dấu { } lẻ hoặc lồng nhau; chỗ đánh dấu viết {mã|chữ}, không lồng trong chỗ khác"
        fault(path, "form", words)
    for name in ("messages", "paragraphs"):
        if hasattr(drawn, name) and not getattr(drawn, name):
            fault((*path, name), "stimulus", f"tài liệu chưa có “{name}” nào")
    for field in msgspec.structs.fields(drawn):
        if field.required and getattr(drawn, field.name) == "":
            fault((*path, field.encode_name), "stimulus", f"tài liệu: “{field.encode_name}” chưa có chữ nào")
    for number, one in enumerate(getattr(drawn, "messages", ())):
        if not one.text.strip() and not one.image:
            fault((*path, "messages", number), "stimulus", "tài liệu: tin nhắn chưa có chữ nào")


def _values(value: object, path: Path_) -> Iterator[tuple[Path_, object]]:
    """Every plain value of a stimulus, by the names that files give the fields."""
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            yield from _values(getattr(value, field.name), (*path, field.encode_name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _values(one, (*path, number))
    elif not isinstance(value, bool):
        yield path, value
