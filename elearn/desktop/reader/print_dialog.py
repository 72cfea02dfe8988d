"""Print a lesson, or save it as a PDF: one small question, then the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.presenters.reader import LessonView
from elearn.desktop.reader.print_lesson import paint, save_pdf, set_page
from elearn.desktop.reader.print_text import compose
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.vietnamese.file_names import file_name_part

ABOUT = "Bản in gồm cả bài: khung điều luật, hình, câu tự kiểm tra và căn cứ; khổ A4, có số trang."


def print_or_save(parent: QWidget, context: Context, view: LessonView) -> None:
    """Ask which, then do it; a PDF is written off the GUI thread."""
    chosen: list[str] = []
    dialog = Dialog(context.theme, "In bài hoặc lưu PDF", ABOUT, parent)

    def choose(what: str) -> None:
        chosen.append(what)
        dialog.accept()

    cancel = quiet_button(context.theme, "Để sau", dialog.reject)
    paper = quiet_button(context.theme, "In…", lambda: choose("print"), icon_name="printer")
    file = primary_button(context.theme, "Lưu PDF…", lambda: choose("save"))
    for button in (cancel, paper, file):
        dialog.buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    file.setFocus()
    if not dialog.ask() or not chosen:
        return
    if chosen[0] == "save":
        _save(parent, context, view)
    else:
        _print(parent, context, view)


def _save(parent: QWidget, context: Context, view: LessonView) -> None:
    path = choose_place(
        parent, "Lưu bài thành tệp PDF", f"{file_name_part(view.title)}.pdf", "Tệp PDF (*.pdf)"
    )
    if path is None:
        return
    target = path if path.suffix else path.with_suffix(".pdf")
    context.background.run(
        save, view, target, done=lambda done: context.say(f"Đã lưu bài vào {done}."), owner=parent
    )


def save(view: LessonView, path: Path) -> Path:
    """Compose and write. Raises Refusal(NOT_WRITABLE)."""
    return save_pdf(compose(view), path)


def _print(parent: QWidget, context: Context, view: LessonView) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        context.say("Máy này chưa cài máy in. Hãy lưu bài thành tệp PDF rồi in ở máy khác.")
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(view.title)
    set_page(printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("In bài")
    if dialog.exec() == QPrintDialog.DialogCode.Accepted and not paint(compose(view), printer):
        context.say("Máy in không nhận bài. Hãy kiểm tra máy in rồi thử lại; bài vẫn còn nguyên.")
    dialog.deleteLater()
