"""`elearn FILE.giao`, as a double click starts it: the file is taken in, then the window opens."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.cli import Options


def open_assignment(path: Path, options: Options) -> int:
    """Take an assignment file in and tell what became of it, then open the window; the window's exit status.

    Where the file cannot be used, what was there before stays, and the window opens all the same. Without a
    screen the file is taken in, and nothing else is done. Raises Refusal.
    """
    from elearn.cli import make_services, tell
    from elearn.cli.window import open_window
    from elearn.records.settings import TO_SAY
    from elearn.wording import sentence

    services = make_services(options.data)
    refused = False
    try:
        try:
            taken = services.assignment.take(path)
        except Refusal as refusal:
            refused = True
            words = sentence(refusal)
        else:
            words = (
                f"Đã nhận phần giao học số {taken.sequence} của “{taken.unit}”: {taken.courses} khóa."
                if taken.is_new
                else f"Phần giao học số {taken.sequence} của “{taken.unit}” đang được dùng rồi; không có gì thay đổi."
            )
        tell(words)
        with suppress(Refusal):  # where the folder cannot be written the window says so itself
            services.records.settings.set(TO_SAY, words)
    finally:
        services.close()
    try:
        return open_window(options)
    except Refusal as refusal:
        if refusal.reason is not Reason.NO_DISPLAY:
            raise
        return 2 if refused else 0
