"""What one item must be like, by its type; and what no item says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from elearn.learning import marks
from elearn.learning.item import (
    Classify,
    Item,
    MarkText,
    Matching,
    MultipleChoice,
    Option,
    Ordering,
    Scenario,
    ShortAnswer,
    SingleChoice,
    Stimulus,
    TrueFalse,
)
from elearn.library.plain_text import count_words
from elearn.library.problems import Problems
from elearn.library.rules_parts import check_parts, no_twice
from elearn.library.sources import ItemSource
from elearn.vietnamese.text import fold

LONGEST_TO_MEDIAN, SHORTEST_TO_MEDIAN = 1.6, 0.5
_SHORT = 14  # letters; below, options are too short for their length to tell anything
_LEAST_FEEDBACK = 4  # words
_OPTION = "(?:dap an|phuong an|lua chon|cau tra loi|cau|y)"
_NAMED = f"(?:{_OPTION}|dieu|viec|cach|hanh vi|truong hop|noi dung)"
_ALL_OF = re.compile(
    rf"\b(?:tat ca|moi|ca|ca \w+|cac|nhung|hai|ba|bon)(?: cac| nhung)? (?:{_NAMED} )?(?:da )?(?:neu |ke )?(?:o )?tren"
    r"(?=\W*$| (?:deu|cung|dung|sai|khong)\b)"
    rf"|\b(?:tat ca|ca hai|ca ba|ca bon|ca nam|ca \d)(?: cac| nhung)?(?: {_NAMED})? (?:deu|cung) (?:dung|sai)\b"
    rf"|^\W*(?:tat ca(?: cac)?(?: {_OPTION})?|ca (?:hai|ba|bon|nam|\d)(?: {_OPTION})?)\W*$"
    r"|\bca (?:hai|ba|bon|nam|\d) (?:y|phuong an|dap an|lua chon)\b|\bca (?:hai|ba|bon) cau\b"
    rf"|\b(?:ca )?{_OPTION} [a-e](?:, [a-e])*(?: va|,| lan) [a-e]\b|\bca [a-e](?:, [a-e])*(?: va|,| lan) [a-e]\b"
    r"|\b[a-e](?:, [a-e])*(?: va|,) [a-e] (?:deu|cung)\b"
    rf"|\bkhong (?:co )?(?:{_OPTION}|cach) nao(?: o tren)?(?: dung| phu hop)?\b"
)
_LETTER = re.compile(
    r"\b(?:(?:phương án|đáp án(?: đúng)?(?: là)?|lựa chọn|câu|ý|thẻ|dòng|chỗ|cách|chọn)\s+(?:[a-e](?![\w/])|[smpc]\d)"
    r"|\([a-e]\)|[smpc]\d)(?!\w)|\b[a-e] (?:là |mới )?(?:đúng|sai)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:\(?[A-Ea-e][.):]|\d{1,2}[.)]|[Bb]ước \d+[.:]) ")
_BARE_FEEDBACK = {"sai roi", "dung roi", "chua dung", "khong dung", "chinh xac", "sai", "dung", "hop ly"}

Fault = Callable[[tuple[str | int, ...], str, str], None]  # (path, rule, words)


def check_item(source: ItemSource, problems: Problems) -> None:
    """Everything that can be said of an item by itself."""
    item = source.item

    def fault(path: tuple[str | int, ...], rule: str, words: str) -> None:
        problems.add(source.file, source.line(*path), rule, f"câu {item.id}: {words}")

    _common(item, fault)
    check_parts(item, fault)
    _FORMS[type(item)](item, fault)
    for path, text in said(item):
        _no_forbidden(path, text, fault)
    for path, text in taught(item):
        _teaches(path, text, fault)


def _common(item: Item, fault: Fault) -> None:
    if count_words(item.stem) < 4:
        fault(("stem",), "form", "lời dẫn (stem) quá ngắn")
    if count_words(item.explanation) < 4:
        fault(("explanation",), "form", "lời giải (explanation) quá ngắn")
    if not item.section:
        fault((), "section", "thiếu “section”: mục của bài để đọc lại")
    if item.stimulus and not isinstance(item, MarkText):
        _no_marks(item.stimulus, ("stimulus",), fault)


def _no_marks(stimulus: Stimulus, path: tuple[str | int, ...], fault: Fault) -> None:
    if marks.marked(stimulus):
        fault(path, "form", "dấu {…|…} trong tài liệu chỉ dùng cho câu đánh dấu (mark_text)")


# The form of each type


def _options(options: Sequence[Option], path: tuple[str | int, ...], fault: Fault) -> None:
    _unique(path, (one.id for one in options), "mã phương án", fault)
    _unique(path, (fold(one.text) for one in options), "phương án", fault)
    lengths = [len(one.text) for one in options]
    if not lengths or max(lengths) <= _SHORT:
        return
    if max(lengths) > LONGEST_TO_MEDIAN * median(lengths):
        at = lengths.index(max(lengths))
        words = f"phương án dài nhất ({max(lengths)} chữ cái) vượt 1,6 lần trung vị ({median(lengths):g})"
        fault((*path, at), "length", words)
    if min(lengths) < SHORTEST_TO_MEDIAN * median(lengths):
        at = lengths.index(min(lengths))
        words = f"phương án ngắn nhất ({min(lengths)} chữ cái) chưa bằng nửa trung vị ({median(lengths):g})"
        fault((*path, at), "length", words)


def _one_key(options: Sequence[Option], path: tuple[str | int, ...], what: str, fault: Fault) -> None:
    keys = [number for number, one in enumerate(options) if one.correct]
    if len(keys) != 1:
        place = (*path, keys[1]) if keys else path
        fault(place, "form", f"{what} cần đúng một phương án có correct: true")


def _single(item: SingleChoice, fault: Fault) -> None:
    _one_key(item.options, ("options",), "câu một lựa chọn", fault)
    if not 3 <= len(item.options) <= 6:
        fault(("options",), "form", "câu một lựa chọn cần từ 3 đến 6 phương án")
    _no_steps(item.options, ("options",), fault)
    _options(item.options, ("options",), fault)


def _multiple(item: MultipleChoice, fault: Fault) -> None:
    right = sum(one.correct for one in item.options)
    if right < 2 or right == len(item.options):
        fault(("options",), "form", "câu nhiều lựa chọn cần ít nhất hai phương án đúng và một phương án sai")
    if not 4 <= len(item.options) <= 8:
        fault(("options",), "form", "câu nhiều lựa chọn cần từ 4 đến 8 phương án")
    _no_steps(item.options, ("options",), fault)
    _options(item.options, ("options",), fault)


def _true_false(item: TrueFalse, fault: Fault) -> None:
    if [one.id for one in item.options] != ["dung", "sai"] or sum(one.correct for one in item.options) != 1:
        fault(
            ("options",),
            "form",
            "câu đúng sai cần hai phương án dung, sai theo thứ tự ấy, một có correct: true",
        )
    _no_steps(item.options, ("options",), fault)


def _no_steps(options: Iterable[Option], path: tuple[str | int, ...], fault: Fault) -> None:
    for number, one in enumerate(options):
        if one.next is not None or one.points is not None:
            fault((*path, number), "form", "“next” và “points” chỉ dùng trong tình huống (scenario)")


def _matching(item: Matching, fault: Fault) -> None:
    if len(item.pairs) < 3:
        fault(("pairs",), "form", "câu ghép cần ít nhất 3 cặp")
    _unique(("pairs",), (one.id for one in item.pairs), "mã cặp", fault)
    _unique(("pairs",), (fold(one.left) for one in item.pairs), "vế trái", fault)
    rights = [(("pairs", at, "right"), fold(one.right)) for at, one in enumerate(item.pairs)]
    others = [(("extra", at), fold(one)) for at, one in enumerate(item.extra)]
    no_twice((*rights, *others), "vế phải", fault)
    if any(re.fullmatch(r"x\d+", one.id) for one in item.pairs):
        fault(("pairs",), "form", "mã x1, x2… dành cho vế phải thừa")


def _ordering(item: Ordering, fault: Fault) -> None:
    if len(item.sequence) < 3:
        fault(("sequence",), "form", "câu sắp xếp cần ít nhất 3 dòng")
    _unique(("sequence",), (one.id for one in item.sequence), "mã dòng", fault)
    _unique(("sequence",), (fold(one.text) for one in item.sequence), "dòng", fault)


def _short(item: ShortAnswer, fault: Fault) -> None:
    if not item.accept:
        fault(("accept",), "form", "câu trả lời ngắn cần ít nhất một đáp án (accept)")
    accepted = {fold(one) for one in item.accept}
    for number, near in enumerate(item.near):
        if fold(near.text) in accepted:
            fault(("near", number), "form", f"“{near.text}” vừa được nhận vừa bị coi là gần đúng")


def _classify(item: Classify, fault: Fault) -> None:
    bins = [one.id for one in item.bins]
    if len(bins) < 2 or len(item.cards) < 4:
        fault(("cards",), "form", "câu phân loại cần ít nhất 2 ô và 4 thẻ")
    _unique(("bins",), bins, "mã ô", fault)
    _unique(("bins",), (fold(one.text) for one in item.bins), "ô", fault)
    _unique(("cards",), (one.id for one in item.cards), "mã thẻ", fault)
    _unique(("cards",), (fold(one.text) for one in item.cards), "thẻ", fault)
    for number, card in enumerate(item.cards):
        if card.bin not in bins:
            fault(("cards", number, "bin"), "form", f"không có ô “{card.bin}”")
    for empty in set(bins) - {card.bin for card in item.cards}:
        fault(("bins",), "form", f"ô “{empty}” không có thẻ nào")


def _mark_text(item: MarkText, fault: Fault) -> None:
    if item.stimulus is None:
        fault((), "form", "câu đánh dấu cần tài liệu (stimulus)")
        return
    written, listed = marks.marked(item.stimulus), [one.id for one in item.marks]
    _unique(("marks",), listed, "mã chỗ", fault)
    found = [part.mark for text in marks.texts(item.stimulus) for part in marks.split(text) if part.mark]
    no_twice(((("stimulus",), one) for one in found), "chỗ trong tài liệu", fault)
    for one in sorted(set(listed) - written.keys()):
        fault(("marks",), "form", f"chỗ “{one}” không có trong tài liệu")
    for one in sorted(written.keys() - set(listed)):
        fault(("stimulus",), "form", f"chỗ “{one}” trong tài liệu không có trong marks")
    right = sum(one.correct for one in item.marks)
    if not 0 < right < len(item.marks):
        fault(("marks",), "form", "cần ít nhất một chỗ phải đánh dấu và một chỗ không")


def _scenario(item: Scenario, fault: Fault) -> None:
    steps, endings = [one.id for one in item.steps], [one.id for one in item.endings]
    ids = [(("steps", at), one) for at, one in enumerate(steps)]
    no_twice((*ids, *((("endings", at), one) for at, one in enumerate(endings))), "bước hoặc kết cục", fault)
    if len(steps) < 2:
        fault(("steps",), "form", "tình huống cần ít nhất 2 bước")
    for number, step in enumerate(item.steps):
        path = ("steps", number)
        _one_key(step.options, (*path, "options"), f"bước {step.id}", fault)
        if len(step.options) < 2:
            fault(path, "form", f"bước {step.id} cần ít nhất 2 phương án")
        if step.stimulus:
            _no_marks(step.stimulus, (*path, "stimulus"), fault)
        _options(step.options, (*path, "options"), fault)
        for at, one in enumerate(step.options):
            _way(one, (*path, "options", at), {*steps, *endings}, fault)
    _walk(item, fault)


def _way(option: Option, path: tuple[str | int, ...], known: set[str], fault: Fault) -> None:
    if not option.next:
        fault(path, "form", "thiếu “next”: bước hoặc kết cục mà phương án dẫn tới")
    elif option.next not in known:
        fault((*path, "next"), "form", f"không có bước hay kết cục “{option.next}”")
    if option.points is not None and (option.correct or not 0 < option.points < 1):
        fault(path, "form", "“points” chỉ dành cho phương án chưa đúng hẳn, lớn hơn 0 và nhỏ hơn 1")


def _walk(item: Scenario, fault: Fault) -> None:
    """Every step and ending is reached, and no path goes round."""
    if not item.steps:
        return
    ways = {step.id: [one.next for one in step.options if one.next] for step in item.steps}
    reached: set[str] = set()
    above: list[str] = []

    def visit(step: str) -> None:
        reached.add(step)
        above.append(step)
        for following in ways.get(step, ()):
            if following in above:
                circle.add((step, following))
            elif following not in reached:
                visit(following)
        above.pop()

    circle: set[tuple[str, str]] = set()
    visit(item.steps[0].id)
    for number, step in enumerate(item.steps):
        for at, option in enumerate(step.options):
            if (step.id, option.next) in circle:
                words = f"đường đi quay lại bước “{option.next}”, không bao giờ hết"
                fault(("steps", number, "options", at, "next"), "form", words)
    for kind, parts in (("steps", item.steps), ("endings", item.endings)):
        for number, part in enumerate(parts):
            if part.id not in reached:  # type: ignore[attr-defined]
                fault((kind, number), "form", f"không đường nào dẫn tới “{part.id}”")  # type: ignore[attr-defined]


def _unique(path: tuple[str | int, ...], values: Iterable[str], what: str, fault: Fault) -> None:
    """No value twice among the parts of a list."""
    no_twice((((*path, at), value) for at, value in enumerate(values)), what, fault)


_FORMS: dict[type, Callable[[Any, Fault], None]] = {
    SingleChoice: _single,
    MultipleChoice: _multiple,
    TrueFalse: _true_false,
    Matching: _matching,
    Ordering: _ordering,
    ShortAnswer: _short,
    Classify: _classify,
    MarkText: _mark_text,
    Scenario: _scenario,
}


# What is said


def taught(item: Item) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each feedback that the item owes: (path, text)."""
    for name in ("options", "pairs", "sequence", "cards", "marks", "near"):
        for number, one in enumerate(getattr(item, name, ())):
            yield (name, number), one.feedback
    if isinstance(item, ShortAnswer):
        yield ("feedback",), item.feedback
    if isinstance(item, Scenario):
        for number, step in enumerate(item.steps):
            for at, one in enumerate(step.options):
                yield ("steps", number, "options", at), one.feedback


def said(item: Item) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Options and what explains them: (path, text)."""
    yield ("explanation",), item.explanation
    for name in ("options", "pairs", "sequence", "cards"):
        for number, one in enumerate(getattr(item, name, ())):
            yield (name, number), getattr(one, "text", "")
    if isinstance(item, Scenario):
        for number, step in enumerate(item.steps):
            for at, one in enumerate(step.options):
                yield ("steps", number, "options", at), one.text


def _no_forbidden(path: tuple[str | int, ...], text: str, fault: Fault) -> None:
    if _ALL_OF.search(fold(text)):
        fault(path, "all-of-above", "không dùng “tất cả các đáp án trên”, “cả A và B”, “không câu nào”")
    _no_label(path, text, fault)
    if path == ("explanation",):
        _no_letter(path, text, fault)


def _no_label(path: tuple[str | int, ...], text: str, fault: Fault) -> None:
    found = _LABEL.match(text)
    if found and path != ("explanation",):
        words = f"không ghi “{found.group().strip()}” ở đầu: chương trình tự đánh chữ, và thứ tự bị xáo"
        fault(path, "letter", words)


def _no_letter(path: tuple[str | int, ...], text: str, fault: Fault) -> None:
    found = _LETTER.search(text)
    if found:
        fault(
            path, "letter", f"không gọi phương án bằng chữ cái: “{found.group()}” (thứ tự bị xáo khi làm bài)"
        )


def _teaches(path: tuple[str | int, ...], text: str, fault: Fault) -> None:
    if not text.strip():
        fault(path, "feedback", "thiếu lời nhận xét (feedback)")
    elif count_words(text) < _LEAST_FEEDBACK or fold(text).strip(" .!") in _BARE_FEEDBACK:
        fault(path, "feedback", f"lời nhận xét chưa dạy được gì: “{text}”")
    _no_letter(path, text, fault)
