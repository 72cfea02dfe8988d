"""Certificates: valid by default, one keyword the odd one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from elearn.credentials.credential import CertificateFields
from elearn.credentials.key_file import TrustedKey
from elearn.credentials.keys import SigningKey, key_from
from elearn.exports.certificate import MadeCertificate, make_certificate

KEY = key_from(bytes(range(32)))
OTHER_KEY = key_from(bytes(range(32, 64)))
LONG = {
    "name": "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Thanh Nhã Quỳnh Phương Uyên Mỹ Duyên",
    "position": "Phó Trưởng phòng Văn hóa – Xã hội kiêm phụ trách Trung tâm Phục vụ hành chính công và tiếp nhận "
    "hồ sơ một cửa liên thông",
    "unit": "Trung tâm Phục vụ hành chính công, Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Nguyễn Nghiêm "
    "Phước Tường, thành phố Đà Nẵng",
}


def fields(**odd: Any) -> CertificateFields:
    """What a self-study paper prints."""
    usual: dict[str, Any] = {
        "kind": "self_study",
        "number": "TH-2026-K7Q4-MX2P",
        "name": "Hoàng Thị Ngọc Ánh",
        "unit": "Văn phòng HĐND và UBND xã Thanh Trì",
        "position": "Chuyên viên",
        "course": "luat-an-ninh-mang",
        "course_title": "Luật An ninh mạng",
        "course_subtitle": "Luật số 116/2025/QH15, có hiệu lực từ ngày 01/7/2026",
        "version": "2026.11",
        "minutes": 120,
        "items": 30,
        "points_100": 2750,
        "share_1000": 917,
        "studied_from": date(2026, 11, 3),
        "studied_to": date(2026, 11, 12),
        "issued_on": date(2026, 11, 13),
        "key_id": KEY.key_id,
    }
    return CertificateFields(**(usual | odd))


def of_a_unit(**odd: Any) -> CertificateFields:
    """What a unit's certificate prints."""
    usual: dict[str, Any] = {
        "kind": "unit",
        "number": "41/GCN-UBND",
        "place": "Thanh Trì",
        "issuer": "Ủy ban nhân dân xã Thanh Trì",
        "issuer_above": "UBND thành phố Hà Nội",
        "authority": ("TM. Ủy ban nhân dân", "Chủ tịch"),
        "signer": "Trần Quốc Toản",
    }
    return fields(**(usual | odd))


def trusted(key: SigningKey = KEY, **odd: Any) -> TrustedKey:
    """An installation's key that a verifier trusts."""
    usual: dict[str, Any] = {"holder": "installation", "name": "Máy học", "as_of": date(2026, 11, 24)}
    return TrustedKey(key.public, **(usual | odd))


@cache
def made() -> MadeCertificate:
    """A self-study paper, made once."""
    return make_certificate(fields(), KEY)
