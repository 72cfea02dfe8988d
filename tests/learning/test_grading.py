"""What answers are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.learning import grading
from elearn.learning.item import Item, Response
from tests.build import items as make
from tests.learning.strategies import items, responses_to


@given(st.data())
def test_points_stay_between_none_and_all(data: st.DataObject) -> None:
    item = data.draw(items())
    response = data.draw(responses_to(item))
    points = grading.grade(item, response)
    assert 0.0 <= points <= 1.0
    assert grading.is_right(item, response) == (points > 1 - 1e-9)


@given(items())
def test_the_right_answer_has_all_points_and_no_answer_none(item: Item) -> None:
    assert grading.is_right(item, make.right_response(item))
    assert grading.grade(item, Response()) == 0.0
    assert grading.grade(item, make.wrong_response(item)) < 1.0


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef"), min_size=1))
def test_marking_everything_gains_nothing_over_marking_what_is_right(chosen: set[str], key: set[str]) -> None:
    assert grading.grade_marked(key, key) == 1.0
    assert grading.grade_marked(chosen | key, key) <= 1.0
    one_wrong_more = grading.grade_marked(chosen | {"z"}, key)
    assert one_wrong_more <= grading.grade_marked(chosen, key)
    if len(key) <= 3:
        assert grading.grade_marked("abcdef", key) == 0.0


@given(st.lists(st.sampled_from("uvw"), min_size=2, max_size=8).filter(lambda key: len(set(key)) > 1))
def test_everything_in_one_bin_is_worth_nothing(bins: list[str]) -> None:
    key = {f"c{number}": place for number, place in enumerate(bins)}
    for place in "uvw":
        assert grading.grade_placed(dict.fromkeys(key, place), key) == 0.0
    assert grading.grade_placed(key, key) == 1.0


@given(st.permutations(range(5)))
def test_an_order_and_its_reverse_never_both_have_points(order: list[int]) -> None:
    key = list("abcde")
    given_ = [key[place] for place in order]
    there, back = grading.grade_order(given_, key), grading.grade_order(given_[::-1], key)
    assert min(there, back) == 0.0
    assert (there == 1.0) == (given_ == key)


@pytest.mark.parametrize(
    "item, response, points",
    [
        pytest.param(make.single_choice(), Response(chosen=("b",)), 1.0, id="single right"),
        pytest.param(make.single_choice(), Response(chosen=("a",)), 0.0, id="single wrong"),
        pytest.param(make.single_choice(), Response(chosen=("a", "b")), 0.0, id="single, two at once"),
        pytest.param(make.multiple_choice(), Response(chosen=("c", "a")), 1.0, id="multiple in any order"),
        pytest.param(make.multiple_choice(), Response(chosen=("a",)), 0.5, id="multiple, half"),
        pytest.param(make.multiple_choice(), Response(chosen=("a", "b")), 0.0, id="a wrong mark takes back"),
        pytest.param(
            make.multiple_choice(), Response(chosen=("a", "b", "c")), 0.5, id="two right, one wrong"
        ),
        pytest.param(make.true_false(), Response(chosen=("sai",)), 1.0, id="true or false"),
        pytest.param(make.matching(), Response(pairs={"p1": "p1", "p2": "p2"}), 0.5, id="half matched"),
        pytest.param(
            make.matching(),
            Response(pairs={"p1": "p1", "p2": "p2", "p3": "p3", "p4": "x1"}),
            (3 - 1 / 3) / 4,
            id="matched, one to what fits nothing",
        ),
        pytest.param(
            make.classify(),
            Response(pairs={"c1": "duoc", "c2": "duoc", "c3": "khong", "c4": "duoc"}),
            0.5,
            id="three of four cards",
        ),
        pytest.param(make.ordering(), Response(order=("s2", "s1", "s3", "s4")), 4 / 6, id="two swapped"),
        pytest.param(make.ordering(), Response(order=("s1", "s2")), 1 / 6, id="order half given"),
        pytest.param(make.mark_text(), Response(chosen=("m1", "m3")), 1.0, id="marked"),
        pytest.param(make.mark_text(), Response(chosen=("m1", "m2")), 0.0, id="a false alarm takes back"),
        pytest.param(make.scenario(), Response(chosen=("s1/a", "s2/b", "s3/a")), 2.5 / 3, id="a detour"),
        pytest.param(make.scenario(), Response(chosen=("s1/b",)), 0.0, id="wrong at once"),
        pytest.param(make.scenario(), Response(chosen=("s1/a",)), 1 / 3, id="left at the second step"),
        pytest.param(make.scenario(), Response(chosen=("s3/a",)), 0.0, id="a step that was not reached"),
    ],
)
def test_partial_credit(item: Item, response: Response, points: float) -> None:
    assert grading.grade(item, response) == pytest.approx(points)


@pytest.mark.parametrize(
    "typed, accept, hint, right",
    [
        pytest.param("24 giờ", ("24 giờ",), "", True, id="as written"),
        pytest.param("24GIO", ("24 giờ",), "", True, id="no accent, no space"),
        pytest.param(" 24 ", ("24 giờ",), "", True, id="the bare number"),
        pytest.param("024", ("24 giờ",), "", True, id="a leading nought"),
        pytest.param("24 ngày", ("24 giờ",), "", False, id="another unit"),
        pytest.param("24 giờ", ("24",), "đơn vị: giờ", True, id="the unit that the hint names"),
        pytest.param("24 ngày", ("24",), "đơn vị: giờ", False, id="a unit that it does not name"),
        pytest.param("1,5", ("1.5",), "", True, id="comma for point"),
        pytest.param("Bộ Công an.", ("bộ công an",), "", True, id="a full stop"),
        pytest.param("bo cong an", ("Bộ Công an",), "", True, id="no accents"),
        pytest.param("124", ("24",), "", False, id="another number"),
        pytest.param("", ("24",), "", False, id="nothing"),
        pytest.param("...", ("24",), "", False, id="only stops"),
    ],
)
def test_short_answers(typed: str, accept: tuple[str, ...], hint: str, right: bool) -> None:
    assert grading.is_accepted(typed, accept, hint) is right


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=20))
def test_no_typed_text_breaks_a_short_answer(typed: str, accepted: str, hint: str) -> None:
    assert grading.is_accepted(typed, (accepted,), hint) in (True, False)


def test_a_mark_reached_exactly_is_reached() -> None:
    points = [1.0, 1.0, 1.0, 1.0, 1 / 3 + 1 / 3 + 1 / 3, 0.0]
    assert grading.reaches(grading.share(points), 5 / 6)
    assert not grading.reaches(0.79, 0.8)
    assert grading.share([]) == 0.0
