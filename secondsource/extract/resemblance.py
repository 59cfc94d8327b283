"""How likely two names alone are one name: words paired, slips counted, weighed by a trained line.

What may live here: the comparison of two names of which nothing else is known, as a suggestion
wants it. ``spellings`` says when two names are one for sure enough to be merged unseen; a slip of
the pen in a short surname is not, but is worth showing to a person. The words of the two names
are paired, the nearest first, whatever their order; what is left over on one side only is a name
told in more or fewer parts, and a pair that is far apart says that two people are meant. Each
measure of it has a weight that can only speak against (``resemblance.json``, trained by
``bench/train_names.py``, card in ``resemblance.md``), so a further slip never makes names likelier.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

from secondsource.extract.namewords import (
    NameWords,
    organisation_words,
    person_words,
    plain_words,
)
from secondsource.extract.spellings import same_form, sound, stands_for

# At and above it two names alone are said to be one: the best F1 of the even name pairs when
# each eighth is judged by what the others teach.
SAME = 0.5
_NEARLY = 0.99  # of names that differ in nothing that is compared
_ACRONYM = 0.9  # of initials and the long form they stand for
_TURNED = 0.2  # of "Isa bin Tarif" and "Tarif bin Isa"
# What another form of a given name counts, in shares of its letters: hardly anything.
_FORM = 0.1
_FAR = 0.4  # two words that differ in more of their letters are two words


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two words held against each other; ``apart`` is the share of letters that differ."""

    apart: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class _Paired:
    """Two names' words, the worst pair first, and what is left over on one side."""

    pairs: tuple[_Pair, ...]
    over: tuple[str, ...]
    counts: tuple[int, int]


@lru_cache(maxsize=65536)
def _slips(one: str, other: str) -> float:
    """Count the letters that differ; a spelling of the same sound counts half of one."""
    if one == other:
        return 0.0
    slips = float(OSA.distance(one, other))
    if one.isascii() and min(len(one), len(other)) == 1:
        return 0.0 if one[0] == other[0] else float(max(len(one), len(other)))
    if one.isascii() and len(sound(one)) > 1 and sound(one) == sound(other):
        return min(slips, 0.5)
    return slips


def _apart(one: str, other: str, *, given: bool) -> float:
    apart = _slips(one, other) / max(len(one), len(other))
    return _FORM if given and apart > _FORM and same_form(one, other) else apart


def _joined(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Join neighbouring words that make one of the other name's: "van der bilt"."""
    found = list(words)
    for count in (3, 2):
        at = 0
        while at + count <= len(found):
            one = "".join(found[at : at + count])
            if any(_is_joined(one, other) for other in others if other not in words):
                found[at : at + count] = [one]
            at += 1
    return found


def _is_joined(one: str, other: str) -> bool:
    return one == other or (len(one) > 5 and OSA.distance(one, other, score_cutoff=1) <= 1)


def _once(words: Sequence[str], count: int) -> Sequence[str]:
    """Drop a word said twice running where the other name has one word fewer."""
    if len(words) != count + 1:
        return words
    kept = [word for at, word in enumerate(words) if not at or words[at - 1] != word]
    return kept if len(kept) == count else words


def _paired(one: NameWords, other: NameWords, *, given: bool) -> _Paired:
    one, other = sorted((one, other), key=lambda name: name.words)
    a = _joined(_once(one.words, len(other.words)), other.words)
    b = _joined(_once(other.words, len(one.words)), a)
    ways = sorted(
        (_apart(x, y, given=given), abs(i / len(a) - j / len(b)), min(x, y), max(x, y), i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
    )
    left, right = set(range(len(a))), set(range(len(b)))
    pairs: list[_Pair] = []
    for apart, _, _, _, i, j in ways:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append(_Pair(apart, a[i], b[j]))
    over = [a[i] for i in sorted(left)] + [b[j] for j in sorted(right)]
    pairs.sort(key=lambda pair: (-pair.apart, sorted((pair.one, pair.other))))
    return _Paired(tuple(pairs), tuple(over), (len(a), len(b)))


# -- measures ------------------------------------------------------------------------------


def measures(one: str, other: str, *, organisation: bool = False) -> dict[str, float]:
    """Give what speaks against two names being one, each measure 0 where nothing does.

    Errors: none; a name without a letter is as far as can be from any other.

    >>> said = measures("Anna Dorn", "Anna Dohn")
    >>> said["worst"], said["over"], said["initials"]
    (0.25, 0.0, 0.0)
    """
    words_of = organisation_words if organisation else person_words
    a, b = words_of(one), words_of(other)
    if not a.words or not b.words:
        return {"worst": 1.0, "nothing": 1.0}
    paired = _paired(a, b, given=not organisation)
    found = _of_words(paired) | _of_count(paired)
    found["whole"] = OSA.normalized_distance("".join(a.words), "".join(b.words))
    return found | _of_company(a, b) if organisation else found


def _of_words(paired: _Paired) -> dict[str, float]:
    worst = paired.pairs[0]
    letters = [max(len(pair.one), len(pair.other)) for pair in paired.pairs]
    slips = _slips(worst.one, worst.other) if worst.apart > _FORM else 0.0
    differs = worst.apart > 0
    far = sum(pair.apart > _FAR for pair in paired.pairs)
    parts = zip(paired.pairs, letters, strict=True)
    return {
        "worst": worst.apart,
        "worst over a fifth": max(0.0, worst.apart - 0.2),
        "worst over a third": max(0.0, worst.apart - 0.34),
        "worst over half": max(0.0, worst.apart - 0.5),
        "second": paired.pairs[1].apart if len(paired.pairs) > 1 else 0.0,
        "all": sum(pair.apart * count for pair, count in parts) / sum(letters),
        "slips over one": min(max(0.0, slips - 1), 4.0),
        "slips over two": min(max(0.0, slips - 2), 4.0),
        "first letter": float(differs and worst.one[0] != worst.other[0]),
        "signs": float(differs and not (worst.one + worst.other).isascii()),
        "short": float(differs and letters[0] <= 4),
        "far": float(min(far, 3)),
    }


def _of_count(paired: _Paired) -> dict[str, float]:
    few, many = sorted(paired.counts)
    letters = sum(len(pair.one) + len(pair.other) for pair in paired.pairs)
    over = sum(map(len, paired.over))
    initials = sum((len(p.one) == 1) != (len(p.other) == 1) for p in paired.pairs)
    return {
        "over": float(min(len(paired.over), 3)),
        "over share": over / (letters + over),
        "lone": float(few == 1 < many),
        "initials": float(initials),
    }


def _of_company(one: NameWords, other: NameWords) -> dict[str, float]:
    return {
        "legal conflict": float(bool(one.legal and other.legal and not one.legal & other.legal)),
        "legal over": float(bool(one.legal) != bool(other.legal)),
        "number conflict": float(
            bool(one.numbers and other.numbers) and one.numbers != other.numbers
        ),
        "number over": float(bool(one.numbers) != bool(other.numbers)),
    }


# -- how likely ----------------------------------------------------------------------------


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    place = resources.files("secondsource.extract") / "resemblance.json"
    weights: dict[str, dict[str, float]] = json.loads(place.read_text(encoding="utf-8"))
    return weights


def resemblance(one: str, other: str, *, organisation: bool = False) -> float:
    """Give how likely two names alone are one's, 0 to 1 in 4 digits; the order does not matter.

    >>> resemblance("Sergei Rauk", "Rauk, Sergey") > SAME > resemblance("Anna Rauk", "Sergei Rauk")
    True
    >>> resemblance("Port Workers' Union", "PWU", organisation=True)
    0.9
    """
    sure = settled(one, other, organisation=organisation)
    if sure is not None:
        return sure
    weights = _weights()["organisation" if organisation else "person"]
    found = measures(one, other, organisation=organisation)
    line = weights["nothing against"] + sum(weights.get(key, 0.0) * found[key] for key in found)
    return round(1 / (1 + math.exp(-line)), 4)


def settled(one: str, other: str, *, organisation: bool) -> float | None:
    """Give how likely two names are where it needs no weighing, else None.

    Names of the same words, initials with their long form, and a son named as his own father.

    >>> settled("Isa bin Tarif", "Tarif bin Isa", organisation=False)
    0.2
    """
    letters = "".join(plain_words(one))
    if letters == "".join(plain_words(other)):
        return _NEARLY if letters else 0.0
    if organisation:
        return _ACRONYM if stands_for(one, other) or stands_for(other, one) else None
    a, b = person_words(one), person_words(other)
    turned = {(after, before) for before, after in _one_way(a.fathers)} & _one_way(b.fathers)
    return _TURNED if turned else None


def _one_way(fathers: frozenset[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out sons and fathers that one name tells both ways: they say nothing of another."""
    return {(son, father) for son, father in fathers if (father, son) not in fathers}
