"""What this program is: versions, the library's signature, what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elearn import __version__

PARTS = (
    ("Source Sans Pro", "Adobe", "SIL Open Font License 1.1"),
    ("Lucide", "Lucide và các tác giả của Feather", "ISC, MIT"),
    ("Qt for Python (PySide6)", "The Qt Company", "LGPL 3"),
    ("Python", "Python Software Foundation", "PSF"),
    ("SQLite", "Hwaci", "tài sản công cộng"),
    ("sqlite-utils", "Simon Willison", "Apache 2.0"),
    ("msgspec", "Jim Crist-Harif", "BSD 3"),
    ("cryptography", "Python Cryptographic Authority", "Apache 2.0, BSD"),
    ("joserfc", "Hsiaoming Yang", "BSD 3"),
    ("segno", "Lars Heuer", "BSD 3"),
    ("ReportLab, pypdf", "ReportLab, các tác giả pypdf", "BSD"),
    ("Markdown, PyYAML, nh3", "các tác giả", "BSD, MIT"),
)


@dataclass(frozen=True, slots=True)
class AboutView:
    """Lines of name and value, and the parts with their authors and licences."""

    lines: tuple[tuple[str, str], ...]
    signed: str
    parts: tuple[tuple[str, str, str], ...]


class AboutPresenter:
    """Asks the library; `view` may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> AboutView:
        """Versions and licences. Raises Refusal where the library cannot be opened."""
        library = self._services.library
        signed = signature_words(getattr(library, "signature", None))
        return AboutView(
            lines=(
                ("Bản chương trình", __version__),
                ("Bản nội dung", str(library.version)),
                ("Nội dung đúng đến", f"{library.valid_as_of:%d/%m/%Y}"),
                ("Chữ ký của nội dung", signed),
                ("Nơi lưu kết quả học", str(self._services.folder)),
            ),
            signed=signed,
            parts=PARTS,
        )


def signature_words(signature: Any) -> str:
    """How the library is signed, in words."""
    if signature is None:
        return "bản thử, chưa ký"
    key = getattr(signature, "key_id", "")
    return f"đã ký, khóa {key}" if getattr(signature, "trusted", False) else f"ký bằng khóa lạ {key}"
