"""A certificate as it is kept: the bytes that were issued, handed out again as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """An issued certificate. `copy` is 0 for the first issue, 1… for reprints, each signed anew.

    `fields` are the printed fields by name; `credential` the signed credential as text.
    """

    number: str
    subject: str
    course: str
    issued_on: date
    title: str
    pdf: bytes = field(repr=False)
    credential: str = field(repr=False)
    fields: dict[str, object] = field(default_factory=dict)
    copy: int = 0
