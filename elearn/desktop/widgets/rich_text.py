"""Text that wraps, with the line height of its role and diacritics never cut; links if it has any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.lines import Lines, lift
from elearn.desktop.widgets.polish import repolish

_WRAPPED = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
_WRAPPED.setHeightForWidth(True)
_NOT_TOUCHED = Qt.TextInteractionFlag.LinksAccessibleByMouse  # a QLabel's own, until somebody wants more


class Text(QLabel):
    """A passage of plain text, or of simple HTML (b, i, br, a) with `html=True`.

    `role` is a step of the type scale, `tone` a text colour. Links are followed by mouse and keyboard
    through `linkActivated`; nothing is ever loaded. Plain text that wraps is painted here, to the pixel as a
    QLabel would: the document that a QLabel keeps for it takes 30 KB and most of the time of a page.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        weight: int | None = None,
        html: bool = False,
        wrap: bool = True,
        framed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._html = theme, role, html
        self._framed = framed  # in one paragraph of its own; False where the HTML brings its paragraphs
        self._line = theme.line_px(role)
        self._natural: int | None = None  # width of the longest line, unbroken
        self._body = ""  # HTML, or plain text as it is set
        self._shown: str | None = None  # plain text that is painted here
        self._around = self._asked = QMargins()
        self._up = 0
        self._heights: dict[int, int] = {}  # by width: layouts ask a dozen times
        self._least: int | None = None
        self.setProperty("tone", tone)
        self.setFont(theme.font(role, weight))
        self.setTextFormat(Qt.TextFormat.RichText if wrap or html else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(_WRAPPED)
        else:
            self.setMinimumHeight(self._line)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text of the same kind."""
        self._forget()
        if self.textFormat() == Qt.TextFormat.PlainText:
            self.setText(text)
            return
        self._up = lift(self.font(), self._line)
        self.setContentsMargins(self._asked)
        shown = "" if self._html else as_shown(text)
        self._body = text if self._html else shown
        if self._html or self.textInteractionFlags() != _NOT_TOUCHED:
            self._shown = None
            self.setText(self.text())
        else:
            self._shown = "\n".join(line.lstrip(" ") for line in shown.split("\n"))
            self.updateGeometry()
            self.update()
        self.setAccessibleName(_plain(text) if self._html else text)
        if self._html and "<a " in text:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def text(self) -> str:
        """As it would be written for a QLabel: HTML where it wraps."""
        if self.textFormat() == Qt.TextFormat.PlainText:
            return super().text()
        body = self._body if self._html else escaped(self._body).replace("\n", "<br>")
        # Fixed line height in pixels (Qt's own spelling of it); a link in the accent colour.
        body = body.replace("<a ", f'<a style="color:{self._theme.hex("accent")}" ')
        if self._framed:
            body = f'<p style="line-height:{self._line}px;-qt-line-height-type:fixed">{body}</p>'
        return body

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        """What is selected or followed is a QLabel's own."""
        super().setTextInteractionFlags(flags)
        if self._shown is not None:
            self._shown = None
            self.setText(self.text())

    def _lines(self, shown: str) -> Lines:
        return Lines(shown, self.font(), self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What the style sheet puts around it, then the text."""
        super().paintEvent(event)
        if self._shown is not None:
            painter = QPainter(self)
            painter.setPen(self.palette().color(self.foregroundRole()))
            self._lines(self._shown).paint(painter, self.contentsRect(), self.alignment())
            painter.end()

    def sizeHint(self) -> QSize:
        """One line where the column allows it; QLabel's own hint breaks short texts in two."""
        if not self.wordWrap():
            return super().sizeHint()
        width = min(self._natural_width(), self._theme.column)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """For the width that it gets: a column hands over its own, also where this text may not be as wide."""
        width = min(width, self.maximumWidth())
        height = self._heights.get(width)
        if height is None:
            if self._shown is None:
                height = super().heightForWidth(width)
            else:
                height = self._height_inside(self._shown, width - self._around.left() - self._around.right())
                height += self._around.top() + self._around.bottom()
            self._heights[width] = height
        return height

    def _natural_width(self) -> int:
        if self._natural is None:
            metrics = self.fontMetrics()
            self._natural = max(metrics.horizontalAdvance(line) for line in self._body.split("\n")) + 4
        return self._natural

    def _height_inside(self, shown: str, width: int) -> int:
        if shown and width >= self._natural_width():  # most are short: nothing needs to be broken to know it
            return self._line * (1 + shown.count("\n"))
        return self._lines(shown).height(width)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word, as low as one line; the height for the width is asked apart."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        if self._least is None:
            if self._shown is None:
                self._least = super().minimumSizeHint().width()
            else:
                sides = self._around.left() + self._around.right()
                self._least = self._lines(self._shown).least_width() + sides
        return QSize(self._least, self._line)

    # Not `changeEvent`: Qt tells of eight changes while a text is made and shown, and none is another font.

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """Another font needs other lines. The style sheet sets none."""
        super().setFont(font)
        self._forget()

    def setContentsMargins(self, *margins: Any) -> None:
        """Room around the letters, which stay in the middle of their lines; it counts in the height."""
        self._asked = asked = QMargins(*margins) if len(margins) > 1 else margins[0]
        super().setContentsMargins(
            asked.left(), asked.top() - self._up, asked.right(), asked.bottom() + self._up
        )
        self._around = self.contentsMargins()
        self._forget()

    def _forget(self) -> None:
        self._heights, self._least, self._natural = {}, None, None

    def set_tone(self, tone: str) -> None:
        """Another text colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


def typeset(theme: Theme, html: str, role: str = "body", tone: str = "ink") -> Text:
    """Passages of our own HTML (p, lists, tables) with the line height and the spaces of a role."""
    line, gap = theme.line_px(role), theme.line_px(role) // 2
    fixed = f"line-height:{line}px;-qt-line-height-type:fixed"
    html = html.replace("<p>", f'<p style="margin:0 0 {gap}px 0;{fixed}">')
    html = html.replace("<li>", f'<li style="margin:0 0 {gap // 2}px 0;{fixed}">')
    for tag in ("ul", "ol"):
        html = html.replace(f"<{tag}>", f'<{tag} style="margin:0 0 {gap}px -16px">')
    return Text(theme, html, role, tone, html=True, framed=False)


LONGEST_WORD = 24
SHORTEST_END, LONGEST_END = 6, 18  # letters that stay together at the end of a passage
FEWEST_WORDS = 7  # shorter passages may break anywhere
_SPACES = re.compile(r" {2,}")
# Within the number of a document, 116/2025/QH15 or 331/2026/NĐ-CP, Qt would end a line.
_IN_NUMBER = re.compile(r"(?<=\d/)(?=[A-ZĐ])|(?<=[A-ZĐ]-)(?=[A-ZĐ])")
_COUNTED = re.compile(r"(?<=\d) (?=(?:phút|giờ|giây|câu|bài|người|lượt|điểm|tệp|%)(?!\w))")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")


def as_shown(text: str) -> str:
    """Plain text as it is set: blanks keep their width, no word is left alone at the end of a line.

    A number stays with what it counts, and the number of a document in one piece.
    """
    held = _IN_NUMBER.sub("\u2060", _COUNTED.sub("\u00a0", text))
    return "\n".join(
        ended(_SPACES.sub(lambda run: "\u00a0" * len(run[0]), breakable(one))) for one in held.split("\n")
    )


def as_html(text: str) -> str:
    """The same as Qt's HTML: nothing in it means anything."""
    return escaped(as_shown(text)).replace("\n", "<br>")


def ended(line: str) -> str:
    """The same words with the last two or three held together, so that no single one begins a line."""
    words = line.split(" ")
    if len(words) < FEWEST_WORDS:
        return line
    end = words.pop()
    while (
        words
        and (len(end) < SHORTEST_END or "\u00a0" not in end)
        and len(words[-1]) + 1 + len(end) <= LONGEST_END
    ):
        end = f"{words.pop()}\u00a0{end}"
    return " ".join((*words, end))


def breakable(text: str) -> str:
    """The same text with places to break in words that are too long for a column, such as paths."""
    if not _LONG_WORD.search(text):
        return text
    return " ".join(_broken(word) if len(word) > LONGEST_WORD else word for word in text.split(" "))


def _broken(word: str) -> str:
    parts, since = [], 0
    for letter in word:
        parts.append(letter)
        since += 1
        if letter in "/\\_-.:" or since >= LONGEST_WORD // 2:
            parts.append("\u200b")
            since = 0
    return "".join(parts)


def escaped(text: str) -> str:
    """Text as HTML takes it, in quotation marks, too; the module `html` would bring 1.5 MB of names of signs."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(sign, name)
    return text


def _plain(html: str) -> str:
    """What a screen reader says of HTML."""
    words = re.sub(r"<[^>]+>", " ", html)
    if "&" in words:
        from html import unescape

        words = unescape(words)
    return " ".join(words.split())
