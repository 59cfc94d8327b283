"""The three numbers of a statement: how many outlets, how many texts, how many origins.

*Reach* counts publisher families. *Texts* counts roots over the lineage, restricted to the
articles that carry this statement and to the words that carry it: an article that copies one
paragraph of another has not copied the next. *Origins* counts distinct knowers. A speaker is
one however many heard him; what an outlet says in its own words adds a knower only where no
speaker is named for it, and then no more than its texts; an unnamed official may be anybody,
also somebody already counted, and so may whoever told an agency or an outlet that is cited.
Denials and reactions add nothing. Where detection finds no tie, that is not a proof of
independence, and the reason says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from secondsource.compare.agencies import agencies_of
from secondsource.compare.frames import fates
from secondsource.compare.knowers import Knowers, knowers_of
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
    knowers: Knowers
    media: frozenset[str]


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
        knowers_of(accounts, entities),
        _media(accounts, entities),
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
    origins, groups = _origins(carriers, choices, texts, evidence)
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
        text = f"{_number(len(pages), 'article')} may share one hidden text, {whose}"
        found.append(Reason("hidden", text, tuple(carriers[page][0].span for page in pages)))
    return tuple(found)


def _derived(page: str, choice: Choice, evidence: _Evidence) -> str:
    mine = evidence.accounts[page].article
    other = evidence.accounts[choice.parent or ""].article
    if mine.family == other.family:
        return f"{mine.outlet or 'the outlet'} repeats itself"
    name = other.outlet or "another article"
    return f"shares text with {name}, and may have it from there ({choice.probability:.0%})"


# -- origins --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """Origins being counted; lives for one call."""

    low: int = 0
    likely: int = 0
    high: int = 0

    def add(self, low: int, likely: int, high: int) -> None:
        self.low, self.likely, self.high = (
            self.low + low,
            self.likely + likely,
            self.high + high,
        )


def _origins(
    carriers: Mapping[str, list[Instance]],
    choices: Mapping[str, Sequence[Choice]],
    texts: Interval,
    evidence: _Evidence,
) -> tuple[Interval, tuple[Group, ...]]:
    named: defaultdict[str, list[Instance]] = defaultdict(list)
    unnamed: defaultdict[str, list[Instance]] = defaultdict(list)
    own: list[Instance] = []
    for page in sorted(carriers):
        credited = [one for one in carriers[page] if one.speaker_span or one.speaker]
        own.extend([] if credited else carriers[page][:1])
        for one in credited:
            who = evidence.knowers.who(one)
            if who and who not in evidence.media and evidence.knowers.can_speak(who):
                named[who].append(one)
            else:
                unnamed[_phrase(one, evidence)].append(one)
    tally = _Tally()
    groups: list[Group] = []
    groups.extend(_named(named, tally, evidence))
    groups.extend(_unnamed(unnamed, tally, evidence))
    groups.extend(_own(own, choices, tally, evidence))
    least = 1 if carriers else 0
    likely = max(least, tally.likely)
    low = min(max(least, tally.low), likely)
    return Interval(low, likely, max(likely, tally.high)), tuple(groups)


def _named(
    named: Mapping[str, list[Instance]], tally: _Tally, evidence: _Evidence
) -> Iterable[Group]:
    """Count named knowers; those of one state are one, and more only at the high end."""
    by_state: defaultdict[str, list[str]] = defaultdict(list)
    for who in sorted(named):
        by_state[evidence.knowers.state(who) or who].append(who)
    for state, members in sorted(by_state.items()):
        people = [who for who in members if who not in evidence.knowers.places]
        tally.add(1, 1, max(1, len(people)))
        heard = [one for who in members for one in named[who]]
        text = " and ".join(_name(who, named[who], evidence) for who in members)
        reasons = [Reason("speaker", f"said by {text}", _credits(heard))]
        if len(members) > 1:
            reasons.append(
                Reason(
                    "dependent",
                    f"of one government ({state.replace('_', ' ')}): counted as one",
                )
            )
        pages = {one.span.page for one in heard}
        if len(pages) > 1:
            text = f"{_number(len(pages), 'article')} carry what one knower said"
            reasons.append(Reason("heard", text, tuple(one.span for one in heard)))
        yield Group((people or members)[0], tuple(sorted(pages)), tuple(reasons))


def _unnamed(
    unnamed: Mapping[str, list[Instance]], tally: _Tally, evidence: _Evidence
) -> Iterable[Group]:
    """Count whoever is credited without a name: perhaps somebody new, perhaps not."""
    first = tally.likely == 0
    for phrase, heard in sorted(unnamed.items()):
        document = any(word in _documents() for word in re.findall(r"\w+", phrase))
        tally.add(0, int(first or document), 1)
        first = False
        what = "a document" if document else "nobody named"
        text = f'credited to "{phrase}": {what}, perhaps not one more origin'
        pages = tuple(sorted({one.span.page for one in heard}))
        yield Group(f"unnamed:{phrase}", pages, (Reason("unnamed", text, _credits(heard)),))


def _own(
    own: Sequence[Instance],
    choices: Mapping[str, Sequence[Choice]],
    tally: _Tally,
    evidence: _Evidence,
) -> Iterable[Group]:
    """Count what outlets say in their own words: one for each text, if nobody is named."""
    if not own:
        return
    pages = [one.span.page for one in own]
    kept = {page: [c for c in choices[page] if _reaches(c, pages)] for page in pages}
    texts = texts_behind({p: _whole(c) for p, c in kept.items()})
    alone = tally.likely == 0
    toll = all(any(q.unit.split(":")[0] in fates() for q in one.quantities) for one in own)
    likely = (1 if toll else texts.likely) if alone else 0
    tally.add(1 if alone else 0, likely, texts.high)
    for one in own:
        account = evidence.accounts[one.span.page]
        name = account.article.outlet or "an article without an outlet's name"
        text = f"{name} says so in its own words; how it knows is not told"
        if toll:
            text += ", and outlets seldom count for themselves"
        if not alone:
            text = f"{name} says so in its own words, and may have it from those named"
        yield Group(
            f"own:{one.span.page}",
            (one.span.page,),
            (Reason("own", text, (one.span,)),),
        )


def _reaches(choice: Choice, pages: Sequence[str]) -> bool:
    return choice.parent is None or choice.parent.startswith("hidden:") or choice.parent in pages


def _whole(choices: Sequence[Choice]) -> list[Choice]:
    """Give what was left out to the parent nobody knows."""
    rest = 1 - sum(choice.probability for choice in choices)
    return [
        replace(c, probability=c.probability + rest) if c.parent is None else c for c in choices
    ]


@cache
def _documents() -> frozenset[str]:
    return frozenset(language("en").terms("statements.documents"))


def _phrase(one: Instance, evidence: _Evidence) -> str:
    if one.speaker_span is None:
        return "somebody"
    words = evidence.accounts[one.span.page].page[one.speaker_span].lower()
    return " ".join(re.sub(r"^(?:the|a|an|some|two|three|several)\s", "", words).split())[:80]


def _name(who: str, heard: Sequence[Instance], evidence: _Evidence) -> str:
    if who in evidence.knowers.names:
        return evidence.knowers.names[who]
    spans = [one.speaker_span for one in heard if one.speaker_span]
    return evidence.accounts[spans[0].page].page[spans[0]] if spans else "one speaker"


def _credits(heard: Sequence[Instance]) -> tuple[Span, ...]:
    return tuple(one.speaker_span or one.span for one in heard)


# -- the sentence ---------------------------------------------------------------------------


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _doubt(number: Interval, noun: str) -> str:
    if number.low == number.high:
        return _number(number.likely, noun)
    return f"{_number(number.likely, noun)} ({number.low}-{number.high})"


def _faceless(origin: str) -> bool:
    return origin.startswith(("own:", "unnamed:"))


def _sentence(reach: int, texts: Interval, origins: Interval, groups: Sequence[Group]) -> str:
    """Say the three numbers in one sentence, and what they do not show."""
    if reach == 0:
        return "Nobody states it here: it is only denied or reacted to."
    named = sum(1 for group in groups if not _faceless(group.origin))
    if named:
        people = f"{_number(named, 'named speaker')}"
        people = people if origins.high == named else f"{people}, {_doubt(origins, 'origin')}"
    else:
        people = f"{_doubt(origins, 'origin')}, nobody named"
    head = f"{_number(reach, 'outlet')}; {_doubt(texts, 'text')}; {people}."
    if origins.low > 1 and texts.low > 1:
        return f"{head} No tie between them was found, which does not prove there is none."
    return f"{head} Independent confirmation: none found in this collection."
