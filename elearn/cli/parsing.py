"""The command line's parser, in Vietnamese; only the named command's module is imported."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from elearn import __version__
from elearn.cli import COMMANDS, Options, typed_path
from elearn.errors import Reason, Refusal

# argparse's English, as far as a command line can cause it.
_SENTENCES = (
    (r"the following arguments are required: (.+)", "thiếu {0}"),
    (r"unrecognized arguments: (.+)", "có phần không hiểu được: {0}"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        "{0}: không có {1}; hãy chọn một trong {2}",
    ),
    (r"argument (.+?): invalid (?:int|_?\w+) value: (.+)", "{0}: không dùng được giá trị {1}"),
    (r"argument (.+?): expected one argument", "sau {0} cần một giá trị"),
    (r"argument (.+?): expected at least one argument", "sau {0} cần ít nhất một giá trị"),
    (r"argument (.+?): expected (\d+) arguments?", "sau {0} cần {1} giá trị"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} không đi cùng {1}"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} không nhận giá trị {1}"),
    (r"ambiguous option: (.+?) could match (.+)", "{0} có thể là {1}; hãy ghi đủ"),
    (r"one of the arguments (.+) is required", "cần một trong {0}"),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)


class Words(argparse.RawDescriptionHelpFormatter):
    """Help with Vietnamese headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """As argparse, with our word for "usage"."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese and refuses instead of ending the process."""

    def __init__(self, **how: Any) -> None:
        with_help = how.pop("add_help", True)
        how.setdefault("formatter_class", Words)
        super().__init__(**how, add_help=False, allow_abbrev=False)
        self.register("type", Path, typed_path)
        self._positionals.title = "Đối số"
        self._optionals.title = "Tùy chọn"
        if with_help:
            self.add_argument("-h", "--help", action="help", help="hiện phần hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Raise Refusal(BAD_USAGE) with a Vietnamese sentence."""
        raise Refusal(
            Reason.BAD_USAGE, detail=f"Lệnh chưa đúng: {in_vietnamese(message)}. Xem “{self.prog} --help”."
        )


def in_vietnamese(message: str) -> str:
    """What argparse found wrong, in Vietnamese; what it quotes stays as it was typed."""
    for pattern, words in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return message


def parse(words: list[str], options: Options) -> argparse.Namespace:
    """The command with its own arguments, `data` and `json`. Raises Refusal(BAD_USAGE); SystemExit for --help."""
    parser = parser_for(words[0])
    args = parser.parse_args(words)
    args.data, args.json = options.data, options.json
    if not hasattr(args, "run_alone"):
        args.run_alone = None
    return args


def parser_for(*commands: str) -> Parser:
    """A parser that knows these commands, and of the others that they exist."""
    parser = Parser(prog="elearn", description=overview())
    parser.add_argument("--version", action="version", version=f"elearn {__version__}", help="in số bản")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", parser_class=Parser)
    common = common_parser()
    for command in COMMANDS:
        if command in commands:
            import_module(f"elearn.cli.{command}").register(subparsers, common)
        else:
            subparsers.add_parser(command, help=COMMANDS[command])
    return parser


def common_parser() -> Parser:
    """What every command takes, for its help; `elearn.cli.common_options` has read it by then."""
    parser = Parser(add_help=False)
    parser.add_argument(
        "--data", type=Path, metavar="THƯ-MỤC", default=argparse.SUPPRESS, help="nơi lưu dữ liệu học tập"
    )
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="in kết quả dưới dạng JSON"
    )
    return parser


def overview() -> str:
    """What the program is, for the top of its help."""
    return (
        "elearn: học, thi và nhận giấy xác nhận, không cần mạng.\n"
        "Không ghi lệnh nào thì cửa sổ học mở ra. --data THƯ-MỤC (hoặc biến môi trường ELEARN_DATA) chọn nơi\n"
        "lưu dữ liệu; --json in kết quả dưới dạng JSON (lệnh không làm được: error, message). Hai tùy chọn này\n"
        "ghi trước hay sau lệnh đều được."
    )
