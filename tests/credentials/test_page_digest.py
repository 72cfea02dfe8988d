"""The page's digest, worked out a second time by another PDF library; and the strict reader's refusals."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from elearn.credentials.certificate_file import read_certificate_file
from elearn.credentials.pdf_file import read_pdf
from elearn.credentials.pdf_syntax import Name, NotPlainPdf, Reader, Reference
from tests.build.certificates import made


def _canonical(value: Any, met: dict[int, int]) -> bytes:
    """docs/formats.md, by pypdf's objects."""
    if isinstance(value, IndirectObject):
        if value.idnum in met:
            return b"r%d;" % met[value.idnum]
        met[value.idnum] = len(met)
        return b"o" + _canonical(value.get_object(), met)
    if isinstance(value, DictionaryObject):
        entries = {key: value.raw_get(key) for key in value}
        if isinstance(value, StreamObject):
            entries.pop("/Length", None)
        text = b"<" + b"".join(
            _canonical(NameObject(key), met) + _canonical(entries[key], met) for key in sorted(entries)
        )
        if isinstance(value, StreamObject):
            raw = value._data  # the bytes as they stand in the file
            return b"S" + text + b">" + b"%d:" % len(raw) + raw
        return text + b">"
    if isinstance(value, ArrayObject):
        return b"[" + b"".join(_canonical(one, met) for one in value) + b"]"
    if isinstance(value, NameObject):
        return b"/%d:%s" % (len(value) - 1, value[1:].encode())
    if isinstance(value, NumberObject | FloatObject):
        return b"d" + format(Decimal(str(value)).normalize() + 0, "f").encode() + b";"
    if isinstance(value, BooleanObject):
        return b"t;" if value.value else b"f;"
    if isinstance(value, NullObject):
        return b"n;"
    if isinstance(value, TextStringObject | ByteStringObject):
        return b"s%d:" % len(value.original_bytes) + value.original_bytes
    raise AssertionError(type(value))


def test_another_library_works_out_the_same_digest() -> None:
    page = PdfReader(io.BytesIO(made().pdf)).pages[0]
    bare = DictionaryObject({key: page.raw_get(key) for key in page if key != "/Parent"})
    assert (
        hashlib.sha256(b"elearn-page-1\n" + _canonical(bare, {})).hexdigest()
        == read_certificate_file(made().pdf).page
    )


def test_a_file_written_anew_has_the_same_page() -> None:
    """Object numbers and white space do not count in the page's digest; in the file's own they do."""
    file = io.BytesIO()
    PdfWriter(clone_from=PdfReader(io.BytesIO(made().pdf))).write(file)
    again, issued = read_certificate_file(file.getvalue()), read_certificate_file(made().pdf)
    assert again.page == issued.page
    assert again.rest != issued.rest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"12", Decimal(12)),
        (b"-.5", Decimal("-0.5")),
        (b"/A#20B", Name(b"A B")),
        (b"/", Name(b"")),
        (b"(a(b)\\)\\053)", b"a(b))+"),
        (b"<4a 4B4>", b"JK@"),
        (b"true", True),
        (b"null", None),
        (b"[1 0 R 2]", [Reference(1), Decimal(2)]),
        (b"<</A/B/C[]>>", {b"A": Name(b"B"), b"C": []}),
    ],
)
def test_objects_are_read(text: bytes, value: object) -> None:
    assert Reader(text, 0, len(text)).value() == value


@pytest.mark.parametrize(
    "text",
    [
        b"<</A 1/A 2>>",
        b"<</A>>",
        b"(open",
        b"(a\nb)",
        b"(\\q)",
        b"[1",
        b"tru",
        b"1.2.3",
        b"--1",
        b"%x\n1",
        b"[" * 40,
        b"<4g>",
        b"",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: bytes) -> None:
    with pytest.raises(NotPlainPdf):
        Reader(text, 0, len(text)).value()


PLAIN = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<<>>\nendobj\n"


def _file(body: bytes = PLAIN, trailer: bytes = b"<</Size 3/Root 1 0 R>>", tail: bytes = b"") -> bytes:
    offsets = [body.index(b"%d 0 obj" % number) for number in (1, 2)]
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return body + table + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(body) + tail


def test_a_plain_file_is_read() -> None:
    assert read_pdf(_file()).objects == {1: {b"Pages": Reference(2)}, 2: {}}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_file(tail=b"x"), id="something behind the end"),
        pytest.param(_file(trailer=b"<</Size 3/Root 1 0 R/Prev 9>>"), id="an earlier revision"),
        pytest.param(_file(trailer=b"<</Size 3/Root 1 0 R/Encrypt 2 0 R>>"), id="encrypted"),
        pytest.param(_file(trailer=b"<</Size 4/Root 1 0 R>>"), id="another size"),
        pytest.param(_file(trailer=b"<</Size 3/Root 2 0 R>>"), id="an object that nothing uses"),
        pytest.param(_file(trailer=b"<</Size 3/Root 9 0 R>>"), id="a reference to nothing"),
        pytest.param(_file(PLAIN + b"% note\n"), id="a comment between"),
        pytest.param(_file(PLAIN.replace(b"<<>>", b"3 0 R")), id="a reference to nothing within"),
        pytest.param(_file()[9:], id="no header"),
        pytest.param(
            _file(PLAIN.replace(b"endobj\n2 0", b"endobj\n9 0 obj 1 endobj 2 0")), id="a hidden object"
        ),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_file_with_anything_else_in_it_is_refused(content: bytes) -> None:
    with pytest.raises(NotPlainPdf):
        read_pdf(content)


@settings(max_examples=200)
@given(st.binary(max_size=200).map(lambda middle: PLAIN[:30] + middle + PLAIN[30:]))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(NotPlainPdf):
        read_pdf(content)
