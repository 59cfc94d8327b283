"""What reading yields: pages, articles less their furniture, and passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from secondsource.records.places import Reason, Span


@dataclass(frozen=True, slots=True)
class Given:
    """What a JSON line, a feed, a server or an archive states beside the text.

    It need not stand in the text. ``date`` is a person's word for the day; ``listed`` the day a
    feed or a sitemap lists the page under; ``modified`` and ``served`` a stated change and the
    server's Last-Modified; ``fetched`` when it was fetched. ``outlet_url`` is the address of the
    true publisher (RSS ``<source url>``); ``charset`` what the server declared. ``part`` says
    what the text is where it is not the page itself: ``entry`` (a feed gives the whole text),
    ``teaser`` (a feed gives its beginning or a summary) or ``cut`` (it broke off on the way).
    """

    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    date: str | None = None
    fetched: str | None = None
    outlet_url: str | None = None
    section: str | None = None
    listed: str | None = None
    modified: str | None = None
    served: str | None = None
    charset: str | None = None
    part: str | None = None


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


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a web page to another site: the characters that are linked, and the address."""

    start: int
    end: int
    address: str


Media = Literal["plain", "html", "pdf", "docx", "markdown"]


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
    links: tuple[Link, ...] = ()

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
    ``label``, ``menu``, ``comments``, ``related``, ``repeated``, ``notice``, ``outside``,
    ``length`` (beyond what is analysed of one article); on web pages also ``embed`` (a post or
    a video of another site), ``live`` (the workings of a live page), ``consent``, ``paywall``,
    ``newsletter``, ``author`` (about the author), ``tags`` and ``share``.
    """

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that name an agency, and what they cover.

    ``scope`` is ``text`` (the whole article is the agency's), ``part`` (``covers`` says which
    words) or ``aid`` ("with reporting by"). The name is ``agencies`` where a credit names none
    ("Staff and agencies"). ``field`` names what credits it outside the text - the address, an
    author's field - and then ``span`` is empty.
    """

    agency: str
    span: Span
    scope: Literal["text", "part", "aid"] = "text"
    covers: tuple[Span, ...] = ()
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Words, or a link, that name another outlet, and what they cover.

    ``kind``: ``first reported``, ``reported`` ("the Post reported", "according to the Post"),
    ``told`` (somebody told the Post), ``published`` ("first published by the Post": the whole
    text) or ``link`` (to a page of it; ``address`` is the target). ``covers`` is empty for
    ``published``; else the sentence, from the opening of the quotation it carries. ``family``
    compares with ``Article.family``; the outlet need not be in the collection.
    """

    outlet: str
    family: str
    kind: Literal["first reported", "reported", "told", "published", "link"]
    span: Span
    covers: tuple[Span, ...] = ()
    address: str | None = None


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
class Stated:
    """A value with its proof: the span that prints it, or the field that states it.

    ``note`` is what a reader should know of it: that a canonical address is another site's.
    """

    value: str
    span: Span | None = None
    field: str | None = None
    note: str | None = None


NoteKind = Literal["correction", "update", "clarification", "retraction", "editor"]


@dataclass(frozen=True, slots=True)
class Note:
    """What an outlet prints about a change of its own article: "Correction: ..."."""

    kind: NoteKind
    span: Span


State = Literal["whole", "stub", "shell", "none"]
Genre = Literal[
    "news", "live", "opinion", "press release", "interview", "factbox", "analysis", "obituary"
]


@dataclass(frozen=True, slots=True)
class Wholeness:
    """Whether a page holds its article, how sure that is, and why.

    ``whole``: the article; ``stub``: its beginning, before a paywall or a link to the rest;
    ``shell``: a page without its text, which a script would fetch; ``none``: a page that is no
    article (a front page, a list, an error). ``sure``: the probability that the body is right.
    """

    state: State = "whole"
    sure: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's piece: the page less its furniture. Its id is its page's id.

    ``body`` and ``furniture`` never touch, are in order, and leave out the headline.
    ``family`` is the publisher family's key: articles of one family are one in reach. An
    article without an outlet has a family of its own. ``bylines`` names who wrote it, one a
    person; ``byline`` is the span of the line's names. ``genre`` is one of ``Genre``, and None
    where nothing shows one: that means news. ``outlet_note`` says what speaks against the name of
    the outlet: that it imitates another's. ``language_field`` is what states the language, where
    the text itself is too short to tell.
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
    references: tuple[Reference, ...] = ()
    modified: Dating = field(default_factory=Dating)
    bylines: tuple[Stated, ...] = ()
    section: Stated | None = None
    canonical: Stated | None = None
    genre: Stated | None = None
    sponsored: Stated | None = None
    notes: tuple[Note, ...] = ()
    whole: Wholeness = field(default_factory=Wholeness)
    outlet_note: str | None = None
    language_field: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A stretch of an earlier version and what stands in its place; one of them may be None."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a later version of an article changed of the one before it.

    ``changes`` are in the order of the later text, the headline's first. ``noted`` holds the
    spans of the later page that own up to it (a correction, "updated at"), ``stated`` the fields
    that state a later change for programs; a change of the news without either is ``silent``.
    """

    before: str
    after: str
    changes: tuple[Changed, ...] = ()
    noted: tuple[Span, ...] = ()
    silent: bool = False
    stated: tuple[str, ...] = ()


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
