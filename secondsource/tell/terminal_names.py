"""What ``names`` prints: entities with their spellings, where they stand, and who may be one.

What may live here: the lines for a terminal. A name comes first on its line, so that ``grep``
finds it with its kind and its numbers; spellings and places follow, indented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from secondsource.records import Entity, Report, Suggestion
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import counted, percent
from secondsource.tell.plain import one_line

_PLACES = 20  # articles named for one entity: what one screen holds
_SPELLINGS = 12
_SHELL = str.maketrans({'"': "'", "$": "", "`": "", "\\": "", "!": ""})


def names_lines(
    report: Report, entities: Sequence[Entity], width: int, *, most: int, places: bool = False
) -> Iterator[Text]:
    """List entities, the first ``most`` of them, then the suggestions that touch those listed.

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
        desk, [one for one in report.suggestions if {one.a, one.b} & listed], width, most
    )


def _entity_lines(desk: Desk, entity: Entity, width: int) -> Iterator[Text]:
    articles = {mention.span.page for mention in entity.mentions}
    told = f"{counted(len(entity.mentions), 'mention')} in {counted(len(articles), 'article')}"
    outlets = counted(desk.outlets(articles), "outlet")
    name = one_line(entity.name)
    yield from laid(
        styled((name, "words"), f"  {entity.kind}, {told}, {outlets}  ", (entity.id[:10], "place")),
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
    desk: Desk, found: Sequence[Suggestion], width: int, most: int
) -> Iterator[Text]:
    if not found:
        return
    yield Text("", end="")
    yield Text("May be one, and were left apart:", end="")
    for one in found[:most]:
        a, b = (desk.entities[end] for end in (one.a, one.b))
        yield from laid(
            f"{one_line(a.name)} ({a.kind}) - {one_line(b.name)} ({b.kind})  "
            f"{percent(one.probability)}, {one.why}",
            width,
            lead="  ",
            hang=6,
        )
    a, b = (one_line(desk.entities[end].name) for end in (found[0].a, found[0].b))
    told = f'"{a.translate(_SHELL)}" "{b.translate(_SHELL)}"'
    yield from laid(f"secondsource decide merge {told}   or   decide split", width, hang=2)
    if len(found) > most:
        yield from laid(f"and {len(found) - most} more", width, lead="  ")
