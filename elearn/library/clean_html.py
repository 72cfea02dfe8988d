"""What HTML a lesson's text may hold: a short list of marks, and links that stay inside the library."""

from __future__ import annotations

import re

import nh3

# fmt: off
TAGS = frozenset({
    "p", "h3", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd",
    "strong", "em", "a", "sup", "code", "pre", "blockquote", "br", "hr",
})
# fmt: on
LINK = re.compile(
    r"(term:[a-z0-9-]+|lesson:[a-z0-9-]+/[a-z0-9-]+(#[a-z0-9-]+)?|#fn-[0-9]+"
    r"|cite:[a-z0-9-]+(:[0-9]+(\.[0-9]*(\.[a-zđ])?)?)?)"
)
_SCHEMES = frozenset({"term", "lesson", "cite"})


def sanitised(made: str) -> str:
    """HTML with nothing in it but what the reader knows."""
    return nh3.clean(
        made,
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_only_known,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def is_clean(made: str) -> bool:
    """Whether HTML from somewhere else holds nothing more."""
    return sanitised(made) == made


def _only_known(tag: str, _name: str, value: str) -> str | None:
    if tag == "a":
        return value if LINK.fullmatch(value) else None
    return value if value.isascii() and value.isdigit() and len(value) < 5 else None
