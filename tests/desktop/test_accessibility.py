"""Every page of the table of routes, on the real library: heard, reached by keyboard alone, read in each theme."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from elearn.desktop.routes import ROUTES
from elearn.desktop.theme import THEMES
from elearn.desktop.theme.contrast import STRONG_TEXT, TEXT, ratio
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Reason, Refusal
from elearn.learning.unit import UnitSettings
from elearn.services import Services
from tests.build.clock import FakeClock
from tests.build.items import right_response, wrong_response
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused

ALONE = frozenset({"trouble", "closed"})  # shown where records or library could not be opened
ENGLISH = re.compile(r"\b(OK|Cancel|Save|Open|Close|Next|Back|Loading|Error|Yes|No|Submit|Help)\b")


@pytest.fixture
def services(tmp_path, library_file):
    """A learner who failed an exam, and a unit that was set up, on the real library."""
    made = Services(tmp_path / "pc", FakeClock(), library_file, removable=False)
    yield made
    made.close()


@pytest.fixture
def attempt(services, person) -> str:
    """An exam with every second answer wrong."""
    course = services.library.courses()[0]
    for card in course.lessons:
        services.records.reading.add_time(
            person.subject, card.id, card.revision, card.minutes * 60, 1.0, card.minutes
        )
    sitting = services.learner.begin_exam(person.subject, course.id)
    for slot in sitting.slots:
        answer = right_response if slot.position % 2 else wrong_response
        services.records.attempts.answer(sitting.id, slot.position, answer(slot.item), 1_000)
    return str(services.learner.hand_in(sitting.id).id)


@pytest.fixture
def unit(services) -> None:
    """Set up, nobody on its roster."""
    who = UnitSettings("Ủy ban nhân dân xã An Bình Đông", "An Bình Đông", "Trần Quốc Toản", "Chủ tịch")
    services.unit.setup.set_up(who, "đủ tám chữ")


def arguments(services: Any, attempt: str) -> dict[str, str]:
    """What a route needs beside its name; a new one that needs something has its line here."""
    course = services.library.courses()[0]
    page = services.library.article_pages(course.id)[0].id
    return {
        "profile-edit": "new",
        "course": course.id,
        "lesson": course.lessons[1].id,
        "article": page,
        "articles": course.id,
        "practice": course.id,
        "exam": course.id,
        "result": attempt,
        "review": attempt,
        "search": "tin gia",
        "help": "pin",
        "licence": "Qt",
    }


def routes_of(services: Any, attempt: str) -> list[str]:
    """Every route but those that stand alone, and those of a person when nobody is on the roster."""
    given = arguments(services, attempt)
    skipped = ALONE | {"unit-person", "unit-join"}
    return [f"{name}:{given[name]}" if name in given else name for name in ROUTES if name not in skipped]


def in_view(window: Any) -> list[QWidget]:
    """What Tab ought to reach: of buttons that exclude each other, one."""
    found, groups = [], set()
    for one in window.shell.findChildren(QWidget):
        if not one.isVisible() or not one.isEnabled() or not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(one, QAbstractButton) and (one.autoExclusive() or one.group() is not None):
            group = id(one.group()) if one.group() is not None else id(one.parent())
            if group in groups:
                continue
            groups.add(group)
        found.append(one)
    return found


def reached(most: int = 900) -> set[int]:
    """Where Tab stops, once round; in a passage at each of its links, too."""
    seen: set[int] = set()
    first, before = focused(), None
    for _ in range(most):
        here = focused()
        if here is first and before not in (None, first):
            break
        before = here
        seen.add(id(here))
        if isinstance(here, QAbstractButton) and (here.autoExclusive() or here.group() is not None):
            seen.add(id(here.group()) if here.group() is not None else id(here.parent()))
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return seen


def test_every_page_is_heard_and_reached_by_keyboard_alone(window, services, attempt, unit):
    for route in routes_of(services, attempt):
        window.go(route)
        shell = window.shell
        assert str(shell.route).startswith(route.partition(":")[0]), route
        assert nameless(shell) == [], route
        licences = route.startswith(("about", "licence"))  # are named as their authors do
        assert licences or not [one for one in names(shell.page) if ENGLISH.search(one) and one.isascii()], (
            route
        )
        wanted = in_view(window)
        seen = reached()
        missed = [
            one.accessibleName()
            for one in wanted
            if id(one) not in seen and id(getattr(one, "group", lambda: None)() or one.parent()) not in seen
        ]
        assert missed == [], route


def test_every_page_has_one_first_heading_and_at_most_one_primary_button(window, services, attempt, unit):
    for route in routes_of(services, attempt):
        window.go(route)
        page = window.shell.page
        shown = [one for one in page.findChildren(QWidget) if one.isVisible()]
        first = [one for one in shown if isinstance(one, Heading) and one.level == 1]
        questions = route.partition(":")[0] in {"practice", "quick", "review"}  # what is asked stands there
        assert len(first) == (0 if questions else 1), route
        primary = [one.accessibleName() for one in shown if one.property("variant") == "primary"]
        inside = route.startswith("lesson")  # each question in a lesson has its own "Kiểm tra"
        assert len(primary) <= 1 or inside, (route, primary)


def test_the_pages_of_trouble_are_heard(window, services):
    window.shell.session.records_refused(Refusal(Reason.RECORDS_DAMAGED, path=str(services.folder)))
    window.settle()
    assert nameless(window.shell) == []
    assert focused().accessibleName()


def test_each_section_of_a_lesson_is_found_by_its_heading(window, services):
    for course in services.library.courses():
        lesson = services.library.lesson(course.lessons[-1].id)
        window.go(f"lesson:{lesson.card.id}")
        said = names(window.shell.page)
        assert [one.heading for one in lesson.sections if one.heading not in said] == []


def ground(image: Any, label: QWidget, at: QPoint) -> QColor:
    """The colour that a text stands on: the one that most of its rectangle has."""
    wide, high, scale = label.width(), label.height(), image.devicePixelRatio()
    seen: Counter[int] = Counter()
    for x in range(0, wide, max(1, wide // 24)):
        for y in (0, 1, high // 2, high - 2, high - 1):
            there = QPoint(round((at.x() + x) * scale), round((at.y() + y) * scale))
            if image.rect().contains(there):
                seen[image.pixel(there)] += 1
    return QColor.fromRgb(seen.most_common(1)[0][0]) if seen else QColor()


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_on_every_page_is_readable_on_what_it_stands_on(window, services, attempt, unit, theme):
    window.shell.change_look(theme, 1.0)
    window.settle()
    least = STRONG_TEXT if theme == "contrast" else TEXT
    faint = set()
    for route in routes_of(services, attempt):
        window.go(route)
        shell = window.shell
        image = shell.grab().toImage()
        for label in shell.findChildren(Text):
            if not label.isVisible() or not label.accessibleName() or not label.isEnabled():
                continue
            on = ground(image, label, label.mapTo(shell, QPoint(0, 0)))
            ink = label.palette().color(label.foregroundRole())
            if on.isValid() and ratio(ink.name(), on.name()) < least - 0.01:
                faint.add((route, label.accessibleName()[:40], ink.name(), on.name()))
    assert faint == set()
