"""The figures: names, who is who, quotations, speakers, and one quotation in several articles.

Names count by exact characters and kind, less an article or title before and a possessive behind.
Quotations are compared as sets of words, so marks and commas do not count. An entity of ours is
the labelled one that most of its mentions name, wherever in the collection they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.polnear import Attribution, Words, f1, scored, words_in
from bench.press.gold import UNNAMED, Labelled, Name, Place, Said, articles
from bench.press.readings import (
    MEDIUM,
    SMALL,
    FoundName,
    FoundSaid,
    Reading,
    Readings,
    by_spacy,
    ours,
    textacy,
)
from bench.rows import Row

_EDGE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_PRONOUNS = {"he", "she", "it", "they", "i", "we", "you", "one", "him", "her", "them", "who"}
_ROLES = {"origin": "speaker", "cue": "cue", "content": "content"}
_BESIDE = {"a": "addressee", "v": "via", "o": "occasion"}

Both = tuple[Labelled, Reading]


def run(root: Path) -> Iterator[Row]:
    """Measure each half; the articles are our own, so the folder of data sets is not used."""
    every = articles()
    mine, peer = ours(every), textacy(every)
    who = meant(every, mine)
    spacies = {"spaCy small": by_spacy(every, SMALL), "spaCy medium": by_spacy(every, MEDIUM)}
    for split in ("even, read", "odd, unseen"):
        half = [one for one in every if one.split == split]
        both = [(one, mine[one.number]) for one in half]
        for name, found in spacies.items():
            for what, figure in (("span and kind", named), ("span", spanned)):
                theirs = figure(_beside(half, found)) if found else "not installed"
                yield Row("press", split, f"names: F1 of {what}", figure(both), name, theirs)
        yield from _rows_of_who(split, both)
        yield from _rows_of_direct(split, both, _beside(half, peer) if peer else None, who)
        yield from _rows_of_speakers(split, both, who)
        yield from _rows_of_roles(split, both)
        prints = f1(*same_prints(both))
        yield Row("press", split, "pairs of prints of one quotation: F1", prints, "none", "-")


def _beside(half: Sequence[Labelled], found: Readings) -> list[Both]:
    return [(one, found[one.number]) for one in half]


# -- names -----------------------------------------------------------------------------------


def bare(text: str, place: Place) -> Place:
    """Take an article before a name and a possessive behind it off.

    >>> bare("the United Nations' seat", (0, 19))
    (4, 18)
    """
    start, end = place
    article = _EDGE.match(text, start, end)
    start = article.end() if article and article.end() < end else start
    return start, end - len(found[0]) if (found := _POSSESSIVE.search(text[start:end])) else end


def named(both: Sequence[Both]) -> float:
    """Give F1 of names by span and kind."""
    return _name_f1(both, lambda place, one: (place, one.kind))


def spanned(both: Sequence[Both]) -> float:
    """Give F1 of names by span alone."""
    return _name_f1(both, lambda place, one: place)


def _name_f1(both: Sequence[Both], key: Callable[[Place, Name | FoundName], object]) -> float:
    """Give F1 by a key; a labelled title that a reader takes for part of the name is cut off."""
    hits = found = gold = 0
    for one, reading in both:
        whole = {(name.title[0], name.place[1]): name.place for name in one.names if name.title}
        left, right = (
            {key(whole.get(place := bare(one.text, name.place), place), name) for name in names}
            for names in (reading.names, one.names)
        )
        hits, found, gold = hits + len(left & right), found + len(left), gold + len(right)
    return f1(hits, found, gold)


def titled(both: Sequence[Both]) -> float:
    """Give F1 of titles, by the words of the title and the name they stand before."""
    hits = found = gold = 0
    for one, reading in both:
        left, right = (
            {(words_in(one.text, [name.title]), name.place) for name in names if name.title}
            for names in (reading.names, one.names)
        )
        hits, found, gold = hits + len(left & right), found + len(left), gold + len(right)
    return f1(hits, found, gold)


# -- who is who ------------------------------------------------------------------------------


def over(name: Name, found: Sequence[FoundName]) -> FoundName | None:
    """Give the found name that shares most characters with a labelled one; None for none."""
    return max(
        (one for one in found if _shared(one.place, name.place) > 0),
        key=lambda one: (_shared(one.place, name.place), one.place[0] - one.place[1], one.entity),
        default=None,
    )


def _shared(one: Place, other: Place) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def meant(every: Sequence[Labelled], mine: Readings) -> dict[str, frozenset[str]]:
    """Give for each entity of ours the labelled ones that most of its mentions name."""
    counts: dict[str, Counter[str]] = {}
    for one in every:
        for name in one.names:
            found = over(name, mine[one.number].names)
            if found and bare(one.text, found.place) == bare(one.text, name.place):
                counts.setdefault(found.entity, Counter())[name.entity] += 1
    return {
        entity: frozenset(gold for gold, times in names.items() if times == max(names.values()))
        for entity, names in counts.items()
    }


def b_cubed(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the B3 F1 of two clusterings of the same mentions (Bagga and Baldwin 1998).

    >>> b_cubed([("roos", "e1"), ("roos", "e1"), ("lind", "e2")])
    1.0
    """
    gold, found, both = (
        Counter(a for a, _ in pairs),
        Counter(b for _, b in pairs),
        Counter(pairs),
    )
    precision = sum(both[pair] / found[pair[1]] for pair in pairs)
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs)
    return f1(precision * recall, precision * len(pairs), recall * len(pairs))


def clusters(both: Sequence[Both], *, across: bool) -> Iterator[tuple[str, str, str]]:
    """Give for each labelled name its entity, ours, and its spelling as a third clustering."""
    for one, reading in both:
        where = "" if across else f"{one.number} "
        for at, name in enumerate(one.names):
            found = over(name, reading.names)
            mine = found.entity if found else f"none {one.number} {at}"
            spelt = one.text[slice(*name.place)].casefold()
            yield where + name.entity, where + mine, where + spelt


def _rows_of_who(split: str, both: Sequence[Both]) -> Iterator[Row]:
    yield Row("press", split, "titles before names: F1", titled(both), "none", "-")
    for across in (False, True):
        told = list(clusters(both, across=across))
        mine = b_cubed([(gold, found) for gold, found, _ in told])
        spelt = b_cubed([(gold, spelling) for gold, _, spelling in told])
        metric = f"who is who, {'all articles' if across else 'in an article'}: B3 F1"
        yield Row("press", split, metric, mine, "same spelling", spelt)


# -- direct quotations -----------------------------------------------------------------------


class Direct(NamedTuple):
    """Direct quotations of one reader: found F1, found by piece, and speakers right."""

    whole: float
    pieces: float
    right: int
    found: int
    wanted: int
    pointed: float


Judge = Callable[[Labelled, Said, FoundSaid], bool]


def direct(both: Sequence[Both], right: Judge) -> Direct:
    """Judge the direct quotations; a speaker counts where the article names him."""
    whole, pieces, told = Counter[str](), Counter[str](), Counter[str]()
    for one, reading in both:
        gold = [said for said in one.said if said.kind == "direct"]
        wanted = {content(one, said): said for said in gold}
        found = [said for said in reading.said if said.words.direct or said.words.content in wanted]
        _count(whole, {said.words.content for said in found}, set(wanted))
        _count(pieces, _pieces_of(one, found), {words_in(one.text, [p]) for p in _parts(gold)})
        met = {said.words.content: said for said in found if said.words.content in wanted}
        for words, said in wanted.items():
            if UNNAMED not in said.speakers:
                told["wanted"] += 1
                told["found"] += words in met
                told["right"] += words in met and right(one, said, met[words])
            if words in met and said.pieces("s"):
                told["shown"] += 1
                origin = words_in(one.text, said.pieces("s"))
                told["pointed"] += bool(met[words].words.origin & origin)
    share = told["pointed"] / max(1, told["shown"])
    return Direct(
        _f1_of(whole), _f1_of(pieces), told["right"], told["found"], told["wanted"], share
    )


def _f1_of(count: Counter[str]) -> float:
    return f1(count["hits"], count["found"], count["gold"])


def _count(into: Counter[str], found: set[Words], gold: set[Words]) -> None:
    into.update(hits=len(found & gold), found=len(found), gold=len(gold))


def _parts(gold: Sequence[Said]) -> Iterator[Place]:
    return (piece for said in gold for piece in said.pieces("q"))


def _pieces_of(one: Labelled, found: Sequence[FoundSaid]) -> set[Words]:
    pieces = set()
    for said in found:
        parts = said.words.pieces[2]
        pieces |= {words_in(one.text, [part]) for part in parts} or {said.words.content}
    return pieces


def content(one: Labelled, said: Said) -> Words:
    """Give the words of a labelled quotation's content."""
    return words_in(one.text, said.pieces("q"))


def _names_him(one: Labelled, said: Said, found: FoundSaid) -> bool:
    """Say whether the words that a peer gives for the speaker name him."""
    return any(
        name.entity in said.speakers and words_in(one.text, [name.place]) & found.words.origin
        for name in one.names
    )


def _rows_of_direct(
    split: str, both: Sequence[Both], peer: Sequence[Both] | None, who: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    mine = direct(
        both, lambda _, said, found: bool(who.get(found.speaker or "", frozenset()) & said.speakers)
    )
    theirs = direct(peer, _names_him) if peer else None
    named_of = f"speaker right, of {mine.wanted} whose speaker the article names"
    told: dict[str, Callable[[Direct], float]] = {
        "found, all pieces: F1": lambda one: one.whole,
        "found, piece by piece: F1": lambda one: one.pieces,
        "speaker right, of the found ones": lambda one: one.right / max(1, one.found),
        named_of: lambda one: one.right / max(1, one.wanted),
        "found ones whose words for the speaker touch the labelled": lambda one: one.pointed,
    }
    for metric, figure in told.items():
        other = figure(theirs) if theirs else "not installed"
        yield Row("press", split, f"direct, {metric}", figure(mine), "textacy", other)


# -- speakers of all quotations ----------------------------------------------------------------


def way(one: Labelled, said: Said) -> str:
    """Say how an article points to a speaker: a name, a pronoun, a role, nothing; or to nobody."""
    if said.speakers == {UNNAMED}:
        return "nobody named"
    if UNNAMED in said.speakers:
        return "either reading"
    places = said.pieces("s")
    if not places:
        return "no words"
    if any(_shared(name.place, place) > 0 for place in places for name in _of(one, said)):
        return "name"
    words = " ".join(one.text[slice(*place)] for place in places).casefold()
    return "pronoun" if words in _PRONOUNS else "role"


def _of(one: Labelled, said: Said) -> Iterator[Name]:
    return (name for name in one.names if name.entity in said.speakers)


def nearest(one: Labelled, said: Said, found: Sequence[FoundSaid]) -> FoundSaid | None:
    """Give the found quotation that shares more than half of its content words; None for none."""
    words = content(one, said)
    alike = [f for f in found if 2 * len(f.words.content & words) > len(f.words.content | words)]
    cue = words_in(one.text, said.pieces("c"))
    return max(
        alike,
        key=lambda f: (bool(f.words.cue & cue), len(f.words.content & words), f.id),
        default=None,
    )


def _rows_of_speakers(
    split: str, both: Sequence[Both], who: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    told: dict[str, Counter[str]] = {}
    for one, reading in both:
        for said in one.said:
            count = told.setdefault(way(one, said), Counter())
            found = nearest(one, said, reading.said)
            if found is None:
                count["missed"] += 1
                continue
            count["met"] += 1
            count["open"] += found.speaker is None
            count["right"] += bool(who.get(found.speaker or "", frozenset()) & said.speakers)
    for name in sorted(told):
        count = told[name]
        told_of = (
            f"met {count['met']} of {count['met'] + count['missed']}, left open {count['open']}"
        )
        if name == "nobody named":
            share, metric = count["open"] / max(1, count["met"]), "left open"
        else:
            share = count["right"] / max(1, count["met"] - count["open"])
            metric = "right of the answered"
        yield Row("press", split, f"speaker by {name}: {metric} ({told_of})", share, "none", "-")


# -- all quotations ----------------------------------------------------------------------------


def _rows_of_roles(split: str, both: Sequence[Both]) -> Iterator[Row]:
    pairs = [
        ([f.words for f in reading.said], [_labels(one, s) for s in one.said])
        for one, reading in both
    ]
    for role, name in _ROLES.items():
        exact, overlap = scored(pairs, role)
        yield Row("press", split, f"all quotations, {name}: exact F1", exact, "none", "-")
        yield Row("press", split, f"all quotations, {name}: overlap F1", overlap, "none", "-")
    for role, name in _BESIDE.items():
        shared = found = gold = 0
        for one, reading in both:
            left = {w for f in reading.said for w in (f.beside or {}).get(role, ())}
            right = words_in(one.text, [p for s in one.said for p in s.pieces(role)])
            shared, found, gold = shared + len(left & right), found + len(left), gold + len(right)
        yield Row("press", split, f"{name}: overlap F1", f1(shared, found, gold), "none", "-")


def _labels(one: Labelled, said: Said) -> Attribution:
    speaker, cue, told = (words_in(one.text, said.pieces(role)) for role in "scq")
    return Attribution(speaker, cue, told, said.kind == "direct")


def same_prints(both: Sequence[Both]) -> tuple[int, int, int]:
    """Count pairs of labelled quotations that are one: both say so, ours, the labels.

    Only pairs of two articles count, and of ours only those between quotations that are labelled.
    """
    prints = []
    for one, reading in both:
        for said in one.said:
            prints.append((one, said, nearest(one, said, reading.said)))
    hits = found = gold = 0
    for (a, x, f), (b, y, g) in combinations(prints, 2):
        if a.number == b.number:
            continue
        alike = None not in (a.story, x.same) and (a.story, x.same) == (b.story, y.same)
        joined = f is not None and g is not None and g.id in f.same_as
        hits, found, gold = hits + (alike and joined), found + joined, gold + alike
    return hits, found, gold
