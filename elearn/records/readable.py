"""Everything that is kept of one person, as plain values with Vietnamese names, for that person to read."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from elearn.learning.feedback import Feedback, feedback
from elearn.learning.item import Response, decode_item, decode_response
from elearn.records.database import Database

# Heading in the file, table, and its columns by the name that a person reads; others say nothing to people.
_LISTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "bài đã mở",
        "reading",
        {
            "lesson": "bài",
            "anchor": "đang đọc ở mục",
            "seconds": "số giây đã đọc",
            "furthest": "phần đã xem (0–1)",
            "read_revision": "đã đọc xong bản",
            "done_at": "đọc xong lúc",
            "opened_at": "mở lần đầu lúc",
        },
    ),
    (
        "đánh dấu và ghi chú",
        "mark",
        {
            "lesson": "bài",
            "anchor": "mục",
            "kind": "loại",
            "start": "từ ký tự",
            "length": "số ký tự",
            "text": "ghi chú",
            "created_at": "lúc",
        },
    ),
    (
        "giấy xác nhận",
        "certificate",
        {
            "number": "số",
            "copy": "lần in lại",
            "course": "khóa học",
            "issued_on": "ngày cấp",
            "title": "tên giấy",
            "fields": "nội dung in",
            "credential": "chữ ký số",
            "pdf": "tệp PDF (base64)",
        },
    ),
    ("thiết lập", "person_setting", {"name": "tên", "value": "giá trị"}),
    (
        "tệp kết quả đã nộp",
        "export",
        {"sequence": "số thứ tự", "file_name": "tên tệp", "at": "lúc", "head_hash": "mã băm cuối chuỗi"},
    ),
    (
        "nhật ký",
        "event",
        {
            "seq": "số thứ tự",
            "at": "lúc",
            "kind": "việc",
            "body": "chi tiết",
            "hash": "mã băm",
        },
    ),
)
_PERSON = {
    "name": "họ và tên",
    "staff_code": "mã cán bộ",
    "unit": "đơn vị",
    "position": "chức vụ",
    "birth_date": "ngày sinh",
    "created_at": "tạo hồ sơ lúc",
    "last_seen": "mở lần cuối lúc",
    "subject": "mã ngẫu nhiên trong nhật ký",
}
_ATTEMPT = {
    "course": "khóa học",
    "use": "loại",
    "number": "lần thứ",
    "state": "tình trạng",
    "library_version": "bản nội dung",
    "started_at": "bắt đầu lúc",
    "ended_at": "kết thúc lúc",
    "interruptions": "số lần gián đoạn",
    "points": "điểm",
    "share": "tỷ lệ (0–1)",
    "passed": "đạt",
}
_JSON = {"fields", "body", "value"}


def everything_of(db: Database, subject: str) -> dict[str, Any]:
    """All that is kept of a person, by kind; a certificate's PDF in base64. The PIN's hash is left out."""
    with db.snapshot():
        person = db.row("select * from person where subject = ?", [subject])
        whole: dict[str, Any] = {"người học": _named(person, _PERSON) if person else {}}
        whole["lượt làm bài"] = [
            _named(attempt, _ATTEMPT) | {"các câu": _answers(db, attempt["id"])}
            for attempt in db.rows("select * from attempt where subject = ? order by made", [subject])
        ]
        for heading, table, columns in _LISTS:
            rows = db.rows(f"select * from {table} where subject = ?", [subject])  # noqa: S608 - of _LISTS
            whole[heading] = [_named(row, columns) for row in rows]
    return whole


def _answers(db: Database, attempt_id: str) -> list[dict[str, Any]]:
    rows = db.rows("select * from attempt_slot where attempt = ? order by position", [attempt_id])
    return [_answer(row) for row in rows]


def _answer(row: sqlite3.Row) -> dict[str, Any]:
    item = decode_item(row["item"])
    response = decode_response(row["response"]) if row["response"] else Response()
    return {
        "mã câu": row["item_id"],
        "câu hỏi": item.stem,
        "đã trả lời": _words(feedback(item, response)),
        "lúc": row["answered_at"],
        "số giây": round(row["spent_ms"] / 1000),
        "điểm (0–1)": row["points"],
        "nguyên văn câu hỏi": json.loads(row["item"]),
        "nguyên văn trả lời": json.loads(row["response"] or "{}"),
    }


def _words(said: Feedback) -> list[str]:
    """What was chosen, in the item's own words."""
    return [
        " → ".join(dict.fromkeys(part for part in (line.text or line.part, line.given) if part))
        for line in said.lines
        if line.chosen
    ]


def _named(row: sqlite3.Row, columns: Mapping[str, str]) -> dict[str, Any]:
    return {words: _plain(name, row[name]) for name, words in columns.items()}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if name in _JSON and value is not None:
        return json.loads(value)
    return value
