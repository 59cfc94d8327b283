"""Who disputes what: a claim, and somebody else who says that it is not so.

A denial is a dispute only where its knower is named and is not the one who claimed; an outlet
that prints both sides has not contradicted itself. Both must say the same of the same subject -
"the council sold the pier", "the council never sold the pier" - for two negations of different
things differ in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from secondsource.compare.knowers import Knowers
from secondsource.compare.sameness import candidates
from secondsource.language import language
from secondsource.records import Account, Conflict, Instance, Side, Statement

_CLAIMED = ("asserts", "attributes", "hedges")
# Subject, verb and one word more must be shared before a negation answers a claim.
_SHARED = 3


def disputes_of(
    story: str,
    statements: Sequence[Statement],
    knowers: Knowers,
    accounts: Mapping[str, Account],
) -> Iterator[Conflict]:
    """Yield the disputes of one story: slot ``denial``, the claim first.

    >>> list(disputes_of("s", (), Knowers({}, {}, {}), {}))
    []
    """
    home = {
        m.instance.id: s.id for s in statements for m in s.members if m.instance.stance in _CLAIMED
    }

    def mute(one: Instance) -> bool:
        return bool(_unsaid().search(accounts[one.span.page].page[one.span]))

    for statement in statements:
        claims = [m.instance for m in statement.members if m.instance.stance in _CLAIMED]
        answers = [m.instance for m in statement.members if m.instance.stance == "denies"]
        answers = [one for one in answers if not mute(one)]
        if pair := _first(claims, answers, knowers):
            ends = (statement.id, home.get(pair[1].id, statement.id))
            yield _dispute(story, pair, ends, knowers)
    first = {s.id: s.members[0].instance for s in statements if s.members}
    for a, b in candidates({ident: one.terms for ident, one in first.items()}):
        if first[a].negated:
            a, b = b, a
        if opposed(first[a], first[b]):
            pair = _first([first[a]], [first[b]], knowers)
            if pair and not mute(pair[1]) and knowers.who(pair[0]):
                yield _dispute(story, pair, (a, b), knowers)


def _first(
    claims: Sequence[Instance], answers: Sequence[Instance], knowers: Knowers
) -> tuple[Instance, Instance] | None:
    """Give the first claim and the first answer to it by somebody else who is named."""
    for answer in sorted(answers, key=lambda one: one.span):
        who = knowers.who(answer)
        for claim in sorted(claims, key=lambda one: one.span):
            if claim.id == answer.id or _within(claim, answer):
                continue
            if who and knowers.who(claim) != who:
                return claim, answer
    return None


def _within(a: Instance, b: Instance) -> bool:
    """Say whether one stands in the other: what is told of an answer is no claim it denies."""
    return a.span.page == b.span.page and a.span.start < b.span.end and b.span.start < a.span.end


@cache
def _unsaid() -> re.Pattern[str]:
    """Find that somebody did not say, know or want: which denies nothing."""
    pack = language("en")
    verbs = "|".join(map(re.escape, sorted(pack.terms("tolls.unsaid"))))
    return re.compile(rf"(?:\bnot|n['’]t|\bnever|\bto)\s+(?:\w+\s)?(?:{verbs})\b", re.IGNORECASE)


def opposed(claim: Instance, answer: Instance) -> bool:
    """Say whether one negates what the other says of the same subject."""
    if claim.negated or not answer.negated or claim.mood != answer.mood:
        return False
    if claim.stance not in _CLAIMED or answer.stance not in _CLAIMED:
        return False
    mine, yours = claim.terms, answer.terms
    return (
        claim.subject is not None
        and mine[:2] == yours[:2]
        and len(set(mine) & set(yours)) >= _SHARED
    )


def _dispute(
    story: str,
    pair: tuple[Instance, Instance],
    statements: tuple[str, str],
    knowers: Knowers,
) -> Conflict:
    claim, answer = pair
    sides = Side(claim.span, "said", statements[0]), Side(answer.span, "denied", statements[1])
    who = knowers.names.get(knowers.who(answer) or "", "somebody named")
    return Conflict(
        "dispute", "denial", story, *sides, f"one says so; {who} says that it is not so"
    )
