"""The author's guide: it names every item type, every kind of material and box, and its templates pass the check."""

import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest

from elearn.learning.item import Item, Stimulus
from elearn.library.check import check
from elearn.library.lesson_text import BOXES
from tests.build.sources import PAGE_FILE, QUIZ_FILE, SourceTree

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
TEMPLATES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
PAGES = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
TYPES = [str(one.__struct_config__.tag) for one in get_args(Item)]


def type_of_template(text: str) -> str:
    found = re.match(r"type: (\w+)", text)
    assert found
    return found.group(1)


def test_every_type_has_its_template() -> None:
    assert sorted(map(type_of_template, TEMPLATES)) == sorted(TYPES)


@pytest.mark.parametrize("name", [*(str(one.__struct_config__.tag) for one in get_args(Stimulus)), *BOXES])
def test_every_kind_of_material_and_box_is_named(name: str) -> None:
    assert f"`{name}`" in GUIDE


@pytest.mark.parametrize("template", [pytest.param(one, id=type_of_template(one)) for one in TEMPLATES])
def test_an_item_made_from_a_template_passes(tree: SourceTree, template: str) -> None:
    quiz = tree.read(QUIZ_FILE)
    head = "id: them-01\nobjective: nhan-ra\nsection: luat-cam\nsources: [luat-116-2025:7.2.c]\n"
    item = textwrap.indent(head + template, "    ").replace("    id:", "  - id:", 1)
    tree.write(QUIZ_FILE, f"{quiz}{item}")
    problems = [one for one in check(tree.root).problems if one.rule != "duplicate"]
    assert [str(one) for one in problems] == []


def test_a_lesson_and_a_page_made_from_the_templates_pass(tree: SourceTree) -> None:
    lesson, page = PAGES
    tree.write("content/mau/03-them.md", lesson)
    tree.write(PAGE_FILE, page)
    problems = check(tree.root).problems
    assert {one.rule for one in problems} <= {
        "pace",
        "objective",
    }  # a template is short, and nothing asks about it


def test_there_are_ten_faults() -> None:
    listed = GUIDE.partition("## Mười lỗi hay gặp nhất")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d+)\. ", listed, re.MULTILINE) == [str(number) for number in range(1, 11)]
