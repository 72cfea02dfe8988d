"""A bank must not reward answers given without reading: no way of marking, placing or always saying the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from elearn.learning.item import MarkText
from elearn.library.blind_answers import MOST_BY_PLACE, Earned, best_by_place, earned
from elearn.library.guessers import ABOVE_CHANCE
from elearn.library.problems import Problems
from elearn.library.sources import CourseSource

_FEW = 8  # items; below, a mean says nothing
WAY_WORDS = {
    "all": "chọn hết",
    "every-second-from-first": "đánh dấu cách một chỗ, từ chỗ đầu",
    "every-second-from-second": "đánh dấu cách một chỗ, từ chỗ thứ hai",
    "first-half": "đánh dấu nửa đầu",
    "last-half": "đánh dấu nửa cuối",
    "all-but-ends": "đánh dấu hết trừ chỗ đầu và chỗ cuối",
    "longest-half": "chọn nửa số chỗ dài nhất",
    "shortest-half": "chọn nửa số chỗ ngắn nhất",
    "always-true": "luôn chọn “Đúng”",
    "always-false": "luôn chọn “Sai”",
    "same-words": "xếp theo chữ giống nhau",
}
_TYPE_WORDS = {
    "mark_text": "câu đánh dấu",
    "multiple_choice": "câu nhiều lựa chọn",
    "true_false": "câu đúng sai",
    "matching": "câu ghép",
    "classify": "câu phân loại",
}


def check_blind(course: CourseSource, problems: Problems) -> dict[str, Earned]:
    """Measure what blind answers earn by type, and note the ways and the items that earn too much."""
    found = earned(one.item for one in course.items)
    for kind, what in found.items():
        if what.items < _FEW:
            continue
        for name, points in what.by_way.items():
            if points > what.by_lot + ABOVE_CHANCE + 1e-9:
                words = (
                    f"{_TYPE_WORDS[kind]}: người {WAY_WORDS[name]} được {points:.0%} điểm, làm bừa được "
                    f"{what.by_lot:.0%} (không quá {what.by_lot + ABOVE_CHANCE:.0%})"
                )
                problems.add(course.file, 1, f"guesser-{name}", words)
        if kind == "mark_text":
            _check_places(course, problems)
    return found


def _check_places(course: CourseSource, problems: Problems) -> None:
    """No text gives most of its points for where its right parts stand."""
    for one in course.items:
        if not isinstance(one.item, MarkText):
            continue
        way, points = best_by_place(one.item)
        if points > MOST_BY_PLACE + 1e-9:
            words = (
                f"câu {one.item.id}: ai {WAY_WORDS[way]} cũng được {points:.0%} điểm mà không cần đọc; "
                "đổi thứ tự chỗ đúng, chỗ sai trong tài liệu"
            )
            problems.add(one.file, one.line("marks"), "marks-by-place", words)


def in_words(found: Mapping[str, Earned]) -> Iterator[str]:
    """For a person: each type with a draw by lot and the way that earns most."""
    for kind, what in found.items():
        name = max(what.by_way, key=lambda way: what.by_way[way])
        yield (
            f"{what.items} {_TYPE_WORDS[kind]}: làm bừa được {what.by_lot:.0%} điểm; "
            f"lối đoán khéo nhất ({WAY_WORDS[name]}) được {what.by_way[name]:.0%}"
        )


def as_json(found: Mapping[str, Earned]) -> dict[str, dict[str, object]]:
    """For the command line."""
    return {
        kind: {
            "items": what.items,
            "by_lot": round(what.by_lot, 4),
            "by_way": {name: round(points, 4) for name, points in what.by_way.items()},
        }
        for kind, what in found.items()
    }
