"""Where a route leads: the table of pages, each imported on its first visit.

A route is `name` or `name:argument`, as in "course:luat-an-ninh-mang" or "lesson:ID#anchor".
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from elearn.desktop.page import Page

_PAGES = "elearn.desktop.pages"
_UNIT = "elearn.desktop.unit"

ROUTES: dict[str, str] = {
    "trouble": f"{_PAGES}.trouble_page:TroublePage",  # records or library cannot be opened
    "profiles": f"{_PAGES}.profiles_page:ProfilesPage",
    "profile-edit": f"{_PAGES}.profile_form_page:ProfileFormPage",  # [:new]
    "home": f"{_PAGES}.home_page:HomePage",
    "courses": f"{_PAGES}.courses_page:CoursesPage",
    "course": f"{_PAGES}.course_page:CoursePage",  # :COURSE
    "lesson": f"{_PAGES}.lesson_page:LessonPage",  # :ID[#ANCHOR]
    "article": f"{_PAGES}.article_page:ArticlePage",  # :ID[#ANCHOR]
    "articles": f"{_PAGES}.article_page:ArticlesPage",  # :COURSE
    "practice": f"{_PAGES}.practice_page:PracticePage",  # :COURSE[/LESSON] or :COURSE?wrong
    "quick": f"{_PAGES}.practice_page:QuickReviewPage",  # three items, "Ôn nhanh"
    "exam": f"{_PAGES}.exam_page:ExamPage",  # :COURSE
    "result": f"{_PAGES}.result_page:ResultPage",  # :ATTEMPT
    "review": f"{_PAGES}.review_page:ReviewPage",  # :ATTEMPT
    "search": f"{_PAGES}.search_page:SearchPage",  # [:TEXT]
    "certificates": f"{_PAGES}.certificates_page:CertificatesPage",
    "verify": f"{_PAGES}.verify_page:VerifyPage",
    "submit": f"{_PAGES}.submit_page:SubmitPage",
    "settings": f"{_PAGES}.settings_page:SettingsPage",
    "unit": f"{_UNIT}.overview_page:OverviewPage",  # [:COURSE]
    "unit-setup": f"{_UNIT}.setup_page:SetupPage",
    "unit-settings": f"{_UNIT}.settings_page:UnitSettingsPage",
    "unit-restore": f"{_UNIT}.restore_page:RestorePage",
    "unit-roster": f"{_UNIT}.roster_page:RosterPage",
    "unit-import": f"{_UNIT}.import_page:ImportPage",
    "unit-parts": f"{_UNIT}.parts_page:PartsPage",
    "unit-person": f"{_UNIT}.person_page:PersonPage",  # :KEY
    "unit-person-edit": f"{_UNIT}.person_form_page:PersonFormPage",  # [:KEY]
    "unit-join": f"{_UNIT}.join_page:JoinPage",  # :KEPT/GONE, keys of two rows of the roster
    "unit-assign": f"{_UNIT}.assign_page:AssignPage",
    "unit-codes": f"{_UNIT}.codes_page:CodesPage",
    "unit-intake": f"{_UNIT}.intake_page:IntakePage",
    "unit-conflicts": f"{_UNIT}.conflicts_page:ConflictsPage",
    "unit-items": f"{_UNIT}.items_page:ItemsPage",  # [:COURSE]
    "unit-lists": f"{_UNIT}.lists_page:ListsPage",  # [:COURSE]
    "unit-papers": f"{_UNIT}.papers_page:PapersPage",  # [:NUMBER]
    "unit-chart": f"{_UNIT}.chart_page:ChartPage",
    "unit-trainings": f"{_UNIT}.trainings_page:TrainingsPage",
    "unit-data": f"{_UNIT}.data_page:DataPage",  # [:KEY]
    "help": f"{_PAGES}.help_page:HelpPage",  # [:TOPIC]
    "about": f"{_PAGES}.about_page:AboutPage",
    "licence": f"{_PAGES}.licence_page:LicencePage",  # :PART
    "closed": f"{_PAGES}.closed_page:ClosedPage",  # :NAME of a page that a visit cannot open
}


class Entry(NamedTuple):
    """A line of the side bar."""

    route: str
    icon: str
    text: str
    gap_before: bool = False


SIDE_BAR = (
    Entry("home", "house", "Trang chủ"),
    Entry("courses", "book-open", "Khóa học"),
    Entry("search", "search", "Tra cứu"),
    Entry("quick", "zap", "Ôn nhanh"),
    Entry("certificates", "award", "Giấy chứng nhận"),
    Entry("verify", "shield-check", "Kiểm tra giấy"),
    Entry("unit", "building-2", "Đơn vị"),
    Entry("settings", "settings", "Cài đặt", gap_before=True),
    Entry("help", "circle-question-mark", "Trợ giúp"),
)

# Which line of the side bar a page belongs to; a page that is not named here belongs to its own.
BELONGS_TO = {
    "course": "courses",
    "lesson": "courses",
    "article": "courses",
    "articles": "courses",
    "practice": "courses",
    "exam": "courses",
    "result": "courses",
    "review": "courses",
    "submit": "home",
    "about": "help",
    "licence": "help",
    "profile-edit": "settings",
    **dict.fromkeys((route for route in ROUTES if route.startswith("unit-")), "unit"),
}

# What rests on records that are kept; in a visit there are none.
KEPT_RECORDS = frozenset(
    {"exam", "result", "certificates", "submit", "profiles", "profile-edit"}
    | {route for route in ROUTES if route.partition("-")[0] == "unit"}
)


@dataclass(frozen=True, slots=True)
class Route:
    """A page's name and what it is to show."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.argument}" if self.argument else self.name


def parse(text: str) -> Route:
    """A route from its text. Raises ValueError for a page that does not exist."""
    name, _, argument = text.partition(":")
    if name not in ROUTES:
        raise ValueError(f"no page {name!r}")
    return Route(name, argument)


def page_class(name: str) -> type[Page]:
    """The class of a page, imported now."""
    module, _, cls = ROUTES[name].partition(":")
    return getattr(import_module(module), cls)  # type: ignore[no-any-return]
