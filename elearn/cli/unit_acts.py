"""What the commands of `unit` do: each asks a service, prints, and gives the exit status."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elearn.learning.unit import StandingLine
    from elearn.services import Services
    from elearn.services.unit import UnitService
    from elearn.services.unit.roster import RosterPreview
    from elearn.unit.roster_reading import CellRepair
    from elearn.unit.status import Count

LONGEST_PASSWORD = 4096  # bytes of a file


def password_of(args: argparse.Namespace) -> str:
    """The password of the unit's key, from a file (its first line) or the environment.

    Raises Refusal UNIT_PASSWORD_MISSING, FILE_NOT_FOUND, FILE_UNREADABLE.
    """
    if args.password_file is None:
        password = os.environ.get("ELEARN_UNIT_PASSWORD", "")
    else:
        password = _first_line(args.password_file)
    if not password:
        raise Refusal(Reason.UNIT_PASSWORD_MISSING)
    return password


def _unlocked(args: argparse.Namespace, services: Services) -> UnitService:
    """The unit with its keys opened. Raises Refusal NO_UNIT, and as `password_of` and `unlock` do."""
    services.unit.records.settings.needed()  # where there is no unit, nobody is asked for its password
    services.unit.unlock(password_of(args))
    return services.unit


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_PASSWORD)
        # PowerShell's `>` writes UTF-16
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal(Reason.FILE_NOT_FOUND, path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(path)) from error
    return text.splitlines()[0] if text else ""


def _tell(args: argparse.Namespace, facts: dict[str, Any], *words: str, wanting: Iterable[str] = ()) -> None:
    """The outcome: JSON on standard output where it was asked for, else words on standard error.

    `wanting` is what the facts do not tell, and is said either way.
    """
    if args.json:
        print(json.dumps(facts, ensure_ascii=False))
    for line in (*(() if args.json else words), *wanting):
        print(line, file=sys.stderr)


def init(args: argparse.Namespace, services: Services) -> int:
    """Set the unit up; 0, or 1 where the recovery sheet could not be written. Raises Refusal."""
    from elearn.credentials.keys import shown
    from elearn.learning.unit import UnitSettings

    settings = UnitSettings(
        name=args.name,
        place=args.place,
        signer=args.signer,
        position=args.role,
        above=args.above,
        signing_form=args.form,
        collective=args.collective,
        head_position=args.head_role,
    )
    done = services.unit.setup.set_up(settings, password_of(args))
    facts = {"unit": done.settings.name, "key_id": done.key_id, "recovery_code": done.recovery_code}
    kept = f"Mã khôi phục (chỉ hiện một lần, hãy chép ra giấy và cất kỹ): {done.recovery_code}"
    unwritten = []
    if args.recovery_sheet is not None:
        try:
            services.unit.setup.write_recovery_sheet(done.recovery_code, args.recovery_sheet)
            kept = f"Phiếu khôi phục: {args.recovery_sheet}. Hãy in ra, cất kỹ rồi xóa tệp này."
        except Refusal:  # the unit is there, and its code is shown this once alone
            unwritten.append(
                f"Chưa ghi được phiếu khôi phục vào {args.recovery_sheet}. Hãy chép mã khôi phục ra giấy."
            )
    _tell(
        args,
        facts,
        f"Đã thiết lập đơn vị “{done.settings.name}”. Khóa của đơn vị: {shown(done.key_id)}.",
        kept,
        wanting=unwritten,
    )
    return 1 if unwritten else 0


def roster(args: argparse.Namespace, services: Services) -> int:
    """Import a roster, or say what would be; 0 when every row was taken, 1 when nothing was. Raises Refusal."""
    from elearn.wording import fault_sentence

    preview = services.unit.roster.read(args.file)
    problems = [
        {"row": fault.row, "message": fault_sentence(fault.fault.value, fault.facts)}
        for fault in preview.reading.faults
    ]
    if preview.can_be_taken and not args.dry_run:
        services.unit.roster.take(preview)
    plan, taken = preview.plan, preview.can_be_taken
    facts = {
        "people": len(preview.reading.entries),
        "added": len(plan.added) if taken else 0,
        "changed": len(plan.changed) if taken else 0,
        "left": len(plan.left) if taken else 0,
        "repaired": len({one.row for one in preview.reading.repairs if _is_repaired_name(one)}),
        "problems": problems,
    }
    _tell(args, facts, *_roster_words(preview, facts, dry_run=args.dry_run))
    return 0 if taken else 1


def _is_repaired_name(one: CellRepair) -> bool:
    return one.field.value == "name" and one.before != one.after


def _roster_words(preview: RosterPreview, facts: dict[str, Any], *, dry_run: bool) -> list[str]:
    from elearn.wording import ROSTER_FIELDS

    for_columns = [
        f"  cột {one.letter} “{one.heading}”: {ROSTER_FIELDS[one.field.value]}"
        for one in preview.reading.columns
        if one.field
    ]
    repaired = [
        f"  hàng {one.row}: “{one.before}” → “{one.after}”{' (hãy xem lại)' if one.doubtful else ''}"
        for one in preview.reading.repairs
    ]
    if not preview.can_be_taken:
        rows = [f"  hàng {one['row']}: {one['message']}" for one in facts["problems"]]
        return ["Chưa nhập gì, vì có hàng cần sửa:", *rows]
    done = "Sẽ nhập" if dry_run else "Đã nhập"
    total = "{people} người: thêm {added}, đổi {changed}, rời đơn vị {left}; sửa họ tên của {repaired} người.".format(
        **facts
    )
    others = ", ".join(f"“{name}”" for name in preview.reading.other_sheets)
    unread = (
        [f"Chỉ đọc trang “{preview.reading.sheet}”; chưa đọc trang cũng có họ tên: {others}."]
        if others
        else []
    )
    return [f"{done} {total}", *unread, *for_columns, *repaired]


def assign(args: argparse.Namespace, services: Services) -> int:
    """Write the assignment file; 0. Raises Refusal."""
    from elearn.unit.rules_file import AssignmentRules, read_rules

    rules = read_rules(args.rules) if args.rules else AssignmentRules()
    unit = _unlocked(args, services)
    courses = unit.assigning.by_rules(args.courses, args.deadline, rules)
    done = unit.assigning.assign(courses, args.out, rules.extra_percent)
    facts = {
        "file": str(done.file),
        "sequence": done.sequence,
        "people": done.people,
        "courses": dict(done.for_people),
        "codes": done.codes,
    }
    each = [f"  {course}: {many} người" for course, many in done.for_people.items()]
    past = [one.course for one in courses if one.deadline < unit.records.seen_day.today()]
    if past:
        each.append(
            f"Hạn của {', '.join(past)} đã qua: ai chưa hoàn thành đều bị ghi quá hạn. Hãy xem lại ngày hạn."
        )
    _tell(args, facts, f"Đã ghi tệp giao học số {done.sequence}: {done.file}", *each)
    return 0


def intake(args: argparse.Namespace, services: Services) -> int:
    """Take in result files; 0, or 1 where every file was refused. Raises Refusal."""
    from elearn.services.unit.intake import refusal_of
    from elearn.wording import sentence

    unit = _unlocked(args, services)
    paths = unit.intake.find(args.paths)
    report = _report if sys.stderr and sys.stderr.isatty() else lambda _done, _of: None
    done = unit.intake.take(paths, report=report)
    where = dict(zip(map(id, done.files), paths, strict=True))
    conflicts, refused = [], []
    for one in done.conflicts:
        held = unit.records.devices.device(one.device or 0)
        conflicts.append(
            {
                "file": str(where[id(one)]),
                "doubt": one.doubt.value if one.doubt else "",
                "code": held.claim.code,
                "name": held.claim.name,
            }
        )
    for one in done.refused:
        path = str(where[id(one)])
        refused.append({"file": path, "reason": sentence(refusal_of(one, path))})
    facts: dict[str, Any] = {
        "read": done.read,
        "new": done.new,
        "updated": done.updated,
        "known": done.known,
        "conflicts": conflicts,
        "refused": refused,
    }
    _tell(
        args,
        facts,
        f"Đã xem {done.read} tệp: mới {done.new}, cập nhật {done.updated}, đã có {done.known}, "
        f"chờ quyết định {len(conflicts)}, không nhận {len(refused)}.",
        *(
            f"  chờ quyết định: {one['file']} ({one['name']}, {one['code'] or 'không mã'})"
            for one in conflicts
        ),
        *(f"  không nhận: {one['reason']}" for one in refused),
    )
    return 1 if refused and len(refused) == done.read else 0


def _report(done: int, of: int) -> None:
    print(f"\rĐã xem {done}/{of} tệp…", end="\n" if done == of else "", file=sys.stderr, flush=True)


def status(args: argparse.Namespace, services: Services) -> int:
    """Tell how everybody stands; 0. Raises Refusal."""
    whole = services.unit.overview.whole(args.course)
    items = services.unit.overview.items(args.course)
    facts = {
        "people": [_line(one) for one in whole.lines],
        "totals": _count(whole.all)
        | {
            "people": whole.people,
            "by_course": {course: _count(count) for course, count in whole.by_course.items()},
        },
        "items": [
            {
                "id": one.item,
                "answers": one.answers,
                "facility": one.facility,
                "discrimination": one.discrimination,
            }
            for one in items
        ],
    }
    said = [
        f"{course}: hoàn thành {one.done}, đang học {one.under_way}, chưa bắt đầu {one.not_begun}, quá hạn {one.late} "
        f"trên {one.people} người"
        for course, one in whole.by_course.items()
    ]
    _tell(args, facts, f"Đơn vị có {whole.people} người.", *said)
    return 0


def _line(line: StandingLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "sub_unit": " / ".join(line.sub_unit),
        "course": line.course,
        "state": line.state.value,
        "late": line.late,
        "best": line.best,
        "completed_on": line.completed_on.isoformat() if line.completed_on else None,
    }


def _count(count: Count) -> dict[str, Any]:
    return asdict(count)


def completion_list(args: argparse.Namespace, services: Services) -> int:
    """Write the completion list; 0. Raises Refusal."""
    from dataclasses import replace

    from elearn.exports.list_file import ListFormat
    from elearn.learning.unit import DocumentKind
    from elearn.services.unit.documents import DocumentDay, lines_of

    documents = services.unit.documents
    number, symbol = args.number or (None, "")
    words = documents.words(DocumentKind.LIST)
    words = replace(words, symbol=symbol or words.symbol)
    if args.recipients is not None:
        words = replace(words, recipients=lines_of("\n".join(args.recipients)))
    head = documents.head(DocumentKind.LIST, DocumentDay(number, args.date), words)
    rows = services.unit.lists.write_list(args.out, ListFormat(args.format), args.course, head)
    _tell(args, {"rows": rows}, f"Đã ghi danh sách {rows} dòng: {args.out}")
    return 0


def certificates(args: argparse.Namespace, services: Services) -> int:
    """Issue what is due and write all valid certificates; 0, or 1 where a name was too long. Raises Refusal."""
    unit = _unlocked(args, services)
    done = unit.register.issue_all(args.out, args.combined)
    facts = {"issued": done.issued, "already": done.already, "files": [str(one) for one in done.files]}
    words = [
        f"Đã cấp {done.issued} giấy mới, {done.already} giấy đã cấp trước; {len(done.files)} tệp ở {args.out}."
    ]
    if done.combined:
        words.append(f"Bản gộp để in: {done.combined}")
    too_long = [f"  Chưa cấp được, vì họ tên quá dài: {name}" for name in done.too_long]
    _tell(args, facts, *words, wanting=too_long)
    return 1 if done.too_long else 0


def key_export(args: argparse.Namespace, services: Services) -> int:
    """Write the unit's key file; 0. Raises Refusal."""
    unit = _unlocked(args, services)
    file = unit.setup.export_key(args.out)
    _tell(args, {"file": str(file), "key_id": unit.setup.key_id()}, f"Đã ghi tệp khóa {file}")
    return 0
