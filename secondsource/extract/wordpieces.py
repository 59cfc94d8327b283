"""A passage cut into the pieces of words that the reader model knows, with their places.

What may live here: WordPiece (Wu et al. 2016; greedy, longest piece first) over small letters
without accents, as BERT reads, and what the small letters lose: how a word is written, and
whether it stands inside quotation marks. A word is looked up once and then remembered, for half
of all words of news are the same few hundred.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# Longer "words" are addresses and noise, and cost the square of their length.
_LONGEST = 40
# A word no piece fits, the first place, the last place: rows of every vocabulary.
UNKNOWN, OPENING, CLOSING = 0, 1, 2

# How a word is written: rows of the table of shapes.
_LOWER, _CAPITAL, _CAPITALS, _MIXED, _LETTER, _DIGITS, _PUNCTUATION = range(7)
_FIRST, _OPEN_MARK, _CLOSE_MARK, _APOSTROPHE, _EDGE = range(7, 12)
SHAPES = 12


@dataclass(frozen=True, slots=True)
class Pieces:
    """A passage's pieces: rows of the tables, and each word's place and first piece.

    ``ids``, ``shapes`` and ``marked`` (1 inside quotation marks) run over the pieces, the
    opening and the closing one included; ``words`` are (start, end) in the text and ``firsts``
    the number of each word's first piece.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    marked: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]

    def end_of(self, word: int) -> int:
        """Give the number of the piece after a word's last."""
        return self.firsts[word + 1] if word + 1 < len(self.firsts) else len(self.ids) - 1

    def part(self, first: int, end: int) -> Pieces:
        """Give some of the words, from one to before another, with an opening and a closing."""
        if (first, end) == (0, len(self.words)):
            return self
        start, stop = self.firsts[first], self.end_of(end - 1)
        return Pieces(
            (OPENING, *self.ids[start:stop], CLOSING),
            (_EDGE, *self.shapes[start:stop], _EDGE),
            (0, *self.marked[start:stop], 0),
            self.words[first:end],
            tuple(place - start + 1 for place in self.firsts[first:end]),
        )


def _shape(word: str) -> int:
    if not word.isalnum():
        return _PUNCTUATION
    if word.islower():
        return _LOWER
    if word.isupper():
        return _CAPITALS if len(word) > 1 else _LETTER
    if word.isdecimal():
        return _DIGITS
    return _CAPITAL if word[0].isupper() and word[1:].islower() else _MIXED


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces a model knows, by their rows; words already cut are remembered.

    >>> known = Vocabulary({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "fer": 3, "##ry": 4, "x": 5})
    >>> known.pieces_of("Ferry X").ids
    (1, 3, 4, 5, 2)
    """

    rows: dict[str, int]
    _cut: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)

    def _rows_of(self, word: str) -> tuple[int, ...]:
        bare, start, found = _bare(word), 0, []
        while start < len(bare) <= _LONGEST:
            for end in range(len(bare), start, -1):
                row = self.rows.get(("##" if start else "") + bare[start:end])
                if row is not None:
                    break
            else:
                return (UNKNOWN,)
            found.append(row)
            start = end
        return tuple(found) or (UNKNOWN,)

    def _seen(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        known = self._cut.get(word)
        if known is None:
            rows = self._rows_of(word)
            known = rows, (_shape(word),) * len(rows)
            # A collection of years holds some hundred thousand words, most of them once.
            if len(self._cut) < 100_000:
                self._cut[word] = known
        return known

    def pieces_of(self, text: str) -> Pieces:
        """Cut a text (levelled: straight marks) into pieces. Errors: none; any text can be cut."""
        ids, shapes, marked = [OPENING], [_EDGE], [0]
        words: list[tuple[int, int]] = []
        firsts, inside = [], False
        for found in _WORD.finditer(text):
            word, place = found.group(), found.span()
            rows, written = self._seen(word)
            if word == '"':
                inside = not inside and not text[place[1] : place[1] + 1].isspace()
                written = (_OPEN_MARK if inside else _CLOSE_MARK,)
            elif word == "'":
                written = (_APOSTROPHE,)
            elif not words and written[0] == _CAPITAL:
                written = (_FIRST,) * len(rows)
            firsts.append(len(ids))
            words.append(place)
            ids += rows
            shapes += written
            marked += (int(inside),) * len(rows)
        return Pieces((*ids, CLOSING), (*shapes, _EDGE), (*marked, 0), tuple(words), tuple(firsts))
