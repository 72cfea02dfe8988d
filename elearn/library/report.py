"""What a library holds, as the command line's JSON and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from elearn.learning.item import Item, Option, Scenario, type_of
from elearn.library.store import Library


def info(library: Library) -> dict[str, Any]:
    """The library's contents: version, signature, courses with lessons and counts of items, documents."""
    signature = library.signature
    return {
        "version": library.version,
        "valid_as_of": library.valid_as_of.isoformat(),
        "signature": {"key_id": signature.key_id, "trusted": signature.trusted} if signature else None,
        "courses": [_course(library, one.id) for one in library.courses()],
        "documents": [
            {
                "id": one.id,
                "number": one.number,
                "in_force_from": one.in_force_from.isoformat() if one.in_force_from else None,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in library.documents()
        ],
    }


def _course(library: Library, course_id: str) -> dict[str, Any]:
    course = library.course(course_id)
    items = library.items(course_id)
    return {
        "id": course.id,
        "title": course.title,
        "hours": course.hours,
        "lessons": [
            {"id": one.id, "title": one.title, "minutes": one.minutes, "words": one.words}
            for one in course.lessons
        ],
        "articles": len(library.article_pages(course_id)),
        "items": {
            "total": len(items),
            "by_type": dict(sorted(Counter(type_of(one) for one in items).items())),
            "by_level": dict(sorted(Counter(one.level for one in items).items())),
            "by_use": dict(sorted(Counter(one.use for one in items).items())),
        },
    }


def info_in_words(facts: dict[str, Any]) -> Iterator[str]:
    """The same for a person."""
    signature = facts["signature"]
    signed = "bản thử, chưa ký"
    if signature:
        signed = f"đã ký, khóa {signature['key_id']}" + ("" if signature["trusted"] else " (khóa lạ)")
    yield f"Thư viện bản {facts['version']}, đúng đến {facts['valid_as_of']}, {signed}."
    for course in facts["courses"]:
        items, lessons = course["items"], course["lessons"]
        minutes = sum(one["minutes"] for one in lessons)
        pages = f", {course['articles']} trang điều luật" if course["articles"] else ""
        yield f"{course['id']}: {course['title']} – {len(lessons)} bài, {minutes} phút, {items['total']} câu{pages}"
    yield f"{len(facts['documents'])} văn bản được dẫn."


def bank(library: Library, course_id: str | None = None) -> dict[str, Any]:
    """Every item with its keys, for review. Raises Refusal(NO_SUCH_COURSE)."""
    courses = [library.course(course_id)] if course_id is not None else library.courses()
    return {"items": [_item(one) for course in courses for one in library.items(course.id)]}


def _item(item: Item) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": item.id,
        "course": item.course,
        "lesson": item.lesson,
        "type": type_of(item),
        "level": item.level,
        "use": item.use,
        "objective": item.objective,
        "stimulus": _kind(item),
        "truth": item.truth,
        "stem": item.stem,
        "options": [_option(one) for one in getattr(item, "options", ())],
        "explanation": item.explanation,
        "sources": list(item.sources),
        "topic": item.topic,
        "section": item.section,
    }
    if item.stimulus:
        shown["material"] = _whole(item.stimulus)
    if isinstance(item, Scenario):
        shown["steps"] = [
            {
                "id": step.id,
                "stem": step.stem,
                "stimulus": _whole(step.stimulus) if step.stimulus else None,
                "options": [_option(one) | {"next": one.next, "points": one.points} for one in step.options],
            }
            for step in item.steps
        ]
        shown["endings"] = _whole(item.endings)
        shown["plays"] = item.plays
        return shown
    own = {one.name for one in msgspec.structs.fields(item)} - {one.name for one in _COMMON} - {"options"}
    return shown | {name: _whole(getattr(item, name)) for name in sorted(own)}


def _whole(value: Any) -> Any:
    """A struct with all its fields, also those that have their usual value and are left out of files."""
    if isinstance(value, msgspec.Struct):
        tag = value.__struct_config__.tag
        named = {one.encode_name: _whole(getattr(value, one.name)) for one in msgspec.structs.fields(value)}
        return {"kind": tag, **named} if tag else named
    return [_whole(one) for one in value] if isinstance(value, tuple) else value


def _kind(item: Item) -> str | None:
    """The kind of the drawn material; a scenario's first, where its steps have their own."""
    drawn = [item.stimulus, *(step.stimulus for step in getattr(item, "steps", ()))]
    return next((str(one.__struct_config__.tag) for one in drawn if one), None)


def _option(option: Option) -> dict[str, Any]:
    return {
        "id": option.id,
        "text": option.text,
        "correct": option.correct,
        "feedback": option.feedback,
    }


_COMMON = msgspec.structs.fields(Scenario.__mro__[1])


def bank_in_words(facts: dict[str, Any]) -> Iterator[str]:
    """The bank for a person: stem, options, the right ones marked."""
    for item in facts["items"]:
        yield f"{item['id']} [{item['type']}, {item['level']}, {item['use']}] {item['stem']}"
        for option in item["options"]:
            yield f"    {'*' if option['correct'] else '-'} {option['text']}"
