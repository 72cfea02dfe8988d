"""`result export --out PATH`: the learner's result file, into a folder or under a name."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.cli.one_person import add_profile_option, one_person
from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.services import Services


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("result", help="xuất tệp kết quả học tập để nộp")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    words = "ghi tệp kết quả (.kqht) của người học vào một thư mục hoặc dưới một tên"
    export = actions.add_parser("export", parents=[common], help=words, description=words)
    export.add_argument("--out", type=Path, required=True, metavar="NƠI", help="thư mục, hoặc tên tệp")
    add_profile_option(export)
    export.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command; 0 when it was done. Raises Refusal."""
    person = one_person(services, args.profile)
    if person is None:
        raise Refusal(Reason.NOTHING_TO_HAND_IN)
    written = services.submit.export(person.subject, args.out)
    if args.json:
        facts = {"file": str(written.file), "sequence": written.sequence, "sealed": written.sealed}
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print(f"Đã ghi tệp kết quả số {written.sequence}: {written.file}", file=sys.stderr)
    return 0
