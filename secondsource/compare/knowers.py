"""Who can know: which speakers are one root, and which depend on one another.

A spokesman and his principal, an organisation and the head who speaks for it, are one knower.
Two people of one government are told apart but not independent: they count as one, and as more
only at the high end. What ties them is read from the words around their names ("Ada Krol,
spokeswoman for Norlines"), never guessed from who agrees with whom.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.language import language
from secondsource.records import Account, Entity, Instance, Mention, Span

_BEFORE, _AFTER = 70, 110
_STOP = re.compile(r"[.;!?\n\"“”]\s|[\n\"“”]|\b(?:said|told|says)\b")


@dataclass(frozen=True, slots=True)
class Knowers:
    """The root of each speaker and the state its office belongs to, by entity id."""

    root: Mapping[str, str]
    states: Mapping[str, str]
    names: Mapping[str, str]
    places: frozenset[str] = frozenset()

    def who(self, instance: Instance) -> str | None:
        """Give the root knower an assertion is credited to; None where nobody is established."""
        if instance.speaker is None:
            return None
        return self.root.get(instance.speaker, instance.speaker)

    def can_speak(self, ident: str) -> bool:
        """Say whether a knower can know: a place only where it stands for its government."""
        return ident not in self.places or ident in self.states

    def state(self, ident: str) -> str | None:
        """Give the state a knower speaks for, if its office says so."""
        return self.states.get(ident)


@dataclass(frozen=True, slots=True)
class _Words:
    roles: re.Pattern[str]
    offices: re.Pattern[str]
    states: Mapping[str, str]
    seats: Mapping[str, str]
    state: re.Pattern[str]


@cache
def _words(code: str = "en") -> _Words:
    pack = language(code)
    roles = (*pack.terms("statements.spokespeople"), *pack.terms("statements.heads"))
    states, seats = pack.groups("states"), pack.table("seats")
    longest = sorted(states, key=lambda word: (-len(word), word))
    return _Words(
        re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(roles, key=len, reverse=True)))})\b"),
        re.compile(rf"\b(?:{'|'.join(pack.terms('statements.offices'))})\b"),
        states,
        seats,
        re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"),
    )


def knowers_of(accounts: Sequence[Account], entities: Sequence[Entity] = ()) -> Knowers:
    """Tie the speakers of a collection to their roots.

    Without ``entities`` names are known only where somebody was quoted. Errors: none.

    >>> knowers_of([]).who(Instance("i", Span("p", 0, 1), Span("p", 0, 1), "asserts")) is None
    True
    """
    speakers = {q.speaker for account in accounts for q in account.quotations if q.speaker}
    placed = {account.page.id: _placed(account) for account in accounts}
    if entities:
        placed = _placed_by(accounts, entities)
    else:
        said = {name: who for found in placed.values() for name, who in found.items()}
        placed = {account.page.id: said for account in accounts}
    tails = _tails(speakers, ((name, who) for own in placed.values() for name, who in own.items()))
    ties: set[tuple[str, str]] = set()
    states: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for account in accounts:
        own = placed[account.page.id]
        named = [
            (m, own[account.page[m.span].lower()])
            for m in account.mentions
            if account.page[m.span].lower() in own
        ]
        for place, (mention, ident) in enumerate(named):
            if ident in speakers:
                near = named[max(0, place - 2) : place + 3]
                ties.update((ident, other) for other in _tied(account, mention, ident, near))
                ties.update((ident, other) for other in _served(account, mention, tails))
                states[ident].update(filter(None, [_state(account, mention)]))
    root = _roots(speakers, ties)
    return Knowers(
        root,
        {
            root.get(ident, ident): min(found, key=lambda state: (-found[state], state))
            for ident, found in sorted(states.items())
            if found
        },
        {entity.id: entity.name for entity in entities},
        frozenset(entity.id for entity in entities if entity.kind == "place"),
    )


def _placed(account: Account) -> dict[str, str]:
    """Give the names that speakers are given in one article, where nothing more is known."""
    named: dict[str, str] = {}
    for quote in account.quotations:
        if quote.speaker and quote.speaker_span:
            named[account.page[quote.speaker_span].lower()] = quote.speaker
            for mention in account.mentions:
                if mention.span.within(quote.speaker_span):
                    named[account.page[mention.span].lower()] = quote.speaker
    return named


def _placed_by(
    accounts: Sequence[Account], entities: Sequence[Entity]
) -> dict[str, dict[str, str]]:
    """Give each article's names and whom they mean there: one surname may be two people's."""
    pages = {account.page.id: account.page for account in accounts}
    placed: dict[str, dict[str, str]] = {page: {} for page in pages}
    for entity in entities:
        for mention in entity.mentions:
            page = pages.get(mention.span.page)
            if page is not None:
                placed[page.id][page[mention.span].lower()] = entity.id
    return placed


def _around(account: Account, mention: Mention) -> tuple[str, str]:
    """Give the words before and after a name inside its sentence."""
    text, start, end = account.page.text, mention.span.start, mention.span.end
    before = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
    return before, _STOP.split(text[end : end + _AFTER])[0]


def _tied(
    account: Account, mention: Mention, ident: str, near: Iterable[tuple[Mention, str]]
) -> Iterable[str]:
    """Give whom a person speaks for, as the words around the name say."""
    if mention.kind != "person":
        return
    before, after = _around(account, mention)
    for other, whose in near:
        if whose == ident or other.kind not in ("organisation", "person"):
            continue
        between = _between(account, mention.span, other.span, len(before), len(after))
        if between is None:
            continue
        role = _words().roles.search(between.lower())
        if other.span.start > mention.span.start:
            tied = re.search(r"\b(?:of|for|to)\b", between) and (role or _plain(between, mention))
        else:
            tied = role and re.match(r"['’]s?\b|\s", between) and other.kind != "person"
        if tied:
            yield whose


def _tails(speakers: Collection[str | None], whose: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give the last two words of each quoted organisation's name, where no other ends so."""
    tails: dict[str, str] = {}
    for name, ident in sorted(set(whose)):
        words = name.split()
        if ident in speakers and len(words) > 1:
            tail = " ".join(words[-2:])
            tails[tail] = ident if tails.get(tail, ident) == ident else ""
    return tails


def _served(account: Account, mention: Mention, tails: Mapping[str, str]) -> Iterable[str]:
    """Give the organisation that a titled person is said to be of, though not by its full name."""
    _, after = _around(account, mention)
    served = re.match(r"(?:,[^,]{0,40})?\s(?:of|for)\s(?:the\s)?(\w+\s\w+)", after.lower())
    if served and mention.kind == "person" and mention.title and tails.get(served.group(1)):
        yield tails[served.group(1)]


def _plain(between: str, mention: Mention) -> bool:
    """Say whether nothing but "of the" stands between a titled person and the organisation."""
    return mention.title is not None and bool(re.fullmatch(r",?\s(?:of|for)\s(?:the\s)?", between))


def _between(account: Account, a: Span, b: Span, before: int, after: int) -> str | None:
    text = account.page.text
    if b.start >= a.end:
        return text[a.end : b.start] if b.start - a.end <= after else None
    return text[b.end : a.start] if 0 <= a.start - b.end <= before else None


def _state(account: Account, mention: Mention) -> str | None:
    """Give the state whose office a name holds: "Norwegian Foreign Minister Kari Holm"."""
    words, name = _words(), account.page[mention.span].lower().removeprefix("the ")
    if mention.kind != "person":
        own = words.states.get(name) or words.seats.get(name)
        if own or not words.offices.search(name):
            return own
    before, after = _around(account, mention)
    lead = re.split(r"[,;:]|\band\b", before.lower())[-1]
    lead += name if mention.kind != "person" else ""
    found = words.state.findall(lead)
    if found and words.offices.search(lead[lead.rindex(found[-1]) :]):
        return words.states[found[-1]]
    trail = re.match(r",\s[^,]{0,60}", after.lower())
    found = words.state.findall(trail.group()) if trail else []
    return (
        words.states[found[0]] if trail and found and words.offices.search(trail.group()) else None
    )


def _roots(speakers: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    root = {ident: ident for ident in sorted(speakers)}

    def find(ident: str) -> str:
        while root.setdefault(ident, ident) != ident:
            ident = root[ident]
        return ident

    for a, b in sorted(set(ties)):
        one, other = sorted((find(a), find(b)))
        root[other] = one
    return {ident: find(ident) for ident in sorted(root)}
