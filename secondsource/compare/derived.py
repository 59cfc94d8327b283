"""From whom each carrier of a statement may have its words.

An article that copies one paragraph of another has not copied the next, so the lineage is asked
for the stretch that a statement's words stand in; words that nobody else prints are the
article's own. A parent that does not carry the statement here is followed to its own parents:
two copies of a copy go back to one text although what lies between was not found to say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from rapidfuzz import fuzz

from secondsource.compare.retold import Retold, retold_in
from secondsource.compare.roots import Choice
from secondsource.laid import Laid
from secondsource.records import Account, Carried, Lineage, Parent, Span, Statement
from secondsource.textview import level

# How far a parent that carries nothing is followed; three removes are rare and four unheard of.
_REMOVES = 3
# Of some words so much must stand in a stretch to have come with it.
_WITHIN = 0.5
# An outlet's two articles are one newsroom's; that it asked anew is taken to be as rare.
_SAME_HOUSE = 0.9
# Below this a possible parent does not make two pieces one chain.
_TIED = 0.2
# Words that nobody else prints, in an article whose text is a hidden one's: the others cut them.
_CUT = 0.3
# Two prints of one sentence agree in so many of a hundred letters, small edits included.
_SAME_WORDS, _TWIN = 75.0, 88.0
_FIRST = "hidden:first of "


@dataclass(frozen=True, slots=True)
class Descent:
    """A collection's lineage, ready to be asked about some words of an article."""

    parents: Mapping[str, tuple[Parent, ...]]
    stretches: Laid[Carried]
    whole: bool  # nothing is known of stretches, so an article is one
    accounts: Mapping[str, Account]
    retold: Retold  # whom an article may tell anew in its own words


def descent_of(
    accounts: Iterable[Account], lineage: Lineage, statements: Sequence[Statement] = ()
) -> Descent:
    """Lay a lineage out for asking; ``statements`` tell who retells whom.

    >>> descent_of([], Lineage()).whole
    True
    """
    parents: defaultdict[str, list[Parent]] = defaultdict(list)
    for parent in lineage.parents:
        parents[parent.child].append(parent)
    return Descent(
        {child: tuple(found) for child, found in parents.items()},
        Laid.of(lineage.stretches, attrgetter("span")),
        not lineage.stretches,
        {account.page.id: account for account in accounts},
        retold_in(statements, lineage),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """What one article says of a statement in words that came to it together.

    ``name`` is the article's id, with a number where it says it in words of another origin too.
    """

    name: str
    page: str
    spans: tuple[Span, ...]
    parents: tuple[Parent, ...] = ()
    bare: bool = False  # no stretch holds these words

    @property
    def copied(self) -> bool:
        """Say whether its words came as they are: not put in others, and no headline alone."""
        return not any(reason.kind == "rewriting" for one in self.parents for reason in one.reasons)


def pieces_of(places: Mapping[str, Sequence[Span]], descent: Descent) -> dict[str, list[Piece]]:
    """Part each article's places of a statement by the stretch they stand in; its own come first.

    A headline says what its article says: it is a piece only where the article below does not.

    >>> [one.name for one in pieces_of({"p": [Span("p", 0, 9)]}, descent_of([], Lineage()))["p"]]
    ['p']
    """
    found: dict[str, list[Piece]] = {}
    for page in sorted(places):
        groups: defaultdict[tuple[tuple[Parent, ...], bool], list[Span]] = defaultdict(list)
        for span, behind in _once(_below(page, places[page], descent), descent):
            groups[behind].append(span)
        ranked = sorted(groups.items(), key=lambda one: (-_alone(one[0][0]), one[1]))
        found[page] = [
            Piece(f"{page}#{number}" if number else page, page, tuple(spans), *parents)
            for number, (parents, spans) in enumerate(ranked)
        ]
    return found


def _once(
    spans: Sequence[Span], descent: Descent
) -> Iterable[tuple[Span, tuple[tuple[Parent, ...], bool]]]:
    """Give each wording of an article's spans once, with the parents of the likeliest copy.

    A page that prints one sentence ten thousand times had it from one place.
    """
    prints: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        account = descent.accounts.get(span.page)
        prints[account.page[span] if account else f"{span.start}-{span.end}"].append(span)
    for same in prints.values():
        behind = [(span, _parents(span, descent)) for span in same]
        yield min(behind, key=lambda one: (one[1][1], _alone(one[1][0])))


def _below(page: str, spans: Sequence[Span], descent: Descent) -> list[Span]:
    account = descent.accounts.get(page)
    headline = account.article.headline if account else None
    below = [span for span in spans if headline is None or not span.within(headline)]
    return sorted(below or spans)


def choices_of(
    places: Mapping[str, Sequence[Span]], descent: Descent, *, among: Collection[str] = ()
) -> dict[str, list[Choice]]:
    """Give the possible parents of each piece: other pieces, texts elsewhere, none.

    ``places`` gives each article where it states the statement; ``among`` names further articles
    that carry it. Probabilities of one piece add up to 1.

    >>> choices_of({"p": [Span("p", 0, 9)]}, descent_of([], Lineage()))
    {'p': [Choice(parent=None, probability=1.0)]}
    """
    pieces = pieces_of(places, descent)
    ways = _Ways({*places, *among}, descent)
    first: dict[str, str] = {}
    for page in sorted(places):
        first.setdefault(_outlet(page, descent), page)
    every = {piece.name: piece for found in pieces.values() for piece in found}
    choices = {
        name: _choices(piece, pieces, first[_outlet(piece.page, descent)], ways)
        for name, piece in every.items()
    }
    told = choices if descent.whole else _apart(choices, every, descent)
    return _first_of_chains(told)


def _apart(
    choices: Mapping[str, list[Choice]], pieces: Mapping[str, Piece], descent: Descent
) -> dict[str, list[Choice]]:
    """Part a hidden text where those that may have it do not have the same words from it.

    Two articles may share a quotation and so one hidden text; what each says of this statement in
    words of its own is then not the same text. A rewriting has other words and stays.
    """
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(choices):
        for choice in choices[name]:
            if choice.parent is not None and choice.parent[:7] == "hidden:":
                holders[choice.parent].append(name)
    renamed: dict[tuple[str, str], str] = {}
    for hidden, names in holders.items():
        told = {name: _words(pieces[name], descent) for name in names if pieces[name].copied}
        for number, group in enumerate(_alike(told)):
            if number:
                renamed.update({(name, hidden): f"{hidden}/{group[0]}" for name in group})
    return {
        name: [replace(c, parent=renamed.get((name, c.parent or ""), c.parent)) for c in own]
        for name, own in choices.items()
    }


def _alike(told: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Group names whose words are alike, the largest group first."""
    groups: list[list[str]] = []
    for name in sorted(told):
        near = [
            g for g in groups if any(_same(told[name], told[other], _SAME_WORDS) for other in g)
        ]
        groups = [g for g in groups if g not in near] + [[*(n for g in near for n in g), name]]
    return sorted(groups, key=lambda group: (-len(group), group))


def _same(mine: Sequence[str], yours: Sequence[str], least: float) -> bool:
    return any(fuzz.ratio(a, b) >= least for a in mine for b in yours)


def _first_of_chains(choices: Mapping[str, list[Choice]]) -> dict[str, list[Choice]]:
    """Tie what stands alone because others took it to the one root that its chain can have.

    The lineage gives each piece its chances alone; drawn apart, two that must have it from one
    another could both stand alone. So far as a piece's "none" is explained by others that may
    have it from this piece, it is the first of one chain, and a chain has one first.
    """
    taken: defaultdict[str, float] = defaultdict(float)
    ties: list[tuple[str, str]] = []
    for name, own in choices.items():
        for choice in own:
            if choice.parent is not None and choice.probability >= _TIED:
                ties.append((name, choice.parent))
            if choice.parent is not None and choice.parent in choices:
                taken[choice.parent] += choice.probability
    chain = _chains(ties)
    found: dict[str, list[Choice]] = {}
    for name, own in choices.items():
        none = next(choice.probability for choice in own if choice.parent is None)
        first = round(min(none, taken[name]), 4)
        kept = [choice for choice in own if choice.parent is not None]
        if first:
            kept.append(Choice(chain.get(name, f"{_FIRST}{name}"), first))
        found[name] = [*kept, Choice(None, round(none - first, 4))]
    return found


def _chains(ties: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Name the chain of each piece: the hidden text in it, or a root that stands for its first."""
    chain: dict[str, str] = {}

    def find(name: str) -> str:
        while chain.setdefault(name, name) != name:
            name = chain[name]
        return name

    for one, other in ties:
        ends = sorted((find(one), find(other)), key=lambda name: (name[:7] != "hidden:", name))
        chain[ends[1]] = ends[0]
    found = {name: find(name) for name in sorted(chain)}
    return {name: r if r[:7] == "hidden:" else f"{_FIRST}{r}" for name, r in found.items()}


def _outlet(page: str, descent: Descent) -> str:
    account = descent.accounts.get(page)
    return (account.article.outlet if account else None) or f"?{page}"


def _choices(
    piece: Piece,
    pieces: Mapping[str, Sequence[Piece]],
    house: str,
    ways: _Ways,
) -> list[Choice]:
    """Weigh the parents of one piece; ``house`` is its outlet's first article that says so."""
    descent = ways.descent
    led: defaultdict[str, float] = defaultdict(float)
    weight: defaultdict[str, float] = defaultdict(float)
    for parent in _bare_parents(piece, pieces, descent) if piece.bare else piece.parents:
        for name, share in ways.of(parent, _REMOVES).items():
            led[name] += parent.probability * share
    for name, share in led.items():
        weight[_likest(piece, pieces.get(name, ()), descent) or name] += share
    free = max(0.0, 1.0 - sum(weight.values()))
    for page, chance in descent.retold.get(piece.page, ()) if piece.bare else ():
        if page in pieces:
            weight[_likest(piece, pieces[page], descent) or page] += chance * free
    free = max(0.0, 1.0 - sum(weight.values()))
    if piece.name != piece.page:
        weight[piece.page] += free  # what is its own here is as much its own there
    elif house != piece.page:
        weight[house] += _SAME_HOUSE * free
    found = [Choice(parent, round(share, 4)) for parent, share in sorted(weight.items()) if share]
    left = max(0.0, 1.0 - sum(choice.probability for choice in found))
    return [*found, Choice(None, round(left, 4))]


def _likest(piece: Piece, others: Sequence[Piece], descent: Descent) -> str | None:
    """Name the piece of a parent that reads most like a piece of its child."""
    if len(others) < 2:
        return others[0].name if others else None
    mine = " ".join(_words(piece, descent))
    told = {one.name: " ".join(_words(one, descent)) for one in others}
    return max(told, key=lambda name: (fuzz.ratio(mine, told[name]), name))


def _words(piece: Piece, descent: Descent) -> list[str]:
    page = descent.accounts[piece.page].page
    return [level(page[span], fold=True) for span in piece.spans]


def _alone(parents: Sequence[Parent]) -> float:
    none = sum(one.probability for one in parents if one.article is None and one.hidden is None)
    return none if parents else 1.0


def _bare_parents(
    piece: Piece, pieces: Mapping[str, Sequence[Piece]], descent: Descent
) -> Iterable[Parent]:
    """Give the parents of words that no stretch holds.

    A short sentence that another carrier prints too came the way of its article; what nobody
    else prints may be what the other takers of a hidden text have cut.
    """
    mine = _words(piece, descent) if len(pieces) > 1 else ()
    twins = {
        one.page
        for page, others in pieces.items()
        for one in others
        if page != piece.page and mine and _same(mine, _words(one, descent), _TWIN)
    }
    for parent in descent.parents.get(piece.page, ()):
        if twins and (parent.hidden is not None or parent.article is not None):
            yield parent
        elif parent.hidden is not None:
            yield replace(parent, probability=round(parent.probability * _CUT, 4))


def _parents(span: Span, descent: Descent) -> tuple[tuple[Parent, ...], bool]:
    """Give the parents of some words, and whether no stretch holds them."""
    if descent.whole:
        return descent.parents.get(span.page, ()), False
    account = descent.accounts.get(span.page)
    if account and account.article.headline and span.within(account.article.headline):
        return descent.parents.get(span.page, ()), False
    size = max(1, span.end - span.start)
    best = max(
        descent.stretches.touching(span),
        key=lambda one: (_shared(one.span, span), -one.span.start),
        default=None,
    )
    if best and _shared(best.span, span) >= _WITHIN * size:
        return best.parents, False
    return (), True


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where the parents of a statement's carriers lead; each way is walked once a statement.

    Twenty lists of court cases that all print one sentence have 2.9 million ways of three
    removes through each other, and some thousand (article, removes) to ask about.
    """

    carriers: Collection[str]
    descent: Descent
    known: dict[tuple[str, int], Mapping[str, float]] = field(default_factory=dict)

    def of(self, parent: Parent, removes: int) -> Mapping[str, float]:
        """Give the carriers, hidden texts and texts elsewhere that a parent leads to, of 1."""
        if parent.hidden is not None:
            return {f"hidden:{parent.hidden}": 1.0}
        if parent.article is None:
            return {}
        if parent.article in self.carriers or removes == 0:
            return {parent.article: 1.0}
        asked = (parent.article, removes)
        if asked not in self.known:
            self.known[asked] = self._beyond(parent.article, removes)
        return self.known[asked]

    def _beyond(self, article: str, removes: int) -> Mapping[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for further in self.descent.parents.get(article, ()):
            if further.article is None and further.hidden is None:
                found[article] += further.probability
            for name, share in self.of(further, removes - 1).items():
                found[name] += further.probability * share
        return found
