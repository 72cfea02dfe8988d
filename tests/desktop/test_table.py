"""The table of people: Qt's own tester, order, choice, columns that leave, ten thousand rows."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest

from elearn.desktop.app import make_application
from elearn.desktop.presenters.table import Arranged, Column
from elearn.desktop.presenters.unit.people_table import (
    ALL,
    COLUMNS,
    LOOKS,
    UNFINISHED,
    PersonLine,
    State,
    filter_of,
)
from elearn.desktop.theme import make_theme
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.focus_ring import FocusRing
from elearn.desktop.widgets.table import Table
from elearn.desktop.widgets.table_paint import CELL_PAD

SIMPLE = (
    Column("STT", lambda _row: "", 40, kind="ordinal", drop=1),
    Column("Tên", lambda row: row[0], 120, 1, kind="strong"),
    Column("Số", lambda row: str(row[1] or ""), 80, kind="number", sort=lambda row: row[1], drop=2),
)
ROWS = (("An", 3), ("Ân", None), ("Bình", 1), ("Chi", 3))


def line(key: int = 1, name: str = "Nguyễn Thị Thuỷ", part: str = "Văn phòng", **odd: object) -> PersonLine:
    usual: dict[str, object] = {
        "key": key,
        "name": name,
        "code": f"CB{key:03d}",
        "part": part,
        "part_key": (part,),
        "state": State.UNDER_WAY,
        "given": (),
        "file_on": None,
        "items": {},
    }
    return PersonLine(**(usual | odd))  # type: ignore[arg-type]


def names_shown(table: Table) -> list[str]:
    model = table.rows_model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


@pytest.fixture
def table(qtbot):
    make_application()
    made = Table(make_theme("light", 1.0, read_tokens()), SIMPLE, "Người")
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.put(ROWS)
    made.show()
    return made


def test_qt_finds_no_fault_with_the_model(table):
    tester = QAbstractItemModelTester(
        table.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal, table
    )
    table.heads.press(2)
    table.heads.press(2)
    table.choose(lambda row: row[1] == 3)
    table.put(())
    table.put(ROWS)
    assert tester.model() is table.rows_model
    assert table.shown == 2


def test_equal_rows_stay_as_they_came_and_unknown_ones_come_last():
    arranged = Arranged(SIMPLE)
    arranged.put(ROWS)
    arranged.sort(2, descending=False)
    assert [ROWS[at][0] for at in arranged.shown] == ["Bình", "An", "Chi", "Ân"]
    arranged.sort(2, descending=True)
    assert [ROWS[at][0] for at in arranged.shown] == ["An", "Chi", "Bình", "Ân"]
    arranged.sort(-1, descending=False)
    assert [ROWS[at][0] for at in arranged.shown] == ["An", "Ân", "Bình", "Chi"]


def test_heads_sort_by_keyboard_and_say_so(table):
    table.heads.setFocus()
    QTest.keyClick(table.heads, Qt.Key.Key_Right)
    QTest.keyClick(table.heads, Qt.Key.Key_Return)
    assert names_shown(table)[0] == "Bình"
    assert table.heads.accessibleName() == "Tiêu đề cột: Số, đang xếp tăng dần"
    QTest.keyClick(table.heads, Qt.Key.Key_Space)
    assert names_shown(table)[0] == "An"
    QTest.keyClick(table.heads, Qt.Key.Key_Return)
    assert names_shown(table) == ["An", "Ân", "Bình", "Chi"]


def test_a_row_is_opened_by_enter_and_by_a_click(table, qtbot):
    opened = []
    table.opened.connect(opened.append)
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(2, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.rows_model.index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert [row[0] for row in opened] == ["Bình", "An"]


def test_where_it_is_narrow_columns_leave_and_are_told_below_the_name(table):
    table.resize(190, 400)
    assert table.isColumnHidden(0)
    assert table.isColumnHidden(2)
    index = table.rows_model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "An, 3"
    table.resize(600, 400)
    assert not table.isColumnHidden(2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "An"


def test_an_empty_cell_is_heard(table):
    said = table.rows_model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Số: không có"


@pytest.mark.parametrize(
    "which, part, words, keys",
    [
        pytest.param(ALL, "", "", [1, 2, 3, 4], id="everybody"),
        pytest.param(UNFINISHED, "", "", [1, 3, 4], id="not done"),
        pytest.param("LATE", "", "", [3], id="late"),
        pytest.param(LOOKS, "", "", [4], id="looked at again"),
        pytest.param(ALL, "Văn phòng", "", [1, 2], id="a sub-unit and its own parts"),
        pytest.param(ALL, "", "thuy vp", [], id="words that are nowhere"),
        pytest.param(ALL, "", "cb003", [3], id="a code"),
        pytest.param(ALL, "", "van phong to", [2], id="words without accents"),
    ],
)
def test_whom_the_filters_show(which, part, words, keys):
    lines = (
        line(1),
        line(2, "Lê Văn An", "Văn phòng / Tổ một cửa", state=State.DONE),
        line(3, "Lê Văn Ân", "Kinh tế", state=State.LATE),
        line(4, "Trần Được", "Văn phòng khác", state=State.NOT_BEGUN),
    )
    chosen = filter_of(which, part, words, frozenset({4}))
    assert [one.key for one in lines if chosen is None or chosen(one)] == keys


def test_ten_thousand_people_open_and_are_sorted_at_once(qtbot):
    make_application()
    table = Table(make_theme("light", 1.0, read_tokens()), COLUMNS, "Người học")
    qtbot.addWidget(table)
    table.resize(1066, 420)
    lines = tuple(line(n, f"Nguyễn Văn {n % 97:02d}", f"Phòng {n % 31}") for n in range(10_000))
    begun = time.perf_counter()
    table.put(lines)
    table.show()
    QTest.qWait(0)
    table.grab()
    opened = time.perf_counter() - begun
    begun = time.perf_counter()
    table.heads.press(2)
    table.choose(filter_of(ALL, "", "nguyen van 11"))
    assert table.shown == sum("11" in f"{one.name} {one.code} {one.part}" for one in lines)
    sorted_in = time.perf_counter() - begun
    assert opened < 1.0, f"{opened:.3f} s"  # 40 ms on a quiet machine
    assert sorted_in < 1.0, f"{sorted_in:.3f} s"


def test_the_last_of_ten_thousand_has_room_for_its_number(table):
    narrow = table.columnWidth(0)
    table.put(ROWS * 2500)
    room = table.columnWidth(0) - 2 * CELL_PAD
    assert room >= QFontMetrics(table.font()).horizontalAdvance("10000")
    table.put(ROWS)
    assert table.columnWidth(0) == narrow


def test_the_focus_frames_the_table_and_moves_nothing(table, qtbot):
    table.activateWindow()
    table.heads.setFocus()
    before = table.viewport().geometry()
    ring = table.findChild(FocusRing)
    assert not ring.isVisible()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry() == table.rect()
    assert table.viewport().geometry() == before
