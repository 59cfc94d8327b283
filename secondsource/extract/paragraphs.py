"""A paragraph as quotations see it: its marks paired, its sentences cut around them.

Passages end at full stops, inside marks too; here a sentence is the reporter's, so `“Never!”`
and the `she said.` that was cut from it are put together again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.extract.clauses import Sentence, Token, joined, sentences_in, tokens_of
from secondsource.extract.cues import Words, cues_in
from secondsource.extract.marks import Marked, marked_in
from secondsource.records import Mention, Page, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's marked stretches and sentences; ``start`` is where it begins in ``text``."""

    text: str
    start: int
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...]
    bodies: frozenset[int]  # the names that are organisations': who is told may be a channel
    voices: frozenset[int]  # the names of those who may speak: persons and organisations
    persons: frozenset[int]

    @classmethod
    def of(
        cls,
        page: Page,
        spans: Sequence[Span],
        mentions: Sequence[Mention],
        words: Words,
    ) -> Paragraph:
        """Read the paragraph that some passages make up; ``mentions`` are in order."""
        start, end = spans[0].start, max(span.end for span in spans)
        if not _TELLS.search(page.text, start, end):
            return cls(page.text, start, (), (), frozenset(), frozenset(), frozenset())
        first = bisect_left(mentions, start, key=lambda one: one.span.start)
        last = bisect_left(mentions, end, key=lambda one: one.span.start)
        inside = [one for one in mentions[first:last] if one.span.end <= end]
        marked = _cut_short(page.text, marked_in(page.text, start, end), inside)
        tokens = _with_nicknames(tokens_of(page.text, start, end, marked, inside))
        sentences = sentences_in(tokens, [span.end for span in spans])
        joined_up = tuple(_rejoined(sentences, words))
        bodies = frozenset(at for at, one in enumerate(inside) if one.kind == "organisation")
        persons = frozenset(at for at, one in enumerate(inside) if one.kind == "person")
        return cls(page.text, start, marked, joined_up, bodies, bodies | persons, persons)


def _with_nicknames(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Take a nickname in marks for a part of the name that it stands in: Ivan “Volk” Petrov."""
    return tuple(
        token._replace(kind="word", low=token.text.lower(), name=tokens[at + 1].name)
        if token.kind == "marked" and _is_nickname(tokens, at)
        else token
        for at, token in enumerate(tokens)
    )


def _is_nickname(tokens: Sequence[Token], at: int) -> bool:
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.kind != "word" or after.kind != "word" or after.name < 0:
        return False
    inside = tokens[at].text[1:-1].split()
    capital = all(word[0].isupper() and word[-1].isalnum() for word in inside)
    named = before.name >= 0 or (before.text[0].isupper() and before.text[-1].isalnum())
    return 0 < len(inside) <= _NICKNAME and capital and named and after.text[0].isupper()


_NICKNAME = 2  # words: “The Wolf”
# Two words, or one in marks: a line with less tells nothing, and a flood of such lines is skipped.
_TELLS = re.compile(r"\w\W+\w|[^\w\s]\s?\w")
_SAID_BEFORE = re.compile(r"(,)\s+(?:said|says|added|adds)\s+(?:[\w.'’-]+\s+){0,5}$")
_SAID_AFTER = re.compile(r"\s+(?:said|says|added|adds)\b(?=\s*(?:[.,]|$)|\s+(?:on|in|at)\s)")
_TAIL = 80  # characters from the lost mark to the name: "said", a title of five words


def _cut_short(
    text: str, marked: tuple[Marked, ...], names: Sequence[Mention]
) -> tuple[Marked, ...]:
    """End a stretch that nobody closed before the first ", said Roos" or ", Roos said" in it."""
    if not marked or marked[-1].closed:
        return marked
    last = marked[-1]
    for name in names:
        if name.span.start <= last.first or name.kind == "place":
            continue
        before = text[max(last.first, name.span.start - _TAIL) : name.span.start]
        found = _SAID_BEFORE.search(before)
        stop = name.span.start - len(before) + found.start(1) if found else -1
        if stop < 0 and before.endswith(", ") and _SAID_AFTER.match(text, name.span.end):
            stop = name.span.start - 2
        if stop > last.first:
            return (*marked[:-1], Marked(last.start, last.first, stop, stop + 1))
    return marked


def _rejoined(sentences: Sequence[Sentence], words: Words) -> Iterator[Sentence]:
    """Join `“Never!”` to the `she said.` that was cut from it."""
    held: Sentence | None = None
    for sentence in sentences:
        if held is not None:
            if _goes_on(held, sentence, words):
                held = joined(held, sentence)
                continue
            yield held
        held = sentence
    if held is not None:
        yield held


def _goes_on(one: Sentence, other: Sentence, words: Words) -> bool:
    if one.tokens[-1].kind != "marked" or other.tokens[0].kind != "word":
        return False
    if other.tokens[0].text[0].islower():
        return True
    for cue in cues_in(other, words):
        if cue.first > 8 or "quote" not in cue.what.takes:
            return False
        rest = other.tokens[cue.last + 1 :]
        aside = any(token.kind != "word" for token in other.tokens[: cue.first])
        return not aside and all(token.kind == "point" for token in rest)
    return False
