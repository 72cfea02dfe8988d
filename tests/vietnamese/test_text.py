"""One composition, tidy spaces, folding, names in parts, and the order of names."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.vietnamese.collate import name_key, text_key
from elearn.vietnamese.names import NameParts, join_name, split_name
from elearn.vietnamese.text import compose, fold, tidy
from tests.vietnamese.strategies import decomposed, names

ICU = "a à ả ã á ạ An ang Ang Áng Anh Ánh Anh_Đào Ân Ấn d D đ Đ e ê o ô ơ u ư"  # as ICU's vi sorts them


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tin giả ở Đắk", "tin gia o dak"),
        ("đăng tải", "dang tai"),
        ("ĐĂNG TẢI", "dang tai"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Ưỡn Ởn", "uon on"),
        ("Ðức", "duc"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(decomposed(text)) == folded


@given(names())
def test_folding_leaves_ascii_and_is_final(name: str) -> None:
    assert fold(name).isascii()
    assert fold(fold(name)) == fold(name) == fold(name.upper())


@given(st.text())
def test_tidy_is_final_and_in_nfc(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert compose(once) == once
    assert "  " not in once


def test_words_are_sorted_as_icu_sorts_them() -> None:
    words = [word.replace("_", " ") for word in ICU.split(" ")]
    for seed in range(20):
        mixed = random.Random(seed).sample(words, len(words))
        assert sorted(mixed, key=text_key) == words
        assert sorted(map(decomposed, mixed), key=text_key) == list(map(decomposed, words))


def test_numbers_in_words_are_numbers() -> None:
    assert sorted(["Thôn 10", "Thôn 2", "Thôn 02b", "Thôn"], key=text_key) == [
        "Thôn",
        "Thôn 2",
        "Thôn 02b",
        "Thôn 10",
    ]


def test_people_are_sorted_by_given_middle_and_family_name() -> None:
    ordered = [
        "Nguyễn Văn An", "Trần Văn An", "Lê Vân An", "Phạm Thị Anh", "Bùi Thị Ánh", "Đỗ Ân", "Ngô Ấn",
        "Cao Thị Dung", "Lý Anh Đào", "Trần Thị Đào", "Hà Thị Hoa", "Hồ Thị Hoà", "Hồ Thị Hòa", "Vũ Hoan",
        "Ngô Thuỷ", "Ngô Thủy", "Y",
    ]  # fmt: skip
    for seed in range(20):
        assert sorted(random.Random(seed).sample(ordered, len(ordered)), key=name_key) == ordered


def test_capitals_do_not_part_people() -> None:
    names_given = ["Trần Thị An", "NGUYỄN VĂN AN", "Nguyễn Văn An", "LÊ VĂN ÁNH"]
    assert sorted(names_given, key=name_key) == [
        "Trần Thị An",
        "Nguyễn Văn An",
        "NGUYỄN VĂN AN",
        "LÊ VĂN ÁNH",
    ]


@given(st.lists(names(), max_size=8))
def test_composition_does_not_matter(people: list[str]) -> None:
    assert sorted(people, key=name_key) == [
        compose(one) for one in sorted(map(decomposed, people), key=name_key)
    ]


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_compare(one: str, other: str) -> None:
    assert (name_key(one) < name_key(other)) + (name_key(one) == name_key(other)) + (
        name_key(one) > name_key(other)
    ) == 1
    assert (text_key(one) == text_key(other)) == (tidy(one) == tidy(other))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị  Thuỷ", NameParts("Nguyễn", "Thị", "Thuỷ")),
        ("Công Tằng Tôn Nữ Thanh Nhã", NameParts("Công", "Tằng Tôn Nữ Thanh", "Nhã")),
        ("Lê Ân", NameParts("Lê", "", "Ân")),
        ("Mai", NameParts("", "", "Mai")),
        ("", NameParts("", "", "")),
    ],
)
def test_parts_of_a_name(name: str, parts: NameParts) -> None:
    assert split_name(name) == parts
    assert join_name(parts.before_given, parts.given) == tidy(name)
