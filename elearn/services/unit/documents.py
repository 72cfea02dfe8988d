"""What stands around a list or a report of the unit: its number and day, to whom it goes, where it is sent.

Addressees, recipients and the symbol are remembered from one document to the next; number and day belong to one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.exports.list_values import ListHead
from elearn.learning.unit import DocumentKind, DocumentWords, UnitSettings
from elearn.vietnamese.text import tidy

if TYPE_CHECKING:
    from elearn.services.unit import UnitService

MOST_LINES, LONGEST_LINE = 12, 120  # what stands beside the signature on one page
_NUMBER = re.compile(r"0*([1-9]\d{0,4})(?:\s*/\s*(\S+(?: \S+)*))?")
_TITLES = {DocumentKind.LIST: "Danh sách", DocumentKind.REPORT: "Báo cáo"}
FILED = "Lưu: VT"
AS_ABOVE = "Như trên"  # a report to the body above is sent to whom it is addressed (decree 30/2020, annex I)


@dataclass(frozen=True, slots=True)
class DocumentDay:
    """A document's number and day; None leaves room for the clerk."""

    number: int | None = None
    day: date | None = None


class UnitDocuments:
    """The documents of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def words(self, kind: DocumentKind) -> DocumentWords:
        """What the unit's documents of a kind say; as the form has it until something else is kept."""
        settings = self._unit.records.settings
        held = settings.value(_key(kind))
        if held is None:
            return usual_words(kind, settings.needed())
        return DocumentWords(held["symbol"], tuple(held["addressees"]), tuple(held["recipients"]))

    def keep_words(self, kind: DocumentKind, words: DocumentWords) -> DocumentWords:
        """Remember what documents of a kind say; what is usual is not kept, and goes with the unit's settings.

        Raises Refusal(DOCUMENT_LINES_TOO_MANY).
        """
        clean = checked_words(words)
        settings = self._unit.records.settings
        usual = clean == usual_words(kind, settings.needed())
        kept = {
            "symbol": clean.symbol,
            "addressees": list(clean.addressees),
            "recipients": list(clean.recipients),
        }
        settings.set_value(_key(kind), None if usual else kept)
        return clean

    def head(
        self, kind: DocumentKind, given: DocumentDay | None = None, words: DocumentWords | None = None
    ) -> ListHead:
        """What surrounds a document; `words` in the place of what is remembered.

        Raises Refusal NO_UNIT, DOCUMENT_LINES_TOO_MANY.
        """
        said = self.words(kind) if words is None else checked_words(words)
        of_this = given or DocumentDay()
        head = replace(
            self._unit.lists.head(),
            title=_TITLES[kind],
            number=of_this.number,
            symbol=said.symbol,
            day=of_this.day,
            addressees=said.addressees,
            recipients=said.recipients or (FILED,),
        )
        return replace(head, year=of_this.day.year) if of_this.day else head


def usual_words(kind: DocumentKind, settings: UnitSettings) -> DocumentWords:
    """What the form asks for: a report goes to the body above, where there is one; every document is filed."""
    if kind is DocumentKind.LIST:
        return DocumentWords(recipients=(FILED,))
    if settings.above:
        return DocumentWords("BC", (settings.above,), (AS_ABOVE, FILED))
    return DocumentWords("BC", recipients=(FILED,))


def checked_words(words: DocumentWords) -> DocumentWords:
    """The same, tidied. Raises Refusal(DOCUMENT_LINES_TOO_MANY), whose `field` is one of DocumentWords."""
    for field in ("addressees", "recipients"):
        lines = getattr(words, field)
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise Refusal(Reason.DOCUMENT_LINES_TOO_MANY, field=field, most=MOST_LINES, longest=LONGEST_LINE)
    return replace(words, symbol=tidy(words.symbol)[:LONGEST_LINE])


def lines_of(text: str) -> tuple[str, ...]:
    """Recipients as they were typed, each on a line or behind a semicolon, without the form's hyphens and signs."""
    parts = (tidy(part).lstrip("-–• ").rstrip(".,; ") for part in re.split(r"[\n;]", text))
    return tuple(part for part in parts if part)


def number_of(text: str) -> tuple[int | None, str]:
    """A number as it was typed, "15" or "15/BC-UBND", with its symbol, "" for none. Raises ValueError."""
    if not text.strip():
        return None, ""
    found = _NUMBER.fullmatch(tidy(text))
    if not found:
        raise ValueError(text)
    return int(found[1]), found[2] or ""


def _key(kind: DocumentKind) -> str:
    return f"document.{kind.value}"
