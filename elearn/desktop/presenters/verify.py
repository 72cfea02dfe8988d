"""What the page "Kiểm tra giấy" says of a paper: how it stands, what was checked, what cannot be proved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from elearn.desktop.presenters.courses import day_in_words
from elearn.wording import WHAT_CANNOT_BE_PROVED, WHAT_IS_CHECKED, finding_sentence

if TYPE_CHECKING:
    from elearn.credentials.verify import Verdict

Step = Literal["passed", "failed", "open"]

_TITLES = {
    "valid": "Giấy đúng như lúc cấp",
    "revoked": "Giấy đã bị thu hồi",
    "replaced": "Giấy đã được thay bằng giấy khác",
    "altered": "Giấy đã bị sửa",
    "unknown_key": "Chưa xác nhận được nơi cấp",
    "not_a_certificate": "Không phải giấy do elearn cấp",
}
_LOOKS = {
    "valid": ("good", "badge-check"),
    "revoked": ("bad", "circle-x"),
    "replaced": ("desk", "repeat"),
    "altered": ("bad", "circle-x"),
    "unknown_key": ("desk", "circle-question-mark"),
    "not_a_certificate": ("plain", "circle-alert"),
}
# Which of WHAT_IS_CHECKED was found wanting; what comes after it was not looked at.
_FAILED_AT = {
    "credential_broken": 0,
    "signature": 0,
    "page_changed": 1,
    "title_changed": 1,
    "rewritten": 1,
    "qr_differs": 3,
}
_OF_FORM = frozenset(
    {"revisions", "pages", "annotation", "form", "layers", "script", "attachments", "extras"}
)
_HOLDS_TOGETHER = frozenset({"pdf_as_issued", "revoked", "replaced", "unknown_key", "key_of_another_kind"})


@dataclass(frozen=True, slots=True)
class VerifyView:
    """A verdict in words. `tone` is good, desk, bad or plain; `steps` are what was checked."""

    status: str
    title: str
    tone: str
    icon: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    facts_title: str
    steps: tuple[tuple[Step, str], ...]
    cannot: str
    file_name: str
    ask_key: bool  # a key file would tell more


class VerifyPresenter:
    """Asks the services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def check(self, path: Path, key: Path | None = None) -> VerifyView:
        """Check a file. Raises Refusal where it cannot be read."""
        return view_of(self._services.certify.verify(path, key), path.name)

    def check_text(self, text: str, key: Path | None = None) -> VerifyView:
        """Check a QR's text. Raises Refusal for the key file only."""
        return view_of(self._services.certify.verify_text(text, key), "Nội dung mã QR")


def view_of(verdict: Verdict, file_name: str) -> VerifyView:
    """A verdict in words."""
    status, finding = verdict.status.value, verdict.finding.value
    tone, icon = _LOOKS[status]
    return VerifyView(
        status=status,
        title=_TITLES[status],
        tone=tone,
        icon=icon,
        reason=finding_sentence(finding),
        facts=_facts(verdict),
        facts_title="Nội dung đã được ký" if status == "altered" else "Giấy ghi",
        steps=_steps(finding),
        cannot="" if status == "not_a_certificate" else WHAT_CANNOT_BE_PROVED,
        file_name=file_name,
        ask_key=status == "unknown_key",
    )


def _steps(finding: str) -> tuple[tuple[Step, str], ...]:
    if finding in ("qr_as_issued", "unknown_key_of_qr"):
        signed: Step = "passed" if finding == "qr_as_issued" else "open"
        return (
            (signed, "Chữ ký số trên nội dung mã QR."),
            ("open", "Các dòng chữ in trên giấy: máy không thấy được, xin so bằng mắt."),
        )
    if finding in _HOLDS_TOGETHER:
        return tuple(("passed", words) for words in WHAT_IS_CHECKED)
    if finding in _OF_FORM:  # the form is looked at before anything else
        return (("failed", WHAT_IS_CHECKED[2]), *(("open", WHAT_IS_CHECKED[n]) for n in (0, 1, 3)))
    if finding not in _FAILED_AT:
        return ()
    at = _FAILED_AT[finding]
    order = (2, 0, 1, 3)
    place = order.index(at)
    marks: list[Step] = ["open"] * 4
    marks[:place], marks[place] = ["passed"] * place, "failed"
    return tuple((mark, WHAT_IS_CHECKED[number]) for mark, number in zip(marks, order, strict=True))


def _facts(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    from elearn.credentials.keys import shown

    course = verdict.fields.course_title if verdict.fields else verdict.course
    facts = [
        ("Họ và tên", verdict.name),
        ("Đơn vị", verdict.unit),
        ("Khóa học", course),
        ("Số giấy", verdict.number),
        ("Ngày cấp", day_in_words(verdict.issued_on) if verdict.issued_on else None),
        ("Nơi cấp", verdict.issuer),
        ("Khóa ký", shown(verdict.key_id) if verdict.key_id else None),
        ("Danh sách thu hồi đến ngày", day_in_words(verdict.known_as_of) if verdict.known_as_of else None),
    ]
    return tuple((name, value) for name, value in facts if value)
