"""What four courses must hold together; asked only when four stand."""

import shutil
from pathlib import Path

from elearn.library.check import check
from elearn.library.problems import Problems
from elearn.library.read import read_sources
from elearn.library.rules_totals import Totals, branches, check_totals, has_stimulus
from tests.build.items import mark_text, of_every_type, scenario
from tests.build.sources import SourceTree

ENOUGH = Totals(items=10, stimuli=2, branching=1, mark_text=1, lessons=(2, 2), figures=1, exam_bank=2.0)


def totals(tree: SourceTree, wanted: Totals) -> list[str]:
    problems = Problems()
    check_totals(read_sources(tree.root, problems), problems, wanted)
    return [one.message for one in problems]


def test_one_course_is_not_asked_for_four_hundred_items(tree: SourceTree) -> None:
    assert check(tree.root).ok


def test_four_courses_are(tree: SourceTree) -> None:
    for folder in ("hai", "ba", "bon"):
        for kind in ("content", "quizzes"):
            shutil.copytree(tree.root / kind / "mau", tree.root / kind / folder)
        for path in Path(tree.root).glob(f"*/{folder}/**/*"):
            if path.is_file():
                text = (
                    path.read_text("utf-8")
                    .replace("mau/", f"{folder}/")
                    .replace("course: mau", f"course: {folder}")
                )
                for prefix in ("bm-", "tg-"):
                    text = text.replace(prefix, f"{folder}-{prefix}")
                path.write_text(text.replace('id = "mau"', f'id = "{folder}"'), "utf-8")
    assert "totals" in {one.rule for one in check(tree.root).problems}


def test_what_is_enough(tree: SourceTree) -> None:
    assert totals(tree, ENOUGH) == []


def test_what_is_missing_is_said_with_its_number(tree: SourceTree) -> None:
    assert len(totals(tree, Totals(lessons=(2, 2), figures=1, exam_bank=2.0))) == 4
    assert "2 bài" in " ".join(totals(tree, Totals(10, 1, 1, 1, (8, 16), 1, 1.0)))
    assert "1 hình" in " ".join(totals(tree, Totals(10, 1, 1, 1, (2, 2), 2, 1.0)))
    assert "9 câu thi" in " ".join(totals(tree, Totals(10, 1, 1, 1, (2, 2), 1, 4.0)))


def test_what_counts() -> None:
    assert branches(scenario())
    assert not any(branches(one) for one in of_every_type() if one.id != "sn-01")
    assert has_stimulus(mark_text())
