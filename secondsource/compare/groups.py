"""Texts as several articles print them: which shared passages are one wording, which are one text.

Here live the joinings that lineage stands on. Passages that reuse aligns, in whatever chain of
articles, are one *wording*. Articles with several wordings in common are *kin*. Wordings that the
same kin carry are one *layer*: an article that carries two wires stands in two layers, and whose
text the one is says nothing of the other.

Why it works: what an agency or an outlet wrote travels together, so a paragraph that some copies
dropped is carried by fewer of the same articles. A single sentence that strangers have in common
is a phrase of the trade, something overheard or a small theft; it makes a layer of its own, in
which each kin is represented by one, so that a text's own copies do not vouch for the stranger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from secondsource.compare.prints import likeness
from secondsource.compare.sides import Side, passages_in, told_in
from secondsource.compare.standing import standing_in
from secondsource.records import Reuse, Span

_OVERLAP = 0.5
"""Share of the shorter of two stretches that must be aligned for them to be one wording."""

_TOGETHER = 0.5
"""Of a wording's carriers, more than this share must carry the layer that it joins."""

_SPOKEN = 0.6
"""Share of a wording's words in quotation marks above which it is speech."""

_WHOLE = 0.8
"""Share of a passage that is as good as all of it: a dateline or a name was put before it."""

_SEVERAL = 2
"""Wordings in common, speech apart, that make two articles kin."""

_ALIKE = 0.6
"""Likeness of two prints from which a wording counts for kin: of twenty words, three differ."""

_MANY, _FIRM = 60, 5
"""Carriers of a wording beyond which pairs are not counted, and common wordings that are enough."""

_TAG = 0.5
"""Weight of the words around a quotation in its own sentence: who said it, to whom and when is
told alike by all who heard it ("he told reporters on Monday")."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one article holds of a wording: the passage, and its shared words with their weight.

    ``whole`` is the share of the passage that they make up.
    """

    passage: int
    span: Span
    words: int
    spoken: int
    prose: float
    key: str
    whole: float = 1.0


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

    A wording that several layers' carriers print is of each: two agencies that heard one speech
    both carry it.
    """
    wordings = _wordings(reuse, sides)
    together = _together(wordings, sides)
    kin = _kin(together)
    near: defaultdict[str, list[Wording]] = defaultdict(list)
    far: list[Wording] = []
    for wording in wordings:
        families: defaultdict[str, dict[str, Held]] = defaultdict(dict)
        for article, held in wording.items():
            families[kin.get(article, article)][article] = held
        for name, own in families.items():
            if len(own) > 1:
                near[name].append(own)
        if len(families) > 1:
            far.append(_represented(families, sides))
    found = [_built(near[name], together) for name in sorted(near)]
    found.append(_built(far, together))
    return tuple(sorted(chain.from_iterable(found), key=lambda layer: layer.name))


def _built(wordings: Iterable[Wording], together: Mapping[tuple[str, str], int]) -> list[Layer]:
    building = _Building([], defaultdict(set))
    for wording in sorted(wordings, key=lambda one: _firmest_first(one, together)):
        building.add(wording)
    return [Layer(tuple(sorted(who)), tuple(some)) for who, some in building.found]


def _kin(together: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Join articles that have several wordings in common, in chains; each to the first of its."""
    roots: dict[str, str] = {}

    def root(name: str) -> str:
        while roots.setdefault(name, name) != name:
            roots[name] = roots[roots[name]]
            name = roots[name]
        return name

    for (a, b), count in sorted(together.items()):
        if count >= _SEVERAL:
            one, other = root(a), root(b)
            roots[max(one, other)] = min(one, other)
    return {name: root(name) for name in sorted(roots)}


def _represented(
    families: Mapping[str, Mapping[str, Held]], sides: Mapping[str, Side]
) -> dict[str, Held]:
    """Keep of each kin one carrier: an agency's own page, the earliest, the one that holds most."""

    def standing(article: str, held: Held) -> tuple[bool, str, int, str]:
        day = sides[article].article.published.latest or "9"
        return not sides[article].agency, day, -held.words, article

    chosen = (min(own.items(), key=lambda each: standing(*each)) for own in families.values())
    return dict(chosen)


def _together(wordings: Iterable[Wording], sides: Mapping[str, Side]) -> Counter[tuple[str, str]]:
    """Count how many wordings every two articles print alike, but of those that many carry."""
    found: Counter[tuple[str, str]] = Counter()
    for wording in wordings:
        if len(wording) > _MANY or is_speech(wording):
            continue
        whole = [name for name in sorted(wording) if wording[name].whole == 1.0]
        texts = {name: sides[name].account.page[wording[name].span] for name in whole}
        found.update(
            (a, b)
            for a, b in combinations(whole, 2)
            if wording[a].key == wording[b].key or likeness(texts[a], texts[b]) >= _ALIKE
        )
    return found


def _firmest_first(
    wording: Wording, together: Mapping[tuple[str, str], int]
) -> tuple[bool, float, int, float, Span]:
    """Order wordings: prose first, then those whose carriers have most else in common.

    A sentence that two texts have by chance comes after the texts.
    """
    pairs = list(combinations(sorted(wording), 2)) if len(wording) <= _MANY else []
    firm = sum(min(together.get(pair, 0), _FIRM) for pair in pairs) / len(pairs) if pairs else 1.0
    weight = sum(held.prose for held in wording.values())
    first = min(held.span for held in wording.values())
    return is_speech(wording), -round(firm, 4), -len(wording), -round(weight, 4), first


def is_speech(wording: Wording) -> bool:
    """Say whether most of a wording stands in quotation marks."""
    words = sum(held.words for held in wording.values())
    return sum(held.spoken for held in wording.values()) > _SPOKEN * words


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
    lines: dict[str, frozenset[int]] = {}
    for one in reuse:
        mine, yours = _standing(one.a.page, sides, lines), _standing(one.b.page, sides, lines)
        for (here, span), (there, other) in _linked(one, sides):
            if here[1] in mine or there[1] in yours:
                continue
            roots.setdefault(here, here)
            roots.setdefault(there, there)
            spans[here].append(span)
            spans[there].append(other)
            a, b = root(here), root(there)
            if a != b:
                roots[max(a, b)] = min(a, b)
    joined: defaultdict[_Place, list[_Place]] = defaultdict(list)
    for place in sorted(roots):
        joined[root(place)].append(place)
    return [_wording(places, spans, sides) for places in joined.values()]


def _standing(
    page: str, sides: Mapping[str, Side], lines: dict[str, frozenset[int]]
) -> frozenset[int]:
    """Give an article's standing lines; each article is asked once."""
    if page not in lines:
        lines[page] = standing_in(sides[page])
    return lines[page]


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
    passage = side.passages[number]
    whole = (end - hull.start) / max(passage.span.end - passage.span.start, 1)
    whole = 1.0 if whole > _WHOLE else whole
    return Held(number, hull, words, spoken, round(prose, 4), passage.key, round(whole, 4))


_End = tuple[_Place, tuple[int, int]]


def _linked(one: Reuse, sides: Mapping[str, Side]) -> Iterable[tuple[_End, _End]]:
    """Pair the passages of two aligned stretches that stand at the same place of them."""
    a, b = one.a, one.b
    scale = (b.end - b.start) / max(a.end - a.start, 1)
    left, right = _clipped(sides[a.page], a), _clipped(sides[b.page], b)
    reached = 0
    for number, start, end in left:
        first, last = b.start + (start - a.start) * scale, b.start + (end - a.start) * scale
        while reached < len(right) and right[reached][2] <= first:
            reached += 1
        for other, begin, stop in right[reached:]:
            shared = min(last, stop) - max(first, begin)
            if shared <= 0:
                break
            if shared >= _OVERLAP * min(last - first, stop - begin):
                yield ((a.page, number), (start, end)), ((b.page, other), (begin, stop))


def _clipped(side: Side, span: Span) -> list[tuple[int, int, int]]:
    """Give the passages that a span touches, with what of each it holds."""
    found = []
    for number in passages_in(side, span):
        passage = side.passages[number].span
        found.append((number, max(passage.start, span.start), min(passage.end, span.end)))
    return found
