"""Pictures of practice, the exam, its result and the review: what is to be done before each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from elearn.learning.item import Item, Response
from elearn.learning.paper import practice_paper
from elearn.learning.people import PersonDetails
from elearn.learning.sitting import AttemptUse, Paper, Sitting
from tests.build.items import right_response, wrong_response

if TYPE_CHECKING:
    from elearn.desktop.shell import Shell

USUAL = PersonDetails("Nguyễn Thị Hồng Nhung", "CB-017", "UBND xã Thanh Trì", "Công chức Văn hóa – Xã hội")
ANSWERED = 12
Prepare = Callable[[Any], None]


def read_all(services: Any, course: Any) -> str:
    """A learner who has read every lesson of a course."""
    subject: str = services.records.people.create(USUAL).subject
    for card in course.lessons:
        services.records.reading.add_time(
            subject, card.id, card.revision, card.minutes * 60, 1.0, card.minutes
        )
    return subject


def ready(services: Any) -> None:
    """Every lesson was read; the exam may begin."""
    read_all(services, services.library.courses()[0])


def exam_at(kind: str, stimulus: str = "", *, given: Callable[[Item], Response] | None = None) -> Prepare:
    """An exam that was left at a question of a kind, twelve others answered, two marked."""

    def prepare(services: Any) -> None:
        course = services.library.courses()[0]
        subject = read_all(services, course)
        items = services.library.items(course.id)
        wanted = next(one for one in items if _is(one, kind, stimulus))
        others = [one for one in items if one.id != wanted.id][: course.exam.items - 1]
        sitting = _begin(services, subject, course, [*others[:ANSWERED], wanted, *others[ANSWERED:]])
        attempts = services.records.attempts
        for slot in sitting.slots[:ANSWERED]:
            attempts.answer(sitting.id, slot.position, right_response(slot.item), 40_000)
        attempts.answer(sitting.id, 8, Response())
        for position in (3, 8):
            attempts.flag(sitting.id, position, True)
        attempts.go_to(sitting.id, ANSWERED)
        if given is not None:
            attempts.answer(sitting.id, ANSWERED, given(wanted))
        attempts.pause(sitting.id, 36_000)

    return prepare


def _is(item: Item, kind: str, stimulus: str) -> bool:
    held = item.stimulus.__struct_config__.tag if item.stimulus is not None else ""
    steps = [step.stimulus for step in getattr(item, "steps", ()) if step.stimulus is not None]
    if kind == "scenario" and stimulus:
        return (
            item.__struct_config__.tag == kind and bool(steps) and steps[0].__struct_config__.tag == stimulus
        )
    return bool(item.__struct_config__.tag == kind and (held == stimulus or not stimulus))


def _begin(services: Any, subject: str, course: Any, items: Iterable[Item]) -> Sitting:
    chosen = list(items)
    slots = [practice_paper([_open(one)], 5, 1).slots[0] for one in chosen]
    paper = Paper(1, tuple(slots))
    allowed_ms = course.exam.minutes * 60_000
    return services.records.attempts.begin(  # type: ignore[no-any-return]
        subject, course.id, AttemptUse.EXAM, paper, chosen, allowed_ms, services.library.version
    )


def _open(item: Item) -> Item:
    import msgspec

    return msgspec.structs.replace(item, use="both")


def exam_done(right: int) -> Prepare:
    """An exam that was handed in with so many right answers."""

    def prepare(services: Any) -> None:
        course = services.library.courses()[0]
        subject = read_all(services, course)
        sitting = services.learner.begin_exam(subject, course.id)
        for slot in sitting.slots:
            answer = right_response if slot.position < right else wrong_response
            services.records.attempts.answer(sitting.id, slot.position, answer(slot.item), 40_000)
        services.learner.hand_in(sitting.id)

    return prepare


def last_attempt(shell: Shell, page: str) -> None:
    """Go to a page of the attempt that was handed in last."""
    context = shell.context
    done = context.services.records.attempts.history(context.subject)[-1]
    shell.go(f"{page}:{done.id}")


def begin(shell: Shell) -> None:
    """Press the exam's first button."""
    shell.page.sheet.primary.click()  # type: ignore[union-attr]


def begin_and_answer(shell: Shell) -> None:
    """Begin, answer rightly, and wait until that was saved."""
    from PySide6.QtTest import QTest

    begin(shell)
    page: Any = shell.page
    while page.view is None or page.view.item is None:
        QTest.qWait(10)
    item = page.view.item
    right = right_response(item.item).chosen[0]
    item.choose(list(item.column.cards).index(right))
    while not page.view.top.kept_words.startswith("Đã lưu"):
        QTest.qWait(10)


def press(*numbers: int) -> Callable[[Shell], None]:
    """In practice: choose options by their place, then check."""

    def act(shell: Shell) -> None:
        item = shell.page.item  # type: ignore[union-attr]
        for number in numbers:
            item.choose(number)
        item.check()

    return act


def practise_to_the_end(shell: Shell) -> None:
    """Answer all questions, every second one wrong."""
    from PySide6.QtTest import QTest

    page: Any = shell.page
    while page.item is not None:
        item = page.item
        item.set_response((right_response if page._at % 2 else wrong_response)(item.item))  # noqa: SLF001
        item.answered.emit(item.response())
        while page.next_button is None or page.next_button.accessibleName() == "Kiểm tra":
            QTest.qWait(5)
        page.next_button.click()
        QTest.qWait(5)
