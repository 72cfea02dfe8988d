"""The main window: side bar, page stack, passing messages; goes from page to page by routes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from elearn.desktop import routes
from elearn.desktop.background import Background
from elearn.desktop.context import Context
from elearn.desktop.look import SYSTEM, Look, look_from, theme_for
from elearn.desktop.page import Page
from elearn.desktop.routes import Route
from elearn.desktop.side_bar import SideBar
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import Tokens
from elearn.desktop.widgets.toast import Toast
from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.desktop.widgets.notice import Notice
    from elearn.services.visit import Visit

WITHOUT_PERSON = frozenset({"trouble", "profiles", "profile-edit", "help", "about", "licence", "verify"})
SMALLEST = (720, 420)  # 1366 × 768 at 150 % is 911 × 512, less the task bar


class Shell(QMainWindow):
    """One window over one set of services. `painted` comes once, after the first paint.

    `open_again` asks for the records and the library to be opened once more, after trouble or in a visit;
    `visit_asked` for a visit, with the refusal that keeps the records from being opened.
    """

    painted = Signal()
    open_again = Signal()
    visit_asked = Signal(object)  # Refusal

    def __init__(self, services: Any, tokens: Tokens, look: Look, background: Background) -> None:
        super().__init__()
        self._services, self._tokens, self._look, self._background = services, tokens, look, background
        self._subject = ""
        self._person: tuple[str, str, str] = ("", "", "")
        self._pages: dict[str, Page] = {}
        self._route = Route("profiles")
        self._visited: list[Route] = []
        self._was_painted = False
        self._visit: Visit | None = None
        self._files: list[Path] = []  # to be taken in for the unit
        self.setWindowTitle("elearn")
        self.setMinimumSize(*SMALLEST)
        background.refused.connect(self._say_refusal)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        QShortcut(QKeySequence("F1"), self, self._help)
        QShortcut(QKeySequence("Ctrl+F"), self, partial(self.go, "search"))
        self._build()

    # What pages are given

    @property
    def context(self) -> Context:
        """As pages see the window now."""
        return self._context

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def was_painted(self) -> bool:
        """Whether the first paint has been."""
        return self._was_painted

    @property
    def said(self) -> str:
        """The last passing message."""
        return self._toast.text

    @property
    def route(self) -> Route:
        """Where the learner is."""
        return self._route

    def _build(self) -> None:
        """Side bar, stack and toast in the present look; pages are made anew when they are visited."""
        self._theme = theme_for(self._look, self._tokens)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self._theme.palette())
        app.setFont(self._theme.font("body"))
        app.setStyleSheet(style_sheet(self._theme))
        self._context = Context(
            services=self._services,
            theme=self._theme,
            subject=self._subject,
            background=self._background,
            say=self.say,
            ask=self.ask,
            look=self._look.theme,
            change_look=self.change_look,
            enter=self.enter,
            visiting=self._visit is not None,
        )
        central = QWidget()
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if self._visit is not None:
            whole.addWidget(self._notice(self._visit))
        row = QHBoxLayout()
        row.setSpacing(0)
        whole.addLayout(row, 1)
        self._side_bar = SideBar(self._theme)
        self._side_bar.go.connect(self.go)
        self._side_bar.change_person.connect(partial(self.enter, ""))
        self._side_bar.show_person(*self._person)
        self._side_bar.change.setVisible(self._visit is None)
        self._side_bar.setVisible(bool(self._subject))
        self._stack = QStackedWidget()
        row.addWidget(self._side_bar)
        row.addWidget(self._stack, 1)
        self._toast = Toast(self._theme, central)
        self.setCentralWidget(central)  # the one before is freed by Qt, with its pages

    # Going about

    def go(self, text: str) -> bool:
        """Go to a route; False where the present page keeps the learner."""
        route = routes.parse(text)
        if not self._subject and route.name not in WITHOUT_PERSON:
            route = Route("profiles")
        if self._visit is not None and route.name in routes.KEPT_RECORDS:
            route = Route("closed", route.name)
        if self.page is not None:
            if not self.page.may_leave():
                self._side_bar.mark(self._belongs(self._route.name))
                return False
            self.page.closing()
            if route != self._route:
                self._visited = [*self._visited[-30:], self._route]
        self._show(route)
        return True

    def _help(self) -> None:
        """The guide that goes with where one is."""
        self.go("help:don-vi" if self._belongs(self._route.name) == "unit" else "help")

    def back(self) -> None:
        """Go to where the learner came from."""
        if self._visited and self.page is not None:
            route = self._visited[-1]
            if self.go(str(route)):
                self._visited = self._visited[:-2]

    def _show(self, route: Route) -> None:
        page = self._page(route.name)
        self._route = route
        self._side_bar.mark(self._belongs(route.name))
        self._side_bar.setVisible(bool(self._subject) and not page.full_screen)
        self._stack.setCurrentWidget(page)
        page.open(route.argument)
        self.setWindowTitle(f"{page.title} – elearn")
        page.focus_first()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = routes.page_class(name)(self._context)
            page.go.connect(self.go)
            self._pages[name] = page
            self._stack.addWidget(page)
        return self._pages[name]

    def prepare(self, name: str) -> None:
        """Build a learner's page before it is asked for."""
        if self._subject:
            self._page(name)

    @staticmethod
    def _belongs(name: str) -> str:
        return routes.BELONGS_TO.get(name, name)

    def _start_over(self, route: Route, state: object = None) -> None:
        """The same window with new pages: another look, or another learner."""
        self._pages = {}
        self._build()
        if state is not None:
            self._page(route.name).restore(state)
        self._show(route)

    # Who is learning

    def enter(self, subject: str) -> None:
        """Let a learner in (the PIN was checked before), or "" to choose one."""
        if self.page is not None:
            if not self.page.may_leave():
                return
            self.page.closing()
        self._subject, self._person, self._visited = subject, ("", "", ""), []
        if subject:
            self._background.run(self._services.records.people.seen, subject)
            self._background.read(self._who, subject, done=self._show_who, owner=self)
        self._start_over(Route("home" if subject else "profiles"))
        self._take_in()

    def start_as(self, subject: str, name: str, unit: str) -> None:
        """The first page of a start, from what a glance at the records told; nothing is asked of them yet."""
        self._subject, self._person = subject, (name, unit, "")
        self._context = Context(
            **{
                field: getattr(self._context, field)
                for field in Context.__dataclass_fields__
                if field != "subject"
            },
            subject=subject,
        )
        self._side_bar.show_person(*self._person)
        self._show(Route("home" if subject else "profiles"))

    def _who(self, subject: str) -> tuple[str, tuple[str, str, str], Look | None]:
        records = self._services.records
        details = records.people.get(subject).details
        kept = records.settings.get_for(subject, "look", None)
        return subject, (details.name, details.unit, details.position), look_from(kept) if kept else None

    def _show_who(self, who: tuple[str, tuple[str, str, str], Look | None]) -> None:
        subject, self._person, look = who
        if subject != self._subject:
            return
        self._side_bar.show_person(*self._person)
        if look is not None and look != self._look:
            state = self._put_away()
            self._look = look
            self._start_over(self._route, state)

    def after_opening(self) -> None:
        """The records are open: note that the learner was here, and read what a glance did not."""
        if self._subject:
            seen = self._services.records.people.seen
            self._background.run(seen, self._subject, failed=self._first_write_failed, owner=self)
            self._background.read(self._who, self._subject, done=self._show_who, owner=self)
        self._say_what_waits()

    def _first_write_failed(self, refusal: Refusal) -> None:
        """A disk that was full from the start keeps nothing today: better to choose than to be told at each step."""
        if refusal.reason is Reason.DISK_FULL:
            self.records_refused(refusal)
        else:
            self._say_refusal(refusal)

    def _say_what_waits(self) -> None:
        """What another start has left to be said: that a double click's file was taken in, or why not."""
        self._background.run(self._what_waits, done=self._take_up, owner=self)

    def _what_waits(self) -> tuple[str, list[Path]]:
        from elearn.records.settings import TO_SAY, TO_TAKE_IN

        settings = self._services.records.settings
        words, files = settings.get(TO_SAY), settings.get(TO_TAKE_IN)
        for name, there in ((TO_SAY, words), (TO_TAKE_IN, files)):
            if there:
                settings.set(name, None)
        return str(words or ""), [Path(one) for one in files or ()]

    def _take_up(self, waiting: tuple[str, list[Path]]) -> None:
        words, files = waiting
        if files:
            self._files = files
            self._take_in()
        if words:
            self.say(words)
            if self._route.name in ("home", "courses", "course"):
                self._show(self._route)  # deadlines may be others now

    def _take_in(self) -> None:
        """Lead result files that were double-clicked to the unit's page, once it is known who sits here."""
        if not self._files:
            return
        if not self._subject:
            self.say("Để nhận tệp kết quả, xin chọn tên của mình trước.")
        elif self.go("unit-intake"):
            files, self._files = self._files, []
            self.page.give(files)  # type: ignore[union-attr]

    def records_checked(self, sound: bool) -> None:
        """The check after the start: what to say where the records are not sound."""
        if not sound:
            self.records_refused(Refusal(Reason.RECORDS_DAMAGED, path=str(self._services.folder)))

    def records_refused(self, refusal: Refusal) -> None:
        """The records or the library could not be opened: one page says so and knows the way back."""
        self._put_away()
        self._subject, self._pages, self._visited, self._visit = "", {}, [], None
        self._build()
        page = self._page("trouble")
        page.again.connect(self.open_again)  # type: ignore[attr-defined]
        page.visit.connect(self.visit_asked)  # type: ignore[attr-defined]
        self._show(Route("trouble"))
        page.show_refusal(refusal)  # type: ignore[attr-defined]

    # Visits

    def begin_visit(self, visit: Visit) -> None:
        """There are no records: lessons, search and practice, and a notice above them that nothing is kept."""
        from elearn.services.visit import VISITOR

        self._put_away()
        self._visit, self._subject, self._visited = visit, visit.subject, []
        self._person = (VISITOR, "", "")
        self._start_over(Route("home"))

    def end_visit(self) -> None:
        """Records can be kept again: choose who is learning."""
        self._put_away()
        self._visit, self._subject, self._person, self._visited = None, "", ("", "", ""), []
        self._start_over(Route("profiles"))

    @property
    def visiting(self) -> bool:
        """Whether one only reads, and nothing is kept."""
        return self._visit is not None

    def _notice(self, visit: Visit) -> Notice:
        from elearn.desktop.widgets.notice import Notice
        from elearn.wording import VISITS

        notice = Notice(self._theme, VISITS[visit.cause.value][0], "Thử mở lại để lưu")
        notice.acted.connect(self._try_to_keep)
        return notice

    def _try_to_keep(self) -> None:
        """Leave the page while its records are there; what it has not kept must not reach the next ones."""
        if self.page is not None and not self.page.may_leave():
            return
        self._put_away()
        self._subject, self._visited = "", []
        self._start_over(Route("trouble"))
        self.open_again.emit()

    # How it looks

    def change_look(self, theme: str, scale: float) -> None:
        """Another theme or text size, kept for this learner and for the next start."""
        look = look_from({"theme": theme, "scale": scale})
        if look == self._look:
            return
        state = self._put_away()
        self._look = look
        self._background.run(self._keep_look, look, self._subject)
        self._start_over(self._route, state)

    def _keep_look(self, look: Look, subject: str) -> None:
        settings = self._services.records.settings
        settings.set("look", look.kept())
        if subject:
            settings.set_for(subject, "look", look.kept())

    def _system_changed(self) -> None:
        if self._look.theme == SYSTEM and theme_for(self._look, self._tokens) != self._theme:
            self._start_over(self._route, self._put_away())

    def _put_away(self) -> object:
        """Let the page keep what it has, before it is built anew; what it needs to come back."""
        if self.page is None:
            return None
        state = self.page.state()
        self.page.closing()
        return state

    # Speaking

    def say(self, text: str) -> None:
        """A short passing message."""
        self._toast.say(text)

    def _say_refusal(self, refusal: Refusal) -> None:
        from elearn.wording import sentence

        self.say(sentence(refusal))

    def ask(self, title: str, text: str, yes: str, no: str = "Để sau", *, danger: bool = False) -> bool:
        """Ask before something is done; whether the learner chose `yes`."""
        from elearn.desktop.widgets.dialogs import ask_yes_no

        return ask_yes_no(self, self._theme, title, text, yes, no, danger=danger)

    # The window

    def geometry_kept(self) -> dict[str, object]:
        """Where the window stands, as settings keep it."""
        return {"geometry": bytes(self.saveGeometry().toBase64().data()).decode("ascii")}

    def restore_place(self, kept: Any) -> None:
        """Stand where the window stood; on a screen that has gone meanwhile Qt finds another place."""
        geometry = kept.get("geometry") if isinstance(kept, dict) else None
        placed = isinstance(geometry, str) and self.restoreGeometry(
            QByteArray.fromBase64(geometry.encode("ascii", "ignore"))
        )
        if not placed:
            room = self.screen().availableGeometry()
            self.resize(min(1366, room.width()), min(768, room.height()))
            self.move(room.center() - self.rect().center())

    def bring_to_front(self) -> None:
        """A second start was asked for: show this window instead."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._say_what_waits()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, once it has reached the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The passing message stays at the bottom."""
        super().resizeEvent(event)
        if self._toast.isVisible():
            self._toast.place()

    def changeEvent(self, event: QEvent) -> None:
        """Pages may want to know that the window lost the front."""
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the page, let it keep what it has, keep the window's place."""
        if self.page is not None:
            if not self.page.may_leave():
                event.ignore()
                return
            self.page.closing()
        self._background.run(self._keep_window, self.geometry_kept())
        event.accept()

    def _keep_window(self, kept: dict[str, object]) -> None:
        self._services.records.settings.set("window", kept)
