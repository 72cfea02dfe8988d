"""A sentence in a small window of its own, where the program's own window may not open."""

from __future__ import annotations

from elearn.desktop.app import make_application
from elearn.desktop.look import Look, theme_for
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.dialogs import tell


def say_alone(title: str, text: str) -> None:
    """Show it until it is closed."""
    app = make_application()
    theme = theme_for(Look(), read_tokens())
    app.setPalette(theme.palette())
    app.setFont(theme.font("body"))
    app.setStyleSheet(style_sheet(theme))
    tell(None, theme, title, text, "Đóng")
