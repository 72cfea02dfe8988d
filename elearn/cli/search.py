"""`search TEXT [--limit N]`: full-text search over every lesson."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elearn.services import Services

USUAL_LIMIT = 20
_MARKS = str.maketrans({"\u0002": "«", "\u0003": "»"})
_NO_MARKS = str.maketrans({"\u0002": None, "\u0003": None})


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    words = "tìm trong toàn bộ bài học; gõ có dấu hay không dấu đều được"
    parser = subparsers.add_parser("search", parents=[common], help=words, description=words)
    parser.add_argument("text", metavar="CHỮ", nargs="+", help="các chữ cần tìm")
    parser.add_argument(
        "--limit", type=_positive, default=USUAL_LIMIT, metavar="N", help=f"nhiều nhất N chỗ ({USUAL_LIMIT})"
    )
    parser.set_defaults(run=run)


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError("cần một số từ 1 đến 10000")
    return number


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command. Raises Refusal."""
    text = " ".join(args.text)
    hits = services.library.search(text, args.limit)
    if args.json:
        rows = [
            {
                "course": hit.course,
                "lesson": hit.lesson,
                "heading": hit.heading,
                "snippet": hit.snippet.translate(_NO_MARKS),
                "anchor": hit.anchor,
            }
            for hit in hits
        ]
        print(json.dumps({"hits": rows}, ensure_ascii=False))
        return 0
    for hit in hits:
        print(f"{hit.lesson_title} – {hit.heading}\n    {hit.snippet.translate(_MARKS)}", file=sys.stderr)
    if not hits:
        print(f"Không tìm thấy “{text}”.", file=sys.stderr)
    return 0
