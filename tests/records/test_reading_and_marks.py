"""Reading positions, lessons read, marks, settings, certificates, result files, the key."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.learning.certificate import StoredCertificate
from elearn.learning.reading import LessonReading
from elearn.records.store import Records, open_records
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.people import details

LESSON, OTHER = "luat/bi-mat", "luat/tin-gia"


def test_the_reading_position_comes_back(records: Records, thuy: str, folder: Path, clock: FakeClock) -> None:
    assert records.reading.last(thuy) is None
    assert records.reading.state(thuy, LESSON) == LessonReading()
    records.reading.save_position(thuy, LESSON, "chuyen-o-ban", 0.25)
    records.reading.save_position(thuy, OTHER, "mo-dau", 0.0)
    clock.set_back()  # "last" is an order, no comparison of clocks
    records.reading.save_position(thuy, LESSON, "lam-gi", 0.5)
    records.close()
    again = open_records(folder, clock)
    assert again.reading.last(thuy) == (LESSON, "lam-gi")
    assert again.reading.state(thuy, LESSON).offset == 0.5
    assert set(again.reading.states(thuy)) == {LESSON, OTHER}
    again.close()


def test_a_lesson_is_read_by_reading_it_and_not_by_opening_it(records: Records, thuy: str) -> None:
    records.reading.save_position(thuy, LESSON, "a", 0.0)
    assert not records.reading.add_time(thuy, LESSON, 1, 30, 1.0, minutes=6).is_read(1)  # ran to the end
    assert not records.reading.add_time(thuy, LESSON, 1, 500, 0.4, minutes=6).is_read(2)
    state = records.reading.state(thuy, LESSON)
    assert (state.furthest, state.seconds, state.done_at) == (1.0, 530.0, A_TUESDAY)
    kinds = [event.kind for event in records.events.chain(thuy)]
    assert kinds == ["profile_created", "lesson_opened", "lesson_read"]
    records.reading.add_time(thuy, LESSON, 1, 500, 1.0, minutes=6)
    assert len(records.events.chain(thuy)) == 3


def test_time_in_an_older_wording_does_not_count_for_the_new_one(records: Records, thuy: str) -> None:
    records.reading.add_time(thuy, LESSON, 1, 400, 1.0, minutes=6)
    changed = records.reading.add_time(thuy, LESSON, 2, 20, 0.5, minutes=6)
    assert (changed.read_revision, changed.seconds, changed.furthest) == (1, 20.0, 0.5)
    assert not changed.is_read(2)
    assert records.reading.add_time(thuy, LESSON, 2, 100, 0.99, minutes=6).is_read(2)


def test_time_never_runs_backwards(records: Records, thuy: str) -> None:
    with pytest.raises(ValueError):
        records.reading.add_time(thuy, LESSON, 1, -1, 0.0, minutes=6)


def test_marks_stay_with_their_learner(records: Records, thuy: str) -> None:
    other = records.people.create(details("Lê Văn An")).subject
    bookmark = records.marks.add(thuy, LESSON, "a", "bookmark")
    note = records.marks.add(thuy, OTHER, "b", "note", 3, 12, "Hỏi lại chị Hà")
    records.marks.change_text(note.id, "Đã hỏi")
    assert [mark.text for mark in records.marks.list(thuy)] == ["", "Đã hỏi"]
    assert records.marks.list(thuy, LESSON) == [bookmark]
    assert records.marks.list(other) == []
    records.marks.remove(note.id)
    records.marks.remove(note.id)
    assert records.marks.list(thuy) == [bookmark]


def test_settings_are_kept_as_they_were_set(records: Records, thuy: str) -> None:
    assert records.settings.get("theme", "system") == "system"
    records.settings.set("window", {"size": [1366, 768], "title": "Học"})
    records.settings.set_for(thuy, "text_size", 150)
    assert records.settings.get("window") == {"size": [1366, 768], "title": "Học"}
    assert records.settings.get_for(thuy, "text_size") == 150
    assert records.settings.get_for("other", "text_size", 100) == 100
    with pytest.raises(TypeError):
        records.settings.set("bad", {1, 2})


def _certificate(subject: str, number: str = "TH-1") -> StoredCertificate:
    return StoredCertificate(
        number,
        subject,
        "luat",
        date(2026, 11, 24),
        "Giấy xác nhận",
        b"%PDF-1.7 \x00\xff",
        "a.b.c",
        {"name": "Thuỷ"},
    )


def test_a_certificate_is_handed_out_as_it_was_issued(records: Records, thuy: str) -> None:
    issued = records.certificates.add(_certificate(thuy))
    records.certificates.add(dataclasses.replace(issued, pdf=b"drawn anew", title="changed"))
    assert records.certificates.get("TH-1") == _certificate(thuy)
    assert records.certificates.list(thuy) == [issued]
    assert records.certificates.for_course(thuy, "luat") == issued
    assert records.certificates.for_course(thuy, "khac") is None
    reprint = records.certificates.add(dataclasses.replace(issued, copy=1, pdf=b"reprint"))
    assert records.certificates.copies("TH-1") == [issued, reprint]
    assert records.certificates.list(thuy) == [issued]
    with pytest.raises(Refusal) as none:
        records.certificates.get("TH-2")
    assert none.value.reason is Reason.NO_SUCH_CERTIFICATE
    assert [e.kind for e in records.events.chain(thuy)][1:] == ["certificate_issued"] * 2


def test_a_result_files_number_is_never_given_twice(records: Records, thuy: str) -> None:
    assert records.exports.last(thuy) is None
    assert records.exports.next_sequence(thuy) == 1
    records.exports.handed_in(thuy, 1, "a.kqht", A_TUESDAY, "h")
    records.exports.handed_in(thuy, 1, "b.kqht", A_TUESDAY, "h")
    assert records.exports.next_sequence(thuy) == 2
    last = records.exports.last(thuy)
    assert last is not None and (last.sequence, last.file_name) == (1, "a.kqht")


def test_the_installations_key_stays_the_first_one(records: Records) -> None:
    assert records.keys.installation_key() is None
    records.keys.set_installation_key(b"private", b"public")
    records.keys.set_installation_key(b"other", b"other")
    assert records.keys.installation_key() == b"private"
    assert records.keys.installation_public() == b"public"
