"""A person who stands twice on the roster: found, looked at, joined and parted in the window."""

from __future__ import annotations

import pytest

from elearn.learning.roster import RosterPerson
from tests.desktop.accessible import names
from tests.desktop.keyboard import press
from tests.desktop.test_unit_way import when_asked


@pytest.fixture
def services(head):
    """For the window."""
    return head.services


@pytest.fixture
def window(open_shell):
    """The head's window."""
    return open_shell()


@pytest.fixture
def keys(head, services):
    """Somebody with a result, and a second row of theirs under an old code."""
    other = services.unit.roster.add(RosterPerson("NGUYỄN THỊ THỦY", "TT-17", ("Kinh tế",), "Văn thư"))
    return head.key("Nguyễn Thị Thuỷ"), other.key


def test_from_the_persons_page_to_one_row_and_back(window, services, keys):
    kept, gone = keys
    window.go(f"unit-person:{gone}")

    def pick(dialog) -> None:
        first = dialog.table.rows_model.arranged.row(0)
        assert first.name == "Nguyễn Thị Thuỷ"  # who bears the same name comes first
        assert gone not in [row.key for row in dialog.table.rows_model.arranged.rows]
        dialog._take(first)

    when_asked(pick)
    press("Gộp với hồ sơ khác")
    window.settle()
    assert str(window.shell.route) == f"unit-join:{gone}/{kept}"
    press("Giữ hồ sơ này thay: Nguyễn Thị Thuỷ")  # the one with the results
    window.settle()
    said = names(window.shell)
    assert "Nguyễn Thị Thuỷ: được giữ" in said
    assert "NGUYỄN THỊ THỦY: gộp vào hồ sơ kia" in said
    assert "Mã TT-17 vẫn tìm ra người này: tệp kết quả ghi mã ấy được tính như trước." in said
    assert "Của cả hai: 1 máy, 1 lượt làm bài." in said
    press("Gộp làm một")
    window.settle()
    assert str(window.shell.route) == f"unit-person:{kept}"
    said = names(window.shell)
    assert "Gồm cả hồ sơ NGUYỄN THỊ THỦY (TT-17), gộp lúc 08:00 hôm nay." in said
    assert any("gộp với hồ sơ NGUYỄN THỊ THỦY (TT-17)" in one for one in said)
    assert "Đã gộp hai hồ sơ vào Nguyễn Thị Thuỷ" in window.shell.said
    window.go(f"unit-person:{gone}")  # an old way leads to the one that is kept
    assert window.shell.page._view.key == kept
    window.go("unit")
    rows = [row.name for row in window.shell.page.table.rows_model.arranged.rows]
    assert "NGUYỄN THỊ THỦY" not in rows

    window.go(f"unit-person:{kept}")
    when_asked(lambda dialog: dialog.accept())
    press("Tách hồ sơ NGUYỄN THỊ THỦY ra")
    window.settle()
    assert "như trước khi gộp" in window.shell.said
    assert not any(one.startswith("Gồm cả hồ sơ") for one in names(window.shell))
    assert services.unit.roster.person(gone).person.code == "TT-17"


def test_what_speaks_against_it_is_said(window, head, services):
    one, other = head.key("Lê Văn Ân"), head.key("Nguyễn Thị Thuỷ")
    window.go(f"unit-join:{one}/{other}")
    said = names(window.shell)
    assert any(line.startswith("Hai hồ sơ không cùng họ tên.") for line in said)
    press("Không gộp")
    window.settle()
    assert str(window.shell.route) == f"unit-person:{one}"
    assert services.unit.joining.joined(one) == []


def test_a_code_that_was_given_to_somebody_else_keeps_them_together(window, head, services, keys):
    kept, gone = keys
    services.unit.joining.join(kept, gone)
    services.unit.roster.add(RosterPerson("Phạm Văn Mới", "TT-17"))
    window.go(f"unit-person:{kept}")
    when_asked(lambda dialog: dialog.accept())
    press("Tách hồ sơ NGUYỄN THỊ THỦY ra")
    window.settle()
    assert "TT-17 đã là mã của Phạm Văn Mới" in window.shell.said
    assert [one.key for one in services.unit.joining.joined(kept)] == [gone]
