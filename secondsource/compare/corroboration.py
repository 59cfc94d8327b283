"""The three numbers of a statement: how many outlets, how many texts, how many origins.

*Reach* counts publisher families. *Texts* counts roots over the lineage, restricted to the
articles that carry this statement and to the words that carry it: an article that copies one
paragraph of another has not copied the next. *Origins* counts distinct knowers (``origins``).
Denials and reactions add nothing. Where detection finds no tie, that is not a proof of
independence, and the reason says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.compare.agencies import agencies_of
from secondsource.compare.chances import interval_of
from secondsource.compare.derived import Descent, choices_of, descent_of
from secondsource.compare.heard import Hearing, levelled
from secondsource.compare.knowers import knowers_of
from secondsource.compare.origins import doubt, number, origins_of
from secondsource.compare.roots import Choice, texts_behind
from secondsource.publishers import publishers
from secondsource.records import (
    Account,
    Entity,
    Group,
    Instance,
    Interval,
    Lineage,
    Member,
    Reason,
    Reuse,
    Statement,
)

_COUNTED = frozenset(("asserts", "attributes", "hedges"))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What counting needs of the whole collection."""

    accounts: Mapping[str, Account]
    agencies: Mapping[str, str | None]  # of hidden texts
    descent: Descent
    hearing: Hearing
    stories: Mapping[str, Collection[str]]  # the articles that state something in each


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
    stories: defaultdict[str, set[str]] = defaultdict(set)
    for one in statements:
        stories[one.story].update(member.instance.span.page for member in one.members)
    evidence = _evidence(accounts, entities, lineage, stories)
    return tuple(_counted(statement, evidence) for statement in statements)


def _evidence(
    accounts: Sequence[Account],
    entities: Sequence[Entity],
    lineage: Lineage,
    stories: Mapping[str, Collection[str]],
) -> _Evidence:
    outlets = _outlets(accounts)
    return _Evidence(
        {account.page.id: account for account in accounts},
        {h.id: h.agency for h in lineage.hidden},
        descent_of(accounts, lineage),
        Hearing(
            {account.page.id: account for account in accounts},
            knowers_of(accounts, entities),
            _media(entities, outlets),
            outlets,
        ),
        {story: sorted(found) for story, found in stories.items()},
    )


def _outlets(accounts: Sequence[Account]) -> frozenset[str]:
    """Give the levelled names of agencies, and of the outlets of the collection."""
    agencies = publishers().agencies.values()
    named = {*agencies_of(accounts), *(name for one in agencies for name in one.spellings)}
    named |= {account.article.outlet for account in accounts if account.article.outlet}
    return frozenset(levelled(name) for name in named)


def _media(entities: Sequence[Entity], outlets: Collection[str]) -> dict[str, str | None]:
    """Give the entities that only carry news, each with the state that runs it, if one does."""
    found: dict[str, str | None] = {}
    for entity in entities:
        names = (entity.name, *entity.names)
        if entity.kind == "person":
            continue
        state = next(filter(None, map(publishers().state_of, names)), None)
        if state or any(levelled(name) in outlets for name in names):
            found[entity.id] = state
    return found


def _counted(statement: Statement, evidence: _Evidence) -> Statement:
    members: defaultdict[str, list[Member]] = defaultdict(list)
    for member in statement.members:
        if member.instance.stance in _COUNTED:
            members[member.instance.span.page].append(member)
    carriers = {page: [member.instance for member in own] for page, own in members.items()}
    families = {evidence.accounts[page].article.family for page in carriers}
    choices = choices_of(
        {page: [one.span for one in own] for page, own in carriers.items()}, evidence.descent
    )
    texts = texts_behind(choices)
    story = evidence.stories.get(statement.story, ())
    counts, groups = origins_of(members, evidence.descent, evidence.hearing, story=story)
    origins = interval_of(counts)
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


def _text_reasons(
    choices: Mapping[str, Sequence[Choice]],
    carriers: Mapping[str, list[Instance]],
    evidence: _Evidence,
) -> tuple[Reason, ...]:
    """Say which texts share a parent, and which articles have no outlet."""
    found: list[Reason] = []
    hidden: defaultdict[str, list[str]] = defaultdict(list)
    for page in sorted(carriers):
        if evidence.accounts[page].article.outlet is None:
            text = "an article without an outlet's name counts as an outlet of its own"
            found.append(Reason("unnamed-outlet", text, (carriers[page][0].span,)))
    for name, choice in ((n, c) for n in sorted(choices) for c in choices[n]):
        page, parent = name.partition("#")[0], (choice.parent or "").partition("#")[0]
        if choice.probability < 0.05 or parent in ("", page):
            continue
        if parent.startswith("hidden:first of"):
            continue
        if parent.startswith("hidden:"):
            hidden[parent.removeprefix("hidden:")].append(page)
        else:
            spans = [one.span for who in (page, parent) for one in carriers.get(who, ())[:1]]
            text = _derived(page, parent, choice.probability, evidence)
            found.append(Reason("derived", text, tuple(spans)))
    for ident, pages in sorted(hidden.items()):
        agency = evidence.agencies.get(ident)
        whose = f"probably {agency}'s" if agency else "not in this collection"
        once = sorted(set(pages))
        text = f"{number(len(once), 'article')} may share one hidden text, {whose}"
        found.append(Reason("hidden", text, tuple(carriers[page][0].span for page in once)))
    return tuple(found)


def _derived(page: str, parent: str, chance: float, evidence: _Evidence) -> str:
    mine, other = (evidence.accounts[one].article for one in (page, parent))
    if mine.outlet and mine.outlet == other.outlet:
        return f"{mine.outlet} repeats itself"
    name = other.outlet or "another article"
    return f"shares text with {name}, and may have it from there ({chance:.0%})"


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
