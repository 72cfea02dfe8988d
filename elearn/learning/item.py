"""Items of the bank: what is asked, what is right, and what each choice teaches.

The same structs are stored in the compiled library and, as the wording that was answered
against, in each attempt. Encoded by msgspec; the field `type` tells the kind.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Level = Literal["recall", "understand", "apply"]
Use = Literal["practice", "exam", "both"]
Side = Literal["officer", "manipulator"]


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message of a chat group or a text-message thread."""

    text: str
    sender: str = msgspec.field(default="", name="from")
    at: str = ""
    image: str = ""  # description of a picture, drawn as a placeholder
    mine: bool = False


class Chat(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="chat"):
    """A chat group as an officer sees it."""

    group: str
    messages: tuple[Message, ...]
    members: int = 0


class Comment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A comment below a post."""

    text: str
    sender: str = msgspec.field(default="", name="from")


class Post(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="post"):
    """A post on a social network."""

    author: str
    text: str
    at: str = ""
    image: str = ""
    reactions: int = 0
    shares: int = 0
    comments: tuple[Comment, ...] = ()


class Letter(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="letter"):
    """An official letter."""

    organ: str
    paragraphs: tuple[str, ...]
    organ_above: str = ""
    number: str = ""
    place_date: str = ""
    subject: str = ""
    to: str = ""
    signer_title: str = ""
    signer: str = ""


class Sms(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="sms"):
    """A thread of text messages from one sender."""

    messages: tuple[Message, ...]
    sender: str = msgspec.field(default="", name="from")


class Email(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="email"):
    """An e-mail as the mail program shows it."""

    subject: str
    text: str
    sender: str = msgspec.field(default="", name="from")
    address: str = ""
    to: str = ""
    at: str = ""
    attachments: tuple[str, ...] = ()


class News(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="news"):
    """A page of a news site."""

    site: str
    headline: str
    text: str
    address: str = ""
    at: str = ""
    byline: str = ""
    image: str = ""


Stimulus = Chat | Post | Letter | Sms | Email | News


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One choice. `points` (0..1) and `next` are used by scenarios only."""

    id: str
    text: str
    feedback: str = ""
    correct: bool = False
    points: float | None = None
    next: str | None = None


class Pair(msgspec.Struct, frozen=True, omit_defaults=True):
    """A left part and the right part that belongs to it; `id` names both sides."""

    id: str
    left: str
    right: str
    feedback: str = ""


class Placed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of an ordering item."""

    id: str
    text: str
    feedback: str = ""


class Near(msgspec.Struct, frozen=True, omit_defaults=True):
    """A wrong short answer that deserves its own feedback."""

    text: str
    feedback: str


class Bin(msgspec.Struct, frozen=True, omit_defaults=True):
    """A class that cards are sorted into."""

    id: str
    text: str


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """A card of a classify item and the bin that it belongs to."""

    id: str
    text: str
    bin: str
    feedback: str = ""


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A selectable part of the stimulus; `correct` means that it is to be marked.

    In the stimulus's texts the part is written `{id|words}`; see `elearn.learning.marks`.
    """

    id: str
    correct: bool = False
    feedback: str = ""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step of a scenario."""

    id: str
    stem: str
    options: tuple[Option, ...]
    stimulus: Stimulus | None = None


class Ending(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a scenario's path leads to."""

    id: str
    text: str


class ItemBase(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="type"):
    """What every item has. `lesson` is a lesson id, `section` the anchor to read again."""

    id: str
    course: str
    lesson: str
    topic: str
    use: Use
    level: Level
    objective: str
    sources: tuple[str, ...]  # citations, see elearn.learning.citation
    stem: str
    explanation: str
    section: str = ""
    stimulus: Stimulus | None = None
    truth: bool | None = None  # is the material true, where the learner must judge it


class SingleChoice(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="single_choice"):
    """One option is right."""

    options: tuple[Option, ...]


class MultipleChoice(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="multiple_choice"):
    """Two or more options are right."""

    options: tuple[Option, ...]


class TrueFalse(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="true_false"):
    """A statement; options `dung` and `sai`."""

    options: tuple[Option, ...]


class Matching(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="matching"):
    """Left parts to right parts; `extra` are right parts that fit nothing (ids x1, x2, …)."""

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()


class Ordering(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="ordering"):
    """Lines given in their right order."""

    sequence: tuple[Placed, ...]


class ShortAnswer(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="short_answer"):
    """A word or a number, typed."""

    accept: tuple[str, ...]
    feedback: str
    near: tuple[Near, ...] = ()
    hint: str = ""


class Classify(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="classify"):
    """Cards into bins."""

    bins: tuple[Bin, ...]
    cards: tuple[Card, ...]


class MarkText(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="mark_text"):
    """Select the parts of the stimulus that the stem asks for."""

    marks: tuple[Mark, ...]


class Scenario(ItemBase, frozen=True, omit_defaults=True, kw_only=True, tag="scenario"):
    """Steps whose options lead to other steps or to an ending; the first step starts."""

    steps: tuple[Step, ...]
    endings: tuple[Ending, ...] = ()
    plays: Side = "officer"  # whose part the learner takes


Item = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | Matching
    | Ordering
    | ShortAnswer
    | Classify
    | MarkText
    | Scenario
)


class Response(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a learner gave as an answer; which fields are used depends on the item's type.

    chosen: option ids (single, multiple, true_false), mark ids (mark_text),
            "step/option" in the order walked (scenario).
    pairs:  left pair id -> right pair id or extra id (matching); card id -> bin id (classify).
    order:  line ids (ordering).   text: short answer, as typed.
    """

    chosen: tuple[str, ...] = ()
    pairs: dict[str, str] = {}
    order: tuple[str, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing has been answered yet."""
        return not (self.chosen or self.pairs or self.order or self.text.strip())


def type_of(item: Item) -> str:
    """The item's type by its name in files and on the command line."""
    return str(item.__struct_config__.tag)


def encode_item(item: Item) -> bytes:
    """The item as canonical JSON, fields in their declared order."""
    return msgspec.json.encode(item)


def decode_item(text: bytes | str) -> Item:
    """The reverse of `encode_item`. Raises msgspec.ValidationError on anything else."""
    item: Item = msgspec.json.decode(text, type=Item)
    return item


def encode_response(response: Response) -> str:
    """The response as compact JSON with sorted keys."""
    return msgspec.json.encode(response, order="sorted").decode()


def decode_response(text: bytes | str) -> Response:
    """The reverse of `encode_response`. Raises msgspec.ValidationError on anything else."""
    return msgspec.json.decode(text, type=Response)
