"""About: every part of the program with its licence, and each licence whole, for eyes and for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from elearn.desktop.presenters import about
from elearn.desktop.presenters.about import AboutPresenter
from elearn.errors import Reason, Refusal
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press
from tools.packing.licences import write
from tools.packing.parts import carried, python_parts


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The list of parts, as `make setup` and every build write it."""
    parts = python_parts()
    return write([*parts, *carried(parts)], tmp_path_factory.mktemp("about") / "licences")


@pytest.fixture
def listed(folder, monkeypatch):
    """The window finds it."""
    monkeypatch.setattr(about, "_licences", lambda: folder)
    return folder


def test_every_part_is_listed_and_its_licence_can_be_read(listed, window, qtbot):
    window.go("about")
    qtbot.waitUntil(lambda: any(one.startswith("Giấy phép của xlsx") for one in names(window.shell.page)))
    said = names(window.shell.page)
    assert any(one.startswith("Giấy phép của Qt 6") for one in said)
    assert "LGPL-3.0-only" in said
    assert nameless(window.shell) == []
    press("Giấy phép của Qt")
    window.settle()
    page = window.shell.page
    assert str(window.shell.route) == "licence:Qt"
    text = page.text.toPlainText()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "double-conversion" in text
    assert page.text.accessibleName().startswith("Giấy phép của Qt")
    assert focused() is page.text
    QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    assert page.text.isReadOnly()
    press("Về trang Giới thiệu")
    window.settle()
    assert str(window.shell.route) == "about"


def test_every_licence_of_the_list_has_words(listed, services):
    presenter = AboutPresenter(services)
    view = presenter.view()
    assert len(view.parts) > 30
    for part in view.parts:
        read = presenter.licence(part.name)
        assert read.title.startswith(part.name)
        assert len(read.text) > 150


def test_an_unknown_part_is_refused(listed, services):
    with pytest.raises(Refusal) as refused:
        AboutPresenter(services).licence("../../etc/passwd")
    assert refused.value.reason is Reason.NO_SUCH_ROW


def test_without_a_list_it_is_said_how_to_make_one(monkeypatch, tmp_path, window):
    monkeypatch.setattr(about, "_licences", lambda: tmp_path)
    window.go("about")
    assert any("make setup" in one for one in names(window.shell.page))
