"""A small made-up report, built by hand, for the tests of what a reader is shown.

Three outlets on one sinking: an agency's text, a copy of it, and a reporter of her own who gives
another number. ``report_of`` takes the words that are to be dangerous.
"""

from __future__ import annotations

from dataclasses import replace

from secondsource.records import (
    Account,
    Article,
    Conflict,
    Credit,
    Cut,
    Dating,
    Entity,
    Group,
    Hidden,
    Instance,
    Interval,
    Lineage,
    Member,
    Mention,
    Moment,
    Page,
    Parent,
    Passage,
    Quotation,
    Reason,
    Report,
    Reuse,
    Side,
    Span,
    Statement,
    Story,
    Unread,
)
from secondsource.sentences import sentences_of
from secondsource.textview import passage_key

LEDE = "Twelve people died when the ferry sank, the coast guard said."
WORDS = "Twelve people died when the ferry sank"
OWN = "Fourteen people died, harbour master Ada Krol said on Friday."
WIRE, COPY, HERALD = "a1b2c3d4e5f60718", "b1b2c3d4e5f60718", "c1b2c3d4e5f60718"
FOOT = "Read more: Subscribe to our letter"
STATED, APART = "d0e1f2a3b4c5d6e7", "e0e1f2a3b4c5d6e7"
TALE = "s0a1b2c3d4e5f607"


def span(page: Page, words: str) -> Span:
    """The place of words in a page."""
    start = page.text.index(words)
    return Span(page.id, start, start + len(words))


def account_of(ident: str, outlet: str | None, body: str, *, headline: str) -> Account:
    """An account of one article: headline, body and a line of furniture."""
    text = f"{headline}\n\n{body}\n\n{FOOT}\n"
    name = (outlet or "nobody").lower().replace(" ", "-")
    page = Page(
        ident, f"news/{name}.txt", text, url=f"https://{name}.example/ferry", text_sha256="0"
    )
    placed = span(page, body)
    article = Article(
        ident,
        name,
        outlet=outlet,
        headline=span(page, headline),
        language="en",
        published=Dating("2024-03-14", "2024-03-14", 0.9) if outlet else Dating(),
        body=(placed,),
        furniture=(Cut(span(page, FOOT), "appeal: asks for subscribers"),),
    )
    passages = tuple(
        Passage(Span(ident, start, end), passage_key(text[start:end]), 0)
        for start, end in sentences_of(text, placed.start, placed.end)
    )
    return Account(page, article, passages)


def instance_of(account: Account, words: str, credited: str, speaker: str) -> Instance:
    """One assertion that is credited to somebody."""
    at = span(account.page, words)
    return Instance(
        f"i-{at.page}",
        at,
        at,
        "attributes",
        speaker=speaker,
        speaker_span=span(account.page, credited),
    )


def report_of(*, headline: str = "Ferry sinks off Varnova", outlet: str = "Levpress") -> Report:
    """The report; ``headline`` and ``outlet`` are those of the agency's own article."""
    wire = account_of(WIRE, outlet, LEDE, headline=headline)
    copy = account_of(COPY, "Harbor Tribune", f"(Levpress) {LEDE}", headline="Twelve dead in bay")
    herald = account_of(HERALD, None, OWN, headline="A morning at the harbour")
    copy = replace(
        copy,
        article=replace(copy.article, credits=(Credit("Levpress", span(copy.page, "(Levpress)")),)),
    )
    quoted = Quotation("q1", span(herald.page, OWN), "indirect", (span(herald.page, OWN),))
    herald = replace(herald, quotations=(replace(quoted, kind="direct"),))
    guard = Entity(
        "e-guard",
        "organisation",
        "Levonian Coast Guard",
        ("coast guard",),
        (Mention(span(wire.page, "coast guard"), "organisation"),),
    )
    return Report(
        accounts=(wire, copy, herald),
        unread=(Unread("news/broken.bin", "it is not text"),),
        entities=(guard,),
        reuse=(_shared(wire, copy),),
        lineage=_lineage(wire, copy),
        stories=(
            Story(
                TALE,
                wire.article.headline,
                (WIRE, COPY, HERALD),
                "2024-03-14",
                "2024-03-14",
                (Reason("names", "shared names: Varnova"),),
            ),
        ),
        statements=_statements(wire, copy, herald),
        conflicts=(
            Conflict(
                "dispute",
                "count",
                TALE,
                Side(span(wire.page, "Twelve"), "12 dead", STATED),
                Side(span(herald.page, "Fourteen"), "14 dead", APART),
            ),
        ),
        timeline=(
            Moment(
                TALE, "2024-03-15", "2024-03-15", span(herald.page, OWN), 1, Interval.exactly(1)
            ),
        ),
    )


def _shared(wire: Account, copy: Account) -> Reuse:
    return Reuse(
        "wire",
        span(wire.page, LEDE),
        span(copy.page, LEDE),
        1.0,
        "a>b",
        0.97,
        (Reason("credits it", "credits Levpress", (span(copy.page, "(Levpress)"),)),),
    )


def _lineage(wire: Account, copy: Account) -> Lineage:
    return Lineage(
        (Hidden("h1", None, (WIRE,)),),
        (
            Parent(WIRE, None, None, 1.0, (Reason("none", "shares no text with another"),)),
            Parent(COPY, WIRE, None, 0.97, (Reason("credits it", "credits Levpress"),)),
            Parent(COPY, None, "h1", 0.03),
        ),
    )


def _statements(wire: Account, copy: Account, herald: Account) -> tuple[Statement, ...]:
    first, second = (instance_of(one, WORDS, "the coast guard", "e-guard") for one in (wire, copy))
    third = instance_of(herald, "Fourteen people died", "harbour master Ada Krol", "e-krol")
    return (
        Statement(
            STATED,
            TALE,
            "e-guard",
            (Member(first, 1.0), Member(second, 0.97)),
            2,
            Interval(1, 1, 2),
            Interval.exactly(1),
            (
                Group(
                    "e-guard",
                    (WIRE, COPY),
                    (Reason("speaker", "said by Levonian Coast Guard", (first.span,)),),
                ),
            ),
            (Reason("sentence", "2 outlets; 1 text (1-2); 1 named speaker."),),
        ),
        Statement(
            APART,
            TALE,
            None,
            (Member(third, 1.0),),
            1,
            Interval.exactly(1),
            Interval(0, 1, 1),
            (Group("unnamed:harbour master", (HERALD,)),),
        ),
    )
