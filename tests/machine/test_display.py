"""A machine without a screen, or without what Qt needs of it, is told so in a sentence."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.machine.display import missing_library, refuse_without_display, refuse_without_libraries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="displays of Linux")


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({}, id="none"),
        pytest.param({"DISPLAY": ":4711"}, id="nobody listens"),
        pytest.param({"DISPLAY": "127.0.0.1:59000.0"}, id="nobody listens far away"),
        pytest.param({"DISPLAY": "nonsense"}, id="no display's name"),
        pytest.param({"QT_QPA_PLATFORM": "xcb"}, id="X asked for"),
    ],
)
def test_no_screen(environ: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_without_display(environ)
    assert refused.value.reason is Reason.NO_DISPLAY


def test_a_screen_that_listens_and_a_platform_that_needs_none() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        refuse_without_display({"DISPLAY": f"127.0.0.1:{server.getsockname()[1] - 6000}.0"})
    refuse_without_display({"QT_QPA_PLATFORM": "offscreen"})
    refuse_without_display({"WAYLAND_DISPLAY": "wayland-0"})


def test_a_missing_system_library_is_named_with_its_package() -> None:
    refusal = missing_library("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert (refusal.reason, refusal.facts) == (
        Reason.QT_LIBRARY_MISSING,
        {"library": "libEGL.so.1", "package": "libegl1"},
    )


def test_a_plugin_that_cannot_be_loaded_is_found_before_qt_ends_the_process(tmp_path: Path) -> None:
    plugin = tmp_path / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    plugin.parent.mkdir(parents=True)
    plugin.write_bytes(b"no library")
    with pytest.raises(Refusal) as refused:
        refuse_without_libraries(tmp_path, {"DISPLAY": ":0"})
    assert refused.value.reason is Reason.QT_LIBRARY_MISSING
    refuse_without_libraries(tmp_path, {"QT_QPA_PLATFORM": "offscreen"})
    refuse_without_libraries(tmp_path / "none", {"DISPLAY": ":0"})
