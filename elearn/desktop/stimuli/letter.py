"""An official letter in the form of Nghị định 30/2020/NĐ-CP: sheet, two heads, title, text, signer."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.spoken import spoken
from elearn.desktop.stimuli.writing import Writing
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.reflow import Reflow
from elearn.learning.item import Letter

# Appendix III of the decree: which letters in a number stand for a kind that is named above the text.
_KINDS = {
    "NQ": "NGHỊ QUYẾT", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ", "QC": "QUY CHẾ", "QyĐ": "QUY ĐỊNH",
    "TC": "THÔNG CÁO", "TB": "THÔNG BÁO", "HD": "HƯỚNG DẪN", "CTr": "CHƯƠNG TRÌNH", "KH": "KẾ HOẠCH",
    "PA": "PHƯƠNG ÁN", "ĐA": "ĐỀ ÁN", "DA": "DỰ ÁN", "BC": "BÁO CÁO", "BB": "BIÊN BẢN", "TTr": "TỜ TRÌNH",
    "HĐ": "HỢP ĐỒNG", "CĐ": "CÔNG ĐIỆN", "GM": "GIẤY MỜI", "GGT": "GIẤY GIỚI THIỆU",
}  # fmt: skip
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_FACES = ("Times New Roman", "Liberation Serif", "Tinos")
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_BASIS = re.compile(r"^(Căn cứ|Theo đề nghị|Xét đề nghị)\b.*[;.]$", re.DOTALL)


def draw(writing: Writing, letter: Letter) -> StimulusFrame:
    """The whole letter on its sheet."""
    theme = writing.theme
    frame = StimulusFrame(theme, spoken(letter), "sheet", 24)
    frame.body.addWidget(_heads(writing, letter))
    frame.body.addSpacing(theme.space(2))
    kind, subject = title_of(letter)
    if kind:
        frame.body.addWidget(_line(writing, kind, 14, 700))
        if subject:
            frame.body.addWidget(_line(writing, subject, 14, 700))
            frame.body.addWidget(_rule(theme, 90), 0, _MIDDLE)
    if letter.to:
        frame.body.addWidget(_line(writing, f"Kính gửi: {letter.to}", 14))
    for paragraph in letter.paragraphs:
        font = letter_font(theme, 14, italic=bool(_BASIS.match(paragraph)))
        frame.body.addWidget(writing.text(paragraph, font=font))
    if letter.signer_title or letter.signer:
        frame.body.addSpacing(theme.space(1))
        frame.body.addLayout(_signed(writing, letter))
    return frame


def title_of(letter: Letter) -> tuple[str, str]:
    """The kind that is named above the text, and the subject without it; ("", subject) for a công văn."""
    found = re.search(r"/\s*([^\W\d_]+)", letter.number)
    kind = _KINDS.get(found[1], "") if found else ""
    subject = letter.subject
    if kind and subject.upper().startswith(kind):
        rest = subject[len(kind) :].strip(" .:-–")
        subject = rest[:1].upper() + rest[1:]
    return kind, subject


@lru_cache(maxsize=1)
def _face() -> str:
    known = set(QFontDatabase.families())
    return next((face for face in _FACES if face in known), "")


def letter_font(theme: Theme, px: int, weight: int = 400, italic: bool = False) -> QFont:
    """The typeface of official letters where the machine has it, `px` at 100 %."""
    font = theme.font("body", weight, italic)
    if _face():
        font.setFamily(_face())
        px += 1  # its letters are smaller than ours
    font.setPixelSize(theme.scaled(px))
    return font


def _line(writing: Writing, text: str, px: int, weight: int = 400, *, italic: bool = False) -> QWidget:
    return writing.text(text, font=letter_font(writing.theme, px, weight, italic), align=_MIDDLE)


def _rule(theme: Theme, width: int) -> QWidget:
    """The line below a name; a part of the form, not a decoration."""
    rule = QWidget()
    rule.setProperty("rule", "true")
    rule.setFixedHeight(1)
    rule.setFixedWidth(theme.scaled(width))
    return rule


def _heads(writing: Writing, letter: Letter) -> QWidget:
    theme = writing.theme
    kind, subject = title_of(letter)
    left, organ = _head_column(theme)
    if letter.organ_above:
        organ.addWidget(_line(writing, letter.organ_above.upper(), 12))
    organ.addWidget(_line(writing, letter.organ.upper(), 12, 700))
    organ.addWidget(_rule(theme, 60), 0, _MIDDLE)
    if letter.number:
        number = letter.number if letter.number.startswith("Số") else f"Số: {letter.number}"
        organ.addWidget(_line(writing, number, 13))
    if subject and not kind:
        about = subject if subject.lower().startswith("v/v") else f"V/v {subject[:1].lower()}{subject[1:]}"
        organ.addWidget(_line(writing, about, 12))
    organ.addStretch(1)
    right, nation = _head_column(theme)
    nation.addWidget(_line(writing, _NATION, 12, 700))
    nation.addWidget(_line(writing, _MOTTO, 13, 700))
    nation.addWidget(_rule(theme, 150), 0, _MIDDLE)
    if letter.place_date:
        nation.addWidget(_line(writing, letter.place_date, 13, italic=True))
    nation.addStretch(1)
    heads = Reflow(theme.scaled(430), theme.space(3), theme.space(3), upwards=True)  # the motto stands first
    heads.add(left, 1)
    heads.add(right)  # as wide as its longest line
    return heads


def _head_column(theme: Theme) -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.space(1))
    return widget, box


def _signed(writing: Writing, letter: Letter) -> QHBoxLayout:
    theme = writing.theme
    row = QHBoxLayout()
    row.addStretch(1)
    widget, box = _head_column(theme)
    for line in letter.signer_title.split("\n"):
        box.addWidget(_line(writing, line.upper(), 13, 700))
    box.addWidget(_line(writing, "(đã ký)", 13, italic=True))
    if letter.signer:
        box.addWidget(_line(writing, letter.signer, 14, 700))
    row.addWidget(widget, 1)
    return row
