"""How alike two articles are in what they report: sparse vectors of names and words.

Here live an article's terms with their weights, and nothing that decides what is one story.

Why it works: articles about one happening share who and where, in the headline and the lede;
articles of one kind (two ferries, two trials) share the words and not the names. So names weigh
more than words, the top of an article more than its end, and a term that the news is full of
next to nothing. How rare a term is comes from the collection *and* from a static prior worth
``_PRIOR`` articles: five articles, or two hundred on one flood, cannot say what is rare.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from secondsource.compare.weights import listed_shares, share_of
from secondsource.language import language
from secondsource.records import Account, Entity, Passage, Span
from secondsource.sentences import WORD
from secondsource.textview import level

_PRIOR = 200
"""Articles that the static shares of words count for (ECB+ even topics: 20 to 1,000 are alike)."""

_AT_LARGE = 0.3
"""And what they count for whatever the collection's size: a thousand articles on one flood would
else find that "flood" says nothing."""

_HEADLINE, _LEDE, _BODY = 3.0, 2.0, 1.0
"""Weight of a term by where it stands (ECB+ even topics: anything from 1 to 5 is alike)."""

_VOICES: Mapping[str, float] = {"name": 0.37, "word": 0.15, "top": 0.28, "number": 0.2}
"""What names, words, the headline and lede, and numbers say apart from one another, and what
each counts for: a logistic fit to the pairs of ECB+'s even topics, scaled to add up to 1; numbers
were brought down from .335, for ECB+'s short texts open with their date, whole pages do not."""

_FULL: Mapping[str, float] = {"name": 20.0, "word": 60.0, "top": 60.0, "number": 60.0}
"""Squared length at which a voice has half its weight: one name, or two or three rare words or
numbers. Without it two short pages that share one number were called alike."""

_KEPT = 120
"""Terms kept of each voice, the heaviest (ECB+ even topics: 40 to 1,000 are alike)."""

_SMALL, _YEAR = 0.06, 0.12
"""Shares of articles with a given number up to 99, and with a given year (wire-events)."""

_LEAST = 0.35
"""Terms less rare than this - in seven of ten articles - are not kept."""

_MARKS = frozenset("\"“‘„«'")
"""Marks that open speech."""

TOP = "^"
"""Opens the terms of the headline and lede, told once more in a voice of their own."""

_BEFORE = 0.2
"""Weight of a term in a sentence that opens with an earlier time, and in what was said then: it
tells another happening, as an outlet's own background does. ECB+'s short texts hardly do it."""

_OPENING = 48
"""Characters within which a sentence that looks back says so."""

_LEDE_PARAGRAPHS = 2

Vector = Mapping[str, float]


class Places(Mapping[str, Span]):
    """Where each term of an article stands first; spans are made when they are asked for."""

    __slots__ = ("_page", "_places")

    def __init__(self, page: str, places: Mapping[str, tuple[int, int]]) -> None:
        """Take the page and each term's start and end."""
        self._page = page
        self._places = places

    def __getitem__(self, term: str) -> Span:
        """Give the span of a term."""
        return Span(self._page, *self._places[term])

    def __iter__(self) -> Iterator[str]:
        """Yield the terms, names first, each kind as they stand."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the terms."""
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an article is about: its terms' raw weights, where each stands first, and which
    stand in the headline or the lede."""

    weights: Mapping[str, float]
    places: Mapping[str, Span]
    top: AbstractSet[str]


def terms_of(account: Account, named: Mapping[Span, str], *, without: Sequence[Span] = ()) -> Terms:
    """Weigh an article's names and words.

    ``named`` gives the entity of each of its mentions' spans; ``without`` is text to leave out.
    """
    text = account.page.text
    unread, skipped = _marked(text, without), _marked(text, (*without, *named))
    zones = list(_zones(account))
    weights: dict[str, float] = {}
    places: dict[str, tuple[int, int]] = {}
    top: set[str] = set()
    for term, (start, end), zone in _names(named, zones):
        if not unread[start]:
            weights[term] = weights.get(term, 0.0) + zone
            places.setdefault(term, (start, end))
            if zone > _BODY:
                top.add(term)
    for passage, zone in zones:
        for word in WORD.finditer(text, passage.start, passage.end):
            start, end = word.span()
            if skipped[start]:
                continue
            term = _levelled(word[0])
            if term in weights:
                weights[term] += zone
            else:
                weights[term] = zone
                places[term] = start, end
            if zone > _BODY:
                top.add(term)
    return Terms(weights, Places(account.page.id, places), top)


def _marked(text: str, spans: Iterable[Span]) -> bytearray:
    """Mark the characters that lie in any of some spans."""
    marks = bytearray(len(text))
    for span in spans:
        marks[span.start : span.end] = b"\1" * (min(span.end, len(text)) - span.start)
    return marks


def _names(
    named: Mapping[Span, str], zones: Sequence[tuple[Span, float]]
) -> Iterator[tuple[str, tuple[int, int], float]]:
    starts = sorted((passage.start, passage.end, zone) for passage, zone in zones)
    firsts = [start for start, _, _ in starts]
    for span in sorted(named):
        at = bisect_right(firsts, span.start) - 1
        if at >= 0 and span.end <= starts[at][1]:
            yield named[span], (span.start, span.end), starts[at][2]


@lru_cache(1 << 16)
def _levelled(word: str) -> str:
    return stem(word.lower().replace("’", "'"))


def _zones(account: Account) -> Iterator[tuple[Span, float]]:
    """Give each passage's weight; what was said "at the time" belongs to what came before."""
    before = False
    for passage in account.passages:
        words = account.page[passage.span]
        zone = _zone(passage)
        if zone <= _BODY:
            before = bool(_back().match(words)) or (before and words[:1] in _MARKS)
            zone = _BEFORE if before else zone
        yield passage.span, zone


@cache
def _back() -> re.Pattern[str]:
    """Match the opening of a sentence that tells what came before."""
    pack = language("en")
    months = "|".join(sorted(pack.table("calendar.months"), key=len, reverse=True))
    days = "|".join(sorted(pack.table("calendar.weekdays"), key=len, reverse=True))
    back = "|".join(pack.terms("stories.back"))
    ago = "|".join(pack.terms("stories.before"))
    date = rf"(?:early |late |mid-)?(?:{months})\b|(?:19|20)\d\d\b"
    return re.compile(
        rf"(?:In|Since|During) (?:{date})"
        rf"|(?:In |On |The )?(?:{back}) (?:week|month|year|{days})\b"
        rf"|.{{0,{_OPENING}}}?\b(?:{ago})\b",
        re.IGNORECASE,
    )


def _zone(passage: Passage) -> float:
    if passage.headline:
        return _HEADLINE
    return _LEDE if passage.paragraph < _LEDE_PARAGRAPHS else _BODY


@cache
def stem(word: str) -> str:
    """Cut a word's commonest endings, so that one happening's verbs and plurals meet.

    >>> stem("ferries"), stem("sinking"), stem("killed"), stem("ship's")
    ('ferry', 'sink', 'kill', 'ship')
    """
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending, least in (("ing", 4), ("ed", 3), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles hold each term, of how many."""

    counts: Mapping[str, float]
    articles: float


def vectors_of(terms: Mapping[str, Terms], entities: Iterable[Entity]) -> dict[str, Vector]:
    """Give each article's vector, of length 1 at most: term to weight, the heaviest only."""
    priors = {entity.id: prior_of(entity) for entity in entities}
    counts: Counter[str] = Counter()
    for one in terms.values():
        counts.update(one.weights.keys())
    rare = rarities(counts, Tally(counts, len(terms)), priors)
    return {name: vector_of(one, rare, priors) for name, one in terms.items()}


def rarities(terms: Iterable[str], tally: Tally, names: Mapping[str, float]) -> dict[str, float]:
    """Give how rare each of some terms is, by the articles at hand and by the news at large.

    ``names`` gives the terms that are names, each with its share of the news (``prior_of``).
    """
    return {
        term: _rarity(tally.counts.get(term, 0), tally.articles, _share(term, names))
        for term in terms
    }


def _rarity(count: float, articles: float, share: float) -> float:
    """Blend how rare a term is here with how rare it is in the news at large."""
    here = math.log((articles + _PRIOR) / (count + _PRIOR * share))
    return (1 - _AT_LARGE) * here - _AT_LARGE * math.log(share)


def _share(term: str, priors: Mapping[str, float]) -> float:
    if term in priors:
        return priors[term]
    if term[0].isdigit():
        return _number_share(term)
    return max(share_of(term), _stem_shares().get(term, 0.0))


def _number_share(term: str) -> float:
    """Give the share of articles that a number stands in: years and days stand in many."""
    if len(term) <= 2:
        return _SMALL
    return _YEAR if len(term) == 4 and term[:2] in ("19", "20") else share_of(term)


@cache
def _stem_shares() -> dict[str, float]:
    return {stem(word): share for word, share in sorted(listed_shares().items(), key=_by_share)}


def _by_share(entry: tuple[str, float]) -> tuple[float, str]:
    return entry[1], entry[0]


def prior_of(entity: Entity) -> float:
    """Give the share of all news articles that the commonest name of an entity stands in."""
    return max(share_of(level(name, fold=True)) for name in (entity.name, *entity.names))


def vector_of(one: Terms, rare: Mapping[str, float], names: Mapping[str, float]) -> Vector:
    """Give an article's vector from its terms, how rare each is, and which are names."""
    told: dict[str, dict[str, float]] = {voice: {} for voice in _VOICES}
    name, word, number, top = (told[voice] for voice in ("name", "word", "number", "top"))
    for term, weight in one.weights.items():
        rarity = rare[term]
        if rarity >= _LEAST:
            found = name if term in names else number if term[0].isdigit() else word
            found[term] = _logged(weight) * rarity
            if term in one.top:
                top[TOP + term] = found[term]
    return {
        term: weight
        for voice, terms in told.items()
        for term, weight in _damped(_heaviest(terms), voice).items()
    }


@lru_cache(1 << 12)
def _logged(weight: float) -> float:
    return 1 + math.log(weight)


def _heaviest(terms: Mapping[str, float]) -> Mapping[str, float]:
    if len(terms) <= _KEPT:
        return terms
    kept = sorted((-weight, term) for term, weight in terms.items())[:_KEPT]
    return {term: -weight for weight, term in kept}


def added(vectors: Iterable[Vector]) -> dict[str, float]:
    """Add vectors up."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return total


def _damped(terms: Mapping[str, float], voice: str) -> Vector:
    """Bring a voice to its length, or less where it has too few terms to speak with full weight."""
    length = math.sqrt(math.fsum(weight * weight for weight in terms.values()) + _FULL[voice])
    share = math.sqrt(_VOICES[voice]) / length
    return {term: weight * share for term, weight in terms.items()}


def dot(a: Vector, b: Vector) -> float:
    """Multiply two vectors; the sum is exact, so the order of the terms does not matter."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(a[term] * b[term] for term in a.keys() & b.keys())
