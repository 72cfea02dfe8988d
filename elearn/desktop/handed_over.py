"""What another start has left for this window: that a double click's file was taken in, or files to be taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from elearn.desktop.background import Background

if TYPE_CHECKING:
    from elearn.desktop.shell import Shell


class HandedOver(QObject):
    """Says the words, and leads result files to the unit's page."""

    def __init__(self, shell: Shell, services: Any, background: Background) -> None:
        super().__init__(shell)
        self._shell, self._services, self._background = shell, services, background
        self._files: list[Path] = []

    def look(self) -> None:
        """See whether something was left."""
        self._background.run(self._fetch, done=self._take_up, owner=self)

    def _fetch(self) -> tuple[str, list[Path]]:
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
            self.take_in()
        if words:
            self._shell.say(words)
            if self._shell.route.name in ("home", "courses", "course"):
                self._shell.show_again()  # deadlines may be others now

    def take_in(self) -> None:
        """Lead result files that were double-clicked to the unit's page, once it is known who sits here."""
        if not self._files:
            return
        if not self._shell.session.subject:
            self._shell.say("Để nhận tệp kết quả, xin chọn tên của mình trước.")
        elif self._shell.go("unit-intake"):
            files, self._files = self._files, []
            page: Any = self._shell.page
            page.give(files)
