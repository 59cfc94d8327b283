"""Which entities may be one and were left apart, each with a reason and a probability.

What may live here: proposing, never joining. Two names are held against each other only where
they share a key that could make them one - a surname's sound, a given name beside a surname one
letter shorter, initials, a rare word of an organisation - so that the work grows with the number
of names. Two names that one article prints beside each other are rarely one; two that a person
has split are never proposed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby

from secondsource.extract.decided import can_be_one, name_key
from secondsource.extract.namewords import organisation_words
from secondsource.extract.resemblance import SAME, resemblance
from secondsource.extract.spellings import (
    folded,
    initials_of,
    organisation_key,
    person_of,
    sound,
    stands_for,
)
from secondsource.records import Decision, Entity, Quotation, Suggestion

# Names that share a key and are held against each other: of more, a key tells nothing.
_MOST = 12
# Suggestions for one entity: a person reads three, not thirty.
_EACH = 3
# What two names have in common before their letters are looked at. Chosen by hand, since no set
# of labelled collections says it: half for a surname alone that one full name could own.
_SURNAME, _ONE_NAME, _INITIALS, _SHORTENED = 0.5, 0.6, 0.6, 0.4
# Letters that transliterations of one name drop or swap.
_BONES = str.maketrans("qc", "kk", "aeiouyhw'")
# How alike two names are that are printed for one quotation: by hand, for want of labelled ones.
_QUOTED = 0.2
# What is left of it where one article prints both.
_BESIDE = 0.3

Found = tuple[str, float]


def suggestions_of(
    entities: Sequence[Entity],
    decisions: Iterable[Decision] = (),
    *,
    quotations: Iterable[Quotation] = (),
) -> tuple[Suggestion, ...]:
    """Give the pairs of entities that may be one, the likeliest first; no more than three each.

    ``decisions`` that split two names keep them from being proposed; ``quotations`` that are one
    tell that the two who are printed for them may be. Errors: none.

    >>> from secondsource.records import Mention, Span
    >>> def named(name):
    ...     return Entity(name, "person", name, (name,), (Mention(Span(name, 0, 1), "person"),))
    >>> (one,) = suggestions_of([named("Ada Roos"), named("Ada Rooss"), named("Ivo Dorn")])
    >>> one.a, one.b, one.why
    ('Ada Roos', 'Ada Rooss', 'spelled nearly alike')
    """
    splits = {
        frozenset((name_key(one.a), name_key(one.b))) for one in decisions if one.verb == "split"
    }
    pages = {one.id: frozenset(mention.span.page for mention in one.mentions) for one in entities}
    best: dict[tuple[str, str], Found] = {}
    rules = [rule(entities) for rule in (_one_name, _surname_alone, _alike, _initials, _shortened)]
    for proposed in (*rules, _same_words(entities, quotations)):
        for one, other, (why, probability) in proposed:
            if _is_split(one, other, splits) or not can_be_one(one.kind, other.kind):
                continue
            if not pages[one.id].isdisjoint(pages[other.id]):
                probability *= _BESIDE
            pair = (min(one.id, other.id), max(one.id, other.id))
            best[pair] = max(best.get(pair, ("", 0.0)), (why, probability), key=_by_probability)
    return tuple(_likeliest(best))


def _by_probability(found: Found) -> tuple[float, str]:
    return found[1], found[0]


def _likeliest(best: Mapping[tuple[str, str], Found]) -> Iterator[Suggestion]:
    held: Counter[str] = Counter()
    for (a, b), (why, probability) in sorted(best.items(), key=lambda one: (-one[1][1], one[0])):
        if held[a] < _EACH and held[b] < _EACH:
            held[a] += 1
            held[b] += 1
            yield Suggestion(a, b, why, round(probability, 2))


def _is_split(one: Entity, other: Entity, splits: set[frozenset[str]]) -> bool:
    if not splits:
        return False
    return any(frozenset((a, b)) in splits for a in _keys(one) for b in _keys(other))


def _keys(one: Entity) -> set[str]:
    """Give the keys under which a decision may mean an entity: its names, there or anywhere."""
    names = {name_key(name) for name in one.names}
    pages = {mention.span.page for mention in one.mentions}
    return names | {f"{name}@{page}" for name in names for page in pages}


# -- what two names may share --------------------------------------------------------------

_Proposed = Iterator[tuple[Entity, Entity, Found]]


def _buckets(
    entities: Iterable[Entity], keys: Callable[[Entity], Iterable[str]]
) -> Iterator[Sequence[Entity]]:
    """Yield the entities that share a key; a key that many share tells nothing."""
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        for key in set(keys(entity)):
            found.setdefault(key, []).append(entity)
    for _, some in sorted(found.items()):
        if 1 < len(some) <= _MOST:
            yield some


def _one_name(entities: Sequence[Entity]) -> _Proposed:
    """Propose entities of one name: of two kinds, or loose in two articles."""
    for some in _buckets(entities, lambda one: [name_key(one.name)]):
        for one, other in combinations(some, 2):
            why = "one name" if one.kind == other.kind else "one name, two kinds"
            yield one, other, (why, _ONE_NAME / (len(some) - 1))


def _surname_alone(entities: Sequence[Entity]) -> _Proposed:
    """Propose for a surname alone the full names that may own it."""
    owners: dict[str, list[Entity]] = {}
    for one in entities:
        person = person_of(one.name)
        if one.kind == "person" and person.given:
            owners.setdefault(person.key, []).append(one)
    for one in entities:
        if one.kind == "person" and not person_of(one.name).given:
            full = owners.get(person_of(one.name).key, [])
            for other in full if len(full) <= _MOST else ():
                yield one, other, ("a surname alone", _SURNAME / len(full))


def _alike(entities: Sequence[Entity]) -> _Proposed:
    """Propose names that resemble each other and share a key that a slip of the pen leaves."""
    persons = [one for one in entities if one.kind == "person" and person_of(one.name).given]
    things = [one for one in entities if one.kind in ("organisation", "other")]
    for some, keys, thing in ((persons, _person_keys, False), (things, _thing_keys, True)):
        for one, other in _once(_buckets(some, keys)):
            found = resemblance(one.name, other.name, organisation=thing)
            if found >= SAME:
                yield one, other, _of_office(one, other, found)


def _same_words(entities: Sequence[Entity], quotations: Iterable[Quotation]) -> _Proposed:
    """Propose people who are printed for one quotation and whose names are not far apart."""
    people = {one.id: one for one in entities if one.kind == "person"}
    told = {one.id: one for one in quotations if one.speaker in people}
    pairs = {
        (
            min(one.speaker or "", told[other].speaker or ""),
            max(one.speaker or "", told[other].speaker or ""),
        )
        for one in told.values()
        for other in one.same_as
        if other in told and told[other].speaker != one.speaker
    }
    for a, b in sorted(pairs):
        found = resemblance(people[a].name, people[b].name)
        if found >= _QUOTED:
            why = "spelled alike, and printed for the same words"
            yield people[a], people[b], (why, found + (1 - found) / 2)


def _of_office(one: Entity, other: Entity, found: float) -> Found:
    """Say that names are alike; an office that both are printed with halves the doubt."""
    offices = [{word for role in who.roles for word in folded(role.words)} for who in (one, other)]
    if offices[0].isdisjoint(offices[1]):
        return "spelled nearly alike", found
    return "spelled nearly alike, and of one office", found + (1 - found) / 2


def _once(buckets: Iterable[Sequence[Entity]]) -> Iterator[tuple[Entity, Entity]]:
    """Yield each pair that shares a bucket, however many it shares."""
    met: set[tuple[str, str]] = set()
    for bucket in buckets:
        for one, other in combinations(bucket, 2):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair not in met:
                met.add(pair)
                yield one, other


def _person_keys(one: Entity) -> Iterator[str]:
    person = person_of(one.name)
    first, last = person.given[0], person.surname
    yield f"{person.key} {first[0]}"
    yield " ".join(sorted(folded(one.name)))
    yield _bones(one.name)
    yield " ".join(folded(one.name)[:2])  # "Maria Garza" and "Maria Garza Lopen"
    for word, other in ((first, last), (last, first)):
        yield from (f"{sound(other)} {word[:at]}{word[at + 1 :]}" for at in range(len(word)))
        yield f"{sound(other)} {word}"


def _bones(name: str) -> str:
    """Give a name's consonants in one word: what a transliteration leaves of it.

    >>> _bones("Yusuf al-Qadir") == _bones("Youssef Alkader")
    True
    """
    letters = "".join(folded(name)).translate(_BONES)
    return "".join(letter for letter, _ in groupby(letters))


def _thing_keys(one: Entity) -> Iterator[str]:
    words = sorted(organisation_words(one.name).words)
    yield "".join(words)
    for at, word in enumerate(words if len(words) > 1 else ()):
        yield " ".join(words[:at] + words[at + 1 :])
        yield " ".join([*words[:at], word[:1], *words[at + 1 :]])


def _initials(entities: Sequence[Entity]) -> _Proposed:
    """Propose for an acronym the long forms whose initials it is made of."""
    bodies = [one for one in entities if one.kind in ("organisation", "other")]
    longs: dict[str, list[Entity]] = {}
    for one in bodies:
        for letters in initials_of(one.name):
            longs.setdefault(letters, []).append(one)
    for short in bodies:
        if short.name.isupper() and " " not in short.name:
            meant = longs.get("".join(folded(short.name)), [])
            meant = [one for one in meant if stands_for(short.name, one.name)]
            for one in meant if len(meant) <= _MOST else ():
                yield short, one, ("its initials", _INITIALS / len(meant))


def _shortened(entities: Sequence[Entity]) -> _Proposed:
    """Propose for an organisation the longer names that it opens, or that turn its words round."""
    bodies = [one for one in entities if one.kind in ("organisation", "other")]
    opened: dict[tuple[str, ...], list[Entity]] = {}
    for one in bodies:
        words = organisation_key(one.name)
        for at in range(1, len(words)):
            opened.setdefault(words[:at], []).append(one)
    for short in bodies:
        longs = opened.get(organisation_key(short.name), [])
        for one in longs if len(longs) <= _EACH else ():
            yield short, one, ("the longer name opens with it", _SHORTENED / len(longs))
    for some in _buckets(bodies, _turned):
        for one, other in combinations(some, 2):
            yield one, other, ("the same words in another order", _ONE_NAME)


def _turned(one: Entity) -> Iterator[str]:
    words = [word for word in organisation_key(one.name) if word != "of"]
    if len(words) > 1:
        yield " ".join(sorted(words))
