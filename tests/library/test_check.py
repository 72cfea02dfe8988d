"""`library check`: a tree without a fault passes; each rule finds the one fault that was put in, on its line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.library.check import check
from tests.build.sources import LESSON_FILE, PAGE_FILE, PICTURE_FILE, QUIZ_FILE, SourceTree

COURSE_FILE = "content/mau/course.toml"
DOCUMENTS_FILE = "content/documents.toml"


def test_small_tree_passes_every_rule(tree: SourceTree) -> None:
    assert [str(one) for one in check(tree.root).problems] == []


FAULTS = [
    # file, words to replace, what with, the rule, words on whose line it is said (None: anywhere)
    ("nothing at all", LESSON_FILE, "---\nid:", "id:", "front-matter", None),
    ("title missing", LESSON_FILE, "title: Bí mật công tác trên nhóm Zalo\n", "", "front-matter", None),
    ("field unknown", LESSON_FILE, "minutes: 4", "minutes: 4\nauthor: ai", "front-matter", None),
    ("id of another folder", LESSON_FILE, "id: mau/bi-mat", "id: khac/bi-mat", "id", "id: khac"),
    ("too short a lesson", LESSON_FILE, "minutes: 4", "minutes: 3", "minutes", "minutes: 3"),
    ("read too fast", LESSON_FILE, "minutes: 4", "minutes: 1", "pace", "minutes: 1"),
    ("topic unknown", LESSON_FILE, "topic: bi-mat", "topic: khac", "topic", "topic: khac"),
    ("yaml broken", LESSON_FILE, "revision: 1", "revision: [1", "yaml", None),
    ("twice the same field", LESSON_FILE, "revision: 1", "revision: 1\nrevision: 1", "yaml", None),
    ("document unknown", LESSON_FILE, "[@luat-116-2025:7]", "[@luat-1:7]", "citation", "luat-1:7"),
    ("article unknown", LESSON_FILE, "[@luat-116-2025:7]", "[@luat-116-2025:99]", "citation", ":99"),
    ("clause unknown", LESSON_FILE, "[@luat-116-2025:7]", "[@luat-116-2025:7.9]", "citation", "7.9"),
    ("point unknown", LESSON_FILE, "[@luat-116-2025:7]", "[@luat-116-2025:7.1.k]", "citation", "7.1.k"),
    ("citation misspelt", LESSON_FILE, "[@luat-116-2025:7]", "[@luat-116-2025:7.x]", "citation", "7.x"),
    ("law card without citation", LESSON_FILE, '!!! law "luat-116-2025:7.2.c luat-116-2025:7.2.h"', "!!! law",
     "citation", "!!! law"),
    ("law card cites nothing", LESSON_FILE, "luat-116-2025:7.2.h", "luat-116-2025:50", "citation", ":50"),
    ("lapsed law told as law", LESSON_FILE, "nay ở [@luat-116-2025:7]", "nay ở [@luat-24-2018:8]", "lapsed", "nay ở"),
    ("lapsed law as source", LESSON_FILE, "sources: [luat-116-2025:7.2.c]", "sources: [luat-24-2018:8]", "lapsed", "sources"),
    ("term unknown", LESSON_FILE, "(term:bi-mat-cong-tac)", "(term:khac)", "link", "term:khac"),
    ("lesson unknown", LESSON_FILE, "(lesson:mau/tin-gia#mo-dau)", "(lesson:mau/khac)", "link", "mau/khac"),
    ("section unknown", LESSON_FILE, "#mo-dau", "#khac", "link", "tin-gia#khac"),
    ("link out of the library", LESSON_FILE, "(term:bi-mat-cong-tac)", "(https://x.example)", "link", "https"),
    ("picture missing", LESSON_FILE, "images/duong-di.svg", "images/khac.svg", "image", "khac.svg"),
    ("picture from elsewhere", LESSON_FILE, "images/duong-di.svg", "../duong-di.svg", "image", "../"),
    ("picture says nothing", LESSON_FILE, "Một ô gửi, mười bốn ô nhận, không ô nào thu lại được.", "Hình", "alt", "![Hình]"),
    ("picture within a line", LESSON_FILE, "![Một", "Xem ![Một", "image", "Xem !["),
    ("check unknown", LESSON_FILE, "{{check: bm-01}}", "{{check: khac}}", "check", "check: khac"),
    ("check of the exam", LESSON_FILE, "{{check: bm-01}}", "{{check: bm-02}}", "check", "check: bm-02"),
    ("check within a box", LESSON_FILE, "    Từng ở", "    {{check: bm-01}}\n\n    Từng ở", "check", "    {{check"),
    ("no check at the end", LESSON_FILE, "{{check: bm-01}}", "Hết bài.", "shape", "{#kiem-tra}"),
    ("no desk", LESSON_FILE, '!!! desk "Ở bàn làm việc"', '!!! note "Việc"', "shape", None),
    ("box within a list", LESSON_FILE, "    2. Chưa rõ", '    2. x\n\n        !!! note "y"\n            z\n\n    3. Chưa rõ', "box", None),
    ("heading without key", LESSON_FILE, "Kiểm tra nhanh {#kiem-tra}", "Kiểm tra nhanh", "anchor", "## Kiểm tra nhanh"),
    ("heading of the first order", LESSON_FILE, "## Tấm ảnh", "# Tấm ảnh", "heading", "# Tấm ảnh"),
    ("words before the first heading", LESSON_FILE, "---\n## Tấm", "---\nLời đầu.\n\n## Tấm", "before", "Lời đầu"),
    ("letters apart (NFD)", LESSON_FILE, "Danh mục", "Danh mu\u0323c", "nfc", "Danh mu"),
    ("tone on the wrong vowel", LESSON_FILE, "Danh mục", "Hoà Danh mục", "tone", "Hoà"),
    ("no syllable", LESSON_FILE, "Danh mục", "Danh mụck", "word", "mụck"),
    ("English word", LESSON_FILE, "Danh mục", "List danh mục", "word", "List"),
    ("hyphen for a dash", LESSON_FILE, "Danh mục cấm", "Danh mục - cấm", "dash", "Danh mục -"),
    ("three dots", LESSON_FILE, "Danh mục cấm", "Danh mục cấm...", "ellipsis", "cấm..."),
    ("straight quotes", LESSON_FILE, "“cố ý”", '"cố ý"', "quotes", "cố ý\""),
    ("space before a comma", LESSON_FILE, "Một ô gửi, mười", "Một ô gửi , mười", "space", "gửi ,"),
    ("citation the other way round", LESSON_FILE, "Danh mục cấm nay", "Theo khoản 2 Điều 7, danh mục cấm nay", "citation-order", "khoản 2 Điều"),
    ("endless sentence", LESSON_FILE, "Danh mục cấm nay", "Danh mục " + "cấm nhiều việc khác nữa " * 10 + "nay", "sentence", "cấm nhiều"),
    ("page without reader", PAGE_FILE, "who: [moi, cntt]", "who: []", "front-matter", "who"),
    ("page for nobody known", PAGE_FILE, "who: [moi, cntt]", "who: [dan]", "front-matter", "who"),
    ("page of no article", PAGE_FILE, "article: 7", "article: 8", "citation", "article"),
    ("page under another id", PAGE_FILE, "id: mau/dieu-7", "id: mau/dieu-8", "id", "id:"),
    ("page cites nothing", PAGE_FILE, "7.2.c|", "7.2.x|", "citation", "7.2.x"),
    ("picture runs", PICTURE_FILE, "<rect", "<script>1</script><rect", "image", None),
    ("picture listens", PICTURE_FILE, "<rect", '<rect onload="x()"', "image", None),
    ("picture fetches", PICTURE_FILE, "<rect", '<image href="https://x.example/a.png"/><rect', "image", None),
    ("picture uses a remote file", PICTURE_FILE, "<rect", '<use href="file:///etc/passwd"/><rect', "image", None),
    ("picture fills from afar", PICTURE_FILE, 'fill="#DFEEF1"', 'fill="url(http://x/y#z)"', "image", None),
    ("picture declares", PICTURE_FILE, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg', "image", None),
    ("picture of any size", PICTURE_FILE, 'viewBox="0 0 700 200" ', "", "image", None),
    ("picture broken", PICTURE_FILE, "</svg>", "", "image", None),
    ("toml broken", DOCUMENTS_FILE, "number = 7", "number = = 7", "toml", "number = ="),
    ("document twice", DOCUMENTS_FILE, 'id = "luat-24-2018"', 'id = "luat-116-2025"', "unique", None),
    ("document replaced by none", DOCUMENTS_FILE, 'replaced_by = ["luat-116-2025"]', 'replaced_by = ["khac"]', "citation", None),
    ("document's field unknown", DOCUMENTS_FILE, 'confidence = "vừa"', 'confidence = "vừa"\nnote = "x"', "field", None),
    ("term cites nothing", "content/glossary.toml", "7.2.c", "7.2.x", "citation", None),
    ("course without hours", COURSE_FILE, "hours = 0.5\n", "", "field", None),
    ("course under another id", COURSE_FILE, 'id = "mau"', 'id = "khac"', "id", 'id = "khac"'),
    ("required lesson unknown", COURSE_FILE, 'required_lessons = "all"', 'required_lessons = ["x"]', "lesson", None),
    ("papers that share items", COURSE_FILE, "items = 2", "items = 3", "blueprint", "[[exam.blueprint]]"),
    ("pass mark in percent", COURSE_FILE, "pass_mark = 0.8", "pass_mark = 80", "course", "pass_mark"),
    ("exam without time", COURSE_FILE, "minutes = 10", "minutes = 0", "course", "minutes"),
    ("attempts below none", COURSE_FILE, "attempts = 3", "attempts = -1", "course", "attempts"),
    ("waiting backwards", COURSE_FILE, "wait_hours = 24", "wait_hours = -1", "course", "wait_hours"),
    ("hours below none", COURSE_FILE, "hours = 0.5", "hours = -0.5", "course", "hours = "),
    ("course without title", COURSE_FILE, 'title = "Khóa học mẫu"', 'title = " "', "course", "title = "),
    ("paper without items of a topic", COURSE_FILE, "items = 2", "items = 0", "course", "[[exam.blueprint]]"),
    ("topic twice", COURSE_FILE, 'topic = "tin-gia"', 'topic = "bi-mat"', "course", None),
    ("course of nothing", COURSE_FILE, "", "# chưa có gì\n", "field", None),
    ("hidden letter", LESSON_FILE, "Danh mục", "Danh\u200b mục", "hidden", "Danh\u200b"),
    ("zero byte", LESSON_FILE, "Danh mục", "Danh\x00 mục", "hidden", "Danh\x00"),
    ("box of no kind", LESSON_FILE, '!!! history "Trước', '!!! histori "Trước', "box", "!!! histori"),
    ("section named twice", LESSON_FILE, "{#kiem-tra}", "{#luat-cam}", "anchor", "## Kiểm tra nhanh"),
    ("yaml that repeats itself", QUIZ_FILE, "use: practice", "use: &u practice\n    level: *u", "yaml", "&u"),
    ("article's field of another type", DOCUMENTS_FILE, "clauses = 8", 'clauses = "tám"', "field", "tám"),
    ("version is no version", "content/library.toml", "2026.11", "mới", "library", "mới"),
    ("documents that are no tables", DOCUMENTS_FILE, "", "document = 7", "toml", None),
    ("publisher without key", "content/publishers.toml", "", '[[publisher]]\nname = "x"\n', "publisher", None),
    # items
    ("item's field unknown", QUIZ_FILE, "use: practice", "use: practice\n    author: ai", "field", "author"),
    ("option's field unknown", QUIZ_FILE, "id: b, text: \"Nhắn", "id: b, colour: 1, text: \"Nhắn", "field", "colour"),
    ("type unknown", QUIZ_FILE, "type: single_choice", "type: essay", "field", "essay"),
    ("level unknown", QUIZ_FILE, "level: apply", "level: hard", "field", "hard"),
    ("no source", QUIZ_FILE, "sources: [luat-116-2025:7.2.c]", "sources: []", "citation", "sources: []"),
    ("item's source unknown", QUIZ_FILE, "sources: [luat-116-2025:7.2.c]", "sources: [luat-116-2025:7.2.x]", "citation", "7.2.x"),
    ("item on lapsed law", QUIZ_FILE, "sources: [luat-116-2025:7.2.c]", "sources: [luat-24-2018:8]", "lapsed", "luat-24"),
    ("objective unknown", QUIZ_FILE, "objective: nhan-ra", "objective: khac", "objective", "objective: khac"),
    ("item's section unknown", QUIZ_FILE, "section: luat-cam", "section: khac", "section", "section: khac"),
    ("item's lesson unknown", QUIZ_FILE, "lesson: mau/tin-gia", "lesson: mau/khac", "lesson", "mau/khac"),
    ("item's topic unknown", QUIZ_FILE, "topic: tin-gia", "topic: khac", "topic", "topic: khac"),
    ("item twice", QUIZ_FILE, "id: bm-02", "id: bm-01", "unique", None),
    ("two keys", QUIZ_FILE, "tiếp.\", feedback", "tiếp.\", correct: true, feedback", "form", "tiếp.\", correct"),
    ("no key", QUIZ_FILE, "ngay.\", correct: true", "ngay.\"", "form", "options:"),
    ("one key of several", QUIZ_FILE, "nội bộ\", correct: true", "nội bộ\"", "form", None),
    ("true_false the other way", QUIZ_FILE, "id: dung", "id: d", "form", None),
    ("option without feedback", QUIZ_FILE, ', feedback: "Lời nhắn không thu lại được tấm ảnh nào."', "", "feedback", "Nhắn mọi"),
    ("feedback that teaches nothing", QUIZ_FILE, "Lời nhắn không thu lại được tấm ảnh nào.", "Sai rồi.", "feedback", "Sai rồi"),
    ("pair without feedback", QUIZ_FILE, "Người ký quyết định cách xử lý.", "", "feedback", "Lộ bản"),
    ("all of the above", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Tất cả các đáp án trên.", "all-of-above", "Tất cả"),
    ("both A and B", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Cả A và B đều nên làm.", "all-of-above", "Cả A"),
    ("letter in an explanation", QUIZ_FILE, "Chặn đường lan trước, rồi báo người phụ trách.\"\n  - id: bm-02", "Phương án a chặn đường lan trước.\"\n  - id: bm-02", "letter", "Phương án a"),
    ("letter in a feedback", QUIZ_FILE, "Lời nhắn không thu lại được tấm ảnh nào.", "Đáp án A mới chặn được tấm ảnh.", "letter", "Đáp án A"),
    ("one option sticks out", QUIZ_FILE, "Thu hồi tin rồi báo lãnh đạo ngay.", "Thu hồi tin rồi báo lãnh đạo ngay, sau đó nhắn từng người xóa và không chuyển tiếp.", "length", "Thu hồi tin rồi"),
    ("options alike", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Nhắn mọi người đừng chuyển tiếp.", "unique", None),
    ("question asked twice", QUIZ_FILE, "Ghép mỗi việc với nơi phải báo ngay.", "Tài liệu nào dưới đây chưa được đưa ra ngoài cơ quan?", "duplicate", None),
    ("objective asked once", QUIZ_FILE, "objective: kiem-tra-nguon\n    section: mo-dau\n    sources: [luat-116-2025:42.3]\n    stem: \"Đánh", "objective: khac\n    section: mo-dau\n    sources: [luat-116-2025:42.3]\n    stem: \"Đánh", "objective", None),
    ("mark not listed", QUIZ_FILE, "      - {id: m2, feedback: \"Lời chào thì thư nào cũng có.\"}\n", "", "form", None),
    ("mark not in the text", QUIZ_FILE, "{m2|Kính gửi anh/chị,}", "Kính gửi anh/chị,", "form", None),
    ("nothing to mark", QUIZ_FILE, "- {id: m2, feedback", "- {id: m2, correct: true, feedback", "form", None),
    ("marks in a post to read", QUIZ_FILE, "Nóng! Nước", "{m1|Nóng!} Nước", "form", None),
    ("bin unknown", QUIZ_FILE, "bin: duoc, feedback: \"Lịch", "bin: khac, feedback: \"Lịch", "form", "bin: khac"),
    ("near answer is right", QUIZ_FILE, "near: [{text: \"Điều 8\"", "near: [{text: \"điều 7\"", "form", "near:"),
    ("step leads nowhere", QUIZ_FILE, "next: s2}", "next: s9}", "form", "next: s9"),
    ("step is never reached", QUIZ_FILE, "trả lời ngay được.\", next: s2}", "trả lời ngay được.\", next: s3}", "form", "id: s2\n"),
    ("ending is never reached", QUIZ_FILE, "next: tot}", "next: xau}", "form", "{id: tot"),
    ("path goes round", QUIZ_FILE, "chính thức.\", correct: true, feedback: \"Có nguồn thì ai cũng kiểm tra được.\", next: tot", "chính thức.\", correct: true, feedback: \"Có nguồn thì ai cũng kiểm tra được.\", next: s1", "form", None),
    ("points on a plain choice", QUIZ_FILE, "tiếp.\", feedback", "tiếp.\", points: 0.5, feedback", "form", None),
    ("points for the key", QUIZ_FILE, "huy.\", correct: true", "huy.\", correct: true, points: 0.5", "form", None),
    ("several options at once", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "Cả 3 phương án trên đều nên làm.", "all-of-above", "Cả 3"),
    ("two options at once", QUIZ_FILE, "Rời khỏi nhóm để không ai hỏi.", "A, B đều là việc nên làm.", "all-of-above", "A, B"),
    ("letter of the key", QUIZ_FILE, "Lời nhắn không thu lại được tấm ảnh nào.", "Đáp án đúng là C, chặn được tấm ảnh.", "letter", "đúng là C"),
    ("letter alone", QUIZ_FILE, "Lời nhắn không thu lại được tấm ảnh nào.", "B đúng vì chặn được tấm ảnh ấy.", "letter", "B đúng"),
    ("letter to choose", QUIZ_FILE, "Lời nhắn không thu lại được tấm ảnh nào.", "Chọn d. Ảnh đã gửi không thu lại được.", "letter", "Chọn d"),
    ("quiz of another course", QUIZ_FILE, "course: mau", "course: khac", "id", "course: khac"),
    ("quiz without items", QUIZ_FILE, "items:\n", "itemz:\n", "field", None),
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

    report = check(tree.root)

    found = [one for one in report.problems if one.rule == rule]
    assert found, [str(one) for one in report.problems]
    if at is not None:
        assert (file, tree.line_of(file, at)) in {(one.file, one.line) for one in found}, list(
            map(str, found)
        )


def test_all_faults_of_all_files_are_told_in_one_run(tree: SourceTree) -> None:
    tree.change(LESSON_FILE, "[@luat-116-2025:7]", "[@luat-1:7]")
    tree.change(LESSON_FILE, "topic: bi-mat", "topic: khac")
    tree.change(QUIZ_FILE, "type: single_choice", "type: essay")
    tree.change(DOCUMENTS_FILE, 'replaced_by = ["luat-116-2025"]', 'replaced_by = ["khac"]')

    files = {one.file for one in check(tree.root).problems}

    assert {LESSON_FILE, QUIZ_FILE, DOCUMENTS_FILE} <= files


def test_every_wrong_field_of_an_item_and_of_what_stands_above_a_lesson_is_told_at_once(
    tree: SourceTree,
) -> None:
    tree.change(QUIZ_FILE, "level: apply", "level: hard\n    author: ai")
    tree.change(QUIZ_FILE, "use: practice", "use: never")
    tree.change(QUIZ_FILE, 'id: b, text: "Nhắn', 'id: b, correct: maybe, colour: 1, text: "Nhắn')
    tree.change(LESSON_FILE, "revision: 1", "revision: một")
    tree.change(LESSON_FILE, "minutes: 4", "minutes: bốn\nauthor: ai")
    tree.change(COURSE_FILE, "hours = 0.5\n", "")
    tree.change(COURSE_FILE, "pass_mark = 0.8", 'pass_mark = "cao"')
    tree.change(COURSE_FILE, "minutes = 10", 'minutes = "hai mươi"')
    tree.change(DOCUMENTS_FILE, "issued_on = 2018-06-12", 'issued_on = "hôm qua"\nnote = "x"')

    found = {
        (one.file, one.line)
        for one in check(tree.root).problems
        if one.rule in ("field", "front-matter") or one.file == COURSE_FILE
    }

    wanted = [
        *((QUIZ_FILE, words) for words in ("level: hard", "author: ai", "use: never", "correct: maybe")),
        *((LESSON_FILE, words) for words in ("revision: một", "minutes: bốn", "author: ai")),
        *((COURSE_FILE, words) for words in ('pass_mark = "cao"', 'minutes = "hai mươi"')),
        *((DOCUMENTS_FILE, words) for words in ('issued_on = "hôm qua"', 'note = "x"')),
    ]
    assert {(file, tree.line_of(file, words)) for file, words in wanted} <= found


def test_pictures_from_elsewhere_are_told_on_their_lines(tree: SourceTree) -> None:
    written = [
        r"![Một](\\\\server\\share\\a.png)",
        r"![Hai](\\server\share\b.png)",
        "![Ba](//server/share/c.png)",
        r"![Bốn](hình\_đẹp.png)",
    ]
    text = tree.read(LESSON_FILE)
    tree.write(LESSON_FILE, text + "\n" + "\n\n".join(written) + "\n")
    lines = [tree.line_of(LESSON_FILE, words) for words in written]
    assert [one.line for one in check(tree.root).problems if one.rule == "image"] == lines


def test_a_mark_of_windows_editor_before_a_file_disturbs_nobody(tree: SourceTree) -> None:
    for file in (LESSON_FILE, QUIZ_FILE, COURSE_FILE, DOCUMENTS_FILE, PAGE_FILE):
        tree.write(file, "\ufeff" + tree.read(file))
    assert [str(one) for one in check(tree.root).problems] == []


def test_aliases_upon_aliases_end_at_once(tree: SourceTree) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    )
    tree.write(QUIZ_FILE, bomb + tree.read(QUIZ_FILE))
    assert (QUIZ_FILE, "yaml") in {(one.file, one.rule) for one in check(tree.root).problems}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (QUIZ_FILE, "level: apply", "level: apply: x", "thừa dấu hai chấm"),
        (QUIZ_FILE, "level: apply", "\tlevel: apply", "dấu tab"),
        (QUIZ_FILE, "id: a,", "id: a", "thiếu dấu phẩy"),
        (DOCUMENTS_FILE, 'kind = "Luật"', "kind = Luật", "trong ngoặc kép"),
        (DOCUMENTS_FILE, 'kind = "Luật"', 'kind "Luật"', "thiếu dấu “=”"),
        (DOCUMENTS_FILE, 'kind = "Luật"', 'kind = "Luật" x', "thừa chữ"),
        (DOCUMENTS_FILE, 'kind = "Luật"', 'kind = "Luật"\nkind = "Luật"', "hai lần"),
    ],
)
def test_wrong_syntax_is_told_in_an_authors_words(
    tree: SourceTree, file: str, old: str, new: str, said: str
) -> None:
    tree.change(file, old, new)
    line = tree.line_of(file, new.strip().split("\n")[-1])
    found = [one for one in check(tree.root).problems if one.rule in ("yaml", "toml") and one.file == file]
    assert [said in one.message and one.line in (line, line + 1) for one in found] == [True], found


def test_without_sources_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        check(tmp_path)
    assert refused.value.reason is Reason.NO_SOURCES


def test_a_file_of_another_encoding_is_named(tree: SourceTree) -> None:
    (tree.root / LESSON_FILE).write_bytes("Tin giả".encode("utf-16"))
    (tree.root / QUIZ_FILE).write_bytes(b"\xff\xfe")
    assert {(one.file, one.rule) for one in check(tree.root).problems} >= {
        (LESSON_FILE, "file"),
        (QUIZ_FILE, "file"),
    }


def test_a_folder_that_is_no_course_yet_is_named(tree: SourceTree) -> None:
    tree.write("content/moi/01-bai.md", "chưa xong")
    tree.write("quizzes/moi/bai.yaml", "items: []")
    assert [one.file for one in check(tree.root).problems] == ["content/moi", "quizzes/moi"]


def test_the_longest_sentences_are_listed(tree: SourceTree) -> None:
    longest = check(tree.root).sentences
    assert longest
    assert [one.words for one in longest] == sorted((one.words for one in longest), reverse=True)


_FILES = [
    LESSON_FILE,
    PAGE_FILE,
    QUIZ_FILE,
    PICTURE_FILE,
    COURSE_FILE,
    DOCUMENTS_FILE,
    "content/glossary.toml",
]
_RUBBISH = st.sampled_from(
    ["1: 2", "- x", "? [a]", "&a [*a]", "!!python/object:x {}", "{", "[[document]]", "x = 1", "\t", "---", "null", "~: ~", "items: 7",
     "items: [7, null, {id: 5}]", "options: {a: b}", "steps: []", "id: [a]", "2026-13-99", "<<: {a: b}", "[[document.article]]",
     "number = \"x\"", "revision: 99999999999999999999", "minutes: -1", "minutes: 0", "\u0000", "\ufeff", "!!! law \"\"", "[@]", "[@|]", "]("]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(_FILES),
    at=st.floats(0, 1),
    gone=st.integers(0, 4),
    put=st.lists(_RUBBISH | st.text(max_size=5), max_size=3),
    indent=st.integers(0, 8),
)
def test_no_source_however_broken_ends_in_a_crash(
    tmp_path: Path, file: str, at: float, gone: int, put: list[str], indent: int
) -> None:
    tree = SourceTree(tmp_path / "tree")
    lines = tree.read(file).split("\n")
    start = int(at * len(lines))
    lines[start : start + gone] = [" " * indent + one.encode("utf-8", "ignore").decode() for one in put]
    tree.write(file, "\n".join(lines))
    for one in check(tree.root).problems:
        assert one.message
        assert 1 <= one.line <= max(len(lines), 1) + 200 or one.file != file
