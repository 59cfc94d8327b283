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
from secondsource.compare.firsthand import (
    any_paper,
    names_paper,
    one_paper,
    only_carries,
    paper_behind,
    paper_held,
    voice_beside,
    voice_cited,
)
from secondsource.compare.knowers import Knowers
from secondsource.compare.offices import Office, is_own_post, office_at, office_of, roles_at
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
        named = levelled(self.knowers.names.get(who or "", ""))
        carrier = (who in self.media or named in self.outlets) and not self.state(who)
        return who is not None and not carrier and self.knowers.can_speak(who)

    def carries(self, phrase: str) -> bool:
        """Say whether words name an outlet, or some outlet: they only carry what others know."""
        return levelled(phrase) in self.outlets or only_carries(phrase)

    def who(self, one: Instance) -> str | None:
        """Give the root that an instance is credited to, or its speaker where that cannot know."""
        behind = self.behind(one)
        if behind is not None:
            who = None if names_paper(behind) else self.knowers.meant(behind, [one.span.page])
            return who if self.known(who) else None
        found = (self.knowers.who(one), one.speaker)
        return next((who for who in found if self.known(who)), None)

    def behind(self, one: Instance) -> str | None:
        """Give the words for whom, or what document, the one credited has it from."""
        account = self.accounts[one.span.page]
        paper = paper_held(account, one)
        if paper is not None:
            return paper
        cited = voice_cited(account, one)
        return None if cited is None or self.carries(cited) else cited

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
            named[who].append(_told_by(who, member, hearing))
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


def _told_by(who: str, member: Member, hearing: Hearing) -> Member:
    """Credit what somebody has at second hand to the one he has it from."""
    if hearing.behind(member.instance) is None:
        return member
    return replace(member, instance=replace(member.instance, speaker=who, speaker_span=None))


@dataclass(frozen=True, slots=True)
class _Voice:
    """A credit: an entity or words, the name and office they give, and the state behind them.

    ``posted`` says that it names a post of some one body ("its director") and not of which.
    """

    key: str
    name: str
    office: Office | None
    state: str | None = None
    person: bool = True
    meant: str | None = None
    posted: bool = False


def _keys(named: Heard, unnamed: Heard, hearing: Hearing, story: Collection[str]) -> dict[str, str]:
    """Give each knower, and the words that mean one, the key of the root they are one with."""
    papers = _papers(unnamed, hearing)
    said = {phrase for phrase in unnamed if not hearing.carries(phrase)}
    spoken = [
        _spoken(phrase, unnamed[phrase], hearing, story) for phrase in sorted(said - papers.keys())
    ]
    meant = {one.meant for one in spoken if one.meant} - named.keys()
    voices = [_entity(who, named, hearing, story) for who in sorted({*named, *meant})]
    voices += [one for one in spoken if one.meant or one.office or one.name or one.posted]
    bodies = {levelled(one.name) for one in voices if not one.person}
    bodies |= {levelled(one.office.body) for one in voices if one.office}
    voices += [
        replace(one, name=one.key, person=False)
        for one in spoken
        if one not in voices and levelled(one.key) in bodies
    ]
    roots = _joined(voices)
    for one in voices:
        if one.posted and not one.name and roots[one.key] == one.key:
            del roots[one.key]
    return roots | {phrase: f"paper:{name}" for phrase, name in papers.items()}


def _papers(phrases: Iterable[str], hearing: Hearing) -> dict[str, str]:
    """Give each name of a document its fullest; what may be any document is the one there is."""
    told = {phrase for phrase in phrases if levelled(phrase) not in hearing.outlets}
    named = {phrase for phrase in told if names_paper(phrase)}
    return one_paper(named | {phrase for phrase in told if named and any_paper(phrase)})


def _spoken(
    phrase: str, heard: Sequence[Member], hearing: Hearing, story: Collection[str]
) -> _Voice:
    who = hearing.knowers.meant(phrase, story)
    one = heard[0].instance
    name = _NAME.search(_credit(one, hearing))
    office = office_of(_credit(one, hearing))
    posts = [phrase]
    if name:
        text = hearing.accounts[one.span.page].page.text
        at = text.find(name.group(), one.passage.start)
        if at >= 0:
            office = office or office_at(text, at, at + len(name.group()))
            posts = [*roles_at(text, at, at + len(name.group()))]
    known = who if hearing.known(who) else None
    posted = office is None and any(map(is_own_post, posts))
    return _Voice(phrase, name.group() if name else "", office, None, bool(name), known, posted)


def _entity(who: str, named: Heard, hearing: Hearing, story: Collection[str]) -> _Voice:
    office, name = hearing.knowers.offices.get(who), name_of(who, named, hearing)
    person = who in hearing.knowers.people
    posted = person and office is None and any(map(is_own_post, hearing.knowers.roles(who, story)))
    return _Voice(who, name, office, hearing.state(who), person, None, posted)


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
    seats = _seats(voices)
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
    for one in voices:
        whose = {find(other.key) for other in voices if _may_post(other, one, known)}
        if one.posted and len(whose) == 1:
            root[find(one.key)] = find(min(whose))
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


_HOUSES = ("company", "hospital")


def _may_post(body: _Voice, one: _Voice, known: Collection[str]) -> bool:
    """Say whether a post may be some body's: the police have no chief executive."""
    if re.match(r"(?:his|her) ", one.key):
        return body.person and body.key != one.key
    if body.person or body.posted or body.state:
        return False
    public = (
        body.office is not None and body.office.body in known and body.office.body not in _HOUSES
    )
    return not public or one.key.startswith(("its ", "their "))


def _label(one: _Voice, seats: Mapping[str, str]) -> set[str]:
    """Name the state, or the body, that a voice is one with others of."""
    if one.state:
        return {f"state:{one.state}"}
    if one.office:
        body, _, place = seats[one.key].removeprefix("body:").partition(":")
        own = body in _OF_STATES and place in language("en").groups("states").values()
        return {seats[one.key], f"state:{place}"} if own else {seats[one.key]}
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


_OF_STATES = ("government", "military")


def _seats(voices: Sequence[_Voice]) -> dict[str, str]:
    """Name the body of each office; one that names no place is the only one that does."""
    whose: defaultdict[str, set[str]] = defaultdict(set)
    for one in voices:
        if one.office and one.office.whose:
            whose[one.office.body].add(one.office.whose)
        if one.state:
            whose["government"].add(one.state)
    seats: dict[str, str] = {}
    for one in voices:
        if one.office:
            told = {_place(name, whose[one.office.body]) for name in whose[one.office.body]}
            place = _place(one.office.whose, whose[one.office.body])
            place = place or (min(told) if len(told) == 1 else "")
            seats[one.key] = f"body:{levelled(one.office.body)}:{place}"
    return seats


def _place(name: str, others: Iterable[str]) -> str:
    """Give a place by one of its names: "norland" and "norlander" are one."""
    alike = {one for one in others if len(name) > 4 < len(one) and _same_stem(name, one)}
    return min(alike, key=lambda one: (len(one), one)) if alike else name


def _same_stem(one: str, other: str) -> bool:
    return one.startswith(other[:-1]) or other.startswith(one[:-1])


# -- words ----------------------------------------------------------------------------------


def phrase_of(one: Instance, hearing: Hearing) -> str:
    """Give the words that credit somebody, levelled; where only "who" does, the words before."""
    words = _credit(one, hearing).lower().replace("’", "'")
    return " ".join(re.sub(r"^(?:the|a|an|some|two|three|several)\s", "", words).split())[:80]


def _credit(one: Instance, hearing: Hearing) -> str:
    account = hearing.accounts[one.span.page]
    if one.speaker_span is None:
        return hearing.beside(one) or "somebody"
    if behind := hearing.behind(one):
        return behind
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
