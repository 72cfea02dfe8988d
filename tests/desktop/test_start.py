"""What a start spares, and what is got ready after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from elearn.desktop import ahead
from elearn.machine.clock import SystemClock
from elearn.records.unit.store import open_unit

ROOT = Path(__file__).parents[2]

SAID = """
import json, linecache, sys
import elearn.desktop.app
names = sorted(name for name in sys.modules if name.startswith("elearn."))
print(json.dumps({"sources": sum(len(lines[2]) for lines in linecache.cache.values() if len(lines) > 1), "names": names}))
"""


def test_a_start_reads_no_sources_and_imports_no_page():
    done = subprocess.run(
        [sys.executable, "-c", SAID],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )
    said = json.loads(done.stdout)
    assert said["sources"] < 10_000  # lines; PySide6 by itself keeps those of every module
    assert not any(".pages." in name or ".reader." in name or ".items." in name for name in said["names"])


READS = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from elearn.desktop import ahead
from elearn.desktop.app import make_application, open_window
from elearn.machine.clock import SystemClock
from elearn.services import Services
ahead.BEGIN_MS = ahead.PAUSE_MS = 0
folder, library = map(Path, sys.argv[1:])
services = Services(folder, SystemClock(), library, None)
app = make_application()
shell = open_window(services)
def settle():
    while not shell.was_painted or shell.context.background.is_busy:
        QTest.qWait(10)
settle()
while shell.findChild(ahead.Ahead)._steps:
    QTest.qWait(10)
lesson = services.library.courses()[0].lessons[0].id
shell.go(f"lesson:{lesson}")
settle()
shell.page.marking.toggle_bookmark(shell.page.column.sections[0].section.anchor)
settle()
subject = shell.context.subject
print(len(services.records.marks.list(subject)), services.records.events.head(subject).strip('0') != '')
others = ("_hashlib", "_ssl", "cryptography", "markdown", "reportlab", "elearn.services.unit", "elearn.records.unit.store")
print(*[name for name in others if name in sys.modules])
shell.close()
settle()
shell.context.background.close()
services.close()
"""


def test_who_reads_needs_neither_openssl_nor_what_makes_papers_nor_a_unit(
    tmp_path, library_file, services, person
):
    services.close()
    done = subprocess.run(
        [sys.executable, "-c", READS, str(tmp_path), str(library_file)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )
    assert done.stdout.splitlines() == ["1 True", ""]


def test_the_lesson_page_is_ready_before_it_is_asked_for(person, open_shell, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "BEGIN_MS", 0)
    window = open_shell()
    qtbot.waitUntil(lambda: "lesson" in window.shell._pages, timeout=10_000)
    assert str(window.shell.route) == "home"
    assert window.shell.page.isVisible()
    assert window.shell.isActiveWindow()


AHEAD = """
import sys
from pathlib import Path
from elearn.desktop import ahead
from elearn.machine.clock import SystemClock
from elearn.records.unit.store import open_unit
from elearn.desktop.app import make_application, open_window
from elearn.machine.clock import SystemClock
from elearn.services import Services
from PySide6.QtTest import QTest

ahead.BEGIN_MS = ahead.PAUSE_MS = 0
make_application()
services = Services(Path(sys.argv[1]), SystemClock(), Path(sys.argv[2]), None)
shell = open_window(services)
while "lesson" not in shell._pages or shell.findChild(ahead.Ahead)._steps:
    QTest.qWait(20)
print("elearn.desktop.unit.overview_page" in sys.modules)
shell.close()
shell.context.background.close()
services.close()
"""


def test_what_a_head_comes_for_is_got_ready_where_a_unit_stands(tmp_path, library_file, services, person):
    def is_ready() -> str:
        command = [sys.executable, "-c", AHEAD, str(tmp_path), str(library_file)]
        told = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=ROOT, env=told, timeout=60
        )
        return done.stdout.strip()

    services.close()
    assert is_ready() == "False"
    open_unit(tmp_path, SystemClock(), make=True).close()
    assert is_ready() == "True"


def test_nothing_of_a_learner_is_built_while_nobody_is_chosen(services, open_shell, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "BEGIN_MS", 0)
    window = open_shell()
    qtbot.wait(600)
    assert "lesson" not in window.shell._pages
