"""What an article as a whole says of the kind of each name in it.

What may live here: votes. Each place where a name stands has a say: what the tagger took it
for, a title, a first name, and the words around it that tell a person ("..., 34,", "who"), a
body ("a ... spokesman") or a place ("in ..."). A full name and the lone surname that stands for
it vote together, for a tagger sees a man in "Ada Roos" and a company in "Roos rose".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from secondsource.extract.bounds import Found
from secondsource.extract.firstnames import is_first_name
from secondsource.extract.kinds import told_by
from secondsource.extract.spellings import folded, is_given
from secondsource.language import language
from secondsource.records import NameKind
from secondsource.textview import TextView

Words = tuple[str, ...]
_ORDER: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
# What a say weighs beside the tagger's one. Chosen on the even topics of ECB+ (bench found):
# a dateline or the directory settles a kind, a common given name outweighs the tagger.
_SURE, _TITLE, _GIVEN, _FIRST = 9, 2, 2, 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its levelled text and the names found in it alone."""

    headline: bool
    view: TextView
    found: tuple[Found, ...]
    title_case: bool

    def words(self, found: Found) -> str:
        """Give the words of a name found here."""
        return self.view.text[found.start : found.end]


def kinds_in(readings: Sequence[Reading]) -> dict[Words, NameKind]:
    """Give the kind of each name of an article, by its folded words."""
    votes = _votes(readings)
    _share(votes)
    kinds = {words: _most(vote) for words, vote in votes.items() if words}
    persons = {words[-1] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    firsts = {words[0] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    for words in kinds:
        family = words[-1] in persons and all(word in _particles() for word in words[:-1])
        if family or (len(words) == 1 and words[0] in firsts):
            kinds[words] = "person"
    bodies = {words[0] for words, kind in kinds.items() if kind == "organisation" and words[1:]}
    for words in kinds:
        if len(words) == 1 and words[0] in bodies - persons - firsts and kinds[words] == "person":
            kinds[words] = "organisation"
    for words, told in _doubtful(readings, persons | firsts).items():
        if kinds[words] == "person":
            kinds[words] = told
    for words in _mostly_after(readings, "in_place", lone=True):
        if words[-1] not in persons:
            kinds[words] = "place"
    for words in _mostly_after(readings, "things", lone=False):
        if kinds[words] == "person":
            kinds[words] = "other"
    return kinds


def _votes(readings: Sequence[Reading]) -> dict[Words, Counter[NameKind]]:
    votes: dict[Words, Counter[NameKind]] = {}
    for reading in readings:
        if reading.title_case:
            continue
        for found in reading.found:
            words = folded(reading.words(found))
            vote = votes.setdefault(words, Counter())
            vote[found.kind] += _SURE if found.sure else _TITLE if found.title else 1
            if found.known or found.sure or not words:
                continue
            told = told_by(reading.view.text, found.start, found.end)
            if words[-1] in ends():
                del told["person"]
            vote.update(told)
            if _names_person(words):
                vote["person"] += _GIVEN if is_given(words[0]) else _FIRST
    return votes


def _doubtful(readings: Sequence[Reading], known: Set[str]) -> dict[Words, NameKind]:
    """Give a kind to lone names that nothing but the tagger says are persons.

    Behind "the" such a word is a body's name, behind a word of direction a place's, unless a
    title, a first name or the words around say somewhere that it is a person.
    """
    told: dict[Words, NameKind] = {}
    places: dict[Words, list[tuple[Reading, Found]]] = {}
    for reading in readings:
        for found in () if reading.title_case else reading.found:
            words = folded(reading.words(found))
            if len(words) != 1 or found.known or found.sure or words[0] in known:
                continue
            places.setdefault(words, []).append((reading, found))
            text = reading.view.text
            before = text[max(0, found.start - 14) : found.start].lower().split()[-1:]
            if before and before[0] in _toward() and told.get(words) != "organisation":
                told[words] = "place"
            elif before == ["the"]:
                told[words] = "organisation"
    return {
        words: kind
        for words, kind in told.items()
        if not is_first_name(words[0]) and not any(_told_person(*one) for one in places[words])
    }


def _told_person(reading: Reading, found: Found) -> bool:
    return bool(found.title or told_by(reading.view.text, found.start, found.end)["person"])


@cache
def _toward() -> frozenset[str]:
    return frozenset(language("en").terms("kinds.toward"))


def _names_person(words: Words) -> bool:
    return (
        2 <= len(words) <= 4
        and is_first_name(words[0])
        and words[-1] not in ends()
        and not any(letter.isdigit() for word in words for letter in word)
    )


def _share(votes: Mapping[Words, Counter[NameKind]]) -> None:
    """Let a full name that may be a person's and the one surname that is its end vote together."""
    owners: dict[str, list[Words]] = {}
    for words, vote in votes.items():
        if 1 < len(words) < 5 and vote["person"] and words[-1] not in ends():
            owners.setdefault(words[-1], []).append(words)
    for surname, full in sorted(owners.items()):
        lone = votes.get((surname,))
        if lone is None or len(full) != 1:
            continue
        lone["person"] += votes[full[0]]["person"]
        votes[full[0]]["person"] += lone["person"] - votes[full[0]]["person"]


def _most(vote: Counter[NameKind]) -> NameKind:
    return min(_ORDER, key=lambda kind: (-vote[kind], _ORDER.index(kind)))


def _mostly_after(readings: Sequence[Reading], table: str, *, lone: bool) -> Iterator[Words]:
    """Yield the names of one word, or of more, that mostly follow one of a table's words."""
    seen: Counter[Words] = Counter()
    after: Counter[Words] = Counter()
    for reading in readings:
        for found in () if reading.title_case else reading.found:
            words = folded(reading.words(found))
            if found.known or found.title or found.sure or (len(words) == 1) != lone or not words:
                continue
            seen[words] += 1
            before = reading.view.text[max(0, found.start - 14) : found.start].split()
            after[words] += bool(before) and before[-1].lower() in _table(table)
    for words, count in after.items():
        # A person may once stand after "the" ("the Ada Roos affair"), a ship always does.
        most = 2 * count > seen[words] if _names_person(words) else 2 * count >= seen[words]
        if count and most:
            yield words


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(language("en").terms(f"names.{name}"))


@cache
def ends() -> frozenset[str]:
    """Give the last words, in small letters, that tell a body or a place."""
    pack = language("en")
    tables = ("organisation_words", "place_words", "event_words", "company_forms")
    found = (word for table in tables for word in pack.terms(f"names.{table}"))
    return frozenset(word.lower() for word in found)


@cache
def _particles() -> frozenset[str]:
    return frozenset(language("en").terms("people.particles"))
