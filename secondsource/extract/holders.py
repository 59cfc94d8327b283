"""Who is meant by words that describe: "the minister", "the group", "a Harbour Board spokesman".

What may live here: matching a description with the roles that an article, or the whole
collection, gives to its persons, and with the names of its bodies. It works because news gives
a role beside a name once and uses it alone afterwards; where two persons hold one, whoever stood
last is meant only if the other is far.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.extract.antecedents import chances
from secondsource.extract.gender import sex_of
from secondsource.extract.roles import head_of, is_role, same_head, same_role
from secondsource.extract.scenes import Named, Role, Scene, Stand
from secondsource.records import Bound, Entity, How, Span
from secondsource.textview import level

# Between what is quoted and who signs it: a dash, a bracket or nothing; and behind the name.
_SIGNED = re.compile(r"[\"”’'.,!?\]]{0,4}\s{0,3}[-–—―−~|(\[:]{0,2}\s{0,2}(?=\S)")
_DASH = re.compile(r"[-–—―−~|(\[:]")
_BARE_ENDS = re.compile(r"[ \t.]*(?:[|\n“]|$)")  # without a dash a comma only goes on
_SIGN_ENDS = re.compile(r"\s*(?:[.,;)\]|\n“\"(–—-]|$)")

Known = Mapping[str, Collection[Role]]

_OPENING, _LONGEST = 60, 4  # characters and words of a role that opens a sentence
_BESIDE = 40  # characters: a name that a comma adds begins within these
_ALONE = 0.9  # of the chances, for whoever is called by what nobody said he is
_CALLED = 0.8  # and how much less that is worth than a role he is given
_BODIES = 40  # stands: who else "the company" may be is looked for this far back
_NEAR = 0.6  # of two who hold one role, the likelier must have this share of both


@dataclass(frozen=True, slots=True)
class Binding:
    """An entity that words were bound to, how, and the chance that goes with it."""

    entity: Entity | None = None
    how: How = "unclear"
    share: float = 1.0
    candidates: tuple[str, ...] = ()

    @property
    def bound(self) -> Bound:
        """Give what is kept of it beside the speaker."""
        return Bound(self.how, self.candidates)


def described(scene: Scene, span: Span, stands: Sequence[Stand], known: Known) -> Binding:
    """Bind words without a name of their own; the words of a group or a paper bind to nobody.

    ``known`` are the roles the whole collection gives to each person. Errors: none.
    """
    text = level(scene.account.page[span], fold=True).strip()
    words = text.split()
    spoken = _spokesman(scene, span, words) or _named_after(scene, span, words)
    if spoken is not None:
        return spoken
    if words and scene.in_headline(span):
        ahead = _ahead(scene, words, span.start, stands)
        if ahead.entity is not None:
            return ahead
    if not words or words[0] not in scene.words["definite"]:
        return Binding(None, kind_of(scene, words))
    here = scene.persons(span.end)
    own = _holder(scene, words, span.start, stands, scene.roles, here)
    if own.entity is None and not own.candidates:
        own = _holder(scene, words, span.start, stands, known, here)
    if own.entity is not None or own.candidates:
        return own
    for binding in (
        _leader(scene, words, span.start, known),
        _body(scene, text, scene.bodies(span.end)),
        _any_body(scene, words, span.start, stands),
        _called(scene, words, span.start, stands),
    ):
        if binding.entity is not None:
            return binding
    return Binding(None, kind_of(scene, words))


def kind_of(scene: Scene, words: Sequence[str]) -> How:
    """Tell what words without a name point to: one person, several, a paper, or it is unclear.

    >>> from secondsource.records import Account, Article, Page
    >>> scene = Scene.of(Account(Page("p", "p", ""), Article("p", "p")), ())
    >>> [kind_of(scene, words.split()) for words in ("an official", "three aides", "court papers")]
    ['unnamed', 'group', 'paper']
    """
    plain = [word.strip(",.").removesuffix("'s") for word in words]
    stop = next((at for at, word in enumerate(plain) if word in scene.words["joints"]), len(plain))
    head = next((word for word in reversed(plain[:stop]) if word), "")
    if head in scene.words["papers"]:
        return "paper"
    plural = head.endswith("men") or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    if plural or head in scene.words["crowds"] or any(w in scene.words["crowds"] for w in plain):
        return "group"
    return "unnamed" if is_role(plain) or plain[:1] in (["a"], ["an"], ["one"]) else "unclear"


# -- persons by what they are ------------------------------------------------------------------


def _ahead(scene: Scene, words: Sequence[str], at: int, stands: Sequence[Stand]) -> Binding:
    """Bind a headline's "Levonian PM" to the one whom the article under it gives that title."""
    everybody = scene.persons(len(scene.account.page.text))
    found = _holder(scene, words, at, stands, scene.roles, everybody)
    alone = found.entity is not None and len(found.candidates) == 1
    return Binding(found.entity, "role", 1.0, found.candidates) if alone else Binding()


def opening_role(scene: Scene, at: int, stands: Sequence[Stand], known: Known) -> Entity | None:
    """Give who is meant by a role that opens a sentence: "The director went to the quay"."""
    words = level(scene.account.page.text[at : at + _OPENING], fold=True).split()[:_LONGEST]
    if len(words) < 2 or words[0] != "the":
        return None
    for count in range(len(words), 1, -1):
        told = [word.strip(",.") for word in words[:count]]
        if is_role(told) and is_role(told[-1:]):
            return _holder(scene, told, at, stands, known, scene.persons(at)).entity
    return None


def _holder(
    scene: Scene,
    words: Sequence[str],
    at: int,
    stands: Sequence[Stand],
    roles: Known,
    here: Mapping[str, Entity],
) -> Binding:
    """Bind "the minister" to the one person who carries that title, or the nearer of several."""
    holders = {
        ident: here[ident]
        for ident, held in roles.items()
        if ident in here
        and any(
            same_role(words, role) and _can_be(scene, words, here[ident], role) for role in held
        )
    }
    if len(holders) == 1:
        (only,) = holders.values()
        return Binding(only, "role", 1.0, (only.id,))
    if not holders:
        return Binding()
    ranked = [
        one
        for one in chances(scene, stands, at, sex=None, sexes=scene.sexes)
        if one.entity.id in holders
    ]
    near = tuple(one.entity.id for one in ranked) or tuple(sorted(holders))
    whole = sum(one.share for one in ranked)
    if whole and ranked[0].share >= _NEAR * whole:
        return Binding(ranked[0].entity, "role", round(ranked[0].share / whole, 4), near)
    return Binding(None, "unclear", 1.0, near)


def _can_be(scene: Scene, words: Sequence[str], entity: Entity, role: Role) -> bool:
    """Say whether a role in words fits who holds one: no "spokeswoman" is a man.

    Whoever speaks for "the health office" is not the spokesman of a body unnamed.
    """
    wanted = next((sex_of(word) for word in reversed(words) if sex_of(word)), None)
    given = next((sex_of(word) for word in reversed(role) if sex_of(word)), None)
    known = given or scene.sexes.get(entity.id)
    if wanted and (known or wanted) != wanted:
        return False
    spoken = {word for word in words if word.startswith("spokes")}
    if not spoken:
        return True
    told = {word.removesuffix("'s") for word in words}
    return told - spoken <= {*role, *scene.words["definite"], *scene.words["idle"]}


def _named_after(scene: Scene, span: Span, words: Sequence[str]) -> Binding | None:
    """Bind a role to the name that a comma adds: "the port's director, | Ada Roos, | said"."""
    if kind_of(scene, words) in ("paper", "group") or head_of(words) is None:
        return None
    text = scene.account.page.text
    for one in scene.within(span.end + 1, span.end + _BESIDE):
        start = one.mention.title.start if one.mention.title else one.start
        between = text[span.end : start].split()
        plain = between[:1] == [","] or text[span.end : span.end + 1] == ","
        titled = all(word[:1].isupper() for word in between if word != ",")
        closed = text[one.end : one.end + 2].lstrip()[:1] in (",", "(")
        if one.entity.kind == "person" and plain and titled and closed:
            return Binding(one.entity, "named", 1.0, (one.entity.id,))
    return None


def _called(scene: Scene, words: Sequence[str], at: int, stands: Sequence[Stand]) -> Binding:
    """Bind "the detective" to whoever stood just before, where nobody else comes near.

    News calls a man by what he is a sentence after it named him, and often only there.
    """
    head = words[-1]
    person = is_role((head,)) or head.endswith(("er", "or", "ist", "ian", "man", "old"))
    other = scene.is_body(head) or head in scene.words["public"]
    if not person or other or head.startswith("spokes"):
        return Binding()
    if kind_of(scene, words) in ("paper", "group"):
        return Binding()
    sex = next((sex_of(word) for word in reversed(words) if sex_of(word)), None)
    ranked = chances(scene, stands, at, sex=sex, sexes=scene.sexes)
    near = tuple(one.entity.id for one in ranked[:3])
    if not ranked or ranked[0].share < _ALONE:
        return Binding(candidates=near)
    if _beside(scene, at, stands) != {ranked[0].entity.id}:
        return Binding(candidates=near)
    return Binding(ranked[0].entity, "role", round(ranked[0].share * _CALLED, 4), near)


def _beside(scene: Scene, at: int, stands: Sequence[Stand]) -> set[str]:
    """Give the persons who stand in a place's sentence before it, or in the one before that."""
    stop = bisect_left(stands, at, key=lambda one: one.at)
    return {
        one.entity.id
        for one in stands[max(0, stop - _BODIES) : stop]
        if one.entity is not None
        and one.entity.kind == "person"
        and one.part not in ("told", "reported")
        and scene.sentence(at) - one.sentence <= 1
    }


def _leader(scene: Scene, words: Sequence[str], at: int, known: Known) -> Binding:
    """Bind "the opposition leader" to a leader of something, alone in the paragraph so far."""
    passages = scene.account.passages
    first = bisect_left(passages, scene.paragraph(at), key=lambda one: one.paragraph)
    opening = passages[first].span.start if first < len(passages) else at
    named = scene.within(min(opening, at), at)
    persons = {one.entity.id: one.entity for one in named if one.entity.kind == "person"}
    if len(persons) != 1:
        return Binding()
    (person,) = persons.values()
    fits = any(same_head(words, role) for role in known.get(person.id, ()))
    return Binding(person, "role", 0.6, (person.id,)) if fits else Binding()


# -- bodies ----------------------------------------------------------------------------------------


def _spokesman(scene: Scene, span: Span, words: Sequence[str]) -> Binding | None:
    """Bind whoever speaks for a named body, unnamed himself, to the body."""
    if not (head_of(words) or "").startswith("spokes"):
        return None
    bodies = [
        one for one in scene.within(span.start, span.end) if one.entity.kind == "organisation"
    ]
    if not bodies:
        return None
    return Binding(bodies[-1].entity, "office", 1.0, (bodies[-1].entity.id,))


def _body(scene: Scene, text: str, here: Iterable[Entity]) -> Binding:
    """Bind "the coast guard" to the one organisation whose name ends so."""
    article, _, rest = text.partition(" ")
    if article not in scene.words["articles"] or len(rest) < 4:
        return Binding()
    found = [
        one
        for one in here
        if one.kind == "organisation"
        and any(level(name, fold=True).endswith(f" {rest}") for name in one.names)
    ]
    ids = tuple(one.id for one in found)
    return Binding(found[0], "body", 1.0, ids) if len(found) == 1 else Binding(candidates=ids)


def _any_body(scene: Scene, words: Sequence[str], at: int, stands: Sequence[Stand]) -> Binding:
    """Bind "the group" to the organisation that stood last, or to the only one there is so far.

    "The company" is no ministry.
    """
    if len(words) != 2 or not scene.is_body(words[1]):
        return Binding()
    firm = words[1] in scene.words["firms"]
    last = last_body(scene, at, stands, how="body")
    if last.entity is not None and not (firm and scene.is_public(last.entity)):
        return last
    stop = bisect_left(stands, at, key=lambda one: one.at)
    led = {
        one.entity.id: one.entity
        for one in stands[max(0, stop - _BODIES) : stop]
        if one.entity and one.entity.kind == "organisation" and one.part in ("speaks", "subject")
    }
    ids = tuple(sorted(ident for ident in led if not (firm and scene.is_public(led[ident]))))
    return Binding(led[ids[0]], "body", 0.8, ids) if len(ids) == 1 else Binding(candidates=ids)


def last_body(scene: Scene, at: int, stands: Sequence[Stand], *, how: How) -> Binding:
    """Give the organisation that spoke or was the subject last, in this sentence or the one before.

    A person who spoke since then makes it unclear.
    """
    sentence, paragraph = scene.sentence(at), scene.paragraph(at)
    stop = bisect_left(stands, at, key=lambda one: one.at)
    for one in reversed(stands[max(0, stop - 12) : stop]):
        if sentence - one.sentence > 1 or paragraph - one.paragraph > 1:
            break
        if one.part == "speaks" and (one.entity is None or one.entity.kind == "person"):
            break
        entity = one.entity
        state = entity is not None and entity.kind == "place" and one.part == "speaks"
        body = entity is not None and entity.kind == "organisation"
        if (body or state) and one.part in ("speaks", "subject"):
            return Binding(entity, how, 1.0, (entity.id,) if entity else ())
    return Binding()


# -- names inside a speaker's words ---------------------------------------------------------------


def named(scene: Scene, span: Span) -> Binding | None:
    """Bind a speaker's words to the name they hold, if one is their head; None without one.

    What follows the first comma tells of him: "Ada Roos, who heads Nordia Lines".
    """
    heads = [
        one
        for one in scene.within(span.start, span.end)
        if not scene.is_owner(one)
        and not (scene.after_preposition(one) and one.start > span.start + 3)
    ]
    persons = [one for one in heads if one.entity.kind == "person"]
    if persons:
        return _person(scene, span, persons)
    whole = [one for one in heads if _is_whole(scene, one, span) or _renames(scene, one, span)]
    if not whole:
        return _by_name(scene, span)
    last = _officer(scene, whole[-1]) or whole[-1]
    return Binding(last.entity, "named", 1.0, (last.entity.id,))


def _by_name(scene: Scene, span: Span) -> Binding | None:
    """Bind words that no name was found in to whoever is so called elsewhere in the article.

    Names are missed where they are printed in capitals or stand alone on a line: "ROOS: ...".
    """
    text = scene.account.page[span].partition(",")[0].rstrip(" :")
    words = text.split()
    if scene.within(span.start, span.end) or not all(word[:1].isupper() for word in words):
        return None
    for first in range(len(words)):
        met = scene.called.get(level(" ".join(words[first:]), fold=True), ())
        if len(met) == 1:
            return Binding(met[0], "named", 1.0, (met[0].id,))
    return None


def _officer(scene: Scene, body: Named) -> Named | None:
    """Give whom a body's name only leads to: "Nordia Lines | chief executive Ada Roos"."""
    for one in scene.within(body.end + 1, body.end + _BESIDE):
        between = scene.account.page.text[body.end : one.start]
        role = head_of(between.lower().split())
        if one.entity.kind == "person" and role and not set(between) & set(',.;:\n"“”'):
            return one
    return None


def _person(scene: Scene, span: Span, persons: Sequence[Named]) -> Binding:
    text = scene.account.page.text
    comma = text.find(",", persons[0].end, span.end)
    stop = comma if comma >= 0 else span.end
    near = [one for one in persons if one.end <= stop] or list(persons[:1])
    joined = [
        one for one, other in pairwise(near)
        if text[one.end : other.start].strip() in scene.words["joining"]
    ]  # fmt: skip
    if joined:
        ids = tuple(dict.fromkeys(one.entity.id for one in near))
        return Binding(joined[0].entity, "together", 1.0, ids)
    return Binding(near[-1].entity, "named", 1.0, (near[-1].entity.id,))


def signed(scene: Scene, end: int) -> Named | None:
    """Give whose name stands under words in marks: "“We stay.” - Ada Roos"."""
    text = scene.account.page.text
    dash = _SIGNED.match(text, end)
    if dash is None or dash.end() == end:
        return None
    for one in scene.within(dash.end(), dash.end() + _BESIDE):
        between = text[dash.end() : one.start].split()
        titled = all(word[:1].isupper() for word in between)
        ends = _SIGN_ENDS if _DASH.search(dash[0]) else _BARE_ENDS
        alone = titled and ends.match(text, one.end) is not None
        return one if alone and one.entity.kind in ("person", "organisation") else None
    return None


def _is_whole(scene: Scene, one: Named, span: Span) -> bool:
    """Say whether a name is all there is, less an article: "the Harbour Board"."""
    text = scene.account.page.text
    rest = text[span.start : one.start].lower().split()
    tail = text[one.end : span.end].strip().lower()
    plain = all(word in scene.words["articles"] for word in rest)
    return plain and (not tail.strip(" ,") or tail in scene.words["bodies"] or tail[0] in ",(")


def _renames(scene: Scene, one: Named, span: Span) -> bool:
    """Say whether a body's name tells who it is: "the ferry's owner, | Nordia Lines"."""
    before = scene.account.page.text[span.start : one.start].lower().rstrip()
    words = before.rstrip(",").split()
    opened = bool(words) and (
        words[0] in scene.words["articles"] or words[0] in scene.words["definite"]
    )
    spoken_for = any(word.startswith("spokes") for word in words)
    plain = one.entity.kind == "organisation" and before.endswith(",") and opened
    return plain and not spoken_for and one.end == span.end
