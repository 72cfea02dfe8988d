"""Every reason has its sentence: what happened, what was kept, what to do."""

from __future__ import annotations

import re
import string
from datetime import datetime

import pytest

from elearn.errors import Reason, Refusal
from elearn.wording import SENTENCES, sentence


@pytest.mark.parametrize("reason", list(Reason), ids=lambda reason: reason.name)
def test_each_reason_has_a_polite_sentence(reason):
    words = SENTENCES[reason]
    assert words.strip()
    assert not re.search(r"\bbạn\b", words, re.IGNORECASE)
    assert "!" not in words


@pytest.mark.parametrize("reason", list(Reason), ids=lambda reason: reason.name)
def test_a_fact_that_is_missing_breaks_no_sentence(reason):
    said = sentence(Refusal(reason))
    assert "{" not in said
    assert said


def test_facts_are_said_as_people_say_them():
    said = sentence(Refusal(Reason.EXAM_WAIT, until=datetime(2026, 11, 25, 8, 5)))
    assert "08:05 ngày 25/11/2026" in said
    assert "30 giây" in sentence(Refusal(Reason.PIN_WAIT, seconds=30))
    assert "4 phút" in sentence(Refusal(Reason.PIN_WAIT, seconds=240))


def test_the_placeholders_are_names():
    for words in SENTENCES.values():
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(words))
