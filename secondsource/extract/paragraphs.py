"""A paragraph as quotations see it: its marks paired, its sentences cut around them.

Passages end at full stops, inside marks too; here a sentence is the reporter's, so `“Never!”`
and the `she said.` that was cut from it are put together again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.extract.clauses import Sentence, joined, sentences_in, tokens_of
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
        marked = marked_in(page.text, start, end)
        first = bisect_left(mentions, start, key=lambda one: one.span.start)
        last = bisect_left(mentions, end, key=lambda one: one.span.start)
        inside = [one for one in mentions[first:last] if one.span.end <= end]
        tokens = tokens_of(page.text, start, end, marked, inside)
        sentences = sentences_in(tokens, [span.end for span in spans])
        joined_up = tuple(_rejoined(sentences, words))
        bodies = frozenset(at for at, one in enumerate(inside) if one.kind == "organisation")
        return cls(page.text, start, marked, joined_up, bodies)


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
