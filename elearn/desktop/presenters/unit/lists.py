"""Writing lists: the completion list in four formats, the report that goes with it, the register."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.documents import LIST, REPORT, DocumentForm, DocumentsPresenter
from elearn.desktop.presenters.unit.words import count_words, day_words, today_of

FORMATS = (
    ("xlsx", "Excel", "để lọc, sắp xếp, tính thêm", "Tệp Excel (*.xlsx)"),
    ("pdf", "PDF", "để in ngay theo thể thức văn bản", "Tệp PDF (*.pdf)"),
    ("docx", "Word", "để sửa câu chữ rồi trình ký", "Tệp Word (*.docx)"),
    ("csv", "CSV", "để nhập vào phần mềm khác", "Tệp CSV (*.csv)"),
)


@dataclass(frozen=True, slots=True)
class ListsView:
    """What the page shows. `documents`: what will stand around the list and the report."""

    about: str
    courses: tuple[tuple[str, str], ...]
    course: str
    has_people: bool
    has_papers: bool
    years: tuple[tuple[str, str], ...]
    documents: tuple[DocumentForm, DocumentForm]


class ListsPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services
        self._documents = DocumentsPresenter(services)

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
            documents=(self._documents.form(LIST), self._documents.form(REPORT)),
        )

    def file_name(self, kind: str, ending: str, course: str = "") -> str:
        """A name to begin with: "danh-sach-hoan-thanh-2026-12-02.xlsx"."""
        parts = filter(None, (kind, course, today_of(self._services).isoformat()))
        return f"{'-'.join(parts)}.{ending}"

    def write_list(self, path: Path, ending: str, course: str, form: DocumentForm) -> str:
        """Write the completion list; what to say about it. Raises Refusal."""
        from elearn.exports.list_file import ListFormat

        target, kind = _with_ending(path, ending), ListFormat(ending)
        head = self._documents.head(form)
        rows = self._services.unit.lists.write_list(target, kind, course or None, head)
        left_open = form.left_open if kind is not ListFormat.CSV else ""
        return f"Đã lưu danh sách {count_words(rows)} dòng vào {target}.{left_open}"

    def write_report(self, path: Path, course: str, form: DocumentForm) -> str:
        """Write the report; what to say about it. Raises Refusal."""
        target = _with_ending(path, "docx")
        self._services.unit.lists.write_report(target, course or None, self._documents.head(form))
        return f"Đã lưu báo cáo vào {target}.{form.left_open}"

    def keep(self, form: DocumentForm) -> DocumentForm:
        """Remember to whom documents go; the form as it will be used. Raises Refusal."""
        return self._documents.keep(form)

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
