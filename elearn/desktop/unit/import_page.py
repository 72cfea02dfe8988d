"""Taking a roster in: a file chosen or dropped, what was understood of it, columns corrected, then all or nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_file
from elearn.desktop.page import column
from elearn.desktop.presenters.unit.roster_import import (
    CHANGE_COLUMNS,
    FAULT_COLUMNS,
    FIELD_CHOICES,
    REPAIR_COLUMNS,
    ImportPresenter,
    ImportView,
)
from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.unit.drop import FilesDrop
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.choosing import Check, Combo
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.table import Table
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

KINDS = "Danh sách (*.xlsx *.xls *.csv *.txt);;Mọi tệp (*)"


class ImportPage(UnitPage):
    """`unit-import`."""

    title = "Nhập danh sách"
    tab = "unit-roster"
    choose_file = staticmethod(choose_file)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = ImportPresenter(context.services)
        self._path: Path | None = None
        self._keep_others = False
        self.combos: dict[int, Combo] = {}
        self.view: ImportView | None = None

    def open(self, argument: str) -> None:
        """Ask for a file; a page that is visited again begins anew."""
        self._path = self.view = None
        self._show_choice("")

    def focus_first(self) -> None:
        """The one thing that this page is for."""
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    # Choosing a file

    def _show_choice(self, trouble: str) -> None:
        theme = self.theme
        content, box = self.head("Nhập danh sách", back=("Danh sách", "unit-roster"))
        if trouble:
            box.addWidget(self.note("bad", "circle-alert", trouble))
            box.addSpacing(theme.space(4))
        drop = FilesDrop(theme, "upload", "Thả tệp Excel hoặc CSV vào đây, hoặc chọn tệp.")
        drop.dropped.connect(self._dropped)
        self.primary = primary_button(theme, "Chọn tệp…", self._choose)
        drop.ways.add(self.primary)
        box.addWidget(drop)
        box.addSpacing(theme.space(4))
        words = (
            "Tệp cần có cột họ và tên; nên có mã cán bộ hoặc ngày sinh để phân biệt người trùng tên, và cột bộ phận, chức "
            "vụ. Dòng tiêu đề ở đâu, tên cột viết thế nào, phông Unicode hay phông cũ (ABC, VNI) máy đều nhận ra. Chưa có "
            "gì được ghi cho đến khi anh/chị bấm “Nhập”."
        )
        text = Text(theme, words, tone="ink2")
        text.setMaximumWidth(theme.column)
        box.addWidget(text)
        box.addStretch(1)
        self.show_content(content)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        path = self.choose_file(self, "Chọn danh sách người học", KINDS)
        if path is not None:
            self.read(path)

    def _dropped(self, paths: list[Path]) -> None:
        self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a file anew, off the GUI thread."""
        self._path, self._keep_others, self.view = path, False, None
        self._read(None)

    def _read(self, columns: dict[int, str] | None) -> None:
        if self._path is None:
            return
        work = partial(self._presenter.read, self._path, columns, self._keep_others)
        self._patience.start()
        self.context.background.read(work, done=self._show, failed=self._refused, owner=self)

    def _refused(self, refusal: Refusal) -> None:
        if self.view is not None and refusal.reason is Reason.ROSTER_NO_NAMES:  # the columns were chosen so
            self.context.say("Phải có một cột là họ và tên (hoặc cột tên). Cột đã được đặt lại như cũ.")
            self._show(self.view)
            return
        self._show_choice(sentence(refusal))

    # What was understood

    def _show(self, view: ImportView) -> None:
        theme = self.theme
        self.view = view
        other = quiet_button(theme, "Chọn tệp khác…", self._choose)
        self.primary = primary_button(theme, f"Nhập {count_words(view.people)} người", self._take)
        self.primary.setEnabled(view.can_be_taken and view.people > 0)
        content, box = self.head(
            "Xem trước khi nhập", view.about, [other, self.primary], back=("Danh sách", "unit-roster")
        )
        box.addWidget(self._verdict(view))
        box.addSpacing(theme.space(4))
        box.addWidget(self._columns(view))
        if view.faults:
            self._add_table(
                box, f"Hàng chưa đọc được ({count_words(len(view.faults))})", FAULT_COLUMNS, view.faults
            )
        if view.repairs:
            self._add_table(
                box, f"Ô đã được sửa ({count_words(len(view.repairs))})", REPAIR_COLUMNS, view.repairs,
                "Chỉ đổi phông cũ, cách ghép dấu, khoảng trắng và số 0 bị mất; cách đặt dấu (Thuỷ, Thủy) giữ như trong tệp.",
            )  # fmt: skip
        if view.changes:
            self._add_table(
                box,
                f"So với danh sách đang có ({count_words(len(view.changes))})",
                CHANGE_COLUMNS,
                view.changes,
            )
        if view.left_out:
            box.addSpacing(theme.space(4))
            box.addWidget(Text(theme, view.left_out, "caption", "ink2"))
        box.addStretch(1)
        self.show_content(content)
        (self.primary if self.primary.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _verdict(self, view: ImportView) -> Card:
        theme = self.theme
        if view.faults:
            words = (
                f"{count_words(len(view.faults))} hàng chưa đọc được, nên chưa nhập được gì. Hãy sửa các hàng ấy trong tệp rồi chọn lại "
                "tệp; nếu cột bị hiểu nhầm thì chọn lại cột ở dưới."
            )
            card = self.note("bad", "circle-alert", words)
        else:
            card = self.note(
                "good", "circle-check", f"Đọc được cả {count_words(view.people)} người. {view.summary}."
            )
        check = Check(
            theme,
            "Tệp này chỉ gồm người bổ sung",
            "Người đang có trong danh sách mà không có trong tệp thì giữ nguyên, không ghi là đã rời.",
            checked=view.keep_others,
            changed=self._change_keep_others,
        )
        card.body.addSpacing(theme.space(2))
        card.body.addWidget(check)
        self.keep_others = check
        return card

    def _change_keep_others(self, keep: bool) -> None:
        self._keep_others = keep
        self._read(self._chosen_columns())

    def _columns(self, view: ImportView) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(2))
        box.addWidget(Heading(theme, "Cột nào là gì", 2))
        box.addWidget(
            Text(
                theme,
                "Máy đoán theo tiêu đề; chưa đúng thì chọn lại, bản xem trước đổi theo ngay.",
                tone="ink2",
            )
        )
        flow = Flow(12)
        self.combos = {}
        for one in view.columns:
            part, lines = column(theme.space(1))
            lines.addWidget(Text(theme, f"Cột {one.letter}", "caption", "ink2", wrap=False))
            heading = Text(theme, one.heading or "không tiêu đề", weight=600)
            heading.setFixedWidth(theme.scaled(180))
            lines.addWidget(heading)
            combo = Combo(
                theme, FIELD_CHOICES, f"Cột {one.letter}, {one.heading}", one.field, self._change_column
            )
            combo.setFixedWidth(theme.scaled(180))
            lines.addWidget(combo)
            self.combos[one.index] = combo
            flow.add(part)
        box.addWidget(flow)
        return widget

    def _chosen_columns(self) -> dict[int, str]:
        return {index: combo.value for index, combo in self.combos.items()}

    def _change_column(self, _value: str) -> None:
        self._read(self._chosen_columns())

    def _add_table(self, box, title, columns, rows, about: str = "") -> None:  # type: ignore[no-untyped-def]
        theme = self.theme
        box.addSpacing(theme.space(5))
        box.addWidget(Heading(theme, title, 2))
        if about:
            box.addWidget(Text(theme, about, tone="ink2"))
        table = Table(theme, columns, title)
        table.put(rows)
        table.setFixedHeight(table.whole_height(8))
        box.addWidget(table)

    # Taking it

    def _take(self) -> None:
        if self.view is not None and self.primary is not None:
            self.primary.setEnabled(False)
            self.context.background.run(
                self._presenter.take, self.view, done=self._taken, failed=self._not_taken, owner=self
            )

    def _taken(self, words: str) -> None:
        self.context.say(words)
        self.go.emit("unit-roster")

    def _not_taken(self, refusal: Refusal) -> None:
        if self.primary is not None:
            self.primary.setEnabled(True)
        self.context.say(sentence(refusal))
