"""Whether a window can be shown: asked before Qt, which ends the process where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from elearn.errors import Reason, Refusal

_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
PACKAGES = {  # Debian's and Ubuntu's names
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def refuse_without_display(environ: Mapping[str, str] = os.environ) -> None:
    """Raise Refusal(NO_DISPLAY) where no screen can be reached."""
    if sys.platform != "linux" or environ.get("QT_QPA_PLATFORM", "").startswith(_WITHOUT_SCREEN):
        return
    if environ.get("WAYLAND_DISPLAY"):
        return
    display = environ.get("DISPLAY", "")
    if not display or not _answers(display):
        raise Refusal(Reason.NO_DISPLAY)


def _answers(display: str) -> bool:
    """Whether an X server listens there: ":0", "unix:1.0", "host:10.0"."""
    import socket

    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host.startswith("/"):  # a socket named by its path
        return True
    try:
        if host in ("", "unix"):
            place = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
            return _connects(f"\0{place}") or _connects(place)
        with socket.create_connection((host, 6000 + int(number)), timeout=2):
            return True
    except OSError:
        return False


def _connects(name: str) -> bool:
    if sys.platform == "win32":
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(name)
        except OSError:
            return False
        return True


def refuse_without_libraries(qt_folder: Path, environ: Mapping[str, str] = os.environ) -> None:
    """Raise Refusal(QT_LIBRARY_MISSING) where the system lacks what Qt's window on X needs.

    Qt would load the same file a moment later, and end the process where it cannot.
    """
    plugin = qt_folder / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    wanted = environ.get("QT_QPA_PLATFORM") or "xcb"
    if sys.platform != "linux" or not wanted.startswith("xcb") or not plugin.is_file():
        return
    if environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY"):
        return
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise missing_library(str(error)) from error


def missing_library(message: str) -> Refusal:
    """The loader's message ("libEGL.so.1: cannot open shared object file: …") as a refusal."""
    library = message.partition(":")[0].strip()
    return Refusal(Reason.QT_LIBRARY_MISSING, library=library, package=PACKAGES.get(library, library))
