"""Vietnamese names of real syllables, in the two ways in which offices write them."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

_FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Mạc Ứng Ấu Âu Ỷ Quách Giàng"
)
_SYLLABLES = """
    Thị Văn Đức Hữu Ngọc Thuỷ Thủy Hoà Hòa Ánh Ân Ấn Ước Yến Ý Ái Ẩn Oanh Uyên Quỳnh Quý Giang Giếng Kiều Khoẻ
    Nghĩa Phượng Trường Tuấn Xuân Bằng Nhẫn Mỹ Duyên Tú Tố Thế Hậu Tưởng Lệ Kỷ Tỵ Chữ Sự Hằng Loan Toàn Tuyết Nhật
    Út Đào
"""
FAMILIES = _FAMILIES.split()
SYLLABLES = _SYLLABLES.split()


def names() -> st.SearchStrategy[str]:
    """Names of two to five syllables, "Nguyễn Thị Thuỷ"."""
    rest = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4)
    return st.builds(lambda family, more: " ".join([family, *more]), st.sampled_from(FAMILIES), rest)


def decomposed(text: str) -> str:
    """As a Mac writes it."""
    return unicodedata.normalize("NFD", text)
