"""Reading one source file: a plain file of the tree, of a sensible size, in UTF-8. Anything else is a fault."""

from __future__ import annotations

import stat
from pathlib import Path

from elearn.library.problems import Problems

LARGEST = 4 * 1024 * 1024  # bytes


def read_bytes(path: Path, file: str, problems: Problems, largest: int = LARGEST) -> bytes | None:
    """What the file holds; None, and a fault, where it may not be a source."""
    why = why_no_source(path, file) or _why_too_large(path, largest)
    if not why:
        try:
            return path.read_bytes()
        except OSError:
            why = "không đọc được tệp này"
    problems.add(file, 1, "file", why)
    return None


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """The file's text without a byte order mark; None, and a fault on its line, where it is no UTF-8."""
    content = read_bytes(path, file, problems)
    if content is None:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.add(file, line, "file", "tệp phải được lưu bằng mã UTF-8; chữ ở dòng này thuộc bảng mã khác")
        return None


def why_no_source(path: Path, file: str) -> str:
    """Why a name below the source root is no file of the tree ("content/…"); "" where it is one."""
    try:
        kind = path.stat().st_mode
        tree = path.parents[file.count("/") - 1].resolve()  # content/ or quizzes/, wherever that lies
        if not path.resolve().is_relative_to(tree):
            return "tệp này là đường nối ra ngoài cây nguồn; hãy chép tệp thật vào"
    except FileNotFoundError:
        return "không có tệp này, hoặc đường nối chỉ tới chỗ không có"
    except (OSError, RuntimeError):  # a link that leads to itself, a folder that may not be looked into
        return "không đọc được tệp này"
    return "" if stat.S_ISREG(kind) else "đây không phải một tệp"


def _why_too_large(path: Path, largest: int) -> str:
    size = path.stat().st_size
    return f"tệp lớn hơn {largest // 1024**2} MB" if size > largest else ""
