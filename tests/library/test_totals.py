"""What four courses must hold together; asked only when four stand."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from elearn.library.check import check
from elearn.library.problems import Problems
from elearn.library.read import read_sources
from elearn.library.rules_totals import Totals, branches, check_totals, has_stimulus
from tests.build.items import mark_text, of_every_type, scenario
from tests.build.sources import QUIZ_FILE, SourceTree

ENOUGH = Totals(
    items=10, stimuli=2, of_each_kind=0, of_one_kind=1.0, branching=1, manipulator=0, mark_text=1,
    lessons=(2, 2), figures=1, every_article=False, exam_bank=2.0,
)  # fmt: skip


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


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"items": 400}, "10 câu hỏi; cần ít nhất 400"),
        ({"stimuli": 60}, "câu có tài liệu vẽ sẵn"),
        ({"of_each_kind": 1}, "0 câu có trang tin vẽ sẵn; cần ít nhất 1"),
        ({"of_one_kind": 0.4}, "bài đăng trong các tài liệu vẽ sẵn chiếm"),
        ({"branching": 14}, "1 tình huống rẽ nhánh từ ba bước; cần ít nhất 14"),
        ({"manipulator": 2}, "0 tình huống đóng vai kẻ thao túng; cần ít nhất 2"),
        ({"mark_text": 30}, "1 câu đánh dấu; cần ít nhất 30"),
        ({"recall": 0.05}, "câu ở mức nhớ chiếm"),
        ({"lessons": (8, 16)}, "2 bài"),
        ({"figures": 2}, "1 hình"),
        ({"every_article": True}, "điều 42 của “luat-116-2025” chưa có trang riêng"),
        ({"exam_bank": 4.0}, "9 câu thi"),
    ],
)
def test_what_is_missing_is_said_with_its_number(
    tree: SourceTree, asked: dict[str, object], words: str
) -> None:
    assert words in " ".join(totals(tree, replace(ENOUGH, **asked)))  # type: ignore[arg-type]


def test_what_the_library_holds_is_shown(tree: SourceTree) -> None:
    tree.write(
        QUIZ_FILE,
        tree.read(QUIZ_FILE).replace("type: scenario\n", "type: scenario\n    plays: manipulator\n"),
    )
    report = check(tree.root)
    shown = report.measures["library"]
    assert (shown["items"], shown["branching"], shown["manipulator"], shown["mark_text"]) == (10, 1, 1, 1)
    assert sum(shown["kinds"].values()) >= shown["stimuli"] == 2
    assert any("1 đóng vai kẻ thao túng" in line for line in report.in_words())


def test_what_counts() -> None:
    assert branches(scenario())
    assert not any(branches(one) for one in of_every_type() if one.id != "sn-01")
    assert has_stimulus(mark_text())
