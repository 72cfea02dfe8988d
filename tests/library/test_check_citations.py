"""Citations resolve or do not compile: every place must be one that documents.toml knows."""

import pytest

from elearn.library.check import check
from tests.build.sources import LESSON_FILE, QUIZ_FILE, SourceTree


@pytest.mark.parametrize(
    "citation",
    [
        "luat-24-2018:9",  # nobody has read this article of the old law
        "luat-24-2018:8.1",
        "luat-116-2025:0",
        "luat-116-2025:0.1",
        "luat-116-2025:7.0",
        "luat-116-2025:07",
        "luat-116-2025:7.3.a",  # of this clause no points are known
        "luat-116-2025:42.5",
        "luat-116-2025:7.2.c.1",
    ],
)
def test_a_place_that_is_not_known_is_told_on_its_line(tree: SourceTree, citation: str) -> None:
    tree.change(LESSON_FILE, "[@luat-24-2018:8]", f"[@{citation}]")
    tree.change(QUIZ_FILE, "sources: [luat-116-2025:7.2.c]", f"sources: [{citation}]")

    found = {(one.file, one.line) for one in check(tree.root).problems if one.rule == "citation"}

    assert (LESSON_FILE, tree.line_of(LESSON_FILE, f"[@{citation}]")) in found
    assert (QUIZ_FILE, tree.line_of(QUIZ_FILE, f"[{citation}]")) in found


def test_what_stands_above_a_place_that_was_read_can_be_cited(tree: SourceTree) -> None:
    tree.change("content/documents.toml", 'places = ["8"]', 'places = ["8.1.d"]')
    for citation in ("luat-24-2018:8", "luat-24-2018:8.1", "luat-24-2018:8.1.d", "luat-24-2018"):
        tree.change(LESSON_FILE, "Từng ở", f"Từng ở [@{citation}]. Từng ở")
    assert [str(one) for one in check(tree.root).problems] == []
