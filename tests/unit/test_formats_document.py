"""docs/formats.md names every member of every file, and nothing by another name."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from elearn.credentials.credential import CertificateFields, Credential
from elearn.credentials.envelope import Header
from elearn.credentials.key_file import KeyList, Replaced, Revoked
from elearn.learning.assignment import (
    Assignment,
    CourseAssigned,
    ExamCode,
    PersonListed,
    RuleChanges,
    UnitMark,
)
from elearn.learning.item import Response
from elearn.records.packing import TABLES
from elearn.unit.result_values import (
    Answer,
    AttemptMade,
    CertificateMark,
    ChainEvent,
    Interruption,
    LessonRead,
    LibraryMark,
    ResultFile,
    Who,
)

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", TEXT))
STRUCTS = [
    Header,
    ResultFile,
    Who,
    LibraryMark,
    LessonRead,
    AttemptMade,
    Answer,
    Interruption,
    CertificateMark,
    ChainEvent,
    Response,
    Credential,
    CertificateFields,
    KeyList,
    Revoked,
    Replaced,
    Assignment,
    CourseAssigned,
    ExamCode,
    PersonListed,
    RuleChanges,
    UnitMark,
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_member_is_described(struct: type[msgspec.Struct]) -> None:
    missing = {field.encode_name for field in msgspec.structs.fields(struct)} - NAMED
    assert not missing


def test_every_table_of_a_profile_file_is_named() -> None:
    assert set(TABLES) <= NAMED
