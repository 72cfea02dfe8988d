"""The chart of the unit: every sub-unit and every course, to look at and to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elearn.desktop.presenters.unit.overview import Bar, course_bars, part_bars, person_lines
from elearn.desktop.presenters.unit.words import count_words, day_words, today_of

LEGEND = (("good", "hoàn thành"), ("accent", "đang học"), ("plain", "chưa học"), ("bad", "quá hạn"))


@dataclass(frozen=True, slots=True)
class ChartView:
    """What is drawn: groups of bars with their headings."""

    unit: str
    title: str
    about: str
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]


class ChartPresenter:
    """Asks the unit's services; `view` may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> ChartView:
        """Everything that is drawn. Raises Refusal."""
        unit = self._services.unit
        whole = unit.overview.whole()
        known = {one.id: one.title for one in self._services.library.courses()}
        titles = {one.course: known.get(one.course, one.course) for one in whole.courses}
        lines = person_lines(whole.lines, {}, {})
        groups = (
            ("Theo khóa", course_bars(whole.lines, titles)),
            ("Theo bộ phận", part_bars(lines, below=True)),
        )
        return ChartView(
            unit=unit.setup.settings().name,
            title="Tình hình học tập",
            about=f"{count_words(whole.people)} người, số liệu đến {day_words(today_of(self._services))}",
            groups=tuple(group for group in groups if group[1]),
        )
