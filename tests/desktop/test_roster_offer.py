"""Finding oneself on the unit's roster while a profile is made."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from elearn.desktop.presenters.roster_offer import MOST, RosterOffer
from elearn.learning.assignment import PersonListed
from elearn.learning.people import PersonDetails
from tests.build.assignments import assignment
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press, tab_to, type_into

UNIT = "Ủy ban nhân dân xã An Bình Đông"
ROSTER = (
    PersonListed("CB001", "Nguyễn Thị Thuỷ", sub_unit=("Văn phòng",), position="Công chức"),
    PersonListed("CB002", "Lê Văn Tám", "lanh-dao", ("Văn phòng",), "Chánh Văn phòng", 50),
    PersonListed("CB 003", "Lê Văn Tâm", sub_unit=("Kinh tế",)),
    PersonListed("CB004", "Lê Văn Tâm", sub_unit=("Trạm Y tế", "Tổ dự phòng")),
    PersonListed("", "Trần Đình Được", position="Công chức Địa chính"),
    PersonListed("017", "Đỗ Lê Văn"),
)


def offer(roster=ROSTER, **here) -> RosterOffer:
    return RosterOffer(UNIT, roster, here)


@pytest.mark.parametrize(
    "typed, found",
    [
        pytest.param("le van tam", ["CB002", "CB 003", "CB004"], id="no accents"),
        pytest.param(
            "Lê Văn Tâm", ["CB 003", "CB004", "CB002"], id="as it is written, first who is written so"
        ),
        pytest.param("tam le", ["CB002", "CB 003", "CB004"], id="in another order"),
        pytest.param("le v", ["CB002", "CB 003", "CB004", "017"], id="beginnings of words"),
        pytest.param("thủy", ["CB001"], id="the mark on another vowel"),
        pytest.param("duoc", [""], id="đ and ơ, nobody's code"),
        pytest.param("cb003", ["CB 003"], id="a code, without its space"),
        pytest.param("  CB 003 ", ["CB 003"], id="a code, with it"),
        pytest.param("huy", [], id="no middle of a word"),
        pytest.param("t", [], id="one letter is not enough"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_name_finds_its_people(typed, found):
    assert [one.code for one in offer().by_name(typed).people] == found


@pytest.mark.parametrize(
    "typed, found",
    [
        pytest.param("cb00", ["CB001", "CB002", "CB 003", "CB004"], id="its beginning"),
        pytest.param("CB003", ["CB 003"], id="without its space"),
        pytest.param("17", [], id="not from its middle"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_code_finds_its_person(typed, found):
    assert [one.code for one in offer().by_code(typed).people] == found


def test_namesakes_are_told_apart():
    said = [one.about for one in offer().by_name("le van tâm").people]
    assert said[:2] == ["CB 003 · Kinh tế", "CB004 · Trạm Y tế / Tổ dự phòng"]


def test_who_is_not_on_the_list_is_told_that_it_does_not_matter():
    for found in (offer().by_name("Hồ Xuân"), offer().by_code("XY1")):
        assert found.people == ()
        assert "Danh sách của đơn vị không có" in found.words
    assert "vẫn lập hồ sơ được" in offer().by_name("Hồ Xuân").words


def test_a_key_press_among_ten_thousand_people_is_quick():
    words = ("Nguyễn Trần Lê Phạm", "Văn Thị Hồng Quỳnh Minh", "An Ân Bình Châu Dũng Thuý Thủy Thùy Yến")
    family, middle, given = (text.split() for text in words)
    many = offer(
        [
            PersonListed(f"CB{n:05d}", f"{family[n % 4]} {middle[n % 5]} {middle[n % 3]} {given[n % 9]}")
            for n in range(10_000)
        ]
    )
    found = many.by_name("nguyen thi")
    assert len(found.people) == MOST
    assert found.words.split()[0].isdigit()
    for typed in ("ng", "nguyen thi hong thuy", "CB0", "CB09999", "xyz", "th th th"):
        took = []
        for _ in range(5):  # of this thread alone: other programs run beside the tests
            began = time.thread_time()
            many.by_name(typed)
            many.by_code(typed)
            took.append(time.thread_time() - began)
        assert min(took) < 0.008, f"half of a frame for {typed!r}"


# The form


@pytest.fixture
def with_roster(services):
    """The machine has taken the unit's assignment file."""
    services.records.assignments.put(assignment(roster=ROSTER), "k" * 43, bytes(32))
    return services


@pytest.fixture
def form(with_roster, open_shell):
    """The form for a new profile."""
    window = open_shell()
    window.go("profile-edit:new")
    return window


def texts(window) -> tuple[str, ...]:
    fields = window.shell.page.fields
    return tuple(fields[key].input.text() for key in ("name", "unit", "position", "staff_code"))


def proposed(window) -> list[str]:
    return [one.name for shown in window.shell.page.finder.lists for one in shown.rows]


def test_one_finds_oneself_by_keyboard_alone(form, with_roster):
    assert any("không dấu cũng được" in name for name in names(form.shell))
    type_into("Họ và tên", "le van tam")
    assert proposed(form) == ["Lê Văn Tám", "Lê Văn Tâm", "Lê Văn Tâm"]
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(form) == ("Lê Văn Tâm", UNIT, "", "CB 003")
    assert proposed(form) == []
    assert f"Đã lấy theo danh sách của {UNIT}" in form.shell.page.fields["name"].hint
    assert focused().accessibleName() == "Họ và tên"
    assert with_roster.records.people.list() == [], "nothing is kept before it is asked for"
    press("Lập hồ sơ")
    form.settle()
    (made,) = with_roster.records.people.list()
    assert (made.details.name, made.details.staff_code, made.details.unit) == ("Lê Văn Tâm", "CB 003", UNIT)
    assert not made.local_code
    assert with_roster.assignment.listed(made.subject) == ROSTER[2]


def test_one_finds_oneself_by_mouse(form):
    page = form.shell.page
    page.fields["name"].input.setFocus()
    type_into("Họ và tên", "tam")
    shown = page.finder.lists[0]
    assert shown.isVisible()
    assert shown.geometry().top() >= page.fields["name"].input.mapTo(page.content, page.rect().topLeft()).y()
    QTest.mouseClick(
        shown.viewport(),
        Qt.MouseButton.LeftButton,
        pos=shown.visualRect(shown.model().index(0, 0)).center(),
    )
    assert texts(form) == ("Lê Văn Tám", UNIT, "Chánh Văn phòng", "CB002")
    assert not shown.isVisible()
    assert page.fields["name"].input.hasFocus()


def test_another_choice_leaves_nothing_of_the_first(form):
    type_into("Họ và tên", "CB002")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    focused().selectAll()
    type_into("Họ và tên", "CB004")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(form) == ("Lê Văn Tâm", UNIT, "", "CB004")
    tab_to("Chức vụ").setText("Y sĩ")
    tab_to("Họ và tên").selectAll()
    type_into("Họ và tên", "017")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(form) == ("Đỗ Lê Văn", UNIT, "Y sĩ", "017"), "what was typed by hand stays"


def test_a_code_fills_in_the_rest(form):
    type_into("Mã cán bộ", "cb001")
    assert proposed(form) == ["Nguyễn Thị Thuỷ"]
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(form) == ("Nguyễn Thị Thuỷ", UNIT, "Công chức", "CB001"), "the name as the roster has it"


def test_enter_takes_nobody_who_was_not_pointed_at(form, with_roster):
    type_into("Họ và tên", "le van tam")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(form)[0] == "le van tam"
    assert form.shell.page.finder.lists[0].currentIndex().row() == 0, "it leads into the list"
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert proposed(form) == []
    assert with_roster.records.people.list() == []
    assert str(form.shell.route) == "profile-edit:new"


def test_the_list_goes_when_the_field_is_left(form):
    type_into("Họ và tên", "tam")
    assert proposed(form)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert proposed(form) == []
    assert nameless(form.shell) == []


def test_who_is_not_on_the_list_makes_a_profile_all_the_same(form, with_roster):
    type_into("Họ và tên", "Hồ Xuân Hương")
    assert any("không có tên này; vẫn lập hồ sơ được" in name for name in names(form.shell))
    type_into("Đơn vị", "Trường mầm non")
    press("Lập hồ sơ")
    form.settle()
    (made,) = with_roster.records.people.list()
    assert (made.details.name, made.local_code) == ("Hồ Xuân Hương", True)


def test_without_an_assignment_the_form_is_as_always(open_shell):
    window = open_shell()
    window.go("profile-edit:new")
    assert window.shell.page.finder is None
    assert "Ghi đủ dấu" in window.shell.page.fields["name"].hint


def test_an_entry_that_has_a_profile_here_is_opened_and_not_made_twice(with_roster, open_shell):
    people = with_roster.records.people
    there = people.create(PersonDetails("Lê Văn Tám", "cb 002"))
    people.create(PersonDetails("Nguyễn Thị Thuỷ", "CB001"))
    window = open_shell()
    window.shell.session.enter("")
    window.settle()
    window.go("profile-edit:new")
    type_into("Họ và tên", "tám")
    (shown,) = (one for one in window.shell.page.finder.lists if one.rows)
    assert next(one.about.split(" · ")[1] for one in shown.rows) == "đã có hồ sơ trên máy này"
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    page = window.shell.page
    assert "Lê Văn Tám (CB002) đã có hồ sơ trên máy này" in page.fields["name"].error.accessibleName()
    assert page.fields["staff_code"].input.text() == ""
    press("Mở hồ sơ của Lê Văn Tám")
    window.settle()
    assert (str(window.shell.route), window.shell.context.subject) == ("home", there.subject)
    assert len(people.list()) == 2


def test_a_code_of_another_profile_leads_to_that_profile_and_its_pin(with_roster, open_shell, qtbot):
    from tests.desktop.test_profiles import in_dialog

    people = with_roster.records.people
    there = people.create(PersonDetails("Lê Văn Tám", "CB-99"))
    people.set_pin(there.subject, "1234")
    window = open_shell()
    window.go("profile-edit:new")
    type_into("Họ và tên", "Hồ Xuân Hương")
    type_into("Mã cán bộ", "cb-99")
    press("Lập hồ sơ")
    window.settle()
    assert len(people.list()) == 1
    assert "đã là mã của Lê Văn Tám" in window.shell.page.fields["staff_code"].error.accessibleName()
    assert focused().accessibleName().startswith("Mã cán bộ")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Mở hồ sơ của Lê Văn Tám"

    def enter(dialog) -> None:
        dialog.field.input.setText("1234")
        QTest.keyClick(dialog.field.input, Qt.Key.Key_Return)

    in_dialog(qtbot, enter)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    window.settle()
    assert window.shell.context.subject == there.subject


def test_a_temporary_code_gives_way_to_the_rosters(with_roster, open_shell):
    people = with_roster.records.people
    there = people.create(PersonDetails("Le Van Tam"))
    window = open_shell()
    window.go("profile-edit")
    assert "Ghi đủ dấu" in window.shell.page.fields["name"].hint, (
        "nobody is asked to look for themselves again"
    )
    name = tab_to("Họ và tên")
    name.selectAll()
    type_into("Họ và tên", "tâm kinh")
    assert proposed(window) == [], "a sub-unit is shown and not searched"
    name.selectAll()
    type_into("Họ và tên", "CB004")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert texts(window)[0] == "Lê Văn Tâm"
    press("Lưu thay đổi")
    window.settle()
    changed = people.get(there.subject)
    assert (changed.details.name, changed.details.staff_code) == ("Lê Văn Tâm", "CB004")
    assert not changed.local_code
