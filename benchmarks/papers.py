"""Certificates: issued, registered and written by the unit, beside what the libraries take to make as many pages."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.corpus import SIZES, Corpus
from benchmarks.intake import unlocked
from benchmarks.measure import Figure
from elearn.credentials import qr
from elearn.credentials.credential import CertificateFields
from elearn.credentials.keys import SigningKey
from elearn.exports import certificate_words as words
from elearn.exports.administrative import COUNTRY, MOTTO
from elearn.exports.combined import combined
from elearn.exports.typefaces import document_faces
from elearn.services.unit import UnitService

STEPS = (100, 1_000)
AT_ONCE = 50  # certificates of one turn


def measure(corpus: Corpus) -> list[Figure]:
    """The first so many of the certificates that are due in a unit of ten thousand people."""
    return [figure for many in STEPS for figure in _issued(corpus, many)]


def _issued(corpus: Corpus, many: int) -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        unlocked(corpus.taken(SIZES[-1], Path(scratch) / "unit")) as unit,
    ):
        unit.back_up()
        unit.register.due()
        floor = _Floor(unit, many)
        before, began = time.process_time(), time.perf_counter()
        made = unit.register.issue_all(Path(scratch) / "out", None, floor, lambda: floor.done >= many)
        ours = time.perf_counter() - began - floor.seconds
        ratio = (time.process_time() - before - floor.of_processor) / floor.of_processor
        bare = floor.seconds_of_making
        began = time.perf_counter()
        size = len(combined([file.read_bytes() for file in made.files])[0])
        together = time.perf_counter() - began
    each, words = 1000 / many, f"aim 1.5 x; in processor time {ratio:.2f} x"
    return [
        Figure(f"a certificate, {many:,} issued and written", ours * each, bare * each, "ms", words),
        Figure(f"  one file of them for the printer ({size / 1e6:.1f} MB)", together * 1000, None, "ms"),
    ]


class _Floor:
    """Told how many are issued, it makes the same pages by the libraries alone, a turn of them at a time."""

    def __init__(self, unit: UnitService, many: int) -> None:
        self._unit, self._many = unit, many
        self._made = self.done = 0
        self.seconds = self.seconds_of_making = self.of_processor = 0.0

    def __call__(self, done: int, _of: int) -> None:
        self.done = done
        if done - self._made < AT_ONCE and done < self._many:
            return
        began = time.perf_counter()
        fields = self._last(done - self._made)
        between, before = time.perf_counter(), time.process_time()
        for one in fields:
            _bare_certificate(one, self._unit.keys.signing)
        self._made = done
        self.of_processor += time.process_time() - before
        self.seconds_of_making += time.perf_counter() - between
        self.seconds += time.perf_counter() - began

    def _last(self, many: int) -> Sequence[CertificateFields]:
        register = self._unit.records.register
        numbers = [entry.number for entry in register.list()[-many:]]
        return [msgspec.convert(register.paper(number).fields, CertificateFields) for number in numbers]


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
