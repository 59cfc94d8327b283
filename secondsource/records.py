"""Every record that passes between stages: frozen, slotted, with spans.

Two rules for this file: a record holds ids and spans, never another record's text; and it
knows nothing of how it was made. What is shown to a reader is always ``page.text[start:end]``.

    page -> article -> passages -> (names, times, quotations, instances)
         -> reuse -> lineage -> stories -> agreement -> corroboration -> report

One page gives one article, so an article carries its page's id and a span's ``page`` names
both. Offsets count code points of ``Page.text``. Days are ISO strings (``2015-05-21``, or a
full time with its zone as printed); an unknown day is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# -- places ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a page's text, in code points, end exclusive.

    >>> page = Page(id="p1", input="a.txt", text="The ferry sank.")
    >>> page[Span("p1", 4, 9)]
    'ferry'
    """

    page: str
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that cannot be read."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end} of page {self.page}")

    def within(self, other: Span) -> bool:
        """Say whether this span lies wholly inside the other."""
        return self.page == other.page and other.start <= self.start and self.end <= other.end

    def touches(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.page == other.page and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is believed: a short kind for programs, a sentence for people, the proof."""

    kind: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A number in doubt: the 90 % interval and the likely value inside it.

    >>> str(Interval(1, 1, 3)), str(Interval.exactly(2))
    ('1 (1-3)', '2')
    """

    low: int
    likely: int
    high: int

    def __post_init__(self) -> None:
        """Refuse an interval that is out of order."""
        if not 0 <= self.low <= self.likely <= self.high:
            raise ValueError(f"not an interval: {self.low}, {self.likely}, {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Interval:
        """Give the interval of a number that is not in doubt."""
        return cls(number, number, number)

    def __str__(self) -> str:
        """Print the likely value, and the interval where there is doubt."""
        if self.low == self.high:
            return str(self.likely)
        return f"{self.likely} ({self.low}-{self.high})"


# -- read -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """What a JSON line or a feed states beside the text; it need not stand in the text."""

    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    date: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page's text: one paragraph, heading, list item, caption, link, button...

    ``kind`` is the HTML element's name, or ``line`` in plain text. ``path`` holds the names,
    ids and classes of the elements around it, outermost first, e.g. ``main article.story p``.
    ``linked`` counts its characters that stand in links.
    """

    start: int
    end: int
    kind: str = "line"
    path: str = ""
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A named value that a page states outside its visible text, e.g. ``meta:og:site_name``."""

    name: str
    value: str


Media = Literal["plain", "html"]


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or given; the text is never edited.

    ``text`` is the visible text in reading order; for plain text the decoded file itself.
    ``id`` is a hash of the bytes and of what was given with them, so it is the same on every
    machine and in every store.
    """

    id: str
    input: str
    text: str
    key: str | None = None
    url: str | None = None
    media: Media = "plain"
    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()
    given: Given = field(default_factory=Given)
    raw_sha256: str = ""
    text_sha256: str = ""
    reader: str = ""
    charset: str = ""

    def __getitem__(self, span: Span) -> str:
        """Read the words of a span of this page."""
        if span.page != self.id:
            raise KeyError(f"span of page {span.page} read in page {self.id}")
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Unread:
    """An input, or a part of one, that could not be read, and why."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Text that is not the article (furniture), and why it was cut.

    ``why`` opens with its kind: ``appeal``, ``form``, ``copyright``, ``caption``, ``link``,
    ``label``, ``menu``, ``comments``, ``related``, ``repeated``, ``notice``, ``outside``.
    """

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that name an agency, and what they cover.

    ``scope`` is ``text`` (the whole article is the agency's), ``part`` (``covers`` says which
    words) or ``aid`` ("with reporting by").
    """

    agency: str
    span: Span
    scope: Literal["text", "part", "aid"] = "text"
    covers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence for a day: where it stands, what it says, whether it was used."""

    kind: str
    value: str
    used: bool
    span: Span | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """The day an article was published: an interval, or unknown when both ends are None."""

    earliest: str | None = None
    latest: str | None = None
    confidence: float = 0.0
    evidence: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's piece: the page less its furniture. Its id is its page's id.

    ``body`` and ``furniture`` never touch, are in order, and leave out the headline.
    ``family`` is the publisher family's key: articles of one family are one in reach. An
    article without an outlet has a family of its own.
    """

    id: str
    family: str
    outlet: str | None = None
    outlet_span: Span | None = None
    outlet_field: str | None = None
    headline: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    credits: tuple[Credit, ...] = ()
    language: str | None = None
    published: Dating = field(default_factory=Dating)
    body: tuple[Span, ...] = ()
    furniture: tuple[Cut, ...] = ()
    version_of: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with its article as far as it is known, and how it came into the collection.

    ``address`` is where it was read (what makes a later page a new version of it);
    ``arrival`` counts the pages of a collection in the order in which they came.
    """

    page: Page
    article: Article
    address: str | None = None
    arrival: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or the headline) of an article: the unit copied, cached and compared.

    ``key`` is the hash of its levelled text, so that two prints of one sentence share it.
    ``paragraph`` counts from 0 in the body; the headline has -1.
    """

    span: Span
    key: str
    paragraph: int
    headline: bool = False


# -- extract --------------------------------------------------------------------------------

NameKind = Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, without its title; ``title`` spans the words before it ("Mr", "PM")."""

    span: Span
    kind: NameKind
    title: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation or place that mentions name; ``names`` are all its spellings."""

    id: str
    kind: NameKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]


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


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is reported to have said.

    ``span`` is the hull of ``parts``, the pieces of an interrupted quotation; in a mixed one
    it is the clause and ``marked`` the words in quotation marks. ``speaker`` is an entity's
    id, or None where it is not established; ``speaker_span`` is the words that name or point
    to the speaker (a name, a role, a pronoun). ``hedge`` holds words like "allegedly".
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
    implied ("pledged to send"); ``mood`` tells what is intended or wished from what is.
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


# -- compare --------------------------------------------------------------------------------

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
class Lineage:
    """Who carries whose text: hidden nodes and, for each article, its possible parents."""

    hidden: tuple[Hidden, ...] = ()
    parents: tuple[Parent, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening. ``headline`` is the verbatim headline most typical of it."""

    id: str
    headline: Span | None
    articles: tuple[str, ...]
    earliest: str | None = None
    latest: str | None = None
    why: tuple[Reason, ...] = ()
    related: tuple[str, ...] = ()


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
    """How two instances of one slot relate. ``slot`` is count, amount, date, place or name."""

    kind: Literal["conflict", "update", "dispute", "compatible"]
    slot: str
    story: str
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class Novelty:
    """Whether a passage is new in its story, with the earlier span where it is not."""

    span: Span
    status: Literal["new", "repeated", "background"]
    earlier: Span | None = None


# -- tell -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a story's timeline: what is said to have happened when, and where that stands."""

    story: str
    earliest: str | None
    latest: str | None
    span: Span
    reach: int
    origins: Interval


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found in a collection, in stable order."""

    accounts: tuple[Account, ...] = ()
    unread: tuple[Unread, ...] = ()
    entities: tuple[Entity, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    stories: tuple[Story, ...] = ()
    statements: tuple[Statement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    novelty: tuple[Novelty, ...] = ()
    timeline: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; kept as data and honoured at every derivation.

    ``verb`` is ``join`` or ``part`` (two articles are, or are not, of one story).
    """

    verb: Literal["join", "part"]
    a: str
    b: str
    note: str = ""
