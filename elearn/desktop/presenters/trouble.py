"""Records or library cannot be opened: what to say, and which way back there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.errors import Reason, Refusal
from elearn.wording import sentence

_DAMAGED = frozenset({Reason.RECORDS_DAMAGED})


@dataclass(frozen=True, slots=True)
class WayBack:
    """The newest backup that is sound: its file, and what it holds in words."""

    file: Path
    words: str


@dataclass(frozen=True, slots=True)
class TroubleView:
    """`way_back` and `may_start_anew` only where the records are damaged; `may_visit`: one may read all the same."""

    sentence: str
    folder: str
    way_back: WayBack | None
    may_start_anew: bool
    may_visit: bool = False


class TroublePresenter:
    """Looks for a sound backup and goes back to it; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self, refusal: Refusal) -> TroubleView:
        """What to say about a refusal at the start, with the newest sound backup where that helps."""
        from elearn.services.visit import is_offered

        way_back = self._newest() if refusal.reason in _DAMAGED else None
        return TroubleView(
            sentence=sentence(refusal),
            folder=str(self._services.folder),
            way_back=way_back,
            may_start_anew=refusal.reason in _DAMAGED and way_back is None,
            may_visit=is_offered(refusal),
        )

    def _newest(self) -> WayBack | None:
        from elearn.records.backup import newest_good

        found = newest_good(self._services.folder)
        if found is None:
            return None
        backup, counts = found
        return WayBack(
            backup.path,
            f"Bản sao lưu ngày {backup.made_on:%d/%m/%Y} còn tốt: {counts.people} người học, "
            f"{counts.attempts} lượt "
            "làm bài. Việc học sau ngày đó không có trong bản này.",
        )

    def go_back(self, file: Path) -> None:
        """Restore a backup; the damaged file is set aside, never overwritten. Raises Refusal."""
        from elearn.records.store import restore_into

        self._services.close_records()
        restore_into(self._services.folder, file, self._services.clock)

    def start_anew(self) -> None:
        """An empty records file; the damaged one is set aside. Raises Refusal."""
        from elearn.records.integrity import start_anew

        self._services.close_records()
        start_anew(self._services.folder, self._services.clock.now())
