"""Everything that the unit's side finds has its sentence."""

from __future__ import annotations

import pytest

from elearn import wording
from elearn.learning.intake import Doubt
from elearn.unit.roster_header import Field
from elearn.unit.roster_reading import Fault, Mended
from elearn.unit.second_looks import LookKind


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (wording.ROSTER_FAULTS, Fault),
        (wording.ROSTER_FIELDS, Field),
        (wording.ROSTER_REPAIRS, Mended),
        (wording.INTAKE_DOUBTS, Doubt),
        (wording.SECOND_LOOKS, LookKind),
    ],
)
def test_every_kind_has_its_words(table: dict[str, str], kinds: type) -> None:
    assert set(table) == {one.value for one in kinds}  # type: ignore[attr-defined]
    assert all("bạn" not in text for text in table.values())


def test_sentences_name_what_was_found() -> None:
    told = wording.fault_sentence("code_twice", {"code": "CB001", "other": 7, "name": "Lê Tám"})
    assert told == "Mã CB001 đã là mã của Lê Tám ở hàng 7. Hãy kiểm tra lại mã của hai người."
    assert "họ và tên" in wording.fault_sentence("text_too_long", {"field": "name"})
    assert "12 bài thi" in wording.look_sentence("many_passes", 12)
