"""Made-up news in any amount: many articles on one happening, or on many happenings.

Here lives the writer of the articles, which knows nothing of the program. A happening has its
names and its words; each article tells of it in an order, with a choice and beside words of its
own, so that no two share a sentence. What real collections cannot show - six hundred articles on
one flood, and six hundred on two hundred things - can be asked for exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_CODAS = ("l", "n", "r", "s", "rk", "nd", "ld", "sh", "m", "t")
_LINKS = (
    "and while after before but as then when so until because near under over against behind for "
    "from with without in on at by since though where"
)
_HEADS = "the a this that its his her their no some any every one another two three most"
_GENERAL = 1500
"""Words that all happenings share, the first of them much more often than the last."""


class Told(NamedTuple):
    """One made-up article: its text, headline first, and the number of its happening."""

    text: str
    happening: int


def flood(articles: int, happenings: int, *, seed: int) -> Iterator[Told]:
    """Write articles on happenings in turn; the same seed writes the same.

    >>> [one.happening for one in flood(3, 2, seed=1)]
    [0, 1, 0]
    """
    drawn = random.Random(seed)
    general = [_made(drawn, 2) for _ in range(_GENERAL)]
    subjects = [_subject(drawn, general) for _ in range(happenings)]
    for at in range(articles):
        yield Told(_article(drawn, subjects[at % happenings], general), at % happenings)


class _Subject(NamedTuple):
    names: list[str]
    words: list[str]


def _subject(drawn: random.Random, general: list[str]) -> _Subject:
    names = [_made(drawn, 3).title() for _ in range(4)]
    names += [f"{_made(drawn, 2).title()} {_made(drawn, 3).title()}" for _ in range(4)]
    return _Subject(names, [_made(drawn, 3) for _ in range(8)] + drawn.sample(general, 12))


def _made(drawn: random.Random, syllables: int) -> str:
    parts = (drawn.choice(_ONSETS) + drawn.choice(_VOWELS) for _ in range(syllables))
    return "".join(parts) + drawn.choice(_CODAS)


def _article(drawn: random.Random, subject: _Subject, general: list[str]) -> str:
    lines = [_sentence(drawn, subject, general, own=2).rstrip(".")]
    for _ in range(drawn.randint(6, 14)):
        lines.append(" ".join(_sentence(drawn, subject, general, own=8) for _ in range(2)))
    return "\n".join(lines)


def _sentence(drawn: random.Random, subject: _Subject, general: list[str], *, own: int) -> str:
    told = [*drawn.sample(subject.words, 3), drawn.choice(subject.names)]
    told += [general[int(_GENERAL * drawn.random() ** 3)] for _ in range(own)]
    told += [_made(drawn, 3) for _ in range(own // 4)]
    drawn.shuffle(told)
    links, heads = _LINKS.split(), _HEADS.split()
    beside = (f"{drawn.choice(links)} {drawn.choice(heads)}" for _ in told)
    opened = drawn.choice(subject.names)
    return (
        f"{opened} {' '.join(f'{link} {word}' for link, word in zip(beside, told, strict=True))}."
    )
