"""Sources become one file: the same bytes each time, nothing where something is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from elearn.credentials.keys import new_key
from elearn.errors import Reason, Refusal
from elearn.library.compile import build
from elearn.library.problems import Problems
from elearn.library.read import read_sources
from elearn.library.stale import is_stale
from elearn.library.store import open_library
from tests.build.sources import FIRST, LESSON_FILE, QUIZ_FILE, SourceTree


def test_same_sources_same_bytes_in_another_process_and_place(tree: SourceTree, tmp_path: Path) -> None:
    build(tree.root, tmp_path / "a.db")
    again = SourceTree(tmp_path / "another-place")
    for path in sorted(again.root.rglob("*"), reverse=True):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    code = "import sys; from pathlib import Path; from elearn.library.compile import build; build(Path(sys.argv[1]), Path(sys.argv[2]))"
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"}
    subprocess.run(
        [sys.executable, "-c", code, str(again.root), str(tmp_path / "b.db")],
        check=True,
        env=env,
        cwd=Path(__file__).parents[2],
    )
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_other_sources_other_bytes(tree: SourceTree, tmp_path: Path) -> None:
    build(tree.root, tmp_path / "a.db")
    tree.change(LESSON_FILE, "Một ô gửi", "Hai ô gửi")
    build(tree.root, tmp_path / "b.db")
    assert (tmp_path / "a.db").read_bytes() != (tmp_path / "b.db").read_bytes()


def test_a_signature_leaves_the_content_as_it_is(tree: SourceTree, tmp_path: Path) -> None:
    key = new_key()
    build(tree.root, tmp_path / "a.db")
    build(tree.root, tmp_path / "b.db", key)
    build(tree.root, tmp_path / "c.db", key)
    plain, signed = (tmp_path / "a.db").read_bytes(), (tmp_path / "b.db").read_bytes()
    assert signed.startswith(plain[:-64])  # but for the digest that stands behind an unsigned one
    assert len(signed) - len(plain) == 128 - 64
    assert signed == (tmp_path / "c.db").read_bytes()


def test_faulty_sources_change_nothing(tree: SourceTree, tmp_path: Path) -> None:
    out = tmp_path / "library.db"
    build(tree.root, out)
    before = out.read_bytes()
    tree.change(QUIZ_FILE, "sources: [luat-116-2025:7.2.c]", "sources: []")
    with pytest.raises(Refusal) as refused:
        build(tree.root, out)
    assert (refused.value.reason, refused.value.facts["count"]) == (Reason.SOURCES_FAULTY, 1)
    assert out.read_bytes() == before


def test_without_sources(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        build(tmp_path, tmp_path / "library.db")
    assert refused.value.reason is Reason.NO_SOURCES


def test_one_faulty_course_may_be_left_out(tree: SourceTree, tmp_path: Path) -> None:
    for name in ("course.toml", "01-bi-mat.md", "02-tin-gia.md"):
        text = tree.read(f"content/mau/{name}").replace("mau/", "hai/").replace('id = "mau"', 'id = "hai"')
        text = text.replace("{{check: bm-01}}", "{{check: khong-co}}").replace("{{check: tg-01}}", "")
        tree.write(f"content/hai/{name}", text)
    with pytest.raises(Refusal):
        build(tree.root, tmp_path / "library.db")

    left_out = build(tree.root, tmp_path / "library.db", leave_out_faulty=True)

    assert {one.file for one in left_out} == {"content/hai/01-bi-mat.md"} | {
        one.file for one in left_out if one.file.startswith("content/hai/")
    }
    with open_library(tmp_path / "library.db") as library:
        assert [one.id for one in library.courses()] == ["mau"]


def test_faults_in_what_all_courses_share_leave_nothing_to_build(tree: SourceTree, tmp_path: Path) -> None:
    tree.change("content/documents.toml", "clauses = 8", "clauses = eight")
    with pytest.raises(Refusal):
        build(tree.root, tmp_path / "library.db", leave_out_faulty=True)


def _age(tree: SourceTree, seconds: float) -> None:
    for path in [tree.root, *tree.root.rglob("*")]:
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime + seconds))


def test_a_library_is_stale_once_its_sources_change(tree: SourceTree, tmp_path: Path) -> None:
    out = tmp_path / "library.db"
    assert is_stale(tree.root, out)
    build(tree.root, out)
    assert not is_stale(tree.root, out)

    tree.change(LESSON_FILE, "Một ô gửi", "Hai ô gửi")
    _age(tree, 5)
    assert is_stale(tree.root, out)

    tree.change(LESSON_FILE, "Hai ô gửi", "Một ô gửi")
    _age(tree, 5)
    assert not is_stale(tree.root, out), "touched, but the same again"


def test_a_new_file_and_a_lost_one_make_it_stale(tree: SourceTree, tmp_path: Path) -> None:
    out = tmp_path / "library.db"
    build(tree.root, out)
    os.utime(out, (1_000_000_000, 1_000_000_000))
    tree.write("quizzes/mau/them.yaml", "course: mau\nitems: []\n")
    assert is_stale(tree.root, out)


def test_a_damaged_library_is_stale(tree: SourceTree, tmp_path: Path) -> None:
    out = tmp_path / "library.db"
    out.write_bytes(b"not a library")
    os.utime(out, (1_000_000_000, 1_000_000_000))
    assert is_stale(tree.root, out)


def test_required_lessons_are_all_unless_named(tree: SourceTree, tmp_path: Path) -> None:
    tree.change("content/mau/course.toml", 'required_lessons = "all"', f'required_lessons = ["{FIRST}"]')
    build(tree.root, tmp_path / "library.db")
    with open_library(tmp_path / "library.db") as library:
        assert library.course("mau").required_lessons == (FIRST,)


def test_courses_stand_in_the_order_that_the_library_names(tree: SourceTree, tmp_path: Path) -> None:
    for name in ("course.toml", "01-bi-mat.md", "02-tin-gia.md"):
        text = tree.read(f"content/mau/{name}").replace("mau/", "an/").replace('id = "mau"', 'id = "an"')
        text = text.replace("{{check: bm-01}}", "").replace("{{check: tg-01}}", "")
        tree.write(f"content/an/{name}", text)

    def order() -> list[str]:
        sources = read_sources(tree.root, Problems())
        return [one.folder for one in sources.courses]

    assert order() == ["an", "mau"]
    tree.write("content/library.toml", 'version = "2026.11"\ncourses = ["mau"]\n')
    assert order() == ["mau", "an"]
    tree.write("content/library.toml", 'version = "2026.11"\ncourses = "mau"\n')
    problems = Problems()
    read_sources(tree.root, problems)
    assert any("courses" in one.message for one in problems)
