"""What a JSON-LD script states about the article of its page (schema.org), under plain names.

What may live here: finding the things of a script that are articles and giving their values, one
a name; nothing is believed here. Names are schema.org's: ``headline``, ``@type``,
``author.name``, ``breadcrumb`` (the names of a list of crumbs, in their order). What an article
states comes before what its page states. A truth value is ``True`` or ``False``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

LONGEST = 2_000_000  # characters of one JSON-LD script; longer ones are not article metadata
_MOST = 2_000  # things looked at in one script
_EACH = 20  # values of one name
_PLAIN = (
    "@type", "headline", "alternativeHeadline", "datePublished", "dateModified", "dateCreated",
    "articleBody", "name", "articleSection", "genre", "inLanguage", "url", "mainEntityOfPage",
    "creditText", "isAccessibleForFree", "wordCount", "keywords", "isBasedOn", "correction",
)  # fmt: skip
_NAMED = ("author", "publisher", "creator", "sourceOrganization", "provider", "sponsor")
_ARTICLES = ("Article", "Posting", "Report", "Review")
_PAGES = ("WebPage",)
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "hasPart")

Thing = dict[str, Any]


def stated(script: str) -> Iterator[tuple[str, str]]:
    """Yield what a JSON-LD script states about an article; broken JSON states nothing.

    >>> list(stated('{"@type": "NewsArticle", "headline": "Ferry sinks", '
    ...             '"publisher": {"name": "The Osk Herald"}}'))
    [('@type', 'NewsArticle'), ('headline', 'Ferry sinks'), ('publisher.name', 'The Osk Herald')]
    """
    code = script[:LONGEST]
    starts = [at for at in (code.find("{"), code.find("[")) if at >= 0]
    end = max(code.rfind("}"), code.rfind("]"))  # some put a comment around it
    try:
        loaded = json.loads(code[min(starts) : end + 1], strict=False) if starts else None
    except (ValueError, RecursionError):
        return
    things = list(_things(loaded))
    for kinds in (_ARTICLES, _PAGES):
        for thing in things:
            if any(name.endswith(kinds) for name in _kinds(thing)):
                yield from _article(thing)
    for thing in things:
        if "BreadcrumbList" in _kinds(thing):
            yield from _crumbs(thing)
        elif any(name.endswith("Element") for name in _kinds(thing)):
            yield from _withheld(thing)


def _things(loaded: object) -> Iterator[Thing]:
    waiting, left = [loaded], _MOST
    while waiting and left:
        left -= 1
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here[:100]))
        elif isinstance(here, dict):
            yield here
            waiting.extend(value for key, value in here.items() if key in _WITHIN)


def _kinds(thing: Thing) -> Sequence[str]:
    return [name for name in _listed(thing.get("@type")) if isinstance(name, str)]


def _listed(value: object) -> list[Any]:
    return value[:_EACH] if isinstance(value, list) else [value]


def _article(thing: Thing) -> Iterator[tuple[str, str]]:
    for key in _PLAIN:
        for value in _listed(thing.get(key)):
            if (written := _written(value)) is not None:
                yield key, _truth(written) if key == "isAccessibleForFree" else written
    for key in _NAMED:
        for value in _listed(thing.get(key)):
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str):
                yield f"{key}.name", name
                if isinstance(value, dict) and (kind := _written(value.get("@type"))):
                    yield f"{key}.@type", kind


def _written(value: object) -> str | None:
    """Give a value as characters: of a thing, what names it."""
    if isinstance(value, dict):
        values = (value.get(key) for key in ("@id", "url", "text", "name", "@value"))
        value = next((one for one in values if isinstance(one, str)), None)
    return str(value) if isinstance(value, str | int | float) else None


def _truth(value: str) -> str:
    """Level the spellings of a truth value: "false", "http://schema.org/False"."""
    return value.rpartition("/")[2].strip().capitalize()


def _crumbs(thing: Thing) -> Iterator[tuple[str, str]]:
    crumbs = [one for one in _listed(thing.get("itemListElement")) if isinstance(one, dict)]
    for crumb in sorted(crumbs, key=_position):
        inner = crumb.get("item")
        name = crumb.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        if isinstance(name, str):
            yield "breadcrumb", name


def _position(crumb: Thing) -> int:
    place = str(crumb.get("position"))
    return int(place) if place.isdecimal() and len(place) < 4 else 999


def _withheld(thing: Thing) -> Iterator[tuple[str, str]]:
    """Name the part of a page that only those who pay are shown, by its CSS selector."""
    free, place = _written(thing.get("isAccessibleForFree")), thing.get("cssSelector")
    if free is not None and _truth(free) == "False" and isinstance(place, str):
        yield "hasPart.cssSelector", place
