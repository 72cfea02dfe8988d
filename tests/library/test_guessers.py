"""Guessers: what somebody who knows nothing would have right."""

from __future__ import annotations

import pytest

from elearn.learning.item import Item, Scenario, SingleChoice
from elearn.library.check import check
from elearn.library.guessers import GUESSERS, Choice, chance, choices, shares, step_choices
from tests.build.items import of_every_type, scenario, single_choice
from tests.build.sources import QUIZ_FILE, SourceTree


def asked(*options: str, key: int = 0, stem: str = "Việc nào nên làm trước?") -> Choice:
    return Choice("x", stem, options, key)


@pytest.mark.parametrize(
    ("guesser", "taken", "one"),
    [
        ("longest", 1, asked("Gửi đi", "Hỏi người chủ trì rồi mới gửi", "Xóa bỏ")),
        ("qualified", 2, asked("Luôn gửi đi", "Không bao giờ gửi", "Có thể gửi nếu được phép")),
        ("clauses", 1, asked("Gửi lúc 10:30 – ngay", "Dừng, hỏi: ai được xem, rồi gửi", "Xóa, báo sau")),
        ("overlap", 1, asked("Gửi ngay đi", "Nên làm lại trước đã", "Xóa bỏ luôn")),
        ("odd", 2, asked("Gửi cho anh Toàn", "Gửi cho chị Hạnh", "Xóa bản nháp")),
    ],
)
def test_what_a_guesser_takes(guesser: str, taken: int, one: Choice) -> None:
    looks = GUESSERS[guesser](one)
    assert [number for number, look in enumerate(looks) if look == max(looks)] == [taken]


def test_a_bank_of_long_keys_is_guessed() -> None:
    bank = [asked("Gửi", "Hỏi người chủ trì rồi mới gửi", "Xóa", key=1)] * 4
    assert shares(bank)["longest"] == 1.0
    assert shares(bank)["position"] == 1.0
    assert chance(bank) == pytest.approx(1 / 3)


def test_what_looks_alike_is_taken_by_lot() -> None:
    found = shares([asked("aa bb", "cc dd", "ee ff", key=key) for key in range(3)])
    assert found == pytest.approx(dict.fromkeys(found, 1 / 3))


def test_nobody_is_asked() -> None:
    assert set(shares([]).values()) == {0.0}
    assert chance([]) == 0.0


def test_single_choices_and_steps_are_counted_apart() -> None:
    bank: list[Item] = of_every_type()
    assert [one.item for one in choices(bank)] == [one.id for one in bank if isinstance(one, SingleChoice)]
    steps = next(one for one in bank if isinstance(one, Scenario)).steps
    assert len(step_choices(bank)) == len(steps)
    assert choices([scenario()]) == []
    assert step_choices([single_choice()]) == []


def test_an_item_without_one_key_is_not_counted() -> None:
    assert choices([single_choice(right="")]) == []


def _single(number: int, key: int, *, long_key: bool) -> str:
    options = []
    for at in range(4):
        words = f"Cách làm thứ {('một', 'hai', 'ba', 'bốn')[at]} ở đây" + (
            " cho đúng việc" if at == key and long_key else ""
        )
        right = "correct: true, " if at == key else ""
        options.append(
            f'      - {{id: o{at}, text: "{words}", {right}feedback: "Lời nhận xét cho cách làm này."}}'
        )
    lines = "\n".join(options)
    return (
        f"  - id: them-{number:02d}\n    type: single_choice\n    use: exam\n    level: apply\n    objective: nhan-ra\n"
        f'    section: luat-cam\n    sources: [luat-116-2025:7]\n    stem: "Chuyện {number} ở xã {number + 100}: số {number * 7}?"\n'
        f'    options:\n{lines}\n    explanation: "Lời giải cho tình huống này."\n'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "long_key", "rule"),
    [
        ([0, 1, 2, 3] * 4, True, "guesser-longest"),
        ([0] * 12 + [1, 2, 3, 0], False, "guesser-position"),
        ([0] * 12 + [1, 2, 3, 0], False, "positions"),
    ],
)
def test_check_enforces_the_guessers(tree: SourceTree, keys: list[int], long_key: bool, rule: str) -> None:
    more = "".join(_single(number, key, long_key=long_key) for number, key in enumerate(keys))
    tree.write(QUIZ_FILE, tree.read(QUIZ_FILE) + more)
    report = check(tree.root)
    assert rule in {one.rule for one in report.problems}
    assert set(report.guessers["mau"]) == {"longest", "qualified", "clauses", "position", "overlap", "odd"}


def test_too_much_recall_and_too_little_truth(tree: SourceTree) -> None:
    more = "".join(_single(number, number % 4, long_key=False) for number in range(8)).replace(
        "apply", "recall"
    )
    tree.write(QUIZ_FILE, tree.read(QUIZ_FILE) + more.replace("    stem:", "    truth: false\n    stem:"))
    report = check(tree.root)
    assert {"recall", "truth"} <= {one.rule for one in report.problems}
    assert report.measures["banks"]["mau"]["truth"] == {"true": 0, "false": 9}
