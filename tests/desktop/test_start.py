"""What a start spares, and what is got ready after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from elearn.desktop import ahead

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


def test_the_lesson_page_is_ready_before_it_is_asked_for(person, open_shell, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "BEGIN_MS", 0)
    window = open_shell()
    qtbot.waitUntil(lambda: "lesson" in window.shell._pages, timeout=10_000)
    assert str(window.shell.route) == "home"
    assert window.shell.page.isVisible()
    assert window.shell.isActiveWindow()


def test_nothing_of_a_learner_is_built_while_nobody_is_chosen(services, open_shell, qtbot, monkeypatch):
    monkeypatch.setattr(ahead, "BEGIN_MS", 0)
    window = open_shell()
    qtbot.wait(600)
    assert "lesson" not in window.shell._pages
