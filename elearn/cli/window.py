"""`window [--until-painted]`: the window; the way that a start without a command takes."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from elearn.cli import Options
    from elearn.machine.one_instance import Holder, Instance

T = TypeVar("T")


def register(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    words = "mở cửa sổ học"
    parser = subparsers.add_parser("window", parents=[common], help=words, description=words)
    parser.add_argument(
        "--until-painted", action="store_true", help="đóng lại ngay khi cửa sổ đã hiện, để đo thời gian mở"
    )
    parser.set_defaults(run_alone=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; the window's exit status. Raises Refusal."""
    return open_window(args, until_painted=args.until_painted)


def open_window(options: Options | argparse.Namespace, *, until_painted: bool = False) -> int:
    """Show the window until it is closed, or bring the one to the front that is open already.

    Raises Refusal NO_DISPLAY, QT_LIBRARY_MISSING, OPEN_ELSEWHERE.
    """
    from elearn.machine.display import refuse_without_display
    from elearn.machine.one_instance import Instance, claim

    gc.disable()  # until the first paint: nothing that a start makes becomes garbage
    refuse_without_display()
    folder = _data_folder(options.data)
    claimed = claim(folder)
    if not isinstance(claimed, Instance):
        status = _ask(folder, claimed)
        if until_painted and options.json:  # another window was painted, and nobody knows when
            _tell_figures({"first_paint_s": None, "peak_mb": None}, as_json=True)
        return status
    try:
        return _show(options, claimed, until_painted=until_painted)
    finally:
        claimed.close()


def _data_folder(data: Path | None) -> Path:
    from elearn.machine.paths import find_places

    return find_places(data).data


def _ask(folder: Path, holder: Holder) -> int:
    """Have the first window come to the front; 0. Raises Refusal(OPEN_ELSEWHERE)."""
    from elearn.cli import tell
    from elearn.machine.one_instance import NOBODY_KNOWN, ask_for_window, this_process

    if holder != NOBODY_KNOWN and not holder.shares_screen_with(this_process()):
        refusal = Refusal(Reason.OPEN_ELSEWHERE, who=holder.who)
        if _starts_from_a_menu():
            _say_in_a_window(refusal)
        raise refusal
    try:
        heard = ask_for_window(folder, holder)
    except OSError as error:
        raise Refusal(Reason.OPEN_ELSEWHERE, who=holder.who) from error
    if not heard:
        tell("elearn đã được mở và đang bận; cửa sổ sẽ hiện lên khi sẵn sàng.")
    return 0


def _starts_from_a_menu() -> bool:
    """Whether nobody would read what is said: there is a screen and no console. Windows has a box for that."""
    import os

    platform = os.environ.get("QT_QPA_PLATFORM", "")
    on_screen = not platform or platform.startswith(("xcb", "wayland"))
    return sys.platform == "linux" and on_screen and not (sys.stderr and sys.stderr.isatty())


def _say_in_a_window(refusal: Refusal) -> None:
    from elearn.wording import sentence

    of_the_window(_say_alone)("elearn đang được mở", sentence(refusal))


def _say_alone() -> Callable[[str, str], None]:
    from elearn.desktop.alone import say_alone

    return say_alone


def _show(options: Options | argparse.Namespace, instance: Instance, *, until_painted: bool) -> int:
    from elearn.cli import make_services

    run_window = of_the_window(_run)
    services = make_services(options.data)
    figures: dict[str, float] = {}

    def painted() -> None:
        from elearn import __version__
        from elearn.machine.log import log_start, start_log
        from elearn.machine.process import peak_mb, seconds_since_start

        if until_painted:
            figures.update(first_paint_s=round(seconds_since_start(), 3), peak_mb=round(peak_mb(), 1))
        elif start_log(services.folder):
            log_start(__version__)

    try:
        status = run_window(
            services, until_painted=until_painted, painted=painted, is_asked_for=instance.is_asked_for
        )
    finally:
        services.close()
    if until_painted:
        _tell_figures(figures, as_json=options.json)
    return status


def _run() -> Callable[..., int]:
    from elearn.desktop.app import run

    return run


def of_the_window(load: Callable[[], T]) -> T:
    """What `load` imports from the window's room, which needs Qt. Raises Refusal(QT_LIBRARY_MISSING)."""
    from pathlib import Path

    from elearn.machine.display import missing_library, refuse_without_libraries

    try:
        import PySide6

        refuse_without_libraries(Path(str(PySide6.__file__)).parent)
        return load()
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        raise missing_library(str(error)) from error


def _tell_figures(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(figures))
    elif figures:
        print(
            f"Cửa sổ hiện ra sau {figures['first_paint_s']:.2f} giây; bộ nhớ nhiều nhất {figures['peak_mb']:.0f} MB.",
            file=sys.stderr,
        )
