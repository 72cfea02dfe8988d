"""Where files and folders can be dropped, many at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.drop_frame import DropFrame
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text


class FilesDrop(DropFrame):
    """Emits `dropped` with the paths; only what this machine can see under a drive is taken. Add buttons to `.ways`."""

    def __init__(self, theme: Theme, icon_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        row = Reflow(theme.scaled(820), theme.space(5), theme.space(3))
        said = QWidget()
        line = QHBoxLayout(said)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(3))
        line.addWidget(IconLabel(theme, icon_name, "accent", 28))
        line.addWidget(Text(theme, words, "reading"), 1)
        row.add(said, 1)
        self.ways = Flow(12)
        self.ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.add(self.ways)
        outer.addWidget(row)

    def taken(self, urls: list[QUrl]) -> list[Path]:
        """Their paths, files and folders."""
        return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
