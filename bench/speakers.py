"""Whose words a quotation is: on PolNeAR, on the example coverage and on the five first articles.

PolNeAR gives the words of each attribution's origin and no name behind them. Where those words
are a name ("Senate leader Ada Roos, a Democrat"), the speaker is right if the entity we bind has
that surname among its names; textacy's is right if the surname is among its speaker's words.
Where they only point ("he", "the minister"), 253 places of the tuning part were read and named
(``labels/speakers.csv``); "-" there means that nobody named in the text says it.

A direct quotation is found if half of its words stand in one of ours, and one of ours is right
to be there if half of its words are somebody's content. Reading errors: ``python -m
bench.speakers -v`` prints those of the tuning part.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.polnear import Attribution, Text, f1, texts_in, words_in
from bench.quotations import by_textacy
from bench.rows import Row, folder, printed
from secondsource.extract.people import entities_of
from secondsource.extract.speakers import with_speakers
from secondsource.pipeline import extracted, tags_of, untagged
from secondsource.records import Account, Article, Entity, Page, Quotation, Span

LABELS = Path(__file__).parent / "labels" / "speakers.csv"
NOBODY = "-"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# What ends the part of a speaker's words that holds the name.
_ENDS = re.compile(r"[,(]|\s(?:of|for|at|from|in|on|who|that|with|and)\s|'s\b|’s\b|s['’]\s")
_NO_NAME = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "who",
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
    ]
)


@dataclass(frozen=True, slots=True)
class Told:
    """One quotation that somebody labelled, beside what the program made of it.

    ``wanted`` are surnames, any of which is right, or ``NOBODY``; ``how`` is ``direct`` or
    ``pointing`` (by a pronoun or a role); ``ours`` is None where the quotation was not found.
    """

    text: str
    place: int
    how: str
    wanted: tuple[str, ...]
    ours: Quotation | None
    names: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Say whether the speaker is who it should be; nobody is right for ``NOBODY``."""
        if self.wanted == (NOBODY,):
            return not self.names
        return any(holds(name, self.names) for name in self.wanted)


def is_tuning(name: str) -> bool:
    """Say whether a text of PolNeAR's training part may be read for tuning.

    >>> is_tuning("made-up_2031-05-06_ferry-sinks")
    False
    """
    return zlib.crc32(name.encode()) % 10 == 0


def holds(surname: str, names: Iterable[str]) -> bool:
    """Say whether one of an entity's names has a word.

    >>> holds("Roos", ["Ada Roos", "Roos"]), holds("Roos", ["Ada Krol"])
    (True, False)
    """
    return any(surname.lower() in _WORD.findall(name.lower()) for name in names)


def surname_in(words: str) -> str | None:
    """Give the surname that a speaker's words have for their head, None where they only point.

    >>> surname_in("Harbour Board chief Ada Roos, a sailor"), surname_in("Roos's lawyer")
    ('Roos', None)
    >>> surname_in("A spokesman for the Harbour Board"), surname_in("the mayor")
    (None, None)
    """
    ends = _ENDS.search(words)
    if ends and words[ends.start()] in "'’s":
        return None
    found = _WORD.findall(words[: ends.start()] if ends else words)
    while found and found[-1].isdigit():
        found.pop()
    last = found[-1] if found else ""
    named = last[:1].isupper() and last.lower() not in _NO_NAME
    return last if named and not (len(found) == 1 and last.endswith("s") and ends) else None


# -- what the program says of texts ---------------------------------------------------------


def accounts_of(texts: Sequence[Text]) -> tuple[Account, ...]:
    """Read texts as the pipeline does; speakers are not bound yet."""
    drafts = [
        (
            Page(id=one.name, input=one.name, text=one.text),
            Article(
                id=one.name,
                family=one.name,
                body=(Span(one.name, 0, len(one.text)),),
                language="en",
            ),
        )
        for one in texts
    ]
    tags = tags_of(untagged(drafts, {}))
    return tuple(extracted(page, article, tags) for page, article in drafts)


def bound(accounts: Sequence[Account]) -> tuple[tuple[Account, ...], dict[str, Entity]]:
    """Bind the speakers of accounts, each text alone, as PolNeAR's have nothing to do together."""
    made, known = [], {}
    for account in accounts:
        entities = entities_of([account])
        known.update({one.id: one for one in entities})
        made += with_speakers([account], entities)
    return tuple(made), known


# -- gold ------------------------------------------------------------------------------------


def _overlap(words: frozenset[int], quotation: Quotation, text: str) -> float:
    mine = words_in(text, [(part.start, part.end) for part in quotation.parts])
    return len(words & mine) / max(1, len(words))


def matched(gold: Attribution, account: Account) -> Quotation | None:
    """Give our quotation that holds most of a gold content; None under half of it.

    Of two that hold as much, the one whose speaker's words touch the gold ones.
    """
    text = account.page.text

    def rank(one: Quotation) -> tuple[float, bool, int]:
        where = one.speaker_span
        near = where is not None and any(where.start <= at < where.end for at in gold.origin)
        return (round(_overlap(gold.content, one, text), 2), near, -one.span.start)

    start, end = min(gold.content), max(gold.content)
    found = [one for one in account.quotations if one.span.start <= end and start < one.span.end]
    best = max(found, key=rank, default=None)
    return best if best is not None and rank(best)[0] >= 0.5 else None


def _origin(text: str, gold: Attribution) -> str:
    first, last = min(gold.origin), max(gold.origin)
    end = _WORD.match(text, last)
    return text[first : end.end() if end else last]


def named_in(
    texts: Sequence[Text], accounts: Sequence[Account], known: dict[str, Entity]
) -> Iterator[Told]:
    """Yield the direct quotations whose gold origin is a name."""
    for text, account in zip(texts, accounts, strict=True):
        for gold in text.gold:
            surname = surname_in(_origin(text.text, gold)) if gold.origin else None
            if gold.direct and surname is not None:
                ours = matched(gold, account)
                names = _names(ours, known)
                yield Told(text.name, min(gold.content), "direct", (surname,), ours, names)


def pointing_in(
    texts: Sequence[Text], accounts: Sequence[Account], known: dict[str, Entity]
) -> Iterator[Told]:
    """Yield the quotations whose speaker's words only point and were named by a reader."""
    labels: dict[str, dict[int, str]] = {}
    for row in csv.DictReader(LABELS.open(encoding="utf-8")):
        labels.setdefault(row["text"], {})[int(row["start"])] = row["speaker"]
    for text, account in zip(texts, accounts, strict=True):
        for gold in text.gold:
            at = min(gold.origin, default=-1)
            wanted = labels.get(text.name, {}).get(at)
            if wanted is not None and gold.content:
                ours = matched(gold, account)
                names = _names(ours, known)
                yield Told(text.name, at, "pointing", tuple(wanted.split("|")), ours, names)


def _names(quotation: Quotation | None, known: dict[str, Entity]) -> tuple[str, ...]:
    speaker = quotation.speaker if quotation else None
    return known[speaker].names if speaker else ()


# -- figures ---------------------------------------------------------------------------------


def found_f1(texts: Sequence[Text], told: Sequence[Sequence[Attribution]]) -> float:
    """Give the F1 of direct quotations found, by half of their words."""
    wanted = hits = mine = right = 0
    for text, ours in zip(texts, told, strict=True):
        direct = [one for one in text.gold if one.direct]
        all_gold = frozenset().union(*(one.content for one in text.gold))
        wanted += len(direct)
        hits += sum(
            any(2 * len(one.content & other.content) >= len(one.content) for other in ours)
            for one in direct
        )
        spoken = [one for one in ours if one.direct and one.content]
        mine += len(spoken)
        right += sum(2 * len(one.content & all_gold) >= len(one.content) for one in spoken)
    recall, precision = hits / max(1, wanted), right / max(1, mine)
    return f1(precision * recall, precision, recall)


def in_marks(account: Account) -> list[Attribution]:
    """Give the quotations of an account that hold marked words."""
    return [
        Attribution(
            frozenset(),
            frozenset(),
            words_in(account.page.text, [(part.start, part.end) for part in one.parts]),
            one.kind == "direct",
        )
        for one in account.quotations
        if one.kind != "indirect"
    ]


def textacy_right(texts: Sequence[Text], theirs: Sequence[Sequence[Attribution]]) -> float:
    """Give textacy's share of named direct quotations whose speaker's words hold the surname."""
    right = wanted = 0
    for text, found in zip(texts, theirs, strict=True):
        for gold in text.gold:
            surname = surname_in(_origin(text.text, gold)) if gold.origin else None
            if not gold.direct or surname is None:
                continue
            wanted += 1
            best = max(found, key=lambda one: len(one.content & gold.content), default=None)
            if best is not None and 2 * len(best.content & gold.content) >= len(gold.content):
                said = [_WORD.match(text.text, at) for at in best.origin]
                right += surname in {word.group() for word in said if word}
    return right / max(1, wanted)


def run(root: Path) -> Iterator[Row]:
    """Measure on PolNeAR's dev part, and the pointing words on its tuning part."""
    texts = list(texts_in(root / "polnear" / "dev"))
    accounts, known = bound(accounts_of(texts))
    theirs = [by_textacy(one) for one in texts]
    ours = found_f1(texts, [in_marks(account) for account in accounts])
    yield Row("polnear", "dev", "direct found F1", ours, "textacy", found_f1(texts, theirs))
    told = list(named_in(texts, accounts, known))
    share = sum(one.right for one in told) / len(told)
    name = f"speaker right of {len(told)} direct ones by a name"
    yield Row("polnear", "dev", name, share, "textacy", textacy_right(texts, theirs))


if __name__ == "__main__":
    print(printed(run(folder("polnear").parent)))
