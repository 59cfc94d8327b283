"""The words of an assertion as they are printed, and how two such phrases lie side by side.

What lives here: a phrase cut into stems, pairs of stems in order, runs of letters, figures and
names in capitals, and the measures of two phrases in those forms. The measures are those that
tell paraphrases of news from sentences that only look alike: overlap both ways and skip-bigrams,
as the metrics of translation count them (Madnani et al. 2012), and what stands unmatched on
either side, by kind. They ask for no names, no story and no grammar, so they hold for a sentence
that stands alone. A stem is a word without its commonest endings; it need not be a word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz.distance import Indel

from secondsource.compare.senses import known, near, rarity
from secondsource.language import language
from secondsource.textview import level

PHRASE_MEASURES = (
    "stems of the shorter",
    "stems of the longer",
    "pairs of the shorter",
    "pairs of the longer",
    "letters in order",
    "stems in order",
    "longest run",
    "figures alike",
    "figures of the shorter alone",
    "figures of the longer alone",
    "figures apart",
    "capitals shared",
    "capitals of the shorter alone",
    "capitals of the longer alone",
    "capitals apart",
    "one negation",
    "words of the shorter",
    "words more in the longer",
    "shorter by longer",
    "weight of the shorter",
    "weight of the longer",
    "left of the shorter",
    "left of the longer",
)
# A pair of words may have so many between them; a run of letters is so long. Both as in the
# metrics that are followed; others were no better on the training part.
_GAP = 3
_PLAIN, _SPELLED, _ROOT = 1.0, 0.7, 5
_WORD = re.compile(r"\d[\d,.:]*\d|\w+(?:['&-]\w+)*|[$£€%]")
_CAPITAL = re.compile(r"(?<!^)(?<![.!?\"] )(?<![.!?] [\"'])\b[A-Z]\w[\w&-]*")
_ENDING = re.compile(r"(?<=..)(?:'s|ings?|ed|es|s|ly|e)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "without", "cannot"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """An assertion's words in the forms that are laid side by side.

    ``heavy`` holds each stem with what it tells, the stems near it and its root; without these two
    where it tells too little for another word to stand for it.
    """

    text: str
    words: int
    stems: tuple[str, ...]
    own: frozenset[str]
    roots: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    counts: Mapping[str, int]
    repeated: bool
    figures: frozenset[str]
    capitals: frozenset[str]
    negated: bool
    heavy: tuple[tuple[str, float, frozenset[str], str], ...]
    weight: float


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give a word of small letters without its commonest ending.

    >>> [stem(word) for word in ("closed", "closing", "ferries", "stopped")]
    ['clos', 'clos', 'ferri', 'stop']
    """
    if len(word) < 4 or word[0].isdigit():
        return word
    return _DOUBLED.sub(r"\1", _ENDING.sub("", word))


@lru_cache(maxsize=16384)
def phrase(words: str) -> Phrase:
    """Cut the words of an assertion into their forms.

    >>> sorted(phrase("The Alma sank in 1999.").capitals)
    ['alma']
    """
    flat = " ".join(level(words).split())
    small = flat.lower()
    found = _WORD.findall(small)
    stems = tuple(stem(word) for word in found)
    steps = (zip(stems, stems[step:], strict=False) for step in range(1, _GAP + 2))
    pairs = frozenset(chain.from_iterable(steps))
    own = frozenset(stems)
    heavy = tuple(map(_heavy, sorted(own)))
    return Phrase(
        small,
        len(found),
        stems,
        own,
        frozenset(one[:_ROOT] for one in stems if len(one) > _ROOT),
        pairs,
        Counter(stems),
        len(own) < len(stems),
        frozenset(word.replace(",", "") for word in found if word[0].isdigit()),
        frozenset(name.lower() for name in _CAPITAL.findall(flat)),
        any(word in _NEGATIONS or word.endswith("n't") for word in found),
        heavy,
        math.fsum(weight for _, weight, *_ in heavy),
    )


@lru_cache(maxsize=65536)
def _heavy(one: str) -> tuple[str, float, frozenset[str], str]:
    weight = telling(one)
    if weight <= _PLAIN:
        return one, weight, frozenset(), ""
    return one, weight, frozenset(stems_near(one)), one[:_ROOT] if len(one) > _ROOT else ""


def beside(a: Phrase, b: Phrase) -> tuple[float, ...]:
    """Give the measures of two phrases, in the order of ``PHRASE_MEASURES``; either way round."""
    if (b.words, b.text) < (a.words, a.text):
        a, b = b, a
    mine, yours = a.figures - b.figures, b.figures - a.figures
    lone, others = _unsaid(a, b), _unsaid(b, a)
    runs = [one.size for one in Indel.editops(a.stems, b.stems).as_matching_blocks()]
    return (
        *_counted(a, b),
        *_covered(a.pairs, b.pairs),
        Indel.normalized_similarity(a.text, b.text),
        sum(runs) * 2 / ((a.words + b.words) or 1),
        max(runs, default=0) / (a.words or 1),
        float(len(a.figures & b.figures)),
        float(len(mine)),
        float(len(yours)),
        float(bool(mine and yours)),
        float(len(a.capitals & b.capitals)),
        float(lone),
        float(others),
        float(bool(lone and others)),
        float(a.negated != b.negated),
        float(a.words),
        float(b.words - a.words),
        a.words / (b.words or 1),
        *_weighed(a, b),
    )


def _weighed(a: Phrase, b: Phrase) -> tuple[float, float, float, float]:
    mine, yours = _matched(a, b), _matched(b, a)
    return (
        mine / (a.weight or 1.0),
        yours / (b.weight or 1.0),
        (a.weight - mine) / 10,
        (b.weight - yours) / 10,
    )


def _matched(a: Phrase, b: Phrase) -> float:
    """Give the weight of a phrase's stems that the other has too, or something near them."""
    found, own, roots = 0.0, b.own, b.roots
    for one, weight, close, root in a.heavy:
        if one in own:
            found += weight
        elif not own.isdisjoint(close):
            cosines = stems_near(one)
            found += weight * max(cosines[other] for other in close & own)
        elif root in roots:
            found += weight * _SPELLED
    return found


@cache
def _table() -> tuple[Mapping[str, float], Mapping[str, Mapping[str, float]]]:
    weights: dict[str, float] = {}
    beside: dict[str, dict[str, float]] = {}
    for one in known():
        weights[stem(one)] = min(rarity(one), weights.get(stem(one), 9.0))
        beside.setdefault(stem(one), {}).update({stem(o): c for o, c in near(one).items()})
    return weights, beside


@lru_cache(maxsize=65536)
def telling(one: str) -> float:
    """Give how much a stem tells: how rare it is in news, a name or a figure five."""
    if one in plain():
        return 0.1
    if one[0].isdigit():
        return 5.0
    return _table()[0].get(one, 5.0)


@cache
def plain(code: str = "en") -> frozenset[str]:
    """Give the stems of the words that tell nothing."""
    return frozenset(stem(w) for w in language(code).terms("statements.stop"))


@lru_cache(maxsize=65536)
def stems_near(one: str) -> Mapping[str, float]:
    """Give the stems near a stem in meaning, each with a cosine."""
    return _table()[1].get(one, {})


def _covered(a: Set[object], b: Set[object]) -> tuple[float, float]:
    shared = len(a & b)
    return shared / (len(a) or 1), shared / (len(b) or 1)


def _counted(a: Phrase, b: Phrase) -> tuple[float, float]:
    common = a.own & b.own
    shared = len(common)
    if a.repeated and b.repeated:
        shared = sum(min(a.counts[one], b.counts[one]) for one in common)
    return shared / (a.words or 1), shared / (b.words or 1)


def _unsaid(a: Phrase, b: Phrase) -> int:
    """Count the names in capitals that the other phrase has in no form."""
    return sum(name not in b.text for name in a.capitals - b.capitals)
