"""Which articles may share text: an index of word shingles over distinct passages.

Here live an article's words in order (``Stream``) and the search for pairs worth aligning.
Nothing here decides that text is shared.

Why it works: whole articles that carry the same agency's paragraphs may share a tenth of their
words, but the passages themselves share almost all of theirs. Each distinct passage is indexed
once, however many articles print it, and only shingles of four words in a row are looked up, so
the work follows what is new. A shingle that stands in very many passages names only the first
of them as its partner: posting lists stay short, and a text with thousands of near copies is
still found, each copy against one representative.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.records import Account, Passage, Span
from secondsource.sentences import words_of
from secondsource.textview import TextView, level

SHINGLE = 4
"""Words in a row. Three of them find chance phrases, five lose a quotation of thirteen words
that is respelled in the middle (wire-events: 4 finds every pair that 3 does, at half the cost)."""

GROUP = 50
"""All pairs of a group up to this size are compared; beyond it each with one representative."""

FEW = 12
"""Partners of an article that has more than ``GROUP`` of them: the likest by shared shingles."""

_LONG = 300
"""Words: of a passage longer than this (a page on one line) every eighth shingle is indexed."""

_SAMPLE = 8
_SHARED = 2
"""Shingles two passages share before their articles are aligned; one, if it is half of the
shorter. (wire-events: 1 doubles the pairs aligned and adds no shared text.)"""


@dataclass(frozen=True, slots=True)
class Stream:
    """An article's words in reading order, headline first.

    ``words`` are numbers, the same number for the same levelled word in every stream of one
    call; ``texts`` turns them back. ``firsts`` holds the index of each passage's first word,
    ``offsets`` the (start, end) of each word in its levelled passage. ``breaks`` are the words
    before which other text of the page stands (furniture, a caption), which nothing may span.
    """

    account: Account
    passages: tuple[Passage, ...]
    words: tuple[int, ...]
    firsts: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    breaks: frozenset[int]

    @property
    def article(self) -> str:
        """The article's id."""
        return self.account.page.id


def streams_of(accounts: Iterable[Account]) -> tuple[tuple[Stream, ...], tuple[str, ...]]:
    """Give each account's stream, and the words that their numbers stand for."""
    numbers: dict[str, int] = {}
    known: dict[str, tuple[tuple[int, ...], tuple[tuple[int, int], ...]]] = {}
    streams = tuple(_stream(account, numbers, known) for account in accounts)
    return streams, tuple(numbers)


def _stream(
    account: Account,
    numbers: dict[str, int],
    known: dict[str, tuple[tuple[int, ...], tuple[tuple[int, int], ...]]],
) -> Stream:
    words: list[int] = []
    firsts: list[int] = []
    offsets: list[tuple[int, int]] = []
    breaks: set[int] = set()
    ordered = sorted(account.passages, key=lambda passage: (not passage.headline, passage.span))
    end = None
    for passage in ordered:
        text = account.page[passage.span]
        if text not in known:
            known[text] = _numbered(text, numbers)
        if end is not None and _interrupted(account, end, passage.span.start):
            breaks.add(len(words))
        end = passage.span.end
        firsts.append(len(words))
        words.extend(known[text][0])
        offsets.extend(known[text][1])
    return Stream(
        account, tuple(ordered), tuple(words), tuple(firsts), tuple(offsets), frozenset(breaks)
    )


def _numbered(
    text: str, numbers: dict[str, int]
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    flat = level(text, fold=True)
    places = tuple(words_of(flat))
    return tuple(numbers.setdefault(flat[a:b], len(numbers)) for a, b in places), places


def _interrupted(account: Account, end: int, start: int) -> bool:
    return start < end or account.page.text[end:start].strip(" \t\r\n\xa0\"'“”‘’") != ""


def shingles(words: Sequence[int]) -> list[int]:
    """Hash each run of ``SHINGLE`` words; numbers hash alike in every run of the program."""
    return [hash(four) for four in zip(words, words[1:], words[2:], words[3:], strict=False)]


def candidates(streams: Sequence[Stream]) -> tuple[tuple[int, int], ...]:
    """Give the pairs of streams worth aligning, as sorted pairs of indices into ``streams``.

    The first of a large group stands for it, so whoever should represent one comes first.
    """
    carriers: dict[tuple[int, ...], dict[int, None]] = defaultdict(dict)
    for number, stream in enumerate(streams):
        bounds = (*stream.firsts, len(stream.words))
        for first, last in pairwise(bounds):
            if last - first >= SHINGLE:
                carriers[stream.words[first:last]][number] = None
    groups = [tuple(who) for who in carriers.values()]
    pairs: Counter[tuple[int, int]] = Counter()
    for words, who in zip(carriers, groups, strict=True):
        for pair in _within(who):
            pairs[pair] += len(words) - SHINGLE + 1
    for one, other, count in _alike(list(carriers)):
        for pair in _across(groups[one], groups[other]):
            pairs[pair] += count
    return _bounded(pairs)


def _bounded(pairs: Counter[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Keep of each article's earlier partners the likest, once they are more than ``GROUP``.

    Repetitive wording (courts, weather, results) makes partners of all with all; an article that
    has so many is told by a few of them, and by the first, which stands for the rest.
    """
    earlier: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), count in pairs.items():
        earlier[other].append((-count, one))
    kept: list[tuple[int, int]] = []
    for other, partners in earlier.items():
        if len(partners) > GROUP:
            first = min(one for _, one in partners)
            chosen = {first, *(one for _, one in sorted(partners)[:FEW])}
        else:
            chosen = {one for _, one in partners}
        kept.extend((one, other) for one in chosen)
    return tuple(sorted(kept))


def _within(who: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, one in enumerate(who if len(who) <= GROUP else who[:1]):
        yield from ((one, other) for other in who[at + 1 :])


def _across(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(one) + len(other) <= GROUP:
        yield from ((min(a, b), max(a, b)) for a in one for b in other if a != b)
        return
    first = min(one[0], other[0])
    yield from ((first, who) for who in (*one, *other) if who != first)


def _alike(texts: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int, int]]:
    """Yield pairs of distinct passages that share enough shingles, the earlier first, and how
    many they share."""
    postings: dict[int, list[int]] = {}
    sizes: list[int] = []
    for number, words in enumerate(texts):
        found = _kept(words)
        sizes.append(len(found))
        shared: Counter[int] = Counter()
        for shingle in found:
            where = postings.setdefault(shingle, [])
            shared.update(where if len(where) < GROUP else where[:1])
            if len(where) < GROUP:
                where.append(number)
        yield from (
            (other, number, count)
            for other, count in shared.items()
            if count >= _SHARED or 2 * count >= min(len(found), sizes[other])
        )


def _kept(words: Sequence[int]) -> list[int]:
    found = dict.fromkeys(shingles(words))
    if len(words) <= _LONG:
        return list(found)
    return [shingle for shingle in found if shingle % _SAMPLE == 0]


def page_span(stream: Stream, first: int, last: int, passage_at: Sequence[int]) -> Span:
    """Give the page's span of the words ``first`` to ``last`` (inclusive) of a stream.

    ``passage_at`` says in which passage each of the two words stands.
    """
    opening = _place(stream, first, passage_at[first])
    closing = _place(stream, last, passage_at[last])
    return Span(stream.article, opening.start, closing.end)


def _place(stream: Stream, word: int, passage: int) -> Span:
    span = stream.passages[passage].span
    view = TextView.of(span.page, stream.account.page.text, span.start, span.end)
    return view.span(*stream.offsets[word])
