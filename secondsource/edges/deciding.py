"""The commands by which a person decides: one story or not, whose text it is, who is who.

Decisions are data: they are kept in the store with a note, honoured whenever the collection is
derived again, and shown as what they are wherever they change something. Decisions on a story,
on a text and on names stand side by side; of each kind two things have one, the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from secondsource.edges.naming import decision_on_names, forgotten, placed
from secondsource.edges.options import STORE, AsJson, StorePath, counted, report_in
from secondsource.edges.placing import (
    STORY_VERBS,
    bare,
    decision_on_stories,
    ends_of,
    on_stories,
    said,
)
from secondsource.edges.screen import print_json, say
from secondsource.errors import Misuse
from secondsource.records import Account, Decision, Report

if TYPE_CHECKING:
    from secondsource.edges.store import Store

Verb = Literal["join", "part", "derives", "independent"]
NameVerb = Literal["merge", "split", "rename"]
VERBS: tuple[Verb, ...] = get_args(Verb)
NAME_VERBS: tuple[NameVerb, ...] = get_args(NameVerb)
STORY_WORDS = ("merge", "split", "move")  # the first two are of names too: what A and B are tells


def decide(
    verb: Annotated[
        str,
        typer.Argument(
            help="join, part, derives, independent, move, merge, split, rename or forget"
        ),
    ],
    one: Annotated[str, typer.Argument(metavar="A", help="An article, a story, or a name.")],
    other: Annotated[
        str, typer.Argument(metavar="B", help="Another; forget NAME can do without.")
    ] = "",
    store: StorePath = STORE,
    note: Annotated[str, typer.Option("--note", help="Why, for whoever reads it later.")] = "",
) -> None:
    """Say how two articles, stories or names belong together; it is kept until it is forgotten.

    Of articles: join, part: they are, or are not, of one story. derives: B has its text from A.
    independent: neither has it from the other. Of stories and articles: merge: the stories of A
    and B are one. split: B is not of A's story. move: article A belongs to B's story and leaves its
    own. Of names: merge: A and B are one. split: B is somebody else than A. rename: A goes by B.
    forget: take back what was decided of the two.
    """
    from secondsource.edges.collection import report
    from secondsource.edges.store import Store

    every = tuple(dict.fromkeys((*VERBS, "move", *NAME_VERBS)))
    if verb not in (*every, "forget"):
        raise Misuse(f"decide wants {', '.join(every)} or forget, not {verb!r}")
    if (verb in VERBS or verb == "move") and not other:
        raise Misuse(f"decide {verb} wants two articles{' or stories' * (verb == 'move')}")
    of_names = verb in NAME_VERBS
    with Store(store, create=False) as kept:
        before = report(kept)
        if verb == "forget":
            _forget(kept, before, one, other)
        elif verb in STORY_WORDS and on_stories(before, verb, (one, other)):
            of_names = False
            _decide_on_stories(kept, before, verb, (one, other), note)
        else:
            kept.decide(_decision(before, verb, (bare(one), bare(other)), note))
        found = report(kept)
    done = "Forgotten." if verb == "forget" else "Kept."
    has = counted(found.stories, "story", "stories")
    if of_names:
        has = counted(found.entities, "name")
    say(f"{done} The collection now has {has}.")


def _decide_on_stories(
    kept: Store, found: Report, verb: str, words: tuple[str, str], note: str
) -> None:
    """Keep a decision on stories; say which earlier ones it takes the place of."""
    from secondsource.edges.rulebook import replaces
    from secondsource.tell.desk import desk_of
    from secondsource.tell.proof import decision_words

    new, undone, instead = decision_on_stories(found, verb, words, note=note)
    gone = [one for one in found.decisions if one in undone or replaces(new, one)]
    kept.decide(new, undoing=undone)
    for one in instead:
        kept.decide(one)
    desk = desk_of(found)
    for old in gone:
        say(f"In place of {said(old.verb)}: {decision_words(desk, old)}")


def _decision(found: Report, verb: str, pair: tuple[str, str], note: str) -> Decision:
    named = next((known for known in NAME_VERBS if known == verb), None)
    if named is not None:
        return decision_on_names(found, named, pair, note=note)
    chosen = next(known for known in VERBS if known == verb)
    decision = Decision(chosen, *_articles(found, *pair), note)
    refuse_contradiction(decision, found.decisions, found.accounts)
    return decision


def _articles(found: Report, one: str, other: str) -> tuple[str, str]:
    from secondsource.tell.choice import chosen_article

    a, b = (chosen_article(found, name) for name in (one, other))
    if a.page.id == b.page.id:
        raise Misuse("these are one and the same article")
    return a.page.id, b.page.id


def _forget(kept: Store, found: Report, one: str, other: str) -> None:
    """Take back what was decided of two names, of two stories, or else of two articles."""
    on_names = forgotten(found.decisions, placed(found, one), placed(found, other))
    if not on_names and not other:
        raise Misuse(f"nothing is decided of {one!r}: secondsource decisions lists all")
    a, b = ends_of(found, one), ends_of(found, other) if other else frozenset()
    of_stories = [
        told
        for told in found.decisions
        if told.verb in STORY_VERBS
        and ((told.a in a and told.b in b) or (told.a in b and told.b in a))
    ]
    pairs = [(told.a, told.b) for told in (*on_names, *of_stories)]
    pairs = pairs or [_articles(found, one, other)]
    if not sum(kept.forget(*pair) for pair in pairs):
        raise Misuse("nothing is decided of these two: secondsource decisions lists all")


def decisions(store: StorePath = STORE, as_json: AsJson = False) -> None:
    """List what people decided, with their notes."""
    from secondsource.tell.desk import desk_of
    from secondsource.tell.export import part_of
    from secondsource.tell.proof import decision_words

    found = report_in(store)
    if as_json:
        print_json(part_of(found, "decisions"))
        return
    desk = desk_of(found)
    for one in found.decisions:
        if one.verb in NAME_VERBS or {one.a, one.b} <= desk.accounts.keys():
            say(f"{said(one.verb)}: {decision_words(desk, one)}")
    if not found.decisions:
        say("Nothing is decided. secondsource decide --help says what can be.")


def refuse_contradiction(
    new: Decision, old: Iterable[Decision], accounts: Sequence[Account]
) -> None:
    """Raise ``Misuse`` if an article would have two parents by decision, or its text from itself.

    >>> lev = Decision("derives", "levpress", "herald")
    >>> refuse_contradiction(Decision("derives", "herald", "levpress"), [lev], [])
    >>> refuse_contradiction(Decision("derives", "herald", "tribune"), [lev], [])
    """
    if new.verb != "derives":
        return
    pair = {new.a, new.b}
    above = {o.b: o.a for o in old if o.verb == "derives" and {o.a, o.b} != pair}
    names = {a.page.id: a.article.outlet or a.page.input for a in accounts}
    back = "Take that back first: secondsource decide forget A B"
    if new.b in above:
        child, parent = (names.get(one, one[:10]) for one in (new.b, above[new.b]))
        raise Misuse(f"it was decided that {child} has its text from {parent}. {back}")
    chain = _chain(above, new.a, new.b)
    if chain:
        told = ", which has it from ".join(names.get(one, one[:10]) for one in chain)
        raise Misuse(f"that would be a ring: it was decided of {told}. {back}")


def _chain(above: Mapping[str, str], start: str, goal: str) -> list[str]:
    """Give the way from an article up to another by what was decided; empty if there is none."""
    way = [start]
    while way[-1] in above and way[-1] != goal:
        way.append(above[way[-1]])
    return way if way[-1] == goal else []
