"""The assignment file as another program reads it: joserfc and the standard library, none of our code."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from joserfc import jws
from joserfc.jwk import OKPKey

from elearn.learning.assignment import CourseAssigned
from elearn.unit.assignment import write_assignment
from elearn.unit.exam_codes import kept_codes
from tests.build.assignments import DEADLINE, assignment
from tests.build.certificates import KEY
from tests.build.items import COURSE

CODE = "7KQ4M-X2PAB"
DAY = date(2026, 11, 24)


def test_another_program_reads_what_is_asked() -> None:
    asked = assignment(
        codes=kept_codes([CODE], "0123456789abcdef" * 2, COURSE, DAY),
        courses=(CourseAssigned(COURSE, DEADLINE),),
    )
    text = write_assignment(asked, KEY).strip()
    header = jws.extract_compact(text.encode()).headers()
    assert (header["alg"], header["typ"]) == ("Ed25519", "elearn-assignment+jws")
    key = OKPKey.import_key(header["jwk"])
    content = json.loads(jws.deserialize_compact(text, key, algorithms=["Ed25519"]).payload)
    assert content["format"] == "elearn-assignment"
    assert content["courses"] == [{"course": COURSE, "deadline": DEADLINE.isoformat()}]
    assert [person["name"] for person in content["roster"]] == ["Nguyễn Thị Thuỷ", "Lê Văn Tám"]
    salt = f"elearn exam code\n{content['salt']}\n{COURSE}\n{DAY.isoformat()}".encode()
    made = hashlib.scrypt(CODE.replace("-", "").encode(), salt=salt, n=16384, r=8, p=1, dklen=16)
    assert content["codes"] == [{"day": DAY.isoformat(), "hash": made.hex()}]
