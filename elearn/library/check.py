"""`library check`: every rule for lessons and items, all faults at once, and the figures of each bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from elearn.library import rules_blind
from elearn.library.problems import Problem, Problems
from elearn.library.read import folders_without_course, read_sources
from elearn.library.resolve import resolve
from elearn.library.rules_bank import GUESSER_WORDS, BankMeasures, check_bank, check_duplicates
from elearn.library.rules_course import check_course_file, check_order
from elearn.library.rules_documents import check_documents, check_terms
from elearn.library.rules_files import check_files
from elearn.library.rules_items import check_item
from elearn.library.rules_language import Sentence, check_language
from elearn.library.rules_lessons import check_lessons
from elearn.library.rules_totals import COURSES, Held, check_totals, held


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: faults, the banks' figures by course, the longest sentences, what the library holds."""

    problems: tuple[Problem, ...]
    banks: dict[str, BankMeasures]
    sentences: tuple[Sentence, ...]
    held: Held

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def guessers(self) -> dict[str, dict[str, float]]:
        """By course: what each guesser would have right on single choice, 0..1."""
        return {
            course: {name: round(share, 4) for name, share in bank.guessers.items()}
            for course, bank in self.banks.items()
        }

    @property
    def measures(self) -> dict[str, Any]:
        """The other figures: banks by course, the longest sentences."""
        longest = [
            {"words": one.words, "file": one.file, "line": one.line, "text": one.text}
            for one in self.sentences
        ]
        return {
            "banks": {course: bank.as_json() for course, bank in self.banks.items()},
            "sentences": longest,
            "library": asdict(self.held),
        }

    def in_words(self) -> Iterator[str]:
        """The figures for a person."""
        for course, bank in self.banks.items():
            true, false = bank.truth
            yield (
                f"{course}: {bank.items} câu, mức nhớ {bank.recall:.0%}, tài liệu thật/giả {true}/{false}, "
                f"{bank.papers} đề không trùng câu"
            )
            yield from (f"  {line}" for line in rules_blind.in_words(bank.blind))
            if not bank.guessers:
                continue
            yield f"  bốc thăm đúng {bank.chance:.0%} câu một lựa chọn, {bank.step_chance:.0%} bước tình huống"
            for name, share in bank.guessers.items():
                yield f"  {GUESSER_WORDS[name]}: {share:.0%}, {bank.step_guessers.get(name, 0):.0%}"
        yield self.held.in_words()
        for one in self.sentences:
            yield f"câu {one.words} chữ: {one.file}:{one.line}: {one.text[:70]}…"


def check(source_root: Path) -> Report:
    """Check everything below a source root. Raises Refusal(NO_SOURCES)."""
    problems = Problems()
    sources = read_sources(source_root, problems)
    for folder in folders_without_course(source_root):
        name = folder.partition("/")[2]
        words = f"thư mục này chưa thuộc khóa học nào: chưa có content/{name}/course.toml"
        problems.add(folder, 1, "course", words)
    resolve(sources, problems)
    check_documents(sources, problems)
    check_terms(sources, problems)
    check_order(sources, problems)
    check_files(sources, problems)
    banks: dict[str, BankMeasures] = {}
    for course in sources.courses:
        check_course_file(course, sources, problems)
        check_lessons(course, sources, problems)
        for item in course.items:
            check_item(item, problems)
        banks[course.folder] = check_bank(course, problems, source_root)
    check_duplicates([one for course in sources.courses for one in course.items], problems)
    sentences = check_language(sources, problems)
    if len(sources.courses) >= COURSES:
        check_totals(sources, problems)
    return Report(tuple(problems), banks, tuple(sentences), held(sources))
