"""A head's machine with a unit at work."""

from __future__ import annotations

from dataclasses import replace

from elearn.learning.people import PersonDetails
from tests.build.offices import PEOPLE, Office, library
from tests.desktop.stand_in import Services
from tests.desktop.test_pages import LONG


class Head:
    """A head's machine with a unit at work: four people, one long name, results, one conflict."""

    def __init__(self, tmp_path, pattern) -> None:
        self.office = office = Office(tmp_path, pattern)
        self.members = office.people(
            *PEOPLE, replace(PEOPLE[0], name=LONG, code="CB-DAI", birth_date=None, position=LONG)
        )
        giao = office.assign()
        self.results = tmp_path / "results"
        first = office.pc("pc-1", giao)
        thuy = first.person()
        first.sit(thuy)
        first.hand_in(thuy)
        second = office.pc("pc-2", giao)
        no_code = second.person("Lê Văn Ân", "")
        second.sit(no_code, right=1)
        second.hand_in(no_code)
        stranger = second.person("Hoàng Văn Lạ", "ZZ999")
        second.sit(stranger, right=2)
        second.hand_in(stranger)
        office.unit.intake.take([self.results])
        keys = office.unit.keys
        office.close()
        self.services = Services(office.folder / "unit", office.clock, library().courses())
        self.services.unit.keep_keys(keys)
        self.services.records.people.create(PersonDetails("Trần Quốc Toản", "CB-000", "UBND xã", "Chủ tịch"))

    def key(self, name: str) -> int:
        """A person's key."""
        return self.members[name].key
