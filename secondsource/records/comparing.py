"""What comparing yields: shared text, lineage, stories, statements and differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.records.extracting import Instance
from secondsource.records.places import Interval, Reason, Span

ReuseKind = Literal["furniture", "own", "wire", "pickup", "speech", "unknown"]
Direction = Literal["a>b", "b>a", "hidden", "undirected"]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Text that two articles share, aligned by character. ``a.page`` < ``b.page``.

    ``likeness`` is the share of characters that agree after levelling (0 to 1);
    ``a>b`` says that b took it from a.
    """

    kind: ReuseKind
    a: Span
    b: Span
    likeness: float
    direction: Direction
    probability: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """All the text that two articles share (``a`` < ``b``), and a stamp of the two as they were.

    ``reuse`` is as aligning found it, before lineage gives kinds and directions; it may be empty.
    """

    a: str
    b: str
    stamp: str
    reuse: tuple[Reuse, ...] = ()


@dataclass(frozen=True, slots=True)
class Parent:
    """One possible parent of an article: an earlier article, a hidden text, or none (both None).

    The probabilities of one child's parents add up to 1.
    """

    child: str
    article: str | None
    hidden: str | None
    probability: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that is not in the collection but stands behind look-alikes that are."""

    id: str
    agency: str | None
    articles: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A stretch of an article that others print too, with the possible parents of these words.

    An article may carry two wires and a paragraph of its own: what holds of the whole need not
    hold of a stretch. Probabilities add up to 1, "none" (neither article nor hidden) among them.
    """

    span: Span
    parents: tuple[Parent, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who carries whose text: hidden nodes and the possible parents of articles and stretches."""

    hidden: tuple[Hidden, ...] = ()
    parents: tuple[Parent, ...] = ()
    stretches: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The passages by which an article of another story (a digest, a live page) belongs to one.

    ``spans`` are whole passages in order; ``reasons`` say what binds them to the story.
    """

    article: str
    spans: tuple[Span, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Another story of the same affair: when it was, seen from here, and what links the two.

    ``order`` says which came first by the days of their articles: the other ``before`` this one,
    ``after`` it, on the ``same`` days, or None where the days are not known.
    """

    story: str
    order: Literal["before", "after", "same"] | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening. ``headline`` is the verbatim headline most typical of it.

    ``texts`` is the number of texts behind its articles, counted as a statement's are; ``also``
    are passages of articles that stand in another story. ``relations`` say of each of ``related``
    what links it.
    """

    id: str
    headline: Span | None
    articles: tuple[str, ...]
    earliest: str | None = None
    latest: str | None = None
    why: tuple[Reason, ...] = ()
    related: tuple[str, ...] = ()
    texts: Interval | None = None
    also: tuple[Part, ...] = ()
    relations: tuple[Relation, ...] = ()


ChangeVerb = Literal["begun", "joined", "merged", "split", "moved", "renamed", "left"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a story while articles arrived.

    ``articles`` are those that came into ``story`` by it: new ones (``begun``, ``joined``), all of
    ``other`` that is gone since (``merged``; ``renamed`` where it was only named anew), or some of
    ``other`` (``split``: they begin ``story``; ``moved``: it was there). Those that ``left`` it are
    no longer in the collection. ``number`` counts the kept changes from 1; 0 is not kept yet.
    """

    verb: ChangeVerb
    story: str
    other: str | None = None
    articles: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Former:
    """An id that a story went by before, and the story that it finds now."""

    id: str
    story: str


@dataclass(frozen=True, slots=True)
class Member:
    """An instance in a statement, with the probability that it belongs there."""

    instance: Instance
    probability: float


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that are one origin of a statement: the root knower and why it is one."""

    origin: str
    articles: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Something asserted, with its instances and the three numbers, always together."""

    id: str
    story: str
    speaker: str | None
    members: tuple[Member, ...]
    reach: int
    texts: Interval
    origins: Interval
    groups: tuple[Group, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a difference: the words, their normal value and the statement they stand in."""

    span: Span
    value: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """How two instances of one slot relate.

    ``slot``: count, amount, date, place, name, cause, who, label or denial; ``why`` says in words
    what decided between the kinds.
    """

    kind: Literal["conflict", "update", "dispute", "compatible"]
    slot: str
    story: str
    a: Side
    b: Side
    why: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One outlet's use of a word for a thing: where it stands, in its own words and in others'.

    ``outlet`` is None where the outlet is not known; ``quoted`` are those of ``spans`` that stand
    in what somebody else is reported to have said.
    """

    word: str
    outlet: str | None
    spans: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing of a story that its outlets call by different words: counts, and no score.

    ``thing`` names the set of words ("fighters", "attack") or is the id of an entity. ``also`` are
    the uses for the same thing in the stories that are related to this one.
    """

    story: str
    thing: str
    uses: tuple[Use, ...]
    also: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who carries which statements of a story, side by side.

    ``texts`` are the distinct texts, each as its articles (copies are one text), the one that says
    most first. ``every`` are the statements that all texts carry, ``some`` those that two or more
    carry but not all, ``alone`` those of one text only, in the order of ``texts``. Who denies a
    statement or reacts to it does not carry it.
    """

    story: str
    texts: tuple[tuple[str, ...], ...]
    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    alone: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Novelty:
    """Whether a passage is new in its story, with the earlier span where it is not."""

    span: Span
    status: Literal["new", "repeated", "background"]
    earlier: Span | None = None


VariationKind = Literal[
    "trimmed", "added", "respelled", "reworded", "speaker", "addressee", "denied"
]


@dataclass(frozen=True, slots=True)
class Variation:
    """Where a print of a quotation differs from a fuller one, with the words of both.

    ``fuller`` and ``other`` are quotations' ids; ``a`` is in the fuller print and ``b`` in the
    other, None where a print has no words for it.
    """

    kind: VariationKind
    fuller: str
    other: str
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing that was said, as several articles print it: quotations' ids, the fullest first."""

    id: str
    quotations: tuple[str, ...]
    variations: tuple[Variation, ...] = ()
