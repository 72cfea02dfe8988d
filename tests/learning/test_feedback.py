"""What an answer teaches, part by part."""

from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.feedback import Outcome, ending_of, feedback
from elearn.learning.grading import grade, is_right
from elearn.learning.item import Item, Response, Scenario, ShortAnswer
from tests.build import items as make
from tests.learning.strategies import items, responses_to


@given(st.data())
def test_feedback_agrees_with_the_points(data: st.DataObject) -> None:
    item = data.draw(items())
    response = data.draw(responses_to(item))
    said = feedback(item, response)
    assert said.points == grade(item, response)
    assert (said.outcome is Outcome.RIGHT) == is_right(item, response)
    assert (said.outcome is Outcome.OPEN) == response.is_empty
    assert said.explanation == item.explanation


@given(items())
def test_every_part_of_a_right_answer_is_right_and_teaches(item: Item) -> None:
    said = feedback(item, make.right_response(item))
    assert said.lines
    assert all(line.right for line in said.lines)
    assert all(line.feedback for line in said.lines)


@given(items())
def test_a_wrong_answer_shows_what_was_wrong(item: Item) -> None:
    said = feedback(item, make.wrong_response(item))
    assert said.outcome is not Outcome.RIGHT
    assert any(not line.right for line in said.lines)


def test_a_near_short_answer_gets_its_own_feedback() -> None:
    item = make.short_answer()
    assert isinstance(item, ShortAnswer)
    near, other = feedback(item, Response(text="48 giờ")), feedback(item, Response(text="một tuần"))
    assert near.lines[0].feedback == item.near[0].feedback
    assert other.lines[0].feedback == item.feedback
    assert other.lines[0].wanted == "24 giờ"


def test_a_matching_shows_what_was_given_and_what_would_be_right() -> None:
    said = feedback(make.matching(), Response(pairs={"p1": "x1"}))
    assert (said.lines[0].given, said.lines[0].wanted, said.lines[0].right) == (
        "Cơ quan thừa 1",
        "Cơ quan 1",
        False,
    )
    assert not said.lines[1].chosen


def test_a_scenario_tells_its_path_and_its_ending() -> None:
    item = make.scenario()
    assert isinstance(item, Scenario)
    walked = Response(chosen=("s1/a", "s2/b", "s3/b"))
    assert [(line.part, line.right) for line in feedback(item, walked).lines] == [
        ("s1/a", True),
        ("s2/b", False),
        ("s3/b", False),
    ]
    assert ending_of(item, walked) == "Tin lan rộng."
    assert ending_of(item, Response(chosen=("s1/a",))) == ""
