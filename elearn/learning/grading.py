"""What a response is worth: one pure function for each type of item, 0.0 to 1.0 points.

Partial credit takes back what blind guessing would gain: who marks everything, or puts every
card into one bin, gets nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from elearn.learning.item import (
    Classify,
    Item,
    MarkText,
    Matching,
    MultipleChoice,
    Option,
    Ordering,
    Response,
    Scenario,
    ShortAnswer,
    SingleChoice,
    Step,
    TrueFalse,
)
from elearn.vietnamese.text import fold

_NEARLY = 1e-9  # thirds and sixths do not add up to 1.0 in floating point
_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)?)(.*)$", re.DOTALL)


def grade(item: Item, response: Response) -> float:
    """Points for a response, 0.0 to 1.0; an empty response has none.

    Raises ValueError where the item has no key, which no compiled library holds.
    """
    if response.is_empty:
        return 0.0
    if isinstance(item, SingleChoice | TrueFalse):
        return 1.0 if tuple(response.chosen) == _right_options(item.options) else 0.0
    if isinstance(item, MultipleChoice):
        return grade_marked(response.chosen, _right_options(item.options))
    if isinstance(item, Matching):
        return grade_placed(response.pairs, {pair.id: pair.id for pair in item.pairs})
    if isinstance(item, Classify):
        return grade_placed(response.pairs, {card.id: card.bin for card in item.cards})
    if isinstance(item, Ordering):
        return grade_order(response.order, [line.id for line in item.sequence])
    if isinstance(item, MarkText):
        return grade_marked(response.chosen, tuple(mark.id for mark in item.marks if mark.correct))
    if isinstance(item, ShortAnswer):
        return 1.0 if is_accepted(response.text, item.accept, item.hint) else 0.0
    return _grade_scenario(item, response)


def is_right(item: Item, response: Response) -> bool:
    """Whether the response has all points."""
    return grade(item, response) >= 1.0 - _NEARLY


def is_full(points: float) -> bool:
    """Whether points that were kept are all points."""
    return points >= 1.0 - _NEARLY


def share(points: Sequence[float]) -> float:
    """The mean of the points, 0.0 to 1.0; 0.0 where there are none."""
    return sum(points) / len(points) if points else 0.0


def reaches(reached: float, pass_mark: float) -> bool:
    """Whether a share reaches the pass mark, both 0..1; a mark reached exactly is reached."""
    return reached >= pass_mark - _NEARLY


def grade_marked(chosen: Iterable[str], key: Iterable[str]) -> float:
    """Points where several are to be marked: a wrong mark takes back a right one.

    Raises ValueError if the key is empty.
    """
    marked, right = set(chosen), set(key)
    if not right:
        raise ValueError("an item without a key does not compile")
    return max(0, len(marked & right) - len(marked - right)) / len(right)


def grade_placed(placed: Mapping[str, str], key: Mapping[str, str]) -> float:
    """Points where each part has one place: the share placed right, corrected for chance.

    A wrong place takes back what putting everything into the fullest place would gain; what was
    left open takes nothing back. Raises ValueError if the key is empty.
    """
    if not key:
        raise ValueError("an item without a key does not compile")
    right = sum(placed.get(part) == place for part, place in key.items())
    wrong = sum(part in placed for part in key) - right
    fullest = max(Counter(key.values()).values())
    if fullest == len(key):
        return right / len(key)
    return max(0.0, right - wrong * fullest / (len(key) - fullest)) / len(key)


def grade_order(given: Sequence[str], key: Sequence[str]) -> float:
    """Points for an order: pairs of lines in the right order less those the wrong way round.

    This is Kendall's tau without its negative half: the right order has 1.0, its reverse and (on
    average) a blind guess 0.0. Raises ValueError if the key has fewer than two lines.
    """
    if len(key) < 2:
        raise ValueError("an order of fewer than two lines does not compile")
    place = {line: number for number, line in reversed(list(enumerate(given)))}
    balance = 0
    for first in range(len(key)):
        for second in range(first + 1, len(key)):
            if key[first] in place and key[second] in place:
                balance += 1 if place[key[first]] < place[key[second]] else -1
    return max(0, balance) / (len(key) * (len(key) - 1) // 2)


def is_accepted(typed: str, accept: Sequence[str], hint: str = "") -> bool:
    """Whether a typed word or number is one that is accepted; accents, case and spaces do not count.

    A bare number stands for the same number with its unit ("24" for "24 giờ"); a unit typed where
    only the number is accepted must be the one that the hint names.
    """
    given = _squeezed(typed)
    if not given:
        return False
    return any(given == _squeezed(text) or _same_number(given, _squeezed(text), hint) for text in accept)


def _same_number(given: str, wanted: str, hint: str) -> bool:
    typed, key = _NUMBER.match(given), _NUMBER.match(wanted)
    if not typed or not key or _value(typed[1]) != _value(key[1]):
        return False
    typed_unit, key_unit = typed[2], key[2]
    if not typed_unit or typed_unit == key_unit:
        return True
    return not key_unit and typed_unit.isalpha() and typed_unit in _squeezed(hint)


def _value(number: str) -> float:
    return float(number.replace(",", "."))


def _squeezed(text: str) -> str:
    return "".join(fold(text).split()).rstrip(".!?;:,")


def _right_options(options: Iterable[Option]) -> tuple[str, ...]:
    key = tuple(option.id for option in options if option.correct)
    if not key:
        raise ValueError("an item without a key does not compile")
    return key


def option_points(option: Option) -> float:
    """What an option of a scenario is worth, 0.0 to 1.0."""
    worth = option.points if option.points is not None else float(option.correct)
    return min(1.0, max(0.0, worth))


def walked(item: Scenario, response: Response) -> list[tuple[Step, Option]]:
    """The steps that were walked and what was chosen at each, as far as they follow one another."""
    steps = {step.id: step for step in item.steps}
    path: list[tuple[Step, Option]] = []
    here: Step | None = item.steps[0]
    for entry in response.chosen:
        step_id, _, option_id = entry.partition("/")
        if here is None or here.id != step_id:
            break
        option = next((option for option in here.options if option.id == option_id), None)
        if option is None:
            break
        path.append((here, option))
        here = steps.get(option.next or "")
    return path


def steps_left(item: Scenario, response: Response) -> int:
    """The fewest steps that are still to be walked to an ending; 0 where one was reached."""
    path = walked(item, response)
    steps = {step.id: step for step in item.steps}
    edge = {path[-1][1].next or ""} if path else {item.steps[0].id}
    seen: set[str] = set()
    count = 0
    while all(place in steps for place in edge):
        seen |= edge
        count += 1
        edge = {option.next or "" for place in edge for option in steps[place].options} - seen
        if not edge:
            break
    return count


def _grade_scenario(item: Scenario, response: Response) -> float:
    path = walked(item, response)
    length = len(path) + steps_left(item, response)
    return sum(option_points(option) for _, option in path) / length if length else 0.0
