"""Markdown becomes the blocks that the reader shows, and nothing else gets through."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.learning.citation import parse_citation
from elearn.learning.course import Box, Check, Figure, Prose
from elearn.library.clean_html import LINK, TAGS, is_clean
from elearn.library.lesson_text import LessonText, read_lesson_text


def label(citation: str, short: bool) -> str:
    place = parse_citation(citation)
    if place.document != "luat-1":
        raise KeyError(citation)
    return place.place if short else place.label("Luật Một")


def read(text: str) -> LessonText:
    return read_lesson_text(f"## Mục {{#muc}}\n\n{text}", label, "khoa")


def blocks(text: str) -> tuple[object, ...]:
    return read(text).sections[0].blocks


def html(text: str) -> str:
    (block,) = blocks(text)
    assert isinstance(block, Prose | Box)
    return block.html


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("Một *hai* **ba**", "<p>Một <em>hai</em> <strong>ba</strong></p>", id="emphasis"),
        pytest.param("### Nhỏ\n\nx", "<h3>Nhỏ</h3>\n<p>x</p>", id="smaller heading"),
        pytest.param("#### Nhỏ nữa", "<h3>Nhỏ nữa</h3>", id="smallest heading"),
        pytest.param("3. ba\n4. bốn", '<ol start="3">\n<li>ba</li>\n<li>bốn</li>\n</ol>', id="list from three"),
        pytest.param("Từ\n:   nghĩa", "<dl>\n<dt>Từ</dt>\n<dd>nghĩa</dd>\n</dl>", id="definition"),
        pytest.param("[từ](term:tu)", '<p><a href="term:tu">từ</a></p>', id="term"),
        pytest.param("[bài](lesson:khoa/bai#muc)", '<p><a href="lesson:khoa/bai#muc">bài</a></p>', id="lesson"),
        pytest.param("[x](https://x.example)", "<p><a>x</a></p>", id="remote link"),
        pytest.param("[x](//server/share)", "<p><a>x</a></p>", id="UNC link"),
        pytest.param("[x](javascript:alert)", "<p><a>x</a></p>", id="script link"),
        pytest.param("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>", id="raw HTML is text"),
        pytest.param("<b onclick='x'>y</b>", "<p>&lt;b onclick='x'&gt;y&lt;/b&gt;</p>", id="raw HTML in a line"),
        pytest.param("a & b < c", "<p>a &amp; b &lt; c</p>", id="signs"),
        pytest.param("{: onclick=x}\nchữ", "<p>{: onclick=x}\nchữ</p>", id="foreign attributes"),
    ],
)  # fmt: skip
def test_running_text(text: str, made: str) -> None:
    assert html(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("Nay ở [@luat-1:7].", "Nay ở {Điều 7 Luật Một}.", id="part of the sentence"),
        pytest.param("[@luat-1:7] có tám khoản", "{Điều 7 Luật Một} có tám khoản", id="begins a sentence"),
        pytest.param("Cấm làm lộ [@luat-1:7.2.c].", "Cấm làm lộ ({Điều 7 khoản 2 điểm c Luật Một}).", id="behind it"),
        pytest.param("Chỗ cấm ở [@luat-1:7|].", "Chỗ cấm ở {Điều 7}.", id="place alone"),
        pytest.param("Cấm làm lộ [@luat-1:7|].", "Cấm làm lộ ({Điều 7}).", id="place alone, behind"),
        pytest.param("Xem [@luat-1|luật ấy].", "Xem {luật ấy}.", id="own words"),
        pytest.param("Cấm [@luat-1:7|như thế].", "Cấm {như thế}.", id="own words are never in brackets"),
        pytest.param("Cả hai [@luat-1:7], [@luat-1:8].", "Cả hai ({Điều 7 Luật Một}, {Điều 8 Luật Một}).", id="two"),
        pytest.param("Nay ở [@luat-1:7] và [@luat-1:8].", "Nay ở {Điều 7 Luật Một} và {Điều 8 Luật Một}.", id="and"),
        pytest.param("Theo [@luat-2:7].", "Theo [@luat-2:7].", id="unknown stays as written"),
        pytest.param("Theo [@luat-1:7.2.đ|].", "Theo {Điều 7 khoản 2 điểm đ}.", id="point đ"),
    ],
)  # fmt: skip
def test_citations_read_as_vietnamese(text: str, made: str) -> None:
    shown = re.sub(r'<a href="cite:[^"]+">([^<]*)</a>', r"{\1}", html(text))
    assert shown == f"<p>{made}</p>"


def test_a_citation_links_to_its_place() -> None:
    assert '<a href="cite:luat-1:7.2.đ">' in html("Theo [@luat-1:7.2.đ].")


def test_citations_in_tables_and_titles() -> None:
    assert 'href="cite:luat-1:7"' in html("| a | b |\n| --- | --- |\n| x | [@luat-1:7] |")


def test_boxes() -> None:
    law, desk, named, bare = blocks(
        '!!! law "luat-1:7.2.c luat-1:8"\n    Cấm *lộ*.\n\n!!! desk\n    - một\n    - hai\n\n'
        '!!! warning "Câu hay nói sai: “xong”"\n    Chưa xong.\n\n!!! history\n    Từng ở [@luat-1:1].\n'
    )
    assert law == Box("law", "", "<p>Cấm <em>lộ</em>.</p>", ("luat-1:7.2.c", "luat-1:8"))
    assert desk == Box("desk", "Ở bàn làm việc", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>")
    assert isinstance(named, Box)
    assert (named.box, named.title) == ("warning", "Câu hay nói sai: “xong”")
    assert isinstance(bare, Box)
    assert (bare.box, bare.title) == ("history", "Trước đây")


def test_an_unknown_box_is_text() -> None:
    (block,) = blocks("!!! danger\n    x")
    assert isinstance(block, Prose)


def test_figures_and_checks_stand_alone() -> None:
    found = blocks('Trước\n\n![Một & "hai"](images/hinh-1.svg "Chú thích")\n\n{{check: q-01}}\n\nSau')
    assert found == (
        Prose("<p>Trước</p>"),
        Figure("khoa/hinh-1.svg", 'Một & "hai"', "Chú thích"),
        Check("q-01"),
        Prose("<p>Sau</p>"),
    )


def test_footnotes_are_numbered_from_one() -> None:
    made = read("Một[^b], hai[^a], lại một[^b].\n\n[^a]: Chú *a*.\n[^b]: Chú b, [@luat-1:7].")
    assert 'Một<sup><a href="#fn-1">1</a></sup>' in made.sections[0].blocks[0].html  # type: ignore[union-attr]
    assert made.sections[0].blocks[0].html.count("#fn-1") == 2  # type: ignore[union-attr]
    assert made.footnotes[1] == "<p>Chú <em>a</em>.</p>"
    assert "cite:luat-1:7" in made.footnotes[0]


def test_sections_by_headings() -> None:
    made = read_lesson_text("## Một {#mot}\n\na\n\n## Hai *ba* {#hai}\n\nb c", label)
    assert [(one.anchor, one.heading, one.words) for one in made.sections] == [
        ("mot", "Một", 2),
        ("hai", "Hai ba", 4),
    ]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if not ((tag, name) == ("a", "href") and LINK.fullmatch(value or "")) and (tag, name) != (
                "ol",
                "start",
            ):
                self.wrong.append(f"{tag} {name}={value}")


def everything_in(made: LessonText) -> str:
    parts = list(made.footnotes)
    for section in made.sections:
        parts += [one.html for one in section.blocks if isinstance(one, Prose | Box)]
    return "\n".join(parts)


_PIECES = st.sampled_from(
    [
        "## ", "# ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "!!! law \"luat-1:7\"\n    ", "!!! desk\n    ", "[@luat-1:7]",
        "[@luat-1:7|]", "{{check: a}}", "![a](images/a.svg)", "![a](http://x/a.png)", "[a](term:a)", "[a](//s/x)", "[^1]",
        "\n[^1]: ", "<img src=x onerror=y>", "<a href='http://x'>", "| a | b |\n|---|---|\n| ", "`", "**", "_", "\\", "&lt;",
        "\x02", "\x03", "klzzwxh:0000", "{#a}", "{: style=x}", "Điều ", "\u0000", "]]>", "<!--", "\n:   ", "[a]: http://x\n",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_any_text_gives_clean_html(text: str) -> None:
    made = read_lesson_text(text, label, "khoa")
    whole = everything_in(made)
    links = _Links()
    links.feed(whole)
    assert links.wrong == []
    assert is_clean(whole)
    anchors = [one.anchor for one in made.sections]
    assert len(anchors) == len(set(anchors))
