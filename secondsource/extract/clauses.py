"""Words of a paragraph, with every stretch in quotation marks taken as one.

Quotations are found by what stands around them, so what stands inside a pair of marks must not
be read as the reporter's own words: a marked stretch is one token here, whatever it holds. A
sentence therefore never ends inside marks, and ``"Never!" she said`` is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from secondsource.extract.marks import Marked
from secondsource.records import Mention

_LONGEST = 200  # tokens; no sentence of PolNeAR's training part is longer, and a page may be
_TOKEN = re.compile(
    r"[^\W_]+(?:[.&][^\W_]+)*(?:['’\-‑][^\W_]+)*(?:['’](?=\s))?|\.{2,}|--+|([^\s\w])\1{3,}|[^\s\w]{6,}|[^\s\w]|_"
)


class Token(NamedTuple):
    """A word, a mark of punctuation or a whole stretch in quotation marks, with its place.

    ``name`` is the index of the mention it belongs to, or -1; ``low`` is the word without case.
    A named tuple, since a page has thousands and they are made four times as fast.
    """

    start: int
    end: int
    kind: Literal["word", "point", "marked"]
    text: str
    low: str
    name: int = -1
    marked: Marked | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The reporter's sentence: its tokens, with stretches in marks as single ones."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    def low(self, at: int) -> str:
        """Give the word at a place, without case; nothing beyond the ends."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""


def tokens_of(
    text: str,
    start: int,
    end: int,
    marked: Sequence[Marked],
    mentions: Sequence[Mention],
) -> tuple[Token, ...]:
    """Cut ``text[start:end]`` into tokens; ``marked`` and ``mentions`` are in order.

    >>> from secondsource.extract.marks import marked_in
    >>> marks = marked_in('“It sank,” Roos said.')
    >>> [t.text for t in tokens_of('“It sank,” Roos said.', 0, 21, marks, ())]
    ['“It sank,”', 'Roos', 'said', '.']
    """
    names = [(mention.span.start, mention.span.end) for mention in mentions]
    tokens: list[Token] = []
    here, name = start, 0
    for stretch in (*marked, None):
        stop = min(stretch.start, end) if stretch else end
        for found in _TOKEN.finditer(text, here, stop):
            first, last = found.span()
            while name < len(names) and names[name][1] <= first:
                name += 1
            held = name < len(names) and names[name][0] <= first
            tokens.append(_token(first, last, found.group(), name if held else -1))
        if stretch is None or stretch.start >= end:
            break
        words = text[stretch.start : stretch.end]
        tokens.append(Token(stretch.start, stretch.end, "marked", words, "", marked=stretch))
        here = stretch.end
    return tuple(tokens)


def _token(first: int, last: int, word: str, name: int) -> Token:
    if word[0].isalnum():
        low = word.lower()
        low = low.replace("’", "'") if "’" in low else low
        return Token(first, last, "word", word, low, name)
    return Token(first, last, "point", word, word)


def sentences_in(tokens: Sequence[Token], ends: Sequence[int]) -> tuple[Sentence, ...]:
    """Group tokens into sentences that end at ``ends`` (offsets), but never inside marks."""
    sentences: list[Sentence] = []
    group: list[Token] = []
    limits = sorted(ends)
    next_limit = 0
    for token in tokens:
        while next_limit < len(limits) and token.start >= limits[next_limit]:
            if group and limits[next_limit] >= group[-1].end:
                sentences.append(_sentence(group))
                group = []
            next_limit += 1
        group.append(token)
        if len(group) >= _LONGEST:
            sentences.append(_sentence(group))
            group = []
    if group:
        sentences.append(_sentence(group))
    return tuple(sentences)


def _sentence(group: Sequence[Token]) -> Sentence:
    return Sentence(group[0].start, group[-1].end, tuple(group))


def joined(one: Sentence, other: Sentence) -> Sentence:
    """Join two sentences that the full stop inside a quotation had parted."""
    return Sentence(one.start, other.end, one.tokens + other.tokens)
