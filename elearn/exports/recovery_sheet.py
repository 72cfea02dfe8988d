"""The unit's recovery sheet: a page to print, seal and put away, with the code that opens the keys."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

from elearn.exports.administrative import short_day
from elearn.exports.list_values import ListHead
from elearn.exports.pdf_form import LEFT, MM, PORTRAIT, new_canvas
from elearn.exports.typefaces import Faces, document_faces
from elearn.exports.typesetting import Run, draw_centred, draw_line, fill, line, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE = "Phiếu khôi phục khóa của đơn vị"
MIDDLE = LEFT + PORTRAIT.text_width / 2
BLANK = LEFT + 38 * MM  # from where there is room for the pen
_TEXT = (
    (
        "Mã trên đây mở được khóa ký giấy chứng nhận và khóa đọc tệp kết quả của đơn vị khi quên mật khẩu. Ai có mã "
        "này và tệp dữ liệu của đơn vị thì ký được thay đơn vị."
    ),
    (
        "In một bản, cho vào phong bì dán kín, cất ở nơi khóa được. Không chụp ảnh, không gửi qua mạng, không lưu "
        "phiếu này trên máy."
    ),
    (
        "Khi cần dùng: mở elearn, mục “Đơn vị”, chọn “Quên mật khẩu”, gõ mã rồi đặt mật khẩu mới. Chữ hoa hay chữ "
        "thường, có gạch nối hay không đều được. Mã này vẫn dùng được sau khi đổi mật khẩu."
    ),
    (
        "Mất cả mật khẩu lẫn phiếu này thì không ký thêm giấy mới bằng khóa cũ được; mọi giấy và danh sách đã xuất "
        "vẫn giữ nguyên giá trị."
    ),
)


def recovery_sheet(
    unit: str, above: str, code: str, fingerprint: str, day: date, faces: Faces | None = None
) -> bytes:
    """The page as a PDF. `code` as it was told, in groups; `fingerprint` that of the key which signs."""
    drawn = faces or document_faces()
    file = io.BytesIO()
    canvas = new_canvas(file, PORTRAIT, ListHead(organ=unit, year=day.year, title=TITLE), drawn)
    y = PORTRAIT.top
    for text, face in ((above.upper(), drawn.regular), (unit.upper(), drawn.bold)):
        for one in wrap([Run(text, face)], 13, PORTRAIT.text_width) if text else ():
            draw_centred(canvas, one, MIDDLE, y, 13)
            y -= 17
    y -= 24
    draw_centred(canvas, line(TITLE.upper(), drawn.bold), MIDDLE, y, 16)
    y = _draw_code(canvas, code, drawn, y - 34)
    y = _draw_facts(canvas, fingerprint, day, drawn, y)
    for number, text in enumerate(_TEXT, 1):
        for one in fill([Run(f"{number}. {text}", drawn.regular)], 13, PORTRAIT.text_width):
            draw_line(canvas, one, LEFT, y, 13)
            y -= 18
        y -= 6
    y -= 18
    for text in ("Người giữ phiếu:", "Nơi cất:", "Ngày niêm phong:"):
        _draw_blank(canvas, text, drawn, y)
        y -= 28
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_code(canvas: Canvas, code: str, faces: Faces, y: float) -> float:
    """The code in a frame, four groups on a line, so that it can be read aloud; where the frame ends."""
    groups = code.split("-")
    lines = ["   ".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
    height = len(lines) * 30 + 18
    canvas.setLineWidth(1)
    canvas.rect(LEFT, y - height, PORTRAIT.text_width, height)
    top = y - 30
    for text in lines:
        draw_centred(canvas, line(text, faces.bold), MIDDLE, top, 22, spacing=2)
        top -= 30
    return y - height - 12 * MM


def _draw_facts(canvas: Canvas, fingerprint: str, day: date, faces: Faces, y: float) -> float:
    for text in (f"Khóa ký của đơn vị: {fingerprint}", f"Ngày in phiếu: {short_day(day)}"):
        draw_line(canvas, line(text, faces.regular), LEFT, y, 13)
        y -= 18
    return y - 10


def _draw_blank(canvas: Canvas, text: str, faces: Faces, y: float) -> None:
    """What is filled in by hand: the words, and a dotted line to the margin."""
    draw_line(canvas, line(text, faces.regular), LEFT, y, 13)
    canvas.saveState()
    canvas.setLineWidth(0.8)
    canvas.setLineCap(1)
    canvas.setDash(0.1, 3)
    canvas.line(BLANK, y - 1.5, PORTRAIT.right, y - 1.5)
    canvas.restoreState()
