"""A learner's whole way through the real window, by itself: what `doctor --walk` does after an installation.

A profile is made, a lesson opened, a question practised, an exam sat and handed in, its certificate checked, a
result file written. Everything goes through the pages that a person uses; only reading time is not waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from elearn.desktop.app import make_application, open_window
from elearn.errors import Refusal
from elearn.learning.sitting import AttemptUse

if TYPE_CHECKING:
    from elearn.desktop.shell import Shell
    from elearn.learning.course import Course
    from elearn.learning.item import Item, Response
    from elearn.services import Services

PATIENCE_S = 60  # of one step, on a slow disk
NAME = "Nguyễn Thị Ước Thử"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: what was seen, or why it could not be gone."""

    id: str
    ok: bool
    seen: str = ""
    refusal: Refusal | None = None


class Stuck(Exception):
    """The window did not come to where it should be."""


def walk(services: Services, right: Callable[[Item], Response], out: Path) -> list[Step]:
    """Go the way in a folder of records without anybody; `right` answers an item. Ends at the first step amiss."""
    make_application()
    shell = open_window(services)
    walker = Walker(shell, services, right, out)
    steps: list[Step] = []
    try:
        for name in ("profile", "lesson", "practice", "exam", "certificate", "result"):
            try:
                steps.append(Step(name, True, getattr(walker, name)()))
            except Stuck as stuck:
                steps.append(Step(name, False, str(stuck)))
                break
            except Refusal as refusal:
                steps.append(Step(name, False, refusal=refusal))
                break
    finally:
        shell.close()
        walker.settle()
        shell.context.background.close()
    return steps


class Walker:
    """Presses what a person presses; each step tells in a few words what was seen."""

    def __init__(
        self, shell: Shell, services: Services, right: Callable[[Item], Response], out: Path
    ) -> None:
        self._shell, self._services, self._right, self._out = shell, services, right, out

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self._shell.page

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window work until it is idle and the condition holds. Raises Stuck."""
        end = time.monotonic() + PATIENCE_S
        while self._shell.context.background.is_busy or not self._shell.was_painted or not until():
            QApplication.processEvents()
            time.sleep(0.002)
            if time.monotonic() > end:
                raise Stuck(f"đợi quá lâu ở trang {self._shell.route}")
        QApplication.processEvents()

    def _go(self, route: str) -> None:
        self._shell.go(route)
        self.settle(lambda: str(self._shell.route) == route)

    def _course(self) -> Course:
        courses = self._services.library.courses()
        if not courses:
            raise Stuck("thư viện không có khóa học nào")
        return min(courses, key=lambda one: one.exam.items)

    def profile(self) -> str:
        """Fill in the form and keep it."""
        self.settle()
        self._go("profile-edit:new")
        self.page.fields["name"].input.setText(NAME)
        self.page.fields["unit"].input.setText("UBND xã Thử Nghiệm")
        self.page.keep_button.click()
        self.settle(lambda: self._shell.route.name == "home")
        return self._services.records.people.list()[0].details.name

    def lesson(self) -> str:
        """Open the first lesson; count all of them as read, as reading them would."""
        course, subject = self._course(), self._shell.context.subject
        self._go(f"lesson:{course.lessons[0].id}")
        for card in course.lessons:
            self._services.records.reading.add_time(
                subject, card.id, card.revision, card.minutes * 60, 1.0, card.minutes
            )
        return course.lessons[0].title

    def practice(self) -> str:
        """Answer one question and read what it teaches."""
        self._go(f"practice:{self._course().id}")
        item = self.page.item
        item.set_response(self._right(item.item))
        item.answered.emit(self._right(item.item))
        self.settle()
        return str(item.item.stem)

    def exam(self) -> str:
        """Sit the exam, every answer right, and hand it in through its dialog."""
        self._go(f"exam:{self._course().id}")
        page = self.page
        page.begin()
        self.settle(lambda: page.view is not None)
        for position in range(len(page.running)):
            page.go_to(position)
            item = page.view.item
            item.set_response(self._right(item.item))
            item.answered.emit(self._right(item.item))
        self.settle()
        QTimer.singleShot(200, self._press_hand_in)
        page.ask_to_hand_in()
        self.settle(lambda: self._shell.route.name == "result")
        history = self._services.records.attempts.history(self._shell.context.subject)
        exam = next(one for one in history if one.use is AttemptUse.EXAM)
        if not exam.passed:
            raise Stuck(f"bài thi chỉ được {exam.points} điểm")
        return f"{exam.points:g}/{exam.items}"

    def _press_hand_in(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(100, self._press_hand_in)
            return
        for button in dialog.findChildren(QAbstractButton):
            if button.text().replace("&", "") == "Nộp bài":
                button.click()

    def certificate(self) -> str:
        """The paper of the exam is there, and holds."""
        self._go("certificates")
        held = self._services.records.certificates.list(self._shell.context.subject)
        if not held:
            raise Stuck("chưa có giấy xác nhận")
        paper = self._services.certify.export(held[0].number, self._out)
        if not self._services.certify.verify(paper).valid:
            raise Stuck(f"giấy {held[0].number} không qua được lần kiểm tra")
        return held[0].number

    def result(self) -> str:
        """Write the result file."""
        self._go("submit")
        return self._services.submit.export(self._shell.context.subject, self._out).file.name
