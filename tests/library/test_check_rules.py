"""`library check`, the rules on files, lists, markup and the parts of items: each fault alone, told on its line."""

import os
import shutil
from pathlib import Path

import pytest

from elearn.library.check import check
from tests.build.sources import LESSON_FILE, PICTURE_FILE, QUIZ_FILE, SourceTree

COURSE_FILE = "content/mau/course.toml"
DOCUMENTS_FILE = "content/documents.toml"
GLOSSARY_FILE = "content/glossary.toml"
LIBRARY_FILE = "content/library.toml"
PUBLISHERS_FILE = "content/publishers.toml"
SECOND_FILE = "content/mau/02-tin-gia.md"
_TERM = '[[term]]\nid = "{0}"\nterm = "{1}"\ndefinition = "{2}"\nsources = ["luat-116-2025:7"]\n'
_NOTE = "[^1]: Xem thêm [@luat-116-2025:7.2|]."

FAULTS = [
    # file, words to replace, what with, the rule, words on whose line it is said
    # documents
    ("in force before it was issued", DOCUMENTS_FILE, "in_force_from = 2026-07-01", "in_force_from = 2020-07-01", "document", "2020-07-01"),
    ("over before it began", DOCUMENTS_FILE, "until = 2026-07-01", "until = 2018-07-01", "document", "until"),
    ("replaced and still in force", DOCUMENTS_FILE, "until = 2026-07-01\n", "", "document", "replaced_by"),
    ("of a year before its number's", DOCUMENTS_FILE, "until = 2026-07-01", "until = 2016-07-01", "document", "until"),
    ("issued in another year than its number's", DOCUMENTS_FILE, "issued_on = 2025-12-10", "issued_on = 2026-12-10", "document", "issued_on"),
    ("kind of document unknown", DOCUMENTS_FILE, 'kind = "Luật"', 'kind = "Luậtt"', "document", "Luậtt"),
    ("law without a number", DOCUMENTS_FILE, 'number = "24/2018/QH14"\nkind = "Luật"', 'kind = "Luật" # 2018', "document", "# 2018"),
    ("sure in other words", DOCUMENTS_FILE, 'confidence = "vừa"', 'confidence = "chắc"', "document", "chắc"),
    ("replaced by itself", DOCUMENTS_FILE, 'replaced_by = ["luat-116-2025"]', 'replaced_by = ["luat-24-2018"]', "document", "replaced_by"),
    ("two documents of one number", DOCUMENTS_FILE, "24/2018/QH14", "116/2025/qh15", "unique", "116/2025/qh15"),
    ("document without a title", DOCUMENTS_FILE, 'title = "Luật An ninh mạng"', 'title = " "', "document", 'title = " "'),
    ("document's id", DOCUMENTS_FILE, 'id = "luat-24-2018"', 'id = "Luật 24"', "document", 'id = "Luật 24"'),
    ("article twice", DOCUMENTS_FILE, "number = 42", "number = 7", "document", 'number = 7\ntitle = "Trách'),
    ("article without a title", DOCUMENTS_FILE, 'title = "Các hành vi bị nghiêm cấm về an ninh mạng"', 'title = ""', "document", 'title = ""'),
    ("points of a clause that is not there", DOCUMENTS_FILE, '"1" = "a b c d"', '"9" = "a b c d"', "document", "points"),
    ("points between commas", DOCUMENTS_FILE, '"1" = "a b c d"', '"1" = "a, b, c, d"', "document", "points"),
    ("place that is none", DOCUMENTS_FILE, 'places = ["8"]', 'places = ["8", "điều 9"]', "document", "places"),
    ("places beside articles", DOCUMENTS_FILE, 'confidence = "cao"', 'confidence = "cao"\nplaces = ["7"]', "document", "places"),
    ("a table of another name", DOCUMENTS_FILE, 'confidence = "vừa"', 'confidence = "vừa"\n[[documents]]\nid = "x"', "field", "[[documents]]"),
    # terms
    ("term explained twice", GLOSSARY_FILE, "[[term]]", _TERM.format("khac", "Bí mật công tác", "Giải nghĩa lần thứ nhất.") + "[[term]]", "unique", "term = \"bí mật"),
    ("term without an explanation", GLOSSARY_FILE, "[[term]]", _TERM.format("khac", "mật khẩu", "") + "[[term]]", "term", "definition"),
    ("term's id", GLOSSARY_FILE, 'id = "bi-mat-cong-tac"', 'id = "Bí mật"', "id", 'id = "Bí mật"'),
    ("term by lapsed law", GLOSSARY_FILE, "luat-116-2025:7.2.c", "luat-24-2018:8", "lapsed", "sources"),
    ("a table beside the terms", GLOSSARY_FILE, "[[term]]", "[terms]\nx = 1\n[[term]]", "field", "[terms]"),
    # library, publishers, course
    ("order names no course", LIBRARY_FILE, 'version = "2026.11"', 'version = "2026.11"\ncourses = ["mau", "khac"]', "library", "courses"),
    ("order names a course twice", LIBRARY_FILE, 'version = "2026.11"', 'version = "2026.11"\ncourses = ["mau", "mau"]', "library", "courses"),
    ("version of a month that is none", LIBRARY_FILE, "2026.11", "2026.13", "library", "version"),
    ("topic of a whole file unknown", QUIZ_FILE, "topic: bi-mat", "topic: khac", "topic", "topic: khac"),
    ("library's field unknown", LIBRARY_FILE, 'version = "2026.11"', 'version = "2026.11"\nauthor = "ai"', "field", "author"),
    ("publisher without a name", PUBLISHERS_FILE, "", f'# khóa\n[[publisher]]\nkey = "{"A" * 43}"\n', "publisher", "[[publisher]]"),
    ("publisher with an address", PUBLISHERS_FILE, "", f'[[publisher]]\nname = "x"\nurl = "y"\nkey = "{"A" * 43}"\n', "field", "url"),
    ("as of a day to come", COURSE_FILE, "valid_as_of = 2026-11-23", "valid_as_of = 2026-12-01", "course", "valid_as_of"),
    ("role unknown", COURSE_FILE, 'roles = ["moi-cong-chuc"]', 'roles = ["giam-thi"]', "course", "roles"),
    ("for nobody", COURSE_FILE, 'roles = ["moi-cong-chuc"]', "roles = []", "course", "roles"),
    ("required lesson unknown", COURSE_FILE, 'required_lessons = "all"', 'required_lessons = ["mau/khac"]', "lesson", "required_lessons"),
    ("required lesson twice", COURSE_FILE, 'required_lessons = "all"', 'required_lessons = ["mau/bi-mat", "mau/bi-mat"]', "lesson", "required_lessons"),
    # lessons
    ("lesson's id", LESSON_FILE, "id: mau/bi-mat", "id: mau/../bi-mat", "id", "id: mau/../"),
    ("lesson without title", LESSON_FILE, "title: Bí mật công tác trên nhóm Zalo", 'title: ""', "front-matter", "title:"),
    ("objective's id", LESSON_FILE, "- id: nhan-ra", '- id: "Nhận ra"', "id", '- id: "Nhận'),
    ("objective says nothing", LESSON_FILE, "text: Nhận ra thông tin nào là bí mật công tác.", 'text: ""', "front-matter", 'text: ""'),
    ("tag", LESSON_FILE, "Danh mục cấm", "<b>Danh mục</b> cấm", "html", "<b>"),
    ("comment", LESSON_FILE, "Danh mục cấm", "<!-- sửa sau --> Danh mục cấm", "html", "<!--"),
    ("entity", LESSON_FILE, "Danh mục cấm", "Danh mục&nbsp;cấm", "html", "&nbsp;"),
    ("address in angles", LESSON_FILE, "Danh mục cấm", "Danh mục <https://x.example> cấm", "html", "<https"),
    ("citation not closed", LESSON_FILE, "nay ở [@luat-116-2025:7]", "nay ở [@luat-116-2025:7", "citation", "[@luat-116-2025:7."),
    ("citation with a space", LESSON_FILE, "nay ở [@luat-116-2025:7]", "nay ở [@luat-116-2025: 7]", "citation", ": 7]"),
    ("citation without its sign", LESSON_FILE, "nay ở [@luat-116-2025:7]", "nay ở [luat-116-2025:7]", "citation", "[luat-116-2025:7]"),
    ("row of a table too short", LESSON_FILE, "| Bí mật công tác | Chỉ đi", "| Chỉ đi", "table", "| Chỉ đi"),
    ("row of a table too long", LESSON_FILE, "| Bí mật công tác |", "| Bí mật | công tác |", "table", "| Bí mật | công"),
    ("box without words", LESSON_FILE, "    Từng ở [@luat-24-2018:8].", "Từng ở mục khác.", "box", "!!! history"),
    ("check misspelt", LESSON_FILE, "{{check: bm-01}}", "{{chek: bm-01}}", "check", "{{chek"),
    ("check of two", LESSON_FILE, "{{check: bm-01}}", "{{check: bm-01, bm-02}}", "check", "{{check: bm-01, "),
    ("check in one brace", LESSON_FILE, "{{check: bm-01}}", "{check: bm-01}", "check", "{check: bm-01}"),
    ("check behind words", LESSON_FILE, "Danh mục cấm", "{{check: bm-01}} Danh mục cấm", "check", "{{check: bm-01}} Danh"),
    ("link said elsewhere", LESSON_FILE, "Danh mục cấm", "[Danh mục][x] cấm", "link", "[Danh mục][x]"),
    ("address said elsewhere", LESSON_FILE, _NOTE, f"[x]: https://x.example\n\n{_NOTE}", "link", "[x]: https"),
    ("note without words", LESSON_FILE, "Danh mục cấm", "Danh mục[^2] cấm", "footnote", "mục[^2]"),
    ("note that nobody names", LESSON_FILE, _NOTE, f"{_NOTE}\n\n[^2]: Chú thích thừa ra.", "footnote", "[^2]:"),
    ("note said twice", LESSON_FILE, _NOTE, f"{_NOTE}\n\n[^1]: Lần thứ hai, cùng tên.", "footnote", "[^1]: Lần"),
    ("section without words", LESSON_FILE, "## Kiểm tra nhanh", "## Trống {#trong}\n\n## Kiểm tra nhanh", "shape", "## Trống"),
    ("line that is two", LESSON_FILE, "Danh mục cấm", "Danh mục\u2028cấm", "hidden", "Danh mục\u2028"),
    ("letters apart in a title of a law", DOCUMENTS_FILE, "Quốc hội", "Quo\u0302\u0301c hội", "nfc", "Quo"),
    ("letters apart in an answer", QUIZ_FILE, '"Điều 7", "7"', '"Đie\u0302\u0300u 7", "7"', "nfc", "accept"),
    # items
    ("tag in an option", QUIZ_FILE, "Rời khỏi nhóm để", "Rời <i>khỏi nhóm</i> để", "html", "<i>"),
    ("script in a stem", QUIZ_FILE, "Xếp từng việc", "<script>x</script> Xếp từng việc", "html", "<script>"),
    ("item of another course", QUIZ_FILE, "    use: practice", "    course: khac\n    use: practice", "id", "course: khac"),
    ("source twice", QUIZ_FILE, "sources: [luat-116-2025:7.2.c]", "sources: [luat-116-2025:7.2.c, luat-116-2025:7.2.c]", "unique", "7.2.c, "),
    ("option without words", QUIZ_FILE, 'text: "Rời khỏi nhóm để không ai hỏi."', 'text: " "', "form", 'text: " "'),
    ("option with a letter of its own", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "C. Rời khỏi nhóm để khỏi ai hỏi.", "letter", "C. Rời"),
    ("line with its number", QUIZ_FILE, 'text: "Báo lãnh đạo"', 'text: "2. Báo lãnh đạo"', "letter", "2. Báo"),
    ("option's id", QUIZ_FILE, '{id: c, text: "Rời', '{id: s1/c, text: "Rời', "id", "s1/c"),
    ("option's id twice", QUIZ_FILE, '{id: c, text: "Rời', '{id: b, text: "Rời', "unique", '{id: b, text: "Rời'),
    ("option much shorter", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Rời nhóm.", "length", "Rời nhóm."),
    ("pair without its left", QUIZ_FILE, 'left: "Máy nhiễm mã độc"', 'left: ""', "form", 'left: ""'),
    ("pair without its right", QUIZ_FILE, 'right: "Người ký văn bản"', 'right: ""', "form", 'right: ""'),
    ("equal right parts", QUIZ_FILE, 'right: "Người ký văn bản"', 'right: "Người phụ trách máy"', "unique", "{id: p2"),
    ("surplus part that fits", QUIZ_FILE, 'extra: ["Không báo ai"]', 'extra: ["Người ký văn bản"]', "unique", "extra"),
    ("surplus part without words", QUIZ_FILE, 'extra: ["Không báo ai"]', 'extra: [""]', "form", "extra"),
    ("line without words", QUIZ_FILE, 'text: "Báo lãnh đạo"', 'text: ""', "form", "{id: s2, text: \"\""),
    ("bin without words", QUIZ_FILE, "text: Không được làm", 'text: ""', "form", "bins"),
    ("equal bins", QUIZ_FILE, "text: Không được làm", "text: Được làm", "unique", "bins"),
    ("card without words", QUIZ_FILE, 'text: "Gửi lịch tiếp dân"', 'text: ""', "form", "{id: c1, text: \"\""),
    ("accepted twice", QUIZ_FILE, 'accept: ["Điều 7", "7"]', 'accept: ["Điều 7", "điều 7"]', "unique", "accept"),
    ("nothing accepted", QUIZ_FILE, 'accept: ["Điều 7", "7"]', 'accept: ["Điều 7", ""]', "form", "accept"),
    ("hint that answers", QUIZ_FILE, 'hint: "chỉ ghi số điều"', 'hint: "điều 7"', "form", "hint"),
    ("near answer without words", QUIZ_FILE, 'near: [{text: "Điều 8"', 'near: [{text: ""', "form", "near"),
    ("step asks nothing", QUIZ_FILE, 'stem: "Tin vừa đến. Việc đầu tiên là gì?"', 'stem: ""', "form", 'stem: ""'),
    ("ending says nothing", QUIZ_FILE, 'text: "Cả thôn chạy lên đồi trong đêm."', 'text: ""', "form", "{id: xau, text"),
    ("no step at all", QUIZ_FILE, "    steps:\n", "    steps: []\n    lost:\n", "form", "steps: []"),
    ("path goes round", QUIZ_FILE, 'hoang mang.", next: s3', 'hoang mang.", next: s1', "form", 'mang.", next: s1'),
    ("step leads to itself", QUIZ_FILE, 'hoang mang.", next: s3', 'hoang mang.", next: s2', "form", 'mang.", next: s2'),
    ("step's id twice", QUIZ_FILE, "- id: s3\n", "- id: s2\n", "unique", '- id: s2\n        stem: "Có người'),
    ("mark within a mark", QUIZ_FILE, "{m2|Kính gửi anh/chị,}", "{m2|Kính gửi {m4|anh/chị},}", "form", "stimulus:\n      kind: email"),
    ("mark where none can be", QUIZ_FILE, 'author: "Góc phố nhỏ"', 'author: "{m1|Góc phố} nhỏ"', "form", "stimulus:\n      kind: post"),
    ("mark not closed", QUIZ_FILE, "{m2|Kính gửi anh/chị,}", "{m2|Kính gửi anh/chị,", "form", "stimulus:\n      kind: email"),
    ("post without words", QUIZ_FILE, 'text: "Nóng! Nước máy nhiễm dầu, ai thương bà con thì chia sẻ!"', 'text: ""', "stimulus", 'text: ""'),
    ("fewer shares than none", QUIZ_FILE, "shares: 340", "shares: -340", "stimulus", "shares"),
    ("address of somebody", QUIZ_FILE, "Nóng! Nước máy", "Xem ngay nuocmay.vn. Nước máy", "stimulus", "nuocmay.vn"),
    ("mail of somebody", QUIZ_FILE, "ky-thuat@co-quan-x.example", "ky-thuat@co-quan-x.gov.vn", "stimulus", "gov.vn"),
    ("all these are right", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Các phương án trên đều đúng.", "all-of-above", "Các phương"),
    ("all of this is right", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Tất cả những điều trên đều đúng.", "all-of-above", "Tất cả"),
    ("A and C", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Cả phương án A và phương án C.".replace("phương án C", "C"), "all-of-above", "Cả phương"),
    ("none of these", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Các câu trả lời trên đều sai.", "all-of-above", "Các câu"),
    # syntax, where it began
    ("list not closed", QUIZ_FILE, "use: practice", "use: [practice", "yaml", "use: [practice"),
    ("quotes not closed", QUIZ_FILE, 'stem: "Xếp từng việc vào đúng ô."', 'stem: "Xếp từng việc vào đúng ô.', "yaml", "stem: \"Xếp từng"),
    ("zero byte in a quiz", QUIZ_FILE, "Rời khỏi nhóm", "Rời khỏi\x01 nhóm", "yaml", "Rời khỏi\x01"),
    ("lists within lists", GLOSSARY_FILE, "[[term]]", f"a = {'[' * 3000}\n[[term]]", "toml", None),
    ("number of thousands of digits", COURSE_FILE, "hours = 0.5", f"hours = {'9' * 6000}", "toml", "hours"),
    ("such a number in a quiz", QUIZ_FILE, "shares: 340", f"shares: {'9' * 6000}", "yaml", "shares"),
    ("day that is none", QUIZ_FILE, "shares: 340", "at: 2026-13-45", "yaml", "at: 2026"),
    ("objective's field unknown", LESSON_FILE, "- id: nhan-ra", "- id: nhan-ra\n    weight: 2", "front-matter", "weight"),
    ("line of brackets alone", LESSON_FILE, "Danh mục cấm", "[" * 3000, "shape", "[[["),
    ("lists within lists in a lesson", LESSON_FILE, "Danh mục cấm", "- " * 300 + "cấm", "shape", "- - -"),
    ("line of thousands of letters", GLOSSARY_FILE, "[[term]]", f"{'a.' * 9000}b = 1\n[[term]]", "toml", "a.a.a."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "at"), [pytest.param(*one[1:], id=one[0]) for one in FAULTS]
)
def test_a_fault_is_found_on_its_line(
    tree: SourceTree, file: str, old: str, new: str, rule: str, at: str | None
) -> None:
    if old:
        tree.change(file, old, new)
    else:
        tree.write(file, new)

    found = [one for one in check(tree.root).problems if one.rule == rule]

    line = tree.line_of(file, at) if at else 1
    assert (file, line) in {(one.file, one.line if at else 1) for one in found}, list(map(str, found))


@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("quizzes/mau/them.yml", "stray"),
        ("quizzes/them.yaml", "stray"),
        ("quizzes/mau/cu/them.yaml", "stray"),
        ("content/mau/03-them.markdown", "stray"),
        ("content/mau/cu/03-them.md", "stray"),
        ("content/mau/hinh.svg", "stray"),
        ("content/them.toml", "stray"),
    ],
)
def test_a_file_that_nobody_reads_is_named(tree: SourceTree, file: str, rule: str) -> None:
    tree.write(file, "x")
    tree.write("content/GHI-CHU.txt", "Sửa sau.")
    tree.write("quizzes/mau/.bi-mat.yaml.swp", "x")
    assert [(one.file, one.rule) for one in check(tree.root).problems] == [(file, rule)]


def test_lessons_are_named_by_their_number(tree: SourceTree) -> None:
    (tree.root / SECOND_FILE).rename(tree.root / "content/mau/01-tin-gia.md")
    assert [(one.file, one.rule) for one in check(tree.root).problems] == [
        ("content/mau/01-tin-gia.md", "name")
    ]
    (tree.root / "content/mau/01-tin-gia.md").rename(tree.root / "content/mau/Tin giả.md")
    assert [(one.file, one.rule) for one in check(tree.root).problems] == [("content/mau/Tin giả.md", "name")]


@pytest.mark.parametrize("file", [LESSON_FILE, QUIZ_FILE, PICTURE_FILE, COURSE_FILE, GLOSSARY_FILE])
def test_a_link_out_of_the_tree_is_not_followed(tree: SourceTree, tmp_path: Path, file: str) -> None:
    shutil.move(tree.root / file, tmp_path / "outside")
    (tree.root / file).symlink_to(tmp_path / "outside")
    assert (file, "file") in {(one.file, one.rule) for one in check(tree.root).problems}


@pytest.mark.parametrize("kind", ["folder", "pipe", "nowhere", "itself"])
@pytest.mark.parametrize(
    "file", ["content/mau/03-moi.md", "quizzes/mau/moi.yaml", "content/mau/images/moi.svg"]
)
def test_what_is_no_file_is_named_and_waits_for_nobody(tree: SourceTree, file: str, kind: str) -> None:
    path = tree.root / file
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/nowhere" if kind == "nowhere" else path)
    assert [(one.file, one.rule) for one in check(tree.root).problems] == [(file, "file")]


@pytest.mark.parametrize("file", [LESSON_FILE, QUIZ_FILE, COURSE_FILE, DOCUMENTS_FILE, "content/words.txt"])
def test_letters_of_an_old_code_are_told_on_their_line(tree: SourceTree, file: str) -> None:
    whole = (tree.root / file).read_bytes()
    head, end = whole[: len(whole) // 2], b"\n# Chuy\xd6n n\xb5y\n"  # TCVN3
    (tree.root / file).write_bytes(head + end + whole[len(whole) // 2 :])
    found = {(one.file, one.line, one.rule) for one in check(tree.root).problems}
    assert (file, head.count(b"\n") + 2, "file") in found


def test_a_huge_file_is_not_read(tree: SourceTree) -> None:
    tree.write("quizzes/mau/lon.yaml", "x: " + "x" * 5_000_000)
    assert [(one.file, one.rule) for one in check(tree.root).problems] == [("quizzes/mau/lon.yaml", "file")]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_ends_of_lines_disturb_nobody(tree: SourceTree, end: str) -> None:
    for file in (LESSON_FILE, SECOND_FILE, QUIZ_FILE):
        tree.write(file, tree.read(file).replace("\n", end))
    assert [str(one) for one in check(tree.root).problems] == []


def test_an_id_used_twice_is_told_in_both_places(tree: SourceTree) -> None:
    other = "quizzes/mau/khac.yaml"
    text = tree.read(QUIZ_FILE)
    tree.write(other, text[: text.index("  - id: bm-02")])
    places = {(QUIZ_FILE, tree.line_of(QUIZ_FILE, "id: bm-01")), (other, tree.line_of(other, "id: bm-01"))}
    assert places <= {(one.file, one.line) for one in check(tree.root).problems if one.rule == "unique"}


def test_a_fault_of_the_documents_is_not_told_of_each_citation_again(tree: SourceTree) -> None:
    whole = tree.read(DOCUMENTS_FILE)
    tree.write(DOCUMENTS_FILE, "")
    assert {(one.file, one.rule) for one in check(tree.root).problems} == {(DOCUMENTS_FILE, "document")}
    tree.write(DOCUMENTS_FILE, whole.replace("clauses = 8", 'clauses = "tám"'))
    assert [(one.file, one.rule) for one in check(tree.root).problems] == [(DOCUMENTS_FILE, "field")]
