"""Searching the library: hits by lesson, the words to try, what to say where nothing was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elearn.learning.course import SearchHit

MOST = 60
START, END = "\u0002", "\u0003"  # round what was found
FIRST_TRIES = ("Điều 7", "tin giả", "24 giờ")


@dataclass(frozen=True, slots=True)
class HitRow:
    """A line of the results: a lesson's title (`is_title`), or a place in it with its route.

    `found` are spans (start, length) of `snippet` to be shown bold.
    """

    is_title: bool
    text: str
    snippet: str = ""
    found: tuple[tuple[int, int], ...] = ()
    route: str = ""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a search found. `summary` is said to a screen reader, too."""

    text: str
    rows: tuple[HitRow, ...]
    summary: str


class SearchPresenter:
    """Asks the library; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self, text: str) -> SearchView:
        """The results of a search, in the library's order, those of a lesson together."""
        wanted = " ".join(text.split())
        hits = self._services.library.search(wanted, MOST) if wanted else []
        groups: dict[str, list[SearchHit]] = {}
        for hit in hits:
            groups.setdefault(hit.lesson, []).append(hit)
        lessons = {card.id for course in self._services.library.courses() for card in course.lessons}
        rows: list[HitRow] = []
        for found in groups.values():
            rows.append(HitRow(True, found[0].lesson_title))
            rows += [_row(hit, "lesson" if hit.lesson in lessons else "article") for hit in found]
        return SearchView(wanted, tuple(rows), _summary(wanted, len(hits), len(groups)))

    def tries(self) -> tuple[str, ...]:
        """Words worth trying: some of the glossary's, the shorter ones, and three of ours."""
        terms = sorted((one.term for one in self._services.library.terms()), key=lambda one: (len(one), one))
        fresh = [one for one in terms if one not in FIRST_TRIES and " " in one]
        return (*FIRST_TRIES, *fresh[:7])


def _row(hit: SearchHit, page: str) -> HitRow:
    plain, spans = _spans(hit.snippet)
    return HitRow(False, hit.heading, plain, spans, f"{page}:{hit.lesson}#{hit.anchor}")


def _spans(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, spans, start = "", [], 0
    for part in re.split(f"([{START}{END}])", " ".join(snippet.split(" "))):
        if part == START:
            start = len(plain)
        elif part == END:
            if len(plain) > start:
                spans.append((start, len(plain) - start))
        else:
            plain += part
    return plain, tuple(spans)


def _summary(text: str, hits: int, lessons: int) -> str:
    if not text:
        return ""
    if not hits:
        return f"Không tìm thấy “{text}”"
    more = " trở lên" if hits >= MOST else ""
    return f"{hits} chỗ{more} trong {lessons} bài"
