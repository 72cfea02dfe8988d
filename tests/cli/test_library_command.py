"""`library …` and `search`, as typed."""

import json
from pathlib import Path

import pytest

from elearn.cli import common_options, main
from elearn.cli.parsing import parse
from elearn.errors import Refusal
from elearn.services import Services
from tests.build.clock import FakeClock
from tests.build.sources import FIRST, LESSON_FILE, QUIZ_FILE, SourceTree


class Desk:
    """A source tree with its library, and a command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.tree, self.data, self._capsys = SourceTree(folder / "tree"), folder / "data", capsys
        self.data.mkdir()
        self.library = self.tree.root / "build" / "library.db"
        self.source_root: Path | None = self.tree.root

    def typed(self, *words: str) -> tuple[int, str, str]:
        """The status, what stands on standard output, what on standard error."""
        options, rest = common_options(words)
        args = parse(rest, options)
        services = Services(self.data, FakeClock(), self.library, self.source_root, removable=False)
        try:
            status = int(args.run(args, services))
        finally:
            services.close()
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def json(self, *words: str) -> tuple[int, dict[str, object]]:
        """The status and the one JSON document."""
        status, out, err = self.typed(*words, "--json")
        assert err == ""
        return status, json.loads(out)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_build(desk: Desk, tmp_path: Path) -> None:
    status, out, err = desk.typed("library", "build")
    assert (status, out) == (0, "")
    assert "bản thử, chưa ký" in err
    assert desk.library.exists()
    status, facts = desk.json("library", "build", "--out", str(tmp_path / "new" / "x.db"))
    assert (status, facts["key_id"]) == (0, None)
    assert (tmp_path / "new" / "x.db").read_bytes() == desk.library.read_bytes()


def test_build_only_where_the_sources_are_newer(desk: Desk) -> None:
    assert desk.typed("library", "build", "--if-stale")[0] == 0
    made = desk.library.read_bytes()
    assert desk.typed("library", "build", "--if-stale") == (0, "", "")
    desk.tree.change(LESSON_FILE, "minutes: 4", "minutes: 5")
    assert "bản thử" in desk.typed("library", "build", "--if-stale")[2]
    assert desk.library.read_bytes() != made


def test_build_of_faulty_sources(desk: Desk) -> None:
    desk.tree.change(QUIZ_FILE, "type: single_choice", "type: essay")
    with pytest.raises(Refusal):
        desk.typed("library", "build")


def test_a_key_signs(desk: Desk, tmp_path: Path) -> None:
    key = tmp_path / "phat-hanh.pem"
    status, made = desk.json("library", "key", "new", "--out", str(key))
    assert status == 0
    assert key.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    with pytest.raises(Refusal):
        desk.typed("library", "key", "new", "--out", str(key))

    desk.tree.write("content/publishers.toml", f'[[publisher]]\nname = "x"\nkey = "{made["public"]}"\n')
    _, built = desk.json("library", "build", "--key", str(key))
    _, info = desk.json("library", "info")
    assert built["key_id"] == made["key_id"]
    assert info["signature"] == {"key_id": made["key_id"], "trusted": True}


def test_no_key(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_bytes(b"x")
    for file in ("x.pem", "none.pem"):
        with pytest.raises(Refusal):
            desk.typed("library", "build", "--key", str(tmp_path / file))


def test_check(desk: Desk) -> None:
    status, facts = desk.json("library", "check")
    assert status == 0
    assert facts["ok"] is True
    assert facts["problems"] == []
    assert set(facts["guessers"]["mau"]) == {"longest", "qualified", "clauses", "position", "overlap", "odd"}  # type: ignore[index]


def test_check_tells_faults_with_their_place(desk: Desk) -> None:
    desk.tree.change(LESSON_FILE, "[@luat-116-2025:7]", "[@luat-1:7]")
    line = desk.tree.line_of(LESSON_FILE, "luat-1:7")
    status, facts = desk.json("library", "check")
    assert (status, facts["ok"]) == (1, False)
    (problem,) = facts["problems"]  # type: ignore[misc]
    assert (problem["file"], problem["line"], problem["rule"]) == (LESSON_FILE, line, "citation")

    status, out, err = desk.typed("library", "check")
    assert (status, out) == (1, "")
    assert f"{LESSON_FILE}:{line}: " in err


def test_info(desk: Desk) -> None:
    _, facts = desk.json("library", "info")
    assert (facts["version"], facts["valid_as_of"], facts["signature"]) == ("2026.11", "2026-11-23", None)
    (course,) = facts["courses"]  # type: ignore[misc]
    assert {"id", "title", "hours", "lessons", "items"} <= course.keys()
    assert set(course["lessons"][0]) == {"id", "title", "minutes", "words"}
    assert course["items"]["total"] == 10
    assert sum(course["items"]["by_type"].values()) == sum(course["items"]["by_use"].values()) == 10
    assert sum(course["items"]["by_level"].values()) == 10
    assert facts["documents"] == [
        {"id": "luat-116-2025", "number": "116/2025/QH15", "in_force_from": "2026-07-01", "until": None},
        {
            "id": "luat-24-2018",
            "number": "24/2018/QH14",
            "in_force_from": "2019-01-01",
            "until": "2026-07-01",
        },
    ]
    assert "Khóa học mẫu" in desk.typed("library", "info")[2]


def test_items(desk: Desk) -> None:
    _, facts = desk.json("library", "items", "--course", "mau")
    items = {one["id"]: one for one in facts["items"]}  # type: ignore[attr-defined]
    assert len(items) == 10
    for one in items.values():
        assert {
            "id", "course", "lesson", "type", "level", "use", "objective", "stimulus", "truth", "stem", "options",
            "explanation", "sources",
        } <= one.keys()  # fmt: skip
    assert [one["correct"] for one in items["bm-01"]["options"]] == [True, False, False]
    assert set(items["bm-01"]["options"][0]) == {"id", "text", "correct", "feedback"}
    assert (items["tg-01"]["stimulus"], items["tg-01"]["truth"]) == ("post", False)
    assert items["tg-03"]["steps"][0]["options"][0]["next"] == "s2"
    assert [one["correct"] for one in items["tg-02"]["marks"]] == [True, False, True]
    assert {"pairs", "extra"} <= items["bm-04"].keys()
    assert "sequence" in items["bm-05"]
    assert {"accept", "near"} <= items["bm-06"].keys()
    assert {"bins", "cards"} <= items["bm-07"].keys()
    assert "* Thu hồi tin" in desk.typed("library", "items")[2]


def test_items_of_an_unknown_course_or_without_sources(desk: Desk) -> None:
    with pytest.raises(Refusal):
        desk.typed("library", "items", "--course", "khac")
    with pytest.raises(Refusal):
        desk.typed("library", "items", "--course", "")
    desk.source_root = None
    for words in (("library", "items"), ("library", "check"), ("library", "build")):
        with pytest.raises(Refusal):
            desk.typed(*words)


def test_install_and_rollback(desk: Desk, tmp_path: Path) -> None:
    desk.typed("library", "build")
    desk.tree.write("content/library.toml", 'version = "2026.12"\n')
    desk.typed("library", "build", "--out", str(tmp_path / "goi.db"))
    desk.tree.write("content/library.toml", 'version = "2026.11"\n')
    _, facts = desk.json("library", "install", str(tmp_path / "goi.db"))
    assert (facts["version"], facts["changed"]) == ("2026.12", True)
    assert desk.json("library", "info")[1]["version"] == "2026.12"
    assert "2026.11" in desk.typed("library", "rollback")[2]
    assert desk.json("library", "info")[1]["version"] == "2026.11"


def test_search(desk: Desk) -> None:
    status, facts = desk.json("search", "bi", "mat", "--limit", "3")
    hits = facts["hits"]
    assert status == 0
    assert 0 < len(hits) <= 3  # type: ignore[arg-type]
    assert {"course", "lesson", "heading", "snippet"} <= hits[0].keys()  # type: ignore[index]
    assert any(one["lesson"] == FIRST for one in hits)  # type: ignore[union-attr]
    assert not any("\u0002" in one["snippet"] for one in hits)  # type: ignore[union-attr]
    assert "Không tìm thấy" in desk.typed("search", "khongcogi")[2]
    assert desk.json("search", "khongcogi") == (0, {"hits": []})


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_search_with_a_limit_that_is_none(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "tin", "--limit", limit]) == 2
    assert "--limit" in capsys.readouterr().err
