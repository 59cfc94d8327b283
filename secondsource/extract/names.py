"""Names in an article: persons, organisations, places and other named things, with titles.

What may live here: what one article's words say about its names. A statistical tagger proposes
sentence by sentence; three things that it cannot see then correct it. A directory knows the
world's states, bodies and agencies. The article itself knows its people: a surname alone is
the person whose full name stands elsewhere in it, whatever the tagger thought of it there. And
a headline in title case says nothing by its capitals, so it only repeats names the body has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from secondsource.extract.bounds import Found, found_in, in_title_case
from secondsource.extract.directory import Directory, Known, world
from secondsource.extract.spellings import folded, is_given, person_of
from secondsource.extract.tagging import Tag, Tagger, levelled, tagged, tagger_of
from secondsource.extract.titles import title_before
from secondsource.language import language
from secondsource.records import Article, Mention, NameKind, Page, Passage, Tagged
from secondsource.textview import TextView

__all__ = ["Tag", "Tagger", "levelled", "mentions_of", "tagged", "tagger_of"]

_ORDER: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
_GREAT_WORD = re.compile(r"(?<![\w'-])[A-Z][^\W\d_]+")
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage with its levelled text and the names found in it alone."""

    headline: bool
    view: TextView
    found: tuple[Found, ...]
    title_case: bool

    def words(self, found: Found) -> str:
        return self.view.text[found.start : found.end]


@dataclass(frozen=True, slots=True)
class _Local:
    """What an article as a whole knows: the kind of each name, and where else to look."""

    kinds: Mapping[tuple[str, ...], NameKind]
    directory: Directory
    small: frozenset[str]


def mentions_of(
    page: Page,
    article: Article,
    passages: Sequence[Passage],
    tags: Mapping[str, Tagged],
) -> tuple[Mention, ...]:
    """Give the names in an article's passages, in order, none touching another.

    ``tags`` holds ``tagged`` of each passage by its key; a passage without tags still yields
    what the directory and the article's other passages know. Errors: none.

    >>> from secondsource.records import Span, Tagged
    >>> text = "Minister Ada Roos left. Roos was in Oslo."
    >>> page = Page(id="p1", input="a.txt", text=text)
    >>> cuts = (Passage(Span("p1", 0, 23), "k1", 0), Passage(Span("p1", 24, 41), "k2", 0))
    >>> tags = {"k1": Tagged(((9, 17, "PERSON"),)), "k2": Tagged(((0, 4, "ORG"),))}
    >>> found = mentions_of(page, Article(id="p1", family="x"), cuts, tags)
    >>> [(page[name.span], name.kind) for name in found]
    [('Ada Roos', 'person'), ('Roos', 'person'), ('Oslo', 'place')]
    """
    nothing = Tagged()
    readings = [_reading(page, one, tags.get(one.key, nothing).names) for one in passages]
    local = _local(readings)
    mentions = {
        mention.span: mention for reading in readings for mention in _settled(reading, local)
    }
    return tuple(mentions[span] for span in sorted(mentions))


def _reading(page: Page, passage: Passage, tags: tuple[Tag, ...]) -> _Reading:
    view = TextView.of(page.id, page.text, passage.span.start, passage.span.end)
    lead = len(view.text) - len(view.text.lstrip())
    shifted = [(start + lead, end + lead, label) for start, end, label in tags]
    fitting = [tag for tag in shifted if tag[1] <= len(view.text)]
    ends = view.text.rstrip("\"')] ")[-1:] in {".", "!", "?"}
    title_case = (passage.headline or not ends) and in_title_case(view.text)
    found = found_in(view.text, fitting, title_case=title_case)
    return _Reading(passage.headline, view, found, title_case)


# -- what the whole article says of a name -------------------------------------------------


def _votes(readings: Sequence[_Reading]) -> dict[tuple[str, ...], Counter[NameKind]]:
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    for reading in readings:
        if reading.title_case:
            continue
        for found in reading.found:
            vote = votes.setdefault(folded(reading.words(found)), Counter())
            vote[found.kind] += 9 if found.sure else 2 if found.title else 1
    return votes


def _most(vote: Counter[NameKind]) -> NameKind:
    return min(_ORDER, key=lambda kind: (-vote[kind], _ORDER.index(kind)))


def _kinds(readings: Sequence[_Reading]) -> dict[tuple[str, ...], NameKind]:
    kinds = {words: _most(vote) for words, vote in _votes(readings).items() if words}
    for words, kind in kinds.items():
        if kind == "organisation" and 1 < len(words) < 4 and kinds.get(words[-1:]) == "person":
            kinds[words] = "person" if words[-1] not in _ends() else kind
    persons = {words[-1] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    given = {words[0] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    for words in kinds:
        family = words[-1] in persons and all(word in _particles() for word in words[:-1])
        if family or (len(words) == 1 and words[0] in given):
            kinds[words] = "person"
    for words in _mostly_after(readings, "in_place", lone=True):
        if words[-1] not in persons:
            kinds[words] = "place"
    for words in _mostly_after(readings, "things", lone=False):
        if kinds[words] == "person":
            kinds[words] = "other"
    return kinds


def _mostly_after(
    readings: Sequence[_Reading], table: str, *, lone: bool
) -> Iterator[tuple[str, ...]]:
    """Yield the names of one word, or of more, that mostly follow one of a table's words."""
    seen: Counter[tuple[str, ...]] = Counter()
    after: Counter[tuple[str, ...]] = Counter()
    for reading in readings:
        for found in () if reading.title_case else reading.found:
            words = folded(reading.words(found))
            if found.known or found.title or found.sure or (len(words) == 1) != lone or not words:
                continue
            seen[words] += 1
            before = reading.view.text[max(0, found.start - 14) : found.start].split()
            after[words] += bool(before) and before[-1].lower() in _table(table)
    yield from (words for words, count in after.items() if count and 2 * count >= seen[words])


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(language("en").terms(f"names.{name}"))


@cache
def _ends() -> frozenset[str]:
    pack = language("en")
    ends = (*pack.terms("names.organisation_words"), *pack.terms("names.place_words"))
    return frozenset(word.lower() for word in ends)


@cache
def _particles() -> frozenset[str]:
    return frozenset(language("en").terms("people.particles"))


def _forms(words: str, kind: NameKind) -> Iterator[str]:
    yield words
    if kind == "person" and " " in words and person_of(words).given:
        first, *_, last = words.split()
        yield last
        if is_given(first.lower()):
            yield first
        yield re.sub(r"^(?:[aA]l|[eE]l)-", "", last)


def _small_words(readings: Sequence[_Reading]) -> frozenset[str]:
    """Give the words that the article writes small at least as often as with a capital."""
    texts = [reading.view.text for reading in readings if not reading.title_case]
    small = Counter(word for text in texts for word in _SMALL_WORD.findall(text))
    great = Counter(word.lower() for text in texts for word in _GREAT_WORD.findall(text))
    return frozenset(word for word, count in small.items() if count >= great[word])


def _adjective(words: tuple[str, ...], kinds: Mapping[tuple[str, ...], NameKind]) -> bool:
    """Say whether a word is made of the name of a place that the article has."""
    return len(words) == 1 and any(
        words[0].endswith(end) and kinds.get((words[0][: -len(end)],)) == "place"
        for end in _table("adjectives")
    )


def _local(readings: Sequence[_Reading]) -> _Local:
    kinds = _kinds(readings)
    small = _small_words(readings)
    names: dict[str, Known] = {}
    for reading in readings:
        for found in () if reading.title_case else reading.found:
            words = reading.words(found)
            kind = found.known.kind if found.known else kinds.get(folded(words), found.kind)
            if not found.known and kind == "place" and _adjective(folded(words), kinds):
                continue
            for form in _forms(words, kind):
                if form.lower() not in small and not world("en").get(form) and len(form) > 1:
                    names.setdefault(form, Known(form, kind))
    return _Local(kinds, Directory.of(sorted(names.items())), small)


# -- one passage in the light of it --------------------------------------------------------


def _believed(reading: _Reading, local: _Local) -> Iterator[Found]:
    """Yield the passage's own names that the article bears out, with the article's kind."""
    for found in reading.found:
        words = reading.words(found)
        kind = local.kinds.get(folded(words))
        if reading.title_case and not (found.known or kind or _plainly_person(words, found)):
            continue
        if found.start == 0 and " " not in words and words.lower() in local.small:
            continue
        if found.known is None and kind == "place" and _adjective(folded(words), local.kinds):
            continue
        if found.known and not (kind == "person" and _has_full(folded(words), local)):
            kind = found.known.kind
        yield replace(found, kind=kind or found.kind)


def _plainly_person(words: str, found: Found) -> bool:
    parts = folded(words)
    return found.kind == "person" and 2 <= len(parts) <= 3 and is_given(parts[0])


def _has_full(words: tuple[str, ...], local: _Local) -> bool:
    return any(
        len(full) > 1 and full[-1:] == words[-1:] and kind == "person"
        for full, kind in local.kinds.items()
    )


def _settled(reading: _Reading, local: _Local) -> Iterator[Mention]:
    kept = list(_believed(reading, local))
    for hit in local.directory.hits(reading.view.text):
        if not any(hit.start < name.end and name.start < hit.end for name in kept):
            kept.append(Found(hit.start, hit.end, hit.known.kind))
    for name in kept:
        title = name.title if name.kind == "person" else None
        if name.kind == "person" and title is None:
            title = title_before(reading.view.text, name.start)
        yield Mention(
            span=reading.view.span(name.start, name.end),
            kind=name.kind,
            title=reading.view.span(*title) if title else None,
        )
