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
from dataclasses import dataclass, field, replace
from functools import cache

from secondsource.compare.cast import alike_names, plain
from secondsource.compare.firsthand import names_paper, one_paper, paper_behind, voice_beside
from secondsource.compare.knowers import Knowers
from secondsource.compare.offices import Office, office_at, office_of
from secondsource.language import language
from secondsource.records import Account, Instance, Member

Heard = Mapping[str, Sequence[Member]]

# A person's name that no entity stands for: two or three words with capitals.
_NAME = re.compile(r"(?<![\w.])[A-Z][\w'’-]+ (?:[a-z]{2} |al-)?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")


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
        if one.speaker is None and within_headline(self.accounts[one.span.page], one):
            return False  # "Varnova: 12 dead" is a place, not a speaker
        return bool(one.speaker_span or one.speaker or self.beside(one))

    def beside(self, one: Instance) -> str | None:
        """Give the words that credit somebody in the rest of a sentence nobody is quoted in."""
        account = self.accounts[one.span.page]
        if one.speaker_span or within_headline(account, one):
            return None
        return paper_behind(account, one) or voice_beside(account, one)


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


@dataclass(frozen=True, slots=True)
class _Voice:
    """A credit: an entity or words, the name and office they give, and the state behind them."""

    key: str
    name: str
    office: Office | None
    state: str | None = None
    person: bool = True
    meant: str | None = None


def _keys(named: Heard, unnamed: Heard, hearing: Hearing, story: Collection[str]) -> dict[str, str]:
    """Give each knower, and the words that mean one, the key of the root they are one with."""
    papers = one_paper(phrase for phrase in unnamed if names_paper(phrase))
    spoken = [
        _spoken(phrase, unnamed[phrase], hearing, story)
        for phrase in sorted(unnamed.keys() - papers.keys())
        if levelled(phrase) not in hearing.outlets
    ]
    meant = {one.meant for one in spoken if one.meant} - named.keys()
    voices = [_entity(who, named, hearing) for who in sorted({*named, *meant})]
    voices += [one for one in spoken if one.meant or one.office or one.name]
    bodies = {levelled(one.name) for one in voices if not one.person}
    bodies |= {levelled(one.office.body) for one in voices if one.office}
    voices += [
        replace(one, name=one.key, person=False)
        for one in spoken
        if one not in voices and levelled(one.key) in bodies
    ]
    return _joined(voices) | {phrase: f"paper:{name}" for phrase, name in papers.items()}


def _spoken(
    phrase: str, heard: Sequence[Member], hearing: Hearing, story: Collection[str]
) -> _Voice:
    who = hearing.knowers.meant(phrase, story)
    one = heard[0].instance
    name = _NAME.search(_credit(one, hearing))
    office = office_of(phrase)
    if name and not office:
        text = hearing.accounts[one.span.page].page.text
        at = text.find(name.group(), one.passage.start)
        office = office_at(text, at, at + len(name.group())) if at >= 0 else None
    known = who if hearing.known(who) else None
    return _Voice(phrase, name.group() if name else "", office, meant=known)


def _entity(who: str, named: Heard, hearing: Hearing) -> _Voice:
    office, name = hearing.knowers.offices.get(who), name_of(who, named, hearing)
    return _Voice(who, name, office, hearing.state(who), who in hearing.knowers.people)


def _joined(voices: Sequence[_Voice]) -> dict[str, str]:
    """Join the voices of one knower: one state, body, office or name."""
    root = {one.key: one.key for one in voices}

    def find(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    known = set(language("en").groups("bodies").values())
    firms = {
        one.key
        for one in voices
        if not (one.person or one.state or (one.office and one.office.body in known))
    }
    seats = _seats({one.key: one.office for one in voices if one.office})
    labels = {one.key: _label(one, seats) for one in voices}
    for place, one in enumerate(voices):
        if one.meant:
            root[find(one.key)] = find(one.meant)
        firm = one.office is not None and one.office.body == "company" and len(firms) == 1
        if firm and not one.state:
            root[find(one.key)] = find(min(firms))
        for other in voices[:place]:
            if labels[one.key] & labels[other.key] or _one_name(one, other, voices):
                root[find(one.key)] = find(other.key)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for one in voices:
        kinds[find(one.key)] |= labels[one.key]
    told = {
        key: [name for name in sorted(found) if name[:5] != "body:"] for key, found in kinds.items()
    }
    return {
        one.key: next(iter([*told[find(one.key)], *sorted(kinds[find(one.key)])]), find(one.key))
        for one in voices
    }


def _label(one: _Voice, seats: Mapping[str, str]) -> set[str]:
    """Name the state, or the body, that a voice is one with others of."""
    if one.state:
        return {f"state:{one.state}"}
    if one.office:
        return {seats[one.key]}
    return set() if one.person else {f"body:{levelled(one.name)}:"}


def _one_name(one: _Voice, other: _Voice, voices: Sequence[_Voice]) -> bool:
    """Say whether two voices bear one name: spelled otherwise, or a surname that only one bears."""
    if not (one.name and other.name and (one.person or other.person)):
        return False
    small, large = sorted((plain(one.name), plain(other.name)), key=lambda name: name.count(" "))
    if " " in small:
        return one.person and other.person and alike_names(small, large)
    bearers = {plain(voice.name) for voice in voices if plain(voice.name).endswith(f" {small}")}
    return bearers == {large}


def _seats(offices: Mapping[str, Office]) -> dict[str, str]:
    """Name the body of each office; one that names no place is the only one that does."""
    whose: defaultdict[str, set[str]] = defaultdict(set)
    for office in offices.values():
        whose[office.body].add(office.whose)
    seats: dict[str, str] = {}
    for who, office in offices.items():
        told = whose[office.body] - {""}
        place = office.whose or (min(told) if len(told) == 1 else "")
        seats[who] = f"body:{levelled(office.body)}:{place}"
    return seats


# -- words ----------------------------------------------------------------------------------


def phrase_of(one: Instance, hearing: Hearing) -> str:
    """Give the words that credit somebody, levelled; where only "who" does, the words before."""
    words = _credit(one, hearing).lower().replace("’", "'")
    return " ".join(re.sub(r"^(?:the|a|an|some|two|three|several)\s", "", words).split())[:80]


def _credit(one: Instance, hearing: Hearing) -> str:
    account = hearing.accounts[one.span.page]
    if one.speaker_span is None:
        return hearing.beside(one) or "somebody"
    words = account.page[one.speaker_span]
    if words.lower() in terms("speakers.who"):
        before = account.page.text[max(0, one.speaker_span.start - 60) : one.speaker_span.start]
        cleft = re.search(r"\b[Ii]t (?:was|is) ([^.;!?\n]{3,55}?),? $", before)
        words = cleft.group(1) if cleft else words
    return words


def within_headline(account: Account, one: Instance) -> bool:
    """Say whether an instance stands in its article's headline."""
    headline = account.article.headline
    return headline is not None and one.span.within(headline)


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
