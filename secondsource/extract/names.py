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
from secondsource.extract.directory import Directory, Known, peoples, world
from secondsource.extract.metonyms import stands_for_state
from secondsource.extract.spellings import folded, is_given, person_of
from secondsource.extract.tagging import Tag, Tagger, levelled, tagged, tagger_of
from secondsource.extract.titles import title_before
from secondsource.extract.votes import Reading, kinds_in
from secondsource.language import language
from secondsource.records import Article, Mention, NameKind, Page, Passage, Tagged
from secondsource.textview import TextView

__all__ = ["Tag", "Tagger", "levelled", "mentions_of", "tagged", "tagger_of"]

_GREAT_WORD = re.compile(r"(?<![\w'-])[A-Z][^\W\d_]+")
_PEOPLE = re.compile(r"(?<![\w-])([^\W\d_a-z][\w.]+) $")
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z][^\W\d_]+")


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


def _reading(page: Page, passage: Passage, tags: tuple[Tag, ...]) -> Reading:
    view = TextView.of(page.id, page.text, passage.span.start, passage.span.end)
    lead = len(view.text) - len(view.text.lstrip())
    shifted = [(start + lead, end + lead, label) for start, end, label in tags]
    fitting = [tag for tag in shifted if tag[1] <= len(view.text)]
    ends = view.text.rstrip("\"')] ")[-1:] in {".", "!", "?"}
    title_case = (passage.headline or not ends) and in_title_case(view.text)
    found = found_in(view.text, fitting, title_case=title_case)
    return Reading(passage.headline, view, found, title_case)


# -- what the whole article says of a name -------------------------------------------------


def _forms(words: str, kind: NameKind) -> Iterator[str]:
    yield words
    if kind == "person" and " " in words and person_of(words).given:
        first, *_, last = words.split()
        yield last
        if is_given(first.lower()):
            yield first
        yield re.sub(r"^(?:[aA]l|[eE]l)-", "", last)
    short, _, last = words.rpartition(" ")
    if kind == "organisation" and " " in short and last in _table("organisation_words"):
        yield short


def _small_words(readings: Sequence[Reading]) -> frozenset[str]:
    """Give the words that the article writes small at least as often as with a capital."""
    texts = [reading.view.text for reading in readings if not reading.title_case]
    small = Counter(word for text in texts for word in _SMALL_WORD.findall(text))
    great = Counter(word.lower() for text in texts for word in _GREAT_WORD.findall(text))
    return frozenset(word for word, count in small.items() if count >= great[word])


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(language("en").terms(f"names.{name}"))


def _adjective(words: tuple[str, ...], kinds: Mapping[tuple[str, ...], NameKind]) -> bool:
    """Say whether a word is made of the name of a place that the article has."""
    return len(words) == 1 and any(
        words[0].endswith(end) and kinds.get((words[0][: -len(end)],)) == "place"
        for end in _table("adjectives")
    )


def _local(readings: Sequence[Reading]) -> _Local:
    kinds = kinds_in(readings)
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


def _believed(reading: Reading, local: _Local) -> Iterator[Found]:
    """Yield the passage's own names that the article bears out, with the article's kind."""
    for found in reading.found:
        words = reading.words(found)
        kind = local.kinds.get(folded(words))
        if reading.title_case and not (found.known or kind or _plainly_person(words, found)):
            continue
        if found.start == 0 and " " not in words and words.lower() in local.small:
            continue
        parts = folded(words)
        if not found.known and _adjective(parts, local.kinds) and not _has_full(parts, local):
            continue
        if found.known and not (kind == "person" and _has_full(folded(words), local)):
            kind = found.known.kind
        yield found if kind in (None, found.kind) else replace(found, kind=kind)


def _plainly_person(words: str, found: Found) -> bool:
    parts = folded(words)
    return found.kind == "person" and 2 <= len(parts) <= 3 and is_given(parts[0])


def _has_full(words: tuple[str, ...], local: _Local) -> bool:
    return any(
        len(full) > 1 and full[-1:] == words[-1:] and kind == "person"
        for full, kind in local.kinds.items()
    )


def _settled(reading: Reading, local: _Local) -> Iterator[Mention]:
    kept = list(_believed(reading, local))
    taken = {at for name in kept for at in range(name.start, name.end)}
    for hit in local.directory.hits(reading.view.text):
        if taken.isdisjoint(range(hit.start, hit.end)):
            kept.append(Found(hit.start, hit.end, hit.known.kind))
    bodies = {name.end: name.start for name in kept if name.kind in ("organisation", "place")}
    for name in kept:
        title = name.title if name.kind == "person" else None
        if name.kind == "person" and title is None:
            title = title_before(reading.view.text, name.start)
        if title:
            more = title_before(reading.view.text, title[0])
            title = (more[0] if more and more[1] + 1 == title[0] else title[0], title[1])
            title = _with_body(reading.view.text, title, bodies)
        stands = name.kind == "place" and stands_for_state(reading.view.text, name.start, name.end)
        yield Mention(
            span=reading.view.span(name.start, name.end),
            kind=name.kind,
            title=reading.view.span(*title) if title else None,
            metonym=stands,
        )


def _with_body(text: str, title: tuple[int, int], bodies: Mapping[int, int]) -> tuple[int, int]:
    """Widen a title to whose it is, where that stands right before it: "Harbour Board chief".

    ``bodies`` gives the starts of the names of bodies and places by their ends.
    """
    start = title[0]
    people = _PEOPLE.search(text[max(0, start - 24) : start])
    if people and people[1] in peoples("en"):
        return start - len(people[0]), title[1]
    return bodies.get(start - 1, start), title[1]
