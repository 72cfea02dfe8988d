"""Number, day, addressees and recipients of a list or a report that is about to be written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.documents import REPORT, DocumentForm, document_faults
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.labelled import show_faults
from elearn.desktop.widgets.lines_field import LinesField
from elearn.desktop.widgets.reflow import Reflow

_OPEN = "Để trống số, ngày thì văn thư ghi sau khi ký. Ký hiệu và nơi nhận được nhớ cho lần sau."


class DocumentDialog(Dialog):
    """`form` is what stands in the fields."""

    def __init__(self, context: Context, form: DocumentForm, parent: QWidget | None = None) -> None:
        is_report = form.kind == REPORT
        super().__init__(
            context.theme, "Ghi trên báo cáo" if is_report else "Ghi trên danh sách", _OPEN, parent
        )
        theme = context.theme
        self.setMinimumWidth(min(theme.scaled(720 if is_report else 600), 1000))
        self._kind = form.kind
        row = Reflow(theme.scaled(400), theme.space(4), theme.space(2))
        self.fields: dict[str, Field | LinesField] = {}
        for key, label, hint, value, stretch in (
            ("number", "Số", "Như 15", form.number, 2),
            ("symbol", "Ký hiệu", "Như BC-UBND" if is_report else "Như DS-UBND", form.symbol, 3),
            ("day", "Ngày", "Như 02/12/2026", form.day, 3),
        ):
            field = Field(theme, label, hint, value=value)
            field.input.returnPressed.connect(self._try)
            self.fields[key] = field
            row.add(field, stretch)
        self.body.addWidget(row)
        below = Reflow(theme.scaled(400), theme.space(4), theme.space(3))
        for key, label, value in (
            ("addressees", "Kính gửi", form.addressees),
            ("recipients", "Nơi nhận", form.recipients),
        ):
            if key != "addressees" or is_report:
                self.fields[key] = LinesField(theme, label, "Mỗi nơi một dòng", value=value, rows=4)
                below.add(self.fields[key], 1)
        self.body.addWidget(below)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Xong", self._try)
        self.buttons.addWidget(self.confirm)
        self.fields["number"].input.setFocus()

    @property
    def form(self) -> DocumentForm:
        """What stands in the fields."""
        return DocumentForm(self._kind, **{key: field.value for key, field in self.fields.items()})

    def _try(self) -> None:
        found = document_faults(self.form)
        show_faults(self.fields, found)
        if not found:
            self.accept()
