"""Filling in a unit's settings: what is proposed, and the paper that is seen beside the fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from elearn.desktop.presenters.unit.setup import usual_signing
from elearn.learning.people import PersonDetails


@pytest.fixture
def filling_in(open_shell, services):
    """The page of a unit that is being set up, and its fields."""
    services.records.people.create(PersonDetails("Trần Quốc Toản", "CB-000"))
    window = open_shell()
    window.go("unit-setup")
    return window.shell.page


def type_name(page, words: str) -> None:
    """As somebody types it, letter by letter."""
    field = page.fields.fields["name"].input
    field.clear()
    QTest.keyClicks(field, words)


@pytest.mark.parametrize(
    "name, form, collective",
    [
        ("Ủy ban nhân dân xã Thanh Trì", "TM.", "Ủy ban nhân dân"),
        ("UBND xã Thanh Trì", "TM.", "Ủy ban nhân dân"),
        ("HĐND xã Thanh Trì", "TM.", "Hội đồng nhân dân"),
        ("Sở Khoa học và Công nghệ", "", ""),
        ("", "", ""),
    ],
)
def test_a_committee_signs_on_behalf_of_itself(name, form, collective):
    assert usual_signing(name) == (form, collective)


def test_the_form_of_signing_is_proposed_by_the_name_until_one_was_chosen(filling_in):
    fields = filling_in.fields
    type_name(filling_in, "UBND xa Thanh Tri")
    assert (fields.typed().signing_form, fields.typed().collective) == ("TM.", "Ủy ban nhân dân")
    type_name(filling_in, "So Khoa hoc")
    assert fields.typed().signing_form == ""
    chosen = fields.form_of_signing.input
    chosen.choose("KT.")
    chosen.activated.emit(chosen.currentIndex())
    type_name(filling_in, "UBND xa Thanh Tri")
    assert fields.typed().signing_form == "KT."


def test_the_paper_stays_in_view_while_the_page_scrolls(filling_in):
    area, paper = filling_in.scroll_area, filling_in.fields.paper
    bar = area.verticalScrollBar()
    for value in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        top = paper.mapTo(area.viewport(), QPoint()).y()
        assert 0 <= top <= area.viewport().height() - paper.height()
