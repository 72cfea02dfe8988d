"""The certificate as other programs read it, and as it is kept."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from elearn.credentials.credential import CertificateFields
from elearn.credentials.qr import TooLongForQr, parse, qr_text
from elearn.credentials.verify import verify, verify_qr
from elearn.exports import certificate_words as words
from elearn.exports.administrative import COUNTRY, MOTTO
from elearn.exports.certificate import make_certificate
from tests.build.certificates import KEY, LONG, fields, made, of_a_unit, trusted

LONG_UNIT: dict[str, Any] = LONG | {
    "issuer": "Ủy ban nhân dân phường Hoàng Văn Thụ và khu đô thị mới Nam Thăng Long",
    "issuer_above": "Ủy ban nhân dân thành phố Hồ Chí Minh và vùng phụ cận",
    "authority": (
        "TM. Ủy ban nhân dân",
        "KT. Chủ tịch",
        "Phó Chủ tịch phụ trách văn hóa, xã hội và chuyển đổi số",
    ),
    "signer": "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Uyên",
    "birth_date": date(1988, 2, 3),
    "copy": 2,
    "reprinted_on": date(2026, 12, 2),
}
PAPERS = {
    "self-study": fields(),
    "of a unit": of_a_unit(),
    "long names": fields(**LONG, birth_date=date(1988, 2, 3)),
    "long names of a unit": of_a_unit(**LONG_UNIT),
    "in place of another, and printed again": of_a_unit(**LONG_UNIT | {"replaces": "1204/GCN-UBND"}),
    "in place of another": of_a_unit(replaces="12/GCN-UBND"),
    "no unit, no position": fields(unit="", position=""),
    "names as long as anybody may type": fields(
        name=LONG["name"],
        unit="Trung tâm Phục vụ hành chính công xã An Bình Đông " * 8 + "số 1",
        position="Phó Trưởng phòng Văn hóa – Xã hội " * 7 + "phụ trách",
        course_title="Kỹ năng nhận diện tin giả " * 5 + "và ứng xử",
        birth_date=date(1990, 1, 1),
    ),
    "one long word": fields(name="Nguyễnthịthanhthủyhoàngngọcánhquỳnhphươnguyênmỹduyênan"),
    "one short name": fields(name="Y", studied_from=None, studied_to=None),
}
See = Callable[..., str]


@pytest.fixture(params=list(PAPERS), ids=list(PAPERS))
def paper(request: pytest.FixtureRequest) -> CertificateFields:
    """Papers of each kind, with short and with very long names."""
    return PAPERS[request.param]


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert make_certificate(fields(), KEY).pdf == made().pdf
    assert make_certificate(fields(points_100=2800), KEY).pdf != made().pdf


def test_it_passes_its_own_check(paper: CertificateFields) -> None:
    holder = "unit" if paper.kind == "unit" else "installation"
    assert verify(make_certificate(paper, KEY).pdf, [trusted(holder=holder)]).valid


def test_every_printed_field_can_be_selected_as_composed_vietnamese(
    paper: CertificateFields, seen_by: See
) -> None:
    text = seen_by(make_certificate(paper, KEY).pdf, "pdftotext", "-raw", "{pdf}", "-")
    assert unicodedata.normalize("NFC", text) == text
    read = " ".join(text.split()).casefold()
    said = [COUNTRY, MOTTO, words.title(paper), words.opening(paper), paper.name]
    said += words.who(paper) + words.notes(paper) + [words.number_line(paper), words.day_line(paper)]
    said += ["".join(part for part, _ in words.what(paper)), words.reprint_line(paper)]
    said += [words.replaces_line(paper)]
    said += [paper.issuer, paper.issuer_above, *paper.authority, paper.signer]
    for one in said:
        assert one.casefold() in read


def test_every_typeface_is_embedded(paper: CertificateFields, seen_by: See) -> None:
    lines = seen_by(make_certificate(paper, KEY).pdf, "pdffonts", "{pdf}").splitlines()[2:]
    assert len(lines) == 3
    for line in lines:
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_the_code_is_read_from_a_grey_picture_of_the_page(paper: CertificateFields, seen_by: See) -> None:
    pdf = make_certificate(paper, KEY).pdf
    seen_by(pdf, "pdftoppm", "-r", "300", "-gray", "-singlefile", "{pdf}", "{folder}/page")
    text = seen_by(pdf, "zbarimg", "--raw", "--quiet", "{folder}/page.pgm").rstrip("\n")
    assert text == qr_text(paper, KEY)
    assert parse(text).fields.name == paper.name


def _boxes(seen_by: See, pdf: bytes) -> list[tuple[float, float, float, float]]:
    from xml.etree import ElementTree

    tree = ElementTree.fromstring(seen_by(pdf, "pdftotext", "-bbox", "{pdf}", "-"))
    return [
        (
            float(word.get("xMin", 0)),
            float(word.get("yMin", 0)),
            float(word.get("xMax", 0)),
            float(word.get("yMax", 0)),
        )
        for word in tree.iter("{http://www.w3.org/1999/xhtml}word")
    ]


def test_no_word_leaves_the_frame_or_lies_on_another(paper: CertificateFields, seen_by: See) -> None:
    boxes = _boxes(seen_by, make_certificate(paper, KEY).pdf)
    assert len(boxes) > 60
    for left, top, right, foot in boxes:
        assert left > 45 and right < 842 - 45 and top > 45 and foot < 595 - 45
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            # A line's box holds the room for accents: neighbours may share that, not half a line.
            assert wide <= 0.5 or high <= 0.45 * min(one[3] - one[1], other[3] - other[1])


def test_the_name_is_the_largest_text_after_the_title(paper: CertificateFields) -> None:
    page = PdfReader(io.BytesIO(make_certificate(paper, KEY).pdf)).pages[0]
    sizes: dict[str, float] = {}

    def visit(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        for word in text.split():
            sizes[word] = max(size, sizes.get(word, 0))

    page.extract_text(visitor_text=visit)
    title = sizes["HOÀN"]
    name = min(sizes[word] for word in paper.name.split())
    others = [
        size for word, size in sizes.items() if word not in (*paper.name.split(), *words.title(paper).split())
    ]
    assert title > name > max(others)


def test_it_says_what_it_is_and_what_it_is_not() -> None:
    self_study, unit = fields(), of_a_unit()
    assert words.title(self_study) == "GIẤY XÁC NHẬN HOÀN THÀNH"
    assert words.title(unit) == "GIẤY CHỨNG NHẬN HOÀN THÀNH"
    assert words.number_line(unit) == "Số: 41/GCN-UBND"
    assert not words.number_line(self_study).startswith("Số")
    assert "giấy chứng nhận của đơn vị, khi được cấp, thay cho giấy này" in words.notes(self_study)[-1]
    for paper in (self_study, unit):
        assert "chứng chỉ" not in words.title(paper).lower()
        assert "không thay thế chứng chỉ bồi dưỡng" in words.notes(paper)[-1]


def test_days_are_written_as_the_decree_writes_them() -> None:
    assert words.day_line(of_a_unit(issued_on=date(2026, 2, 5))) == "Thanh Trì, ngày 05 tháng 02 năm 2026"
    assert words.day_line(of_a_unit(issued_on=date(2026, 6, 29))) == "Thanh Trì, ngày 29 tháng 6 năm 2026"
    assert words.day_line(fields()) == "Ngày 13 tháng 11 năm 2026"


def test_a_paper_in_place_of_another_says_so_and_one_that_is_not_is_signed_as_before() -> None:
    assert words.replaces_line(of_a_unit(replaces="12/GCN-UBND")) == "Thay cho giấy số 12/GCN-UBND"
    assert words.replaces_line(of_a_unit()) == ""
    assert b"replaces" not in msgspec.json.encode(of_a_unit())


def test_numbers_are_written_with_a_comma() -> None:
    assert [words.number(value) for value in (28.0, 27.5, 27.333, 0.0)] == ["28", "27,5", "27,3", "0"]


def test_a_name_that_no_code_holds_is_refused_before_anything_is_drawn() -> None:
    with pytest.raises(TooLongForQr):
        make_certificate(fields(name="Nguyễn " * 40), KEY)


@pytest.mark.parametrize("degrees", [-4.0, 2.5])
@pytest.mark.parametrize("kind", ["of a unit", "in place of another, and printed again", "self-study"])
def test_two_readers_read_the_code_from_a_page_that_was_scanned_askew(
    kind: str, degrees: float, seen_by: See, tmp_path: Path
) -> None:
    """As a scanner gives it: 300 dots an inch, grey, turned by a few degrees."""
    fields = PAPERS[kind]
    pdf = make_certificate(fields, KEY).pdf
    seen_by(pdf, "pdftoppm", "-r", "300", "-gray", "-singlefile", "{pdf}", "{folder}/page")
    with Image.open(tmp_path / "page.pgm") as page:
        turned = page.rotate(degrees, resample=Image.Resampling.BILINEAR, fillcolor=255)
    lower_left = turned.crop((0, turned.height // 2, turned.width // 2, turned.height))
    lower_left.save(tmp_path / "scanned.pgm")
    by_zbar = seen_by(pdf, "zbarimg", "--raw", "--quiet", "{folder}/scanned.pgm").rstrip("\n")
    by_zxing = [code.text for code in zxingcpp.read_barcodes(lower_left)]
    assert by_zbar == qr_text(fields, KEY)
    assert by_zxing == [by_zbar]
    assert verify_qr(by_zbar, [trusted(holder="unit" if fields.kind == "unit" else "installation")]).valid


@pytest.mark.parametrize(
    "text, held",
    [
        ("(Luật số 116/2025/QH15, từ ngày 01/7/2026)", "(Luật~số~116/2025/QH15, từ ngày~01/7/2026)"),
        (
            ", phiên bản nội dung 2026.11, thời lượng 2,5 giờ",
            ", phiên~bản nội~dung~2026.11, thời~lượng~2,5~giờ",
        ),
        ("28/30 điểm (93,3 %)", "28/30~điểm (93,3~%)"),
        ("Luật số hóa số liệu", "Luật số hóa số liệu"),
    ],
)
def test_no_line_ends_within_a_word_or_between_a_number_and_what_it_counts(text, held):
    assert words.held(text) == held.replace("~", "\u00a0")
