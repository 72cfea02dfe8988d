"""Taking result files in: once, in any order, whole; conflicts wait; one step takes it back."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Refusal
from elearn.learning.intake import Doubt, Outcome, Settled
from elearn.learning.roster import RosterPerson
from elearn.records.database import FILE_NAME
from elearn.services.unit import UnitService
from elearn.services.unit.intake import opened
from elearn.unit.result_file import unseal
from tests.build.clock import FLAT_BATTERY, FakeClock
from tests.build.items import COURSE
from tests.build.offices import PEOPLE, Office, Pc, keys_of, library

THUY = ("Nguyễn Thị Thuỷ", COURSE)
ROOT = Path(__file__).parents[2]


def outcomes(office: Office, *paths: Path) -> list[str]:
    return [one.outcome.value for one in office.unit.intake.take(paths).files]


@pytest.fixture
def busy(office: Office) -> Office:
    """Four people, one course for everybody."""
    office.people()
    office.assign()
    return office


def giao_of(office: Office) -> Path:
    return next((office.folder / "out").glob("*.giao"))


def test_a_result_is_new_then_known_then_goes_on(busy: Office) -> None:
    pc = busy.pc(giao=giao_of(busy))
    thuy = pc.person()
    pc.sit(thuy, right=1)
    first = pc.hand_in(thuy)
    assert outcomes(busy, first) == ["new"]
    assert busy.stands()[THUY] == ("under_way", 0.25)
    assert outcomes(busy, first, busy.folder / "results") == ["known"]
    pc.sit(thuy, seed=8)
    second = pc.hand_in(thuy)
    assert outcomes(busy, busy.folder / "results") == ["known", "updated"]
    assert busy.stands()[THUY] == ("done", 1.0)
    assert outcomes(busy, first, second) == ["known", "known"]
    summary = busy.unit.intake.take([second])
    assert (summary.read, summary.new, summary.updated, summary.known) == (1, 0, 0, 1)
    assert not summary.conflicts
    assert not summary.refused


def test_an_older_file_is_said_to_be_older(busy: Office) -> None:
    pc = busy.pc()
    thuy = pc.person()
    pc.sit(thuy)
    first = pc.hand_in(thuy)
    pc.sit(thuy, seed=8)
    later = pc.hand_in(thuy)
    assert outcomes(busy, later) == ["new"]
    (file,) = busy.unit.intake.take([first]).files
    assert (file.outcome, file.older) == (Outcome.KNOWN, True)


def test_two_devices_of_one_person_count_together(busy: Office) -> None:
    for name, right in (("pc", 1), ("laptop", 4)):
        pc = busy.pc(name)
        thuy = pc.person("NGUYỄN THỊ THỦY", "cb001")
        pc.sit(thuy, right=right)
        assert outcomes(busy, pc.hand_in(thuy)) == ["new"]
    assert busy.stands()[THUY] == ("done", 1.0)
    key = busy.unit.roster.people()[0].key
    assert len(busy.unit.overview.person(key).attempts) == 2


def test_somebody_without_a_code_is_known_by_name_and_birthday(busy: Office) -> None:
    pc = busy.pc()
    duoc = pc.person("Trần Văn Được", "", birth_date=PEOPLE[3].birth_date)
    pc.sit(duoc)
    assert outcomes(busy, pc.hand_in(duoc)) == ["new"]
    assert busy.stands()["Trần Văn Được", COURSE] == ("done", 1.0)


# What is refused


def test_files_that_are_none_are_refused_with_their_reasons_and_left_alone(busy: Office) -> None:
    pc = busy.pc(giao=giao_of(busy))
    thuy = pc.person()
    pc.sit(thuy)
    good = pc.hand_in(thuy)
    text = good.read_text()
    folder = good.parent
    (folder / "cut.kqht").write_text(text[:900])
    (folder / "empty.kqht").write_bytes(b"")
    (folder / "foreign.kqht").write_bytes(b"\xff\xfe" * 300)
    (folder / "tampered.kqht").write_text(text[:-9] + ("A" if text[-9] != "A" else "B") + text[-8:])
    (folder / "note.txt").write_text("không phải tệp kết quả")
    (folder / "doubled.KQHT").write_text(text)
    before = {file: file.read_bytes() for file in folder.iterdir()}
    summary = busy.unit.intake.take([folder, folder / "note.txt"])
    refused = {one.file_name: one.reason for one in summary.refused}
    assert set(refused) == {"cut.kqht", "empty.kqht", "foreign.kqht", "tampered.kqht", "note.txt"}
    assert set(refused.values()) == {"RESULT_FILE_UNREADABLE"}
    assert (summary.new, summary.known, summary.read) == (1, 1, 7)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
    kept = busy.unit.intake.last()
    assert kept is not None
    assert kept.files == summary.files
    assert kept.ended_at is not None


@pytest.mark.skipif(sys.platform != "linux", reason="names there are text")
def test_a_name_whose_bytes_are_no_text_stops_nothing(busy: Office) -> None:
    """A stick that was written on Windows and mounted without saying so."""
    pc = busy.pc(giao=giao_of(busy))
    thuy = pc.person()
    pc.sit(thuy, right=1)
    folder = busy.folder / "stick"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/k\xeat qu\xe2.kqht"
    shutil.copy(pc.hand_in(thuy), odd)
    (folder / "khac.kqht").write_text("x", encoding="ascii")
    assert sorted(outcomes(busy, folder)) == ["new", "refused"]
    last = busy.unit.intake.last()
    assert last is not None
    assert [one.file_name for one in last.files] == ["khac.kqht", "k\\udceat qu\\udce2.kqht"]
    assert outcomes(busy, Path(os.fsdecode(odd))) == ["known"]


def test_a_file_for_another_unit_and_one_of_a_newer_program(
    busy: Office, tmp_path: Path, unit_pattern: Path
) -> None:
    from elearn.credentials import sealing

    pc = busy.pc(giao=giao_of(busy))
    thuy = pc.person()
    pc.sit(thuy)
    other = sealing.seal(b"x", sealing.new_sealing_key()[1], "elearn-result+jwe")
    (tmp_path / "khac.kqht").write_text(other)
    newer = _newer(pc, thuy, busy)
    summary = busy.unit.intake.take([tmp_path / "khac.kqht", newer])
    assert [one.reason for one in summary.refused] == ["RESULT_FILE_SEALED", "RESULT_FILE_NEWER"]


def _newer(pc: Pc, subject: str, office: Office) -> Path:
    """A file as a later version writes it, signed by the same machine."""
    import json

    from elearn.credentials import base64url, envelope
    from elearn.services.installation_key import installation_key

    found = unseal(pc.hand_in(subject).read_text(), office.unit.keys.sealing_private)
    payload = json.loads(base64url.decode(found.signed.split(".")[1])) | {"version": 99, "more": []}
    path = office.folder / "newer.kqht"
    path.write_text(
        envelope.sign(json.dumps(payload).encode(), installation_key(pc.records), "elearn-result+jws")
    )
    return path


def test_what_is_not_there_stops_before_anything_is_begun(busy: Office) -> None:
    with pytest.raises(Refusal, match="FILE_NOT_FOUND"):
        busy.unit.intake.take([busy.folder / "khong-co"])
    assert busy.unit.intake.last() is None


def test_a_folder_without_rights(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise PermissionError(13, "no")

    folder = busy.folder / "share"
    folder.mkdir()
    with monkeypatch.context() as patched, pytest.raises(Refusal, match="FILE_UNREADABLE"):
        for listing in ("listdir", "scandir"):  # by which of them, Python's version decides
            patched.setattr(os, listing, refuse)
        busy.unit.intake.take([folder])


def test_a_stick_that_is_pulled_out_costs_only_what_was_not_read(busy: Office) -> None:
    files = []
    for number, who in enumerate(PEOPLE[:3]):
        pc = busy.pc(f"pc{number}")
        subject = pc.person(who.name, who.code)
        pc.sit(subject)
        files.append(pc.hand_in(subject))

    def pulled(done: int, of: int) -> None:
        if done == 1:
            shutil.rmtree(files[0].parent)

    summary = busy.unit.intake.take([files[0].parent], report=pulled)
    assert [one.outcome.value for one in summary.files] == ["new", "refused", "refused"]
    assert {one.reason for one in summary.refused} == {"FILE_NOT_FOUND"}


def test_a_clock_in_2009_is_shown_as_doubtful(busy: Office) -> None:
    clock = FakeClock(FLAT_BATTERY)
    pc = Pc(busy.folder / "old-pc", clock)
    with closing(pc.records):
        thuy = pc.person()
        pc.sit(thuy)
        assert outcomes(busy, pc.hand_in(thuy, busy.folder / "results")) == ["new"]
    (line,) = [one for one in busy.unit.overview.lines() if (one.name, one.course) == THUY]
    assert (line.state.value, line.doubtful_day) == ("done", True)
    assert line.completed_on == busy.clock.now().date()
    assert [look.kind.value for look in busy.unit.overview.second_looks()] == ["clock"]


def test_every_single_byte_that_is_changed_is_noticed(busy: Office) -> None:
    """Exhaustive over one small file, sealed and not."""
    sealing = busy.unit.keys.sealing_private
    for name, giao in (("sealed", giao_of(busy)), ("open", None)):
        pc = busy.pc(name, giao)
        thuy = pc.person()
        pc.records.reading.add_time(thuy, f"{COURSE}/tin-gia", 1, 60, 0.5, 6)
        content = pc.hand_in(thuy).read_bytes().strip()
        assert opened(Path("x"), content, sealing, b"").claim.code == "CB001"
        for place in range(len(content)):
            changed = bytes([content[place] ^ (1 + place % 127)])
            with pytest.raises(Refusal):
                opened(Path("x"), content[:place] + changed + content[place + 1 :], sealing, b"")


# Cancelled, undone, killed


def three(office: Office) -> list[Path]:
    files = []
    for number, who in enumerate(PEOPLE[:3]):
        pc = office.pc(f"pc{number}", giao_of(office))
        subject = pc.person(who.name, who.code)
        pc.sit(subject)
        files.append(pc.hand_in(subject))
    return files


def test_cancelled_in_the_middle_leaves_whole_files_alone(busy: Office) -> None:
    files = three(busy)
    told: list[tuple[int, int]] = []
    summary = busy.unit.intake.take(files, lambda done, of: told.append((done, of)), lambda: len(told) == 2)
    assert (summary.cancelled, summary.read, told) == (True, 2, [(1, 3), (2, 3)])
    assert outcomes(busy, *files) == ["known", "known", "new"]


def test_one_step_takes_an_intake_back(busy: Office) -> None:
    pc = busy.pc()
    thuy = pc.person()
    pc.sit(thuy, right=1)
    first = pc.hand_in(thuy)
    busy.unit.intake.take([first])
    before = picture(busy.unit)
    pc.sit(thuy, seed=8)
    files = [pc.hand_in(thuy), *three(busy)[1:]]
    busy.unit.intake.take(files)
    assert picture(busy.unit) != before
    busy.unit.intake.undo()
    assert picture(busy.unit) == before
    assert not busy.unit.intake.can_undo()
    with pytest.raises(Refusal, match="NOTHING_TO_UNDO"):
        busy.unit.intake.undo()
    assert outcomes(busy, first, *files) == ["known", "updated", "new", "new"]


def test_power_cut_in_the_middle_then_again_gives_the_same(busy: Office, unit_pattern: Path) -> None:
    """A real process, killed by signal 9 after its first file."""
    files = three(busy)
    whole = picture_after(busy, files)
    key = busy.folder / "sealing.key"
    key.write_bytes(busy.unit.keys.sealing_private)
    busy.unit.close()
    driver = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.intake_driver", busy.folder / "unit", key, files[0].parent],
        cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert driver.stdout is not None
    assert driver.stdout.readline().strip() == "1"
    time.sleep(0.05)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    driver.stdout.close()
    unit = busy.unit
    assert unit.records.db.row("pragma integrity_check")[0] == "ok"  # type: ignore[index]
    unit.keep_keys(keys_of(unit_pattern))
    assert len(unit.records.intakes.known_files()) >= 1
    unit.intake.take(files)
    assert picture(unit) == whole


def picture_after(office: Office, files: Sequence[Path]) -> Any:
    """What another unit would hold that took these files in without being disturbed."""
    copy = office.folder / "undisturbed"
    office.unit.records.db.shrink()
    shutil.copytree(office.folder / "unit", copy)
    unit = UnitService(copy, office.clock, library)
    unit.keep_keys(office.unit.keys)
    unit.intake.take(files)
    told = picture(unit)
    unit.close()
    return told


def picture(unit: UnitService) -> Any:
    """All that an intake may change, but for keys and times of day."""
    unit.overview.refresh()
    db = unit.records.db
    devices = db.rows("select * from device order by installation, subject")
    held = db.rows(
        "select installation, subject, digest from version join device on device.id = version.device"
        " where gone_in is null order by digest"
    )
    stands = [
        (one.person, one.course, one.state, one.best_1000, one.completed_on, one.attempts)
        for one in unit.records.standings.list()
    ]
    return (
        [(row["installation"], row["subject"], row["person"], row["doubt"]) for row in devices],
        [tuple(row) for row in held],
        sorted(stands, key=str),
    )


# Any order


@pytest.fixture(scope="module")
def many_files(tmp_path_factory: pytest.TempPathFactory, unit_pattern: Path) -> tuple[Path, list[Path]]:
    """A unit, and files of all kinds: histories that go on, one that forks, two devices, a stranger, a doubt."""
    office = Office(tmp_path_factory.mktemp("many"), unit_pattern)
    office.people()
    giao = office.assign()
    files = []
    pc = office.pc("pc", giao)
    thuy = pc.person()
    for right in (1, 2):
        pc.sit(thuy, right=right, seed=right)
        files.append(pc.hand_in(thuy))
    shutil.copytree(pc.folder, office.folder / "fork")
    fork = office.pc("fork", giao)
    office.clock.advance(minutes=3)
    for one, seed in ((pc, 3), (fork, 4)):
        one.sit(thuy, seed=seed)
        files.append(one.hand_in(thuy))
    for name, who in (("b", PEOPLE[1]), ("c", PEOPLE[1]), ("d", RosterPerson("Người Lạ", "X9"))):
        other = office.pc(name, giao)
        subject = other.person(who.name, who.code)
        other.sit(subject)
        files.append(other.hand_in(subject))
    wrong = office.pc("e", giao)
    subject = wrong.person("Không Phải Ân", "CB003")
    wrong.sit(subject)
    files.append(wrong.hand_in(subject))
    office.close()
    assert (office.folder / "pc" / FILE_NAME).exists()
    return office.folder, files


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_every_order_and_repetition_gives_the_same_end(
    many_files: tuple[Path, list[Path]],
    tmp_path_factory: pytest.TempPathFactory,
    unit_pattern: Path,
    data: Any,
) -> None:
    folder, files = many_files
    order = data.draw(st.permutations(files))
    extra = data.draw(st.lists(st.sampled_from(files), max_size=4))
    cut = data.draw(st.integers(0, len(files)))
    end = []
    for runs in ([files], [[*order[:cut], *extra], order]):
        copy = tmp_path_factory.mktemp("order") / "unit"
        shutil.copytree(folder / "unit", copy)
        unit = UnitService(copy, FakeClock(), library)
        unit.keep_keys(keys_of(unit_pattern))
        for run in runs:
            unit.intake.take(run)
        end.append(picture(unit))
        unit.close()
    assert end[0] == end[1]
    assert {row[3] for row in end[0][0]} == {None, "forked", "other_name"}


# Conflicts


def test_the_same_code_with_another_name_waits_and_is_settled_by_hand(busy: Office) -> None:
    pc = busy.pc()
    subject = pc.person("Nguyễn Văn Khác", "CB001")
    pc.sit(subject)
    summary = busy.unit.intake.take([pc.hand_in(subject)])
    assert [one.doubt for one in summary.conflicts] == [Doubt.OTHER_NAME]
    assert busy.stands()[THUY] == ("not_begun", None)
    (conflict,) = busy.unit.intake.conflicts()
    assert [one.person.name for one in conflict.candidates] == ["Nguyễn Thị Thuỷ"]
    key = conflict.held.key
    busy.unit.intake.settle(key, Settled.PERSON, conflict.candidates[0].key)
    assert busy.stands()[THUY] == ("done", 1.0)
    assert busy.unit.intake.conflicts() == []
    assert [one.settled for one in busy.unit.intake.decided()] == [Settled.PERSON]
    busy.unit.intake.settle(key, Settled.SET_ASIDE)
    assert busy.stands()[THUY] == ("not_begun", None)
    busy.unit.intake.reopen(key)
    assert len(busy.unit.intake.conflicts()) == 1


def test_a_name_without_its_code_waits(busy: Office) -> None:
    pc = busy.pc()
    subject = pc.person("Lê Văn Ân", "")
    pc.sit(subject)
    summary = busy.unit.intake.take([pc.hand_in(subject)])
    assert [one.doubt for one in summary.conflicts] == [Doubt.NO_CODE]
    (conflict,) = busy.unit.intake.conflicts()
    assert {one.person.name for one in conflict.candidates} == {"Lê Văn Ân", "Lê Văn An"}


def test_a_history_that_forks_waits_for_a_choice(busy: Office) -> None:
    pc = busy.pc()
    thuy = pc.person()
    pc.sit(thuy, right=1)
    pc.hand_in(thuy)
    pc.records.close()
    shutil.copytree(pc.folder, busy.folder / "copy")
    one, other = busy.pc("pc"), busy.pc("copy")
    busy.clock.advance(minutes=1)
    one.sit(thuy, seed=8, right=2)
    other.sit(thuy, seed=9)
    assert outcomes(busy, one.hand_in(thuy), other.hand_in(thuy)) == ["new", "conflict"]
    assert busy.stands()[THUY] == ("not_begun", None)
    (conflict,) = busy.unit.intake.conflicts()
    assert (conflict.doubt, len(conflict.held.versions)) == (Doubt.FORKED, 2)
    best = {}
    for version in conflict.held.versions:
        busy.unit.intake.choose(conflict.held.key, version.digest)
        best[version.digest] = busy.stands()[THUY]
    assert sorted(best.values()) == [("done", 1.0), ("under_way", 0.5)]
    busy.unit.intake.choose(conflict.held.key, None)
    assert busy.stands()[THUY] == ("done", 1.0)
    chosen = next(digest for digest, stands in best.items() if stands[0] == "under_way")
    busy.unit.intake.choose(conflict.held.key, chosen)
    one.sit(thuy, seed=10)
    assert outcomes(busy, one.hand_in(thuy)) == ["updated"]  # what goes on from the choice counts
    assert busy.stands()[THUY] == ("done", 1.0)


def test_results_find_somebody_who_is_listed_later(busy: Office) -> None:
    pc = busy.pc()
    subject = pc.person("Người Mới", "CB100")
    pc.sit(subject)
    assert outcomes(busy, pc.hand_in(subject)) == ["new"]
    assert [one.claim.name for one in busy.unit.intake.strangers()] == ["Người Mới"]
    member = busy.unit.roster.add(RosterPerson("Người Mới", "CB100"))
    assert busy.stands()["Người Mới", COURSE] == ("done", 1.0)
    busy.unit.roster.correct(member.key, RosterPerson("Người Mới", "CB200"))
    assert busy.stands()["Người Mới", COURSE] == ("done", 1.0)  # the earlier code still finds them
    assert busy.unit.intake.strangers() == []


def test_strangers_who_share_a_code_are_shown_together(busy: Office) -> None:
    for name in ("Người Lạ", "Người Khác"):
        pc = busy.pc(name)
        subject = pc.person(name, "X1")
        pc.sit(subject)
        busy.unit.intake.take([pc.hand_in(subject)])
    (conflict,) = busy.unit.intake.conflicts()
    assert (conflict.doubt, len(conflict.others)) == (Doubt.OTHER_NAME, 1)


def test_a_watched_folder_tells_what_is_new(busy: Office) -> None:
    files = three(busy)
    assert busy.unit.intake.new_in_watched() == []
    busy.unit.intake.watch(files[0].parent)
    assert busy.unit.intake.new_in_watched() == files
    busy.unit.intake.take(files[:2])
    assert busy.unit.intake.new_in_watched() == files[2:]
    busy.unit.intake.watch(busy.folder / "pulled out")
    assert busy.unit.intake.new_in_watched() == []


def test_what_was_signed_is_kept_as_it_came(busy: Office) -> None:
    files = three(busy)
    busy.unit.intake.take(files)
    key = busy.unit.roster.people()[0].key
    (envelope,) = busy.unit.records.devices.envelopes(key)
    assert envelope == unseal(files[0].read_text(), busy.unit.keys.sealing_private).signed
    assert hashlib.sha256(envelope.rpartition(".")[0].encode()).hexdigest() == (unseal(envelope).digest)
