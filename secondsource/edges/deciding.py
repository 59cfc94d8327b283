"""The commands by which a person decides: one story or not, whose text it is; and takes it back.

Decisions are data: they are kept in the store with a note, honoured whenever the collection is
derived again, and shown as what they are wherever they change something. Decisions on a story
and on a text stand side by side; of each kind two articles have one, the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, get_args

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, counted, report_in
from secondsource.edges.screen import print_json, say
from secondsource.errors import Misuse
from secondsource.records import Account, Decision

Verb = Literal["join", "part", "derives", "independent"]
VERBS: tuple[Verb, ...] = get_args(Verb)


def decide(
    verb: Annotated[str, typer.Argument(help="join, part, derives, independent or forget")],
    one: Annotated[str, typer.Argument(metavar="A", help="An article.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another article.")],
    store: StorePath = STORE,
    note: Annotated[str, typer.Option("--note", help="Why, for whoever reads it later.")] = "",
) -> None:
    """Say how two articles belong together; it is kept until it is forgotten.

    join, part: they are, or are not, of one story. derives: B has its text from A. independent:
    neither has it from the other. forget: take back what was decided of the two.
    """
    from secondsource.edges.collection import report
    from secondsource.edges.store import Store
    from secondsource.tell.choice import chosen_article

    chosen = next((known for known in VERBS if known == verb), None)
    if chosen is None and verb != "forget":
        raise Misuse(f"decide wants {', '.join(VERBS)} or forget, not {verb!r}")
    with Store(store, create=False) as kept:
        found = report(kept)
        a, b = (chosen_article(found, name) for name in (one, other))
        if a.page.id == b.page.id:
            raise Misuse("these are one and the same article")
        if chosen is None:
            if not kept.forget(a.page.id, b.page.id):
                raise Misuse("nothing is decided of these two: secondsource decisions lists all")
            said = "Forgotten."
        else:
            decision = Decision(chosen, a.page.id, b.page.id, note)
            refuse_contradiction(decision, kept.decisions(), found.accounts)
            kept.decide(decision)
            said = "Kept."
        found = report(kept)
    say(f"{said} The collection now has {counted(found.stories, 'story', 'stories')}.")


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
    known = [one for one in found.decisions if {one.a, one.b} <= desk.accounts.keys()]
    for one in known:
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
