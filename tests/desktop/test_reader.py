"""The lesson reader: where one was, what counts as read, words explained, marks, nothing loaded from anywhere."""

from __future__ import annotations

import importlib.util

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from elearn.desktop.items import ItemWidget
from elearn.desktop.reader.passage import Passage
from elearn.desktop.reader.section import SectionPart
from elearn.errors import Reason, Refusal
from elearn.learning.course import Box, Check, Prose
from tests.build.items import single_choice
from tests.build.lessons import FIRST, SECOND, LessonLibrary, lesson, prose, section
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press, tab_stops, tab_to
from tests.desktop.pointer import hover, leave, link_to
from tests.desktop.stand_in import Services

HAS_ITEMS = importlib.util.find_spec("elearn.desktop.items") is not None


@pytest.fixture
def library():
    """A course of two lessons."""
    return LessonLibrary(held_items={"sc-01": single_choice(use="practice" if HAS_ITEMS else "exam")})


@pytest.fixture
def services(tmp_path, library):
    """Real records, and lessons to read."""
    made = Services(tmp_path, courses=library.courses())
    made.__dict__["library"] = library
    yield made
    made.close()


@pytest.fixture
def page(window, qtbot):
    """The first lesson, opened and built as a whole."""
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    return window.shell.page


def built(window, qtbot) -> None:
    """Wait until every part of the lesson is there."""
    column = window.shell.page.column
    qtbot.waitUntil(lambda: bool(column.sections) and all(one.is_built for one in column.sections))
    window.settle()


def section_of(page, anchor):
    return next(one for one in page.column.sections if one.section.anchor == anchor)


def read_on(services, page, seconds: int) -> None:
    """Time goes by with the lesson in front."""
    for _ in range(seconds):
        services.clock.advance(seconds=1)
        page.time.tick()


def scroll_through(page) -> None:
    bar = page.column.verticalScrollBar()
    for value in range(0, bar.maximum() + 300, 300):
        bar.setValue(value)


# Where one was


def test_the_place_comes_back_after_a_new_start(window, services, qtbot, open_shell, page):
    page.column.show_place("hinh", 0.5)
    place = page.column.place()
    assert place[0] == "hinh"
    window.go("home")
    again = open_shell()
    again.go(f"lesson:{FIRST}")
    here = again.shell.page.column.place()
    assert here[0] == "hinh"
    assert here[1] == pytest.approx(place[1], abs=0.02)
    built(again, qtbot)
    there = again.shell.page.column.place()
    assert there[0] == "hinh"
    assert there[1] == pytest.approx(place[1], abs=0.02)


def test_what_is_read_stays_in_view_while_the_rest_is_built(window, qtbot):
    window.go(f"lesson:{FIRST}#hinh")
    column = window.shell.page.column
    top = lambda: section_of(window.shell.page, "hinh").mapTo(column.viewport(), QPoint(0, 0)).y()
    first = top()
    built(window, qtbot)
    assert abs(top() - first) <= 1


def test_another_text_size_keeps_the_place(window, qtbot, page):
    page.column.show_place("o-ban", 0.3)
    window.shell.change_look("dark", 1.5)
    window.settle()
    built(window, qtbot)
    anchor, share = window.shell.page.column.place()
    assert (anchor, round(share, 1)) == ("o-ban", 0.3)
    assert window.shell.context.theme.scale == 1.5


def test_contents_follow_the_reading_and_lead_to_a_section(window, page):
    press_place = page.contents.places[2]
    press_place.click()
    window.settle()
    assert page.column.place()[0] == "o-ban"
    assert [one.isChecked() for one in page.contents.places] == [False, False, True, False, False]
    bar = page.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.contents.places[-1].isChecked()


def test_a_lesson_that_is_not_there_is_said(window):
    window.go("lesson:khong/co")
    assert any("“khong/co”" in one for one in names(window.shell))


def test_a_link_to_another_lesson_leads_there(window, page, qtbot):
    page.look_up.follow(f"lesson:{SECOND}#mo-dau", page.rect())
    window.settle()
    assert window.shell.page.view.id == SECOND
    assert window.shell.windowTitle().startswith("Bí mật công tác")


# What counts as read


def test_opening_a_lesson_does_not_make_it_read(window, services, page):
    window.go("home")
    state = services.records.reading.state(window.shell.context.subject, FIRST)
    assert state.anchor == "chuyen-o-ban"
    assert not state.is_read(1)
    assert state.furthest < 0.6


def test_running_to_the_end_does_not_make_it_read(window, services, page):
    scroll_through(page)
    read_on(services, page, 10)
    window.settle()
    assert not services.records.reading.state(window.shell.context.subject, FIRST).is_read(1)
    assert "đọc thêm chưa đầy một phút" in page.time.end.state.accessibleName()


def test_jumping_to_the_end_is_no_scrolling_through(window, services, page):
    read_on(services, page, 300)
    bar = page.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    read_on(services, page, 60)
    window.settle()
    assert not services.records.reading.state(window.shell.context.subject, FIRST).is_read(1)
    assert "xem hết các mục" in page.time.end.state.accessibleName()


def test_reading_through_for_a_third_of_its_minutes_makes_it_read(window, services, page):
    scroll_through(page)
    read_on(services, page, 65)  # of three minutes
    window.settle()
    assert services.records.reading.state(window.shell.context.subject, FIRST).is_read(1)
    assert page.time.end.state.accessibleName() == "Bài đã đọc."
    assert "đã được tính là đã đọc" in window.shell.said


def test_time_counts_only_with_the_window_in_front(window, services, page, monkeypatch):
    scroll_through(page)
    monkeypatch.setattr(page.column, "counts", lambda: False)
    read_on(services, page, 300)
    page.closing()
    window.settle()
    assert services.records.reading.state(window.shell.context.subject, FIRST).seconds == 0


def test_a_night_asleep_is_no_reading(window, services, page):
    services.clock.advance(hours=9)
    page.time.tick()
    page.closing()
    window.settle()
    assert services.records.reading.state(window.shell.context.subject, FIRST).seconds <= 2


def test_a_section_gets_its_sign_by_being_read(window, services, page):
    assert "đã xem" not in page.contents.places[0].accessibleName()
    scroll_through(page)
    page.column.verticalScrollBar().setValue(0)
    read_on(services, page, 60)
    assert "đã xem" in page.contents.places[0].accessibleName()
    assert "đã xem" not in page.contents.places[-1].accessibleName()


# Words explained


def link(page, target: str) -> tuple[Passage, object]:
    return link_to([passage for part in page.column.sections for passage in part.all_passages], target)


def test_a_term_is_explained_by_keyboard(window, page):
    page.column.setFocus()
    passage, _ = link(page, "term:bi-mat-nha-nuoc")
    passage.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(passage, Qt.Key.Key_Tab)
    assert passage.textCursor().selectedText() == "bí mật nhà nước"
    QTest.keyClick(passage, Qt.Key.Key_Return)
    window.settle()
    assert page.look_up.popup.isVisible()
    assert page.look_up.popup.hasFocus()
    assert page.look_up.popup.accessibleName().startswith("bí mật nhà nước: Thông tin")
    QTest.keyClick(page.look_up.popup, Qt.Key.Key_Escape)
    assert not page.look_up.popup.isVisible()
    assert passage.hasFocus()


def test_each_link_is_a_stop_of_tab(window, page):
    passage, _ = link(page, "term:bi-mat-nha-nuoc")
    passage.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(passage.textCursor().selectedText())
    assert seen == ["bí mật nhà nước", "bí mật công tác", "Điều 7 khoản 2 điểm c Luật An ninh mạng 2025", "1"]
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is not passage


def test_a_term_is_explained_by_hovering_and_goes_with_the_pointer(window, page, qtbot):
    page.column.show_place("luat-cam")
    passage, one = link(page, "term:bi-mat-cong-tac")
    hover(passage, one)
    qtbot.waitUntil(page.look_up.popup.isVisible, timeout=2000)
    assert "chưa được phép công bố" in page.look_up.popup.accessibleName()
    assert not page.look_up.popup.hasFocus()
    leave(passage)
    qtbot.waitUntil(lambda: not page.look_up.popup.isVisible(), timeout=2000)


def test_a_citation_tells_document_article_date_and_other_uses(window, page):
    page.look_up.follow("cite:luat-116-2025:7.2.c", page.rect())
    window.settle()
    said = " ".join(names(page.look_up.popup))
    for words in (
        "Điều 7 khoản 2 điểm c · Luật An ninh mạng 2025",
        "Các hành vi bị nghiêm cấm về an ninh mạng",
        "116/2025/QH15",
        "Hiệu lực từ 01/7/2026",
        "Cũng được nhắc ở",
    ):
        assert words in said


def test_a_citation_of_an_old_law_says_so(window, page):
    page.look_up.follow("cite:luat-24-2018:8", page.rect())
    window.settle()
    assert (
        "Đã hết hiệu lực từ 01/7/2026; thay bằng Luật An ninh mạng 2025."
        in page.look_up.popup.accessibleName()
    )


def test_a_handbook_is_not_spoken_of_as_a_law(window, library):
    library.lessons[FIRST] = lesson(sources=("cam-nang-2022", "luat-116-2025:7.2.c"))
    window.go(f"lesson:{FIRST}")
    page = window.shell.page
    assert page.view.rests_on == (
        "Căn cứ: Cẩm nang, Bộ Thông tin và Truyền thông, 2022; Luật 116/2025/QH15, hiệu lực từ 01/7/2026. "
        "Nội dung đúng đến 23/11/2026."
    )
    page.look_up.follow("cite:cam-nang-2022", page.rect())
    window.settle()
    said = " ".join(names(page.look_up.popup))
    assert "Cẩm nang, Bộ Thông tin và Truyền thông, 2022" in said
    assert "số" not in said.lower().split()
    assert "hiệu lực" not in said.lower()


def test_a_footnote_opens_where_it_is(window, page):
    page.look_up.follow("#fn-1", page.rect())
    assert page.look_up.popup.accessibleName() == "Chú thích 1: Chữ “cố ý” là của luật."


# When the law has lapsed


def test_history_may_cite_what_no_longer_holds(page):
    assert page.view.lapsed == ()


def test_a_lapsed_source_shows_a_banner(window, library, qtbot):
    old = prose(1)
    cited = Prose('<p>Theo <a href="cite:luat-24-2018:8">Điều 8</a>.</p>')
    library.lessons[FIRST] = lesson(sections=(section("a", "Một", old, cited),))
    window.go(f"lesson:{FIRST}")
    said = names(window.shell)
    assert any("Bài này dẫn văn bản đã hết hiệu lực. Luật An ninh mạng 2018" in one for one in said)


# Marks


def select(passage: Passage, start: int, length: int) -> None:
    cursor = QTextCursor(passage.document())
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    passage.setTextCursor(cursor)


def test_a_highlight_is_kept_and_comes_back(window, services, page, qtbot, open_shell):
    part = section_of(page, "o-ban")
    passage = part.passages[2]
    passage.setFocus()
    select(passage, 3, 20)
    words = passage.textCursor().selectedText()
    QTest.keyClick(passage, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    mark = services.records.marks.list(window.shell.context.subject, FIRST)[0]
    assert (mark.kind, mark.anchor, mark.text) == ("highlight", "o-ban", words)
    assert part.text()[mark.start : mark.start + mark.length] == words
    again = open_shell()
    again.go(f"lesson:{FIRST}")
    built(again, qtbot)
    shown = section_of(again.shell.page, "o-ban").passages[2].extraSelections()
    assert [one.cursor.selectedText() for one in shown] == [words]
    assert any(
        one.startswith("Đoạn tô sáng ở mục Trước khi bấm gửi") for one in names(again.shell.page.contents)
    )


def test_a_highlight_is_taken_away_where_it_stands(window, services, page):
    part = section_of(page, "o-ban")
    passage = part.passages[2]
    passage.setFocus()
    select(passage, 3, 20)
    page.marking.highlight()
    window.settle()
    select(passage, 5, 2)
    page.marking.clear()
    window.settle()
    assert services.records.marks.list(window.shell.context.subject, FIRST) == []
    assert passage.extraSelections() == []


def test_a_highlight_is_not_shown_over_other_words(window, services, library, page, qtbot):
    subject = window.shell.context.subject
    services.records.marks.add(subject, FIRST, "chuyen-o-ban", "highlight", 0, 9, "Câu đã bỏ")
    window.go("home")
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    assert section_of(window.shell.page, "chuyen-o-ban").passages[0].extraSelections() == []


def test_selecting_offers_to_highlight(window, page, qtbot):
    passage = section_of(page, "chuyen-o-ban").passages[0]
    passage.setFocus()
    select(passage, 0, 10)
    qtbot.waitUntil(lambda: page.marking.bar is not None and page.marking.bar.isVisible(), timeout=2000)
    page.marking.bar.mark.click()
    window.settle()
    assert len(page.marking.marks) == 1
    assert not page.marking.bar.isVisible()


def test_a_bookmark_is_put_and_taken_by_keyboard(window, services, page):
    subject = window.shell.context.subject
    for expected in (["bookmark"], []):
        QTest.keyClick(page.column, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        window.settle()
        assert [one.kind for one in services.records.marks.list(subject, FIRST)] == expected
        assert page.top_bar.bookmark_button.isChecked() == bool(expected)


def test_a_note_is_kept_on_leaving_and_comes_back(window, services, page, qtbot):
    page.column.show_place("luat-cam")
    page.top_bar.note_button.click()
    editor = section_of(page, "luat-cam").note.editor
    assert editor.hasFocus()
    editor.setPlainText("Hỏi anh Dũng về mẫu quyết định.")
    window.go("home")
    notes = services.records.marks.list(window.shell.context.subject, FIRST)
    assert [(one.kind, one.anchor, one.text) for one in notes] == [
        ("note", "luat-cam", "Hỏi anh Dũng về mẫu quyết định.")
    ]
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    note = section_of(window.shell.page, "luat-cam").note
    assert note.editor.toPlainText() == "Hỏi anh Dũng về mẫu quyết định."
    note.editor.setPlainText("")
    window.go("home")
    assert services.records.marks.list(window.shell.context.subject, FIRST) == []


def test_a_note_opens_in_view_from_the_middle_of_its_section(window, page):
    page.column.show_place("luat-cam", 0.6)
    QApplication.processEvents()
    page.top_bar.note_button.click()
    QApplication.processEvents()
    editor = section_of(page, "luat-cam").note.editor
    top = editor.mapTo(page.column, QPoint(0, 0)).y()
    assert editor.hasFocus()
    assert 0 <= top < page.column.height() - editor.height()


def test_a_mark_is_removed_from_the_list(window, services, page):
    services.records.marks.add(window.shell.context.subject, FIRST, "hinh", "bookmark")
    window.go("home")
    window.go(f"lesson:{FIRST}")
    tab_to("Bỏ đánh dấu: Đường đi của một tấm ảnh").click()
    window.settle()
    assert services.records.marks.list(window.shell.context.subject, FIRST) == []


# Nothing comes from anywhere


@pytest.mark.parametrize(
    "html",
    [
        '<p><img src="file:///{file}">x</p>',
        '<p><img src="{file}">x</p>',
        '<p><img src="//server/share/x.png">x</p>',
        '<p><img src="http://127.0.0.1:9/x.png">x</p>',
        '<table background="file:///{file}"><tr><td>x</td></tr></table>',
        '<link rel="stylesheet" href="file:///{file}"><p>x</p>',
    ],
)
def test_a_passage_loads_nothing(qtbot, window, tmp_path, html, monkeypatch):
    from PySide6.QtGui import QImage

    picture = tmp_path / "anh.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(picture))
    asked = []
    inner = Passage.loadResource
    monkeypatch.setattr(
        Passage, "loadResource", lambda me, kind, url: asked.append(url) or inner(me, kind, url)
    )
    passage = Passage(window.shell.context.theme, html.replace("{file}", str(picture)), "x")
    qtbot.addWidget(passage)
    passage.resize(300, 200)
    shown = passage.grab().toImage()
    red = Qt.GlobalColor.red
    assert not any(
        shown.pixelColor(x, y) == red for x in range(0, shown.width(), 3) for y in range(0, shown.height(), 3)
    )
    passage.setSource(QUrl.fromLocalFile(str(picture)))
    assert passage.toPlainText().strip("\ufffc\n ") in (
        "x",
        "",
    )  # Qt takes what follows a link element for its own


@pytest.mark.qt_log_ignore("Could not resolve property")  # it says so, and draws nothing
@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image xlink:href="\\\\server\\share\\x.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        '<style>@import "x.css";</style>',
        '<rect style="fill:url(http://x/y#z)" width="9" height="9"/>',
    ],
)
def test_a_picture_that_names_a_file_is_not_drawn(qapp, inside):
    from elearn.desktop.reader.figure import renderer_of

    start = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    assert renderer_of(f"{start}{inside}</svg>".encode()) is None
    assert renderer_of(f'{start}<rect fill="url(#a)" width="9" height="9"/></svg>'.encode()) is not None


def test_a_picture_that_cannot_be_drawn_is_told(window, library, qtbot):
    library.assets["luat/anh.svg"] = b"no picture"
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    assert any("[Hình] Một ô gửi, mười bốn ô nhận" in one for one in names(window.shell))


# Everybody can use it


def test_a_question_is_made_in_one_step_and_put_in_its_place_in_another(window, page):
    """Both together take longer than a frame of the screen, and somebody may be scrolling."""
    section = next(one for one in page.view.sections if any(isinstance(block, Check) for block in one.blocks))
    part = SectionPart(page.theme, section, page.view, page._make_check, page.column.holder)
    questions = [len(part.findChildren(ItemWidget))]
    while not part.is_built:
        part.advance()
        questions.append(len(part.findChildren(ItemWidget)))
    assert len(questions) - 1 == len(section.blocks) + questions[-1]
    part.deleteLater()


def test_each_section_is_found_by_its_heading_before_it_is_built(window):
    window.go(f"lesson:{FIRST}")
    column = window.shell.page.column
    assert [one.accessibleName() for one in column.sections] == [
        one.section.heading for one in column.sections
    ]


def test_every_part_has_a_name(window, page):
    assert nameless(window.shell) == []
    said = names(window.shell)
    for heading in ("Chuyện ở bàn một cửa", "Luật cấm điều gì", "Kiểm tra nhanh"):
        assert said.count(heading) >= 3  # contents, frame, heading
    assert "Một ô gửi, mười bốn ô nhận" in said
    assert any(one.startswith("Điều luật: Điều 7 khoản 2 điểm c") for one in said)


def test_tab_goes_through_the_lesson_in_its_order(window, page):
    page.column.setFocus()
    stops = tab_stops(window.shell, 400)
    assert "" not in stops
    headings = [one.section.heading for one in page.column.sections]
    places = [stops.index(heading) for heading in headings]
    assert places == sorted(places)
    assert places[-1] < stops.index("Sang bài tiếp theo") < stops.index("Về khóa học Luật An ninh mạng")


def test_tab_goes_through_a_lesson_that_was_opened_in_its_middle(window, qtbot):
    window.go(f"lesson:{FIRST}#hinh")
    built(window, qtbot)
    window.shell.page.column.setFocus()
    stops = tab_stops(window.shell, 400)
    places = [stops.index(one.section.heading) for one in window.shell.page.column.sections]
    assert places == sorted(places)


def test_space_and_end_scroll(window, page):
    bar = page.column.verticalScrollBar()
    page.column.setFocus()
    QTest.keyClick(page.column, Qt.Key.Key_Space)
    assert bar.value() > 300
    QTest.keyClick(page.column, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(page.column, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_arrows_go_from_passage_to_passage(window, page):
    first, second = (section_of(page, one).all_passages for one in ("chuyen-o-ban", "luat-cam"))
    first[0].setFocus()
    first[0].moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(first[0], Qt.Key.Key_Down)
    assert focused() is second[0]
    QTest.keyClick(second[0], Qt.Key.Key_Up)
    assert focused() is first[0]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_nothing_scrolls_sideways(window, qtbot, scale):
    window.shell.change_look("light", scale)
    window.settle()
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    page = window.shell.page
    assert page.width() <= 1366
    for part in [*page.column.sections]:
        assert part.geometry().right() <= page.column.viewport().width()
    for area in page.findChildren(QScrollArea):
        if area.isVisible() and area.widget():
            assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_large_text_puts_the_contents_behind_a_button(window, qtbot):
    window.shell.change_look("light", 2.0)
    window.settle()
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    page = window.shell.page
    assert not page.contents.isVisible()
    page.column.setFocus()
    QTest.keyClick(page.column, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.contents.isVisible()
    assert focused().accessibleName().startswith("Chuyện ở bàn một cửa")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not page.contents.isVisible()
    assert page.column.hasFocus()


def test_a_passage_is_as_high_as_its_text(window, page):
    for part in page.column.sections:
        for passage in part.all_passages:
            assert passage.document().size().height() <= passage.height()
            assert passage.verticalScrollBar().maximum() == 0 or passage.verticalScrollBar().value() == 0


# On paper


def test_a_lesson_is_saved_as_pdf_with_all_its_parts(page, tmp_path):
    from pypdf import PdfReader

    from elearn.desktop.reader.print_dialog import save

    file = save(page.view, tmp_path / "bai.pdf")
    reader = PdfReader(file)
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    words = " ".join(one.extract_text() for one in reader.pages)
    words = " ".join(words.split())
    for expected in (
        "Bí mật công tác trên nhóm Zalo của cơ quan",
        "Điều 7 khoản 2 điểm c, điểm h · Luật An ninh mạng 2025",
        "Đã ban hành chưa?",
        "Một tấm ảnh đi đâu",
        f"Trang 1/{len(reader.pages)}",
        "Căn cứ: Luật 116/2025/QH15",
    ):
        assert expected in words


@pytest.mark.qt_log_ignore("QPainter::begin")  # what Qt says before we refuse in words
def test_a_place_that_cannot_be_written_refuses_the_pdf(page, tmp_path):
    from elearn.desktop.reader.print_dialog import save

    with pytest.raises(Refusal) as caught:
        save(page.view, tmp_path / "khong" / "co" / "bai.pdf")
    assert caught.value.reason is Reason.NOT_WRITABLE


# Live questions


@pytest.mark.skipif(not HAS_ITEMS, reason="item widgets are not there yet")
def test_a_check_is_answered_and_kept_as_practice(window, services, page):
    from elearn.learning.item import Response
    from elearn.learning.sitting import AttemptUse

    card = next(one for one in page.findChildren(object) if type(one).__name__ == "CheckCard")
    card.view.answered.emit(Response(chosen=("a",)))
    window.settle()
    history = services.records.attempts.history(window.shell.context.subject)
    assert [(one.use, one.share) for one in history] == [(AttemptUse.PRACTICE, 0.0)]
    assert any("Vì sao a" in one for one in names(card))


def test_items_kept_for_the_exam_never_show(window, services, library):
    from elearn.desktop.presenters.reader import ReaderPresenter

    library.held_items["sc-01"] = single_choice(use="exam")
    assert ReaderPresenter(services, window.shell.context.subject).view(FIRST).checks == {}


def test_a_law_card_without_citations_has_its_title(qapp, window):
    from elearn.desktop.reader.boxes import law_card

    card = law_card(window.shell.context.theme, [], "Thông lệ", "<p>x</p>", "Mục")
    assert card.accessibleName() == "Điều luật: Thông lệ"
    assert isinstance(lesson().sections[1].blocks[1], Box)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(card.passage, key)
    card.deleteLater()


def test_the_reader_is_left_by_keyboard(window, page):
    page.column.setFocus()
    press("Sang bài tiếp theo")
    window.settle()
    assert window.shell.page.view.id == SECOND


# What is left is let go


def test_a_lesson_that_was_left_leaves_nothing_behind_and_comes_back(window, qtbot, page):
    page.column.show_place("hinh")
    window.go("home")
    qtbot.waitUntil(lambda: not page.column.holder.children(), timeout=3000)
    assert page.contents.places == []
    window.go(f"lesson:{FIRST}")
    built(window, qtbot)
    assert page.column.place()[0] == "hinh"
    assert len(page.contents.places) == 5


def test_the_lesson_before_is_taken_apart_after_the_next_one_is_seen(window, qtbot, page):
    before = list(page.column.sections)
    window.go(f"lesson:{SECOND}")
    built(window, qtbot)
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(one) for one in before), timeout=3000)
    assert {one.parentWidget() for one in page.column.sections} == {page.column.holder}


def test_what_was_seen_stays_in_view_until_the_lesson_is_there(window, library, qtbot):
    window.shell.go(f"lesson:{FIRST}")
    page = window.shell.page
    assert not page.updatesEnabled()
    window.settle()
    assert page.updatesEnabled()
    window.shell.go(f"lesson:{SECOND}")
    window.shell.go("home")  # before it came
    window.settle()
    assert window.shell.page.updatesEnabled()
    assert page.updatesEnabled()
    assert page.view.id == FIRST
    window.go("lesson:khong/co")
    assert page.updatesEnabled()
