"""The pages of articles: reached from the table, a citation, an item and the search; what they lead to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from elearn.desktop.presenters.search import SearchPresenter
from elearn.desktop.reader.passage import Passage
from elearn.learning.course import SearchHit
from tests.build.items import COURSE
from tests.build.lessons import FIRST, SECOND
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press, tab_stops
from tests.desktop.pointer import hover, leave, link_to
from tests.desktop.stand_in import ExamServices

ARTICLE = f"{COURSE}/dieu-7"


@pytest.fixture
def services(tmp_path):
    """The real services over two lessons and one article."""
    made = ExamServices(tmp_path)
    yield made
    made.close()


def test_an_article_tells_who_needs_it_what_it_says_and_where_it_is_used(window):
    window.go(f"article:{ARTICLE}")
    said = names(window.shell.page)
    for words in (
        "Điều 7. Các hành vi bị nghiêm cấm về an ninh mạng",
        "Luật An ninh mạng 2025 · Chương I",
        "Danh mục việc bị cấm trên mạng.",
        "Mọi cán bộ, công chức",
        "Người đứng đầu",
        "Nói gọn",
        "Bài nào dùng điều này",
    ):
        assert words in said
    assert any(one.startswith("Mở Bài 1 · ") and one.endswith("mục 2, mục 3") for one in said)
    press("Mở Bài 2")
    window.settle()
    assert str(window.shell.route) == f"lesson:{SECOND}#mo-dau"


def test_the_table_has_a_line_for_each_article(window):
    window.go(f"course:{COURSE}")
    press("Xem các điều")
    window.settle()
    press("Điều 7. ")
    window.settle()
    assert str(window.shell.route) == f"article:{ARTICLE}"
    press("Tất cả các điều")
    window.settle()
    assert str(window.shell.route) == f"articles:{COURSE}"


def test_a_citation_opens_the_page_of_its_article(window):
    window.go(f"lesson:{FIRST}")
    page = window.shell.page
    page.look_up.follow(
        "cite:luat-116-2025:7.2.c", QRect(page.mapToGlobal(QPoint(400, 200)), page.size() / 10)
    )
    window.settle()
    press("Mở trang Điều 7")
    window.settle()
    assert str(window.shell.route) == f"article:{ARTICLE}"


@pytest.fixture
def article(window):
    """The page of an article."""
    window.go(f"article:{ARTICLE}")
    return window.shell.page


def test_a_citation_on_the_page_is_looked_up(window, article):
    passage, one = link_to(article.findChildren(Passage), "cite:luat-116-2025:7.2.c")
    passage.followed.emit(one.target, passage.place_of(one))
    window.settle()
    assert article.look_up.popup.isVisible()
    assert "Điều 7 khoản 2 điểm c" in article.look_up.popup.accessibleName()


def test_a_term_on_the_page_is_explained_by_keyboard(window, article):
    passage, _ = link_to(article.findChildren(Passage), "term:bi-mat-nha-nuoc")
    passage.setFocus(Qt.FocusReason.TabFocusReason)
    while passage.textCursor().selectedText() != "bí mật nhà nước":
        assert focused() is passage
        QTest.keyClick(passage, Qt.Key.Key_Tab)
    QTest.keyClick(passage, Qt.Key.Key_Return)
    window.settle()
    popup = article.look_up.popup
    assert popup.hasFocus()
    assert popup.accessibleName().startswith("bí mật nhà nước: Thông tin")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert focused() is passage


@pytest.mark.parametrize(
    "target, words",
    [
        pytest.param("term:bi-mat-nha-nuoc", "bí mật nhà nước: Thông tin", id="a term"),
        pytest.param("term:bi-mat-cong-tac", "chưa được phép công bố", id="a term of a footnote"),
        pytest.param("cite:luat-116-2025:7.2.c", "Điều 7 khoản 2 điểm c", id="a citation"),
    ],
)
def test_what_a_link_means_is_shown_by_hovering_as_in_a_lesson(target, words, article, qtbot):
    passage, one = link_to(article.findChildren(Passage), target)
    article.scroll_area.ensureWidgetVisible(passage)
    popup = article.look_up.popup
    hover(passage, one)
    qtbot.waitUntil(popup.isVisible, timeout=2000)
    assert words in popup.accessibleName()
    assert not popup.hasFocus()
    leave(passage)
    qtbot.waitUntil(lambda: not popup.isVisible(), timeout=2000)


def test_a_card_that_hovering_opened_goes_with_escape_and_with_scrolling(article, qtbot):
    article.window().resize(900, 400)
    passage, one = link_to(article.findChildren(Passage), "term:bi-mat-nha-nuoc")
    popup = article.look_up.popup
    article.scroll_area.ensureWidgetVisible(passage)
    hover(passage, one)
    qtbot.waitUntil(popup.isVisible, timeout=2000)
    article.scroll_area.setFocus()
    QTest.keyClick(article.scroll_area, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    leave(passage)
    hover(passage, one)
    qtbot.waitUntil(popup.isVisible, timeout=2000)
    bar = article.scroll_area.verticalScrollBar()
    bar.setValue(bar.value() + 40 if bar.value() < bar.maximum() else bar.value() - 40)
    assert not popup.isVisible()


def test_the_search_leads_to_lessons_and_to_articles(services):
    def search(_text, _limit):
        return [SearchHit(COURSE, one, "a", "Mục", "Tên", "…") for one in (FIRST, ARTICLE)]

    services.library.search = search
    rows = SearchPresenter(services).view("dieu 7").rows
    assert [one.route for one in rows if one.route] == [f"lesson:{FIRST}#a", f"article:{ARTICLE}#a"]


@pytest.mark.parametrize("scale, size", [(1.0, (1366, 768)), (2.0, (911, 470))])
def test_nothing_scrolls_sideways_and_everything_has_a_name(window, scale, size):
    window.shell.change_look("light", scale)
    window.shell.resize(*size)
    for route in (f"article:{ARTICLE}#khoan-2", f"articles:{COURSE}"):
        window.go(route)
        for area in window.shell.page.findChildren(QScrollArea):
            if area.isVisible():
                assert area.widget().minimumSizeHint().width() <= area.viewport().width(), route
        assert nameless(window.shell) == [], route
        assert "" not in tab_stops(window.shell), route
