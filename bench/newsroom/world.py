"""The outlets, agencies and people that all stories of a coverage share.

Here they are drawn from the tables of names. An outlet has an owner, a style, lines of
furniture; several outlets may print through one page system, whose lines are then alike.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from bench.newsroom.texts import Newsroom, Style
from bench.newsroom.wording import lines

OUTLETS = 44  # more than any one story needs


@dataclass(frozen=True, slots=True)
class World:
    """Who publishes and where: outlets, agencies, towns, and the country with its capital."""

    seed: int
    outlets: tuple[Newsroom, ...]
    agencies: tuple[Newsroom, ...]
    country: str
    capital: str
    people: str
    abroad: str
    year: int


def world_of(rng: random.Random, seed: int) -> World:
    """Draw the world of a coverage."""
    at = rng.randrange(len(lines("world", "countries", seed)))
    country = lines("world", "countries", seed)[at]
    year = rng.randint(2012, 2024)
    return World(
        seed=seed,
        outlets=_outlets(rng, seed, year),
        agencies=_agencies(rng, seed),
        country=country,
        capital=lines("world", "capitals", seed)[at],
        people=lines("world", "peoples", seed)[at],
        abroad=rng.choice([one for one in lines("world", "abroad", seed) if one != country]),
        year=year,
    )


def _style(rng: random.Random) -> Style:
    return Style(
        american=rng.random() < 0.4,
        figures=rng.choice((1, 9, 9, 10, 12)),
        spelling=rng.randrange(3),
        day=rng.choice(("on {day}", "on {day}", "{day}")),
        quotes=rng.choice(("straight", "curly", "curly", "single")),
    )


def _agencies(rng: random.Random, seed: int) -> tuple[Newsroom, ...]:
    real = rng.sample(list(lines("world", "agencies", seed)), 2)
    own = rng.choice(lines("world", "own_agencies", seed))
    state = rng.choice(lines("world", "state_agencies", seed))
    return tuple(
        Newsroom(
            id=f"agency-{_plain(name)}",
            name=name,
            domain=f"{_plain(name)}.example",
            owner=name,
            style=_style(rng),
            page=rng.randrange(4),
            agency=True,
            state=name == state,
        )
        for name in (*real, own, state)
    )


def _outlets(rng: random.Random, seed: int, year: int) -> tuple[Newsroom, ...]:
    heads, tails = (list(lines("world", key, seed)) for key in ("outlet_heads", "outlet_tails"))
    names: dict[str, None] = {}
    while len(names) < OUTLETS:
        names[f"{rng.choice(heads)} {rng.choice(tails)}"] = None
    owners = list(lines("world", "owners", seed))
    return tuple(_outlet(rng, name, owners, seed=seed, year=year) for name in names)


def _outlet(rng: random.Random, name: str, owners: list[str], *, seed: int, year: int) -> Newsroom:
    owner = rng.choice(owners) if rng.random() < 0.3 else name
    domain = f"{_plain(name)}.example"
    shown = {"name": f"The {name}" if rng.random() < 0.5 else name, "domain": domain}
    shown |= {"year": str(year + rng.choice((0, 0, 1, 3))), "owner": owner}
    system = f"system-{rng.randrange(5)}"
    shared = random.Random(f"{seed}/{system}").sample(list(lines("furniture", "system", seed)), 2)
    return Newsroom(
        id=_plain(name),
        name=name,
        domain=domain,
        owner=owner,
        style=_style(rng),
        page=rng.randrange(4),
        top=_some(rng, ("menu", "share", "appeal"), seed, shown, odds=0.4),
        bottom=_some(
            rng, ("newsletter", "appeal", "related", "related", "copyright"), seed, shown, odds=0.6
        ),
        shared=tuple(shared) if rng.random() < 0.6 else (),
        system=system,
    )


def _some(
    rng: random.Random, keys: tuple[str, ...], seed: int, shown: dict[str, str], *, odds: float
) -> tuple[str, ...]:
    drawn = [rng.choice(lines("furniture", key, seed)) for key in keys if rng.random() < odds]
    return tuple(dict.fromkeys(line.format(**shown) for line in drawn))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
