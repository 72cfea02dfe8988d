"""Pictures of the unit's pages: a unit of sixty people, made once a run by `trial`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from elearn.desktop.shell import Shell
from elearn.learning.people import PersonDetails

HEAD = PersonDetails("Trần Quốc Toản", "CB-001", "UBND TP Bình An", "Phó Chủ tịch UBND")
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Quỳnh Châu Nguyễn Phước Ẩn Ưng"
LONG_PART = "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng, hạ tầng và phát triển đô thị"
PASSWORD = "trial"  # noqa: S105 - of a trial's unit


@cache
def trial() -> Path:
    """A folder with a unit and its people's result files; the same people each time."""
    from elearn.services.trial.make import Order, make
    from tools.pictures import make_services

    folder = Path(tempfile.mkdtemp(prefix="elearn-pictures-")) / "trial"
    services = make_services(folder.parent / "clock")
    try:
        make(Order(folder, 3, services.library.path, services.clock.now()), 60, with_unit=True)
    finally:
        services.close()
    return folder


def no_unit(services: Any) -> None:
    """The head's machine before anything was set up."""
    services.records.people.create(HEAD)


def set_up(services: Any) -> None:
    """Set up, and nobody on the roster."""
    from elearn.learning.unit import UnitSettings

    no_unit(services)
    services.unit.setup.set_up(
        UnitSettings(
            "Ủy ban nhân dân xã Thanh Trì", "Thanh Trì", "Trần Quốc Toản", "Phó Chủ tịch",
            "Ủy ban nhân dân thành phố Hà Nội", "KT.", "Ủy ban nhân dân", "Chủ tịch", "UBND xã Thanh Trì",
        ),
        "đủ tám chữ",
    )  # fmt: skip


def assigned(services: Any) -> None:
    """A roster and an assignment; no result has come."""
    no_unit(services)
    shutil.copy(trial() / "unit" / "unit.db", services.folder / "unit.db")
    services.unit.unlock(PASSWORD)


def at_work(services: Any) -> None:
    """Results have come; one name and its sub-unit are long."""
    from dataclasses import replace

    assigned(services)
    services.unit.intake.take([trial() / "results"])
    member = services.unit.roster.people()[3]
    person = replace(member.person, name=LONG_NAME, sub_unit=(LONG_PART, "Tổ giúp việc"), position=LONG_PART)
    services.unit.roster.correct(member.key, person, extra_percent=50)


def with_papers(services: Any) -> None:
    """Certificates were issued; one was taken back, one replaced."""
    at_work(services)
    with tempfile.TemporaryDirectory() as folder:
        services.unit.register.issue_all(Path(folder))
    numbers = [one.number for one in services.unit.register.entries()]
    services.unit.register.revoke(numbers[-1], "cấp nhầm")
    services.unit.register.replace(numbers[-2], "sai chức vụ")


def with_conflicts(services: Any) -> None:
    """Somebody handed in without a staff code, somebody is a stranger."""
    from elearn.records.store import open_records
    from elearn.services.assignment import AssignmentService
    from elearn.services.submit import SubmitService

    at_work(services)
    with tempfile.TemporaryDirectory() as folder:
        records = open_records(Path(folder), services.clock)
        asked = AssignmentService(records, services.library)
        asked.take(trial() / "unit.giao")
        known = services.unit.roster.people()[5].person.name
        for name, code in ((known, ""), ("Hoàng Văn Lạ", "ZZ-999")):
            person = records.people.create(PersonDetails(name, code, "UBND xã Thanh Trì", "Công chức"))
            lesson = services.library.courses()[0].lessons[0]
            records.reading.add_time(person.subject, lesson.id, lesson.revision, 300, 1.0, lesson.minutes)
            SubmitService(records, services.library, services.clock, asked).export(
                person.subject, Path(folder)
            )
        services.unit.intake.take([Path(folder)])
        records.close()


def key_of_person(number: int) -> Callable[[Shell], None]:
    """Go to a person's page."""

    def go(shell: Shell) -> None:
        key = shell.context.services.unit.roster.people()[number].key
        shell.go(f"unit-person:{key}")

    return go


def two_rows(*, joined: bool = False) -> Callable[[Shell], None]:
    """A person who stands twice: both rows side by side, or the page once they were joined."""

    def go(shell: Shell) -> None:
        from dataclasses import replace

        unit = shell.context.services.unit
        first = unit.roster.people()[1]
        other = unit.roster.add(
            replace(
                first.person, code="TT-0017", sub_unit=(LONG_PART,), position="", role="", birth_date=None
            )
        )
        if joined:
            unit.joining.join(first.key, other.key)
        shell.go(f"unit-person:{first.key}" if joined else f"unit-join:{first.key}/{other.key}")

    return go


def preview_import(shell: Shell) -> None:
    """Look over the trial's roster with an old font and a wrong row in it."""
    import xlsxwriter

    path = Path(tempfile.mkdtemp(prefix="elearn-")) / "can-bo-2026.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.merge_range(0, 0, 0, 5, "DANH SÁCH CÁN BỘ, CÔNG CHỨC NĂM 2026")
        rows = (
            ("STT", "Mã CB", "Họ và tên", "Ngày sinh", "Chức vụ", "Bộ phận"),
            (1, "CB-00001", "NguyÔn ThÞ ¸nh", "05/02/1980", "Chủ tịch", "Văn phòng HĐND và UBND"),
            (2, "CB-00002", "TrÇn V¨n §­îc", "31/02/1991", "Công chức", "Văn phòng HĐND và UBND"),
            (3, "CB-00003", "Lê Thị Thuỷ", "1985-12-01", "Công chức", "Phòng Kinh tế"),
        )
        for at, row in enumerate(rows, 2):
            sheet.write_row(at, 0, row)
    shell.page.read(path)  # type: ignore[union-attr]


def new_recovery_code(shell: Shell) -> None:
    """The page that is shown once."""
    from elearn.desktop.presenters.unit.setup import NewUnit

    code = "7KQ4-M2PA-B9XC-03DE-RT5V-WW81-H6NJ-ZQ2S"
    shell.page._founded(NewUnit("Ủy ban nhân dân xã Thanh Trì", "DFAD BB75 B734 8A49", code))  # type: ignore[union-attr]  # noqa: SLF001


def make_codes(shell: Shell) -> None:
    """Eight codes for a day."""
    services = shell.context.services
    services.unit.assigning.make_codes(services.library.courses()[0].id, services.clock.now().date(), 8)
    shell.page.open("")  # type: ignore[union-attr]


def open_rules(shell: Shell) -> None:
    """Unfold the first course's own rules."""
    shell.page.cards[0].open_rules.click()  # type: ignore[union-attr]


def _older_backup() -> Path:
    """A backup of before the papers were issued."""
    from elearn.services.backing_up import back_up
    from tools.pictures import make_services

    folder = Path(tempfile.mkdtemp(prefix="elearn-"))
    older = make_services(folder / "older")
    try:
        at_work(older)
        back_up(older, folder / "elearn-sao-luu-2026-11-20.zip")
    finally:
        older.close()
    return folder / "elearn-sao-luu-2026-11-20.zip"


def look_at_backup(shell: Shell) -> None:
    """A backup that holds less than there is now."""
    shell.page.look_at(_older_backup())  # type: ignore[union-attr]


def restored(services: Any) -> None:
    """A backup was restored; there is a way back."""
    from elearn.services.restoring import go_back_to

    with_papers(services)
    go_back_to(services, _older_backup())


def edit_report(shell: Shell) -> None:
    """Number, day and recipients of the report."""
    shell.page._edit_document("report")  # type: ignore[union-attr]  # noqa: SLF001


def ask_password(shell: Shell) -> None:
    """The password's dialog beside the page, not waited for."""
    from elearn.desktop.unit.password_dialog import PasswordDialog

    why = "Tệp kết quả được khóa kín cho đơn vị; cần khóa của đơn vị để mở."
    dialog = PasswordDialog(shell.context, why, shell)
    dialog.setModal(False)
    dialog.show()
