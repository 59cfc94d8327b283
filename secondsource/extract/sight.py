"""What a sentence shows whoever cuts it: its words, its verb groups, and where a clause may start.

Here live the record of a clause and the questions both kinds of cut ask: which finite verbs no
"who" or "that" governs, whether words can be a subject, whether a verb only puts something down to
somebody. Word lists are the pack's ``clauses``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from secondsource.extract.lemmas import lemma
from secondsource.extract.verbgroups import Group
from secondsource.extract.verbs import Word
from secondsource.language import language

Piece = tuple[int, int]
_NOUNS = frozenset(("n", "name", "num", "poss", "pron", "v"))
CLOSED = frozenset((",", ";", ":", "(", ")", "-", '"'))
OPENERS = frozenset(("rel", "sub", "that"))
# Where anything may be cut.
_MARKS = frozenset((",", ";", "-", "(", "coord", "sub"))
_BEYOND = ("",) * 9


class Clause(NamedTuple):
    """A clause: its pieces and its verb group as places in the words of its sentence.

    ``kind`` is "main", "joined", "rel", "ing", "ed", "time" or "apposed"; ``heir`` is the place
    in the list of clauses of the one whose subject it shares, ``sharing`` whose helping verbs;
    ``tail`` is where the words end that time it ("nine died | when it sank"), 0 where none do.
    """

    pieces: tuple[Piece, ...]
    group: Group | None
    kind: str
    heir: int | None = None
    sharing: Group | None = None
    tail: int = 0


@cache
def listed(name: str, code: str = "en") -> frozenset[str]:
    """Give a list of the pack's ``clauses``."""
    return frozenset(language(code).terms(f"clauses.{name}"))


@cache
def roots(name: str, code: str = "en") -> frozenset[str]:
    """Give the roots of a list of the pack's ``clauses``."""
    return frozenset(lemma(word, code) for word in language(code).terms(f"clauses.{name}"))


class Sight:
    """One sentence while it is cut; lives for one call."""

    __slots__ = ("at", "events", "groups", "kinds", "lows", "marks", "words")

    def __init__(self, words: Sequence[Word], groups: Sequence[Group]) -> None:
        """Index the verb groups of a sentence by their first words."""
        self.words, self.groups = words, groups
        self.at = {group.first: group for group in groups}
        # Padded, so that a place just beyond either end is empty.
        self.kinds = [*(word.kind for word in words), *_BEYOND]
        self.lows = [*(word.low for word in words), *_BEYOND]
        self.marks = [at for at, kind in enumerate(self.kinds) if kind in _MARKS]
        opens = (
            at
            for at, kind in enumerate(self.kinds)
            if kind in OPENERS and self.lows[at] not in ("than", "as")
        )
        self.events = sorted({*opens, *(group.first for group in groups if group.finite)})

    def marked(self, first: int, end: int) -> list[int]:
        """Give the places between two where anything may be cut."""
        return self.marks[bisect_left(self.marks, first) : bisect_left(self.marks, end)]

    def within(self, first: int, end: int) -> list[Group]:
        """Give the verb groups that stand wholly between two places."""
        return [group for group in self.groups if first <= group.first and group.head < end]

    def finite_in(self, first: int, end: int) -> Group | None:
        """Give the first finite group between two places."""
        return next((group for group in self.within(first, end) if group.finite), None)

    def past_adverbs(self, at: int, end: int) -> int:
        """Pass adverbs and "not"."""
        while at < end and self.kinds[at] in ("adv", "not"):
            at += 1
        return at

    def free(self, pieces: Sequence[Piece]) -> list[Group]:
        """Give the finite groups of some pieces that no "who", "that" or "when" governs."""
        found: list[Group] = []
        waiting = 0
        for first, end in pieces:
            for at in self.events[bisect_left(self.events, first) :]:
                if at >= end:
                    break
                group = self.at.get(at)
                if group is None or not group.finite:
                    waiting += 1
                elif waiting:
                    waiting -= 1
                else:
                    found.append(group)
        return found

    def whole(self, pieces: tuple[Piece, ...], kind: str) -> Clause:
        """Make a clause of some pieces, with its verb."""
        free = self.free(pieces)
        told = next((g for g in free[1:] if self._resumes(pieces, free[0], g)), None)
        return Clause(pieces, told or (free[0] if free else self._any(pieces)), kind)

    def _resumes(self, pieces: tuple[Piece, ...], first: Group, later: Group) -> bool:
        """Say whether a verb goes on behind an apposition: "Roos, a cook turned poet, died"."""
        commas = [at for at in self.marked(pieces[0][0], later.first) if self.kinds[at] == ","]
        if len(commas) < 2 or commas[-1] != later.first - 1:
            return False
        return commas[0] < first.first and commas[0] > pieces[0][0]

    def _any(self, pieces: tuple[Piece, ...]) -> Group | None:
        groups = [group for first, end in pieces for group in self.within(first, end)]
        finite = [group for group in groups if group.finite]
        return next(iter(finite or groups), None)

    def starts(self, at: int, end: int) -> Group | None:
        """Give the verb of a clause that starts here with a subject of its own, else None."""
        group = next((g for g in self.groups if g.first > at and g.finite), None)
        if group is None or group.first >= end or not self.subject(at, group.first):
            return None
        return None if self.says(group) else group

    def says(self, group: Group, which: str = "saying") -> bool:
        """Say whether a verb puts what follows it down to somebody.

        ``which`` is "saying", or "telling" for all verbs that take a clause: "know", "find".
        """
        if group.passive or self.kinds[group.head + 1] == "prep":
            return False
        return lemma(self.lows[group.head]) in roots(which)

    def subject(self, first: int, end: int) -> bool:
        """Say whether some words can be a subject: names and nouns, no mark but a paired comma."""
        wrong = self.kinds[first] in ("prep", "to", "sub", "rel", "that", "obj")
        if first >= end or (wrong and self.lows[first] != "than"):
            return False
        inside = [self.kinds[at] for at in range(first, end)]
        opened = any(
            self.kinds[at] in OPENERS and self.lows[at] != "than" for at in range(first, end)
        )
        if opened or inside[-1] == "coord" or any(kind in CLOSED for kind in inside):
            return False
        return inside[-1] == "det" or any(kind in _NOUNS for kind in inside)
