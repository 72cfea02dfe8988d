"""`help [COMMAND]`: the command line in words."""

from __future__ import annotations

import argparse
import json
import re
import sys

from elearn.cli import COMMANDS
from elearn.errors import Reason, Refusal

_ALWAYS_THERE = r" ?(?:\[-h\]|\[--data THƯ-MỤC\]|\[--json\]) ?"


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    words = COMMANDS["help"]
    parser = subparsers.add_parser("help", parents=[common], help=words, description=words)
    parser.add_argument("topic", nargs="*", metavar="LỆNH", help="lệnh cần xem; để trống để xem tất cả")
    parser.set_defaults(run_alone=run)


def run(args: argparse.Namespace) -> int:
    """Print the help that was asked for; 0. Raises Refusal(BAD_USAGE) for a command that there is not."""
    from elearn.cli.parsing import parser_for

    text = _of_command(args.topic) if args.topic else everything()
    if args.json:
        print(json.dumps({"help": text, "commands": COMMANDS}, ensure_ascii=False))
    else:
        print(text or parser_for().format_help(), file=sys.stdout)
    return 0


def everything() -> str:
    """Every command with its forms, each on a line of its own."""
    from elearn.cli.parsing import overview, parser_for

    parser = parser_for(*COMMANDS)
    lines = [overview(), ""]
    for name, words in COMMANDS.items():
        lines += [f"{name}: {words}", *(f"    {form}" for form in _forms(_children(parser)[name])), ""]
    lines.append(
        "Chi tiết của một lệnh: elearn help LỆNH. Mã kết thúc: 0 là xong, 1 là kiểm tra thấy chưa đạt, 2 là"
    )
    lines.append("lệnh sai hoặc không đọc được đầu vào.")
    return "\n".join(lines)


def _of_command(words: list[str]) -> str:
    from elearn.cli.parsing import parser_for

    if words[0] not in COMMANDS:
        raise Refusal(
            Reason.BAD_USAGE, detail=f"Không có lệnh “{words[0]}”. Các lệnh: {', '.join(COMMANDS)}."
        )
    parser = _children(parser_for(words[0]))[words[0]]
    for word in words[1:]:
        if word not in _children(parser):
            raise Refusal(Reason.BAD_USAGE, detail=f"Lệnh “{words[0]}” không có việc “{word}”.")
        parser = _children(parser)[word]
    return parser.format_help()


def _children(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:  # noqa: SLF001 - argparse gives no other way to its subparsers
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            return dict(action.choices)
    return {}


def _forms(parser: argparse.ArgumentParser) -> list[str]:
    """The usage lines of a command, or of each of its actions."""
    inner = _children(parser)
    if inner:
        return [form for one in inner.values() for form in _forms(one)]
    usage = " ".join(parser.format_usage().removeprefix("Cách dùng: ").split())
    return [" ".join(part for part in re.split(_ALWAYS_THERE, usage) if part)]
