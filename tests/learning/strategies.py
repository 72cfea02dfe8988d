"""Strategies of the domain: items of every type, and responses that a screen (or a foreign file) may give."""

from __future__ import annotations

from hypothesis import strategies as st

from elearn.learning.item import Classify, Item, MarkText, Matching, Ordering, Response, Scenario, ShortAnswer
from elearn.learning.paper import parts
from tests.build import items as make


def items() -> st.SearchStrategy[Item]:
    """Items of all nine types and of several sizes."""
    return st.one_of(
        st.builds(make.single_choice, right=st.sampled_from("abcd")),
        st.builds(make.multiple_choice, right=st.sampled_from(["ab", "ac", "bcd", "ad"])),
        st.builds(make.true_false, right=st.sampled_from(["dung", "sai"])),
        st.builds(make.matching, pairs=st.integers(2, 6), extra=st.integers(0, 2)),
        st.builds(make.ordering, lines=st.integers(2, 6)),
        st.builds(make.short_answer, accept=st.sampled_from([("24 giờ",), ("Bộ Công an", "bộ CA"), ("3",)])),
        st.builds(
            make.classify, bins=st.text("dk", min_size=4, max_size=8).filter(lambda b: len(set(b)) > 1)
        ),
        st.builds(make.mark_text, right=st.sampled_from(["1", "13", "234"])),
        st.builds(make.scenario),
    )


def responses_to(item: Item) -> st.SearchStrategy[Response]:
    """Whatever can be answered, sensible or not."""
    return st.one_of(_fitting(item), _anything(item))


def _fitting(item: Item) -> st.SearchStrategy[Response]:
    if isinstance(item, ShortAnswer):
        return st.builds(
            Response, text=st.text(max_size=20) | st.sampled_from(["24", "bo cong an", "48 giờ"])
        )
    if isinstance(item, Ordering):
        return st.builds(Response, order=st.permutations(parts(item)).map(tuple))
    if isinstance(item, Matching):
        lefts = st.sampled_from([pair.id for pair in item.pairs])
        return st.builds(Response, pairs=st.dictionaries(lefts, st.sampled_from(parts(item))))
    if isinstance(item, Classify):
        cards, bins = [card.id for card in item.cards], [place.id for place in item.bins]
        return st.builds(Response, pairs=st.dictionaries(st.sampled_from(cards), st.sampled_from(bins)))
    return st.builds(Response, chosen=st.lists(st.sampled_from(_choices(item)), unique=True).map(tuple))


def _choices(item: Item) -> list[str]:
    if isinstance(item, Scenario):
        return [f"{step.id}/{option.id}" for step in item.steps for option in step.options]
    if isinstance(item, MarkText):
        return [mark.id for mark in item.marks]
    return [option.id for option in item.options]  # type: ignore[union-attr]


def _anything(item: Item) -> st.SearchStrategy[Response]:
    names = st.sampled_from([*(parts(item) or ("a",)), "s1/a", "s1/", "", "zz"])
    return st.builds(
        Response,
        chosen=st.lists(names, max_size=5).map(tuple),
        pairs=st.dictionaries(names, names, max_size=4),
        order=st.lists(names, max_size=5).map(tuple),
        text=st.text(max_size=5),
    )
