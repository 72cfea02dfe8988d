"""The compiled library as pages use it, and what becomes of files that are no library."""

import os
import shutil
import sqlite3
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.course import Check, Figure
from elearn.library.container import steady_header
from elearn.library.schema import APPLICATION_ID, FORMAT
from elearn.library.store import Library, open_library
from elearn.library.whole import check_whole
from tests.build.sources import FIRST, SECOND


def test_courses_and_lessons(small: Library) -> None:
    (course,) = small.courses()
    assert (course.id, course.version, course.valid_as_of) == ("mau", "2026.11", date(2026, 11, 23))
    assert [one.id for one in course.lessons] == [FIRST, SECOND]
    assert course.required_lessons == (FIRST, SECOND)
    lesson = small.lesson(FIRST)
    assert lesson.card == course.lessons[0] == small.lesson_card(FIRST)
    assert lesson.card.words == sum(one.words for one in lesson.sections)
    assert [one.anchor for one in lesson.sections] == ["tam-anh", "luat-cam", "kiem-tra"]
    assert isinstance(lesson.sections[-1].blocks[-1], Check)
    assert len(lesson.footnotes) == 1
    (figure,) = (one for one in lesson.sections[1].blocks if isinstance(one, Figure))
    assert small.asset(figure.asset).startswith(b"<svg")


def test_items_by_use(small: Library) -> None:
    ids = {use: {one.id for one in small.items("mau", use)} for use in (None, "practice", "exam", "both")}
    assert ids["practice"] == {"bm-01", "tg-01"}
    assert "tg-01" in ids["exam"]
    assert "bm-01" not in ids["exam"]
    assert ids["both"] == {"tg-01"}
    assert ids[None] == ids["practice"] | ids["exam"]
    assert small.item("bm-01").stem.startswith("Anh Toàn")
    assert small.items("khac") == []


def test_documents_terms_labels(small: Library) -> None:
    assert small.document("luat-24-2018").until == date(2026, 7, 1)
    assert [one.id for one in small.documents()] == ["luat-116-2025", "luat-24-2018"]
    assert small.term("bi-mat-cong-tac") in small.terms()
    assert small.cite_label("luat-116-2025:7.2.g") == "Điều 7 khoản 2 điểm g Luật An ninh mạng 2025"
    assert small.cite_label("luat-116-2025:7.2.g", short=True) == "Điều 7 khoản 2 điểm g"
    assert small.cite_label("luat-116-2025", short=True) == "Luật An ninh mạng 2025"


@pytest.mark.parametrize(
    ("citation", "found"),
    [
        ("luat-116-2025:7.2.c", [(FIRST, "luat-cam")]),
        ("luat-116-2025:7", [(FIRST, "luat-cam"), (SECOND, "mo-dau")]),
        ("luat-116-2025:7.1", [(SECOND, "mo-dau")]),
        ("luat-24-2018:8", [(FIRST, "luat-cam")]),
        ("luat-116-2025:44", []),
        ("nonsense: x", []),
    ],
)
def test_where_a_place_is_cited(small: Library, citation: str, found: list[tuple[str, str]]) -> None:
    assert small.uses_of(citation) == found


def test_pages_of_articles(small: Library) -> None:
    (page,) = small.article_pages("mau")
    assert page == small.article_page("mau/dieu-7")
    assert (page.number, page.title, page.chapter) == (7, "Các hành vi bị nghiêm cấm về an ninh mạng", "I")
    assert page.who == ("moi", "cntt")
    assert [one.anchor for one in page.sections] == ["khoan-1", "khoan-2"]
    assert page.used_in == ((FIRST, "luat-cam"), (SECOND, "mo-dau"))
    assert small.article_for("luat-116-2025:7.2.c") == "mau/dieu-7"
    assert small.article_for("luat-116-2025:42") is None
    assert small.article_for("nonsense: x") is None


def test_what_is_not_there(small: Library) -> None:
    refused: list[tuple[Callable[[], object], Reason]] = [
        (lambda: small.course("khac"), Reason.NO_SUCH_COURSE),
        (lambda: small.lesson("mau/khac"), Reason.NO_SUCH_LESSON),
        (lambda: small.lesson_card("mau/khac"), Reason.NO_SUCH_LESSON),
        (lambda: small.article_page("mau/khac"), Reason.NO_SUCH_LESSON),
    ]
    for ask, reason in refused:
        with pytest.raises(Refusal) as found:
            ask()
        assert found.value.reason is reason
    for ask in (
        lambda: small.item("x"),
        lambda: small.term("x"),
        lambda: small.document("x"),
        lambda: small.asset("x"),
    ):
        with pytest.raises(KeyError):
            ask()


def test_many_threads_read_at_once(real: Library) -> None:
    cards = [card.id for course in real.courses() for card in course.lessons]

    def read(number: int) -> int:
        lesson = real.lesson(cards[number % len(cards)])
        return len(lesson.sections) + len(real.search("bi mat", 5)) + len(real.items(lesson.card.course))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(200)))


def test_the_real_content_passes_the_check_of_foreign_files(real: Library) -> None:
    check_whole(real)


def test_opening_imports_nothing_heavy(small_file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from elearn.library.store import open_library\n"
        "library = open_library(Path(sys.argv[1])); library.courses(); library.search('tin', 5)\n"
        "heavy = {'markdown', 'yaml', 'nh3', 'sqlite_utils', 'cryptography', 'tomllib'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(small_file)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


# Files that are no library


def opened(path: Path, *, whole: bool = False) -> Reason | None:
    try:
        with open_library(path) as library:
            if whole:
                check_whole(library)
    except Refusal as refusal:
        return refusal.reason
    return None


def test_no_file(tmp_path: Path) -> None:
    assert opened(tmp_path / "none.db") is Reason.NO_LIBRARY


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7" + b"x" * 500, id="a PDF"),
        pytest.param(b"SQLite format 3\x00", id="a header cut short"),
        pytest.param(b"SQLite format 3\x00" + b"\x00" * 4096, id="a header alone"),
    ],
)
def test_other_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    assert opened(path) is Reason.LIBRARY_DAMAGED
    assert path.read_bytes() == content


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as db:
        db.execute("create table manifest (name, value)")
    db.close()
    assert opened(path) is Reason.LIBRARY_DAMAGED


def test_a_newer_library(small_file: Path, tmp_path: Path) -> None:
    content = bytearray(small_file.read_bytes())
    struct.pack_into(">I", content, 60, FORMAT + 1)
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        open_library(path)
    assert refused.value.reason is Reason.LIBRARY_NEWER
    assert refused.value.facts == {"found": FORMAT + 1, "known": FORMAT}


def hostile(small_file: Path, path: Path, *statements: str) -> Path:
    """The library with something added by somebody else, its header put right again."""
    shutil.copy(small_file, path)
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()
    path.write_bytes(steady_header(path.read_bytes()))
    return path


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(("create view v as select 1",), id="a view"),
        pytest.param(("create table t (x)",), id="a table"),
        pytest.param(("create index i on course (value)",), id="an index"),
        pytest.param(("create trigger r after insert on course begin delete from term; end",), id="a trigger"),
        pytest.param(("drop table term",), id="a table less"),
        pytest.param(("delete from manifest",), id="no manifest"),
        pytest.param(("update manifest set value = 'x' where name = 'valid_as_of'",), id="no date"),
        pytest.param(
            ("drop table term", "create view term as select load_extension('x') as id, '' as value"), id="a view for a table"
        ),
    ],
)  # fmt: skip
def test_a_foreign_schema(small_file: Path, tmp_path: Path, statements: tuple[str, ...]) -> None:
    reason = opened(hostile(small_file, tmp_path / "library.db", *statements))
    if statements == ("drop table term",):
        with open_library(tmp_path / "library.db") as library, pytest.raises(Refusal):
            library.terms()
    else:
        assert reason is Reason.LIBRARY_DAMAGED


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("update course set value = '{}'", id="a course"),
        pytest.param("update lesson set value = 'x'", id="a lesson"),
        pytest.param("update lesson set value = replace(value, '<p>', '<p onclick=\"x\">')", id="a lesson's marks"),
        pytest.param("update lesson set value = replace(value, 'term:', 'http://x/')", id="a lesson's links"),
        pytest.param("update item set value = replace(value, 'single_choice', 'essay')", id="an item's type"),
        pytest.param("update item set value = replace(value, 'luat-116-2025', 'luat-1')", id="an item's source"),
        pytest.param("update asset set value = '<svg onload=\"x\"/>'", id="a picture"),
        pytest.param("delete from asset", id="no picture"),
        pytest.param("delete from item where id = 'bm-01'", id="an item less"),
        pytest.param("delete from document", id="no documents"),
        pytest.param("update page set value = replace(value, '<p>', '<script>')", id="a page"),
        pytest.param("update manifest set value = 'https://x' where name = 'version'", id="no version"),
    ],
)  # fmt: skip
def test_foreign_contents_are_found_out_before_they_are_installed(
    small_file: Path, tmp_path: Path, statement: str
) -> None:
    path = hostile(small_file, tmp_path / "library.db", statement)
    with open_library(path) as library, pytest.raises(Refusal) as refused:
        check_whole(library)
    assert refused.value.reason is Reason.LIBRARY_DAMAGED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), length=st.integers(1, 300), value=st.integers(0, 255))
def test_damage_anywhere_is_a_refusal_and_never_a_crash(
    small_file: Path, tmp_path: Path, at: float, length: int, value: int
) -> None:
    content = bytearray(small_file.read_bytes())
    start = int(at * (len(content) - 1))
    content[start : start + length] = bytes([value]) * len(content[start : start + length])
    path = tmp_path / "library.db"
    path.write_bytes(content)
    assert opened(path, whole=True) in (None, Reason.LIBRARY_DAMAGED, Reason.LIBRARY_NEWER)


@pytest.mark.parametrize("length", [50, 100, 4096, 9000])
def test_a_file_cut_short(small_file: Path, tmp_path: Path, length: int) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(small_file.read_bytes()[:length])
    assert opened(path) is Reason.LIBRARY_DAMAGED


def test_something_hung_on_behind(small_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(small_file.read_bytes() + b"x" * 40)
    assert opened(path) is Reason.LIBRARY_DAMAGED


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs an account that a mode can stop")
def test_write_protected_media(small_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    shutil.copy(small_file, folder / "library.db")
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with open_library(folder / "library.db") as library:
            assert library.courses()
    finally:
        folder.chmod(stat.S_IRWXU)


def test_reading_leaves_nothing_behind(small_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    shutil.copy(small_file, path)
    before = path.read_bytes()
    with open_library(path) as library:
        library.search("tin", 5)
        assert [one.name for one in tmp_path.iterdir()] == ["library.db"]
    assert path.read_bytes() == before


def test_the_header_names_the_file(small_file: Path) -> None:
    (application,) = struct.unpack_from(">I", small_file.read_bytes(), 68)
    assert application == APPLICATION_ID
