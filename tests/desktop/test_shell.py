"""The window: what is imported before it is seen, going about, what comes back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from elearn.desktop import routes
from elearn.errors import Reason, Refusal
from tests.desktop.accessible import nameless
from tests.desktop.keyboard import press, tab_stops
from tests.desktop.test_exam import in_dialog

ROOT = Path(__file__).parent.parent.parent
HEAVY = (
    "sqlite_utils", "msgspec", "markdown", "joserfc", "cryptography", "reportlab", "segno", "pypdf", "yaml",
    "nh3", "platformdirs", "PIL", "asyncio", "email", "http", "ssl", "unittest",
)  # fmt: skip


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path, services, person):
    """In a process of its own, up to the first paint: only Qt, sqlite3 and the standard library."""
    services.close()
    script = tmp_path / "start.py"
    script.write_text(
        f"""
import sys
from pathlib import Path
from types import SimpleNamespace
from elearn.desktop.app import make_application, open_window
app = make_application()
services = SimpleNamespace(folder=Path({str(tmp_path)!r}), records=None, library=None, learner=None)
shell = open_window(services)
def painted():
    print(*[name for name in {HEAVY!r} if name in sys.modules])
    print(shell.route, shell.isVisible())
    sys.stdout.flush()
    import os
    os._exit(0)
shell.painted.disconnect()
shell.painted.connect(painted)
app.exec()
""",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin"},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["", "home True"], done.stderr


def test_somebody_alone_without_a_pin_comes_home_at_once(window):
    assert str(window.shell.route) == "home"
    assert window.shell.windowTitle() == "Trang chủ – elearn"


def test_who_has_a_pin_is_asked_first(services, person, open_shell):
    services.records.people.set_pin(person.subject, "1234")
    assert str(open_shell().shell.route) == "profiles"


def test_without_anybody_no_page_of_a_learner_opens(open_shell):
    window = open_shell()
    window.go("home")
    assert str(window.shell.route) == "profiles"
    window.go("help")
    assert str(window.shell.route) == "help"


def test_an_unknown_page_is_our_mistake():
    with pytest.raises(ValueError, match="nowhere"):
        routes.parse("nowhere:5")


def test_routes_keep_their_argument():
    assert routes.parse("lesson:luat/bai-1#muc-2") == routes.Route("lesson", "luat/bai-1#muc-2")
    assert str(routes.parse("home")) == "home"


def test_back_leads_where_one_came_from(window):
    for route in ("courses", "settings"):
        window.go(route)
    window.shell.back()
    window.settle()
    assert str(window.shell.route) == "courses"
    window.shell.back()
    window.settle()
    assert str(window.shell.route) == "home"


def test_the_window_stands_where_it_stood(window, open_shell):
    window.shell.setGeometry(0, 0, 760, 610)
    again = open_shell(resize=False)
    assert again.shell.size().toTuple() == (760, 610)


def test_the_look_is_kept_for_the_next_start(window, open_shell):
    window.shell.change_look("dark", 1.5)
    window.settle()
    again = open_shell()
    assert (again.shell.context.theme.name, again.shell.context.theme.scale) == ("dark", 1.5)


def test_each_learner_has_a_look_of_their_own(window, services):
    from elearn.learning.people import PersonDetails

    other = services.records.people.create(PersonDetails("Trần Văn Ưng"))
    first = window.shell.context.subject
    window.shell.change_look("contrast", 2.0)
    window.settle()
    window.shell.session.enter(other.subject)
    window.settle()
    window.shell.change_look("light", 1.0)
    window.settle()
    window.shell.session.enter(first)
    window.settle()
    assert (window.shell.context.theme.name, window.shell.context.theme.scale) == ("contrast", 2.0)


def test_a_refusal_nobody_takes_is_said(window):
    def refuse():
        raise Refusal(Reason.DISK_FULL, drive="D:")

    window.shell.context.background.run(refuse)
    window.settle()
    assert "D:" in window.shell.said
    assert "vẫn còn nguyên" in window.shell.said


def test_an_answer_to_a_page_that_is_gone_is_dropped(window, qtbot):
    page = window.shell.page
    arrived = []
    window.shell.context.background.run(int, done=arrived.append, owner=page)
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    window.settle()
    assert arrived == []


def test_our_own_mistake_reaches_the_last_handler(window, qtbot):
    def mistake():
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        window.shell.context.background.run(mistake)
        window.settle()
    assert [one[0] for one in caught] == [ZeroDivisionError]


def test_the_side_bar_is_walked_by_keyboard(window):
    window.go("courses")
    press("Cài đặt")
    window.settle()
    assert str(window.shell.route) == "settings"


def test_every_stop_has_a_name(window):
    window.go("courses")
    assert nameless(window.shell) == []
    stops = tab_stops(window.shell)
    assert "" not in stops
    assert "Đổi người học" in stops


def test_a_sentence_stands_in_a_window_of_its_own(qtbot):
    from elearn.desktop.alone import say_alone

    heard = []
    in_dialog(qtbot, lambda dialog: (heard.append(dialog.accessibleDescription()), dialog.accept()))
    say_alone("elearn đang được mở", "Dữ liệu học tập này đang được tran.lan mở.")
    assert heard == ["Dữ liệu học tập này đang được tran.lan mở."]
