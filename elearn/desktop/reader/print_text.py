"""A lesson as one document for paper: headings, law cards, notes, figures, questions, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from elearn.desktop.presenters.reader import LessonView
from elearn.desktop.reader.boxes import head_html
from elearn.learning.course import Box, Check, Figure, Prose, Section

IN_NUMBER = re.compile(r"(?<=\d/)(?=[A-ZĐ])|(?<=[A-ZĐ]-)(?=[A-ZĐ])")
FIGURE = "figure:"  # resource names of pictures: figure:0, figure:1, …
FIGURE_PX = 560  # width of a figure on paper
_INK, _INK2, _LAW, _DESK = "#1C252C", "#4E5B66", "#7A1F1F", "#7A5200"
_BOXES = {
    "law": (_LAW, "#FBF1EE", ""),
    "desk": (_DESK, "#FBF3DF", "Ở bàn làm việc"),
    "note": (_INK2, "#F3F1EC", "Ghi nhớ"),
    "warning": ("#A3201D", "#FBE9E7", "Lưu ý"),
    "example": ("#0B5567", "#DFEEF1", "Ví dụ"),
    "history": (_INK2, "#FFFFFF", "Trước đây"),
}
STYLE = f"""
body {{ color: {_INK}; }}
h1 {{ font-size: 27px; font-weight: 700; margin: 0 0 8px 0; }}
h2 {{ font-size: 19px; font-weight: 700; margin: 22px 0 8px 0; }}
h3 {{ font-size: 16px; font-weight: 700; margin: 12px 0 4px 0; }}
p {{ margin: 0 0 8px 0; }}
ul, ol {{ margin: 0 0 8px 0; }}
li {{ margin: 0 0 4px 0; }}
a {{ color: {_INK}; text-decoration: none; }}
.small {{ font-size: 12px; color: {_INK2}; }}
"""  # pixels of 1/96 inch


@dataclass(frozen=True, slots=True)
class PrintedLesson:
    """HTML with the pictures it names, by the name under which it names them; `label` is the pages' foot."""

    html: str
    figures: dict[str, bytes]
    title: str
    label: str


def compose(view: LessonView) -> PrintedLesson:
    """The whole lesson, in black on white whatever the theme. Links become plain words."""
    figures: dict[str, bytes] = {}
    parts = [
        f'<p class="small">{escape(view.course_title)} · {escape(view.place)}</p>',
        f"<h1>{escape(view.title)}</h1>",
    ]
    parts += [
        _box("warning", "Bài này dẫn văn bản đã hết hiệu lực", f"<p>{escape(one)}</p>") for one in view.lapsed
    ]
    if view.objectives:
        lines = "".join(f"<li>{escape(one)}</li>" for one in view.objectives)
        parts.append(f"<p><b>Đọc xong bài này, anh/chị có thể:</b></p><ul>{lines}</ul>")
    for section in view.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts += _blocks(view, section, figures)
    if view.footnotes:
        notes = "".join(f"<li>{_plain(one)}</li>" for one in view.footnotes)
        parts.append(f"<h2>Chú thích</h2><ol>{notes}</ol>")
    parts.append(f'<p class="small">{escape(view.rests_on)}</p>')
    label = f"{view.course_title} – {view.title}"
    return PrintedLesson(f"<body>{''.join(parts)}</body>", figures, view.title, label)


def _blocks(view: LessonView, section: Section, figures: dict[str, bytes]) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Prose):
            yield _plain(block.html)
        elif isinstance(block, Box):
            yield _set_apart(view, block)
        elif isinstance(block, Figure):
            name = f"{FIGURE}{len(figures)}"
            caption = f'<br><span class="small">{escape(block.caption)}</span>' if block.caption else ""
            if block.asset in view.figures:
                figures[name] = view.figures[block.asset]
                yield f'<p align="center"><img src="{name}" width="{FIGURE_PX}">{caption}</p>'
            else:
                yield f"<p><i>[Hình] {escape(block.alt)}</i>{caption}</p>"
        elif isinstance(block, Check) and block.item in view.checks:
            yield _question(view, block.item)


def _set_apart(view: LessonView, block: Box) -> str:
    if block.box == "law" and block.citations:
        title = _plain(head_html([view.labels[one] for one in block.citations]))
        return _box("law", title, _plain(block.html), ready=True)
    return _box(block.box, block.title or _BOXES[block.box][2], _plain(block.html))


def _box(kind: str, title: str, html: str, *, ready: bool = False) -> str:
    """A table of one row: a rule at the left, the passage on its tint."""
    ink, tint, _ = _BOXES[kind]
    head = title if ready else f"<b>{escape(title)}</b>"
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:8px;margin-bottom:12px;"><tr>'
        f'<td width="4" bgcolor="{ink}"></td>'
        f'<td bgcolor="{tint}" style="padding-left:14px;padding-right:14px;padding-top:10px;padding-bottom:4px;">'
        f'<p style="color:{ink}">{head}</p>{html}</td></tr></table>'
    )


def _question(view: LessonView, item_id: str) -> str:
    """A check on paper: what is asked and the choices to tick; no key."""
    check = view.checks[item_id]
    options = {one.id: one.text for one in getattr(check.item, "options", ())}
    order = check.order or tuple(options)
    lines = "".join(f"<li>{escape(options[one])}</li>" for one in order if one in options)
    choices = f'<ul type="circle">{lines}</ul>' if lines else "<p><i>Làm câu này trong chương trình.</i></p>"
    return _box("note", "Thử ngay", f"<p>{escape(check.item.stem)}</p>{choices}")


def _plain(html: str) -> str:
    """On paper a link leads nowhere: its words stay."""
    words = re.sub(r"<a\b[^>]*>|</a>", "", html)
    words = re.sub(r"<(img|link|style|script|iframe)\b[^>]*>", "", words, flags=re.IGNORECASE)
    words = IN_NUMBER.sub("\u2060", words)  # no line ends within 331/2026/NĐ-CP
    return words.replace(
        "<table>",
        '<table width="100%" cellspacing="0" cellpadding="5" border="0" style="margin-bottom:12px;">',
    )
