"""Search finds what a person means, however it was typed."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.learning.course import SearchHit
from elearn.library.passages import aligned_fold
from elearn.library.search import placements
from elearn.library.store import Library
from elearn.vietnamese.text import fold
from tests.build.sources import FIRST, SECOND


def marked(hit: SearchHit) -> list[str]:
    """What is marked in a snippet."""
    return [part.split("\u0003")[0] for part in hit.snippet.split("\u0002")[1:]]


@pytest.mark.parametrize(
    ("typed", "lesson", "found"),
    [
        pytest.param("tin gia", SECOND, None, id="no accents"),
        pytest.param("TIN GIẢ", SECOND, None, id="capitals"),
        pytest.param("dang tai", SECOND, "đăng tải", id="no accents, inside a text"),
        pytest.param("đăng tải", SECOND, "đăng tải", id="with accents"),
        pytest.param("hoà", SECOND, "hòa", id="the other placement of the tone"),
        pytest.param("hòa", SECOND, "hòa", id="the legal placement"),
        pytest.param("Anh Toan", FIRST, "Anh Toàn", id="a name"),
        pytest.param("muoi bon o", FIRST, "mười bốn ô", id="what a picture says"),
        pytest.param("mười bốn ô nh", FIRST, "mười bốn ô nhận", id="while typing"),
        pytest.param("nhan o", FIRST, None, id="in another order"),
        pytest.param('"không ô nào"', FIRST, "không ô nào", id="in quotation marks"),
        pytest.param("“không ô nào”", FIRST, "không ô nào", id="in Vietnamese quotation marks"),
        pytest.param("khoản 2", "mau/dieu-7", None, id="a clause's page"),
        pytest.param("Điều 7", "mau/dieu-7", None, id="an article's page"),
        pytest.param("dieu 7", "mau/dieu-7", None, id="an article's page without accents"),
        pytest.param("nghiêm cấm", "mau/dieu-7", None, id="an article's title"),
        pytest.param("phải thuộc", "mau/dieu-7", "phải thuộc", id="an article's one line"),
    ],
)  # fmt: skip
def test_search_finds(small: Library, typed: str, lesson: str, found: str | None) -> None:
    hits = small.search(typed, 10)
    assert lesson in [one.lesson for one in hits]
    if found:
        assert found in marked(next(one for one in hits if one.lesson == lesson and marked(one)))


def test_all_words_must_be_there(small: Library) -> None:
    assert small.search("Toàn khongcochunay", 10) == []


def test_words_in_quotation_marks_stand_together(small: Library) -> None:
    assert small.search("nào không", 10)
    assert not small.search('"nào không"', 10)


def test_a_title_comes_first(small: Library) -> None:
    assert small.search("tin gia", 10)[0].lesson == SECOND
    assert small.search("dieu 7", 10)[0].lesson == "mau/dieu-7"


def test_a_term_is_found_where_it_is_at_home(small: Library) -> None:
    hits = small.search("chưa cho phép đưa ra ngoài", 10)
    assert (hits[0].lesson, hits[0].anchor, hits[0].heading) == (FIRST, "luat-cam", "Từ ngữ: bí mật công tác")


def test_limit(real: Library) -> None:
    assert len(real.search("điều", 7)) == 7
    assert real.search("điều", 0) == []


def test_a_snippet_is_a_piece_of_the_original(small: Library) -> None:
    (hit, *_) = small.search("anh re", 5)
    assert "chỉ một người chuyển cho \u0002anh rể\u0003" in hit.snippet
    assert hit.snippet.startswith("…")
    assert len(hit.snippet) < 220


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tin giả", "tin giả"),
        ("dang tai", "đăng tải"),
        ("Điều 7", "điều 7"),
        ("24 giờ", "24 giờ"),
        ("an ninh du lieu", "an ninh dữ liệu"),
    ],
)
def test_the_real_library_answers(real: Library, typed: str, said: str) -> None:
    first = real.search(typed, 10)[:3]
    assert any(said in f"{one.lesson_title} {one.heading} {one.snippet}".replace("\u0002", "").replace("\u0003", "").lower()
               for one in first)  # fmt: skip


def test_typed_accents_rank_before_others(real: Library) -> None:
    hits = real.search("hoà", 20)
    assert any("hòa" in one.lower() for one in marked(hits[0]))


_ODD = st.sampled_from(
    ['"', "'", "(", ")", "*", ":", "^", "-", "+", "AND", "OR", "NOT", "NEAR", "title:", "{", "}", "\0", "\ud800", "“", "”",
     "_", "%", ";", "--", "điều", "7", " ", "ﬁ", "İ", "ß", "़", "𝟕", "\u0002"]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ODD | st.text(max_size=6), max_size=12).map("".join))
def test_any_text_is_a_question(small: Library, typed: str) -> None:
    for hit in small.search(typed, 5):
        assert hit.snippet.count("\u0002") == hit.snippet.count("\u0003")


@given(st.text())
def test_folded_text_keeps_every_letter_in_place(text: str) -> None:
    assert len(aligned_fold(text)) == len(text)


@given(st.sampled_from(["hoà", "thuỷ", "khoẻ", "quý", "giữ", "ủy", "đặt"]))
def test_a_tone_stands_on_any_vowel(word: str) -> None:
    made = placements(word)
    assert word in made
    assert {fold(one) for one in made} == {fold(word)}


def test_search_is_quick(real: Library) -> None:
    typed = [
        "t",
        "ti",
        "tin",
        "tin g",
        "tin gi",
        "tin gia",
        "điều 7",
        "dang tai",
        "hoà",
        "bí mật",
        "an ninh mạng",
        "a b c",
    ]
    times = []
    for _ in range(5):
        for words in typed:
            start = time.perf_counter()
            real.search(words, 60)
            times.append(time.perf_counter() - start)
    assert sorted(times)[int(len(times) * 0.95) - 1] < 0.05  # the aim is 0.010, measured by the benchmark
