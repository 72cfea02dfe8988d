"""When a lesson counts as read, how a course stands, what to read again."""

from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.item import Response
from elearn.learning.progress import CourseState, counts_as_read, course_progress
from elearn.learning.reading import LessonReading
from elearn.learning.review import by_topic, to_reread
from elearn.learning.sitting import AttemptState, SlotState
from tests.build import items as make
from tests.build.clock import A_TUESDAY
from tests.build.courses import card, course
from tests.build.items import COURSE
from tests.build.sittings import summary


@given(st.floats(0, 10_000), st.integers(1, 60), st.floats(0, 1))
def test_a_lesson_counts_as_read_only_when_it_can_have_been_read(
    seconds: float, minutes: int, furthest: float
) -> None:
    read = counts_as_read(seconds, minutes, furthest)
    assert read == (furthest >= 0.98 and seconds >= minutes * 20)
    assert not counts_as_read(0.0, minutes, 1.0)  # never by just opening it
    if read:
        assert counts_as_read(seconds + 1, minutes, 1.0)


def test_a_course_nobody_opened_is_not_begun() -> None:
    progress = course_progress(course(), {}, [])
    assert (progress.state, progress.share, progress.lessons_read) == (CourseState.NOT_BEGUN, 0.0, 0)
    assert (progress.next_lesson, progress.minutes_left) == (f"{COURSE}/bi-mat-cong-tac", 18)


def test_a_lesson_whose_meaning_changed_asks_to_be_read_again() -> None:
    states = {
        f"{COURSE}/bi-mat-cong-tac": LessonReading(read_revision=1),
        "khac/bai": LessonReading(read_revision=9),
    }
    before = course_progress(course(), states, [])
    assert (before.lessons_read, before.read_again, before.state) == (1, (), CourseState.UNDER_WAY)
    changed = course(lessons=(card(1, "bi-mat-cong-tac", revision=2), card(2, "tin-gia")))
    after = course_progress(changed, states, [])
    assert (after.lessons_read, after.read_again) == (0, (f"{COURSE}/bi-mat-cong-tac",))
    assert after.next_lesson == f"{COURSE}/bi-mat-cong-tac"


def test_a_course_is_done_when_its_exam_was_passed_and_the_best_share_is_shown() -> None:
    history = [
        summary(A_TUESDAY, id="a1", share=0.9, passed=True),
        summary(A_TUESDAY, id="a2", number=2, share=0.4, passed=False),
        summary(A_TUESDAY, id="a3", number=3, share=None, passed=None, state=AttemptState.PAUSED),
        summary(A_TUESDAY, course="khac", share=1.0, passed=True),
    ]
    progress = course_progress(course(), {}, history)
    assert (progress.state, progress.best, progress.attempts, progress.open_exam) == (
        CourseState.DONE,
        0.9,
        2,
        "a3",
    )


def _slot(position: int, right: bool, **odd: object) -> SlotState:
    item = make.single_choice(id=f"i{position}", **odd)
    response = make.right_response(item) if right else make.wrong_response(item)
    return SlotState(position, item, (), response)


def test_exactly_the_lessons_behind_wrong_answers_are_to_be_read_again() -> None:
    slots = [
        _slot(0, False, lesson=f"{COURSE}/su-co", section="bao-ai"),
        _slot(1, False, lesson=f"{COURSE}/bi-mat-cong-tac", section="a"),
        _slot(2, False, lesson=f"{COURSE}/bi-mat-cong-tac", section="b"),
        _slot(3, False, lesson=f"{COURSE}/bi-mat-cong-tac", section="b"),
        _slot(4, True, lesson=f"{COURSE}/tin-gia", section="c"),
    ]
    again = to_reread(course(), slots)
    assert [(one.lesson_id.rpartition("/")[2], one.anchors, one.wrong) for one in again] == [
        ("bi-mat-cong-tac", ("b", "a"), 3),
        ("su-co", ("bao-ai",), 1),
    ]


@given(st.lists(st.tuples(st.sampled_from(["bi-mat", "tin-gia", "la"]), st.booleans()), max_size=12))
def test_topics_add_up_to_the_paper(outcome: list[tuple[str, bool]]) -> None:
    slots = [_slot(n, right, topic=topic) for n, (topic, right) in enumerate(outcome)]
    topics = by_topic(course(), slots)
    assert sum(one.items for one in topics) == len(slots)
    assert sum(one.points for one in topics) == sum(right for _, right in outcome)
    assert sum(one.wrong for one in to_reread(course(), slots)) == sum(not right for _, right in outcome)
    assert [one.topic for one in topics if one.topic != "la"] == [
        one for one in ("bi-mat", "tin-gia") if any(topic == one for topic, _ in outcome)
    ]


def test_an_open_place_sends_back_to_its_lesson() -> None:
    item = make.matching()
    assert to_reread(course(), [SlotState(0, item, (), Response())])[0].wrong == 1
