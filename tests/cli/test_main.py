"""What every command has in common: options anywhere, Vietnamese, exit status, no traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import elearn.cli
from elearn.cli import COMMANDS, common_options, main
from elearn.cli.parsing import in_vietnamese
from elearn.errors import Reason, Refusal

ROOT = Path(__file__).parents[2]
Told = Callable[..., tuple[int, Any, str]]
Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--data", "d", "--json", "backup", "create", "f"], id="before"),
        pytest.param(["backup", "create", "f", "--data", "d", "--json"], id="after"),
        pytest.param(["backup", "--json", "create", "--data=d", "f"], id="between"),
    ],
)
def test_common_options_stand_anywhere(words: list[str]) -> None:
    options, rest = common_options(words)
    assert (options.data, options.json, rest) == (Path("d"), True, ["backup", "create", "f"])


def test_after_two_dashes_everything_is_a_word() -> None:
    options, rest = common_options(["search", "--", "--json", "--data"])
    assert (options.data, options.json, rest) == (None, False, ["search", "--", "--json", "--data"])


@pytest.mark.parametrize(
    ("words", "part"),
    [
        pytest.param(["khong-co"], "không có 'khong-co'", id="no such command"),
        pytest.param(["backup"], "thiếu VIỆC", id="no action"),
        pytest.param(["backup", "lam"], "không có 'lam'", id="no such action"),
        pytest.param(["backup", "create"], "thiếu TỆP", id="no file"),
        pytest.param(["backup", "create", "f", "--la"], "không hiểu được: --la", id="unknown option"),
        pytest.param(["search", "--limit", "ba", "x"], "không dùng được giá trị 'ba'", id="no number"),
        pytest.param(["search", "--limit"], "cần một giá trị", id="no value"),
        pytest.param(["--data"], "--data cần ghi một thư mục", id="data of nothing"),
        pytest.param(["result", "export"], "thiếu --out", id="missing option"),
    ],
)
def test_wrong_usage_is_a_vietnamese_sentence_and_exit_2(words: list[str], part: str, told: Told) -> None:
    status, out, err = told(*words)
    assert (status, out) == (2, "")
    assert part in err
    assert err.count("\n") == 1
    assert not any(english in err for english in ("usage", "error", "argument ", "required"))


def test_every_english_sentence_of_argparse_that_is_translated_matches() -> None:
    assert in_vietnamese("the following arguments are required: --out") == "thiếu --out"
    assert in_vietnamese("argument --key: not allowed with argument --x") == "--key không đi cùng --x"
    assert in_vietnamese("something new") == "something new"


def test_a_refusal_is_its_sentence_and_exit_2(told: Told, data: Path) -> None:
    status, out, err = told("backup", "restore", data / "none.db", "--data", data)
    assert (status, out) == (2, "")
    assert err.startswith("Không thấy tệp ")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param(["backup", "restore", "none.db"], "file_not_found", id="refused"),
        pytest.param(["unit", "status"], "no_unit", id="nothing set up"),
        pytest.param(["khong-co"], "bad_usage", id="no such command"),
        pytest.param(["--data="], "bad_usage", id="the line itself cannot be read"),
    ],
)
def test_who_asked_for_json_reads_json_also_where_nothing_was_done(
    words: list[str], reason: str, told: Told, data: Path
) -> None:
    status, out, err = told("--data", data, *words, "--json")
    assert (status, out["error"], f"{out['message']}\n") == (2, reason, err)


def test_a_mistake_of_ours_is_json_for_who_asked_for_json(
    told: Told, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("elearn.cli.backup.run", lambda *_: {}["nothing"])
    status, out, _ = told("backup", "create", data / "b.db", "--data", data, "--json")
    assert (status, out["error"]) == (2, "unexpected")


def test_what_stands_after_two_dashes_asks_for_nothing(told: Told, data: Path) -> None:
    assert told("--data", data, "khong-co", "--", "--json")[:2] == (2, "")


def test_a_mistake_of_ours_is_explained_and_kept_in_the_log(
    told: Told, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("elearn.cli.backup.run", lambda *_: {}["nothing"])
    status, out, err = told("backup", "create", data / "b.db", "--data", data)
    log = data / "logs" / "elearn.log"
    assert (status, out) == (2, "")
    assert "lỗi ngoài dự kiến" in err
    assert str(log) in err
    assert "Traceback" not in err
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_stopped_by_the_person(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("elearn.cli.help.run", stop)
    assert told("help") == (2, "", "Đã dừng theo yêu cầu. Những gì đã lưu vẫn còn nguyên.\n")


def test_utf8_whatever_the_code_page(program: Program, data: Path) -> None:
    done = program("help", PYTHONIOENCODING="cp1258", PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, "")
    assert "mở cửa sổ học" in done.stdout


def test_who_reads_only_the_first_line_sees_no_traceback() -> None:
    pipe = f"{sys.executable} main.py help | head -1"
    done = subprocess.run(pipe, shell=True, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.startswith("elearn:")
    assert done.stderr == ""


def test_a_program_without_a_console_shows_words_in_no_place_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    if sys.platform != "win32":
        assert main(["khong-co"]) == 2


def test_only_the_named_command_is_imported(program: Program) -> None:
    script = (
        "import sys; from elearn.cli import main; main(['help', 'backup']);"
        "print(sorted(n for n in sys.modules if n.startswith('elearn.cli.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (
        done.stderr.strip()
        == "['elearn.cli.backup', 'elearn.cli.help', 'elearn.cli.parsing', 'elearn.cli.unexpected']"
    )


def test_the_door_itself_costs_nothing() -> None:
    script = (
        "import sys; before = set(sys.modules); import elearn.cli; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {
        "argparse",
        "json",
        "logging",
        "platformdirs",
        "sqlite3",
        "msgspec",
        "PySide6",
        "elearn.services",
    }
    assert not heavy & set(done.stdout.split())


def test_every_reason_can_be_said_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal whose facts are missing is still a sentence."""
    for reason in Reason:
        heard = io.StringIO()
        monkeypatch.setattr(sys, "stderr", heard)

        def refuse(_: object, reason: Reason = reason) -> int:
            raise Refusal(reason)

        monkeypatch.setattr(elearn.cli, "_carried_out", refuse)
        assert main(["help"]) == 2
        assert heard.getvalue().strip()


def test_commands_have_a_module_each() -> None:
    for command in COMMANDS:
        assert (ROOT / "elearn" / "cli" / f"{command}.py").is_file()


def test_a_folder_that_cannot_be_looked_into_is_a_sentence(told: Told, tmp_path: Path) -> None:
    """As an account without rights meets it; a name too long for the file system does the same to any account."""
    beyond = tmp_path / ("x" * 300)
    for words in (
        ["certificate", "list"], ["result", "export", "--out", tmp_path], ["unit", "status"], ["backup", "create", "b"],
    ):  # fmt: skip
        status, out, err = told(*words, "--data", beyond)
        assert (status, out) == (2, "")
        assert "Không ghi được vào" in err
        assert "ngoài dự kiến" not in err
    status, report, _ = told("doctor", "--data", beyond, "--json")
    assert (status, report["ok"]) == (1, False)
    status, _, err = told("trial", beyond, "--learners", "1")
    assert status == 2
    assert "Không ghi được vào" in err


def test_what_the_system_refuses_deep_within_is_a_sentence(
    told: Told, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from elearn.cli import search

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "/mnt/usb/a")

    monkeypatch.setattr(search, "run", full)
    status, out, err = told("search", "tin", "--data", data)
    assert (status, out) == (2, "")
    assert "đã đầy" in err
    assert "No space" not in err


@pytest.mark.parametrize(
    "words",
    [
        ["backup", "create", ""],
        ["backup", "restore", ""],
        ["library", "build", "--out", ""],
        ["library", "key", "new", "--out="],
        ["library", "install", ""],
        ["result", "export", "--out", ""],
        ["certificate", "export", "--out="],
    ],
)
def test_a_path_of_nothing_is_wrong_usage(words: list[str], told: Told, data: Path) -> None:
    status, out, err = told(*words, "--data", data)
    assert (status, out) == (2, "")
    assert "đường dẫn" in err
    assert not (data / "logs").exists()  # no mistake of ours


@pytest.mark.skipif(
    sys.platform == "win32", reason="there a folder that somebody stands in cannot be removed"
)
def test_in_a_folder_that_is_gone_commands_go_on(data: Path, tmp_path: Path) -> None:
    def typed(*words: str | Path) -> subprocess.CompletedProcess[str]:
        gone = tmp_path / "gone"
        gone.mkdir()
        script = f'cd "{gone}" && rmdir "{gone}" && exec "$@"'
        return subprocess.run(
            ["sh", "-c", script, "sh", sys.executable, str(ROOT / "main.py"), *map(str, words)],
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    done = typed("doctor", "--data", data, "--json")
    assert {one["id"]: one["ok"] for one in json.loads(done.stdout)["checks"]}["fonts"]
    assert typed("backup", "create", tmp_path / "a.db", "--data", data).returncode == 0
    for words in (["backup", "create", "a.db", "--data", data], ["doctor", "--data", "pc"]):
        done = typed(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("Thư mục đang đứng không còn nữa")
