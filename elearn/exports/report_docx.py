"""The report as a Word document, A4 upright, its number and day left to the clerk and room for the signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from elearn.exports import administrative as words
from elearn.exports.administrative import per_cent, short_day, whole_number
from elearn.exports.completion_list import part_of
from elearn.exports.docx_bars import Bar, bars, legend
from elearn.exports.docx_form import Form
from elearn.exports.docx_xml import cell, framed_table, paragraph, paragraph_of, row, run
from elearn.exports.list_values import CompletionRow, Outcome
from elearn.exports.report import CompletionReport, Figures

TEXT, TABLE = 14, 11.5
FIRST_LINE_MM = 10
BARS_A_CHART = 25  # what fits below each other on a page
_FIGURES = ("Lượt giao", "Hoàn thành", "Tỷ lệ", "Chưa đạt", "Đang học", "Chưa bắt đầu", "Quá hạn")
_FIGURES_MM = (15, 18, 16, 15, 15, 17, 15)
_MISSING = (
    ("STT", 10), ("Họ và tên", 34), ("Chức vụ", 24), ("Bộ phận", 32), ("Khóa chưa hoàn thành", 65),
)  # fmt: skip
_ELSEWHERE = (
    ("STT", 11), ("Họ và tên", 36), ("Bộ phận", 32), ("Khóa tập huấn, nơi tổ chức", 40), ("Kết quả", 23),
    ("Số giấy", 23),
)  # fmt: skip
_SHADED = ("Hoàn thành", "Đang học, chưa đạt", "Chưa bắt đầu")


def report_docx(report: CompletionReport) -> bytes:
    """The document."""
    form = Form(report.head, landscape=False)
    form.heading()
    form.titles()
    _address(form)
    _opening(form, report)
    number = iter(range(1, 10))
    if report.whole.all:
        _overall(form, report, next(number))
        _missing(form, report, next(number))
    if report.elsewhere:
        _elsewhere(form, report, next(number))
    form.add(paragraph("", size=6))
    _say(form, f"Trên đây là báo cáo của {report.head.organ}./.", keep_next=True)
    form.ending()
    return form.content()


def _address(form: Form) -> None:
    """`Kính gửi:` one place on the same line, several each on a line of its own."""
    places = form.head.addressees
    if len(places) == 1:
        bare = places[0].strip().rstrip(";.")
        form.add(paragraph(f"{words.ADDRESSEES} {bare}.", size=TEXT, align="center", after=6))
    elif places:
        form.add(paragraph(words.ADDRESSEES, size=TEXT, first_line_mm=40))
        for text in words.listed(places):
            form.add(paragraph(text, size=TEXT, first_line_mm=58))
        form.add(paragraph("", size=6))


def _opening(form: Form, report: CompletionReport) -> None:
    head, whole = report.head, report.whole
    as_of = f" (số liệu đến ngày {short_day(head.as_of)})" if head.as_of else ""
    _say(
        form,
        f"{head.organ} báo cáo kết quả học tập của công chức, viên chức, người lao động trên phần mềm "
        f"elearn{as_of} như sau:",
    )
    if not whole.all:
        _say(form, "Chưa có người nào được giao khóa học.")


def _overall(form: Form, report: CompletionReport, number: int) -> None:
    whole = report.whole
    _section(form, number, "Kết quả chung")
    _say(
        form,
        f"Có {whole_number(whole.people)} người được giao học, với {whole_number(whole.all)} lượt giao "
        "(mỗi người một khóa là một lượt): "
        f"hoàn thành {whole_number(whole.done)} ({per_cent(whole.share_done)}), chưa đạt "
        f"{whole_number(whole.not_passed)}, đang học {whole_number(whole.under_way)}, chưa bắt đầu "
        f"{whole_number(whole.not_begun)}. Đã quá hạn mà chưa hoàn thành: {whole_number(whole.late)} lượt.",
    )
    every = f"Số người đã hoàn thành mọi khóa được giao: {whole_number(report.finished)}/"
    _say(form, f"{every}{whole_number(whole.people)} ({per_cent(report.finished / whole.people)}).")
    if report.without_course:
        _say(form, f"Chưa được giao khóa nào: {whole_number(len(report.without_course))} người.")
    _figures(form, "Bảng 1. Kết quả theo khóa học", "Khóa – phiên bản", report.by_course, whole)
    if report.by_part:
        _figures(form, "Bảng 2. Kết quả theo bộ phận", "Bộ phận", report.by_part, whole)
    _chart(form, report.by_part or report.by_course, of_parts=bool(report.by_part))


def _figures(form: Form, title: str, of: str, figures: Sequence[Figures], whole: Figures) -> None:
    widths = [form.width_mm - sum(_FIGURES_MM), *map(float, _FIGURES_MM)]
    lines = [row(_cells((of, *_FIGURES), widths, bold=True, centred=range(9)), header=True)]
    for at, one in enumerate((*figures, whole)):
        last = at == len(figures)
        said = (
            one.name,
            whole_number(one.all),
            whole_number(one.done),
            per_cent(one.share_done),
            whole_number(one.not_passed),
            whole_number(one.under_way),
            whole_number(one.not_begun),
            whole_number(one.late),
        )
        lines.append(row(_cells(said, widths, bold=last, centred=range(1, 9))))
    form.add(paragraph(title, size=13, bold=True, align="center", before=8, after=4, keep_next=True))
    form.add(framed_table("".join(lines), widths, described=title))


def _chart(form: Form, figures: Sequence[Figures], *, of_parts: bool) -> None:
    """Bars of each part's shares, as many charts as it takes."""
    title = f"Biểu đồ. Tỷ lệ hoàn thành theo {'bộ phận' if of_parts else 'khóa học'}"
    for start in range(0, len(figures), BARS_A_CHART):
        shown = [
            Bar(
                one.name,
                (one.done, one.under_way + one.not_passed, one.not_begun),
                per_cent(one.share_done),
            )
            for one in figures[start : start + BARS_A_CHART]
        ]
        again = " (tiếp)" if start else ""
        form.add(
            paragraph(title + again, size=13, bold=True, align="center", before=12, after=4, keep_next=True)
        )
        form.add(bars(shown, form.width_mm, title))
        form.add(paragraph("", size=4, keep_next=True))
        form.add(legend(_SHADED, form.width_mm))


def _missing(form: Form, report: CompletionReport, number: int) -> None:
    _section(form, number, "Người chưa hoàn thành")
    if not report.missing:
        _say(form, "Không còn ai chưa hoàn thành khóa được giao.")
        return
    people = [list(rows) for _, rows in groupby(report.missing, key=lambda row: row.who)]
    _say(
        form,
        f"Còn {whole_number(len(people))} người với {whole_number(len(report.missing))} lượt chưa hoàn thành, gồm:",
        keep_next=True,
    )
    rows = (
        (
            str(at),
            of_one[0].name,
            of_one[0].position,
            part_of(of_one[0].sub_unit),
            "\n".join(f"{row.course}: {_state(row)}" for row in of_one),
        )
        for at, of_one in enumerate(people, 1)
    )
    _list(form, _MISSING, rows, "Người chưa hoàn thành")


def _state(row: CompletionRow) -> str:
    return row.outcome.value.lower() + (", quá hạn" if row.late else "")


def _elsewhere(form: Form, report: CompletionReport, number: int) -> None:
    _section(form, number, "Tập huấn do cơ quan khác tổ chức")
    attended = sum(row.outcome is Outcome.ATTENDED for row in report.elsewhere)
    registered = len(report.elsewhere) - attended
    _say(
        form,
        f"Đã tham gia {whole_number(attended)} lượt, đã đăng ký {whole_number(registered)} lượt, gồm:",
        keep_next=True,
    )
    rows = (
        (
            str(at),
            one.name,
            part_of(one.sub_unit),
            ", ".join(filter(None, (_course(one), one.note))),
            f"{one.outcome.value}{_on(one)}",
            one.certificate,
        )
        for at, one in enumerate(report.elsewhere, 1)
    )
    _list(form, _ELSEWHERE, rows, "Tập huấn do cơ quan khác tổ chức")


def _on(row: CompletionRow) -> str:
    return f" ngày {short_day(row.completed_on)}" if row.completed_on else ""


def _course(row: CompletionRow) -> str:
    return f"{row.course} – {row.version}" if row.version else row.course


def _list(
    form: Form, columns: Sequence[tuple[str, int]], rows: Iterator[tuple[str, ...]], described: str
) -> None:
    whole = sum(width for _, width in columns)
    widths = [width * form.width_mm / whole for _, width in columns]
    titles = [title for title, _ in columns]
    lines = [row(_cells(titles, widths, bold=True, centred=range(len(columns))), header=True)]
    lines += [row(_cells(texts, widths, centred=(0,))) for texts in rows]
    form.add(framed_table("".join(lines), widths, described=described))


def _cells(
    texts: Sequence[str], widths: Sequence[float], *, bold: bool = False, centred: Sequence[int] = ()
) -> str:
    return "".join(
        cell(
            paragraph(text, size=TABLE, bold=bold, align="center" if at in centred else "left"),
            width,
            middle=True,
        )
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )


def _section(form: Form, number: int, title: str) -> None:
    text = f"{words.roman(number)}. {title.upper()}"
    form.add(
        paragraph(text, size=TEXT, bold=True, first_line_mm=FIRST_LINE_MM, before=10, after=6, keep_next=True)
    )


def _say(form: Form, text: str, *, keep_next: bool = False) -> None:
    """A paragraph of the body: even at both sides, its first line indented."""
    form.add(
        paragraph_of(
            run(text, size=TEXT),
            align="both",
            after=6,
            first_line_mm=FIRST_LINE_MM,
            keep_next=keep_next,
        )
    )
