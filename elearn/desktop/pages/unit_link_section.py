"""The settings' part about the unit: the assignment in use, and whose papers are trusted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_file
from elearn.desktop.presenters.unit_link import KeyLine, KeyToTrust, UnitLinkPresenter, UnitLinkView
from elearn.desktop.widgets.buttons import link_button, quiet_button
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

ASSIGNMENTS = "Tệp giao học (*.giao)"
KEYS = "Tệp khóa của nơi cấp (*.khoa);;Mọi tệp (*)"


class UnitLinkSection(QWidget):
    """Reads what it shows by itself."""

    choose_file = staticmethod(choose_file)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._presenter = UnitLinkPresenter(context.services)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(context.theme.space(3))
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        self._context.background.read(self._presenter.view, done=self._show, owner=self)

    def _show(self, view: UnitLinkView) -> None:
        theme = self._context.theme
        clear(self._box)
        parts: list[QWidget] = [Heading(theme, "Đơn vị và tệp giao học", 2)]
        if view.unit:
            parts.append(Text(theme, f"Đang học theo giao học của {view.unit}.", weight=600))
            parts.append(Text(theme, view.about, tone="ink2"))
        else:
            words = (
                "Chưa có tệp giao học. Đơn vị phát tệp .giao thì nhận ở đây: máy hiện khóa nào phải học, hạn, và khóa kín tệp kết "
                "quả để chỉ đơn vị mở được."
            )
            parts.append(Text(theme, words, tone="ink2"))
        ways = Flow(12)
        ways.add(quiet_button(theme, "Nhận tệp giao học…", self._choose, icon_name="inbox"))
        if view.unit:
            ways.add(quiet_button(theme, "Không học theo đơn vị này nữa…", partial(self._forget, view.unit)))
        parts.append(ways)
        parts.append(Heading(theme, "Nơi cấp giấy mà máy này tin", 3))
        words = (
            "Giấy do các khóa này ký được xác nhận ngay ở trang Kiểm tra giấy, không phải chọn tệp khóa nữa."
        )
        parts.append(Text(theme, words, tone="ink2"))
        parts += [self._key(line) for line in view.keys]
        add = quiet_button(theme, "Thêm tệp khóa (.khoa)…", self._choose_key, icon_name="key-round")
        for part in parts:
            if isinstance(part, Heading) and part.level == 3:
                self._box.addSpacing(theme.space(4))
            self._box.addWidget(part)
        self._box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (*parts, add):
            part.show()

    def _key(self, line: KeyLine) -> QWidget:
        theme = self._context.theme
        row = Reflow(theme.scaled(520), theme.space(4), theme.space(1))
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(theme, line.name, weight=600))
        lines.addWidget(Text(theme, line.about, "caption", "ink2"))
        row.add(words, 1)
        row.add(
            link_button(
                theme, "Thôi tin", partial(self._forget_key, line), name=f"Thôi tin khóa của {line.name}"
            )
        )
        return row

    # The assignment

    def _choose(self) -> None:
        path = self.choose_file(self, "Chọn tệp giao học", ASSIGNMENTS)
        if path is not None:
            self.take(path)

    def take(self, path: Path, accept_other_unit: bool = False) -> None:
        """Take an assignment file in."""
        self._context.background.run(
            self._presenter.take,
            path,
            accept_other_unit,
            done=self._taken,
            failed=partial(self._not_taken, path),
            owner=self,
        )

    def _taken(self, words: str) -> None:
        self._context.say(words)
        self.refresh()

    def _not_taken(self, path: Path, refusal: Refusal) -> None:
        if refusal.reason is Reason.ASSIGNMENT_OF_ANOTHER_UNIT:
            words = f"{sentence(refusal)} Kết quả đã có vẫn giữ nguyên."
            if self._context.ask("Chuyển sang đơn vị mới?", words, "Nhận tệp của đơn vị mới", "Giữ như cũ"):
                self.take(path, accept_other_unit=True)
            return
        self._context.say(sentence(refusal))

    def _forget(self, unit: str) -> None:
        words = f"Máy không còn hiện hạn của {unit}, và tệp kết quả không còn được khóa kín. Kết quả học giữ nguyên."
        if self._context.ask("Không học theo đơn vị này nữa?", words, "Không theo nữa", "Giữ như cũ"):
            self._context.background.run(self._presenter.forget, done=self._forgotten, owner=self)

    def _forgotten(self, _: object) -> None:
        self._taken("Máy này không còn học theo đơn vị ấy; có tệp .giao thì nhận lại lúc nào cũng được.")

    # The keys

    def _choose_key(self) -> None:
        path = self.choose_file(self, "Chọn tệp khóa của nơi cấp", KEYS)
        if path is not None:
            ask_to_trust(self._context, self._presenter, path, self, self.refresh)

    def _forget_key(self, line: KeyLine) -> None:
        words = (
            f"Giấy do “{line.name}” ký sẽ báo là chưa xác nhận được nơi cấp, cho đến khi chọn lại tệp khóa."
        )
        if self._context.ask("Thôi tin khóa này?", words, "Thôi tin", "Giữ lại"):
            self._context.background.run(
                self._presenter.forget_key, line.key_id, done=lambda _: self.refresh(), owner=self
            )


def ask_to_trust(
    context: Context, presenter: UnitLinkPresenter, path: Path, owner: QWidget, done: Callable[[], object]
) -> None:
    """Show whose key a file holds and its fingerprint; trust it where the person says that they compared it."""

    def trusted(words: str) -> None:
        context.say(words)
        done()

    def looked(key: KeyToTrust) -> None:
        words = (
            f"Tệp ghi khóa của “{key.name}”, kèm danh sách giấy thu hồi đến {key.as_of}. Ai cũng có thể ghi tên ấy vào tệp, nên "
            f"hãy hỏi đơn vị qua kênh khác và so dấu vân tay:\n{key.fingerprint}"
        )
        if context.ask("Tin khóa này?", words, "Dấu vân tay khớp, tin khóa", "Chưa tin"):
            context.background.run(presenter.trust_key, path, done=trusted, owner=owner)

    context.background.read(
        presenter.look_at_key,
        path,
        done=looked,
        failed=lambda refusal: context.say(sentence(refusal)),
        owner=owner,
    )
