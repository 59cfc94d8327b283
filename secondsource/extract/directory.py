"""Finds names that are known beforehand: states, cities, world bodies, agencies, armed groups.

What may live here: the look-up of whole names, longest first, by their first word. A name is
kept as words and the gaps between them, so "al-Shabaab" and "al Shabaab" are one entry, and
"IS" is found in capitals only. The same look-up serves a single article, whose own names,
once established, are looked for wherever they were missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from secondsource.language import Language, language
from secondsource.records import NameKind

PIECE = re.compile(r"(?:[^\W\d_]\.)+(?:[^\W\d_](?![^\W_]))?|[^\W_]+")
_GAP = {"-": " ", ". ": " ", "  ": " "}


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known: the form it goes by, and its kind."""

    name: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name found in a text, in offsets of that text."""

    start: int
    end: int
    known: Known


_Entry = tuple[tuple[str, ...], tuple[str, ...], Known]


@dataclass(frozen=True, slots=True)
class Directory:
    """Known names by their first word, the longest first."""

    entries: Mapping[str, tuple[_Entry, ...]]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Known]]) -> Directory:
        """Build a directory of (name as printed, what it names)."""
        found: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], Known]] = {}
        for name, known in names:
            words, places = _pieces(name)
            if words:
                key = (words, _gaps(name, places))
                found.setdefault(words[0], {}).setdefault(key, known)
        return cls(
            {
                first: tuple(
                    (words, gaps, known)
                    for (words, gaps), known in sorted(
                        rows.items(), key=lambda row: (-len(row[0][0]), row[0])
                    )
                )
                for first, rows in found.items()
            }
        )

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the known names in a text, the longest first, never two that touch."""
        words, places = _pieces(text)
        at = 0
        while at < len(words):
            taken = 1
            for wanted, between, known in self.entries.get(words[at], ()):
                size = len(wanted)
                if words[at : at + size] != wanted:
                    continue
                if _gaps(text, places[at : at + size]) == between:
                    yield Hit(places[at][0], places[at + size - 1][1], known)
                    taken = size
                    break
            at += taken

    def get(self, name: str) -> Known | None:
        """Give what a name stands for when the whole of it is an entry, in capitals too."""
        if len(name) > 3 and name.isupper():
            return self._entry(name) or self._entry(name.title())
        return self._entry(name)

    def _entry(self, name: str) -> Known | None:
        words, places = _pieces(name)
        for wanted, between, known in self.entries.get(words[0], ()) if words else ():
            if words == wanted and _gaps(name, places) == between:
                return known
        return None


_Places = tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[str, ...], _Places]:
    places = tuple(piece.span() for piece in PIECE.finditer(text))
    return tuple(text[start:end].rstrip(".") for start, end in places), places


def _gaps(text: str, places: _Places) -> tuple[str, ...]:
    """Give what stands between words; asked only where the words fit, one passage in three."""
    gaps = (
        text[end:start] if start - end < 4 else "..." for (_, end), (start, _) in pairwise(places)
    )
    return tuple(_GAP.get(gap, gap) for gap in gaps)


def _entries(pack: Language) -> Iterator[tuple[str, Known]]:
    for table, kind in (
        ("names.organisations", "organisation"),
        ("places.also", "place"),
    ):
        for name, others in pack.table(table).items():
            for form in (name, *others):
                yield form, Known(name, kind)  # type: ignore[arg-type]
                if form.startswith("al-"):
                    yield "A" + form[1:], Known(name, kind)  # type: ignore[arg-type]
    for name, row in pack.table("places.states").items():
        yield name, Known(name, "place")
        if row[0]:
            yield row[0], Known(row[0], "place")
    for name in (*pack.terms("places.cities"), *pack.terms("places.regions")):
        yield name, Known(name, "place")


@cache
def world(code: str) -> Directory:
    """Give the language pack's directory.

    >>> [(hit.start, hit.known.name) for hit in world("en").hits("Isis left the U.S. alone")]
    [(0, 'Islamic State'), (14, 'United States')]
    """
    return Directory.of(_entries(language(code)))


@cache
def states(code: str) -> frozenset[str]:
    """Give the names of states: they are named everywhere and so tell nothing of a story."""
    return frozenset(language(code).table("places.states")) | {
        "Washington",
        "Moscow",
        "London",
    }


@cache
def peoples(code: str) -> frozenset[str]:
    """Give the adjectives and plurals of peoples and faiths, which name nobody."""
    pack = language(code)
    rows = pack.table("places.states").values()
    return frozenset(pack.terms("places.peoples")) | {word for row in rows for word in row[1:]}
