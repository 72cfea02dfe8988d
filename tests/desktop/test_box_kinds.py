"""Every kind of box that a lesson may have is known wherever it is read, shown and printed."""

from typing import get_args

from elearn.desktop.reader import boxes, print_text
from elearn.learning.course import BoxKind
from elearn.library import lesson_text

KINDS = set(get_args(BoxKind))


def test_every_kind_of_box_can_be_written_shown_and_printed() -> None:
    assert set(lesson_text.BOXES.values()) == KINDS
    assert set(boxes._LOOKS) | {"law"} == KINDS
    assert set(print_text._BOXES) == KINDS
