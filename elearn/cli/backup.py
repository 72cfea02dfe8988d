"""`backup create FILE` and `backup restore FILE`: all records of a data folder in one file, and back."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.records.backup import Counts
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
    if args.action == "create":
        counts = services.records.backup.create(args.file)
        words = "Đã sao lưu vào {file}: {people} người học, {attempts} lượt làm bài, {events} sự kiện."
    else:
        counts = _restore(args.file, services)
        words = "Đã khôi phục từ {file}: {people} người học, {attempts} lượt làm bài, {events} sự kiện."
    facts = {"people": counts.people, "attempts": counts.attempts, "events": counts.events}
    if args.json:
        print(json.dumps(facts))
    else:
        print(words.format(file=args.file, **facts), file=sys.stderr)
    return 0


def _restore(file: Path, services: Services) -> Counts:
    from elearn.records.store import restore_into

    if not (services.folder / "records.db").exists():
        return restore_into(services.folder, file, services.clock)
    try:
        records = services.records
    except Refusal as refusal:
        if refusal.reason is not Reason.RECORDS_DAMAGED:
            raise
        return restore_into(services.folder, file, services.clock)
    return records.backup.restore(file)
