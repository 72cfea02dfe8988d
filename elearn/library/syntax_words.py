"""What YAML's and TOML's readers complain about, in an author's words."""

from __future__ import annotations

import re

_SAYINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        # YAML
        (r"tab character|cannot start any token", "có dấu tab hoặc ký tự không được đứng ở đây; chỉ thụt bằng dấu cách"),
        (r"mapping values are not allowed", "thừa dấu hai chấm; chữ có dấu hai chấm phải nằm trong ngoặc kép"),
        (r"block sequence entries", "dấu “-” của danh sách không đứng được ở đây"),
        (r"expected '-' indicator|expected <block end>", "dòng thụt không khớp với danh sách ở trên"),
        (r"expected ',' or", "thiếu dấu phẩy hoặc dấu đóng } hay ]"),
        (r"expected key|find expected ':'|simple key", "dòng thụt không khớp, thiếu dấu hai chấm sau tên trường, hoặc ở trên có ngoặc kép mở mà không đóng"),
        (r"unexpected end of stream|quoted scalar", "có ngoặc kép mở mà không đóng"),
        (r"escape", "sau dấu \\ có ký tự không dùng được"),
        (r"alias", "không dùng dấu * để nhắc lại đoạn khác"),
        (r"tag|constructor", "không dùng kiểu dữ liệu đặt bằng dấu !"),
        (r"single document|document start", "tệp chỉ được có một phần, không có dòng --- ở giữa"),
        (r"control characters|not allowed.*character|octet|unacceptable character", "có ký tự điều khiển"),
        (r"unhashable|duplicate", "có tên trường không dùng được, hoặc ghi hai lần"),
        # TOML
        (r"overwrite|declare .* twice|duplicate", "một tên được đặt hai lần"),
        (r"invalid value", "giá trị không đúng dạng; chữ phải nằm trong ngoặc kép"),
        (r"expected '=' after", "thiếu dấu “=” sau tên"),
        (r"expected newline or end of document", "sau giá trị còn thừa chữ ở cuối dòng"),
        (r"unclosed|unterminated|expected ''+", "có ngoặc mở mà không đóng"),
        (r"at the end of a table declaration|table declaration", "tên bảng phải nằm trong [ ] hoặc [[ ]]"),
        (r"invalid statement|invalid initial character|key part", "dòng không đúng dạng tên = giá trị"),
        (r"unescaped|illegal character", "có ký tự không được dùng; trong chữ hãy viết \\\\ thay cho \\"),
        (r"date", "ngày không đúng; phải viết dạng 2026-07-01"),
        (r"number|integer|float", "số không đúng dạng"),
    )
)  # fmt: skip
_OTHER = "không hiểu được từ chỗ này"


def in_vietnamese(complaint: str) -> str:
    """The complaint as an author understands it; whatever is not known is told in general."""
    return next((words for pattern, words in _SAYINGS if pattern.search(complaint)), _OTHER)
