"""Text that wraps, with the line height of its role and diacritics never cut; links if it has any."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.lines import Lines, lift
from elearn.desktop.widgets.polish import repolish

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
        self._natural = 0  # width of the longest line, unbroken
        self._body = ""  # as HTML
        self._shown: str | None = None  # plain text that is painted here
        self._heights: dict[int, int] = {}  # by width: layouts ask a dozen times
        self._least: int | None = None
        self.setProperty("tone", tone)
        self.setFont(theme.font(role, weight))
        self.setTextFormat(Qt.TextFormat.RichText if wrap or html else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setMinimumHeight(theme.line_px(role))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text of the same kind."""
        self._forget()
        if self.textFormat() == Qt.TextFormat.PlainText:
            self.setText(text)
            return
        lines = text.split("\n")
        self._natural = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + 4
        body = text if self._html else as_html(text)
        line = self._theme.line_px(self._role)
        up = lift(self.font(), line)
        self.setContentsMargins(0, -up, 0, up)
        # Fixed line height in pixels (Qt's own spelling of it); a link in the accent colour.
        body = body.replace("<a ", f'<a style="color:{self._theme.hex("accent")}" ')
        if self._framed:
            body = f'<p style="line-height:{line}px;-qt-line-height-type:fixed">{body}</p>'
        self._body = body
        if self._html or self.textInteractionFlags() != _NOT_TOUCHED:
            self.setText(body)
        else:
            self._shown = "\n".join(line.lstrip(" ") for line in as_shown(text).split("\n"))
            self.updateGeometry()
            self.update()
        self.setAccessibleName(_plain(text) if self._html else text)
        if self._html and "<a " in body:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def text(self) -> str:
        """As it would be written for a QLabel: HTML where it wraps."""
        return self._body or super().text()

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        """What is selected or followed is a QLabel's own."""
        super().setTextInteractionFlags(flags)
        if self._shown is not None:
            self._shown = None
            self.setText(self._body)

    @property
    def _lines(self) -> Lines | None:
        if self._shown is None:
            return None
        return Lines(self._shown, self.font(), self._theme.line_px(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What the style sheet puts around it, then the text."""
        super().paintEvent(event)
        lines = self._lines
        if lines is not None:
            painter = QPainter(self)
            painter.setPen(self.palette().color(self.foregroundRole()))
            lines.paint(painter, self.contentsRect(), self.alignment())
            painter.end()

    def sizeHint(self) -> QSize:
        """One line where the column allows it; QLabel's own hint breaks short texts in two."""
        if not self.wordWrap():
            return super().sizeHint()
        width = min(self._natural, self._theme.column)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """For the width that it gets: a column hands over its own, also where this text may not be as wide."""
        width = min(width, self.maximumWidth())
        lines, around = self._lines, self.contentsMargins()
        if lines is None:
            if width not in self._heights:
                self._heights[width] = super().heightForWidth(width)
            return self._heights[width]
        inner = width - around.left() - around.right()
        if inner not in self._heights:
            self._heights[inner] = lines.height(inner)
        return self._heights[inner] + around.top() + around.bottom()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word, as low as one line; the height for the width is asked apart."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        lines, around = self._lines, self.contentsMargins()
        if self._least is None:
            self._least = lines.least_width() if lines else super().minimumSizeHint().width()
        sides = around.left() + around.right() if lines else 0
        return QSize(self._least + sides, self._theme.line_px(self._role))

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style needs other lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()

    def _forget(self) -> None:
        self._heights, self._least = {}, None

    def set_tone(self, tone: str) -> None:
        """Another text colour."""
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
SHORTEST_END, LONGEST_END = 10, 18  # letters that stay together at the end of a passage
FEWEST_WORDS = 7  # shorter passages may break anywhere
_SPACES = re.compile(r" {2,}")


def as_shown(text: str) -> str:
    """Plain text as it is set: blanks keep their width, no word is left alone at the end of a line."""
    return "\n".join(
        ended(_SPACES.sub(lambda run: "\u00a0" * len(run[0]), breakable(one))) for one in text.split("\n")
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
    while words and len(end) < SHORTEST_END and len(words[-1]) + 1 + len(end) <= LONGEST_END:
        end = f"{words.pop()}\u00a0{end}"
    return " ".join((*words, end))


def breakable(text: str) -> str:
    """The same text with places to break in words that are too long for a column, such as paths."""
    if all(len(word) <= LONGEST_WORD for word in text.split()):
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
