"""Texts as several articles print them: which shared passages are one wording, which are one text.

Here live the two joinings that lineage stands on. Passages that reuse aligns, in whatever chain of
articles, are one *wording*. Wordings that the same articles carry are one *layer*: an article that
carries two wires stands in two layers, and whose text the one is says nothing of the other.

Why it works: what an agency or an outlet wrote travels together, so a paragraph that some copies
dropped is carried by fewer of the same articles. A wording joins the layer that holds most of its
carriers; where it has a carrier too many it is somebody else's text, met in one article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.compare.sides import Side, passages_in, told_in
from secondsource.records import Reuse, Span

_OVERLAP = 0.5
"""Share of the shorter of two stretches that must be aligned for them to be one wording."""

_TOGETHER = 0.5
"""Of a wording's carriers, more than this share must carry the layer that it joins."""

_SPOKEN = 0.6
"""Share of a wording's words in quotation marks above which it is speech."""

_TAG = 0.5
"""Weight of the words around a quotation in its own sentence: who said it, to whom and when is
told alike by all who heard it ("he told reporters on Monday")."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one article holds of a wording: the passage, and its shared words with their weight."""

    passage: int
    span: Span
    words: int
    spoken: int
    prose: float
    key: str


Wording = Mapping[str, Held]
"""What each article that carries it holds of it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One text, as far as articles show it: its carriers (by id) and its wordings."""

    articles: tuple[str, ...]
    wordings: tuple[Wording, ...]

    @property
    def name(self) -> tuple[str, int]:
        """Where its first shared words stand: the same whatever else is in the collection."""
        spans = (held.span for wording in self.wordings for held in wording.values())
        first = min(spans)
        return first.page, first.start


def layers_of(reuse: Iterable[Reuse], sides: Mapping[str, Side]) -> tuple[Layer, ...]:
    """Give the layers of shared text, in the order of their first words.

    What is shared in quotation marks comes last and may join several layers: two agencies that
    heard one speech both carry it.
    """
    building = _Building([], defaultdict(set))
    for wording in sorted(_wordings(reuse, sides), key=_prose_first):
        building.add(wording)
    layers = (Layer(tuple(sorted(who)), tuple(some)) for who, some in building.found)
    return tuple(sorted(layers, key=lambda layer: layer.name))


def is_speech(wording: Wording) -> bool:
    """Say whether most of a wording stands in quotation marks."""
    words = sum(held.words for held in wording.values())
    return sum(held.spoken for held in wording.values()) > _SPOKEN * words


def _prose_first(wording: Wording) -> tuple[bool, float, float, Span]:
    weight = sum(held.prose for held in wording.values())
    first = min(held.span for held in wording.values())
    return is_speech(wording), -len(wording), -round(weight, 4), first


@dataclass(frozen=True, slots=True)
class _Building:
    """Layers as they grow: how many wordings each article has of each, and where articles are."""

    found: list[tuple[Counter[str], list[Wording]]]
    where: defaultdict[str, set[int]]

    def add(self, wording: Wording) -> None:
        shared = Counter(place for one in sorted(wording) for place in self.where.get(one, ()))
        home = max(
            shared,
            key=lambda at: (shared[at], sum(self.found[at][0][one] for one in wording), -at),
            default=None,
        )
        if home is not None and shared[home] <= _TOGETHER * len(wording):
            home = None
        if is_speech(wording):
            for place in sorted(shared):
                if place != home and shared[place] > 1:
                    self.put(place, {a: h for a, h in wording.items() if place in self.where[a]})
        if home is None:
            home = len(self.found)
            self.found.append((Counter(), []))
        self.put(home, wording)

    def put(self, place: int, wording: Wording) -> None:
        self.found[place][0].update(wording.keys())
        self.found[place][1].append(wording)
        for article in wording:
            self.where[article].add(place)


# -- wordings -------------------------------------------------------------------------------

_Place = tuple[str, int]


def _wordings(reuse: Iterable[Reuse], sides: Mapping[str, Side]) -> list[Wording]:
    roots: dict[_Place, _Place] = {}

    def root(place: _Place) -> _Place:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    spans: defaultdict[_Place, list[tuple[int, int]]] = defaultdict(list)
    for one in reuse:
        for here, there in _linked(one, sides):
            for place, span in (here, there):
                roots.setdefault(place, place)
                spans[place].append(span)
            a, b = root(here[0]), root(there[0])
            roots[max(a, b)] = min(a, b)
    joined: defaultdict[_Place, list[_Place]] = defaultdict(list)
    for place in sorted(roots):
        joined[root(place)].append(place)
    return [_wording(places, spans, sides) for places in joined.values()]


def _wording(
    places: Sequence[_Place],
    spans: Mapping[_Place, Sequence[tuple[int, int]]],
    sides: Mapping[str, Side],
) -> Wording:
    """Gather what each article holds; of a wording that it repeats, the fullest print."""
    found: dict[str, Held] = {}
    for article, number in places:
        one = _held(sides[article], number, spans[article, number])
        if article not in found or (one.words, -number) > (
            found[article].words,
            -found[article].passage,
        ):
            found[article] = one
    return found


def _held(side: Side, number: int, spans: Sequence[tuple[int, int]]) -> Held:
    words = spoken = 0
    prose = 0.0
    end = 0
    ordered = sorted(spans)
    for start, stop in ordered:
        if stop > end:
            told = told_in(side, number, max(start, end), stop)
            words, spoken, prose = words + told.words, spoken + told.spoken, prose + told.prose
            end = stop
    hull = Span(side.id, ordered[0][0], end)
    prose *= _TAG if 2 * spoken > words else 1.0
    return Held(number, hull, words, spoken, round(prose, 4), side.passages[number].key)


_End = tuple[_Place, tuple[int, int]]


def _linked(one: Reuse, sides: Mapping[str, Side]) -> Iterable[tuple[_End, _End]]:
    """Pair the passages of two aligned stretches that stand at the same place of them."""
    a, b = one.a, one.b
    scale = (b.end - b.start) / max(a.end - a.start, 1)
    left = [(n, *_clipped(sides[a.page], n, a)) for n in passages_in(sides[a.page], a)]
    right = [(n, *_clipped(sides[b.page], n, b)) for n in passages_in(sides[b.page], b)]
    for number, start, end in left:
        first, last = b.start + (start - a.start) * scale, b.start + (end - a.start) * scale
        for other, begin, stop in right:
            shared = min(last, stop) - max(first, begin)
            if shared >= _OVERLAP * min(last - first, stop - begin) and shared > 0:
                yield ((a.page, number), (start, end)), ((b.page, other), (begin, stop))


def _clipped(side: Side, number: int, span: Span) -> tuple[int, int]:
    passage = side.passages[number].span
    return max(passage.start, span.start), min(passage.end, span.end)
