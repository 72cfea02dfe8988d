"""The unit's keys: whether they are open, the password, the printed code, the key file for verifiers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.setup import LEAST_PASSWORD


def password_faults(old: str, new: str, again: str) -> dict[str, str]:
    """What is wrong with another password, a sentence by field."""
    found = {}
    if not old:
        found["old"] = "Xin nhập mật khẩu đang dùng."
    return found | _new_faults(new, again)


def recovery_faults(code: str, new: str, again: str) -> dict[str, str]:
    """What is wrong with a printed code and another password, a sentence by field."""
    found = {}
    if not code.strip():
        found["code"] = "Xin nhập mã in trên phiếu khôi phục."
    return found | _new_faults(new, again)


def _new_faults(new: str, again: str) -> dict[str, str]:
    if len(new) < LEAST_PASSWORD:
        return {"new": f"Mật khẩu cần ít nhất {LEAST_PASSWORD} ký tự."}
    return {} if new == again else {"again": "Hai lần nhập mật khẩu chưa giống nhau."}


@dataclass(frozen=True, slots=True)
class KeyView:
    """What the settings say of the key."""

    fingerprint: str
    is_open: bool
    file_name: str


class KeysPresenter:
    """Asks the unit's services; what takes long may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    @property
    def are_open(self) -> bool:
        """Whether the password was given since the start."""
        return bool(self._services.unit.is_unlocked)

    def unlock(self, password: str) -> None:
        """Open the keys. Raises Refusal(UNIT_PASSWORD_WRONG)."""
        self._services.unit.unlock(password)

    def lock(self) -> None:
        """Forget the password."""
        self._services.unit.lock()

    def recover(self, code: str, new_password: str) -> None:
        """Open the keys by the printed code, with another password from then on. Raises Refusal."""
        self._services.unit.setup.recover(code, new_password)

    def change_password(self, old: str, new: str) -> None:
        """Another password. Raises Refusal(UNIT_PASSWORD_WRONG)."""
        self._services.unit.setup.change_password(old, new)

    def export_key(self, folder: Path) -> Path:
        """Write the key file for verifiers. Raises Refusal."""
        return Path(self._services.unit.setup.export_key(folder))
