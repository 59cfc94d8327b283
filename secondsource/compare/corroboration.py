"""The three numbers of a statement: how many outlets, how many texts, how many origins.

*Reach* counts publisher families. *Texts* counts roots over the lineage, restricted to the
articles that carry this statement and to the words that carry it: an article that copies one
paragraph of another has not copied the next. *Origins* counts distinct knowers (``origins``).
Denials and reactions add nothing. Where detection finds no tie, that is not a proof of
independence, and the reason says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.compare.agencies import agencies_of
from secondsource.compare.knowers import knowers_of
from secondsource.compare.origins import Hearing, doubt, number, origins_of
from secondsource.compare.roots import Choice, texts_behind
from secondsource.language import language
from secondsource.records import (
    Account,
    Entity,
    Group,
    Instance,
    Interval,
    Lineage,
    Parent,
    Reason,
    Reuse,
    Span,
    Statement,
)

# How much of the words must be covered to be taken from a parent, and of a body to be a copy.
_COVERED, _WHOLE = 0.5, 0.8
# A carrier that shares a parent with another, but not these words, may have them from it too:
# the widest honest doubt, not a measurement.
_BESIDE = 0.5
# An outlet's two articles are one newsroom's; that it asked anew is taken to be as rare.
_SAME_HOUSE = 0.9
_COUNTED = frozenset(("asserts", "attributes", "hedges"))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What counting needs of the whole collection."""

    accounts: Mapping[str, Account]
    parents: Mapping[str, tuple[Parent, ...]]
    hidden: Mapping[str, tuple[str | None, tuple[str, ...]]]
    held: Mapping[str, frozenset[str]]
    partners: Mapping[str, Mapping[str, Sequence[Span]]]
    hearing: Hearing


def counted(
    statements: Sequence[Statement],
    accounts: Sequence[Account],
    entities: Sequence[Entity],
    lineage: Lineage,
    reuse: Sequence[Reuse],
) -> tuple[Statement, ...]:
    """Give each statement its reach, texts and origins, with the reasons; order kept.

    >>> counted([], [], [], Lineage(), [])
    ()
    """
    evidence = _evidence(accounts, entities, lineage, reuse)
    return tuple(_counted(statement, evidence) for statement in statements)


def _evidence(
    accounts: Sequence[Account],
    entities: Sequence[Entity],
    lineage: Lineage,
    reuse: Sequence[Reuse],
) -> _Evidence:
    parents: defaultdict[str, list[Parent]] = defaultdict(list)
    for parent in lineage.parents:
        parents[parent.child].append(parent)
    partners: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for copy in reuse:
        if copy.kind != "furniture":
            partners[copy.a.page][copy.b.page].append(copy.a)
            partners[copy.b.page][copy.a.page].append(copy.b)
    return _Evidence(
        {account.page.id: account for account in accounts},
        {child: tuple(found) for child, found in parents.items()},
        {h.id: (h.agency, h.articles) for h in lineage.hidden},
        {h.id: frozenset(h.articles) for h in lineage.hidden},
        {page: dict(found) for page, found in partners.items()},
        Hearing(
            {account.page.id: account for account in accounts},
            knowers_of(accounts, entities),
            _media(accounts, entities),
        ),
    )


def _media(accounts: Sequence[Account], entities: Sequence[Entity]) -> frozenset[str]:
    """Give the entities that only carry news: agencies, and the outlets of the collection."""
    named = {*agencies_of(accounts), *language("en").table("agencies")}
    named |= {account.article.outlet for account in accounts if account.article.outlet}
    known = {name.lower().removeprefix("the ") for name in named}
    return frozenset(
        entity.id
        for entity in entities
        if entity.kind != "person"
        and known & {name.lower().removeprefix("the ") for name in (entity.name, *entity.names)}
    )


def _counted(statement: Statement, evidence: _Evidence) -> Statement:
    carriers: defaultdict[str, list[Instance]] = defaultdict(list)
    for member in statement.members:
        if member.instance.stance in _COUNTED:
            carriers[member.instance.span.page].append(member.instance)
    families = {evidence.accounts[page].article.family for page in carriers}
    houses = {evidence.accounts[page].article.family: page for page in sorted(carriers)[::-1]}
    choices = {
        page: _choices(page, own, carriers, evidence, first=houses)
        for page, own in carriers.items()
    }
    texts = texts_behind(choices)
    origins, groups = origins_of(carriers, choices, evidence.hearing)
    reasons = (
        Reason("sentence", _sentence(len(families), texts, origins, groups)),
        *_text_reasons(choices, carriers, evidence),
    )
    named = [group.origin for group in groups]
    speaker = named[0] if len(named) == 1 and not _faceless(named[0]) else statement.speaker
    return replace(
        statement,
        speaker=speaker,
        reach=len(families),
        texts=texts,
        origins=origins,
        groups=groups,
        reasons=reasons,
    )


# -- texts ----------------------------------------------------------------------------------


def _choices(
    page: str,
    own: Sequence[Instance],
    carriers: Mapping[str, list[Instance]],
    evidence: _Evidence,
    *,
    first: Mapping[str, str],
) -> list[Choice]:
    """Give the possible parents of one carrier's words: other carriers, hidden texts, none.

    ``first`` names the first carrier of each outlet, whose later texts come from it.
    """
    weight: defaultdict[str, float] = defaultdict(float)
    for parent in evidence.parents.get(page, ()):
        if parent.hidden:
            others = evidence.hidden.get(parent.hidden, (None, ()))[1]
            if others and not any(o in carriers for o in others if o != page):
                continue  # nobody else here has it from that text: it is one text either way
            held = evidence.partners.get(page, {}).keys() & evidence.held.get(parent.hidden, ())
            cover = max(
                (_cover(page, own, o, evidence) for o in sorted(held) if o in carriers),
                default=_BESIDE if others else 1,
            )
            weight[f"hidden:{parent.hidden}"] += parent.probability * cover
        elif parent.article is not None and parent.article in carriers:
            cover = _cover(page, own, parent.article, evidence)
            weight[parent.article] += parent.probability * cover
    other = first[evidence.accounts[page].article.family]
    if other != page:
        weight[other] = max(weight[other], _SAME_HOUSE * max(0.0, 1 - sum(weight.values())))
    total = min(1.0, sum(weight.values()))
    scale = total / sum(weight.values()) if total else 1.0
    found = [Choice(p, round(w * scale, 4)) for p, w in sorted(weight.items()) if w > 0]
    return [
        *found,
        Choice(None, round(max(0.0, 1 - sum(c.probability for c in found)), 4)),
    ]


def _cover(page: str, own: Sequence[Instance], other: str, evidence: _Evidence) -> float:
    """Say how surely this carrier's words came with what it shares with another article.

    1 where shared text runs through the words or the whole article is a copy; less where
    only other passages are shared; 0 where nothing is.
    """
    ends = evidence.partners.get(page, {}).get(other, ())
    if not ends:
        return _BESIDE
    if any(_overlap([one.span], ends) >= _COVERED for one in own):
        return 1.0
    return 1.0 if _overlap(evidence.accounts[page].article.body, ends) >= _WHOLE else _BESIDE


def _overlap(spans: Sequence[Span], ends: Iterable[Span]) -> float:
    """Give the share of some spans that others cover."""
    size = sum(span.end - span.start for span in spans)
    pieces = sorted(
        (max(span.start, end.start), min(span.end, end.end))
        for end in ends
        for span in spans
        if span.touches(end)
    )
    covered, place = 0, -1
    for start, stop in pieces:
        covered += max(0, stop - max(start, place))
        place = max(place, stop)
    return covered / size if size else 0.0


def _text_reasons(
    choices: Mapping[str, Sequence[Choice]],
    carriers: Mapping[str, list[Instance]],
    evidence: _Evidence,
) -> tuple[Reason, ...]:
    """Say which texts share a parent, and which articles have no outlet."""
    found: list[Reason] = []
    hidden: defaultdict[str, list[str]] = defaultdict(list)
    for page in sorted(choices):
        spans = (carriers[page][0].span,)
        article = evidence.accounts[page].article
        if article.outlet is None:
            text = "an article without an outlet's name counts as an outlet of its own"
            found.append(Reason("unnamed-outlet", text, spans))
        for choice in choices[page]:
            if choice.parent is None or choice.probability < 0.05:
                continue
            if choice.parent.startswith("hidden:"):
                hidden[choice.parent.removeprefix("hidden:")].append(page)
            else:
                text = _derived(page, choice, evidence)
                found.append(Reason("derived", text, (*spans, carriers[choice.parent][0].span)))
    for ident, pages in sorted(hidden.items()):
        agency = evidence.hidden.get(ident, (None, ()))[0]
        whose = f"probably {agency}'s" if agency else "not in this collection"
        text = f"{number(len(pages), 'article')} may share one hidden text, {whose}"
        found.append(Reason("hidden", text, tuple(carriers[page][0].span for page in pages)))
    return tuple(found)


def _derived(page: str, choice: Choice, evidence: _Evidence) -> str:
    mine = evidence.accounts[page].article
    other = evidence.accounts[choice.parent or ""].article
    if mine.family == other.family:
        return f"{mine.outlet or 'the outlet'} repeats itself"
    name = other.outlet or "another article"
    return f"shares text with {name}, and may have it from there ({choice.probability:.0%})"


# -- the sentence ---------------------------------------------------------------------------


def _faceless(origin: str) -> bool:
    return origin.startswith(("own:", "unnamed:"))


def _sentence(reach: int, texts: Interval, origins: Interval, groups: Sequence[Group]) -> str:
    """Say the three numbers in one sentence, and what they do not show."""
    if reach == 0:
        return "Nobody states it here: it is only denied or reacted to."
    named = sum(1 for group in groups if not _faceless(group.origin))
    if named:
        people = f"{number(named, 'named speaker')}"
        people = people if origins.high == named else f"{people}, {doubt(origins, 'origin')}"
    else:
        people = f"{doubt(origins, 'origin')}, nobody named"
    head = f"{number(reach, 'outlet')}; {doubt(texts, 'text')}; {people}."
    if origins.low > 1 and texts.low > 1:
        return f"{head} No tie between them was found, which does not prove there is none."
    if origins.likely > 1 and texts.likely > 1:
        likely = f"{number(origins.likely, 'origin')} in {number(texts.likely, 'text')}"
        return f"{head} Likely: {likely}; that no tie was found does not prove there is none."
    return f"{head} Independent confirmation: none found in this collection."
