"""The noun phrases of a clause: their heads, and the terms of what they name.

A head is the last noun before whatever is said of it ("the *owner* of the mill"), or the name that
a word belongs to; "thousands of people" is told of people. Whose head stands where is asked by
``framing``, whose words from the language pack are gathered here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.extract.lemmas import lemma, sense
from secondsource.extract.sight import Clause
from secondsource.extract.splitting import Cut
from secondsource.extract.verbs import Word
from secondsource.extract.wording import Names, state_of
from secondsource.language import language

# How far behind a verb its noun may end, in words.
_REACH = 8
_BEFORE_NOUN = frozenset(("prep", "adv", "not", "to", "obj", '"'))
_IN_PHRASE = frozenset(("det", "num", "n", "name", "v", "poss", "adv", "-"))


@dataclass(frozen=True, slots=True)
class Tables:
    """The words of the pack's ``frames``, verbs and nouns by their roots."""

    stages: dict[str, str]
    adjectives: dict[str, str]
    events: frozenset[str]
    endings: tuple[str, ...]
    light: frozenset[str]
    raised: frozenset[str]
    hedging: frozenset[str]
    supposed: frozenset[str]
    maybe: frozenset[str]
    expected: frozenset[str]
    where: frozenset[str]
    bids: frozenset[str]
    passed: frozenset[str]
    measures: frozenset[str]
    asking: frozenset[str]
    happening: frozenset[str]
    phrases: frozenset[str]


@cache
def tables_of(code: str = "en") -> Tables:
    """Gather the words of the pack's ``frames``."""
    pack = language(code)

    def roots(name: str) -> frozenset[str]:
        return frozenset(lemma(word, code) for word in pack.terms(f"frames.{name}"))

    stages = {lemma(w, code): s for w, s in pack.groups("frames.stages").items()}
    return Tables(
        stages=stages,
        adjectives=pack.groups("frames.adjectives"),
        events=roots("events"),
        endings=pack.terms("frames.event_endings"),
        light=roots("light"),
        raised=roots("raised"),
        hedging=frozenset(pack.terms("frames.hedging")),
        supposed=roots("supposed"),
        maybe=frozenset(pack.terms("frames.maybe")),
        expected=frozenset(pack.terms("frames.expected")),
        where=frozenset(pack.terms("frames.where")),
        bids=roots("bids"),
        passed=roots("passed_on"),
        measures=_measures(code),
        asking=roots("asking_for"),
        happening=roots("happening"),
        phrases=frozenset(pack.terms("frames.happening_phrases")),
    )


def _measures(code: str) -> frozenset[str]:
    pack = language(code)
    units = [word + end for word in pack.table("quantities.measures") for end in ("", "s")]
    vague = [phrase.split(" ")[-1] for phrase in pack.table("quantities.vague")]
    return frozenset(
        (*units, *vague, *pack.terms("quantities.percent"), *pack.terms("frames.parts"))
    )


class Phrases:
    """One clause while its noun phrases are read; lives for one call."""

    __slots__ = ("clause", "cut", "named_at", "names", "tables", "text", "words")

    def __init__(
        self, cut: Cut, clause: Clause, text: str, names: Names, named: Mapping[int, int]
    ) -> None:
        """Take a clause of a sentence, the names of its page, and which words are in them."""
        self.cut, self.clause, self.text, self.names = cut, clause, text, names
        self.words, self.tables, self.named_at = cut.words, tables_of(), named

    def event(self, at: int | None) -> str | None:
        """Give the class of a noun that names a happening, None for any other."""
        if at is None or self.words[at].kind not in ("n", "v"):
            return None
        low = self.words[at].low
        known = lemma(low) in self.tables.events or low.endswith(self.tables.endings)
        return sense(low) if known else None

    def head_after(self, at: int, *, of_being: bool = False) -> int | None:
        """Give the head of the noun phrase that begins here, its preposition passed."""
        end = min(self.clause.pieces[-1][1], at + _REACH)
        while at < end and self.words[at].kind in _BEFORE_NOUN:
            at += 1
        head = None
        for place in range(at, end):
            word = self.words[place]
            if word.low == "of" and head is not None and self.measures(head):
                head = None
                continue
            if word.kind not in _IN_PHRASE or (word.tag and place > at and head is not None):
                break
            if word.kind == "adv" and not of_being:
                continue
            if word.kind in ("n", "v", "name", "num"):
                head = place
        return head

    def antecedent(self, at: int) -> int | None:
        """Give the head of the noun phrase that ends before a comma."""
        end = at
        while end and self.words[end - 1].kind in (",", "(", "-", "prep"):
            end -= 1
        if end and self.mention_at(end - 1) is not None:
            return end - 1
        begin = end
        while begin and self.words[begin - 1].kind in ("det", "n", "name", "num", "poss", "v"):
            if self.words[begin - 1].tag:
                break
            begin -= 1
        return self.head_of(begin, end)

    def head_of(self, begin: int, end: int) -> int | None:
        """Give the head of a noun phrase: the last noun before what is said of it."""
        begin = self.past_lead(begin, end)
        head = None
        for at in range(begin, end):
            word = self.words[at]
            if word.low == "of" and head is not None and self.measures(head):
                head = None
                continue
            if word.kind not in _IN_PHRASE and word.kind != "pron":
                if head is None and word.kind in ("not", "prep", "coord", "obj"):
                    continue
                break
            if word.kind in ("n", "name", "pron", "num") or (word.kind == "v" and not word.tag):
                head = at
            elif (word.tag and head is not None) or (word.kind == "det" and head is not None):
                break
            elif word.kind == "v" or (word.kind == "det" and head is None and at + 1 == end):
                head = head if head is not None else at
        return head

    def measures(self, at: int) -> bool:
        """Say whether a head only says how much of what follows: "thousands of people"."""
        low = self.words[at].low
        return self.words[at].kind == "num" or low in self.tables.measures

    def past_lead(self, begin: int, end: int) -> int:
        """Pass what stands before a subject: "In March, ...", "In 2019 the ...", "But ..."."""
        lead = next(
            (at for at in range(begin, end) if self.words[at].kind not in ("adv", "coord")), end
        )
        if lead < end and self.words[lead].kind in ("prep", "sub", "to"):
            comma = next((at for at in range(lead, end) if self.words[at].kind == ","), None)
            if comma is not None and comma + 1 < end:
                return comma + 1
            turns = [at for at in range(lead + 2, end) if self._turns(at)]
            return turns[-1] if turns else lead
        return lead

    def _turns(self, at: int) -> bool:
        return self.words[at].kind in ("det", "pron") and self.words[at - 1].kind != "prep"

    def term(self, at: int | None) -> str | None:
        """Give the term of a head: a name's, or the class of a noun; none for a pronoun."""
        if at is None:
            return None
        mention = self.mention_at(at)
        if mention is not None:
            return self.named_term(mention)
        word = self.words[at]
        shown = self.text[word.start : word.end]
        if word.kind in ("pron", "obj", "num"):
            return None
        state = state_of(shown) if shown[:1].isupper() else None
        return state or sense(word.low)

    def named_term(self, start: int) -> str:
        """Give the term of the name that begins at an offset."""
        mention, entity = self.names.by_start[start]
        shown = self.text[mention.span.start : mention.span.end]
        state = state_of(shown) if mention.kind != "person" else None
        return state or f"#{entity}"

    def low(self, at: int) -> str:
        """Give a word without case, empty beyond the ends."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def mention_at(self, at: int) -> int | None:
        """Give where the mention begins that holds a word."""
        return self.named_at.get(at)


def named_words(words: Sequence[Word], names: Names) -> dict[int, int]:
    """Give, for each word of a sentence inside a name, where the name begins in the text."""
    if not words:
        return {}
    found: dict[int, int] = {}
    at, starts = 0, names.starts
    place = max(0, bisect_left(starts, words[0].start) - 1)
    while place < len(starts) and starts[place] < words[-1].end:
        start, end = starts[place], names.by_start[starts[place]][0].span.end
        while at < len(words) and words[at].start < start:
            at += 1
        while at < len(words) and words[at].start < end:
            found[at] = start
            at += 1
        place += 1
    return found
