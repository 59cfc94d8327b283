"""What keeps two assertions apart, however much they share: a slot that both fill, differently.

Here lives the contrast of two that tell the same but for one thing: polarity, mood, a day, a
name, an opposite, one telling word. Where the rest differs too the slot may be another side of
one thing, and the measures weigh it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from secondsource.compare.measures import CHANCE, MARKS, Told, met_days
from secondsource.compare.senses import rarity

# So much of the words beside a slot must be shared for its two fillings to be a contrast; a
# negation answers what it shares half of the words with. What a careful reader accepted in the
# examples.
_THE_REST, _ANSWERED = 0.75, 0.5
# So many terms make a sentence in which one word, if it tells so much, can stand for another.
_FRAMED, _TELLING = 3, 3.0


def contrasted(a: Told, b: Told) -> bool:
    """Say whether two assertions tell the same but for one slot that differs.

    "The pier will close", "the pier closed"; "sank off Ostby", "sank off Brun". Where the rest
    differs too the slot may be another side of one thing, and the measures weigh it.
    """
    rests = _rest(a, b), _rest(b, a)
    if _denied(a, b) and not typed(shared_by(a, b)):
        return max(rests) >= _ANSWERED
    if "wish" in (a.frame.instance.mood, b.frame.instance.mood) and (
        a.frame.instance.mood != b.frame.instance.mood
    ):
        return True
    if _told_apart(a, b):
        return min(rests) >= _THE_REST
    return _one_word_apart(a, b)


def shared_by(a: Told, b: Told) -> frozenset[str]:
    """Give the terms that two assertions share."""
    return frozenset(a.weights.keys() & b.weights.keys())


def typed(terms: Iterable[str]) -> bool:
    """Say whether there is a number among some terms that is no chance, or an hour."""
    return any(
        (term[0] == "=" and float(term[1:]) > CHANCE) or (term[0] == "@" and ":" in term)
        for term in terms
    )


def _one_word_apart(a: Told, b: Told) -> bool:
    """Say whether one telling word stands for another and nothing else differs: "hit a rock"."""
    mine, yours = a.frame.instance.terms, b.frame.instance.terms
    if len(mine) != len(yours) or len(mine) < _FRAMED:
        return False
    apart = [pair for pair in zip(mine, yours, strict=True) if pair[0] != pair[1]]
    if len(apart) != 1 or any(term[0] in MARKS or rarity(term) < _TELLING for term in apart[0]):
        return False
    return apart[0][1] not in a.near.get(apart[0][0], {})


def _told_apart(a: Told, b: Told) -> bool:
    one, other = a.frame.instance, b.frame.instance
    if one.mood != other.mood or _denied(a, b) or a.opposed & b.weights.keys():
        return True
    if typed(shared_by(a, b)):
        return False
    if met_days(a.frame.days, b.frame.days) is False:
        return True
    return bool(a.frame.names - b.frame.words) and bool(b.frame.names - a.frame.words)


def _denied(a: Told, b: Told) -> bool:
    """Say whether one negates what the other says.

    Where both print a negation, one of them stands beside the deed: "it hurt but did not kill".
    """
    if a.phrase.negated and b.phrase.negated:
        return False
    return a.frame.instance.negated != b.frame.instance.negated


def _rest(a: Told, b: Told) -> float:
    """Give how much of one side's words, names, days and opposites left out, the other has."""
    own = {
        term: weight
        for term, weight in a.weights.items()
        if term[0] not in "#~@" and term not in b.opposed
    }
    shared = math.fsum(weight for term, weight in own.items() if term in b.weights)
    return shared / (math.fsum(own.values()) or 1.0)
