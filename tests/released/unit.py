"""A unit with something in every table of its file, and all that can be asked of it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import Any

from elearn.errors import Refusal
from elearn.learning.intake import Settled
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Training, TrainingState
from elearn.services.unit import UnitService
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE
from tests.build.offices import PEOPLE, SETTINGS, Office
from tests.released.plain import plain

TODAY = A_TUESDAY.date()
GONE = "Phạm Thị Đã Xóa"


def fill_unit(office: Office) -> None:
    """Four people, one of them in two rows, and one who was erased; results, a conflict, certificates of every state."""
    unit = office.unit
    unit.setup.change(replace(SETTINGS, signer="Trần Quang Khải (cũ)"))
    unit.setup.change(SETTINGS)
    rows = [
        (n, one.code, one.name, one.birth_date, one.position, " / ".join(one.sub_unit))
        for n, one in enumerate(PEOPLE, 1)
    ]
    unit.roster.take(unit.roster.read(office.roster_file(rows)))
    unit.roster.rename_sub_unit(("Kinh tế",), ("Kinh tế, Hạ tầng",))
    third = unit.roster.person(_key(unit, PEOPLE[2].name))
    unit.roster.correct(third.key, replace(third.person, code="CB0031"))
    unit.roster.leave(_key(unit, "Trần Văn Được"))
    unit.roster.come_back(_key(unit, "Trần Văn Được"))
    giao = office.assign(supervised=False)
    (code,) = unit.assigning.make_codes(COURSE, TODAY, 1)
    for number, person in enumerate(PEOPLE[:3]):
        pc = office.pc(f"pc{number}", giao)
        subject = pc.person(person.name, person.code)
        if number == 0:
            pc.assigned.take(office.assign())  # which knows the code
            pc.sit(subject, right=1, exam_code=pc.assigned.redeem(COURSE, code.code))
            unit.intake.take([pc.hand_in(subject)])
        pc.sit(subject, right=4 if number < 2 else 2)
        unit.intake.take([pc.hand_in(subject)])
        pc.records.close()
    other = office.pc("la")
    nobody = other.person("Trần Văn Được", "")  # without a code: it waits for a decision
    other.sit(nobody, right=2)
    bad = office.folder / "hong.kqht"
    bad.write_text("không phải", encoding="utf-8")
    unit.intake.take([other.hand_in(nobody), bad])
    stranger = other.person("Người Lạ", "KHAC-1")
    other.sit(stranger)
    unit.intake.take([other.hand_in(stranger)])
    other.records.close()
    for held in unit.intake.strangers():
        unit.intake.settle(held.key, Settled.SET_ASIDE)
    unit.register.issue_all(office.folder / "papers")
    first, second = unit.register.entries()
    unit.register.reprint(first.number)
    unit.register.revoke(first.number, "cấp nhầm")
    unit.register.replace(second.number, "sai tên")
    unit.overview.put_training(
        Training(0, _key(unit, PEOPLE[0].name), "Phát ngôn", "Sở VH-TT", TrainingState.ATTENDED, TODAY, TODAY)
    )
    twice = unit.roster.add(RosterPerson("Lê Văn An", "CB0021", ("Văn phòng",), "Chánh Văn phòng HĐND"))
    unit.joining.join(_key(unit, PEOPLE[1].name), twice.key)
    gone = unit.roster.add(RosterPerson(GONE, "CB099"))
    unit.data.erase(gone.key)
    unit.overview.refresh()
    office.clock.set_back()
    unit.records.seen_day.note_clock()


def _key(unit: UnitService, name: str) -> int:
    return next(one.key for one in unit.roster.people(with_left=True) if one.person.name == name)


def picture_of_unit(unit: UnitService) -> dict[str, Any]:
    """All that can be asked of a unit whose keys are open, as plain values that JSON keeps."""
    people = unit.roster.people(with_left=True)
    last = unit.intake.last()
    assert last is not None
    return {
        "settings": plain(unit.setup.settings()),
        "earlier_settings": plain(unit.setup.history()),
        "key": unit.setup.key_id(),
        "people": plain(people),
        "history": {one.person.name: plain(unit.roster.history(one.key)) for one in people},
        "sub_units": plain(unit.roster.sub_units()),
        "imports": plain(unit.roster.imports()),
        "assigned": plain(unit.assigning.current()),
        "assignments": plain(unit.assigning.made()),
        "codes": plain(unit.records.assignments.codes(TODAY)),
        "intakes": [plain(unit.records.intakes.get(number)) for number in range(1, last.id + 1)],
        "waiting": plain(unit.intake.conflicts()),
        "decided": plain(unit.intake.decided()),
        "lines": plain(unit.overview.lines()),
        "items": plain(unit.overview.items()),
        "pages": {one.person.name: _page(unit, one.key) for one in people},
        "register": plain(unit.register.entries()),
        "papers": {one.number: _papers(unit, one.number) for one in unit.register.entries()},
        "trainings": plain(unit.overview.trainings()),
        "handed_out": [one.kind.value for one in unit.data.handed_out()],
        "kept": {name: many for name, many, _ in unit.records.kept()},
        "erasures": plain(unit.data.erasures()),
    }


def _page(unit: UnitService, person: int) -> Any:
    with suppress(Refusal):
        return plain(unit.overview.person(person))
    return None


def _papers(unit: UnitService, number: str) -> Any:
    entry = unit.register.entry(number)
    papers = [unit.records.register.paper(number, copy) for copy in range(entry.copies + 1)]
    return [plain(replace(one, pdf=hashlib.sha256(one.pdf).digest())) for one in papers]
