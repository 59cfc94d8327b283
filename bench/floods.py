"""Made-up news in any amount: many articles on one happening, or on many happenings, or copies.

Here lives the writer of the articles, which knows nothing of the program. A happening has its
names and its words; each article tells of it in an order, with a choice and beside words of its
own, so that no two share a sentence. What real collections cannot show - six hundred articles on
one flood, and six hundred on two hundred things - can be asked for exactly. ``python -m bench
floods`` times shared text and lineage on the worst of them: copies in thousands, one passage
over and over, one phrase in everything.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.rows import Row
from secondsource.records import Account, Article, Page, Passage, Span
from secondsource.sentences import sentences_of

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


# -- floods of copies -----------------------------------------------------------------------


def run(root: Path) -> list[Row]:
    """Time shared text and lineage on floods of copies, phrases and repeated passages."""
    from secondsource.compare.lineage import lineage_of
    from secondsource.compare.reuse import reuse_of

    rows: list[Row] = []
    for name, texts in _copied().items():
        accounts = [_account(f"f{at:05}", text) for at, text in enumerate(texts)]
        begun = time.process_time()
        shared = reuse_of(accounts)
        found = time.process_time()
        lineage_of(accounts, shared)
        done = time.process_time()
        pairs = len({(one.a.page, one.b.page) for one in shared})
        rows += [
            Row("floods", name, "pairs that share text", str(pairs), "-", "-"),
            Row("floods", name, "s, shared text", found - begun, "-", "-"),
            Row("floods", name, "s, lineage", done - found, "-", "-"),
        ]
    return rows


def _copied() -> dict[str, list[str]]:
    """Write the worst that can come, each as the texts of a collection."""
    drawn = random.Random(3)
    general = [_made(drawn, 2) for _ in range(_GENERAL)]
    story = _article(drawn, _subject(drawn, general), general)
    line = story.splitlines()[1]
    own = [told.text for told in flood(2000, 2000, seed=5)]
    phrase = " ".join(_made(drawn, 3) for _ in range(4))
    return {
        "5,000 copies of one text": [f"{_made(drawn, 3)}\n{story}" for _ in range(5000)],
        "300 articles, every one the same": [story] * 300,
        "an article that holds another whole": [story, f"{own[0]}\n{story}\n{own[1]}"],
        "a passage 10,000 times in a page": ["\n".join([line] * 10_000), f"{own[0]}\n{line}"],
        "one rare phrase in 2,000 texts": [f"{text} {phrase} {_made(drawn, 4)}" for text in own],
    }


def _account(name: str, text: str) -> Account:
    """Give a text as reading would: its first line the headline, the others paragraphs."""
    passages: list[Passage] = []
    body: list[Span] = []
    at = 0
    for number, line in enumerate(text.splitlines()):
        places = sentences_of(text, at, at + len(line)) if number else [(at, at + len(line))]
        passages += [
            Passage(Span(name, *ends), "", number - 1, headline=not number) for ends in places
        ]
        body.append(Span(name, at, at + len(line)))
        at += len(line) + 1
    article = Article(name, f"?{name}", headline=passages[0].span, body=tuple(body[1:]))
    return Account(Page(name, name, text), article, tuple(passages))
