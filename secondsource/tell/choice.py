"""Choosing one story, statement or article by the start of its id, as a person types it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from secondsource.errors import Misuse
from secondsource.records import Account, Report, Statement, Story

_ID = 16  # characters of an id that are told
_SHORT = 40  # characters of a headline where several are told in a row
SHOWN = 8  # candidates named when a start is ambiguous: what fits on two lines


class _Named(Protocol):
    @property
    def id(self) -> str: ...


One = TypeVar("One", bound=_Named)


def chosen_story(report: Report, name: str) -> Story:
    """Find a story by the start of its id, or of one it went by, or by articles all in it."""
    found = [story for story in report.stories if story.id.startswith(name)]
    former = {one.story for one in report.former if one.id.startswith(name)}
    found = found or [story for story in report.stories if story.id in former]
    if name and found:
        return _only(found, name, "story")
    articles = {account.page.id for account in _articles(report, name)}
    holding = [story for story in report.stories if not articles.isdisjoint(story.articles)]
    if not holding:
        raise Misuse(f"no story or article {name!r}: secondsource stories lists them")
    return _only(holding, name, "story")


def renamed(report: Report, name: str) -> str | None:
    """Say that a story goes by another id now than the one a person typed, if so."""
    live = any(story.id.startswith(name) for story in report.stories)
    former = [one for one in report.former if one.id.startswith(name)]
    if live or not name or len({one.story for one in former}) != 1:
        return None
    return f"{former[0].id} goes by {former[0].story} now"


def chosen_statement(report: Report, name: str) -> Statement:
    """Find a statement by the start of its id."""
    found = [one for one in report.statements if name and one.id.startswith(name)]
    if not found:
        raise Misuse(f"no statement {name!r}: secondsource story ID lists a story's statements")
    return _only(found, name, "statement")


def chosen_article(report: Report, name: str) -> Account:
    """Find an article by the start of its id, its key, its place or a part of its input's name.

    A place is as the views print it: ``feed.jsonl#key`` for a line of a file. Of the versions of
    one article the last is meant.
    """
    found = _articles(report, name)
    older = {one.article.version_of for one in found}
    found = [one for one in found if one.page.id not in older] or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise Misuse(f"no article {name!r}: secondsource story ID lists a story's articles")
    raise Misuse(f"{name!r} fits several articles: {_list([_told(one) for one in found])}")


def chosen_place(report: Report, name: str) -> Account | Story:
    """Find a story or an article by its id, its key, its input's name or a part of its headline.

    A part of the headlines of several articles of one story means the story.
    """
    ids = {one.id for one in report.stories} | {one.id for one in report.former}
    if name and any(one.startswith(name) for one in ids):
        return chosen_story(report, name)
    if _articles(report, name):
        return chosen_article(report, name)
    said = " ".join(name.lower().split())
    found = [one for one in report.accounts if said and said in _headline(one).lower()]
    inside = {one.page.id for one in found}
    holding = [story for story in report.stories if not inside.isdisjoint(story.articles)]
    if len(found) == 1:
        return found[0]
    if not holding:
        raise Misuse(f"no story, article or headline {name!r}: secondsource stories lists them")
    return _only(holding, name, "story")


def _told(account: Account) -> str:
    """Name an article as a person can tell it from others: its id and its headline."""
    headline = _headline(account)
    if len(headline) > _SHORT:
        headline = f"{headline[: _SHORT - 1].rstrip()}…"
    return f"{account.page.id[:_ID]} ({headline})" if headline else account.page.id[:_ID]


def _headline(account: Account) -> str:
    span = account.article.headline
    words = account.page[span] if span else account.page.given.headline or ""
    return " ".join(words.split())


def _articles(report: Report, name: str) -> list[Account]:
    found = [one for one in report.accounts if name and one.page.id.startswith(name)]
    found = found or [one for one in report.accounts if name and one.page.key == name]
    found = found or [one for one in report.accounts if name and one.page.url == name]
    found = found or [one for one in report.accounts if name and name in one.page.input]
    file, _, key = name.rpartition("#")
    found = found or [
        one for one in report.accounts if key and one.page.key == key and file in one.page.input
    ]
    address = key.partition("//")[2] or key
    return found or [
        one
        for one in report.accounts
        if address and file in one.page.input and address in (one.page.url or "")
    ]


def _only(found: Sequence[One], name: str, what: str) -> One:
    exact = [one for one in found if one.id == name]
    if len(found) == 1 or exact:
        return (exact or list(found))[0]
    raise Misuse(f"{name!r} fits more than one {what}: {_list([one.id for one in found])}")


def _list(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
