"""The unit's certificates: who is due, the register, and what can be done with a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.passing import passing_file
from elearn.desktop.presenters.unit.words import count_words, day_words, percent

Report = Callable[[int, int], None]
_STATES = {
    "valid": ("Có hiệu lực", "good"),
    "revoked": ("Đã thu hồi", "bad"),
    "replaced": ("Đã thay", "plain"),
}
ERASED = "đã xóa theo yêu cầu"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A number of the register. `state` is valid, revoked, replaced."""

    number: str
    order: int
    name: str
    course: str
    issued_on: date
    result: str
    state: str
    note: str
    copies: int
    person: int | None
    found_by: str = field(repr=False, default="")

    @property
    def is_valid(self) -> bool:
        """Whether the paper holds now, and its person is still known."""
        return self.state == "valid" and self.person is not None


COLUMNS = (
    Column("Số giấy", lambda row: row.number, 130, 1, sort=lambda row: row.order),
    Column("Họ và tên", lambda row: row.name, 190, 3, kind="strong", sort=lambda row: row.found_by),
    Column("Khóa", lambda row: row.course, 190, 3, sort=lambda row: row.course, drop=3),
    Column(
        "Ngày cấp",
        lambda row: day_words(row.issued_on),
        104,
        kind="number",
        sort=lambda row: row.issued_on,
        drop=4,
    ),
    Column("Kết quả", lambda row: row.result, 80, kind="number", drop=2),
    Column(
        "Tình trạng",
        lambda row: _STATES[row.state][0],
        124,
        kind="chip",
        tone=lambda row: _STATES[row.state][1],
        sort=lambda row: row.state,
    ),
    Column("Ghi chú", lambda row: row.note, 150, 2, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class PapersView:
    """What the page shows. `due` are names of who can have a paper now, one for each course."""

    about: str
    due: tuple[str, ...]
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class MadeView:
    """What was issued and written."""

    words: str
    tone: str
    folder: Path
    combined: Path | None


class PapersPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    @property
    def _register(self) -> Any:
        return self._services.unit.register

    def view(self) -> PapersView:
        """Who is due, and the register. Raises Refusal."""
        from elearn.vietnamese.text import fold

        titles = {one.id: one.title for one in self._services.library.courses()}
        entries = self._register.entries()
        due = self._register.due()
        valid = sum(one.state.value == "valid" for one in entries)
        lines = tuple(
            PaperLine(
                number=one.number,
                order=place,
                name=one.name or ERASED,
                course=one.course_title,
                issued_on=one.issued_on,
                result=percent(one.share),
                state=one.state.value,
                note=_note(one),
                copies=one.copies,
                person=one.person,
                found_by=fold(f"{one.name} {one.number} {one.course_title}"),
            )
            for place, one in enumerate(entries)
        )
        return PapersView(
            about=f"Sổ có {count_words(len(lines))} giấy, {count_words(valid)} có hiệu lực"
            if lines
            else "Chưa cấp giấy nào",
            due=tuple(f"{one.name} ({titles.get(one.course, one.course)})" for one in due),
            lines=tuple(reversed(lines)),
        )

    def issue_all(
        self, folder: Path, combined: bool, report: Report, cancelled: Callable[[], bool]
    ) -> MadeView:
        """Issue what is due, and write every valid paper into a folder. Raises Refusal."""
        together = folder / "tat-ca-giay-de-in.pdf" if combined else None
        made = self._register.issue_all(folder, together, report, cancelled)
        said = [f"Đã cấp {count_words(made.issued)} giấy mới" if made.issued else "Không có giấy mới"]
        said.append(f"lưu {count_words(len(made.files))} tệp vào {folder}")
        words = ", ".join(said) + "."
        if made.combined:
            words += f" Tệp gộp để in: {made.combined.name}."
        if made.cancelled:
            words += " Đã dừng giữa chừng: giấy có số đều trọn vẹn, lần sau cấp tiếp."
        if made.too_long:
            words += f" Chưa cấp được cho {', '.join(made.too_long)}: họ tên dài quá nên không vừa mã QR."
        return MadeView(words, "desk" if made.too_long or made.cancelled else "good", folder, made.combined)

    def to_look_at(self, number: str, copy: int) -> Path:
        """The stored paper as a file for the machine's own program. Raises Refusal."""
        paper = self._services.unit.records.register.paper(number, copy)
        path = passing_file(f"giay-{number.replace('/', '-')}.pdf")
        path.write_bytes(paper.pdf)
        return path

    def reprint(self, number: str, folder: Path) -> str:
        """A second document under the same number; what to say about it. Raises Refusal."""
        entry = self._register.reprint(number)
        path = self._register.export(number, folder, entry.copies)
        return f"Đã lập bản in lại của giấy số {number}, lưu vào {path}."

    def replace(self, number: str, why: str, folder: Path) -> str:
        """A new paper in the place of a wrong one; what to say about it. Raises Refusal."""
        entry = self._register.replace(number, why)
        path = self._register.export(entry.number, folder)
        return f"Giấy số {entry.number} thay giấy số {number}, lưu vào {path}. {_KEY}"

    def revoke(self, number: str, why: str) -> str:
        """Take a number back; what to say about it. Raises Refusal."""
        self._register.revoke(number, why)
        return f"Đã thu hồi giấy số {number}; số vẫn còn trong sổ. {_KEY}"

    def issue_again(self, line: PaperLine, folder: Path) -> str:
        """A new number for somebody whose paper was revoked. Raises Refusal(NOT_PASSED)."""
        entry = self._register.entry(line.number)
        again = self._register.issue_again(entry.person, entry.course)
        path = self._register.export(again.number, folder)
        return f"Đã cấp giấy mới số {again.number}, lưu vào {path}."


_KEY = "Hãy xuất tệp khóa mới (trang Thiết lập) gửi nơi kiểm tra giấy."


def _note(entry: Any) -> str:
    said = []
    if entry.replaces:
        said.append(f"thay số {entry.replaces}")
    if entry.replaced_by:
        said.append(f"thay bằng số {entry.replaced_by}")
    if entry.changed_on and entry.state.value == "revoked":
        said.append(f"thu hồi {day_words(entry.changed_on)}")
    if entry.why:
        said.append(entry.why)
    if entry.copies:
        said.append(f"in lại {entry.copies} lần")
    words = "; ".join(said)
    return words[:1].upper() + words[1:]
