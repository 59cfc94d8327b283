"""What ``names`` prints: entities with their spellings, where they stand, and who may be one.

What may live here: the lines for a terminal. A name comes first on its line, so that ``grep``
finds it with its kind and its numbers; spellings and places follow, indented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from secondsource.errors import Misuse
from secondsource.records import Entity, Report, Suggestion
from secondsource.tell.choice import chosen_article
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import counted, percent
from secondsource.tell.plain import one_line
from secondsource.tell.topics import folded

_PLACES = 20  # articles named for one entity: what one screen holds
_SPELLINGS = 12
_ID = 10  # characters of an id: in a million names two begin alike once
_SHELL = str.maketrans({'"': "'", "$": "", "`": "", "\\": "", "!": ""})


def names_lines(
    report: Report,
    entities: Sequence[Entity],
    width: int,
    *,
    most: int,
    places: bool = False,
    store: str = "",
) -> Iterator[Text]:
    """List entities, the first ``most`` of them, then the suggestions that touch those listed.

    ``store`` is what a command adds to be of this collection: `` --store desk.db``.

    >>> [line.plain for line in names_lines(Report(), [], 60, most=9)]
    ['No names: the collection holds none.']
    """
    desk = desk_of(report)
    if not entities:
        yield Text("No names: the collection holds none.", end="")
    for entity in entities[:most]:
        yield from _entity_lines(desk, entity, width)
        if places:
            yield from _place_lines(desk, entity, width)
    if len(entities) > most:
        yield styled((f"and {len(entities) - most} more: --limit N lists them", "place"))
    listed = {entity.id for entity in entities}
    yield from _suggestion_lines(
        desk, [one for one in report.suggestions if {one.a, one.b} & listed], width, most, store
    )


def _entity_lines(desk: Desk, entity: Entity, width: int) -> Iterator[Text]:
    articles = {mention.span.page for mention in entity.mentions}
    told = f"{counted(len(entity.mentions), 'mention')} in {counted(len(articles), 'article')}"
    outlets = counted(desk.outlets(articles), "outlet")
    name = one_line(entity.name)
    yield from laid(
        styled(
            (name, "words"), f"  {entity.kind}, {told}, {outlets}  ", (entity.id[:_ID], "place")
        ),
        width,
        hang=4,
    )
    forms = Counter(desk.words(mention.span) for mention in entity.mentions)
    if set(forms) != {name}:
        ranked = sorted(forms.items(), key=lambda form: (-form[1], form[0]))
        shown = ", ".join(f"{form} ({count})" for form, count in ranked[:_SPELLINGS])
        rest = f" and {len(ranked) - _SPELLINGS} more" if len(ranked) > _SPELLINGS else ""
        yield from laid(f"printed as {shown}{rest}", width, lead="    ")
    if entity.decided:
        yield from laid(f"decided by a person: {', '.join(entity.decided)}", width, lead="    ")


def _place_lines(desk: Desk, entity: Entity, width: int) -> Iterator[Text]:
    of_article = Counter(mention.span.page for mention in entity.mentions)
    first = {mention.span.page: mention.span for mention in reversed(entity.mentions)}
    for account in desk.in_order(list(of_article)[:_PLACES]):
        page = account.page.id
        place = (desk.place(first[page]), "place")
        yield styled(f"    {desk.outlet(page)}  ", place, f"  {of_article[page]}")
    if len(of_article) > _PLACES:
        yield from laid(f"and {len(of_article) - _PLACES} articles more", width, lead="    ")


def _suggestion_lines(
    desk: Desk, found: Sequence[Suggestion], width: int, most: int, store: str
) -> Iterator[Text]:
    if not found:
        return
    yield Text("", end="")
    yield Text("May be one, and were left apart:", end="")
    times = Counter(_key(form) for entity in desk.entities.values() for form in _forms(entity))
    for one in found[:most]:
        a, b = (desk.entities[end] for end in (one.a, one.b))
        yield from laid(
            f"{one_line(a.name)} ({a.kind}) - {one_line(b.name)} ({b.kind})  "
            f"{percent(one.probability)}, {one.why}",
            width,
            lead="  ",
            hang=6,
        )
        told = " ".join(_typed(desk, entity, times) for entity in (a, b))
        yield styled((f"      secondsource decide merge {told}{store}", "place"))
    yield from laid("decide split, in place of decide merge, says that they are two.", width)
    if len(found) > most:
        yield from laid(f"and {len(found) - most} more", width, lead="  ")


def _forms(entity: Entity) -> set[str]:
    return {entity.name, *entity.names}


def _key(name: str) -> tuple[str, ...]:
    return tuple(folded(name))


def _typed(desk: Desk, entity: Entity, times: Mapping[tuple[str, ...], int]) -> str:
    """Give what a person can type for an entity: its name, with an article where others have it."""
    name = one_line(entity.name).translate(_SHELL)
    key = _key(name)
    only = sum(_key(form) == key for form in _forms(entity)) == times[key]
    if only and times[key] and "@" not in name:
        return f'"{name}"'
    page = next((m.span.page for m in entity.mentions if _key(desk.words(m.span)) == key), "")
    beside = any(
        other.id != entity.id
        and _key(other.name) == key
        and any(mention.span.page == page for mention in other.mentions)
        for other in desk.report.entities
    )
    return entity.id[:_ID] if beside or not page else f'"{name}@{_article(desk, page)}"'


def _article(desk: Desk, page: str) -> str:
    """Name an article as a person can type it: its file, or its ID where that fits several."""
    name = desk.names[page].translate(_SHELL)
    try:
        return name if chosen_article(desk.report, name).page.id == page else page[:_ID]
    except Misuse:
        return page[:_ID]
