"""A profile moves, is shown whole, or goes for good."""

import json
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.certificate import StoredCertificate
from elearn.records import packing
from elearn.records.store import Records, open_records
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.people import details
from tests.build.sittings import begin_exam, begin_practice, right_response, whole_exam


@pytest.fixture
def full(records: Records) -> str:
    """A learner with something in every table."""
    subject = records.people.create(
        details("Đặng Thị Hiếm-Có", staff_code="CB-77", birth_date=date(1990, 5, 1))
    ).subject
    records.people.set_pin(subject, "2468")
    records.reading.add_time(subject, "luat/bi-mat", 1, 400, 1.0, 6)
    records.marks.add(subject, "luat/bi-mat", "a", "note", 1, 5, "ghi chú hiếm có")
    whole_exam(records, subject)
    begin_practice(records, subject)
    exam = begin_exam(records, subject, seed=9)
    records.attempts.answer(exam.id, 0, right_response(exam.slots[0].item), spent_ms=5000)
    records.certificates.add(
        StoredCertificate(
            "TH-9", subject, "luat", date(2026, 11, 24), "Giấy", b"%PDF\x00\xff", "j.w.s", {"a": 1}
        )
    )
    records.settings.set_for(subject, "text_size", 150)
    records.exports.handed_in(subject, 1, "a.kqht", A_TUESDAY, "h")
    return subject


@pytest.fixture
def elsewhere(tmp_path: Path, clock: FakeClock):  # type: ignore[no-untyped-def]
    """Another PC."""
    opened = open_records(tmp_path / "elsewhere", clock)
    yield opened
    opened.close()


def test_a_profile_moves_with_everything(records: Records, full: str, elsewhere: Records) -> None:
    person = elsewhere.people.unpack(records.people.pack(full))
    assert person == records.people.get(full)
    elsewhere.people.check_pin(full, "2468")
    assert elsewhere.reading.states(full) == records.reading.states(full)
    assert elsewhere.marks.list(full) == records.marks.list(full)
    assert elsewhere.attempts.history(full) == records.attempts.history(full)
    assert elsewhere.attempts.open_exam(full) == records.attempts.open_exam(full)
    assert elsewhere.certificates.list(full) == records.certificates.list(full)
    assert elsewhere.settings.get_for(full, "text_size") == 150
    assert elsewhere.events.verify(full)
    chain = elsewhere.events.chain(full)
    assert chain[:-1] == records.events.chain(full)
    assert chain[-1].kind == "profile_moved_here"
    assert elsewhere.exports.next_sequence(full) == 1  # numbers belong to the device


def test_a_longer_history_is_never_overwritten(records: Records, full: str, elsewhere: Records) -> None:
    early = records.people.pack(full)
    elsewhere.people.unpack(early)
    for stays in (records, elsewhere):
        with pytest.raises(Refusal) as refused:
            stays.people.unpack(early)
        assert refused.value.reason is Reason.PROFILE_ALREADY_HERE
    elsewhere.reading.save_position(full, "luat/moi", "a", 0.0)
    elsewhere.exports.handed_in(full, 1, "x.kqht", A_TUESDAY, "h")
    back = elsewhere.people.pack(full)
    records.people.unpack(back)  # it goes on from what is here
    assert set(records.reading.states(full)) == {"luat/bi-mat", "luat/moi"}
    assert records.exports.next_sequence(full) == 2  # this device's own
    assert records.events.verify(full)
    elsewhere.events.append(full, "tested")  # from here on the two go apart
    with pytest.raises(Refusal):
        records.people.unpack(elsewhere.people.pack(full))


def test_a_taken_staff_code_is_said_and_a_local_one_gives_way(
    records: Records, full: str, thuy: str, elsewhere: Records
) -> None:
    elsewhere.people.create(details("Người khác", staff_code="cb 77".replace(" ", "-")))
    with pytest.raises(Refusal) as refused:
        elsewhere.people.unpack(records.people.pack(full))
    assert refused.value.reason is Reason.CODE_TAKEN
    assert len(elsewhere.people.list()) == 1
    elsewhere.people.create(details("Người nữa"))
    assert elsewhere.people.unpack(records.people.pack(thuy)).details.staff_code == "M-0002"


def _repacked(content: bytes, change) -> bytes:  # type: ignore[no-untyped-def]
    import hashlib

    whole = json.loads(zlib.decompress(content[len(packing.MAGIC) + 65 :]))
    change(whole)
    body = zlib.compress(json.dumps(whole).encode())
    return packing.MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda w: w["tables"]["event"][3].update(body="{}"), id="an event changed"),
        pytest.param(lambda w: w["tables"]["event"].pop(2), id="an event left out"),
        pytest.param(lambda w: w["tables"]["attempt"][0].update(state="hacked"), id="an unknown state"),
        pytest.param(lambda w: w["tables"]["attempt_slot"][0].update(item="{}"), id="no item"),
        pytest.param(lambda w: w["tables"]["attempt_slot"].pop(0), id="a paper with gaps"),
        pytest.param(
            lambda w: w["tables"]["attempt_slot"][0].update(response='{"chosen":1}'), id="no response"
        ),
        pytest.param(lambda w: w["tables"]["certificate"][0].update(pdf="///"), id="no base64"),
        pytest.param(lambda w: w["tables"]["certificate"][0].update(pdf=7), id="no text"),
        pytest.param(lambda w: w["tables"]["mark"][0].update(subject="f" * 32), id="somebody else's row"),
        pytest.param(lambda w: w["tables"]["mark"][0].update(start=2**70), id="a number too large"),
        pytest.param(lambda w: w["tables"]["mark"][0].update(start="x"), id="a word for a number"),
        pytest.param(
            lambda w: w["tables"]["mark"][0].update({"x) values (1); --": 1}), id="a column of its own"
        ),
        pytest.param(lambda w: w["tables"].update(key=[{"name": "installation"}]), id="a table of its own"),
        pytest.param(lambda w: w["tables"]["person"][0].update(name=""), id="no name"),
        pytest.param(lambda w: w["tables"]["person"][0].update(created_at="hôm qua"), id="no date"),
        pytest.param(lambda w: w["tables"].update(person=[]), id="nobody"),
        pytest.param(lambda w: w.update(subject="../../x"), id="no subject"),
        pytest.param(lambda w: w.pop("tables"), id="no tables"),
    ],
)
def test_a_profile_file_that_was_tampered_with_is_refused_whole(
    records: Records, full: str, elsewhere: Records, change
) -> None:  # type: ignore[no-untyped-def]
    content = _repacked(records.people.pack(full), change)
    with pytest.raises(Refusal) as refused:
        elsewhere.people.unpack(content)
    assert refused.value.reason is Reason.PROFILE_FILE_UNREADABLE
    assert elsewhere.people.list() == []
    assert elsewhere.people.unpack(records.people.pack(full)).subject == full


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda tail: packing.MAGIC + tail))
def test_any_other_file_is_refused(elsewhere: Records, content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        elsewhere.people.unpack(content)
    assert refused.value.reason is Reason.PROFILE_FILE_UNREADABLE


def test_a_profile_file_is_measured_before_it_is_opened(
    records: Records, full: str, elsewhere: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = records.people.pack(full)
    for limit in ("LARGEST_FILE", "LARGEST_CONTENT"):
        with monkeypatch.context() as smaller:
            smaller.setattr(packing, limit, 500)
            with pytest.raises(Refusal):
                elsewhere.people.unpack(content)
    newer = _repacked(content, lambda whole: whole.update(version=2))
    with pytest.raises(Refusal) as refused:
        elsewhere.people.unpack(newer)
    assert refused.value.reason is Reason.RECORDS_NEWER


def test_everything_of_a_person_in_one_readable_file(records: Records, full: str) -> None:
    whole = records.people.readable_export(full)
    text = json.dumps(whole, ensure_ascii=False)
    assert whole["người học"]["họ và tên"] == "Đặng Thị Hiếm-Có"
    lengths = {heading: len(rows) for heading, rows in whole.items() if isinstance(rows, list)}
    assert lengths == {
        "lượt làm bài": 3,
        "bài đã mở": 1,
        "đánh dấu và ghi chú": 1,
        "giấy xác nhận": 1,
        "thiết lập": 1,
        "tệp kết quả đã nộp": 1,
        "nhật ký": len(records.events.chain(full)),
    }
    answers = [answer for attempt in whole["lượt làm bài"] for answer in attempt["các câu"]]
    assert all(answer["câu hỏi"] for answer in answers)
    assert all(bool(answer["đã trả lời"]) == bool(answer["lúc"]) for answer in answers)
    assert "ghi chú hiếm có" in text
    assert "argon2" not in text
    with pytest.raises(Refusal):
        records.people.readable_export("nobody")


def test_an_erased_person_leaves_not_a_byte_in_the_folder(
    records: Records, full: str, thuy: str, folder: Path, clock: FakeClock, tmp_path: Path
) -> None:
    records.backup.make(clock.now())
    records.backup.create(tmp_path / "b.db")
    records.backup.restore(tmp_path / "b.db")  # leaves a file that was set aside
    found = [path for path in folder.rglob("*") if path.is_file() and "Hiếm-Có".encode() in path.read_bytes()]
    assert len(found) >= 2
    assert records.people.erase(full) == []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for trace in ("Hiếm-Có".encode(), "ghi chú hiếm có".encode(), full.encode(), b"CB-77"):
                assert trace not in content, path
    assert [person.subject for person in records.people.list()] == [thuy]
    assert records.full_check()
    with pytest.raises(Refusal):
        records.people.erase(full)


def test_a_damaged_file_that_still_holds_the_person_is_named(
    records: Records, full: str, folder: Path
) -> None:
    (folder / "records-damaged-20261101-080000.db").write_bytes(b"garbage" * 99)
    assert [path.name for path in records.people.erase(full)] == ["records-damaged-20261101-080000.db"]


def test_the_units_backups_are_no_business_of_a_learner_who_is_erased(
    records: Records, thuy: str, folder: Path
) -> None:
    """They hold nothing of the learners' records, and are not told as files that could not be cleaned."""
    (folder / "backups").mkdir()
    of_the_unit = folder / "backups" / "unit-2026-11-24.db"
    of_the_unit.write_bytes(b"of the unit")
    (folder / ".restore-abc").mkdir()
    (folder / ".restore-abc" / "records.db").write_bytes(b"of a restore that was broken off")
    assert records.people.erase(thuy) == []
    assert of_the_unit.read_bytes() == b"of the unit"
    assert not (folder / ".restore-abc").exists()
