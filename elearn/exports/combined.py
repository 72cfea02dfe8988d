"""Many certificates in one file for the printer. NOTHING CAN BE VERIFIED FROM IT: it is for printing only.

Each page is drawn exactly as it was issued, but the signed credentials are left out, and a certificate is one
file of one page. Who wants to check one takes the single file, or scans the code on the paper. The file says
so in its title and in its first lines.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from elearn.machine.files import write_whole

TITLE = "Bản gộp để in – không dùng để kiểm tra"
# In the header of the file, whose bytes are ASCII.
FIRST_LINES = (
    "% Ban gop chi de in, khong dung de kiem tra. Khi can kiem tra, hay dung tung tep giay chung nhan.",
    "% For printing only: without credentials, cannot be verified. Check the single files.",
)


def write_combined(path: Path, certificates: Iterable[bytes]) -> int:
    """Write the pages of issued certificates into one file, in their order; how many there are.

    Raises Refusal as `write_whole` does, ValueError where there is none.
    """
    content, pages = combined(certificates)
    write_whole(path, content)
    return pages


def combined(certificates: Iterable[bytes]) -> tuple[bytes, int]:
    """The pages in one file, and how many. Raises ValueError where there is none."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    for content in certificates:
        for page in PdfReader(io.BytesIO(content)).pages:
            writer.add_page(page)
    pages = len(writer.pages)
    if not pages:
        raise ValueError("no certificate to print")
    writer.pdf_header = "\n".join(("%PDF-1.7", *FIRST_LINES))
    writer.metadata = {"/Title": TITLE, "/Creator": "elearn"}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("vi-VN")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue(), pages
