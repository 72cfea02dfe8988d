"""A result file read by another program: joserfc and the standard library, none of elearn's own code.

What stands below in `read` and the functions that it uses is docs/formats.md put into practice.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from joserfc import jwe, jws
from joserfc.jwk import OKPKey

if TYPE_CHECKING:
    from elearn.credentials.keys import SigningKey
    from elearn.unit.result_values import ResultFile


def read(text: str, unit_key: dict[str, str] | None = None) -> dict[str, Any]:
    """Open, check the signature, check the chain; hand out the JSON."""
    text = text.strip()
    if text.count(".") == 4:
        assert unit_key
        opened = jwe.decrypt_compact(text, OKPKey.import_key(unit_key), algorithms=["ECDH-ES", "A256GCM"])
        assert opened.plaintext
        text = opened.plaintext.decode("ascii")
    header = json.loads(from_base64url(text.split(".")[0]))
    assert header["alg"] == "Ed25519"
    public = OKPKey.import_key(header["jwk"])
    result: dict[str, Any] = json.loads(jws.deserialize_compact(text, public, algorithms=["Ed25519"]).payload)
    fingerprint = hashlib.sha256(from_base64url(header["jwk"]["x"])).hexdigest()[:16].upper()
    assert fingerprint == header["kid"] == result["installation"]
    check_chain(result)
    return result


def from_base64url(text: str) -> bytes:
    """Bytes of base64url without padding, canonical."""
    content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert base64.urlsafe_b64encode(content).rstrip(b"=").decode() == text
    return content


def check_chain(result: dict[str, Any]) -> None:
    """Each event holds the hash of the one before, and its own."""
    prev = "0" * 64
    for place, event in enumerate(result["chain"], 1):
        hashed = {key: event[key] for key in ("at", "body", "kind", "mono_ms", "prev", "seq")}
        hashed["subject"] = result["subject"]
        text = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert (event["seq"], event["prev"]) == (place, prev)
        assert event["hash"] == hashlib.sha256(text.encode()).hexdigest()
        prev = event["hash"]


def test_another_program_reads_a_signed_file(result: ResultFile, key: SigningKey) -> None:
    from elearn.unit.result_file import seal

    found = read(seal(result, key))
    assert (found["format"], found["version"], found["sequence"]) == ("elearn-result", 1, 3)
    assert found["who"]["name"] == "Nguyễn Thị Thuỷ"
    assert [one["passed"] for one in found["attempts"]] == [None, False, True]
    exam = found["attempts"][2]
    assert sum(answer["points_1000"] for answer in exam["answers"]) == exam["share_1000"] * len(
        exam["answers"]
    )
    closed = [event for event in found["chain"] if event["kind"] == "attempt_closed"]
    assert [event["body"]["share_1000"] for event in closed] == [
        one["share_1000"] for one in found["attempts"]
    ]


def test_another_program_opens_a_sealed_file(result: ResultFile, key: SigningKey) -> None:
    from elearn.credentials.sealing import new_sealing_key
    from elearn.unit.result_file import seal

    private, public = new_sealing_key()
    unit_key = {
        "kty": "OKP",
        "crv": "X25519",
        "x": base64.urlsafe_b64encode(public).rstrip(b"=").decode(),
        "d": base64.urlsafe_b64encode(private).rstrip(b"=").decode(),
    }
    text = seal(result, key, public)
    header = json.loads(from_base64url(text.split(".")[0]))
    assert (header["alg"], header["enc"], header["epk"]["crv"]) == ("ECDH-ES", "A256GCM", "X25519")
    assert read(text, unit_key) == read(seal(result, key))


def test_the_answers_agree_with_the_chain(result: ResultFile, key: SigningKey) -> None:
    """The last answer to each place that the chain holds is the one that stands in the attempt."""
    from elearn.unit.result_file import seal

    found = read(seal(result, key))
    for attempt in found["attempts"]:
        chain = [one["body"] for one in found["chain"] if one["body"].get("attempt") == attempt["id"]]
        begun = next(body for body in chain if "items" in body)
        assert [answer["item"] for answer in attempt["answers"]] == begun["items"]
        last = {body["position"]: body["response"] for body in chain if "response" in body}
        for answer in attempt["answers"]:
            assert (answer["response"] or {}) == last.get(answer["position"], {})
