"""Whole answers given without reading: marking by place, always the same, placing by like words."""

from __future__ import annotations

from itertools import permutations, product
from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from elearn.learning import item as kinds
from elearn.learning.grading import grade
from elearn.learning.item import Item, MarkText, Response
from elearn.library.blind_answers import best_by_place, earned
from elearn.library.check import check
from tests.build.items import classify, mark_text, matching, multiple_choice, of_every_type, true_false
from tests.build.sources import QUIZ_FILE, SourceTree


def marks(pattern: str, words: str = "") -> MarkText:
    """A text whose parts are right where the pattern has 1; `words` gives lengths by digits, if any."""
    parts = [f"{{m{at}|{'x' * int(words[at]) if words else 'chữ'}}}" for at in range(len(pattern))]
    listed = tuple(kinds.Mark(f"m{at}", one == "1", "Vì sao") for at, one in enumerate(pattern))
    item = replace(mark_text(), marks=listed, stimulus=kinds.Post(author="Xã", text=" ".join(parts)))
    assert isinstance(item, MarkText)
    return item


@pytest.mark.parametrize(
    ("pattern", "way", "points"),
    [
        pytest.param("101010", "every-second-from-first", 1.0, id="every second"),
        pytest.param("0101010", "every-second-from-second", 1.0, id="every second, later"),
        pytest.param("111000", "first-half", 1.0, id="first half"),
        pytest.param("00011", "last-half", 0.5, id="last half of an odd number"),
        pytest.param("011110", "all-but-ends", 1.0, id="all but greeting and signature"),
        pytest.param("11110", "all", 0.75, id="all"),
    ],
)
def test_a_pattern_gives_its_points_away(pattern: str, way: str, points: float) -> None:
    earns = earned([marks(pattern)])["mark_text"].by_way
    assert earns[way] == pytest.approx(points)
    assert best_by_place(marks(pattern))[1] >= points


@pytest.mark.parametrize("pattern", ["100110", "011001", "110001", "10010", "0110010"])
def test_a_mixed_order_gives_little_away(pattern: str) -> None:
    assert best_by_place(marks(pattern))[1] <= 0.5


def test_long_parts_give_themselves_away() -> None:
    assert earned([marks("1001", "9119")])["mark_text"].by_way["longest-half"] == 1.0
    assert earned([marks("1001", "1991")])["mark_text"].by_way["longest-half"] == 0.0


def test_who_always_says_the_same() -> None:
    bank = [true_false(right="dung"), true_false(right="dung"), true_false(right="sai")]
    found = earned(bank)["true_false"]
    assert found.by_lot == 0.5
    assert found.by_way == pytest.approx({"always-true": 2 / 3, "always-false": 1 / 3})


def test_like_words_place_cards_and_pairs() -> None:
    pairs = tuple(
        kinds.Pair(f"p{at}", f"Việc {word}", f"Nơi {word}", "Vì sao") for at, word in enumerate("xyz")
    )
    cards = (
        kinds.Card("c1", "Được gửi lịch", "duoc", "Vì sao"),
        kinds.Card("c2", "Cấm gửi nháp", "cam", "Vì sao"),
        kinds.Card("c3", "Chụp thẻ", "cam", "Vì sao"),
        kinds.Card("c4", "Mời họp", "duoc", "Vì sao"),
    )
    bins = (kinds.Bin("duoc", "Được"), kinds.Bin("cam", "Cấm"))
    found = earned([replace(matching(), pairs=pairs, extra=()), replace(classify(), bins=bins, cards=cards)])
    assert found["matching"].by_way["same-words"] == 1.0
    assert found["classify"].by_way["same-words"] == 0.5  # two cards share no word with a bin: left open


@given(st.text("01", min_size=2, max_size=6).filter(lambda pattern: "1" in pattern))
def test_a_draw_by_lot_of_marks_is_the_mean_of_all_answers(pattern: str) -> None:
    item = marks(pattern)
    answers = [
        Response(chosen=tuple(f"m{at}" for at, taken in enumerate(chosen) if taken))
        for chosen in product((False, True), repeat=len(pattern))
    ]
    assert earned([item])["mark_text"].by_lot == pytest.approx(mean(grade(item, one) for one in answers))


@pytest.mark.parametrize("extra", [(), ("Thừa",), ("Thừa", "Dư")])
def test_a_draw_by_lot_of_pairs_is_the_mean_of_all_answers(extra: tuple[str, ...]) -> None:
    pairs = tuple(kinds.Pair(f"p{at}", f"Trái {at}", f"Phải {at}", "Vì sao") for at in range(4))
    item = replace(matching(), pairs=pairs, extra=extra)
    places = [one.id for one in pairs] + [f"x{at}" for at, _ in enumerate(extra, 1)]
    answers = [
        Response(pairs=dict(zip((one.id for one in pairs), order, strict=True)))
        for order in permutations(places, len(pairs))
    ]
    assert earned([item])["matching"].by_lot == pytest.approx(mean(grade(item, one) for one in answers))


def test_a_draw_by_lot_of_cards_is_the_mean_of_all_answers() -> None:
    item: Any = classify()
    cards, bins = [one.id for one in item.cards], [one.id for one in item.bins]
    answers = [
        Response(pairs=dict(zip(cards, chosen, strict=True))) for chosen in product(bins, repeat=len(cards))
    ]
    assert earned([item])["classify"].by_lot == pytest.approx(mean(grade(item, one) for one in answers))


def test_only_what_can_be_answered_is_measured() -> None:
    assert set(earned(of_every_type())) == {
        "mark_text",
        "multiple_choice",
        "true_false",
        "matching",
        "classify",
    }
    keyless: list[Item] = [marks("000"), multiple_choice(right="")]
    assert earned(keyless) == {}
    assert best_by_place(marks("000")) == ("", 0.0)


# In a bank


def _text(number: int, pattern: str) -> str:
    """A marking item of a quiz file, whose parts are alike in length."""
    names = ["chợ", "cầu", "trường", "trạm", "đê", "đình", "bến", "kho", "quán"]
    parts = " ".join(
        f"{{m{at}|Câu {100 + number * 31 + at} ở {names[number % 9]}.}}" for at, _ in enumerate(pattern)
    )
    listed = "\n".join(
        f'      - {{id: m{at}, {"correct: true, " if one == "1" else ""}feedback: "Lời nhận xét cho chỗ này."}}'
        for at, one in enumerate(pattern)
    )
    return (
        f"  - id: dau-{number:02d}\n    type: mark_text\n    use: exam\n    level: apply\n    objective: nhan-ra\n"
        f"    section: luat-cam\n    sources: [luat-116-2025:7]\n"
        f'    stem: "Đánh dấu chỗ sai trong bài {names[number % 9]} số {number * 17}."\n'
        f'    stimulus:\n      kind: post\n      author: "Xã X{number}"\n      text: "{parts}"\n'
        f'    marks:\n{listed}\n    explanation: "Lời giải cho tình huống này."\n'
    )  # fmt: skip


def _rules(tree: SourceTree, patterns: list[str]) -> dict[str, str]:
    more = "".join(_text(number, pattern) for number, pattern in enumerate(patterns))
    quiz = tree.read(QUIZ_FILE).replace("{id: m3, correct: true,", "{id: m3,")  # its own text is short
    tree.write(QUIZ_FILE, quiz + more)
    return {one.rule: one.message for one in check(tree.root).problems if one.rule != "duplicate"}


MIXED = ["100110", "011001", "110001", "10010", "001101", "110010", "011001", "100110"]


def test_check_passes_texts_in_a_mixed_order(tree: SourceTree) -> None:
    assert _rules(tree, MIXED) == {}


def test_check_names_the_text_that_gives_itself_away(tree: SourceTree) -> None:
    found = _rules(tree, [*MIXED[:-1], "010101"])
    assert "dau-07" in found["marks-by-place"]
    assert "cách một chỗ, từ chỗ thứ hai" in found["marks-by-place"]


def test_check_enforces_the_ways_over_the_bank(tree: SourceTree) -> None:
    assert {"guesser-every-second-from-first", "marks-by-place"} <= _rules(tree, ["101010"] * 8).keys()


def test_a_few_texts_say_nothing(tree: SourceTree) -> None:
    assert _rules(tree, ["101010"] * 3) == {}


def test_the_figures_are_shown(tree: SourceTree) -> None:
    report = check(tree.root)
    blind = report.measures["banks"]["mau"]["blind_answers"]
    assert set(blind["true_false"]["by_way"]) == {"always-true", "always-false"}
    assert any("câu đánh dấu: làm bừa được" in line for line in report.in_words())
