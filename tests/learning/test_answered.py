"""How far an item has been answered."""

from __future__ import annotations

import pytest

from elearn.learning.answered import Answered, answered
from elearn.learning.item import Response
from tests.build.items import MAKERS, classify, matching, right_response, scenario, wrong_response


@pytest.mark.parametrize("kind", MAKERS)
def test_a_whole_response_leaves_nothing_open(kind):
    item = MAKERS[kind]()
    assert answered(item, Response()) is Answered.OPEN
    assert answered(item, right_response(item)) is Answered.WHOLE
    assert answered(item, wrong_response(item)) is Answered.WHOLE


@pytest.mark.parametrize(
    "item, response",
    [
        pytest.param(matching(), Response(pairs={"p1": "p2"}), id="three left parts without a right one"),
        pytest.param(classify(), Response(pairs={"c1": "duoc"}), id="three cards without a bin"),
        pytest.param(scenario(), Response(chosen=("s1/a",)), id="a path that has not ended"),
    ],
)
def test_parts_without_an_answer_are_missed(item, response):
    assert answered(item, response) is Answered.PARTLY
