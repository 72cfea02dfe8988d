"""`elearn FILE`, as a double click starts it: `.giao` is taken in, `.kqht` is led to the unit; the window opens."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.cli import Options
    from elearn.services import Services

ASSIGNMENT, RESULT = ".giao", ".kqht"


def opened_files(words: Sequence[str]) -> str:
    """Of which kind the files are that a start names: one assignment, or results; "" for a command line."""
    endings = {word[-5:].lower() for word in words}
    if endings == {RESULT}:
        return RESULT
    return ASSIGNMENT if len(words) == 1 and endings == {ASSIGNMENT} else ""


def open_files(words: Sequence[str], options: Options) -> int:
    """Take files in as far as that goes without a window, then open it or bring it to the front.

    The exit status is the window's; without a screen 0, or 2 where a file could not be used. What became of the
    files is told in the window; where the program has a console, there as well. Raises Refusal.
    """
    from elearn.cli import make_services
    from elearn.cli.window import open_window

    paths = [Path(word).absolute() for word in words]
    services = make_services(options.data)
    try:
        is_assignment = opened_files(words) == ASSIGNMENT
        refused = _take_assignment(paths[0], services) if is_assignment else _lead_results(paths, services)
    finally:
        services.close()
    try:
        return open_window(options)
    except Refusal as refusal:
        if refusal.reason is not Reason.NO_DISPLAY:
            raise
        return 2 if refused else 0


def _take_assignment(path: Path, services: Services) -> bool:
    """Take an assignment file in; whether it was refused. What was there before stays then."""
    from elearn.wording import sentence

    try:
        taken = services.assignment.take(path)
    except Refusal as refusal:
        _say(sentence(refusal), services)
        return True
    words = f"Phần giao học số {taken.sequence} của “{taken.unit}” đang được dùng rồi; không có gì thay đổi."
    if taken.is_new:
        words = f"Đã nhận phần giao học số {taken.sequence} của “{taken.unit}”: {taken.courses} khóa."
    _say(words, services)
    return False


def _lead_results(paths: Sequence[Path], services: Services) -> bool:
    """Have the window take result files in where there is a unit; else say what they are. Whether none is of use."""
    from elearn.records.settings import TO_TAKE_IN
    from elearn.wording import sentence

    if not services.unit.is_set_up:
        _say(" ".join(_what_it_is(path) for path in paths[:3]), services)
        return True
    try:
        services.records.settings.set(TO_TAKE_IN, [str(path) for path in paths])
    except Refusal as refusal:
        _say(sentence(refusal), services)
        return True
    return False


def _what_it_is(path: Path) -> str:
    from elearn.machine.files import read_whole
    from elearn.unit.result_file import LARGEST, unseal
    from elearn.wording import sentence

    whose = ""
    try:
        text = read_whole(path, LARGEST * 2).decode("ascii", "replace")
        whose = f" của {unseal(text, path=path.name).result.who.name}"
    except Refusal as refusal:
        if refusal.reason is not Reason.RESULT_FILE_SEALED:
            return sentence(refusal)
    return (
        f"Tệp {path.name} là tệp kết quả học tập{whose}, để nộp cho đơn vị. Máy này chưa thiết lập đơn vị nên không "
        "nhận; tệp giữ nguyên. Hãy gửi tệp cho người phụ trách tập huấn của đơn vị."
    )


def _say(words: str, services: Services) -> None:
    """In the window as soon as it can; on the console; in a box where there is neither."""
    from elearn.cli import tell
    from elearn.records.settings import TO_SAY

    kept = False
    with suppress(Refusal):  # where the folder cannot be written the window says so itself
        services.records.settings.set(TO_SAY, words)
        kept = True
    if sys.stderr is not None or not kept:
        tell(words)
