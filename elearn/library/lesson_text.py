"""Lesson text: Markdown in, the blocks that the reader shows out, nothing in them but what is allowed.

Raw HTML is no markup here: it is shown as it is written. What comes out has been through nh3, so that a
source from somewhere else brings no script, no style and no address outside the library.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, cast
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteExtension

from elearn.learning.course import Block, Box, BoxKind, Check, Figure, Prose, Section
from elearn.library.citing import Label, with_links
from elearn.library.clean_html import LINK, sanitised
from elearn.library.plain_text import count_words, plain

BOXES: dict[str, BoxKind] = {
    "law": "law",
    "desk": "desk",
    "note": "note",
    "warning": "warning",
    "example": "example",
    "history": "history",
}
_USUAL_TITLES = {
    "desk": "Ở bàn làm việc",
    "note": "Ghi chú",
    "warning": "Lưu ý",
    "example": "Ví dụ",
    "history": "Trước đây",
}
CHECK = re.compile(r"^\{\{check: ?([a-z0-9-]+)\}\}$")
IMAGE = re.compile(r"^images/([a-z0-9-]+\.(?:svg|png|jpg))$")
_ANCHOR = re.compile(r"^[a-z0-9-]+$")


@dataclass(slots=True)
class LessonText:
    """A text's sections and footnotes, and what in it has no place there: (what, words)."""

    sections: list[Section] = field(default_factory=list)
    footnotes: tuple[str, ...] = ()
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_lesson_text(text: str, label: Label, course: str = "") -> LessonText:
    """Read a lesson's Markdown, of whatever quality. `course` is the folder that pictures are named by."""
    linked = "\n".join(with_links(line, label) for line in text.splitlines())
    converter = _converter()
    root = _tree(converter, linked)
    made = LessonText(footnotes=_take_footnotes(root, converter))
    parts: list[tuple[str, str, list[Element]]] = []
    for element in root:
        if element.tag in ("h1", "h2"):
            if element.tag == "h1":
                made.faults.append(("heading", _words(element, converter)))
            parts.append((element.get("id") or "", _words(element, converter), []))
        else:
            if not parts:
                made.faults.append(("before", _words(element, converter)))
                parts.append(("mo-dau", "", []))
            parts[-1][2].append(element)
    used: set[str] = set()
    for anchor, heading, elements in parts:
        own = anchor if _ANCHOR.match(anchor) else ""
        if not own:
            made.faults.append(("anchor", heading))
        elif own in used:
            made.faults.append(("anchor-twice", own))
        while not own or own in used:
            own = f"{own or 'muc'}-{len(used) + 1}"
        used.add(own)
        blocks = tuple(_blocks(elements, converter, course, made))
        made.sections.append(Section(own, heading, blocks, _section_words(heading, blocks)))
    return made


def _converter() -> markdown.Markdown:
    made = markdown.Markdown(
        extensions=[
            "tables", "def_list", "attr_list", "sane_lists", "admonition",
            FootnoteExtension(BACKLINK_TEXT="", UNIQUE_IDS=False),
        ],
        output_format="xhtml",
    )  # fmt: skip
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    made.inlinePatterns.deregister("automail")
    made.treeprocessors.deregister("footnote-duplicate")
    # "!!! law" is ours alone; "!!!" with anything else is text
    made.parser.blockprocessors.register(_Boxes(made.parser), "admonition", 105)
    return made


class _Boxes(AdmonitionProcessor):
    """Admonitions of the six kinds that a lesson has."""

    RE = re.compile(rf'(?:^|\n)!!! ?({"|".join(BOXES)}) *(?:"(.*?)")? *(?:\n|$)')


def begins_box(line: str) -> bool:
    """Whether a line that begins with "!!!" begins a box of the six kinds."""
    return _Boxes.RE.fullmatch(line.rstrip()) is not None


def _tree(converter: markdown.Markdown, text: str) -> Element:
    """The text as a tree, inline marks done; what Markdown.convert does before it makes HTML of it."""
    lines = text.translate({0x02: None, 0x03: None, 0: None}).split("\n")
    for before in converter.preprocessors:
        lines = before.run(lines)
    root: Any = converter.parser.parseDocument(lines).getroot()
    for after in converter.treeprocessors:
        changed = after.run(root)
        root = root if changed is None else changed
    return cast("Element", root)


def _take_footnotes(root: Element, converter: markdown.Markdown) -> tuple[str, ...]:
    """The notes in the order in which they are named, taken out of the text; what names them is `#fn-N`."""
    notes: dict[str, Element] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "div" and child.get("class") == "footnote":
                parent.remove(child)
                notes |= {f"#{note.get('id')}": note for note in child.iter("li") if note.get("id")}
    numbers: dict[str, int] = {}
    for tree in (root, *notes.values()):
        for link in tree.iter("a"):
            if link.get("class") == "footnote-ref":
                named = link.get("href") or ""
                link.text = str(numbers.setdefault(named, len(numbers) + 1))
                link.attrib = {"href": f"#fn-{link.text}"}
    ordered = sorted(notes, key=lambda named: numbers.get(named, len(notes) + 1))
    return tuple(_note(notes[named], converter) for named in ordered)


def _note(note: Element, converter: markdown.Markdown) -> str:
    _drop_backlinks(note)
    return _clean(list(note), converter).replace("&nbsp;</p>", "</p>")


def _drop_backlinks(note: Element) -> None:
    for parent in note.iter():
        for child in list(parent):
            if child.tag == "a" and child.get("class") == "footnote-backref":
                parent.remove(child)


def _blocks(elements: list[Element], converter: Any, course: str, made: LessonText) -> list[Block]:
    blocks: list[Block] = []
    running: list[Element] = []

    def end_prose() -> None:
        cleaned = _clean(running, converter)
        running.clear()
        if cleaned.strip():
            blocks.append(Prose(cleaned))

    for element in elements:
        special = _special(element, converter, course, made)
        if special is None:
            _note_misplaced(element, made)
            running.append(element)
        else:
            end_prose()
            blocks.append(special)
    end_prose()
    return blocks


def _special(element: Element, converter: Any, course: str, made: LessonText) -> Block | None:
    """A block of its own kind, or None for running text."""
    kind = (element.get("class") or "").removeprefix("admonition ")
    if element.tag == "div" and kind in BOXES:
        return _box(BOXES[kind], element, converter, made)
    if element.tag != "p":
        return None
    if len(element) == 1 and element[0].tag == "img" and not _text_beside(element):
        return _figure(element[0], converter, course, made)
    named = CHECK.match(_words(element, converter)) if not len(element) else None
    return Check(named.group(1)) if named else None


def _text_beside(paragraph: Element) -> str:
    return ((paragraph.text or "") + (paragraph[0].tail or "")).strip()


def _box(kind: BoxKind, element: Element, converter: Any, made: LessonText) -> Box:
    title = ""
    inner = list(element)
    if inner and inner[0].get("class") == "admonition-title":
        title = _words(inner.pop(0), converter)
    for one in inner:
        _note_misplaced(one, made)
    body = _clean(inner, converter)
    if kind == "law":
        return Box(kind, "", body, tuple(title.split()))
    usual = _USUAL_TITLES[kind]
    return Box(kind, usual if title.lower() in ("", kind) else title, body)


def _figure(image: Element, converter: Any, course: str, made: LessonText) -> Figure:
    source = image.get("src") or ""
    named = IMAGE.match(source)
    if not named:
        made.faults.append(("image", source))
    asset = f"{course}/{named.group(1)}" if named and course else named.group(1) if named else ""
    alt, caption = (_unescaped(image.get(name) or "", converter) for name in ("alt", "title"))
    return Figure(asset, alt, caption)


def _note_misplaced(element: Element, made: LessonText) -> None:
    for inner in element.iter():
        if inner.tag == "img":
            made.faults.append(("image-inside", inner.get("src") or ""))
        elif inner.tag == "div":
            made.faults.append(("box-inside", (inner.get("class") or "").removeprefix("admonition ")))
        elif inner.tag in ("p", "li", "td") and not len(inner) and CHECK.match((inner.text or "").strip()):
            made.faults.append(("check-inside", (inner.text or "").strip()))
        elif inner.tag == "a" and not LINK.fullmatch(inner.get("href") or ""):
            made.faults.append(("link", inner.get("href") or ""))


def _clean(elements: list[Element], converter: markdown.Markdown) -> str:
    """The elements as HTML that holds nothing but what the reader knows."""
    for element in elements:
        for inner in element.iter():
            if inner.tag in ("h1", "h2", "h4", "h5", "h6"):
                inner.tag = "h3"
    made = "".join(converter.serializer(element) for element in elements)
    for after in converter.postprocessors:
        made = after.run(made)
    return sanitised(made).strip()


def _words(element: Element, converter: markdown.Markdown) -> str:
    """What an element says, as plain text."""
    return _unescaped("".join(element.itertext()), converter)


def _unescaped(text: str, converter: markdown.Markdown) -> str:
    for after in converter.postprocessors:
        text = after.run(text)
    return " ".join(html.unescape(text).split())


def _section_words(heading: str, blocks: tuple[Block, ...]) -> int:
    read = [heading]
    for block in blocks:
        if isinstance(block, Prose):
            read.append(plain(block.html))
        elif isinstance(block, Box):
            read += [block.title, plain(block.html)]
        elif isinstance(block, Figure):
            read.append(block.caption)
    return sum(count_words(words) for words in read)
