"""Parts of a stimulus that can be marked: found, read without their braces, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.item import Chat, Comment, Email, Letter, Message, News, Post, Sms
from elearn.learning.marks import Part, marked, plain, split
from tests.build.items import mark_text

WORDS = st.text(st.characters(blacklist_characters="{}|"), min_size=1, max_size=20)
PARTS = st.lists(
    st.one_of(
        st.builds(Part, WORDS),
        st.builds(Part, WORDS, st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True)),
    )
)


def written(parts):
    return "".join(f"{{{one.mark}|{one.words}}}" if one.mark else one.words for one in parts)


@given(PARTS)
def test_what_is_written_is_read_and_no_word_is_lost(parts):
    text = written(parts)
    assert plain(text) == "".join(one.words for one in parts)
    assert [one for one in split(text) if one.mark] == [one for one in parts if one.mark]


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_read(text):
    assert written(split(text)) == text


@pytest.mark.parametrize(
    "text, words",
    [
        pytest.param("không có phần nào", "không có phần nào", id="nothing to mark"),
        pytest.param("{m1|Gửi gấp} nhé", "Gửi gấp nhé", id="a part and the rest"),
        pytest.param("{ngoặc lẻ", "{ngoặc lẻ", id="a brace alone"),
        pytest.param("{m1|}", "{m1|}", id="a part without words"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_as_it_is_read(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    "stimulus",
    [
        Chat("Tổ 9", (Message("{m1|một}"), Message("và {m2|hai}"))),
        Sms((Message("{m1|một}"), Message("và {m2|hai}"))),
        Post("Ai đó", "{m1|một}", comments=(Comment("{m2|hai}"),)),
        Letter("UBND xã", ("{m2|hai}",), subject="{m1|một}"),
        Email("{m1|một}", "{m2|hai}"),
        News("Báo", "{m1|một}", "{m2|hai}"),
    ],
    ids=lambda stimulus: type(stimulus).__name__,
)
def test_parts_are_found_in_every_kind_of_stimulus(stimulus):
    assert marked(stimulus) == {"m1": "một", "m2": "hai"}


def test_every_mark_of_an_item_has_its_words():
    item = mark_text()
    assert set(marked(item.stimulus)) == {mark.id for mark in item.marks}
