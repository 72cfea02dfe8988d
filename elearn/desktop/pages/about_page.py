"""About: versions, where the content comes from, licences."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.page import ColumnPage, add_way_in, column
from elearn.desktop.presenters.about import AboutPresenter, AboutView, PartLine
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

FIRST = 12  # parts that are listed at once: more than the window shows


class AboutPage(ColumnPage):
    """`about`."""

    title = "Giới thiệu"
    widest = 860

    def open(self, argument: str) -> None:
        """Read versions."""
        self.load(self._view, done=self._show, again=lambda: None)

    def _view(self) -> AboutView:
        return AboutPresenter(self.context.services).view()

    def _show(self, view: AboutView) -> None:
        theme = self.theme
        content, box = column(theme.space(4))
        add_way_in(self, box)
        box.addWidget(Heading(theme, "Giới thiệu elearn"))
        text = (
            "Chương trình học, thi và xác nhận hoàn thành về an ninh mạng, tin giả, ứng xử trên mạng và phát ngôn, dành cho cán bộ, "
            "công chức. "
            "Chạy không cần mạng; kết quả chỉ rời khỏi máy khi người học tự nộp."
        )
        box.addWidget(Text(theme, text, "reading"))
        box.addSpacing(theme.space(2))
        box.addLayout(facts_grid(theme, view.lines, airy=True, strong=frozenset({3})))
        box.addSpacing(theme.space(4))
        box.addWidget(hairline())
        box.addWidget(Heading(theme, "Các thành phần", 2))
        box.addWidget(Text(theme, self._about_parts(view), tone="ink2"))
        listing, lines = column(theme.space(1))
        box.addWidget(listing)
        steps = [lambda part=part: lines.addWidget(self._row(part)) for part in view.parts]  # type: ignore[misc]
        for step in steps[:FIRST]:
            step()
        self.show_content(content)
        self.make_later([*steps[FIRST:], partial(self._add_way_on, box)])

    def _add_way_on(self, box: QVBoxLayout) -> None:
        theme = self.theme
        box.addSpacing(theme.space(4))
        back = link_button(
            theme, "‹ Về trang Trợ giúp", partial(self.go.emit, "help"), name="Về trang Trợ giúp"
        )
        box.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _about_parts(view: AboutView) -> str:
        if not view.parts:
            return "Danh sách thành phần chưa được lập trong cây mã nguồn này (lệnh make setup)."
        return (
            f"{len(view.parts)} thành phần, mỗi thành phần theo giấy phép của tác giả. Bấm vào tên để đọc toàn văn "
            f"giấy phép. Danh sách cho máy đọc (CycloneDX): {view.bill}"
        )

    def _row(self, part: PartLine) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(620), theme.space(4), 0)
        name = f"Giấy phép của {part.title}"
        held, line = column()
        link = link_button(theme, part.title, partial(self.go.emit, part.route), name=name)
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        row.add(held, 2)
        row.add(Text(theme, part.licence, tone="ink2"), 3)
        return row
