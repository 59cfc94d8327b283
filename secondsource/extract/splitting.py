"""The clauses of a sentence that assert by themselves, each with its verb and its subject's place.

"The navy towed the ferry, which sank in 2019, to Norvik and arrested its captain" says three
things, and who repeats one of them need not repeat the others. What is cut: clauses and verb
phrases that are joined; what is told of a name behind a comma (", which ...", ", killing 12",
", a wall built in 1962,"); and happenings that another is timed by ("after a crane hit it"). What
is not: whatever says which ("the man who fled"), purposes, conditions, causes and contents. Where
the form is not plain the words stay together, for a fragment misleads more than a long sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from secondsource.extract.joints import Joints
from secondsource.extract.sight import CLOSED, OPENERS, Clause, Piece, listed
from secondsource.extract.verbgroups import Group, groups_of
from secondsource.extract.verbs import GOING, PASSIVE, Word, words_in

# Characters: no sentence of the training news of ``verbs.json`` is longer; what is, is a list or a
# broken page, of which the beginning is read and nothing is cut.
_LONGEST = 1500
# An apposition tells more than a name: "a wall built in 1962".
_APPOSED = 4
# "Two hours | after": so many words at most stand between a clause and what times it.
_SPELL = 4


class Cut(NamedTuple):
    """A sentence as it was read: its words, verb groups and clauses.

    ``breaks`` are the places of the words that open a later piece of an interrupted sentence.
    """

    words: Sequence[Word]
    groups: Sequence[Group]
    clauses: tuple[Clause, ...]
    breaks: frozenset[int] = frozenset()


def cut_of(text: str, pieces: Sequence[tuple[int, int]], *, whole: bool = False) -> Cut:
    """Read one sentence, which stands in ``pieces`` of a text, and cut it into clauses.

    ``whole`` leaves it in one.

    >>> text = "The roof, which fell in 2019, was mended and 12 men died."
    >>> cut = cut_of(text, [(0, len(text))])
    >>> [[text[a:b] for a, b in spans_of(cut, one)] for one in cut.clauses]
    [['The roof', 'was mended'], ['12 men died'], ['which fell in 2019']]
    """
    words: list[Word] = []
    breaks: list[int] = []
    long = pieces[-1][1] - pieces[0][0] > _LONGEST
    for start, end in pieces:
        breaks.append(len(words))
        words.extend(words_in(text, start, min(end, pieces[0][0] + _LONGEST)))
    groups = groups_of(words)
    reading = _Reading(words, groups)
    if whole or long or not groups or not reading.marks:
        clauses = [reading.whole(((0, len(words)),), "main")]
    else:
        clauses = reading.clauses(0, len(words), "main")
    return Cut(words, groups, tuple(clauses), frozenset(breaks[1:]))


def spans_of(cut: Cut, clause: Clause, *, timed: bool = False) -> list[tuple[int, int]]:
    """Give the offsets of a clause's pieces in the text; ``timed`` takes in what times it."""
    found: list[Piece] = []
    pieces = clause.pieces
    if timed and clause.tail:
        pieces = (*pieces[:-1], (pieces[-1][0], clause.tail))
    if not cut.breaks:
        return [(cut.words[a].start, cut.words[b - 1].end) for a, b in pieces if a < b]
    for first, end in pieces:
        stops = [first, *(at for at in sorted(cut.breaks) if first < at < end), end]
        found.extend(pair for pair in pairwise(stops) if pair[0] < pair[1])
    return [(cut.words[a].start, cut.words[b - 1].end) for a, b in found]


class _Reading(Joints):
    """A sentence of which also what hangs on its clauses is cut off."""

    __slots__ = ()

    def clauses(self, first: int, end: int, kind: str) -> list[Clause]:
        """Cut a stretch: its own clauses first, then those that hang on it."""
        plain = self._conditional(first, end)
        if plain == first:
            return [self.whole(((first, end),), kind)]
        hanging: list[tuple[int, int, str]] = []
        pieces: list[Piece] = []
        last = first
        for at in sorted({first, *self.marked(first, plain)}):
            found = self._opens(at, first, end, kind) if at >= last else None
            if found is None:
                continue
            begin, stop, what = found
            pieces.append((last, self._before(at, last)))
            hanging.append((begin, stop, what))
            last = stop + 1 if self.kinds[stop] in (",", ")", "-") and stop < end else stop
        pieces.append((last, end))
        left = tuple(piece for piece in pieces if piece[0] < piece[1])
        if not left:
            return [self.whole(((first, end),), kind)]
        own = self.joined(left, kind, plain)
        own = [self._timed(one, hanging) for one in own]
        hosts = tuple(own)
        for begin, stop, what in hanging:
            host = max((n for n, c in enumerate(hosts) if c.pieces[0][0] < begin), default=0)
            opened = begin + 1 if what == "time" else begin
            inner = self.clauses(opened, stop, what)
            places = len(own)
            own.extend(_moved(one, places, host) for one in inner)
        return own

    def _conditional(self, first: int, end: int) -> int:
        """Give how far a stretch tells plainly: up to "if" and "unless", which only suppose."""
        conditions = listed("conditions")
        lead = next((at for at in range(first, end) if self.lows[at] in conditions), end)
        bare = lead < end and not any(g.finite for g in self.within(first, lead))
        return first if bare else lead

    def _timed(self, clause: Clause, hanging: Sequence[tuple[int, int, str]]) -> Clause:
        """Give a clause the words behind it that time it, where they are its last."""
        end = clause.pieces[-1][1]
        tails = [
            stop
            for begin, stop, what in hanging
            if what == "time" and begin >= end and self.lows[begin] not in listed("conceding")
        ]
        near = min(tails, default=0)
        begin = next((b for b, stop, _ in hanging if stop == near), 0)
        return clause._replace(tail=near) if near and begin - end <= _SPELL else clause

    def _before(self, at: int, floor: int) -> int:
        """Give where the words before a hanging clause end: "two hours | after" goes with it."""
        end = at
        if self.lows[at] not in ("after", "before"):
            return end
        while end > floor and self.lows[end - 1] in listed("shortly"):
            end -= 1
        if end > floor and self.lows[end - 1] in listed("spells"):
            end -= 1
            while end > floor and self.kinds[end - 1] in ("num", "det", "adv"):
                end -= 1
        return end

    def _opens(self, at: int, first: int, end: int, kind: str) -> tuple[int, int, str] | None:
        """Give what hangs on a clause from here on: where it begins and ends, and its kind."""
        mark = self.kinds[at] in (",", "(", "-")
        begin = at + 1 if mark else at
        if not mark and at > first and self.kinds[at] != "sub":
            return None
        if kind in ("rel", "ing", "ed", "time", "apposed") and at == first:
            return None
        what = self._hangs(begin, at, first, end, mark=mark)
        if what is None:
            return None
        stop = self._closes(begin, at, first, end, what)
        return (begin, stop, what) if stop is not None and stop > begin else None

    def _hangs(self, begin: int, at: int, first: int, end: int, *, mark: bool) -> str | None:
        if begin >= end:
            return None
        if mark and self._relative(begin, end):
            return "rel"
        if self.kinds[begin] == "sub":
            return "time" if self._times(begin, end) else None
        here = self.past_adverbs(begin, min(end, begin + 2))
        group = self.at.get(here)
        if group is not None and (mark or at == first):
            if group.form == GOING and self.lows[group.head] not in listed("not_telling"):
                return "ing" if group.head + 1 < end else None
            if group.form == PASSIVE and self._dated(begin, end):
                return "ed"
        if mark and at > first and self._apposed(begin, end):
            return "apposed"
        return None

    def _relative(self, at: int, end: int) -> bool:
        """Say whether ", which", ", where", ", of whom", ", three of whom" stands here."""
        for step in range(at, min(end, at + 4)):
            if self.kinds[step] == "rel" or (step == at and self.lows[step] == "where"):
                return self.finite_in(step, end) is not None
            if self.kinds[step] not in ("prep", "num", "det", "n", "adv"):
                return False
        return False

    def _times(self, at: int, end: int) -> bool:
        """Say whether a happening that times another stands here: "after a crane hit it"."""
        word, before = self.lows[at], self.lows[at - 1]
        if word in listed("conceding"):
            before = ""
        elif word not in listed("timing") or before in listed("not_timed"):
            return False
        if word == "as" and (self.kinds[at - 1] in ("adv",) or self.lows[at + 2] == "as"):
            return False
        group = self.at.get(at + 1)
        if group is not None:
            going = word in ("after", "before") and group.form == GOING
            return going and group.head + 2 < end
        stop = next((s for s in range(at + 1, end) if self.kinds[s] in CLOSED | OPENERS), end)
        finite = self.finite_in(at + 1, stop)
        if finite is None or not self.subject(at + 1, finite.first):
            return False
        return not self.says(finite) and not finite.modal

    def _dated(self, at: int, end: int) -> bool:
        """Say whether a participle's phrase tells when, how many or by whom."""
        stop = next((s for s in range(at, end) if self.kinds[s] in CLOSED), end)
        telling = any(
            self.kinds[s] == "num" or self.lows[s] in listed("agents") for s in range(at, stop)
        )
        return telling and stop - at >= 3

    def _apposed(self, at: int, end: int) -> bool:
        """Say whether "a wall built in 1962" stands here, which tells something of a name."""
        stop = next((s for s in range(at, end) if self.kinds[s] in CLOSED), end)
        if self.lows[at] not in ("a", "an", "the") or stop - at < _APPOSED:
            return False
        own = self.within(at, stop)
        return bool(own) and all(g.form == PASSIVE for g in own) and self._dated(own[0].first, end)

    def _closes(self, begin: int, at: int, first: int, end: int, what: str) -> int | None:
        """Give where a hanging clause ends, None where that is not plain."""
        if self.kinds[at] == "(":
            return next((s for s in range(begin, end) if self.kinds[s] == ")"), None)
        leading = at == first
        bare = self.kinds[first] == "to" and self.within(first, at)
        main = not leading and (self.free(((first, at),)) or bare)
        needed = self.finite_in(begin, end) if what in ("rel", "time") else self.at.get(begin)
        inside = needed.head if needed else begin
        if main:
            return self._runs_to(inside + 1, end)
        for stop in range(inside + 1, end):
            if self.kinds[stop] not in (",", "-"):
                continue
            onward = self.past_adverbs(stop + 1, end)
            group = self.at.get(onward)
            if leading and self.finite_in(stop + 1, end) is not None:
                return stop
            if group is not None and group.finite and not leading:
                return stop
        return None

    def _runs_to(self, at: int, end: int) -> int:
        """Give the end of a hanging clause behind its main verb."""
        for stop in range(at, end):
            if self.kinds[stop] == ";":
                return stop
            if self.kinds[stop] in (",", "-", "("):
                group = self.at.get(self.past_adverbs(stop + 1, end))
                joint = self.kinds[stop + 1] == "coord" or self.lows[stop + 1] in (
                    "while",
                    "whereas",
                )
                if joint and self.starts(stop + 2, end) is not None:
                    return stop
                if group is not None and group.form == GOING:
                    return stop
                if self._relative(stop + 1, end) or self.kinds[stop + 1] == "prep":
                    return stop
        return end


def _moved(clause: Clause, places: int, host: int) -> Clause:
    """Give a clause its place in a longer list; ``host`` is the clause it hangs on."""
    return clause._replace(heir=host if clause.heir is None else clause.heir + places)
