"""Whose words a quotation is: on PolNeAR, on the example coverage and on the five first articles.

PolNeAR gives the words of each attribution's origin and no name behind them. Where those words
are a name ("Senate leader Ada Roos, a Democrat"), the speaker is right if the entity we bind has
that surname among its names; textacy's is right if the surname is among its speaker's words.
Where they only point ("he", "the minister"), 253 places of the tuning part were read and named
(``labels/speakers.csv``); "-" there means that nobody named in the text says it.

A direct quotation is found if half of its words stand in one of ours, and one of ours is right
to be there if half of its words are somebody's content. ``python -m bench.speakers`` prints what
is wrong in the tuning part.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.examples import findings
from bench.polnear import Attribution, Text, f1, part_of, words_in
from bench.quotations import by_textacy
from bench.rows import Row, folder
from secondsource.edges.collection import read, report
from secondsource.edges.files import inputs_of
from secondsource.edges.store import Store
from secondsource.extract.people import entities_of
from secondsource.extract.speakers import with_speakers
from secondsource.pipeline import extracted, tags_of, untagged
from secondsource.records import Account, Article, Entity, Page, Quotation, Report, Span
from secondsource.textview import level
from tests.test_seeds import SPEAKERS

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

    ``wanted`` are surnames, any of which is right, or ``NOBODY``; ``direct`` says that all of it
    stands in marks; ``ours`` is None where the quotation was not found.
    """

    text: str
    place: int
    direct: bool
    wanted: tuple[str, ...]
    ours: Quotation | None
    names: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Say whether the speaker is who it should be; nobody is right for ``NOBODY``."""
        if self.wanted == (NOBODY,):
            return not self.names
        return any(holds(name, self.names) for name in self.wanted)


def holds(surname: str, names: Iterable[str]) -> bool:
    """Say whether one of an entity's names has a word.

    >>> holds("Roos", ["Ada Roos", "Roos"]), holds("Roos", ["Ada Krol"])
    (True, False)
    """
    wanted = level(surname, fold=True)
    return any(wanted in _WORD.findall(level(name, fold=True)) for name in names)


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
    shouted = len(found) > 1 and all(word.isupper() for word in found)
    named = last[:1].isupper() and last.lower() not in _NO_NAME and not shouted
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
    made: list[Account] = []
    known: dict[str, Entity] = {}
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


def attributed_in(
    texts: Sequence[Text], accounts: Sequence[Account], known: dict[str, Entity]
) -> Iterator[Told]:
    """Yield the quotations whose gold origin is a name."""
    for text, account in zip(texts, accounts, strict=True):
        for gold in text.gold:
            surname = surname_in(_origin(text.text, gold)) if gold.origin else None
            if gold.content and surname is not None:
                ours = matched(gold, account)
                names = _names(ours, known)
                yield Told(text.name, min(gold.content), gold.direct, (surname,), ours, names)


def labelled() -> dict[str, dict[int, str]]:
    """Give the labels of pronouns and roles: surnames by text and place."""
    labels: dict[str, dict[int, str]] = {}
    with LABELS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            labels.setdefault(row["text"], {})[int(row["start"])] = row["speaker"]
    return labels


def pointing_in(
    texts: Sequence[Text], accounts: Sequence[Account], known: dict[str, Entity]
) -> Iterator[Told]:
    """Yield the quotations whose speaker's words only point and were named by a reader."""
    labels = labelled()
    for text, account in zip(texts, accounts, strict=True):
        for gold in text.gold:
            at = min(gold.origin, default=-1)
            wanted = labels.get(text.name, {}).get(at)
            if wanted is not None and gold.content:
                ours = matched(gold, account)
                names = _names(ours, known)
                yield Told(text.name, at, gold.direct, tuple(wanted.split("|")), ours, names)


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


def right_by_words(told: Attribution, text: str, wanted: Iterable[str]) -> bool:
    """Say whether the words that a peer gives for a speaker hold one of the names wanted."""
    said = [word.group() for at in told.origin if (word := _WORD.match(text, at))]
    return any(holds(name, said) for name in wanted)


def covering(content: frozenset[int], found: Sequence[Attribution]) -> Attribution | None:
    """Give the quotation of a peer that holds half of a content's words or more."""
    best = max(found, key=lambda one: len(one.content & content), default=None)
    held = best is not None and 2 * len(best.content & content) >= len(content) > 0
    return best if held else None


def _textacy_right(texts: Sequence[Text], theirs: Sequence[Sequence[Attribution]]) -> float:
    right = wanted = 0
    for text, found in zip(texts, theirs, strict=True):
        for gold in text.gold:
            surname = surname_in(_origin(text.text, gold)) if gold.origin else None
            if gold.direct and surname is not None:
                wanted += 1
                best = covering(gold.content, found)
                right += best is not None and right_by_words(best, text.text, (surname,))
    return right / max(1, wanted)


# -- the measurements ------------------------------------------------------------------------


def run(root: Path) -> Iterator[Row]:
    """Measure on PolNeAR's dev part, on its labelled tuning part, the examples and the seeds."""
    yield from _polnear_rows(part_of(root / "polnear", "dev"))
    texts = part_of(root / "polnear", "tuning")
    told = list(pointing_in(texts, *bound(accounts_of(texts))))
    yield from _pointing_rows(told)
    yield from _example_rows()
    yield from _seed_rows()


def _polnear_rows(texts: Sequence[Text]) -> Iterator[Row]:
    accounts, known = bound(accounts_of(texts))
    theirs = [by_textacy(one) for one in texts]
    ours = found_f1(texts, [in_marks(account) for account in accounts])
    yield Row("polnear", "dev", "direct found F1", ours, "textacy", found_f1(texts, theirs))
    told = [one for one in attributed_in(texts, accounts, known) if one.direct]
    share = sum(one.right for one in told) / len(told)
    name = f"speaker right, of {len(told)} direct ones by a name"
    yield Row("polnear", "dev", name, share, "textacy", _textacy_right(texts, theirs))


def _pointing_rows(told: Sequence[Told]) -> Iterator[Row]:
    """Count pronouns and roles of the tuning part; nobody is named in some of them."""
    met = [one for one in told if one.ours is not None and one.wanted != (NOBODY,)]
    bold = [one for one in met if one.names]
    name = f"speaker right, of {len(bold)} bound by pronoun or role ({len(met)} to bind)"
    yield Row("polnear", "tuning", name, sum(one.right for one in bold) / len(bold), "none", "-")
    open_ = [one for one in told if one.ours is not None and one.wanted == (NOBODY,)]
    name = f"left open, of {len(open_)} that nobody named says"
    yield Row("polnear", "tuning", name, sum(one.right for one in open_) / len(open_), "none", "-")


def _example_rows() -> Iterator[Row]:
    found, expected = findings()
    theirs = {
        file: by_textacy(Text(file, article["text"], ()))
        for file, article in found.articles.items()
    }
    told = {"met": 0, "right": 0, "textacy met": 0, "textacy right": 0}
    wanted = [one for one in expected["quotations"] if one["kind"] == "direct" and one["speaker"]]
    for one in wanted:
        place = found.place(one["file"], one["parts"][0])
        text = found.articles[one["file"]]["text"]
        words = words_in(text, [place[1:]]) if place else frozenset()
        mine = [
            quotation["speaker"]
            for quotation in found.contract["quotations"]
            if place and quotation["article"] == place[0]
            and any(start < place[2] and place[1] < end for start, end in quotation["parts"])
        ]  # fmt: skip
        told["met"] += bool(mine)
        told["right"] += any(one["speaker"] in found.names(speaker) for speaker in mine)
        best = covering(words, theirs[one["file"]])
        told["textacy met"] += best is not None
        surname = one["speaker"].split()[-1]
        told["textacy right"] += best is not None and right_by_words(best, text, (surname,))
    whole = len(wanted)
    for metric, key in (("direct found", "met"), ("speaker right", "right")):
        name = f"{metric}, of {whole} direct ones with a speaker"
        yield Row(
            "examples", "all", name, told[key] / whole, "textacy", told[f"textacy {key}"] / whole
        )


def _seeds() -> Report | None:
    beside = Path(__file__).parent.parent.parent / "shared"
    place = Path(os.environ.get("SECONDSOURCE_SHARED", beside)) / "seeds"
    if not place.is_dir():
        return None
    with tempfile.TemporaryDirectory() as made, Store(Path(made) / "seeds.db") as store:
        read(store, inputs_of([str(place)]))
        return report(store)


def _seed_rows() -> Iterator[Row]:
    """Count the speakers of the five first articles, which ``tests/test_seeds.py`` lists."""
    seeds = _seeds()
    if seeds is None:
        return
    names = {one.id: one.names for one in seeds.entities}
    right = textacy = whole = 0
    for account in seeds.accounts:
        text, number = account.page.text, Path(account.page.input).name[:3]
        theirs = by_textacy(Text(number, text, ()))
        for words, expected in SPEAKERS:
            surname, at = expected.get(number), text.find(words)
            if surname is None or at < 0:
                continue
            whole += 1
            right += any(
                one.kind != "indirect"
                and one.span.start <= at < one.span.end
                and holds(surname, names.get(one.speaker or "", ()))
                for one in account.quotations
            )
            best = covering(words_in(text, [(at, at + len(words))]), theirs)
            textacy += best is not None and right_by_words(best, text, (surname,))
    name = f"speaker right, of {whole} quotations"
    yield Row("seeds", "all", name, right / max(1, whole), "textacy", textacy / max(1, whole))


def _verbose(root: Path) -> None:
    """Print what is wrong in the tuning part, with the words around it."""
    texts = part_of(root / "polnear", "tuning")
    accounts, known = bound(accounts_of(texts))
    by_name = {one.name: one.text for one in texts}
    told = [*attributed_in(texts, accounts, known), *pointing_in(texts, accounts, known)]
    for one in told:
        if one.right or (one.ours is None and not one.direct):
            continue
        text, ours = by_name[one.text], one.ours
        words = (
            text[ours.speaker_span.start : ours.speaker_span.end]
            if ours and ours.speaker_span
            else ""
        )
        print(
            f"{one.text} {one.place}: {'/'.join(one.wanted)}, not {one.names[:1]} {words!r}",
            end=" ",
        )
        print(ours.bound.how if ours else "not found")
        around = text[max(0, one.place - 200) : one.place + 150]
        print("   ", " ".join(around.split()))


if __name__ == "__main__":
    _verbose(folder("polnear").parent)
