"""Lists and certificates of a whole city: each beside what the libraries take for the same alone."""

from __future__ import annotations

import io
import time
from datetime import date

from benchmarks.measure import Figure, in_turns
from elearn.credentials import qr
from elearn.credentials.credential import CertificateFields
from elearn.credentials.keys import SigningKey, key_from
from elearn.exports import certificate_words as words
from elearn.exports.administrative import COUNTRY, MOTTO
from elearn.exports.certificate import make_certificate
from elearn.exports.combined import combined
from elearn.exports.completion_list import completion_table
from elearn.exports.docx_list import docx_list
from elearn.exports.form_table import FormTable
from elearn.exports.pdf_list import pdf_list
from elearn.exports.typefaces import document_faces
from elearn.exports.xlsx import xlsx_list
from tests.build.certificates import of_a_unit
from tests.build.lists import head, rows

MANY = 10_000
STEPS = (1_000, 5_000, MANY)
CERTIFICATES = 1_000
AT_ONCE = 50  # certificates of one turn
KEY = key_from(bytes(range(32)))


def measure() -> list[Figure]:
    """XLSX, PDF and DOCX of 10,000 rows, and 1,000 certificates."""
    return [*_spreadsheet(), *_paper(), *_certificates()]


def _spreadsheet() -> list[Figure]:
    table = completion_table(rows(MANY), head(), on_paper=False)
    ours, floor = in_turns([lambda: xlsx_list(table), lambda: _bare_workbook(table)], 5)
    people = rows(MANY)
    (sorting,) = in_turns([lambda: completion_table(people, head(), on_paper=False)], 3)
    return [
        Figure("list of 10,000 rows to XLSX", ours * 1000, floor * 1000, "ms", "aim 1.2 x"),
        Figure("sorting, grouping and numbering them", sorting * 1000, None, "ms"),
    ]


def _bare_workbook(table: FormTable) -> bytes:
    """The same cells with the same types, in one look for each type."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        look = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        text, number = book.add_format(look), book.add_format(look | {"num_format": "0"})
        share = book.add_format(look | {"num_format": "0.0%"})
        day = book.add_format(look | {"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if cell is None:
                    sheet.write_blank(at, column, None, text)
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell, text)
                elif isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                else:
                    sheet.write_number(at, column, cell, share if isinstance(cell, float) else number)
    return file.getvalue()


def _paper() -> list[Figure]:
    tables = [completion_table(rows(count), head()) for count in STEPS]
    times = in_turns([lambda table=table: pdf_list(table) for table in tables], 3)  # type: ignore[misc]
    a_row = times[0] / STEPS[0]
    figures = [
        Figure(
            f"list of {count:,} rows to PDF",
            took * 1000,
            a_row * count * 1000,
            "ms",
            "floor: linear from 1,000",
        )
        for count, took in zip(STEPS, times, strict=True)
    ]
    (word,) = in_turns([lambda: docx_list(tables[-1])], 1)
    return [*figures, Figure(f"list of {MANY:,} rows to DOCX", word * 1000, None, "ms")]


def _certificates() -> list[Figure]:
    papers = [
        of_a_unit(
            name=row.name,
            position=row.position,
            unit=row.sub_unit[-1],
            number=f"{at}/GCN-UBND",
            key_id=KEY.key_id,
        )
        for at, row in enumerate(rows(CERTIFICATES), 1)
    ]
    turns = CERTIFICATES // AT_ONCE
    made: list[bytes] = []
    ours = floor = 0.0
    for turn in range(turns):
        some = papers[turn * AT_ONCE : (turn + 1) * AT_ONCE]
        began = time.perf_counter()
        made += [make_certificate(fields, KEY).pdf for fields in some]
        between = time.perf_counter()
        for fields in some:
            _bare_certificate(fields, KEY)
        ours, floor = ours + between - began, floor + time.perf_counter() - between
    began = time.perf_counter()
    size = len(combined(made)[0])
    together = time.perf_counter() - began
    return [
        Figure("1,000 certificates", ours, floor, "s ", "aim 1.5 x"),
        Figure(f"one file of them for the printer ({size / 1e6:.0f} MB)", together, None, "s "),
    ]


def _bare_certificate(fields: CertificateFields, key: SigningKey) -> bytes:
    """ReportLab drawing as much, segno making the code, two signatures, pypdf adding the attachment."""
    import segno
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    text = qr.qr_text(fields, key)  # one of the two signatures
    code = segno.make(text, error="m", mode="alphanumeric", boost_error=False, micro=False)
    faces = document_faces()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(842, 595), initialFontName=faces.regular)  # type: ignore[arg-type]
    lines = [COUNTRY, MOTTO, fields.issuer_above, fields.issuer, words.number_line(fields)]
    lines += [words.title(fields), words.opening(fields), fields.name, *words.who(fields)]
    lines += ["".join(part for part, _ in words.what(fields)), words.day_line(fields), *words.notes(fields)]
    lines += [*fields.authority, fields.signer]
    for at, line in enumerate(lines):
        canvas.setFont((faces.regular, faces.bold, faces.italic)[at % 3], 14)
        canvas.drawCentredString(421, 560 - at * 20, line)
    path = canvas.beginPath()
    matrix = list(code.matrix)
    for row, modules in enumerate(matrix):
        start = 0
        while start < len(modules):
            end = start
            while end < len(modules) and modules[end]:
                end += 1
            if end > start:
                path.rect(70 + start * 1.8, 200 - row * 1.8, (end - start) * 1.8, 1.8)
            start = end + 1
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(file))
    writer.add_attachment("credential.jws", key.sign(text.encode()) * 40)
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()
