"""What a course's own file must say: an exam that can be sat and passed, topics that are each named once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from elearn.learning.roster import ROLES
from elearn.library.problems import Problems
from elearn.library.source_file import read_text
from elearn.library.sources import CourseFile, CourseSource, Sources
from elearn.library.toml_files import table_line

LIBRARY, BLUEPRINT = "content/library.toml", "[[exam.blueprint]]"
_TEXTS = ("title", "subtitle", "summary", "audience")
_LONGEST_HOURS, _LONGEST_MINUTES = 40, 600


def check_course_file(course: CourseSource, sources: Sources, problems: Problems) -> None:
    """Numbers that make sense, texts that say something, a blueprint whose topics differ."""
    text = (sources.root / course.file).read_bytes().decode("utf-8-sig")
    day, version = course.about.valid_as_of, sources.version
    if (day.year, day.month) > tuple(int(part) for part in version.split(".")[:2]) > (0, 0):
        # a day to come would be taken for today on every PC whose clock is right
        words = f"valid_as_of: ngày {day:%d/%m/%Y} sau tháng của bản nội dung ({version} trong library.toml)"
        problems.add(course.file, line_of_field(text, "valid_as_of"), "course", words)
    for name, wrong in _wrong(course.about):
        problems.add(course.file, line_of_field(text, name), "course", f"{name}: {wrong}")
    for wrong in _wrong_required(course):
        problems.add(
            course.file, line_of_field(text, "required_lessons"), "lesson", f"required_lessons: {wrong}"
        )
    seen: set[str] = set()
    if not course.about.exam.blueprint:
        problems.add(course.file, line_of_field(text, "pass_mark"), "course", "khung đề chưa có chủ đề nào")
    for number, line in enumerate(course.about.exam.blueprint):
        at = table_line(text, BLUEPRINT, number)
        if line.topic in seen:
            problems.add(course.file, at, "course", f"chủ đề “{line.topic}” đã có ở trên")
        seen.add(line.topic)
        if line.items < 1:
            problems.add(course.file, at, "course", f"chủ đề “{line.topic}”: items phải từ 1 trở lên")
        if not line.title.strip():
            problems.add(course.file, at, "course", f"chủ đề “{line.topic}” chưa có tên (title)")


def check_order(sources: Sources, problems: Problems) -> None:
    """The order of courses in library.toml names each that there is, and each once."""
    text = (read_text(sources.root / LIBRARY, LIBRARY, Problems()) or "") if sources.order else ""
    line = line_of_field(text, "courses")
    for number, one in enumerate(sources.order):
        if not (sources.root / "content" / one / "course.toml").exists():
            problems.add(LIBRARY, line, "library", f"“courses”: không có khóa học “{one}”")
        elif one in sources.order[:number]:
            problems.add(LIBRARY, line, "library", f"“courses”: khóa học “{one}” được ghi hai lần")


def line_of_field(text: str, name: str) -> int:
    """The line on which a field is set, 1 where it is not."""
    found = re.search(rf"^[ \t]*{re.escape(name)}[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _wrong_required(course: CourseSource) -> Iterator[str]:
    required = course.about.required_lessons
    if required == "all":
        return
    known = {lesson.front.id for lesson in course.lessons}
    for number, one in enumerate(required):
        if one not in known:
            yield f"không có bài “{one}”"
        elif one in required[:number]:
            yield f"bài “{one}” được ghi hai lần"


def _wrong(about: CourseFile) -> list[tuple[str, str]]:
    exam = about.exam
    found = [(name, "chưa có chữ nào") for name in _TEXTS if not getattr(about, name).strip()]
    unknown = [one for one in about.roles if one not in ROLES]
    if unknown or not about.roles or len(set(about.roles)) != len(about.roles):
        found.append(("roles", f"cần một hay nhiều vai trò khác nhau trong: {', '.join(ROLES)}"))
    for name, holds, words in (
        ("hours", 0 < about.hours <= _LONGEST_HOURS, f"số giờ phải lớn hơn 0, không quá {_LONGEST_HOURS}"),
        ("pass_mark", 0 < exam.pass_mark <= 1, "mức đạt là một phần của 1, ví dụ 0.8"),
        ("minutes", 1 <= exam.minutes <= _LONGEST_MINUTES, f"thời gian thi phải từ 1 đến {_LONGEST_MINUTES} phút"),
        ("attempts", exam.attempts >= 0, "số lượt thi phải từ 0 (không giới hạn) trở lên"),
        ("wait_hours", exam.wait_hours >= 0, "số giờ chờ phải từ 0 trở lên"),
    ):  # fmt: skip
        if not holds:
            found.append((name, words))
    return found
