"""What is set apart in a lesson: law cards as a gazette would, a colleague's note, warnings, what was before."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.presenters.citations import CiteLabel, in_one_line
from elearn.desktop.reader.passage import Passage
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.rich_text import Text, escaped

# Kind of box: look of the card, icon, tone of the head, head where the author gave none.
_LOOKS = {
    "desk": ("desk", "message-square", "desk", "Ở bàn làm việc"),
    "note": ("sunken", "info", "ink2", "Ghi nhớ"),
    "warning": ("bad", "triangle-alert", "bad", "Lưu ý"),
    "example": ("accent", "lightbulb", "accent", "Ví dụ"),
    "history": ("history", "history", "ink2", "Trước đây"),
}


class BoxFrame(QFrame):
    """A box of a lesson. `.passage` is its text, `.head` what stands above it."""

    def __init__(self, theme: Theme, kind: str, html: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        self.passage = Passage(theme, html, name)
        self.rows = QVBoxLayout(self)
        side = 20 if theme.scale < 1.5 else 24
        self.rows.setContentsMargins(side, 16, side, 12)
        self.rows.setSpacing(theme.space(1))


def law_card(theme: Theme, labels: list[CiteLabel], title: str, html: str, heading: str) -> BoxFrame:
    """The rule in our words below where it stands; each place opens its citation."""
    box = BoxFrame(theme, "law", html, heading)
    words = f'<span style="color:{theme.hex("law")}">{head_html(labels, title)}</span>'
    head = Passage(theme, words, heading, "body", "law")
    box.rows.addWidget(head)
    box.rows.addWidget(box.passage)
    said = "; ".join(f"{words} {labels[0].document}" for words, _ in in_one_line(labels)) if labels else title
    box.setAccessibleName(f"Điều luật: {said}")
    box.setProperty("head", head)
    return box


def head_html(labels: list[CiteLabel], title: str = "") -> str:
    """Where a rule stands: places joined, the document once after its own places."""
    if not labels:
        return f"<b>{escaped(title)}</b>"
    groups: dict[str, list[CiteLabel]] = {}
    for one in labels:
        groups.setdefault(one.document, []).append(one)
    lines = []
    for document, places in groups.items():
        linked = [
            f'<a href="cite:{escaped(cite)}">{escaped(words)}</a>' for words, cite in in_one_line(places)
        ]
        whole = len(places) == 1 and not places[0].place
        lines.append(", ".join(linked) + ("" if whole else f" · {escaped(document)}"))
    return f"<b>{'; '.join(lines)}</b>"


def set_apart(theme: Theme, kind: str, title: str, html: str, heading: str) -> BoxFrame:
    """A desk note, a note, a warning, an example or what was before."""
    look, sign, tone, usual = _LOOKS[kind]
    box = BoxFrame(theme, look, html, heading)
    head = QHBoxLayout()
    head.setSpacing(theme.space(2))
    add_sign(head, theme, sign, tone, 18)
    head.addWidget(Text(theme, title or usual, "body", tone, weight=600), 1)
    box.rows.addLayout(head)
    box.rows.addWidget(box.passage)
    box.setAccessibleName(title or usual)
    return box
