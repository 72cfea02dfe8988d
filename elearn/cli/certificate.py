"""`certificate list`, `certificate export` and `certificate verify`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.cli.one_person import add_profile_option, one_person
from elearn.errors import Refusal

if TYPE_CHECKING:
    from elearn.credentials.verify import Verdict
    from elearn.learning.certificate import StoredCertificate
    from elearn.services import Services
    from elearn.services.certify import CertifyService


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("certificate", help="liệt kê, xuất hoặc kiểm tra giấy đã cấp")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    listing = _action(actions, common, "list", "liệt kê giấy đã cấp cho người học")
    add_profile_option(listing)
    export = _action(actions, common, "export", "ghi các giấy đã cấp ra một thư mục, đúng như lúc cấp")
    add_profile_option(export)
    export.add_argument("--out", type=Path, required=True, metavar="THƯ-MỤC", help="nơi ghi các tệp PDF")
    export.add_argument(
        "--with-key", action="store_true", help="ghi thêm tệp khóa (.khoa) để nơi khác kiểm tra giấy"
    )
    check = _action(actions, common, "verify", "kiểm tra một giấy: tệp PDF, hoặc tệp chữ chứa nội dung mã QR")
    check.add_argument("file", type=Path, metavar="TỆP")
    check.add_argument("--key", type=Path, metavar="TỆP", help="tệp khóa (.khoa) của nơi cấp giấy")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    name: str,
    words: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, parents=[common], help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace, services: Services) -> int:
    """Carry out the command; 0 when done, 1 where a checked paper is not valid. Raises Refusal."""
    if args.action == "verify":
        return _verify(args, services)
    person = one_person(services, args.profile)
    held = services.records.certificates.list(person.subject) if person else []
    rows = [_row(one, args.out if args.action == "export" else None, services) for one in held]
    if args.action == "export" and args.with_key:
        print(f"Đã ghi tệp khóa {services.certify.export_key(args.out)}", file=sys.stderr)
    if args.json:
        print(json.dumps({"certificates": rows}, ensure_ascii=False))
    else:
        _tell(rows)
    return 0


def _row(certificate: StoredCertificate, folder: Path | None, services: Services) -> dict[str, str]:
    """A certificate as a row; written into `folder` where one is given."""
    from elearn.services.certify import file_name_of

    file = file_name_of(certificate)
    if folder is not None:
        file = str(services.certify.export(certificate.number, folder))
    return {
        "number": certificate.number,
        "course": certificate.course,
        "issued_on": certificate.issued_on.isoformat(),
        "file": file,
    }


def _tell(rows: list[dict[str, str]]) -> None:
    if not rows:
        print("Chưa có giấy nào. Giấy được cấp khi hoàn thành bài thi của một khóa.", file=sys.stderr)
    for row in rows:
        print(f"{row['number']}  {row['course']}  {row['issued_on']}  {row['file']}", file=sys.stderr)


def _certify(services: Services) -> CertifyService:
    """Papers can be checked where nothing can be kept, by the key file alone: a stick that may only be read."""
    from elearn.services.visit import is_offered
    from elearn.wording import sentence

    try:
        return services.certify
    except Refusal as refusal:
        if not is_offered(refusal):
            raise
        words = "Giấy vẫn được kiểm tra, nhưng chỉ theo khóa trong tệp ghi sau --key."
        print(f"{sentence(refusal)} {words}", file=sys.stderr)
        services.begin_visit(refusal)
        return services.certify


def _verify(args: argparse.Namespace, services: Services) -> int:
    from elearn.wording import WHAT_CANNOT_BE_PROVED, finding_sentence

    verdict = _certify(services).verify(args.file, args.key)
    reason = finding_sentence(verdict.finding.value)
    if args.json:
        print(json.dumps(as_json(verdict, reason), ensure_ascii=False))
    else:
        print(reason, file=sys.stderr)
        for label, text in _facts(verdict):
            print(f"  {label}: {text}", file=sys.stderr)
        if verdict.valid:
            print(WHAT_CANNOT_BE_PROVED, file=sys.stderr)
    return 0 if verdict.valid else 1


def as_json(verdict: Verdict, reason: str) -> dict[str, str | bool | None]:
    """A verdict in the form that others rely on."""
    return {
        "valid": verdict.valid,
        "status": verdict.status.value,
        "number": verdict.number,
        "name": verdict.name,
        "unit": verdict.unit,
        "course": verdict.course,
        "issued_on": verdict.issued_on.isoformat() if verdict.issued_on else None,
        "issuer": verdict.issuer,
        "key_id": verdict.key_id,
        "known_as_of": verdict.known_as_of.isoformat() if verdict.known_as_of else None,
        "reason": reason,
    }


def _facts(verdict: Verdict) -> list[tuple[str, str]]:
    from elearn.credentials.keys import shown

    facts = [
        ("Số", verdict.number),
        ("Họ tên", verdict.name),
        ("Đơn vị", verdict.unit),
        ("Khóa học", verdict.fields.course_title if verdict.fields else verdict.course),
        ("Ngày cấp", f"{verdict.issued_on:%d/%m/%Y}" if verdict.issued_on else None),
        ("Nơi cấp", verdict.issuer),
        ("Khóa ký", shown(verdict.key_id) if verdict.key_id else None),
        ("Biết đến ngày", f"{verdict.known_as_of:%d/%m/%Y}" if verdict.known_as_of else None),
    ]
    return [(label, text) for label, text in facts if text]
