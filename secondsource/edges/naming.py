"""The command that lists names, and what a person decides about them: merge, split, rename.

A decision is kept as the names that are printed, never as ids, so it holds after a rebuild and
for articles that come later; where several go by one spelling, an article says which is meant.
What cannot be meant - a name nobody has, one that several have, a person who is to be a place, an
empty name - is refused before anything is kept.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, report_in
from secondsource.edges.screen import print_json, show, width
from secondsource.errors import Misuse
from secondsource.records import Decision, Entity, Report

if TYPE_CHECKING:
    from secondsource.edges.deciding import NameVerb

_SHOWN = 8  # names listed in a message: what fits on a few lines
_NEAR = 0.6  # of 1: how like a name must be to be named as near
_LONGEST = 200  # characters of a new name
_ID = 6  # characters of an id that are taken for one


def names(
    name: Annotated[
        list[str] | None, typer.Argument(help="A name or a part of it; without one, all.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 40,
    as_json: AsJson = False,
    store: StorePath = STORE,
) -> None:
    """List who and what is named, under which spellings, and which names may be one."""
    from secondsource.tell.export import part_of
    from secondsource.tell.terminal_names import names_lines

    found = report_in(store)
    entities = listed(found, " ".join(name)) if name else by_mentions(found.entities)
    if not as_json:
        asked = "" if store == STORE else f" --store {shlex.quote(str(store))}"
        lines = names_lines(found, entities, width(), most=limit, places=bool(name), store=asked)
        show(lines)
        return
    ids = {entity.id for entity in entities[:limit]}
    told = [one for one in part_of(found, "suggestions") if {one["a"], one["b"]} & ids]
    kept = [one for one in part_of(found, "entities") if one["id"] in ids]
    print_json({"entities": kept, "suggestions": told})


def by_mentions(entities: Iterable[Entity]) -> list[Entity]:
    """Give entities, the oftenest named first."""
    return sorted(entities, key=lambda one: (-len(one.mentions), one.name, one.id))


def listed(report: Report, name: str) -> list[Entity]:
    """Give the entities that a name or a part of one fits; ``Misuse`` names those near it."""
    from secondsource.edges.rulebook import name_key

    words = set(name_key(name).split())
    found = [
        one
        for one in report.entities
        if (len(name) >= _ID and one.id.startswith(name))
        or (words and any(words <= set(name_key(form).split()) for form in (one.name, *one.names)))
    ]
    if not found:
        raise Misuse(_nobody(report, name))
    return by_mentions(found)


def _nobody(report: Report, name: str) -> str:
    from rapidfuzz import fuzz

    from secondsource.edges.rulebook import name_key
    from secondsource.tell.plain import one_line

    wanted = name_key(name)
    ranked = sorted(
        (-round(max(fuzz.ratio(wanted, name_key(form)) for form in one.names) / 100, 2), one.name)
        for one in report.entities
    )
    near = list(dict.fromkeys(one_line(found) for like, found in ranked if -like >= _NEAR))
    said = f"; near it: {', '.join(near[:_SHOWN])}" if near and wanted else ""
    return f"nobody here is named {one_line(name)!r}{said}. secondsource names lists all"


# -- deciding ------------------------------------------------------------------------------


def decision_on_names(
    report: Report, verb: NameVerb, names: tuple[str, str], *, note: str = ""
) -> Decision:
    """Give the decision that a person means; ``Misuse`` says why it cannot be meant."""
    from secondsource.edges.rulebook import against

    making = {"merge": _merged, "split": _split, "rename": _renamed}[verb]
    decision = Decision(verb, *making(report, *names), note)
    contrary = against(decision, report.decisions)
    if contrary:
        told = " and ".join(f"{one.verb} {one.a!r} {one.b!r}" for one in contrary)
        first = contrary[0]
        raise Misuse(
            f"it was decided to {told}, which stands against that. Take it back first: "
            f"secondsource decide forget {first.a!r} {first.b!r}"
        )
    return decision


def chosen(report: Report, name: str) -> list[Entity]:
    """Give the entities that go by a name, else the only one that has it; else ``Misuse``."""
    from secondsource.edges.rulebook import name_key, placed_name
    from secondsource.tell.plain import one_line

    by_id = [one for one in report.entities if len(name) >= _ID and one.id.startswith(name)]
    key, article = placed_name(name_key(placed(report, name)))
    having = [
        one
        for one in report.entities
        if key
        and key in {name_key(form) for form in (one.name, *one.names)}
        and (article is None or key in {name_key(form) for form in _forms_in(report, one, article)})
    ]
    going = [one for one in having if name_key(one.name) == key]
    found = by_id or going or having
    if not found:
        raise Misuse(_nobody(report, name))
    if len(found) > 1 and not going:
        named = ", ".join(f"{one_line(one.name)} ({one.kind})" for one in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise Misuse(f"{one_line(name)!r} can be several: {named}{more}. Say the whole name")
    return found


def placed(report: Report, name: str) -> str:
    """Give a name with the id of its article where it is typed with one: "Roos@herald.txt"."""
    from secondsource.tell.choice import chosen_article

    words, at, article = name.rpartition("@")
    return f"{words}@{chosen_article(report, article).page.id}" if words and at else name


def _forms_in(report: Report, entity: Entity, article: str) -> list[str]:
    """Give the spellings of an entity in one article."""
    from secondsource.extract.binding import bare

    spans = [mention.span for mention in entity.mentions if mention.span.page == article]
    page = next((one.page for one in report.accounts if spans and one.page.id == article), None)
    return [bare(page[span]) for span in spans] if page else []


def _meant(report: Report, name: str, found: Sequence[Entity]) -> str:
    """Give the name to keep: as printed, with an article where the name alone means others."""
    from secondsource.edges.rulebook import name_key, placed_name

    printed = _printed(report, found[0])
    _, article = placed_name(name_key(placed(report, name)))
    if article is None and {one.id for one in chosen(report, printed)} == {o.id for o in found}:
        return printed
    article = article or found[0].mentions[0].span.page
    forms = _forms_in(report, found[0], article)
    same = [form for form in forms if name_key(form) == name_key(printed)]
    return f"{(same or forms)[0]}@{article}"


def _printed(report: Report, entity: Entity) -> str:
    """Give a name under which an entity is printed, be it renamed or not."""
    if entity.name in entity.names:
        return entity.name
    before = {one.a for one in report.decisions if one.verb == "rename" and one.b == entity.name}
    return min(before & set(entity.names), default=entity.names[0])


def _merged(report: Report, one: str, other: str) -> tuple[str, str]:
    from secondsource.edges.rulebook import can_be_one

    a, b = chosen(report, one), chosen(report, other)
    if not any(can_be_one(x.kind, y.kind) for x in a for y in b):
        raise Misuse(
            f"{a[0].name} is of kind {a[0].kind} and {b[0].name} of kind {b[0].kind}: "
            "they cannot be one"
        )
    names = _meant(report, one, a), _meant(report, other, b)
    if len({x.id for x in (*a, *b)}) == 1:
        raise Misuse(f"{one!r} and {other!r} are one already: {a[0].name}")
    return names


def _split(report: Report, one: str, other: str) -> tuple[str, str]:
    from secondsource.edges.rulebook import name_key

    spelled = {name_key(form): form for who in report.entities for form in who.names}
    if all(name_key(name) in spelled for name in (one, other)):
        names = spelled[name_key(one)], spelled[name_key(other)]
    else:
        names = _to_split(report, one, spelled), _to_split(report, other, spelled)
    if name_key(names[0]) == name_key(names[1]):
        raise Misuse(
            f"{one!r} and {other!r} are spelled alike: say which, by ID or as NAME@ARTICLE"
        )
    return names


def _to_split(report: Report, name: str, spelled: Mapping[str, str]) -> str:
    from secondsource.edges.rulebook import name_key, placed_name

    key, article = placed_name(name_key(placed(report, name)))
    if article is not None and key in spelled and chosen(report, name):
        return f"{spelled[key]}@{article}"
    return spelled.get(name_key(name)) or _meant(report, name, chosen(report, name))


def _renamed(report: Report, one: str, other: str) -> tuple[str, str]:
    from secondsource.edges.rulebook import name_key

    found = chosen(report, one)
    new = _sound_name(other)
    taken = [x for x in report.entities if name_key(x.name) == name_key(new) and x not in found]
    if taken:
        raise Misuse(
            f"somebody here is named {new!r} already; if they are one: "
            f"secondsource decide merge {found[0].name!r} {new!r}"
        )
    return _meant(report, one, found), new


def _sound_name(name: str) -> str:
    """Give a new name with single spaces; ``Misuse`` if nobody could be called so."""
    from secondsource.edges.rulebook import name_key
    from secondsource.tell.plain import safe

    new = " ".join(name.split(" ")).strip()
    if safe(new) != new or any(mark in new for mark in "\n\t"):
        raise Misuse("the new name has a character that cannot be printed")
    if not name_key(new):
        raise Misuse("the new name is empty: it wants at least one letter or figure")
    if len(new) > _LONGEST:
        raise Misuse(f"the new name is longer than {_LONGEST} characters")
    return new


def forgotten(decisions: Sequence[Decision], one: str, other: str) -> tuple[Decision, ...]:
    """Give the decisions on names that ``forget`` means: of the two, or all of the first."""
    from secondsource.edges.rulebook import NAMES, name_key, placed_name

    wanted = {name_key(one), name_key(other)} - {""}
    found = []
    for decision in decisions:
        keys = {name_key(decision.a), name_key(decision.b)}
        keys |= {placed_name(key)[0] for key in keys}
        if decision.verb in NAMES and wanted and wanted <= keys:
            found.append(decision)
    return tuple(found)
