"""What is kept about people and why; a person's data exported, corrected, erased with a trace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.intake import Candidate, candidates
from elearn.desktop.presenters.unit.words import count_words, day_words, moment_words

# What each kind is, in words: what, and why it is kept. By elearn.services.unit.data_page.KeptKind's values.
KINDS: dict[str, tuple[str, str]] = {
    "roster": (
        "Danh sách: họ tên, mã, bộ phận, chức vụ, ngày sinh (nếu có), vai trò",
        "Để biết ai phải học khóa nào và tệp kết quả nào của ai. Không giữ số căn cước, số điện thoại.",
    ),
    "history": (
        "Thay đổi: vào, chuyển bộ phận, rời đi, sửa thông tin",
        "Để danh sách cũ và giấy đã cấp giải thích được.",
    ),
    "results": (
        "Tệp kết quả như người học nộp: bài đã đọc, lượt thi, câu trả lời, giờ giấc",
        "Để chứng minh kết quả, và tính lại được khi quy định thay đổi.",
    ),
    "standings": (
        "Tình trạng theo khóa, tính từ tệp kết quả",
        "Để trang Tổng quan mở ngay; xóa đi tính lại được.",
    ),
    "certificates": (
        "Giấy chứng nhận và sổ cấp giấy",
        "Để kiểm tra và cấp lại. Khi xóa dữ liệu một người, sổ giữ số, ngày, khóa và ghi “đã xóa theo yêu cầu”.",
    ),
    "trainings": ("Tập huấn do nơi khác tổ chức", "Để báo cáo việc tham gia tập huấn."),
    "handed_out": ("Tên các tệp đã xuất ra ngoài", "Để biết dữ liệu đã đi đâu khi có người yêu cầu xóa."),
}
FILE_KINDS = {
    "assignment": "tệp giao học",
    "list": "danh sách",
    "report": "báo cáo",
    "register": "sổ cấp giấy",
    "certificates": "giấy chứng nhận",
    "key": "tệp khóa",
    "person": "dữ liệu một người",
    "backup": "bản sao lưu",
}


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kind of data: what, why, how much, since when."""

    what: str
    why: str
    much: str


@dataclass(frozen=True, slots=True)
class DataView:
    """What the page shows; `name` "" where it is about everybody."""

    name: str
    key: int
    lines: tuple[KeptLine, ...]
    files: tuple[str, ...]
    people: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class ErasedView:
    """What an erasure could not reach by itself."""

    words: str
    files: tuple[str, ...]
    needs_new_assignment: bool


class DataPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self, key: int = 0) -> DataView:
        """What is kept about everybody, or about a person. Raises Refusal(NO_SUCH_PERSON)."""
        unit = self._services.unit
        person = key or None
        name = unit.roster.person(key).person.name if key else ""
        people = () if key else candidates(unit.roster.people(with_left=True))
        return DataView(
            name=name,
            key=key,
            lines=tuple(self._line(one) for one in unit.data.kept(person)),
            files=tuple(self._file(one) for one in reversed(unit.data.handed_out(person))),
            people=people,
        )

    def _line(self, one: Any) -> KeptLine:
        what, why = KINDS[one.kind.value]
        much = f"{count_words(one.count)} mục" if one.count else "chưa có gì"
        if one.count and one.since:
            much += f", từ {day_words(one.since.date())}"
        return KeptLine(what, why, much)

    def _file(self, one: Any) -> str:
        when = moment_words(one.at, self._services.clock.now())
        return f"{FILE_KINDS.get(one.kind.value, one.kind.value)}: {one.path} ({when})"

    def export(self, key: int, path: Path) -> Path:
        """Everything about a person in one ZIP. Raises Refusal."""
        target = path if path.suffix else path.with_suffix(".zip")
        return Path(self._services.unit.data.export(key, target))

    def erase(self, key: int) -> ErasedView:
        """Erase a person; what could not be reached. Raises Refusal."""
        erased = self._services.unit.data.erase(key)
        left = [f"không dọn được, xin xóa bằng tay: {path}" for path in erased.left]
        files = [self._file(one) for one in erased.handed_out]
        return ErasedView(
            "Đã xóa. Tên người này không còn trong dữ liệu và các bản sao lưu của máy này; sổ cấp giấy chỉ còn số, ngày, khóa.",
            (*left, *files),
            erased.needs_new_assignment,
        )
