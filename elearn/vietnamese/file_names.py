"""Parts of file names that every system takes: letters, digits and hyphens, without accents."""

from __future__ import annotations

import re

from elearn.vietnamese.text import fold

_OTHER = re.compile(r"[^A-Za-z0-9]+")


def file_name_part(text: str, *, longest: int = 60, keep_case: bool = False) -> str:
    """A text as a part of a file name: "Nguyễn Thị Thuỷ" is "nguyen-thi-thuy"; "" where nothing is left.

    `keep_case` is for codes, which are kept as they are but for what no file name may hold.
    """
    plain = text if keep_case and text.isascii() else fold(text)
    whole = _OTHER.sub("-", plain).strip("-")
    if len(whole) <= longest:
        return whole
    cut = whole[: longest + 1]
    return (cut.rsplit("-", 1)[0] if "-" in cut else cut[:longest]).strip("-")
