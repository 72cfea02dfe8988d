"""What is wrong with foreign values, in an author's words and each with its place: every fault, not the first alone."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
Steps = tuple[str | int, ...]
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


@dataclass(frozen=True, slots=True)
class Fault:
    """`steps` lead to the value that is wrong, e.g. ("options", 0, "text"); the words begin with them."""

    steps: Steps
    words: str


def faults_in(value: Any, kind: Any, *, known_fields_only: bool = False) -> list[Fault]:
    """Why a value is not of a kind; empty where it is.

    `known_fields_only`: a field that its struct does not have is a fault, also where msgspec passes it over.
    """
    return [Fault(steps, _placed(steps, words)) for steps, words in _wrong(value, kind, known_fields_only)]


def made(value: Any, kind: type[T]) -> T | None:
    """The value as a struct, None where it is of another kind; a field too many is passed over where that may be."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def _wrong(value: Any, kind: Any, known_only: bool) -> Iterator[tuple[Steps, str]]:
    found = False
    for step, words in _within(value, kind, known_only):
        found = True
        yield step, words
    if found:
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:  # of the value as a whole, or of what no part of it shows
        yield _steps_of(error), _in_vietnamese(error)


def _within(value: Any, kind: Any, known_only: bool) -> Iterator[tuple[Steps, str]]:
    """The faults of a value's parts."""
    struct = _struct_for(value, kind)
    if struct is not None:
        yield from _of_fields(value, struct, known_only)
        return
    inner = _kind_of_parts(value, kind)
    if inner is not None:
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in parts:
            yield from _below(step, part, inner, known_only)


def _of_fields(value: dict[Any, Any], struct: Any, known_only: bool) -> Iterator[tuple[Steps, str]]:
    fields = {one.encode_name: one for one in msgspec.structs.fields(struct)}
    for name, field in fields.items():
        if name in value:
            yield from _below(name, value[name], field.type, known_only)
        elif field.required:
            yield (), f"thiếu trường “{name}”"
    if known_only or struct.__struct_config__.forbid_unknown_fields:
        for name in value:
            if name not in fields and name != struct.__struct_config__.tag_field:
                yield (str(name),), f"không có trường nào tên “{name}”"


def _below(step: str | int, value: Any, kind: Any, known_only: bool) -> Iterator[tuple[Steps, str]]:
    for steps, words in _wrong(value, kind, known_only):
        yield (step, *steps), words


def _members(kind: Any) -> tuple[Any, ...]:
    """The kinds that a kind allows, without their annotations."""
    if typing.get_origin(kind) is typing.Annotated:
        return _members(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return tuple(one for member in typing.get_args(kind) for one in _members(member))
    return (kind,)


def _struct_for(value: Any, kind: Any) -> Any:
    """The struct that a table of fields is to become: the only one, or that of its tag; None where neither is."""
    if not isinstance(value, dict):
        return None
    structs = [one for one in _members(kind) if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    if len(structs) == 1 and structs[0].__struct_config__.tag is None:
        return structs[0]
    tagged = (
        one for one in structs if value.get(one.__struct_config__.tag_field) == one.__struct_config__.tag
    )
    return next(tagged, None)


def _kind_of_parts(value: Any, kind: Any) -> Any:
    """What each part of a list, or of a table without fields, is to be; None where the value has no parts."""
    for member in _members(kind):
        origin, args = typing.get_origin(member), typing.get_args(member)
        if isinstance(value, list | tuple) and (
            (origin is tuple and len(args) == 2 and args[1] is Ellipsis) or origin in (list, frozenset, set)
        ):
            return args[0]
        if isinstance(value, dict) and origin is dict:
            return args[1]
    return None


def _placed(steps: Steps, words: str) -> str:
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    return f"{where}: {words}" if where and not words.startswith("không có trường nào") else words


def _in_vietnamese(error: msgspec.ValidationError) -> str:
    words = str(error)
    path = _PATH.search(words)
    plain = words[: path.start()] if path else words
    for pattern, saying in _SAYINGS:
        found = pattern.search(plain)
        if found:
            return saying.format(*found.groups())
    return plain


def _steps_of(error: msgspec.ValidationError) -> Steps:
    path = _PATH.search(str(error))
    if not path:
        return ()
    return tuple(
        int(index) if index else name for name, index in _STEP.findall("." + path.group(1).lstrip("."))
    )
