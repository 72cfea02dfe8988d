"""Going back to a backup: what is here, what the backup holds, what would be replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.words import count_words, day_words, moment_words

NO_UNIT = "chưa có đơn vị"


@dataclass(frozen=True, slots=True)
class DailyLine:
    """A backup that was made by itself, in words."""

    file: Path
    words: str


@dataclass(frozen=True, slots=True)
class RestoreView:
    """What the page begins with. `back` is where it was come from; `way_back` "" where there is none."""

    back: tuple[str, str]
    damaged: bool
    daily: tuple[DailyLine, ...]
    way_back: str


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """A backup beside what is here: each as (name, value); what speaks against it, what would be replaced."""

    file: Path
    here: tuple[tuple[str, str], ...]
    there: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    replaces: str


@dataclass(frozen=True, slots=True)
class Restored:
    """How to go on: who is let in ("" for nobody), where, and what to say."""

    subject: str
    words: str
    route: str = "unit-settings"


class RestorePresenter:
    """Asks the services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> RestoreView:
        """What can be gone back to. Raises Refusal."""
        from elearn.services.restoring import daily_units, held_here, held_in, way_back

        here = held_here(self._services)
        daily = []
        for path in daily_units(self._services) if here.damaged else ():
            held = held_in(self._services, path)
            if held.unit is not None and held.made_at is not None:
                words = f"Bản máy tự giữ ngày {day_words(held.made_at.date())}: {_unit_words(held.unit)}"
                daily.append(DailyLine(path, words))
        way = None if here.damaged else way_back(self._services)
        when = moment_words(way.at, self._services.clock.now()) if way else ""
        return RestoreView(
            back=("Thiết lập", "unit-settings") if here.unit else ("Đơn vị", "unit"),
            damaged=here.damaged,
            daily=tuple(daily),
            way_back=f"Lúc {when} máy này đã khôi phục từ bản sao lưu; dữ liệu trước đó vẫn được cất."
            if way
            else "",
        )

    def preview(self, file: Path) -> RestorePreview:
        """What a backup holds, beside what is here. Raises Refusal."""
        from elearn.services.restoring import held_here, held_in

        here, there = held_here(self._services), held_in(self._services, file)
        return RestorePreview(
            file, tuple(_held(here)), tuple(_held(there)), tuple(_doubts(here, there)), _replaces(here, there)
        )

    def restore(self, file: Path, subject: str) -> Restored:
        """Carry it out; how to go on. Raises Refusal, and then everything is as it was."""
        from elearn.services.restoring import go_back_to

        go_back_to(self._services, file)
        return self._after(subject, f"Đã khôi phục từ {file.name}. Dữ liệu trước đó được cất lại.")

    def take_back(self, subject: str) -> Restored:
        """Go back to what was here before the last restore; how to go on. Raises Refusal."""
        from elearn.services.restoring import take_back

        take_back(self._services)
        return self._after(subject, "Đã quay lại dữ liệu trước lần khôi phục.")

    def _after(self, subject: str, words: str) -> Restored:
        people = self._services.records.people.list()
        known = [one.subject for one in people]
        if subject in known:
            return Restored(subject, words)
        if len(people) == 1 and not people[0].has_pin:
            return Restored(known[0], words)
        return Restored("", f"{words} Hãy chọn tên của mình để tiếp tục.", "profiles")


def _held(held: Any) -> Iterable[tuple[str, str]]:
    if held.made_at:
        yield "Lưu ngày", day_words(held.made_at.date())
    if held.unit:
        yield "Đơn vị", held.unit.name
        yield "Danh sách", f"{count_words(held.unit.people)} người"
        yield "Sổ cấp giấy", f"{count_words(held.unit.certificates)} giấy"
    elif held.damaged:
        yield "Đơn vị", "có, nhưng tệp dữ liệu đã hỏng"
    else:
        yield "Đơn vị", NO_UNIT
    if held.learners is not None:
        yield "Hồ sơ học", f"{count_words(held.learners)} người học trên máy này"


def _unit_words(unit: Any) -> str:
    return f"{unit.name}, {count_words(unit.people)} người, {count_words(unit.certificates)} giấy"


def _doubts(here: Any, there: Any) -> Iterable[str]:
    if here.unit is None or there.unit is None:
        return
    if here.unit.key_id != there.unit.key_id:
        yield f"Bản sao lưu là của “{there.unit.name}” với khóa khác khóa đang dùng. Khôi phục xong, cần mật khẩu của khóa ấy."
    more = here.unit.certificates - there.unit.certificates
    if more > 0:
        yield (
            f"Sổ trên máy này đã có {count_words(here.unit.certificates)} giấy, bản sao lưu chỉ có "
            f"{count_words(there.unit.certificates)}. Khôi phục rồi, {count_words(more)} giấy cấp sau không còn trong sổ, và số của "
            "chúng sẽ được cấp cho giấy khác. Nên xuất sổ cấp giấy ra trước."
        )


def _replaces(here: Any, there: Any) -> str:
    unit = "danh sách, kết quả, sổ cấp giấy và khóa của đơn vị"
    if there.unit is None:
        what = "Bản sao lưu này chỉ có hồ sơ học. Mọi hồ sơ học trên máy này được thay bằng bản sao lưu; dữ liệu của đơn vị giữ nguyên."
    elif there.learners is None:
        what = f"Trên máy này, {unit} được thay bằng bản sao lưu; hồ sơ học giữ nguyên."
    else:
        what = f"Trên máy này, {unit}, cùng mọi hồ sơ học, được thay bằng bản sao lưu."
    kept = "Dữ liệu đang có được cất lại trước"
    back = " và quay lại được ở trang này." if here.unit and not here.damaged else "."
    return f"{what} {kept}{back}"
