"""Imports as Python makes them; imported right after PySide6, before the other modules of the window.

PySide6 puts a function of its own in the place of `__import__`, which looks for `from __feature__ import …`.
To learn whether a module could say that, it reads the source of each module that is imported afterwards and
keeps its lines: 5 MB and a tenth of the start. Nothing here asks for such a feature.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it has put its function there by then


def import_plainly() -> None:
    """Put Python's own import back, where PySide6 kept it; without effect where it did not."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


import_plainly()
