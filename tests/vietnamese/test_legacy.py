"""Names from old fonts come in right, and right names stay as they are."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from elearn.vietnamese.legacy import ColumnEncoding, Encoding, Repair, Repaired, encoding_of, repair
from elearn.vietnamese.legacy_tables import decode_tcvn3
from elearn.vietnamese.syllables import is_syllable
from tests.build.old_fonts import in_abc, in_vni, read_as_windows
from tests.vietnamese.strategies import FAMILIES, SYLLABLES, decomposed, names

ABC = ColumnEncoding(Encoding.TCVN3, frozenset({Encoding.TCVN3}))
VNI = ColumnEncoding(Encoding.VNI, frozenset({Encoding.VNI}))


@pytest.mark.parametrize(
    ("before", "after", "how", "encoding"),
    [
        pytest.param("NguyÔn V¨n §øc", "Nguyễn Văn Đức", Repair.DECODED, Encoding.TCVN3, id="ABC"),
        pytest.param(
            "NguyÔn ThÞ ¸nh", "Nguyễn Thị Ánh", Repair.DECODED, Encoding.TCVN3, id="ABC, toned first"
        ),
        pytest.param(
            "HOµNG THÞ ¸NH", "HOÀNG THỊ ÁNH", Repair.DECODED, Encoding.TCVN3, id="ABC, all capitals"
        ),
        pytest.param(
            "Hå ThÞ Vò", "Hồ Thị Vũ", Repair.DECODED, Encoding.TCVN3, id="ABC, a syllable that tells nothing"
        ),
        pytest.param("Hå THÞ Vò", "HỒ THỊ VŨ", Repair.DECODED, Encoding.TCVN3, id="ABC, its neighbour tells"),
        pytest.param(
            "nguyÔn v¨n ®øc", "Nguyễn Văn Đức", Repair.DECODED, Encoding.TCVN3, id="ABC, typed small"
        ),
        pytest.param(
            "NGUYÙN TH‘ HÛNG", "NGUYỄN THỊ HỒNG", Repair.DECODED, Encoding.TCVN3, id="VN1's capitals"
        ),
        pytest.param(
            "\x11NG V¡N H\x92A", "ỨNG VĂN HÒA", Repair.DECODED, Encoding.TCVN3, id="VN1, read as Latin-1"
        ),
        pytest.param("Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức", Repair.DECODED, Encoding.VNI, id="VNI"),
        pytest.param("ÑOÃ VAÊN HUØNG", "ĐỖ VĂN HÙNG", Repair.DECODED, Encoding.VNI, id="VNI, capitals"),
        pytest.param("LYÙ THò AÙnh", "LÝ THị Ánh", Repair.DECODED, Encoding.VNI, id="VNI keeps its own case"),
        pytest.param("Thuỷ", "Thuỷ", Repair.NONE, Encoding.UNICODE, id="Thuỷ stays"),
        pytest.param("Thủy", "Thủy", Repair.NONE, Encoding.UNICODE, id="Thủy stays"),
        pytest.param("Hoà", "Hoà", Repair.NONE, Encoding.UNICODE, id="Hoà is no Hồ"),
        pytest.param("José", "José", Repair.NONE, Encoding.UNICODE, id="a foreign name"),
        pytest.param("H'Hen Niê", "H'Hen Niê", Repair.NONE, Encoding.UNICODE, id="a name of the highlands"),
        pytest.param("Têrêsa Lê Thu", "Têrêsa Lê Thu", Repair.NONE, Encoding.UNICODE, id="a baptismal name"),
        pytest.param("Ðặng Ðức", "Đặng Đức", Repair.COMPOSED, Encoding.UNICODE, id="eth for đ"),
        pytest.param("Nguyễn  Văn\u00a0An ", "Nguyễn Văn An", Repair.SPACES, Encoding.UNICODE, id="spaces"),
        pytest.param(
            "e\u0301\u0302n", "ến", Repair.COMPOSED, Encoding.UNICODE, id="tone typed before the hat"
        ),
        pytest.param("", "", Repair.NONE, Encoding.UNICODE, id="nothing"),
    ],
)
def test_one_name(before: str, after: str, how: Repair, encoding: Encoding) -> None:
    found = repair(before)
    assert (found.after, found.repair, found.encoding) == (after, how, encoding)
    assert found.before == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Phßng Néi vô - L§TBXH", "Phòng Nội vụ - LĐTBXH"),
        ("Êp §«ng", "Ấp Đông"),
        ("Kinh tÕ", "Kinh tế"),
        ("Vaên phoøng HÑND vaø UBND xaõ", "Văn phòng HĐND và UBND xã"),
        ("Phó Trưởng phòng", "Phó Trưởng phòng"),
        ("Chuyên viên", "Chuyên viên"),
    ],
)
def test_other_words(before: str, after: str) -> None:
    assert repair(before, name=False).after == after


@given(names())
def test_a_right_name_is_never_changed(name: str) -> None:
    for right in (name, name.upper(), name.lower()):
        assert repair(right) == Repaired(right, right, Repair.NONE)


@given(names(), st.sampled_from([str.title, str.upper]))
@example("Phan Ý", str.title)
def test_old_fonts_come_in_right(name: str, written: object) -> None:
    text = name if written is str.title else name.upper()
    if written is str.upper:
        assume(
            any(len(word) > 2 and word[1:].isascii() for word in text.split())
        )  # else nothing tells the case
    assert repair(in_abc(text), ABC).after == text
    assert repair(in_vni(text), VNI).after == text
    assert repair(decomposed(text)).after == text


@given(names())
def test_repairing_again_changes_nothing(name: str) -> None:
    for text in (in_abc(name), in_vni(name), decomposed(name)):
        once = repair(text).after
        assert repair(once).after == once


@given(st.text(max_size=40))
def test_any_text_goes_through(text: str) -> None:
    for column in (ColumnEncoding(), ABC, VNI):
        assert repair(text, column).before == text


def test_glibc_reads_the_same() -> None:
    """Small letters, and VN1's capitals: those that ABC leaves free."""
    for byte in (*range(1, 9), *range(0x11, 0x18), *range(0x80, 0x100)):
        if 0xB0 <= byte <= 0xB4 or byte in (3, 7, 8, 0xA0):
            continue
        said = subprocess.run(
            ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
            input=bytes([byte]) + b"-",
            capture_output=True,
            check=True,
        ).stdout.decode()
        seen = read_as_windows(bytes([byte]))
        assert (decode_tcvn3(seen) or seen) == said[0], hex(byte)


def test_every_syllable_is_one() -> None:
    for word in FAMILIES + SYLLABLES:
        assert is_syllable(word), word
        assert is_syllable(word.upper())
    for word in ("Nguyôn", "Ñöùc", "Vaên", "Theá", "Maõ", "hằt", "Taù", "John", "Thịí", "", "Hoà-"):
        assert not is_syllable(word), word


def test_the_column_tells_what_a_doubtful_name_is() -> None:
    old = ["Nguyeãn Vaên An", "Traàn Thò Bích", "Hoà"]
    column = encoding_of(old)
    assert (column.usual, repair("Hoà", column).after, repair("Hoà", column).doubtful) == (
        Encoding.VNI,
        "Hồ",
        True,
    )
    mixed = encoding_of([*old, "Lê Thị Thuỷ"])
    assert (mixed.usual, repair("Hoà", mixed).after, repair("Hoà", mixed).doubtful) == (
        Encoding.UNICODE,
        "Hoà",
        True,
    )
    assert repair("Nguyeãn Vaên An", mixed).after == "Nguyễn Văn An"
    assert encoding_of(["An", "Hoà", "Bình"]) == ColumnEncoding()
