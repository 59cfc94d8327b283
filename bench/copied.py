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
_MEDIAN, _SPREAD = 430.0, 0.65
_AGENCIES = ("Norden Wire", "ANP", "Castor", "Telmar Press")
_FAR = 0.02
"""Of the copies, those of an article up to 100 days old; the rest are of the last day or two."""


class Told(NamedTuple):
    """One article: its sentences by paragraph, headline first, and the number that it copies."""

    headline: str
    paragraphs: tuple[tuple[str, ...], ...]
    parent: int | None


class _Lexicon(NamedTuple):
    words: list[str]
    drawn: NDArray[np.float64]
    phrases: list[str]


@cache
def _lexicon() -> _Lexicon:
    drawn = random.Random(7)
    shares = listed_shares()
    common = sorted((word for word in shares if " " not in word), key=lambda w: (-shares[w], w))
    made = {_made(drawn): None for _ in range(2 * VOCABULARY)}
    words = [*common, *(word for word in made if word not in shares)][:VOCABULARY]
    ranks = np.arange(len(words)) + 3.7
    chances = np.cumsum(ranks**-1.0)
    chances /= chances[-1]
    rng = np.random.default_rng(7)
    phrases = [
        " ".join(words[at] for at in np.searchsorted(chances[:4000], rng.random(size) * 0.75))
        for size in rng.integers(3, 6, _PHRASES)
    ]
    return _Lexicon(words, chances, phrases)


_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w")


def _made(drawn: random.Random) -> str:
    syllables = drawn.choice((1, 2, 2, 3, 3))
    parts = (drawn.choice(_ONSETS) + drawn.choice("aeiou") for _ in range(syllables))
    return "".join(parts) + drawn.choice("lnrsdmtk")


def _sentences(rng: np.random.Generator, words: int) -> list[str]:
    """Write sentences of so many words in all."""
    known = _lexicon()
    ids = np.searchsorted(known.drawn, rng.random(words))
    named = rng.random(words) < 0.06
    turns = rng.random(words) < 0.04
    which = (rng.random(words) ** 2 * _PHRASES).astype(int)
    written = [
        known.phrases[phrase] if turn else known.words[at].title() if name else known.words[at]
        for at, name, turn, phrase in zip(
            ids.tolist(), named.tolist(), turns.tolist(), which.tolist(), strict=True
        )
    ]
    found: list[str] = []
    at = 0
    while at < len(written):
        size = int(rng.integers(10, 28))
        sentence = " ".join(written[at : at + size])
        sentence = sentence[0].upper() + sentence[1:] + "."
        found.append(f"“{sentence}”" if rng.random() < 0.12 else sentence)
        at += size
    return found


def _paragraphs(rng: np.random.Generator, sentences: list[str]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(sentences):
        size = int(rng.integers(1, 4))
        found.append(tuple(sentences[at : at + size]))
        at += size
    return tuple(found)


def told(number: int, *, per_day: int) -> Told:
    """Write article ``number``: an odd one copies an even one before it."""
    rng = np.random.default_rng([11, number])
    words = int(min(max(rng.lognormal(np.log(_MEDIAN), _SPREAD), 60), 3000))
    headline = _sentences(rng, 9)[0].strip("“”.")
    if number % 2 == 0:
        return Told(headline, _paragraphs(rng, _sentences(rng, words)), None)
    far = rng.random() < _FAR
    reach = per_day * 100 if far else max(per_day // 2, 40)
    parent = max(0, number - 1 - 2 * int(rng.exponential(reach / 4)))
    return Told(headline, _copied(rng, _original(parent, per_day)), parent)


@lru_cache(20_000)
def _original(number: int, per_day: int) -> tuple[tuple[str, ...], ...]:
    return told(number, per_day=per_day).paragraphs


def _copied(
    rng: np.random.Generator, taken: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    kind = rng.random()
    if kind < 0.5:
        chosen, own = taken, 0
    elif kind < 0.75:
        chosen, own = taken[: max(2, int(len(taken) * rng.uniform(0.3, 0.7)))], 60
    else:
        first = int(rng.integers(0, max(1, len(taken) - 3)))
        chosen, own = taken[first : first + 4], 250
    edited = tuple(tuple(_edited(rng, one) for one in paragraph) for paragraph in chosen)
    if not own:
        return edited
    written = _paragraphs(rng, _sentences(rng, own))
    return (*written[: len(written) // 2], *edited, *written[len(written) // 2 :])


def _edited(rng: np.random.Generator, sentence: str) -> str:
    if rng.random() > 0.2:
        return sentence
    words = sentence.split(" ")
    at = int(rng.integers(1, max(2, len(words) - 1)))
    edit = rng.random()
    if edit < 0.3:
        return " ".join([*words[:at], *words[at + 1 :]])
    new = _lexicon().words[int(rng.integers(1500, VOCABULARY))]
    if edit < 0.6:
        return " ".join([*words[:at], new, *words[at:]])
    gone = int(rng.integers(1, 3))
    return " ".join([*words[:at], new, *words[at + gone :]])


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
