"""Help: the user guide, offline, by sections."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import ColumnPage, add_way_in, column
from elearn.desktop.presenters.guide import START, GuideSection, GuideView, guide, topics
from elearn.desktop.reader.passage import Passage
from elearn.desktop.widgets.buttons import Button, link_button
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

LAID_OUT_MS = 50
FIRST_SECTIONS = 2  # more than the window shows
OTHERS = (("nguoi-hoc", "Hướng dẫn cho người học"), ("don-vi", "Hướng dẫn cho người phụ trách đơn vị"))


class HelpPage(ColumnPage):
    """`help`, `help:SECTION` for a section of the learner's guide (as `help:pin`), `help:GUIDE` for another guide."""

    title = "Trợ giúp"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._argument, self._topic = "", ""
        self.sections: dict[str, QWidget] = {}
        self.links: list[Button] = []

    def open(self, argument: str) -> None:
        """Read the guide and go to its section."""
        self._argument = argument
        topic = argument if argument in topics() else START
        if self.content is not None and topic == self._topic and self.sections:
            self._lead_to(argument)
            return
        self._topic = topic
        self.load(guide, topic, done=self._show)

    def _show(self, view: GuideView) -> None:
        theme = self.theme
        content, box = column(theme.space(5))
        add_way_in(self, box)
        box.addWidget(Heading(theme, view.title))
        body = Reflow(theme.scaled(900), theme.space(7), theme.space(5))
        words, lines = column(theme.space(6))
        words.setMaximumWidth(theme.column)
        if view.introduction:
            lines.addWidget(self._words(view.introduction, view.title))
        self.sections = {}
        wanted = any(section.anchor == self._argument for section in view.sections)
        first = len(view.sections) if wanted else FIRST_SECTIONS  # all, where one goes to a place in it
        for section in view.sections[:first]:
            self._add_section(lines, section)
        body.add(self._contents(view), 2)
        body.add(words, 5)
        box.addWidget(body)
        self.show_content(content)
        if wanted:
            lines.addStretch(1)
            QTimer.singleShot(0, self, partial(self._lead_to, self._argument))  # once it has been laid out
            return
        rest = [partial(self._add_section, lines, section) for section in view.sections[first:]]
        self.make_later([*rest, partial(lines.addStretch, 1)])

    def _contents(self, view: GuideView) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(2))
        box.addWidget(Text(theme, "Trong trang này", weight=600))
        self.links = []
        for section in view.sections:
            link = link_button(theme, section.heading, partial(self._lead_to, section.anchor))
            self.links.append(link)
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(theme.space(4))
        for topic, words in OTHERS:
            if topic != self._topic and topic in topics():
                other = link_button(theme, words, partial(self.go.emit, f"help:{topic}"))
                box.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        about = link_button(theme, "Giới thiệu chương trình", partial(self.go.emit, "about"))
        box.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return widget

    def _add_section(self, lines: QVBoxLayout, section: GuideSection) -> None:
        self.sections[section.anchor] = self._section(section)
        lines.addWidget(self.sections[section.anchor])

    def _section(self, section: GuideSection) -> QWidget:
        widget, box = column(self.theme.space(2))
        widget.setAccessibleName(section.heading)
        box.addWidget(Heading(self.theme, section.heading, 2))
        box.addWidget(self._words(section.html, section.heading))
        return widget

    def _words(self, html: str, name: str) -> Passage:
        """Set as lessons are; the page keeps the keyboard, so that the arrow keys scroll it."""
        passage = Passage(self.theme, html, name)
        passage.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return passage

    def _lead_to(self, anchor: str) -> None:
        if not self.is_whole:
            self.make_now()
            QTimer.singleShot(LAID_OUT_MS, self, partial(self._lead_to, anchor))
            return
        section = self.sections.get(anchor)
        if section is None:
            return
        top = section.mapTo(self.frame, section.rect().topLeft()).y()
        self.scroll_area.verticalScrollBar().setValue(top - 24)
