"""Parts of a stimulus that can be marked, written `{id|words}` inside its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from elearn.learning.item import Chat, Email, Letter, News, Post, Sms, Stimulus

_MARKED = re.compile(r"\{([a-z0-9][a-z0-9-]*)\|([^{}|]+)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a text; `mark` is the id of a part that can be marked, "" for the words between."""

    words: str
    mark: str = ""


def split(text: str) -> tuple[Part, ...]:
    """A text as parts in their order; braces that mark nothing are words."""
    parts: list[Part] = []
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            parts.append(Part(text[end : found.start()]))
        parts.append(Part(found[2], found[1]))
        end = found.end()
    if end < len(text):
        parts.append(Part(text[end:]))
    return tuple(parts)


def plain(text: str) -> str:
    """The text as it is read, without what marks its parts."""
    return "".join(part.words for part in split(text))


def texts(stimulus: Stimulus) -> Iterator[str]:
    """Every text of a stimulus that may have parts, in the order in which it is read."""
    if isinstance(stimulus, Chat | Sms):
        yield from (message.text for message in stimulus.messages)
    elif isinstance(stimulus, Post):
        yield stimulus.text
        yield from (comment.text for comment in stimulus.comments)
    elif isinstance(stimulus, Letter):
        yield from (stimulus.number, stimulus.place_date, stimulus.subject, stimulus.to)
        yield from (*stimulus.paragraphs, stimulus.signer)
    elif isinstance(stimulus, Email):
        yield from (stimulus.subject, stimulus.sender, stimulus.address, stimulus.to)
        yield from (stimulus.text, *stimulus.attachments)
    else:
        yield from _news(stimulus)


def _news(page: News) -> Iterator[str]:
    yield from (page.address, page.site, page.headline, page.byline, page.text)


def marked(stimulus: Stimulus) -> dict[str, str]:
    """The words of each part that can be marked, by its id, in the order in which they are read."""
    return {part.mark: part.words for text in texts(stimulus) for part in split(text) if part.mark}
