"""A course held by others: what was it called, who held it, when, by which paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.person import TRAINING_STATES, TrainingForm, training_faults
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.choosing import ChoiceField
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.labelled import show_faults
from elearn.desktop.widgets.reflow import Reflow


class TrainingDialog(Dialog):
    """`form` is what stands in the fields."""

    def __init__(self, context: Context, form: TrainingForm, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Tập huấn do nơi khác tổ chức", "", parent)
        theme = context.theme
        self.setMinimumWidth(min(theme.scaled(560), 1000))
        self._id = form.id
        self.fields: dict[str, Field] = {
            "name": Field(theme, "Tên khóa, lớp", value=form.name),
            "organiser": Field(
                theme, "Đơn vị tổ chức", "Ví dụ: Sở Khoa học và Công nghệ", value=form.organiser
            ),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.choice = ChoiceField(theme, "Tình trạng", TRAINING_STATES, chosen=form.state)
        self.body.addWidget(self.choice)
        days = Reflow(theme.scaled(400), theme.space(4), theme.space(3))
        for key, label, value in (("begins", "Từ ngày", form.begins), ("ends", "Đến ngày", form.ends)):
            self.fields[key] = Field(theme, label, "Như 02/12/2026, hoặc để trống", value=value)
            days.add(self.fields[key], 1)
        self.body.addWidget(days)
        self.fields["number"] = Field(theme, "Số giấy (nếu có)", value=form.number)
        self.fields["note"] = Field(theme, "Ghi chú", value=form.note)
        self.body.addWidget(self.fields["number"])
        self.body.addWidget(self.fields["note"])
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Lưu", self._try)
        self.buttons.addWidget(self.confirm)
        for field in self.fields.values():
            field.input.returnPressed.connect(self._try)
        self.fields["name"].input.setFocus()

    @property
    def form(self) -> TrainingForm:
        """What stands in the fields."""
        values = {key: field.value for key, field in self.fields.items()}
        return TrainingForm(self._id, state=self.choice.value, **values)  # type: ignore[arg-type]

    def _try(self) -> None:
        found = training_faults(self.form)
        show_faults(self.fields, found)
        if not found:
            self.accept()
