"""Citations: a document, and in it an article (điều), a clause (khoản), a point (điểm).

Written `doc[:article[.clause[.point]]]`; shown one way everywhere: "Điều 7 khoản 2 điểm g".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CITATION = re.compile(r"^([a-z0-9-]+)(?::([1-9]\d{0,3})(?:\.([1-9]\d{0,3}|)(?:\.([a-zđ]))?)?)?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a legal document; 0 or "" where it names no article, clause or point."""

    document: str
    article: int = 0
    clause: int = 0
    point: str = ""

    @property
    def place(self) -> str:
        """The place within the document in words, "" for the whole document."""
        parts = []
        if self.article:
            parts.append(f"Điều {self.article}")
        if self.clause:
            parts.append(f"khoản {self.clause}")
        if self.point:
            parts.append(f"điểm {self.point}")
        return " ".join(parts)

    def label(self, document_name: str) -> str:
        """The citation in words, e.g. "Điều 7 khoản 2 điểm g Luật An ninh mạng 2025"."""
        return f"{self.place} {document_name}".strip()

    def __str__(self) -> str:
        if self.point:
            return f"{self.document}:{self.article}.{self.clause or ''}.{self.point}"
        if self.clause:
            return f"{self.document}:{self.article}.{self.clause}"
        return f"{self.document}:{self.article}" if self.article else self.document


def parse_citation(text: str) -> Citation:
    """Read a citation. Raises ValueError where it is not written as one."""
    found = _CITATION.match(text.strip())
    if not found:
        raise ValueError(text)
    document, article, clause, point = found.groups()
    return Citation(document, int(article or 0), int(clause or 0), point or "")
