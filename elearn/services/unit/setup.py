"""Setting up the unit and its keys: password, recovery code, the sheet to print, the key file for verifiers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.credentials.key_box import (
    KeyBox,
    UnitKeys,
    WrongPassword,
    decode_box,
    encode_box,
    key_id_of_box,
    new_box,
    open_box,
    open_by_recovery,
    with_password,
)
from elearn.credentials.key_file import SUFFIX, Replaced, Revoked, TrustedKey, write_key_file
from elearn.credentials.keys import shown
from elearn.errors import Reason, Refusal
from elearn.learning.unit import SIGNING_FORMS, HandedOutKind, PaperState, UnitSettings
from elearn.services.handing_out import target_of, write_out
from elearn.vietnamese.file_names import file_name_part
from elearn.vietnamese.text import tidy

if TYPE_CHECKING:
    from elearn.services.unit import UnitService

LEAST_PASSWORD = 5
LONGEST_FIELD = 200  # an assignment file and a paper hold no more


@dataclass(frozen=True, slots=True)
class SetUp:
    """A unit that was just set up. The recovery code is told once, to be printed, and kept nowhere."""

    settings: UnitSettings
    key_id: str
    recovery_code: str = field(repr=False)


class UnitSetup:
    """The settings and keys of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def settings(self) -> UnitSettings:
        """What was set up. Raises Refusal(NO_UNIT)."""
        return self._unit.records.settings.needed()

    def history(self) -> list[tuple[datetime, UnitSettings]]:
        """What the settings were until when: a unit that was renamed keeps its people and papers."""
        return self._unit.records.settings.history()

    def key_id(self) -> str:
        """The fingerprint of the key that signs. Raises Refusal(NO_UNIT)."""
        return key_id_of_box(self._box())

    def set_up(self, settings: UnitSettings, password: str) -> SetUp:
        """Set the unit up, once; its keys are open afterwards.

        Raises Refusal UNIT_ALREADY_SET_UP, UNIT_PASSWORD_TOO_SHORT, UNIT_FIELD_MISSING, UNIT_FIELD_TOO_LONG.
        """
        clean = checked(settings)
        _refuse_short(password)
        records = self._unit.make_records()
        before = records.settings.get()
        if before is not None:
            raise Refusal(Reason.UNIT_ALREADY_SET_UP, name=before.name)
        box, keys, code = new_box(password)
        records.settings.set_up(clean, encode_box(box).decode("ascii"))
        self._unit.keep_keys(keys)
        return SetUp(clean, keys.signing.key_id, code)

    def change(self, settings: UnitSettings) -> UnitSettings:
        """Change what later papers say; what was issued stays as it is.

        Raises Refusal NO_UNIT, UNIT_FIELD_MISSING, UNIT_FIELD_TOO_LONG.
        """
        records = self._unit.records
        records.settings.needed()
        clean = checked(settings)
        records.settings.set(clean)
        return clean

    def open_keys(self, password: str) -> UnitKeys:
        """The keys by their password. Raises Refusal NO_UNIT, UNIT_PASSWORD_WRONG."""
        try:
            return open_box(self._box(), password)
        except WrongPassword as error:
            raise Refusal(Reason.UNIT_PASSWORD_WRONG) from error

    def change_password(self, password: str, new_password: str) -> None:
        """Another password for the same keys. Raises Refusal UNIT_PASSWORD_WRONG, UNIT_PASSWORD_TOO_SHORT."""
        _refuse_short(new_password)
        try:
            box = with_password(self._box(), password, new_password)
        except WrongPassword as error:
            raise Refusal(Reason.UNIT_PASSWORD_WRONG) from error
        self._keep(box)

    def recover(self, code: str, new_password: str) -> None:
        """A new password by the printed code; the keys are open afterwards.

        Raises Refusal RECOVERY_CODE_WRONG, UNIT_PASSWORD_TOO_SHORT.
        """
        _refuse_short(new_password)
        try:
            box, keys = open_by_recovery(self._box(), code, new_password)
        except WrongPassword as error:
            raise Refusal(Reason.RECOVERY_CODE_WRONG) from error
        self._keep(box)
        self._unit.keep_keys(keys)

    def write_recovery_sheet(self, code: str, path: Path) -> Path:
        """The sheet to print and put away, a PDF. Raises Refusal RECOVERY_CODE_WRONG, and what writing raises."""
        from elearn.credentials.key_box import opens_by_recovery
        from elearn.exports.recovery_sheet import recovery_sheet

        if not opens_by_recovery(self._box(), code):
            raise Refusal(Reason.RECOVERY_CODE_WRONG)
        settings = self.settings()
        write_out(
            path,
            recovery_sheet(
                unit=settings.name,
                above=settings.above,
                code=code,
                fingerprint=shown(self.key_id()),
                day=self._unit.records.seen_day.today(),
            ),
        )
        return path

    def trusted_key(self) -> TrustedKey:
        """The unit's own key with its numbers that no longer hold, to check papers here. Raises Refusal(NO_UNIT)."""
        records = self._unit.records
        entries = records.register.list()
        return TrustedKey(
            self._box().signing_public,
            "unit",
            records.settings.needed().name,
            records.seen_day.today(),
            revoked=frozenset(one.number for one in entries if one.state is PaperState.REVOKED),
            replaced=frozenset(one.number for one in entries if one.state is PaperState.REPLACED),
        )

    def export_key(self, path: Path) -> Path:
        """Write the key file for verifiers, with the dated list of numbers that no longer hold.

        A path that is a folder, or has no ending, is a folder. Raises Refusal UNIT_PASSWORD_MISSING, and what
        writing raises.
        """
        records, keys = self._unit.records, self._unit.keys
        settings = records.settings.needed()
        entries = records.register.list()
        today = records.seen_day.today()
        text = write_key_file(
            keys.signing,
            "unit",
            settings.name,
            today,
            revoked=[
                Revoked(one.number, one.changed_on or today)
                for one in entries
                if one.state is PaperState.REVOKED
            ],
            replaced=[
                Replaced(one.number, one.replaced_by, one.changed_on or today)
                for one in entries
                if one.state is PaperState.REPLACED
            ],
        )
        name = file_name_part(settings.short_name or settings.name, longest=40) or keys.signing.key_id
        target = target_of(path, f"{name}{SUFFIX}")
        write_out(target, text.encode())
        records.handed_out.note(HandedOutKind.KEY, target)
        return target

    def _box(self) -> KeyBox:
        return decode_box(self._unit.records.settings.key_box().encode("ascii"))

    def _keep(self, box: KeyBox) -> None:
        self._unit.records.settings.keep_key_box(encode_box(box).decode("ascii"))


def checked(settings: UnitSettings) -> UnitSettings:
    """Settings with their texts tidied. Raises Refusal UNIT_FIELD_MISSING, UNIT_FIELD_TOO_LONG."""
    texts = (
        "name",
        "place",
        "signer",
        "position",
        "above",
        "collective",
        "head_position",
        "short_name",
        "symbol",
    )
    clean = replace(settings, **{name: tidy(getattr(settings, name)) for name in texts})  # type: ignore[arg-type]
    for name in ("name", "place", "signer", "position"):
        if not getattr(clean, name):
            raise Refusal(Reason.UNIT_FIELD_MISSING, field=name)
    for name in texts:
        if len(getattr(clean, name)) > LONGEST_FIELD:
            raise Refusal(Reason.UNIT_FIELD_TOO_LONG, field=name, most=LONGEST_FIELD)
    if clean.signing_form not in SIGNING_FORMS or clean.first_number < 1:
        raise ValueError(f"settings that no form offers: {clean}")
    return clean


def _refuse_short(password: str) -> None:
    if len(password) < LEAST_PASSWORD:
        raise Refusal(Reason.UNIT_PASSWORD_TOO_SHORT, least=LEAST_PASSWORD)
