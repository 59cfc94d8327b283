"""How many knowers stand behind a statement, and who heard which.

A speaker is one however many heard him (``heard``). What outlets say in their own words is one
knower where nobody is named, and more with the chance that was measured: how they know is not
told, unless their reporters saw it. Headlines know nothing that their articles do not. An unnamed
official may be anybody, also somebody already counted, and so may whoever told an agency or an
outlet that is cited. Each of these is a count in doubt; they are added up, so the interval comes
from the same sum as the likely value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from secondsource.compare.chances import NONE, Chances, added, at_least, fewer, maybe, thinned
from secondsource.compare.derived import Descent, choices_of
from secondsource.compare.firsthand import seen_by_reporters
from secondsource.compare.heard import (
    Heard,
    Hearing,
    Root,
    heard_from,
    name_of,
    terms,
    within_headline,
)
from secondsource.compare.roots import Choice, texts_counted
from secondsource.records import Group, Instance, Interval, Member, Reason, Span

# How likely one more of these is one more knower, where somebody is known already.
_COLLEAGUE = 0.1  # a second person of one body or government
_UNNAMED, _POINTED, _CITED = 0.4, 0.1, 0.15
_OWN = 0.15  # a text of its own that credits nobody
_SEEN = 0.9  # one whose reporters saw it
_DOUBTED = 0.5  # two that may be one
_SINK = "hidden:*credited"  # what came from a text that credits somebody knows nothing more


def origins_of(
    carriers: Heard, descent: Descent, hearing: Hearing, *, story: Collection[str] = ()
) -> tuple[Chances, tuple[Group, ...]]:
    """Count the knowers behind the instances of each carrier, and group the carriers by them.

    ``story`` are the articles whose names and roles may tell who is meant.

    >>> from secondsource.compare.derived import descent_of
    >>> from secondsource.compare.knowers import Knowers
    >>> from secondsource.records import Lineage
    >>> origins_of({}, descent_of([], Lineage()), Hearing({}, Knowers({}, {}, {}), {}))
    ({0: 1.0}, ())
    """
    if not carriers:
        return NONE, ()
    ordered = [member for page in sorted(carriers) for member in carriers[page]]
    credited = [member for member in ordered if hearing.credited(member.instance)]
    roots, others = heard_from(credited, hearing, story or carriers)
    counts, groups = _named(roots, hearing)
    more, further = _unnamed(others, hearing)
    said = {member.instance.span.page for member in credited}
    seen = _by_page(
        member
        for member in ordered
        if not hearing.credited(member.instance) and _seen(member.instance, hearing)
    )
    own = {page: carriers[page] for page in sorted(carriers) if page not in said | seen.keys()}
    eyes = thinned(_texts(seen, carriers, descent), _SEEN)
    alone = not (roots or others or seen)
    silent = _texts(_below(own, hearing), carriers, descent)
    if alone:
        silent = {max(0, count - 1): share for count, share in silent.items()}
    groups += [*further, *_own_groups(seen | own, hearing, seen=seen, alone=alone)]
    return at_least(added((counts, more, eyes, thinned(silent, _OWN), maybe(alone))), 1), (*groups,)


def _by_page(members: Iterable[Member]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member.instance.span.page, []).append(member)
    return found


def _seen(one: Instance, hearing: Hearing) -> bool:
    return seen_by_reporters(hearing.accounts[one.span.page], one)


# -- who is named ---------------------------------------------------------------------------


def _named(roots: Mapping[str, Root], hearing: Hearing) -> tuple[Chances, list[Group]]:
    """Count named knowers; those of one body or state are one, and more only at the high end."""
    groups: list[Group] = []
    counts: list[Chances] = []
    for key, root in sorted(roots.items()):
        people = [who for who in sorted(root.people) if who in hearing.knowers.people]
        colleagues = [maybe(_COLLEAGUE)] * (len(people) - 1)
        counts.append(added([maybe(_present(root.heard())), *colleagues]))
        groups.append(_group(key, root, hearing))
    people = [min(root.people) for root in roots.values() if root.people]
    total = added(counts)
    for _ in range(len(people) - hearing.knowers.fewest(people)):
        total = fewer(total, _DOUBTED)
    return total, groups


def _present(heard: Iterable[Member]) -> float:
    """Give how likely one of several instances belongs to the statement."""
    missing = 1.0
    for member in heard:
        missing *= 1 - member.probability
    return round(1 - missing, 4)


def _group(key: str, root: Root, hearing: Hearing) -> Group:
    heard = [member.instance for member in root.heard()]
    told = [_names(who, root.people, hearing) for who in sorted(root.people)]
    quoted = [f'"{phrase}"' for phrase in sorted(root.phrases)]
    reasons = [Reason("speaker", f"said by {' and '.join([*told, *quoted])}", _credits(heard))]
    if len(root.people) + len(root.phrases) > 1 and (whose := _of(key)):
        reasons.append(Reason("dependent", f"of {whose}: counted as one"))
    pages = {one.span.page for one in heard}
    if len(pages) > 1:
        text = f"{number(len(pages), 'article')} carry what one knower said"
        reasons.append(Reason("heard", text, tuple(one.span for one in heard)))
    people = [who for who in sorted(root.people) if who not in hearing.knowers.places]
    first = next(iter([*people, *sorted(root.people)]), None)
    origin = _voice(first, root.people) if first else f"unnamed:{min(root.phrases)}"
    return Group(origin, tuple(sorted(pages)), tuple(reasons))


def _of(key: str) -> str | None:
    """Say what a root's key makes those who share it."""
    kind, _, rest = key.partition(":")
    body = rest.strip(":").replace("_", " ").replace(":", " of ")
    told = {"state": f"one government ({body})", "body": f"one body ({body})"}
    return told.get(kind, "one document" if kind == "paper" else None)


# -- who is not -----------------------------------------------------------------------------


def _unnamed(unnamed: Heard, hearing: Hearing) -> tuple[Chances, list[Group]]:
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
    return added(counts), groups


def _chance(phrase: str, heard: Sequence[Member], hearing: Hearing) -> tuple[float, str]:
    pointing = ("speakers.he", "speakers.she", "speakers.they", "speakers.it", "speakers.who")
    if any(phrase in terms(name) for name in (*pointing, "calendar.weekdays")):
        return _POINTED, "nobody established"
    carried = any(hearing.knowers.who(member.instance) in hearing.media for member in heard)
    if carried or hearing.carries(phrase):
        return _CITED, "who only carries news"
    return _UNNAMED, "nobody named"


# -- outlets' own words ---------------------------------------------------------------------


def _below(own: Heard, hearing: Hearing) -> dict[str, list[Member]]:
    """Leave out what only headlines say."""
    found = {
        page: [m for m in members if not within_headline(hearing.accounts[page], m.instance)]
        for page, members in own.items()
    }
    return {page: members for page, members in found.items() if members}


def _texts(own: Heard, carriers: Collection[str], descent: Descent) -> Chances:
    """Count the texts of some articles' words that come from no other article that says so."""
    places = {page: [m.instance.span for m in members] for page, members in own.items()}
    found = choices_of(places, descent, among=carriers)
    choices = {name: [_sunk(choice, found) for choice in some] for name, some in found.items()}
    there = {name: _present(own[name.partition("#")[0]]) for name in choices}
    texts = texts_counted({**choices, "*": [Choice(_SINK, 1.0)]}, there)
    return {count - 1: share for count, share in texts.items() if count > 0}


def _sunk(choice: Choice, pieces: Collection[str]) -> Choice:
    """Turn a parent that credits somebody into the one that all such share."""
    article = choice.parent is not None and not choice.parent.startswith("hidden:")
    return replace(choice, parent=_SINK) if article and choice.parent not in pieces else choice


def _own_groups(
    own: Heard, hearing: Hearing, *, seen: Collection[str], alone: bool
) -> Iterator[Group]:
    for page, members in sorted(own.items()):
        below = [
            m.instance for m in members if not within_headline(hearing.accounts[page], m.instance)
        ]
        one = (below or [members[0].instance])[0]
        name = hearing.accounts[page].article.outlet or "an article without an outlet's name"
        kind, what = ("own", "says so in its own words") if below else ("headline", _ONLY)
        rest = "how it knows is not told" if alone else "it may have it from those named"
        if page in seen:
            kind, rest = "seen", "its reporters saw it"
        yield Group(f"own:{page}", (page,), (Reason(kind, f"{name}: {what}; {rest}", (one.span,)),))


_ONLY = "only its headline says so"


# -- names ----------------------------------------------------------------------------------


def _voice(who: str, people: Heard) -> str:
    """Give whom a root is called by: the one who spoke, where only one did."""
    voices = {member.instance.speaker for member in people[who]}
    return (voices.pop() or who) if len(voices) == 1 else who


def _names(who: str, people: Heard, hearing: Hearing) -> str:
    """Name those of one root who spoke, never somebody behind them who did not."""
    voices = sorted({m.instance.speaker for m in people[who] if m.instance.speaker})
    said = {v: [m for m in people[who] if m.instance.speaker == v] for v in voices}
    names = [name_of(voice, said, hearing) for voice in voices]
    return ", ".join(dict.fromkeys(names)) or name_of(who, people, hearing)


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
