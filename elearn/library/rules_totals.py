"""What the library must hold once all its courses stand: enough items, of enough kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from elearn.learning.course import Figure, Section
from elearn.learning.item import Item, MarkText, Scenario, Stimulus
from elearn.library.problems import Problems
from elearn.library.sources import CourseSource, Sources

_STEPS = 3  # of a scenario that branches, on its longest path
COURSES = 4  # below, the library is still being written


@dataclass(frozen=True, slots=True)
class Totals:
    """What is asked of the whole library."""

    items: int = 400
    recall: float = 0.35  # at most
    stimuli: int = 60
    of_each_kind: int = 10  # of chat groups, posts, letters, …
    of_one_kind: float = 0.4  # at most, of all material
    branching: int = 14  # scenarios over three steps or more, with endings that differ
    manipulator: int = 2  # of them played from the other side
    mark_text: int = 30
    lessons: tuple[int, int] = (8, 16)  # a course
    figures: int = 2  # a course
    every_article: bool = True  # of a law of which a course has pages has one
    exam_bank: float = 3.0  # exam items for each item of a paper


@dataclass(frozen=True, slots=True)
class Held:
    """What a library holds, in figures."""

    items: int
    recall: int
    stimuli: int
    kinds: dict[str, int]  # items by the kinds of their material; one with two kinds counts for both
    branching: int
    manipulator: int
    mark_text: int

    def in_words(self) -> str:
        """For a person."""
        kinds = ", ".join(f"{KIND_WORDS[kind]} {count}" for kind, count in self.kinds.items())
        return (
            f"cả thư viện: {self.items} câu, mức nhớ {share(self.recall, self.items):.0%}; {self.stimuli} câu có tài liệu "
            f"vẽ sẵn ({kinds}); {self.branching} tình huống rẽ nhánh từ ba bước, {self.manipulator} đóng vai kẻ thao túng; "
            f"{self.mark_text} câu đánh dấu"
        )


KIND_WORDS = {
    "chat": "nhóm nhắn tin",
    "post": "bài đăng",
    "letter": "văn bản",
    "sms": "tin nhắn",
    "email": "thư điện tử",
    "news": "trang tin",
}


def held(sources: Sources) -> Held:
    """Count what the sources hold."""
    items = [one.item for course in sources.courses for one in course.items]
    kinds = Counter(
        kind for one in items for kind in {drawn.__struct_config__.tag for drawn in material(one)}
    )
    branching = [one for one in items if branches(one)]
    return Held(
        items=len(items),
        recall=sum(one.level == "recall" for one in items),
        stimuli=sum(map(has_stimulus, items)),
        kinds={kind: kinds[kind] for kind in KIND_WORDS},
        branching=len(branching),
        manipulator=sum(isinstance(one, Scenario) and one.plays == "manipulator" for one in branching),
        mark_text=sum(isinstance(one, MarkText) for one in items),
    )


def share(part: int, whole: int) -> float:
    """A part of a whole, 0..1."""
    return part / whole if whole else 0.0


def check_totals(sources: Sources, problems: Problems, wanted: Totals = Totals()) -> None:
    """Note what is still missing from a library of four courses."""
    found = held(sources)
    file = "content/library.toml"

    def least(count: int, least: int, what: str) -> None:
        if count < least:
            problems.add(file, 1, "totals", f"thư viện có {count} {what}; cần ít nhất {least}")

    def most(part: int, whole: int, most: float, what: str) -> None:
        if share(part, whole) > most:
            words = f"{what} chiếm {share(part, whole):.0%}; nhiều nhất {most:.0%}"
            problems.add(file, 1, "totals", words)

    least(found.items, wanted.items, "câu hỏi")
    most(found.recall, found.items, wanted.recall, "câu ở mức nhớ")
    least(found.stimuli, wanted.stimuli, "câu có tài liệu vẽ sẵn (nhóm chat, bài đăng, công văn…)")
    for kind, count in found.kinds.items():
        least(count, wanted.of_each_kind, f"câu có {KIND_WORDS[kind]} vẽ sẵn")
        most(
            count,
            sum(found.kinds.values()),
            wanted.of_one_kind,
            f"{KIND_WORDS[kind]} trong các tài liệu vẽ sẵn",
        )
    least(found.branching, wanted.branching, "tình huống rẽ nhánh từ ba bước")
    least(found.manipulator, wanted.manipulator, "tình huống đóng vai kẻ thao túng")
    least(found.mark_text, wanted.mark_text, "câu đánh dấu")
    for course in sources.courses:
        _check_course(course, problems, wanted)
        if wanted.every_article:
            _check_pages(course, sources, problems)


def _check_course(course: CourseSource, problems: Problems, wanted: Totals) -> None:
    count = len(course.lessons)
    if not wanted.lessons[0] <= count <= wanted.lessons[1]:
        words = f"khóa có {count} bài; cần từ {wanted.lessons[0]} đến {wanted.lessons[1]}"
        problems.add(course.file, 1, "totals", words)
    drawn = {one.asset for text in course.texts() for one in _figures(text.text.sections)}
    if len(drawn) < wanted.figures:
        problems.add(course.file, 1, "totals", f"khóa có {len(drawn)} hình; cần ít nhất {wanted.figures}")
    bank = sum(one.item.use in ("exam", "both") for one in course.items)
    if bank < course.about.exam.items * wanted.exam_bank:
        words = f"khóa có {bank} câu thi cho đề {course.about.exam.items} câu; cần ít nhất gấp {wanted.exam_bank:g}"
        problems.add(course.file, 1, "totals", words)


def _check_pages(course: CourseSource, sources: Sources, problems: Problems) -> None:
    """A course that has pages of a law's articles has one of each."""
    there = {(page.front.document, page.front.article) for page in course.pages}
    for document in sorted({document for document, _ in there}):
        for article in sources.documents[document].articles:
            if (document, article.number) not in there:
                words = f"điều {article.number} của “{document}” chưa có trang riêng trong dieu/"
                problems.add(course.file, 1, "totals", words)


def _figures(sections: Sequence[Section]) -> list[Figure]:
    return [block for one in sections for block in one.blocks if isinstance(block, Figure)]


def material(item: Item) -> list[Stimulus]:
    """What the program draws for it."""
    drawn = [item.stimulus]
    if isinstance(item, Scenario):
        drawn += [step.stimulus for step in item.steps]
    return [one for one in drawn if one]


def has_stimulus(item: Item) -> bool:
    """Whether the program draws material for it."""
    return bool(material(item))


def branches(item: Item) -> bool:
    """A scenario whose longest path has three steps or more, and whose endings differ."""
    if not isinstance(item, Scenario) or not item.steps:
        return False
    ways = {step.id: [one.next for one in step.options] for step in item.steps}

    reached = {item.steps[0].id}
    for _ in range(_STEPS - 1):
        reached = {one for step in reached for one in ways[step] if one in ways}
    return bool(reached) and len({one.text for one in item.endings}) >= 2
