"""Who stands where in one article: what a pronoun or a role may point back to.

What may live here: the mentions of an article in order, each with the part it plays - it speaks,
it is its sentence's subject, it is told of inside somebody's words - and the counting of
sentences and paragraphs between two places. It works because in news whoever spoke last or stood
as the subject last is meant by "he" far more often than whoever was only named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from secondsource.extract.gender import Sex, gender_of, sex_of, sex_of_title
from secondsource.extract.roles import roles_of
from secondsource.language import has_pack, language
from secondsource.records import Account, Entity, Mention, Span
from secondsource.textview import level

Part = Literal["speaks", "subject", "pronoun", "beside", "owner", "reported", "told"]
Role = tuple[str, ...]

_PRONOUN = re.compile(r"\b(?:[Ss]?[Hh]e)\b")
_SPOKEN_OF = 60  # characters of a title before a name that tell whether "he" or "she" fits


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with the entity it belongs to."""

    mention: Mention
    entity: Entity

    @property
    def start(self) -> int:
        """Give where the name begins, its title left out."""
        return self.mention.span.start

    @property
    def end(self) -> int:
        """Give where the name ends."""
        return self.mention.span.end


@dataclass(frozen=True, slots=True)
class Stand:
    """One place where somebody stands: what a later pronoun may point to.

    ``sentence`` counts the reporter's sentences, so that what a speaker says between two places
    does not part them. No entity is one person who is not named ("an engineer").
    """

    at: int
    sentence: int
    paragraph: int
    part: Part
    entity: Entity | None


@dataclass(frozen=True, slots=True)
class Scene:
    """One article's names in order, with what is known of each at its place."""

    account: Account
    named: tuple[Named, ...]
    starts: tuple[int, ...]
    opens: tuple[int, ...]  # where each passage begins
    told: tuple[tuple[int, int], ...]  # what anybody says
    marked: tuple[tuple[int, int], ...]  # what stands in marks
    voices: tuple[tuple[int, int], ...]  # the words for whoever says it
    sentences: tuple[int, ...]  # of each passage: how many of the reporter's stand before
    words: Mapping[str, frozenset[str]]
    firsts: tuple[Named, ...]  # where each entity is first named
    called: Mapping[str, tuple[Entity, ...]]  # who goes by each name here, in small letters
    roles: Mapping[str, tuple[Role, ...]]  # by entity, as this article gives them
    sexes: Mapping[str, Sex]

    @classmethod
    def of(cls, account: Account, named: Sequence[Named]) -> Scene:
        """Lay out an article with the mentions of its page."""
        code = account.article.language
        pack = language(code if code and has_pack(code) else "en")
        words = {
            name: frozenset(terms)
            for name, terms in pack.table("speakers").items()
            if isinstance(terms, list)
        }
        ordered = tuple(sorted(named, key=lambda one: (one.start, -one.end, one.entity.id)))
        told = _places(part for one in account.quotations for part in one.parts)
        roles = _roles(account.page.text, ordered)
        firsts: dict[str, Named] = {}
        for one in ordered:
            firsts.setdefault(one.entity.id, one)
        return cls(
            account,
            ordered,
            tuple(one.start for one in ordered),
            tuple(passage.span.start for passage in account.passages),
            told,
            _places(part for one in account.quotations for part in one.marked),
            _places(one.speaker_span for one in account.quotations if one.speaker_span),
            tuple(_counted(account, told)),
            words,
            tuple(firsts.values()),
            _called(account.page.text, ordered),
            roles,
            _sexes(account.page.text, ordered, roles),
        )

    # -- where ------------------------------------------------------------------------------

    def passage(self, at: int) -> int:
        """Give the number of the passage that a place stands in; -1 before the first."""
        return bisect_right(self.opens, at) - 1

    def paragraph(self, at: int) -> int:
        """Give the number of the paragraph that a place stands in."""
        here = self.passage(at)
        return self.account.passages[here].paragraph if here >= 0 else 0

    def sentence(self, at: int) -> int:
        """Give how many of the reporter's sentences begin before a place's own."""
        here = self.passage(at)
        return self.sentences[here] if here >= 0 else 0

    def within(self, start: int, end: int) -> tuple[Named, ...]:
        """Give the names that begin in a stretch."""
        return self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def in_headline(self, span: Span) -> bool:
        """Say whether a stretch stands in the headline."""
        headline = self.account.article.headline
        return headline is not None and span.within(headline)

    def is_told(self, at: int) -> bool:
        """Say whether a place stands in what somebody says."""
        return covered(at, self.told)

    # -- what words and names are ------------------------------------------------------------

    def is_body(self, word: str) -> bool:
        """Say whether a word may stand for any body: "the group", "the company"."""
        return word in self.words["any_body"] or word in self.words["firms"]

    def is_public(self, entity: Entity) -> bool:
        """Say whether a body's name says that it is no firm: "Valley Rivers Authority"."""
        words = {word for name in entity.names for word in name.lower().split()}
        return bool(words & self.words["public"])

    def persons(self, at: int) -> dict[str, Entity]:
        """Give the persons who are named before a place, by id."""
        return self._before(at, "person")

    def bodies(self, at: int) -> tuple[Entity, ...]:
        """Give the organisations that are named before a place."""
        return tuple(self._before(at, "organisation").values())

    def _before(self, at: int, kind: str) -> dict[str, Entity]:
        found = (one.entity for one in self.firsts if one.start < at)
        return {entity.id: entity for entity in found if entity.kind == kind}

    # -- what a name is to its sentence ------------------------------------------------------

    def is_metonym(self, span: Span) -> bool:
        """Say whether a stretch holds a place's name that stands for its government."""
        return any(one.mention.metonym for one in self.within(span.start, span.end))

    def after_preposition(self, one: Named) -> bool:
        """Say whether a name follows a preposition: "the head of | Nordia Lines"."""
        place = one.mention.title.start if one.mention.title else one.start
        before = self.account.page.text[max(0, place - 24) : place].lower().split()
        while before and before[-1] in self.words["articles"]:
            before.pop()
        return bool(before) and before[-1] in self.words["prepositions"]

    def is_owner(self, one: Named) -> bool:
        """Say whether a name is a possessive: "Roos' lawyer"."""
        text = self.account.page.text
        after = text[one.end : one.end + 2]
        return after in ("'s", "’s") or (
            after[:1] in ("'", "’") and text[one.end - 1 : one.end] == "s"
        )

    def stand(self, at: int, part: Part, entity: Entity | None) -> Stand:
        """Make a stand at a place."""
        return Stand(at, self.sentence(at), self.paragraph(at), part, entity)

    def stands(self) -> list[Stand]:
        """Give the stands of all names, in order of place.

        A sentence's first person is its subject, and so is its first body or state, unless a
        preposition or another's voice goes before.
        """
        voices = [start for start, _ in self.voices]
        made = []
        for passage in self.account.passages:
            voice = bisect_left(voices, passage.span.start)
            stop = min([passage.span.end, *voices[voice : voice + 1]])
            led: dict[bool, Named] = {}  # by whether it is a person: the last subject
            for one in self.within(passage.span.start, passage.span.end):
                part = self._part(one)
                person = one.entity.kind == "person"
                if part == "beside" and one.start < stop and self._leads(led.get(person), one):
                    led[person] = one
                    part = "subject"
                if one.entity.kind != "other":
                    made.append(self.stand(one.start, part, one.entity))
        return made

    def _leads(self, before: Named | None, one: Named) -> bool:
        """Say whether a name is a subject: the first, or joined to it by "and"."""
        if before is None:
            return True
        between = self.account.page.text[before.end : one.start].split()
        return between[-1:] == ["and"]

    def _part(self, one: Named) -> Part:
        if covered(one.start, self.marked):
            return "told"
        if self.is_told(one.start) and not covered(one.start, self.voices):
            return "reported"
        return "owner" if self.is_owner(one) or self.after_preposition(one) else "beside"

    def pronouns(self) -> Iterator[tuple[int, Sex]]:
        """Yield the places of "he" and "she" in the reporter's own words."""
        for found in _PRONOUN.finditer(self.account.page.text):
            if self.passage(found.start()) >= 0 and not self.is_told(found.start()):
                yield found.start(), "he" if found.group().lower() == "he" else "she"


def covered(at: int, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether a place lies in one of some stretches, which are in order and apart."""
    here = bisect_right(places, at, key=lambda place: place[0]) - 1
    return here >= 0 and at < places[here][1]


def _places(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Give stretches in order, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def _counted(account: Account, told: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield for each passage how many of the reporter's sentences begin before it."""
    count = 0
    for passage in account.passages:
        yield count
        last = passage.span.end - 1
        whole = covered(passage.span.start + 1, told) and covered(last - 1, told)
        count += not whole


def _called(text: str, named: Sequence[Named]) -> dict[str, tuple[Entity, ...]]:
    """Give the persons and bodies that each printed name means in this article."""
    found: dict[str, dict[str, Entity]] = {}
    for one in named:
        if one.entity.kind in ("person", "organisation"):
            name = level(text[one.start : one.end], fold=True)
            found.setdefault(name, {})[one.entity.id] = one.entity
    return {name: tuple(entities.values()) for name, entities in found.items()}


def _roles(text: str, named: Sequence[Named]) -> dict[str, tuple[Role, ...]]:
    found: dict[str, dict[Role, None]] = {}
    for one in named:
        if one.entity.kind == "person":
            for role in roles_of(text, one.mention):
                found.setdefault(one.entity.id, {})[role] = None
    return {ident: tuple(roles) for ident, roles in found.items()}


def _sexes(
    text: str, named: Sequence[Named], roles: Mapping[str, Sequence[Role]]
) -> dict[str, Sex]:
    """Tell "he" from "she" by the given name, else by titles and roles in this article."""
    given: dict[str, Sex | None] = {}
    told: dict[str, set[Sex]] = {}
    for one in named:
        entity = one.entity
        if entity.kind != "person":
            continue
        if entity.id not in given:
            given[entity.id] = gender_of(entity)
        if given[entity.id] is None:
            before = text[max(0, one.start - _SPOKEN_OF) : one.start].split()[-1:]
            words = [word for role in roles.get(entity.id, ()) for word in role]
            found = [sex_of_title(word) for word in before] + [sex_of(word) for word in words]
            told.setdefault(entity.id, set()).update(sex for sex in found if sex)
    known = {ident: sex for ident, sex in given.items() if sex}
    return known | {ident: next(iter(sexes)) for ident, sexes in told.items() if len(sexes) == 1}
