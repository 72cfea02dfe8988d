"""What a course's bank must be like as a whole, with the figures that say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elearn.learning import marks
from elearn.learning.item import Item, Pair, Scenario, type_of
from elearn.library import guessers, rules_blind
from elearn.library.blind_answers import Earned
from elearn.library.plain_text import words_in
from elearn.library.problems import Problems
from elearn.library.rules_course import BLUEPRINT
from elearn.library.sources import CourseSource, ItemSource
from elearn.library.toml_files import table_line
from elearn.vietnamese.text import fold

MOST_RECALL = 0.35
TRUE_SHARE = (0.40, 0.60)
LEAST_PER_OBJECTIVE = 2
DISJOINT_PAPERS = 3
_FEW = 8  # questions; below, shares say nothing
_NEAR_STEMS, _NEAR_QUESTIONS = 0.6, 0.72  # the part of their runs of words that two texts share
_SHINGLE = 3
GUESSER_WORDS = {
    "longest": "luôn chọn phương án dài nhất",
    "qualified": "luôn chọn phương án rào đón nhất",
    "clauses": "luôn chọn phương án nhiều vế nhất",
    "position": "luôn chọn cùng một vị trí",
    "overlap": "luôn chọn phương án giống lời dẫn nhất",
    "odd": "luôn chọn phương án khác các phương án kia nhất",
}


@dataclass(slots=True)
class BankMeasures:
    """A bank in figures."""

    items: int = 0
    chance: float = 0.0
    guessers: dict[str, float] = field(default_factory=dict)
    step_chance: float = 0.0
    step_guessers: dict[str, float] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=dict)
    recall: float = 0.0
    truth: tuple[int, int] = (0, 0)  # true, false
    papers: int = 0
    blind: dict[str, Earned] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {
            "items": self.items,
            "chance": round(self.chance, 4),
            "step_chance": round(self.step_chance, 4),
            "step_guessers": {name: round(share, 4) for name, share in self.step_guessers.items()},
            "positions": self.positions,
            "recall": round(self.recall, 4),
            "truth": {"true": self.truth[0], "false": self.truth[1]},
            "disjoint_papers": self.papers,
            "blind_answers": rules_blind.as_json(self.blind),
        }


def check_bank(course: CourseSource, problems: Problems, root: Path) -> BankMeasures:
    """Measure a bank and note what is out of bounds."""
    items = [one.item for one in course.items]
    found = BankMeasures(items=len(items))
    if not items:
        problems.add(course.file, 1, "bank", f"khóa {course.folder} chưa có câu hỏi nào")
        return found
    singles, steps = guessers.choices(items), guessers.step_choices(items)
    found.chance, found.guessers = guessers.chance(singles), guessers.shares(singles)
    found.step_chance, found.step_guessers = guessers.chance(steps), guessers.shares(steps)
    _guessing("câu một lựa chọn", singles, found.chance, found.guessers, course, problems)
    _guessing("bước của tình huống", steps, found.step_chance, found.step_guessers, course, problems)
    found.positions = _positions(singles, course, problems)
    found.blind = rules_blind.check_blind(course, problems)
    found.recall = sum(one.level == "recall" for one in items) / len(items)
    if found.recall > MOST_RECALL and len(items) >= _FEW:
        problems.add(course.file, 1, "recall", f"câu ở mức nhớ chiếm {found.recall:.0%}, quá 35%")
    found.truth = _truth(items, course, problems)
    _objectives(course, problems)
    found.papers = _papers(course, problems, root)
    return found


def _guessing(
    what: str,
    asked: Sequence[guessers.Choice],
    by_lot: float,
    found: dict[str, float],
    course: CourseSource,
    problems: Problems,
) -> None:
    if len(asked) < _FEW:
        return
    for name, share in found.items():
        if share > by_lot + guessers.ABOVE_CHANCE + 1e-9:
            words = (
                f"{what}: người {GUESSER_WORDS[name]} đúng {share:.0%}, trong khi bốc thăm đúng {by_lot:.0%}"
                f" (không quá {by_lot + guessers.ABOVE_CHANCE:.0%})"
            )
            problems.add(course.file, 1, f"guesser-{name}", words)


def _positions(
    asked: Sequence[guessers.Choice], course: CourseSource, problems: Problems
) -> dict[str, list[int]]:
    """How often each place holds the key, by the number of options."""
    by_size: dict[int, list[int]] = {}
    for one in asked:
        by_size.setdefault(len(one.options), [0] * len(one.options))[one.key] += 1
    for size, counts in sorted(by_size.items()):
        total = sum(counts)
        if total < _FEW * 2:
            continue
        for number, count in enumerate(counts):
            if abs(count / total - 1 / size) > guessers.ABOVE_CHANCE + 1e-9:
                words = (
                    f"đáp án ở vị trí {number + 1} trong {count}/{total} câu {size} phương án: chưa rải đều"
                )
                problems.add(course.file, 1, "positions", words)
    return {str(size): counts for size, counts in sorted(by_size.items())}


def _truth(items: Sequence[Item], course: CourseSource, problems: Problems) -> tuple[int, int]:
    true, false = (sum(one.truth is wanted for one in items) for wanted in (True, False))
    if true + false >= 4:
        share = true / (true + false)
        if not TRUE_SHARE[0] <= share <= TRUE_SHARE[1]:
            words = f"tài liệu thật chiếm {share:.0%} số câu phân biệt thật giả; cần khoảng một nửa (40–60%)"
            problems.add(course.file, 1, "truth", words)
    return true, false


def _objectives(course: CourseSource, problems: Problems) -> None:
    asked = Counter((one.item.lesson, one.item.objective) for one in course.items)
    for lesson in course.lessons:
        for number, objective in enumerate(lesson.front.objectives):
            count = asked[lesson.front.id, objective.id]
            if count < LEAST_PER_OBJECTIVE:
                line = lesson.lines.line("objectives", number)
                words = f"mục tiêu “{objective.id}” chỉ có {count} câu hỏi; cần ít nhất {LEAST_PER_OBJECTIVE}"
                problems.add(lesson.file, line, "objective", words)


def _papers(course: CourseSource, problems: Problems, root: Path) -> int:
    """How many papers can be drawn that share no item."""
    pool = Counter(one.item.topic for one in course.items if one.item.use in ("exam", "both"))
    papers = []
    text = (root / course.file).read_bytes().decode("utf-8-sig")
    for number, line in enumerate(course.about.exam.blueprint):
        papers.append(pool[line.topic] // line.items if line.items else DISJOINT_PAPERS)
        if papers[-1] < DISJOINT_PAPERS:
            words = (
                f"chủ đề “{line.topic}” có {pool[line.topic]} câu thi, khung đề lấy {line.items}: "
                f"chưa đủ {DISJOINT_PAPERS} đề không trùng câu"
            )
            problems.add(course.file, table_line(text, BLUEPRINT, number), "blueprint", words)
    return min(papers, default=0)


# Stems that ask the same


def check_duplicates(items: Sequence[ItemSource], problems: Problems) -> None:
    """No two items of the library ask the same, or nearly: by their stems, and with all that is asked about."""
    near = _near([one.item.stem for one in items], _NEAR_STEMS)
    near |= _near([asked_of(one.item) for one in items], _NEAR_QUESTIONS)
    for number, other in sorted(near):
        source, before = items[number], items[other]
        words = f"câu {source.item.id}: hỏi gần giống câu {before.item.id}"
        problems.add(source.file, source.line("stem"), "duplicate", words)


def _near(texts: Sequence[str], least: float) -> set[tuple[int, int]]:
    """Pairs of texts (later, earlier) that share at least such a part of their runs of words."""
    found: set[tuple[int, int]] = set()
    prints = [_shingles(text) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(prints):
        shared: Counter[int] = Counter()
        for piece in own:
            shared.update(holders[piece])
            holders[piece].append(number)
        found |= {
            (number, other) for other, count in shared.items() if count >= least * len(own | prints[other])
        }
    return found


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = words_in(fold(text))
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}


def asked_of(item: Item) -> str:
    """What tells an item's question from others: its stem, its material, and the parts that are asked about."""
    return "\n".join(_asked_parts(item))


def _asked_parts(item: Item) -> Iterator[str]:
    yield item.stem
    if item.stimulus:
        yield from (marks.plain(text) for text in marks.texts(item.stimulus))
    if isinstance(item, Scenario):
        yield from (step.stem for step in item.steps)
    for name in ("pairs", "sequence", "cards"):
        for part in getattr(item, name, ()):
            yield part.left if isinstance(part, Pair) else part.text


def figures(items: Sequence[Item]) -> dict[str, int]:
    """How many items of each type."""
    return dict(sorted(Counter(type_of(one) for one in items).items()))
