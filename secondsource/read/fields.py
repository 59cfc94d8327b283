"""The values a page states outside its visible text: title, meta, JSON-LD, canonical link, times.

What may live here: collecting them under plain names, in the order they stand; nothing is
believed or compared here. Names: ``title``, ``html:lang``, ``link:canonical``,
``meta:<name or property>``, ``itemprop:<name>``, ``time:datetime``, ``jsonld:<key>``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from secondsource.records import Field

LONGEST = 2_000_000  # characters of one JSON-LD script; longer ones are not article metadata
MOST = 500  # fields kept of one page; a page of a million meta elements is not meant to be read
_PLAIN = (
    "headline",
    "datePublished",
    "dateModified",
    "dateCreated",
    "articleBody",
    "name",
)
_NAMED = ("author", "publisher", "creator", "sourceOrganization", "provider")
Attributes = dict[str, str]
SCRIPT = "json-ld"  # the attribute in which a script's text comes
_TYPES = ("Article", "Posting", "Report", "WebPage")


class Fields:
    """The fields seen so far on a walk over a page."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        """Begin with none."""
        self.seen: list[Field] = []

    def add(self, name: str, value: str | None) -> None:
        """Keep a value unless it is blank."""
        if value and (value := " ".join(value.split())) and len(self.seen) < MOST:
            self.seen.append(Field(name, value))

    def see(self, name: str, attributes: Attributes) -> None:
        """Look at an element on the way; most state nothing."""
        if key := attributes.get("itemprop"):
            self.add(f"itemprop:{key}", attributes.get("content") or attributes.get("datetime"))
        if reader := STATING.get(name):
            reader(self, attributes)

    def found(self) -> tuple[Field, ...]:
        """Give the fields, each once, in the order of the page."""
        return tuple(dict.fromkeys(self.seen))


def _meta(fields: Fields, attributes: Attributes) -> None:
    for key in ("property", "name", "http-equiv"):
        if name := attributes.get(key):
            fields.add(f"meta:{name.strip().lower()}", attributes.get("content"))


def _link(fields: Fields, attributes: Attributes) -> None:
    if (attributes.get("rel") or "").lower() == "canonical":
        fields.add("link:canonical", attributes.get("href"))


def _time(fields: Fields, attributes: Attributes) -> None:
    fields.add("time:datetime", attributes.get("datetime"))


def _html(fields: Fields, attributes: Attributes) -> None:
    fields.add("html:lang", attributes.get("lang") or attributes.get("xml:lang"))


def _script(fields: Fields, attributes: Attributes) -> None:
    if "ld+json" in (attributes.get("type") or "").lower():
        for name, value in stated(attributes.get(SCRIPT, "")):
            fields.add(f"jsonld:{name}", value)


STATING = {
    "meta": _meta,
    "link": _link,
    "time": _time,
    "html": _html,
    "script": _script,
}


def stated(script: str) -> Iterator[tuple[str, str]]:
    """Yield what a JSON-LD script states about an article; broken JSON states nothing.

    >>> list(stated('{"@type": "NewsArticle", "headline": "Ferry sinks", '
    ...             '"publisher": {"name": "The Osk Herald"}}'))
    [('headline', 'Ferry sinks'), ('publisher.name', 'The Osk Herald')]
    """
    try:
        loaded = json.loads(script[:LONGEST], strict=False)
    except (ValueError, RecursionError):
        return
    waiting, left = [loaded], 2000
    while waiting and left:
        left -= 1
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here[:100]))
        elif isinstance(here, dict):
            if _is_article(here):
                yield from _article(here)
            waiting.extend(v for k, v in here.items() if k in ("@graph", "mainEntity"))


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(_TYPES) for name in names)


def _article(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _PLAIN:
        if isinstance(value := thing.get(key), str):
            yield key, value
    for key in _NAMED:
        values = thing.get(key)
        for value in values[:20] if isinstance(values, list) else [values]:
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str):
                yield f"{key}.name", name
