"""Starts the window: what is needed for the first paint, then the rest."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import elearn.desktop.plain_import  # noqa: F401 - before all that follows

# isort: split
from PySide6.QtCore import QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from elearn import __version__
from elearn.desktop.ahead import Ahead
from elearn.desktop.background import Background
from elearn.desktop.look import look_from
from elearn.desktop.shell import Shell
from elearn.desktop.theme.fonts import LATER, load_fonts
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.icons import ICON_FOLDER
from elearn.errors import Refusal
from elearn.records.glance import glance

if TYPE_CHECKING:
    from elearn.services.visit import Visit

ASKED_EVERY_MS = 300  # a look at one file


def make_application() -> QApplication:
    """The one QApplication, in our style and typeface."""
    existing = QApplication.instance()
    # Fusion looks alike on every system, the style sheet does the rest; named here it costs nothing, while
    # `setStyle` answers with a style, for which every class of styles is looked at.
    app = (
        existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", "Fusion"])
    )
    app.setApplicationName("elearn")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(ICON_FOLDER.with_name("elearn.svg"))))
    _speak_vietnamese(app)
    load_fonts()
    return app


def _speak_vietnamese(app: QApplication) -> None:
    """Qt's own texts (dialog buttons, context menus, file and print dialogs): Qt ships no Vietnamese."""
    if not app.property("speaks_vietnamese"):  # asking for a child would have PySide look at every class
        translator = QTranslator(app)
        if translator.load(str(ICON_FOLDER.with_name("translations") / "qt_vi.qm")):
            app.installTranslator(translator)
            app.setProperty("speaks_vietnamese", True)


def open_window(services: Any) -> Shell:
    """The window over services, shown, with its first page; records and library open after the paint."""
    seen = glance(services.folder)
    background = Background(lambda: services.worker)
    look = look_from(seen.settings.get("look"))
    if len(seen.people) == 1 and not seen.people[0][3]:
        subject, name, unit, _ = seen.people[0]
        shell = Shell(services, read_tokens(), look, background, subject, (name, unit, ""))
    else:
        shell = Shell(services, read_tokens(), look, background)
    shell.restore_place(seen.settings.get("window"))
    shell.show_again()
    shell.painted.connect(lambda: _open_rest(services, background, shell))
    shell.session.open_again.connect(lambda: _open_rest(services, background, shell))
    shell.session.visit_asked.connect(lambda refusal: _open_rest(services, background, shell, refusal))
    shell.show()
    return shell


def _open_rest(services: Any, background: Background, shell: Shell, visit_for: Refusal | None = None) -> None:
    """After the first paint: records and library, then checks and the day's backup, off the GUI thread.

    `visit_for`: the refusal after which somebody wants to read on without records.
    """
    gc.freeze()  # what was imported stays; the start may have switched collection off until here
    gc.enable()

    def opened(visit: Visit | None) -> None:
        load_fonts(LATER)
        background.release()
        if visit is not None:
            shell.session.begin_visit(visit)
            Ahead(shell)
            return
        if shell.session.is_visit:
            shell.session.end_visit()
        shell.session.after_opening()
        if str(shell.route) == "trouble":
            shell.session.enter("")
        background.run(_look_after_records, services, done=shell.session.records_checked)
        _keep_time(services, background, shell)
        Ahead(shell)

    def failed(refusal: Any) -> None:
        background.release()
        shell.session.records_refused(refusal)

    background.run_first(_open_services, services, visit_for, done=opened, failed=failed)


def _keep_time(services: Any, background: Background, shell: Shell) -> None:
    """Once a minute the known time is kept, so that a clock set back is noticed; a new day has its backup."""
    timer = QTimer(shell)
    timer.setInterval(60_000)
    timer.timeout.connect(lambda: background.run(_each_minute, services))
    timer.start()


def _each_minute(services: Any) -> None:
    services.records.seen_day.note_clock()
    services.records.backup.make()


def _open_services(services: Any, visit_for: Refusal | None) -> Visit | None:
    """Open everything; the visit, where there can be no records and the lessons are read all the same."""
    visit: Visit | None = None
    if services.visit is not None:
        services.end_visit()
    if visit_for is not None:
        visit = services.begin_visit(visit_for)
    try:
        _ = services.records
    except Refusal as refusal:
        if not services.may_visit(refusal):
            raise
        visit = services.begin_visit(refusal)
    _ = services.library
    _ = services.learner
    return visit


def _look_after_records(services: Any) -> bool:
    """Whether the records are sound; if so, the day's backup is made. What a killed update left goes, too."""
    services.sweep_updates()
    records = services.records
    sound = records.quick_check() if records.ended_clean else records.full_check()
    if sound:
        records.backup.make()
    return bool(sound)


def _come_when_asked(shell: Shell, is_asked_for: Callable[[], bool]) -> None:
    timer = QTimer(shell)
    timer.setInterval(ASKED_EVERY_MS)
    timer.timeout.connect(lambda: shell.bring_to_front() if is_asked_for() else None)
    timer.start()


def run(
    services: Any,
    until_painted: bool = False,
    painted: Callable[[], None] | None = None,
    is_asked_for: Callable[[], bool] | None = None,
) -> int:
    """Show the window until it is closed; the exit status.

    `painted` is called right after the first paint; with `until_painted` the window closes then.
    `is_asked_for` tells whether the program was started again: then this window comes to the front.
    """
    app = make_application()
    shell = open_window(services)
    from elearn.desktop.last_resort import LastResort

    last_resort = LastResort(shell, shell.context.theme)
    if painted:
        shell.painted.connect(painted)
    if until_painted:
        shell.painted.connect(lambda: QTimer.singleShot(0, app.quit))
    if is_asked_for:
        shell.painted.connect(lambda: _come_when_asked(shell, is_asked_for))
    status = app.exec()
    last_resort.close()
    shell.context.background.close()
    return int(status)
