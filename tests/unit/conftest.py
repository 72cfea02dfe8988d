"""A result file with everything in it, made through the real stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.credentials.keys import SigningKey
from elearn.services.installation_key import installation_key
from elearn.unit.gathering import gather
from elearn.unit.result_values import ResultFile
from tests.build.installation import Installation
from tests.build.items import COURSE, of_every_type, right_response
from tests.build.people import details
from tests.build.sittings import begin_practice, whole_exam


@pytest.fixture(scope="module")
def pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A PC with one learner who has read, practised all types of items, failed, passed, got a paper."""
    one = Installation(Path(tmp_path_factory.mktemp("pc")))
    subject = one.records.people.create(details()).subject
    one.records.reading.add_time(subject, f"{COURSE}/tin-gia", 1, 200.4, 1.0, 6)
    one.records.reading.save_position(subject, f"{COURSE}/su-co", "muc-1", 0.5)
    items = of_every_type()
    practice = begin_practice(one.records, subject, limit=9, items=items)
    for slot in practice.slots[:8]:
        one.records.attempts.answer(practice.id, slot.position, right_response(slot.item), spent_ms=900)
    one.records.attempts.hand_in(practice.id, 0.8)
    whole_exam(one.records, subject, right=1)
    one.certify.issue(subject, COURSE, whole_exam(one.records, subject, seed=8))
    yield one
    one.records.close()


@pytest.fixture(scope="module")
def key(pc: Installation) -> SigningKey:
    """The key of that PC."""
    return installation_key(pc.records)


@pytest.fixture(scope="module")
def result(pc: Installation, key: SigningKey) -> ResultFile:
    """What that learner hands over."""
    return gather(
        pc.records,
        pc.records.people.list()[0].subject,
        sequence=3,
        made_at=pc.clock.now(),
        library_version="2026.11",
        valid_as_of=pc.library.valid_as_of,
        installation=key.key_id,
    )
