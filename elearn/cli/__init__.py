"""Commands without a window, and the door to it.

A start without a command must reach the window at once: nothing here is imported before it is needed, and
of the commands only the module of the one that was named.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.services import Services

# Each is a module of this package with `register(subparsers, common)`; what it is good for in a few words.
COMMANDS: dict[str, str] = {
    "window": "mở cửa sổ học (cũng như khi không ghi lệnh nào)",
    "doctor": "kiểm tra bản cài đặt: thư viện, dữ liệu, phông chữ, quyền ghi, đồng hồ",
    "library": "biên soạn, kiểm tra, xem, cài thư viện bài học",
    "search": "tìm trong toàn bộ bài học",
    "result": "xuất tệp kết quả học tập để nộp",
    "certificate": "liệt kê, xuất hoặc kiểm tra giấy đã cấp",
    "unit": "phía đơn vị: danh sách, giao học, nhận kết quả, danh sách hoàn thành, giấy chứng nhận",
    "backup": "sao lưu hoặc khôi phục toàn bộ dữ liệu học tập",
    "trial": "tạo người học mẫu để dùng thử, kiểm thử và đo tốc độ",
    "help": "hướng dẫn dùng dòng lệnh",
}

# The last one measures what a learner's start takes.
_STARTS: tuple[list[str], ...] = ([], ["window"], ["window", "--until-painted"])


def main(argv: Sequence[str]) -> int:
    """Carry out a command line; the exit status: 0 done, 1 found wanting, 2 wrong usage or unreadable input.

    Whatever happens, a person reads a sentence and never a traceback.
    """
    _speak_utf8()
    try:
        return _carried_out(list(argv))
    except Refusal as refusal:
        from elearn.wording import sentence

        broken_off(sentence(refusal), refusal.reason.name, as_json=_asks_for_json(argv))
        return 2
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be flushed at the end goes nowhere
        return 0
    except SystemExit as end:  # --help and --version, by argparse
        return int(end.code or 0)
    except KeyboardInterrupt:
        words = "Đã dừng theo yêu cầu. Những gì đã lưu vẫn còn nguyên."
        broken_off(words, "STOPPED", as_json=_asks_for_json(argv))
        return 2


def _carried_out(argv: list[str]) -> int:
    from elearn.cli.unexpected import explained

    if argv[:1] == ["--multiprocessing-fork"]:  # a built program starts itself again for `trial`
        import multiprocessing

        multiprocessing.freeze_support()
    options, words = common_options(argv)
    return explained(lambda: _run(words, options), options)


def _run(words: list[str], options: Options) -> int:
    if words in _STARTS:  # the learner's start: no parser is built
        from elearn.cli.window import open_window

        _leave_what_is_gone()
        return open_window(options, until_painted="--until-painted" in words)
    if words and words[0].lower().endswith((".giao", ".kqht")):  # a double click
        from elearn.cli.opened_file import open_files, opened_files

        if opened_files(words):
            return open_files(words, options)
    from elearn.cli.parsing import parse

    args = parse(words, options)
    _leave_what_is_gone()
    if args.run_alone:
        return int(args.run_alone(args))
    services = make_services(args.data)
    try:
        return int(args.run(args, services))
    finally:
        services.close()


def _leave_what_is_gone() -> None:
    """Stand somewhere: libraries ask for the current folder. What was typed has been read by then."""
    if _stands_nowhere():
        os.chdir(os.path.abspath(os.sep))  # noqa: PTH100 - of a path that is absolute


def make_services(data: Path | None) -> Services:
    """The services over the data folder that a command line means."""
    from elearn.machine.clock import SystemClock
    from elearn.machine.paths import find_places
    from elearn.services import Services

    places = find_places(data)
    return Services(places.data, SystemClock(), places.library, places.source_root, portable=places.portable)


class Options:
    """What every command takes, wherever on the line it stands."""

    __slots__ = ("data", "json")

    def __init__(self) -> None:
        self.data: Path | None = None
        self.json = False


def common_options(argv: Sequence[str]) -> tuple[Options, list[str]]:
    """`--data DIR` and `--json` before or after the command, and the other words. Raises Refusal(BAD_USAGE)."""
    options, words = Options(), []
    rest = iter(argv)
    for word in rest:
        if word == "--":
            words += [word, *rest]
        elif word == "--json":
            options.json = True
        elif word == "--data" or word.startswith("--data="):
            place = word.partition("=")[2] if "=" in word else next(rest, "")
            if not place:
                raise Refusal(Reason.BAD_USAGE, detail="Sau --data cần ghi một thư mục.")
            options.data = typed_path(place)
        else:
            words.append(word)
    return options, words


def typed_path(text: str) -> Path:
    """A path as it was typed. Raises Refusal(BAD_USAGE) for none, and for one from a folder that is gone."""
    if not text:
        raise Refusal(Reason.BAD_USAGE, detail="Có chỗ cần ghi một đường dẫn mà đang để trống.")
    path = Path(text)
    if not path.is_absolute() and _stands_nowhere():
        raise Refusal(
            Reason.BAD_USAGE,
            detail=f"Thư mục đang đứng không còn nữa, nên không biết “{text}” ở đâu. Hãy ghi đường dẫn đầy đủ.",
        )
    return path


def _stands_nowhere() -> bool:
    """Whether the folder that the program was started in has been removed."""
    try:
        os.getcwd()  # noqa: PTH109 - a question of microseconds at every start
    except FileNotFoundError:
        return True
    return False


def _asks_for_json(argv: Sequence[str]) -> bool:
    """Also where the rest of the line cannot be read."""
    words = list(argv)
    return "--json" in words[: words.index("--") if "--" in words else None]


def broken_off(words: str, reason: str, *, as_json: bool) -> None:
    """Say why a command was not carried out: a program that asked for JSON reads it, too, instead of nothing."""
    tell(words)
    if as_json and sys.stdout is not None:
        import json
        from contextlib import suppress

        with suppress(OSError):  # standard output may be what was in the way
            print(json.dumps({"error": reason.lower(), "message": words}, ensure_ascii=False), flush=True)


def tell(text: str) -> None:
    """Say something to a person: on standard error, or in a box where a program without a console has none."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "elearn", 0x40)


def _speak_utf8() -> None:
    """UTF-8 whatever the console's code page; a name that is no text is shown, not a reason to stop."""
    stream: Any
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
