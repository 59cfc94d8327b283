"""Whom a person means by a name: an entity by any of its spellings, or a speaker by an office.

What may live here: comparing a typed name with the names in a report. It goes from the surest
to the loosest - the whole name, a part of it ("Roos" for Ada Roos), initials, an office as it
is printed ("the harbour master") - and the first that fits anybody decides; one word that is a
person's name is a surname, so whoever else bears it is asked for too. Several who fit are one
person only where each name is part of the longest; else nobody is chosen and all are named, for
words put into the wrong mouth are worse than one more question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from secondsource.errors import Misuse
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.records import Entity, Mention, Span
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import counted
from secondsource.tell.plain import one_line
from secondsource.tell.topics import folded

SHOWN = 8  # candidates that are named: what fits on a few lines
_NEAR = 5
_LIKE = 60.0  # of 100: "Lavrof" and "Lavrov" have 83, two short names of other people some 40
_ID = 6  # characters of an id that are taken for one
_ID_SHOWN = 10  # as ``names`` shows them

How = Literal["name", "part", "initials", "office", "id"]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who a saying is by: the words that its prints give for the speaker, and the entities."""

    spans: tuple[Span, ...]
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is meant by a name: entities that are one, and the sayings that are theirs.

    ``how`` says what fitted; ``silent`` are others who fit and are not quoted; ``through`` are
    the sayings of those who speak for an organisation.
    """

    name: str
    how: How
    entities: tuple[str, ...]
    sayings: frozenset[str]
    through: frozenset[str] = frozenset()
    silent: tuple[str, ...] = ()


def speakers_meant(desk: Desk, spoken: Mapping[str, Spoken], name: str) -> Whom:
    """Find who is meant by a name; ``Misuse`` names the candidates if it is nobody or several."""
    words = tuple(folded(name))
    if not words:
        raise Misuse("said wants a name with at least one letter or figure")
    told = Counter(entity for one in spoken.values() for entity in one.entities)
    by_id = [one for one in desk.report.entities if len(name) >= _ID and one.id.startswith(name)]
    if len(by_id) == 1:
        return _chosen(desk, spoken, name, "id", (by_id, []))
    for how, fits in _RULES:
        found = [one for one in desk.report.entities if fits(words, one)]
        if len(words) == 1 and any(one.kind == "person" for one in found):
            found = [one for one in desk.report.entities if one in found or _bears(words, one)]
        if found:
            return _chosen(desk, spoken, name, how, _one_person(desk, name, found, told))
    return _by_office(desk, spoken, name, words)


# -- what fits a name -----------------------------------------------------------------------


def _whole(words: Words, entity: Entity) -> bool:
    return any(bare(one) == _bare(words) for one in (entity.name, *entity.names))


def _part(words: Words, entity: Entity) -> bool:
    return any(_holds(tuple(folded(one)), words) for one in (entity.name, *entity.names))


def _bears(words: Words, entity: Entity) -> bool:
    """Fit "Roos" to Ivo Roos, be he never printed by his surname alone."""
    return entity.kind == "person" and folded(entity.name)[-1:] == [*words]


def _titled(words: Words, entity: Entity) -> bool:
    """Fit "Commodore Halas" to Viktor Halas: what is left without words of rank is his name."""
    plain = tuple(word for word in words if word not in _titles())
    return 0 < len(plain) < len(words) and entity.kind == "person" and _part(plain, entity)


def _initials(words: Words, entity: Entity) -> bool:
    if len(words) != 1 or len(words[0]) < 2 or entity.kind == "person":
        return False
    return any(_letters(one) == words[0] for one in (entity.name, *entity.names))


_RULES: Sequence[tuple[How, Callable[[Words, Entity], bool]]] = (
    ("name", _whole),
    ("part", _part),
    ("part", _titled),
    ("initials", _initials),
)


def bare(name: str) -> Words:
    """Give a name's folded words without articles and the like.

    >>> bare("The Port of Varnova"), bare("Sergei al-Rauk")
    (('port', 'varnova'), ('sergei', 'al', 'rauk'))
    """
    return _bare(tuple(folded(name)))


def _bare(words: Words) -> Words:
    return tuple(word for word in words if word not in _idle()) or words


def _holds(whole: Words, part: Words) -> bool:
    """Say whether the words of one name stand in another, in their order."""
    rest = iter(_bare(whole))
    return all(word in rest for word in _bare(part))


def _letters(name: str) -> str:
    words = [word for word in name.replace("-", " ").split() if word[:1].isupper()]
    return "".join(folded(word)[0][0] for word in words if folded(word)) if len(words) > 1 else ""


@cache
def _idle() -> frozenset[str]:
    return frozenset(language("en").terms("said.idle"))


@cache
def _titles() -> frozenset[str]:
    pack = language("en")
    terms = (*pack.terms("titles.honorific"), *pack.terms("titles.roles"))
    return frozenset((*terms, *pack.terms("titles.modifier")))


# -- one or several -------------------------------------------------------------------------


def _one_person(
    desk: Desk, name: str, found: Sequence[Entity], told: Mapping[str, int]
) -> tuple[list[Entity], list[Entity]]:
    """Give the one who is meant, under all entities, and others who fit and are silent."""
    speaking = [one for one in found if told.get(one.id)]
    chosen = speaking or found
    if len(chosen) > 1 and not _same(chosen):
        raise Misuse(_several(desk, name, [one.id for one in chosen], told))
    return list(chosen), [one for one in found if one not in chosen]


def _same(found: Sequence[Entity]) -> bool:
    """Say whether the names of several can be one's: each is part of the longest, and one kind."""
    longest = max(found, key=lambda one: (len(folded(one.name)), one.id))
    whole = tuple(folded(longest.name))
    return all(one.kind == longest.kind and _holds(whole, tuple(folded(one.name))) for one in found)


def _several(desk: Desk, name: str, found: Sequence[str], told: Mapping[str, int]) -> str:
    """Name those who fit, the oftenest quoted first, and how each can be asked for."""
    only = [one for one in found if tuple(folded(desk.name(one) or "")) == tuple(folded(name))]
    ranked = sorted(found, key=lambda one: (-told.get(one, 0), desk.name(one) or "", one))
    full = [one for one in ranked if one not in only]
    rest = len(full) - SHOWN
    parts = [_counted(desk, one, told) for one in full[:SHOWN]]
    parts += [f"and {rest} more"] if rest > 0 else []
    parts += [f"and {only_called(desk, only)}"] if only else []
    return (
        f"{one_line(name)!r} can be several: {'; '.join(parts)}."
        f" Say more of the name{', or an ID' if only else ''}"
    )


def only_called(desk: Desk, entities: Sequence[str]) -> str:
    """Say how many have only one name, where each stands and by which ID it can be asked for."""
    if not entities:
        return ""
    shown = [f"{one[:_ID_SHOWN]} in {_where(desk, one)}" for one in sorted(entities)[:SHOWN]]
    rest = f", and {len(entities) - SHOWN} more" if len(entities) > SHOWN else ""
    are = "that is" if len(entities) == 1 else "that are"
    name = desk.name(entities[0])
    return f"{len(entities)} more {are} only called {name} ({', '.join(shown)}{rest})"


def _where(desk: Desk, entity: str) -> str:
    pages = {mention.span.page for mention in desk.entities[entity].mentions}
    names = sorted(desk.names[page] for page in pages)
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]


def _counted(desk: Desk, entity: str, told: Mapping[str, int]) -> str:
    return f"{desk.name(entity)} ({counted(told.get(entity, 0), 'quotation')})"


def _chosen(
    desk: Desk,
    spoken: Mapping[str, Spoken],
    name: str,
    how: How,
    found: tuple[list[Entity], list[Entity]],
) -> Whom:
    own, silent = found
    ids = {one.id for one in own}
    sayings = {ident for ident, one in spoken.items() if one.entities & ids}
    bodies = [one for one in own if one.kind == "organisation"]
    through = _speaking_for(spoken, bodies) - sayings
    return Whom(
        name,
        how,
        tuple(sorted(ids)),
        frozenset(sayings | through),
        frozenset(through),
        tuple(sorted(one.id for one in silent if one.kind in ("person", "organisation"))),
    )


def _speaking_for(spoken: Mapping[str, Spoken], bodies: Iterable[Entity]) -> set[str]:
    """Give the sayings whose speaker is printed with an organisation's name ("its spokesman")."""
    named: Laid[Mention] = Laid.of(
        [mention for one in bodies for mention in one.mentions], lambda one: one.span
    )
    return {
        ident
        for ident, one in spoken.items()
        if any(mention.span.within(span) for span in one.spans for mention in named.touching(span))
    }


# -- an office, or nobody -------------------------------------------------------------------


def _by_office(desk: Desk, spoken: Mapping[str, Spoken], name: str, words: Words) -> Whom:
    """Find a speaker by what the prints call him ("the harbour master"); else name who is near."""
    found = {
        ident: one.entities
        for ident, one in spoken.items()
        if any(_holds(tuple(folded(desk.words(span))), words) for span in one.spans)
    }
    if not found:
        raise Misuse(_nobody(desk, spoken, name))
    told = Counter(entity for entities in found.values() for entity in entities)
    if len(told) > 1 and not _same([desk.entities[one] for one in told if one in desk.entities]):
        raise Misuse(_several(desk, name, list(told), told))
    own = {ident for ident, one in spoken.items() if one.entities & told.keys()}
    return Whom(name, "office", tuple(sorted(told)), frozenset({*own, *found}))


def _nobody(desk: Desk, spoken: Mapping[str, Spoken], name: str) -> str:
    told = Counter(entity for one in spoken.values() for entity in one.entities)
    near = _near(desk, name, told)
    said = f": near it are {'; '.join(near)}" if near else ""
    return (
        f"nobody of the name {one_line(name)!r} is found here{said}."
        " secondsource said, without a name, lists all who speak, and secondsource said --unnamed"
        " what nobody is named for"
    )


def _near(desk: Desk, name: str, told: Mapping[str, int]) -> list[str]:
    from rapidfuzz import fuzz

    wanted = " ".join(folded(name))
    ranked = []
    for entity in desk.report.entities:
        likes = [
            max(fuzz.ratio(wanted, part) for part in (" ".join(words), *words))
            for one in (entity.name, *entity.names)
            if (words := folded(one))
        ]
        like = round(max(likes, default=0.0), 1)
        if like >= _LIKE:
            ranked.append((entity.id not in told, -like, entity.name, entity.id))
    return [_counted(desk, ident, told) for *_, ident in sorted(ranked)[:_NEAR]]
