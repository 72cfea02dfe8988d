"""What the list of documents and the glossary must be like: names that say something, days in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from elearn.learning.citation import parse_citation
from elearn.learning.course import Article, Document
from elearn.library.plain_text import count_words
from elearn.library.problems import Problems
from elearn.library.rules_lessons import lapse_words
from elearn.library.source_file import read_text
from elearn.library.sources import Sources
from elearn.library.toml_files import line_within
from elearn.vietnamese.text import compose

DOCUMENTS, GLOSSARY = "content/documents.toml", "content/glossary.toml"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_WORDS = "mã chỉ gồm chữ thường không dấu, số, gạch nối: “{0}”"
KINDS = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư",
    "Công văn", "Văn bản hợp nhất", "Cẩm nang", "Nghiên cứu", "Tài liệu",
)  # fmt: skip
_NUMBERED = frozenset({"Luật", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Công văn"})
CONFIDENCE = ("cao", "vừa", "trung bình")
_TABLES = {"articles": "[[document.article]]"}
_POINTS = re.compile(r"[a-zđ]( [a-zđ])*")

Path_ = tuple[str | int, ...]
Fault = Callable[[Path_, str, str], None]  # (path, rule, words)


def check_documents(sources: Sources, problems: Problems) -> None:
    """Every document by itself, and no number twice."""
    text = _text(sources, DOCUMENTS)
    if not sources.documents:
        problems.add(DOCUMENTS, 1, "document", "chưa có văn bản nào ([[document]])")
    numbers: dict[str, str] = {}
    for document in sources.documents.values():
        fault = _teller(DOCUMENTS, text, sources.document_lines[document.id], document.id, problems)
        for path, words in (*_wrong(document), *_wrong_days(document), *_wrong_places(document)):
            fault(path, "document", words)
        number = "".join(document.number.casefold().split())
        if number and number in numbers:
            fault(("number",), "unique", f"số hiệu này đã dùng cho văn bản “{numbers[number]}”")
        numbers.setdefault(number, document.id)


def check_terms(sources: Sources, problems: Problems) -> None:
    """Every term by itself, none explained twice, none by law that has lapsed."""
    text = _text(sources, GLOSSARY)
    on = max((one.about.valid_as_of for one in sources.courses), default=date.min)
    seen: dict[str, str] = {}
    for term in sources.terms.values():
        fault = _teller(GLOSSARY, text, sources.term_lines[term.id], term.id, problems)
        if not ID.fullmatch(term.id):
            fault(("id",), "id", ID_WORDS.format(term.id))
        if not term.term.strip():
            fault(("term",), "term", "thuật ngữ chưa có chữ nào")
        if count_words(term.definition) < 4:
            fault(("definition",), "term", "lời giải nghĩa (definition) trống hoặc quá ngắn")
        same = compose(term.term).casefold().strip()
        if same and same in seen:
            fault(("term",), "unique", f"thuật ngữ này đã có ở “{seen[same]}”")
        seen.setdefault(same, term.id)
        for citation in term.sources:
            why = lapse_words(citation, sources, on)
            if why:
                fault(("sources",), "lapsed", f"căn cứ “{citation}”: {why}")


def _text(sources: Sources, file: str) -> str:
    return read_text(sources.root / file, file, Problems()) or ""  # what is wrong with it was told


def _teller(file: str, text: str, line: int, name: str, problems: Problems) -> Fault:
    def fault(path: Sequence[str | int], rule: str, words: str) -> None:
        problems.add(file, line_within(text, line, path, _TABLES), rule, f"{name}: {words}")

    return fault


def _wrong(document: Document) -> Iterator[tuple[Path_, str]]:
    if not ID.fullmatch(document.id):
        yield ("id",), ID_WORDS.format(document.id)
    for name in ("kind", "title", "short", "issuer"):
        if not getattr(document, name).strip():
            yield (name,), f"“{name}” chưa có chữ nào"
    kind = next((one for one in KINDS if f"{document.kind} ".startswith(f"{one} ")), None)
    if kind is None:
        yield ("kind",), f"loại văn bản “{document.kind}” không nằm trong: {', '.join(KINDS)}"
    elif document.kind in _NUMBERED and not document.number.strip():
        yield ("kind",), f"{document.kind} phải có số hiệu (number)"
    if document.confidence not in CONFIDENCE:
        yield ("confidence",), f"mức tin cậy là một trong: {', '.join(CONFIDENCE)}"
    if document.id in document.replaced_by:
        yield ("replaced_by",), "văn bản không thể thay chính nó"
    if document.articles and document.places:
        yield ("places",), "đã ghi các điều thì không ghi “places”"
    seen: set[int] = set()
    for at, article in enumerate(document.articles):
        if article.number in seen:
            yield ("articles", at, "number"), f"điều {article.number} đã có ở trên"
        seen.add(article.number)
        yield from (((*("articles", at), name), words) for name, words in _wrong_article(article))


def _wrong_article(article: Article) -> Iterator[tuple[str, str]]:
    if article.number < 1:
        yield "number", "số điều phải từ 1 trở lên"
    if not article.title.strip():
        yield "title", f"điều {article.number} chưa có tên"
    if article.clauses < 0:
        yield "clauses", f"điều {article.number}: số khoản không thể nhỏ hơn 0"
    for clause, points in article.points.items():
        if not re.fullmatch(r"\d{1,4}", clause) or int(clause) > article.clauses:
            yield "points", f"điều {article.number} không có khoản {clause}"
        letters = points.split(" ")
        if not _POINTS.fullmatch(points) or len(set(letters)) != len(letters):
            yield (
                "points",
                f"điều {article.number} khoản {clause}: các điểm ghi cách nhau một dấu cách, ví dụ “a b c đ”",
            )


def _wrong_days(document: Document) -> Iterator[tuple[Path_, str]]:
    issued, begun, ended = document.issued_on, document.in_force_from, document.until
    if issued and begun and begun < issued:
        yield ("in_force_from",), f"có hiệu lực ({begun:%d/%m/%Y}) trước khi ban hành ({issued:%d/%m/%Y})"
    year = re.search(r"/((?:19|20)\d\d)(?:/|$)", document.number)
    if year:
        for name in ("issued_on", "in_force_from", "until"):
            day = getattr(document, name)
            if day and (day.year < int(year[1]) or (name == "issued_on" and day.year != int(year[1]))):
                yield (name,), f"ngày {day:%d/%m/%Y} không hợp với năm trong số hiệu {document.number}"
    first = begun or issued
    if first and ended and ended <= first:
        yield ("until",), f"hết hiệu lực ({ended:%d/%m/%Y}) trước khi có hiệu lực ({first:%d/%m/%Y})"
    if document.replaced_by and ended is None:
        yield ("replaced_by",), "đã bị thay thế thì phải ghi ngày hết hiệu lực (until)"


def _wrong_places(document: Document) -> Iterator[tuple[Path_, str]]:
    for place in document.places:
        citation = f"{document.id}:{place}"
        try:
            sound = str(parse_citation(citation)) == citation
        except ValueError:
            sound = False
        if not sound:
            yield ("places",), f"“{place}” không đúng dạng điều.khoản.điểm, ví dụ “13.3” hoặc “10.2.c”"
