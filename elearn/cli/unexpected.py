"""What nobody expected: kept in the log, explained in a sentence."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elearn.cli import Options
    from elearn.errors import Refusal

_OF_THE_WORLD = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBUSY, errno.ETXTBSY,
}  # fmt: skip


def explained(work: Callable[[], int], options: Options) -> int:
    """Carry out a command; a mistake of ours is written into the log and told without a traceback.

    The exit status is that of the command, 2 where it broke off. Raises Refusal where a file or a folder that
    the system names may not be used, or its disk is full.
    """
    from elearn.errors import Refusal

    try:
        return work()
    except (Refusal, BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # the last handler: it hides nothing, it saves and explains
        from elearn.cli import broken_off

        kept = _kept(error, options.data)
        if isinstance(error, OSError) and error.errno in _OF_THE_WORLD:
            raise _refusal_for(error) from error
        broken_off(
            f"Chương trình gặp một lỗi ngoài dự kiến nên lệnh chưa làm xong ({type(error).__name__}: {error}). "
            f"Dữ liệu đã lưu vẫn còn nguyên. {kept}",
            "UNEXPECTED",
            as_json=options.json,
        )
        return 2


def _refusal_for(error: OSError) -> Refusal:
    from elearn.errors import Reason, Refusal
    from elearn.machine.files import refusal_for

    if isinstance(error.filename, str):
        return refusal_for(error, Path(error.filename2 or error.filename))
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):  # standard output leads to a file
        return Refusal(Reason.DISK_FULL, drive="nhận kết quả")
    return Refusal(Reason.NOT_WRITABLE, path="nơi nhận kết quả")


def _kept(error: Exception, data: Path | None) -> str:
    import logging

    from elearn.errors import Refusal
    from elearn.machine.log import log_path, start_log
    from elearn.machine.paths import find_places

    try:
        folder = find_places(data).data
        handler = start_log(folder)
    except Refusal:  # there is no folder for a log
        handler = None
    if handler is None:
        return "Hãy báo lại cho nơi phát hành chương trình."
    logging.getLogger("elearn.cli").critical("unexpected", exc_info=error)
    handler.flush()
    return f"Hãy gửi tệp {log_path(folder)} cho nơi phát hành chương trình."
