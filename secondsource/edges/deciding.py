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
from secondsource.edges.screen import print_json, say
from secondsource.errors import Misuse
from secondsource.records import Account, Decision, Report

if TYPE_CHECKING:
    from secondsource.edges.store import Store

Verb = Literal["join", "part", "derives", "independent"]
NameVerb = Literal["merge", "split", "rename"]
VERBS: tuple[Verb, ...] = get_args(Verb)
NAME_VERBS: tuple[NameVerb, ...] = get_args(NameVerb)


def decide(
    verb: Annotated[
        str,
        typer.Argument(help="join, part, derives, independent, merge, split, rename or forget"),
    ],
    one: Annotated[str, typer.Argument(metavar="A", help="An article, or a name.")],
    other: Annotated[
        str, typer.Argument(metavar="B", help="Another; forget NAME can do without.")
    ] = "",
    store: StorePath = STORE,
    note: Annotated[str, typer.Option("--note", help="Why, for whoever reads it later.")] = "",
) -> None:
    """Say how two articles, or two names, belong together; it is kept until it is forgotten.

    Of articles: join, part: they are, or are not, of one story. derives: B has its text from A.
    independent: neither has it from the other. Of names: merge: A and B are one. split: B is
    somebody else than A. rename: A goes by B. forget: take back what was decided of the two.
    """
    from secondsource.edges.collection import report
    from secondsource.edges.store import Store

    if verb not in (*VERBS, *NAME_VERBS, "forget"):
        raise Misuse(f"decide wants {', '.join((*VERBS, *NAME_VERBS))} or forget, not {verb!r}")
    if verb in VERBS and not other:
        raise Misuse(f"decide {verb} wants two articles")
    with Store(store, create=False) as kept:
        before = report(kept)
        if verb == "forget":
            _forget(kept, before, one, other)
        else:
            kept.decide(_decision(before, verb, (one, other), note))
        found = report(kept)
    said = "Forgotten." if verb == "forget" else "Kept."
    has = counted(found.stories, "story", "stories")
    if verb in NAME_VERBS:
        has = counted(found.entities, "name")
    say(f"{said} The collection now has {has}.")


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
    """Take back what was decided of two names, or else of two articles."""
    on_names = forgotten(found.decisions, placed(found, one), placed(found, other))
    if not on_names and not other:
        raise Misuse(f"nothing is decided of {one!r}: secondsource decisions lists all")
    pairs = [(told.a, told.b) for told in on_names] or [_articles(found, one, other)]
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
            say(f"{one.verb}: {decision_words(desk, one)}")
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
        said = ", which has it from ".join(names.get(one, one[:10]) for one in chain)
        raise Misuse(f"that would be a ring: it was decided of {said}. {back}")


def _chain(above: Mapping[str, str], start: str, goal: str) -> list[str]:
    """Give the way from an article up to another by what was decided; empty if there is none."""
    way = [start]
    while way[-1] in above and way[-1] != goal:
        way.append(above[way[-1]])
    return way if way[-1] == goal else []
