"""A made-up stream of happenings: what is told of each, by whom, in texts of real length.

Here lives the writer of the stream, which knows nothing of how stories are found. Every article
is made from its number alone, so a stream of any length needs no memory. Happenings begin all the
time; most have a few articles in a day or two, some have hundreds. Each is of a kind (thirty
words that all its twins share), lies in towns that others lie in too, and has some people and
words of its own beside those who are always in the news. Two thirds of the articles print one of
two wires on their happening; the others are texts of their own. Words follow Zipf's law and the
lengths are those of wire-events, as in ``copied``.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from bench.copied import VOCABULARY, _lexicon, _made, _paragraphs, _sentences
from secondsource.compare.days import Day
from secondsource.compare.likeness import Terms
from secondsource.compare.weighing import Telling
from secondsource.compare.weights import UNLISTED
from secondsource.records import Account, Article, Dating, Mention, Page, Passage, Span

PER_DAY = 2740  # a million a year, as in ``growth``
_BEGUN = 0.2  # happenings an article: 548 a day
_LASTING = 400.0  # happenings that begin while one is told of, on average: most of a day
_KINDS, _TOWNS, _PEOPLE = 120, 1500, 2000
_FIRST = date(2015, 1, 1)


class Happening(NamedTuple):
    """What all articles on one happening may tell: names, words of its kind, words of its own."""

    names: tuple[str, ...]
    known: tuple[str, ...]
    kind: tuple[str, ...]
    own: tuple[str, ...]


def happening_of(number: int) -> int:
    """Give the happening that an article tells of: lately begun, and some draw more than others."""
    drawn = random.Random(number * 3 + 1)
    found = int(number * _BEGUN) - int(drawn.expovariate(1 / _LASTING))
    draws = drawn.random()
    return max(0, found - found % (48 if draws < 0.25 else 6 if draws < 0.5 else 1))


def wire_of(number: int) -> tuple[int, int] | None:
    """Give the wire that an article prints - its happening and its number - or none."""
    drawn = random.Random(number * 3 + 2)
    return (happening_of(number), drawn.choice((0, 0, 0, 1))) if drawn.random() < 0.7 else None


def day_of_number(number: int) -> date:
    """Give the day an article is printed."""
    return _FIRST + timedelta(number // PER_DAY)


@cache
def _pools() -> tuple[list[str], list[str]]:
    drawn = random.Random(11)
    towns = [_made(drawn).title() for _ in range(_TOWNS)]
    return towns, [f"{_made(drawn).title()} {_made(drawn).title()}" for _ in range(_PEOPLE)]


@lru_cache(4000)
def happening(number: int) -> Happening:
    """Give what is told of a happening."""
    drawn = random.Random(number * 5 + 3)
    written = _lexicon().written
    towns, people = _pools()
    kind = random.Random(drawn.randrange(_KINDS))
    own = [f"{_made(drawn).title()} {_made(drawn).title()}" for _ in range(drawn.randint(2, 4))]
    return Happening(
        (*own, *drawn.sample(towns, 2)),
        tuple(people[min(int(drawn.paretovariate(0.6)), _PEOPLE) - 1] for _ in range(2)),
        tuple(written[kind.randrange(300, 9000)] for _ in range(30)),
        tuple(written[drawn.randrange(2000, VOCABULARY)] for _ in range(14)),
    )


@lru_cache(20_000)
def entity(name: str) -> str:
    """Give the id of an entity."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


# -- whole articles -------------------------------------------------------------------------


def account(number: int) -> tuple[Account, Mapping[Span, str]]:
    """Give an article as reading and extracting would, and the entities of its mentions."""
    about = happening(happening_of(number))
    wire = wire_of(number)
    seed = number * 7 + 5 if wire is None else -(wire[0] * 3 + wire[1]) - 1
    drawn = random.Random(seed)
    words = int(min(max(drawn.lognormvariate(6.06, 0.65), 60), 3000))
    lines = [_told(drawn, one, about, at < 4) for at, one in enumerate(_sentences(drawn, words))]
    headline = _told(random.Random(number), "Word of it", about, True).rstrip(".")
    return _laid(number, headline, _paragraphs(drawn, lines), about)


def _told(drawn: random.Random, sentence: str, about: Happening, top: bool) -> str:
    """Put what the happening has into a sentence; more of it at the top."""
    words = sentence.split(" ")
    put = [drawn.choice(about.kind) for _ in range(drawn.randint(0, 3))]
    if drawn.random() < 0.15:
        put.append(drawn.choice(about.own))
    if top or drawn.random() < 0.4:
        put.append(drawn.choice(about.names))
    if top:
        put.append(drawn.choice(about.names))
    if drawn.random() < 0.15:
        put.append(drawn.choice(about.known))
    for one in put:
        words.insert(drawn.randint(1, len(words)), one)
    return " ".join(words)


def _laid(
    number: int, headline: str, paragraphs: tuple[tuple[str, ...], ...], about: Happening
) -> tuple[Account, Mapping[Span, str]]:
    name = f"p{number:08}"
    passages = [Passage(Span(name, 0, len(headline)), "", -1, headline=True)]
    text = headline
    for at, sentences in enumerate(paragraphs):
        text += "\n"
        for one in sentences:
            passages.append(Passage(Span(name, len(text) + 1, len(text) + 1 + len(one)), "", at))
            text += f" {one}"
    named = re.compile("|".join(sorted({*about.names, *about.known}, key=len, reverse=True)))
    found = {Span(name, *place.span()): entity(place[0]) for place in named.finditer(text)}
    day = day_of_number(number).isoformat()
    article = Article(name, name, headline=passages[0].span, published=Dating(day, day, 0.9))
    mentions = tuple(Mention(span, "other") for span in found)
    return Account(Page(name, name, text), article, tuple(passages), mentions), found


# -- terms alone ----------------------------------------------------------------------------


def telling(number: int) -> Telling:
    """Give an article's terms without its text, as many as a text of real length has."""
    about = happening(happening_of(number))
    drawn = random.Random(number * 7 + 5)
    known = _lexicon()
    rng = np.random.default_rng(number)
    size = int(min(max(drawn.lognormvariate(6.06, 0.65), 60), 3000))
    weights: dict[str, float] = {}
    for at in np.searchsorted(known.drawn, rng.random(size)).tolist():
        word = known.written[at]
        weights[word] = weights.get(word, 0.0) + 1.0
    top: set[str] = set()
    names = [entity(one) for one in (*about.names, *about.known)]
    for several, share in ((names[:-2], 0.8), (names[-2:], 0.3), (about.own, 0.2)):
        for one in several:
            if drawn.random() < share:
                weights[one] = float(drawn.choice((1, 2, 3, 5)))
                if drawn.random() < 0.5:
                    weights[one] += 2.0
                    top.add(one)
    for one in drawn.sample(about.kind, 15):
        weights[one] = weights.get(one, 0.0) + 1.0
    priors = {one: UNLISTED for one in names if one in weights}
    return Telling(Terms(weights, {}, top), priors, Day(day_of_number(number)))
