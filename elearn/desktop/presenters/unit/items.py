"""Which questions people fail, in plain words for the head; the figures go to the author as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import count_words

KINDS = {
    "single_choice": "một lựa chọn",
    "multiple_choice": "nhiều lựa chọn",
    "true_false": "đúng, sai",
    "matching": "ghép cặp",
    "ordering": "xếp thứ tự",
    "short_answer": "trả lời ngắn",
    "classify": "phân loại",
    "mark_text": "đánh dấu trong bài",
    "scenario": "tình huống",
}
HARD, EASY, WEAK = 0.4, 0.97, 0.1  # facility below, facility above, discrimination below


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question. `rank` sorts what deserves attention first; `verdict` and `tone` say it in a word or two."""

    item: str
    stem: str
    course: str
    answers: int
    facility: float | None
    discrimination: float | None
    verdict: str
    tone: str
    rank: int
    words: str
    found_by: str = field(repr=False, default="")


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace(".", ",")


COLUMNS = (
    Column("STT", lambda _row: "", 52, kind="ordinal", drop=2),
    Column("Câu hỏi", lambda row: row.stem, 280, 5, kind="strong", sort=lambda row: row.stem, small=True),
    Column("Lượt", lambda row: str(row.answers), 64, kind="number", sort=lambda row: row.answers, drop=3),
    Column(
        "Tỷ lệ đúng",
        lambda row: "" if row.facility is None else f"{round(row.facility * 100)} %",
        96,
        kind="number",
        sort=lambda row: row.facility,
        empty="chưa đủ lượt",
    ),
    Column(
        "Phân biệt",
        lambda row: _decimal(row.discrimination),
        90,
        kind="number",
        sort=lambda row: row.discrimination,
        drop=4,
        empty="chưa đủ lượt",
    ),
    Column(
        "Nhận xét",
        lambda row: row.verdict,
        150,
        kind="chip",
        tone=lambda row: row.tone,
        sort=lambda row: row.rank,
    ),
    Column("Nên làm gì", lambda row: row.words, 250, 4, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class ItemsView:
    """What the page shows. `lines` begin with what deserves attention; `fewest` answers are needed for figures."""

    about: str
    lines: tuple[ItemLine, ...]
    courses: tuple[tuple[str, str], ...]
    course: str
    fewest: int
    told: int  # questions with enough answers


class ItemsPresenter:
    """Asks the unit's services; every method may be called off the GUI thread. Slow with many people."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self, course: str = "") -> ItemsView:
        """The questions of a course, or of all. Raises Refusal."""
        from elearn.unit.item_statistics import FEWEST

        titles = {one.id: one.title for one in self._services.library.courses()}
        known = self._known()
        lines = [
            self._line(one, known.get(one.item), titles)
            for one in self._services.unit.overview.items(course or None)
        ]
        lines.sort(key=lambda line: (line.rank, line.facility if line.facility is not None else 2.0))
        told = sum(line.facility is not None for line in lines)
        answers = sum(line.answers for line in lines)
        return ItemsView(
            about=f"{count_words(len(lines))} câu, {count_words(answers)} lượt trả lời trong các bài thi đã nộp"
            if lines
            else "",
            lines=tuple(lines),
            courses=(("", "Mọi khóa"), *titles.items()),
            course=course,
            fewest=FEWEST,
            told=told,
        )

    def _known(self) -> dict[str, Any]:
        """The library's items by id."""
        library = self._services.library
        return {item.id: item for course in library.courses() for item in library.items(course.id)}

    def _line(self, one: Any, item: Any, titles: dict[str, str]) -> ItemLine:
        from elearn.vietnamese.text import fold

        stem = _plain(item.stem) if item is not None else one.item
        course = titles.get(item.course, item.course) if item is not None else ""
        verdict, tone, rank, words = judged(one.answers, one.facility, one.discrimination)
        return ItemLine(
            one.item, stem, course, one.answers, one.facility, one.discrimination, verdict, tone, rank, words,
            fold(f"{stem} {one.item}"),
        )  # fmt: skip

    def export(self, path: Path, course: str = "") -> Path:
        """The figures for the author, XLSX or CSV by the path's ending. Raises Refusal."""
        from dataclasses import replace

        from elearn.exports.item_table import ItemRow, item_table
        from elearn.exports.list_file import ListFormat, table_bytes
        from elearn.services.handing_out import write_out
        from elearn.unit.item_statistics import FEWEST

        target = path if path.suffix else path.with_suffix(".xlsx")
        form = ListFormat.CSV if target.suffix.lower() == ".csv" else ListFormat.XLSX
        titles = {one.id: one.title for one in self._services.library.courses()}
        known = self._known()
        rows = []
        for one in self._services.unit.overview.items(course or None):
            item = known.get(one.item)
            rows.append(
                ItemRow(
                    one.item,
                    _plain(item.stem) if item is not None else "",
                    titles.get(item.course, item.course) if item is not None else "",
                    KINDS.get(one.type, one.type),
                    one.answers,
                    one.facility,
                    one.deviation,
                    one.discrimination,
                    one.efficiency,
                    one.chosen,
                )
            )
        head = replace(
            self._services.unit.lists.head(), title="Phân tích câu hỏi", subject=(titles.get(course, ""),)
        )
        write_out(target, table_bytes(item_table(rows, head, FEWEST), form))
        return target


def judged(answers: int, facility: float | None, discrimination: float | None) -> tuple[str, str, int, str]:
    """What to think of a question: verdict, tone, rank, and what to do about it."""
    if facility is None:
        return "Chưa đủ lượt", "plain", 4, f"Mới có {answers} lượt; đợi thêm rồi xem."
    if discrimination is not None and discrimination < 0:
        return (
            "Xem lại đáp án",
            "bad",
            0,
            "Người điểm cao lại hay sai câu này. Báo người soạn kiểm tra đáp án và cách hỏi.",
        )
    if facility < HARD:
        return "Nhiều người sai", "desk", 1, "Nên nhắc lại nội dung này khi họp; có thể câu hỏi cũng chưa rõ."
    if discrimination is not None and discrimination < WEAK and facility <= EASY:
        return (
            "Ít phân biệt",
            "desk",
            2,
            "Người nắm chắc và người chưa chắc trả lời như nhau. Báo người soạn.",
        )
    if facility > EASY:
        return "Ai cũng đúng", "plain", 3, "Nội dung đã được nắm; không cần làm gì."
    return "Tốt", "good", 5, ""


def _plain(text: str) -> str:
    """A stem as one line of plain text."""
    import re

    return " ".join(re.sub(r"[*_`]+|\[\[|\]\]", "", text).split())
