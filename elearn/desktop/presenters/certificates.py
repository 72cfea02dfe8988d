"""A learner's certificates as cards, and handing them out."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.courses import day_in_words


@dataclass(frozen=True, slots=True)
class CertificateCard:
    """A certificate in the list."""

    number: str
    title: str
    course: str
    name: str
    below_name: str
    result: str
    issued: str
    is_self_study: bool


@dataclass(frozen=True, slots=True)
class CertificatesView:
    """All of them, and the course that would bring the next one: (title, route)."""

    cards: tuple[CertificateCard, ...]
    next_course: tuple[str, str] | None


class CertificatesPresenter:
    """Asks the services; every method may be called off the GUI thread."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def view(self) -> CertificatesView:
        """What the page shows. Raises Refusal."""
        held = self._services.records.certificates.list(self._subject)
        cards = tuple(_card(one) for one in reversed(held))
        covered = {one.course for one in held}
        waiting = [one for one in self._services.library.courses() if one.id not in covered]
        return CertificatesView(cards, (waiting[0].title, f"course:{waiting[0].id}") if waiting else None)

    def export(self, number: str, folder: Path) -> Path:
        """Write the stored PDF into a folder; where it stands. Raises Refusal."""
        return self._services.certify.export(number, folder)  # type: ignore[no-any-return]

    def export_key(self, folder: Path) -> Path:
        """Write the installation's key file, by which others check its papers. Raises Refusal."""
        return self._services.certify.export_key(folder)  # type: ignore[no-any-return]

    def reprint(self, number: str, folder: Path) -> Path:
        """Make a second document under the same number, marked "In lại", and write it into a folder."""
        again = self._services.certify.reprint(number)
        return self._services.certify.export(number, folder, again.copy)  # type: ignore[no-any-return]

    def to_look_at(self, number: str) -> Path:
        """A copy in a folder of its own, for the machine's PDF program."""
        return self.export(number, Path(tempfile.mkdtemp(prefix="elearn-")))


def _card(stored: Any) -> CertificateCard:
    told = stored.fields
    points, items = told.get("points_100"), told.get("items")
    result = ""
    if isinstance(points, int) and items:
        result = f"Kết quả {f'{points / 100:.2f}'.rstrip('0').rstrip('.').replace('.', ',')}/{items}"
    below = ", ".join(str(told[one]) for one in ("position", "unit") if told.get(one))
    return CertificateCard(
        number=stored.number,
        title=stored.title,
        course=str(told.get("course_title") or stored.course),
        name=str(told.get("name", "")),
        below_name=below,
        result=result,
        issued=f"Cấp ngày {day_in_words(stored.issued_on)}",
        is_self_study=told.get("kind") != "unit",
    )
