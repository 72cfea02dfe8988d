"""`library build|check|info|items|install|rollback` and `library key new`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.services import Services


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("library", help="biên soạn, kiểm tra, xem, cài thư viện bài học")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")

    def action(name: str, words: str) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = actions.add_parser(
            name, parents=[common], help=words, description=words
        )
        one.set_defaults(run=run)
        return one

    build = action("build", "biên content/ và quizzes/ thành một tệp thư viện")
    build.add_argument("--out", type=Path, metavar="TỆP", help="tệp thư viện (thường là build/library.db)")
    build.add_argument("--key", type=Path, metavar="TỆP", help="khóa riêng của nơi phát hành, để ký")
    build.add_argument("--if-stale", action="store_true", help="chỉ biên khi nguồn mới hơn tệp thư viện")
    action("check", "kiểm tra mọi quy tắc của bài và câu hỏi; mỗi lỗi một dòng tệp:dòng")
    action("info", "thư viện đang dùng có gì")
    items = action("items", "toàn bộ ngân hàng câu hỏi kèm đáp án, để rà soát; chỉ trong cây mã nguồn")
    items.add_argument("--course", metavar="MÃ", help="chỉ một khóa")
    action("install", "cài một gói nội dung; bản trước được giữ lại").add_argument(
        "file", type=Path, metavar="TỆP"
    )
    action("rollback", "quay về bản nội dung trước")
    key = actions.add_parser("key", help="khóa của nơi phát hành nội dung")
    keys = key.add_subparsers(dest="key_action", required=True, metavar="VIỆC")
    words = "tạo một cặp khóa; phần riêng ghi vào tệp, phần công khai in ra để thêm vào publishers.toml"
    new = keys.add_parser("new", parents=[common], help=words, description=words)
    new.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp giữ khóa riêng, chưa có sẵn")
    new.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command; 0 when done, 1 where the sources have faults. Raises Refusal."""
    return _ACTIONS[args.action](args, services)


def _source_root(services: Services) -> Path:
    if services.source_root is None:
        raise Refusal(Reason.NO_SOURCES, path="content")
    return services.source_root


def _build(args: argparse.Namespace, services: Services) -> int:
    from elearn.library.compile import build

    root = _source_root(services)
    key = None
    if args.key:
        from elearn.library.publisher_key import read_publisher_key

        key = read_publisher_key(args.key)
    out: Path = args.out or services.library_path
    if args.if_stale:
        from elearn.library.stale import is_stale

        if not is_stale(root, out):
            return 0
    services.close_library()
    build(root, out, key, leave_out_faulty=args.if_stale)  # as the window does; `check` tells of faults
    facts = {"file": str(out), "bytes": out.stat().st_size, "key_id": key.key_id if key else None}
    signed = f"ký bằng khóa {key.key_id}" if key else "bản thử, chưa ký"
    _say(args, facts, f"Đã biên thư viện {out} ({out.stat().st_size // 1024} KB, {signed}).")
    return 0


def _check(args: argparse.Namespace, services: Services) -> int:
    from elearn.library.check import check

    report = check(_source_root(services))
    if args.json:
        problems = [
            {"file": one.file, "line": one.line, "rule": one.rule, "message": one.message}
            for one in report.problems
        ]
        facts = {
            "ok": report.ok,
            "problems": problems,
            "guessers": report.guessers,
            "measures": report.measures,
        }
        print(json.dumps(facts, ensure_ascii=False))
    else:
        _tell_check(report)
    return 0 if report.ok else 1


def _tell_check(report: Any) -> None:
    for one in report.problems:
        print(one, file=sys.stderr)
    for line in report.in_words():
        print(line, file=sys.stderr)
    count = len(report.problems)
    print(f"{count} lỗi." if count else "Không có lỗi nào.", file=sys.stderr)


def _info(args: argparse.Namespace, services: Services) -> int:
    from elearn.library.report import info, info_in_words

    facts = info(services.library)
    if args.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        for line in info_in_words(facts):
            print(line, file=sys.stderr)
    return 0


def _items(args: argparse.Namespace, services: Services) -> int:
    from elearn.library.report import bank, bank_in_words

    _source_root(services)
    facts = bank(services.library, args.course)
    if args.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        for line in bank_in_words(facts):
            print(line, file=sys.stderr)
    return 0


def _install(args: argparse.Namespace, services: Services) -> int:
    from elearn.library.install import install

    done = install(args.file, services.library_path, services.folder, services.source_root)
    services.close_library()
    words = "Đã cài nội dung bản {0}. Bản trước được giữ lại; “elearn library rollback” đưa về bản trước."
    if not done.changed:
        words = "Nội dung bản {0} này đang được dùng rồi; không có gì thay đổi."
    _say(
        args,
        {"version": done.version, "changed": done.changed, "file": str(done.path)},
        words.format(done.version),
    )
    return 0


def _rollback(args: argparse.Namespace, services: Services) -> int:
    from elearn.library.install import rollback

    services.close_library()
    done = rollback(services.library_path, services.folder)
    words = f"Đã quay về nội dung bản {done.version}. Kết quả học vẫn còn nguyên."
    _say(args, {"version": done.version, "changed": done.changed, "file": str(done.path)}, words)
    return 0


def _key(args: argparse.Namespace, _services: Services) -> int:
    from elearn.credentials import base64url
    from elearn.library.publisher_key import new_publisher_key

    key = new_publisher_key(args.out)
    public = base64url.encode(key.public)
    words = (
        f"Đã tạo khóa {key.key_id}. Khóa riêng ở {args.out}: cất kỹ, không đưa vào kho mã nguồn.\n"
        f'Thêm vào content/publishers.toml:\n\n[[publisher]]\nname = "…"\nkey = "{public}"'
    )
    _say(args, {"file": str(args.out), "key_id": key.key_id, "public": public}, words)
    return 0


def _say(args: argparse.Namespace, facts: dict[str, Any], words: str) -> None:
    if args.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print(words, file=sys.stderr)


_ACTIONS: dict[str, Callable[[argparse.Namespace, Services], int]] = {
    "build": _build,
    "check": _check,
    "info": _info,
    "items": _items,
    "install": _install,
    "rollback": _rollback,
    "key": _key,
}
