"""What this program is: versions, the library's signature, what it is made of and under which licences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn import __version__

BILL = "sbom.cdx.json"  # CycloneDX, beside the texts that it names; see tools/packing/licences.py
TEXTS_OF = "elearn:licence-texts"


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part that the program holds; `route` leads to its licence."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name with the version where there is one."""
        return f"{self.name} {self.version}".strip()

    @property
    def route(self) -> str:
        """Where its licence is read."""
        return f"licence:{self.name}"


@dataclass(frozen=True, slots=True)
class AboutView:
    """Lines of name and value, and the parts by name; none where the list was not made (a bare source tree)."""

    lines: tuple[tuple[str, str], ...]
    signed: str
    parts: tuple[PartLine, ...]
    bill: str  # where the machine-readable list stands, "" where there is none


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A part's licence, whole."""

    title: str
    licence: str
    text: str


class AboutPresenter:
    """Asks the library and reads the list of parts; every method may be called off the GUI thread."""

    def __init__(self, services: Any, licences: Path | None = None) -> None:
        self._services = services
        self._licences = licences or _licences()

    def view(self) -> AboutView:
        """Versions and parts. Raises Refusal where the library cannot be opened."""
        library = self._services.library
        signed = signature_words(getattr(library, "signature", None))
        parts = self._parts()
        return AboutView(
            lines=(
                ("Bản chương trình", __version__),
                ("Bản nội dung", str(library.version)),
                ("Nội dung đúng đến", f"{library.valid_as_of:%d/%m/%Y}"),
                ("Chữ ký của nội dung", signed),
                ("Nơi lưu kết quả học", str(self._services.folder)),
            ),
            signed=signed,
            parts=tuple(parts),
            bill=str(self._licences / BILL) if parts else "",
        )

    def licence(self, name: str) -> LicenceView:
        """A part's licence. Raises Refusal(NO_SUCH_ROW) for a part that is not there."""
        for part in self._parts():
            if part.name == name:
                texts = [self._text(file) for file in part.texts]
                return LicenceView(part.title, part.licence, f"\n\n{'—' * 24}\n\n".join(filter(None, texts)))
        from elearn.errors import Reason, Refusal

        raise Refusal(Reason.NO_SUCH_ROW, what=f"giấy phép của {name}")

    def _parts(self) -> list[PartLine]:
        try:
            bill = json.loads((self._licences / BILL).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [_line(one) for one in (bill["metadata"]["component"], *bill["components"])]

    def _text(self, file: str) -> str:
        try:
            return (self._licences / Path(file).name).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""


def _licences() -> Path:
    from elearn.machine.paths import find_places

    return find_places().licences


def _line(component: dict[str, Any]) -> PartLine:
    return PartLine(
        component["name"],
        component.get("version", ""),
        ", ".join(one["license"]["name"] for one in component["licenses"]),
        tuple(one["value"] for one in component["properties"] if one["name"] == TEXTS_OF),
    )


def signature_words(signature: Any) -> str:
    """How the library is signed, in words."""
    if signature is None:
        return "bản thử, chưa ký"
    key = getattr(signature, "key_id", "")
    return f"đã ký, khóa {key}" if getattr(signature, "trusted", False) else f"ký bằng khóa lạ {key}"
