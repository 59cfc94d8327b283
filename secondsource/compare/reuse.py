"""Text that two articles share, aligned by character.

Here live the finding of shared stretches and the rule for what is too short to be more than
chance. What the sharing means - whose text it is - is the lineage's affair: ``reuse_of`` knows
only tip lines and an outlet's own repetition, and calls the rest ``unknown`` until
``lineage.settled``.

Why it works: body and headline alone are compared, so furniture is never shared text; stretches
grow through small edits and over the borders of passages until nothing follows, and stop at
furniture between two paragraphs; each stretch is then read back to its page's own characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.compare.agencies import agencies_of
from secondsource.compare.alignment import Grown, Run, aligned, places_of
from secondsource.compare.shingles import Stream, candidates, page_span, streams_of
from secondsource.compare.spoken import Spoken, spoken_of
from secondsource.compare.tips import tips_of
from secondsource.compare.weights import telling
from secondsource.records import Account, Reason, Reuse, ReuseKind, Span

_WORDS, _WEIGHT = 8, 4.5
"""A shared stretch of prose has at least so many words, and so much weight of telling words.
wire-events without its furniture: no pair of unrelated articles shares so much; at 6 words and
3.0 they share "did not respond to request for comment"."""

_SPOKEN_WORDS, _SPOKEN_WEIGHT = 6, 2.5
"""In quotation marks on both sides: speech is shorter, and marks are themselves evidence."""

_NAME = 0.4
"""A capitalised word's weight: long names and titles are shared by chance (wire-events: "the
international committee of the red cross and the swiss government")."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One article of a pair, with where its words stand.

    ``tips`` are the passages of its tip lines; no stretch runs into or out of them.
    """

    stream: Stream
    spoken: Spoken
    passage_at: Sequence[int]
    tips: frozenset[int]
    breaks: frozenset[int]

    def opening(self, word: int) -> int:
        passage = self.passage_at[word]
        return self.stream.passages[passage].span.start + self.stream.offsets[word][0]


def reuse_of(accounts: Iterable[Account]) -> tuple[Reuse, ...]:
    """Give every stretch of text that two articles share, in the order of their ids.

    All pairs of up to 50 articles that carry a passage are compared; beyond that each with one
    of them, an agency's own page if there is one; and an article that has more than 50 partners
    before it with the likest of them. Errors: none.

    >>> from secondsource.records import Account, Article, Page, Passage
    >>> def account(name, text):
    ...     span = Span(name, 0, len(text))
    ...     return Account(Page(name, name, text), Article(name, name), (Passage(span, "", 0),))
    >>> a = account("a", "The harbour pilot had warned twice of the lamp on the pier.")
    >>> b = account("b", "He says the harbor pilot had warned twice of the lamp on the pier.")
    >>> [one] = reuse_of([b, a])
    >>> print(a.page[one.a])
    The harbour pilot had warned twice of the lamp on the pier.
    >>> print(b.page[one.b])
    the harbor pilot had warned twice of the lamp on the pier.
    """
    known = sorted(accounts, key=lambda one: one.page.id)
    agencies = agencies_of(known)
    ordered = sorted(known, key=lambda one: one.article.outlet not in agencies)
    streams, texts = streams_of(ordered)
    sides: dict[int, _Side] = {}
    found: list[Reuse] = []
    last, places = -1, {}
    for one, other in candidates(streams):
        if one != last:
            last, places = one, places_of(streams[one].words)
        a = sides.get(one) or sides.setdefault(one, _side(streams[one]))
        b = sides.get(other) or sides.setdefault(other, _side(streams[other]))
        for grown in aligned(a.stream.words, b.stream.words, places, texts):
            for piece in _unbroken(grown, a.breaks, b.breaks):
                found.extend(_reported(piece, a, b, texts))
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


def _side(stream: Stream) -> _Side:
    bounds = (*stream.firsts, len(stream.words))
    passage_at = [
        number for number, (first, last) in enumerate(pairwise(bounds)) for _ in range(first, last)
    ]
    spans = tips_of(stream.account)
    tips = frozenset(
        number
        for number, passage in enumerate(stream.passages)
        if any(passage.span.within(span) for span in spans)
    )
    edges = (at for at in range(1, len(stream.firsts)) if (at in tips) != (at - 1 in tips))
    breaks = stream.breaks | {stream.firsts[at] for at in edges}
    return _Side(stream, spoken_of(stream.account), passage_at, tips, breaks)


def _unbroken(grown: Grown, a: frozenset[int], b: frozenset[int]) -> Iterator[Grown]:
    """Cut a stretch wherever other text of the page stands between two of its words."""
    piece: list[Run] = []
    for run in _cut(grown, a, b):
        if piece and (
            _broken(a, piece[-1].a + piece[-1].length, run.a)
            or _broken(b, piece[-1].b + piece[-1].length, run.b)
        ):
            yield tuple(piece)
            piece = []
        piece.append(run)
    if piece:
        yield tuple(piece)


def _broken(breaks: frozenset[int], first: int, last: int) -> bool:
    return any(at in breaks for at in range(first, last + 1))


def _cut(grown: Grown, a: frozenset[int], b: frozenset[int]) -> Iterator[Run]:
    for run in grown:
        here = 0
        for step in range(1, run.length) if a or b else ():
            if run.a + step in a or run.b + step in b:
                yield Run(run.a + here, run.b + here, step - here)
                here = step
        yield Run(run.a + here, run.b + here, run.length - here)


def _reported(piece: Grown, a: _Side, b: _Side, texts: Sequence[str]) -> Iterator[Reuse]:
    if not _more_than_chance(piece, a, b, texts):
        return
    first, last = piece[0], piece[-1]
    left = page_span(a.stream, first.a, last.a + last.length - 1, a.passage_at)
    right = page_span(b.stream, first.b, last.b + last.length - 1, b.passage_at)
    left, right = _marks_kept(left, right, a.stream.account, b.stream.account)
    same = sum(
        len(texts[word]) for run in piece for word in a.stream.words[run.a : run.a + run.length]
    )
    likeness = round(same / max(_letters(piece, a, 0, texts), _letters(piece, b, 1, texts)), 4)
    if right < left:
        left, right = right, left
    yield Reuse(
        _kind(piece, a, b),
        left,
        right,
        likeness,
        "undirected",
        0.5,
        (Reason("shared text", _told(piece, likeness), (left, right)),),
    )


def _kind(piece: Grown, a: _Side, b: _Side) -> ReuseKind:
    if a.passage_at[piece[0].a] in a.tips or b.passage_at[piece[0].b] in b.tips:
        return "furniture"
    own = a.stream.account.article.family == b.stream.account.article.family
    return "own" if own else "unknown"


def _told(piece: Grown, likeness: float) -> str:
    words = sum(run.length for run in piece)
    alike = "word for word" if likeness == 1 else f"{likeness:.0%} alike"
    return f"{words} words in the same order, {alike}"


def _letters(piece: Grown, side: _Side, which: int, texts: Sequence[str]) -> int:
    first, last = piece[0], piece[-1]
    start, end = (first.a, last.a) if which == 0 else (first.b, last.b)
    return sum(len(texts[word]) for word in side.stream.words[start : end + last.length])


def _more_than_chance(piece: Grown, a: _Side, b: _Side, texts: Sequence[str]) -> bool:
    words, weight, spoken_words, spoken_weight = 0, 0.0, 0, 0.0
    for run in piece:
        for step in range(run.length):
            here = _weight(a, run.a + step, texts)
            words, weight = words + 1, weight + here
            if _both_spoken(a, run.a + step, b, run.b + step):
                spoken_words, spoken_weight = spoken_words + 1, spoken_weight + here
        if words >= _WORDS and weight >= _WEIGHT:
            return True
    return spoken_words >= _SPOKEN_WORDS and spoken_weight >= _SPOKEN_WEIGHT


def _both_spoken(a: _Side, i: int, b: _Side, j: int) -> bool:
    return a.spoken.covers(a.opening(i)) and b.spoken.covers(b.opening(j))


def _weight(side: _Side, word: int, texts: Sequence[str]) -> float:
    named = side.stream.account.page.text[side.opening(word)].isupper()
    told = telling(texts[side.stream.words[word]])
    return min(told, _NAME) if named else told


def _marks_kept(left: Span, right: Span, a: Account, b: Account) -> tuple[Span, Span]:
    """Take in the quotation marks and stops that both pages print around a stretch."""
    while (
        left.start and right.start and _mark(a, left.start - 1) == _mark(b, right.start - 1) != ""
    ):
        left = Span(left.page, left.start - 1, left.end)
        right = Span(right.page, right.start - 1, right.end)
    while _mark(a, left.end) == _mark(b, right.end) != "":
        left = Span(left.page, left.start, left.end + 1)
        right = Span(right.page, right.start, right.end + 1)
    return left, right


_LEVEL_MARKS = {
    **dict.fromkeys('"“”„‟«»', '"'),
    **dict.fromkeys("'‘’‚", "'"),
    **{mark: mark for mark in ".,;:!?)("},
}


def _mark(account: Account, place: int) -> str:
    text = account.page.text
    return _LEVEL_MARKS.get(text[place], "") if place < len(text) else ""
