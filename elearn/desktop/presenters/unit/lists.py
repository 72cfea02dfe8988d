"""Writing lists: the completion list in four formats, the report that goes with it, the register."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.words import count_words, day_words, today_of

FORMATS = (
    ("xlsx", "Excel", "để lọc, sắp xếp, tính thêm", "Tệp Excel (*.xlsx)"),
    ("pdf", "PDF", "để in ngay theo thể thức văn bản", "Tệp PDF (*.pdf)"),
    ("docx", "Word", "để sửa câu chữ, thêm nơi nhận rồi trình ký", "Tệp Word (*.docx)"),
    ("csv", "CSV", "để nhập vào phần mềm khác", "Tệp CSV (*.csv)"),
)


@dataclass(frozen=True, slots=True)
class ListsView:
    """What the page shows."""

    about: str
    courses: tuple[tuple[str, str], ...]
    course: str
    has_people: bool
    has_papers: bool
    years: tuple[tuple[str, str], ...]


class ListsPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self, course: str = "") -> ListsView:
        """What can be written. Raises Refusal."""
        unit = self._services.unit
        titles = {one.id: one.title for one in self._services.library.courses()}
        asked = [one.course for one in unit.assigning.current()]
        years = unit.register.years()
        people = len(unit.roster.people())
        return ListsView(
            about=f"{count_words(people)} người, số liệu đến {day_words(today_of(self._services))}",
            courses=(("", "Tất cả các khóa"), *((one, titles.get(one, one)) for one in asked)),
            course=course if course in asked else "",
            has_people=people > 0,
            has_papers=bool(years),
            years=(("", "Mọi năm"), *((str(year), f"Năm {year}") for year in years)),
        )

    def file_name(self, kind: str, ending: str, course: str = "") -> str:
        """A name to begin with: "danh-sach-hoan-thanh-2026-12-02.xlsx"."""
        parts = filter(None, (kind, course, today_of(self._services).isoformat()))
        return f"{'-'.join(parts)}.{ending}"

    def write_list(self, path: Path, ending: str, course: str) -> str:
        """Write the completion list; what to say about it. Raises Refusal."""
        from elearn.exports.list_file import ListFormat

        target = _with_ending(path, ending)
        rows = self._services.unit.lists.write_list(target, ListFormat(ending), course or None)
        return f"Đã lưu danh sách {count_words(rows)} dòng vào {target}."

    def write_report(self, path: Path, course: str) -> str:
        """Write the report; what to say about it. Raises Refusal."""
        target = _with_ending(path, "docx")
        self._services.unit.lists.write_report(target, course or None)
        return f"Đã lưu báo cáo vào {target}. Số, ngày và nơi nhận để trống cho văn thư."

    def write_register(self, path: Path, ending: str, year: str) -> str:
        """Write the register; what to say about it. Raises Refusal."""
        from elearn.exports.list_file import ListFormat

        target = _with_ending(path, ending)
        entries = self._services.unit.lists.write_register(
            target, ListFormat(ending), int(year) if year else None
        )
        return f"Đã lưu sổ {count_words(entries)} giấy vào {target}."


def _with_ending(path: Path, ending: str) -> Path:
    return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
