"""`backup create FILE` and `backup restore FILE`: all records of a data folder in one file, and back."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.services import Services


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("backup", help="sao lưu hoặc khôi phục toàn bộ dữ liệu học tập")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    for action, words in (
        ("create", "ghi toàn bộ dữ liệu học tập vào một tệp"),
        ("restore", "đưa dữ liệu học tập về như trong tệp; dữ liệu đang có được cất riêng"),
    ):
        one = actions.add_parser(action, parents=[common], help=words, description=words)
        one.add_argument("file", type=Path, metavar="TỆP")
        one.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command; 0 when it was done. Raises Refusal."""
    from elearn.machine.files import is_folder
    from elearn.services.backing_up import back_up, restore

    if args.action == "create":
        if is_folder(args.file):
            raise Refusal(Reason.BAD_USAGE, detail=f"{args.file} là một thư mục. Hãy ghi cả tên tệp sao lưu.")
        done = back_up(services, args.file)
        words = "Đã sao lưu vào {file}: {people} người học, {attempts} lượt làm bài, {events} sự kiện."
    else:
        done = restore(services, args.file)
        words = "Đã khôi phục từ {file}: {people} người học, {attempts} lượt làm bài, {events} sự kiện."
    counts = done.counts
    facts = {"people": counts.people, "attempts": counts.attempts, "events": counts.events}
    if args.json:
        print(json.dumps(facts))
    else:
        if done.unit_alone:
            words = "Đã đưa dữ liệu của đơn vị về như trong {file}; dữ liệu học tập giữ nguyên."
        print(words.format(file=args.file, **facts), file=sys.stderr)
        if done.with_unit and not done.unit_alone:
            print("Trong tệp có cả dữ liệu của đơn vị.", file=sys.stderr)
    return 0
