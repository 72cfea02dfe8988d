"""Who sits at the window: a learner, somebody who only reads, or nobody who was chosen yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from elearn.desktop.background import Background
from elearn.desktop.handed_over import HandedOver
from elearn.desktop.look import Look, look_from
from elearn.desktop.routes import Route
from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.desktop.shell import Shell
    from elearn.services.visit import Visit

Person = tuple[str, str, str]  # name, unit, position
NOBODY: Person = ("", "", "")


class Session(QObject):
    """Knows the learner's id ("" for nobody), what the side bar says of them, and the visit if it is one.

    Whoever comes, and whatever becomes of the records: the window begins anew with pages of their own.
    `open_again` asks for the records and the library to be opened once more, after trouble or in a visit;
    `visit_asked` for a visit, with the refusal that keeps the records from being opened.
    """

    open_again = Signal()
    visit_asked = Signal(object)  # Refusal

    def __init__(
        self, shell: Shell, services: Any, background: Background, subject: str, person: Person
    ) -> None:
        super().__init__(shell)
        self._shell, self._services, self._background = shell, services, background
        self.subject, self.person = subject, person
        self.visit: Visit | None = None
        self.handed_over = HandedOver(shell, services, background)

    @property
    def first_page(self) -> Route:
        """Where one begins."""
        return Route("home" if self.subject else "profiles")

    def _begin(self, subject: str, person: Person = NOBODY, visit: Visit | None = None) -> None:
        self.subject, self.person, self.visit = subject, person, visit

    # Learners

    def enter(self, subject: str) -> None:
        """Let a learner in (the PIN was checked before), or "" to choose one."""
        if not self._shell.may_leave():
            return
        self._shell.leave_page()
        self._begin(subject, visit=self.visit)
        if subject:
            self._background.run(self._services.records.people.seen, subject)
            self._background.read(self._who, subject, done=self._show_who, owner=self)
        self._shell.begin_anew(self.first_page)
        self.handed_over.take_in()

    def _who(self, subject: str) -> tuple[str, Person, Look | None]:
        records = self._services.records
        details = records.people.get(subject).details
        kept = records.settings.get_for(subject, "look", None)
        return subject, (details.name, details.unit, details.position), look_from(kept) if kept else None

    def _show_who(self, who: tuple[str, Person, Look | None]) -> None:
        subject, person, look = who
        if subject == self.subject:
            self.person = person
            self._shell.show_person(person)
            if look is not None:
                self._shell.wear(look)

    def after_opening(self) -> None:
        """The records are open: note that the learner was here, and read what a glance did not."""
        if self.subject:
            seen = self._services.records.people.seen
            self._background.run(seen, self.subject, failed=self._first_write_failed, owner=self)
            self._background.read(self._who, self.subject, done=self._show_who, owner=self)
        self.handed_over.look()

    # Records that are not as they should be

    def _first_write_failed(self, refusal: Refusal) -> None:
        """A disk that was full from the start keeps nothing today: better to choose than to be told at each step."""
        if refusal.reason is Reason.DISK_FULL:
            self.records_refused(refusal)
        else:
            self._shell.say_refusal(refusal)

    def records_checked(self, sound: bool) -> None:
        """The check after the start: what to say where the records are not sound."""
        if not sound:
            self.records_refused(Refusal(Reason.RECORDS_DAMAGED, path=str(self._services.folder)))

    def records_refused(self, refusal: Refusal) -> None:
        """The records or the library could not be opened: one page says so and knows the way back."""
        self._shell.put_away()
        self._begin("")
        self._shell.begin_anew(Route("trouble"))
        page: Any = self._shell.page
        page.again.connect(self.open_again)
        page.visit.connect(self.visit_asked)
        page.show_refusal(refusal)

    # Visits

    def begin_visit(self, visit: Visit) -> None:
        """There are no records: lessons, search and practice, and a notice above them that nothing is kept."""
        from elearn.services.visit import VISITOR

        self._shell.put_away()
        self._begin(visit.subject, (VISITOR, "", ""), visit)
        self._shell.begin_anew(self.first_page)

    def end_visit(self) -> None:
        """Records can be kept again: choose who is learning."""
        self._shell.put_away()
        self._begin("")
        self._shell.begin_anew(self.first_page)

    @property
    def is_visit(self) -> bool:
        """Whether one only reads, and nothing is kept."""
        return self.visit is not None

    def try_to_keep(self) -> None:
        """Leave the page while its records are there; what it has not kept must not reach the next ones."""
        if not self._shell.may_leave():
            return
        self._shell.put_away()
        self._begin("", visit=self.visit)
        self._shell.begin_anew(Route("trouble"))
        self.open_again.emit()
