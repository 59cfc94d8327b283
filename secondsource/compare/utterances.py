"""The same quotation in several articles, and where its prints differ, as spans.

What lives here: which quotations are prints of one utterance, and the variations between each
print and the fullest of those that it was found to be the same as. Two prints are one utterance
where they have the same words - exact, trimmed or respelled - anywhere in the collection; where
one speaker's words were put differently, by two translators or two notebooks, inside one story
alone; and where the same long words are given to two speakers inside one story, which is a
finding and no reason to part them. Prints are aligned word by word; a word replaced by one that
is nearly its letters is respelled, any other reworded; words that only one print has are
trimmed, or added.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from secondsource.compare.frames import Weights, weights_of
from secondsource.compare.sameness import (
    MOST_TWINS,
    Said,
    candidates,
    said_of,
    same_words,
    translated,
)
from secondsource.presence import Presence
from secondsource.records import (
    Account,
    Quotation,
    Span,
    Story,
    Utterance,
    Variation,
    VariationKind,
)
from secondsource.sentences import words_of
from secondsource.textview import TextView, level

# So many words must two speakers share, one after another, before one of them is misnamed:
# of the example coverage's and wire-events' phrases that two people do say, none has seven.
_ONE_MOUTH = 7
# Terms, and the weight of them in the shorter print, that two prints of one story share where the
# speaker is known in both, in one, in neither, or another: by the even labelled articles.
_SHARED = {2: (3, 0.6), 1: (4, 0.6), 0: (4, 0.6), -1: (5, 0.7)}
# A report is short and of common words: it asks for so many terms more, and more of their weight.
_REPORTED, _REPORTED_SHARE = 2, 0.7
# So many words make a report long enough to be known by its letters, nine in ten of which are
# shared between two spellings ("18 metres", "18 meters") of the example coverage.
_REPORT, _ALIKE = 7, 88.0
# Below this binding two speakers may be two readings of one pronoun.
_SURE_WHO = 0.7
# A word respelled keeps three letters in four: "Sergei", "Sergey"; "neighbouring", "neighboring".
_RESPELLED = 75.0
# Below so many shared words of the shorter print nothing is gained by aligning: all is reworded.
_ALIGNED = 0.6
# More words than these at either end were not replaced: each print was cut where it was.
_SWAPPED = 3
_RUN = 3  # words in a row that two prints do not share by chance

Range = tuple[int, int]
_Row = tuple[VariationKind, Span | None, Span | None]


# -- which quotations are one -----------------------------------------------------------------


def with_same_as(accounts: Sequence[Account], stories: Sequence[Story]) -> tuple[Account, ...]:
    """Give the accounts with ``same_as`` set on their quotations; order is kept."""
    same = same_as(accounts, stories)

    def linked(quotation: Quotation) -> Quotation:
        return replace(quotation, same_as=same.get(quotation.id, ()))

    return tuple(
        replace(account, quotations=tuple(map(linked, account.quotations))) for account in accounts
    )


def same_as(accounts: Sequence[Account], stories: Sequence[Story]) -> Mapping[str, tuple[str, ...]]:
    """Give, for each quotation, the ids of the quotations that are the same.

    Of more than ``MOST_TWINS`` prints that are word for word the same each further one is given
    with the first alone. Errors: none.

    >>> same_as([], [])
    {}
    """
    weights = weights_of(one for account in accounts for one in account.instances)
    said = {one.id: one for account in accounts for one in _said(account)}
    presence = Presence.of(accounts, stories)
    stood = {one.id: presence.story_at(one.span) for a in accounts for one in a.quotations}
    shapes = _shapes(said)
    compared, same = _compared(shapes)
    runs = candidates({ident: _runs(said[ident]) for ident in compared})
    words = candidates({ident: sorted(said[ident].terms) for ident in compared})
    verdicts: dict[tuple[int, int, bool, bool], bool] = {}
    for a, b in sorted({*runs, *words}):
        one, other = said[a], said[b]
        together = stood[a] is stood[b]
        case = (shapes[a], shapes[b], together, one.article == other.article)
        if case not in verdicts:
            verdicts[case] = same_words(one, other) or (
                together and one.article != other.article and _retold(one, other, weights)
            )
        if verdicts[case]:
            same[a].add(b)
            same[b].add(a)
    return {ident: tuple(sorted(others)) for ident, others in sorted(same.items())}


def _retold(a: Said, b: Said, weights: Weights) -> bool:
    """Say whether two articles of one story put one utterance into other words.

    The less is known of who said it, the more of the words must be shared; what was only
    reported (indirect) is one with what was quoted; two reports are one only where they differ
    in spelling or order alone.
    """
    if translated(a, b, weights) or _of_two_mouths(a, b):
        return True
    if a.kind == b.kind == "indirect":
        return _respelt(a, b)
    known = bool(a.speaker) + bool(b.speaker)
    least, share = _SHARED[known if a.speaker == b.speaker or known < 2 else -1]
    if "indirect" in (a.kind, b.kind):
        least, share = least + _REPORTED, max(share, _REPORTED_SHARE)
    shared = a.terms & b.terms
    return len(shared) >= least and _weight(shared, weights) >= share * min(
        _weight(a.terms, weights), _weight(b.terms, weights)
    )


def _respelt(a: Said, b: Said) -> bool:
    """Say whether two reports of one speaker differ in spelling or order, and in no figure."""
    if a.speaker is None or a.speaker != b.speaker or min(len(a.words), len(b.words)) < _REPORT:
        return False
    mine, yours = (sorted(word for word in one.words if word[0].isdigit()) for one in (a, b))
    return mine == yours and fuzz.token_sort_ratio(" ".join(a.words), " ".join(b.words)) >= _ALIKE


def _weight(terms: frozenset[str], weights: Weights) -> float:
    return sum(weights.get(term, 1.0) for term in sorted(terms))


def _of_two_mouths(a: Said, b: Said) -> bool:
    """Say whether two speakers are given the same words, too many to be chance."""
    if not (a.speaker and b.speaker and a.speaker != b.speaker):
        return False
    if "indirect" in (a.kind, b.kind) or min(len(a.words), len(b.words)) < _ONE_MOUTH:
        return False
    return same_words(replace(a, speaker=None), replace(b, speaker=None))


def _shapes(said: Mapping[str, Said]) -> dict[str, int]:
    """Number quotations that differ in nothing but their article alike: they are weighed once."""
    numbers: dict[Said, int] = {}
    return {
        ident: numbers.setdefault(replace(one, id="", article=""), len(numbers))
        for ident, one in said.items()
    }


def _compared(shapes: Mapping[str, int]) -> tuple[list[str], defaultdict[str, set[str]]]:
    """Choose the quotations to compare, and tie the further prints of many to the first."""
    chosen: list[str] = []
    same: defaultdict[str, set[str]] = defaultdict(set)
    prints: defaultdict[int, list[str]] = defaultdict(list)
    for ident in sorted(shapes):
        twins = prints[shapes[ident]]
        twins.append(ident)
        if len(twins) <= MOST_TWINS:
            chosen.append(ident)
        else:
            same[ident].add(twins[0])
            same[twins[0]].add(ident)
    return chosen, same


def _said(account: Account) -> Iterable[Said]:
    terms: defaultdict[str, list[str]] = defaultdict(list)
    for one in account.instances:
        terms[one.quotation or ""].extend(one.terms)
    for quote in account.quotations:
        found = said_of(account.page.id, account.page.text, quote, terms.get(quote.id, ()))
        if len(found.words) > 2:
            yield found


def _runs(said: Said) -> list[str]:
    """Give the runs of three words under which two prints of a quotation are found."""
    words = said.words
    return sorted({" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))})


# -- where the prints differ ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Print:
    """A quotation with its words, levelled, and where each stands."""

    quotation: Quotation
    account: Account
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    pieces: tuple[int, ...]

    @classmethod
    def of(cls, quotation: Quotation, account: Account) -> _Print:
        words: list[str] = []
        spans: list[Span] = []
        pieces: list[int] = []
        for piece, part in enumerate(quotation.parts or (quotation.span,)):
            view = TextView.of(part.page, account.page.text, part.start, part.end, fold=True)
            for start, end in words_of(view.text):
                words.append(view.text[start:end])
                spans.append(view.span(start, end))
                pieces.append(piece)
        return cls(quotation, account, tuple(words), tuple(spans), tuple(pieces))

    def stretches(self, first: int, last: int) -> Iterator[Span]:
        """Yield the words from ``first`` up to ``last``, cut where the reporter breaks in."""
        start = first
        for at in range(first, last):
            if at + 1 == last or self.pieces[at + 1] != self.pieces[at]:
                yield Span(self.spans[at].page, self.spans[start].start, self.spans[at].end)
                start = at + 1

    def heard(self) -> Span | None:
        """Give the words that say whom it was said to, or through whom."""
        return self.quotation.addressee or self.quotation.via


def utterances_of(accounts: Sequence[Account]) -> tuple[Utterance, ...]:
    """Group the quotations that are the same (``same_as``), with the variations of each print.

    Only utterances of two prints or more; the fullest print stands first. Prints that are alike
    in words, speaker and hearer vary once. Sorted by id, a hash of the fullest print's. Errors:
    none.

    >>> utterances_of([])
    ()
    """
    prints = {
        quotation.id: (quotation, account)
        for account in accounts
        for quotation in account.quotations
        if quotation.same_as
    }
    groups = _joined({ident: quotation.same_as for ident, (quotation, _) in prints.items()})
    made = (_utterance([_Print.of(*prints[ident]) for ident in group]) for group in groups)
    return tuple(sorted(made, key=lambda one: one.id))


def _joined(same: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the groups of ids that hang together, each sorted."""
    seen: set[str] = set()
    for ident in sorted(same):
        if ident in seen:
            continue
        group, waiting = {ident}, [ident]
        while waiting:
            fresh = {other for other in same[waiting.pop()] if other in same} - group
            group |= fresh
            waiting += sorted(fresh)
        seen |= group
        if len(group) > 1:
            yield sorted(group)


def _fullness(one: _Print) -> tuple[int, int, str]:
    order = ("direct", "mixed", "indirect")
    return -len(one.words), order.index(one.quotation.kind), one.quotation.id


def _utterance(prints: Sequence[_Print]) -> Utterance:
    ordered = sorted(prints, key=_fullness)
    variations: list[Variation] = []
    known: set[object] = set()
    for at, other in enumerate(ordered):
        alike = (other.words, other.quotation.speaker, _heard_words(other), other.quotation.denied)
        fuller = next(
            (one for one in ordered[:at] if one.quotation.id in other.quotation.same_as), None
        )
        if fuller is not None and alike not in known:
            variations += _variations(fuller, other)
        known.add(alike)
    idents = tuple(one.quotation.id for one in ordered)
    ident = hashlib.sha256(f"utterance {idents[0]}".encode()).hexdigest()[:16]
    return Utterance(ident, idents, tuple(variations))


def _variations(fuller: _Print, other: _Print) -> Iterator[Variation]:
    def varied(kind: VariationKind, a: Span | None, b: Span | None) -> Variation:
        return Variation(kind, fuller.quotation.id, other.quotation.id, a, b)

    mine, yours = fuller.quotation, other.quotation
    sure = min(mine.confidence, yours.confidence) >= _SURE_WHO
    if sure and mine.speaker and yours.speaker and mine.speaker != yours.speaker:
        yield varied("speaker", mine.speaker_span, yours.speaker_span)
    if _heard_apart(fuller, other):
        yield varied("addressee", fuller.heard(), other.heard())
    if mine.denied != yours.denied:
        yield varied("denied", mine.cue, yours.cue)
    if fuller.words != other.words:
        yield from (varied(*row) for row in _reprinted(fuller, other))


def _heard_words(one: _Print) -> str:
    span = one.heard()
    return level(one.account.page[span], fold=True) if span else ""


def _heard_apart(a: _Print, b: _Print) -> bool:
    """Say whether two prints name two hearers: "told TASS", "told reporters"."""
    mine, yours = (frozenset(_heard_words(one).split()) for one in (a, b))
    return bool(mine and yours) and not (mine <= yours or yours <= mine)


def _reprinted(fuller: _Print, other: _Print) -> Iterator[_Row]:
    """Yield where the words of two prints part."""
    runs = _runs_shared(fuller.words, other.words)
    shared = sum(size for _, _, size in runs)
    if shared < _ALIGNED * min(len(fuller.words), len(other.words)):
        yield "reworded", fuller.quotation.span, other.quotation.span
        return
    ends = (len(fuller.words), len(other.words))
    last = (0, 0)
    for i, j, size in runs:
        if (i, j) != last:
            yield from _gap(fuller, other, (last[0], i), (last[1], j))
        last = (i + size, j + size)
    if last != ends:
        yield from _gap(fuller, other, (last[0], ends[0]), (last[1], ends[1]))


def _runs_shared(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give the runs of words that both have in order: (place in a, in b, how many).

    A word or two amid much that differs ("the") are chance and no run.
    """
    steps = (one for one in Indel.opcodes(a, b) if one.tag == "equal")
    found = [(one.src_start, one.dest_start, one.src_end - one.src_start) for one in steps]
    edges = [(0, 0, 0), *found, (len(a), len(b), 0)]
    kept = [
        run
        for before, run, after in zip(edges, found, edges[2:], strict=False)
        if run[2] >= _RUN or (_near(before, run) and _near(run, after))
    ]
    return [_widened(a, b, run, last) for run, last in zip(kept, [(0, 0, 0), *kept], strict=False)]


def _widened(
    a: Sequence[str], b: Sequence[str], run: tuple[int, int, int], last: tuple[int, int, int]
) -> tuple[int, int, int]:
    """Let a run begin as early as both have its words: "I" may have met an earlier "I"."""
    i, j, size = run
    while i > last[0] + last[2] and j > last[1] + last[2] and a[i - 1] == b[j - 1]:
        i, j, size = i - 1, j - 1, size + 1
    return i, j, size


def _near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(other[0] - one[0], other[1] - one[1]) - one[2] <= _SWAPPED


def _gap(fuller: _Print, other: _Print, a: Range, b: Range) -> Iterator[_Row]:
    """Say what stands between two stretches that both prints have, or before or after them all."""
    mine, yours = fuller.words[slice(*a)], other.words[slice(*b)]
    outer = 0 in (a[0], b[0]) or a[1] == len(fuller.words) or b[1] == len(other.words)
    uneven = abs(len(mine) - len(yours)) > _SWAPPED
    if not (mine and yours) or uneven or (outer and max(len(mine), len(yours)) > _SWAPPED):
        yield from (("trimmed", span, None) for span in fuller.stretches(*a))
        yield from (("added", None, span) for span in other.stretches(*b))
    elif len(mine) == len(yours):
        for i, j in zip(range(*a), range(*b), strict=True):
            kind = _replaced(fuller.words[i], other.words[j])
            yield kind, fuller.spans[i], other.spans[j]
    else:
        ours, theirs = list(fuller.stretches(*a)), list(other.stretches(*b))
        yield _replaced("".join(mine), "".join(yours)), ours[0], theirs[0]
        yield from (("trimmed", span, None) for span in ours[1:])
        yield from (("added", None, span) for span in theirs[1:])


def _replaced(a: str, b: str) -> VariationKind:
    """Say how one word stands for another; a figure is never respelled."""
    figures = any(char.isdigit() for char in a + b)
    alike = not figures and a[:1] == b[:1] and fuzz.ratio(a, b) >= _RESPELLED
    return "respelled" if alike else "reworded"
