"""A made-up stream of news of real length, of which every second article copies an earlier one.

Here lives the writer of the stream, which knows nothing of how copies are found. An article is
made from its number alone, so any of them can be made again at any time, in any process. Words
follow Zipf's law over a large vocabulary, with the turns of phrase that all the news shares; the
lengths are those of wire-events (half of its articles have between 250 and 700 words). A copy is
whole, cut short, or some paragraphs moved into a text of its own; its editor respells, drops,
adds and replaces words and writes a headline of his own.
"""

from __future__ import annotations

import random
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.weights import listed_shares
from secondsource.records import Account, Article, Credit, Dating, Page, Passage, Span

VOCABULARY = 60_000
_PHRASES = 4_000
_OUTLETS = 400
_MEDIAN, _SPREAD = 6.06, 0.65  # of the logarithm: 430 words
_NAMED, _TURNED, _SAID = 0.06, 0.04, 0.12  # words that are names or turns, sentences in marks
_AGENCIES = ("Norden Wire", "ANP", "Castor", "Telmar Press")
_FAR = 0.02
"""Of the copies, those of an article up to 100 days old; the rest are of the last day or two."""


class Told(NamedTuple):
    """One article: its sentences by paragraph, headline first, and the number that it copies."""

    headline: str
    paragraphs: tuple[tuple[str, ...], ...]
    parent: int | None


class _Lexicon(NamedTuple):
    """Words, the same with a capital, and turns of phrase, in one list; the words' chances."""

    written: list[str]
    words: int
    drawn: NDArray[np.float64]


@cache
def _lexicon() -> _Lexicon:
    drawn = random.Random(7)
    shares = listed_shares()
    common = sorted((word for word in shares if " " not in word), key=lambda w: (-shares[w], w))
    made = {_made(drawn): None for _ in range(2 * VOCABULARY)}
    words = [*common, *(word for word in made if word not in shares)][:VOCABULARY]
    chances = np.cumsum((np.arange(len(words)) + 3.7) ** -1.0)
    chances /= chances[-1]
    rng = np.random.default_rng(7)
    phrases = [
        " ".join(words[at] for at in np.searchsorted(chances[:4000], rng.random(size) * 0.75))
        for size in rng.integers(3, 6, _PHRASES)
    ]
    return _Lexicon([*words, *(word.title() for word in words), *phrases], len(words), chances)


_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w")


def _made(drawn: random.Random) -> str:
    syllables = drawn.choice((1, 2, 2, 3, 3))
    parts = (drawn.choice(_ONSETS) + drawn.choice("aeiou") for _ in range(syllables))
    return "".join(parts) + drawn.choice("lnrsdmtk")


def _sentences(drawn: random.Random, words: int) -> list[str]:
    """Write sentences of so many words in all."""
    known = _lexicon()
    rng = np.random.default_rng(drawn.getrandbits(32))
    chance = rng.random((3, words))
    places = np.searchsorted(known.drawn, chance[0])
    places[chance[1] < _NAMED] += known.words
    turns = chance[1] > 1 - _TURNED
    places[turns] = 2 * known.words + (chance[2][turns] ** 2 * _PHRASES).astype(int)
    written = [known.written[at] for at in places.tolist()]
    found: list[str] = []
    at = 0
    while at < len(written):
        size = drawn.randint(10, 27)
        sentence = " ".join(written[at : at + size])
        sentence = sentence[0].upper() + sentence[1:] + "."
        found.append(f"“{sentence}”" if drawn.random() < _SAID else sentence)
        at += size
    return found


def _paragraphs(drawn: random.Random, sentences: list[str]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(sentences):
        size = drawn.randint(1, 3)
        found.append(tuple(sentences[at : at + size]))
        at += size
    return tuple(found)


def told(number: int, *, per_day: int) -> Told:
    """Write article ``number``: an odd one copies an even one before it."""
    drawn = random.Random(number * 2 + 1)
    words = int(min(max(drawn.lognormvariate(_MEDIAN, _SPREAD), 60), 3000))
    headline = _sentences(drawn, 9)[0].strip("“”.")
    if number % 2 == 0:
        return Told(headline, _paragraphs(drawn, _sentences(drawn, words)), None)
    reach = per_day * 100 if drawn.random() < _FAR else max(per_day // 2, 40)
    parent = max(0, number - 1 - 2 * int(drawn.expovariate(4 / reach)))
    return Told(headline, _copied(drawn, _original(parent, per_day)), parent)


@lru_cache(4000)
def _original(number: int, per_day: int) -> tuple[tuple[str, ...], ...]:
    return told(number, per_day=per_day).paragraphs


def _copied(
    drawn: random.Random, taken: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    kind = drawn.random()
    if kind < 0.5:
        chosen, own = taken, 0
    elif kind < 0.75:
        chosen, own = taken[: max(2, int(len(taken) * drawn.uniform(0.3, 0.7)))], 60
    else:
        first = drawn.randrange(max(1, len(taken) - 3))
        chosen, own = taken[first : first + 4], 250
    edited = tuple(tuple(_edited(drawn, one) for one in paragraph) for paragraph in chosen)
    if not own:
        return edited
    written = _paragraphs(drawn, _sentences(drawn, own))
    return (*written[: len(written) // 2], *edited, *written[len(written) // 2 :])


def _edited(drawn: random.Random, sentence: str) -> str:
    if drawn.random() > 0.2:
        return sentence
    words = sentence.split(" ")
    at = drawn.randint(1, max(1, len(words) - 2))
    edit = drawn.random()
    if edit < 0.3:
        return " ".join([*words[:at], *words[at + 1 :]])
    new = _lexicon().written[drawn.randint(1500, VOCABULARY - 1)]
    if edit < 0.6:
        return " ".join([*words[:at], new, *words[at:]])
    return " ".join([*words[:at], new, *words[at + drawn.randint(1, 2) :]])


def account(number: int, *, per_day: int) -> Account:
    """Give article ``number`` as reading and extracting would, with its page."""
    one = told(number, per_day=per_day)
    name = f"p{number:07}"
    passages = [Passage(Span(name, 0, len(one.headline)), "", -1, headline=True)]
    body: list[Span] = []
    pieces, at = [one.headline], len(one.headline)
    for paragraph, sentences in enumerate(one.paragraphs):
        at += 2
        start = at
        for sentence in sentences:
            passages.append(Passage(Span(name, at, at + len(sentence)), "", paragraph))
            at += len(sentence) + 1
        at -= 1
        pieces.append(" ".join(sentences))
        body.append(Span(name, start, at))
    outlet = f"Outlet {number * 7919 % _OUTLETS}"
    page = Page(name, name, "\n\n".join(pieces))
    article = Article(
        name,
        outlet.lower(),
        outlet=outlet,
        headline=passages[0].span,
        credits=_credits(number, body),
        published=_day(number // per_day),
        body=tuple(body),
    )
    return Account(page, article, tuple(passages))


def _credits(number: int, body: list[Span]) -> tuple[Credit, ...]:
    if number % 5 or not body:
        return ()
    last = body[-1]
    return (Credit(_AGENCIES[number % 4], Span(last.page, last.end - 1, last.end)),)


def _day(day: int) -> Dating:
    year, rest = divmod(day, 336)
    written = f"{2015 + year}-{rest // 28 + 1:02}-{rest % 28 + 1:02}"
    return Dating(written, written, 0.9)
