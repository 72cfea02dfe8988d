"""`unit …`: the head's whole way on the command line, over a trial that a class of learners left behind."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from elearn.records.store import open_records
from elearn.services.trial.make import Order, Trial, make
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.old_fonts import in_abc
from tests.build.rosters import ROWS, write_xlsx

Told = Callable[..., tuple[int, Any, str]]
LEARNERS = 12
COURSE = "luat-an-ninh-mang"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> tuple[Path, Trial]:
    """Twelve learners and their unit."""
    folder = tmp_path_factory.mktemp("trial") / "thu"
    return folder, make(Order(folder, 5, library_file, A_TUESDAY), LEARNERS, with_unit=True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder that has no unit yet."""
    return tmp_path / "head"


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEARN_UNIT_PASSWORD", "trial")


def init(told: Told, data: Path, *more: str | Path, as_json: bool = True) -> tuple[int, Any, str]:
    return told(
        "unit", "init", "--name", "UBND xã An Bình Đông", "--place", "An Bình Đông", "--signer", "Trần Khải",
        "--role", "Chủ tịch", "--data", data, *(["--json"] if as_json else []), *more,
    )  # fmt: skip


def test_the_whole_way(made: tuple[Path, Trial], told: Told, tmp_path: Path) -> None:
    trial, out = made[0], tmp_path / "out"
    unit = ("--data", trial / "unit", "--json")

    status, intake, _ = told("unit", "intake", trial / "results", *unit)
    assert status == 0
    assert intake["read"] == made[1].results == len(list((trial / "results").glob("*.kqht")))
    assert intake["read"] == sum(intake[name] for name in ("new", "updated", "known")) + len(
        intake["conflicts"]
    ) + len(intake["refused"])
    assert {Path(one["file"]).name.split("_")[0] for one in intake["refused"]} == {
        "tampered-bi-sua",
        "truncated-bi-cut",
    }
    assert all(one["reason"] for one in intake["refused"])
    status, again, _ = told("unit", "intake", trial / "results", *unit)
    assert (status, again["new"], again["updated"]) == (0, 0, 0)
    assert again["known"] + len(again["refused"]) == again["read"]

    status, whole, _ = told("unit", "status", *unit)
    assert status == 0
    people = {one["code"] for one in whole["people"]}
    assert len(people) == LEARNERS + 3 == whole["totals"]["people"]
    states = {one["state"] for one in whole["people"]}
    assert states == {"done", "under_way", "not_begun"}
    for one in whole["people"]:
        assert set(one) == {"code", "name", "sub_unit", "course", "state", "late", "best", "completed_on"}
        assert one["best"] is None or 0 <= one["best"] <= 1
        assert (one["state"] == "done") == (one["completed_on"] is not None)
    assert any(one["late"] for one in whole["people"])
    assert all(set(one) == {"id", "answers", "facility", "discrimination"} for one in whole["items"])
    assert all(one["facility"] is None for one in whole["items"] if one["answers"] < 20)
    status, only, _ = told("unit", "status", "--course", COURSE, *unit)
    assert {one["course"] for one in only["people"]} == {COURSE}

    for form in ("xlsx", "csv", "pdf", "docx"):
        status, facts, _ = told("unit", "list", "--format", form, "--out", out / f"list.{form}", *unit)
        assert (status, facts) == (0, {"rows": len(whole["people"])})
    with (out / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(row[0].isdigit() for row in csv.reader(file) if row) == len(whole["people"])

    done = sum(one["state"] == "done" for one in whole["people"])
    papers = ("unit", "certificates", "--out", out / "papers", "--combined", out / "all.pdf", *unit)
    status, issued, _ = told(*papers)
    assert (status, issued["issued"], issued["already"], len(issued["files"])) == (0, done, 0, done)
    assert (out / "all.pdf").exists()
    status, issued, _ = told(*papers)
    assert (issued["issued"], issued["already"], len(issued["files"])) == (0, done, done)

    status, key, _ = told("unit", "key", "export", "--out", out / "don-vi.khoa", *unit)
    assert (status, key["file"]) == (0, str(out / "don-vi.khoa"))
    paper = issued["files"][0]
    status, verdict, _ = told(
        "certificate", "verify", paper, "--key", out / "don-vi.khoa", "--data", tmp_path / "pc", "--json"
    )
    assert (status, verdict["status"], verdict["key_id"]) == (0, "valid", key["key_id"])
    assert told("certificate", "verify", paper, *unit)[0] == 0  # the unit knows its own key
    assert told("certificate", "verify", paper, "--data", tmp_path / "pc", "--json")[0] == 1


def test_set_up_once_and_a_sheet_to_print(told: Told, data: Path, tmp_path: Path) -> None:
    status, facts, _ = init(told, data, "--recovery-sheet", tmp_path / "phieu.pdf")
    assert (status, facts["unit"], len(facts["recovery_code"])) == (0, "UBND xã An Bình Đông", 39)
    assert (tmp_path / "phieu.pdf").read_bytes().startswith(b"%PDF")
    status, _, words = init(told, data)
    assert status == 2
    assert "đã thiết lập đơn vị" in words


def test_a_sheet_that_cannot_be_written_costs_no_code(told: Told, data: Path, tmp_path: Path) -> None:
    """It is shown once, and the unit is set up by then."""
    (tmp_path / "file").write_bytes(b"")
    status, facts, words = init(told, data, "--recovery-sheet", tmp_path / "file" / "phieu.pdf")
    assert (status, len(facts["recovery_code"])) == (1, 39)
    assert "Chưa ghi được phiếu khôi phục" in words
    assert told("unit", "status", "--data", data)[0] == 0
    words = init(
        told, tmp_path / "other", "--recovery-sheet", tmp_path / "file" / "phieu.pdf", as_json=False
    )[2]
    assert "Chưa ghi được phiếu khôi phục" in words
    assert "hãy chép ra giấy" in words


def test_a_roster_dry_then_taken_then_one_with_a_fault(told: Told, data: Path, tmp_path: Path) -> None:
    init(told, data)
    file = write_xlsx(tmp_path / "danh-sach.xlsx")
    where = ("--data", data, "--json")
    expected = {"people": 3, "added": 3, "changed": 0, "left": 0, "repaired": 0, "problems": []}
    assert told("unit", "roster", file, "--dry-run", *where)[:2] == (0, expected)
    assert told("unit", "roster", file, *where)[:2] == (0, expected)
    assert told("unit", "roster", file, *where)[1]["added"] == 0
    faulty = write_xlsx(tmp_path / "sai.xlsx", [*ROWS, (4, "CB001", "Người Khác", "", "", "")])
    status, facts, words = told("unit", "roster", faulty, *where)
    assert (status, facts["added"], [one["row"] for one in facts["problems"]]) == (1, 0, [8])
    assert "CB001" in facts["problems"][0]["message"]
    status, _, words = told("unit", "roster", faulty, "--data", data)
    assert (status, "Chưa nhập gì" in words) == (1, True)


def test_repaired_are_people_whose_names_were(told: Told, data: Path, tmp_path: Path) -> None:
    init(told, data)
    rows = [
        (1, "001", in_abc("Nguyễn Thị Hường"), "1/2/1980", in_abc("Chuyên viên"), in_abc("Văn phòng")),
        (2, "002", in_abc("Đỗ Văn Tấn"), "1/2/1980", "", ""),
        (3, 3, "Lan Anh", "1/2/1980", in_abc("Chuyên viên"), ""),  # the code's zeros were lost
    ]
    file = write_xlsx(tmp_path / "a.xlsx", rows)
    status, facts, _ = told("unit", "roster", file, "--dry-run", "--data", data, "--json")
    assert (status, facts["people"], facts["repaired"]) == (0, 3, 2)
    words = told("unit", "roster", file, "--data", data)[2]
    assert "sửa họ tên của 2 người" in words
    assert "“3” → “003”" in words


def test_assign_by_a_rules_file(told: Told, data: Path, tmp_path: Path) -> None:
    init(told, data)
    told("unit", "roster", write_xlsx(tmp_path / "danh-sach.xlsx"), "--data", data)
    rules = tmp_path / "quy-dinh.toml"
    rules.write_text(f"[courses.{COURSE}]\nattempts = 2\n[extra_time]\nCB002 = 50\n", encoding="utf-8")
    words = ("unit", "assign", "--courses", COURSE, "--deadline", "2026-12-31", "--out", tmp_path / "a.giao")
    status, facts, _ = told(*words, "--rules", rules, "--data", data, "--json")
    assert (status, facts["sequence"], facts["courses"]) == (0, 1, {COURSE: 3})
    assert (tmp_path / "a.giao").exists()
    for odd, said in (
        (["--courses", "khong-co", "--deadline", "2026-12-31"], "khong-co"),
        (["--courses", COURSE, "--deadline", "31/12"], "31/12"),
        (["--courses", COURSE, "--deadline", "20261231"], "20261231"),
        (["--courses", COURSE, "--deadline", "2026-W53-4"], "2026-W53-4"),
    ):
        status, _, said_words = told("unit", "assign", *odd, "--out", tmp_path / "b.giao", "--data", data)
        assert (status, said in said_words) == (2, True)
    past = ("--courses", COURSE, "--deadline", "2020-12-31", "--out", tmp_path / "c.giao")
    status, _, said_words = told("unit", "assign", *past, "--data", data)
    assert (status, "Hãy xem lại ngày hạn" in said_words) == (0, True)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("unit", "status"), id="status"),
        pytest.param(("unit", "intake", "."), id="intake"),
        pytest.param(("unit", "list", "--format", "csv", "--out", "x.csv"), id="list"),
    ],
)
def test_without_a_unit_each_says_so_and_makes_nothing(
    told: Told, data: Path, words: tuple[str, ...]
) -> None:
    status, out, said = told(*words, "--data", data)
    assert (status, out) == (2, "")
    assert "chưa thiết lập đơn vị" in said
    assert not (data / "unit.db").exists()


def test_the_password_from_a_file_or_the_environment_and_never_an_argument(
    told: Told, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(told, data)
    monkeypatch.delenv("ELEARN_UNIT_PASSWORD")
    key = ("unit", "key", "export", "--out", tmp_path / "k.khoa", "--data", data)
    status, _, words = told(*key)
    assert (status, "--password-file" in words) == (2, True)
    file = tmp_path / "password.txt"
    file.write_text("sai mật khẩu\n", encoding="utf-8")
    status, _, words = told(*key, "--password-file", file)
    assert (status, "chưa đúng" in words) == (2, True)
    file.write_bytes("trial\r\n".encode("utf-8-sig"))
    assert told(*key, "--password-file", file)[0] == 0
    file.write_text("trial\r\n", encoding="utf-16")  # as PowerShell's `>` writes it
    assert told(*key, "--password-file", file)[0] == 0
    assert told(*key, "--password", "trial")[0] == 2


def test_a_list_with_number_day_and_recipients(told: Told, data: Path, tmp_path: Path) -> None:
    init(told, data)
    told("unit", "roster", write_xlsx(tmp_path / "danh-sach.xlsx"), "--data", data)
    words = ("unit", "list", "--format", "docx", "--out", tmp_path / "ds.docx", "--data", data, "--json")
    own = (
        "--number",
        "15/DS-UBND",
        "--date",
        "2026-12-02",
        "--recipients",
        "Như trên; Lưu: VT",
        "--recipients",
        "VHXH",
    )
    assert told(*words, *own)[:2] == (0, {"rows": 3})
    with zipfile.ZipFile(tmp_path / "ds.docx") as archive:
        text = archive.read("word/document.xml").decode()
    for part in ("Số: 15/DS-UBND", "ngày 02 tháng 12 năm 2026", "- Như trên;", "- Lưu: VT;", "- VHXH."):
        assert part in text
    assert told(*words)[0] == 0
    with zipfile.ZipFile(tmp_path / "ds.docx") as archive:  # nothing of it was remembered
        text = archive.read("word/document.xml").decode()
    assert "- Lưu: VT." in text and "15/DS" not in text
    for odd, said in (
        (["--number", "mười"], "mười"),
        (["--date", "2/12"], "2/12"),
        (["--recipients", ";".join(["Nơi"] * 13)], "12 dòng"),
    ):
        status, _, err = told(*words, *odd)
        assert (status, said in err) == (2, True), err


def test_all_files_refused_is_found_wanting(told: Told, data: Path, tmp_path: Path) -> None:
    init(told, data)
    bad = tmp_path / "x.kqht"
    bad.write_text("không phải")
    status, facts, _ = told("unit", "intake", bad, "--data", data, "--json")
    assert (status, facts["read"], len(facts["refused"])) == (1, 1, 1)


def test_a_trial_has_what_is_to_be_tried(made: tuple[Path, Trial]) -> None:
    trial, counted = made
    assert {"people", "results", "certificates", "unit", "roster.xlsx", "unit.giao"} == {
        one.name for one in trial.iterdir()
    }
    assert counted.learners == LEARNERS
    people = sorted(one.name for one in (trial / "people").iterdir())
    assert people == [f"CB-{number:05d}" for number in range(1, LEARNERS + 1)]
    first, second = trial / "people" / "CB-00007", trial / "people" / "CB-00007" / "may-2"
    codes = []
    for folder in (first, second):
        records = open_records(folder, FakeClock())
        codes += [one.details.staff_code for one in records.people.list()]
        records.close()
    assert codes == ["CB-00007", "CB-00007"]


def test_a_double_click_on_an_assignment_takes_it_in(
    made: tuple[Path, Trial], told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    status, out, words = told(made[0] / "unit.giao", "--data", tmp_path / "pc")
    assert (status, out) == (0, "")
    assert "Đã nhận phần giao học số 1" in words
    broken = tmp_path / "hong.giao"
    broken.write_text("x")
    status, _, words = told(broken, "--data", tmp_path / "pc")
    assert (status, "không phải tệp giao học" in words) == (2, True)


def test_without_a_unit_nobody_is_asked_for_a_password(
    told: Told, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ELEARN_UNIT_PASSWORD")
    for words in (
        ["intake", tmp_path],
        ["certificates", "--out", tmp_path],
        ["key", "export", "--out", tmp_path],
    ):
        status, out, err = told("unit", *words, "--data", data)
        assert (status, out) == (2, "")
        assert "chưa thiết lập đơn vị" in err


def test_columns_are_told_in_words_and_a_file_too_large_by_its_limit(
    told: Told, data: Path, tmp_path: Path
) -> None:
    init(told, data)
    _, _, err = told("unit", "roster", write_xlsx(tmp_path / "ds.xlsx"), "--dry-run", "--data", data)
    assert "cột B “Mã CB”: mã cán bộ" in err
    large = tmp_path / "lon.kqht"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    status, taken, _ = told("unit", "intake", large, "--data", data, "--json")
    assert status == 1
    assert "lớn hơn 64 MB" in taken["refused"][0]["reason"]
