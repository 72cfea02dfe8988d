"""Text that is painted without a document looks as the document of a QLabel would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from elearn.desktop.theme import make_theme
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.rich_text import Text, as_html

TEXTS = (
    "Ngắn",
    "Không chụp màn hình nhóm có bí mật công tác rồi gửi ra ngoài cơ quan, kể cả gửi cho người thân.",
    "Dòng một\nDòng hai dài hơn một chút, để còn xuống dòng nữa, anh chị ạ\n\nba",
    r"Tệp ở C:\Users\nhung\AppData\Local\elearn\rat-nhieu-thu-muc\records.db",
    "Số:      /TB",
    "A < B & <b>C</b> “ngoặc” – gạch… https://xa.gov.vn/p?x=1&y=2",
    " đầu và cuối ",
)
ALIGN = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)


@pytest.fixture
def theme(qapp):
    theme = make_theme("light", 1.0, read_tokens())
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(theme))
    yield theme
    qapp.setStyleSheet(before)


def label_of(theme, text: str, role: str, like: Text) -> QLabel:
    """A QLabel with the same words, set by Qt's own document."""
    label = QLabel()
    label.setFont(theme.font(role))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    line = theme.line_px(role)
    label.setText(f'<p style="line-height:{line}px;-qt-line-height-type:fixed">{as_html(text)}</p>')
    label.setProperty("tone", like.property("tone"))
    label.setContentsMargins(like.contentsMargins())
    return label


@pytest.mark.parametrize("role", ["caption", "body", "reading", "h3"])
@pytest.mark.parametrize("width", [260, 533])
@pytest.mark.parametrize("align", ALIGN)
def test_it_looks_as_a_label_would(qtbot, theme, role, width, align):
    for words in TEXTS:
        text = Text(theme, words, role, "law")
        label = label_of(theme, words, role, text)
        for one in (text, label):
            qtbot.addWidget(one)
            one.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
            one.ensurePolished()
        height = text.heightForWidth(width)
        assert height == label.heightForWidth(width), words
        # By the pixel that a last letter may reach over: every word breaks at the same place all the same.
        assert abs(text.minimumSizeHint().width() - label.minimumSizeHint().width()) <= 1, words
        for one in (text, label):
            one.resize(width, height + 6)
        assert text.grab().toImage() == label.grab().toImage(), words


def test_what_may_be_selected_is_a_labels_own(qtbot, theme):
    text = Text(theme, "A7K9-22QX\nP3M1-88ZT", "h2")
    qtbot.addWidget(text)
    before = text.heightForWidth(400)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setSelection(0, 4)
    assert text.selectedText() == "A7K9"
    assert text.heightForWidth(400) == before


def test_a_heavier_font_is_measured_anew(qtbot, theme):
    text = Text(theme, TEXTS[1] * 3)
    qtbot.addWidget(text)
    text.ensurePolished()
    narrow, low = text.minimumSizeHint().width(), text.heightForWidth(500)
    text.setFont(theme.font("h2"))
    assert text.minimumSizeHint().width() > narrow
    assert text.heightForWidth(500) > low
    short = Text(theme, "Ba chữ ngắn")
    qtbot.addWidget(short)
    room = short.sizeHint().width()
    assert short.heightForWidth(room) == theme.line_px("body")
    short.setFont(theme.font("h1"))
    assert short.heightForWidth(room) > theme.line_px("body")
