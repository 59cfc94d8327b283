"""In what the accounts of a happening will differ, and how: drawn before a word is written.

Here a happening gets differences: two facts each, which fill one slot with two values. Either the
happening has a fact already, and the second is the same fact with another value; or both come of
a theme (``words/differences``) that goes with every kind. Who is told which is in ``dealing``.

A ``conflict`` has one side that is printed without anybody being named; in a ``dispute`` both are
always told as somebody's; the second fact of an ``update`` is the same knower's, later. What is
``compatible`` is one value said in two ways, and ``none`` are values of two things.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.newsroom.texts import Differing, Fact, Happening, Heard, Knower
from bench.newsroom.valuing import Wanted, far, pair_of, slot_in
from bench.newsroom.wording import slots_of, split_of, table
from bench.newsroom.world import World

RELATIONS = (
    *("conflict", "dispute", "compatible", "update", "none"),
    *("conflict", "dispute", "compatible", "conflict", "dispute"),
)
OWN = 0.45  # that a conflict, a dispute or two that agree are on a fact of the kind itself
WEIGHT = 8  # told near the top, so that a trimmed copy has it
_OFFICES = ("police", "rescue", "hospital", "mayor", "firm", "minister", "union")
_CHOICE = re.compile(r"\[([^|\]]*)\|[^\]]*\]")
_BOUND = ("at least", "total of", "in all", "no more", "at most", "more than", "only")


def differing_in(world: World, story: Happening, count: int, *, key: str) -> Happening:
    """Give a happening so many differences; ``key`` and the seed settle chance."""
    if not count:
        return story
    rng = random.Random(f"differences/{key}/{world.seed}/{story.id}")
    relations = list(RELATIONS[:5])
    rng.shuffle(relations)
    relations = [*relations, *RELATIONS[5:]]
    themes = list(_themes(world.seed))
    rng.shuffle(themes)
    found = story
    for at in range(count):
        relation = relations[at % len(relations)]
        own = relation in ("conflict", "dispute", "compatible") and rng.random() < OWN
        draft = _Draft(rng, world, found, relation)
        one = (_of_fact(draft) if own else None) or _of_theme(draft, themes)
        found = _with(found, one) if one is not None else found
    return found


@dataclass(frozen=True, slots=True)
class _Draft:
    """A difference in the making."""

    rng: random.Random
    world: World
    story: Happening
    relation: str


def _themes(seed: int) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = table("differences")[split_of(seed)]["themes"]
    return found


def _with(story: Happening, made: tuple[Differing, dict[str, str]]) -> Happening:
    """Plant the facts of a difference; where it is on a fact of the kind, that may change, too."""
    one, values = made
    facts = tuple(one.one.fact if fact.id == one.one.fact.id else fact for fact in story.facts)
    known = {fact.id for fact in facts}
    planted = tuple(side.fact for side in (one.one, one.other) if side.fact.id not in known)
    return replace(
        story,
        facts=facts,
        planted=(*story.planted, *planted),
        differing=(*story.differing, one),
        early=story.early | values,
        late=story.late | values,
    )


# -- on a fact of the kind ------------------------------------------------------------------


def _of_fact(draft: _Draft) -> tuple[Differing, dict[str, str]] | None:
    """Give a fact of the happening another value; none where no fact is fit for it."""
    rng, story = draft.rng, draft.story
    taken = {side.fact.id for one in story.differing for side in (one.one, one.other)}
    alike = {fact for group in alike_in(story.kind) for fact in group}
    fit = [
        fact
        for fact in story.facts[1:]
        if fact.id not in taken and _slot(draft, fact) and fact.id not in alike
    ]
    if not fit:
        return None
    fact = rng.choice(fit)
    key = _slot(draft, fact)
    value = story.late[key]
    wanted = Wanted(rng, draft.world, story, draft.relation)
    other = pair_of(wanted, value) if value[:4] != "pick" else _another(draft, key)
    told = replace(
        fact,
        id=f"{fact.id}.other",
        gloss=_put(fact.gloss, key),
        say=tuple(_put(one, key) for one in fact.say if not any(word in one for word in _BOUND)),
        spoken=tuple(_put(one, key) for one in fact.spoken),
        voice="",
    )
    slot = "cause" if value[:4] == "pick" else slot_in(value, fact.gloss)
    made = _sided(draft, (fact, told), slot, (value, other))
    return made, {f"{key}_other": other}


def _put(template: str, key: str) -> str:
    return template.replace("{" + key + "}", "{" + key + "_other}")


def _slot(draft: _Draft, fact: Fact) -> str:
    """Name the one slot of a fact that may have another value, or nothing."""
    story = draft.story
    values = [
        key for key in slots_of(fact.gloss) if _form(story, key) in ("count", "money", "pick")
    ]
    if len(values) != 1 or story.early[values[0]] != story.late[values[0]]:
        return ""
    if _form(story, values[0]) == "pick":
        caused = values[0] in ("cause", "origin", "way", "part")
        return values[0] if caused and draft.relation != "compatible" else ""
    return values[0]


def _form(story: Happening, key: str) -> str:
    return story.late[key].partition(":")[0]


def _another(draft: _Draft, key: str) -> str:
    form = table(f"kinds/{draft.story.kind}")["values"][key]
    left = [f"pick:{one}" for one in form.partition(" ")[2].split("|")]
    return draft.rng.choice([one for one in left if one != draft.story.late[key]])


def alike_in(kind: str) -> list[list[str]]:
    """Name the facts of a kind that count what looks alike and is not."""
    return [group.split() for group in table("differences")["alike"].get(kind, ())]


# -- on a theme -----------------------------------------------------------------------------


def _of_theme(
    draft: _Draft, themes: list[Mapping[str, Any]]
) -> tuple[Differing, dict[str, str]] | None:
    """Draw a difference on the next theme that allows its relation; each is used once."""
    fit = [one for one in themes if _allows(one, draft.relation)]
    if not fit:
        return None
    theme = fit[0]
    themes.remove(theme)
    wanted = Wanted(draft.rng, draft.world, draft.story, draft.relation)
    one, other = far(wanted, theme)
    more = {"update": "later", "none": "rest"}.get(draft.relation, "say")
    keys = (f"{theme['id']}_one", f"{theme['id']}_other")
    facts = (
        _fact(theme, theme["say"], keys, second=False),
        _fact(theme, theme[more], keys, second=True),
    )
    return _sided(draft, facts, theme["slot"], (one, other)), {keys[0]: one, keys[1]: other}


def _allows(theme: Mapping[str, Any], relation: str) -> bool:
    if relation == "compatible" and theme["values"] == "words":
        return bool(theme.get("near"))
    return {"update": "later", "none": "rest"}.get(relation, "say") in theme


def _fact(
    theme: Mapping[str, Any], say: Sequence[str], keys: tuple[str, str], *, second: bool
) -> Fact:
    here = "{" + keys[second] + "}"

    def put(template: str) -> str:
        return template.replace("{v}", here).replace("{u}", "{" + keys[0] + "}")

    return Fact(
        id=f"{theme['id']}.{'other' if second else 'one'}",
        gloss=put(theme["gloss"] if say is theme["say"] else _CHOICE.sub(r"\1", say[0])),
        say=tuple(put(one) for one in say),
        spoken=tuple(put(one) for one in theme["spoken"]) if say is theme["say"] else (),
        know=tuple(theme["know"].split()),
        weight=WEIGHT,
    )


# -- who knows which ------------------------------------------------------------------------


def _sided(
    draft: _Draft, facts: tuple[Fact, Fact], slot: str, values: tuple[str, str]
) -> Differing:
    """Give each fact its knower and the voice in which it must be told."""
    rng, story, relation = draft.rng, draft.story, draft.relation
    voices = {"conflict": ("", "bare"), "dispute": ("named", "named")}.get(relation, ("", ""))
    roles = [role for role in facts[0].know if role in _OFFICES and story.cast.get(role)]
    first = rng.choice(roles or ["minister"])
    others = [role for role in _OFFICES if story.cast.get(role) and role != first]
    knowers = [_speaker(rng, story, first), _speaker(rng, story, rng.choice(others))]
    if relation == "update":
        knowers[1] = knowers[0]
    if relation == "conflict":
        knowers[1] = rng.choice(story.cast["witness"])
    one, other = (
        Heard(replace(fact, voice=voice), knower)
        for fact, voice, knower in zip(facts, voices, knowers, strict=True)
    )
    if relation == "dispute":
        one = replace(one, fact=replace(one.fact, know=(first,), lone=True))
    return Differing(facts[0].id, slot, relation, one, other, values)


def _speaker(rng: random.Random, story: Happening, role: str) -> Knower:
    return rng.choice(story.cast[role])
