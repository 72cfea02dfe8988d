"""The 652 examples of CommonMark go through the lesson pipeline: no crash, nothing remote."""

import pytest

from elearn.library.clean_html import is_clean
from elearn.library.lesson_text import read_lesson_text
from tests.library.test_lesson_text import _Links, everything_in, label
from tools.commonmark import examples


@pytest.mark.slow
def test_commonmark_examples() -> None:
    found = examples()
    if found is None:
        pytest.skip("the examples could not be fetched")
    assert len(found) >= 600
    for number, text in enumerate(found, 1):
        made = read_lesson_text(text, label, "khoa")
        whole = everything_in(made)
        links = _Links()
        links.feed(whole)
        assert links.wrong == [], (number, text)
        assert is_clean(whole), (number, text)
