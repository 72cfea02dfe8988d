"""What stands around a list or a report: number, day, to whom it goes, as typed and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from elearn.desktop.presenters.unit.words import day_words, typed_day
from elearn.errors import Refusal
from elearn.wording import sentence

LIST, REPORT = "list", "report"
_NUMBER_WRONG = "Xin ghi số như 15, hoặc để trống."
_DAY_WRONG = "Xin ghi ngày như 02/12/2026, hoặc để trống."


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """The fields of one document, as typed; addressees and recipients each on a line of its own."""

    kind: str
    number: str = ""
    symbol: str = ""
    day: str = ""
    addressees: str = ""
    recipients: str = ""

    @property
    def summary(self) -> str:
        """What will stand on the document, in words."""
        number = f"{self.number}/{self.symbol}" if self.symbol and self.number else self.number
        if number and self.day:
            said = [f"Số {number}, ngày {self.day}"]
        elif number:
            said = [f"Số {number}, ngày để trống cho văn thư"]
        elif self.day:
            said = [f"Số để trống cho văn thư, ngày {self.day}"]
        else:
            said = ["Số và ngày để trống cho văn thư"]
        if self.addressees:
            said.append(f"Kính gửi: {_in_one_line(self.addressees)}")
        said.append(f"Nơi nhận: {_in_one_line(self.recipients)}")
        return ". ".join(said) + "."

    @property
    def left_open(self) -> str:
        """What a clerk still has to write, in a sentence; "" for nothing."""
        if self.number and self.day:
            return ""
        what = "Ngày" if self.number else "Số" if self.day else "Số và ngày"
        return f" {what} để trống cho văn thư."


def document_faults(form: DocumentForm) -> dict[str, str]:
    """What is wrong with the fields, a sentence by field."""
    from elearn.services.unit.documents import checked_words, number_of

    found = {}
    try:
        number_of(form.number)
    except ValueError:
        found["number"] = _NUMBER_WRONG
    try:
        typed_day(form.day)
    except ValueError:
        found["day"] = _DAY_WRONG
    try:
        checked_words(_words(form))
    except Refusal as refusal:
        found[str(refusal.facts["field"])] = sentence(refusal)
    return found


class DocumentsPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def form(self, kind: str) -> DocumentForm:
        """What is remembered; number and day belong to one document, and begin empty. Raises Refusal(NO_UNIT)."""
        from elearn.learning.unit import DocumentKind

        return _filled(DocumentForm(kind), self._services.unit.documents.words(DocumentKind(kind)))

    def keep(self, form: DocumentForm) -> DocumentForm:
        """Remember what goes from one document to the next; the form as it will be used. It must have no faults."""
        from elearn.learning.unit import DocumentKind
        from elearn.services.unit.documents import number_of

        number, symbol = number_of(form.number)
        words = replace(_words(form), symbol=symbol or form.symbol)
        kept = self._services.unit.documents.keep_words(DocumentKind(form.kind), words)
        tidy = replace(form, number=str(number or ""), day=day_words(typed_day(form.day)))
        return _filled(tidy, kept)

    def head(self, form: DocumentForm) -> Any:
        """What surrounds the document. Raises Refusal."""
        from elearn.learning.unit import DocumentKind
        from elearn.services.unit.documents import DocumentDay, number_of

        given = DocumentDay(number_of(form.number)[0], typed_day(form.day))
        return self._services.unit.documents.head(DocumentKind(form.kind), given, _words(form))


def _words(form: DocumentForm) -> Any:
    from elearn.learning.unit import DocumentWords
    from elearn.services.unit.documents import lines_of

    return DocumentWords(form.symbol, lines_of(form.addressees), lines_of(form.recipients))


def _filled(form: DocumentForm, words: Any) -> DocumentForm:
    from elearn.services.unit.documents import FILED

    return replace(
        form,
        symbol=words.symbol,
        addressees="\n".join(words.addressees),
        recipients="\n".join(words.recipients or (FILED,)),
    )


def _in_one_line(text: str) -> str:
    return "; ".join(text.splitlines())
