"""The window on real records in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from elearn.desktop.app import make_application, open_window
from elearn.desktop.shell import Shell
from elearn.learning.people import Person, PersonDetails
from tests.desktop.stand_in import Services


@pytest.fixture(scope="session")
def library_file(tmp_path_factory) -> Path:
    """The real library, compiled once."""
    from elearn.library.compile import build

    file = tmp_path_factory.mktemp("library") / "library.db"
    build(Path(__file__).parents[2], file, leave_out_faulty=True)
    return file


@pytest.fixture
def services(tmp_path):
    """Services on an empty folder."""
    made = Services(tmp_path)
    yield made
    made.close()


class Window:
    """A window under test."""

    def __init__(self, qtbot, services, resize: bool = True) -> None:
        self._qtbot, self.services = qtbot, services
        make_application()
        self.shell: Shell = open_window(services)
        if resize:
            self.shell.resize(1366, 768)
        self.shell.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked for has arrived."""
        self._qtbot.waitUntil(lambda: self.shell.was_painted and not self.shell.context.background.is_busy)
        self._qtbot.waitUntil(lambda: self.shell.page is None or self.shell.page.is_whole)
        QApplication.processEvents()
        if (
            self.shell.isVisible() and not self.shell.isActiveWindow()
        ):  # a window manager does this when a dialog closes
            self.shell.activateWindow()
            QApplication.processEvents()

    def go(self, route: str) -> None:
        """Go to a page and wait for it."""
        self.shell.go(route)
        self.settle()

    def close(self) -> None:
        """Close the window as a learner does who is sure, and wait for what it keeps."""
        if self.shell.page is not None:
            self.shell.page.may_leave = lambda: True
        self.shell.close()
        self.settle()
        self.shell.context.background.close()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(self.shell, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_shell(qtbot, services):
    """Opens windows on the services, one after another."""
    opened: list[Window] = []

    def open_one(resize: bool = True) -> Window:
        if opened:
            opened[-1].close()
        opened.append(Window(qtbot, services, resize))
        return opened[-1]

    yield open_one
    if opened:
        opened[-1].close()


@pytest.fixture
def person(services) -> Person:
    """A learner without a PIN."""
    return services.records.people.create(
        PersonDetails("Nguyễn Thị Hồng Nhung", "CB-017", "UBND xã Thanh Trì", "Công chức Văn hóa – Xã hội")
    )


@pytest.fixture
def window(person, open_shell) -> Window:
    """A window with the learner at home."""
    return open_shell()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory) -> Path:
    """A folder with a unit that was set up, to be copied."""
    return tmp_path_factory.mktemp("unit-pattern")


@pytest.fixture
def head(tmp_path, pattern):
    """A head's machine with a unit at work."""
    from tests.desktop.unit_head import Head

    made = Head(tmp_path, pattern)
    yield made
    made.services.close()
