"""Clauses and verb phrases that "and", "but", "while" or a semicolon join: where each ends.

"The roof fell and 12 men died" is two clauses, "the navy towed it and arrested its captain" two
verb phrases of one subject. "Was shut and logged before noon" stays one, and so does whatever
stands behind "who", "that" or "if", for there the words may belong to either side.
"""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extract.lemmas import lemma
from secondsource.extract.sight import CLOSED, OPENERS, Clause, Piece, Sight, roots
from secondsource.extract.verbgroups import Group
from secondsource.extract.verbs import (
    BASE,
    GOING,
    INFINITIVE,
    PARTICIPLE,
    PASSIVE,
    PAST,
    may_be,
)

# A verb phrase has words besides its verb; "rose and fell" is one thing told.
_BESIDES = 1
# Behind a comma only these still wait for their verb: "since the vote, and ...".
_GOVERNING = frozenset(("rel", "that"))
# Between a verb that makes do and the bare verb of what it makes do: "helped | the two towns".
_OBJECT = frozenset(("det", "n", "name", "num", "poss", "obj", "adv", "coord", "v"))
# Where the next clause begins, whether it shares the subject, and whose helping verbs.
_Joint = tuple[int, bool, Group | None]


class Joints(Sight):
    """A sentence of which the joined clauses are cut apart."""

    __slots__ = ()

    def joined(self, pieces: tuple[Piece, ...], kind: str, plain: int) -> list[Clause]:
        """Cut what is joined by "and", "but", "while" or a semicolon, up to the place ``plain``."""
        found: list[Clause] = []
        current: list[Piece] = []
        heir: int | None = None
        sharing: Group | None = None
        shown = kind
        for first, end in pieces:
            begin = first
            for at in self.marked(first, min(end, plain)):
                cut = self._joint(at, (*current, (begin, at)), end, kind)
                if cut is None:
                    continue
                onward, shares, helped = cut
                found.append(self._made((*current, (begin, at)), shown, heir, sharing))
                place = len(found) - 1
                heir = (
                    (found[place].heir if found[place].heir is not None else place)
                    if shares
                    else None
                )
                sharing = helped
                current, begin, shown = [], onward, "joined" if kind == "main" else kind
            current.append((begin, end))
        found.append(self._made(tuple(current), shown, heir, sharing))
        return found

    def _made(
        self, pieces: tuple[Piece, ...], kind: str, heir: int | None, sharing: Group | None
    ) -> Clause:
        whole = self.whole(tuple(piece for piece in pieces if piece[0] < piece[1]), kind)
        return whole._replace(heir=heir, sharing=sharing) if heir is not None or sharing else whole

    def _joint(self, at: int, left: tuple[Piece, ...], end: int, kind: str) -> _Joint | None:
        """Give where the next clause begins if one ends here, and whose subject it shares."""
        mark = self.kinds[at] in (",", ";", "-")
        onward = at + 1 if mark else at
        word = self.lows[onward]
        coord = self.kinds[onward] == "coord" and word in ("and", "but")
        joint = coord or (mark and word in ("while", "whereas"))
        if not joint and self.kinds[at] not in (",", ";"):
            return None
        if not mark and self.kinds[at - 1] == ",":
            return None  # asked at the comma
        begin = self.past_adverbs(onward + 1 if joint else onward, end)
        if begin >= end:
            return None
        own = [group for first, stop in left for group in self.within(first, stop)]
        free = self.free(left)
        needed = free or (kind not in ("main",) and own)
        if not needed:
            return None
        group = self.at.get(begin)
        if group is not None:
            return self._same_subject(group, own, free, left, end, listed=not joint)
        if not joint and self.kinds[at] != ";":
            return None
        begin = onward + 1 if joint else onward
        if self.kinds[begin] == "," and joint:
            begin += 1  # "but, at last, ..."
        if self.kinds[begin] == "that" and self.kinds[left[0][0]] != "that":
            begin += 1  # "(said) the dam cracked and that water came"
        return self._own_subject(begin, left, end, marked=mark, semicolon=self.kinds[at] == ";")

    def _same_subject(
        self, group: Group, own: Sequence[Group], free: Sequence[Group],
        left: tuple[Piece, ...], end: int, *, listed: bool,
    ) -> _Joint | None:  # fmt: skip
        """Give a verb phrase that goes on with the same subject: "and fled the scene"."""
        stop = next((s for s in range(group.head + 1, end) if self.kinds[s] in CLOSED), end)
        last, after = own[-1], stop - group.head - 1
        if self.says(group, "telling") and self._passive_too(group, own):
            group = group._replace(form=PASSIVE, passive=True)
        besides = left[-1][1] - last.head - 1
        if self.says(group) or (not listed and max(besides, after) < _BESIDES):
            return None
        bare = group.first == group.head and may_be(self.lows[group.head], PARTICIPLE)
        if bare and last.passive and not besides:
            return None  # "was shut and logged before noon" is one thing told
        if group.finite or (group.form != GOING and self._past(group, own)):
            governed = free and last.finite and last is not free[-1]
            alone = after < _BESIDES and self.kinds[group.head] == "be"
            stays = governed or alone or (listed and not self._listed(group, end))
            return None if stays else (group.first, True, None)
        helper = next((g for g in reversed(own) if _alike(g, group)), None)
        if listed or last.negated or helper is None or after <= _BESIDES:
            return None
        between = own[own.index(helper) + 1 :]
        plain = all(g.form == GOING for g in between)
        goes_on = plain and left[-1][1] - helper.head - 1 >= _BESIDES
        return (group.first, True, helper) if goes_on else None

    def _passive_too(self, group: Group, own: Sequence[Group]) -> bool:
        """Say whether a verb goes on from a passive: "was reported missing and found alive"."""
        finite = [one for one in own if one.finite]
        bare = group.first == group.head and may_be(self.lows[group.head], PARTICIPLE)
        told = self.kinds[group.head + 1] in ("det", "that", "name", "pron", "num", "obj")
        return bare and bool(finite) and finite[-1].passive and not told

    def _past(self, group: Group, own: Sequence[Group]) -> bool:
        """Say whether a participle goes on from a finite verb: "it started there and spread"."""
        helped = own[-1].passive or own[-1].first != own[-1].head
        return not helped and own[-1].finite and may_be(self.lows[group.head], PAST)

    def _listed(self, group: Group, end: int) -> bool:
        """Say whether a verb phrase after a comma is one of several: "took it, and fled"."""
        for at in range(group.head + 1, end):
            if self.kinds[at] == "coord" and self.lows[at] == "and":
                following = self.at.get(self.past_adverbs(at + 1, end))
                return following is not None and following.finite
        return False

    def _own_subject(
        self, begin: int, left: tuple[Piece, ...], end: int, *, marked: bool, semicolon: bool
    ) -> _Joint | None:
        started = self.starts(begin, end)
        if started is None:
            return None
        free = self.free(left)
        last = free[-1] if free else None
        plain = not marked and not semicolon
        if plain and self._bidden(begin, started, left):
            return None
        if last and plain and self.says(last, "telling"):
            return None
        if last and self._awaits(last.head + 1, left, OPENERS if plain else _GOVERNING):
            return None
        return begin, False, None

    def _bidden(self, begin: int, verb: Group, left: tuple[Piece, ...]) -> bool:
        """Say whether a bare verb hangs on an earlier one: "helped Ostby and Norvik rebuild"."""
        low = self.lows[verb.head]
        if verb.first != verb.head or not may_be(low, BASE) or may_be(low, PAST):
            return False
        first, end = left[-1]
        cause = next((g for g in reversed(self.within(first, end)) if self._causes(g)), None)
        if cause is None:
            return False
        return all(self.kinds[at] in _OBJECT for at in range(cause.head + 1, end))

    def _causes(self, group: Group) -> bool:
        return lemma(self.lows[group.head]) in roots("causing")

    def _awaits(self, after: int, left: tuple[Piece, ...], openers: frozenset[str]) -> bool:
        """Say whether "who", "that" or "if" stands behind the last verb: its own is to come."""
        return any(
            self.kinds[at] in openers and self.lows[at] not in ("than", "as")
            for first, end in left
            for at in range(max(first, after), end)
        )


def _alike(earlier: Group, later: Group) -> bool:
    """Say whether a verb without a helper goes on from an earlier group."""
    if later.form == INFINITIVE:
        return earlier.form == INFINITIVE or bool(earlier.modal)
    if later.form == PASSIVE:
        return earlier.passive
    return later.form == GOING and earlier.form == GOING
