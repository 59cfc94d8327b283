"""One assertion made ready: its span, its words and counts, its frame.

A sentence is read once: cut into clauses (``splitting``), each framed (``framing``) and levelled
(``wording``). What comes out are instances; who asserts them, and how, ``statements`` says.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from secondsource.extract.framing import Deed, deeds_of
from secondsource.extract.parts import first_stop, marked_whole, told_of, toll_clause, trimmed
from secondsource.extract.quantities import quantities_of
from secondsource.extract.splitting import cut_of, spans_of
from secondsource.extract.wording import Names, Wording, wording_of
from secondsource.language import language
from secondsource.records import (
    Account,
    Instance,
    Mention,
    Passage,
    Quotation,
    Span,
    Stance,
    TimeMention,
)

Pieces = Sequence[tuple[int, int]]
# Told of a subject that stands in another clause: "who was arrested", "and fled".
_LED = frozenset(("main", "joined", "rel", "time"))


class Told(NamedTuple):
    """One clause: where it stands, its words, its frame, and how it hangs in its sentence.

    ``own`` are its pieces without the happening behind it that only times it.
    """

    pieces: Pieces
    own: Pieces
    wording: Wording
    deed: Deed
    kind: str = "main"
    shared: bool = False
    finite: bool = False


def told_in(
    account: Account,
    names: Names,
    pieces: Pieces,
    speaker: str | None = None,
    *,
    whole: bool = False,
) -> Iterator[Told]:
    """Yield the clauses of one sentence that assert by themselves, each ready for an instance.

    ``whole`` keeps the sentence in one; ``speaker`` is the term that "we" stands for.
    """
    text = account.page.text
    cut = cut_of(text, pieces, whole=whole)
    deeds = deeds_of(cut, text, names)
    if len(cut.clauses) == 1:
        wording, group = wording_of(account, names, pieces, speaker), cut.clauses[0].group
        yield Told(pieces, pieces, wording, deeds[0], finite=bool(group and group.finite))
        return
    for clause, deed in zip(cut.clauses, deeds, strict=True):
        own = _trimmed(text, spans_of(cut, clause))
        spans = _trimmed(text, spans_of(cut, clause, timed=True)) if clause.tail else own
        wording = wording_of(account, names, spans, speaker)
        shared = clause.heir is not None
        if shared and clause.kind in _LED and deed.topic and deed.topic not in wording.terms:
            wording = led(wording, deed.topic)
        if deed.owner and deed.owner not in wording.terms:
            terms, core = (deed.owner, *wording.terms), wording.core + 1
            wording = replace(wording, terms=terms, core=core)
        finite = bool(clause.group and clause.group.finite)
        yield Told(spans, own, wording, deed, clause.kind, shared, finite)


def _trimmed(text: str, spans: list[tuple[int, int]]) -> Pieces:
    """Trim the marks and joining words off both ends of a clause."""
    start, end = trimmed(text, *spans[0])
    first = spans[0][1] if end < spans[0][1] else end
    spans[0] = start, max(start + 1, first)
    return spans


def led(wording: Wording, subject: str) -> Wording:
    """Give a wording with a subject that is only implied before it.

    >>> led(Wording(("sink",), 1, None, (), False, 1), "vessel").terms
    ('vessel', 'sink')
    """
    terms = (subject, *wording.terms)
    return replace(wording, terms=terms, core=wording.core + 1, subject=subject)


def with_counts(account: Account, names: Names, instance: Instance) -> Iterator[Instance]:
    """Give an assertion, and apart from it each toll that a later clause of it states.

    "The roof fell, killing two" says two things; who repeats the toll need not repeat the fall.
    """
    text, tolled = account.page.text, fates()
    tolls = [q for q in instance.quantities if q.unit.split(":")[0] in tolled]
    if not tolls:
        yield instance
        return
    stop = first_stop(text, instance.span)
    later = [q for q in tolls if q.span.start > stop and not told_of(text, q.span, instance.span)]
    if not later:
        yield instance
        return
    kept = tuple(q for q in instance.quantities if q not in later)
    yield replace(instance, quantities=kept)
    for toll in later:
        start, end = toll_clause(text, toll.span, instance.span)
        wording = wording_of(account, names, [(start, end)])
        span = Span(instance.span.page, start, end)
        yield replace(
            instance,
            id=_ident(span, instance.stance),
            span=span,
            terms=wording.terms,
            entities=wording.entities,
            quantities=tuple(q for q in later if q.span.within(span)),
            times=tuple(t for t in instance.times if t.span.within(span)),
            negated=wording.negated,
            subject=wording.subject,
            core=wording.core,
        )


@cache
def fates(code: str = "en") -> frozenset[str]:
    """Give the units that are tolls: what became of the people counted."""
    return frozenset(language(code).table("quantities.fates"))


def instance_of(
    account: Account,
    told: Told,
    *,
    stance: Stance,
    mood: Literal["fact", "will", "wish"],
    quote: Quotation | None = None,
    passage: Span | None = None,
) -> Instance:
    """Make the instance of a clause, its frame and counts included."""
    page, pieces, wording, deed = account.page.id, told.pieces, told.wording, told.deed
    span = Span(page, *marked_whole(account.page.text, pieces[0][0], pieces[-1][1]))
    inside = [Span(page, a, b) for a, b in pieces]
    skip = [m.span for m in _among(account.mentions, inside)]
    times = tuple(
        t for t in _among(account.times, inside) if any(t.span.within(one) for one in inside)
    )
    skip.extend(t.span for t in times if t.type in ("DATE", "TIME") and not _spell(account, t))
    return Instance(
        id=_ident(span, stance),
        span=span,
        passage=passage or passage_of(account, span),
        stance=stance,
        speaker=quote.speaker if quote else None,
        speaker_span=quote.speaker_span if quote else None,
        quotation=quote.id if quote else None,
        terms=wording.terms,
        entities=wording.entities,
        quantities=tuple(
            q for a, b in told.own for q in quantities_of(page, account.page.text, a, b, skip=skip)
        ),
        times=times,
        negated=deed.negated if deed.predicate else wording.negated,
        subject=subject_of(told),
        mood=mood,
        core=wording.core,
        headline=bool(account.article.headline and account.article.headline.touches(span)),
        predicate=deed.predicate,
        arguments=deed.arguments,
        place=deed.place,
        status=deed.status,
        hedge=Span(page, *deed.hedge) if deed.hedge else None,
    )


def subject_of(told: Told) -> str | None:
    """Give who acts: by the frame, or the name that the words begin with where it knows none."""
    first = told.wording.subject
    if told.deed.subject or not first:
        return told.deed.subject
    return first if told.wording.terms[0] == first and not told.deed.passive else None


def _spell(account: Account, time: TimeMention) -> bool:
    """Say whether a day is told by how long it takes: "in eleven months" counts months."""
    return bool(_SPELL.search(account.page[time.span]))


_SPELL = re.compile(r"\w\s(?:hour|day|week|month|year)s\b", re.IGNORECASE)
_Placed = TypeVar("_Placed", Mention, TimeMention, Passage)


def _among(
    placed: Sequence[_Placed], inside: Sequence[Span], *, first: int = 0
) -> Iterator[_Placed]:
    """Yield what touches any of some spans; from ``first`` on all is in order of the text."""
    for one in inside:
        at = bisect_right(placed, one.start, lo=first, key=lambda known: known.span.end)
        while at < len(placed) and placed[at].span.start < one.end:
            yield placed[at]
            at += 1


def _ident(span: Span, stance: Stance) -> str:
    place = f"{span.page}:{span.start}:{span.end}:{stance}"
    return hashlib.sha256(place.encode()).hexdigest()[:16]


def passage_of(account: Account, span: Span) -> Span:
    """Give the sentence of an article that a span stands in."""
    passages = account.passages  # the headline, then in the order of the page
    first = int(bool(passages) and passages[0].headline)
    if first and passages[0].span.touches(span):
        return passages[0].span
    return next((p.span for p in _among(passages, [span], first=first)), span)
