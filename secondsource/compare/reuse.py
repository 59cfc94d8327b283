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

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.agencies import agencies_of
from secondsource.compare.alignment import Grown, Run, Text, aligned, grown_at, text_of
from secondsource.compare.archive import Archive, joined
from secondsource.compare.shingles import Kept, kept_of
from secondsource.compare.spoken import spoken_words
from secondsource.compare.tips import tips_of
from secondsource.compare.words import Places, Stream, stream_of, summed
from secondsource.records import Account, AlignedPair, Reason, Reuse, ReuseKind, Span

_WORDS, _WEIGHT = (8, 17, 25), (4.5, 6.0, 8.0)
"""A shared stretch of prose has at least so many words, and so much weight of telling words: by
how many of its two ends are open, that is, stand amid a sentence in both articles. What is
copied begins and ends with a sentence in one of them; what two reporters put alike does not.
wire-events without its furniture: no pair of unrelated articles shares so much; at 6 words and
3.0 they share "did not respond to request for comment". Newsroom, fair and hard: of the stretches
with two open ends and less than 25 words 1 in 30 was copied, with one and less than 17 1 in 5."""

_COPIED = 40
"""Words that two articles surely share, for which a stretch with open ends is copied too."""

_SPOKEN = (((6, 2.5), (7, 1.2)), ((8, 4.0),), ())
"""The same in quotation marks on both sides: speech is shorter, plainer, and marks are themselves
evidence. What is amid speech on both sides at both ends is not it."""

_EDITED, _EDITED_WORDS = 3, 8
"""Each edit takes so many from the words shared, and so many must be left: two reporters' words
on one fact may agree but for a few. (Newsroom: precision on hard .93 to .95, recall unchanged.)"""

_STRAY = 3
"""Words by which a stretch may run into the next sentence by chance ("The", "he said that")."""

_LONG = 12
"""Words of a stretch that is a sentence but for a few words at its beginning or end."""

_LEAST = 1.2
"""What a shared stretch weighs at the very least."""

_SURE = 4
"""Kept shingles in common with which two articles are aligned without a trial."""

_ALIGNING = 1
"""Raised whenever aligning itself changes, so that no pair kept before is taken as it is."""

_AT_HAND = 2000
"""Articles kept ready for aligning: pairs come in the order of the earlier, so few are missed."""


@dataclass(frozen=True, slots=True, eq=False)
class Partner:
    """One article of a pair, read once for all its pairs, with running sums over its words.

    ``goes_on`` says of each word whether a sentence, or speech in it, goes on from the word before;
    ``tips`` says of each passage whether it is a tip line; no stretch runs into or out of one,
    nor over one of the ``breaks``: words before which other text of the page stands.
    """

    text: Text
    kept: Kept
    spoken: NDArray[np.bool_]
    weights: NDArray[np.float64]
    letters: Places
    goes_on: NDArray[np.bool_]
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
    if not _promising(a, b):
        return ()
    pieces = [
        piece
        for grown in aligned(a.text, b.text)
        for cut in _unbroken(grown, a.breaks, b.breaks)
        for piece in [_trimmed(cut, a, b)]
        if _more_than_chance(piece, a, b, 0)
    ]
    sure = [piece for piece in pieces if _copied(piece, a, b)]
    whole = sum(run.length for piece in sure for run in piece) >= _COPIED
    return tuple(_reported(piece, a, b) for piece in (pieces if whole else sure))


def _promising(a: Partner, b: Partner) -> bool:
    """Say whether two articles share more than phrases, at the places where both keep a shingle.

    Most pairs that share only one or two kept shingles share a phrase; to grow it is a fifth of
    the work of aligning them.
    """
    at = np.searchsorted(a.kept.shingles, b.kept.shingles)
    at[at == len(a.kept.shingles)] = 0
    both = np.flatnonzero(a.kept.shingles[at] == b.kept.shingles) if len(a.kept.shingles) else at
    if len(both) >= _SURE:
        return True
    places = zip(a.kept.places[at[both]].tolist(), b.kept.places[both].tolist(), strict=True)
    return any(_more_than_chance(grown_at(a.text, b.text, i, j), a, b, 0) for i, j in places)


def partner_of(stream: Stream, kept: Kept) -> Partner:
    """Make an article ready for aligning, once for all its pairs."""
    passages = stream.passages
    spans = tips_of(stream)
    tips = np.array(
        [any(one.span.within(span) for span in spans) for one in passages], dtype=np.bool_
    )
    edges = (np.flatnonzero(tips[1:] != tips[:-1]) + 1).tolist()
    breaks = {int(stream.firsts[at]) for at in (*edges, *_interrupted(stream))}
    spoken = spoken_words(stream)
    return Partner(
        text_of(stream),
        kept,
        spoken,
        summed(stream.weights),
        summed(stream.ends - stream.starts),
        _going_on(stream, spoken),
        tips,
        sorted(breaks),
    )


def _going_on(stream: Stream, spoken: NDArray[np.bool_]) -> NDArray[np.bool_]:
    goes_on = np.zeros(len(spoken) + 1, dtype=np.bool_)
    goes_on[1:-1] = spoken[1:] == spoken[:-1]
    goes_on[stream.firsts] = False
    return goes_on


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


def _copied(piece: Grown, a: Partner, b: Partner) -> bool:
    """Say whether a stretch was copied, whatever else the two articles share."""
    if not _more_than_chance(piece, a, b, _open_ends(piece, a, b)):
        return False
    gaps = [
        (one.a + one.length, other.a, one.b + one.length, other.b) for one, other in pairwise(piece)
    ]
    words = sum(run.length for run in piece) - _EDITED * len(gaps)
    if gaps and words < _EDITED_WORDS:
        return False
    return words >= _COPIED or not any(_other_number(gap, a, b) for gap in gaps)


def _other_number(gap: tuple[int, int, int, int], a: Partner, b: Partner) -> bool:
    i, j, k, m = gap
    left = {word for at in range(i, j) if (word := a.stream.word(at))[0].isdigit()}
    right = {word for at in range(k, m) if (word := b.stream.word(at))[0].isdigit()}
    return bool(left and right and left != right)


def _trimmed(piece: Grown, a: Partner, b: Partner) -> Grown:
    """Cut off the few words by which a stretch runs into a sentence that is not shared."""
    first, last = piece[0], piece[-1]
    if a.goes_on[first.a] and b.goes_on[first.b]:
        for step in range(1, min(_STRAY, first.length - 1) + 1):
            if not (a.goes_on[first.a + step] or b.goes_on[first.b + step]):
                first = Run(first.a + step, first.b + step, first.length - step)
                break
    piece = (first, *piece[1:])
    last = piece[-1]
    i, j = last.a + last.length, last.b + last.length
    if a.goes_on[i] and b.goes_on[j]:
        for step in range(1, min(_STRAY, last.length - 1) + 1):
            if not (a.goes_on[i - step] or b.goes_on[j - step]):
                last = Run(last.a, last.b, last.length - step)
                break
    return (*piece[:-1], last)


def _more_than_chance(piece: Grown, a: Partner, b: Partner, ends: int) -> bool:
    """Say whether a stretch with so many open ends is more than two reporters put alike."""
    weight = sum(a.weights[run.a + run.length] - a.weights[run.a] for run in piece)
    if weight < _LEAST:
        return False
    if weight >= _WEIGHT[ends] and sum(run.length for run in piece) >= _WORDS[ends]:
        return True
    words, weight = 0, 0.0
    for run in piece:
        said = a.spoken[run.a : run.a + run.length] & b.spoken[run.b : run.b + run.length]
        words += int(said.sum())
        weight += a.stream.weights[run.a : run.a + run.length][said].sum()
    return any(words >= least and weight >= told for least, told in _SPOKEN[ends])


def _open_ends(piece: Grown, a: Partner, b: Partner) -> int:
    """Count the ends of a stretch that stand amid a sentence, or amid speech, in both articles.

    Of a long one an end is not open where one of them has no more than a "she said" beyond it.
    """
    first, last = piece[0], piece[-1]
    i, j = last.a + last.length, last.b + last.length
    stray = _STRAY if i - first.a >= _LONG else 0
    opens = _amid(a, first.a, -1, stray) and _amid(b, first.b, -1, stray)
    return opens + (_amid(a, i, 1, stray) and _amid(b, j, 1, stray))


def _amid(one: Partner, at: int, step: int, stray: int) -> bool:
    """Say whether the sentence, or the speech, goes on before (-1) or after (1) a word's start."""
    if not one.goes_on[at]:
        return False
    if one.spoken[at - 1 if step < 0 else at]:
        return True
    near = slice(max(0, at - stray), at) if step < 0 else slice(at + 1, at + 1 + stray)
    return bool(one.goes_on[near].all())


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
