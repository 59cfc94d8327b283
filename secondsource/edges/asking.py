"""The command that says why two articles or two stories stand together, or apart.

Their words are weighed again as the stories were, beside what else the collection has; of a large
one a share is read, since how rare a word is shows in some hundreds of articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.edges.options import STORE, AsJson, StorePath, report_in
from secondsource.edges.screen import print_json, show, width
from secondsource.errors import Misuse

if TYPE_CHECKING:
    from secondsource.compare.contrast import Contrast
    from secondsource.records import Account, Report, Story

_BESIDE = 600  # articles read beside those asked about: three times what the static prior counts


def why(
    one: Annotated[
        str, typer.Argument(metavar="A", help="An article or a story: ID, file, part of headline.")
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    store: StorePath = STORE,
    as_json: AsJson = False,
) -> None:
    """Say what binds two articles or stories and what parts them, with the words and places."""
    from secondsource.tell.desk import desk_of
    from secondsource.tell.terminal_why import why_lines

    found = report_in(store)
    asked = asked_of(found, one, other)
    told = contrast_in(found, asked)
    if as_json:
        print_json(_entry(found, asked, told))
    else:
        show(why_lines(desk_of(found), asked, told, width()))


def asked_of(found: Report, one: str, other: str) -> tuple[Account | Story, Account | Story]:
    """Find the two that a person asks about; ``Misuse`` if they are one and the same."""
    from secondsource.tell.choice import chosen_place

    a, b = (chosen_place(found, name) for name in (one, other))
    if articles_of(a) == articles_of(b):
        raise Misuse("these are one and the same")
    return a, b


def articles_of(asked: Account | Story) -> tuple[str, ...]:
    """Give the articles of a story, or the one."""
    from secondsource.records import Story

    return asked.articles if isinstance(asked, Story) else (asked.page.id,)


def contrast_in(found: Report, asked: tuple[Account | Story, Account | Story]) -> Contrast:
    """Weigh two articles or stories as they were weighed when the stories were made."""
    from secondsource.compare.contrast import contrast
    from secondsource.compare.stories import read_of

    one, other = (articles_of(each) for each in asked)
    if set(one) < set(other):  # an article and the story it stands in
        other = tuple(name for name in other if name not in one)
    elif set(other) < set(one):
        one = tuple(name for name in one if name not in other)
    collection = read_of(_beside(found, {*one, *other}), found.entities, found.reuse)
    return contrast(collection, one, other, reuse=found.reuse, decisions=found.decisions)


def _beside(found: Report, asked: set[str]) -> Sequence[Account]:
    """Give the articles asked about, and of the others some, evenly by their ids."""
    others = sorted((one for one in found.accounts if one.page.id not in asked), key=_id)
    step = max(1, len(others) // _BESIDE)
    return [one for one in found.accounts if one.page.id in asked] + others[::step]


def _id(account: Account) -> str:
    return account.page.id


def _entry(
    found: Report, asked: tuple[Account | Story, Account | Story], told: Contrast
) -> dict[str, Any]:
    from secondsource.tell.desk import desk_of
    from secondsource.tell.fields import reasons_of
    from secondsource.tell.terminal_why import together

    one, other = ({"id": each_id(each), "articles": list(articles_of(each))} for each in asked)
    return {
        "a": one,
        "b": other,
        "together": together(desk_of(found), asked),
        "likely": told.likely,
        "binds": reasons_of(told.binds),
        "parts": reasons_of(told.parts),
    }


def each_id(asked: Account | Story) -> str:
    """Give the id of an article or a story."""
    from secondsource.records import Story

    return asked.id if isinstance(asked, Story) else asked.page.id
