"""People's data: what is kept is told, handed to the person, and erased so that no file holds the name."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from elearn.errors import Refusal
from elearn.exports.list_file import ListFormat
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import HandedOutKind, Training, TrainingState
from elearn.machine.log import log_path
from elearn.services.unit.data_page import KeptKind
from tests.build.items import COURSE
from tests.build.offices import Office

NAME = "Quách Thị Ẩn Dật"
FILE_NAME = "quach-thi-an-dat"


def everything(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every byte of a folder, and what is compressed in its databases, unpacked."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield path, path.read_bytes()
        if path.suffix == ".db":
            with closing(sqlite3.connect(path)) as connection:
                tables = [
                    row[0]
                    for row in connection.execute("select name from sqlite_master where type = 'table'")
                ]
                for table in tables:
                    for row in connection.execute(f"select * from {table}"):
                        for cell in row:
                            if isinstance(cell, bytes):
                                try:
                                    yield path, zlib.decompress(cell)
                                except zlib.error:
                                    yield path, cell
                            else:
                                yield path, str(cell).encode()


def found(folder: Path, name: str = NAME) -> set[str]:
    forms = [unicodedata.normalize(form, name).encode() for form in ("NFC", "NFD")]
    forms += [json.dumps(name)[1:-1].encode(), FILE_NAME.encode()]
    return {path.name for path, content in everything(folder) if any(form in content for form in forms)}


@pytest.fixture
def lived(office: Office) -> Office:
    """Somebody with everything: results, a certificate, a reprint, a note, a training, backups, logs."""
    office.people()
    key = office.unit.records.people.add(RosterPerson(NAME, "CB777", ("Kinh tế",)))
    office.assign()
    pc = office.pc()
    subject = pc.person(NAME, "CB777")
    pc.sit(subject)
    stranger = office.pc("other")
    lost = stranger.person("Quách Thị Ẩn Dật", "")  # without a code: it waits
    stranger.sit(lost)
    spoilt = pc.hand_in(subject)
    bad = spoilt.with_name(f"hong-{spoilt.name}")
    bad.write_text("x")
    office.unit.intake.take([spoilt, bad, stranger.hand_in(lost)])
    office.unit.records.backup.make()
    office.unit.register.issue_all(office.folder / "papers")
    office.unit.register.reprint(office.unit.register.entries()[0].number)
    office.unit.register.revoke(office.unit.register.entries()[0].number, f"{NAME} xin đổi")
    member = office.unit.roster.person(key)
    office.unit.roster.correct(key, member.person, note=f"Gọi {NAME} bổ sung ngày sinh")
    office.unit.overview.put_training(Training(0, key, "Phát ngôn", "Sở", TrainingState.ATTENDED))
    office.unit.lists.write_list(office.folder / "papers" / "list.csv", ListFormat.CSV)
    log_path(office.folder / "unit").parent.mkdir()
    log_path(office.folder / "unit").write_text(f"khong doc duoc {spoilt.name}\n{NAME.upper()} loi\nkhac\n")
    office.clock.advance(days=1)
    office.unit.records.backup.make()
    return office


def key_of(office: Office, name: str = NAME) -> int:
    return next(one.key for one in office.unit.roster.people() if one.person.name == name)


def test_erased_the_name_is_in_no_file(lived: Office) -> None:
    folder = lived.folder / "unit"
    key = key_of(lived)
    number = lived.unit.register.entries()[0].number
    assert {"unit.db", "unit-2026-11-24.db", "unit-2026-11-25.db", "elearn.log"} <= found(folder)
    erased = lived.unit.data.erase(key)
    assert erased.left == ()
    assert found(folder) == set()
    assert erased.needs_new_assignment
    kinds = [one.kind for one in erased.handed_out]
    assert {HandedOutKind.CERTIFICATES, HandedOutKind.LIST, HandedOutKind.ASSIGNMENT} <= set(kinds)
    (entry,) = lived.unit.register.entries()
    assert (entry.number, entry.course, entry.is_erased, entry.name, entry.why) == (
        number,
        COURSE,
        True,
        "",
        "",
    )
    assert lived.unit.lists.register_rows()[0].name == ""
    assert [papers for _, papers in lived.unit.data.erasures()] == [[number]]
    assert log_path(folder).read_text().endswith("khac\n")
    lived.unit.close()
    assert found(folder) == set()


def test_the_others_are_as_they_were(lived: Office) -> None:
    before = {name: state for name, state in lived.stands().items() if name[0] != NAME}
    lived.unit.data.erase(key_of(lived))
    assert lived.stands() == before
    assert lived.unit.records.backup.list()
    lived.unit.records.backup.restore(lived.unit.records.backup.list()[0].path)
    assert lived.stands() == before
    with pytest.raises(Refusal, match="NO_SUCH_PERSON"):
        lived.unit.data.erase(99)


def test_a_namesake_stays(lived: Office) -> None:
    lived.unit.records.people.add(RosterPerson(NAME, "CB888"))
    first = key_of(lived)
    lived.unit.data.erase(first)
    assert [one.person.code for one in lived.unit.roster.people() if one.person.name == NAME] == ["CB888"]
    assert lived.unit.intake.conflicts() or lived.unit.intake.strangers()  # may be the namesake's


def test_everything_about_a_person_in_one_file(lived: Office) -> None:
    key = key_of(lived)
    kept = {one.kind: one.count for one in lived.unit.data.kept(key)}
    assert kept[KeptKind.CERTIFICATES] == kept[KeptKind.TRAININGS] == kept[KeptKind.RESULTS] == 1
    path = lived.unit.data.export(key, lived.folder / "papers" / "du-lieu.zip")
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("du-lieu.json"))
        names = archive.namelist()
    assert told["họ và tên"] == NAME
    assert told["lượt làm bài"][0]["answers"]
    assert len([name for name in names if name.endswith(".pdf")]) == 2
    assert len([name for name in names if name.endswith(".kqht")]) == 1
    assert lived.unit.data.handed_out(key)[-1].path == str(path)
