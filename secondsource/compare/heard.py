"""Whom the instances of a statement are credited to, and which of those credits mean one knower.

A credit is a known person or body, words that mean one ("the naval architect", where the story
names but one; "doctors at the hospital"), a document, or words that establish nobody. A police
chief, a police spokesman and "the police" are one; so are two of one government, and a
government and the agency it runs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from secondsource.compare.firsthand import names_paper, one_paper, paper_behind
from secondsource.compare.knowers import Knowers
from secondsource.compare.offices import Office, office_of
from secondsource.language import language
from secondsource.records import Account, Instance, Member

Heard = Mapping[str, Sequence[Member]]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Articles by id, who can know, and the entities that only carry news, with their states."""

    accounts: Mapping[str, Account]
    knowers: Knowers
    media: Mapping[str, str | None]
    outlets: frozenset[str] = frozenset()  # levelled names of whoever only carries news

    def known(self, who: str | None) -> bool:
        """Say whether somebody credited can know: an outlet only where it is a state's."""
        carrier = who in self.media and not self.state(who)
        return who is not None and not carrier and self.knowers.can_speak(who)

    def who(self, one: Instance) -> str | None:
        """Give the root that an instance is credited to, or its speaker where that cannot know."""
        found = (self.knowers.who(one), one.speaker)
        return next((who for who in found if self.known(who)), None)

    def state(self, who: str | None) -> str | None:
        """Give the state that a knower speaks for."""
        return self.media.get(who or "") or self.knowers.state(who or "")

    def credited(self, one: Instance) -> bool:
        """Say whether an instance names whom it has its words from."""
        if one.speaker_span or one.speaker:
            return True
        return paper_behind(self.accounts[one.span.page], one) is not None


@dataclass(frozen=True, slots=True)
class Root:
    """One knower: the instances credited to each who speaks for it, and to other words for it."""

    people: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))

    def heard(self) -> list[Member]:
        """Give every instance that goes back to this knower."""
        both = (*self.people.values(), *self.phrases.values())
        return [member for own in both for member in own]


def heard_from(
    credited: Iterable[Member], hearing: Hearing, story: Collection[str]
) -> tuple[dict[str, Root], dict[str, list[Member]]]:
    """Part credited instances by root knower, and those that establish nobody by their words.

    ``story`` are the articles whose names and roles may tell who is meant.

    >>> heard_from([], Hearing({}, Knowers({}, {}, {}), {}), [])
    ({}, {})
    """
    named: defaultdict[str, list[Member]] = defaultdict(list)
    unnamed: defaultdict[str, list[Member]] = defaultdict(list)
    for member in credited:
        who = hearing.who(member.instance)
        if who is not None:
            named[who].append(member)
        else:
            unnamed[phrase_of(member.instance, hearing)].append(member)
    keys = _keys(named, unnamed, hearing, story)
    roots: dict[str, Root] = {}
    for who in sorted(named):
        roots.setdefault(keys[who], Root()).people[who].extend(named[who])
    left: defaultdict[str, list[Member]] = defaultdict(list)
    spellings: dict[str, str] = {}
    for phrase in sorted(unnamed):
        if phrase in keys:
            roots.setdefault(keys[phrase], Root()).phrases[phrase].extend(unnamed[phrase])
        else:
            left[spellings.setdefault(levelled(phrase), phrase)].extend(unnamed[phrase])
    return roots, dict(left)


def _keys(
    named: Heard, unnamed: Iterable[str], hearing: Hearing, story: Collection[str]
) -> dict[str, str]:
    """Give each knower, and the words that mean one, the key of the root they are one with."""
    papers = one_paper(phrase for phrase in unnamed if names_paper(phrase))
    spoken = [phrase for phrase in unnamed if phrase not in papers]
    meant = {phrase: who for phrase in spoken if (who := _meant(phrase, hearing, story))}
    titled = [phrase for phrase in spoken if levelled(phrase) not in hearing.outlets]
    offices = {
        **{phrase: office for phrase in titled if (office := office_of(phrase))},
        **{who: o for who in (*named, *meant.values()) if (o := hearing.knowers.offices.get(who))},
    }
    seats = _seats(offices)
    keys: dict[str, str] = {}
    bodies: dict[str, str] = {}
    people = hearing.knowers.people
    for who in sorted({*named, *meant.values()}, key=lambda who: (who in people, who)):
        state = hearing.state(who)
        keys[who] = f"state:{state}" if state else seats.get(who, who)
        name = offices[who].body if who in offices else name_of(who, named, hearing)
        if who in people:
            keys[who] = bodies.get(levelled(name), keys[who])
        else:
            keys[who] = bodies.setdefault(levelled(name), keys[who])
    firms = {key for who, key in keys.items() if key == who and who not in hearing.knowers.people}
    for phrase in spoken:
        if phrase in meant:
            keys[phrase] = keys[meant[phrase]]
        elif levelled(phrase) in bodies:
            keys[phrase] = bodies[levelled(phrase)]
        elif phrase in offices:
            firm = offices[phrase].body == "company" and len(firms) == 1
            keys[phrase] = min(firms) if firm else seats[phrase]
    return keys | {phrase: f"paper:{name}" for phrase, name in papers.items()}


def _meant(phrase: str, hearing: Hearing, story: Collection[str]) -> str | None:
    if levelled(phrase) in hearing.outlets:
        return None
    who = hearing.knowers.meant(phrase, story)
    return who if hearing.known(who) else None


def _seats(offices: Mapping[str, Office]) -> dict[str, str]:
    """Name the body of each office; one that names no place is the only one that does."""
    whose: defaultdict[str, set[str]] = defaultdict(set)
    for office in offices.values():
        whose[office.body].add(office.whose)
    seats: dict[str, str] = {}
    for who, office in offices.items():
        told = whose[office.body] - {""}
        place = office.whose or (min(told) if len(told) == 1 else "")
        seats[who] = f"body:{office.body}:{place}"
    return seats


# -- words ----------------------------------------------------------------------------------


def phrase_of(one: Instance, hearing: Hearing) -> str:
    """Give the words that credit somebody, levelled; where only "who" does, the words before."""
    account = hearing.accounts[one.span.page]
    if one.speaker_span is None:
        return paper_behind(account, one) or "somebody"
    words = account.page[one.speaker_span].lower()
    if words in terms("speakers.who"):
        before = account.page.text[max(0, one.speaker_span.start - 60) : one.speaker_span.start]
        cleft = re.search(r"\bit (?:was|is) ([^.;!?\n]{3,55}?),? $", before.lower())
        words = cleft.group(1) if cleft else words
    return " ".join(re.sub(r"^(?:the|a|an|some|two|three|several)\s", "", words).split())[:80]


def levelled(phrase: str) -> str:
    """Give a body's name without its article, its case and how it is joined.

    >>> levelled("The Coast-Guard")
    'coastguard'
    """
    return re.sub(r"^the\s|[\s\-‐-―]", "", phrase.lower())


def name_of(who: str, heard: Heard, hearing: Hearing) -> str:
    """Name a knower as the collection does, or in the words that credit it."""
    if who in hearing.knowers.names:
        return hearing.knowers.names[who]
    spans = [m.instance.speaker_span for m in heard.get(who, ()) if m.instance.speaker_span]
    return hearing.accounts[spans[0].page].page[spans[0]] if spans else "one speaker"


@cache
def terms(name: str) -> frozenset[str]:
    """Give a list of words of the language pack as a set."""
    return frozenset(language("en").terms(name))
