"""The stretches of text that two articles share, and which of them were copied.

Here live the rules for what is too little to be more than chance. What the sharing means - whose
text it is - is the lineage's affair.

Why it works: what is copied keeps its sentences. Two reporters of one event agree on its names,
its figures and many a phrase, but hardly on a sentence from end to end; so a stretch that stands
amid a sentence in both articles, or needed several edits, must be longer than one that begins
and ends with a sentence in one of them. Where two articles surely share more, less will do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from secondsource.compare.alignment import Grown, Run, aligned, grown_at
from secondsource.compare.partners import Partner

_PROSE = (((8, 4.5),), ((17, 6.0), (12, 7.5)), ((25, 8.0), (18, 10.0)))
"""A shared stretch of prose has at least so many words, and so much weight of telling words: by
how many of its two ends are open, that is, stand amid a sentence in both articles. What is
copied begins and ends with a sentence in one of them; what two reporters put alike does not.
wire-events without its furniture: no pair of unrelated articles shares so much; at 6 words and
3.0 they share "did not respond to request for comment". Newsroom, fair and hard: of the stretches
with two open ends and less than 25 words 1 in 30 was copied, with one and less than 17 1 in 5."""

_COPIED = 40
"""Words that two articles surely share, for which a stretch with open ends is copied too."""

_VERBATIM = ((10, 3.2), (8, 2.0))
"""The same of a sentence that stands word for word in two outlets, or twice in one."""

_BRIEF = (8, 3.5, 0.4)
"""The same, open ends or not, of a stretch that is such a share of one of the two articles."""

_SENTENCE = 4
"""Words of a sentence or headline that is copied, whatever they weigh, where so much else is."""

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


def stretches(a: Partner, b: Partner) -> tuple[Grown, ...]:
    """Give what two articles share, each stretch as its runs of words, in the order of ``b``."""
    if not _promising(a, b):
        return ()
    pieces = [
        _trimmed(piece, a, b)
        for grown in aligned(a.text, b.text)
        for piece in _unbroken(grown, a.breaks, b.breaks)
    ]
    sure = [piece for piece in pieces if _copied(piece, a, b)]
    if sum(run.length for piece in sure for run in piece) < _COPIED:
        return tuple(_untagged(piece, a, b) for piece in sure)
    return tuple(
        piece for piece in pieces if _more_than_chance(piece, a, b, 0) or _whole(piece, a, b)
    )


def _whole(piece: Grown, a: Partner, b: Partner) -> bool:
    """Say whether a stretch is one sentence, headline or quotation, word for word."""
    if len(piece) > 1 or piece[0].length < _SENTENCE:
        return False
    [run] = piece
    return all(
        not (one.goes_on[at] or one.goes_on[at + run.length])
        and (one.spoken[at] or at in one.stream.firsts)
        for one, at in ((a, run.a), (b, run.b))
    )


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
    tried = (_trimmed(grown_at(a.text, b.text, i, j), a, b) for i, j in places)
    return any(_more_than_chance(one, a, b, 0) or _repeated(one, a, b) for one in tried)


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


def _copied(piece: Grown, a: Partner, b: Partner) -> bool:
    """Say whether a stretch was copied, whatever else the two articles share."""
    if not _more_than_chance(piece, a, b, _open_ends(piece, a, b)):
        return _repeated(piece, a, b)
    gaps = [
        (one.a + one.length, other.a, one.b + one.length, other.b) for one, other in pairwise(piece)
    ]
    words = sum(run.length for run in piece) - _EDITED * len(gaps)
    if gaps and words < _EDITED_WORDS:
        return False
    return words >= _COPIED or not any(_other_number(gap, a, b) for gap in gaps)


def _repeated(piece: Grown, a: Partner, b: Partner) -> bool:
    """Say whether a stretch is plain, but much of a brief article or a sentence word for word."""
    run = piece[0]
    weight = a.weights[run.a + run.length] - a.weights[run.a]
    words, told, share = _BRIEF
    brief = share * min(len(a.stream.words), len(b.stream.words))
    if run.length >= max(words, brief) and weight >= told:
        return True
    own = a.stream.account.article.family == b.stream.account.article.family
    words, told = _VERBATIM[own]
    return bool(run.length >= words and weight >= told) and _whole(piece, a, b)


def _other_number(gap: tuple[int, int, int, int], a: Partner, b: Partner) -> bool:
    i, j, k, m = gap
    left = {word for at in range(i, j) if (word := a.stream.word(at))[0].isdigit()}
    right = {word for at in range(k, m) if (word := b.stream.word(at))[0].isdigit()}
    return bool(left and right and left != right)


def _more_than_chance(piece: Grown, a: Partner, b: Partner, ends: int) -> bool:
    """Say whether a stretch with so many open ends is more than two reporters put alike."""
    weight = sum(a.weights[run.a + run.length] - a.weights[run.a] for run in piece)
    if weight < _LEAST:
        return False
    words = sum(run.length for run in piece)
    if any(words >= least and weight >= told for least, told in _PROSE[ends]):
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


def _untagged(piece: Grown, a: Partner, b: Partner) -> Grown:
    """Leave off a quotation's tag ("..., the mayor, Anna Lund, said") where little else is shared.

    Whoever prints a quotation says whose it is; only prose enough to be copied tells more.
    """
    said = [
        (
            run,
            np.flatnonzero(
                a.spoken[run.a : run.a + run.length] & b.spoken[run.b : run.b + run.length]
            ),
        )
        for run in piece
    ]
    weight = sum(
        float(
            a.stream.weights[run.a : run.a + run.length].sum() - a.stream.weights[run.a + at].sum()
        )
        for run, at in said
    )
    spoken = [(run, at) for run, at in said if len(at)]
    if weight >= _PROSE[0][0][1] or sum(len(at) for _, at in spoken) < _SPOKEN[0][0][0]:
        return piece
    (first, at), (last, to) = spoken[0], spoken[-1]
    begin, end = int(at[0]), int(to[-1]) + 1
    if first is last:
        return (Run(first.a + begin, first.b + begin, end - begin),)
    inner = piece[piece.index(first) + 1 : piece.index(last)]
    head = Run(first.a + begin, first.b + begin, first.length - begin)
    return (head, *inner, Run(last.a, last.b, end))
