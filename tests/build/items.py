"""Items of every type: valid by default, one keyword the odd one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from elearn.learning import item as kinds
from elearn.learning.item import Item, Option, Response

COURSE = "luat-an-ninh-mang"


def _common(id: str, **odd: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "id": id,
        "course": COURSE,
        "lesson": f"{COURSE}/bi-mat-cong-tac",
        "topic": "bi-mat",
        "use": "both",
        "level": "apply",
        "objective": "nhan-ra",
        "sources": ("luat-116-2025:7.2.c",),
        "stem": "Anh Toàn nên làm gì trước tiên?",
        "explanation": "Chặn đường lan trước, rồi báo người phụ trách.",
        "section": "chuyen-o-ban",
    }
    return usual | odd


def _options(*right: str, of: str = "abcd") -> tuple[Option, ...]:
    return tuple(Option(one, f"Cách {one}", f"Vì sao {one}", correct=one in right) for one in of)


def single_choice(id: str = "sc-01", right: str = "b", **odd: Any) -> Item:
    """Four options, `right` is the key."""
    return kinds.SingleChoice(options=_options(right), **_common(id, **odd))


def multiple_choice(id: str = "mc-01", right: str = "ac", **odd: Any) -> Item:
    """Four options, the letters of `right` are the key."""
    return kinds.MultipleChoice(options=_options(*right), **_common(id, **odd))


def true_false(id: str = "tf-01", right: str = "sai", **odd: Any) -> Item:
    """`dung` or `sai`."""
    options = (
        Option("dung", "Đúng", "Vì sao đúng", correct=right == "dung"),
        Option("sai", "Sai", "Vì sao sai", correct=right == "sai"),
    )
    return kinds.TrueFalse(options=options, **_common(id, **odd))


def matching(id: str = "ma-01", pairs: int = 4, extra: int = 1, **odd: Any) -> Item:
    """p1–p4, and x1 that fits nothing."""
    made = tuple(kinds.Pair(f"p{n}", f"Việc {n}", f"Cơ quan {n}", f"Vì sao {n}") for n in range(1, pairs + 1))
    spare = tuple(f"Cơ quan thừa {n}" for n in range(1, extra + 1))
    return kinds.Matching(pairs=made, extra=spare, **_common(id, **odd))


def ordering(id: str = "or-01", lines: int = 4, **odd: Any) -> Item:
    """s1–s4 in this order."""
    made = tuple(kinds.Placed(f"s{n}", f"Bước {n}", f"Vì sao {n}") for n in range(1, lines + 1))
    return kinds.Ordering(sequence=made, **_common(id, **odd))


def short_answer(
    id: str = "sa-01", accept: tuple[str, ...] = ("24 giờ",), hint: str = "đơn vị: giờ", **odd: Any
) -> Item:
    """ "24 giờ", and "48 giờ" is near."""
    near = (kinds.Near("48 giờ", "Đó là thời hạn của Luật cũ."),)
    return kinds.ShortAnswer(
        accept=accept, hint=hint, near=near, feedback="Đọc lại mục này.", **_common(id, **odd)
    )


def classify(id: str = "cl-01", bins: str = "ddkk", **odd: Any) -> Item:
    """c1–c4; the letters of `bins` are their bins (d: duoc, k: khong)."""
    names = {"d": "duoc", "k": "khong"}
    cards = tuple(kinds.Card(f"c{n}", f"Thẻ {n}", names[b], f"Vì sao {n}") for n, b in enumerate(bins, 1))
    places = (kinds.Bin("duoc", "Được làm"), kinds.Bin("khong", "Không được làm"))
    return kinds.Classify(bins=places, cards=cards, **_common(id, **odd))


def mark_text(id: str = "mt-01", right: str = "13", **odd: Any) -> Item:
    """m1–m4, those with the numbers in `right` are to be marked."""
    marks = tuple(kinds.Mark(f"m{n}", str(n) in right, f"Vì sao {n}") for n in range(1, 5))
    stimulus = kinds.Sms(
        sender="Ngân hàng",
        messages=(kinds.Message(text="{m1|Bấm ngay} {m2|hôm nay} {m3|gửi OTP} {m4|trân trọng}"),),
    )
    return kinds.MarkText(marks=marks, stimulus=stimulus, **_common(id, **odd))


def scenario(id: str = "sn-01", **odd: Any) -> Item:
    """s1: a → s2, b → end at once; s2: a → s3, b (half) → s3; s3: a → good end, b → bad end."""
    steps = (
        kinds.Step("s1", "Tin đồn vỡ đê", (_way("a", "s2", True), _way("b", "xau"))),
        kinds.Step("s2", "Gọi ai?", (_way("a", "s3", True), _way("b", "s3", points=0.5))),
        kinds.Step("s3", "Nói gì?", (_way("a", "tot", True), _way("b", "xau"))),
    )
    endings = (kinds.Ending("tot", "Dân yên tâm."), kinds.Ending("xau", "Tin lan rộng."))
    return kinds.Scenario(steps=steps, endings=endings, **_common(id, **odd))


def _way(id: str, next: str, correct: bool = False, points: float | None = None) -> Option:
    return Option(id, f"Cách {id}", f"Vì sao {id}", correct=correct, points=points, next=next)


MAKERS: dict[str, Callable[..., Item]] = {
    "single_choice": single_choice,
    "multiple_choice": multiple_choice,
    "true_false": true_false,
    "matching": matching,
    "ordering": ordering,
    "short_answer": short_answer,
    "classify": classify,
    "mark_text": mark_text,
    "scenario": scenario,
}


def of_every_type(**odd: Any) -> list[Item]:
    """One item of each of the nine types."""
    return [make(**odd) for make in MAKERS.values()]


def bank(topics: dict[str, int], use: str = "both") -> list[Item]:
    """A bank with so many items per topic, types in turn, ids `<topic>-01`…"""
    makers = list(MAKERS.values())
    return [
        makers[number % len(makers)](id=f"{topic}-{number:02d}", topic=topic, use=use)
        for topic, count in topics.items()
        for number in range(1, count + 1)
    ]


def right_response(item: Item) -> Response:
    """The response that has all points."""
    if isinstance(item, kinds.SingleChoice | kinds.MultipleChoice | kinds.TrueFalse):
        return Response(chosen=tuple(one.id for one in item.options if one.correct))
    if isinstance(item, kinds.Matching):
        return Response(pairs={pair.id: pair.id for pair in item.pairs})
    if isinstance(item, kinds.Classify):
        return Response(pairs={card.id: card.bin for card in item.cards})
    if isinstance(item, kinds.Ordering):
        return Response(order=tuple(line.id for line in item.sequence))
    if isinstance(item, kinds.ShortAnswer):
        return Response(text=item.accept[0])
    if isinstance(item, kinds.MarkText):
        return Response(chosen=tuple(mark.id for mark in item.marks if mark.correct))
    return _best_walk(item)


def wrong_response(item: Item) -> Response:
    """A whole response without any points."""
    if isinstance(item, kinds.SingleChoice | kinds.TrueFalse | kinds.MultipleChoice):
        return Response(chosen=(next(one.id for one in item.options if not one.correct),))
    if isinstance(item, kinds.Matching):
        ids = [pair.id for pair in item.pairs]
        return Response(pairs=dict(zip(ids, [*ids[1:], ids[0]], strict=True)))
    if isinstance(item, kinds.Classify):
        return Response(pairs={card.id: item.bins[0].id for card in item.cards})
    if isinstance(item, kinds.Ordering):
        return Response(order=tuple(line.id for line in reversed(item.sequence)))
    if isinstance(item, kinds.ShortAnswer):
        return Response(text="không rõ")
    if isinstance(item, kinds.MarkText):
        return Response(chosen=tuple(mark.id for mark in item.marks if not mark.correct))
    first = item.steps[0]
    return Response(chosen=(f"{first.id}/{next(one.id for one in first.options if not one.correct)}",))


def _best_walk(item: kinds.Scenario) -> Response:
    steps = {step.id: step for step in item.steps}
    here, walked = item.steps[0], []
    while True:
        best = next(one for one in here.options if one.correct)
        walked.append(f"{here.id}/{best.id}")
        if best.next not in steps:
            return Response(chosen=tuple(walked))
        here = steps[best.next]
