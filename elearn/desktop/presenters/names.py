"""How people are addressed: the given name is the last word of a Vietnamese name."""

from __future__ import annotations


def given_name(full: str) -> str:
    """The given name: "Nguyễn Thị Hồng Nhung" gives "Nhung"; a single word is itself."""
    words = full.split()
    return words[-1] if words else ""


def initials(full: str) -> str:
    """Two letters for a round sign: of the family name and of the given name."""
    words = full.split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
