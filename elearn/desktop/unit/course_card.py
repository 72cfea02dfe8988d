"""A course that may be assigned: whether it is, to whom, until when, by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from elearn.desktop.page import column
from elearn.desktop.presenters.unit.assigning import CourseForm, RulesForm, deadline_words, rules_words
from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, choice_button, link_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.choosing import Check
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.rich_text import Text

_RULES = (
    ("pass_mark", "Điểm đạt (%)"),
    ("attempts", "Số lượt thi (0: không giới hạn)"),
    ("wait_hours", "Chờ giữa hai lượt (giờ)"),
    ("minutes", "Thời gian thi (phút)"),
)


class CourseCard(Card):
    """`form` is what was chosen; the rules are folded away until somebody wants them."""

    def __init__(
        self, theme: Theme, form: CourseForm, roles: Sequence[tuple[str, str, int]], people: int, today: date,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, padding=16, parent=parent)
        self._theme, self._begun_with, self._today = theme, form, today
        self.setAccessibleName(form.title)
        self.check = Check(theme, form.title, form.about, checked=form.assigned, changed=self._toggled)
        self.check.words[0].setFont(theme.font("body", 600))
        self.body.addWidget(self.check)
        self._more, box = column(theme.space(2))
        box.setContentsMargins(theme.scaled(20) + theme.space(3), theme.space(1), 0, theme.space(1))
        box.addWidget(self._roles(form, roles, people))
        line = Flow(12)
        self._rules_words = Text(theme, "", "caption", "ink2")
        line.add(self._rules_words)
        self.open_rules = link_button(
            theme,
            "Hạn riêng, quy định riêng",
            self._open,
            name=f"Hạn và quy định riêng của {form.title}",
            role="caption",
        )
        line.add(self.open_rules)
        box.addWidget(line)
        self._folded = self._rules(form)
        box.addWidget(self._folded)
        self.body.addWidget(self._more)
        self._folded.setVisible(not form.rules.is_usual)
        self.open_rules.setVisible(form.rules.is_usual)
        self._more.setVisible(form.assigned)
        self._say_rules()

    def _roles(self, form: CourseForm, roles: Sequence[tuple[str, str, int]], people: int) -> QWidget:
        theme = self._theme
        flow = Flow(8)
        flow.setAccessibleName(f"{form.title} dành cho ai")
        self.everybody = choice_button(
            theme, f"Mọi người ({count_words(people)})", self._for_all, checked=not form.roles
        )
        flow.add(self.everybody)
        self.role_buttons: dict[str, Button] = {}
        for role, words, number in roles:
            button = choice_button(
                theme, f"{words} ({count_words(number)})", self._for_roles, checked=role in form.roles
            )
            self.role_buttons[role] = button
            flow.add(button)
        for button in (self.everybody, *self.role_buttons.values()):
            button.setAccessibleName(f"{form.title}: {button.text()}")
        return flow

    def _for_all(self) -> None:
        for button in self.role_buttons.values():
            button.setChecked(False)
        self.everybody.setChecked(True)

    def _for_roles(self) -> None:
        self.everybody.setChecked(not any(button.isChecked() for button in self.role_buttons.values()))

    def _rules(self, form: CourseForm) -> QWidget:
        theme = self._theme
        widget, box = column(theme.space(2))
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.space(4))
        fields.setVerticalSpacing(theme.space(3))
        self.fields: dict[str, Field] = {}
        self.fields["deadline"] = Field(theme, "Hạn riêng của khóa", value=form.deadline)
        for name, label in _RULES:
            self.fields[name] = Field(theme, label, value=getattr(form.rules, name))
            self.fields[name].input.setPlaceholderText(f"như khóa: {getattr(form.usual, name)}")
        for at, field in enumerate(self.fields.values()):
            field.input.setAccessibleName(f"{form.title}: {field.label.accessibleName()}")
            field.input.textEdited.connect(lambda _text: self._say_rules())
            fields.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(fields)
        self.supervised = Check(
            theme,
            "Chỉ tính lượt thi có giám sát",
            "Người giám sát đọc cho mỗi người một mã dự thi; lượt thi không có mã thì không được tính là đạt.",
            checked=form.rules.supervised,
            changed=lambda _checked: self._say_rules(),
        )
        box.addWidget(self.supervised)
        return widget

    def _open(self) -> None:
        self._folded.show()
        self.open_rules.hide()
        self.fields["deadline"].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, checked: bool) -> None:
        self._more.setVisible(checked)

    def _say_rules(self) -> None:
        form = self.form
        self._rules_words.set_text(
            f"Thi: {rules_words(form.rules, form.usual)}; {deadline_words(form.deadline, self._today)}."
        )

    def set_deadline(self, text: str) -> None:
        """The common deadline was changed."""
        self.fields["deadline"].input.setText(text)
        self._say_rules()

    @property
    def form(self) -> CourseForm:
        """What was chosen."""
        return replace(
            self._begun_with,
            assigned=self.check.checked,
            roles=frozenset(role for role, button in self.role_buttons.items() if button.isChecked()),
            deadline=self.fields["deadline"].value,
            rules=RulesForm(
                pass_mark=self.fields["pass_mark"].value,
                attempts=self.fields["attempts"].value,
                wait_hours=self.fields["wait_hours"].value,
                minutes=self.fields["minutes"].value,
                supervised=self.supervised.checked,
            ),
        )

    def show_fault(self, name: str, words: str) -> None:
        """Say what is wrong with a field, "" takes it away."""
        self.fields[name].set_error(words)
        if words:
            self._folded.show()
            self.open_rules.hide()
