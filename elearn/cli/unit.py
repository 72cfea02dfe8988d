"""`unit …`: the unit head's commands. What each does stands in `unit_acts`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.cli import COMMANDS

if TYPE_CHECKING:
    from elearn.services import Services

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - as argparse names it

_PASSWORD = "tệp chứa mật khẩu khóa của đơn vị; hoặc đặt trong biến môi trường ELEARN_UNIT_PASSWORD"  # noqa: S105

_RULES = (
    "quy định riêng, TOML hoặc JSON: pass_mark, attempts, wait_hours, minutes, supervised cho mọi khóa; "
    "trong courses.MÃ: các mục ấy, roles và deadline của một khóa; trong extra_time: phần trăm thêm giờ theo mã người học"
)


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("unit", help=COMMANDS["unit"])
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    _init(actions, common)
    _roster(actions, common)
    _assign(actions, common)
    _intake(actions, common)
    status = _action(actions, common, "status", "tình hình của từng người, từng khóa, từng câu hỏi")
    _add_course(status)
    _list(actions, common)
    papers = _action(actions, common, "certificates", "cấp và ghi ra mọi giấy chứng nhận đang chờ cấp")
    papers.add_argument("--out", type=Path, required=True, metavar="THƯ-MỤC", help="nơi ghi các tệp PDF")
    papers.add_argument("--combined", type=Path, metavar="TỆP", help="ghi thêm một PDF gộp để in")
    _add_password(papers)
    key = actions.add_parser("key", help="tệp khóa của đơn vị")
    keys = key.add_subparsers(dest="key_action", required=True, metavar="VIỆC")
    export = _action(
        keys, common, "export", "ghi tệp khóa (.khoa) để nơi khác kiểm tra giấy chứng nhận", "key_export"
    )
    export.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tên tệp, hoặc thư mục")
    _add_password(export)


def _action(
    actions: Subparsers, common: argparse.ArgumentParser, name: str, words: str, act: str = ""
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, parents=[common], help=words, description=words)
    parser.set_defaults(run=_runner(act or name))
    return parser


def _runner(act: str) -> Callable[[argparse.Namespace, Services], int]:
    """What carries an act out; its module is imported when it is needed."""

    def run(args: argparse.Namespace, services: Services) -> int:
        from elearn.cli import unit_acts

        return int(getattr(unit_acts, act)(args, services))

    return run


def _init(actions: Subparsers, common: argparse.ArgumentParser) -> None:
    parser = _action(actions, common, "init", "thiết lập đơn vị và khóa của đơn vị")
    for name, words in (
        ("--name", "tên đơn vị"),
        ("--place", "nơi đặt trụ sở, in trước ngày tháng"),
        ("--signer", "họ tên người ký"),
        ("--role", "chức vụ người ký"),
    ):
        parser.add_argument(name, required=True, metavar="CHỮ", help=words)
    parser.add_argument("--above", default="", metavar="CHỮ", help="cơ quan cấp trên")
    parser.add_argument(
        "--form",
        default="",
        choices=["TM.", "KT.", "TL.", "TUQ."],
        metavar="CÁCH-KÝ",
        help="TM., KT., TL. hoặc TUQ.",
    )
    parser.add_argument("--collective", default="", metavar="CHỮ", help="tập thể mà người ký thay mặt")
    parser.add_argument("--head-role", default="", metavar="CHỮ", help="chức vụ người đứng đầu, khi ký thay")
    parser.add_argument("--recovery-sheet", type=Path, metavar="TỆP", help="ghi phiếu khôi phục (PDF) để in")
    _add_password(parser)


def _roster(actions: Subparsers, common: argparse.ArgumentParser) -> None:
    parser = _action(actions, common, "roster", "nhập danh sách người học từ XLSX, XLS hoặc CSV")
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ nhập gì, không thay đổi gì")


def _assign(actions: Subparsers, common: argparse.ArgumentParser) -> None:
    parser = _action(actions, common, "assign", "ghi tệp giao học (.giao) cho các máy")
    parser.add_argument(
        "--courses", type=_ids, required=True, metavar="MÃ[,MÃ]", help="các khóa, cách nhau bằng dấu phẩy"
    )
    parser.add_argument("--deadline", type=_day, required=True, metavar="NGÀY", help="hạn, dạng 2026-12-31")
    parser.add_argument("--rules", type=Path, metavar="TỆP", help=_RULES)
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tên tệp, hoặc thư mục")
    _add_password(parser)


def _intake(actions: Subparsers, common: argparse.ArgumentParser) -> None:
    parser = _action(actions, common, "intake", "nhận tệp kết quả: tệp, hoặc thư mục chứa tệp *.kqht")
    parser.add_argument("paths", type=Path, nargs="+", metavar="NƠI")
    _add_password(parser)


def _list(actions: Subparsers, common: argparse.ArgumentParser) -> None:
    parser = _action(actions, common, "list", "ghi danh sách hoàn thành", "completion_list")
    parser.add_argument(
        "--format",
        required=True,
        choices=["xlsx", "csv", "pdf", "docx"],
        metavar="DẠNG",
        help="xlsx, csv, pdf, docx",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tên tệp")
    _add_course(parser)
    parser.add_argument(
        "--number",
        type=_number,
        metavar="SỐ",
        help="số của văn bản, như 15 hoặc 15/DS-UBND; không ghi thì để trống cho văn thư",
    )
    parser.add_argument(
        "--date", type=_day, metavar="NGÀY", help="ngày của văn bản, dạng 2026-12-31; không ghi thì để trống"
    )
    parser.add_argument(
        "--recipients",
        action="append",
        metavar="NƠI",
        help="nơi nhận, cách nhau bằng dấu chấm phẩy hoặc ghi nhiều lần; không ghi thì như đơn vị đã đặt",
    )


def _add_course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--course", metavar="MÃ", help="chỉ một khóa")


def _add_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password-file", type=Path, metavar="TỆP", help=_PASSWORD)


def _ids(text: str) -> list[str]:
    found = [one.strip() for one in text.split(",") if one.strip()]
    if not found:
        raise argparse.ArgumentTypeError("cần ít nhất một mã khóa")
    return found


def _number(text: str) -> tuple[int | None, str]:
    from elearn.services.unit.documents import number_of

    try:
        return number_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” không phải số dạng 15 hoặc 15/DS-UBND") from error


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if text != day.isoformat():  # 20261231 and 2026-W53-4 are ISO days, too
            raise ValueError(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng 2026-12-31") from error
    return day
