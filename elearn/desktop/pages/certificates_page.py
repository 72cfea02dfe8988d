"""The learner's certificates: to look at, to print, to save."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.files import choose_folder
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.presenters.certificates import (
    CertificateCard,
    CertificatesPresenter,
    CertificatesView,
)
from elearn.desktop.widgets.buttons import (
    Button,
    link_button,
    primary_button,
    quiet_button,
)
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.paper import Paper
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state

SELF_STUDY = (
    "Giấy xác nhận do máy này lập; giấy chứng nhận vào sổ của đơn vị, khi được cấp, thay giấy này. Cả hai đều không "
    "phải là chứng chỉ bồi dưỡng."
)


def show_with_system(path: Path) -> bool:
    """Open a file with the machine's own program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def print_with_system(path: Path) -> bool:
    """Send a file to the printer where the system can; else open it, to be printed from there."""
    if sys.platform == "win32":
        try:
            os.startfile(path, "print")  # noqa: S606 - the system prints; no shell is involved
        except OSError:
            return show_with_system(path)
        return True
    return show_with_system(path)


class CertificatesPage(ColumnPage):
    """`certificates`."""

    title = "Giấy chứng nhận"
    primary: Button | None = None
    choose_folder = staticmethod(choose_folder)
    show_file = staticmethod(show_with_system)
    print_file = staticmethod(print_with_system)

    def open(self, argument: str) -> None:
        """Read the list."""
        self._presenter = CertificatesPresenter(self.context.services, self.context.subject)
        self.load(self._presenter.view, done=self._show)

    def _show(self, view: CertificatesView) -> None:
        theme = self.theme
        content, box = column()
        box.addWidget(Heading(theme, self.title))
        box.addSpacing(theme.space(2))
        self.primary = None
        if not view.cards:
            box.addWidget(self._empty(view))
            self.show_content(content)
            return
        box.addWidget(
            Text(
                theme,
                "Giấy đã cấp không thay đổi, dù sau đó tên hay nội dung khóa học được sửa.",
                tone="ink2",
            )
        )
        box.addSpacing(theme.space(5))
        for card in view.cards:
            box.addWidget(self._card(card))
            box.addSpacing(theme.space(4))
        if any(card.is_self_study for card in view.cards):
            box.addSpacing(theme.space(2))
            note = Text(theme, SELF_STUDY, "caption", "ink2")
            note.setMaximumWidth(theme.column)
            box.addWidget(note)
        box.addSpacing(theme.space(4))
        check = link_button(theme, "Kiểm tra một giấy", partial(self.go.emit, "verify"))
        box.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)
        key = link_button(
            theme, "Lưu tệp khóa để nơi khác kiểm tra giấy của máy này…", self._export_key,
            name="Lưu tệp khóa của máy này",
        )  # fmt: skip
        box.addSpacing(theme.space(2))
        box.addWidget(key, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_content(content)

    def _empty(self, view: CertificatesView) -> QWidget:
        text = (
            "Đọc đủ các bài của một khóa rồi thi đạt, giấy xác nhận hoàn thành sẽ tự có ở đây: xem, in hoặc lưu "
            "thành tệp PDF khổ A4."
        )
        title, route = view.next_course or ("", "courses")
        action = f"Mở khóa {title}" if title else "Xem các khóa học"
        return empty_state(
            self.theme, "award", "Chưa có giấy nào", text, action, partial(self.go.emit, route)
        )

    def _card(self, card: CertificateCard) -> Card:
        theme = self.theme
        frame = Card(theme)
        frame.setAccessibleName(f"{card.title}: {card.course}, {card.issued}")
        row = Reflow(theme.scaled(620), theme.space(5))
        row.add(Paper(theme, card.title, card.name, card.course))
        side = QWidget()
        words = QVBoxLayout(side)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(Text(theme, card.title, "caption", "ink2"))
        words.addWidget(Heading(theme, card.course, 2))
        words.addSpacing(theme.space(2))
        words.addWidget(Text(theme, card.name, weight=600))
        if card.below_name:
            words.addWidget(Text(theme, card.below_name, "caption", "ink2"))
        words.addSpacing(theme.space(2))
        words.addWidget(Text(theme, " · ".join(filter(None, (card.issued, card.result))), tone="ink2"))
        words.addWidget(Text(theme, f"Số {card.number}", tone="ink2"))
        words.addSpacing(theme.space(4))
        words.addWidget(self._ways(card))
        words.addStretch(1)
        row.add(side, 1)
        frame.body.addWidget(row)
        return frame

    def _ways(self, card: CertificateCard) -> Flow:
        theme, what = self.theme, f"giấy {card.course}"
        ways = Flow(8)
        if self.primary is None:
            self.primary = primary_button(
                theme, "Lưu thành tệp…", partial(self._save, card), name=f"Lưu {what} thành tệp PDF"
            )
            ways.add(self.primary)
        else:
            ways.add(
                quiet_button(
                    theme, "Lưu thành tệp…", partial(self._save, card), name=f"Lưu {what} thành tệp PDF"
                )
            )
        ways.add(quiet_button(theme, "Xem", partial(self._look, card), icon_name="eye", name=f"Xem {what}"))
        ways.add(
            quiet_button(theme, "In", partial(self._print, card), icon_name="printer", name=f"In {what}")
        )
        return ways

    def _save(self, card: CertificateCard) -> None:
        folder = self.choose_folder(self, "Chọn thư mục để lưu giấy")
        if folder is not None:
            self.context.background.run(
                self._presenter.export, card.number, folder, done=self._saved, owner=self
            )

    def _saved(self, path: Path) -> None:
        self.context.say(f"Đã lưu {path.name} vào {path.parent}.")

    def _export_key(self) -> None:
        folder = self.choose_folder(self, "Chọn thư mục để lưu tệp khóa")
        if folder is not None:
            self.context.background.run(self._presenter.export_key, folder, done=self._key_saved, owner=self)

    def _key_saved(self, path: Path) -> None:
        self.context.say(
            f"Đã lưu {path.name} vào {path.parent}. Ai có tệp này kiểm tra được giấy do máy này lập."
        )

    def _look(self, card: CertificateCard) -> None:
        self.context.background.run(self._presenter.to_look_at, card.number, done=self._looked, owner=self)

    def _looked(self, path: Path) -> None:
        if not self.show_file(path):
            self.context.say(
                "Máy này chưa có chương trình xem PDF. Hãy lưu giấy thành tệp rồi mở ở máy khác."
            )

    def _print(self, card: CertificateCard) -> None:
        self.context.background.run(self._presenter.to_look_at, card.number, done=self._printed, owner=self)

    def _printed(self, path: Path) -> None:
        if not self.print_file(path):
            self.context.say("Máy này chưa có chương trình in PDF. Hãy lưu giấy thành tệp rồi in ở máy khác.")
        elif sys.platform != "win32":
            self.context.say("Giấy đã mở trong chương trình xem PDF; hãy in từ đó, khổ A4 ngang.")

    def focus_first(self) -> None:
        """The page: its name is heard."""
        super().focus_first()


__all__ = ["CertificatesPage"]
