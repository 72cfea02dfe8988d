"""How authors cite: `[@doc:7.2.g]` in a lesson's text, made into a link that reads as Vietnamese.

`[@doc:7]` names place and document, `[@doc:7|]` the place alone, `[@doc:7|words]` says these words. Where
the sentence leads up to it ("nay ở [@…]") it is part of the sentence; behind a finished clause it is put
in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from elearn.learning.citation import parse_citation

CITED = re.compile(r"\[@([^\]|\s]+)(\|[^\]]*)?\]")
_RUN = re.compile(rf"{CITED.pattern}(?:(?:, | và |; ){CITED.pattern})*")
_LEADS = frozenset(
    """
    ở tại theo của xem là dẫn và hoặc nhưng còn đọc từ đến trong thuộc với bằng nay nêu ghi sang vào về như
    khi vì mà thì nói gồm giữa cùng qua khác ngoài trừ thay bỏ sửa mở
    """.split()  # noqa: SIM905 - many short words
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|])")

Label = Callable[[str, bool], str]  # (citation, short) -> words; raises KeyError or ValueError


def citations_in(line: str) -> Iterator[str]:
    """The citations of a line of text, in order."""
    for found in CITED.finditer(line):
        yield found.group(1)


def with_links(line: str, label: Label) -> str:
    """The line with its citations as Markdown links `[words](cite:…)`.

    One that does not resolve is left as it is written; `library check` names it.
    """
    return _RUN.sub(lambda run: _run_as_links(run, line, label), line)


def _run_as_links(run: re.Match[str], line: str, label: Label) -> str:
    own_words = False

    def link(found: re.Match[str]) -> str:
        nonlocal own_words
        citation, words = found.group(1), found.group(2)
        own_words = own_words or (words is not None and words != "|")
        try:
            shown = words[1:] if words and words != "|" else label(citation, words == "|")
            target = str(parse_citation(citation))
        except (KeyError, ValueError):
            return found.group(0)
        safe = _SPECIAL.sub(r"\\\1", shown)
        return f"[{safe}](cite:{target})"

    linked = CITED.sub(link, run.group(0))
    belongs = own_words or linked == run.group(0) or _is_led_up_to(line[: run.start()])
    return linked if belongs else f"({linked})"


def _is_led_up_to(before: str) -> bool:
    """Whether the text before a citation needs it to be whole."""
    text = before.rstrip()
    if not text or text[-1] in "|.;:!?(–,>" or text in ("-", "*"):
        return True
    return text.split()[-1].lower().strip("*_") in _LEADS
