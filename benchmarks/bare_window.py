"""The floor of a start: a bare PySide6 window with one label; prints when it was painted and its peak memory.

With an argument of `--text` it shows a text browser with as much text as a lesson, the floor of reading.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from elearn.machine.process import peak_mb, seconds_since_start


class Window(QMainWindow):
    """Tells of its first paint as ours does: once it has reached the screen."""

    done = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once, after the paint."""
        super().paintEvent(event)
        if not self.done:
            self.done = True
            QTimer.singleShot(0, self.tell)

    def tell(self) -> None:
        """Print and end."""
        print(json.dumps({"first_paint_s": seconds_since_start(), "peak_mb": peak_mb()}))
        QApplication.quit()


app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("elearn"))
window.resize(1366, 768)
window.show()
app.exec()
