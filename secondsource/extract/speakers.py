"""Which entity each quotation's speaker is, or none where the words do not establish it.

A name in the speaker's words is its entity. "The minister" is whoever carries that title in the
article; "he" is whoever spoke or stood as the subject last, if name and pronoun agree; "who" is
the name before it. Nobody named means nobody bound: an official who asked not to be named, a
group of witnesses, a pronoun with two equal candidates.

Every step lowers the confidence by what it got right on PolNeAR's training part. At the end the
copies vote: the same words in several articles have one speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.extract.cues import words_for
from secondsource.extract.gender import gender_of, sex_of
from secondsource.extract.roles import is_role, roles_of, same_head, same_role
from secondsource.language import has_pack, language
from secondsource.records import Account, Entity, Mention, Quotation, Span
from secondsource.textview import level

_FAR = 4  # paragraphs: a pronoun further from its name than this is not bound
_WINDOW = 40  # subjects; four paragraphs of news hold fewer
_STATED = 0.8  # a place that only a verb without a subject leads to has not spoken
_COPIED = 5  # words: shorter quotations are alike by chance


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention with the entity it belongs to."""

    mention: Mention
    entity: Entity

    @property
    def start(self) -> int:
        return self.mention.span.start

    @property
    def end(self) -> int:
        return self.mention.span.end


@dataclass(frozen=True, slots=True)
class _Bound:
    """An entity a speaker's words were bound to, and the factor on the confidence."""

    entity: Entity | None
    factor: float


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who stood as subject or spoke at a place: what a later pronoun may point to.

    None stands for one person who spoke and is not named ("an engineer").
    """

    at: int
    paragraph: int
    entity: Entity | None


_NOBODY = _Bound(None, 0.5)


def with_speakers(accounts: Sequence[Account], entities: Sequence[Entity]) -> tuple[Account, ...]:
    """Bind the speakers of all quotations to entities; order is kept.

    ``speaker`` is an entity's id or None; ``confidence`` becomes how likely the binding is
    right. Errors: none.
    """
    found: dict[str, list[_Named]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            found[mention.span.page].append(_Named(mention, entity))
    articles = [_Article.of(account, found[account.page.id]) for account in accounts]
    known: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for article in articles:
        for entity, role in article.roles:
            known[entity.id].add(role)
    bound = [article.bound(known) for article in articles]
    votes = _votes(accounts, bound)
    return tuple(
        replace(account, quotations=tuple(_voted(account, one, votes) for one in quotations))
        for account, quotations in zip(accounts, bound, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Article:
    account: Account
    named: tuple[_Named, ...]
    starts: tuple[int, ...]
    roles: tuple[tuple[Entity, tuple[str, ...]], ...]
    words: Mapping[str, frozenset[str]]
    firsts: tuple[_Named, ...]  # where each entity is first named

    @classmethod
    def of(cls, account: Account, named: Sequence[_Named]) -> _Article:
        code = account.article.language
        pack = language(code if code and has_pack(code) else "en")
        tables = {name: frozenset(terms) for name, terms in pack.table("speakers").items()}
        ordered = tuple(sorted(named, key=lambda one: (one.start, -one.end, one.entity.id)))
        roles = tuple(
            (one.entity, role)
            for one in ordered
            if one.entity.kind == "person"
            for role in roles_of(account.page.text, one.mention)
        )
        firsts: dict[str, _Named] = {}
        for one in ordered:
            firsts.setdefault(one.entity.id, one)
        starts = tuple(one.start for one in ordered)
        return cls(account, ordered, starts, roles, tables, tuple(firsts.values()))

    def bound(self, known: Mapping[str, set[tuple[str, ...]]]) -> tuple[Quotation, ...]:
        """Bind this article's quotations one after the other, each seeing those before.

        ``known`` are the roles the whole collection gives to each person.
        """
        subjects = self._subjects()
        by_place = sorted(
            self.account.quotations,
            key=lambda one: (one.speaker_span or one.span, one.id),
        )
        made: dict[str, Quotation] = {}
        for quotation in by_place:
            bound = self._bound(quotation, subjects, known)
            if bound.entity is not None and not self._may_speak(bound.entity, quotation):
                bound = _NOBODY
            made[quotation.id] = replace(
                quotation,
                speaker=bound.entity.id if bound.entity else None,
                confidence=round(quotation.confidence * bound.factor, 4),
            )
            if quotation.speaker_span and (bound.entity or self._unnamed(quotation)):
                at = quotation.speaker_span.start
                subject = _Subject(at, self._paragraph(at), bound.entity)
                insort_right(subjects, subject, key=lambda one: one.at)
        return tuple(made[quotation.id] for quotation in self.account.quotations)

    def _subjects(self) -> list[_Subject]:
        """Give for each passage the first name that can be its subject.

        What is told is no subject, and where somebody speaks he is the subject, so that only
        names before the first speaker's words count.
        """
        told = sorted(
            (part.start, part.end) for one in self.account.quotations for part in one.parts
        )
        voices = sorted(
            one.speaker_span.start for one in self.account.quotations if one.speaker_span
        )
        subjects = []
        for passage in self.account.passages:
            voice = bisect_left(voices, passage.span.start)
            stop = min([passage.span.end, *voices[voice : voice + 1]])
            first = bisect_left(self.starts, passage.span.start)
            for one in self.named[first : bisect_left(self.starts, stop)]:
                if _covered(one.start, told) or self._after_preposition(one):
                    continue
                if one.entity.kind != "other" and not self._possessive(one):
                    subjects.append(_Subject(one.start, passage.paragraph, one.entity))
                    break
        return subjects

    def _paragraph(self, at: int) -> int:
        passages = self.account.passages
        here = bisect_right(passages, at, key=lambda one: one.span.start) - 1
        return passages[here].paragraph if here >= 0 else 0

    def _within(self, span: Span) -> tuple[_Named, ...]:
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return self.named[first:last]

    def _before(self, one: _Named, length: int = 24) -> str:
        place = one.mention.title.start if one.mention.title else one.start
        return self.account.page.text[max(0, place - length) : place]

    def _after_preposition(self, one: _Named) -> bool:
        before = self._before(one).lower().split()
        while before and before[-1] in self.words["articles"]:
            before.pop()
        return bool(before) and before[-1] in self.words["prepositions"]

    def _possessive(self, one: _Named) -> bool:
        after = self.account.page.text[one.end : one.end + 2]
        return after in ("'s", "’s") or (
            after[:1] in "'’" and self.account.page.text[one.end - 1 : one.end] == "s"
        )

    def _bound(
        self,
        quotation: Quotation,
        subjects: Sequence[_Subject],
        known: Mapping[str, set[tuple[str, ...]]],
    ) -> _Bound:
        span = quotation.speaker_span
        if span is None:
            return _NOBODY
        text = level(self.account.page[span], fold=True).strip()
        for kind in ("he", "she", "it", "they", "who", "nobody"):
            if text in self.words[kind]:
                return self._pronoun(kind, span, quotation, subjects)
        named = self._name(span)
        if named is not None:
            return named
        bound = self._role(text, span, subjects, self.roles)
        if bound.entity is not None:
            return bound
        here = {one.entity.id: one.entity for one in self.firsts if one.start < span.end}
        elsewhere = [(one, role) for one in here.values() for role in known.get(one.id, ())]
        bound = self._role(text, span, subjects, elsewhere)
        if bound.entity is None:
            bound = self._leader(text, span, known)
            return bound if bound.entity else self._body(text, here)
        return replace(bound, factor=round(bound.factor * 0.9, 4)) if bound.entity else bound

    def _name(self, span: Span) -> _Bound | None:
        """Bind a speaker's words to the name they hold, if one is their head."""
        inside = self._within(span)
        page = self.account.page.text
        heads = [
            one
            for one in inside
            if not self._possessive(one)
            and not (self._after_preposition(one) and one.start > span.start + 3)
        ]
        persons = [one for one in heads if one.entity.kind == "person"]
        if persons:
            first = persons[0]
            chunk = page.find(",", first.end, span.end)
            stop = chunk if chunk >= 0 else span.end
            near = [one for one in persons if one.end <= stop] or persons[:1]
            return _Bound(near[-1].entity, 1.0)
        whole = [one for one in heads if self._is_whole(one, span) or self._renames(one, span)]
        if whole:
            return _Bound(whole[-1].entity, 0.9 if whole[-1].entity.kind != "other" else 0.6)
        return None

    def _may_speak(self, entity: Entity, quotation: Quotation) -> bool:
        """Say whether an entity can say this: a product never, a place where states speak so."""
        if entity.kind != "place":
            return entity.kind != "other"
        if quotation.cue is None or quotation.confidence < _STATED or quotation.kind == "direct":
            return False
        said = self.account.page[quotation.cue].lower().split()
        verbs = words_for("en").verbs
        return any(word in verbs and verbs[word].lemma in self.words["state_acts"] for word in said)

    def _is_whole(self, one: _Named, span: Span) -> bool:
        """Say whether a name is all there is, less an article: "the Harbour Board"."""
        rest = self.account.page.text[span.start : one.start].lower().split()
        tail = self.account.page.text[one.end : span.end].strip(" ,").lower()
        plain = all(word in self.words["articles"] for word in rest)
        return plain and (not tail or tail in self.words["bodies"] or tail[0] in ",(")

    def _renames(self, one: _Named, span: Span) -> bool:
        """Say whether a body's name tells who it is: "the ferry's owner, | Nordia Lines"."""
        before = self.account.page.text[span.start : one.start].lower().rstrip()
        words = before.rstrip(",").split()
        opened = bool(words) and (
            words[0] in self.words["articles"] or words[0] in self.words["definite"]
        )
        spoken_for = any(word.startswith("spokes") for word in words)
        plain = one.entity.kind == "organisation" and before.endswith(",") and opened
        return plain and not spoken_for and one.end == span.end

    def _pronoun(
        self, kind: str, span: Span, quotation: Quotation, subjects: Sequence[_Subject]
    ) -> _Bound:
        if kind == "nobody":
            return _NOBODY
        if kind == "who":
            return self._antecedent(span)
        kinds = ("person",) if kind in ("he", "she") else ("organisation", "place")
        here = self._paragraph(span.start)
        heard = {
            one.entity.id
            for one in (self._within(quotation.addressee) if quotation.addressee else ())
        }
        fitting = [
            one
            for one in self._recent(subjects, span.start)
            if 0 <= here - one.paragraph <= _FAR
            and (one.entity is None or one.entity.kind in kinds)
            and (one.entity is None or one.entity.id not in heard)
            and (kind not in ("he", "she") or one.entity is None or _fits(one.entity, kind))
        ]
        if not fitting or fitting[-1].entity is None:
            return _NOBODY
        near = {one.entity.id for one in fitting if one.entity and here - one.paragraph <= 1}
        return _Bound(fitting[-1].entity, 0.9 if len(near) <= 1 else 0.8)

    def _unnamed(self, quotation: Quotation) -> bool:
        """Say whether one unnamed person speaks: a pronoun after it may not pass it over."""
        span = quotation.speaker_span
        words = level(self.account.page[span], fold=True).split() if span else []
        opened = words[:1] and (words[0] in self.words["definite"] or words[0] in ("a", "an"))
        return bool(opened) and is_role(words)

    def _recent(self, subjects: Sequence[_Subject], at: int) -> Sequence[_Subject]:
        """Give the last subjects before a place; a window keeps long pages linear."""
        stop = bisect_left(subjects, at, key=lambda one: one.at)
        return subjects[max(0, stop - _WINDOW) : stop]

    def _antecedent(self, span: Span) -> _Bound:
        here = bisect_left(self.starts, span.start) - 1
        if here < 0:
            return _NOBODY
        one = self.named[here]
        between = self.account.page.text[one.end : span.start]
        if len(between) > 60 or "." in between or one.entity.kind == "other":
            return _NOBODY
        return _Bound(one.entity, 0.9 if between.strip() in (",", "") else 0.6)

    def _body(self, text: str, here: Mapping[str, Entity]) -> _Bound:
        """Bind "the coast guard" to the one organisation whose name ends so."""
        article, _, rest = text.partition(" ")
        if article not in self.words["articles"] or len(rest) < 4:
            return _NOBODY
        ending = f" {rest}"
        found = [
            one
            for one in here.values()
            if one.kind == "organisation"
            and any(level(name, fold=True).endswith(ending) for name in one.names)
        ]
        return _Bound(found[0], 0.8) if len(found) == 1 else _NOBODY

    def _leader(self, text: str, span: Span, known: Mapping[str, set[tuple[str, ...]]]) -> _Bound:
        """Bind "the opposition leader" to a leader of something, alone in the paragraph so far."""
        words = text.split()
        if not words or words[0] not in self.words["definite"]:
            return _NOBODY
        passages = self.account.passages
        first = bisect_left(passages, self._paragraph(span.start), key=lambda one: one.paragraph)
        opening = passages[first].span.start if first < len(passages) else span.start
        named = self._within(Span(span.page, min(opening, span.start), span.start))
        persons = {one.entity.id: one.entity for one in named if one.entity.kind == "person"}
        if len(persons) != 1:
            return _NOBODY
        (person,) = persons.values()
        fits = any(same_head(words, role) for role in known.get(person.id, ()))
        return _Bound(person, 0.6) if fits else _NOBODY

    def _can_be(self, text: str, entity: Entity, role: Sequence[str]) -> bool:
        """Say whether a role in words fits who holds one: no "spokeswoman" is a man.

        Whoever speaks for "the health office" is not the spokesman of a body unnamed.
        """
        words = text.split()
        wanted = next((sex_of(word) for word in reversed(words) if sex_of(word)), None)
        given = next((sex_of(word) for word in reversed(role) if sex_of(word)), None)
        if wanted and (given or gender_of(entity) or wanted) != wanted:
            return False
        spoken = {word for word in words if word.startswith("spokes")}
        if not spoken:
            return True
        told = {word.removesuffix("'s") for word in words}
        return told - spoken <= {*role, *self.words["definite"], *self.words["idle"]}

    def _role(
        self,
        text: str,
        span: Span,
        subjects: Sequence[_Subject],
        roles: Sequence[tuple[Entity, tuple[str, ...]]],
    ) -> _Bound:
        """Bind "the minister" to the one person who carries that title, or the last who spoke."""
        if not text.split() or text.split()[0] not in self.words["definite"]:
            return _NOBODY
        holders = {
            entity.id: entity
            for entity, role in roles
            if same_role(text.split(), role) and self._can_be(text, entity, role)
        }
        if not holders:
            return _NOBODY
        if len(holders) == 1:
            return _Bound(next(iter(holders.values())), 0.85)
        here = self._paragraph(span.start)
        recent = [
            one
            for one in self._recent(subjects, span.start)
            if one.entity and one.entity.id in holders and here - one.paragraph <= _FAR
        ]
        return _Bound(recent[-1].entity, 0.7) if recent else _NOBODY


def _fits(entity: Entity, pronoun: str) -> bool:
    return gender_of(entity) in (pronoun, None)


def _covered(at: int, places: Sequence[tuple[int, int]]) -> bool:
    here = bisect_right(places, at, key=lambda place: place[0]) - 1
    return here >= 0 and at < places[here][1]


# -- copies vote ----------------------------------------------------------------------------


def _key(account: Account, quotation: Quotation) -> str | None:
    words = level(" ".join(account.page[part] for part in quotation.parts), fold=True).split()
    return " ".join(words) if len(words) >= _COPIED else None


def _votes(
    accounts: Sequence[Account], bound: Sequence[tuple[Quotation, ...]]
) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for account, quotations in zip(accounts, bound, strict=True):
        for one in quotations:
            key = _key(account, one)
            if key is not None and one.speaker is not None:
                votes[key][one.speaker] += 1
    return votes


def _voted(account: Account, quotation: Quotation, votes: Mapping[str, Counter[str]]) -> Quotation:
    key = _key(account, quotation)
    vote = votes.get(key) if key is not None else None
    if not vote or quotation.kind == "indirect":
        return quotation
    (most, count), *others = sorted(vote.items(), key=lambda one: (-one[1], one[0]))
    if quotation.speaker is None:
        return quotation if others else replace(quotation, speaker=most, confidence=0.6)
    if quotation.speaker != most and count > vote[quotation.speaker]:
        return replace(quotation, confidence=round(quotation.confidence * 0.5, 4))
    return quotation
