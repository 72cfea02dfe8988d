"""A PC with records, a course and the services that issue certificates and result files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from elearn.errors import Reason, Refusal
from elearn.learning.course import Course
from elearn.records.store import Records, open_records
from elearn.services.certify import CertifyService
from elearn.services.submit import SubmitService
from tests.build.clock import FakeClock
from tests.build.courses import course

if TYPE_CHECKING:
    from elearn.library.store import Library


@dataclass
class OneCourse:
    """A library that holds one course; `held` may be replaced, as by an update."""

    held: Course
    version: str = "2026.11"
    valid_as_of: date = date(2026, 11, 23)

    def course(self, course_id: str) -> Course:
        """The course. Raises Refusal(NO_SUCH_COURSE) for another."""
        if course_id != self.held.id:
            raise Refusal(Reason.NO_SUCH_COURSE, course=course_id)
        return self.held


class Installation:
    """The part of the services that certificates and result files need."""

    def __init__(self, folder: Path, **odd: Any) -> None:
        self.folder, self.clock = folder, FakeClock()
        self.library = OneCourse(course(**({"version": "2026.11"} | odd)))

    @cached_property
    def records(self) -> Records:
        """The records of the folder."""
        return open_records(self.folder, self.clock)

    @cached_property
    def certify(self) -> CertifyService:
        """Certificates."""
        return CertifyService(self.records, cast("Library", self.library), self.clock)

    @cached_property
    def submit(self) -> SubmitService:
        """Result files."""
        return SubmitService(self.records, cast("Library", self.library), self.clock)


Opened = Callable[..., Installation]
