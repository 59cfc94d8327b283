"""What happened: a place, people, and facts with values that may grow in the course of the day.

Here a happening is drawn from the table of its kind, with everybody who may know something of
it. Witnesses, anonymous officials and documents are made as they are needed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.newsroom.texts import Fact, Happening, Knower, Style
from bench.newsroom.wording import chosen, filled, in_words, kinds_of, lines, slots_of, table
from bench.newsroom.world import World

OFFICES = [
    "police",
    "police2",
    "rescue",
    "rescue2",
    "hospital",
    "mayor",
    "council",
    "firm",
    "firm2",
    "minister",
    "minister2",
    "ministry",
    "union",
    "expert",
    "opposition",
    "rival",
    "reactor",
]
WITNESSES, DOCUMENTS = 24, 3
# Shares of facts that everybody whom they concern knows; set so that most statements have one
# origin and each stratum (2, 3 to 4, 5 and more) is filled: see the package's account.
WIDE, WIDE_MAIN = 0.11, 0.3


# Too little without what follows: "the head".
_BARE = frozenset(("head", "chief", "leader", "duty officer", "president", "chairwoman"))


def happening_of(rng: random.Random, world: World, *, number: int, kind: str = "") -> Happening:
    """Draw one happening of a kind that the world's seed may use."""
    kind = kind or rng.choice(kinds_of(world.seed))
    return drawn(rng, world, table(f"kinds/{kind}"), story=f"s{number}", kind=kind)


def drawn(
    rng: random.Random, world: World, told: Mapping[str, Any], *, story: str, kind: str
) -> Happening:
    """Draw a happening from the table of its kind."""
    foreign = rng.random() < 0.3
    slots = _slots(rng, world, told)
    early, late = _values(rng, told["values"])
    named = list(_names(rng, world, foreign=foreign))
    begin = datetime(world.year, rng.randint(1, 12), rng.randint(1, 28), 12, tzinfo=UTC)
    return Happening(
        id=story,
        kind=kind,
        noun=told.get("noun", ""),
        facts=facts_of(rng, told.get("facts", ())),
        heads=tuple(told.get("heads", ())),
        early=slots | early,
        late=slots | late,
        cast=_cast(rng, told, slots, named=named, story=story),
        minute=int(begin.timestamp()) // 60 + rng.randint(-400, 400),
        foreign=foreign,
        spellings=tuple(tuple(name.split("|")) for name in named if "|" in name),
    )


def day_of(minute: int) -> datetime:
    """Give the moment of a minute that counts from 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)


def facts_of(rng: random.Random, told: Sequence[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Read facts from a table, and settle how widely each is known; the first is the main one."""
    return tuple(_narrowed(rng, _fact(one), main=at == 0) for at, one in enumerate(told))


def known_in(story: str, known: Sequence[Knower]) -> tuple[Knower, ...]:
    """Give the same people as knowers of another happening."""

    def name(old: str) -> str:
        return f"{story}.{old.partition('.')[2]}"

    return tuple(replace(one, id=name(one.id), stands_for=name(one.stands_for)) for one in known)


def _fact(told: Mapping[str, Any]) -> Fact:
    return Fact(
        id=told["id"],
        gloss=told["gloss"],
        say=tuple(told["say"]),
        spoken=tuple(told["spoken"]),
        know=tuple(told["know"].split()),
        weight=told["weight"],
    )


def _narrowed(rng: random.Random, fact: Fact, *, main: bool) -> Fact:
    """Settle how widely a fact is known: most facts of a day go back to one knower."""
    draw = rng.random()
    if draw < (WIDE_MAIN if main else WIDE):
        return fact
    several = 0.4 if main else 0.1
    roles = [role for role in fact.know if role != "observer"]
    count = 2 if rng.random() < several and len(roles) > 1 else 1
    if main:  # somebody must be there to ask
        roles = [role for role in roles if role not in ("witness", "document")] or roles
    return replace(fact, know=tuple(sorted(rng.sample(roles, min(count, len(roles))))), lone=True)


def knower_of(rng: random.Random, story: Happening, fact: Fact, role: str) -> Knower:
    """Choose who of a role tells a fact; of a lone one always the same."""
    known = story.cast[role]
    if not fact.lone or role not in ("witness", "document"):
        return rng.choice(known)
    return known[sum(map(ord, fact.id)) % len(known)]


def _slots(rng: random.Random, world: World, told: Mapping[str, Any]) -> dict[str, str]:
    region = rng.choice(lines("world", "regions", world.seed))
    return {
        "place": rng.choice(lines("world", "towns", world.seed)),
        "region": region,
        "region_": region[:1].upper() + region[1:],
        "country": world.country,
        "capital": world.capital,
        "people": world.people,
        "abroad": world.abroad,
        "name": rng.choice(told["names"]),
        "firm": rng.choice(told["firms"]),
    }


def _values(rng: random.Random, asked: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Draw each value; one that grows is lower in the early hours."""
    early, late = {}, {}
    for slot, form in asked.items():
        value = _value(rng, form)
        early[slot] = late[slot] = value
        if form.endswith("grows") and rng.random() < 0.5:
            number = int(value.partition(":")[2])
            early[slot] = f"count:{max(2, number - rng.randint(1, max(1, number // 2)))}"
    return early, late


def _value(rng: random.Random, form: str) -> str:
    what, _, rest = form.partition(" ")
    if what in ("count", "year"):
        low, high = (int(part) for part in rest.split()[:2])
        return f"{what}:{rng.randint(low, high)}"
    if what == "pick":
        return f"pick:{rng.choice(rest.split('|'))}"
    if what == "hour":
        return f"hour:{rng.randint(1, 23)}.{rng.choice(('05', '10', '20', '25', '35', '40', '50'))}"
    if what == "day":
        return f"pick:{rng.choice(('March', 'May', 'September', 'November'))} {rng.randint(2, 28)}"
    return f"money:{rng.choice((1, 2, 3, 4, 6, 7, 8, 12, 17, 23, 45, 80))}.{rng.randint(1, 9)}"


def put(rng: random.Random, template: str, values: Mapping[str, str], style: Style) -> str:
    """Fill a template with values, each written as a newsroom of a style would."""
    slots = {slot: _shown(rng, values[slot], style) for slot in slots_of(template)}
    return filled(template, slots)


def _shown(rng: random.Random, value: str, style: Style) -> str:
    what, _, rest = value.partition(":")
    if what == "count":
        number = int(rest)
        return f"{number:,}" if number > style.figures else in_words(number)
    if what == "money":
        return rng.choice((f"{rest} million euros", f"€{rest} million", f"€{rest}m"))
    if what == "hour":
        hour, _, minute = rest.partition(".")
        half = "am" if int(hour) < 12 else "pm"
        twelve = (int(hour) - 1) % 12 + 1
        return rng.choice(
            (f"{twelve}.{minute}{half}", f"{twelve}:{minute} {half}", f"{int(hour):02}:{minute}")
        )
    return rest if what in ("year", "pick") else value


def _names(rng: random.Random, world: World, *, foreign: bool) -> Sequence[str]:
    """Draw a name for every office and witness; foreign ones have several spellings."""
    need = len(OFFICES) + WITNESSES
    first, last = (list(lines("world", key, world.seed)) for key in ("first", "last"))
    plain: dict[str, None] = {}
    surnames: list[str] = []
    while len(plain) < need:
        if not surnames:
            surnames = rng.sample(last, len(last))
        plain[f"{rng.choice(first)} {surnames.pop()}"] = None
    found = list(plain)
    if foreign:
        odd = list(lines("world", "foreign", world.seed))
        for at, name in zip(rng.sample(range(len(OFFICES)), 9), rng.sample(odd, 9), strict=True):
            found[at] = name
    return found


def _cast(
    rng: random.Random,
    told: Mapping[str, Any],
    slots: Mapping[str, str],
    *,
    named: list[str],
    story: str,
) -> dict[str, tuple[Knower, ...]]:
    cast = table("cast")
    titles = {**cast["titles"], **told.get("titles", {})}
    bodies = {**cast["bodies"], **told.get("bodies", {})}
    found: dict[str, list[Knower]] = {}
    for role, nouns in bodies.items():
        body = tuple(filled(noun, slots) for noun in nouns)
        found[role] = [_organisation(story, role, body)]
    for role, name in zip(OFFICES, named, strict=False):
        title = filled(rng.choice(titles[role]), slots)
        stands = cast["groups"].get(role, role)
        found.setdefault(stands, []).append(_person(story, role, name, title, stands=stands))
    found["witness"] = [
        _witness(rng, story, f"w{at}", name, slots) for at, name in enumerate(named[len(OFFICES) :])
    ]
    papers = rng.sample(told["documents"], min(DOCUMENTS, len(told["documents"])))
    found["document"] = [
        _document(story, f"d{at}", filled(paper, slots)) for at, paper in enumerate(papers)
    ]
    return {role: tuple(knowers) for role, knowers in found.items()}


def _organisation(story: str, role: str, nouns: tuple[str, ...]) -> Knower:
    return Knower(
        f"{story}.{role}.body", "organisation", nouns[0], f"{story}.{role}", nouns, nouns, role
    )


def is_woman(name: str) -> bool:
    """Say whether a name is a woman's, by the tables.

    >>> is_woman("Jana Holm"), is_woman("Marek Holm")
    (True, False)
    """
    names = table("world")
    first = name.partition(" ")[0]
    return first in names["tuning"]["women"] or first in names["unseen"]["women"]


def _person(story: str, role: str, name: str, title: str, *, stands: str) -> Knower:
    whole = name.partition("|")[0]
    last = whole.partition(" ")[2]
    if is_woman(whole):
        title = title.replace("spokesman", "spokeswoman")
    simple = title.partition(" of ")[0].partition(" for ")[0].partition(" at ")[0]
    again = (last, last) if simple in _BARE else (last, last, f"the {simple}")
    plain = simple == title
    nouns = (f"{title} {whole}", f"{whole}, the {title},", f"the {title}, {whole},")
    if not plain:
        nouns = (f"{whole}, {title},", f"{whole}, {title},", f"{whole}, who is {title},")
    return Knower(f"{story}.{role}", "person", whole, f"{story}.{stands}", nouns, again, role)


def _witness(
    rng: random.Random, story: str, at: str, name: str, slots: Mapping[str, str]
) -> Knower:
    cast = table("cast")["witnesses"]
    shape = {
        **slots,
        "name": name,
        "job": rng.choice(cast["jobs"]),
        "age": str(rng.randint(19, 84)),
    }
    noun = filled(chosen(rng, rng.choice(cast["nouns"])), shape).rstrip(",")
    noun = noun + "," if "," in noun else noun
    for job in ("electrician",):
        noun = noun.replace(f"a {job}", f"an {job}")
    last = name.rpartition(" ")[2]
    return Knower(f"{story}.{at}", "person", name, f"{story}.{at}", (noun,), (last,), "witness")


def _document(story: str, at: str, noun: str) -> Knower:
    plain = noun.partition(" ")[2]
    again = f"the {plain.partition(' from ')[0].partition(' by ')[0].partition(' of ')[0]}"
    return Knower(f"{story}.{at}", "document", noun, f"{story}.{at}", (noun,), (again,), "document")
