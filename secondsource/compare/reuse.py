"""Text that two articles share, aligned by character.

Here live the way from a collection to its pairs, and the reading of each stretch back to the
characters of its pages. What the sharing means - whose text it is - is the lineage's affair:
``reuse_of`` knows only tip lines and an outlet's own repetition, and calls the rest ``unknown``
until ``kinds.settled``.

Why it works: body and headline alone are compared, so furniture is never shared text; stretches
grow through small edits and over the borders of passages until nothing follows, and stop at
furniture between two paragraphs; each stretch is then read back to its page's own characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from secondsource.compare.agencies import agencies_of
from secondsource.compare.alignment import Grown
from secondsource.compare.archive import Archive, joined
from secondsource.compare.partners import Partner, partner_of
from secondsource.compare.shingles import kept_of
from secondsource.compare.stretches import stretches
from secondsource.compare.words import Stream, stream_of
from secondsource.records import Account, AlignedPair, Reason, Reuse, ReuseKind, Span

_ALIGNING = 1
"""Raised whenever aligning itself changes, so that no pair kept before is taken as it is."""

_AT_HAND = 2000
"""Articles kept ready for aligning: pairs come in the order of the earlier, so few are missed."""


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
    return reuse_in(aligned_pairs(accounts))


def reuse_in(pairs: Iterable[AlignedPair]) -> tuple[Reuse, ...]:
    """Give all stretches of pairs, in the order of their ids and places."""
    return tuple(sorted((one for pair in pairs for one in pair.reuse), key=lambda r: (r.a, r.b)))


def aligned_pairs(
    accounts: Iterable[Account], known: Mapping[tuple[str, str], AlignedPair] | None = None
) -> tuple[AlignedPair, ...]:
    """Give every pair of articles worth aligning with what it shares, in the order of their ids.

    A pair in ``known``, by its ids, is taken as it is if neither article has changed since.
    """
    before = known or {}
    ordered = sorted(accounts, key=lambda one: one.page.id)
    agencies = agencies_of(ordered)
    ordered.sort(key=lambda one: one.article.outlet not in agencies)
    streams = [stream_of(account) for account in ordered]
    kept = [kept_of(stream) for stream in streams]
    _, pairs = joined(Archive(), list(enumerate(kept)))
    stamps = {at: _stamp(ordered[at]) for at in {at for pair in pairs for at in pair}}
    partner = lru_cache(_AT_HAND)(lambda at: partner_of(streams[at], kept[at]))
    found: list[AlignedPair] = []
    for pair in pairs:
        one, other = sorted(pair, key=lambda at: ordered[at].page.id)
        ids = (ordered[one].page.id, ordered[other].page.id)
        stamp = f"{stamps[one]} {stamps[other]}"
        old = before.get(ids)
        if old is None or old.stamp != stamp:
            old = AlignedPair(*ids, stamp, shared_by(partner(one), partner(other)))
        found.append(old)
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


def shared_in(
    accounts: Sequence[Account], pairs: Iterable[tuple[int, int]]
) -> tuple[AlignedPair, ...]:
    """Align pairs of accounts, given as their indices, whoever proposed them; unstamped."""

    @lru_cache(_AT_HAND)
    def partner(at: int) -> Partner:
        stream = stream_of(accounts[at])
        return partner_of(stream, kept_of(stream))

    found: list[AlignedPair] = []
    for pair in pairs:
        one, other = sorted(pair, key=lambda at: accounts[at].page.id)
        ids = (accounts[one].page.id, accounts[other].page.id)
        found.append(AlignedPair(*ids, "", shared_by(partner(one), partner(other))))
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


def _stamp(account: Account) -> str:
    """Hash what aligning reads of an article: 16 hex digits."""
    parts = (
        _ALIGNING,
        account.article.family,
        [(one.span.start, one.span.end, one.paragraph, one.headline) for one in account.passages],
        [
            (one.kind, [(part.start, part.end) for part in (*one.parts, *one.marked)])
            for one in account.quotations
        ],
        account.page.text,
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:16]


def shared_by(a: Partner, b: Partner) -> tuple[Reuse, ...]:
    """Align two articles, the one with the lower id first, and give what they share."""
    return tuple(_reported(piece, a, b) for piece in stretches(a, b))


def _reported(piece: Grown, a: Partner, b: Partner) -> Reuse:
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


def _kind(piece: Grown, a: Partner, b: Partner) -> ReuseKind:
    if _tip(a, piece[0].a) or _tip(b, piece[0].b):
        return "furniture"
    own = a.stream.account.article.family == b.stream.account.article.family
    return "own" if own else "unknown"


def _tip(one: Partner, word: int) -> bool:
    passage = np.searchsorted(one.stream.firsts, word, side="right") - 1
    return bool(one.tips[passage])


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
