"""What stands beside a story: related ones, with why they are another, and parts of round-ups.

What may live here: the words for both, which the terminal and the page share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.records import Part, Reason, Relation, Story
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import counted
from secondsource.tell.plain import one_line

MOST = 6  # related stories named
PARTS = 8  # passages of one round-up that are shown in a story

_ORDER = {"before": "earlier", "after": "later", "same": "of the same days"}
_PARTING = "other-"  # opens the kinds of reasons that part two stories


def relations_of(desk: Desk, story: Story) -> list[Relation]:
    """Give a story's links to others of its affair, the earliest of them first."""
    known = {one.story: one for one in story.relations}
    found = [known.get(other, Relation(other)) for other in story.related if other in desk.stories]
    return sorted(found, key=lambda one: (desk.stories[one.story].earliest or "9", one.story))


def order_words(relation: Relation) -> str:
    """Say when a related story was, seen from here; nothing where it is not known.

    >>> order_words(Relation("s1", "before")), order_words(Relation("s1"))
    ('earlier', '')
    """
    return _ORDER.get(relation.order or "", "")


def linking(relation: Relation) -> list[Reason]:
    """Give what links two stories."""
    return [one for one in relation.reasons if not one.kind.startswith(_PARTING)]


def parting(relation: Relation) -> list[Reason]:
    """Give why the two are not one story."""
    return [one for one in relation.reasons if one.kind.startswith(_PARTING)]


def relation_words(relation: Relation) -> Iterator[str]:
    """Say in lines what links a related story, and why it is another."""
    linked = "; ".join(one_line(one.text) for one in linking(relation))
    if linked:
        yield f"linked by {linked}"
    parted = "; ".join(one_line(one.text) for one in parting(relation))
    if parted:
        yield f"not one story: {parted}"


def parts_in(desk: Desk, story: Story) -> Sequence[Part]:
    """Give the parts of round-ups that belong to a story, in the order of their days."""
    parts = {one.article: one for one in story.also if one.article in desk.accounts}
    return [parts[account.page.id] for account in desk.in_order(parts)]


def part_words(desk: Desk, part: Part) -> str:
    """Say whose passages tell of a story, and how many they are."""
    outlet, headline = desk.outlet(part.article), desk.headline(part.article)
    return f"{outlet}, in “{headline}”: {counted(len(part.spans), 'passage')}"
