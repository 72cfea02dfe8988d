"""Which items a paper holds."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.course import BlueprintLine
from elearn.learning.item import Item, Ordering
from elearn.learning.paper import MOST_SCENARIOS, PoolTooSmall, draw, parts, practice_paper
from tests.build import items as make
from tests.build.courses import rules

SEEDS = st.integers(0, 2**53)


@given(SEEDS, st.integers(1, 9), st.integers(0, 9), st.randoms())
def test_a_paper_follows_its_blueprint_and_its_seed(
    seed: int, secrets: int, news: int, shuffler: random.Random
) -> None:
    bank = make.bank({"bi-mat": 9, "tin-gia": 9, "he-thong": 3})
    blueprint = (BlueprintLine("bi-mat", "", secrets), BlueprintLine("tin-gia", "", news))
    paper = draw(bank, blueprint, seed)
    topics = {item.id: item.topic for item in bank}
    drawn = [slot.item_id for slot in paper.slots]
    wanted = {"bi-mat": secrets} | ({"tin-gia": news} if news else {})
    assert Counter(topics[id] for id in drawn) == wanted
    assert len(set(drawn)) == len(drawn)
    shuffler.shuffle(bank)
    assert draw(bank, blueprint, seed) == paper  # the library's order does not matter


@given(SEEDS)
def test_every_part_is_shown_once_and_lines_never_in_their_right_order(seed: int) -> None:
    bank = make.of_every_type()
    for slot in practice_paper(bank, seed, 99).slots:
        item = next(item for item in bank if item.id == slot.item_id)
        assert sorted(slot.order) == sorted(parts(item))
        if isinstance(item, Ordering):
            assert slot.order != parts(item)


@given(SEEDS, st.integers(0, 40))
def test_exam_items_never_show_in_practice_nor_the_other_way_round(seed: int, limit: int) -> None:
    bank = (
        make.bank({"e": 4}, use="exam")
        + make.bank({"p": 4}, use="practice")
        + make.bank({"b": 4}, use="both")
    )
    practised = practice_paper(bank, seed, limit)
    assert len(practised.slots) == min(limit, 8)
    assert not any(slot.item_id.startswith("e") for slot in practised.slots)
    with pytest.raises(PoolTooSmall):
        draw(bank, (BlueprintLine("p", "", 1),), seed)
    assert len(draw(bank, (BlueprintLine("e", "", 4), BlueprintLine("b", "", 4)), seed).slots) == 8


def test_a_paper_is_never_drawn_short() -> None:
    with pytest.raises(PoolTooSmall) as small:
        draw(make.bank({"bi-mat": 2, "tin-gia": 1}), rules().blueprint, 1)
    assert (small.value.topic, small.value.wanted, small.value.found) == ("tin-gia", 2, 1)


def test_two_seeds_give_two_papers() -> None:
    bank: list[Item] = make.bank({"bi-mat": 9, "tin-gia": 9})
    papers = {draw(bank, rules().blueprint, seed).slots for seed in range(20)}
    assert len(papers) > 15


@given(SEEDS, st.integers(1, 12))
def test_the_lessons_of_a_topic_take_turns(seed: int, count: int) -> None:
    bank = [
        make.single_choice(f"{lesson}-{number}", topic="t", lesson=f"c/{lesson}")
        for lesson, items in (("a", 9), ("b", 4), ("c", 4))
        for number in range(items)
    ]
    lesson_of = {item.id: item.lesson for item in bank}
    paper = draw(bank, (BlueprintLine("t", "", count),), seed)
    asked = Counter(lesson_of[slot.item_id] for slot in paper.slots)
    assert sum(asked.values()) == count
    assert max(asked.values()) - min(asked[f"c/{name}"] for name in "abc") <= 1


@given(SEEDS)
def test_a_paper_has_few_scenarios_where_the_pool_allows_it(seed: int) -> None:
    bank = [make.scenario(f"s-{n}", topic=topic) for topic in "tu" for n in (f"{topic}{m}" for m in range(5))]
    bank += [make.single_choice(f"c-{topic}{n}", topic=topic) for topic in "tu" for n in range(5)]
    scenarios = {item.id for item in bank if item.id.startswith("s-")}
    few = draw(bank, (BlueprintLine("t", "", 5), BlueprintLine("u", "", 5)), seed)
    assert sum(slot.item_id in scenarios for slot in few.slots) <= MOST_SCENARIOS
    full = draw(bank, (BlueprintLine("t", "", 10), BlueprintLine("u", "", 10)), seed)
    assert len(full.slots) == 20


def test_every_item_of_a_pool_is_drawn_by_some_seed() -> None:
    bank = make.bank({"bi-mat": 9, "tin-gia": 9})
    drawn = {slot.item_id for seed in range(200) for slot in draw(bank, rules().blueprint, seed).slots}
    assert drawn == {item.id for item in bank}
