"""Handing results over: what the file will hold, where it can go, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.courses import day_in_words


@dataclass(frozen=True, slots=True)
class SubmitView:
    """What will be handed over: names and values, who can read it, what was handed over last."""

    facts: tuple[tuple[str, str], ...]
    file_name: str
    readers: str
    last: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the file can go."""

    title: str
    about: str
    folder: Path
    icon: str


class SubmitPresenter:
    """Asks the services; every method may be called off the GUI thread."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def view(self) -> SubmitView:
        """What would be handed over now. Raises Refusal NOTHING_TO_HAND_IN."""
        told = self._services.submit.preview(self._subject)
        who = [told.name, *([f"sinh ngày {day_in_words(told.birth_date)}"] if told.birth_date else [])]
        facts = [
            ("Người học", ", ".join(who)),
            ("Mã", told.staff_code),
            ("Đơn vị, chức vụ", ", ".join(filter(None, (told.unit, told.position)))),
            ("Bài đã đọc", f"{told.lessons_read} bài" + _opened(told.lessons_opened - told.lessons_read)),
            ("Bài thi", _exams(told.exams, told.exams_passed)),
            ("Luyện tập", f"{told.practices} lượt" if told.practices else "chưa luyện"),
            ("Câu trả lời", f"{told.answers} câu, cả câu luyện tập, kèm giờ trả lời" if told.answers else ""),
            ("Giấy đã cấp", f"{told.certificates} giấy" if told.certificates else ""),
            ("Nhật ký học", f"{told.events} dòng: giờ mở bài, nghỉ giữa chừng, nộp bài"),
        ]
        readers = (
            "Tệp được khóa kín: chỉ đơn vị đọc được."
            if told.sealed
            else "Tệp được ký để không ai sửa được, nhưng không khóa kín: ai có tệp đều đọc được. Xin đưa tận tay "
            "người phụ trách."
        )
        return SubmitView(
            facts=tuple((name, value) for name, value in facts if value),
            file_name=told.file_name,
            readers=readers,
            last=self._last(told.last_at, told.last_file_name),
        )

    def _last(self, at: Any, file_name: str) -> str:
        if at is None:
            return ""
        local = at.astimezone(self._services.clock.now().tzinfo)
        return f"Lần nộp gần nhất: {local:%H:%M ngày %d/%m/%Y}, tệp {file_name}. Nộp lại bao nhiêu lần cũng được."

    def sticks(self) -> tuple[Place, ...]:
        """The sticks that are plugged in now."""
        from elearn.machine.drives import removable_drives

        return tuple(
            Place(f"USB {one.label}".strip(), str(one.path), one.path, "usb") for one in removable_drives()
        )

    def export(self, folder: Path) -> str:
        """Write the file into a folder; what to say about it. Raises Refusal."""
        done = self._services.submit.export(self._subject, folder)
        return (
            f"Đã lưu tệp {done.file.name} vào {done.file.parent}. Đây là lần nộp thứ {done.sequence}. Hãy chuyển "
            "tệp cho người phụ trách tập huấn của đơn vị."
        )


def _opened(others: int) -> str:
    return f", {others} bài đang đọc" if others > 0 else ""


def _exams(exams: int, passed: int) -> str:
    if not exams:
        return "chưa thi"
    return f"{exams} lượt, đạt {passed}" if passed else f"{exams} lượt, chưa đạt"
