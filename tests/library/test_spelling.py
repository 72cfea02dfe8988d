"""The sources against Debian's dictionary of Vietnamese; only where it is installed."""

from pathlib import Path

import pytest

from tests.build.sources import LESSON_FILE, SourceTree
from tools.spelling import dictionary, unknown


def test_a_slip_is_found_whatever_the_dictionary_does_with_tones(tree: SourceTree, tmp_path: Path) -> None:
    words = {word for one in unknown(frozenset(), tree.root) for word in one.split()}
    swapped = {word.replace("òa", "oà").replace("ủy", "uỷ") for word in words}
    (tmp_path / "vi.dic").write_text("\n".join([str(len(words)), *sorted(swapped)]), "utf-8")
    known = dictionary(tmp_path / "vi.dic")
    assert known is not None
    assert unknown(known, tree.root) == {}

    tree.change(LESSON_FILE, "Danh mục", "Danh mụt")
    assert list(unknown(known, tree.root)) == ["mụt"]


def test_no_dictionary(tmp_path: Path) -> None:
    assert dictionary(tmp_path / "none.dic") is None


@pytest.mark.slow
def test_every_syllable_is_in_the_dictionary() -> None:
    known = dictionary()
    if known is None:
        pytest.skip("hunspell-vi is not installed")
    assert unknown(known) == {}
