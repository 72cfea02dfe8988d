"""`doctor`: whether the installation is in order, one line a check, each with what to do."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.cli import COMMANDS
from elearn.services.doctor import Check, Found, examine
from elearn.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from elearn.desktop.walk import Step
    from elearn.services import Services

NAMES = {
    "library": "Thư viện bài học",
    "update": "Gói nội dung",
    "records": "Dữ liệu học tập",
    "unit": "Dữ liệu đơn vị",
    "fonts": "Phông chữ",
    "write": "Quyền ghi",
    "clock": "Đồng hồ",
}
WAY = {
    "profile": "Lập hồ sơ",
    "lesson": "Mở bài",
    "practice": "Luyện tập",
    "exam": "Thi và nộp bài",
    "certificate": "Giấy xác nhận",
    "result": "Tệp kết quả",
}
# What was found, and what to do ("" where nothing is).
WORDS: dict[Found, tuple[str, str]] = {
    Found.LIBRARY_SIGNED: (
        "Bản {version}, {courses} khóa, nội dung đúng đến {valid_as_of}, đã ký bằng khóa tin cậy {key_id}.",
        "",
    ),
    Found.LIBRARY_TRIAL: (
        "Bản {version}, {courses} khóa, nội dung đúng đến {valid_as_of}; bản thử trong cây mã nguồn, chưa ký.",
        "",
    ),
    Found.LIBRARY_UNSIGNED: (
        "Bản {version}, {courses} khóa, nội dung đúng đến {valid_as_of}; bản thử, chưa ký. Vẫn học được.",
        "Hãy cài gói nội dung có chữ ký của nơi phát hành: elearn library install TỆP.",
    ),
    Found.LIBRARY_UNTRUSTED: (
        "Bản {version} được ký bằng khóa lạ {key_id}.",
        "Hãy lấy lại gói nội dung từ nơi phát hành, hoặc quay về bản trước: elearn library rollback.",
    ),
    Found.UPDATE_PASSED_OVER: (
        "Gói đã cài {path} bị hỏng hoặc đã mất nên được bỏ qua; đang dùng bản {version}. Vẫn học được.",
        "Hãy cài lại gói ấy từ nơi phát hành: elearn library install TỆP.",
    ),
    Found.UPDATE_NEWER: (
        "Gói đã cài {path} dành cho bản elearn mới hơn nên được bỏ qua; đang dùng bản {version}. Vẫn học được.",
        "Hãy cập nhật chương trình.",
    ),
    Found.RECORDS_SOUND: ("Nguyên vẹn: {people} người học, {attempts} lượt làm bài. {backup_words}", ""),
    Found.RECORDS_NONE_YET: ("Chưa có dữ liệu; sẽ được tạo trong {folder} khi có người học đầu tiên.", ""),
    Found.RECORDS_CHANGED: (
        "Nhật ký học của {broken} người có dòng bị sửa hoặc bị xóa từ bên ngoài: đơn vị sẽ không nhận tệp kết quả.",
        "Hãy báo người phụ trách của đơn vị; nếu có bản sao lưu làm trước đó: elearn backup restore TỆP.",
    ),
    Found.RECORDS_REFUSED_BACKUP: (
        "Tệp {path} bị hỏng hoặc đã mất; tệp được giữ nguyên. Có bản sao lưu tốt ngày {backup}.",
        "Hãy mở elearn và chọn quay về bản sao lưu đó, hoặc dùng lệnh: elearn backup restore TỆP.",
    ),
    Found.UNIT_SOUND: (
        "“{name}” nguyên vẹn: {people} người, {certificates} giấy đã cấp, khóa {key_id} đọc được. {backup_words}",
        "",
    ),
    Found.UNIT_UNFINISHED: ("Đơn vị chưa thiết lập xong; mở mục Đơn vị để làm tiếp.", ""),
    Found.UNIT_NEWER: (
        "Tệp {path} do bản elearn mới hơn ({found}) tạo ra; chưa có gì bị thay đổi.",
        "Hãy cài bản {found} trở lên.",
    ),
    Found.UNIT_DAMAGED: (
        "Tệp {path} bị hỏng hoặc đã mất; tệp được giữ nguyên. Không có bản sao lưu hằng ngày nào còn tốt.",
        "Hãy dùng bản sao lưu đã cất ở nơi khác, nếu có: elearn backup restore TỆP; rồi nhận lại các tệp kết quả.",
    ),
    Found.UNIT_DAMAGED_BACKUP: (
        "Tệp {path} bị hỏng hoặc đã mất; tệp được giữ nguyên. Có bản sao lưu tốt ngày {backup}.",
        'Hãy quay về bản sao lưu ấy: elearn backup restore "{file}".',
    ),
    Found.UNIT_KEYS_UNREADABLE: (
        "Không đọc được khóa của đơn vị trong {path}: chưa ký được giấy, chưa mở được tệp kết quả. Dữ liệu khác còn nguyên.",
        "Hãy dùng bản sao lưu đã cất ở nơi khác, nếu có: elearn backup restore TỆP.",
    ),
    Found.UNIT_KEYS_BACKUP: (
        "Không đọc được khóa của đơn vị trong {path}: chưa ký được giấy, chưa mở được tệp kết quả.",
        'Hãy quay về bản sao lưu ngày {backup}: elearn backup restore "{file}". Dữ liệu hiện có được cất riêng.',
    ),
    Found.FONTS_THERE: ("Giấy và danh sách in bằng phông {family}, đủ chữ tiếng Việt.", ""),
    Found.FONTS_MISSING: (
        "Không thấy phông chữ đi kèm chương trình.",
        "Hãy cài lại chương trình; kết quả học không bị ảnh hưởng.",
    ),
    Found.WRITABLE: ("Ghi được vào {folder}; ổ đĩa còn trống {free_mb} MB.", ""),
    Found.LITTLE_ROOM: (
        "Ghi được, nhưng ổ đĩa {drive} chỉ còn trống {free_mb} MB.",
        "Hãy xóa bớt tệp không cần trên ổ đĩa {drive}.",
    ),
    Found.CLOCK_RIGHT: ("Máy đang ở {now}.", ""),
    Found.CLOCK_BEHIND: (
        "Máy đang ở {now}, trước ngày {known} là ngày đã biết. Giờ của kết quả sẽ ghi sai.",
        "Hãy chỉnh lại ngày giờ của máy; nếu hay bị lùi, hãy thay pin trên bo mạch chủ.",
    ),
}


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    words = COMMANDS["doctor"]
    parser = subparsers.add_parser("doctor", parents=[common], help=words, description=words)
    parser.add_argument(
        "--walk",
        action="store_true",
        help="thử cả đường học trong cửa sổ thật, với một người học thử; dùng thư mục tạm, hoặc thư mục ghi ở --data",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command; 0 where everything is in order, else 1."""
    if args.walk:
        return _walk(args)
    found = examine(services)
    ok = all(check.ok for check in found)
    if args.json:
        rows = [as_json(check) for check in found]
        print(json.dumps({"ok": ok, "checks": rows}, ensure_ascii=False))
    else:
        for check in found:
            message, fix = in_words(check)
            sign = "đạt " if check.ok else "CHƯA"
            print(f"[{sign}] {NAMES[check.id]}: {' '.join(filter(None, (message, fix)))}", file=sys.stderr)
    return 0 if ok else 1


def _walk(args: argparse.Namespace) -> int:
    """Go a learner's way by ourselves; 0 where it leads to its end. Raises Refusal."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        steps = _walked(args.data or Path(folder) / "du-lieu", Path(folder))
    rows = [
        {
            "id": step.id,
            "ok": step.ok,
            "message": sentence(step.refusal) if step.refusal else step.seen,
            "fix": None if step.ok else "Hãy cài lại chương trình rồi thử lại.",
        }
        for step in steps
    ]
    ok = all(step.ok for step in steps)
    if args.json:
        print(json.dumps({"ok": ok, "checks": rows}, ensure_ascii=False))
    else:
        for row in rows:
            print(
                f"[{'đạt ' if row['ok'] else 'CHƯA'}] {WAY[str(row['id'])]}: {row['message']}",
                file=sys.stderr,
            )
    return 0 if ok else 1


def _walked(data: Path, out: Path) -> list[Step]:
    from elearn.cli import make_services
    from elearn.cli.window import of_the_window
    from elearn.errors import Reason, Refusal
    from elearn.services.trial.answers import right

    if (data / "records.db").exists():
        raise Refusal(Reason.FOLDER_NOT_EMPTY, path=str(data))
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no screen is needed, and none disturbed
    walk = of_the_window(_walk_function)
    services = make_services(data)
    try:
        return walk(services, right, out)
    finally:
        services.close()


def _walk_function() -> Callable[..., list[Step]]:
    from elearn.desktop.walk import walk

    return walk


def as_json(check: Check) -> dict[str, str | bool | None]:
    """A check in the form that others rely on; `fix` is null where nothing is to be done."""
    message, fix = in_words(check)
    return {"id": check.id, "ok": check.ok, "message": message, "fix": fix or None}


def in_words(check: Check) -> tuple[str, str]:
    """What a check found, and what to do ("" where nothing is)."""
    if check.refusal is not None:
        message, _, fix = sentence(check.refusal).rpartition(" Hãy ")  # what to do stands last in a sentence
        return (message, f"Hãy {fix}") if message else (fix, "Hãy nhờ người quản trị máy xem giúp.")
    facts = {name: _word(value) for name, value in check.facts.items()}
    backup = facts.get("backup")
    facts["backup_words"] = f"Bản sao lưu mới nhất: {backup}." if backup else "Chưa có bản sao lưu nào."
    message, fix = (words.format_map(facts) for words in WORDS[check.found])
    return message, fix


def _word(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%H:%M ngày %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
