"""How many knowers stand behind a statement, and who heard which.

A speaker is one however many heard him, and so is a body whatever its spelling. What outlets
say in their own words is one knower where nobody is named, and at most as many as their texts:
how they know is not told. Headlines know nothing that their articles do not. An unnamed
official may be anybody, also somebody already counted, and so may whoever told an agency or an
outlet that is cited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from secondsource.compare.knowers import Knowers
from secondsource.compare.roots import Choice, texts_behind
from secondsource.language import language
from secondsource.records import Account, Group, Instance, Interval, Reason, Span


@dataclass(frozen=True, slots=True)
class Hearing:
    """Articles by id, who can know, and the entities that only carry news."""

    accounts: Mapping[str, Account]
    knowers: Knowers
    media: frozenset[str]


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


def origins_of(
    carriers: Mapping[str, Sequence[Instance]],
    choices: Mapping[str, Sequence[Choice]],
    hearing: Hearing,
) -> tuple[Interval, tuple[Group, ...]]:
    """Count the knowers behind the instances of each carrier, and group the carriers by them.

    >>> origins_of({}, {}, Hearing({}, Knowers({}, {}, {}), frozenset()))
    (Interval(low=0, likely=0, high=0), ())
    """
    credited = {p: [one for one in own if _has_speaker(one)] for p, own in carriers.items()}
    named, unnamed = _heard((one for page in sorted(credited) for one in credited[page]), hearing)
    own = [carriers[page] for page in sorted(carriers) if not credited[page]]
    tally = _Tally()
    groups = [*_named(named, tally, hearing), *_unnamed(unnamed, tally, hearing)]
    groups.extend(_own(own, choices, tally, hearing))
    least = 1 if carriers else 0
    likely = max(least, tally.likely)
    low = min(max(least, tally.low), likely)
    return Interval(low, likely, max(likely, tally.high)), tuple(groups)


def _has_speaker(one: Instance) -> bool:
    return bool(one.speaker_span or one.speaker)


def _heard(
    credited: Iterable[Instance], hearing: Hearing
) -> tuple[dict[str, list[Instance]], dict[str, list[Instance]]]:
    """Part what is credited to a known knower from the rest, by knower and by its words."""
    named: defaultdict[str, list[Instance]] = defaultdict(list)
    unnamed: defaultdict[str, list[Instance]] = defaultdict(list)
    for one in credited:
        who = hearing.knowers.who(one)
        if who and who not in hearing.media and hearing.knowers.can_speak(who):
            named[who].append(one)
        else:
            unnamed[_phrase(one, hearing)].append(one)
    bodies: dict[str, str] = {}
    for who in sorted(named):
        body = _level(_name(who, named[who], hearing))
        first = bodies.setdefault(body, who) if who not in hearing.knowers.people else who
        if first != who:
            named[first].extend(named.pop(who))
    spellings: dict[str, str] = {}
    for phrase in sorted(unnamed):
        if _level(phrase) in bodies:
            named[bodies[_level(phrase)]].extend(unnamed.pop(phrase))
        elif spellings.setdefault(_level(phrase), phrase) != phrase:
            unnamed[spellings[_level(phrase)]].extend(unnamed.pop(phrase))
    return dict(named), dict(unnamed)


def _named(named: Mapping[str, list[Instance]], tally: _Tally, hearing: Hearing) -> Iterable[Group]:
    """Count named knowers; those of one state are one, and more only at the high end."""
    by_state: defaultdict[str, list[str]] = defaultdict(list)
    for who in sorted(named):
        by_state[hearing.knowers.state(who) or who].append(who)
    least = hearing.knowers.fewest([found[0] for found in by_state.values()])
    tally.add(least - len(by_state), 0, 0)
    for state, members in sorted(by_state.items()):
        people = [who for who in members if who not in hearing.knowers.places]
        tally.add(1, 1, max(1, len(people)))
        heard = [one for who in members for one in named[who]]
        text = " and ".join(_names(who, named[who], hearing) for who in members)
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
            text = f"{number(len(pages), 'article')} carry what one knower said"
            reasons.append(Reason("heard", text, tuple(one.span for one in heard)))
        first = (people or members)[0]
        yield Group(_voice(first, named[first]), tuple(sorted(pages)), tuple(reasons))


def _unnamed(
    unnamed: Mapping[str, list[Instance]], tally: _Tally, hearing: Hearing
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
    own: Sequence[Sequence[Instance]],
    choices: Mapping[str, Sequence[Choice]],
    tally: _Tally,
    hearing: Hearing,
) -> Iterable[Group]:
    """Count what outlets say in their own words: likely one, at most each text; if no one is named.

    ``own`` are the instances of each article that credits nobody.
    """
    told = [_told(instances, hearing) for instances in own]
    pages = [one.span.page for one, headline in told if not headline]
    kept = {page: [c for c in choices[page] if _reaches(c, pages)] for page in pages}
    texts = texts_behind({p: _whole(c) for p, c in kept.items()})
    alone = tally.likely == 0
    tally.add(int(alone and bool(own)), int(alone and bool(own)), texts.high)
    for one, headline in told:
        name = hearing.accounts[one.span.page].article.outlet
        what = "only its headline says so" if headline else "says so in its own words"
        rest = "how it knows is not told" if alone else "it may have it from those named"
        text = f"{name or 'an article without an outlet' + chr(39) + 's name'}: {what}; {rest}"
        reasons = (Reason("headline" if headline else "own", text, (one.span,)),)
        yield Group(f"own:{one.span.page}", (one.span.page,), reasons)


def _told(instances: Sequence[Instance], hearing: Hearing) -> tuple[Instance, bool]:
    """Give the first words of an article below its headline, or the headline's, and which."""
    headline = hearing.accounts[instances[0].span.page].article.headline
    below = [one for one in instances if headline is None or not one.span.within(headline)]
    return (below or list(instances))[0], not below


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


def _name(who: str, heard: Sequence[Instance], hearing: Hearing) -> str:
    if who in hearing.knowers.names:
        return hearing.knowers.names[who]
    spans = [one.speaker_span for one in heard if one.speaker_span]
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
