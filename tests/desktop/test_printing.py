"""A lesson on paper: what stays together from page to page, and what stands before the lines of lists."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtGui import QTextDocument

from elearn.desktop.reader.print_lesson import save_pdf
from elearn.desktop.reader.print_marks import take_marks
from elearn.desktop.reader.print_text import PrintedLesson

ROW = "<tr><td>Dòng {0}</td><td>trên {0}.<br>giữa {0}.<br>dưới {0}.</td></tr>"
HEAD = "<thead><tr><th>Việc</th><th>Ba dòng</th></tr></thead>"


@pytest.fixture
def pages(qapp, tmp_path):
    """What stands on each page of a lesson, as another program reads it."""

    def printed(html: str) -> list[str]:
        path = save_pdf(PrintedLesson(f"<body>{html}</body>", {}, "Bài", "Khóa – Bài"), tmp_path / "bai.pdf")
        done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
        return done.stdout.decode().split("\f")[:-1]

    return printed


@pytest.mark.parametrize("before", range(6))
def test_no_row_of_a_table_stands_on_two_pages(pages, before):
    rows = "".join(ROW.format(at) for at in range(100, 140))
    found = pages(f"<p>Mở đầu.</p>{'<p>Thêm một dòng.</p>' * before}<table>{HEAD}{rows}</table>")
    assert len(found) > 2
    for at in range(100, 140):
        where = [[words in page for page in found] for words in (f"trên {at}", f"giữa {at}", f"dưới {at}")]
        assert where[0] == where[1] == where[2], at
    assert all("Việc" in page for page in found)


@pytest.mark.parametrize("before", range(20, 44, 3))
def test_no_line_of_a_short_passage_is_left_alone(pages, before):
    short = "<p>" + "đầu câu " + "chữ " * 40 + "cuối câu.</p>"
    found = pages("<p>Một dòng.</p>" * before + short)
    assert sum("đầu câu" in page and "cuối câu" in page for page in found) == 1


def test_lists_keep_their_numbers_and_boxes_to_tick(qapp):
    document = QTextDocument()
    document.setHtml('<ol><li>a</li><li>b</li></ol><ul type="circle"><li>c</li></ul><ul><li>d</li></ul>')
    marks = take_marks(document)
    assert [(one.words, one.to_tick) for one in marks] == [
        ("1.", False),
        ("2.", False),
        ("", True),
        ("", False),
    ]
