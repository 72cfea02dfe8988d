"""About: versions, where the content comes from, licences."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from elearn.desktop.page import ColumnPage, add_way_in, column
from elearn.desktop.presenters.about import AboutPresenter, AboutView
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text


class AboutPage(ColumnPage):
    """`about`."""

    title = "Giới thiệu"
    widest = 860

    def open(self, argument: str) -> None:
        """Read versions."""
        self.load(self._view, done=self._show)

    def _view(self) -> AboutView:
        return AboutPresenter(self.context.services).view()

    def _show(self, view: AboutView) -> None:
        theme = self.theme
        content, box = column(theme.space(4))
        add_way_in(self, box)
        box.addWidget(Heading(theme, "Giới thiệu elearn"))
        text = (
            "Chương trình học, thi và xác nhận hoàn thành về an toàn thông tin trên mạng, dành cho cán bộ, "
            "công chức. "
            "Chạy không cần mạng; kết quả chỉ rời khỏi máy khi người học tự nộp."
        )
        box.addWidget(Text(theme, text, "reading"))
        box.addSpacing(theme.space(2))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(5))
        grid.setVerticalSpacing(theme.space(2))
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(view.lines):
            grid.addWidget(Text(theme, name, tone="ink2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(theme, value, weight=600 if at == 3 else None), at, 1)
        box.addLayout(grid)
        box.addSpacing(theme.space(4))
        box.addWidget(hairline())
        box.addWidget(Heading(theme, "Được làm từ", 2))
        for name, authors, licence in view.parts:
            box.addWidget(Text(theme, f"<b>{name}</b> · {authors} · {licence}", html=True))
        box.addSpacing(theme.space(4))
        back = link_button(
            theme, "‹ Về trang Trợ giúp", partial(self.go.emit, "help"), name="Về trang Trợ giúp"
        )
        box.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_content(content)
