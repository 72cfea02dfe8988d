"""Every sub-unit and every course as bars, to look at and to print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.presenters.unit.chart import LEGEND, ChartPresenter, ChartView
from elearn.desktop.unit.figures import Bars
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.bars import Swatch
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text


class ChartPage(UnitPage):
    """`unit-chart`."""

    title = "Biểu đồ"
    tab = "unit"
    widest = 960
    choose_place = staticmethod(choose_place)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = ChartPresenter(context.services)

    def open(self, argument: str) -> None:
        """Read what is drawn."""
        self.load(self._presenter.view, done=self._show)

    def _show(self, view: ChartView) -> None:
        theme = self.theme
        self._view = view
        self.primary = primary_button(theme, "In biểu đồ…", self._print)
        save = quiet_button(theme, "Lưu PDF…", self._save)
        content, box = self.head("Biểu đồ", view.about, [save, self.primary], back=("Tổng quan", "unit"))
        box.addWidget(self._legend())
        box.addSpacing(theme.space(3))
        for heading, bars in view.groups:
            card = Card(theme, padding=20)
            card.body.addWidget(Heading(theme, heading, 3))
            card.body.addSpacing(theme.space(2))
            card.body.addWidget(Bars(theme, bars))
            box.addWidget(card)
            box.addSpacing(theme.space(4))
        box.addStretch(1)
        self.show_content(content)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _legend(self) -> Flow:
        theme = self.theme
        flow = Flow(20)
        for tone, words in LEGEND:
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space(2))
            row.addWidget(Swatch(theme, tone))
            row.addWidget(Text(theme, words, "caption", "ink2", wrap=False))
            flow.add(part)
        return flow

    def _save(self) -> None:
        from elearn.desktop.unit.chart_print import save_chart

        path = self.choose_place(self, "Lưu biểu đồ", "bieu-do.pdf", "Tệp PDF (*.pdf)")
        if path is not None:
            self.context.background.run(save_chart, self._view, path, done=self._saved, owner=self)

    def _saved(self, path: Path) -> None:
        self.context.say(f"Đã lưu biểu đồ vào {path}.")

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        from elearn.desktop.unit.chart_print import paint_chart, set_page

        if not QPrinterInfo.availablePrinterNames():
            self.context.say("Máy này chưa cài máy in. Hãy lưu biểu đồ thành tệp PDF rồi in ở máy khác.")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._view.title)
        set_page(printer)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("In biểu đồ")
        if dialog.exec() == QPrintDialog.DialogCode.Accepted and not paint_chart(self._view, printer):
            self.context.say("Máy in không nhận biểu đồ. Hãy kiểm tra máy in rồi thử lại.")
        dialog.deleteLater()
