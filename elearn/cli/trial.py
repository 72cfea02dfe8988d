"""`trial DIR --learners N [--seed S] [--no-unit]`: learners to try the program out with."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.cli import COMMANDS
from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.services import Services


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    words = COMMANDS["trial"]
    parser = subparsers.add_parser(
        "trial",
        parents=[common],
        help=words,
        description=f"{words}.\nTrong DIR: people/<mã>/ là thư mục dữ liệu của từng người, results/ là tệp kết quả,\n"
        "certificates/ là giấy đã cấp. Xem một người: elearn --data DIR/people/<mã>;\n"
        "máy thứ hai của vài người ở DIR/people/<mã>/may-2.\n"
        "Trừ khi có --no-unit: roster.xlsx, unit.giao và thư mục dữ liệu unit/ của đơn vị (mật khẩu: trial).",
    )
    parser.add_argument("dir", type=Path, metavar="DIR", help="thư mục mới, hoặc còn trống")
    parser.add_argument("--learners", type=int, required=True, metavar="N", help="số người học")
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help="cùng một số thì ra cùng những người học (mặc định 1)",
    )
    parser.add_argument("--no-unit", action="store_true", help="chỉ tạo người học, không tạo đơn vị")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command; 0 when it was done. Raises Refusal."""
    if args.learners < 1:
        raise Refusal(Reason.BAD_USAGE, detail="Số người học (--learners) phải từ 1 trở lên.")
    from elearn.services.trial.make import Order, make

    library = services.library
    order = Order(args.dir.absolute(), args.seed, library.path, services.clock.now())
    report = _report if sys.stderr and sys.stderr.isatty() else lambda _: None
    trial = make(order, args.learners, report=report, with_unit=not args.no_unit)
    facts = {"learners": trial.learners, "results": trial.results, "certificates": trial.certificates}
    if args.json:
        print(json.dumps(facts))
    else:
        print(
            "Đã tạo {learners} người học, {results} tệp kết quả, {certificates} giấy xác nhận trong {folder}.".format(
                folder=order.folder, **facts
            ),
            file=sys.stderr,
        )
    return 0


def _report(done: int) -> None:
    print(f"\rĐã tạo {done} người học…", end="", file=sys.stderr, flush=True)
