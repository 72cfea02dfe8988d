"""Searching the whole library as one types: 95th percentile, against one bare FTS5 query."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from benchmarks.measure import Figure, percentile, seconds
from benchmarks.stage import Stage

TYPED = (
    "tin giả", "tin gia", "dang tai thong tin", "hoà giải", "bí mật công tác", "du lieu ca nhan", "Điều 7", "điều 42",
    "mật khẩu", "sự cố 24 giờ", "trẻ em", "an ninh mạng", "chủ quản hệ thống", "cấp độ", "mã độc", "một cửa", "Zalo",
)  # fmt: skip


def measure(stage: Stage, name: str = "") -> list[Figure]:
    """Every beginning of every text, as it is typed."""
    library = stage.services.library
    beginnings = [text[:end] for text in TYPED for end in range(2, len(text) + 1)]
    for text in TYPED:
        library.search(text, 40)
    ours = [seconds(lambda text=text: library.search(text, 40)) for text in beginnings for _ in range(3)]  # type: ignore[misc]
    bare = _bare(stage, beginnings)
    return [
        Figure(
            f"search as typed, 95th percentile{name}",
            percentile(ours, 0.95) * 1000,
            bare * 1000,
            "ms",
            "aim 10 ms",
        ),
        Figure(f"search as typed, median{name}", percentile(ours, 0.5) * 1000, None, "ms"),
    ]


def _bare(stage: Stage, beginnings: list[str]) -> float:
    """The same words asked of an FTS5 table directly: no folding of snippets, no values made."""
    from elearn.vietnamese.text import fold

    with closing(sqlite3.connect(f"file:{stage.library}?mode=ro", uri=True)) as db:
        table = next(row[0] for row in db.execute("select name from sqlite_master where sql like '%fts5%'"))
        times = []
        for text in beginnings:
            words = " ".join(f'"{word}"' for word in fold(text).split()) + "*"
            for _ in range(3):
                times.append(
                    seconds(
                        lambda words=words: db.execute(  # type: ignore[misc]
                            f"select rowid from {table} where {table} match ? order by rank limit 40", [words]
                        ).fetchall()
                    )
                )
    return percentile(times, 0.95)
