"""What Qt itself says is said in Vietnamese: dialogs and context menus are opened and read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

from elearn.desktop.app import make_application

FOLDER = Path(__file__).parent.parent.parent / "elearn" / "desktop" / "translations"
ENGLISH = re.compile(
    r"\b(the|and|of|to|file|files|folder|open|save|cancel|copy|paste|cut|undo|redo|delete|select|all|print|printer|page"
    r"|pages|name|type|size|options|copies|paper|width|height|margins|look|back|forward|yes|no|close|help|apply|portrait"
    r"|landscape|color|range|from|view|directory|new|date|modified|computer|scroll|up|down|left|right|step)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def application(qapp):
    """The application as the window starts it."""
    return make_application()


def texts_of(widget: QWidget) -> set[str]:
    """Every text that a dialog shows in its own words."""
    found = {widget.windowTitle()}
    for child in widget.findChildren(QAbstractButton):
        found |= {child.text(), child.toolTip()}
    for child in widget.findChildren(QLabel):
        found.add(child.text())
    for child in widget.findChildren(QComboBox):
        if child.objectName() in ("printers", "pageSizeCombo", "lookInCombo", "fileTypeCombo"):
            continue  # names of printers, papers, folders
        found |= {child.itemText(at) for at in range(child.count())}
    for child in widget.findChildren(QAction):
        found |= {child.text(), child.toolTip()}
    return {re.sub(r"&(?=\w)", "", re.sub(r"<[^>]+>", "", one)).strip() for one in found} - {""}


def english(texts: set[str]) -> set[str]:
    """Those that are in English; a Vietnamese letter anywhere says that a text is not."""
    return {one for one in texts if one.isascii() and ENGLISH.search(one)}


def test_message_buttons(qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(
        QMessageBox.StandardButton.Ok
        | QMessageBox.StandardButton.Cancel
        | QMessageBox.StandardButton.Yes
        | QMessageBox.StandardButton.No
        | QMessageBox.StandardButton.Save
        | QMessageBox.StandardButton.Discard
        | QMessageBox.StandardButton.Retry
        | QMessageBox.StandardButton.Close
        | QMessageBox.StandardButton.Help
    )
    box.setDetailedText("…")
    texts = texts_of(box)
    assert {"Đồng ý", "Hủy", "Có", "Không", "Lưu", "Thử lại", "Đóng"} <= texts
    assert not english(texts)


@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_file_dialog(qtbot, mode, tmp_path):
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    texts = texts_of(dialog)
    assert "Loại tệp:" in texts
    assert not english(texts - {tmp_path.name})


def test_print_dialog(qtbot, tmp_path):
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not english(texts_of(dialog))


def test_context_menus(qtbot):
    line, text = QLineEdit("chữ"), QTextBrowser()
    text.setHtml("<a href='x:1'>chữ</a>")
    for widget in (line, text):
        qtbot.addWidget(widget)
        menu = widget.createStandardContextMenu()
        assert isinstance(menu, QMenu)
        words = {re.sub("&", "", action.text()).partition("\t")[0] for action in menu.actions()} - {""}
        assert words
        assert not english(words)
        menu.deleteLater()


def test_every_text_of_the_source_is_translated():
    tree = ElementTree.parse(FOLDER / "qt_vi.ts")
    untranslated = []
    for context in tree.getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source, wanted = message.findtext("source") or "", message.findtext("translation") or ""
            assert wanted, source
            assert source.count("%1") == wanted.count("%1"), source
            if QCoreApplication.translate(name, source, message.findtext("comment")) != wanted:
                untranslated.append((name, source))
    assert not untranslated


def test_the_compiled_texts_are_current(tmp_path):
    release = Path(sys.executable).with_name("pyside6-lrelease")
    made = tmp_path / "qt_vi.qm"
    subprocess.run(
        [release, "-silent", FOLDER / "qt_vi.ts", "-qm", made], check=True, capture_output=True, timeout=60
    )
    assert made.read_bytes() == (FOLDER / "qt_vi.qm").read_bytes()
