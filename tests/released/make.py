"""Make the files of this version that every later version must open: the learners' records and a unit.

    python -m tests.released.make

Writes tests/released/<version>/ through the real stores and services: records.db, unit.db, and beside each what it
holds. Run once per release, before the tag, and once more where a shape has grown; a folder is never made again.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from elearn import __version__
from elearn.learning.certificate import StoredCertificate
from elearn.learning.people import Person
from elearn.records import schema
from elearn.records.store import Records, open_records
from elearn.records.unit.schema import ROAD
from tests.build.assignments import assignment
from tests.build.clock import FakeClock
from tests.build.items import COURSE, of_every_type, right_response, wrong_response
from tests.build.offices import Office
from tests.build.people import details
from tests.build.sittings import begin_exam, begin_practice, whole_exam
from tests.released.plain import plain
from tests.released.unit import fill_unit, picture_of_unit

HERE = Path(__file__).parent


def fill(records: Records, clock: FakeClock) -> None:
    """Two people: one has passed, the other sits an exam that is open; something in every table."""
    thuy = records.people.create(
        details("Nguyễn Thị Thuỷ", staff_code="CB-017", birth_date=date(1988, 2, 29))
    ).subject
    an = records.people.create(details("Lê Văn An", position="Công chức Địa chính – Xây dựng")).subject
    records.people.set_pin(an, "2468")
    for subject, lessons in ((thuy, 3), (an, 1)):
        for number in range(lessons):
            clock.advance(minutes=6)
            lesson = f"{COURSE}/bai-{number + 1}"
            records.reading.save_position(subject, lesson, "lam-gi", 0.25)
            records.reading.add_time(subject, lesson, 1, 360, 1.0, 6)
    records.reading.add_time(an, f"{COURSE}/bai-2", 1, 30, 0.4, 6)
    records.marks.add(thuy, f"{COURSE}/bai-1", "lam-gi", "highlight", 12, 40)
    records.marks.add(thuy, f"{COURSE}/bai-1", "lam-gi", "note", 12, 40, "Hỏi lại chị Hà ở Phòng Văn hóa")
    records.marks.add(an, f"{COURSE}/bai-2", "mo-dau", "bookmark")
    practice = begin_practice(records, thuy, limit=9, items=of_every_type())
    for slot in practice.slots:
        answer = right_response if slot.position % 2 else wrong_response
        records.attempts.answer(practice.id, slot.position, answer(slot.item), spent_ms=4000)
    records.attempts.hand_in(practice.id, 0.8)
    whole_exam(records, thuy, right=2)
    clock.advance(days=2)
    whole_exam(records, thuy, right=4, seed=8)
    records.certificates.add(
        StoredCertificate(
            "TH-2026-0001",
            thuy,
            COURSE,
            date(2026, 11, 26),
            "Giấy xác nhận hoàn thành (tự học)",
            b"%PDF-1.7\n% stands for the issued bytes\x00\xff\n%%EOF\n",
            "eyJ.made.up",
            {"name": "Nguyễn Thị Thuỷ", "result": "4/4"},
        )
    )
    exam = begin_exam(records, an, minutes=30, seed=9)
    records.attempts.answer(exam.id, 2, right_response(exam.slots[2].item), spent_ms=60_000)
    records.attempts.flag(exam.id, 2, True)
    records.attempts.pause(exam.id, spent_ms=1500)
    records.settings.set("theme", "dark")
    records.settings.set_for(an, "text_size", 150)
    records.keys.set_installation_key(b"\x01" * 32, b"\x02" * 32)
    records.exports.handed_in(thuy, 1, "CB-017-1.kqht", clock.now(), records.events.head(thuy))
    watched = begin_exam(records, thuy, seed=11, exam_code="0123456789abcdef" * 2)
    records.attempts.hand_in(watched.id, 0.8)
    records.assignments.put(assignment(), "0123456789ABCDEF", b"\x03" * 32)
    records.trusted_keys.put("0123456789ABCDEF", "eyJ.made.up", "don-vi.khoa")
    clock.set_back()
    records.reading.save_position(an, f"{COURSE}/bai-2", "mo-dau", 0.75)
    records.seen_day.note_clock()


def picture(records: Records) -> dict[str, Any]:
    """All that can be asked of the records, as plain values that JSON keeps."""
    people = records.people.list()
    return {
        "counts": plain(records.counts()),
        "key": plain(records.keys.installation_key()),
        "theme": records.settings.get("theme"),
        "today": str(records.seen_day.today()),
        "people": {person.details.staff_code: _of(records, person) for person in people},
    }


def _of(records: Records, person: Person) -> dict[str, Any]:
    subject = person.subject
    exam = records.attempts.open_exam(subject)
    history = records.attempts.history(subject)
    return {
        "person": plain(person),
        "reading": plain(records.reading.states(subject)),
        "last": plain(records.reading.last(subject)),
        "marks": plain(records.marks.list(subject)),
        "attempts": plain(history),
        "sittings": [plain(records.attempts.sitting(one.id)) for one in history],
        "open_exam": exam.id if exam else None,
        "wrong_items": records.attempts.wrong_items(subject, COURSE),
        "certificates": plain(records.certificates.list(subject)),
        "text_size": records.settings.get_for(subject, "text_size"),
        "export": plain(records.exports.last(subject)),
        "events": plain(records.events.chain(subject)),
    }


def main() -> int:
    """Make what is missing of this version; 1 where its folder has everything."""
    target = missing_folder()
    if target is None:
        print("This version has its folders; a released folder stays as it was.", file=sys.stderr)
        return 1
    target.mkdir()
    with tempfile.TemporaryDirectory() as made:
        keep_records(Path(made) / "records", target)
        keep_unit(Path(made) / "unit", target)
    return 0


def missing_folder() -> Path | None:
    """Where this version's files are to stand, None where they do.

    `<version>`; where a shape has grown since that was made, with the number of the learners' schema, then with that
    of the unit's, too.
    """
    grown = f"{__version__}-{schema.NEWEST}"
    for name in (__version__, grown, f"{grown}-{ROAD.newest}"):
        folder = HERE / name
        if not folder.exists():
            return folder
        if _number(folder / "records.db") == schema.NEWEST and _number(folder / "unit.db") == ROAD.newest:
            return None
    return None


def _number(path: Path) -> int:
    if not path.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        return schema.schema_number(connection)


def keep_records(folder: Path, target: Path) -> None:
    """The learners' file and what it holds."""
    clock = FakeClock()
    records = open_records(folder, clock)
    fill(records, clock)
    seen = picture(records)
    records.close()
    shutil.copyfile(folder / "records.db", target / "records.db")
    _write(seen, target / "expected.json")


def keep_unit(folder: Path, target: Path) -> None:
    """The unit's file and what it holds."""
    office = Office(folder, folder / "pattern")
    fill_unit(office)
    office.reopened()
    seen = picture_of_unit(office.unit)
    office.unit.close()
    shutil.copyfile(folder / "unit" / "unit.db", target / "unit.db")
    _write(seen, target / "unit-expected.json")


def _write(seen: dict[str, Any], file: Path) -> None:
    file.write_text(json.dumps(seen, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
