"""How many knowers stand behind a statement, and who heard which.

A speaker is one however many heard him, and so is a body whatever its spelling and whoever
speaks for it. What outlets say in their own words is one knower where nobody is named, and
more with the chance that was measured: how they know is not told. Headlines know nothing that
their articles do not. An unnamed official may be anybody, also somebody already counted, and so
may whoever told an agency or an outlet that is cited. Each of these is a count in doubt; they
are added up, so the interval comes from the same sum as the likely value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from secondsource.compare.chances import NONE, Chances, added, at_least, maybe, thinned
from secondsource.compare.knowers import Knowers
from secondsource.compare.offices import Office, office_of
from secondsource.compare.roots import Choice, texts_counted
from secondsource.language import language
from secondsource.records import Account, Group, Instance, Interval, Member, Reason, Span

# How likely one more of these is one more knower, where somebody is known already.
_COLLEAGUE = 0.1  # a second person of one body or government
_UNNAMED, _DOCUMENT, _POINTED, _CITED = 0.4, 0.8, 0.1, 0.15
_OWN = 0.15  # a text of its own that credits nobody
_DOUBTED = 0.5  # two that may be one
_SINK = "hidden:*credited"  # what came from a text that credits somebody knows nothing more


@dataclass(frozen=True, slots=True)
class Hearing:
    """Articles by id, who can know, and the entities that only carry news, with their states."""

    accounts: Mapping[str, Account]
    knowers: Knowers
    media: Mapping[str, str | None]

    def known(self, who: str | None) -> bool:
        """Say whether somebody credited can know: an outlet only where it is a state's."""
        carrier = who in self.media and not self.state(who)
        return who is not None and not carrier and self.knowers.can_speak(who)

    def state(self, who: str | None) -> str | None:
        """Give the state that a knower speaks for."""
        return self.media.get(who or "") or self.knowers.state(who or "")


@dataclass(slots=True)
class _Root:
    """One knower being put together: those who speak for it, by entity and by other words."""

    people: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))

    def heard(self) -> list[Member]:
        return [one for some in (self.people, self.phrases) for own in some.values() for one in own]


def origins_of(
    carriers: Mapping[str, Sequence[Member]],
    choices: Mapping[str, Sequence[Choice]],
    hearing: Hearing,
) -> tuple[Chances, tuple[Group, ...]]:
    """Count the knowers behind the instances of each carrier, and group the carriers by them.

    >>> origins_of({}, {}, Hearing({}, Knowers({}, {}, {}), {}))
    ({0: 1.0}, ())
    """
    credited = {p: [m for m in own if _has_speaker(m.instance)] for p, own in carriers.items()}
    roots, others = _heard((m for page in sorted(credited) for m in credited[page]), hearing)
    own = {page: carriers[page] for page in sorted(carriers) if not credited[page]}
    named, groups = _named(roots, hearing)
    counts, more = _unnamed(others, hearing, alone=not roots)
    groups.extend(more)
    alone = not roots and not others
    counts = added((named, counts, _own(own, choices, hearing, alone=alone)))
    groups.extend(_own_groups(own, hearing, alone=alone))
    return at_least(counts, 1) if carriers else NONE, tuple(groups)


def _has_speaker(one: Instance) -> bool:
    return bool(one.speaker_span or one.speaker)


# -- who is one -----------------------------------------------------------------------------


def _heard(
    credited: Iterable[Member], hearing: Hearing
) -> tuple[dict[str, _Root], dict[str, list[Member]]]:
    """Part what is credited to somebody known from the rest: by knower, and by its words."""
    named: defaultdict[str, list[Member]] = defaultdict(list)
    unnamed: defaultdict[str, list[Member]] = defaultdict(list)
    for member in credited:
        who = hearing.knowers.who(member.instance)
        if who and hearing.known(who):
            named[who].append(member)
        else:
            unnamed[_phrase(member.instance, hearing)].append(member)
    offices: dict[str, Office] = {
        who: office for who in named if (office := hearing.knowers.offices.get(who))
    }
    offices |= {phrase: office for phrase in unnamed if (office := office_of(phrase))}
    keys = _keys(named, unnamed, offices, hearing)
    roots: dict[str, _Root] = {}
    for who in sorted(named):
        roots.setdefault(keys[who], _Root()).people[who].extend(named[who])
    left: defaultdict[str, list[Member]] = defaultdict(list)
    spellings: dict[str, str] = {}
    for phrase in sorted(unnamed):
        if phrase in keys:
            roots.setdefault(keys[phrase], _Root()).phrases[phrase].extend(unnamed[phrase])
        else:
            left[spellings.setdefault(_level(phrase), phrase)].extend(unnamed[phrase])
    return roots, dict(left)


def _keys(
    named: Mapping[str, Sequence[Member]],
    unnamed: Iterable[str],
    offices: Mapping[str, Office],
    hearing: Hearing,
) -> dict[str, str]:
    """Give each knower, and each phrase that names a body, the key of the root it is one with."""
    whose: defaultdict[str, set[str]] = defaultdict(set)
    for office in offices.values():
        whose[office.body].add(office.whose)
    keys: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for who in sorted(named):
        state = hearing.state(who)
        keys[who] = f"state:{state}" if state else _seat(offices.get(who), whose) or who
        if who not in hearing.knowers.people:
            keys[who] = bodies.setdefault(_level(_name(who, named[who], hearing)), keys[who])
    firms = {key for who, key in keys.items() if key == who and who not in hearing.knowers.people}
    for phrase in sorted(unnamed):
        if _level(phrase) in bodies:
            keys[phrase] = bodies[_level(phrase)]
        elif phrase in offices:
            seat = _seat(offices[phrase], whose) or phrase
            firm = offices[phrase].body == "company" and len(firms) == 1
            keys[phrase] = min(firms) if firm else seat
    return keys


def _seat(office: Office | None, whose: Mapping[str, set[str]]) -> str | None:
    """Name the body of an office; one that names no place is the only one that does."""
    if office is None:
        return None
    told = whose[office.body] - {""}
    place = office.whose or (min(told) if len(told) == 1 else "")
    return f"body:{office.body}:{place}"


# -- who is named ---------------------------------------------------------------------------


def _named(roots: Mapping[str, _Root], hearing: Hearing) -> tuple[Chances, list[Group]]:
    """Count named knowers; those of one body or state are one, and more only at the high end."""
    groups: list[Group] = []
    counts: list[Chances] = []
    for key, root in sorted(roots.items()):
        people = [who for who in sorted(root.people) if who in hearing.knowers.people]
        colleagues = [maybe(_COLLEAGUE)] * (len(people) - 1)
        counts.append(added([maybe(_present(root.heard())), *colleagues]))
        groups.append(_group(key, root, hearing))
    least = hearing.knowers.fewest([min(root.people) for root in roots.values() if root.people])
    doubts = sum(bool(root.people) for root in roots.values()) - least
    total = added(counts)
    for _ in range(doubts):
        total = _fewer(total, _DOUBTED)
    return total, groups


def _fewer(counts: Chances, chance: float) -> Chances:
    found: defaultdict[int, float] = defaultdict(float)
    for count, share in counts.items():
        found[max(0, count - 1)] += share * chance
        found[count] += share * (1 - chance)
    return dict(sorted(found.items()))


def _present(heard: Iterable[Member]) -> float:
    """Give how likely one of several instances belongs to the statement."""
    missing = 1.0
    for member in heard:
        missing *= 1 - member.probability
    return round(1 - missing, 4)


def _group(key: str, root: _Root, hearing: Hearing) -> Group:
    heard = [member.instance for member in root.heard()]
    told = [_names(who, [m.instance for m in own], hearing) for who, own in root.people.items()]
    quoted = [f'"{phrase}"' for phrase in sorted(root.phrases)]
    text = " and ".join([*told, *quoted])
    reasons = [Reason("speaker", f"said by {text}", _credits(heard))]
    if len(root.people) + len(root.phrases) > 1:
        kind, _, rest = key.partition(":")
        body = rest.strip(":").replace("_", " ").replace(":", " of ")
        whose = {"state": f"one government ({body})", "body": f"one body ({body})"}.get(kind)
        if whose:
            reasons.append(Reason("dependent", f"of {whose}: counted as one"))
    pages = {one.span.page for one in heard}
    if len(pages) > 1:
        text = f"{number(len(pages), 'article')} carry what one knower said"
        reasons.append(Reason("heard", text, tuple(one.span for one in heard)))
    people = [who for who in root.people if who not in hearing.knowers.places]
    first = next(iter([*people, *root.people]), None)
    if first is None:
        origin = f"unnamed:{min(root.phrases)}"
    else:
        origin = _voice(first, [m.instance for m in root.people[first]])
    return Group(origin, tuple(sorted(pages)), tuple(reasons))


# -- who is not -----------------------------------------------------------------------------


def _unnamed(
    unnamed: Mapping[str, Sequence[Member]], hearing: Hearing, *, alone: bool
) -> tuple[Chances, list[Group]]:
    """Count whoever is credited without a name: perhaps somebody new, perhaps not."""
    groups: list[Group] = []
    counts: list[Chances] = []
    for phrase, heard in sorted(unnamed.items()):
        chance, what = _chance(phrase, heard, hearing)
        counts.append(maybe(round(chance * _present(heard), 4)))
        text = f'credited to "{phrase}": {what}, perhaps not one more origin'
        instances = [member.instance for member in heard]
        pages = tuple(sorted({one.span.page for one in instances}))
        reasons = (Reason("unnamed", text, _credits(instances)),)
        groups.append(Group(f"unnamed:{phrase}", pages, reasons))
    total = added(counts)
    return (at_least(total, 1) if alone and counts else total), groups


def _chance(phrase: str, heard: Sequence[Member], hearing: Hearing) -> tuple[float, str]:
    words = set(re.findall(r"\w+", phrase))
    if words & _terms("statements.documents"):
        return _DOCUMENT, "a document"
    if phrase in _terms("speakers.he") | _terms("speakers.she") | _terms("speakers.they"):
        return _POINTED, "nobody established"
    if any(hearing.knowers.who(member.instance) in hearing.media for member in heard):
        return _CITED, "who only carries news"
    return _UNNAMED, "nobody named"


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(language("en").terms(name))


# -- outlets' own words ---------------------------------------------------------------------


def _own(
    own: Mapping[str, Sequence[Member]],
    choices: Mapping[str, Sequence[Choice]],
    hearing: Hearing,
    *,
    alone: bool,
) -> Chances:
    """Count what outlets say in their own words, by the texts of their own that say it.

    ``own`` are the instances of each article that credits nobody.
    """
    below = {page: _told([m.instance for m in some], hearing) for page, some in own.items()}
    pages = {page for page, (_, headline) in below.items() if not headline}
    kept = {page: [_sunk(c, pages) for c in choices[page]] for page in sorted(pages)}
    there = {page: _present(own[page]) for page in kept}
    texts = texts_counted({**kept, "*": [Choice(_SINK, 1.0)]}, there)
    apart = {count - 1: share for count, share in texts.items() if count > 0}
    if not alone:
        return thinned(apart, _OWN)
    first = thinned({max(0, count - 1): share for count, share in apart.items()}, _OWN)
    return added((maybe(1.0), first)) if own else NONE


def _sunk(choice: Choice, pages: set[str]) -> Choice:
    """Turn a parent that credits somebody into the one that all such share."""
    article = choice.parent is not None and not choice.parent.startswith("hidden:")
    return replace(choice, parent=_SINK) if article and choice.parent not in pages else choice


def _own_groups(
    own: Mapping[str, Sequence[Member]], hearing: Hearing, *, alone: bool
) -> Iterator[Group]:
    for page, members in own.items():
        one, headline = _told([member.instance for member in members], hearing)
        name = hearing.accounts[page].article.outlet
        what = "only its headline says so" if headline else "says so in its own words"
        rest = "how it knows is not told" if alone else "it may have it from those named"
        text = f"{name or 'an article without an outlet' + chr(39) + 's name'}: {what}; {rest}"
        reasons = (Reason("headline" if headline else "own", text, (one.span,)),)
        yield Group(f"own:{page}", (page,), reasons)


def _told(instances: Sequence[Instance], hearing: Hearing) -> tuple[Instance, bool]:
    """Give the first words of an article below its headline, or the headline's, and which."""
    headline = hearing.accounts[instances[0].span.page].article.headline
    below = [one for one in instances if headline is None or not one.span.within(headline)]
    return (below or list(instances))[0], not below


# -- names ----------------------------------------------------------------------------------


def _phrase(one: Instance, hearing: Hearing) -> str:
    if one.speaker_span is None:
        return "somebody"
    words = hearing.accounts[one.span.page].page[one.speaker_span].lower()
    return " ".join(re.sub(r"^(?:the|a|an|some|two|three|several)\s", "", words).split())[:80]


def _level(phrase: str) -> str:
    """Give a body's name without its article, its case and how it is joined."""
    return re.sub(r"^the\s|[\s\-‐-―]", "", phrase.lower())


def _voice(who: str, heard: Sequence[Instance]) -> str:
    """Give whom a root is called by: the one who spoke, where only one did."""
    voices = {one.speaker for one in heard}
    return (voices.pop() or who) if len(voices) == 1 else who


def _names(who: str, heard: Sequence[Instance], hearing: Hearing) -> str:
    """Name those of one root who spoke, never somebody behind them who did not."""
    voices = sorted({one.speaker for one in heard if one.speaker})
    names = [_name(v, [one for one in heard if one.speaker == v], hearing) for v in voices]
    return ", ".join(dict.fromkeys(names)) or _name(who, heard, hearing)


def _name(who: str, heard: Iterable[Instance | Member], hearing: Hearing) -> str:
    if who in hearing.knowers.names:
        return hearing.knowers.names[who]
    instances = [one.instance if isinstance(one, Member) else one for one in heard]
    spans = [one.speaker_span for one in instances if one.speaker_span]
    return hearing.accounts[spans[0].page].page[spans[0]] if spans else "one speaker"


def _credits(heard: Sequence[Instance]) -> tuple[Span, ...]:
    return tuple(one.speaker_span or one.span for one in heard)


def number(count: int, noun: str) -> str:
    """Say so many of something.

    >>> number(2, "text")
    '2 texts'
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def doubt(count: Interval, noun: str) -> str:
    """Say how many, and between which bounds.

    >>> doubt(Interval(1, 2, 3), "origin")
    '2 origins (1-3)'
    """
    if count.low == count.high:
        return number(count.likely, noun)
    return f"{number(count.likely, noun)} ({count.low}-{count.high})"
