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

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.agencies import agencies_of
from secondsource.compare.alignment import Grown, Run, Text, aligned, text_of
from secondsource.compare.archive import Archive, joined
from secondsource.compare.shingles import kept_of
from secondsource.compare.spoken import spoken_words
from secondsource.compare.tips import tips_of
from secondsource.compare.words import Places, Stream, stream_of, summed
from secondsource.records import Account, Reason, Reuse, ReuseKind, Span

_WORDS, _WEIGHT = 8, 4.5
"""A shared stretch of prose has at least so many words, and so much weight of telling words.
wire-events without its furniture: no pair of unrelated articles shares so much; at 6 words and
3.0 they share "did not respond to request for comment"."""

_SPOKEN_WORDS, _SPOKEN_WEIGHT = 6, 2.5
"""In quotation marks on both sides: speech is shorter, and marks are themselves evidence."""


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One article of a pair, read once for all its pairs, with running sums over its words.

    ``tips`` says of each passage whether it is a tip line; no stretch runs into or out of one,
    nor over one of the ``breaks``: words before which other text of the page stands.
    """

    text: Text
    spoken: NDArray[np.bool_]
    weights: NDArray[np.float64]
    letters: Places
    tips: NDArray[np.bool_]
    breaks: list[int]

    @property
    def stream(self) -> Stream:
        """The article's words."""
        return self.text.stream


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
    streams = [stream_of(account) for account in ordered]
    _, pairs = joined(Archive(), [(at, kept_of(stream)) for at, stream in enumerate(streams)])
    sides: dict[int, _Side] = {}
    found: list[Reuse] = []
    for one, other in pairs:
        a = sides.get(one) or sides.setdefault(one, _side(streams[one]))
        b = sides.get(other) or sides.setdefault(other, _side(streams[other]))
        found.extend(_shared(a, b))
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


def _shared(a: _Side, b: _Side) -> Iterator[Reuse]:
    if b.stream.article < a.stream.article:
        a, b = b, a
    for grown in aligned(a.text, b.text):
        for piece in _unbroken(grown, a.breaks, b.breaks):
            if _more_than_chance(piece, a, b):
                yield _reported(piece, a, b)


def _side(stream: Stream) -> _Side:
    passages = stream.passages
    spans = tips_of(stream.account)
    tips = np.array(
        [any(one.span.within(span) for span in spans) for one in passages], dtype=np.bool_
    )
    edges = (np.flatnonzero(tips[1:] != tips[:-1]) + 1).tolist()
    breaks = {int(stream.firsts[at]) for at in (*edges, *_interrupted(stream))}
    return _Side(
        text_of(stream),
        spoken_words(stream),
        summed(stream.weights),
        summed(stream.ends - stream.starts),
        tips,
        sorted(breaks),
    )


def _interrupted(stream: Stream) -> Iterator[int]:
    """Find the passages before which other text of the page stands."""
    text = stream.account.page.text
    for at, (one, other) in enumerate(pairwise(stream.passages), start=1):
        end, start = one.span.end, other.span.start
        if start < end or text[end:start].strip(" \t\r\n\xa0\"'“”‘’"):
            yield at


def _unbroken(grown: Grown, a: Sequence[int], b: Sequence[int]) -> Iterator[Grown]:
    """Cut a stretch wherever other text of the page stands between two of its words."""
    piece: list[Run] = []
    for run in _cut(grown, a, b) if a or b else grown:
        if piece and (
            _broken(a, piece[-1].a + piece[-1].length, run.a)
            or _broken(b, piece[-1].b + piece[-1].length, run.b)
        ):
            yield tuple(piece)
            piece = []
        piece.append(run)
    if piece:
        yield tuple(piece)


def _broken(breaks: Sequence[int], first: int, last: int) -> bool:
    return bisect_left(breaks, first) < bisect_right(breaks, last)


def _cut(grown: Grown, a: Sequence[int], b: Sequence[int]) -> Iterator[Run]:
    for run in grown:
        steps = {
            at - run.a for at in a[bisect_right(a, run.a) : bisect_left(a, run.a + run.length)]
        }
        steps |= {
            at - run.b for at in b[bisect_right(b, run.b) : bisect_left(b, run.b + run.length)]
        }
        for here, there in pairwise((0, *sorted(steps), run.length)):
            yield Run(run.a + here, run.b + here, there - here)


def _more_than_chance(piece: Grown, a: _Side, b: _Side) -> bool:
    weight = sum(a.weights[run.a + run.length] - a.weights[run.a] for run in piece)
    if weight < _SPOKEN_WEIGHT:
        return False
    if weight >= _WEIGHT and sum(run.length for run in piece) >= _WORDS:
        return True
    words, weight = 0, 0.0
    for run in piece:
        said = a.spoken[run.a : run.a + run.length] & b.spoken[run.b : run.b + run.length]
        words += int(said.sum())
        weight += a.stream.weights[run.a : run.a + run.length][said].sum()
    return words >= _SPOKEN_WORDS and weight >= _SPOKEN_WEIGHT


def _reported(piece: Grown, a: _Side, b: _Side) -> Reuse:
    first, last = piece[0], piece[-1]
    left = _span(a.stream, first.a, last.a + last.length - 1)
    right = _span(b.stream, first.b, last.b + last.length - 1)
    left, right = _marks_kept(left, right, a.stream.account, b.stream.account)
    same = sum(a.letters[run.a + run.length] - a.letters[run.a] for run in piece)
    whole = max(
        a.letters[last.a + last.length] - a.letters[first.a],
        b.letters[last.b + last.length] - b.letters[first.b],
    )
    likeness = round(min(float(same / whole), 1.0), 4)
    reason = Reason("shared text", _told(piece, likeness), (left, right))
    return Reuse(_kind(piece, a, b), left, right, likeness, "undirected", 0.5, (reason,))


def _span(stream: Stream, first: int, last: int) -> Span:
    return Span(stream.article, int(stream.starts[first]), int(stream.ends[last]))


def _kind(piece: Grown, a: _Side, b: _Side) -> ReuseKind:
    if _tip(a, piece[0].a) or _tip(b, piece[0].b):
        return "furniture"
    own = a.stream.account.article.family == b.stream.account.article.family
    return "own" if own else "unknown"


def _tip(side: _Side, word: int) -> bool:
    passage = np.searchsorted(side.stream.firsts, word, side="right") - 1
    return bool(side.tips[passage])


def _told(piece: Grown, likeness: float) -> str:
    words = sum(run.length for run in piece)
    alike = "word for word" if likeness == 1 else f"{likeness:.0%} alike"
    return f"{words} words in the same order, {alike}"


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
