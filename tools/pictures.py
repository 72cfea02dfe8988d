"""`python -m tools.pictures [NAME…]`: every page as a picture, in build/pictures/.

Three themes, 100 % and 200 % text, 1366 × 768, with a long Vietnamese name, and the empty states. Look at
them before you commit. A new page adds its line to PICTURES; `prepare` brings records into the state
that the picture shows. `--guide` takes those that README and the user guide show, in docs/pictures/.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from elearn.desktop.app import make_application, open_window
from elearn.desktop.shell import Shell
from elearn.learning.people import PersonDetails
from tests.build.clock import HANOI, FakeClock
from tests.build.items import right_response
from tools.pictures_exam import (
    begin,
    begin_and_answer,
    exam_at,
    exam_done,
    last_attempt,
    practise_to_the_end,
    press,
    ready,
)
from tools.pictures_learner import (
    ask_for_pin,
    at_section,
    checked,
    checked_paper,
    hand_in,
    handed_over,
    over,
    typed,
    typed_into,
    with_certificate,
    with_marks,
    with_roster,
    with_term,
)
from tools.pictures_unit import (
    assigned,
    at_work,
    edit_report,
    key_of_person,
    look_at_backup,
    make_codes,
    new_recovery_code,
    no_unit,
    open_rules,
    preview_import,
    restored,
    set_up,
    two_rows,
    with_conflicts,
    with_papers,
)

OUT = Path("build/pictures")
MOMENT = datetime(2026, 11, 24, 9, 41, 7, tzinfo=HANOI)
HOME = "/home/nhung"  # no picture shows where it was taken
SIZE = (1366, 768)
LOOKS = [(theme, scale) for theme in ("light", "dark", "contrast") for scale in (1.0, 2.0)]
USUAL = PersonDetails("Nguyễn Thị Hồng Nhung", "CB-017", "UBND xã Thanh Trì", "Công chức Văn hóa – Xã hội")
LONG = PersonDetails(
    "Công Tằng Tôn Nữ Hoàng Quỳnh Châu Nguyễn Phước Ẩn Ưng",
    "",
    "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng, hạ tầng và phát triển đô thị thành phố",
    "Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị kiêm phụ trách công nghệ thông tin",
)


def nobody(services: Any) -> None:
    """An empty installation."""


def new_learner(services: Any) -> None:
    """Somebody who has done nothing yet."""
    services.records.people.create(USUAL)


def long_names(services: Any) -> None:
    """Everything that is written is long."""
    half_way(services, LONG)


def half_way(services: Any, details: PersonDetails = USUAL) -> None:
    """Half of the first course was read; the next lesson was begun."""
    person = services.records.people.create(details)
    reading = services.records.reading
    cards = services.library.courses()[0].lessons
    for card in cards[: len(cards) // 2]:
        reading.add_time(person.subject, card.id, card.revision, card.minutes * 60, 1.0, card.minutes)
    begun = cards[len(cards) // 2]
    reading.add_time(person.subject, begun.id, begun.revision, 60, 0.4, begun.minutes)
    anchor = services.library.lesson(begun.id).sections[0].anchor
    reading.save_position(person.subject, begun.id, anchor, 0.2)


def several_people(services: Any) -> None:
    """Three profiles, one with a PIN: nobody is let in by themselves."""
    for details in (USUAL, LONG, PersonDetails("Trần Văn Ưng", "CB-018", "UBND xã Thanh Trì")):
        person = services.records.people.create(details)
    services.records.people.set_pin(person.subject, "1234")


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` of the file, `route` with COURSE and LESSON for the first of the library, what to prepare."""

    name: str
    route: str
    prepare: Callable[[Any], None] = half_way
    act: Callable[[Shell], Any] | None = None  # something to do once the page is there; it may be the picture


PICTURES: list[Picture] = [
    Picture("nguoi-hoc-trong", "profiles", nobody),
    Picture("nguoi-hoc", "profiles", several_people),
    Picture("ho-so-moi", "profile-edit:new", nobody),
    Picture("ho-so-danh-sach", "profile-edit:new", with_roster, typed_into("name", "nhung")),
    Picture("ho-so-danh-sach-ma", "profile-edit:new", with_roster, typed_into("staff_code", "cb-0")),
    Picture("ho-so-khong-co-ten", "profile-edit:new", with_roster, typed_into("name", "Hồ Xuân")),
    Picture("ho-so-chuyen", "profile-edit:move", nobody),
    Picture("ho-so-sua", "profile-edit", long_names),
    Picture("trang-chu-moi", "home", new_learner),
    Picture("trang-chu", "home"),
    Picture("trang-chu-ten-dai", "home", long_names),
    Picture("khoa-hoc", "courses"),
    Picture("khoa-hoc-bai", "course:COURSE"),
    Picture("bai-hoc", "lesson:LESSON", half_way, at_section(1)),
    Picture("bai-hoc-dau", "lesson:LESSON", new_learner),
    Picture("bai-hoc-danh-dau", "lesson:LESSON", half_way, with_marks),
    Picture("bai-hoc-tu", "lesson:LESSON", half_way, with_term),
    Picture("bai-hoc-cau-hoi", "lesson:LESSON", half_way, checked(right=False)),
    Picture("tra-cuu", "search", half_way, typed("tin gia")),
    Picture("tra-cuu-trong", "search"),
    Picture("tra-cuu-khong-thay", "search", half_way, typed("xyzzy")),
    Picture("giay-trong", "certificates", new_learner),
    Picture("giay", "certificates", with_certificate),
    Picture("kiem-tra-giay", "verify", with_certificate),
    Picture("kiem-tra-giay-dung", "verify", with_certificate, checked_paper()),
    Picture("kiem-tra-giay-sai", "verify", with_certificate, checked_paper(spoilt=True)),
    Picture("nop-trong", "submit", new_learner),
    Picture("nop", "submit", with_certificate),
    Picture("nop-xong", "submit", with_certificate, handed_over),
    Picture("ma-pin", "profiles", several_people, over(ask_for_pin)),
    Picture("thi-nop-bai", "exam:COURSE", exam_at("single_choice", "chat"), over(hand_in)),
    Picture("cai-dat", "settings", long_names),
    Picture("tro-giup", "help"),
    Picture("gioi-thieu", "about"),
    Picture("dieu-luat", "article:COURSE/dieu-7"),
    Picture("cac-dieu", "articles:COURSE"),
    Picture("thi-truoc", "exam:COURSE", ready),
    Picture("thi-chua-duoc", "exam:COURSE"),
    Picture("thi-tiep", "exam:COURSE", exam_at("single_choice", "chat")),
    Picture("thi", "exam:COURSE", exam_at("single_choice", "chat", given=right_response), begin),
    Picture("thi-dang-lam", "exam:COURSE", exam_at("single_choice", "chat"), begin_and_answer),
    Picture("thi-tinh-huong", "exam:COURSE", exam_at("scenario", "chat"), begin),
    Picture("thi-cong-van", "exam:COURSE", exam_at("single_choice", "letter"), begin),
    Picture("thi-bai-dang", "exam:COURSE", exam_at("single_choice", "post"), begin),
    Picture("thi-tin-nhan", "exam:COURSE", exam_at("single_choice", "sms"), begin),
    Picture("thi-thu-dien-tu", "exam:COURSE", exam_at("single_choice", "email"), begin),
    Picture("thi-trang-tin", "exam:COURSE", exam_at("single_choice", "news"), begin),
    Picture("thi-danh-dau", "exam:COURSE", exam_at("mark_text", given=right_response), begin),
    Picture("thi-ghep", "exam:COURSE", exam_at("matching", given=right_response), begin),
    Picture("thi-sap-xep", "exam:COURSE", exam_at("ordering"), begin),
    Picture("thi-phan-loai", "exam:COURSE", exam_at("classify", given=right_response), begin),
    Picture("thi-tra-loi-ngan", "exam:COURSE", exam_at("short_answer"), begin),
    Picture("luyen-tap", "practice:COURSE", ready),
    Picture("luyen-tap-giai-thich", "practice:COURSE", ready, press(0)),
    Picture("luyen-tap-xong", "practice:COURSE", ready, practise_to_the_end),
    Picture("on-nhanh-trong", "quick", new_learner),
    Picture("ket-qua-dat", "home", exam_done(27), lambda shell: last_attempt(shell, "result")),
    Picture("ket-qua-chua-dat", "home", exam_done(19), lambda shell: last_attempt(shell, "result")),
    Picture("xem-lai", "home", exam_done(19), lambda shell: last_attempt(shell, "review")),
    Picture("don-vi-chua-co", "unit", no_unit),
    Picture("don-vi-thiet-lap", "unit-setup", no_unit),
    Picture("don-vi-ma-khoi-phuc", "unit-setup", no_unit, new_recovery_code),
    Picture("don-vi-bat-dau", "unit", set_up),
    Picture("don-vi-cho-ket-qua", "unit", assigned),
    Picture("don-vi", "unit", at_work),
    Picture("don-vi-danh-sach", "unit-roster", at_work),
    Picture("don-vi-danh-sach-trong", "unit-roster", set_up),
    Picture("don-vi-nhap", "unit-import", at_work),
    Picture("don-vi-nhap-xem-truoc", "unit-import", at_work, preview_import),
    Picture("don-vi-bo-phan", "unit-parts", at_work),
    Picture("don-vi-nguoi", "unit", with_papers, key_of_person(1)),
    Picture("don-vi-nguoi-ten-dai", "unit", at_work, key_of_person(3)),
    Picture("don-vi-gop", "unit", with_papers, two_rows()),
    Picture("don-vi-gop-xong", "unit", with_papers, two_rows(joined=True)),
    Picture("don-vi-sua-nguoi", "unit-person-edit", at_work),
    Picture("don-vi-giao", "unit-assign", at_work),
    Picture("don-vi-giao-quy-dinh", "unit-assign", at_work, open_rules),
    Picture("don-vi-ma-du-thi", "unit-codes", at_work, make_codes),
    Picture("don-vi-nhan", "unit-intake", at_work),
    Picture("don-vi-nhan-trong", "unit-intake", assigned),
    Picture("don-vi-quyet-dinh", "unit-conflicts", with_conflicts),
    Picture("don-vi-cau-hoi", "unit-items", at_work),
    Picture("don-vi-xuat", "unit-lists", with_papers),
    Picture("don-vi-xuat-van-ban", "unit-lists", with_papers, over(edit_report)),
    Picture("don-vi-giay-den-luot", "unit-papers", at_work),
    Picture("don-vi-giay", "unit-papers", with_papers),
    Picture("don-vi-bieu-do", "unit-chart", at_work),
    Picture("don-vi-tap-huan", "unit-trainings", at_work),
    Picture("don-vi-cai-dat", "unit-settings", at_work),
    Picture("don-vi-du-lieu", "unit-data", with_papers),
    Picture("don-vi-khoi-phuc", "unit-restore", with_papers, look_at_backup),
    Picture("don-vi-khoi-phuc-chon", "unit-restore", restored),
]


def take(wanted: Iterable[str] = (), out: Path = OUT) -> list[Path]:
    """Take the pictures whose names are wanted (all, without any); the files."""
    make_application()
    out.mkdir(parents=True, exist_ok=True)
    wanted = set(wanted)
    taken = []
    for picture in PICTURES:
        if wanted and picture.name not in wanted:
            continue
        for theme, scale in LOOKS:
            with tempfile.TemporaryDirectory() as folder:
                taken.append(_take(picture, theme, scale, Path(folder), out))
    return taken


def take_one(picture: Picture, theme: str, scale: float, out: Path) -> Path:
    """One picture in one look; its file."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        return _take(picture, theme, scale, Path(folder), out)


def _take(picture: Picture, theme: str, scale: float, folder: Path, out: Path) -> Path:
    os.environ["HOME"] = HOME
    services = make_services(folder)
    try:
        picture.prepare(services)
        services.records.settings.set("look", {"theme": theme, "scale": scale})
        shell = open_window(services)
        shell.resize(*SIZE)
        _settle(shell)
        course = next(iter(services.library.courses()), None)
        route = picture.route
        if course:
            route = route.replace("COURSE", course.id).replace("LESSON", course.lessons[0].id)
        shell.go(route)
        _settle(shell)
        taken = picture.act(shell) if picture.act else None
        _settle(shell)
        file = out / f"{picture.name}-{theme}-{round(scale * 100)}.png"
        (taken if isinstance(taken, QPixmap) else shell.grab()).save(str(file))
        if shell.page is not None:
            shell.page.may_leave = lambda: True  # type: ignore[method-assign]
        shell.close()
        _settle(shell)
        shell.context.background.close()
        shell.deleteLater()
        return file
    finally:
        services.close()


def _settle(shell: Shell) -> None:
    QTest.qWait(20)
    while (
        shell.context.background.is_busy or not shell.was_painted or not (shell.page and shell.page.is_whole)
    ):
        QTest.qWait(10)
    QApplication.processEvents()
    QTest.qWait(20)


def make_services(folder: Path) -> Any:
    """The services of a source tree, on a folder, at the same moment each time."""
    from elearn.services import Services

    root = Path(__file__).parent.parent
    return Services(folder, FakeClock(MOMENT), root / "build" / "library.db", root)


if __name__ == "__main__":
    names = set(sys.argv[1:])
    if "--guide" in names:
        from tools.pictures_guide import take_guide

        files = take_guide(names - {"--guide"})
    else:
        files = take(names)
    for path in files:
        print(path)
