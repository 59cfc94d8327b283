"""What a block is made of: its letters, digits, capitals, sentences and marks, counted at once.

What may live here: counting characters of a page's blocks, and nothing about where they stand.
It works without a look at each block: every character is a number, a table says in packed
fields what it counts as, and the running sum over the page, taken at a block's two ends, gives
all counts of the block by one subtraction.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

LOOKED_AT = 4_000  # characters of a block; what comes after is more of the same
_WIDTH = 12  # bits a count takes: enough for LOOKED_AT
_KNOWN = 0x3100  # code points told apart: through the Asian full stops
_UPPER, _LOWER, _DIGIT, _SPACE, _STOP, _QUOTE, _APOSTROPHE = (1 << bit for bit in range(7))
_CLOSES, _DASH, _COLON = (1 << bit for bit in range(7, 10))
_LETTERS = _UPPER | _LOWER | _DIGIT | _APOSTROPHE
_CLOSING = "\"'”’»)]“"
_FIRST = (",;、", "|»›·•→▶/", "()[]", '"“”„«»‘', "?")
_SECOND = ("©®", "\n", "<={_", "", "")


class Counts(NamedTuple):
    """What the blocks of a page count, one number a block; ``ends`` to ``dash`` are 0 or 1."""

    words: Floats
    capitals: Floats
    numbers: Floats
    sentences: Floats
    upper: Floats
    digits: Floats
    commas: Floats
    bars: Floats
    brackets: Floats
    quotes: Floats
    questions: Floats
    rights: Floats
    breaks: Floats
    code: Floats
    ends: Floats
    small: Floats
    quoted: Floats
    colon: Floats
    dash: Floats


def _sort(char: str) -> int:
    sort = _UPPER if char.isupper() else _LOWER if char.isalpha() else 0
    sort |= (_DIGIT if char.isdigit() else 0) | (_SPACE if char.isspace() else 0)
    sort |= (_STOP if char in ".!?…。" else 0) | (_QUOTE if char in '"“”„«»‘' else 0)
    sort |= (_CLOSES if char in _CLOSING else 0) | (_DASH if char in "—–-*" else 0)
    return sort | (_APOSTROPHE if char in "'’" else 0) | (_COLON if char == ":" else 0)


@cache
def _tables() -> tuple[Places, Places, Places]:
    """Say of each code point its sort, and what it adds to the packed counts."""
    sorts = np.array([_sort(chr(code)) for code in range(_KNOWN)], dtype=np.int64)
    packed = []
    for fields in (_FIRST, _SECOND):
        table = np.zeros(_KNOWN, dtype=np.int64)
        for place, chars in enumerate(fields):
            for char in chars:
                table[ord(char)] += 1 << (_WIDTH * place)
        packed.append(table)
    upper, digit = (sorts & _UPPER) > 0, (sorts & _DIGIT) > 0
    packed[1] += (upper.astype(np.int64) << (3 * _WIDTH)) + (digit.astype(np.int64) << (4 * _WIDTH))
    return sorts, packed[0], packed[1]


def _unpacked(packed: Places, starts: Places, ends: Places) -> list[Floats]:
    """Sum up packed counts between each block's ends, and take the five fields apart."""
    running = np.zeros(len(packed) + 1, dtype=np.int64)
    np.cumsum(packed, out=running[1:])
    sums = running[ends] - running[starts]
    mask = (1 << _WIDTH) - 1
    return [((sums >> (_WIDTH * place)) & mask).astype(np.float64) for place in range(5)]


def counts_of(text: str, starts: Places, ends: Places) -> Counts:
    """Count the characters between each start and end (none empty) of a page's text.

    A block's first ``LOOKED_AT`` characters are counted. A word is a run of letters, digits and
    apostrophes; a sentence ends where a stop is followed by a space or a quotation mark.

    >>> text = "Ferry sinks. Nine died."
    >>> counts = counts_of(text, np.array([0]), np.array([len(text)]))
    >>> int(counts.words[0]), int(counts.capitals[0]), int(counts.ends[0])
    (4, 2, 1)
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = np.minimum(codes, _KNOWN - 1)
    sort_table, first, second = _tables()
    sorts = sort_table[known]
    until = np.minimum(ends, starts + LOOKED_AT)
    letters = (sorts & _LETTERS) > 0
    opens = letters.copy()
    opens[1:] &= ~letters[:-1]
    stops = (sorts & _STOP) > 0
    stops[:-1] &= (sorts[1:] & (_SPACE | _QUOTE)) > 0
    stops[-1] = False
    pairs = opens.astype(np.int64)
    pairs += (opens & ((sorts & _UPPER) > 0)).astype(np.int64) << _WIDTH
    pairs += (opens & ((sorts & _DIGIT) > 0)).astype(np.int64) << (2 * _WIDTH)
    pairs += stops.astype(np.int64) << (3 * _WIDTH)
    words, capitals, numbers, sentences, _ = _unpacked(pairs, starts, until)
    commas, bars, brackets, quotes, questions = _unpacked(first[known], starts, until)
    rights, breaks, code, upper, digits = _unpacked(second[known], starts, until)
    edges = _edges(sorts, starts, ends)
    return Counts(
        words, capitals, numbers, sentences, upper, digits, commas, bars, brackets, quotes,
        questions, rights, breaks, code, *edges,
    )  # fmt: skip


def _edges(sorts: Places, starts: Places, ends: Places) -> list[Floats]:
    """Look at the first and last characters: a full stop, a small letter, a mark, a dash."""
    opening, last, before = sorts[starts], sorts[ends - 1], sorts[np.maximum(ends - 2, 0)]
    ended = (last & _STOP) | ((last & _CLOSES > 0) * (before & _STOP))
    found = (ended, opening & _LOWER, opening & _QUOTE, last & _COLON, opening & _DASH)
    return [(flag > 0).astype(np.float64) for flag in found]
