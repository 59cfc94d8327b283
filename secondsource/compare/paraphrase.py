"""How likely two assertions of one story say the same in different words.

A model over the measures of a pair (``measures``), trained by ``bench/train_statements.py`` (card
in ``paraphrase.md``), gives the probability; what it may not overrule are the typed slots
(``contrasts``) and numbers that clash.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources
from operator import mul
from typing import NamedTuple

from secondsource.compare.boosted import Forest, chance, forest_of, height_of
from secondsource.compare.contrasts import contrasted, shared_by, typed
from secondsource.compare.frames import clash, one_toll
from secondsource.compare.measures import Told, measures
from secondsource.compare.phrases import PHRASE_MEASURES, Phrase, beside
from secondsource.language import language

# How likely two tolls of one number are one: what a careful reader accepted in the examples.
_ONE_TOLL = 0.9
# An assertion of so few terms stands in many that say something else; it must be so much of them.
_NEXT_TO_NOTHING, _MOST = 2, 0.5
# Word for word the same, with the same names and days.
_SAME_WORDS = 0.97
# Two that share names alone, or one word, are told apart unless others tie them.
_LITTLE = 0.3
# Pairs that share less of the shorter, and no number, are not worth measuring: on the pairs that
# are tuned on the gate keeps nearly all that are one and drops most that are not.
WORTH, _ANYTHING, _HARDLY = 0.2, 0.05, 0.02


class Model(NamedTuple):
    """What ``paraphrase.json`` holds: the curve for sentences alone, the trees for stories."""

    constant: float
    factors: tuple[float, ...]
    squares: tuple[float, ...]
    trees: Forest


@cache
def model() -> Model:
    """Read the model that ships."""
    place = resources.files("secondsource.compare") / "paraphrase.json"
    kept = json.loads(place.read_text(encoding="utf-8"))
    alone, story = kept["alone"], kept["story"]
    factors, squares = (
        tuple(alone[part][name] for name in PHRASE_MEASURES) for part in ("factors", "squares")
    )
    trees = forest_of(story["trees"], story["constant"])
    return Model(alone["constant"], factors, squares, trees)


def probability(a: Told, b: Told) -> float:
    """Give the probability that two assertions say the same, 0 where a slot forbids it.

    Rounded to four digits.
    """
    if clash(a.frame.counts, b.frame.counts):
        return 0.0
    if _word_for_word(a, b):
        return _SAME_WORDS
    share = shared_weight(a, b)
    if share < _ANYTHING:
        return round(_HARDLY * share / _ANYTHING, 4)
    found = curved(a, b)
    if found > _HARDLY and contrasted(a, b):
        return 0.0
    if _contradicts(a) != _contradicts(b):
        return min(found, _LITTLE)
    if one_toll(a.frame, b.frame):
        return max(found, _ONE_TOLL)
    return min(found, _LITTLE) if _little(a, b) else found


def hopeless(a: Told, b: Told) -> bool:
    """Say whether two are told apart before they are measured: ``probability`` is .3 at most."""
    if clash(a.frame.counts, b.frame.counts):
        return True
    if _word_for_word(a, b):
        return False
    if _contradicts(a) != _contradicts(b) or (_little(a, b) and not one_toll(a.frame, b.frame)):
        return True
    return contrasted(a, b)


def _little(a: Told, b: Told) -> bool:
    """Say whether two share so little that others must tie them."""
    shared = shared_by(a, b)
    if typed(shared):
        return False
    if len(shared) == 1 or all(term[0] in "#~" for term in shared):
        return True
    return _swallowed(a, b)


def _word_for_word(a: Told, b: Told) -> bool:
    one, other = a.frame.instance, b.frame.instance
    if (one.terms, one.negated, one.mood) != (other.terms, other.negated, other.mood):
        return False
    return a.phrase.stems == b.phrase.stems


def _swallowed(a: Told, b: Told) -> bool:
    """Say whether one says next to nothing and the other far more: "the ferry sailed"."""
    small, large = sorted((a, b), key=lambda one: (len(one.weights), one.total))
    if len(small.weights) > _NEXT_TO_NOTHING:
        return False
    common = math.fsum(small.weights[term] for term in shared_by(a, b))
    return common < _MOST * large.total


def _contradicts(one: Told) -> bool:
    """Say whether somebody is told to be wrong: "Mrs Berg is wrong, the lamp was lit"."""
    return not _contradicting().isdisjoint(one.frame.instance.terms)


@cache
def _contradicting(code: str = "en") -> frozenset[str]:
    return frozenset(language(code).terms("contradiction.words"))


def curved(a: Told, b: Told) -> float:
    """Give what the trees say of two assertions of one story, the slots that forbid left aside."""
    measured = measures(a, b)
    lone = leaning(measured[-len(PHRASE_MEASURES) :])
    return chance(height_of((*measured, lone), model().trees))


def alone(a: Phrase, b: Phrase) -> float:
    """Give how likely two sentences that stand alone are paraphrases: no names, no story.

    A logistic curve over the measures of their words and the squares of these, trained on MSRP.
    """
    return chance(leaning(beside(a, b)))


def leaning(measured: Sequence[float]) -> float:
    """Give the height of the curve for sentences alone; ``measured`` as ``beside`` gives it."""
    known = model()
    straight = math.fsum(map(mul, known.factors, measured))
    bent = math.fsum(map(mul, known.squares, map(mul, measured, measured)))
    return round(known.constant + straight + bent, 4)


def worth(a: Told, b: Told) -> bool:
    """Say whether two assertions share enough to be measured."""
    return shared_weight(a, b) >= WORTH


def shared_weight(a: Told, b: Told) -> float:
    """Give the share of the lighter assertion's weight that both have; a number counts as half."""
    shared = a.weights.keys() & b.weights.keys()
    common = math.fsum(a.weights[term] for term in shared)
    share = round(common / (min(a.total, b.total) or 1.0), 4)
    return max(share, 0.5) if a.units and b.units and a.units.keys() & b.units.keys() else share
