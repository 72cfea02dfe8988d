"""The main window: side bar, page stack, passing messages; goes from page to page by routes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from elearn.desktop import routes
from elearn.desktop.background import Background
from elearn.desktop.context import Context
from elearn.desktop.look import SYSTEM, Look, look_from, theme_for
from elearn.desktop.page import Page
from elearn.desktop.routes import Route
from elearn.desktop.session import NOBODY, Person, Session
from elearn.desktop.side_bar import SideBar
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import Tokens
from elearn.desktop.widgets.toast import Toast
from elearn.errors import Refusal

if TYPE_CHECKING:
    from elearn.desktop.widgets.notice import Notice
    from elearn.services.visit import Visit

WITHOUT_PERSON = frozenset({"trouble", "profiles", "profile-edit", "help", "about", "licence", "verify"})
SMALLEST = (720, 420)  # 1366 × 768 at 150 % is 911 × 512, less the task bar


class Shell(QMainWindow):
    """One window over one set of services, for who is learning. `painted` comes once, after the first paint."""

    painted = Signal()

    def __init__(
        self,
        services: Any,
        tokens: Tokens,
        look: Look,
        background: Background,
        subject: str = "",
        person: Person = NOBODY,
    ) -> None:
        super().__init__()
        self._services, self._tokens, self._look, self._background = services, tokens, look, background
        self.session = Session(self, services, background, subject, person)
        self._pages: dict[str, Page] = {}
        self._shown: dict[str, Route] = {}  # of each page, what it showed last
        self._route = self.session.first_page
        self._visited: list[Route] = []
        self._was_painted = False
        self.setWindowTitle("elearn")
        self.setMinimumSize(*SMALLEST)
        background.refused.connect(self.say_refusal)
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
            subject=self.session.subject,
            background=self._background,
            say=self.say,
            ask=self.ask,
            look=self._look.theme,
            change_look=self.change_look,
            enter=self.session.enter,
            visiting=self.session.is_visit,
        )
        central = QWidget()
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if self.session.visit is not None:
            whole.addWidget(self._notice(self.session.visit))
        row = QHBoxLayout()
        row.setSpacing(0)
        whole.addLayout(row, 1)
        self._side_bar = SideBar(self._theme)
        row.addWidget(self._side_bar)  # first: shown without a parent it would be a window of its own
        self._side_bar.go.connect(self.go)
        self._side_bar.change_person.connect(partial(self.session.enter, ""))
        self._side_bar.show_person(*self.session.person)
        self._side_bar.change.setVisible(not self.session.is_visit)
        self._side_bar.setVisible(bool(self.session.subject))
        self._stack = QStackedWidget()
        row.addWidget(self._stack, 1)
        self._toast = Toast(self._theme, central)
        self.setCentralWidget(central)  # the one before is freed by Qt, with its pages

    # Going about

    def go(self, text: str) -> bool:
        """Go to a route; False where the present page keeps the learner."""
        route = routes.parse(text)
        if not self.session.subject and route.name not in WITHOUT_PERSON:
            route = Route("profiles")
        if self.session.is_visit and route.name in routes.KEPT_RECORDS:
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
        self._side_bar.setVisible(bool(self.session.subject) and not page.full_screen)
        self._stack.setCurrentWidget(page)
        if self._shown.get(route.name, route) != route:
            page.to_top()
        self._shown[route.name] = route
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
        if self.session.subject:
            self._page(name)

    @staticmethod
    def _belongs(name: str) -> str:
        return routes.BELONGS_TO.get(name, name)

    def show_again(self) -> None:
        """The page that is shown, and the first one of a start; what it shows may have become another."""
        self._show(self._route)

    def may_leave(self) -> bool:
        """Whether the page lets the learner go."""
        return self.page is None or self.page.may_leave()

    def leave_page(self) -> None:
        """The page is left for good: a running exam pauses."""
        if self.page is not None:
            self.page.closing()

    def put_away(self) -> object:
        """Let the page keep what it has, before it is built anew; what it needs to come back."""
        if self.page is None:
            return None
        state = self.page.state()
        self.page.closing()
        return state

    def begin_anew(self, route: Route) -> None:
        """Somebody else is here: the same window with new pages, and nowhere to go back to."""
        self._visited = []
        self._start_over(route)

    def _start_over(self, route: Route, state: object = None) -> None:
        self._pages, self._shown = {}, {}
        self._build()
        if state is not None:
            self._page(route.name).restore(state)
        self._show(route)

    def show_person(self, person: Person) -> None:
        """Who is learning, as the side bar says it."""
        self._side_bar.show_person(*person)

    def _notice(self, visit: Visit) -> Notice:
        from elearn.desktop.widgets.notice import Notice
        from elearn.wording import VISITS

        notice = Notice(self._theme, VISITS[visit.cause.value][0], "Thử mở lại để lưu")
        notice.acted.connect(self.session.try_to_keep)
        return notice

    # How it looks

    def change_look(self, theme: str, scale: float) -> None:
        """Another theme or text size, kept for this learner and for the next start."""
        look = look_from({"theme": theme, "scale": scale})
        if look != self._look:
            self.wear(look)
            self._background.run(self._keep_look, look, self.session.subject)

    def wear(self, look: Look) -> None:
        """The same page in another look."""
        if look != self._look:
            state = self.put_away()
            self._look = look
            self._start_over(self._route, state)

    def _keep_look(self, look: Look, subject: str) -> None:
        settings = self._services.records.settings
        settings.set("look", look.kept())
        if subject:
            settings.set_for(subject, "look", look.kept())

    def _system_changed(self) -> None:
        if self._look.theme == SYSTEM and theme_for(self._look, self._tokens) != self._theme:
            self._start_over(self._route, self.put_away())

    # Speaking

    def say(self, text: str) -> None:
        """A short passing message."""
        self._toast.say(text)

    def say_refusal(self, refusal: Refusal) -> None:
        """What is in the way of something that was wanted."""
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
        self.session.handed_over.look()

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the page, let it keep what it has, keep the window's place."""
        if not self.may_leave():
            event.ignore()
            return
        self.leave_page()
        self._background.run(self._keep_window, self.geometry_kept())
        event.accept()

    def _keep_window(self, kept: dict[str, object]) -> None:
        self._services.records.settings.set("window", kept)
