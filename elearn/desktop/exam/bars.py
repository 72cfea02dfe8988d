"""The bars of a running exam: above what it is and how much time is left, below where to go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.presenters.exam import clock_words
from elearn.desktop.presenters.running import Kept
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

SOON_MS = 5 * 60_000


def side_of(theme: Theme) -> int:
    """The space left and right of everything, pixels; narrower where the text is large."""
    return 40 if theme.scale < 1.5 else 24


class TopBar(QFrame):
    """Title, whether answers are kept, time, "Nộp bài"."""

    hand_in = Signal()

    def __init__(self, theme: Theme, title: str, about: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("panel", "top")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(side_of(theme), 12, side_of(theme), 12)
        row = Reflow(theme.scaled(640), theme.space(4), theme.space(1))
        outer.addWidget(row)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(theme, f"Thi: {title}", weight=700))
        lines.addWidget(Text(theme, about, "caption", "ink2"))
        row.add(words, 1)
        right = QWidget()
        side = QHBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.space(4))
        side.addStretch(1)
        self._kept, self._not_kept, self._keeping = (
            Chip(theme, "Đã lưu", "good", "check"),
            Chip(theme, "Chưa lưu được", "bad", "triangle-alert"),
            Chip(theme, "Đang lưu…"),
        )
        for chip in (self._kept, self._not_kept, self._keeping):
            chip.hide()
            side.addWidget(chip)
        self._time = Text(theme, "", "h2", wrap=False)
        self._time.setMinimumWidth(self._time.fontMetrics().horizontalAdvance("00:00") + 4)
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.addWidget(self._time)
        self.hand_in_button = quiet_button(theme, "Nộp bài", self.hand_in.emit)
        side.addWidget(self.hand_in_button)
        row.add(right)
        self._soon = False

    def show_kept(self, state: Kept, at: str) -> None:
        """Whether what was answered is on the disk, and since when."""
        if state is Kept.KEPT:
            self._kept.set_text(f"Đã lưu lúc {at}")
        self._kept.setVisible(state is Kept.KEPT)
        self._not_kept.setVisible(state is Kept.FAILED)
        self._keeping.setVisible(state is Kept.KEEPING)

    @property
    def kept_words(self) -> str:
        """What is said now of the answers, "" where nothing is."""
        shown = [one for one in (self._kept, self._not_kept, self._keeping) if not one.isHidden()]
        return shown[0].accessibleName() if shown else ""

    def show_left(self, left_ms: int | None) -> None:
        """The time that is left, whole seconds; the last minutes in another colour."""
        if left_ms is None:
            self._time.hide()
            return
        seconds = -(-left_ms // 1000)
        self._time.set_text(f"{seconds // 60:02d}:{seconds % 60:02d}")
        self._time.setAccessibleName(f"Còn {clock_words(seconds * 1000)}")
        soon = left_ms <= SOON_MS
        if soon != self._soon:
            self._soon = soon
            self._time.set_tone("desk" if soon else "ink")

    @property
    def time(self) -> str:
        """What the clock shows."""
        return self._time.text()


class BottomBar(QFrame):
    """Before, flag, all questions where they have no room beside, what the keys do, next."""

    back = Signal()
    on = Signal()
    flagged = Signal(bool)
    all_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("panel", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(side_of(theme), 12, side_of(theme), 12)
        row.setSpacing(theme.space(4))
        self.back_button = quiet_button(theme, "Câu trước", self.back.emit, icon_name="chevron-left")
        self.flag_button = quiet_button(theme, "Đánh dấu xem lại", icon_name="flag")
        self.flag_button.setProperty("variant", "choice")
        self.flag_button.setCheckable(True)
        self.flag_button.clicked.connect(lambda checked=False: self.flagged.emit(checked))
        self.all_button = quiet_button(theme, "Các câu", self.all_wanted.emit, icon_name="list-checks")
        self._keys = Text(theme, "", "caption", "ink2", wrap=False)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.next_button = primary_button(theme, "Câu tiếp theo", self.on.emit)
        # Shortcuts of their own: a button forgets its shortcut when its text changes.
        for keys, button in (
            ("Ctrl+Left", self.back_button), ("Ctrl+D", self.flag_button), ("Ctrl+Right", self.next_button),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, button.click)
        row.addWidget(self.back_button)
        row.addWidget(self.flag_button)
        row.addWidget(self.all_button)
        row.addStretch(1)
        row.addWidget(self._keys)
        row.addWidget(self.next_button)

    def show_place(self, position: int, count: int, *, flagged: bool, keys: str) -> None:
        """Where one is among `count` questions."""
        self.back_button.setEnabled(position > 0)
        self.flag_button.setChecked(flagged)
        last = position == count - 1
        self.next_button.setText("Kết thúc…" if last else "Câu tiếp theo")
        self.next_button.setAccessibleName("Kết thúc và nộp bài" if last else "Câu tiếp theo")
        self._keys.set_text(", ".join(part for part in (keys, "Ctrl+→ để sang câu") if part))

    def show_keys(self, shown: bool) -> None:
        """The line on the keys needs room."""
        self._keys.setVisible(shown)
