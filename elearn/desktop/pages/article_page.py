"""One article of a law in our words: who needs it, what it says, which lessons use it; and the table of all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.presenters.articles import ArticleLine, ArticlesPresenter, ArticlesView, ArticleView
from elearn.desktop.reader.look_up import LookUp
from elearn.desktop.reader.passage import Passage
from elearn.desktop.reader.section import SectionPart
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state
from elearn.desktop.widgets.two_line_row import TwoLineRow
from elearn.desktop.widgets.way_back import add_way_back

if TYPE_CHECKING:
    from elearn.learning.course import Section

FIRST_WORDS = 220  # of an article, and chapters of a law: more than the window shows
FIRST_CHAPTERS = 2


class ArticlePage(ColumnPage):
    """`article:ID[#ANCHOR]`."""

    title = "Điều luật"
    widest = 700

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = ArticlesPresenter(context.services)
        self._anchor = ""
        self._sections: dict[str, SectionPart] = {}
        self.look_up = LookUp(context, self, self.scroll_area)
        self.look_up.go.connect(self.go)
        self.scroll_area.verticalScrollBar().valueChanged.connect(self.look_up.moved)

    def open(self, argument: str) -> None:
        """Read the article; begin at a section where one is named."""
        page_id, _, self._anchor = argument.partition("#")
        self.look_up.dismiss()
        self.load(self._presenter.article, page_id, done=self._show, again=self._to_place)

    def _show(self, view: ArticleView) -> None:
        theme = self.theme
        content, box = column()
        box.addWidget(self._ways(view))
        box.addSpacing(theme.space(4))
        box.addWidget(Text(theme, view.above, "caption", "ink2"))
        box.addSpacing(theme.space(1))
        box.addWidget(Heading(theme, view.head))
        box.addSpacing(theme.space(2))
        box.addWidget(Text(theme, view.one_line, "reading", "ink2"))
        box.addSpacing(theme.space(3))
        chips = Flow(theme.space(2))
        for words in view.who:
            chips.add(Chip(theme, words, "accent", "user-round"))
        box.addWidget(chips)
        if view.lapsed:
            box.addSpacing(theme.space(3))
            box.addWidget(Text(theme, view.lapsed, tone="bad", weight=600))
        self._sections = {}
        self.look_up.footnotes = view.footnotes
        first, shown = 0, 0
        while first < len(view.sections) and (shown < FIRST_WORDS or self._anchor):
            self._add_section(box, view, view.sections[first])
            shown += view.sections[first].words
            first += 1
        self.setAccessibleName(view.head)
        self.scroll_area.setAccessibleName(view.head)
        self.show_content(content)
        rest = [partial(self._add_section, box, view, section) for section in view.sections[first:]]
        self.make_later([*rest, partial(self._add_end, box, view)])
        self._to_place()

    def _add_section(self, box: QVBoxLayout, view: ArticleView, section: Section) -> None:
        part = SectionPart(self.theme, section, view, lambda _item: None, box.parentWidget())  # type: ignore[arg-type]
        part.build()
        part.followed.connect(self.look_up.followed)
        part.hovered.connect(self.look_up.hovered)
        part.passage_focused.connect(self._ensure_line)
        self._sections[section.anchor] = part
        box.addWidget(part)

    def _add_end(self, box: QVBoxLayout, view: ArticleView) -> None:
        theme = self.theme
        self._add_footnotes(box, view)
        box.addSpacing(theme.space(5))
        if view.uses:
            box.addWidget(self._uses(view))
            box.addSpacing(theme.space(4))
        what = f"{view.facts} Lời trên đây là của chương trình, không phải nguyên văn."
        box.addWidget(Text(theme, what, "caption", "ink2"))

    def _ways(self, view: ArticleView) -> Flow:
        theme = self.theme
        ways = Flow(theme.space(4))
        ways.add(
            link_button(
                theme, "‹ Các điều", partial(self.go.emit, f"articles:{view.course}"), name="Tất cả các điều"
            )
        )
        for neighbour, word in ((view.before, "Điều trước"), (view.after, "Điều sau")):
            if neighbour is not None:
                words, route = neighbour
                ways.add(link_button(theme, words, partial(self.go.emit, route), name=f"{word}: {words}"))
        return ways

    def _add_footnotes(self, box: QVBoxLayout, view: ArticleView) -> None:
        for number, html in enumerate(view.footnotes, 1):
            box.addSpacing(self.theme.space(2))
            passage = Passage(
                self.theme, f"<p>{number}. {html.removeprefix('<p>')}", f"Chú thích {number}", "body"
            )
            passage.followed.connect(self.look_up.followed)
            passage.hovered.connect(self.look_up.hovered)
            box.addWidget(passage)

    def _uses(self, view: ArticleView) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(Heading(theme, "Bài nào dùng điều này", 3))
        for number, use in enumerate(view.uses):
            row = TwoLineRow(
                theme, use.title, use.about, f"Mở {use.title}, {use.about}", line=bool(number), side=0
            )
            row.clicked.connect(partial(self._chosen, use.route))
            card.body.addWidget(row)
        return card

    def _chosen(self, route: str, _checked: bool = False) -> None:
        self.go.emit(route)

    def _to_place(self) -> None:
        if self._anchor not in self._sections and self._anchor:
            self.make_now()
        part = self._sections.get(self._anchor)
        bar = self.scroll_area.verticalScrollBar()
        if part is None:
            bar.setValue(0)
            return
        self.scroll_area.bring_into_view(part)

    def _ensure_line(self, passage: Passage, rect: QRect) -> None:
        middle = passage.mapTo(self.frame, rect.center())
        self.scroll_area.ensureVisible(middle.x(), middle.y(), 0, rect.height() + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what lies over the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.look_up.popup.dismiss()
            return
        super().keyPressEvent(event)

    def closing(self) -> None:
        """The card over the page goes with it."""
        self.look_up.dismiss()


class ArticlesPage(ColumnPage):
    """`articles:COURSE`: one line for each article."""

    title = "Các điều luật"
    widest = 900

    def open(self, argument: str) -> None:
        """Read the table."""
        presenter = ArticlesPresenter(self.context.services)
        self.load(presenter.table, argument, done=self._show, again=lambda: None)

    def _show(self, view: ArticlesView) -> None:
        theme = self.theme
        content, box = column()
        to_course = partial(self.go.emit, f"course:{view.course}")
        add_way_back(box, theme, view.course_title, to_course, f"Về khóa {view.course_title}")
        if not view.chapters:
            text = "Khóa này dẫn luật trong từng bài; chưa có trang riêng cho từng điều."
            box.addWidget(
                empty_state(theme, "scale", "Chưa có trang điều luật", text, "Về khóa học",
                            partial(self.go.emit, f"course:{view.course}"))
            )  # fmt: skip
            self.show_content(content)
            return
        box.addWidget(Heading(theme, view.head))
        box.addSpacing(theme.space(1))
        box.addWidget(Text(theme, "Mỗi điều một dòng: điều ấy để làm gì. Bấm vào để đọc.", tone="ink2"))
        steps = [partial(self._add_chapter, box, chapter, lines) for chapter, lines in view.chapters]
        for step in steps[:FIRST_CHAPTERS]:
            step()
        self.show_content(content)
        self.make_later(steps[FIRST_CHAPTERS:])
        self.scroll_area.setFocus()

    def _add_chapter(self, box: QVBoxLayout, chapter: str, lines: tuple[ArticleLine, ...]) -> None:
        box.addSpacing(self.theme.space(5))
        box.addWidget(Heading(self.theme, chapter or "Các điều", 2))
        box.addSpacing(self.theme.space(2))
        for line in lines:
            box.addWidget(self._line(line))
        box.addWidget(hairline())

    def _line(self, line: ArticleLine) -> TwoLineRow:
        lead = f"Điều {line.number}"
        name = f"{lead}. {line.title}. {line.one_line}"
        below = f"{line.title} · {line.who}"
        row = TwoLineRow(self.theme, line.one_line, below, name, lead=lead, weight=400)
        row.clicked.connect(partial(self._chosen, line.route))
        return row

    def _chosen(self, route: str, _checked: bool = False) -> None:
        self.go.emit(route)
