"""What is found in one article: names, times, quotations and what is asserted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.records.places import Span
from secondsource.records.reading import Article, Page, Passage

NameKind = Literal["person", "organisation", "place", "other"]
Tense = Literal["past", "present", "future", ""]


@dataclass(frozen=True, slots=True)
class Telling:
    """A reporting word in a passage, who tells and what, in offsets of its levelled text.

    ``speaker`` and ``contents`` are pieces in order, none where nothing was found; the three
    ``sure`` are probabilities, of the reporting word, its speaker and its content.
    """

    cue: tuple[int, int]
    speaker: tuple[tuple[int, int], ...] = ()
    contents: tuple[tuple[int, int], ...] = ()
    sure: float = 0.0
    speaker_sure: float = 0.0
    content_sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a passage holds by its own words alone: proposed names and tellings."""

    names: tuple[tuple[int, int, str], ...] = ()
    tellings: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, without its title; ``title`` spans the words before it ("Mr", "PM").

    ``metonym`` says that a place stands for its government or its club ("Moscow denied").
    """

    span: Span
    kind: NameKind
    title: Span | None = None
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What articles say a person is ("foreign minister"), where first, and on which days.

    ``earliest`` and ``latest`` are the days of the first and the last article that says so, None
    where no such article has one; ``former`` says that the words speak of the past.
    """

    words: str
    span: Span
    earliest: str | None = None
    latest: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation or place that mentions name; ``names`` are all its spellings.

    ``decided`` are the verbs (merge, split, rename) of what a person decided of it; a renamed
    one's ``name`` may stand in no article. ``roles`` are a person's, the most printed first.
    """

    id: str
    kind: NameKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    decided: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one (``a`` < ``b``, ids), why, and how likely; nothing is joined."""

    a: str
    b: str
    why: str
    probability: float


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression with the interval of days (or times) it denotes, inclusive.

    ``anchor`` says what binds it: ``absolute``, ``published`` (counted from the article's own
    day), ``text`` (from another expression) or ``unknown`` (then both ends are None).
    ``type`` and ``value`` are as in TIMEX3.
    """

    span: Span
    earliest: str | None
    latest: str | None
    anchor: Literal["absolute", "published", "text", "unknown"]
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


How = Literal[
    "named", "together", "body", "office", "role", "pronoun", "who", "itself", "carried", "votes",
    "unnamed", "group", "paper", "unclear", "nothing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """How a quotation's words for its speaker were bound to an entity, or why they were not.

    Bound: by a name (``named``; ``together`` with others named beside him), a body's short name
    (``body``), the body that somebody unnamed speaks for (``office``), a ``role``, a
    ``pronoun``, ``who``, the outer speaker's "I" (``itself``), a neighbour's voice
    (``carried``), the copies (``votes``). Not bound: one person who is not named (``unnamed``),
    a ``group``, a ``paper``, words that fit several or nobody here (``unclear``), no words at
    all (``nothing``). ``candidates`` are the ids of those who were near, the likeliest first.
    """

    how: How = "nothing"
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is reported to have said.

    ``span`` is the hull of ``parts``, the pieces of an interrupted quotation; in a mixed one
    it is the clause and ``marked`` the words in quotation marks. ``speaker`` is an entity's
    id, or None where it is not established; ``speaker_span`` is the words that name or point
    to the speaker (a name, a role, a pronoun), ``described`` those words with all that is told
    of him beside them, ``reporting`` the cue with what it takes along ("said in a statement").
    ``said`` is False where nothing was said that could be true or false: a
    view, a wish or a plan that is put down to somebody. ``hedge`` holds words like "allegedly";
    ``denied`` says that the speaker denies it, ``reacts`` that he only feels something about
    it, ``refused`` that he would not say it: nobody asserts what stands there. ``tense`` is
    that of the reporting word. ``bound`` says how the speaker was found, ``confidence`` how
    likely he is the right one.
    """

    id: str
    span: Span
    kind: Literal["direct", "mixed", "indirect"]
    parts: tuple[Span, ...]
    marked: tuple[Span, ...] = ()
    cue: Span | None = None
    speaker: str | None = None
    speaker_span: Span | None = None
    via: Span | None = None
    addressee: Span | None = None
    occasion: Span | None = None
    hedge: Span | None = None
    denied: bool = False
    confidence: float = 0.0
    same_as: tuple[str, ...] = ()
    reacts: bool = False
    refused: bool = False
    tense: Tense = ""
    bound: Bound = Bound()
    described: Span | None = None
    reporting: Span | None = None
    said: bool = True


Stance = Literal["asserts", "attributes", "denies", "hedges", "reacts"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text with its unit and bound: "at least 12 dead" is (12, inf, "dead")."""

    span: Span
    low: float
    high: float
    unit: str
    amount: float


@dataclass(frozen=True, slots=True)
class Instance:
    """One place where something is asserted: a quotation's content or an outlet's own sentence.

    ``span`` is the words asserted; ``speaker`` the entity they are attributed to, None for the
    outlet's own words or an unresolved speaker; ``speaker_span`` the words that name whoever
    is credited (None for the outlet's own words); ``terms`` the levelled content words in
    order, of which the first ``core`` make up the first clause; ``entities`` the ids of the
    entities named in it. ``subject`` is the term of whoever acts, also where it is only
    implied ("pledged to send"); ``mood`` tells what is intended or wished from what is;
    ``headline`` that it stands in the article's headline.

    The frame: ``predicate`` is the term of the main verb of the first clause (empty where none is
    known), ``arguments`` the terms of the other names of that clause in order, ``place`` the
    term of where it happens, ``status`` how far a deed has come ("pledged", "ordered",
    "delivered", "denied"; empty where nothing is told), ``hedge`` the words that weaken it.
    """

    id: str
    span: Span
    passage: Span
    stance: Stance
    speaker: str | None = None
    speaker_span: Span | None = None
    quotation: str | None = None
    terms: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeMention, ...] = ()
    negated: bool = False
    subject: str | None = None
    mood: Literal["fact", "will", "wish"] = "fact"
    core: int = 0
    headline: bool = False
    predicate: str = ""
    arguments: tuple[str, ...] = ()
    place: str | None = None
    status: str = ""
    hedge: Span | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """All that was read and found in one article: what the comparing stages take in."""

    page: Page
    article: Article
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    instances: tuple[Instance, ...] = ()
