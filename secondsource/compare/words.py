"""An article's words in reading order, as numbers: where each stands, which it is, what it tells.

Here lives the one reading of an article that all comparing of text begins with. Nothing here
knows a second article.

Why it works: what is compared is the same word in the same order, not its letters, so a word is
one number, the same wherever it stands. All words of an article are found and numbered at once
over the array of its characters: each character has a value drawn from its folded, levelled
form, and a word's number is the sum of its values times powers of an odd base, read off a
running sum (Karp & Rabin 1987, modulo 2**64). Where characters move when text is levelled
(ligatures, letters composed of two), the view of the page finds the way back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.weights import listed_shares, telling
from secondsource.records import Account, Passage
from secondsource.textview import INVISIBLE, LIGATURES, SAME_LENGTH, TextView, level

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Bools = NDArray[np.bool_]

FACT = 0.4
"""The weight of a capitalised word or a figure: names, titles and sums are the same whoever tells
of them (wire-events: "the international committee of the red cross and the swiss government")."""

_SINGLE = (ord("'"), ord("\u2018"))
_PLANE = 0x10000
_BASE = 0x9E3779B97F4A7C15
_LETTER, _JOINER, _MARK, _MOVES = 1, 2, 4, 8


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """An article's words in reading order, headline first.

    ``words`` are 64-bit numbers, the same for the same levelled, folded word in every article;
    ``starts`` and ``ends`` its places in the page; ``weights`` from 0 (stands everywhere) to 1.
    ``firsts`` holds the index of each passage's first word; ``marked`` says which words open a
    stretch in quotation marks.
    """

    account: Account
    passages: tuple[Passage, ...]
    words: Numbers
    starts: Places
    ends: Places
    firsts: Places
    weights: NDArray[np.float64]
    marked: Bools

    @property
    def article(self) -> str:
        """The article's id."""
        return self.account.page.id

    def word(self, at: int) -> str:
        """Read one word, levelled and folded."""
        return level(self.account.page.text[self.starts[at] : self.ends[at]], fold=True)


def stream_of(account: Account) -> Stream:
    """Read an article's words, headline first, as numbers with their places.

    Errors: none; any text has words or none.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page("p1", "a.txt", "The ferry, the Marta, sank.")
    >>> stream = stream_of(
    ...     Account(page, Article("p1", "x"), (Passage(Span("p1", 0, 27), "", 0),)))
    >>> [page.text[a:b] for a, b in zip(stream.starts, stream.ends, strict=True)]
    ['The', 'ferry', 'the', 'Marta', 'sank']
    >>> bool(stream.words[0] == stream.words[2]), float(stream.weights[1])
    (True, 1.0)
    """
    text = account.page.text
    ordered = sorted(
        account.passages, key=lambda passage: (not passage.headline, passage.span.start)
    )
    pieces = [text[one.span.start : one.span.end] for one in ordered]
    at = np.array([0, *accumulate(len(piece) + 1 for piece in pieces)], dtype=np.int64)
    written = "\n".join(pieces)
    codes = _codes(written)
    kinds, values = _read(codes)
    if (kinds & _MOVES).any():
        words, starts, ends = _moved(written)
    else:
        words, starts, ends = _found(kinds, values)
    passage = np.searchsorted(at, starts, side="right") - 1
    shift = np.array([one.span.start for one in ordered], dtype=np.int64) - at[:-1]
    shifts = shift[passage]
    return Stream(
        account,
        tuple(ordered),
        words,
        starts + shifts,
        ends + shifts,
        np.searchsorted(starts, at[:-1]),
        _weights(words, _facts()[np.minimum(codes[starts], _PLANE - 1)]),
        _marked(codes, kinds, starts),
    )


def _marked(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: Places) -> Bools:
    """Say which words a mark opens: a double one, or a single one with no letter before it."""
    before, earlier = np.maximum(starts - 1, 0), np.maximum(starts - 2, 0)
    single = np.isin(codes[before], _SINGLE) & (kinds[earlier] != _LETTER)
    opened: Bools = ((kinds[before] == _MARK) | single) & (starts > 0)
    return opened


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _read(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], Numbers]:
    """Give what each character is, and its value."""
    kinds, values = _plane()
    if not len(codes) or codes.max() < _PLANE:
        return kinds[codes], values[codes]
    high = codes >= _PLANE
    low = np.where(high, 0x20, codes)
    kinds, values = kinds[low], values[low]
    for code in np.unique(codes[high]):
        here = codes == code
        kinds[here] = _LETTER if chr(code).isalnum() else 0
        values[here] = spread(np.array([ord(chr(code).lower()[0])], dtype=np.uint64))[0]
    return kinds, values


def _found(kinds: NDArray[np.uint8], values: Numbers) -> tuple[Numbers, Places, Places]:
    """Find the words of a levelled text: letters and digits, joined by single marks."""
    inside = np.zeros(len(kinds) + 2, dtype=np.bool_)
    letters = inside[1:-1]
    np.equal(kinds, _LETTER, out=letters)
    joined = (kinds == _JOINER) & inside[:-2] & inside[2:]
    letters |= joined
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, back = _powers(1 << max(len(kinds) - 1, 4095).bit_length())
    sums = np.zeros(len(kinds) + 1, dtype=np.uint64)
    np.cumsum(values * powers[: len(kinds)], out=sums[1:])
    return spread((sums[ends] - sums[starts]) * back[starts]), starts, ends


def _moved(written: str) -> tuple[Numbers, Places, Places]:
    """Find the words where levelling moves characters, and the way back."""
    view = TextView.of("", written)
    words, starts, ends = _found(*_read(_codes(view.text)))
    spans = [view.span(a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    return (
        words,
        np.array([span.start for span in spans], dtype=np.int64),
        np.array([span.end for span in spans], dtype=np.int64),
    )


def spread(numbers: Numbers) -> Numbers:
    """Spread each number's bits over all 64 (splitmix64)."""
    mixed = numbers ^ (numbers >> np.uint64(30))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


@cache
def _plane() -> tuple[NDArray[np.uint8], Numbers]:
    """Tell of each character of the first plane what it is, and its value."""
    text = "".join(map(chr, range(_PLANE)))
    flat = text.translate(SAME_LENGTH).replace("İ", "I").lower()
    kinds = np.zeros(_PLANE, dtype=np.uint8)
    kinds[np.fromiter(map(str.isalnum, flat), dtype=np.bool_, count=_PLANE)] = _LETTER
    for at in re.finditer(r"['\-.&]", flat):
        kinds[at.start()] = _JOINER
    for at in re.finditer('"', flat):
        kinds[at.start()] = _MARK
    for at in re.finditer(f"[{INVISIBLE}{''.join(LIGATURES)}\u0300-\u036f]", text):
        kinds[at.start()] = _MOVES
    return kinds, spread(_codes(flat).astype(np.uint64) * np.uint64(_BASE))


@cache
def _facts() -> Bools:
    """Say of each character of the first plane whether a word that opens with it is a fact."""
    opens = (chr(at).isupper() or chr(at).isdigit() for at in range(_PLANE))
    return np.fromiter(opens, np.bool_, _PLANE)


@cache
def _powers(length: int) -> tuple[Numbers, Numbers]:
    """Give the powers of the base, and those of its inverse, modulo 2**64."""
    return tuple(  # type: ignore[return-value]
        np.cumprod(np.array([1] + [base] * (length - 1), dtype=np.uint64))
        for base in (_BASE, pow(_BASE, -1, 1 << 64))
    )


def summed(values: NDArray[Any]) -> NDArray[Any]:
    """Give the running sums before each value, and the whole.

    >>> summed(np.array([2, 3])).tolist()
    [0, 2, 5]
    """
    sums = np.zeros(len(values) + 1, dtype=values.dtype)
    np.cumsum(values, out=sums[1:])
    return sums


# -- weights --------------------------------------------------------------------------------


@cache
def _listed() -> tuple[Numbers, NDArray[np.float64]]:
    """Give the numbers of all words that a table lists, in order, and their weights."""
    words = [word + end for word in listed_shares() for end in ("", "'s") if " " not in word]
    numbers = np.array([number_of(word) for word in words], dtype=np.uint64)
    order = np.argsort(numbers)
    return numbers[order], np.array([telling(word) for word in words])[order]


def number_of(word: str) -> int:
    """Give the number that one word has in every stream.

    >>> number_of("Ferry") == number_of("ferry") != number_of("ferries")
    True
    """
    numbers, _, _ = _found(*_read(_codes(word)))
    return int(numbers[0])


def _weights(words: Numbers, facts: Bools) -> NDArray[np.float64]:
    numbers, weights = _listed()
    at = np.minimum(np.searchsorted(numbers, words), len(numbers) - 1)
    told = np.where(numbers[at] == words, weights[at], telling(""))
    return np.where(facts, np.minimum(told, FACT), told)
